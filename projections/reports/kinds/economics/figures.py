"""What it is worth: benefits no longer paid, wages, taxes and housing support, per payer and for society."""

from __future__ import annotations

from projections.reports.figures import Column, Definition, Kind
from projections.reports.kinds.economics import reckoning, tables
from projections.reports.kinds.economics.livelihood import PAYERS, gather
from projections.reports.kinds.economics.reckoning import COLUMNS, Amount
from projections.reports.plots import Plot

COHORT = (
    "Persons who began a competitive job or studies in the window, after they had enrolled, and whose incomes before "
    "it are known."
)
YEAR = "A year is twelve months as they are at the end of the window; nothing is rounded before it is printed."
BEFORE = (
    "Benefits are what IFO, FK, AF and others paid by the last record before the first start in the window (background "
    "of the day itself counts as before); student aid (CSN) and wages are none."
)
AFTER = (
    "What a payer pays after is in the last record of incomes from the start on; where there is none, the benefits "
    "count as ended and the row says so."
)
HOUSING = (
    "Hours a week before the start less those recorded last from it on, x 52 x the cost of an hour; nothing where "
    "either is not recorded."
)
RESULT = "saved by payers + housing support saved + extra tax"
ANYWAY = "The part of the result that would have come anyway is taken off; the programme's cost is paid all the same."
PERIOD = (
    "The result of the first year, and of each year after it for the part of the starters that is assumed to support "
    "itself still. It is an assumption, not an observation."
)


def _money(key: str, name: str, definition: str, amount: Amount) -> Definition:
    return Definition(
        key=key,
        name=name,
        unit="SEK",
        cohort=COHORT,
        definition=f"{definition} {YEAR}",
        compute=reckoning.a_year(amount),
    )


KIND = Kind(
    name="economics",
    title="Society's economics",
    about="What it is worth that people support themselves: what each payer no longer pays, what comes back in tax, "
    "and what that leaves after the programme's cost. Subsidies and production are printed beside it, never in it. "
    f"{BEFORE} {AFTER}",
    gather=gather,
    needs=("rates",),
    figures=(
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
        _money(
            "benefits_before_year",
            "Benefits before, a year",
            f"Benefits paid before the start. {BEFORE}",
            COLUMNS["benefits_before"],
        ),
        _money(
            "tax_before_year",
            "Tax on them, a year",
            "Tax on the benefits before, as recorded; none recorded counts as none (social assistance is untaxed).",
            COLUMNS["tax_before"],
        ),
        _money(
            "wages_year",
            "Wages, a year",
            "Wages of the jobs begun in the window that go on at its end, changes "
            "applied; where none goes on, of the job that ended last, and the row says so.",
            COLUMNS["wages"],
        ),
        _money(
            "subsidies_year",
            "Wage subsidies, a year",
            "Subsidies of the same jobs; one may exceed its wage.",
            COLUMNS["subsidies"],
        ),
        _money(
            "extra_tax_year",
            "Extra tax, a year",
            "Tax on the wage less the tax on the old benefits. Tax on benefits that go on is not added back.",
            reckoning.extra_tax,
        ),
        _money(
            "production_year", "Production value, a year", "The wage x the production factor.", reckoning.production
        ),
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
        _money("housing_support_saved_year", "Housing support saved, a year", HOUSING, reckoning.housing),
        _money(
            "municipality_gain_year",
            "Gain of the municipality, a year",
            "Social assistance (IFO) no longer paid + housing support saved, before the programme's cost.",
            reckoning.municipal,
        ),
        Definition(
            key="society_gain_year",
            name="Gain of society, a year",
            unit="SEK",
            cohort=COHORT,
            split=False,
            rests_on="result_by_year",
            definition=f"The result ({RESULT}) less the programme's cost of a year. No value without anybody to count. "
            f"{YEAR}",
            compute=reckoning.whole_gain,
        ),
        Definition(
            key="counterfactual_low",
            name="… at least, less what would have come anyway",
            unit="SEK",
            cohort=COHORT,
            split=False,
            rests_on="result_by_year",
            definition=f"Gain of society where the larger part would have come anyway. {ANYWAY}",
            compute=reckoning.least_gain,
        ),
        Definition(
            key="counterfactual_high",
            name="… at most, less what would have come anyway",
            unit="SEK",
            cohort=COHORT,
            split=False,
            rests_on="result_by_year",
            definition=f"Gain of society where the smaller part would have come anyway. {ANYWAY}",
            compute=reckoning.most_gain,
        ),
        Definition(
            key="benefit_period_gain",
            name="Gain over the benefit period",
            unit="SEK",
            cohort=COHORT,
            split=False,
            rests_on="result_by_year",
            definition=f"The results of all years of the benefit period less one year's cost. {PERIOD}",
            compute=reckoning.period_gain,
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
        Definition(
            key="result_by_year",
            name="Result",
            unit="SEK",
            axis="year",
            cohort=COHORT,
            split=False,
            definition=f"The result ({RESULT}), before the programme's cost. {PERIOD}",
            compute=reckoning.by_year(reckoning.result),
        ),
        Definition(
            key="result_by_year_lower_sickness",
            name="Lower sickness benefit",
            unit="SEK",
            axis="year",
            cohort=COHORT,
            split=False,
            definition="The same where sickness benefit would have fallen from the second year on, and the tax on it "
            "in proportion: less is saved then.",
            compute=reckoning.by_year(reckoning.lower_sickness),
        ),
        Definition(
            key="people",
            name="Persons, a month",
            unit="table",
            cohort=COHORT,
            split=False,
            personal=True,
            definition="A row a person not under protected identity, SEK a month: benefits before, by source and "
            "payer, tax on them, wage, subsidy, "
            "extra tax = tax on the wage - tax on the benefits, production = wage x the production factor.",
            compute=tables.people,
            columns=(
                Column("person", "Person"),
                Column("began", "Began"),
                Column("what", "What"),
                Column("before", "Benefits before", "text"),
                Column("benefits_before", "Sum", "amount"),
                Column("tax_before", "Tax", "amount"),
                Column("wages", "Wage", "amount"),
                Column("subsidies", "Subsidy", "amount"),
                Column("extra_tax", "Extra tax", "amount"),
                Column("production", "Production", "amount"),
            ),
        ),
        Definition(
            key="people_savings",
            name="Persons, saved a month",
            unit="table",
            cohort=COHORT,
            split=False,
            personal=True,
            definition="The same persons: what each payer no longer pays, fewer hours of housing support a week and "
            "what they cost a month, income after tax before and after, and what the row rests on.",
            compute=tables.savings,
            columns=(
                Column("person", "Person"),
                *(Column(payer, payer.capitalize() if payer == "other" else payer, "amount") for payer in PAYERS),
                Column("hours", "Hours", "amount"),
                Column("housing", "Housing", "amount"),
                Column("net_before", "Net before", "amount"),
                Column("net_after", "Net after", "amount"),
                Column("flags", "Remark", "text"),
            ),
        ),
        Definition(
            key="rates",
            name="Rates reckoned with",
            unit="table",
            cohort="The programme.",
            split=False,
            definition="Every rate in force at the end of the window, from config/rates; the first value of a rate "
            "also covers all before it.",
            compute=tables.rates,
            columns=(
                Column("rate", "Rate"),
                Column("value", "Value", "amount"),
                Column("unit", "Unit", "text"),
                Column("valid_from", "From", "text"),
                Column("source", "Source", "text"),
            ),
        ),
    ),
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
