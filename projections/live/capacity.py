"""Places: how many a coach has, how many a programme has, and how many of them are taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import standing
from journey.domain.events.staff import StaffDisabled
from journey.domain.history import History
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


def free_places(
    engine: Engine, connection: Connection, view: View, programme: str, taken: Mapping[str | None, int]
) -> int | None:
    """Places that nobody has; None where the programme has no cap. Coaches' time counts, within the places in all.

    `taken` is how many enrolled people each coach has (under None: those without one). A coach who is not at work –
    absent that day, or let in no more – keeps the places of their people and offers no other; one who has left has
    none. A coach who was registered and never let into the chat gives places as everybody: not every office chats.
    """
    capacity = engine.books[programme].latest.capacity
    history = team(engine, connection, view, programme)
    places = _by_time(history, view.as_of, capacity.per_fte, taken)
    if capacity.places is not None:
        places = capacity.places if places is None else min(places, capacity.places)
    return None if places is None else max(0, int(places + 1e-9) - sum(taken.values()))


def _by_time(history: History, day: date, per_fte: float | None, taken: Mapping[str | None, int]) -> float | None:
    """For how many people the coaches have time that day; None where there is no cap or nobody was ever registered."""
    if per_fte is None or not any(event.on <= day for event in history.by_type.get("coach_registered", ())):
        return None
    crew, out, places = Team(history), _let_out(history), 0.0
    for coach in crew.coaches(day):
        full = per_fte * (crew.fte(coach, day) or 0)
        away = crew.deputy(coach, day) is not None or f"coach:{coach}" in out
        places += min(full, taken.get(coach, 0)) if away else full
    return places


def _let_out(history: History) -> set[str]:
    """Whoever was let into the chat and is let in no more."""
    disabled = {event.fact.staff for event in history.dealings if isinstance(event.fact, StaffDisabled)}
    return disabled - standing.staff_members(history).keys()
