"""Carries commands through: decided, saved, and seen by whoever reads next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events import Event, Recorded
from journey.engine.decisions import Before, Written
from journey.engine.engine import CapCheck, Engine
from projections.live.capacity import taken_and_places
from projections.live.projector import Projector


def execute(engine: Engine, projector: Projector, commands: Sequence[Record]) -> list[Event]:
    """Decide and save commands about one participant, and catch up before answering: who asked reads their own writes.

    Raises what `Engine.change` raises: Conflict, NotAllowed past the cap, WrongInput, WrongOrder.
    """
    events = engine.execute_together(commands, _cap(engine, projector, calendar.local_date(commands[0].now)))
    projector.follow()
    return events


def change(
    engine: Engine, projector: Projector, begin: Before, asking: Callable[[Before], Sequence[Record]], day: date
) -> Written:
    """The same, where what is asked for depends on the stream as it is found: see `Engine.change`."""
    written = engine.change(begin.stream, asking, _cap(engine, projector, day), begin)
    projector.follow(written)
    return written


def write(
    engine: Engine, projector: Projector, stream: UUID, deciding: Callable[[list[Recorded]], list[Event]]
) -> list[Event]:
    """Append what is decided from a stream's log (see `Engine.write`), and catch up before answering."""
    events = engine.write(stream, deciding)
    projector.follow()
    return events


def _cap(engine: Engine, projector: Projector, day: date) -> CapCheck:
    """How many people a coach has now, and for how many there is time."""

    def cap(programme: str, coach: str) -> tuple[int, float | None]:
        projector.catch_up()
        return taken_and_places(engine, programme, coach, day)

    return cap
