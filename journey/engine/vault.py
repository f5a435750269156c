"""Keeps a key for every participant. What is personal is sealed under it; destroying the key erases the person.

Keys are wrapped by a master key that lives in a file outside the database. The map from a sender's reference to the
stream is kept here too, as a keyed hash and a sealed value, so that erasure can remove it.
"""

from __future__ import annotations

import hmac
import os
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import Connection

from journey.domain.errors import KeyMissing
from journey.engine import store as tables
from journey.engine.master_key import MasterKey
from journey.engine.store import Store

PEPPER = UUID(int=0)
"""The key of this pseudo-stream makes the hashes of references; it survives every rotation."""

_NONCE = 12
_CACHED_KEYS = 4096

Item = TypeVar("Item")


class Vault:
    """Seals, opens and shreds. Holds at most a few thousand keys in memory."""

    def __init__(self, store: Store, master: MasterKey) -> None:
        self.store = store
        self.master = master
        self._cache: OrderedDict[UUID, AESGCM] = OrderedDict()
        self._current, self._ring = "", dict[str, bytes]()
        self._pepper = b""
        self._shreds = 0

    def open(self) -> None:
        """Make the master key at the very first start; afterwards it must be there and fit. Else KeyMissing."""
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            used = connection.execute(sa.select(tables.keys.c.stream).limit(1)).first() is not None
            if not self.master.exists():
                if used:
                    raise KeyMissing("this store has sealed data, but its master key file is missing")
                self.master.create()
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
            rows.append({"stream": stream.hex, "master": self._current, "wrapped": self._wrap(stream, key)})
            self._remember(stream, key)
        if rows:
            connection.execute(tables.keys.insert(), rows)

    def _follow(self, connection: Connection) -> None:
        """Wrap by the master key that wraps the store's own key: another process may have rotated."""
        query = sa.select(tables.keys.c.master).where(tables.keys.c.stream == PEPPER.hex)
        master = connection.execute(query).scalar()
        if master is not None and master != self._current:
            _, self._ring = self.master.ring()
            if master not in self._ring:
                raise KeyMissing("the master key file does not fit this store")
            self._current = master

    def _wrap(self, stream: UUID, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._ring[self._current]).encrypt(nonce, key, stream.bytes)

    def _unwrapped(self, connection: Connection, stream: UUID) -> bytes | None:
        query = sa.select(tables.keys.c.master, tables.keys.c.wrapped).where(tables.keys.c.stream == stream.hex)
        row = connection.execute(query).first()
        if row is None:
            return None
        return self._unwrap(stream, row.master, row.wrapped)

    def _unwrap(self, stream: UUID, master: str, wrapped: bytes) -> bytes:
        if master not in self._ring:
            _, self._ring = self.master.ring()  # another process may have rotated
        try:
            return AESGCM(self._ring[master]).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], stream.bytes)
        except (KeyError, InvalidTag, ValueError):
            raise KeyMissing("the master key file does not fit this store, or a wrapped key was changed") from None

    def lacks(self, connection: Connection, streams: Iterable[UUID]) -> bool:
        """Whether one of these streams has no key."""
        return bool(self._missing(connection, streams))

    def opening(self, connection: Connection) -> Iterator[str]:
        """The streams whose wrapped keys open, as they lie in the store now, whatever this process remembers."""
        for row in connection.execute(sa.select(tables.keys)).all():
            try:
                self._unwrap(UUID(row.stream), row.master, bytes(row.wrapped))
            except (KeyMissing, ValueError):
                continue
            yield row.stream

    def _remember(self, stream: UUID, key: bytes) -> AESGCM:
        cipher = self._cache[stream] = AESGCM(key)
        while len(self._cache) > _CACHED_KEYS:
            self._cache.popitem(last=False)
        return cipher

    def _cipher(self, stream: UUID, connection: Connection | None = None) -> AESGCM | None:
        cipher = self._cache.get(stream)
        if cipher is not None:
            self._cache.move_to_end(stream)
            return cipher
        if connection is not None:
            key = self._unwrapped(connection, stream)
        else:
            with self.store.read() as reading:
                key = self._unwrapped(reading, stream)
        return None if key is None else self._remember(stream, key)

    def seal(self, stream: UUID, version: int, values: dict[str, Any], connection: Connection | None = None) -> bytes:
        """Personal values as bytes that only this stream's key opens, and only at this place in the log."""
        cipher = self._cipher(stream, connection)
        if cipher is None:
            raise KeyMissing("this person's key is destroyed; nothing personal can be added")
        nonce = os.urandom(_NONCE)
        return nonce + cipher.encrypt(nonce, msgspec.json.encode(values), _place(stream, version))

    def unseal(
        self, stream: UUID, version: int, sealed: bytes, connection: Connection | None = None
    ) -> dict[str, Any] | None:
        """The personal values, or None where they are erased."""
        cipher = self._cipher(stream, connection)
        return None if cipher is None else _opened(cipher, stream, version, sealed)

    def shred(self, connection: Connection, stream: UUID) -> None:
        """Destroy the key and the map from reference to person: what was sealed is gone for good."""
        connection.execute(tables.keys.delete().where(tables.keys.c.stream == stream.hex))
        connection.execute(tables.references.delete().where(tables.references.c.stream == stream.hex))
        connection.execute(tables.shreds.insert())
        self._cache.pop(stream, None)

    def unseal_many(
        self, connection: Connection, sealed: Sequence[tuple[UUID, int, bytes]]
    ) -> Iterator[tuple[UUID, dict[str, Any]]]:
        """The personal values at each of these places, but for those that are erased; a query for 500 of them."""
        for chunk in chunks(sealed):
            ciphers = self._ciphers(connection, {stream for stream, _, _ in chunk})
            for stream, version, content in chunk:
                if stream in ciphers:
                    yield stream, _opened(ciphers[stream], stream, version, content)

    def _ciphers(self, connection: Connection, streams: Collection[UUID]) -> dict[UUID, AESGCM]:
        """Those of a chunk of streams whose keys are there: remembered, or fetched by one query."""
        ciphers = {stream: cipher for stream in streams if (cipher := self._cache.get(stream)) is not None}
        missing = [stream.hex for stream in streams if stream not in ciphers]
        for row in connection.execute(sa.select(tables.keys).where(tables.keys.c.stream.in_(missing))):
            stream = UUID(row.stream)
            ciphers[stream] = self._remember(stream, self._unwrap(stream, row.master, row.wrapped))
        return ciphers

    def forget(self) -> None:
        """Empty the key cache: another process may have shredded."""
        self._cache.clear()

    def forget_shredded(self, connection: Connection) -> None:
        """Empty the key cache where anybody has shredded since this was last asked."""
        shreds = connection.execute(sa.select(sa.func.count()).select_from(tables.shreds)).scalar() or 0
        if shreds != self._shreds:
            self._shreds = shreds
            self.forget()

    def rotate(self) -> int:
        """Wrap every key anew under a fresh master key; events stay as they are. Returns how many keys."""
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            self.master.add()
            self._current, self._ring = self.master.ring()
            rows = connection.execute(sa.select(tables.keys)).all()
            for row in rows:
                stream = UUID(row.stream)
                key = self._unwrap(stream, row.master, row.wrapped)
                connection.execute(
                    tables.keys.update()
                    .where(tables.keys.c.stream == row.stream)
                    .values(master=self._current, wrapped=self._wrap(stream, key))
                )
        with self.store.write() as connection:  # only now are the old keys known to wrap nothing
            self.store.lock_keys(connection)
            self.master.keep(connection.execute(sa.select(tables.keys.c.master).distinct()).scalars().all())
        return len(rows)

    def digest(self, *parts: str) -> str:
        """A keyed hash of a reference: equal for equal references, and says nothing about them."""
        return hmac.digest(self._pepper, "\x1f".join(parts).encode("utf-8", "surrogatepass"), "sha256").hex()[:32]

    def derived(self, purpose: str) -> bytes:
        """A key of this store for one purpose; it is the same after a rotation, and in every copy of the store."""
        return hmac.digest(self._pepper, b"\x00purpose\x00" + purpose.encode(), "sha256")

    def content_digest(self, content: bytes) -> bytes:
        """A keyed hash of an entry's content, to tell a repeated entry from a changed one."""
        return hmac.digest(self._pepper, content, "sha256")[:16]


def _opened(cipher: AESGCM, stream: UUID, version: int, sealed: bytes) -> dict[str, Any]:
    try:
        content = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(stream, version))
    except (InvalidTag, ValueError):
        raise KeyMissing("a sealed value does not open with its key: the store or the key file was changed") from None
    return dict(msgspec.json.decode(content))


def _place(stream: UUID, version: int) -> bytes:
    return stream.bytes + version.to_bytes(8, "big")


def chunks(items: Sequence[Item], size: int = 500) -> Iterator[Sequence[Item]]:
    """The items in their order, so many at a time: as many as one query takes well."""
    return (items[start : start + size] for start in range(0, len(items), size))
