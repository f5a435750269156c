"""Records what somebody does, and answers with what it changed: deadlines settled by it, alerts and tasks closed.

Whether the actor may, and whether it can be done at all, is asked of the stream as it stands when it is saved: where
somebody else wrote first, both are asked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.errors import NotAllowed
from journey.domain.events import Event, Fact, Recorded, is_person
from journey.domain.events.messages import AlertAcknowledged
from journey.domain.events.system import EngineFact
from journey.domain.history import History
from journey.domain.rules import deadlines
from journey.engine.decisions import Before, Written
from projections.live import tables
from services import cards, recording
from services.office import SENDER, Office
from services.people import Person
from services.permissions import Actor, Permission

Entry = tuple[str, Fact]
"""A fact, and the name under which it is recorded once however often it is asked for."""


class Stale(NotAllowed):
    """What was asked for could be done when it was shown, and cannot be done any more."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A deadline that waits no more."""

    rule: str
    occurrence: str
    settled_on: date


@dataclass(frozen=True, slots=True)
class Changed:
    """What was recorded about a person (or, without one, about the programme), and what came of it."""

    events: tuple[Event, ...]
    """What was recorded, now or when the same was asked for before."""
    person: Person | None
    """The person as they stand now."""
    settled: tuple[Settled, ...] = ()
    alerts: tuple[Event, ...] = ()
    """Alerts that call for nobody any more: settled, or acknowledged."""
    tasks: tuple[Event, ...] = ()
    """The openings of tasks that wait for nobody any more."""


def about_person(
    office: Office,
    actor: Actor,
    permission: Permission,
    stream: UUID,
    deciding: Callable[[Person], Iterable[Entry]],
    *,
    on: date | None = None,
    note: str | None = None,
    begin: Person | None = None,
    sender: str = SENDER,
) -> Changed:
    """Record what `deciding` makes of a person as they stand, for whoever has that permission with them.

    `on` is the day it happened (by default it happens now); `note` is free text, sealed. `begin` is the person as they
    have just been read: they are read again only where somebody else wrote since. `sender` is whose ids are meant.
    Raises NotAllowed, also where nobody of the actor's programme is meant; what `deciding` raises; and what the engine
    raises.
    """

    def entries(before: Before) -> Iterable[Entry]:
        person = person_of(office, before)
        office.check(actor, permission, person)
        return deciding(person)

    found = Before(stream, begin.log, begin.history) if begin else None
    return about_stream(office, actor, stream, entries, on=on, note=note, begin=found, sender=sender)


def about_stream(
    office: Office,
    actor: Actor,
    stream: UUID,
    entries: Callable[[Before], Iterable[Entry]],
    *,
    on: date | None = None,
    note: str | None = None,
    programme: str | None = None,
    begin: Before | None = None,
    sender: str = SENDER,
) -> Changed:
    """The same for any stream: `entries` asks whether the actor may. `programme` is needed for an empty stream."""
    waits = _waiting(office, stream)
    now = office.clock()
    day = on or calendar.local_date(now)

    def asking(before: Before) -> list[Record]:
        return [
            Record(
                programme=before.log[0].programme if before.log else programme or "",
                fact=fact,
                on=day,
                now=now,
                actor=actor.signed,
                correlation=entry,
                stream=stream,
                at=now if day == calendar.local_date(now) else None,
                by=actor.recorded,
                entry=entry,
                sender=sender,
                note=note,
            )
            for entry, fact in entries(before)
        ]

    found = begin or Before(stream, office.engine.log.load(stream))
    written = recording.change(office.engine, office.projector, found, asking, calendar.local_date(now))
    if written.added:
        office.announce()
    return _changed(office, written, waits)


def person_of(office: Office, before: Before) -> Person:
    """The participant that a stream is about. Raises NotAllowed where it is nobody's."""
    if not is_person(before.log):
        raise NotAllowed("nobody is meant by that")
    return _person(office, before.stream, before.log, before.history)


def _person(office: Office, stream: UUID, log: list[Recorded], history: History) -> Person:
    return Person(stream, office.programme(log[0].programme), log, history, office.today())


