"""Sessions: who sees which chat in which browser, for how long, and how each of them ends."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from journey.engine.chats import tables
from journey.engine.chats.chats import Chat, Chats
from journey.engine.chats.locks import hold_chat
from journey.engine.chats.tickets import BEHIND, hashed, issue, revoke
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store

_TABLE = str(tables.sessions.name)
_NAME = 16  # of the hash of a session's token: enough to tell one chat's sessions apart
_STAMP = timedelta(minutes=1)  # how precisely the last use of a session is kept: not a write for every turn
_behind = sa.and_(tables.tickets.c.token == tables.sessions.c.token, tables.tickets.c.kind == BEHIND)
_SESSION = (
    sa.select(tables.sessions, tables.tickets.c.kind, tables.tickets.c.reader)
    .join(tables.tickets, _behind, isouter=True)
    .where(tables.sessions.c.token == sa.bindparam("session"))
)

Knows = Callable[[Chat, str], bool]
"""Whether a colleague may still know whose chat it is."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a session stays open without use (then a code is asked for), and at most; drafts; transcripts.

    And copies of what was destroyed: so long afterwards nobody can open one, in no backup either.
    """

    idle: timedelta = timedelta(minutes=30)
    whole: timedelta = timedelta(hours=12)
    draft: timedelta = timedelta(days=30)
    transcript: timedelta = timedelta(days=90)
    copies: timedelta = timedelta(days=37)


@dataclass(frozen=True, slots=True)
class SignIn:
    """An open session, as its owner may know it. `name` says which, and opens nothing."""

    name: str
    device: str | None
    made: datetime | None
    used: datetime


class Sessions:
    """The open sessions of every chat."""

    seals: RowSeals

    def __init__(self, store: Store, lengths: Lengths) -> None:
        self.store = store
        self.lengths = lengths

    def enter(
        self, chat: int, now: datetime, device: str | None = None, *, read_out: bool = False, reader: str | None = None
    ) -> str:
        """A session for this chat, on a device of that sort: the token that the browser keeps. Raises ChatGone.

        That it was opened with a code which a colleague had been given to read out is remembered, and which `reader`.
        """
        token, table = secrets.token_urlsafe(32), tables.chats
        query = sa.select(table.c.id).where(table.c.id == chat, table.c.stream.is_(None), table.c.staff.is_(None))
        with self.store.write() as connection:
            hold_chat(connection, chat)
            draft = connection.execute(query).first() is not None
            expires = now + (max(self.lengths.whole, self.lengths.draft) if draft else self.lengths.whole)
            row = {"token": hashed(token), "chat": chat, "used": now.isoformat(), "expires": expires.isoformat()}
            row = self.seals.sealed(_TABLE, row) | {"made": now.isoformat(), "device": device}
            connection.execute(tables.sessions.insert().values(**row))
            if read_out:
                issue(connection, self.seals, token, chat, BEHIND, None, now, expires, reader)
        return token

    def inside(
        self, token: str | None, chats: Chats, now: datetime, *, in_use: bool = False, knows: Knows | None = None
    ) -> Chat | None:
        """The chat a browser may see now: its session lives, and was used lately where something has been sent.

        It is `in_use` where the person has just said or pressed something; whatever a page does by itself is no use.
        A session behind a code that was read out lives as long as whoever read it out `knows` the person; the chat
        says that it is one.
        """
        if not token:
            return None
        with self.store.glance() as connection:
            row = connection.execute(_SESSION, {"session": hashed(token)}).first()
            if row is None or row.expires <= now.isoformat() or not self.seals.fits(_TABLE, row):
                return None
            chat = chats.load(row.chat, connection)
        if chat is None:
            return None
        chat.read_out = row.kind == BEHIND
        used = datetime.fromisoformat(row.used)
        if chat.belongs_to_somebody and now - used > self.lengths.idle:
            return None
        if row.reader is not None and knows is not None and not knows(chat, row.reader):
            return None
        if in_use and now - used > _STAMP:
            self._stamp(token, now)
        return chat

    def _stamp(self, token: str, now: datetime) -> None:
        with self.store.write() as connection:
            connection.execute(
                tables.sessions.update().where(tables.sessions.c.token == hashed(token)).values(used=now.isoformat())
            )

    def promote(self, chat: int, now: datetime) -> None:
        """What was a draft is now somebody's: its sessions become short, its links stop opening it."""
        expires = (now + self.lengths.whole).isoformat()
        with self.store.write() as connection:
            table = tables.sessions
            connection.execute(table.update().where(table.c.chat == chat).values(used=now.isoformat(), expires=expires))
            revoke(connection, chat, "resume")

    def leave(self, token: str | None) -> None:
        """End a session at once."""
        if token:
            with self.store.write() as connection:
                for table in (tables.sessions, tables.tickets):
                    connection.execute(table.delete().where(table.c.token == hashed(token)))

    def sign_ins(self, chat: int, now: datetime) -> list[SignIn]:
        """The sessions by which this chat can be seen now without a code, the latest used first."""
        table, since = tables.sessions, (now - self.lengths.idle).isoformat()
        query = sa.select(table).where(table.c.chat == chat, table.c.expires > now.isoformat(), table.c.used >= since)
        with self.store.read() as connection:
            rows = connection.execute(query.order_by(table.c.used.desc(), table.c.token)).all()
        return [
            SignIn(
                row.token[:_NAME],
                row.device,
                datetime.fromisoformat(row.made) if row.made else None,
                datetime.fromisoformat(row.used),
            )
            for row in rows
        ]

    def end(self, chat: int, name: str | None = None) -> int:
        """End the session of that name, or every session of the chat. Returns how many ended."""
        table = tables.sessions
        query = table.delete().where(table.c.chat == chat)
        if name is not None:
            query = query.where(sa.func.substr(table.c.token, 1, _NAME) == name)
        with self.store.write() as connection:
            return connection.execute(query).rowcount

    def close(self, chat: int) -> None:
        """End every session of a chat, and every link and code that would open a new one."""
        with self.store.write() as connection:
            for table in (tables.sessions, tables.tickets):
                connection.execute(table.delete().where(table.c.chat == chat))
