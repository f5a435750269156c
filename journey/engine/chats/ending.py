"""How chats end: a draft or a transcript whose time is over, a person who is erased, a mind that was changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.chats import tables
from journey.engine.store import Store
from journey.engine.vault import Vault

_OF_CHAT = (tables.messages, tables.mentions, tables.sessions, tables.tickets, tables.contacts)


def end(store: Store, vault: Vault, chats: Iterable[int]) -> int:
    """Destroy chats: the key first, then the rows that nothing opens any more. Returns how many there were."""
    numbers = list(chats)
    with store.write() as connection:
        for number in numbers:
            end_one(connection, vault, number)
    if numbers:
        store.checkpoint()
    return len(numbers)


def end_one(connection: Connection, vault: Vault, chat: int) -> None:
    """Destroy one chat within the caller's transaction."""
    key = connection.execute(sa.select(tables.chats.c.key).where(tables.chats.c.id == chat)).scalar()
    if key is not None:
        vault.shred(connection, UUID(key))
    for table in _OF_CHAT:
        connection.execute(table.delete().where(table.c.chat == chat))
    connection.execute(tables.chats.delete().where(tables.chats.c.id == chat))


def end_of_person(connection: Connection, vault: Vault, stream: UUID) -> None:
    """Destroy a person's chats, and what was said of them in anybody else's, within the caller's transaction."""
    query = sa.select(tables.chats.c.id).where(tables.chats.c.stream == stream.hex)
    for number in connection.execute(query).scalars().all():
        end_one(connection, vault, number)
    said, named = tables.messages, tables.mentions
    connection.execute(said.delete().where(said.c.key == stream.hex))
    for row in connection.execute(sa.select(named).where(named.c.stream == stream.hex)).all():
        connection.execute(said.delete().where(said.c.chat == row.chat, said.c.id == row.message))
    connection.execute(named.delete().where(named.c.stream == stream.hex))


def expire(store: Store, vault: Vault, now: datetime, draft: timedelta, transcript: timedelta) -> tuple[int, int]:
    """Destroy drafts that nobody has touched for so long, and messages that old. Returns how many of each."""
    table = tables.chats
    unsent = sa.and_(table.c.stream.is_(None), table.c.staff.is_(None), table.c.touched < (now - draft).isoformat())
    with store.read() as connection:
        drafts = connection.execute(sa.select(table.c.id).where(unsent)).scalars().all()
    end(store, vault, drafts)
    with store.write() as connection:
        old = tables.messages.c.at < (now - transcript).isoformat()
        gone = connection.execute(tables.messages.delete().where(old)).rowcount
        for doors in (tables.sessions, tables.tickets):
            connection.execute(doors.delete().where(doors.c.expires < now.isoformat()))
    return len(drafts), gone
