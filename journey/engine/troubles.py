"""Says what has happened where the store or a disk fails: each kind of failure in a sentence of its own.

A sentence says where, what, and what to do. The database's own words are never repeated: they may quote a row.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from sqlalchemy.exc import TimeoutError as NoConnectionLeft

BUSY = "another process keeps the store busy, with a long import perhaps; nothing was saved; try again"
FULL = "its disk is full; make room, then do it again: what is saved already is not saved twice"
_BROKEN = "it is damaged; keep a copy of it as it is, and restore a backup into a new store"
_DISK = "its disk fails; see what the system's log says of it, and restore a backup onto another disk"
_SHUT = "it cannot be opened; see that it is there, and that this user may read and write it and its folder"
_READ_ONLY = "it can only be read, and this writes; do it where the store may be written"
_SHAPE = "a table or column is missing; see `journey doctor`, and `journey migrate --check`"
_LOST = "the connection to the server is lost; see that it runs, then do it again: what is saved is not saved twice"
_AWAY = "the server does not answer; see that it runs and takes connections from here"
_SLOW = "the server took too long to answer and was told to stop; see what keeps it busy, then try again"
_CROWD = "the server takes no more connections; see JOURNEY_CONNECTIONS and the server's max_connections"
_REFUSED = "the server refuses this user or database; see JOURNEY_DB, and what the server's log says"

_OF_SQLITE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
    "SQLITE_IOERR": _DISK,
    "SQLITE_CANTOPEN": _SHUT,
    "SQLITE_PERM": _SHUT,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_ERROR": _SHAPE,
}
"""By the kind of error, `SQLITE_…`, without what the database adds to it."""
_OF_POSTGRES = {
    "53100": FULL,
    "53300": _CROWD,
    "55P03": BUSY,
    "40P01": BUSY,
    "57014": _SLOW,
    "57P": _LOST,
    "08": _LOST,
    "28": _REFUSED,
    "3D": _REFUSED,
    "42501": _READ_ONLY,
    "25006": _READ_ONLY,
    "42": _SHAPE,
    "58": _DISK,
    "XX": _BROKEN,
}
"""By the beginning of the SQLSTATE; the first that fits."""
_FULL_TOO = ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP")
"""No room for the small file beside the store, or a limit on the size of files: SQLite has no word of its own."""
_OF_DISKS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def sentence(error: BaseException, where: str) -> str | None:
    """What to say of a failure of the store at `where`, or of a file; None where it is of another kind."""
    for one in _causes(error):
        what = _of_driver(one)
        if what is not None:
            return what if what is BUSY else f"{where}: {what}"
    return _of_file(error) if isinstance(error, OSError) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and those it was made of: SQLAlchemy keeps the driver's, the eventsourcing library names it."""
    one: BaseException | None = error
    while one is not None:
        yield one
        one = getattr(one, "orig", None) or one.__cause__


def _of_driver(error: BaseException) -> str | None:
    if isinstance(error, NoConnectionLeft):
        return "every connection of this process is in use; see JOURNEY_CONNECTIONS, and try again"
    module, name = type(error).__module__, type(error).__name__
    if module == "sqlite3":
        return _of_sqlite(getattr(error, "sqlite_errorname", None) or "")
    if not module.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None)
    if state is None:
        return _AWAY if name in ("ConnectionTimeout", "PoolTimeout") or _no_connection(error) else _LOST
    return next((says for begins, says in _OF_POSTGRES.items() if state.startswith(begins)), None)


def _of_sqlite(name: str) -> str | None:
    if name in _FULL_TOO:
        return FULL
    return _OF_SQLITE.get("_".join(name.split("_")[:2]))


def _no_connection(error: BaseException) -> bool:
    """Whether there never was a connection: the driver begins its words so, and knows no other mark of it."""
    return str(error).startswith("connection failed") or "failed to resolve" in str(error)


def _of_file(error: OSError) -> str:
    where = error.filename or "the output"
    if error.errno in _OF_DISKS:
        return f"{where}: the disk is full; make room, then do it again"
    return f"{where}: {os.strerror(error.errno) if error.errno else 'cannot be written'}"
