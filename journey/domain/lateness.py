"""When an entry came late: so long after what it tells of that whoever reads it is told. Pure."""

from __future__ import annotations

from datetime import date, datetime

from journey.domain import calendar

LATE_DAYS = 7
"""What is recorded more days than that after it happened came late."""


def days_after(on: date, recorded: datetime) -> int:
    """How many local days after it happened something was recorded; negative where it was recorded ahead."""
    return (calendar.local_date(recorded) - on).days


def entered_late(on: date, recorded: datetime, *, time_unknown: bool) -> bool:
    """Whether what happened on a day was recorded late; where nobody knows when it was recorded, it never was."""
    if time_unknown:
        return False
    days = (recorded.date() - on).days
    if abs(days - LATE_DAYS) > 1:  # whatever the zone: asking for the local day of every event takes long
        return days > LATE_DAYS
    return days_after(on, recorded) > LATE_DAYS
