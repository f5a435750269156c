"""Fold the log from its first event: as of a day, and as known at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain.events import Event, Recorded, is_person
from journey.domain.history import History
from journey.domain.rules import Deadline, deadlines
from journey.engine.engine import Engine
from journey.engine.people import programme_stream


@dataclass(frozen=True, slots=True)
class View:
    """The point a reader stands at: judged at the end of `as_of`, with what was recorded by `known_at` (None: all)."""

    as_of: date
    known_at: datetime | None = None


Reading = Callable[[list[Recorded]], Iterable[Event]]
"""How a log is read before it is folded."""


def as_written(log: list[Recorded]) -> Iterable[Event]:
    """As it stands."""
    return log


@dataclass(frozen=True, slots=True)
class Folded:
    """One participant's history at a view; `log` is their whole stream."""

    stream: UUID
    programme: str
    log: list[Recorded]
    history: History


def people(
    engine: Engine,
    connection: Connection,
    view: View,
    programme: str | None = None,
    reading: Reading = as_written,
) -> Iterator[Folded]:
    """Every participant's history, one at a time, in constant memory."""
    for stream, log in engine.log.streams(connection):
        if not is_person(log) or programme not in (None, log[0].programme):
            continue
        history = History(reading(log), as_of=view.as_of, known_at=view.known_at)
        if not history.merged:
            yield Folded(stream, log[0].programme, log, history)


def team(engine: Engine, connection: Connection, view: View, programme: str, reading: Reading = as_written) -> History:
    """The programme's own history."""
    log = engine.log.load(programme_stream(programme), connection=connection)
    return History(reading(log), as_of=view.as_of, known_at=view.known_at)


def judged(
    engine: Engine, connection: Connection, view: View, programme: str | None = None
) -> Iterator[tuple[UUID | None, str, Deadline]]:
    """Every deadline at a view, with the participant's stream (None for the programme's own) and the programme."""
    for person in people(engine, connection, view, programme):
        book = engine.books.get(person.programme)
        for deadline in deadlines(person.history, book, view.as_of) if book else ():
            yield person.stream, person.programme, deadline
    for name, book in engine.books.items():
        if programme in (None, name):
            programme_history = team(engine, connection, view, name)
            for deadline in deadlines(programme_history, book, view.as_of, "programme"):
                yield None, name, deadline
