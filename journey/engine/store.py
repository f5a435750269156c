"""The database: one SQLite file or one PostgreSQL database, opened through SQLAlchemy Core.

The events table belongs to the eventsourcing library and is created by it. The tables beside it are declared here and
made by the migrations.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from journey.domain.errors import StoreError
from journey.engine.migrations import steps
from journey.engine.migrations.steps import Migration

LOCK_SECONDS = 60  # how long a writer waits for another (an import holds the lock for its whole transaction)
_MIGRATION_LOCK = 7_101_001  # PostgreSQL advisory lock: two processes starting at once must not both create tables
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code for it
BUSY = "another process keeps the store busy, with a long import perhaps; nothing was saved; try again"
_KEYS_LOCK = 7_101_004  # PostgreSQL advisory lock: two who meet somebody new at once must not both make a key

metadata = sa.MetaData()

keys = sa.Table(
    "vault_keys",
    metadata,
    sa.Column("stream", sa.String(32), primary_key=True),
    sa.Column("master", sa.String(16), nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
)
shreds = sa.Table(  # one row for each key destroyed, so that other processes forget theirs; it says nothing of whose
    "vault_shreds",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
)
references = sa.Table(
    "vault_references",
    metadata,
    sa.Column("programme", sa.String(40), primary_key=True),
    sa.Column("sender", sa.String(200), primary_key=True),
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("stream", sa.String(32), nullable=False, unique=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
entries = sa.Table(
    "entries",
    metadata,
    sa.Column("programme", sa.String(40), primary_key=True),
    sa.Column("sender", sa.String(200), primary_key=True),
    sa.Column("entry", sa.String(200), primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("seal", sa.String(32)),  # see journey/engine/row_seals.py
    sqlite_with_rowid=False,
)
programmes = sa.Table("programmes", metadata, sa.Column("programme", sa.String(40), primary_key=True))
reads = sa.Table(  # see journey/engine/access_log.py: nobody else writes here
    "access_log",
    metadata,
    sa.Column("piece", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("people", sa.LargeBinary, nullable=False),  # everybody on the page, and what was read of each
    sa.Column("why", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)
pieces = sa.Table(
    "access_pieces",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("month", sa.String(7), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("chain", sa.LargeBinary, nullable=False),
    sa.Column("dropped", sa.String(40)),
    sa.Column("head", sa.LargeBinary),
)
reads_before = sa.Table(  # rows of earlier versions of the program, until the engine has taken them over
    "access_log_before",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(200), nullable=False),
    sa.Column("stream", sa.String(32)),
    sa.Index("ix_access_log_stream", "stream"),
    sa.Column("what", sa.String(200), nullable=False),
    sa.Column("why", sa.String(200), nullable=False),
)
leaves = sa.Table(  # of the audit's tree: one row for each event in log order, made when a checkpoint is signed
    "audit_leaves",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("stream", sa.String(32), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("topic", sa.String(200), nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
schema = sa.Table("schema_version", metadata, sa.Column("version", sa.Integer, primary_key=True))


class Store:
    """One opened database. `events` is the table of events, under whichever name the library gives it."""

    def __init__(self, url: str, *, folder: Path | None = None) -> None:
        """Open a store by its URL (`sqlite:///path` or `postgresql://…`); relative paths count from `folder`.

        Raises StoreError where the URL is no such address or the database does not answer.
        """
        self.url = _parse(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.path = (folder or Path.cwd()) / str(self.url.database)
            self.url = self.url.set(database=str(self.path))
        self.engine = self._engine()
        self.events = _events_table(is_sqlite=self.is_sqlite)
        self.position = self.events.c.rowid if self.is_sqlite else self.events.c.notification_id

    def _engine(self) -> Engine:
        if not self.is_sqlite:
            return sa.create_engine(self.url.set(drivername="postgresql+psycopg"), pool_size=5, max_overflow=10)
        engine = sa.create_engine(self.url, connect_args={"timeout": LOCK_SECONDS}, pool_size=5, max_overflow=10)
        sa.event.listen(engine, "connect", _prepare_sqlite)
        return engine

    def open(self) -> list[Migration]:
        """Make a new store, or take the migrations an older one lacks, once, whoever comes first. Returns them.

        Raises StoreError where that cannot be, or where a newer program made the store.
        """
        if self.is_sqlite:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():  # health data: nobody but the owner may read the file
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with _answering(), self.write() as connection:
            return self.migrate(connection)

    def migrate(self, connection: Connection, upto: int = steps.NEWEST) -> list[Migration]:
        """Take the migrations that are due, in the caller's transaction, as the only one who does. Returns them."""
        if not self.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        return steps.take(connection, upto)

    def version(self) -> int:
        """The schema version of the store as it lies there, 0 for none yet; nothing is made or changed."""
        if self.is_sqlite and not self.path.exists():
            return 0
        with _answering(), self.read() as connection:
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
        another process has kept the lock for too long.
        """
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

    def lock_keys(self, connection: Connection) -> None:
        """Be the only one to make keys and references until the transaction ends; on SQLite every writer is alone."""
        if not self.is_sqlite:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEYS_LOCK})

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
        }

    def _host(self) -> str:
        query = self.url.query.get("host", "")
        return self.url.host or (query if isinstance(query, str) else query[0]) or "127.0.0.1"

    def checkpoint(self) -> None:
        """On SQLite, fold the write-ahead log back into the file, so that nothing deleted lingers in it."""
        if self.is_sqlite:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


@contextmanager
def _answering() -> Iterator[None]:
    """Raises StoreError, with the database's own reason, where it does not answer: no row has been read yet."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        reason = str(error.orig).splitlines()[0] if error.orig else type(error).__name__
        raise StoreError(f"the store cannot be opened: {reason}") from None


def is_busy(error: BaseException) -> bool:
    """Whether a driver gave up waiting for a lock that somebody else holds."""
    cause = getattr(error, "orig", None) or error.__cause__  # as SQLAlchemy keeps it, and as the library does
    locked = getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return locked or getattr(cause, "sqlstate", None) == _LOCK_NOT_AVAILABLE


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
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA secure_delete=ON")  # a destroyed key must not linger in a free page


def _events_table(*, is_sqlite: bool) -> sa.TableClause:
    columns: list[Any] = [sa.column("originator_id"), sa.column("originator_version"), sa.column("topic")]
    state: sa.ColumnClause[Any] = sa.column("state")
    if is_sqlite:
        return sa.table("stored_events", *columns, state, sa.column("rowid"))
    return sa.table("journey_events", *columns, state, sa.column("notification_id"))
