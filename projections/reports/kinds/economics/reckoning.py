"""The arithmetic of society's economics, over everybody who began work or studies: amounts and gains.

Amounts are worked out a month and exactly; a year is twelve of them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from journey.domain.rates import MEANING, Name
from projections.reports.cohort import Cohort
from projections.reports.figures import Distribution, Number
from projections.reports.kinds.economics import costs
from projections.reports.kinds.economics import housing as support
from projections.reports.kinds.economics.livelihood import (
    PAYERS,
    WEEKS,
    Money,
    Starter,
    began_in,
    starter,
    together,
)
from projections.reports.numbers import exact

MONTHS = 12

Prices = dict[Name, Fraction]
"""Every rate in force at the end of the window."""


Amount = Callable[[Money, Prices], Fraction]


def prices(cohort: Cohort) -> Prices:
    """The rates that the cohort is reckoned with."""
    if "prices" not in cohort.memo:
        rates, day, programme = cohort.frame.rates, cohort.window.end, cohort.programme.id
        names = (name for name in MEANING if name != "programme_cost_year")  # may be set nowhere: see costs
        cohort.memo["prices"] = {name: Fraction(exact(rates.on(name, day, programme).value)) for name in names}
    at: Prices = cohort.memo["prices"]
    return at


def counted(cohort: Cohort) -> list[Starter]:
    """Everybody who is in the reckoning."""
    if "starters" not in cohort.memo:
        begun = (starter(person, cohort.window) for person in cohort.people)
        cohort.memo["starters"] = [row for row in begun if row is not None]
    rows: list[Starter] = cohort.memo["starters"]
    return rows


def starters(cohort: Cohort) -> int:
    """How many are in the reckoning."""
    return len(counted(cohort))


def is_empty(cohort: Cohort) -> bool:
    """Whether there is nobody to reckon with: no starter, and nobody whose hours of housing support are known."""
    return not counted(cohort) and not support.persons(cohort)


def left_out(cohort: Cohort) -> int:
    """How many began work or studies in the window and are left out: their earlier incomes are not known."""
    begun = sum(bool(began_in(person, cohort.window)) for person in cohort.people)
    return begun - len(counted(cohort))


def benefits_before(row: Money, _: Prices) -> Fraction:
    """The benefits before, before tax."""
    return row.benefit


def tax_before(row: Money, _: Prices) -> Fraction:
    """The tax on the benefits before."""
    return row.tax


def wages(row: Money, _: Prices) -> Fraction:
    """The wages after, before tax."""
    return row.wage


def subsidies(row: Money, _: Prices) -> Fraction:
    """The wage subsidies after."""
    return row.subsidy


def extra_tax(row: Money, at: Prices) -> Fraction:
    """Tax on the wage less the tax on the old benefits."""
    return row.wage * at["tax_on_wages"] - row.tax


def production(row: Money, at: Prices) -> Fraction:
    """What the work is worth."""
    return row.wage * at["production_factor"]


def housing(row: Money, at: Prices) -> Fraction:
    """SEK a month, of a year with 52 weeks."""
    return row.hours * WEEKS * at["housing_support_hour"] / MONTHS


def saved(row: Money, _: Prices) -> Fraction:
    """What all payers no longer pay."""
    return sum((row.saved(payer) for payer in PAYERS), Fraction(0))


def result(row: Money, at: Prices) -> Fraction:
    """Society's, before the programme's cost: saved by payers, housing support saved, extra tax."""
    return saved(row, at) + housing(row, at) + extra_tax(row, at)


def without_tax(row: Money, at: Prices) -> Fraction:
    """What is no longer paid: benefits and housing support."""
    return saved(row, at) + housing(row, at)


def municipal_tax(row: Money, at: Prices) -> Fraction:
    """The municipality's part of the extra tax."""
    return extra_tax(row, at) * at["municipal_share_of_tax"]


def municipal(row: Money, at: Prices) -> Fraction:
    """The municipality's: social assistance and housing support."""
    return row.saved("IFO") + housing(row, at)


def net_before(row: Money, _: Prices) -> Fraction:
    """The benefits before, after tax."""
    return row.benefit - row.tax


def net_after(row: Money, at: Prices) -> Fraction:
    """Wage after tax, and what is still paid beside it."""
    return row.wage * (1 - at["tax_on_wages"]) + row.net_still + row.aid


