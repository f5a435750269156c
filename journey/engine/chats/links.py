"""Links that are used once: to an unsent draft, from elsewhere, and back to an address that was replaced."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from journey.domain.errors import ChatGone
from journey.engine.chats import tables
from journey.engine.chats.chats import Chats
from journey.engine.chats.sessions import Sessions
from journey.engine.chats.tickets import BACK, BEHIND, issue, revoke, spend

LINK_DAYS = 30


class Links(Sessions):
    """The links into chats."""

    def link(self, chat: int, now: datetime) -> str:
        """The token of a new link to an unsent draft; an earlier link opens it no more. Raises ChatGone."""
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            revoke(connection, chat, "resume")
            issue(connection, self.seals, token, chat, "resume", None, now, now + timedelta(days=LINK_DAYS))
        return token

    def revoke(self, chat: int) -> None:
        """Make every link to a draft useless."""
        with self.store.write() as connection:
            revoke(connection, chat, "resume")

    def resume(self, token: str, chats: Chats, now: datetime, device: str | None = None) -> str | None:
        """Use a link up: a session for the draft it opens. None for one used, expired, revoked, or sent meanwhile."""
        with self.store.write() as connection:
            ticket = spend(connection, self.seals, token, "resume", now)
        chat = chats.load(ticket.chat) if ticket is not None else None
        try:
            return None if chat is None or chat.belongs_to_somebody else self.enter(chat.id, now, device)
        except ChatGone:
            return None

    def issue(self, chat: int, kind: str, now: datetime, until: datetime, *, behind: bool = False) -> str:
        """A token that `redeem` takes once; an earlier one of the same kind is worth nothing any more.

        `behind`: whoever asks for it came in behind a code that a colleague read out. Raises ChatGone.
        """
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            revoke(connection, chat, kind)
            issue(connection, self.seals, token, chat, kind, None, now, until, BEHIND if behind else None)
        return token

    def redeem(self, token: str, kind: str, now: datetime) -> tuple[int, bool] | None:
        """Use a token up: the chat it was issued in, and whether behind a code that was read out.

        None for one used, expired, revoked or unknown.
        """
        with self.store.write() as connection:
            row = spend(connection, self.seals, token, kind, now)
        return None if row is None else (int(row.chat), row.reader == BEHIND)

    def way_back(self, chat: int, given: int, now: datetime, until: datetime) -> str:
        """A token that undoes, once, whatever replaced the address of that version. Raises ChatGone.

        It stands beside earlier ones: a second change does not take the way back from the first.
        """
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            issue(connection, self.seals, token, chat, BACK, str(given), now, until)
        return token

    def go_back(self, token: str, now: datetime) -> tuple[int, int] | None:
        """Use a way back up: its chat, and the version that gave the address. None where it leads nowhere (any more).

        Every session of the chat ends, with every code that is on its way and every way back to a later address.
        """
        table = tables.tickets
        with self.store.write() as connection:
            row = spend(connection, self.seals, token, BACK, now)
            if row is None:
                return None
            others = sa.select(table.c.token, table.c.kind, table.c.code).where(table.c.chat == row.chat)
            for other in connection.execute(others).all():
                if other.kind != BACK or int(other.code) > int(row.code):
                    connection.execute(table.delete().where(table.c.token == other.token))
            connection.execute(tables.sessions.delete().where(tables.sessions.c.chat == row.chat))
        return int(row.chat), int(row.code)
