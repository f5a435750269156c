"""The figures of the report on economics that add up everybody's amounts, a year and a month."""

from __future__ import annotations

from projections.reports.figures import Definition
from projections.reports.kinds.economics import housing, reckoning
from projections.reports.kinds.economics.reckoning import COLUMNS, Amount
from projections.reports.kinds.economics.sentences import (
    AFTER,
    ALSO_HOUSED,
    BEFORE,
    COHORT,
    HOUSED,
    HOUSING,
    RESULT,
    YEAR,
)


def money(
    key: str, name: str, definition: str, amount: Amount, *, cohort: str = COHORT, rests_on: str = ""
) -> Definition:
    """A figure in SEK a year; one that is worked out from another by a rate alone is not split."""
    return Definition(
        key=key,
        name=name,
        unit="SEK",
        cohort=cohort,
        split=not rests_on,
        rests_on=rests_on,
        definition=f"{definition} {YEAR}",
        compute=reckoning.a_year(amount),
    )


SUMS = (
    Definition(
        key="starters",
        name="Persons in the reckoning",
        unit="persons",
        cohort=COHORT,
        definition="Persons counted once, with their first start in the window.",
        compute=reckoning.starters,
    ),
    Definition(
        key="left_out",
        name="Left out, incomes not known",
        unit="persons",
        cohort="Persons who began a competitive job or studies in the window, after they had enrolled.",
        definition="Those of them who are left out because no incomes before the start are recorded.",
        compute=reckoning.left_out,
    ),
    money(
        "benefits_before_year",
        "Benefits before, a year",
        f"Benefits paid before the start. {BEFORE}",
        COLUMNS["benefits_before"],
    ),
    money(
        "tax_before_year",
        "Tax on them, a year",
        "Tax on the benefits before, as recorded; none recorded counts as none (social assistance is untaxed).",
        COLUMNS["tax_before"],
    ),
    money(
        "wages_year",
        "Wages, a year",
        "Wages of the jobs begun in the window that go on at its end, changes "
        "applied; where none goes on, of the job that ended last, and the row says so.",
        COLUMNS["wages"],
    ),
    money(
        "subsidies_year",
        "Wage subsidies, a year",
        "Subsidies of the same jobs; one may exceed its wage.",
        COLUMNS["subsidies"],
    ),
    money(
        "extra_tax_year",
        "Extra tax, a year",
        "Tax on the wage less the tax on the old benefits. Tax on benefits that go on is not added back.",
        reckoning.extra_tax,
    ),
    money(
        "tax_municipal_year",
        "… of it the municipality's, a year",
        "The municipality's part of the extra tax, by a rate of its own; the rest is the region's and the state's.",
        reckoning.municipal_tax,
        rests_on="extra_tax_year",
    ),
    money("production_year", "Production value, a year", "The wage x the production factor.", reckoning.production),
    Definition(
        key="saved_by_payer_year",
        name="Saved a year",
        unit="SEK",
        axis="payer",
        cohort=COHORT,
        definition="What a payer paid before the start less what it pays after; less than nothing where it pays "
        f"more. {AFTER} Student aid (CSN) is no saving. {YEAR}",
        compute=reckoning.saved_by_payer,
    ),
    Definition(
        key="housing_support_persons",
        name="Persons whose housing support is known",
        unit="persons",
        cohort=HOUSED,
        definition="Who they are that housing support saved is worked out on.",
        compute=housing.persons,
    ),
    Definition(
        key="housing_support_hours_week",
        name="Hours of housing support less, a week",
        unit="hours",
        cohort=HOUSED,
        definition="Hours a week before less those recorded last, of all of them together.",
        compute=housing.fewer_a_week,
    ),
    money("housing_support_saved_year", "Housing support saved, a year", HOUSING, reckoning.housing, cohort=HOUSED),
    money(
        "saved_with_housing_year",
        "Benefits and housing support saved, a year",
        "Saved by all payers + housing support saved.",
        reckoning.without_tax,
        cohort=ALSO_HOUSED,
    ),
    money(
        "municipality_gain_year",
        "Gain of the municipality, a year",
        "Social assistance (IFO) no longer paid + housing support saved, before the programme's cost.",
        reckoning.municipal,
        cohort=ALSO_HOUSED,
    ),
    Definition(
        key="month",
        name="A month",
        unit="SEK",
        axis="what",
        cohort=COHORT,
        definition="The columns of the reckoning as they are a month, summed over the persons.",
        compute=reckoning.monthly_sums,
    ),
    Definition(
        key="perspectives_year",
        name="Whose gain, a year",
        unit="SEK",
        axis="whose",
        cohort=COHORT,
        definition=f"Before the programme's cost. Society: {RESULT}. Municipality: IFO and housing support saved. "
        "Payers: what they no longer pay. Participants: wage after tax, benefits that go on after tax and student "
        "aid, less the benefits before after their tax. A krone may stand in several.",
        compute=reckoning.by_perspective,
    ),
)
