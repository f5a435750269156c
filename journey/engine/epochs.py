"""Begins and ends epochs of wrapping keys, so that what was destroyed in the store opens in no copy of it for good.

A deleted row stays in PostgreSQL's heap and log, on replicas and in backups. So whoever is alive is wrapped anew under
another key, and hashed anew; once no backup of the earlier epoch is to be restored, its key is destroyed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from journey.domain.errors import StoreError
from journey.engine import tables
from journey.engine.chats import tables as chat_tables
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store, is_busy
from journey.engine.troubles import BUSY
from journey.engine.vault import HASHES, LIKENESS, PEPPER, UNHASHED, Vault, chunks, hashed, sealed, unseal

SHORTEST = timedelta(days=1)
"""An epoch in which drafts were destroyed, and nobody erased, lasts so long at least."""
_ATTEMPTS = 10  # how often a rotation gives way to somebody who deletes
_CHUNK = 5000


class Epochs:
    """The epochs of one store's keys. Every change of the key file is made under the store's lock on keys."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store = store
        self.vault = vault
        self.master = vault.master

    def open(self) -> None:
        """Give a store its first key of hashes, and hash anew what an earlier program has left."""
        with self.store.read() as connection:
            if _row(connection, HASHES) is not None:
                return
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            if _row(connection, HASHES) is None:
                self.vault.add(connection, [HASHES])
                key = self.vault.key(HASHES, connection)
                _Rehash(connection, self.vault, key.raw if key else b"").everything()

    def current(self, connection: Connection) -> str:
        """The name of the key that wraps what the store holds now."""
        row = _row(connection, PEPPER)
        return "" if row is None else str(row.master)

    def opening(self) -> list[str]:
        """The names of all keys that open some copy of what the store has held."""
        return sorted(self.master.read().keys)

    def over(self, keys: Collection[str], window: timedelta) -> datetime:
        """When the last of these keys has been out of use for so long; the earliest moment where none is left."""
        ended = self.master.read().ended
        return max((ended[name] + window for name in keys if name in ended), default=datetime.min.replace(tzinfo=UTC))

    def overdue(self, now: datetime, window: timedelta) -> list[str]:
        """Keys whose last backup is older than kept, a day ago at least, and which nobody has destroyed."""
        with self.store.read() as connection:
            used = set(connection.execute(sa.select(tables.keys.c.master).distinct()).scalars())
        over = self.master.read().ended.items()
        return sorted(name for name, ended in over if ended + window + SHORTEST <= now and name not in used)

    def is_due(self, now: datetime) -> bool:
        """Whether the epoch of now should end: keys were destroyed in it, or a restore has brought it back."""
        with self.store.read() as connection:
            current = self.current(connection)
            query = sa.select(tables.shreds.c.number).where(tables.shreds.c.master == current).limit(1)
            shredded = connection.execute(query).first() is not None
        ring = self.master.read()
        began = ring.began.get(current)
        return current in ring.ended or (shredded and (began is None or began + SHORTEST <= now))

    def begin(self, now: datetime, *, afresh: bool = False) -> int:
        """End the epoch of now: wrap every key, and make every hash, anew. Returns how many keys.

        It is done whole or not at all; events stay as they are. `afresh` takes no key that the file has held.
        Raises StoreError where others keep writing, or the key file cannot be written.
        """
        for _ in range(_ATTEMPTS):
            try:
                return self._begin(now, afresh=afresh)
            except (StoreError, DBAPIError) as error:
                if not (str(error) == BUSY or is_busy(error)):
                    raise
        raise StoreError(BUSY)

    def _begin(self, now: datetime, *, afresh: bool) -> int:
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            left = self.current(connection)
            self.master.begin(now, afresh=afresh)
            self.vault.turn()
            self.store.yield_to_others(connection)
            count = self._wrap_anew(connection)
        self.vault.forget()
        with self.store.write() as connection:  # only now is the key that was left known to wrap nothing
            self.store.lock_keys(connection)
            self.master.end(left, self.current(connection), now)
        self.store.checkpoint()
        return count

    def _wrap_anew(self, connection: Connection) -> int:
        rows = connection.execute(sa.select(tables.keys)).all()
        keys = {row.stream: self.vault.unwrap(UUID(row.stream), row.master, row.wrapped) for row in rows}
        keys[HASHES.hex] = AESGCM.generate_key(bit_length=256)
        wrapped = (
            {"of": stream, "by": self.vault.epoch, "bytes": self.vault.wrap(UUID(stream), key)}
            for stream, key in keys.items()
        )
        _update(connection, _WRAP, wrapped)
        _Rehash(connection, self.vault, keys[HASHES.hex], keys).everything()
        return len(keys)

    def destroy(self, now: datetime, window: timedelta) -> list[str]:
        """Destroy the keys of epochs that ended so long ago, but for any that the store uses. Returns their names.

        Whatever only they wrap - what was erased, and every backup of that time - opens no more.
        """
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            used = set(connection.execute(sa.select(tables.keys.c.master).distinct()).scalars())
            ring = self.master.read()
            over = sorted(name for name, ended in ring.ended.items() if ended + window <= now and name not in used)
            self.master.destroy(over, now)
        return over

    def forget_spool(self, now: datetime, window: timedelta, waiting: Collection[str]) -> None:
        """Destroy what destroyed keys have left for the spool, so long afterwards, but where a note waits for it."""
        ring = self.master.read()
        over = [name for name in ring.spool if name not in waiting and ring.destroyed.get(name, now) + window <= now]
        if not over:
            return
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            self.master.forget_spool(over)