def _changed(office: Office, written: Written, waits: set[tuple[str, str]]) -> Changed:
    log = written.log
    person = _person(office, written.stream, log, written.after) if is_person(log) else None
    if not written.added:
        return Changed(tuple(written.events), person)
    settled = _settled(office, written, waits) if person else _settled_of_programme(office, written)
    before = cards.Subject(written.stream, log[0].programme, written.before.log, written.before.history, person, office)
    after = cards.Subject(written.stream, log[0].programme, [*log], written.after, person, office)
    still_open = {event.version for event in cards.pending_tasks(after)}
    return Changed(
        tuple(written.events),
        person,
        settled,
        _alerts_closed(written, settled),
        tuple(event for event in cards.pending_tasks(before) if event.version not in still_open),
    )


def _waiting(office: Office, stream: UUID) -> set[tuple[str, str]]:
    """The person's deadlines that wait for something, as rule and occurrence."""
    table = tables.deadlines
    query = sa.select(table.c.rule, table.c.occurrence).where(table.c.stream == stream.hex)
    query = query.where(table.c.settled_on.is_(None))
    with office.engine.store.read() as connection:
        return {(row.rule, row.occurrence) for row in connection.execute(query)}


def _settled(office: Office, written: Written, waits: set[tuple[str, str]]) -> tuple[Settled, ...]:
    """Those of the deadlines that wait no more. The read models have taken in what was written."""
    if not waits:
        return ()
    table = tables.deadlines
    query = sa.select(table.c.rule, table.c.occurrence, table.c.settled_on)
    query = query.where(table.c.stream == written.stream.hex, table.c.settled_on.is_not(None))
    with office.engine.store.read() as connection:
        rows = [Settled(*row) for row in connection.execute(query.order_by(table.c.rule, table.c.occurrence))]
    return tuple(row for row in rows if (row.rule, row.occurrence) in waits)


def _settled_of_programme(office: Office, written: Written) -> tuple[Settled, ...]:
    """The same for a programme's own deadlines, which no read model holds."""
    book = office.engine.books.get(written.log[0].programme)
    if book is None or all(isinstance(event.fact, EngineFact) for event in written.added):
        return ()  # only facts can settle what is expected
    before, after = (
        deadlines(history, book, office.today(), "programme") for history in (written.before.history, written.after)
    )
    waits = {(row.rule, row.occurrence) for row in before if row.settled_on is None}
    return tuple(
        Settled(row.rule, row.occurrence, row.settled_on)
        for row in after
        if row.settled_on is not None and (row.rule, row.occurrence) in waits
    )


def _alerts_closed(written: Written, settled: tuple[Settled, ...]) -> tuple[Event, ...]:
    gone = {(row.rule, row.occurrence) for row in settled}
    seen = {_alert(event) for event in written.added if isinstance(event.fact, AlertAcknowledged)}
    return tuple(
        event
        for event in written.after.alerts
        if (event.fact.rule, event.fact.occurrence) in gone or _alert(event) in seen
    )


def _alert(event: Event) -> tuple[object, ...]:
    """Which alert an alert, or its acknowledgement, is: the rule, the occurrence, the kind and the due day."""
    return event.fact.rule, event.fact.occurrence, event.fact.kind, event.fact.due


def record(office: Office, actor: Actor, person: Person, permission: Permission, *entries: Entry) -> Changed:
    """Record facts about one person, all or none, whatever has happened to them since they were read."""
    return decide(office, actor, person, permission, lambda _now: entries)


def repeated(person: Person, entry: str) -> bool:
    """Whether this was recorded already under the entry's name: a turn of a chat that is taken again asks once more."""
    return any(event.entry == entry and event.sender == SENDER for event in person.log)


def decide(
    office: Office,
    actor: Actor,
    person: Person,
    permission: Permission,
    deciding: Callable[[Person], Iterable[Entry]],
) -> Changed:
    """Record what `deciding` makes of a person who has just been read: see `about_person`."""
    return about_person(office, actor, permission, person.stream, deciding, begin=person)
