"""Keeps a key for every participant. What is personal is sealed under it; destroying the key erases the person.

Keys are wrapped by the key of their epoch, which lives in a file outside the database: a copy of a wrapped key that
stays somewhere opens no longer than that one is there. See `epochs`. The map from a sender's reference to the stream is
kept here too, as a keyed hash and a sealed value, so that erasure can remove it.
"""

from __future__ import annotations

import hmac
import os
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import Connection

from journey.domain.errors import KeyMissing
from journey.engine import tables
from journey.engine.master_key import MasterKey
from journey.engine.store import Store

PEPPER = UUID(int=0)
"""The key of this pseudo-stream makes the names that outlive every rotation; wherever it lies, it is wrapped."""
HASHES = UUID(int=1)
"""The key of this one makes the hashes by which people are looked for; each epoch has its own."""
LIKENESS = 2**40 + 1
"""The place at which a person's key seals what the hashes are made from by which somebody else may be the same."""
UNHASHED = 2**41
"""The place at which a chat's key seals what a hash of the chat is made from: it has no other value there."""

_DRAFTS = 2**32
"""Where the pseudo-streams of days of forms begin, after those of days of messages."""
_NONCE, _JOINT = 12, b"journey joint key"
_CACHED_KEYS = 4096
_EPOCH = sa.select(tables.keys.c.master).where(tables.keys.c.stream == PEPPER.hex)
_STATE = sa.select(
    sa.select(sa.func.count()).select_from(tables.shreds).scalar_subquery(), _EPOCH.scalar_subquery()
)  # what another process may have changed: keys destroyed, all wrapped anew

_WRAPPED = sa.select(tables.keys.c.master, tables.keys.c.wrapped).where(tables.keys.c.stream == sa.bindparam("stream"))

Item = TypeVar("Item")
Hashing = Callable[[str], str]


class Key(NamedTuple):
    """A key of a stream: its 32 bytes, and the cipher made of them."""

    raw: bytes
    cipher: AESGCM