def net_change(row: Money, at: Prices) -> Fraction:
    """What people live on after, less what they lived on before; after tax."""
    return net_after(row, at) - net_before(row, at)


def lower_sickness(row: Money, at: Prices) -> Fraction:
    """The result of a month, had the sickness benefit that is no longer paid fallen."""
    return result(row, at) - row.sickness * _falls(at)


def fall_of_sickness(row: Money, at: Prices) -> Fraction:
    """By how much the sickness benefit that is no longer paid would have fallen, before tax."""
    return row.sickness_gross * _falls(at)


def _falls(at: Prices) -> Fraction:
    return 1 - at["sickness_later_years"] / at["sickness_first_year"]


def of_payer(payer: str) -> Amount:
    """What that payer no longer pays."""
    return lambda row, _: row.saved(payer)


def total(cohort: Cohort, amount: Amount) -> Fraction:
    """SEK a month, of everybody: every amount is a sum of theirs, so it is worked out of their sums."""
    if "money" not in cohort.memo:
        cohort.memo["money"] = together(counted(cohort))._replace(hours=Fraction(support.fewer(cohort)))
    return amount(cohort.memo["money"], prices(cohort))


def a_year(amount: Amount) -> Callable[[Cohort], Number]:
    """The amount of everybody together, SEK a year."""
    return lambda cohort: number(total(cohort, amount) * MONTHS)


def number(value: Fraction) -> Number:
    """The value as JSON can hold it: whole where it is whole."""
    return value.numerator if value.denominator == 1 else float(value)


def amounts(cohort: Cohort, wanted: dict[str, Amount], months: int) -> Distribution:
    """The amounts that there are; a payer of whom nobody had anything is left out."""
    sums: dict[str, float | None] = {}
    if is_empty(cohort):
        return sums
    for key, amount in wanted.items():
        value = number(total(cohort, amount) * months)
        if value or key not in PAYERS or any(_pays(row, key) for row in counted(cohort)):
            sums[key] = value
    return sums


def _pays(row: Starter, payer: str) -> bool:
    return any(income.payer == payer for income in (*row.benefits, *row.still))


SAVED: dict[str, Amount] = {payer: of_payer(payer) for payer in PAYERS}
COLUMNS: dict[str, Amount] = {
    "benefits_before": benefits_before,
    "tax_before": tax_before,
    "wages": wages,
    "subsidies": subsidies,
    "extra_tax": extra_tax,
    "production": production,
    "housing_support_saved": housing,
    **SAVED,
}
PERSPECTIVES: dict[str, Amount] = {
    "society": result,
    "municipality": municipal,
    **SAVED,
    "participants": net_change,
}


def saved_by_payer(cohort: Cohort) -> Distribution:
    """What each payer no longer pays, a year."""
    return amounts(cohort, SAVED, MONTHS)


def monthly_sums(cohort: Cohort) -> Distribution:
    """The sum of each column of the reckoning, a month."""
    return amounts(cohort, COLUMNS, 1)


def by_perspective(cohort: Cohort) -> Distribution:
    """The result as society, the municipality, each payer and the participants see it, a year."""
    return amounts(cohort, PERSPECTIVES, MONTHS)


def gain(cohort: Cohort, part: Fraction) -> Number | None:
    """That part of the year's result, less the programme's cost; none without anybody to count, or without a cost."""
    cost = costs.cost(cohort).year
    if is_empty(cohort) or cost is None:
        return None
    return number(total(cohort, result) * MONTHS * part - cost)


def programme_cost(cohort: Cohort) -> Number | None:
    """What the programme costs a year; none where nobody knows."""
    cost = costs.cost(cohort).year
    return None if cost is None else number(cost)


def whole_gain(cohort: Cohort) -> Number | None:
    """The gain where nothing would have come anyway."""
    return gain(cohort, Fraction(1))


def least_gain(cohort: Cohort) -> Number | None:
    """The gain where as much would have come anyway as can be assumed."""
    return gain(cohort, 1 - prices(cohort)["counterfactual_most"])


def most_gain(cohort: Cohort) -> Number | None:
    """The gain where as little would have come anyway as can be assumed."""
    return gain(cohort, 1 - prices(cohort)["counterfactual_least"])
