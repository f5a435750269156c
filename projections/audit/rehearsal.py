"""Rehearses the audit: tampers with copies of the log in every way, and holds each against its checkpoint.

Nothing is done to the store itself: a backup of it is restored into a temporary folder, checkpoints there are signed by
a key made for the rehearsal, and the folder is gone afterwards.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journey.domain.errors import CheckFailed
from journey.engine.backup import restore_backup, write_backup
from journey.engine.log import Log
from journey.engine.master_key import MasterKey
from journey.engine.store import Store
from journey.engine.vault import Vault
from projections.audit.checks.verifying import Outcome, verify
from projections.audit.ledger import Ledger
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.signing import checkpoint

FEWEST = 4
"""Events that a log must have to be tampered with in every way."""

_PLACES = "SELECT rowid FROM stored_events ORDER BY rowid"


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to a copy, and what the audit says of it."""

    what: str
    outcome: Outcome


def rehearse(store: Store, key_file: Path, now: datetime) -> Iterator[Deed]:
    """Every deed, one after the other, each on a fresh copy. The log must hold at least FEWEST events.

    `key_file` is the store's own master key: copies of the log are opened with it.

    Raises CheckFailed where somebody has been at the log before us.
    """
    with tempfile.TemporaryDirectory(prefix="journey-rehearsal-") as name:
        folder = Path(name)
        whole = folder / "whole.db"
        files = AuditFiles(folder / "audit.key", folder / "checkpoints.txt")
        write_backup(store, folder / "backup", now)
        _restore(folder / "backup", whole, files, key_file)
        if not _verify(whole, files, key_file).ok:
            raise CheckFailed("the log is not what it was: that comes before any rehearsal; see `journey audit verify`")
        for number, deed in enumerate(_DEEDS):
            copy = folder / f"copy-{number}.db"
            shutil.copyfile(whole, copy)
            database = sqlite3.connect(copy)
            with database:
                what = deed(database, [place for (place,) in database.execute(_PLACES)])
            database.close()
            yield Deed(what, _verify(copy, files, key_file))
            copy.unlink()


def _restore(backup: Path, path: Path, files: AuditFiles, key_file: Path) -> None:
    with _Copy(path, key_file) as copy:
        restore_backup(copy.store, backup, copy.vault.check)
        copy.vault.open()
        checkpoint(copy.ledger, files)
        copy.store.checkpoint()


def _verify(path: Path, files: AuditFiles, key_file: Path) -> Outcome:
    with _Copy(path, key_file) as copy:
        copy.vault.open()
        return verify(copy.ledger, files.read(), files.verifier())


class _Copy:
    """A copy of the log, opened with the store's own master key."""

    def __init__(self, path: Path, key_file: Path) -> None:
        self.store = Store(f"sqlite:///{path}")
        self.vault = Vault(self.store, MasterKey(key_file))

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.store, self.vault)

    def __enter__(self) -> _Copy:
        self.store.open()
        return self

    def __exit__(self, *_: object) -> None:
        Log(self.store, self.vault).close()
        self.store.close()


def _turn_a_bit(database: sqlite3.Connection, places: list[int]) -> str:
    place = places[len(places) // 2]
    _flip(database, place)
    return f"one bit of event {place} turned"


def _turn_a_bit_and_its_leaf(database: sqlite3.Connection, places: list[int]) -> str:
    place = places[len(places) // 3]
    _flip(database, place)
    database.execute("UPDATE audit_leaves SET hash = zeroblob(32) WHERE position = ?", (place,))
    return f"one bit of event {place} turned, and the hash of its leaf with it"


def _flip(database: sqlite3.Connection, place: int) -> None:
    [(state,)] = database.execute("SELECT state FROM stored_events WHERE rowid = ?", (place,))
    changed = bytes(state[:-1]) + bytes([state[-1] ^ 1])
    database.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (changed, place))


def _remove(database: sqlite3.Connection, places: list[int]) -> str:
    place = places[len(places) // 2]
    database.execute("DELETE FROM stored_events WHERE rowid = ?", (place,))
    return f"event {place} removed"


def _swap(database: sqlite3.Connection, places: list[int]) -> str:
    one, other = places[len(places) // 4], places[len(places) // 2]
    for place, to in ((one, -1), (other, one), (-1, other)):
        database.execute("UPDATE stored_events SET rowid = ? WHERE rowid = ?", (to, place))
    return f"events {one} and {other} put in each other's place"


def _insert(database: sqlite3.Connection, places: list[int]) -> str:
    place, copied = places[len(places) // 2], places[len(places) // 4]
    database.execute("UPDATE stored_events SET rowid = -(rowid + 1) WHERE rowid >= ?", (place,))
    database.execute("UPDATE stored_events SET rowid = -rowid WHERE rowid < 0")
    database.execute(
        "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) "
        "SELECT ?, originator_id, (SELECT max(originator_version) + 1 FROM stored_events AS other "
        "WHERE other.originator_id = chosen.originator_id), topic, state FROM stored_events AS chosen WHERE rowid = ?",
        (place, copied),
    )
    return f"a copy of event {copied} put in before event {place}"


def _cut(database: sqlite3.Connection, places: list[int]) -> str:
    place = places[-2]
    database.execute("DELETE FROM stored_events WHERE rowid >= ?", (place,))
    return f"the log cut off at event {place}"


_DEEDS: tuple[Callable[[sqlite3.Connection, list[int]], str], ...] = (
    _turn_a_bit,
    _turn_a_bit_and_its_leaf,
    _remove,
    _swap,
    _insert,
    _cut,
)
