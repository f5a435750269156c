"""Says when something happened as an export tells it: by days, or by the clock where that was asked for.

Two exports under fresh pseudonyms could be put together by a moment that both of them hold: it is nobody else's. So
moments leave as the days they fall on, unless somebody asks for the clock and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from journey.domain import calendar
from journey.domain.events import MOVES, Event

Moment = date | datetime
"""A day, or a moment of one."""

_NOON, _SAFE = time(12), time(2)


@lru_cache(maxsize=10_000)  # thousands of facts fall on the same days
def noon(day: date) -> datetime:
    """The middle of a day in Sweden: the same day from ten hours behind UTC to twelve before it."""
    return calendar.start_of_day(day).replace(hour=_NOON.hour)


def date_time(value: Moment) -> datetime:
    """What formats that know no days write: the moment in Swedish time, or the middle of the day."""
    return calendar.local_time(value) if isinstance(value, datetime) else noon(value)


def placed(events: Iterable[Event], *, by_clock: bool) -> Iterator[datetime]:
    """The moment of each event, of which days are in order: no tool that sorts or turns zones moves one that has none.

    By days they follow each other a second apart from noon. By the clock a day alone stands at noon too, or beside
    what stands before or after it in the history, where that is needed to keep the order.
    """
    for day, group in groupby(events, key=lambda event: event.on):
        of_day = list(group)
        follow = [noon(day) + timedelta(seconds=number) for number in range(len(of_day))]
        yield from _beside_the_clock(of_day, follow) if by_clock else follow


def _beside_the_clock(events: Sequence[Event], follow: list[datetime]) -> list[datetime]:
    latest = None
    for number, event in enumerate(events):
        if event.at is not None:
            latest = follow[number] = calendar.local_time(event.at)
        elif latest is not None:
            follow[number] = max(follow[number], latest)
    earliest = None
    for number in reversed(range(len(events))):
        event = events[number]
        if event.at is not None:
            earliest = follow[number]
        elif earliest is not None and (earliest.time() >= _SAFE or event.type in MOVES):
            follow[number] = min(follow[number], earliest)  # before two the day is another one in UTC: moves keep order
    return follow
