"""Writing: one command, the catch-up after it, an append beside a busy projector, and a whole file."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from statistics import median, quantiles
from uuid import UUID, uuid4

from journey.domain import participant as deciding
from journey.domain.commands import Record
from journey.domain.events import Event
from journey.domain.events.participant import ContactHeld
from journey.engine.entries import as_command, read_line
from projections.live import tables
from tests.benchmarks.measuring import Row, at_most, beside, in_turns, ratio
from tests.benchmarks.people import lines
from tests.benchmarks.sites import FRAME, NAMES, NOW, PROGRAMME, Bench, Opened

LONG = 200
"""Events of a participant with a long story."""


def command(bench: Bench) -> Iterator[Row]:
    """Load, decide and save on a long story, against the library saving one event; then the catch-up."""
    for kind, limit in zip(bench.kinds, (8, 20), strict=False):
        opened = bench.empty(kind)
        references = [f"long-{number}" for number in range(10)]
        for reference in references:
            _tell(opened, reference)
        opened.projector.catch_up()
        caught: list[float] = []
        bare, numbers = _bare_saves(opened), count()

        def execute(opened: Opened = opened, caught: list[float] = caught, numbers: Iterator[int] = numbers) -> float:
            asked = _contact(references[next(numbers) % len(references)])
            started = time.perf_counter()
            opened.engine.execute(asked, lambda _programme, _coach: (0, None))
            taken = time.perf_counter() - started
            started = time.perf_counter()
            opened.projector.catch_up()
            caught.append(time.perf_counter() - started)
            return taken

        ours, its = in_turns([execute, lambda bare=bare: next(bare)], bench.size(100, 40))
        what = f"a command on {LONG} events ({median(ours) * 1000:.1f} ms), against the library's bare save of one"
        yield at_most(what, NAMES[kind], ratio(ours, its), 3.5)
        yield at_most("… catch-up after it", NAMES[kind], median(caught) * 1000, limit, "ms")


def _tell(opened: Opened, reference: str) -> None:
    """Import somebody with a long story."""
    on = date(2020, 1, 1)
    told = [f'{{"type":"enrolled","participant":"{reference}","on":"{on}"}}'.encode()]
    for number in range(1, LONG):
        day = on + timedelta(days=number)
        told.append(f'{{"type":"contact_held","participant":"{reference}","on":"{day}","mode":"phone"}}'.encode())
    opened.engine.import_entries(enumerate(told, 1), FRAME)


def _contact(reference: str) -> Record:
    fact = ContactHeld(mode="phone", minutes=30)
    return Record(PROGRAMME, fact, NOW.date(), NOW, "coach:anna", "bench", reference, sender="import")


def _bare_saves(opened: Opened) -> Iterator[float]:
    """The library's own save of one event, again and again; the seconds of each."""
    for event in _contacts():
        started = time.perf_counter()
        opened.engine.log.application.save(event)
        yield time.perf_counter() - started


def _contacts(streams: int = 1) -> Iterator[Event]:
    """One contact after the other, in so many streams by turns."""
    found = [uuid4() for _ in range(streams)]
    asked = _contact("nobody")
    for number in count():
        yield deciding.as_event(found[number % streams], number // streams + 1, asked)


def append_beside_the_projector(bench: Bench) -> Iterator[Row]:
    """How long single appends take while the projector has the whole log to catch up with."""
    for kind in bench.kinds:
        opened = bench.filled(kind)
        with opened.engine.store.write() as connection:
            for table in (*tables.OF_STREAM, tables.position):
                connection.execute(table.delete())
        busy = threading.Thread(target=opened.projector.catch_up)
        events, taken = _contacts(100), []
        busy.start()
        while busy.is_alive():
            started = time.perf_counter()
            opened.engine.log.append([next(events)])
            taken.append(time.perf_counter() - started)
            time.sleep(0.002)  # a writer that never rests would be one that we do not have
        busy.join()
        what = f"an append while the projector catches up: p99 of {len(taken)} (median {median(taken) * 1000:.1f} ms)"
        yield at_most(what, NAMES[kind], quantiles(taken, n=100)[98] * 1000, 150, "ms")


# -- a whole file ------------------------------------------------------------------------------------------------------


def importing(bench: Bench) -> Iterator[Row]:
    """A file of entries, checked line by line, against the same events sealed, encoded and inserted in bulk."""
    file = lines(bench.events)
    events = _events(file)
    for kind in bench.kinds:
        ways = [
            lambda kind=kind: _import(bench.empty(kind), file),
            lambda kind=kind: _insert(bench.empty(kind), events),
        ]
        ours, bulk = in_turns(ways, bench.size(3, 2), warm=False)
        what = f"import of {len(file):,} entries ({median(ours):.1f} s), against the bulk insert of the same events"
        yield at_most(what, NAMES[kind], ratio(ours, bulk), 3)
        yield beside("… a line", NAMES[kind], median(ours) / len(file) * 1e6, "µs")


def _import(opened: Opened, file: list[bytes]) -> float:
    started = time.perf_counter()
    opened.engine.import_entries(enumerate(file, 1), FRAME)
    return time.perf_counter() - started


def _insert(opened: Opened, events: list[Event]) -> float:
    engine = opened.engine
    started = time.perf_counter()
    with engine.store.write() as connection:
        engine.store.lock_log(connection)
        engine.vault.ensure(connection, {event.stream for event in events})
        for chunk in _chunks(events):
            engine.log.insert(connection, chunk)
    return time.perf_counter() - started


def _events(file: list[bytes]) -> list[Event]:
    """The events the file leads to, made beforehand."""
    streams: dict[str | None, UUID] = {}
    versions: dict[UUID, Iterator[int]] = {}
    found = []
    for line in file:
        asked = as_command(read_line(line), FRAME)
        stream = streams.setdefault(asked.reference, uuid4())
        version = next(versions.setdefault(stream, count(1)))
        found.append(deciding.as_event(stream, version, asked))
    return found


def _chunks(events: Iterable[Event]) -> Iterator[list[Event]]:
    """As an import does: so many at a time."""
    left = iter(events)
    while chunk := list(islice(left, 2000)):
        yield chunk
