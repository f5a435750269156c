"""The figures of the report on economics that look past the sums: after the programme's cost, and in later years."""

from __future__ import annotations

from projections.reports.figures import Definition
from projections.reports.kinds.economics import reckoning, years
from projections.reports.kinds.economics.sentences import (
    ALSO_HOUSED,
    ANYWAY,
    COHORT,
    COST,
    FOLLOWED,
    PERIOD,
    RESULT,
    YEAR,
)
from projections.reports.kinds.economics.sums import money

OUTLOOK = (
    Definition(
        key="programme_cost_year",
        name="Cost of the programme, a year",
        unit="SEK",
        cohort="The programme.",
        split=False,
        definition=COST,
        compute=reckoning.programme_cost,
    ),
    Definition(
        key="society_gain_year",
        name="Gain of society, a year",
        unit="SEK",
        cohort=COHORT,
        split=False,
        rests_on="result_by_year",
        definition=f"The result ({RESULT}) less the programme's cost of a year. No value without anybody to count, "
        f"or without a cost. {YEAR}",
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
        compute=years.period_gain,
    ),
    Definition(
        key="result_by_year",
        name="Result",
        unit="SEK",
        axis="year",
        cohort=COHORT,
        split=False,
        definition=f"The result ({RESULT}), before the programme's cost. {PERIOD}",
        compute=years.by_year(reckoning.result),
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
        compute=years.by_year(reckoning.lower_sickness),
    ),
    money(
        "sickness_lower_year",
        "Lower sickness benefit, a year",
        "By how much the sickness benefit that is no longer paid falls from the second year on, before tax: so "
        "much less is saved then.",
        reckoning.fall_of_sickness,
    ),
    Definition(
        key="accumulated",
        name="Accumulated",
        unit="SEK",
        axis="year",
        cohort=ALSO_HOUSED,
        split=False,
        rests_on="result_by_year",
        definition=f"The result ({RESULT}) of each year, before the programme's cost. {FOLLOWED} It is an "
        "assumption, not an observation.",
        compute=years.accumulated,
    ),
)
