"""The years after the first: what starters are worth while some stay, and what comes together where others follow.

Both are assumptions and no observations: nobody has counted who still supports themself.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Distribution, Number, Rows
from projections.reports.kinds.economics.reckoning import (
    MONTHS,
    Amount,
    counted,
    extra_tax,
    gain,
    housing,
    is_empty,
    number,
    prices,
    result,
    saved,
    total,
)

PARTS: dict[str, Amount] = {"benefits": saved, "housing_support": housing, "extra_tax": extra_tax, "result": result}


def by_year(amount: Amount) -> Callable[[Cohort], Distribution]:
    """SEK for each year of the benefit period; only the first one counts whole, and at the first year's benefit."""

    def compute(cohort: Cohort) -> Distribution:
        if is_empty(cohort):
            return {}
        first = total(cohort, result) * MONTHS
        later = total(cohort, amount) * MONTHS * prices(cohort)["self_supporting_share"]
        count = int(prices(cohort)["benefit_period_years"])
        years: dict[str, float | None] = {"year 1": number(first)}
        return years | {f"year {year}": number(later) for year in range(2, count + 1)}

    return compute


def period_gain(cohort: Cohort) -> Number | None:
    """The results of the whole benefit period, less one year's cost."""
    later = (prices(cohort)["benefit_period_years"] - 1) * prices(cohort)["self_supporting_share"]
    return gain(cohort, 1 + later)


def _accumulated(cohort: Cohort) -> list[tuple[int, Fraction]]:
    """Each year of the benefit period, and how many times the first year's starters support themselves in it."""
    if is_empty(cohort):
        return []
    stays, years = prices(cohort)["self_supporting_share"], int(prices(cohort)["benefit_period_years"])
    return [(year, stays * year) for year in range(1, years + 1)]


def accumulated(cohort: Cohort) -> Distribution:
    """The result of each year, where as many begin every year and a share of each year's starters stays."""
    sums: dict[str, float | None] = {}
    for year, times in _accumulated(cohort):
        sums[f"year {year}"] = number(total(cohort, result) * MONTHS * times)
    return sums


def accumulated_parts(cohort: Cohort) -> Rows:
    """The same, part by part: a row a year."""
    rows: Rows = []
    for year, times in _accumulated(cohort):
        row: dict[str, Cell] = {"year": year, "persons": number(times * len(counted(cohort)))}
        for key, amount in PARTS.items():
            row[key] = number(total(cohort, amount) * MONTHS * times)
        rows.append(row)
    return rows
