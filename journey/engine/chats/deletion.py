"""Deletes chats that have expired, been erased or been given up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.chats import tables
from journey.engine.store import Store, keys
from journey.engine.vault import Vault, key_of_day

_OF_CHAT = (tables.messages, tables.mentions, tables.sessions, tables.tickets, tables.contacts)
_ROW = tables.chats.delete().where(tables.chats.c.id == sa.bindparam("chat")).returning(tables.chats.c.key)


def delete(store: Store, vault: Vault, chats: Iterable[int]) -> int:
    """Delete chats with all that was said in them and every door to them. Returns how many were named."""
    numbers = sorted(chats)
    with store.write() as connection:
        for number in numbers:
            delete_one(connection, vault, number)
    if numbers:
        store.checkpoint()
    return len(numbers)


def delete_one(connection: Connection, vault: Vault, chat: int) -> None:
    """Delete one chat within the caller's transaction, and destroy its key.

    Its own row goes first: whoever is writing there is waited for, and whoever comes later finds no chat. What they
    have written is seen only by the statements after that.
    """
    key = connection.execute(_ROW, {"chat": chat}).scalar()
    if key is not None:
        vault.shred(connection, UUID(key))
        connection.execute(tables.messages.delete().where(tables.messages.c.key == key))  # in colleagues' chats too
    for table in _OF_CHAT:
        connection.execute(table.delete().where(table.c.chat == chat))


def delete_of_person(connection: Connection, vault: Vault, stream: UUID) -> None:
    """Destroy a person's key, their chats, and what was said of them in anybody else's, in the caller's transaction.

    The key goes first, as the row of a chat does: see `delete_one`.
    """
    vault.shred(connection, stream)
    query = sa.select(tables.chats.c.id).where(tables.chats.c.stream == stream.hex).order_by(tables.chats.c.id)
    for number in connection.execute(query).scalars().all():
        delete_one(connection, vault, number)
    said, named = tables.messages, tables.mentions
    connection.execute(said.delete().where(said.c.key == stream.hex))
    for row in connection.execute(sa.select(named).where(named.c.stream == stream.hex)).all():
        connection.execute(said.delete().where(said.c.chat == row.chat, said.c.id == row.message))
    connection.execute(named.delete().where(named.c.stream == stream.hex))


def delete_expired(
    store: Store, vault: Vault, now: datetime, draft: timedelta, transcript: timedelta
) -> tuple[int, int]:
    """Delete drafts that nobody has touched for so long, and messages that old. Returns how many of each."""
    drafts = _delete_drafts(store, vault, (now - draft).isoformat())
    with store.write() as connection:
        old = tables.messages.c.at < (now - transcript).isoformat()
        messages = connection.execute(tables.messages.delete().where(old)).rowcount
        for doors in (tables.sessions, tables.tickets):
            connection.execute(doors.delete().where(doors.c.expires < now.isoformat()))
        _shred_days(connection, vault, (now - transcript).date())
    return drafts, messages


def count_expired(store: Store, now: datetime, draft: timedelta, transcript: timedelta) -> tuple[int, int]:
    """How many drafts and messages `delete_expired` would delete."""
    old = tables.messages.c.at < (now - transcript).isoformat()
    with store.read() as connection:
        drafts = connection.execute(_count(tables.chats, _unsent((now - draft).isoformat()))).scalar()
        messages = connection.execute(_count(tables.messages, old)).scalar()
    return int(drafts or 0), int(messages or 0)


def _count(table: sa.Table, which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(table).where(which)


def _unsent(before: str) -> sa.ColumnElement[bool]:
    """Drafts last touched before then."""
    table = tables.chats
    return sa.and_(table.c.stream.is_(None), table.c.staff.is_(None), table.c.touched < before)


def _shred_days(connection: Connection, vault: Vault, before: date) -> None:
    """Destroy the keys of days whose transcripts have all expired: what stays in copies of the store needs them."""
    stream, first = keys.c.stream, key_of_day(date.min)
    over = sa.select(stream).where(stream > first.hex, stream < key_of_day(before).hex)
    for day in connection.execute(over).scalars().all():
        vault.shred(connection, UUID(day))


def _delete_drafts(store: Store, vault: Vault, before: str) -> int:
    """Delete drafts last touched before then; the lock keeps one that is being sent, or taken up again, from going."""
    table = tables.chats
    with store.write() as connection:
        query = sa.select(table.c.id).where(_unsent(before)).order_by(table.c.id).with_for_update()
        drafts = connection.execute(query).scalars().all()
        for number in drafts:
            delete_one(connection, vault, number)
    if drafts:
        store.checkpoint()
    return len(drafts)
