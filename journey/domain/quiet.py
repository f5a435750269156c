"""When messages may leave: outside a programme's quiet hours, and on its days. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from journey.domain import calendar
from journey.domain.settings import Settings

NOTICE = timedelta(hours=1)
"""The least time that a message must have to leave in, and comes before its end."""
_FARTHEST = 7
"""Days that are looked through for a time before: longer than any row of holidays."""
_DAY = timedelta(days=1)


def may_leave(settings: Settings, now: datetime) -> bool:
    """Whether messages may leave now: not in quiet hours, and on working days only where the programme says so."""
    local = calendar.local_time(now)
    clock, quiet = time(local.hour, local.minute), settings.quiet_hours
    asleep = quiet.from_ <= clock < quiet.to if quiet.from_ <= quiet.to else clock >= quiet.from_ or clock < quiet.to
    return not asleep and _on(settings, local.date())


def latest_start(settings: Settings, begins: datetime, ends: datetime) -> datetime:
    """When a message should begin to leave that is due at `begins` and of no use from `ends` on.

    That is `begins`, unless from then on there is no hour before `ends` in which anything may leave: then it is the
    last such hour before `begins`.
    """
    first, last = calendar.local_time(begins).date(), calendar.local_time(ends).date()
    for day in _days(first, last):
        if any(max(start, begins) + NOTICE <= min(end, ends) for start, end in _open(settings, day)):
            return begins
    for day in _days(first, first - _FARTHEST * _DAY):
        for start, end in reversed(_open(settings, day)):
            if start < begins:
                return max(start, min(end, begins) - NOTICE)
    return begins


def next_start(settings: Settings, begins: datetime, ends: datetime) -> datetime | None:
    """The first moment from `begins` on, before `ends`, in which anything may leave; None where there is none."""
    if begins >= ends:
        return None
    for day in _days(calendar.local_time(begins).date(), calendar.local_time(ends).date()):
        for start, end in _open(settings, day):
            if max(start, begins) < min(end, ends):
                return max(start, begins)
    return None


def _days(first: date, last: date) -> list[date]:
    step = _DAY if last >= first else -_DAY
    return [first + step * number for number in range(abs((last - first).days) + 1)]


def _on(settings: Settings, day: date) -> bool:
    return calendar.is_working_day(day) or not settings.working_days_only


def _open(settings: Settings, day: date) -> list[tuple[datetime, datetime]]:
    """The parts of a day in which messages may leave, in their order."""
    if not _on(settings, day):
        return []
    midnight, next_midnight = calendar.start_of_day(day), calendar.start_of_day(day + _DAY)
    quiet = settings.quiet_hours
    asleep, awake = _moment(day, quiet.from_), _moment(day, quiet.to)
    parts = [(midnight, asleep), (awake, next_midnight)] if asleep <= awake else [(awake, asleep)]
    return [(start, end) for start, end in parts if start < end]


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=calendar.start_of_day(day).tzinfo)
