"""Writes and reads the log of events. Saves go through the eventsourcing library; reading has its own way.

Personal values are sealed on the way in and stay sealed on the way out: a replay needs no key. `reveal` opens them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from eventsourcing.application import Application
from eventsourcing.persistence import (
    IntegrityError,
    JSONTranscoder,
    Mapper,
    OperationalError,
    StoredEvent,
    Transcoder,
)
from sqlalchemy.engine import Connection

from journey.domain import events as catalogue
from journey.domain.errors import CheckFailed, Conflict, StoreError
from journey.domain.events import Event, Recorded
from journey.domain.events.system import Merged
from journey.domain.participant import personal_values, without_personal
from journey.domain.values import ERASED
from journey.engine.store import Store, is_busy
from journey.engine.troubles import BUSY
from journey.engine.vault import Vault, chunks

BATCH = 250
"""Rows to one fetch, joined by the database. That many of the longest events stay below PostgreSQL's gigabyte."""

KEY_GONE = (
    "a person's key is missing, and the log says nothing of an erasure: the key was taken away; "
    "`journey audit verify` says whose, a backup restores it"
)
_NOT_AS_WRITTEN = "an event of the log is not what was written; `journey audit verify` says which"
_STREAMS = 100  # read at once
_PLACES = 400  # looked up at once: older SQLite takes 999 values in a statement
_END = 2**63 - 1  # a position beyond every log
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
        self.saves = 0
        """How often this process has saved something."""
        self._erased: set[UUID] = set()
        self._of_types: dict[tuple[str, ...], sa.Select[Any]] = {}

    def create(self) -> None:
        """Create the library's table where it is missing."""
        settings = {**self.store.library_settings(), "CREATE_TABLE": "y"}
        with self.store.engine.connect() as connection:  # keeps the lock until the library has created
            if not self.store.is_sqlite:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7101002)"))
            if not sa.inspect(connection).has_table(self.store.events.name):
                JourneyLog(settings).close()

    @cached_property
    def application(self) -> JourneyLog:
        """The library's application, made when something is first saved."""
        application = JourneyLog({**self.store.library_settings(), "CREATE_TABLE": "n"})
        application.mapper.vault = self.vault  # type: ignore[attr-defined]  # it is an EventMapper: see MAPPER_TOPIC
        return application

    def as_stored(self, event: Event) -> Recorded:
        """The event as the log will give it back once it is appended: its personal values sealed."""
        if event.version == 1 and personal_values(event):
            with self.store.write() as connection:
                self.vault.ensure(connection, [event.stream])
        return catalogue.decode(catalogue.encode(sealed(event, self.vault)))

    def append(self, events: Sequence[Event]) -> None:
        """Save events, all or none. Raises Conflict where one of the streams has grown meanwhile."""
        self.store.refuse_to_write()
        new = {event.stream for event in events if event.version == 1}  # an erased person's stream gets no new key
        if new:
            with self.store.write() as connection:
                self.vault.ensure(connection, new)
        try:
            self.application.save(*events)
        except IntegrityError:
            raise Conflict("somebody else wrote at the same moment; nothing was saved; try again") from None
        except OperationalError as error:
            if is_busy(error):
                raise StoreError(BUSY) from None
            raise
        self.saves += 1

    def insert(self, connection: Connection, events: Sequence[Event]) -> None:
        """Save many events in the caller's transaction, which holds the log's lock and has made the keys."""
        rows = [
            (self.store.stream_id(event.stream), event.version, _topic(event), catalogue.encode(event))
            for event in (sealed(event, self.vault, connection) for event in events)
        ]
        self.store.bulk_insert(connection, self.store.events.name, _EVENT_COLUMNS, rows)

    def load(self, stream: UUID, *, upto: int | None = None, connection: Connection | None = None) -> list[Recorded]:
        """A stream's events in log order, up to a position in the log."""
        if connection is not None:
            return list(self._loaded(stream, upto, connection))
        with self.store.glance() as looking:  # what a stream holds stays: what comes meanwhile stands at its end
            return list(self._loaded(stream, upto, looking))

    def _loaded(self, stream: UUID, upto: int | None, connection: Connection) -> Iterator[Recorded]:
        place = {"stream": self.store.stream_id(stream), "version": 0, "upto": _END if upto is None else upto}
        while True:
            with _legible():
                count, states = connection.execute(self._next_of_stream, place).one()
            events = _decoded(states) if count else []
            if len(events) != count:
                raise CheckFailed(_NOT_AS_WRITTEN)
            yield from events
            if count < BATCH:
                return
            place["version"] = events[-1].version

    def of_types(self, connection: Connection, streams: Iterable[UUID], types: Iterable[str]) -> list[Recorded]:
        """The events of these types that some streams have, each stream's in log order."""
        named = {"streams": [self.store.stream_id(stream) for stream in streams]}
        with _legible():
            states = connection.execute(self._of_some_types(tuple(types)), named).scalar()
        return [] if states is None else _decoded(states)

    def load_each(self, streams: Collection[UUID]) -> dict[UUID, list[Recorded]]:
        """The events of many streams, each in log order: one answer for a hundred of them."""
        logs: dict[UUID, list[Recorded]] = {stream: [] for stream in streams}
        with self.store.glance() as looking:
            for some in chunks(list(logs), _STREAMS):
                named = {"streams": [self.store.stream_id(stream) for stream in some]}
                with _legible():
                    events = catalogue.decode_batch(looking.execute(self._of_streams, named).scalars())
                for event in events:
                    logs[event.stream].append(event)
        return logs

    def scan(self, after: int = 0, upto: int | None = None, batch: int = BATCH) -> Iterator[tuple[int, list[Recorded]]]:
        """Every event in log order, in batches, each with the position of its last event."""
        place = {"upto": _END if upto is None else upto, "batch": batch}
        with self.store.without_transaction() as connection:
            while True:
                with _legible():
                    last, states = connection.execute(self._next, place | {"after": after}).one()
                if last is None:
                    return
                after = last
                yield after, _decoded(states)

    def streams(
        self, connection: Connection, *, first: str = "", last: str = "", upto: int | None = None
    ) -> Iterator[tuple[UUID, list[Recorded]]]:
        """Every stream whole, in key order and constant memory; `first` and `last` are hex prefixes of the range."""
        log: list[Recorded] = []
        for events in self._in_key_order(connection, first, last, upto):
            for event in events:
                if event.version == 1 and log:
                    yield log[0].stream, log
                    log = []
                log.append(event)
        if log:
            yield log[0].stream, log

    def _in_key_order(
        self, connection: Connection, first: str, last: str, upto: int | None
    ) -> Iterator[list[Recorded]]:
        place = {
            "stream": self.store.stream_id(UUID(first.ljust(32, "0"))),
            "version": 0,
            "last": self.store.stream_id(UUID(last.ljust(32, "f"))),
            "upto": _END if upto is None else upto,
        }
        while True:
            with _legible():
                states = connection.execute(self._next_in_key_order, place).scalar()
            if states is None:
                return
            events = _decoded(states)
            yield events
            place |= {"stream": self.store.stream_id(events[-1].stream), "version": events[-1].version}

    @cached_property
    def _next(self) -> sa.Select[Any]:
        """The next events in log order and the position of the last; made once, as it takes longer than running it."""
        position = self.store.position
        rows = (
            sa.select(self.store.events.c.state, position.label("position"))
            .where(position > sa.bindparam("after"), position <= sa.bindparam("upto"))
            .order_by(position)
            .limit(sa.bindparam("batch"))
            .subquery()
        )
        return sa.select(sa.func.max(rows.c.position), self._joined(rows))

    def _of_some_types(self, types: tuple[str, ...]) -> sa.Select[Any]:
        if types not in self._of_types:
            rows = self._of_streams.where(sa.or_(*(self.store.events.c.topic.like(f"{kind}.v%") for kind in types)))
            self._of_types[types] = sa.select(self._joined(rows.subquery()))
        return self._of_types[types]

    @cached_property
    def _of_streams(self) -> sa.Select[Any]:
        events = self.store.events
        chosen = events.c.originator_id.in_(sa.bindparam("streams", expanding=True))
        return sa.select(events.c.state).where(chosen).order_by(events.c.originator_id, events.c.originator_version)

    @cached_property
    def _latest(self) -> sa.Select[Any]:
        events = self.store.events
        query = sa.select(sa.func.max(events.c.originator_version))
        return query.where(events.c.originator_id == sa.bindparam("stream"))

    @cached_property
    def _next_of_stream(self) -> sa.Select[Any]:
        events = self.store.events
        rows = (
            sa.select(events.c.state)
            .where(events.c.originator_id == sa.bindparam("stream"))
            .where(events.c.originator_version > sa.bindparam("version"), self.store.position <= sa.bindparam("upto"))
            .order_by(events.c.originator_version)
            .limit(BATCH)
            .subquery()
        )
        return sa.select(sa.func.count(), self._joined(rows))

    @cached_property
    def _next_in_key_order(self) -> sa.Select[Any]:
        events = self.store.events
        key = (events.c.originator_id, events.c.originator_version)
        rows = (
            sa.select(events.c.state)
            .where(sa.tuple_(*key) > sa.tuple_(sa.bindparam("stream"), sa.bindparam("version")))
            .where(events.c.originator_id <= sa.bindparam("last"), self.store.position <= sa.bindparam("upto"))
            .order_by(*key)
            .limit(BATCH)
            .subquery()
        )
        return sa.select(self._joined(rows))

    def _joined(self, rows: sa.Subquery) -> sa.ColumnElement[Any]:
        """The states of ordered rows as one value: the database makes it faster than we could fetch them."""
        if self.store.is_sqlite:
            return sa.cast(sa.func.group_concat(rows.c.state), sa.LargeBinary)
        joined = sa.func.string_agg(rows.c.state, sa.literal(b",", sa.LargeBinary))
        return sa.func.convert_from(joined, "UTF8", type_=sa.Text)  # bytes would travel as hexadecimal digits

    def version(self, stream: UUID, *, upto: int | None = None, connection: Connection | None = None) -> int:
        """How many events a stream has: whoever keeps something made of it knows by that whether it has grown."""
        query = self._latest if upto is None else self._latest.where(self.store.position <= upto)
        place = {"stream": self.store.stream_id(stream)}
        if connection is not None:
            return connection.execute(query, place).scalar() or 0
        with self.store.glance() as looking:
            return looking.execute(query, place).scalar() or 0

    def positions(self, connection: Connection, places: Sequence[tuple[UUID, int]]) -> dict[tuple[UUID, int], int]:
        """Where in the log each event stands, given as stream and version; one that is not there is left out."""
        events, positions = self.store.events, dict[tuple[UUID, int], int]()
        key = sa.tuple_(events.c.originator_id, events.c.originator_version)
        for start in range(0, len(places), _PLACES):
            chosen = {(self.store.stream_id(one), version): (one, version) for one, version in places[start:][:_PLACES]}
            query = sa.select(events.c.originator_id, events.c.originator_version, self.store.position)
            rows = connection.execute(query.where(key.in_(list(chosen)))).all()
            positions |= {chosen[stream, version]: position for stream, version, position in rows}
        return positions

    def head(self, connection: Connection | None = None) -> int:
        """The position of the last event; 0 for an empty log."""
        query = sa.select(sa.func.max(self.store.position)).select_from(self.store.events)
        if connection is not None:
            return connection.execute(query).scalar() or 0
        with self.store.read() as reading:
            return reading.execute(query).scalar() or 0

    def says(self, connection: Connection, programme: str, words: bytes, *, upto: int) -> bool:
        """Whether an event of a programme holds these bytes in the clear, up to a position: every one is looked at."""
        state = self.store.events.c.state
        holds = sa.func.instr if self.store.is_sqlite else sa.func.pg_catalog.position
        query = sa.select(sa.literal(1)).select_from(self.store.events).where(self.store.position <= upto).limit(1)
        for part in (b',"%b",' % programme.encode(), words):
            query = query.where(holds(state, sa.literal(part, sa.LargeBinary)) > 0)
        return connection.execute(query).first() is not None

    def reveal(self, event: Recorded, connection: Connection | None = None) -> dict[str, Any]:
        """The personal values of an event, by key; `erased` in place of each where the key is destroyed.

        Raises CheckFailed where the key is gone and the log does not say that anybody was erased.
        """
        if event.sealed is None:
            return {}
        values = self.vault.unseal(event.stream, event.version, event.sealed, connection)
        if values is not None:
            return values
        if not self.says_erased(event.stream, connection):
            raise CheckFailed(KEY_GONE)
        return {"personal": ERASED}

    def says_erased(self, stream: UUID, connection: Connection | None = None) -> bool:
        """Whether the log says that somebody was erased: then, and only then, their key is gone."""
        if stream not in self._erased:
            events = self.store.events
            query = sa.select(events.c.originator_version).where(
                events.c.originator_id == self.store.stream_id(stream), events.c.topic.like("erased.v%")
            )
            with nullcontext(connection) if connection is not None else self.store.read() as reading:
                if reading.execute(query).first() is None and not self._goes_with(stream, reading):
                    return False
            self._erased.add(stream)  # it is for ever
        return True

    def _goes_with(self, stream: UUID, connection: Connection) -> bool:
        """Whether somebody was merged into another who was erased since."""
        facts = (event.fact for event in self.load(stream, connection=connection))
        others = [UUID(fact.into) for fact in facts if isinstance(fact, Merged) and fact.into]
        return any(self.says_erased(other, connection) for other in others)

    def close(self) -> None:
        """Let go of the library's connections."""
        if "application" in self.__dict__:
            self.application.close()


def _decoded(states: bytes | str) -> list[Recorded]:
    with _legible():
        return catalogue.decode_batch([states.encode() if isinstance(states, str) else states])


@contextmanager
def _legible() -> Iterator[None]:
    """Raises CheckFailed where stored bytes are no event, or no text even: somebody has been at them."""
    try:
        yield
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError, sa.exc.DataError):
        raise CheckFailed(_NOT_AS_WRITTEN) from None


def sealed(event: Event, vault: Vault, connection: Connection | None = None) -> Event:
    """The event as it is stored: personal values moved out of the fact and sealed."""
    values = personal_values(event)
    if not values:
        return event
    blob = vault.seal(event.stream, event.version, values, connection)
    return msgspec.structs.replace(without_personal(event), sealed=blob)


def _topic(event: Event) -> str:
    return str(type(event.fact).__struct_config__.tag)
