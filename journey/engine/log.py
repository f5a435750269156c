"""The event log, over SQLite or PostgreSQL. Saves go through the eventsourcing library; reading has its own way.

Personal values are sealed on the way in and stay sealed on the way out: a replay needs no key. `reveal` opens them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, JSONTranscoder, Mapper, StoredEvent, Transcoder
from sqlalchemy.engine import Connection

from journey.domain import events as catalogue
from journey.domain.errors import Conflict
from journey.domain.events import Event, Recorded
from journey.domain.participant import personal_values, without_personal
from journey.domain.values import ERASED
from journey.engine.store import Store
from journey.engine.vault import Vault

BATCH = 1000
"""Rows to one decode: fewer costs speed, more costs memory."""

_EVENT_COLUMNS = {"originator_id": "uuid", "originator_version": "int8", "topic": "text", "state": "bytea"}


class EventMapper(Mapper[UUID]):
    """Stores an event as the catalogue's bytes under its permanent name, personal values sealed."""

    vault: Vault

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The stored form of an event."""
        event = sealed(domain_event, self.vault)
        return StoredEvent(event.stream, event.version, _topic(event), catalogue.encode(event))

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The event that a stored form holds."""
        return catalogue.decode(stored_event.state)


class JourneyLog(Application[UUID]):
    """The library's application over our events. Its name is permanent: PostgreSQL's table is called after it."""

    name = "journey"
    env: ClassVar[dict[str, str]] = {
        "MAPPER_TOPIC": "journey.engine.log:EventMapper",
        "TRANSCODER_TOPIC": "eventsourcing.persistence:JSONTranscoder",
    }

    def construct_transcoder(self) -> Transcoder:
        """The library asks for one; our mapper does without."""
        return JSONTranscoder()


class Log:
    """Reads and writes the log of one store."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store = store
        self.vault = vault

    def create(self) -> None:
        """Create the library's table where it is missing."""
        settings = self.store.library_settings()
        with self.store.write() as connection:
            if self.store.is_sqlite:
                exists = sa.inspect(connection).has_table(self.store.events.name)
            else:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7101002)"))
                exists = sa.inspect(connection).has_table(self.store.events.name)
        if not exists:
            JourneyLog({**settings, "CREATE_TABLE": "y"}).close()

    @cached_property
    def application(self) -> JourneyLog:
        """The library's application, made when something is first saved."""
        application = JourneyLog({**self.store.library_settings(), "CREATE_TABLE": "n"})
        application.mapper.vault = self.vault  # type: ignore[attr-defined]  # it is an EventMapper: see MAPPER_TOPIC
        return application

    def append(self, events: Sequence[Event]) -> None:
        """Save events, all or none. Raises Conflict where one of the streams has grown meanwhile."""
        with self.store.write() as connection:
            self.vault.ensure(connection, {event.stream for event in events})
        try:
            self.application.save(*events)
        except IntegrityError:
            raise Conflict("somebody else wrote at the same moment; nothing was saved; try again") from None

    def insert(self, connection: Connection, events: Sequence[Event]) -> None:
        """Save many events in the caller's transaction, which holds the log's lock and has made the keys."""
        rows = [
            (self.store.stream_id(event.stream), event.version, _topic(event), catalogue.encode(event))
            for event in (sealed(event, self.vault, connection) for event in events)
        ]
        self.store.bulk_insert(connection, self.store.events.name, _EVENT_COLUMNS, rows)

    def load(self, stream: UUID, *, upto: int | None = None, connection: Connection | None = None) -> list[Recorded]:
        """A stream's events in log order, up to a position in the log."""
        events = self.store.events
        query = sa.select(events.c.state).where(events.c.originator_id == self.store.stream_id(stream))
        if upto is not None:
            query = query.where(self.store.position <= upto)
        query = query.order_by(events.c.originator_version)
        if connection is not None:
            return catalogue.decode_batch(row[0] for row in connection.execute(query))
        with self.store.read() as own:
            return catalogue.decode_batch(row[0] for row in own.execute(query))

    def scan(self, after: int = 0, upto: int | None = None, batch: int = BATCH) -> Iterator[tuple[int, list[Recorded]]]:
        """Every event in log order, in batches, each with the position of its last event."""
        events = self.store.events
        while True:
            query = sa.select(self.store.position, events.c.state).where(self.store.position > after)
            if upto is not None:
                query = query.where(self.store.position <= upto)
            with self.store.read() as connection:
                rows = connection.execute(query.order_by(self.store.position).limit(batch)).all()
            if not rows:
                return
            after = rows[-1][0]
            yield after, catalogue.decode_batch([row[1] for row in rows])

    def streams(
        self, connection: Connection, *, first: str = "", last: str = "", upto: int | None = None
    ) -> Iterator[tuple[UUID, list[Recorded]]]:
        """Every stream whole, in key order and constant memory; `first` and `last` are hex prefixes of the range."""
        for _, group in groupby(self._in_key_order(connection, first, last, upto), key=attrgetter("stream")):
            events = list(group)
            yield events[0].stream, events

    def _in_key_order(self, connection: Connection, first: str, last: str, upto: int | None) -> Iterator[Recorded]:
        table = self.store.events
        query = sa.select(table.c.state).order_by(table.c.originator_id, table.c.originator_version)
        if first:
            query = query.where(table.c.originator_id >= self.store.stream_id(UUID(first.ljust(32, "0"))))
        if last:
            query = query.where(table.c.originator_id <= self.store.stream_id(UUID(last.ljust(32, "f"))))
        if upto is not None:
            query = query.where(self.store.position <= upto)
        result = connection.execution_options(stream_results=True, yield_per=BATCH).execute(query)
        for rows in result.partitions(BATCH):
            yield from catalogue.decode_batch([row[0] for row in rows])

    def head(self, connection: Connection | None = None) -> int:
        """The position of the last event; 0 for an empty log."""
        query = sa.select(sa.func.max(self.store.position)).select_from(self.store.events)
        if connection is not None:
            return connection.execute(query).scalar() or 0
        with self.store.read() as own:
            return own.execute(query).scalar() or 0

    def reveal(self, event: Recorded, connection: Connection | None = None) -> dict[str, Any]:
        """The personal values of an event, by key; `erased` in place of each where the key is destroyed."""
        if event.sealed is None:
            return {}
        values = self.vault.unseal(event.stream, event.version, event.sealed, connection)
        return {"personal": ERASED} if values is None else values

    def close(self) -> None:
        """Let go of the library's connections."""
        if "application" in self.__dict__:
            self.application.close()


def sealed(event: Event, vault: Vault, connection: Connection | None = None) -> Event:
    """The event as it is stored: personal values moved out of the fact and sealed."""
    values = personal_values(event)
    if not values:
        return event
    blob = vault.seal(event.stream, event.version, values, connection)
    return msgspec.structs.replace(without_personal(event), sealed=blob)


def _topic(event: Event) -> str:
    return str(type(event.fact).__struct_config__.tag)
