"""Tickets of staff: what opens a way in a single time, bound to the browser that holds the token. Kept are hashes."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journey.engine.row_seals import RowSeals
from journey.engine.staff import tables
from journey.engine.store import Store
from journey.engine.vault import Vault

TRIES = 5
"""Wrong codes after which a ticket is worth nothing."""
_TABLE = str(tables.tickets.name)
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket that still holds: whom it is for, where that is known, and what the browser was to bring back."""

    person: str | None
    content: dict[str, Any] = field(default_factory=dict)


class StaffTickets:
    """The tickets of one store."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store = store
        self.seals = RowSeals(vault)

    def issue(
        self,
        kind: str,
        now: datetime,
        lasts: timedelta,
        *,
        person: str | None = None,
        code: str | None = None,
        content: Mapping[str, Any] | None = None,
    ) -> str:
        """The token of a new ticket. With a code it opens nothing without that. Those that have expired go."""
        token, table = secrets.token_urlsafe(32), tables.tickets
        row = {
            "token": hashed(token),
            "kind": kind,
            "person": person,
            "code": hashed(code + token) if code else None,
            "expires": (now + lasts).isoformat(),
            "content": sealed_by(token, msgspec.json.encode(content)) if content else None,
        }
        with self.store.write() as connection:
            connection.execute(table.delete().where(table.c.expires < now.isoformat()))
            row = self.seals.sealed(_TABLE, row)
            connection.execute(table.insert().values(**row, tries=0, used=False, created=now.isoformat()))
        return token

    def holds(self, token: str | None, kind: str, now: datetime) -> Ticket | None:
        """What a ticket is for, as long as it may still be used."""
        if not token:
            return None
        with self.store.glance() as connection:
            row = connection.execute(sa.select(tables.tickets).where(*_live(token, kind, now))).first()
        return self._ticket(row, token) if row is not None and self.seals.fits(_TABLE, row) else None

    def spend(self, token: str | None, kind: str, now: datetime) -> Ticket | None:
        """Use a ticket without a code up. None for one used, expired or unknown, or whose row somebody has been at."""
        return self._spend(token, kind, now, tables.tickets.c.code.is_(None)) if token else None

    def enter(self, token: str | None, kind: str, code: str, now: datetime) -> Ticket | None:
        """Use a ticket up with its code; a wrong one is counted, and the last one that is allowed ends the ticket."""
        if not token:
            return None
        table, digits = tables.tickets, "".join(sign for sign in code if sign.isdecimal())
        counted = table.update().where(*_live(token, kind, now), table.c.tries < TRIES).values(tries=table.c.tries + 1)
        with self.store.write() as connection:
            row = connection.execute(counted.returning(table)).first()
        if row is None or not hmac.compare_digest(row.code or "", hashed(digits + token)):
            return None
        return self._spend(token, kind, now)

    def forget(self, person: str, kind: str | None = None) -> None:
        """Make this person's tickets worthless, or those of one kind."""
        table = tables.tickets
        query = table.delete().where(table.c.person == person)
        with self.store.write() as connection:
            connection.execute(query if kind is None else query.where(table.c.kind == kind))

    def issued(self, person: str, kind: str, since: datetime) -> int:
        """How many tickets of a kind somebody was given since that moment and still has, or has used."""
        table = tables.tickets
        query = sa.select(sa.func.count()).where(
            table.c.person == person, table.c.kind == kind, table.c.created > since.isoformat()
        )
        with self.store.read() as connection:
            return int(connection.execute(query).scalar() or 0)

    def _spend(self, token: str, kind: str, now: datetime, *more: sa.ColumnElement[bool]) -> Ticket | None:
        table = tables.tickets
        query = table.update().where(*_live(token, kind, now), *more).values(used=True).returning(table)
        with self.store.write() as connection:
            row = connection.execute(query).first()
        return self._ticket(row, token) if row is not None and self.seals.fits(_TABLE, row) else None

    @staticmethod
    def _ticket(row: sa.Row[Any], token: str) -> Ticket | None:
        if row.content is None:
            return Ticket(row.person)
        content = opened_by(token, bytes(row.content))
        return Ticket(row.person, msgspec.json.decode(content)) if content is not None else None


def _live(token: str, kind: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    table = tables.tickets
    return (table.c.token == hashed(token), table.c.kind == kind, ~table.c.used, table.c.expires > now.isoformat())


def hashed(text: str) -> str:
    """What is kept of a token or a code."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed_by(token: str, content: bytes) -> bytes:
    """Content that opens with this token alone, which the store does not keep."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(token).encrypt(nonce, content, None)


def opened_by(token: str, content: bytes) -> bytes | None:
    """The content again; None where another token sealed it."""
    try:
        return _cipher(token).decrypt(content[:_NONCE], content[_NONCE:], None)
    except InvalidTag:
        return None


def _cipher(token: str) -> AESGCM:
    return AESGCM(hmac.digest(token.encode(), b"sealed beside a token", "sha256"))
