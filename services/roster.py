"""The people of a colleague as a table: state, last contact, nearest deadline, next meeting. Read from the read models.

Names are not in it: they are sealed, and opened for whoever may read them, a page at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from projections.live import tables
from services.office import Office
from services.permissions import Actor

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One person, without their name."""

    stream: UUID
    state: str
    coach: str | None
    since: date | None
    """The day they came to where they are."""
    ended: date | None
    rule: str | None
    due: date | None
    meeting: datetime | None = None
    last: date | None = None
    """The day of the last contact with them."""
    flags: tuple[str, ...] = ()


def rows(office: Office, actor: Actor) -> list[Row]:
    """Everybody this colleague has or stands in for, and whose second coach they are; all for a supervisor.

    Nobody where the colleague may not enter.
    """
    crew = office.crew(actor.programme or "")
    if not crew.works(actor.recorded) or not (actor.leads or actor.coaches):
        return []
    table = tables.participants
    query = sa.select(table).where(table.c.programme == actor.programme, ~table.c.erased)
    if not actor.leads:
        theirs = [coach for coach in crew.team.coaches(crew.day) if crew.team.told(coach, crew.day) == actor.recorded]
        seconds = tables.co_coaches
        with_them = sa.select(seconds.c.stream).where(seconds.c.coach == actor.name)
        query = query.where(sa.or_(table.c.coach.in_([*theirs, actor.name]), table.c.stream.in_(with_them)))
    return list(_read(office, query))


def of_streams(office: Office, streams: Iterable[UUID]) -> list[Row]:
    """These people, in no order."""
    hexed, table = [stream.hex for stream in streams], tables.participants
    found: list[Row] = []
    for start in range(0, len(hexed), _AT_ONCE):
        query = sa.select(table).where(table.c.stream.in_(hexed[start : start + _AT_ONCE]), ~table.c.erased)
        found += _read(office, query)
    return found


def _read(office: Office, query: sa.Select[Any]) -> Iterator[Row]:
    with office.engine.store.read() as connection:
        people = connection.execute(query).all()
        meetings = _meetings(connection, office.clock(), people[0].programme if people else "")
    for row in people:
        yield Row(
            UUID(row.stream),
            row.state,
            row.coach,
            row.state_since,
            row.ended,
            row.next_rule,
            row.next_due,
            meetings.get(row.stream),
            row.last_contact,
            ("protected",) if row.identity == "protected" else (),
        )


def _meetings(connection: sa.Connection, now: datetime, programme: str) -> dict[str, datetime]:
    """The next meeting of everybody who has one."""
    table = tables.appointments
    query = sa.select(table.c.stream, sa.func.min(table.c.at).label("at"))
    query = query.where(table.c.programme == programme, table.c.standing == "booked", table.c.at >= _utc(now))
    return {row.stream: datetime.fromisoformat(row.at) for row in connection.execute(query.group_by(table.c.stream))}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
