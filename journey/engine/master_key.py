"""Keeps the wrapping keys in a file of their own, outside the database: each wraps everybody's keys for an epoch.

One key is in use. Those of earlier epochs stay until no backup is to be opened with them any more; destroying one makes
unreadable for good whatever only it wraps: in the database's files, its log, its replicas and every backup.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journey.domain.errors import KeyMissing, StoreError
from journey.engine.private_files import refuse_if_others_may_read
from journey.engine.whole_files import overwrite, settle, wipe

PREPARED = 40
"""Keys of so many epochs to come lie in the file."""
SPOOL = "spool"
"""What a key is derived for that seals notes beside the store; it outlives the wrapping key it is derived from."""
_BYTES = 32
_REMEMBERED = 500  # names of destroyed keys, so that an old backup can be told why nothing opens it

Value = TypeVar("Value")


class Ring(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What the file holds. Keys are 32 bytes; moments are ISO 8601 in UTC, and unknown for keys of older programs."""

    current: str
    keys: dict[str, bytes]
    prepared: dict[str, bytes] = {}
    """Keys of epochs to come, in their order: so a copy of this file opens what is backed up long after it was made."""
    began: dict[str, datetime] = {}
    ended: dict[str, datetime] = {}
    """When a key stopped being the one in use."""
    spool: dict[str, bytes] = {}
    """Of destroyed keys, what is derived for the spool: it opens no wrapped key."""
    destroyed: dict[str, datetime] = {}

    def without(self, names: Collection[str], now: datetime) -> Ring:
        """The ring when these keys are destroyed."""
        spool = self.spool | {name: _derived(self.keys[name], SPOOL) for name in names}
        destroyed = list((self.destroyed | dict.fromkeys(names, now)).items())[-_REMEMBERED:]
        return Ring(
            current=self.current,
            keys=_less(self.keys, names),
            prepared=self.prepared,
            began=_less(self.began, names),
            ended=_less(self.ended, names),
            spool=spool,
            destroyed=dict(destroyed),
        )

    def take(self, name: str) -> None:
        """Put a prepared key in use, forget those before it, and prepare as many again."""
        names = list(self.prepared)
        self.keys[name], self.current = self.prepared[name], name
        self.prepared = _less(self.prepared, names[: names.index(name) + 1])
        self.prepare()

    def prepare(self) -> None:
        """Have as many keys for epochs to come as there should be."""
        while len(self.prepared) < PREPARED:
            self.prepared[secrets.token_hex(4)] = AESGCM.generate_key(bit_length=256)


class MasterKey:
    """The file of the wrapping keys, whole at every moment. Whoever changes it holds the store's lock on keys."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def create(self) -> None:
        """Make a first key, readable by its owner alone: whole, or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        ring = Ring(current="", keys={})
        ring.prepare()
        ring.take(next(iter(ring.prepared)))
        self._replace(ring)

    def read(self) -> Ring:
        """Every key, and what is known of it. KeyMissing where the file cannot be read as such."""
        refuse_if_others_may_read(self.path)
        try:
            while True:
                with self.path.open("rb") as file:
                    text = file.read()
                    try:
                        return _parsed(text)
                    except (ValueError, KeyError, msgspec.MsgspecError):
                        if os.path.samestat(self.path.stat(), os.fstat(file.fileno())):
                            raise
                # else it was overwritten while we read: another file has taken its place
        except (OSError, ValueError, KeyError, msgspec.MsgspecError):
            raise KeyMissing("the master key file cannot be read; set JOURNEY_KEY_FILE to the right file") from None

    def state(self) -> tuple[int, int] | None:
        """Something that changes with the file; None where there is none."""
        try:
            known = self.path.stat()
        except OSError:
            return None
        return known.st_ino, known.st_mtime_ns

    def ring(self) -> tuple[str, dict[str, bytes]]:
        """The name of the key in use, and by name every key that may wrap something. KeyMissing as above."""
        ring = self.read()
        return ring.current, ring.prepared | ring.keys

    def sealing(self) -> tuple[str, dict[str, AESGCM]]:
        """Keys for what waits beside the store: the name of the one to seal with, and all by name.

        They are there for destroyed keys too: what waits is lost by no rotation. KeyMissing as above.
        """
        ring = self.read()
        derived = ring.spool | {name: _derived(key, SPOOL) for name, key in ring.keys.items()}
        return ring.current, {name: AESGCM(key) for name, key in derived.items()}

    def begin(self, now: datetime, *, afresh: bool = False) -> str:
        """Put the next key in use beside the old ones; an epoch begins. Returns its name.

        `afresh` trusts no prepared key, as somebody may have read the file: others take their place.
        """
        ring = self.read()
        if afresh:
            ring.prepared = {}
        ring.prepare()
        name = next(iter(ring.prepared))
        ring.take(name)
        ring.began[name] = now
        self._replace(ring)
        return name

    def adopt(self, name: str) -> None:
        """Put a prepared key in use which the store uses: this file is a copy, made before the key's epoch began."""
        ring = self.read()
        if name in ring.prepared:
            ring.take(name)
            self._replace(ring)

    def end(self, left: str, used: str, now: datetime) -> None:
        """Note that the epoch `left` has ended now, and with it any whose beginning was broken off; `used` goes on."""
        ring = self.read()
        for name in ring.keys.keys() - {ring.current, used}:
            if name == left or name not in ring.ended:
                ring.ended[name] = now
        self._replace(ring)

    def destroy(self, names: Collection[str], now: datetime) -> None:
        """Destroy keys that are not in use: the file is written without them, and what it was is overwritten."""
        ring = self.read()
        doomed = (set(names) & ring.keys.keys()) - {ring.current}
        if doomed:
            self._replace(ring.without(doomed, now))

    def forget_spool(self, names: Iterable[str]) -> None:
        """Destroy what is left for the spool of keys that are destroyed."""
        ring, doomed = self.read(), set(names)
        if doomed & ring.spool.keys():
            ring.spool = _less(ring.spool, doomed)
            self._replace(ring)

    def clean(self) -> None:
        """Overwrite what a process that was killed has left of earlier files."""
        for ending in ("new", "old"):
            wipe(self._aside(ending), unless=self.path)

    def _aside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{ending}")

    def _replace(self, ring: Ring) -> None:
        """Write the file anew: at every instant the old one or the new one is there, whole. StoreError if it cannot."""
        try:
            self.clean()
            self._write(_as_text(ring))
            if not self.path.exists():
                self._aside("new").replace(self.path)
                return settle(self.path.parent)
            with suppress(OSError):  # where a disk has no links, a crash just now leaves the old blocks as they are
                os.link(self.path, self._aside("old"))
            with self.path.open("r+b") as old:
                self._aside("new").replace(self.path)
                settle(self.path.parent)
                overwrite(old)
            self.clean()
        except OSError as error:
            raise StoreError(f"the master key file cannot be written: {os.strerror(error.errno or 0)}") from None

    def _write(self, text: str) -> None:
        handle = os.open(self._aside("new"), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _parsed(text: bytes) -> Ring:
    ring = msgspec.convert(json.loads(text), Ring)
    if len(ring.keys[ring.current]) != _BYTES:
        raise ValueError
    return ring


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"journey {purpose}".encode()).derive(key)


def _less(values: Mapping[str, Value], names: Collection[str]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name not in names}


def _as_text(ring: Ring) -> str:
    plain: dict[str, Any] = msgspec.to_builtins(ring)
    return json.dumps(plain, indent=1) + "\n"
