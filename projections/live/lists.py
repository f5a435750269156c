"""Lists for people at work: deadlines, alerts, participants, the waiting list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.events.messages import AlertAcknowledged
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from journey.domain.rules import Deadline
from journey.domain.rules import deadlines as judge
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.live import tables
from projections.live import waiting as queues
from projections.live.replay import View, judged, people
from projections.live.rows import deadline_rows, participant_row

Name = Callable[[UUID | None], str | None]
Record = dict[str, Any]


def rules(engine: Engine) -> dict[str, set[str]]:
    """Every rule id that a programme in use has, or has had."""
    return {
        name: {rule.id for version in book.versions for rule in version.programme.rules}
        for name, book in engine.books.items()
    }


def deadlines(
    engine: Engine, connection: Connection, view: View, name: Name, programme: str | None, rule: str | None
) -> list[Record]:
    """Every deadline that has opened by the view's day."""
    records = [
        (programme_id, _deadline(deadline, name(stream)))
        for stream, programme_id, deadline in judged(engine, connection, view, programme)
        if rule in (None, deadline.rule)
    ]
    records.sort(key=lambda pair: (pair[1]["participant"] or "", pair[0], pair[1]["opened"], pair[1]["rule"]))
    return [record for _, record in records]


def _deadline(deadline: Deadline, participant: str | None) -> Record:
    return {
        "participant": participant,
        "episode": deadline.episode,
        "rule": deadline.rule,
        "occurrence": deadline.occurrence,
        "opened": deadline.opened,
        "due": deadline.due,
        "status": deadline.status,
        "met_on": deadline.met_on,
        "paused_days": deadline.paused_days,
        "raw_days": deadline.raw_days,
        "adjusted_days": deadline.adjusted_days,
        "periods_missed": deadline.periods_missed,
    }


def alerts(
    engine: Engine,
    connection: Connection,
    view: View,
    name: Name,
    programme: str | None,
    rule: str | None,
    *,
    cut: bool,
) -> list[Record]:
    """Every alert in the log (up to the view, where one is asked for), and what became of its deadline by then."""
    table = tables.alerts
    query = sa.select(table.c.stream).distinct()
    if programme is not None:
        query = query.where(table.c.programme == programme)
    records: list[Record] = []
    for hexed in sorted(connection.execute(query).scalars()):
        stream = UUID(hexed)
        log = engine.log.load(stream, connection=connection)
        of_programme = stream == programme_stream(log[0].programme)
        raised = [
            event
            for event in log
            if isinstance(event.fact, AlertRaised)
            and rule in (None, event.fact.rule)
            and (not cut or _within(event, view))
        ]
        if raised:
            became = _statuses(engine, log, view, of_programme=of_programme)
            answers = _acknowledgements(log)
            records += [
                _alert(event, name(None if of_programme else stream), became, answers.get(event.version))
                for event in raised
            ]
    records.sort(key=lambda record: (record["raised_at"], record["participant"] or "", record["rule"], record["kind"]))
    return records


def _acknowledgements(log: list[Any]) -> dict[int, Record]:
    """The first acknowledgement of each alert, by the alert's version: by whom, when and why.

    What is raised again after an answer waits for another.
    """
    answers: dict[int, Record] = {}
    raised: dict[tuple[Any, ...], list[int]] = {}
    for event in log:
        if isinstance(event.fact, AlertRaised):
            raised.setdefault(_alert_key(event.fact), []).append(event.version)
        elif isinstance(event.fact, AlertAcknowledged):
            answer = {"by": event.by, "at": event.recorded.isoformat(), "reason": event.fact.reason}
            for version in raised.get(_alert_key(event.fact), ()):
                answers.setdefault(version, answer)
    return answers


def _alert_key(fact: Any) -> tuple[Any, ...]:
    return (fact.rule, fact.occurrence, fact.kind, fact.due)


def _within(event: Event, view: View) -> bool:
    return event.on <= view.as_of and (view.known_at is None or event.recorded <= view.known_at)


def _statuses(engine: Engine, log: list[Any], view: View, *, of_programme: bool) -> dict[tuple[str, str], Deadline]:
    book = engine.books.get(log[0].programme)
    if book is None:
        return {}
    history = History(log, as_of=view.as_of, known_at=view.known_at)
    level = "programme" if of_programme else "participant"
    return {(deadline.rule, deadline.occurrence): deadline for deadline in judge(history, book, view.as_of, level)}


