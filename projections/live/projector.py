"""Keeps the read models up with the log: a batch of events, the streams it touches, each refreshed once.

Rows are worked out before the write lock is taken, so that a projector that has much to catch up keeps nobody waiting.
A catch-up looks at every stream as it stands at the head of the log it began with, so each is refreshed once in all.
The position moves with every transaction: a projector that finds it moved by another begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.events import Recorded
from journey.domain.events.system import RulesChanged
from journey.domain.history import History
from journey.engine.decisions import Written
from journey.engine.engine import Engine
from projections.live import tables
from projections.live.rows import Rows, rows

BATCH = 250
"""Events to one transaction: a bigger one would keep writers waiting."""

_NAME = "all"
_RULES = "rules"  # the position at which rules were last found changed, so that other processes read them again
_SHAPE = tables.SHAPE_NAME  # which tables an earlier program may have left: see `tables.SHAPE`
_NEVER = datetime.min.replace(tzinfo=UTC).isoformat()
_LOCK = 7_101_003  # PostgreSQL advisory lock: one projector at a time, the others wait and find nothing left to do
_PENDING = 5000  # rows gathered before they are written in a rebuild
_TYPES = {
    sa.String: "text",
    sa.Integer: "int4",
    sa.Date: "date",
    sa.Boolean: "bool",
    sa.Float: "float8",
}  # as PostgreSQL calls them


class Projector:
    """One projector for all read models of a store."""

    def __init__(self, engine: Engine, late: Callable[[BaseException], None] = lambda _error: None) -> None:
        """`late` is told why the read models could not follow what was saved: see `follow`."""
        self.engine = engine
        self.store = engine.store
        self._late = late
        self._rules = 0

    def open(self) -> None:
        """Create the tables that are missing; where an older program made them, derive every row again."""
        if self.store.read_only:
            return
        with self.store.write() as connection:
            self._lock(connection)
            tables.metadata.create_all(connection)
            shape, _ = self._position(connection, _SHAPE)
            outgrown = shape != tables.SHAPE and self._position(connection)[0] > 0
            if outgrown:
                tables.metadata.drop_all(connection)
                tables.metadata.create_all(connection)
            self._move(connection, tables.SHAPE, _NEVER, _SHAPE)
        if outgrown:
            self.catch_up()

    def catch_up(self, written: Written | None = None) -> int:
        """Take in everything the log holds by now. Returns how many events were new.

        `written` is what this process has just added to a stream: where nobody has added more, it is not read again.
        """
        taken, goal = 0, None
        while True:
            with self.store.read() as connection:
                position = self._heed_others(connection)
                head = self.engine.log.head(connection)
            goal = head if goal is None else goal  # not further: those who write may be faster
            if self.store.read_only:  # see `behind`
                return taken
            if position < goal:
                position, new = self._towards(head, position, written)
                taken += new
            if position >= goal:
                return taken

    def follow(self, written: Written | None = None) -> None:
        """Catch up with what has just been saved. Whatever fails, it is saved: whoever looks next does the rest."""
        try:
            self.catch_up(written)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # what was asked for is done
            self._late(error)

    def _heed_others(self, connection: Connection) -> int:
        """Forget what another process has changed: keys destroyed, rules recorded. Returns the position reached."""
        self.engine.vault.forget_shredded(connection)
        reached = {row.name: row.position for row in connection.execute(sa.select(tables.position))}
        changed = reached.get(_RULES, 0)
        if changed != self._rules:
            self._rules = changed
            self.engine.forget_books()
        return int(reached.get(_NAME, 0))

    def _towards(self, head: int, position: int, written: Written | None) -> tuple[int, int]:
        """Take in what lies between, until it is done or another projector was faster.

        Returns the position reached and how many events were taken in.
        """
        taken, pending = 0, 0
        done: set[UUID] = set()
        for upto, events in self.engine.log.scan(position, upto=head, batch=BATCH):
            pending += len(events)
            touched = self._touched(events, done)
            if not touched and upto < head:
                continue
            if not self._take(touched, position, upto, head, events, written):
                break
            done |= touched
            position, taken, pending = upto, taken + pending, 0
            if position >= head:
                break
        return position, taken

    def _touched(self, events: list[Recorded], done: set[UUID]) -> set[UUID]:
        """The streams to refresh: those that have grown, or whose rules have changed, unless that is done."""
        touched = {event.stream for event in events} - done
        changed = {event.programme for event in events if isinstance(event.fact, RulesChanged)}
        if changed:  # other rules may open or close anybody's deadlines
            self.engine.forget_books()
            query = sa.select(tables.participants.c.stream).where(tables.participants.c.programme.in_(changed))
            with self.store.read() as connection:
                touched |= {UUID(stream) for stream in connection.execute(query).scalars()}
        return touched

    def _take(
        self,
        touched: set[UUID],
        position: int,
        upto: int,
        head: int,
        events: list[Recorded],
        written: Written | None,
    ) -> bool:
        """Refresh these streams as they stand at the head, and move on; False where somebody else has."""
        fresh: Rows = {}
        newest = max(event.recorded for event in events)
        with self.store.read() as connection:
            for stream in touched:
                log, history = self._stream(connection, stream, head, written)
                if not log:  # the scan has seen it and this reading has not yet: begin anew
                    return False
                newest = max(newest, *(event.recorded for event in log))
                for name, derived in self._rows(log, history).items():
                    fresh.setdefault(name, []).extend(derived)
        with self.store.write() as connection:
            self._lock(connection)
            reached, latest = self._position(connection)
            if reached != position:
                return False
            self._delete(connection, touched, fresh)
            self._insert(connection, fresh)
            self._move(connection, upto, max(latest, newest.astimezone(UTC).isoformat()))
            if any(isinstance(event.fact, RulesChanged) for event in events):
                self._move(connection, upto, _NEVER, _RULES)
        return True

    def _stream(
        self, connection: Connection, stream: UUID, head: int, written: Written | None
    ) -> tuple[list[Recorded], History | None]:
        """A stream at the head, with its history where the process has it at hand."""
        if written is not None and written.stream == stream:
            log = written.log
            if self.engine.log.version(stream, upto=head, connection=connection) == len(log):
                return log, written.after
        return self.engine.log.load(stream, upto=head, connection=connection), None

    def _rows(self, log: list[Any], history: History | None = None) -> Rows:
        return rows(log, self.engine.books.get(log[0].programme), history) if log else {}

    def _delete(self, connection: Connection, streams: Iterable[UUID], fresh: Rows) -> None:
        hexed = [stream.hex for stream in streams]
        for table in tables.OF_STREAM:
            if table.name in fresh:
                for start in range(0, len(hexed), 500):
                    connection.execute(table.delete().where(table.c.stream.in_(hexed[start : start + 500])))

    def rebuild(self, progress: Callable[[int], None] = lambda _events: None) -> int:
        """Throw every row away and derive all of them from the log again. Returns how many events were read."""
        read = 0
        with self.store.write() as connection:
            self._lock(connection)
            self.engine.forget_books()
            for table in (*tables.OF_STREAM, tables.position):
                connection.execute(table.delete())
            self._move(connection, tables.SHAPE, _NEVER, _SHAPE)
            head, latest = self.engine.log.head(connection), _NEVER
            with self.store.read() as reading:
                for fresh, events, newest in self._all_rows(reading, head):
                    self._insert(connection, fresh)
                    read, latest = read + events, max(latest, newest)
                    progress(read)
            self._move(connection, head, latest)
            self._move(connection, head, _NEVER, _RULES)
        return read

    def _all_rows(self, connection: Connection, head: int) -> Iterator[tuple[Rows, int, str]]:
        """Rows gathered over many streams, with the number of events behind them and their latest record time."""
        gathered: Rows = {}
        count, pending, newest = 0, 0, datetime.min.replace(tzinfo=UTC)
        for _, log in self.engine.log.streams(connection, upto=head):
            count += len(log)
            newest = max(newest, *(event.recorded for event in log))
            for name, derived in self._rows(log).items():
                gathered.setdefault(name, []).extend(derived)
                pending += len(derived)
            if pending >= _PENDING:
                yield gathered, count, newest.astimezone(UTC).isoformat()
                gathered, count, pending = {}, 0, 0
        yield gathered, count, newest.astimezone(UTC).isoformat()

    def _insert(self, connection: Connection, fresh: Rows) -> None:
        for table in tables.OF_STREAM:
            if fresh.get(table.name):
                types = {f'"{column.name}"': _TYPES[type(column.type)] for column in table.columns}
                values = _values(table, fresh[table.name], as_text=self.store.is_sqlite)
                self.store.bulk_insert(connection, table.name, types, values)

    def _position(self, connection: Connection, name: str = _NAME) -> tuple[int, str]:
        row = connection.execute(sa.select(tables.position).where(tables.position.c.name == name)).first()
        return (row.position, row.latest) if row else (0, _NEVER)

    def _move(self, connection: Connection, position: int, latest: str, name: str = _NAME) -> None:
        place = {"position": position, "latest": latest}
        query = tables.position.update().where(tables.position.c.name == name).values(place)
        if connection.execute(query).rowcount == 0:
            connection.execute(tables.position.insert().values(name=name, **place))

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


def _values(table: sa.Table, records: list[dict[str, Any]], *, as_text: bool) -> list[tuple[Any, ...]]:
    """The rows as the driver takes them, column by column; `as_text` for SQLite, which has no dates."""
    columns = []
    for column in table.columns:
        values: Iterable[Any] = map(itemgetter(column.name), records)
        columns.append(map(_text, values) if as_text and isinstance(column.type, sa.Date) else values)
    return list(zip(*columns, strict=True))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
