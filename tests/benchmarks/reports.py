"""Whole reports, from the log to their figures, against the replay itself: every history folded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journey.engine.engine import Engine
from journey.engine.loading.rates import load_rates
from journey.engine.loading.scales import load_scales
from projections.live.comparison import fold
from projections.live.replay import View, people, team
from projections.reports import Report, ReportFrame, make_report
from tests.benchmarks.measuring import Row, at_most, in_turns, ratio, timed
from tests.benchmarks.sites import NAMES, NOW, PROGRAMME, Bench

KINDS = ("flow", "outcomes", "job-search", "economics", "fidelity")


def reports(bench: Bench) -> Iterator[Row]:
    """Five kinds, each a pass over every history."""
    for kind in bench.kinds:
        engine = bench.filled(kind).engine
        ways = [timed(lambda: fold(engine)), *(timed(partial(told, engine, name)) for name in KINDS)]
        replayed, *found = in_turns(ways, 5)
        for name, seconds in zip(KINDS, found, strict=True):
            yield at_most(f"report {name}, against the replay", NAMES[kind], ratio(seconds, replayed), 3.0)


def told(engine: Engine, kind: str) -> Report:
    """A report over everybody, as of the day of the benchmark."""
    view = View(NOW.date())
    with engine.store.read() as connection:
        frame = ReportFrame(
            book=engine.books[PROGRAMME],
            programme_history=team(engine, connection, view, PROGRAMME),
            as_of=view.as_of,
            upto=view.as_of,
            scales=load_scales(None),
            rates=load_rates(None),
        )
        return make_report(kind, (person.history for person in people(engine, connection, view, PROGRAMME)), frame)
