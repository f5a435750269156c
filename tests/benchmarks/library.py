"""The same people in the eventsourcing library's own ways: its aggregates, its functional style, its projections.

The events carry what ours carry; what they are folded into is less than our history holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import singledispatch
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent, Tracking, Transcoder, Transcoding
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection
from eventsourcing.sqlite import SQLiteTrackingRecorder
from eventsourcing.utils import get_topic, resolve_topic
from msgspec import Struct

from journey.domain.events import MOVES, AnyFact, Event, Recorded
from journey.engine.log import JourneyLog

# -- declarative: an aggregate whose decorated methods are its events -------------------------------------------------


class Person(Aggregate):
    """A person's phase, moves and facts."""

    @event("Known")
    def __init__(self, programme: str) -> None:
        self.programme = programme
        self.phase = "unknown"
        self.moves: list[tuple[str, date]] = []
        self.facts: list[tuple[str, date]] = []

    @event("Moved")
    def move(self, to: str, on: date, fact: dict[str, Any], envelope: dict[str, Any]) -> None:
        self.phase = to
        self.moves.append((to, on))

    @event("Told")
    def tell(self, kind: str, on: date, fact: dict[str, Any], envelope: dict[str, Any]) -> None:
        self.facts.append((kind, on))


class DateAsISO(Transcoding):
    """Dates, which the library leaves to its users."""

    type = date
    name = "date_iso"

    def encode(self, obj: date) -> str:
        return obj.isoformat()

    def decode(self, data: str) -> date:
        return date.fromisoformat(data)


class People(Application[UUID]):
    """The library's application as it comes, with its own transcoder."""

    def register_transcodings(self, transcoder: JSONTranscoder) -> None:
        super().register_transcodings(transcoder)
        transcoder.register(DateAsISO())


def as_person(log: Sequence[Recorded]) -> Person:
    """Our events of one person as the library's."""
    person = Person(log[0].programme)
    for told in log:
        fact = msgspec.to_builtins(told.fact)
        envelope = {
            "recorded": told.recorded,
            "logged": told.logged,
            "actor": told.actor,
            "correlation": told.correlation,
            "by": told.by,
            "entry": told.entry,
            "sender": told.sender,
            "migrated": told.migrated,
        }
        if told.type in MOVES:
            person.move(fact.get("to", told.type), told.on, fact, envelope)
        else:
            person.tell(told.type, told.on, fact, envelope)
    return person


# -- functional, with msgspec: frozen events, a mutator, a projector ---------------------------------------------------


class Told(Struct, frozen=True, kw_only=True):
    """What happened, with all that our events carry."""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    programme: str
    on: date
    logged: datetime
    actor: str
    correlation: str
    fact: AnyFact
    by: str | None = None
    entry: str | None = None
    sender: str | None = None
    sealed: bytes | None = None
    migrated: bool = False


class Known(Told, frozen=True, kw_only=True):
    """The first of a person."""


class Moved(Told, frozen=True, kw_only=True):
    """A move from phase to phase."""

    to: str


class FrozenPerson(Struct, frozen=True):
    """A person's phase, moves and facts."""

    id: UUID
    version: int
    phase: str
    moves: tuple[tuple[str, date], ...]
    facts: tuple[tuple[str, date], ...]


@singledispatch
def mutate(told: Told, person: FrozenPerson | None) -> FrozenPerson | None:
    """The person after an event."""
    assert person is not None
    facts = (*person.facts, (told.fact.type_name(), told.on))
    return FrozenPerson(person.id, told.originator_version, person.phase, person.moves, facts)


@mutate.register
def _(told: Known, _: None) -> FrozenPerson:
    return FrozenPerson(told.originator_id, told.originator_version, "unknown", (), ((told.fact.type_name(), told.on),))


@mutate.register
def _(told: Moved, person: FrozenPerson) -> FrozenPerson:
    moves = (*person.moves, (told.to, told.on))
    return FrozenPerson(person.id, told.originator_version, told.to, moves, person.facts)


def project(person: FrozenPerson | None, events: Iterable[Told]) -> FrozenPerson | None:
    """The person after many events."""
    for told in events:
        person = mutate(told, person)
    return person


class MsgspecMapper(Mapper[UUID]):
    """Events as the JSON that msgspec makes of them, as in the library's own example."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        state = msgspec.json.encode(domain_event)
        told = domain_event
        return StoredEvent(told.originator_id, told.originator_version, get_topic(type(told)), state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        return msgspec.json.decode(stored_event.state, type=resolve_topic(stored_event.topic))


class FrozenPeople(Application[UUID]):
    """The library's application with that mapper."""

    env: ClassVar[dict[str, str]] = {"MAPPER_TOPIC": get_topic(MsgspecMapper)}

    def construct_transcoder(self) -> Transcoder:
        return JSONTranscoder()


def as_told(log: Sequence[Recorded]) -> list[Told]:
    """Our events of one person in that style."""
    return [_told(event, first=event is log[0]) for event in log]


def _told(event: Event, *, first: bool) -> Told:
    common = {
        "originator_id": event.stream,
        "originator_version": event.version,
        "timestamp": event.recorded,
        "programme": event.programme,
        "on": event.on,
        "logged": event.logged,
        "actor": event.actor,
        "correlation": event.correlation,
        "fact": event.fact,
        "by": event.by,
        "entry": event.entry,
        "sender": event.sender,
        "sealed": event.sealed,
        "migrated": event.migrated,
    }
    if first:
        return Known(**common)
    return Moved(to=getattr(event.fact, "to", event.type), **common) if event.type in MOVES else Told(**common)


# -- projecting: the library's runner, one transaction an event --------------------------------------------------------

_TABLE = "CREATE TABLE IF NOT EXISTS people (stream TEXT PRIMARY KEY, latest TEXT, facts INTEGER)"
_UPSERT = (
    "INSERT INTO people VALUES ({0}, {0}, 1) "
    "ON CONFLICT (stream) DO UPDATE SET latest = excluded.latest, facts = people.facts + 1"
)


class SQLiteView(SQLiteTrackingRecorder):
    """One row a person, in SQLite."""

    def construct_create_table_statements(self) -> list[str]:
        return [*super().construct_create_table_statements(), _TABLE]

    def take(self, told: Recorded, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(_UPSERT.format("?"), (told.stream.hex, told.type))


class PostgresView(PostgresTrackingRecorder):
    """One row a person, in PostgreSQL."""

    def create_table(self) -> None:
        super().create_table()
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(_TABLE)

    def take(self, told: Recorded, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(_UPSERT.format("%s"), (told.stream.hex, told.type), prepare=True)


class PeopleProjection(Projection[Any]):
    """Our events, one by one, into one row a person."""

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        self.view.take(domain_event, tracking)


class LogInMemory(JourneyLog):
    """Our log's application without a database: SQLite has no subscriptions, so the runner is fed from memory."""

    env: ClassVar[dict[str, str]] = {**JourneyLog.env, "PERSISTENCE_MODULE": "eventsourcing.popo"}
