"""Sessions of staff: who is inside by which browser, in which role, since when, and until when without use.

What somebody may do is no part of them: that is asked of the log anew at every request.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from journey.engine.row_seals import RowSeals
from journey.engine.staff import tables
from journey.engine.staff.tickets import hashed, opened_by, sealed_by
from journey.engine.store import Store
from journey.engine.vault import Vault

Place = tuple[str, str]
"""A programme and a role in it."""
_TABLE = str(tables.sessions.name)
_NAME = 16  # of the hash of a session's token: enough to tell one person's sessions apart
_STAMP = timedelta(minutes=1)  # how precisely the last use is kept: not a write for every page


@dataclass(frozen=True, slots=True)
class StaffLengths:
    """How long a session of staff lasts without use, and at most; how long a second sign-in counts as just made."""

    idle: timedelta = timedelta(minutes=30)
    whole: timedelta = timedelta(hours=10)
    step_up: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class StaffSession:
    """A session as it is kept. `name` says which one, and opens nothing."""

    name: str
    person: str
    way: str
    place: Place | None
    grants: tuple[Place, ...] | None
    """Where the provider says they work; None where the log alone says it."""
    made: datetime
    used: datetime
    expires: datetime
    stepped: datetime | None
    device: str | None


class StaffSessions:
    """The sessions of one store."""

    def __init__(self, store: Store, vault: Vault, lengths: StaffLengths) -> None:
        self.store = store
        self.seals = RowSeals(vault)
        self.lengths = lengths

    def enter(
        self,
        person: str,
        way: str,
        now: datetime,
        *,
        device: str | None = None,
        place: Place | None = None,
        grants: Sequence[Place] | None = None,
        hint: str | None = None,
        stepped: bool = False,
    ) -> str:
        """A session: the token that the browser keeps. Sessions that are over go."""
        token, table = secrets.token_urlsafe(32), tables.sessions
        row = {
            "token": hashed(token),
            "person": person,
            "way": way,
            "programme": place[0] if place else None,
            "role": place[1] if place else None,
            "grants": None if grants is None else msgspec.json.encode(sorted(grants)).decode(),
            "used": now.isoformat(),
            "expires": (now + self.lengths.whole).isoformat(),
            "stepped": now.isoformat() if stepped else None,
        }
        beside = {"made": now.isoformat(), "device": device, "hint": sealed_by(token, hint.encode()) if hint else None}
        with self.store.write() as connection:
            connection.execute(table.delete().where(self._over(now)))
            connection.execute(table.insert().values(**self.seals.sealed(_TABLE, row), **beside))
        return token

    def inside(self, token: str | None, now: datetime, *, in_use: bool = False) -> StaffSession | None:
        """The session that a browser's token opens now. `in_use` keeps it open: somebody did something."""
        if not token:
            return None
        with self.store.glance() as connection:
            row = connection.execute(sa.select(tables.sessions).where(tables.sessions.c.token == hashed(token))).first()
        if row is None or not self._lives(row, now) or not self.seals.fits(_TABLE, row):
            return None
        if in_use and now - datetime.fromisoformat(row.used) > _STAMP:
            self._change(token, now, used=now.isoformat())
        return _session(row)

    def use(self, token: str, now: datetime) -> bool:
        """Keep a session open: whoever has it wants to stay. False where it is over."""
        return self._change(token, now, used=now.isoformat())

    def choose(self, token: str, place: Place | None, now: datetime) -> bool:
        """The role that the session is used in from now on. False where it is over."""
        programme, role = place or (None, None)
        return self._change(token, now, programme=programme, role=role, used=now.isoformat())

    def step_up(self, token: str, now: datetime) -> bool:
        """Whoever has the session has just signed in again. False where it is over."""
        return self._change(token, now, stepped=now.isoformat(), used=now.isoformat())

    def hint(self, token: str) -> str | None:
        """What the provider wants to hear at its sign-out, where there is anything."""
        query = sa.select(tables.sessions.c.hint).where(tables.sessions.c.token == hashed(token))
        with self.store.glance() as connection:
            kept = connection.execute(query).scalar()
        content = opened_by(token, bytes(kept)) if kept else None
        return content.decode() if content is not None else None

    def leave(self, token: str | None) -> None:
        """End a session at once."""
        if token:
            with self.store.write() as connection:
                connection.execute(tables.sessions.delete().where(tables.sessions.c.token == hashed(token)))

    def of(self, person: str, now: datetime) -> list[StaffSession]:
        """Somebody's open sessions, the latest used first."""
        table = tables.sessions
        query = sa.select(table).where(table.c.person == person).order_by(table.c.used.desc(), table.c.token)
        with self.store.read() as connection:
            rows = connection.execute(query).all()
        return [_session(row) for row in rows if self._lives(row, now) and self.seals.fits(_TABLE, row)]

    def end(self, person: str, name: str | None = None) -> int:
        """End the session of that name, or every session of a person. Returns how many ended."""
        table = tables.sessions
        query = table.delete().where(table.c.person == person)
        if name is not None:
            query = query.where(sa.func.substr(table.c.token, 1, _NAME) == name)
        with self.store.write() as connection:
            return connection.execute(query).rowcount

    def _lives(self, row: sa.Row[Any], now: datetime) -> bool:
        used = datetime.fromisoformat(row.used)
        return datetime.fromisoformat(row.expires) > now and now - used <= self.lengths.idle

    def _over(self, now: datetime) -> sa.ColumnElement[bool]:
        table, since = tables.sessions, (now - self.lengths.idle).isoformat()
        return sa.or_(table.c.expires < now.isoformat(), table.c.used < since)

    def _change(self, token: str, now: datetime, **columns: str | None) -> bool:
        """Change a session that lives, and seal it anew: of two changes at once neither undoes the other."""
        table = tables.sessions
        at = table.c.token == hashed(token)
        with self.store.write() as connection:
            row = connection.execute(sa.select(table).where(at).with_for_update()).first()
            if row is None or not self._lives(row, now) or not self.seals.fits(_TABLE, row):
                return False
            changed = dict(row._mapping) | columns  # noqa: SLF001  # SQLAlchemy's name for a row's columns
            connection.execute(table.update().where(at).values(**columns, seal=self.seals.of(_TABLE, changed)))
        return True


def session_name(token: str) -> str:
    """The name of the session that a token opens."""
    return hashed(token)[:_NAME]


def _session(row: sa.Row[Any]) -> StaffSession:
    grants = None if row.grants is None else tuple((one, other) for one, other in msgspec.json.decode(row.grants))
    return StaffSession(
        row.token[:_NAME],
        row.person,
        row.way,
        (row.programme, row.role) if row.programme and row.role else None,
        grants,
        datetime.fromisoformat(row.made),
        datetime.fromisoformat(row.used),
        datetime.fromisoformat(row.expires),
        datetime.fromisoformat(row.stepped) if row.stepped else None,
        row.device,
    )