class Vault:
    """Seals, opens and shreds. Holds at most a few thousand keys in memory."""

    def __init__(self, store: Store, master: MasterKey) -> None:
        self.store = store
        self.master = master
        self._cache: OrderedDict[UUID, Key] = OrderedDict()
        self._current, self._ring = "", dict[str, bytes]()
        self._pepper = b""
        self._hashes: tuple[bytes, bytes] = b"", b""  # as it lies wrapped, and the key itself
        self._state: object = None

    def open(self) -> None:
        """Make the master key at the very first start; afterwards it must be there and fit. Else KeyMissing."""
        with self.store.opening() as connection:
            self.store.lock_keys(connection)
            used = connection.execute(sa.select(tables.keys.c.stream).limit(1)).first() is not None
            if not self.master.exists():
                if used:
                    raise KeyMissing("this store has sealed data, but its master key file is missing")
                self.master.create()
            self.master.clean()
            self.master.adopt(connection.execute(_EPOCH).scalar() or "")
            self._current, self._ring = self.master.ring()
            if not used:
                self.add(connection, [PEPPER])
            pepper = self._unwrapped(connection, PEPPER)
        if pepper is None:
            raise KeyMissing("the store's own key is missing; restore the store from a backup")
        self._pepper = pepper

    def check(self, connection: Connection) -> None:
        """Raise KeyMissing where the master key file is missing or does not open the keys of this store."""
        self._current, self._ring = self.master.ring()
        self._unwrapped(connection, PEPPER)

    def ensure(self, connection: Connection, streams: Iterable[UUID]) -> None:
        """Give each of these streams a key if it has none."""
        missing = self._missing(connection, streams)
        if missing:
            self.store.lock_keys(connection)
            missing = self._missing(connection, missing)
            self.add(connection, missing)
            for stream in missing:  # not to be remembered before it is committed
                self._cache.pop(stream, None)

    def _missing(self, connection: Connection, streams: Iterable[UUID]) -> list[UUID]:
        wanted = {stream.hex: stream for stream in streams if stream not in self._cache}
        for chunk in chunks(list(wanted)):
            query = sa.select(tables.keys.c.stream).where(tables.keys.c.stream.in_(chunk))
            for stream in connection.execute(query).scalars():
                wanted.pop(stream)
        return list(wanted.values())

    def add(self, connection: Connection, streams: Iterable[UUID]) -> None:
        """Make keys for streams that are new. The caller has taken the lock on keys."""
        self._follow(connection)
        rows = []
        for stream in streams:
            key = AESGCM.generate_key(bit_length=256)
            rows.append({"stream": stream.hex, "master": self._current, "wrapped": self.wrap(stream, key)})
            self._remember(stream, key)
        if rows:
            connection.execute(tables.keys.insert(), rows)

    def _follow(self, connection: Connection) -> None:
        """Wrap by the master key that wraps the store's own key: another process may have rotated."""
        master = connection.execute(_EPOCH).scalar()
        if master is not None and master != self._current:
            _, self._ring = self.master.ring()
            if master not in self._ring:
                raise KeyMissing("the master key file does not fit this store")
            self._current = master

    def wrap(self, stream: UUID, key: bytes) -> bytes:
        """A key under the wrapping key of now."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._ring[self._current]).encrypt(nonce, key, stream.bytes)

    def _unwrapped(self, connection: Connection, stream: UUID) -> bytes | None:
        row = connection.execute(_WRAPPED, {"stream": stream.hex}).first()
        if row is None:
            return None
        return self.unwrap(stream, row.master, row.wrapped)

    def unwrap(self, stream: UUID, master: str, wrapped: bytes) -> bytes:
        """A key as it is. Raises KeyMissing where the key file does not open it."""
        if master not in self._ring:
            _, self._ring = self.master.ring()  # another process may have rotated
        try:
            return AESGCM(self._ring[master]).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], stream.bytes)
        except (KeyError, InvalidTag, ValueError):
            raise KeyMissing(self._why_not(master)) from None

    def _why_not(self, master: str) -> str:
        """Why a wrapped key does not open, in a line."""
        destroyed = self.master.read().destroyed.get(master)
        if destroyed is None or master in self._ring:
            return "the master key file does not fit this store, or a wrapped key was changed"
        return (
            f"this is of an epoch whose key ({master}) was destroyed on {destroyed:%Y-%m-%d}, so that what was erased "
            "opens nowhere; nothing of it can be read any more; take a newer backup"
        )

    def lacks(self, connection: Connection, streams: Iterable[UUID]) -> bool:
        """Whether one of these streams has no key."""
        return bool(self._missing(connection, streams))

    def opening(self, connection: Connection) -> Iterator[str]:
        """The streams whose wrapped keys open, as they lie in the store now, whatever this process remembers."""
        for row in connection.execute(sa.select(tables.keys)).all():
            try:
                self.unwrap(UUID(row.stream), row.master, bytes(row.wrapped))
            except (KeyMissing, ValueError):
                continue
            yield row.stream

    def _remember(self, stream: UUID, key: bytes) -> Key:
        remembered = self._cache[stream] = Key(key, AESGCM(key))
        while len(self._cache) > _CACHED_KEYS:
            self._cache.popitem(last=False)
        return remembered

    def key(self, stream: UUID, connection: Connection | None = None) -> Key | None:
        """The key of a stream, or None where it is destroyed."""
        remembered = self._cache.get(stream)
        if remembered is not None:
            self._cache.move_to_end(stream)
            return remembered
        if connection is not None:
            key = self._unwrapped(connection, stream)
        else:
            with self.store.read() as reading:
                key = self._unwrapped(reading, stream)
        return None if key is None else self._remember(stream, key)

    def joint(self, streams: Sequence[UUID], connection: Connection) -> AESGCM | None:
        """A cipher that needs the keys of all these streams; None where one of them is destroyed."""
        keys = [self.key(stream, connection) for stream in streams]
        if None in keys:
            return None
        return AESGCM(sha256(_JOINT + b"".join(key.raw for key in keys if key)).digest())

    def seal(self, stream: UUID, version: int, values: dict[str, Any], connection: Connection | None = None) -> bytes:
        """Personal values as bytes that only this stream's key opens, and only at this place in the log."""
        key = self.key(stream, connection)
        if key is None:
            raise KeyMissing("this person's key is destroyed; nothing personal can be added")
        return sealed(key.cipher, stream, version, values)

    def unseal(
        self, stream: UUID, version: int, sealed: bytes, connection: Connection | None = None
    ) -> dict[str, Any] | None:
        """The personal values, or None where they are erased."""
        key = self.key(stream, connection)
        return None if key is None else unseal(key.cipher, stream, version, sealed)

    def shred(self, connection: Connection, stream: UUID) -> None:
        """Destroy the key and the map from reference to person in the store.

        Copies of the wrapped key may stay in the database's files and in backups; they open until its epoch's key is
        destroyed, of which a note is kept.
        """
        connection.execute(tables.keys.delete().where(tables.keys.c.stream == stream.hex))
        for table in (tables.references, tables.likenesses):
            connection.execute(table.delete().where(table.c.stream == stream.hex))
        connection.execute(tables.shreds.insert().values(master=_EPOCH.scalar_subquery()))
        self._cache.pop(stream, None)

    def unseal_many(
        self, connection: Connection, sealed: Sequence[tuple[UUID, int, bytes]]
    ) -> Iterator[tuple[UUID, dict[str, Any]]]:
        """The personal values at each of these places, but for those that are erased; a query for 500 of them."""
        for chunk in chunks(sealed):
            keys = self.keys(connection, {stream for stream, _, _ in chunk})
            for stream, version, content in chunk:
                if stream in keys:
                    yield stream, unseal(keys[stream].cipher, stream, version, content)

    def keys(self, connection: Connection, streams: Collection[UUID]) -> dict[UUID, Key]:
        """Those of a chunk of streams whose keys are there: remembered, or fetched by one query."""
        keys = {stream: key for stream in streams if (key := self._cache.get(stream)) is not None}
        missing = [stream.hex for stream in streams if stream not in keys]
        if not missing:  # most often: whoever is written about is so more than once
            return keys
        for row in connection.execute(sa.select(tables.keys).where(tables.keys.c.stream.in_(missing))):
            stream = UUID(row.stream)
            keys[stream] = self._remember(stream, self.unwrap(stream, row.master, row.wrapped))
        return keys

    def forget(self) -> None:
        """Empty the key cache: another process may have shredded."""
        self._cache.clear()

    def forget_shredded(self, connection: Connection) -> None:
        """Empty the key cache where anybody has shredded or rotated since this was last asked."""
        state = (tuple(connection.execute(_STATE).one()), self.master.state())
        if state != self._state:
            self._state = state
            self.forget()
            if state[1] is not None:
                _, self._ring = self.master.ring()  # what the file has lost stays in no memory either

    @property
    def epoch(self) -> str:
        """The name of the wrapping key of now."""
        return self._current

    def turn(self) -> None:
        """Wrap by the newest key of the file from now on; the caller has put it there and wraps everything anew."""
        self._current, self._ring = self.master.ring()

    def hashing(self, connection: Connection) -> Hashing:
        """How this epoch hashes a digest once more: by that its row is found, and nothing by another epoch's."""
        row = connection.execute(_WRAPPED, {"stream": HASHES.hex}).first()
        if row is None:
            raise KeyMissing("the key of the store's hashes is missing; restore the store from a backup")
        if row.wrapped != self._hashes[0]:
            self._hashes = row.wrapped, self.unwrap(HASHES, row.master, row.wrapped)
        return partial(hashed, self._hashes[1])

    def looked_up(self, connection: Connection, digests: Iterable[str]) -> dict[str, str]:
        """For each digest the hash of this epoch."""
        hashing = self.hashing(connection)
        return {digest: hashing(digest) for digest in digests}

    def digest(self, *parts: str) -> str:
        """A keyed hash: equal for equal texts in every epoch, and says nothing about them to who lacks the keys."""
        return hmac.digest(self._pepper, "\x1f".join(parts).encode("utf-8", "surrogatepass"), "sha256").hex()[:32]

    def derived(self, purpose: str) -> bytes:
        """A key of this store for one purpose; it is the same after a rotation, and in every copy of the store."""
        return hmac.digest(self._pepper, b"\x00purpose\x00" + purpose.encode(), "sha256")

    def content_digest(self, content: bytes) -> bytes:
        """A keyed hash of an entry's content, to tell a repeated entry from a changed one."""
        return hmac.digest(self._pepper, content, "sha256")[:16]


