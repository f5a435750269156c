"""Passkeys of staff: the public half of each, whose it is, and how often it has signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from journey.engine.row_seals import RowSeals
from journey.engine.staff import tables
from journey.engine.store import Store
from journey.engine.vault import Vault

MOST = 10
"""Passkeys of one person: a telephone, a computer, a key on a ring, and some to spare."""
LONGEST_NAME = 60
_TABLE = str(tables.passkeys.name)
_NAME = 16


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as it is kept. `name` says which one; `label` is its owner's own word for it."""

    name: str
    person: str
    credential: bytes
    public_key: bytes
    count: int
    label: str
    made: datetime
    used: datetime | None


class StaffPasskeys:
    """The passkeys of one store."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.store = store
        self.vault = vault
        self.seals = RowSeals(vault)

    def handle(self, person: str) -> bytes:
        """By what a device knows whose passkey it holds: it says nothing about them, and is the same every time."""
        return self.vault.digest("passkeys of", person).encode()

    def keep(self, person: str, credential: bytes, public_key: bytes, count: int, label: str, now: datetime) -> bool:
        """Keep a new passkey. False where that one is kept already, or the person has as many as anybody may have."""
        table = tables.passkeys
        row = {"digest": _digest(credential), "credential": credential, "person": person, "public_key": public_key}
        row = self.seals.sealed(_TABLE, row | {"counter": count})
        mine = sa.select(sa.func.count()).where(table.c.person == person)
        same = sa.select(table.c.digest).where(table.c.digest == row["digest"])
        with self.store.write() as connection:
            if connection.execute(same).first() or (connection.execute(mine).scalar() or 0) >= MOST:
                return False
            beside = {"name": label[:LONGEST_NAME], "made": now.isoformat(), "used": None}
            connection.execute(table.insert().values(**row, **beside))
        return True

    def of(self, person: str) -> list[Passkey]:
        """Somebody's passkeys, the oldest first."""
        table = tables.passkeys
        query = sa.select(table).where(table.c.person == person).order_by(table.c.made, table.c.digest)
        with self.store.read() as connection:
            rows = connection.execute(query).all()
        return [_passkey(row) for row in rows if self.seals.fits(_TABLE, row)]

    def by_id(self, credential: bytes) -> Passkey | None:
        """The passkey of that id; None where there is none, or somebody has been at its row."""
        table = tables.passkeys
        with self.store.glance() as connection:
            row = connection.execute(sa.select(table).where(table.c.digest == _digest(credential))).first()
        return _passkey(row) if row is not None and self.seals.fits(_TABLE, row) else None

    def signed(self, passkey: Passkey, count: int, now: datetime) -> bool:
        """It has signed: its counter goes on. False where it has signed elsewhere meanwhile, or is gone."""
        table = tables.passkeys
        row = {"digest": _digest(passkey.credential), "credential": passkey.credential, "person": passkey.person}
        row = self.seals.sealed(_TABLE, row | {"public_key": passkey.public_key, "counter": count})
        at = sa.and_(table.c.digest == row["digest"], table.c.counter == passkey.count)
        with self.store.write() as connection:
            changed = table.update().where(at).values(counter=count, seal=row["seal"], used=now.isoformat())
            return connection.execute(changed).rowcount == 1

    def remove(self, person: str, name: str | None = None) -> int:
        """Take away somebody's passkey of that name, or all of them. Returns how many."""
        table = tables.passkeys
        query = table.delete().where(table.c.person == person)
        if name is not None:
            query = query.where(sa.func.substr(table.c.digest, 1, _NAME) == name)
        with self.store.write() as connection:
            return connection.execute(query).rowcount


def _digest(credential: bytes) -> str:
    return hashlib.sha256(credential).hexdigest()


def _passkey(row: sa.Row[Any]) -> Passkey:
    return Passkey(
        row.digest[:_NAME],
        row.person,
        bytes(row.credential),
        bytes(row.public_key),
        int(row.counter),
        row.name,
        datetime.fromisoformat(row.made),
        datetime.fromisoformat(row.used) if row.used else None,
    )
