"""The waiting list: who waits for a place, in which order, and whose turn it is. Chat and command line both ask here.

Who waits: everybody who is referred or put on the waiting list, and neither declined, enrolled nor erased. A place can
be offered to each of them, so each of them has a number. Those on the waiting list come before those who are referred
alone. Within each: by the waiting day, then the day of referral, then arrival in the log. Names and random ids say
nothing about who came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.engine import Engine
from projections.live import tables
from projections.live.capacity import free_places
from projections.live.replay import View

Row = Mapping[str, Any]

STATES = ("referred", "waiting")
"""The states in which somebody waits for a place."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A programme's waiting list, first come first, and the places that nobody has (None: it has no cap)."""

    rows: list[Row]
    free: int | None

    @property
    def streams(self) -> list[UUID]:
        """Who waits, in order."""
        return [UUID(row["stream"]) for row in self.rows]

    def turn(self, place: int) -> bool | None:
        """Whether a free place has reached whoever has this number, from 1; None where there is no cap."""
        return None if self.free is None else place <= self.free


def queue(engine: Engine, connection: Connection, view: View, programme: str, rows: Iterable[Row]) -> Queue:
    """The waiting list among a programme's participants, as rows of `rm_participants`, judged at the view."""
    living = [row for row in rows if not row["erased"]]
    taken = Counter(row["coach"] for row in living if row["enrolled"] is not None and row["ended"] is None)
    free = free_places(engine, connection, view, programme, taken)
    return Queue(_ordered(engine, connection, [row for row in living if row["state"] in STATES]), free)


def today(engine: Engine, connection: Connection, programme: str, day: date) -> Queue:
    """The waiting list as it stands on `day`, from the read model."""
    table = tables.participants
    counts = sa.or_(table.c.state.in_(STATES), sa.and_(table.c.enrolled.is_not(None), table.c.ended.is_(None)))
    query = sa.select(table).where(table.c.programme == programme, ~table.c.erased, counts)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return queue(engine, connection, View(day), programme, rows)


def _ordered(engine: Engine, connection: Connection, rows: list[Row]) -> list[Row]:
    """First come first. A file imported at once has one record time: then the place in the log decides."""
    places = {(UUID(row["stream"]), int(row["asked_event"] or 1)): row for row in rows}
    positions = engine.log.positions(connection, list(places))

    def key(place: tuple[UUID, int]) -> tuple[Any, ...]:
        row = places[place]
        waits = row["waiting_since"]
        return waits is None, waits or row["opened"], row["opened"], row["asked_at"] or "", positions.get(place, 0)

    return [places[place] for place in sorted(places, key=key)]
