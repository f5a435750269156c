"""Places: how many a coach has, how many a programme has, and how many of them are taken."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.team import Team
from journey.engine.engine import Engine
from projections.live import tables
from projections.live.replay import View, team


def taken_and_places(engine: Engine, programme: str, coach: str, day: date) -> tuple[int, float | None]:
    """How many enrolled people a coach has now, and for how many there is time that day (None: no cap known)."""
    table = tables.participants
    query = sa.select(sa.func.count()).where(
        table.c.programme == programme, table.c.coach == coach, table.c.enrolled.is_not(None), table.c.ended.is_(None)
    )
    with engine.store.read() as connection:
        taken = connection.execute(query).scalar() or 0
        fte = Team(team(engine, connection, View(day), programme)).fte(coach, day)
    per_fte = engine.books[programme].latest.capacity.per_fte
    return taken, None if per_fte is None or fte is None else per_fte * fte


def free_places(engine: Engine, connection: Connection, view: View, programme: str, current: int) -> int | None:
    """Places that nobody has; None where the programme has no cap. Coaches' time counts, within the places in all."""
    capacity = engine.books[programme].latest.capacity
    places: float | None = capacity.places
    crew = Team(team(engine, connection, view, programme))
    coaches = crew.coaches(view.as_of)
    if capacity.per_fte is not None and coaches:
        by_time = capacity.per_fte * sum(crew.fte(coach, view.as_of) or 0 for coach in coaches)
        places = by_time if places is None else min(places, by_time)
    return None if places is None else max(0, int(places + 1e-9) - current)
