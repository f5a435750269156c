"""Keeps, beside the store, what must not be lost while the store is away: small sealed notes, a file each.

A note is sealed under a key derived from the key file, since the keys of people are in the store. It is on the disk
before `put` answers, and lies there until whoever delivers it says that it is done.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journey.domain.errors import KeyMissing
from journey.engine.master_key import MasterKey

MOST = 1000
"""Notes that may wait at once: a store that is away for long must not fill the disk as well."""
LARGEST = 64 * 1024
"""Bytes of one note."""
_ENDING = ".note"
_NONCE = 12
_OURS = 0o700
_LOOSE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


class SpoolFull(Exception):
    """So many notes wait, or so large a one is brought, that it is not kept."""


class Spool:
    """A folder of sealed notes. Nothing is made on the disk before there is a note to keep."""

    def __init__(self, folder: Path, master: MasterKey) -> None:
        self.folder = folder
        self.master = master

    def put(self, name: str, note: dict[str, Any]) -> None:
        """Keep a note under its name, once: the same name again changes nothing.

        Raises SpoolFull, OSError where the disk refuses, and KeyMissing.
        """
        content, path = msgspec.json.encode({"name": name, **note}), self._path(name)
        if path.exists():
            return
        if len(content) > LARGEST or len(self._paths()) >= MOST:
            raise SpoolFull
        self.folder.mkdir(mode=_OURS, parents=True, exist_ok=True)
        if stat.S_IMODE(self.folder.stat().st_mode) != _OURS:
            self.folder.chmod(_OURS)  # made by somebody else, or by hand: what waits is nobody else's to delete
        self._write(path, self._sealed(path.name, content))

    def waiting(self) -> Iterator[dict[str, Any]]:
        """The notes, the oldest first; one that cannot be opened stays where it is and is passed over."""
        for path in self._paths():
            try:
                yield msgspec.json.decode(self._opened(path.name, _read(path)))
            except (OSError, KeyError, ValueError, InvalidTag, KeyMissing):
                continue  # delivered by another process meanwhile, or sealed under a key that is no more

    def holds(self, name: str) -> bool:
        """Whether a note of that name waits."""
        return self._path(name).exists()

    def count(self) -> int:
        """How many notes wait, those that cannot be opened too."""
        return len(self._paths())

    def keys(self) -> set[str]:
        """The names of the keys by which what waits was sealed."""
        names = set[str]()
        for path in self._paths():
            with suppress(OSError, ValueError):  # delivered meanwhile
                names.add(_read(path).partition(b"\n")[0].decode())
        return names

    def forget(self, name: str) -> None:
        """Forget a note: it has been delivered."""
        self._path(name).unlink(missing_ok=True)
        self._settle()

    def _path(self, name: str) -> Path:
        return self.folder / (hashlib.sha256(name.encode()).hexdigest()[:32] + _ENDING)

    def _paths(self) -> list[Path]:
        found = []
        for path in self.folder.glob(f"*{_ENDING}"):
            try:
                known = path.lstat()
            except FileNotFoundError:
                continue  # delivered meanwhile
            if _may_be_a_note(known):
                found.append((known.st_mtime_ns, path))
        return [path for _, path in sorted(found)]

    def _sealed(self, place: str, content: bytes) -> bytes:
        current, keys = self.master.sealing()
        nonce = os.urandom(_NONCE)
        return b"\n".join((current.encode(), nonce + keys[current].encrypt(nonce, content, place.encode())))

    def _opened(self, place: str, stored: bytes) -> bytes:
        name, _, sealed = stored.partition(b"\n")
        key: AESGCM = self.master.sealing()[1][name.decode()]
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())

    def _write(self, path: Path, stored: bytes) -> None:
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(stored)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        self._settle()

    def _settle(self) -> None:
        """See to it that the folder itself is on the disk, with the names that are in it now."""
        if not self.folder.is_dir():
            return
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _may_be_a_note(known: os.stat_result) -> bool:
    """Whether a file is one that we may have written: a pipe would hold us, a link or a huge file fill the memory."""
    return stat.S_ISREG(known.st_mode) and _NONCE < known.st_size <= 2 * LARGEST and known.st_uid == os.geteuid()


def _read(path: Path) -> bytes:
    """What a note holds; it may have been changed for something else since it was listed. Raises OSError."""
    with os.fdopen(os.open(path, _LOOSE), "rb") as file:
        if not _may_be_a_note(os.fstat(file.fileno())):
            raise OSError
        return file.read(2 * LARGEST)
