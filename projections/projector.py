"""Keeps the read models up with the log: a batch, the streams it touched, each refreshed once, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.events import Event
from journey.domain.events.system import Erased, RulesChanged
from journey.engine.engine import Engine
from projections import tables
from projections.rows import Rows, rows

BATCH = 2000
"""Events to one transaction: a bigger one would keep writers waiting."""

_NAME = "all"
_NEVER = datetime.min.replace(tzinfo=UTC).isoformat()
_LOCK = 7_101_003  # PostgreSQL advisory lock: one projector at a time, the others wait and find nothing left to do
_PENDING = 5000  # rows gathered before they are written in a rebuild


class Projector:
    """One projector for all read models of a store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.store = engine.store

    def open(self) -> None:
        """Create the tables that are missing."""
        with self.store.write() as connection:
            self._lock(connection)
            tables.metadata.create_all(connection)

    def catch_up(self) -> int:
        """Take in everything the log holds by now. Returns how many events were new."""
        taken = 0
        while True:
            new = self._batch()
            taken += new
            if new < BATCH:
                return taken

    def _batch(self) -> int:
        with self.store.read() as connection:
            if self.engine.log.head(connection) <= self._position(connection)[0]:
                return 0
        with self.store.write() as connection:
            self._lock(connection)
            position, latest = self._position(connection)
            found = next(self.engine.log.scan(position, batch=BATCH), None)
            if found is None:
                return 0
            upto, events = found
            for stream in self._touched(connection, events):
                log = self.engine.log.load(stream, upto=upto, connection=connection)
                self._refresh(connection, stream, self._rows(log))
            newest = max(latest, *(event.recorded.astimezone(UTC).isoformat() for event in events))
            self._move(connection, upto, newest)
        return len(events)

    def _touched(self, connection: Connection, events: Iterable[Event]) -> Iterable[UUID]:
        touched = dict.fromkeys(event.stream for event in events)
        changed = {event.programme for event in events if isinstance(event.fact, RulesChanged)}
        if changed:  # other rules may open or close anybody's deadlines
            self.engine.forget_books()
            query = sa.select(tables.participants.c.stream).where(tables.participants.c.programme.in_(changed))
            touched.update(dict.fromkeys(UUID(stream) for stream in connection.execute(query).scalars()))
        if any(isinstance(event.fact, Erased) for event in events):
            self.engine.vault.forget()
        return touched

    def _rows(self, log: list[Any]) -> Rows:
        return rows(log, self.engine.books.get(log[0].programme)) if log else {}

    def _refresh(self, connection: Connection, stream: UUID, fresh: Rows) -> None:
        for table in tables.OF_STREAM:
            connection.execute(table.delete().where(table.c.stream == stream.hex))
            if fresh.get(table.name):
                connection.execute(table.insert(), fresh[table.name])

    def rebuild(self, progress: Callable[[int], None] = lambda _events: None) -> int:
        """Throw every row away and derive all of them from the log again. Returns how many events were read."""
        read = 0
        with self.store.write() as connection:
            self._lock(connection)
            self.engine.forget_books()
            for table in (*tables.OF_STREAM, tables.position):
                connection.execute(table.delete())
            head, latest = self.engine.log.head(connection), _NEVER
            with self.store.read() as reading:
                for fresh, events, newest in self._all_rows(reading, head):
                    self._insert(connection, fresh)
                    read, latest = read + events, max(latest, newest)
                    progress(read)
            self._move(connection, head, latest)
        return read

    def _all_rows(self, connection: Connection, head: int) -> Iterator[tuple[Rows, int, str]]:
        """Rows gathered over many streams, with the number of events behind them and their latest record time."""
        gathered: Rows = {}
        count, pending, newest = 0, 0, datetime.min.replace(tzinfo=UTC)
        for _, log in self.engine.log.streams(connection, upto=head):
            count += len(log)
            newest = max(newest, *(event.recorded for event in log))
            for name, found in self._rows(log).items():
                gathered.setdefault(name, []).extend(found)
                pending += len(found)
            if pending >= _PENDING:
                yield gathered, count, newest.astimezone(UTC).isoformat()
                gathered, count, pending = {}, 0, 0
        yield gathered, count, newest.astimezone(UTC).isoformat()

    def _insert(self, connection: Connection, fresh: Rows) -> None:
        for table in tables.OF_STREAM:
            if fresh.get(table.name):
                connection.execute(table.insert(), fresh[table.name])

    def _position(self, connection: Connection) -> tuple[int, str]:
        row = connection.execute(sa.select(tables.position).where(tables.position.c.name == _NAME)).first()
        return (row.position, row.latest) if row else (0, _NEVER)

    def _move(self, connection: Connection, position: int, latest: str) -> None:
        connection.execute(tables.position.delete().where(tables.position.c.name == _NAME))
        connection.execute(tables.position.insert().values(name=_NAME, position=position, latest=latest))

    def latest(self) -> datetime:
        """The latest record time among the events taken in."""
        with self.store.read() as connection:
            return datetime.fromisoformat(self._position(connection)[1])

    def behind(self) -> int:
        """How far the log's head lies ahead of what has been taken in."""
        with self.store.read() as connection:
            return self.engine.log.head(connection) - self._position(connection)[0]

    def erased(self) -> list[UUID]:
        """The people whom the log says are erased."""
        query = sa.select(tables.participants.c.stream).where(tables.participants.c.erased)
        with self.store.read() as connection:
            return [UUID(stream) for stream in connection.execute(query).scalars()]

    def _lock(self, connection: Connection) -> None:
        if not self.store.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
