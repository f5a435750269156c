"""By which addresses a chat is looked for: keyed hashes, under whatever spelling somebody writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from journey.domain.addresses import spellings
from journey.engine.chats import tables
from journey.engine.chats.locks import hold_chat
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store
from journey.engine.vault import Vault

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
        table, digests = tables.contacts, {self.address(address) for address in addresses if address}
        kept = {digest for address in addresses if address for digest in self._digests(address)}
        with self.store.write() as connection:
            if digests:
                hold_chat(connection, chat)
            connection.execute(table.delete().where(table.c.chat == chat, table.c.digest.not_in(kept)))
            held = set(connection.execute(sa.select(table.c.digest).where(table.c.chat == chat)).scalars())
            for digest in sorted(digests - held):
                row = {"digest": digest, "chat": chat, "before": None}
                connection.execute(table.insert().values(**self.seals.sealed(_TABLE, row)))

    def address(self, text: str) -> str:
        """The keyed hash of an address or telephone number, in whatever spelling."""
        return self._digests(text)[0]

    def _digests(self, text: str) -> list[str]:
        return [self.vault.digest("contact", spelling) for spelling in spellings(text)]

    def known_by(self, address: str) -> list[int]:
        """The chats that are looked for by an address, the latest used first."""
        table, chats = tables.contacts, tables.chats
        query = sa.select(table).where(table.c.digest.in_(self._digests(address)))
        query = query.join(chats, chats.c.id == table.c.chat).order_by(chats.c.touched.desc())
        with self.store.read() as connection:
            rows = [row for row in connection.execute(query) if self.seals.fits(_TABLE, row)]
        return list(dict.fromkeys(row.chat for row in rows))

    def before(self, address: str, chats: Sequence[int]) -> datetime | None:
        """Until when this address opened one of these chats without a proof; None where it never did."""
        table = tables.contacts
        query = sa.select(table).where(table.c.digest.in_(self._digests(address)), table.c.chat.in_(chats))
        with self.store.read() as connection:
            rows = [row for row in connection.execute(query) if self.seals.fits(_TABLE, row)]
        latest = max((row.before for row in rows if row.before), default=None)
        return datetime.fromisoformat(latest) if latest else None