def key_of_day(day: date) -> UUID:
    """The pseudo-stream whose key everything said on that day needs: destroyed when the transcripts of it expire."""
    return UUID(int=day.toordinal())


def key_of_drafts(day: date) -> UUID:
    """The pseudo-stream whose key every form needs that was begun and last written on that day: see `form_drafts`."""
    return UUID(int=_DRAFTS + day.toordinal())


def hashed(key: bytes, digest: str) -> str:
    """A digest hashed again under the key of an epoch."""
    return hmac.digest(key, digest.encode(), "sha256").hex()[:32]


def sealed(cipher: AESGCM, stream: UUID, version: int, values: dict[str, Any]) -> bytes:
    """Values as bytes that open with that key alone, and only at that place."""
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, msgspec.json.encode(values), _place(stream, version))


def unseal(cipher: AESGCM, stream: UUID, version: int, content: bytes) -> dict[str, Any]:
    """What was sealed. Raises KeyMissing where it does not open."""
    try:
        values = cipher.decrypt(content[:_NONCE], content[_NONCE:], _place(stream, version))
    except (InvalidTag, ValueError):
        raise KeyMissing("a sealed value does not open with its key: the store or the key file was changed") from None
    return dict(msgspec.json.decode(values))


def _place(stream: UUID, version: int) -> bytes:
    return stream.bytes + version.to_bytes(8, "big")


def chunks(items: Sequence[Item], size: int = 500) -> Iterator[Sequence[Item]]:
    """The items in their order, so many at a time: as many as one query takes well."""
    return (items[start : start + size] for start in range(0, len(items), size))
