"""Of many processes with a clock, one leads. Whoever holds the lock does; a process that dies lets go of it."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from journey.engine.store import Store

_LOCK = 7_101_010  # PostgreSQL advisory lock, held by the leader's connection


class Leader:
    """Asks for the lead and keeps it. On PostgreSQL an advisory lock, beside a SQLite file a locked file."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._connection: Connection | None = None
        self._file: IO[str] | None = None
        self._lock = threading.Lock()  # several jobs of one process may ask at once

    def leads(self) -> bool:
        """Whether this process leads now; takes the lead where it is free."""
        with self._lock:
            return self._leads_file() if self.store.is_sqlite else self._leads_database()

    def _leads_file(self) -> bool:
        if self._file is not None:
            return True
        file = self.store.path.with_name(self.store.path.name + ".leader").open("a", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def _leads_database(self) -> bool:
        try:
            if self._connection is not None:
                self._connection.execute(sa.text("SELECT 1"))
                return True
            connection = self.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}).scalar():
                self._connection = connection
                return True
            connection.close()
        except SQLAlchemyError:  # the connection that held the lock is gone, and the lock with it
            self._connection = None
        return False

    def resign(self) -> None:
        """Let go of the lead."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # a connection that was cut has let go by itself
                self._connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            self._connection.invalidate()  # closing would hand a connection that may still be locked back to the pool
            self._connection.close()
            self._connection = None
        if self._file is not None:
            self._file.close()
            self._file = None
