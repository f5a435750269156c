"""What a fact changes: deadlines that it settles, opens or reopens, and the person's state. Worked out from the log.

Nothing is kept of it: the judgement without the fact is set beside the judgement with it, at any time, for any fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from journey.domain.commands import Record
from journey.domain.events import Event, Recorded
from journey.domain.events.participant import Struck
from journey.domain.history import History
from journey.domain.participant import decide
from journey.domain.rules import Deadline, deadlines
from projections.reports.people import summarise
from services.office import Office
from services.people import Person
from services.permissions import Actor

MEETINGS = ("contact_held", "appointment_kept")
"""Contacts with the person, as rules have it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One deadline before and after: None where there was none."""

    before: Deadline | None
    after: Deadline | None

    @property
    def row(self) -> Deadline:
        """The deadline as it is now, or as it was."""
        row = self.after or self.before
        assert row is not None  # one of the two is there
        return row

    @property
    def settles(self) -> bool:
        """It waited for something, and waits no more."""
        return _waits(self.before) and not _waits(self.after)

    @property
    def opens(self) -> bool:
        """It waits for something now, and did not before."""
        return _waits(self.after) and not _waits(self.before)


@dataclass(frozen=True, slots=True)
class Count:
    """What reports count of the person, before and after."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What is different: deadlines, the nearest due first, the person's state where it is another, what is counted."""

    turns: tuple[Turn, ...] = ()
    state_before: str | None = None
    state_after: str | None = None
    counts: tuple[Count, ...] = ()
    """What reports count of the person and would count otherwise; told of a strike alone."""

    @property
    def settled(self) -> tuple[Turn, ...]:
        """The deadlines that wait no more."""
        return tuple(turn for turn in self.turns if turn.settles)

    @property
    def newly_waiting(self) -> tuple[Turn, ...]:
        """The deadlines that wait from now on."""
        return tuple(turn for turn in self.turns if turn.opens)

    @property
    def moves(self) -> bool:
        """Whether the person's state is another."""
        return self.state_before != self.state_after


def of_event(office: Office, person: Person, event: Event) -> Effect:
    """What a fact changed when it was recorded, judged as of today."""
    before = History(person.log[: event.version - 1])
    after = person.history if event is person.log[-1] else History(person.log[: event.version])
    return _between(office, person, before, after)


def of_strike(office: Office, person: Person, event: Event, actor: Actor, now: datetime) -> Effect:
    """What would be different, were this fact struck. Raises WrongOrder where it cannot be."""
    strike = Record(
        programme=person.programme.id,
        fact=Struck(strikes=event.entry or "", reason="-"),
        on=person.day,
        now=now,
        actor=actor.signed,
        correlation="preview",
        stream=person.stream,
        by=actor.recorded,
        sender=event.sender,
    )
    added = decide(person.log, person.stream, strike)
    after = History([*person.log, *_as_recorded(added)])
    return replace(
        _between(office, person, person.history, after),
        counts=tuple(_counts(person.history, after, person.day)),
    )


def _counts(before: History, after: History, day: date) -> Iterator[Count]:
    earlier, later = (_counted(history, day) for history in (before, after))
    for name, count in earlier.items():
        if later[name] != count:
            yield Count(name, count, later[name])


def _counted(history: History, day: date) -> dict[str, int]:
    """What reports make of one person, by the readings that reports themselves use; and how often they were met."""
    person = summarise(history, "all", day)
    met = [event for kind in MEETINGS for event in history.by_type.get(kind, ())]
    contacts = {"contacts": len(met), "employer_contacts": len(history.by_type.get("employer_contacted", ()))}
    return contacts | {
        "episodes": len(person.episodes) if person else 0,
        "discharges": sum(one.end is not None for one in person.episodes) if person else 0,
        "jobs": len(person.jobs) if person else 0,
        "studies": len(person.studies) if person else 0,
        "placements": len(person.placements) if person else 0,
    }


def _as_recorded(events: list[Event]) -> list[Recorded]:
    return events


def _between(office: Office, person: Person, before: History, after: History) -> Effect:
    earlier, later = (_judged(office, person, history) for history in (before, after))
    turns = [
        Turn(earlier.get(key), later.get(key))
        for key in dict.fromkeys([*later, *earlier])
        if _standing(earlier.get(key)) != _standing(later.get(key))
    ]
    turns.sort(key=lambda turn: (turn.row.due or person.day, turn.row.rule))
    return Effect(tuple(turns), _state(before), _state(after))


def _judged(office: Office, person: Person, history: History) -> dict[tuple[str, str], Deadline]:
    book = office.engine.books[person.programme.id]
    if not history.events:
        return {}
    return {(row.rule, row.occurrence): row for row in deadlines(history, book, person.day)}


def _standing(row: Deadline | None) -> tuple[object, ...] | None:
    return None if row is None else (row.status, row.due, row.settled_on)


def _waits(row: Deadline | None) -> bool:
    return row is not None and row.settled_on is None


def _state(history: History) -> str | None:
    return history.current.state if history.current else None
