"""The database: one SQLite file or one PostgreSQL database, opened through SQLAlchemy Core.

The events table belongs to the eventsourcing library and is created by it. The tables beside it are declared in
`journey.engine.tables` and made by the migrations.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import quote
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from journey.domain.errors import StoreError
from journey.engine import troubles
from journey.engine.migrations import steps
from journey.engine.migrations.steps import Migration
from journey.engine.troubles import BUSY

LOCK_SECONDS = 60  # how long a writer waits for another (an import holds the lock for its whole transaction)
CONNECTIONS = 20  # of one process; see JOURNEY_CONNECTIONS
CONNECT_SECONDS, STATEMENT_SECONDS = 10, 300  # after which a server that does not answer is given up
SAVE_SECONDS = 30  # how long a save waits for a connection, while others save
_PATIENCE = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds until a server whose machine is gone counts as lost
}
_SERVER_PATIENCE = {"options": f"-c statement_timeout={STATEMENT_SECONDS}s"}
_MIGRATION_LOCK = 7_101_001  # PostgreSQL advisory lock: two processes starting at once must not both create tables
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code for it
_YIELD_MILLISECONDS = 700  # below PostgreSQL's own second, after which it would break off either of two
_WAL_TRIES, _WAL_PAUSE = 600, 0.05  # seconds
_CACHE_KILOBYTES = 8000  # of the database, per connection: ten thousand people's rows, which lists look through
_KEYS_LOCK = 7_101_004  # PostgreSQL advisory lock: two who meet somebody new at once must not both make a key

READ_ONLY = "the store can only be read here; nothing was changed; do this where it may be written"
_MAY_NOT_WRITE = sa.text(
    "SELECT current_setting('transaction_read_only') = 'on'"
    " OR NOT coalesce(has_table_privilege(to_regclass(:table)::oid, 'INSERT'), true)"
)
_MOST_CONNECTIONS = sa.text(
    "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
    " - coalesce(current_setting('reserved_connections', true)::int, 0)"
)

metadata = sa.MetaData()
"""The tables beside the log that are declared: in `journey.engine.tables`, and in the `tables` of its folders."""


class Store:
    """One opened database. `events` is the table of events, under whichever name the library gives it."""

    def __init__(self, url: str, *, folder: Path | None = None, connections: int = CONNECTIONS) -> None:
        """Open a store by its URL (`sqlite:///path` or `postgresql://…`); relative paths count from `folder`.

        `connections` is how many of the server's this process may take, at least four: a quarter of them for saving.
        Raises StoreError where the URL is no such address or the database does not answer.
        """
        self.url = _parse(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.path = (folder or Path.cwd()) / str(self.url.database)
            self.url = self.url.set(database=str(self.path))
        self._for_saving = max(1, connections // 4)
        self._others = connections - self._for_saving
        self.events = _events_table(is_sqlite=self.is_sqlite)
        self.engine = self._engine()
        self.position = self.events.c.rowid if self.is_sqlite else self.events.c.notification_id

    def _engine(self) -> Engine:
        if not self.is_sqlite:
            return sa.create_engine(
                self.url.set(drivername="postgresql+psycopg"),
                connect_args=_PATIENCE | ({} if "options" in self.url.query else _SERVER_PATIENCE),
                pool_size=min(5, self._others),
                max_overflow=max(0, self._others - 5),
            )
        if self.read_only:
            return sa.create_engine("sqlite://", creator=self._only_reading, poolclass=sa.QueuePool)
        engine = sa.create_engine(
            self.url,
            connect_args={"timeout": LOCK_SECONDS},
            pool_size=5,
            max_overflow=10,
            pool_use_lifo=True,  # the one that was used last still has in memory what will be asked for next
        )
        sa.event.listen(engine, "connect", _prepare_sqlite)
        return engine

    @cached_property
    def read_only(self) -> bool:
        """Whether this process can only read the store: a file or disk that may not be written, a server's replica."""
        if self.is_sqlite:
            there = self.path.exists()
            return there and not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))
        with self.engine.connect() as connection:
            return bool(connection.execute(_MAY_NOT_WRITE, {"table": self.events.name}).scalar())

    def _only_reading(self) -> sqlite3.Connection:
        """A connection that needs no file beside the store, where nothing is left in its write-ahead log."""
        left = self._beside("-wal")
        whole = "" if left.exists() and left.stat().st_size else "&immutable=1"
        address = f"file:{quote(str(self.path))}?mode=ro{whole}"
        connection = sqlite3.connect(address, uri=True, timeout=LOCK_SECONDS, check_same_thread=False)
        connection.isolation_level = None
        return connection

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def refuse_to_write(self) -> None:
        """Raise StoreError where the store can only be read."""
        if self.read_only:
            raise StoreError(f"{located(str(self.url))}: {READ_ONLY}")

    def open(self) -> list[Migration]:
        """Make a new store, or take the migrations an older one lacks, once, whoever comes first. Returns them.

        Raises StoreError where that cannot be, or where a newer program made the store.
        """
        if self._can_only_be_read():
            return []
        if self.is_sqlite:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():  # health data: nobody but the owner may read the file
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with _answering(located(str(self.url))), self.write() as connection:
            return self.migrate(connection)

    def _can_only_be_read(self) -> bool:
        """Whether that is so. Raises StoreError where it is, and the store would have to be changed to be read."""
        where = located(str(self.url))
        with _answering(where):
            if not self.read_only:
                return False
            if self.is_sqlite and self._beside("-wal").exists() and not self._beside("-shm").exists():
                raise StoreError(
                    f"{where}: its last changes still stand in {self.path.name}-wal; copy both to where they may be "
                    "written, and read them there"
                )
        version = self.version()
        if version != steps.NEWEST:
            raise StoreError(
                f"{where}: has schema {version}, this program works with {steps.NEWEST}, and it can only be read; "
                "copy it to where it may be written, and take `journey migrate` there"
            )
        return True

    def migrate(self, connection: Connection, upto: int = steps.NEWEST) -> list[Migration]:
        """Take the migrations that are due, in the caller's transaction, as the only one who does. Returns them."""
        if not self.is_sqlite:
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))  # a large table takes as long as it takes
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        return steps.take(connection, upto)

    def version(self) -> int:
        """The schema version of the store as it lies there, 0 for none yet; nothing is made or changed."""
        if self.is_sqlite and not self.path.exists():
            return 0
        with _answering(located(str(self.url))), self.read() as connection:
            return steps.version_of(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
            connection.rollback()

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection on which each statement stands alone: for reading what a later write will check anyway."""
        with self.without_transaction() as connection:
            yield connection

    def without_transaction(self) -> Connection:
        """The same, to be closed by whoever asked: nothing is held open while they work."""
        connection = self.engine.connect()
        if self.is_sqlite:  # begins no transaction by itself: see `write`
            return connection
        return connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[Connection]:
        """One transaction, undone at its end unless it is to be kept.

        On SQLite it takes the write lock at once: a plain BEGIN that writes later can fail. Raises StoreError where
        another process has kept the lock for too long, or the store can only be read.
        """
        self.refuse_to_write()
        with self.engine.connect() as connection:
            try:
                if self.is_sqlite:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
            except BaseException as error:
                connection.rollback()
                if is_busy(error):
                    raise StoreError(BUSY) from None
                raise
            if keep:
                connection.commit()
            else:
                connection.rollback()

    @contextmanager
    def opening(self) -> Iterator[Connection]:
        """What is looked at, and made where it is missing, when a store is opened; only looked at where it must be."""
        with self.read() if self.read_only else self.write() as connection:
            yield connection

    def lock_keys(self, connection: Connection) -> None:
        """Be the only one to make keys and references until the transaction ends; on SQLite every writer is alone."""
        if not self.is_sqlite:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEYS_LOCK})

    def yield_to_others(self, connection: Connection) -> None:
        """Give up where somebody keeps a row for long, before two who wait for each other are found out."""
        if not self.is_sqlite:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_YIELD_MILLISECONDS}ms'"))

    def lock_log(self, connection: Connection) -> None:
        """Keep every other writer of events out until the transaction ends, as the library's own saves do."""
        if not self.is_sqlite:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
            connection.execute(sa.text(f"LOCK TABLE {self.events.name} IN EXCLUSIVE MODE"))

    def bulk_insert(
        self, connection: Connection, table: str, types: dict[str, str], rows: list[tuple[Any, ...]]
    ) -> None:
        """Insert many rows by the fastest way the database has; `types` maps columns to PostgreSQL types."""
        raw: Any = connection.connection.driver_connection
        columns = ", ".join(types)
        if self.is_sqlite:
            marks = ", ".join("?" * len(types))
            raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608  # fixed names
            return
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            copy.set_types(list(types.values()))
            for row in rows:
                copy.write_row(row)

    def stream_id(self, stream: UUID) -> Any:
        """A stream as the events table's key spells it."""
        return stream.hex if self.is_sqlite else stream

    def one_of(self, column: sa.ColumnElement[str], texts: Sequence[str]) -> sa.ColumnElement[bool]:
        """Whether a column holds one of many texts, which travel as one value: a thousand of their own are slow."""
        if self.is_sqlite:
            each = sa.func.json_each(json.dumps(texts)).table_valued("value")
            return column.in_(sa.select(each.c.value))
        return column == sa.func.any(sa.bindparam(None, list(texts), type_=ARRAY(sa.Text)))

    def library_settings(self) -> dict[str, str]:
        """The environment that points the eventsourcing library at this store."""
        if self.is_sqlite:
            return {
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": f"file:{self.path}",
                "SQLITE_LOCK_TIMEOUT": str(LOCK_SECONDS),
            }
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": self.url.database or "",
            "POSTGRES_HOST": self._host(),
            "POSTGRES_PORT": str(self.url.port or 5432),
            "POSTGRES_USER": self.url.username or "",
            "POSTGRES_PASSWORD": self.url.password or "",
            "POSTGRES_LOCK_TIMEOUT": str(LOCK_SECONDS),
            "POSTGRES_CONNECT_TIMEOUT": str(SAVE_SECONDS),
            "POSTGRES_POOL_SIZE": "1",
            "POSTGRES_MAX_OVERFLOW": str(self._for_saving - 1),
        }

    def _host(self) -> str:
        query = self.url.query.get("host", "")
        return self.url.host or (query if isinstance(query, str) else query[0]) or "127.0.0.1"

    def checkpoint(self) -> None:
        """On SQLite, fold the write-ahead log back into the file, so that nothing deleted lingers in it."""
        if self.is_sqlite and not self.read_only:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def most_connections(self) -> int | None:
        """How many connections the server takes from everybody but its keepers; None where there is no server."""
        if self.is_sqlite:
            return None
        with self.read() as connection:
            return int(connection.execute(_MOST_CONNECTIONS).scalar() or 0)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def located(url: str) -> str:
    """Where a store lies, without its password: a file, or a server and the name of a database."""
    try:
        parsed = _parse(url)
    except StoreError:
        return "JOURNEY_DB"
    if parsed.get_backend_name() == "sqlite":
        return str(parsed.database)
    return f"{parsed.host or 'the local server'}/{parsed.database}"


