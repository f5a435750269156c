"""One-time codes: mailed or read out to open what was sent, and entered in the chat itself to prove an address.

A code belongs to the browser that asked for it, is short-lived, and a few wrong tries end it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import ChatGone
from journey.engine.chats import tables
from journey.engine.chats.tickets import BEHIND, CODE_TRIES, PROOF, TICKETS, digits_of, hashed, issue
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store

CODE_MINUTES = 15
CODES_AN_HOUR = 5
"""Codes for one chat within an hour after which they become longer: nobody guesses for long, or shuts the owner out."""
_DIGITS, _MORE_DIGITS = 6, 10
READ_BY_MOST = 8
"""Colleagues who get a code each to read out."""
PROOFS_AN_HOUR = 3
"""Codes that one chat may have sent to an address it claims: what is asked for is counted where it is asked."""
PROOF_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a code opened: which chat, and the colleague who had been given the code to read out, if one had.

    `marked` where that colleague may be the one who uses it, or may have given the address that the code went to.
    """

    chat: int
    reader: str | None = None
    marked: bool = False


class OneTimeCodes:
    """The codes of every chat."""

    store: Store
    seals: RowSeals

    def code(
        self,
        chat: int,
        now: datetime,
        lasts: timedelta = timedelta(minutes=CODE_MINUTES),
        token: str | None = None,
        *,
        marked: bool = False,
    ) -> tuple[str, str] | None:
        """A ticket for a browser, and the code that makes it open this chat. None where the chat is gone.

        `token` is the ticket's, where the browser holds one already. `marked`: see `Opening`.
        """
        token = token or secrets.token_urlsafe(24)
        with self.store.write() as connection:
            code = digits_of(self._length(connection, chat, now))
            try:
                reader = BEHIND if marked else None
                issue(connection, self.seals, token, chat, "code", hashed(code + token), now, now + lasts, reader)
            except ChatGone:
                return None
        return token, code

    def codes_to_read_out(
        self, chat: int, now: datetime, until: datetime, token: str, readers: Sequence[str]
    ) -> dict[str, str]:
        """A code for each colleague who may read one out to the person; the browser that holds the token takes any."""
        codes: dict[str, str] = {}
        with self.store.write() as connection:
            length = self._length(connection, chat, now)
            for reader, theirs in zip(readers, _tokens_of_readers(token), strict=False):
                code = codes[reader] = digits_of(length)
                try:
                    issue(connection, self.seals, theirs, chat, "code", hashed(code + theirs), now, until, reader)
                except ChatGone:
                    return {}
        return codes

    @staticmethod
    def _length(connection: Connection, chat: int, now: datetime) -> int:
        table, since = tables.tickets, (now - timedelta(hours=1)).isoformat()
        query = sa.select(sa.func.count()).where(table.c.chat == chat, table.c.kind == "code", table.c.created > since)
        return _DIGITS if (connection.execute(query).scalar() or 0) < CODES_AN_HOUR else _MORE_DIGITS

    def open(self, token: str, code: str, now: datetime) -> Opening | None:
        """The chat that this browser's code opens, once; None where it opens nothing (a wrong one is counted)."""
        table, digits = tables.tickets, "".join(sign for sign in code if sign.isdecimal())
        tokens = {hashed(one): one for one in (token, *_tokens_of_readers(token))}
        with self.store.write() as connection:
            for row in self._tried(connection, now, table.c.token.in_(tokens), table.c.kind == "code"):
                if hmac.compare_digest(row.code, hashed(digits + tokens[row.token])):
                    connection.execute(table.update().where(table.c.token.in_(tokens)).values(used=True))
                    reader = None if row.reader == BEHIND else row.reader
                    return Opening(int(row.chat), reader, marked=row.reader is not None)
        return None

    def proof(self, chat: int, given: int, now: datetime) -> str | None:
        """A code that proves the address of that version, entered in the chat itself; earlier ones prove nothing more.

        None where the chat has asked for too many within the hour, or is gone.
        """
        table, token, code = tables.tickets, secrets.token_urlsafe(24), digits_of(_DIGITS)
        since = (now - PROOF_LASTS).isoformat()
        mine = sa.and_(table.c.chat == chat, table.c.kind == PROOF)
        with self.store.write() as connection:
            asked = sa.select(sa.func.count()).where(mine, table.c.created > since)
            if (connection.execute(asked).scalar() or 0) >= PROOFS_AN_HOUR:
                return None
            connection.execute(table.update().where(mine).values(used=True))
            try:
                issue(
                    connection,
                    self.seals,
                    token,
                    chat,
                    PROOF,
                    hashed(f"{code}:{given}:{hashed(token)}"),
                    now,
                    now + PROOF_LASTS,
                )
            except ChatGone:
                return None
        return code

    def proved(self, chat: int, code: str, now: datetime, given: Sequence[int]) -> int | None:
        """Which of these versions' addresses a code proves; None where it proves none (a wrong one is counted)."""
        table, digits = tables.tickets, "".join(sign for sign in code if sign.isdecimal())
        with self.store.write() as connection:
            for row in self._tried(connection, now, table.c.chat == chat, table.c.kind == PROOF):
                for version in given:
                    if hmac.compare_digest(row.code, hashed(f"{digits}:{version}:{row.token}")):
                        connection.execute(table.update().where(table.c.token == row.token).values(used=True))
                        return version
        return None

    def _tried(self, connection: Connection, now: datetime, *whose: sa.ColumnElement[bool]) -> list[sa.Row[Any]]:
        """The live tickets of these, a try of each counted; one whose row somebody has been at opens nothing."""
        table = tables.tickets
        live = (~table.c.used, table.c.tries < CODE_TRIES, table.c.expires > now.isoformat())
        tried = table.update().where(*whose, *live).values(tries=table.c.tries + 1).returning(table)
        return [row for row in connection.execute(tried).all() if self.seals.fits(TICKETS, row)]


def _tokens_of_readers(token: str) -> list[str]:
    return [f"{token}#{number}" for number in range(READ_BY_MOST)]
