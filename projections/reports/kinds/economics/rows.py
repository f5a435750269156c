"""The tables of the report on economics: a row a person, a quarter, a year, a rate."""

from __future__ import annotations

from projections.reports.figures import Column, Definition
from projections.reports.kinds.economics import costs, tables, years
from projections.reports.kinds.economics.livelihood import PAYERS
from projections.reports.kinds.economics.sentences import ALSO_HOUSED, COHORT, COST, FOLLOWED, HOUSED, HOUSING

ROWS = (
    Definition(
        key="accumulated_parts",
        name="… part by part",
        unit="table",
        cohort=ALSO_HOUSED,
        split=False,
        personal=True,  # the persons and sums of few people could be read back from it
        definition=f"The same for persons, benefits, housing support and extra tax. {FOLLOWED}",
        compute=years.accumulated_parts,
        columns=(
            Column("year", "Year", "number"),
            Column("persons", "Persons", "number"),
            Column("benefits", "Benefits", "amount"),
            Column("housing_support", "Housing support", "amount"),
            Column("extra_tax", "Extra tax", "amount"),
            Column("result", "Together", "amount"),
        ),
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
        definition="The same persons: what each payer no longer pays, income after tax before and after, and what "
        "the row rests on.",
        compute=tables.savings,
        columns=(
            Column("person", "Person"),
            *(Column(payer, payer.capitalize() if payer == "other" else payer, "amount") for payer in PAYERS),
            Column("net_before", "Net before", "amount"),
            Column("net_after", "Net after", "amount"),
            Column("flags", "Remark", "text"),
        ),
    ),
    Definition(
        key="housing_support",
        name="Housing support, hours a week",
        unit="table",
        cohort=HOUSED,
        split=False,
        personal=True,
        definition=f"A row a person not under protected identity. {HOUSING}",
        compute=tables.housing_support,
        columns=(
            Column("person", "Person"),
            Column("did", "What they did"),
            Column("before", "Before", "amount"),
            Column("after", "After", "amount"),
            Column("fewer", "Fewer", "amount"),
            Column("hours_year", "Hours a year", "amount"),
            Column("saved_year", "SEK a year", "amount"),
        ),
    ),
    Definition(
        key="programme_cost",
        name="Cost of the programme",
        unit="table",
        cohort="The programme.",
        split=False,
        definition=f"Where the cost comes from, and how a year of it was worked out. {COST}",
        compute=costs.rows,
        columns=(
            Column("basis", "Where it comes from", "text"),
            Column("amount", "Recorded", "amount"),
            Column("months", "Months", "number"),
            Column("year", "SEK a year", "amount"),
        ),
    ),
    Definition(
        key="budget",
        name="Budget against cost, by quarter",
        unit="table",
        cohort="The programme: whole quarters that touch the window and have a budget or a cost.",
        split=False,
        definition="A quarter of the year's budget (`budget_set`; of one payer what was set last counts, payers are "
        "added up) less what is recorded as cost (`cost_recorded`). A cost of a longer period is spread evenly "
        "over its months, and the row says so.",
        compute=costs.by_quarter,
        columns=(
            Column("quarter", "Quarter"),
            Column("budget", "Budget", "amount"),
            Column("cost", "Cost", "amount"),
            Column("left", "Left", "amount"),
            Column("remark", "Remark", "text"),
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
)