@contextmanager
def _answering(where: str) -> Iterator[None]:
    """Raises StoreError, with the database's own reason, where it does not answer: no row has been read yet."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        says = troubles.sentence(error, where)
        reason = str(error.orig).splitlines()[0] if error.orig else type(error).__name__
        raise StoreError(f"{says or f'{where}: it cannot be opened'} ({reason})") from None


def is_busy(error: BaseException) -> bool:
    """Whether a driver gave up waiting for a lock that somebody else holds."""
    cause = getattr(error, "orig", None) or error.__cause__  # as SQLAlchemy keeps it, and as the library does
    locked = getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    waits = type(cause).__name__ == "PoolTimeout"  # for one of the connections that save
    return locked or waits or getattr(cause, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError("JOURNEY_DB is no address; write sqlite:///path or postgresql://…") from None
    if parsed.drivername not in ("sqlite", "postgresql", "postgresql+psycopg", "postgres"):
        raise StoreError(
            "JOURNEY_DB names a database this program does not use; write sqlite:///path or postgresql://…"
        )
    if parsed.drivername == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StoreError("JOURNEY_DB names no file; write sqlite:///path")
    return parsed


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by hand: see Store.write
    _use_wal(connection)
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
    connection.execute("PRAGMA secure_delete=ON")  # a destroyed key must not linger in a free page


def _use_wal(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log. Whoever makes this of a new file while others do is told that it is locked at once."""
    for tries_left in reversed(range(_WAL_TRIES)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not tries_left:
                raise
            sleep(_WAL_PAUSE)


def _events_table(*, is_sqlite: bool) -> sa.TableClause:
    columns: list[Any] = [sa.column("originator_id"), sa.column("originator_version"), sa.column("topic")]
    state: sa.ColumnClause[Any] = sa.column("state")
    if is_sqlite:
        return sa.table("stored_events", *columns, state, sa.column("rowid"))
    return sa.table("journey_events", *columns, state, sa.column("notification_id"))
