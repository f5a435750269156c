"""What an entry says that may be a slip: told to whoever sends it, and never refused. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journey.domain.events import Event
from journey.domain.events.participant import BackgroundRecorded, Referred

Remark = tuple[str, str]
"""The key that a remark is about, and the remark. It holds no value: that might be about a person."""


def remarks(event: Event, starts: date | None, born: int | None) -> Iterator[Remark]:
    """What may be a slip in one event of a programme that starts then, about somebody born in that year."""
    if starts is not None and event.on < starts:
        yield "on", f"lies before the programme starts ({starts})"
    if born is not None and event.on.year < born:
        yield "on", "lies before the person's birth"
    extent = getattr(event.fact, "extent", None)
    if extent is not None and 0 < extent < 1:
        yield "extent", "is below 1 percent; full time is 100"


def birth_year(event: Event) -> int | None:
    """The year of birth that an event states in the clear; None where it states none."""
    if isinstance(event.fact, BackgroundRecorded):
        return event.fact.birth_year
    number = event.fact.personal_number if isinstance(event.fact, Referred) else None
    return int(number[:4]) if number and number[:4].isdecimal() else None
