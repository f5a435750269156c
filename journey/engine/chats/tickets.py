"""Tickets: what opens a chat, or proves an address, a single time. Kept are hashes of them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.chats import tables
from journey.engine.chats.locks import hold_chat
from journey.engine.row_seals import RowSeals

BACK, PROOF, BEHIND = "back", "proof", "behind"
"""Kinds of tickets beside codes and links: the third stands beside a session that a code read out had opened."""
CODE_TRIES = 5
TICKETS = str(tables.tickets.name)


def issue(
    connection: Connection,
    seals: RowSeals,
    token: str,
    chat: int,
    kind: str,
    code: str | None,
    now: datetime,
    until: datetime,
    reader: str | None = None,
) -> None:
    """Keep a ticket; one with the same token is replaced. Raises ChatGone."""
    hold_chat(connection, chat)
    row = {
        "token": hashed(token),
        "chat": chat,
        "kind": kind,
        "code": code,
        "tries": 0,
        "used": False,
        "reader": reader,
    }
    times = {"created": now.isoformat(), "expires": until.isoformat()}
    connection.execute(tables.tickets.delete().where(tables.tickets.c.token == row["token"]))
    connection.execute(tables.tickets.insert().values(**seals.sealed(TICKETS, row), **times))


def spend(connection: Connection, seals: RowSeals, token: str, kind: str, now: datetime) -> sa.Row[Any] | None:
    """Use a ticket up. None for one used, expired, revoked or unknown, or whose row somebody has been at."""
    table = tables.tickets
    ticket = sa.and_(table.c.token == hashed(token), table.c.kind == kind)
    query = table.update().where(ticket, ~table.c.used, table.c.expires > now.isoformat()).values(used=True)
    row = connection.execute(query.returning(table)).first()
    return row if row is not None and seals.fits(TICKETS, row) else None


def revoke(connection: Connection, chat: int, kind: str) -> None:
    """Make every ticket of a kind useless in this chat."""
    connection.execute(tables.tickets.delete().where(tables.tickets.c.chat == chat, tables.tickets.c.kind == kind))


def digits_of(length: int) -> str:
    """A code of so many digits."""
    return f"{secrets.randbelow(10**length):0{length}}"


def hashed(text: str) -> str:
    """What is kept of a token or a code."""
    return hashlib.sha256(text.encode()).hexdigest()
