"""Calendar months and thirds of a year, as reports count them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from journey.domain import calendar
from projections.reports.figures import distribution

THIRD = 4
"""Months: three reports a year, for January to April, May to August and September to December."""


def label(day: date) -> str:
    """The month as reports name it: `2018-05`."""
    return f"{day:%Y-%m}"


def month(day: date) -> tuple[date, date]:
    """The first and last day of the month that holds the day."""
    return day.replace(day=1), calendar.month_end(day)


def third(day: date) -> tuple[date, date]:
    """The first and last day of the third of the year that holds the day."""
    first = (day.month - 1) // THIRD * THIRD + 1
    return date(day.year, first, 1), calendar.month_end(date(day.year, first + THIRD - 1, 1))


def ends(first: date, last: date) -> list[date]:
    """The last day of every month between two days; of the latest month, the day given."""
    days = []
    while first <= last:
        days.append(min(calendar.month_end(first), last))
        first = calendar.month_end(first) + timedelta(days=1)
    return days


def by_month(days: Iterable[date]) -> dict[str, int]:
    """How many days fall in each month; months without one are left out."""
    return distribution(map(label, days))