class _Rehash:
    """Makes every hash by which somebody is looked for anew, under the key of an epoch."""

    def __init__(self, connection: Connection, vault: Vault, key: bytes, keys: dict[str, bytes] | None = None) -> None:
        self.connection, self.vault, self.key, self.keys = connection, vault, key, keys
        self.seals = RowSeals(vault)

    def everything(self) -> None:
        """References, addresses of chats, outside addresses, and what people may be one by."""
        _update(self.connection, _REFERENCE, self._references())
        _update(self.connection, _CONTACT, self._contacts())
        _update(self.connection, _ADDRESS, self._addresses())
        _update(self.connection, _LIKENESS, self._likenesses())

    def _cipher(self, stream: str) -> AESGCM | None:
        if self.keys is not None:
            return AESGCM(self.keys[stream]) if stream in self.keys else None
        key = self.vault.key(UUID(stream), self.connection)
        return key.cipher if key else None

    def _references(self) -> Iterator[dict[str, object]]:
        for row in self.connection.execute(sa.select(tables.references)).all():
            cipher = self._cipher(row.stream)
            if cipher is not None:
                text = str(unseal(cipher, UUID(row.stream), 0, row.sealed)["reference"])
                digest = self.vault.digest(row.programme, row.sender, text)
                yield {"of": row.stream, "hash": hashed(self.key, digest)}

    def _likenesses(self) -> Iterator[dict[str, object]]:
        table = tables.likenesses
        for row in self.connection.execute(sa.select(table).where(table.c.unhashed.is_not(None))).all():
            cipher = self._cipher(row.stream)
            if cipher is not None:
                digest = str(unseal(cipher, UUID(row.stream), LIKENESS, row.unhashed)["digest"])
                yield {"of": row.stream, "was": row.digest, "hash": hashed(self.key, digest)}

    def _contacts(self) -> Iterator[dict[str, object]]:
        contacts, chats = chat_tables.contacts.c, chat_tables.chats.c
        query = sa.select(chat_tables.contacts, chats.key)
        for row in self.connection.execute(query.join(chat_tables.chats, chats.id == contacts.chat)).all():
            if anew := self._anew(row.key, row.digest, row.unhashed):
                yield {"of": row.chat, "was": row.digest, "made": self._seal(row, anew["hash"]), **anew}

    def _seal(self, row: sa.Row[Any], digest: object) -> str | None:
        """The seal of a contact under its new hash; one that does not fit, or is none, stays as it is."""
        name = str(chat_tables.contacts.name)
        if not self.seals.fits(name, row):
            return None if row.seal is None else str(row.seal)
        return self.seals.of(name, {"digest": digest, "chat": row.chat, "before": row.before})

    def _addresses(self) -> Iterator[dict[str, object]]:
        chats = chat_tables.chats.c
        query = sa.select(chats.id, chats.address, chats.unhashed, chats.key).where(chats.address.is_not(None))
        for row in self.connection.execute(query).all():
            if anew := self._anew(row.key, row.address, row.unhashed):
                yield {"of": row.id, **anew}

    def _anew(self, chat: str, digest: str, unhashed: bytes | None) -> dict[str, object]:
        """The hash of a chat's address; one without what it was made from is of a program that had no epochs."""
        cipher, stream = self._cipher(chat), UUID(chat)
        if cipher is None:
            return {}
        if unhashed is not None:
            digest = str(unseal(cipher, stream, UNHASHED, unhashed)["digest"])
        kept = unhashed or sealed(cipher, stream, UNHASHED, {"digest": digest})
        return {"hash": hashed(self.key, digest), "kept": kept}


_WRAP = (
    tables.keys.update()
    .where(tables.keys.c.stream == sa.bindparam("of"))
    .values(master=sa.bindparam("by"), wrapped=sa.bindparam("bytes"))
)
_REFERENCE = (
    tables.references.update()
    .where(tables.references.c.stream == sa.bindparam("of"))
    .values(digest=sa.bindparam("hash"))
)
_LIKENESS = (
    tables.likenesses.update()
    .where(tables.likenesses.c.stream == sa.bindparam("of"), tables.likenesses.c.digest == sa.bindparam("was"))
    .values(digest=sa.bindparam("hash"))
)
_CONTACT = (
    chat_tables.contacts.update()
    .where(chat_tables.contacts.c.chat == sa.bindparam("of"), chat_tables.contacts.c.digest == sa.bindparam("was"))
    .values(digest=sa.bindparam("hash"), unhashed=sa.bindparam("kept"), seal=sa.bindparam("made"))
)
_ADDRESS = (
    chat_tables.chats.update()
    .where(chat_tables.chats.c.id == sa.bindparam("of"))
    .values(address=sa.bindparam("hash"), unhashed=sa.bindparam("kept"))
)


def _update(connection: Connection, statement: sa.Update, values: Iterable[dict[str, object]]) -> None:
    for chunk in chunks(list(values), _CHUNK):
        connection.execute(statement, list(chunk))


def _row(connection: Connection, stream: UUID) -> sa.Row[tuple[str, str, bytes]] | None:
    return connection.execute(sa.select(tables.keys).where(tables.keys.c.stream == stream.hex)).first()
