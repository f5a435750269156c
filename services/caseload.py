"""Whom a colleague has, and about whom something is open that is theirs: chosen by the read models, then read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from projections.live import tables
from services import pending, recipients
from services.office import Office
from services.people import Crew, Person
from services.permissions import Actor

_ENDED = ("declined", "discharged", "known")


def people(office: Office, actor: Actor) -> list[Person]:
    """Everybody this colleague works with: a coach's own and deputised, and whose second coach they are.

    All of them for a supervisor. Nobody where the colleague may not enter.
    """
    crew = office.crew(actor.programme or "")
    if not crew.works(actor.recorded) or not (actor.leads or actor.coaches):
        return []
    table, query = tables.participants, living(actor)
    if not actor.leads:
        seconds = tables.co_coaches
        with_them = sa.select(seconds.c.stream).where(seconds.c.coach == actor.name)
        query = query.where(sa.or_(table.c.coach.in_(crew.coaches_of(actor)), table.c.stream.in_(with_them)))
    return read(office, _column(office, query))


def concerned(office: Office, actor: Actor, crew: Crew) -> list[Person]:
    """Everybody with whom this colleague may have something to do today.

    Those whose coach, deputy or, where neither can be reached, supervisor they are; those about whom a task or an alert
    that may still be open is for them; about whom a reminder of theirs or a question to them is open.
    """
    table, here = tables.participants, living(actor)
    everybodys = here.with_only_columns(table.c.coach).distinct()
    coaches = crew.coaches_of(actor) if actor.coaches else _column(office, everybodys)
    theirs = [coach for coach in coaches if actor.recorded in recipients.of_coach(coach, crew)]
    whose = table.c.coach.in_([coach for coach in theirs if coach is not None])
    streams = set(_column(office, here.where(sa.or_(whose, table.c.coach.is_(None)) if None in theirs else whose)))
    streams |= set(_column(office, _noted(actor)))
    with office.engine.store.read() as connection:
        rows = [row for query in (_open_tasks(actor), _open_alerts(actor)) for row in connection.execute(query)]
    for (names, coach), of_these in _together(rows).items():
        if actor.recorded in recipients.about(names.split(","), coach, crew):
            streams |= of_these
    return read(office, streams)


def living(actor: Actor) -> sa.Select[Any]:
    """The streams of everybody in the programme who waits, or is enrolled and not discharged."""
    table = tables.participants
    query = sa.select(table.c.stream).where(table.c.programme == actor.programme, ~table.c.erased)
    return query.where(table.c.state.not_in(_ENDED))


def _noted(actor: Actor) -> sa.Select[Any]:
    """The streams of everybody about whom a reminder or a question waits for the actor."""
    notes, participants = tables.notes, tables.participants
    query = sa.select(notes.c.stream).join(participants, participants.c.stream == notes.c.stream)
    query = query.where(notes.c.waits_for == actor.recorded, notes.c.programme == actor.programme)
    return query.where(~participants.c.erased)


def _open_tasks(actor: Actor) -> sa.Select[Any]:
    """Whom tasks that nobody has taken named, about whom, and that person's coach."""
    tasks, participants = tables.tasks, tables.participants
    query = sa.select(tasks.c.stream, tasks.c.told, participants.c.coach).join(
        participants, participants.c.stream == tasks.c.stream
    )
    query = query.where(tasks.c.programme == actor.programme, tasks.c.taken_by.is_(None), ~participants.c.erased)
    return query.where(sa.or_(tasks.c.kind != pending.REFERRAL, participants.c.coach.is_(None)))


def _open_alerts(actor: Actor) -> sa.Select[Any]:
    """Whom alerts named whose deadline still waits for that day, about whom, and that person's coach."""
    alerts, waits, participants = tables.alerts, tables.deadlines, tables.participants
    same = [alerts.c[name] == waits.c[name] for name in ("stream", "rule", "occurrence", "due")]
    query = sa.select(alerts.c.stream, alerts.c.told, participants.c.coach).distinct()
    query = query.join(waits, sa.and_(*same)).join(participants, participants.c.stream == alerts.c.stream)
    return query.where(alerts.c.programme == actor.programme, waits.c.settled_on.is_(None), ~participants.c.erased)


def _together(rows: Iterable[sa.Row[Any]]) -> dict[tuple[str, str | None], set[str]]:
    """The streams of all who have the same coach and about whom the same colleagues were named: few, asked once."""
    together: dict[tuple[str, str | None], set[str]] = {}
    for row in rows:
        together.setdefault((row.told, row.coach), set()).add(row.stream)
    return together


def _column(office: Office, query: sa.Select[Any]) -> list[Any]:
    with office.engine.store.read() as connection:
        return list(connection.execute(query).scalars())


def read(office: Office, streams: Iterable[str]) -> list[Person]:
    """These people; without whoever was erased a moment ago, of whom the read models may not know yet."""
    read = office.people([UUID(stream) for stream in sorted(streams)])
    return [person for person in read if not person.history.erased]
