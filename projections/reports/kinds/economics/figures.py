"""What it is worth: benefits no longer paid, wages, taxes and housing support, per payer and for society."""

from __future__ import annotations

from collections.abc import Mapping

from projections.reports.figures import PEOPLE, Figure, Headline, Kind, Told
from projections.reports.kinds.economics.livelihood import gather
from projections.reports.kinds.economics.outlook import OUTLOOK
from projections.reports.kinds.economics.rows import ROWS
from projections.reports.kinds.economics.sentences import AFTER, BEFORE
from projections.reports.kinds.economics.sums import SUMS
from projections.reports.plots import Plot


def _people(figures: Mapping[str, Figure]) -> Mapping[str, Told] | None:
    """How many people the reckoning rests on."""
    people = figures["starters"].value
    return {"people": (people, PEOPLE)} if isinstance(people, int) else None


KIND = Kind(
    name="economics",
    title="Society's economics",
    about="What it is worth that people support themselves: what each payer no longer pays, what comes back in tax, "
    "and what that leaves after the programme's cost. Subsidies and production are printed beside it, never in it. "
    f"{BEFORE} {AFTER}",
    gather=gather,
    needs=("rates",),
    headlines=(
        Headline(figures=("society_gain_year", "starters", "programme_cost_year"), tells=_people),
        Headline(figures=("counterfactual_low", "counterfactual_high")),
        Headline(figures=("municipality_gain_year",)),
        Headline(figures=("saved_with_housing_year", "extra_tax_year")),
        Headline(figures=("starters", "left_out")),
    ),
    figures=(*SUMS, *OUTLOOK, *ROWS),
    plots=(
        Plot(
            title="Saved a year, by payer",
            form="bars",
            figures=("saved_by_payer_year",),
            up="SEK a year",
            says="What each payer no longer pays in a year.",
        ),
        Plot(
            title="Result, year by year",
            form="bars",
            figures=("result_by_year", "result_by_year_lower_sickness"),
            up="SEK a year",
            says="What the starters are worth in each year of the benefit period, before the programme's cost.",
        ),
    ),
)
