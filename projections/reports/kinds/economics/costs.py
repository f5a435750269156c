"""What the programme costs: as recorded, else as its file says, else nobody knows; and its budget by the quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from journey.domain import calendar
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Rows
from projections.reports.numbers import exact

MONTHS = 12
IN_A_QUARTER = 3
_LONGER = {"Q": 3, "T": 4, "H": 6}

Month = tuple[int, int]
"""Year and month."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the programme costs, SEK a year; None where nobody knows. `basis` says where it comes from.

    A recorded cost has the amount (SEK) and the months it is about.
    """

    year: Fraction | None
    basis: str
    amount: Fraction | None = None
    months: int | None = None


def months_of(period: str) -> list[Month]:
    """The months of `2018`, `2018-03`, `2018-Q1`, `2018-T1` or `2018-H1`."""
    year, _, part = period.partition("-")
    if not part:
        return [(int(year), month) for month in range(1, MONTHS + 1)]
    if part[0] not in _LONGER:
        return [(int(year), int(part))]
    length = _LONGER[part[0]]
    first = (int(part[1:]) - 1) * length + 1
    return [(int(year), month) for month in range(first, first + length)]


def cost(cohort: Cohort) -> Cost:
    """The costs recorded for months of the window, else the programme's own rate or `cost_year`, else none."""
    recorded = _recorded(cohort)
    window = cohort.window
    within = [month for month in recorded if _first(month) <= window.end and _last(month) >= window.start]
    if within:
        amount = sum((recorded[month] for month in within), Fraction())
        return Cost(amount / len(within) * MONTHS, "costs recorded for months of the window", amount, len(within))
    rates = cohort.frame.rates.programme_cost_year
    if any(rate.programme == cohort.programme.id for rate in rates):
        return _rated(cohort, "a rate of the programme's own")
    own = cohort.programme.settings.cost_year
    if own is not None:
        return Cost(Fraction(exact(own)), "the programme's file (cost_year)")
    if any(rate.programme is None for rate in rates):
        return _rated(cohort, "a rate for every programme")
    return Cost(None, "none: no costs are recorded, and the programme's file has no cost_year")


def _rated(cohort: Cohort, whose: str) -> Cost:
    rate = cohort.frame.rates.on("programme_cost_year", cohort.window.end, cohort.programme.id)
    return Cost(Fraction(exact(float(rate.value))), f"{whose}: {rate.source}")


def rows(cohort: Cohort) -> Rows:
    """The cost, where it comes from, and how it was worked out: one row."""
    known = cost(cohort)
    year, amount = _number(known.year), _number(known.amount)
    return [{"basis": known.basis, "amount": amount, "months": known.months, "year": year}]


def _recorded(cohort: Cohort) -> dict[Month, Fraction]:
    """SEK of each month that a cost is recorded for; a longer period is spread evenly over its months."""
    by_month: dict[Month, Fraction] = {}
    for event in cohort.frame.programme_history.by_type.get("cost_recorded", ()):
        months = months_of(event.fact.period)
        for month in months:
            by_month[month] = by_month.get(month, Fraction()) + Fraction(exact(event.fact.amount)) / len(months)
    return dict(sorted(by_month.items()))


def _spread(cohort: Cohort) -> set[Month]:
    """The months that a cost of more than a quarter is laid on."""
    events = cohort.frame.programme_history.by_type.get("cost_recorded", ())
    longer = (months for event in events if len(months := months_of(event.fact.period)) > IN_A_QUARTER)
    return {month for months in longer for month in months}


def _budgets(cohort: Cohort) -> dict[int, Fraction]:
    """SEK of each year; of one payer, what was set last counts."""
    latest: dict[tuple[int, str | None], Fraction] = {}
    for event in cohort.frame.programme_history.by_type.get("budget_set", ()):
        latest[event.fact.year, event.fact.payer] = Fraction(exact(event.fact.amount))
    budgets: dict[int, Fraction] = {}
    for (year, _), amount in latest.items():
        budgets[year] = budgets.get(year, Fraction()) + amount
    return budgets


def by_quarter(cohort: Cohort) -> Rows:
    """The budget against the cost of each whole quarter that touches the window and has either."""
    budgets, recorded, spread = _budgets(cohort), _recorded(cohort), _spread(cohort)
    return [
        _quarter(year, number, budgets.get(year), {m: recorded[m] for m in months if m in recorded}, spread)
        for year, number, months in _quarters(cohort)
        if year in budgets or any(month in recorded for month in months)
    ]


def _quarters(cohort: Cohort) -> Iterator[tuple[int, int, list[Month]]]:
    window = cohort.window
    for year in range(window.start.year, window.end.year + 1):
        for number in range(1, 5):
            months = months_of(f"{year}-Q{number}")
            if _first(months[0]) <= window.end and _last(months[-1]) >= window.start:
                yield year, number, months


def _quarter(
    year: int, number: int, budget: Fraction | None, costs: dict[Month, Fraction], spread: set[Month]
) -> dict[str, Cell]:
    part = budget / 4 if budget is not None else None
    spent = sum(costs.values(), Fraction()) if costs else None
    left = part - spent if part is not None and spent is not None else None
    return {
        "quarter": f"{year}-Q{number}",
        "budget": _number(part),
        "cost": _number(spent),
        "left": _number(left),
        "remark": "; ".join(_remarks(costs, spread)) or None,
    }


def _remarks(costs: dict[Month, Fraction], spread: set[Month]) -> Iterator[str]:
    if not costs:
        yield "no cost recorded"
    elif len(costs) < IN_A_QUARTER:
        yield f"recorded for {len(costs)} of {IN_A_QUARTER} months"
    if spread.intersection(costs):
        yield "partly of a longer period, spread evenly"


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _first(month: Month) -> date:
    return date(*month, 1)


def _last(month: Month) -> date:
    return calendar.month_end(_first(month))
