"""Reading the log: scan and replay beside a bare SELECT, and beside the library's ways of loading."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from statistics import median

from journey.domain.events import is_person
from projections.live.comparison import fold
from tests.benchmarks import library
from tests.benchmarks.measuring import Row, at_least, at_most, beside, in_turns, ratio, timed
from tests.benchmarks.sites import NAMES, Bench, Opened

FLAT = 1.1
"""Memory is flat if ten times the events take no more than this many times the memory."""


def scan(bench: Bench) -> Iterator[Row]:
    """Every event read and decoded in log order, against the rows read and left alone."""
    for kind, limit in zip(bench.kinds, (2.0, 1.5), strict=False):
        opened = bench.filled(kind)
        store = opened.engine.store
        select, close = opened.bare()
        everything = f"SELECT {store.position.name}, * FROM {store.events.name} ORDER BY {store.position.name}"
        if not store.is_sqlite:
            everything = everything.replace("notification_id, *", "*")
        ours, bare = in_turns([timed(lambda: _scan(opened)), timed(lambda: _exhaust(select(everything)))], 9)
        close()
        yield at_most(
            "scan: read and decode every event, against a bare SELECT of the rows",
            NAMES[kind],
            ratio(ours, bare),
            limit,
        )


def replay(bench: Bench) -> Iterator[Row]:
    """Every participant's history folded, against the rows read in key order and left alone."""
    for kind in bench.kinds:
        opened = bench.filled(kind)
        select, close = opened.bare()
        in_order = f"SELECT * FROM {opened.engine.store.events.name} ORDER BY originator_id, originator_version"
        ours, bare = in_turns([timed(lambda: fold(opened.engine)), timed(lambda: _exhaust(select(in_order)))], 7)
        close()
        yield at_most(
            "replay: every history folded, against a bare SELECT in the same order", NAMES[kind], ratio(ours, bare), 2.5
        )
        yield beside("… its speed", NAMES[kind], bench.events / median(ours), "events/s")


def against_the_library(bench: Bench) -> Iterator[Row]:
    """The same histories through `repository.get`, one by one, events/s against our fold's."""
    opened = bench.filled("sqlite")
    with opened.engine.store.read() as connection:
        people = (log for _, log in opened.engine.log.streams(connection) if is_person(log))
        logs = list(islice(people, bench.size(300, 100)))
    declarative, functional = _library_stores(bench)
    persons = [library.as_person(log) for log in logs]
    declarative.save(*persons)
    functional.save(*(told for log in logs for told in library.as_told(log)))
    ways = [
        timed(lambda: fold(opened.engine)),
        timed(lambda: [declarative.repository.get(person.id) for person in persons]),
        timed(lambda: [functional.repository.get(log[0].stream, projector_func=library.project) for log in logs]),
    ]
    own, its, fast = in_turns(ways, 5)
    share = bench.events / sum(map(len, logs))
    yield at_least("replay, against the library's declarative repository.get", "SQLite", share * ratio(its, own), 10)
    yield at_least("replay, against its functional one with msgspec", "SQLite", share * ratio(fast, own), 3)
    declarative.close()
    functional.close()


def memory(bench: Bench) -> Iterator[Row]:
    """The most memory that a scan and a replay ever hold, over ten times the events."""
    few, many = bench.filled("sqlite"), bench.multiplied(10)
    for work in ("scan", "replay"):
        small, big = _peak(work, few), _peak(work, many)
        what = f"memory of a {work}: {bench.events * 10:,} events ({big:.0f} MB), against {bench.events:,} ({small:.0f} MB)"
        yield at_most(what, "SQLite", big / small, FLAT)
    what = f"memory of a report over {bench.events * 10:,} events"
    yield beside(what, "SQLite", _peak("report", many), "MB")
    many.engine.close()
    many.engine.store.path.unlink()


def _peak(work: str, opened: Opened) -> float:
    """The most memory, in MB, that a process of its own holds while it does the work."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", work, str(opened.engine.store.path)]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=True)
    return float(done.stdout)


def _scan(opened: Opened) -> int:
    return sum(len(events) for _, events in opened.engine.log.scan())


def _exhaust(rows: Iterator[object]) -> None:
    for _ in rows:
        pass


def _library_stores(bench: Bench) -> tuple[library.People, library.FrozenPeople]:
    module = {"PERSISTENCE_MODULE": "eventsourcing.sqlite"}
    declarative = library.People({**module, "SQLITE_DBNAME": f"file:{bench.folder}/declarative.db"})
    functional = library.FrozenPeople({**module, "SQLITE_DBNAME": f"file:{bench.folder}/functional.db"})
    return declarative, functional
