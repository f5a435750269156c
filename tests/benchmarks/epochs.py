"""Ending an epoch of wrapping keys: everybody wrapped and hashed anew, against writing as many rows of such bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from statistics import median
from uuid import uuid4

import sqlalchemy as sa

from journey.engine import tables
from journey.engine.people import Reference
from journey.engine.vault import chunks
from tests.benchmarks.measuring import Row, at_most, beside, in_turns, ratio, timed
from tests.benchmarks.sites import NAMES, NOW, PROGRAMME, Bench, Opened

PEOPLE = 50_000


def epochs(bench: Bench) -> Iterator[Row]:
    """Seconds for everybody of a large store, and how often the floor goes into that."""
    people = bench.size(PEOPLE, 5_000)
    for kind in bench.kinds:
        opened, days = bench.empty(kind), count(1)
        streams = _meet(opened, people)
        ways = [
            timed(lambda: opened.engine.epochs.begin(NOW + timedelta(days=next(days)))),
            timed(lambda: _write_as_much(opened, streams)),
        ]
        ours, floor = in_turns(ways, bench.size(3, 2))
        what = f"an epoch's end: {people:,} people wrapped and hashed anew, against writing as many such rows"
        yield at_most(what, NAMES[kind], ratio(ours, floor), 4)
        yield beside("… all of them", NAMES[kind], median(ours), "s")


def _meet(opened: Opened, people: int) -> list[str]:
    engine = opened.engine
    references = [Reference(uuid4(), PROGRAMME, "import", f"p-{number}") for number in range(people)]
    with engine.store.write() as connection:
        engine.store.lock_keys(connection)
        for chunk in chunks(references, 4000):  # as many keys as the vault remembers: each is needed at once
            engine.vault.add(connection, [reference.stream for reference in chunk])
            rows = list(engine.people.rows(connection, chunk))
            columns = ("programme", "sender", "digest", "stream", "sealed")
            values = [dict(zip(columns, row, strict=True)) for row in rows]
            connection.execute(tables.references.insert(), values)
    return [reference.stream.hex for reference in references]


_KEYS = sa.table("floor_keys", sa.column("stream"), sa.column("master"), sa.column("wrapped"))
_REFERENCES = sa.table("floor_references", sa.column("stream"), sa.column("digest"))


def _write_as_much(opened: Opened, streams: list[str]) -> None:
    """Change as many rows of the two tables' copies, to bytes that nobody has worked out."""
    keys = _KEYS.update().where(_KEYS.c.stream == sa.bindparam("of")).values(wrapped=sa.bindparam("bytes"))
    digests = _REFERENCES.update().where(_REFERENCES.c.stream == sa.bindparam("of"))
    digests = digests.values(digest=sa.bindparam("hash"))
    with opened.engine.store.write() as connection:
        if not sa.inspect(connection).has_table(_KEYS.name):
            _copy(connection)
        for chunk in chunks(streams, 5000):
            connection.execute(keys, [{"of": stream, "bytes": os.urandom(60)} for stream in chunk])
            connection.execute(digests, [{"of": stream, "hash": os.urandom(16).hex()} for stream in chunk])


def _copy(connection: sa.Connection) -> None:
    for copy, table, unique in (
        (_KEYS, tables.keys, ("stream",)),
        (_REFERENCES, tables.references, ("stream", "programme, sender, digest")),
    ):
        connection.exec_driver_sql(f"CREATE TABLE {copy.name} AS SELECT * FROM {table.name}")
        for number, columns in enumerate(unique):
            connection.exec_driver_sql(f"CREATE UNIQUE INDEX {copy.name}_{number} ON {copy.name} ({columns})")
