"""Lets people into a chat: sessions, links that open an unsent draft once, and one-time codes for what was sent.

Tokens and codes are kept as hashes. A code belongs to the browser that asked for it, is short-lived, and a few wrong
tries end it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import ChatGone
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat, Chats
from journey.engine.chats.locks import hold_chat
from journey.engine.store import Store
from journey.engine.vault import Vault

CODE_MINUTES = 15
CODE_TRIES = 5
CODES_AN_HOUR = 5
"""Codes sent for one chat within an hour: more are refused, so that nobody is flooded and nobody can guess for long."""
LINK_DAYS = 30
_MAILED, _READ_OUT, _BEHIND_IT = "code", "read_out", "behind"
_CODES = (_MAILED, _READ_OUT)
"""The kinds of codes; beside a session that a code of the second kind opened stands a ticket of the third."""
_STAMP = timedelta(minutes=1)  # how precisely the last use of a session is kept: not a write for every turn


_SESSION = sa.select(tables.sessions).where(tables.sessions.c.token == sa.bindparam("session"))


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a session stays open without use (then a code is asked for), and at most; drafts; transcripts."""

    idle: timedelta = timedelta(minutes=30)
    whole: timedelta = timedelta(hours=12)
    draft: timedelta = timedelta(days=30)
    transcript: timedelta = timedelta(days=90)


