"""By which addresses a chat is looked for: keyed hashes, under whatever spelling somebody writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.addresses import spellings
from journey.engine.chats import tables
from journey.engine.chats.locks import hold_chat
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store
from journey.engine.vault import UNHASHED, Vault

_TABLE = str(tables.contacts.name)


class Contacts:
    """The addresses of every chat."""

    store: Store
    vault: Vault
    seals: RowSeals

    def know(self, chat: int, addresses: Sequence[str]) -> None:
        """Remember by which addresses this chat is looked for; earlier ones are forgotten.

        Whether one of them opens the chat is another question. Raises ChatGone where there is one to remember.
        """
        table, own = tables.contacts, {self.address(address) for address in addresses if address}
        every = {digest for address in addresses if address for digest in self._digests(address)}
        with self.store.write() as connection:
            self.store.lock_keys(connection)  # an epoch that ends meanwhile would not hash them anew
            if own:
                hold_chat(connection, chat)
            kept = self.vault.looked_up(connection, every)
            forgotten = table.c.chat == chat, table.c.digest.not_in(kept.values())
            connection.execute(table.delete().where(*forgotten))
            held = set(connection.execute(sa.select(table.c.digest).where(table.c.chat == chat)).scalars())
            rows = [self._row(connection, chat, digest, kept[digest]) for digest in sorted(own)]
            for row in rows:
                if row["digest"] not in held:
                    connection.execute(table.insert().values(**self.seals.sealed(_TABLE, row)))

    def _row(self, connection: Connection, chat: int, digest: str, kept: str) -> dict[str, object]:
        query = sa.select(tables.chats.c.key).where(tables.chats.c.id == chat)
        key = UUID(connection.execute(query).scalar_one())
        unhashed = self.vault.seal(key, UNHASHED, {"digest": digest}, connection)
        return {"chat": chat, "digest": kept, "unhashed": unhashed, "before": None}

    def address(self, text: str) -> str:
        """The keyed hash of an address or telephone number, in whatever spelling."""
        return self._digests(text)[0]

    def _digests(self, text: str) -> list[str]:
        return [self.vault.digest("contact", spelling) for spelling in spellings(text)]

    def _kept(self, connection: Connection, text: str) -> list[str]:
        return list(self.vault.looked_up(connection, self._digests(text)).values())

    def known_by(self, address: str) -> list[int]:
        """The chats that are looked for by an address, the latest used first."""
        table, chats = tables.contacts, tables.chats
        query = sa.select(table).join(chats, chats.c.id == table.c.chat).order_by(chats.c.touched.desc())
        with self.store.read() as connection:
            rows = self._fitting(connection, query.where(table.c.digest.in_(self._kept(connection, address))))
        return list(dict.fromkeys(row.chat for row in rows))

    def shared(self, programme: str) -> list[set[UUID]]:
        """The people of a programme who are looked for by the same address: for each such address, all of them."""
        table, chats = tables.contacts, tables.chats
        query = sa.select(table, chats.c.stream).join(chats, chats.c.id == table.c.chat)
        query = query.where(chats.c.programme == programme, chats.c.stream.is_not(None)).order_by(table.c.digest)
        found: dict[str, set[UUID]] = {}
        with self.store.read() as connection:
            for row in self._fitting(connection, query):
                found.setdefault(row.digest, set()).add(UUID(row.stream))
        return [streams for streams in found.values() if len(streams) > 1]

    def before(self, address: str, chats: Sequence[int]) -> datetime | None:
        """Until when this address opened one of these chats without a proof; None where it never did."""
        table = tables.contacts
        query = sa.select(table).where(table.c.chat.in_(chats))
        with self.store.read() as connection:
            rows = self._fitting(connection, query.where(table.c.digest.in_(self._kept(connection, address))))
        latest = max((row.before for row in rows if row.before), default=None)
        return datetime.fromisoformat(latest) if latest else None

    def _fitting(self, connection: Connection, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        """The rows that are as they were sealed: one that somebody has been at leads nobody anywhere."""
        return [row for row in connection.execute(query) if self.seals.fits(_TABLE, row)]
