"""The read models: rebuilt from the log, beside the library's runner; and the sweep's question to a million deadlines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID, uuid5

from eventsourcing.projection import ProjectionRunner

from journey.domain.events import Recorded
from journey.engine.log import JourneyLog
from projections.live import tables
from services.sweep import _candidates as candidates
from tests.benchmarks import library
from tests.benchmarks.measuring import Row, at_least, at_most, in_turns, timed
from tests.benchmarks.sites import NAMES, NOW, Bench, Opened, analyse

TODAY = NOW.date()


def rebuild(bench: Bench) -> Iterator[Row]:
    """Every row of every read model derived anew; the library's runner keeps one small table of fewer events."""
    events = bench.size(2000, 500)
    for kind, least in zip(bench.kinds, (30_000, 18_000), strict=False):
        opened = bench.filled(kind)
        ways = [timed(opened.projector.rebuild), lambda opened=opened: _runner(bench, opened, events)]
        ours, runner = in_turns(ways, bench.size(3, 2), warm=False)
        rate, its_rate = bench.events / median(ours), events / median(runner)
        yield at_least("rebuild of all read models", NAMES[kind], rate, least, "events/s")
        what = f"… against the library's ProjectionRunner ({its_rate:,.0f} events/s)"
        yield at_least(what, NAMES[kind], rate / its_rate, 15)


def _runner(bench: Bench, opened: Opened, events: int) -> float:
    """How long the library's runner takes for so many events; on SQLite they come from memory."""
    given = _first(opened, events)
    if opened.engine.store.is_sqlite:
        return _from_memory(bench, opened, given)
    env = {**opened.engine.store.library_settings(), "CREATE_TABLE": "n"}
    view = _view_settings(bench.empty("postgres"))
    started = time.perf_counter()
    runner = ProjectionRunner(
        application_class=JourneyLog,
        projection_class=library.PeopleProjection,
        view_class=library.PostgresView,
        env={**env, **view},
    )
    with runner:
        runner.wait(events, timeout=120)
        return time.perf_counter() - started


def _from_memory(bench: Bench, opened: Opened, given: list[Recorded]) -> float:
    name = bench.folder / f"runner-{next(bench.numbers)}.db"
    view = {
        "PEOPLEPROJECTION_PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "PEOPLEPROJECTION_SQLITE_DBNAME": f"file:{name}",
    }
    runner = ProjectionRunner(
        application_class=library.LogInMemory,
        projection_class=library.PeopleProjection,
        view_class=library.SQLiteView,
        env=view,
    )
    runner.app.mapper.vault = opened.engine.vault
    with runner:
        started = time.perf_counter()
        runner.app.save(*given)
        runner.wait(len(given), timeout=120)
        return time.perf_counter() - started


def _first(opened: Opened, events: int) -> list[Recorded]:
    """The first events of a log, those of each stream from its first on."""
    found: list[Recorded] = []
    for _, batch in opened.engine.log.scan():
        found += batch
        if len(found) >= events:
            break
    return found[:events]


def _view_settings(other: Opened) -> dict[str, str]:
    """The runner's view in a database of its own."""
    settings = {f"PEOPLEPROJECTION_{name}": value for name, value in other.engine.store.library_settings().items()}
    return {**settings, "PEOPLEPROJECTION_CREATE_TABLE": "y"}


# -- the sweep ---------------------------------------------------------------------------------------------------------


def sweep(bench: Bench) -> Iterator[Row]:
    """Finding the hundred that are due, among many open deadlines and among few."""
    many, few = bench.size(1_000_000, 100_000), 10_000
    for kind in bench.kinds:
        big, small = _open_deadlines(bench, kind, many), _open_deadlines(bench, kind, few)
        ways = [
            timed(lambda: candidates(big.engine, big.projector, NOW)),
            timed(lambda: candidates(small.engine, small.projector, NOW)),
        ]
        slow, quick = in_turns(ways, 41)
        what = f"sweep: 100 due among {many:,} open ({median(slow) * 1000:.1f} ms), against among {few:,}"
        yield at_most(what, NAMES[kind], median(slow) / median(quick), 1.5)


def _open_deadlines(bench: Bench, kind: str, count: int) -> Opened:
    """A store whose table of deadlines is full of open ones, a hundred of them due."""
    opened = bench.empty(kind)
    columns = dict.fromkeys((f'"{column.name}"' for column in tables.deadlines.columns), "text")
    dates = {"opened", "due", "warn_on", "met_on", "settled_on", "next_on"}
    types = {name: "date" if name.strip('"') in dates else kind for name, kind in columns.items()} | {
        '"episode"': "int4"
    }
    with opened.engine.store.write() as connection:
        opened.engine.log.head(connection)  # begins the transaction
        for start in range(0, count, 50_000):
            rows = [
                _deadline(number, count, as_text=kind == "sqlite")
                for number in range(start, min(count, start + 50_000))
            ]
            opened.engine.store.bulk_insert(connection, tables.deadlines.name, types, rows)
    analyse(opened)
    return opened


def _deadline(number: int, count: int, *, as_text: bool) -> tuple[Any, ...]:
    stream = uuid5(UUID(int=0), str(number // 16)).hex
    due_now = number % (count // 100) == 0
    next_on = TODAY if due_now else TODAY + timedelta(days=1 + number % 300)
    opened, due = next_on - timedelta(days=30), next_on + timedelta(days=7)
    days = [
        None if day is None else day.isoformat() if as_text else day
        for day in (opened, due, next_on, None, None, next_on)
    ]
    return (stream, f"rule_{number % 16}", f"B-{number:07d}-000", "hudiksvall", 1, *days)