def _alert(
    event: Event, participant: str | None, became: dict[tuple[str, str], Deadline], acknowledged: Record | None
) -> Record:
    fact = event.fact
    now = became.get((fact.rule, fact.occurrence))
    return {
        "participant": participant,
        "programme": event.programme,
        "episode": fact.episode,
        "rule": fact.rule,
        "occurrence": fact.occurrence,
        "kind": fact.kind,
        "due": fact.due,
        "to": list(fact.to),
        "raised": event.on,
        "raised_at": event.recorded.isoformat(),
        "acknowledged": acknowledged,
        "known": {
            "opened": fact.opened,
            "status": fact.status,
            "met_on": fact.met_on,
            "raw_days": fact.raw_days,
            "paused_days": fact.paused_days,
            "events": fact.seen,
            "rules_version": fact.rules_version,
        },
        "became": now.status if now else "struck",
        "met_on": now.met_on if now else None,
    }


def participants(
    engine: Engine, connection: Connection, view: View | None, name: Name, programme: str | None
) -> list[Record]:
    """Everybody known: where they are, with whom, and the nearest deadline that still waits."""
    rows = sorted(
        ((name(UUID(row["stream"])) or "", row) for row in _participant_rows(engine, connection, view, programme)),
        key=lambda pair: (pair[0], pair[1]["programme"]),
    )
    return [
        {
            "participant": called,
            "programme": row["programme"],
            "state": row["state"],
            "phase": row["phase"],
            "episode": row["episode"],
            "coach": row["coach"],
            "known_since": row["known_since"],
            "waiting_since": row["waiting_since"],
            "enrolled": row["enrolled"],
            "ended": row["ended"],
            "next_deadline": {"rule": row["next_rule"], "due": row["next_due"]} if row["next_rule"] else None,
        }
        for called, row in rows
    ]


def _participant_rows(
    engine: Engine, connection: Connection, view: View | None, programme: str | None
) -> Iterator[Record]:
    """From the read model, or, where another view is asked for, from the log."""
    if view is None:
        query = sa.select(tables.participants)
        if programme is not None:
            query = query.where(tables.participants.c.programme == programme)
        yield from (dict(row) for row in connection.execute(query).mappings())
        return
    for person in people(engine, connection, view, programme):
        book = engine.books.get(person.programme)
        if book is not None and person.history.events:
            judged_rows = deadline_rows(person.history, book, person.log[0], view.as_of)
            yield participant_row(person.history, person.log[0], judged_rows)


def waiting(
    engine: Engine, connection: Connection, view: View | None, now: datetime, name: Name, programme: str | None
) -> list[Record]:
    """The waiting list of each programme, first come first; `turn` where a free place has reached the person."""
    at = view or View(calendar.local_date(now))
    by_programme: dict[str, list[Record]] = {}
    for row in _participant_rows(engine, connection, view, programme):
        by_programme.setdefault(row["programme"], []).append(row)
    records: list[Record] = []
    for programme_id, rows in sorted(by_programme.items()):
        queue = queues.queue(engine, connection, at, programme_id, rows)
        records += [
            {
                "place": place,
                "participant": name(UUID(row["stream"])),
                "programme": programme_id,
                "waiting_since": row["waiting_since"],
                "referred": row["opened"],
                "turn": queue.turn(place),
            }
            for place, row in enumerate(queue.rows, 1)
        ]
    return records


def erased(connection: Connection) -> dict[UUID, str]:
    """Everybody erased, with their programme."""
    return _with_programme(connection, tables.participants.c.erased)


def protected(connection: Connection) -> dict[UUID, str]:
    """Everybody who lives under protected identity now, with their programme."""
    return _with_programme(connection, tables.participants.c.identity == "protected")


def _with_programme(connection: Connection, which: sa.ColumnElement[bool]) -> dict[UUID, str]:
    table = tables.participants
    rows = connection.execute(sa.select(table.c.stream, table.c.programme).where(which)).all()
    return {UUID(row.stream): row.programme for row in rows}
