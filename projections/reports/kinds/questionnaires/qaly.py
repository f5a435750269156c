"""What a change of GHQ-12 is worth in QALY, by each tariff in force. Sums are exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from journey.domain.rates import GHQ_TOTALS, Crosswalk
from projections.reports.cohort import Cohort
from projections.reports.figures import Quotient, Rows
from projections.reports.kinds.questionnaires.answers import Answer
from projections.reports.kinds.questionnaires.surveys import GHQ, means, pairs
from projections.reports.numbers import exact

GHQ_RANGE = frozenset(range(GHQ_TOTALS))
YEAR = Fraction(36525, 100)
"""Days."""


def gains(cohort: Cohort) -> dict[str, Quotient]:
    """The QALY gain by tariff and later moment: the sum of (u1 - u0) / 2 x years, and of how many."""
    each = [
        (table.tariff, moment, change * (later.on - first.on).days)
        for table in _crosswalks(cohort)
        for instrument, moment, first, later in pairs(cohort)
        if instrument == GHQ and (change := _change(table, first, later)) is not None
    ]
    return means(each, 2 * YEAR)


def _change(table: Crosswalk, first: Answer, later: Answer) -> Decimal | None:
    """By how much the index is higher; None where a total is none that the tariff knows."""
    before, after = first.total("ghq"), later.total("ghq")
    if before is None or after is None or not {before, after} <= GHQ_RANGE:
        return None
    return exact(table.values[int(after)]) - exact(table.values[int(before)])


def _crosswalks(cohort: Cohort) -> tuple[Crosswalk, ...]:
    return cohort.frame.rates.crosswalks(cohort.window.end)


def tariffs(cohort: Cohort) -> Rows:
    """The crosswalks in force at the end of the window."""
    return [
        {
            "tariff": table.tariff,
            "method": table.method,
            "valid_from": table.valid_from.isoformat(),
            "source": table.source,
            "values": " ".join(f"{value:g}" for value in table.values),
        }
        for table in _crosswalks(cohort)
    ]
