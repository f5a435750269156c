"""One pass over everything that may be due: judge it again, and raise each alert that is called for, once.

An alert is an event saved at the stream version that was judged. Whoever comes second, after a crash or at the same
moment, finds either the alert already there or a conflict, and judges anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar
from journey.domain.alerts import Called, Raised, called_for, recipients
from journey.domain.events import Event, Recorded, is_person
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from journey.domain.team import Team
from journey.engine.decisions import engine_event
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.live import tables
from projections.live.projector import Projector


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert just raised; `stream` is None where it is the programme's own."""

    stream: UUID | None
    programme: str
    fact: AlertRaised


def sweep(
    engine: Engine,
    projector: Projector,
    now: datetime,
    logged: datetime | None = None,
    over: Callable[[], bool] = lambda: False,
) -> list[Alert]:
    """Judge as of `now`, with everything recorded up to then, and raise what is called for.

    `logged` is the moment of the log where `now` is a moment of the past or the future (by default they are one).
    Where `over` says so the pass ends between two people: the next one finds what is left.
    Raises Conflict where others keep writing to the same stream.
    """
    projector.catch_up()
    engine.forget_books()
    pass_ = _Sweep(engine, now, logged or now)
    streams = takewhile(lambda _: not over(), _candidates(engine, projector, now))
    raised = [alert for stream in streams for alert in pass_.stream(stream)]
    projector.follow()
    return raised


def rehearse(engine: Engine, projector: Projector, now: datetime) -> list[Alert]:
    """The alerts that a pass at that moment would raise, with what is recorded today. Nothing is saved."""
    projector.catch_up()
    engine.forget_books()
    pass_ = _Sweep(engine, now, now)
    return [alert for stream in _candidates(engine, projector, now) for alert in pass_.calls_of(stream)]


def _candidates(engine: Engine, projector: Projector, now: datetime) -> Iterable[UUID]:
    """The streams on which an alert may be due. The index on `next_on` makes open deadlines that are not due free."""
    table, day = tables.deadlines, calendar.local_date(now)
    if projector.latest() > now:  # the read models know more than was known then: ask everybody
        query = sa.select(tables.participants.c.stream)
    else:
        # No DISTINCT: for its sake SQLite would walk every row in the order of the primary key.
        query = sa.select(table.c.stream).where(table.c.next_on <= day)
    with engine.store.read() as connection:
        streams = sorted(set(connection.execute(query).scalars()))
    return [*(UUID(stream) for stream in streams), *(programme_stream(name) for name in engine.in_use())]


class _Sweep:
    """What one pass needs to know once: each programme's team."""

    def __init__(self, engine: Engine, now: datetime, logged: datetime) -> None:
        self.engine, self.now, self.logged = engine, now, logged
        self.day = calendar.local_date(now)
        self.teams: dict[str, Team] = {}

    def team(self, programme: str) -> Team:
        """The programme's team as known now."""
        if programme not in self.teams:
            log = self.engine.log.load(programme_stream(programme))
            self.teams[programme] = Team(History(log, as_of=self.day, known_at=self.now))
        return self.teams[programme]

    def calls_of(self, stream: UUID) -> list[Alert]:
        """What one stream calls for as it stands."""
        log = self.engine.log.load(stream)
        whom = stream if is_person(log) else None
        return [Alert(whom, event.programme, event.fact) for event in self._called(stream, log)]

    def stream(self, stream: UUID) -> list[Alert]:
        """Raise what one stream calls for; judged anew where somebody else wrote first."""
        people: list[bool] = []

        def called(log: list[Recorded]) -> list[Event]:
            people[:] = [is_person(log)]
            return list(self._called(stream, log))

        events = self.engine.write(stream, called)
        return [Alert(stream if people[0] else None, event.programme, event.fact) for event in events]

    def _called(self, stream: UUID, log: list[Recorded]) -> Iterator[Event]:
        book = self.engine.books.get(log[0].programme) if log else None
        if book is None:
            return
        level = "participant" if is_person(log) else "programme"
        history = History(log, as_of=self.day, known_at=self.now)
        raised = Raised(event for event in log if isinstance(event.fact, AlertRaised))
        coach = history.coach() if level == "participant" else None
        for position, called in enumerate(called_for(history, book, raised, self.day, level)):
            to = recipients(called, coach, self.team(log[0].programme), self.day)
            yield self._event(stream, log, position, called, to)

    def _event(self, stream: UUID, log: list[Recorded], position: int, called: Called, to: tuple[str, ...]) -> Event:
        deadline = called.deadline
        fact = AlertRaised(
            rule=deadline.rule,
            occurrence=deadline.occurrence,
            kind=called.kind,
            due=deadline.due or date.max,
            to=to,
            opened=deadline.opened,
            status=deadline.status,
            raw_days=deadline.raw_days,
            paused_days=deadline.paused_days,
            seen=len(log),
            rules_version=deadline.rules_version,
            episode=deadline.episode,
            met_on=deadline.met_on,
            strike=called.strike,
            period=called.period,
            responsible=called.responsible,
        )
        version = len(log) + 1 + position
        return engine_event(stream, version, log[0].programme, fact, self.now, "system", logged=self.logged)
