"""Draws a journey on a line: phases as bands, pauses hatched, jobs and placements below, deadlines as marks, today.

Where everything stands is worked out here, in parts of a hundred along the line; the template draws it, and a table
beside it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.desk.visit import Visit
from journey.domain.events import Event
from services import pending
from services.people import Person

WIDTH, ROW = 1000, 26
"""Units of the drawing: how wide the line is, and how high a row."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time: where it begins and how long it is in units, what it is, and its days in words."""

    x: float
    width: float
    label: str
    kind: str
    row: int
    days: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment: a deadline with its rule, or today."""

    x: float
    label: str
    kind: str
    day: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One person's journey, ready to be drawn."""

    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    today: float
    rows: int
    begins: str
    ends: str

    @property
    def height(self) -> int:
        """Units from the top to the names of the first and the last day."""
        return (self.rows + 1) * ROW + 8


@dataclass(frozen=True, slots=True)
class _Line:
    visit: Visit
    first: date
    last: date

    def x(self, day: date) -> float:
        days = max(1, (self.last - self.first).days)
        return round(min(max((day - self.first).days / days, 0), 1) * WIDTH, 1)

    def band(self, start: date, end: date | None, label: str, kind: str, row: int) -> Band:
        x, until = self.x(start), self.x(end or self.visit.today)
        said = " – ".join(self.visit.written(day) if day else self.visit.t("desk-still") for day in (start, end))
        return Band(x, round(max(until - x, 4), 1), label, kind, row, said)


def draw(visit: Visit, person: Person) -> Drawing:
    """The journey of a person from the first day that is known to the latest deadline that waits."""
    waiting = [row for row in pending.still_waiting(visit.office.deadlines(person)) if row.due]
    days = [event.on for event in person.history.events] or [person.day]
    last = max([visit.today + timedelta(days=14), *(row.due for row in waiting if row.due)])
    line = _Line(visit, min(days), min(last, visit.today + timedelta(days=120)))
    bands = [*_phases(line, person), *_lower(line, person)]
    marks = tuple(
        Mark(
            line.x(row.due),
            visit.words.referent("rule", row.rule) or row.rule,
            "past" if pending.is_late(row.due, visit.today) else "ahead",
            visit.day(row.due),
        )
        for row in waiting
        if row.due
    )
    ends = [visit.written(day) for day in (line.first, line.last)]
    return Drawing(tuple(bands), marks, line.x(visit.today), 1 + max([0, *(band.row for band in bands)]), *ends)


def _phases(line: _Line, person: Person) -> Iterator[Band]:
    for stay in person.history.stays:
        waits_until = stay.enrolment.on if stay.enrolment else stay.end
        if stay.enrolment is None or stay.opened < stay.enrolment.on:
            state = "waiting" if stay.waiting_since else "referred"
            yield line.band(stay.opened, waits_until, line.visit.t(f"state-{state}"), "before", 0)
        for place, (phase, event) in enumerate(stay.phases):
            until = stay.phases[place + 1][1].on if place + 1 < len(stay.phases) else stay.end
            label = line.visit.t(f"state-{phase.replace('_', '-')}")
            yield line.band(event.on, until, label, f"phase-{phase.replace('_', '-')}", 0)
        for pause in stay.pauses:
            yield line.band(pause.start, pause.end or stay.end, line.visit.t("state-paused"), "pause", 0)


_SPANS = (
    ("job_started", "job_ended", "job"),
    ("placement_started", "placement_ended", "placement"),
    ("studies_started", "studies_ended", "studies"),
)


def _lower(line: _Line, person: Person) -> Iterator[Band]:
    """Jobs, placements and studies, each in a row of its own sort."""
    row = 0
    for opening, closing, key in _SPANS:
        spans = list(_spans(person, opening, closing, key))
        row += bool(spans)
        for event, end in spans:
            yield line.band(event.on, end, _name(line.visit, event), key, row)


def _spans(person: Person, opening: str, closing: str, key: str) -> Iterator[tuple[Event, date | None]]:
    ends: dict[Any, date] = {getattr(e.fact, key): e.on for e in person.history.by_type.get(closing, ())}
    for event in person.history.by_type.get(opening, ()):
        yield event, ends.get(getattr(event.fact, key))


def _name(visit: Visit, event: Event) -> str:
    employer = getattr(event.fact, "employer", None)
    kind = getattr(event.fact, "kind", None)
    what = visit.words.what(event.type)
    if employer:
        return visit.words.referent("employer", employer) or what
    return visit.words.word(event.type, "kind", kind) if kind else what
