"""What is said in chats: messages, sealed for all whom they speak of, and opened as they were said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from journey.domain.errors import CheckFailed, Conflict
from journey.engine.chats import tables
from journey.engine.row_seals import RowSeals
from journey.engine.vault import Vault, key_of_day, sealed, unseal

CHANGED = (
    "what the store keeps of a chat is not what was written; nobody is shown it; "
    "`journey audit verify` says which, a backup restores it"
)
"""Said instead of a chat or a message that somebody has been at."""
PLACE = ""  # the name, which no draft uses, under which a chat's or a message's own place is sealed with its content
_NAMED = str(tables.mentions.name)
_SEALED = ("text", "keyboard", "file", "pressed", "style", "language", "card", "became", "coded")


class Button(Struct, frozen=True, omit_defaults=True):
    """Something to press: what it says, and the data it sends."""

    text: str
    data: str


class Message(Struct, omit_defaults=True):
    """A message as it is shown. `file` is a document to take home: its name, and its text."""

    author: str
    text: str
    keyboard: list[list[Button]] = []
    file: tuple[str, str] | None = None
    pressed: str | None = None  # what was pressed on it last: the same again is a double tap
    style: str | None = None
    language: str | None = None  # of the words; None for those said before this was kept
    id: int = 0
    seq: int = 0
    at: str = ""
    key: UUID | None = None
    once: str | None = None
    mentions: set[UUID] = set()
    card: str | None = None  # the alert or task it shows, as stream and version: a card holds no words of its own
    became: str | None = None  # what was last to be seen of it: where that changes, browsers look at it again
    coded: set[UUID] = set()  # whom it speaks of without saying who they are: those who read it might not know


class SealedMessages:
    """How the messages of a store's chats are sealed, and opened again."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.seals = RowSeals(vault)

    def sealed(self, connection: Connection, chat: int, key: UUID, message: Message) -> dict[str, Any]:
        """The columns of a message that change with it, its words sealed under every key that it needs.

        `key` is the chat's own, for a message under nobody else's. Raises Conflict where one of the keys is destroyed.
        """
        key, content = message.key or key, msgspec.to_builtins(message)
        shown = {name: content[name] for name in _SEALED if name in content}
        shown[PLACE] = _standing(chat, message.id, message.author, message.at, message.once)
        cipher = self.vault.joint(_needed(key, message.at, message.mentions), connection)
        if cipher is None:
            raise Conflict("somebody who is spoken of has been erased; nothing was saved; try again")
        blob = sealed(cipher, key, message.seq, shown)
        return {"seq": message.seq, "key": key.hex, "sealed": blob, "jointly": len(message.mentions)}

    def naming(self, chat: int, message: Message) -> list[dict[str, Any]]:
        """The rows that say whom a message names."""
        return [
            self.seals.sealed(_NAMED, {"chat": chat, "message": message.id, "stream": stream.hex})
            for stream in message.mentions
        ]

    def open_row(self, connection: Connection, row: sa.Row[Any], named: set[UUID]) -> Message | None:
        """A message as it was said, or None where a key that it needs is destroyed.

        Raises CheckFailed where it stands elsewhere now.
        """
        key = UUID(row.key)
        if row.jointly is None:  # said to an older program
            values = self.vault.unseal(key, row.seq, row.sealed, connection)
        else:
            cipher = self.vault.joint(_needed(key, row.at, named), connection)
            values = unseal(cipher, key, row.seq, row.sealed) if cipher else None
        if not values:
            return None
        stands = _standing(row.chat, row.id, row.author, row.at, row.once)
        if values.pop(PLACE, stands) != stands:
            raise CheckFailed(CHANGED)
        place = {"author": row.author, "id": row.id, "seq": row.seq, "at": row.at, "once": row.once}
        return msgspec.convert({**values, **place, "key": key, "mentions": named}, Message)

    def names_in(self, connection: Connection, chat: int, numbers: Sequence[int]) -> dict[int, set[UUID]]:
        """Whom each of these messages names, but for rows that somebody has been at: without them it does not open."""
        table, named = tables.mentions, dict[int, set[UUID]]()
        query = sa.select(table).where(table.c.chat == chat, table.c.message.in_(numbers))
        for row in connection.execute(query).all() if numbers else ():
            if self.seals.fits(_NAMED, row):
                named.setdefault(row.message, set()).add(UUID(row.stream))
        return named


def day_of(at: str) -> UUID:
    """Whose key is needed for what was said at that moment."""
    return key_of_day(date.fromisoformat(at[:10]))


def _needed(key: UUID, at: str, named: Iterable[UUID]) -> list[UUID]:
    """All whose keys a message needs: it can be read no more when one of them is erased, or its day has expired."""
    return [key, day_of(at), *sorted(named)]


def _standing(chat: int, number: int, author: str, at: str, once: str | None) -> list[Any]:
    """Where a message stands, who said it and when: sealed with its words, so that nobody moves it to another chat."""
    return [chat, number, author, at, once]
