"""Keeps a chat, and whoever is spoken of in it, from being deleted while something about them is written.

PostgreSQL lets two transactions run side by side: without these locks a message could be stored after the deletion has
looked for messages, and stay behind. On SQLite every writer is alone. Whoever needs both takes people first.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import ChatGone
from journey.engine.chats import tables
from journey.engine.tables import keys

_CHAT = (
    sa.select(tables.chats.c.id)
    .where(tables.chats.c.id == sa.bindparam("chat"))
    .with_for_update(read=True, key_share=True)
)  # a turn may be saved meanwhile, nothing else
_PEOPLE = (
    sa.select(keys.c.stream)
    .where(keys.c.stream.in_(sa.bindparam("streams", expanding=True)))
    .order_by(keys.c.stream)
    .with_for_update(read=True, key_share=True)
)


def hold_chat(connection: Connection, chat: int) -> None:
    """Keep a chat until the transaction ends. Raises ChatGone where it is not there."""
    if connection.execute(_CHAT, {"chat": chat}).first() is None:
        raise ChatGone("the chat is not there any more; nothing was saved")


def hold_people(connection: Connection, people: Collection[UUID]) -> bool:
    """Keep the keys of these people until the transaction ends. False where one of them is erased."""
    if not people:
        return True
    return len(connection.execute(_PEOPLE, {"streams": [stream.hex for stream in people]}).all()) == len(people)