class Doors:
    """Who may enter which chat."""

    def __init__(self, store: Store, vault: Vault, lengths: Lengths) -> None:
        self.store = store
        self.vault = vault
        self.lengths = lengths

    # --- sessions -----------------------------------------------------------------------------------------------

    def enter(self, chat: int, now: datetime, ticket: str = "") -> str:
        """A session for this chat: the token that the browser keeps. Raises ChatGone.

        `ticket` is the one whose code was given, where there was one: a code that was read out is remembered.
        """
        token, table = secrets.token_urlsafe(32), tables.chats
        query = sa.select(table.c.id).where(table.c.id == chat, table.c.stream.is_(None), table.c.staff.is_(None))
        with self.store.write() as connection:
            hold_chat(connection, chat)
            draft = connection.execute(query).first() is not None
            expires = now + (max(self.lengths.whole, self.lengths.draft) if draft else self.lengths.whole)
            row = {"token": _hash(token), "chat": chat, "used": now.isoformat(), "expires": expires.isoformat()}
            connection.execute(tables.sessions.insert().values(**row))
            if _kind(connection, ticket) == _READ_OUT:
                _issue(connection, token, chat, _BEHIND_IT, None, now, expires)
        return token

    def read_out(self, session: str | None) -> bool:
        """Whether this session was opened with a code that somebody read out, and who may have used it themselves."""
        with self.store.read() as connection:
            return _kind(connection, session or "") == _BEHIND_IT

    def inside(self, token: str | None, chats: Chats, now: datetime, *, in_use: bool = False) -> Chat | None:
        """The chat a browser may see now: its session lives, and was used lately where something has been sent.

        It is `in_use` where the person has just said or pressed something; whatever a page does by itself is no use.
        """
        if not token:
            return None
        with self.store.glance() as connection:
            row = connection.execute(_SESSION, {"session": _hash(token)}).first()
            if row is None or row.expires <= now.isoformat():
                return None
            chat = chats.load(row.chat, connection)
        if chat is None:
            return None
        used = datetime.fromisoformat(row.used)
        if chat.sent and now - used > self.lengths.idle:
            return None
        if in_use and now - used > _STAMP:
            self._stamp(token, now)
        return chat

    def _stamp(self, token: str, now: datetime) -> None:
        with self.store.write() as connection:
            connection.execute(
                tables.sessions.update().where(tables.sessions.c.token == _hash(token)).values(used=now.isoformat())
            )

    def sent(self, chat: int, now: datetime) -> None:
        """What was a draft is now somebody's: its sessions become short, its links stop opening it."""
        expires = (now + self.lengths.whole).isoformat()
        with self.store.write() as connection:
            table = tables.sessions
            connection.execute(table.update().where(table.c.chat == chat).values(used=now.isoformat(), expires=expires))
            _revoke(connection, chat, "resume")

    def leave(self, token: str | None) -> None:
        """End a session at once."""
        if token:
            with self.store.write() as connection:
                for table in (tables.sessions, tables.tickets):
                    connection.execute(table.delete().where(table.c.token == _hash(token)))

    def close(self, chat: int) -> None:
        """End every session of a chat, and every link and code that would open a new one."""
        with self.store.write() as connection:
            for table in (tables.sessions, tables.tickets):
                connection.execute(table.delete().where(table.c.chat == chat))

    # --- links to an unsent draft ---------------------------------------------------------------------------------

    def link(self, chat: int, now: datetime) -> str:
        """The token of a new link to an unsent draft; an earlier link opens it no more. Raises ChatGone."""
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            _revoke(connection, chat, "resume")
            _issue(connection, token, chat, "resume", None, now, now + timedelta(days=LINK_DAYS))
        return token

    def revoke(self, chat: int) -> None:
        """Make every link to a draft useless."""
        with self.store.write() as connection:
            _revoke(connection, chat, "resume")

    def resume(self, token: str, chats: Chats, now: datetime) -> str | None:
        """Use a link up: a session for the draft it opens. None for one used, expired, revoked, or sent meanwhile."""
        table = tables.tickets
        with self.store.write() as connection:
            query = table.update().where(
                table.c.token == _hash(token),
                table.c.kind == "resume",
                ~table.c.used,
                table.c.expires > now.isoformat(),
            )
            if connection.execute(query.values(used=True)).rowcount == 0:
                return None
            number = connection.execute(sa.select(table.c.chat).where(table.c.token == _hash(token))).scalar_one()
        chat = chats.load(number)
        try:
            return None if chat is None or chat.sent else self.enter(number, now)
        except ChatGone:
            return None

    # --- links that are used once, from elsewhere -------------------------------------------------------------------

    def issue(self, chat: int, kind: str, now: datetime, until: datetime) -> str:
        """A token that `redeem` takes once; an earlier one of the same kind is worth nothing any more.

        Raises ChatGone.
        """
        token = secrets.token_urlsafe(24)
        with self.store.write() as connection:
            _revoke(connection, chat, kind)
            _issue(connection, token, chat, kind, None, now, until)
        return token

    def redeem(self, token: str, kind: str, now: datetime) -> int | None:
        """Use a token up: the chat it was issued in. None for one used, expired, revoked or unknown."""
        table = tables.tickets
        ticket = sa.and_(table.c.token == _hash(token), table.c.kind == kind)
        with self.store.write() as connection:
            query = table.update().where(ticket, ~table.c.used, table.c.expires > now.isoformat())
            if connection.execute(query.values(used=True)).rowcount == 0:
                return None
            return connection.execute(sa.select(table.c.chat).where(ticket)).scalar()

    # --- one-time codes -------------------------------------------------------------------------------------------

    def know(self, chat: int, addresses: Sequence[str]) -> None:
        """Remember which addresses a code for this chat may be asked for with; earlier ones are forgotten.

        Raises ChatGone where there is one to remember.
        """
        digests = {self.address(address) for address in addresses if address}
        with self.store.write() as connection:
            if digests:
                hold_chat(connection, chat)
            connection.execute(tables.contacts.delete().where(tables.contacts.c.chat == chat))
            for digest in digests:
                connection.execute(tables.contacts.insert().values(digest=digest, chat=chat))

    def address(self, text: str) -> str:
        """The keyed hash of an address or telephone number, however it is spaced or cased."""
        plain = "".join(text.split()).casefold()
        if "@" not in plain:
            plain = "".join(str(unicodedata.digit(sign)) for sign in plain if sign.isdecimal()).removeprefix("00")
            plain = "0" + plain[2:] if plain.startswith("46") else plain
        return self.vault.digest("contact", plain)

    def known_by(self, address: str) -> list[int]:
        """The chats that an address belongs to, the latest used first."""
        table, chats = tables.contacts, tables.chats
        query = sa.select(table.c.chat).where(table.c.digest == self.address(address))
        query = query.join(chats, chats.c.id == table.c.chat).order_by(chats.c.touched.desc())
        with self.store.read() as connection:
            return list(connection.execute(query).scalars())

    def code(
        self,
        chat: int,
        now: datetime,
        lasts: timedelta = timedelta(minutes=CODE_MINUTES),
        token: str | None = None,
        *,
        read_out: bool = False,
    ) -> tuple[str, str] | None:
        """A ticket for a browser, and the code that makes it open this chat.

        None where too many were asked for, or the chat is gone. `token` is the ticket's, where the browser holds one
        already; `read_out` is a code that a colleague will see.
        """
        token, code = token or secrets.token_urlsafe(24), f"{secrets.randbelow(10**6):06}"
        table, since = tables.tickets, (now - timedelta(hours=1)).isoformat()
        with self.store.write() as connection:
            query = sa.select(sa.func.count()).where(
                table.c.chat == chat, table.c.kind.in_(_CODES), table.c.created > since
            )
            if (connection.execute(query).scalar() or 0) >= CODES_AN_HOUR:
                return None
            try:
                _issue(connection, token, chat, _CODES[read_out], _hash(code + token), now, now + lasts)
            except ChatGone:
                return None
        return token, code

    def open(self, token: str, code: str, now: datetime) -> int | None:
        """The chat that this browser's code opens, once; None where it opens nothing (a wrong one is counted)."""
        table, digits = tables.tickets, "".join(sign for sign in code if sign.isdecimal())
        with self.store.write() as connection:
            query = table.update().where(
                table.c.token == _hash(token),
                table.c.kind.in_(_CODES),
                ~table.c.used,
                table.c.tries < CODE_TRIES,
                table.c.expires > now.isoformat(),
            )
            if connection.execute(query.values(tries=table.c.tries + 1)).rowcount == 0:
                return None
            row = connection.execute(sa.select(table).where(table.c.token == _hash(token))).one()
            if not hmac.compare_digest(row.code, _hash(digits + token)):
                return None
            connection.execute(table.update().where(table.c.token == row.token).values(used=True))
        return int(row.chat)


def _issue(
    connection: Connection, token: str, chat: int, kind: str, code: str | None, now: datetime, until: datetime
) -> None:
    hold_chat(connection, chat)
    row = {"token": _hash(token), "chat": chat, "kind": kind, "code": code, "tries": 0, "used": False}
    times = {"created": now.isoformat(), "expires": until.isoformat()}
    connection.execute(tables.tickets.delete().where(tables.tickets.c.token == row["token"]))
    connection.execute(tables.tickets.insert().values(**row, **times))


def _revoke(connection: Connection, chat: int, kind: str) -> None:
    connection.execute(tables.tickets.delete().where(tables.tickets.c.chat == chat, tables.tickets.c.kind == kind))


def _kind(connection: Connection, token: str) -> str | None:
    query = sa.select(tables.tickets.c.kind).where(tables.tickets.c.token == _hash(token))
    return connection.execute(query).scalar()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
