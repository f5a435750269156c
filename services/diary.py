"""A coach's week ahead: the meetings that are booked with the people they have or stand in for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar
from projections.live import tables
from services.office import Office
from services.permissions import Actor, Permission
from services.roster import Row, of_streams

WEEK = timedelta(days=7)
MOST = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """A booked meeting: with whom, when, and its id."""

    person: Row
    at: datetime
    appointment: str


def week(office: Office, actor: Actor) -> list[Meeting]:
    """What is booked from tomorrow on, for a week, in order. Nothing for who is no coach, or may not enter."""
    crew = office.crew(actor.programme or "")
    if not actor.coaches or not crew.works(actor.recorded):
        return []
    office.projector.catch_up()  # who was hidden or handed over a moment ago is so here
    booked, people = tables.appointments, tables.participants
    first = calendar.end_of_day(office.today())
    query = (
        sa.select(booked.c.stream, booked.c.appointment, booked.c.at)
        .join(people, people.c.stream == booked.c.stream)
        .where(people.c.programme == actor.programme, ~people.c.erased, people.c.ended.is_(None))
        .where(people.c.coach.in_(crew.coaches_of(actor)), booked.c.standing == "booked")
        .where(booked.c.at > _utc(first), booked.c.at <= _utc(first + WEEK))
        .order_by(booked.c.at, booked.c.stream)
        .limit(MOST)
    )
    with office.engine.store.read() as connection:
        rows = connection.execute(query).all()
    with_whom = {one.stream: one for one in of_streams(office, {UUID(row.stream) for row in rows})}
    seen = office.permitted(actor, with_whom.values(), Permission.READ_FACTS)
    return [
        Meeting(with_whom[stream], calendar.local_time(datetime.fromisoformat(row.at)), row.appointment)
        for row in rows
        if (stream := UUID(row.stream)) in seen
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
