"""What it is worth: benefits no longer paid, wages, taxes and housing support, per payer and for society."""

from __future__ import annotations

from projections.reports.figures import Kind
from projections.reports.kinds.economics.livelihood import gather
from projections.reports.kinds.economics.outlook import OUTLOOK
from projections.reports.kinds.economics.rows import ROWS
from projections.reports.kinds.economics.sentences import AFTER, BEFORE
from projections.reports.kinds.economics.sums import SUMS
from projections.reports.plots import Plot

KIND = Kind(
    name="economics",
    title="Society's economics",
    about="What it is worth that people support themselves: what each payer no longer pays, what comes back in tax, "
    "and what that leaves after the programme's cost. Subsidies and production are printed beside it, never in it. "
    f"{BEFORE} {AFTER}",
    gather=gather,
    needs=("rates",),
    figures=(*SUMS, *OUTLOOK, *ROWS),
    plots=(
        Plot(
            title="Saved a year, by payer",
            form="bars",
            figures=("saved_by_payer_year",),
            x="payer",
            y="SEK",
            says="What each payer no longer pays in a year.",
        ),
        Plot(
            title="Result, year by year",
            form="bars",
            figures=("result_by_year", "result_by_year_lower_sickness"),
            x="year",
            y="SEK",
            says="What the starters are worth in each year of the benefit period, before the programme's cost.",
        ),
    ),
)
