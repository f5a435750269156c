"""Who has read what of whom: listed for whoever may know, and dropped when its time is over."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.domain.events import Event, Recorded
from journey.domain.events.oversight import ACCESS_LOG, RetentionApplied
from journey.engine import tables as engine_tables
from journey.engine.chats import tables as chat_tables
from journey.engine.decisions import engine_event
from journey.engine.people import erased_label, programme_stream
from journey.engine.reading_rows import Reading
from projections.live import tables
from services import readings
from services.office import Office
from services.opened import Journey
from services.people import Person
from services.permissions import Permission, check

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Window:
    """Whose readings, of whom, from which day to which, both included."""

    reader: str | None = None
    person: UUID | None = None
    since: date | None = None
    until: date | None = None

    def readings(self, journey: Journey, connection: Connection) -> Iterator[Reading]:
        """Those that fit, in order."""
        for reading in journey.engine.access.readings(
            connection,
            about=self.person,
            since=_begin(self.since) if self.since else None,
            until=_begin(self.until + timedelta(days=1)) if self.until else None,
        ):
            if self.reader in (None, reading.reader, reading.reader.partition(":")[2]):
                yield reading


def _begin(day: date) -> datetime:
    return calendar.end_of_day(day - timedelta(days=1))


def list_readings(journey: Journey, connection: Connection, window: Window) -> list[Row]:
    """The readings, with everybody on each; where one person is asked for, them alone and how many others.

    Whoever is named is read by this too, and kept so. Raises NotAllowed for who may not.
    """
    check(journey.actor, Permission.READ_ACCESS_LOG)
    return rows_of(
        journey, connection, list(window.readings(journey, connection)), window.person, "journey access list"
    )


def rows_of(
    journey: Journey, connection: Connection, chosen: list[Reading], person: UUID | None, command: str
) -> list[Row]:
    """Some readings as rows, for whoever may know who is on them; that they are read by this is kept."""
    people = {person} if person else {stream for reading in chosen for stream in reading.people}
    called = _called(journey, connection, people)
    hidden = readings.in_hiding(journey, connection)
    readings.note(journey, people & called.keys() - hidden, ("reference",), command)
    return [_row(reading, called, person) for reading in chosen]


def _row(reading: Reading, called: Mapping[UUID, str], person: UUID | None) -> Row:
    shown = [stream for stream in reading.people if person in (None, stream)]
    return {
        "reading": f"{reading.piece}:{reading.number}",
        "at": reading.at,
        "reader": reading.reader,
        "people": [
            {"participant": called.get(stream) or _unsent(stream), "what": list(reading.people[stream])}
            for stream in shown
        ],
        "others": len(reading.people) - len(shown),
        "why": list(reading.why),
    }


def _called(journey: Journey, connection: Connection, people: set[UUID]) -> dict[UUID, str]:
    """What these people are called; whoever has sent nothing yet has no name, and is not among them."""
    known = readings.references(journey, connection)
    erased = {stream: erased_label(stream) for stream in people if journey.engine.log.says_erased(stream, connection)}
    own = {programme_stream(name): f"programme {name}" for name in journey.engine.books}  # what was written of itself
    return {stream: name for stream, name in (own | known | erased).items() if stream in people}


def people_of(journey: Journey, connection: Connection, programmes: Collection[str]) -> dict[UUID, UUID]:
    """Under what a reading of anybody of these programmes is kept, and who that is: whoever is not here is not theirs.

    Somebody is read under their own stream, under one that was merged into it, and in a chat before they have sent
    anything under the chat's key, which stands for itself as long as that is so. A programme is read as itself.
    """
    names = [name for name in journey.engine.in_use() if name in programmes]
    people, chats = tables.participants, chat_tables.chats
    query = sa.select(people.c.stream).where(people.c.programme.in_(names))
    known = {UUID(stream): UUID(stream) for stream in connection.execute(query).scalars()}
    known |= _merges(connection, known)
    for row in connection.execute(sa.select(chats.c.key, chats.c.stream, chats.c.programme)):
        if row.stream is None and row.programme in names:
            known[UUID(row.key)] = UUID(row.key)
        elif row.stream is not None and UUID(row.stream) in known:
            known[UUID(row.key)] = known[UUID(row.stream)]
    return known | {programme_stream(name): programme_stream(name) for name in names}


def _merges(connection: Connection, known: Collection[UUID]) -> dict[UUID, UUID]:
    """Streams that were merged into one of these, also by way of another, and into which."""
    table = engine_tables.merges
    into = {UUID(row.stream): UUID(row.into) for row in connection.execute(sa.select(table.c.stream, table.c.into))}
    ends = dict[UUID, UUID]()
    for stream in into:
        end = stream
        for _ in into:  # no further than there are merges, whatever the table says
            end = into.get(end, end)
        ends[stream] = end
    return {stream: end for stream, end in ends.items() if end in known}


def _unsent(stream: UUID) -> str:
    return "unsent-" + hashlib.sha256(stream.bytes).hexdigest()[:8]


# --- a person's own ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody read of one person: on one day, so many times, the last time at that moment."""

    at: datetime
    reader: str
    what: tuple[str, ...]
    why: tuple[str, ...]
    count: int = 1


def of_person(office: Office, person: Person) -> list[Seen]:
    """Who has read about a person, in order; what was alike on one day is told once.

    What was read of their draft, before they had sent anything, is theirs too.
    """
    chats = office.engine.chats.find(stream=person.stream)
    seen: dict[tuple[object, ...], Seen] = {}
    with office.engine.store.read() as connection:
        for whom in (person.stream, *(chat.key for chat in chats)):
            for reading in office.engine.access.readings(connection, about=whom):
                what, why = reading.people[whom], reading.why_of(whom)
                alike = (calendar.local_date(reading.at), reading.reader, what, why)
                count = seen.pop(alike).count + 1 if alike in seen else 1
                seen[alike] = Seen(reading.at, reading.reader, what, why, count)
    return sorted(seen.values(), key=lambda one: one.at)


# --- retention ------------------------------------------------------------------------------------------------------
def drop(journey: Journey, before: date) -> int:
    """Take away the months of readings that ended before a day and were signed as full; their heads stay.

    Every programme's log says what went, before it goes. Returns how many readings.
    """
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    access = journey.engine.access
    with journey.engine.store.read() as connection:
        pieces = access.droppable(connection, f"{before:%Y-%m}")
    if not pieces:
        return 0
    said, count = tuple(one.receipt for one in pieces), sum(one.rows for one in pieces)
    fact = RetentionApplied(kind=ACCESS_LOG, count=count, pieces=said)
    for programme in journey.engine.in_use():
        _append(journey, programme, fact)
    journey.projector.catch_up()
    with journey.engine.store.write() as connection:
        count = access.drop(connection, pieces, journey.now)
    journey.engine.store.checkpoint()
    return count


def _append(journey: Journey, programme: str, fact: RetentionApplied) -> None:
    stream = programme_stream(programme)

    def once(log: list[Recorded]) -> list[Event]:
        return [engine_event(stream, len(log) + 1, programme, fact, journey.now, journey.actor.recorded)]

    journey.engine.write(stream, once)
