"""Reads events as the audit sees them: stored bytes in log order, each with the hash of its leaf.

Leaf data is SHA-256 over: salt, stream (16 bytes), version (8 bytes), length of the type's permanent name (2 bytes),
that name, and the stored bytes of the event. The salt is BLAKE2b over stream and version under a key of the store, so a
leaf's hash says nothing of its content to whoever lacks that key. Erasure and a rotation of keys rewrite none of it,
and both kinds of database give the same leaf for the same event.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.store import Store
from journey.engine.vault import Vault
from projections.audit.tree import leaf_hash

BATCH = 2000
_DIGITS = 32
_END = 2**63 - 1  # a position beyond every log


class StoredEvent(NamedTuple):
    """One stored event; `stream` is hexadecimal."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes
    leaf: bytes


class Ledger:
    """Reads the events of one store. Needs no participant's key, only the store's own."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store = store
        self.vault = vault
        self._keyed = blake2b(key=vault.derived("audit leaf"), digest_size=32)
        self.origin = "ips-journey/log-" + vault.derived("audit origin").hex()[:16]

    def events(self, connection: Connection, after: int = 0, upto: int = _END) -> Iterator[StoredEvent]:
        """The events after a position, in log order."""
        query = self._next()
        while True:
            rows = connection.execute(query, {"after": after, "upto": upto}).all()
            for row in rows:
                yield self.stored(*row)
            if len(rows) < BATCH:
                return
            after = rows[-1][0]

    def one(self, connection: Connection, stream: UUID, version: int) -> StoredEvent | None:
        """One event of a stream."""
        events = self.store.events.c
        query = sa.select(*self._columns()).where(
            events.originator_id == self.store.stream_id(stream), events.originator_version == version
        )
        row = connection.execute(query).first()
        return None if row is None else self.stored(*row)

    def count(self, connection: Connection, upto: int = _END) -> int:
        """How many events there are up to a position."""
        query = sa.select(sa.func.count()).select_from(self.store.events).where(self.store.position <= upto)
        return connection.execute(query).scalar() or 0

    def stored(self, position: int, stream: Any, version: Any, topic: Any, state: Any) -> StoredEvent:
        """A row of the database with its leaf; a value of a kind that we never write still has one of its own."""
        stream = stream.hex if isinstance(stream, UUID) else str(stream)
        version = version if isinstance(version, int) else -1
        topic = str(topic)
        content = bytes(state) if isinstance(state, bytes | memoryview) else str(state).encode()
        place = _place(stream, version)
        data = sha256(self._salt(place) + place + _name(topic) + content).digest()
        return StoredEvent(position, stream, version, topic, content, leaf_hash(data))

    def salt(self, stream: str, version: int) -> bytes:
        """What keeps an event's leaf from being guessed."""
        return self._salt(_place(stream, version))

    def _salt(self, place: bytes) -> bytes:
        keyed = self._keyed.copy()
        keyed.update(place)
        return keyed.digest()

    def _next(self) -> sa.Select[Any]:
        position = self.store.position
        within = (position > sa.bindparam("after"), position <= sa.bindparam("upto"))
        return sa.select(*self._columns()).where(*within).order_by(position).limit(BATCH)

    def _columns(self) -> list[Any]:
        events = self.store.events.c
        position = self.store.position.label("position")
        return [position, events.originator_id, events.originator_version, events.topic, events.state]


def leaf_data(salt: bytes, stream: str, version: int, topic: str, state: bytes) -> bytes:
    """What a leaf is made of."""
    return sha256(salt + _place(stream, version) + _name(topic) + state).digest()


@lru_cache(maxsize=1024)
def _name(topic: str) -> bytes:
    """The type's name, its length in front: where it ends and the content begins cannot be shifted."""
    name = topic.encode("utf-8", "surrogateescape")
    return (len(name) & 0xFFFF).to_bytes(2, "big") + name


def _place(stream: str, version: int) -> bytes:
    try:
        place = bytes.fromhex(stream)
        if len(stream) == _DIGITS and place.hex() == stream:  # spelt otherwise, the engine would not find it either
            return place + version.to_bytes(8, "big", signed=True)
    except (ValueError, OverflowError):
        pass
    return stream.encode("utf-8", "surrogateescape") + str(version).encode()
