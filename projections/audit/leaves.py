"""Keeps the hash of every event's leaf in the store, so that a checkpoint need not hash the whole log again.

They are no proof of anything by themselves, as they lie in the same database: what they say is held against the signed
checkpoints. They also remember which event each leaf was made of, so that a removed one can be named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine import tables
from journey.engine.store import Store
from projections.audit.ledger import BATCH, Ledger, StoredEvent
from projections.audit.tree import Frontier, RangeHash

_LOCK = 7_101_005  # PostgreSQL advisory lock: two who fill the table at once must not number an event twice
_TYPES = {
    "number": "int4",
    "position": "int8",
    "stream": "text",
    "version": "int4",
    "topic": "text",
    "hash": "bytea",
}
_TABLE = tables.leaves

Progress = Callable[[int], None]
"""Told now and then how many events are done."""


def quiet(_: int) -> None:
    """A progress that nobody looks at."""


class Leaf(NamedTuple):
    """One stored leaf, and the event it was made of."""

    number: int
    position: int
    stream: str
    version: int
    topic: str
    hash: bytes


class MissingLeaves(NamedTuple):
    """Rows that should be there and are not: the number of the first, and how many."""

    number: int
    rows: int
    hash: None = None


@contextmanager
def alone(store: Store) -> Iterator[Connection]:
    """A transaction in which nobody else numbers leaves or signs."""
    with store.write() as connection:
        if not store.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection


def fill(ledger: Ledger, progress: Progress = quiet) -> int:
    """Make the leaves of all events that have none. Returns how many leaves there are now."""
    while True:
        with alone(ledger.store) as connection:
            number, position = last(connection)
            rows = [
                (number + offset, event.position, event.stream, event.version, event.topic, event.leaf)
                for offset, event in enumerate(_some(ledger, connection, position), 1)
            ]
            if rows:
                ledger.store.bulk_insert(connection, _TABLE.name, _TYPES, rows)
        if not rows:
            return number + 1
        progress(rows[-1][0] + 1)


def _some(ledger: Ledger, connection: Connection, after: int) -> Iterator[StoredEvent]:
    """A few batches of events: a bigger transaction would keep writers waiting."""
    return islice(ledger.events(connection, after), 5 * BATCH)


def last(connection: Connection) -> tuple[int, int]:
    """The number of the last leaf and the position of its event; -1 and 0 where there is none."""
    query = sa.select(_TABLE.c.number, _TABLE.c.position).order_by(_TABLE.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return (-1, 0) if row is None else (row.number, row.position)


def rows(connection: Connection, low: int = 0, high: int = 2**31 - 1) -> Iterator[Leaf]:
    """The stored leaves from one number up to another (not included), in order, as they stand."""
    query = (
        sa.select(_TABLE)
        .where(_TABLE.c.number >= sa.bindparam("low"), _TABLE.c.number < sa.bindparam("high"))
        .order_by(_TABLE.c.number)
        .limit(BATCH)
    )
    while True:
        batch = connection.execute(query, {"low": low, "high": high}).all()
        for number, position, stream, version, topic, hash_ in batch:
            yield Leaf(number, position, stream, version, topic, bytes(hash_))
        if len(batch) < BATCH:
            return
        low = batch[-1].number + 1


def numbered(leaves: Iterator[Leaf], size: int) -> Iterator[Leaf | MissingLeaves]:
    """The same leaves with what is missing between them, and at their end up to a size."""
    expected = 0
    for leaf in leaves:
        if leaf.number > expected:
            yield MissingLeaves(expected, leaf.number - expected)
        yield leaf
        expected = leaf.number + 1
    if expected < size:
        yield MissingLeaves(expected, size - expected)


def hashes(connection: Connection, low: int, high: int) -> Iterator[bytes]:
    """The stored hashes of a range of leaves."""
    query = (
        sa.select(_TABLE.c.number, _TABLE.c.hash)
        .where(_TABLE.c.number >= sa.bindparam("low"), _TABLE.c.number < sa.bindparam("high"))
        .order_by(_TABLE.c.number)
        .limit(BATCH)
    )
    while True:
        batch = connection.execute(query, {"low": low, "high": high}).all()
        yield from (bytes(row.hash) for row in batch)
        if len(batch) < BATCH:
            return
        low = batch[-1].number + 1


def of_position(connection: Connection, position: int) -> Leaf | None:
    """The leaf of the event at a position of the log; None where it has none yet."""
    row = connection.execute(sa.select(_TABLE).where(_TABLE.c.position == position)).first()
    return None if row is None else Leaf(row.number, row.position, row.stream, row.version, row.topic, bytes(row.hash))


def ranges(connection: Connection) -> RangeHash:
    """The roots over ranges of stored leaves."""

    def root(low: int, high: int) -> bytes:
        frontier = Frontier()
        for leaf in hashes(connection, low, high):
            frontier.add(leaf)
        return frontier.root()

    return root
