"""What somebody with the database alone could do to the log, done by SQL on either kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.store import Store
from tests.site import Site

Row = dict[str, Any]


class Rows(list[Row]):
    """Events in log order; short where a test shows what it was given."""

    def __repr__(self) -> str:
        return f"<{len(self)} events>"


class Tampering:
    """One opened database, and what can be done to its events and leaves behind the engine's back."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self.store, self.connection = store, connection
        self.table = store.events.name
        self.place = "rowid" if store.is_sqlite else "notification_id"

    def rows(self) -> Rows:
        """Every event in log order."""
        query = f"SELECT {self.place} AS place, originator_id, originator_version, topic, state FROM {self.table}"
        found = self.connection.execute(sa.text(f"{query} ORDER BY {self.place}")).mappings()
        return Rows(dict(row) | {"state": bytes(row["state"])} for row in found)

    def _run(self, statement: str, **values: Any) -> None:
        self.connection.execute(sa.text(statement), values)

    def write(self, place: int, **columns: Any) -> None:
        names = ", ".join(f"{name} = :{name}" for name in columns)
        self._run(f"UPDATE {self.table} SET {names} WHERE {self.place} = :at", at=place, **columns)

    def flip(self, place: int, state: bytes, bit: int) -> None:
        """Turn one bit of an event's stored bytes."""
        at = bit // 8 % len(state)
        self.write(place, state=state[:at] + bytes([state[at] ^ (1 << bit % 8)]) + state[at + 1 :])

    def delete(self, place: int) -> None:
        self._run(f"DELETE FROM {self.table} WHERE {self.place} = :at", at=place)

    def truncate(self, after: int) -> None:
        self._run(f"DELETE FROM {self.table} WHERE {self.place} > :at", at=after)

    def move(self, place: int, to: int) -> None:
        self._run(f"UPDATE {self.table} SET {self.place} = :there WHERE {self.place} = :at", at=place, there=to)

    def swap(self, one: int, other: int) -> None:
        self.move(one, -1)
        self.move(other, one)
        self.move(-1, other)

    def shift(self, first: int, by: int) -> None:
        """Make room before a place, or close up after one."""
        for place in sorted((row["place"] for row in self.rows() if row["place"] >= first), reverse=by > 0):
            self.move(place, place + by)

    def insert(self, place: int, row: Row, version: int) -> None:
        """A copy of an event in a place that is free, as another version of its stream."""
        columns = f"{self.place}, originator_id, originator_version, topic, state"
        values = {"p": place, "i": row["originator_id"], "v": version, "t": row["topic"], "s": row["state"]}
        self._run(f"INSERT INTO {self.table} ({columns}) VALUES (:p, :i, :v, :t, :s)", **values)

    def leaf(self, number: int, hash: bytes) -> None:  # noqa: A002
        self._run("UPDATE audit_leaves SET hash = :hash WHERE number = :number", hash=hash, number=number)

    def drop_leaves(self, low: int, high: int) -> None:
        self._run("DELETE FROM audit_leaves WHERE number >= :low AND number < :high", low=low, high=high)


@contextmanager
def tampering(site: Site) -> Iterator[Tampering]:
    store = Store(site.url)
    try:
        with store.write() as connection:
            yield Tampering(store, connection)
    finally:
        store.close()


def name_of(row: Row) -> dict[str, Any]:
    """An event as findings name it."""
    stream = row["originator_id"]
    named = stream.hex if isinstance(stream, UUID) else stream
    return {"stream": named, "version": row["originator_version"], "type": row["topic"].partition(".v")[0]}
