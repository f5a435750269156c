"""The log against the read models, row by row, by as many processes as one likes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.errors import CheckFailed
from journey.domain.events import is_person
from journey.domain.history import History
from journey.engine.engine import Engine
from projections.live import tables
from projections.live.projector import Projector
from projections.live.rows import rows

SHOWN = 100
"""Of more differences than this the first are named."""

_STREAMS = 200  # streams to one question to each table: asking for each stream costs more than the fold
_RANGES = "0123456789abcdef"  # the log by the first digit of its streams, which are random: pieces of like size

Difference = dict[str, Any]
Progress = Callable[[int], None]
T = TypeVar("T")


@dataclass(slots=True)
class Replayed:
    """What a replay read and found; seconds are wall time."""

    events: int = 0
    participants: int = 0
    fold_seconds: float = 0.0
    compare_seconds: float = 0.0
    differences: list[Difference] = field(default_factory=list)


def replay(
    engine: Engine, projector: Projector, *, workers: int = 1, progress: Progress = lambda _events: None
) -> Replayed:
    """Fold every stream from its first event, then hold the rows that follow against the stored ones.

    `workers` processes share the work; `progress` is told how many events are folded so far.
    """
    result = Replayed()
    projector.catch_up()
    with _Crew(engine, workers) as crew:
        started = time.perf_counter()
        for events, participants in crew.share(fold):
            result.events += events
            result.participants += participants
            progress(result.events)
        result.fold_seconds = time.perf_counter() - started
        started = time.perf_counter()
        result.differences = _compared(engine, crew)
        if result.differences:  # somebody may have written meanwhile: only what differs twice does
            projector.catch_up()
            again = _compared(engine, crew)
            result.differences = [difference for difference in result.differences if difference in again]
        result.compare_seconds = time.perf_counter() - started
    return result


def fold(engine: Engine, digit: str = "") -> tuple[int, int]:
    """Fold every participant's history from its first event, of the streams that begin with this digit.

    Returns how many events and participants there are.
    """
    events = participants = 0
    with engine.store.read() as connection:
        for _, log in engine.log.streams(connection, first=digit, last=digit):
            events += len(log)
            if is_person(log):
                participants += 1
                _ = History(log).stays
    return events, participants


class _Crew:
    """Those who share the work: this process alone, or others that each open the store for themselves."""

    def __init__(self, engine: Engine, workers: int) -> None:
        self._engine = engine
        self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers > 1 else None

    def share(self, work: Callable[[Engine, str], T]) -> Iterator[T]:
        """Do the work over the whole log, here or piece by piece."""
        if self._pool is None:
            yield work(self._engine, "")
            return
        url = self._engine.store.url.render_as_string(hide_password=False)
        key_file = self._engine.vault.master.path
        pieces: list[Future[T]] = [self._pool.submit(_piece, url, key_file, work, digit) for digit in _RANGES]
        for piece in as_completed(pieces):
            yield piece.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _piece(url: str, key_file: Path, work: Callable[[Engine, str], T], digit: str) -> T:
    engine = Engine(url, key_file, {})
    try:
        return work(engine, digit)
    finally:
        engine.close()


def _compared(engine: Engine, crew: _Crew) -> list[Difference]:
    differences = [difference for part in crew.share(_compare) for difference in part]
    with engine.store.read() as connection:
        differences += _strangers(engine, connection)
    differences.sort(key=lambda difference: (difference["table"], difference["what"], str(difference.get("row"))))
    return differences[:SHOWN]


def _compare(engine: Engine, digit: str) -> list[Difference]:
    result: list[Difference] = []
    with engine.store.read() as connection:
        streams = engine.log.streams(connection, first=digit, last=digit)
        while len(result) < SHOWN and (chunk := list(islice(streams, _STREAMS))):
            fresh = {stream.hex: rows(log, engine.books.get(log[0].programme)) for stream, log in chunk}
            for table in tables.OF_STREAM:
                stored = _stored(connection, table, fresh)
                for stream, of_stream in fresh.items():
                    result += _differences(str(table.name), of_stream.get(table.name, []), stored.get(stream, []))
    return result


def _strangers(engine: Engine, connection: Connection) -> Iterator[Difference]:
    """Rows of streams that the log does not know."""
    events = engine.store.events.c
    for table in tables.OF_STREAM:
        stream = table.c.stream if engine.store.is_sqlite else sa.cast(table.c.stream, sa.Uuid)
        in_log = sa.exists().where(events.originator_id == stream)
        for _ in connection.execute(sa.select(table.c.stream).where(~in_log).distinct().limit(SHOWN)):
            yield {"table": str(table.name), "what": "a row whose participant the log does not know"}


def _stored(connection: Connection, table: sa.Table, streams: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """A table's rows of these streams, by stream."""
    by_stream: dict[str, list[dict[str, Any]]] = {}
    try:
        for row in connection.execute(sa.select(table).where(table.c.stream.in_(streams))).mappings():
            by_stream.setdefault(row["stream"], []).append(dict(row))
    except (ValueError, TypeError):  # a date that is none
        raise CheckFailed(f"a row of {table.name} cannot be read; `journey rebuild` derives it again") from None
    return by_stream


def _differences(table: str, fresh: list[dict[str, Any]], stored: list[dict[str, Any]]) -> Iterator[Difference]:
    expected = {_key(row): row for row in fresh}
    there = {_key(row): row for row in stored}
    for key in expected.keys() - there.keys():
        yield {"table": table, "row": key[1:], "what": "missing"}
    for key in there.keys() - expected.keys():
        yield {"table": table, "row": key[1:], "what": "does not follow from the log"}
    for key in expected.keys() & there.keys():
        wrong = [name for name, value in expected[key].items() if there[key].get(name) != value]
        if wrong:
            yield {"table": table, "row": key[1:], "what": f"differs in {', '.join(wrong)}"}


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    names = ("stream", "rule", "occurrence", "version", "coach", "employer", "appointment", "message", "task")
    if "state" in row:  # a participant's coach is a value, not part of the key
        return (str(row["stream"]),)
    return tuple(str(row[name]) for name in names if name in row)
