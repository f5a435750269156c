"""The log against the read models, row by row; and deadlines judged again under other rules."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.events import is_person
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines
from journey.engine.engine import Engine
from projections import tables
from projections.projector import Projector
from projections.replay import View, people, team
from projections.rows import rows

SHOWN = 100
"""Of more differences than this the first are named."""

_STREAMS = 200  # streams to one question to each table: asking for each stream costs more than the fold


@dataclass(slots=True)
class Replayed:
    """What a replay read and found; seconds are wall time."""

    events: int = 0
    participants: int = 0
    fold_seconds: float = 0.0
    compare_seconds: float = 0.0
    differences: list[dict[str, Any]] = field(default_factory=list)


def replay(engine: Engine, projector: Projector) -> Replayed:
    """Fold every stream from its first event, then hold the rows that follow against the stored ones."""
    result = Replayed()
    projector.catch_up()
    started = time.perf_counter()
    result.events, result.participants = fold(engine)
    result.fold_seconds = time.perf_counter() - started
    started = time.perf_counter()
    with engine.store.read() as connection:
        _compare(engine, connection, result)
    result.compare_seconds = time.perf_counter() - started
    return result


def fold(engine: Engine) -> tuple[int, int]:
    """Fold every participant's history from its first event. Returns how many events and participants there are."""
    events = participants = 0
    with engine.store.read() as connection:
        for _, log in engine.log.streams(connection):
            events += len(log)
            if is_person(log):
                participants += 1
                _ = History(log).stays
    return events, participants


def _compare(engine: Engine, connection: Connection, result: Replayed) -> None:
    known: set[str] = set()
    streams = engine.log.streams(connection)
    while chunk := list(islice(streams, _STREAMS)):
        fresh = {stream.hex: rows(log, engine.books.get(log[0].programme)) for stream, log in chunk}
        known |= fresh.keys()
        for table in tables.OF_STREAM:
            stored = _stored(connection, table, fresh)
            for stream, own in fresh.items():
                _differences(str(table.name), own.get(table.name, []), stored.get(stream, []), result)
    for table in tables.OF_STREAM:
        for hexed in connection.execute(sa.select(table.c.stream).distinct()).scalars():
            if hexed not in known:
                _note(result, {"table": str(table.name), "what": "a row whose participant the log does not know"})


def _stored(connection: Connection, table: sa.Table, streams: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """A table's rows of these streams, by stream."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(sa.select(table).where(table.c.stream.in_(streams))).mappings():
        found.setdefault(row["stream"], []).append(dict(row))
    return found


def _differences(table: str, fresh: list[dict[str, Any]], stored: list[dict[str, Any]], result: Replayed) -> None:
    expected = {_key(row): row for row in fresh}
    found = {_key(row): row for row in stored}
    for key in expected.keys() - found.keys():
        _note(result, {"table": table, "row": key[1:], "what": "missing"})
    for key in found.keys() - expected.keys():
        _note(result, {"table": table, "row": key[1:], "what": "does not follow from the log"})
    for key in expected.keys() & found.keys():
        wrong = [name for name, value in expected[key].items() if found[key].get(name) != value]
        if wrong:
            _note(result, {"table": table, "row": key[1:], "what": f"differs in {', '.join(wrong)}"})


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    names = ("stream", "rule", "occurrence", "version", "coach", "employer", "appointment", "message", "task")
    if "state" in row:  # a participant's coach is a value, not part of the key
        return (str(row["stream"]),)
    return tuple(str(row[name]) for name in names if name in row)


def _note(result: Replayed, difference: dict[str, Any]) -> None:
    if len(result.differences) < SHOWN:
        result.differences.append(difference)


def rejudged(
    engine: Engine,
    view: View,
    books: dict[str, RuleBook],
    name: Callable[[UUID | None], str | None],
    programme: str | None,
) -> list[dict[str, Any]]:
    """The deadlines whose status other rules would change: how they stand under the rules of their time, and then."""
    found: list[dict[str, Any]] = []
    with engine.store.read() as connection:
        for person in people(engine, connection, view, programme):
            found += _changed(engine, person.programme, person.history, view, books, name(person.stream), "participant")
        for programme_id in engine.books:
            if programme in (None, programme_id):
                own = team(engine, connection, view, programme_id)
                found += _changed(engine, programme_id, own, view, books, None, "programme")
    found.sort(key=lambda row: (row["participant"] or "", row["rule"], str(row["opened"]), row["occurrence"]))
    return found


def _changed(
    engine: Engine,
    programme: str,
    history: History,
    view: View,
    books: dict[str, RuleBook],
    participant: str | None,
    level: str,
) -> list[dict[str, Any]]:
    ordinary = engine.books.get(programme)
    if ordinary is None:
        return []
    then = {(found.rule, found.occurrence): found for found in deadlines(history, ordinary, view.as_of, level)}
    other = {(found.rule, found.occurrence): found for found in deadlines(history, books[programme], view.as_of, level)}
    changes = []
    for key in sorted(then.keys() | other.keys()):
        before, after = then.get(key), other.get(key)
        if (before and before.status) == (after and after.status):
            continue
        some = after or before
        changes.append(
            {
                "participant": participant, "episode": some.episode if some else None, "rule": key[0],
                "occurrence": key[1], "opened": some.opened if some else None,
                "status_then": before.status if before else None, "due_then": before.due if before else None,
                "status": after.status if after else None, "due": after.due if after else None,
            }
        )  # fmt: skip
    return changes
