"""A command carried through: decided, saved, and seen by whoever reads next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events import Event, Recorded
from journey.engine.engine import Engine
from projections.live.capacity import taken_and_places
from projections.live.projector import Projector


def execute(engine: Engine, projector: Projector, commands: Sequence[Record]) -> list[Event]:
    """Decide and save commands about one participant, and catch up before answering: who asked reads their own writes.

    Raises what `Engine.execute_together` raises: Conflict, NotAllowed past the cap, WrongInput, WrongOrder.
    """

    def cap(programme: str, coach: str) -> tuple[int, float | None]:
        projector.catch_up()
        return taken_and_places(engine, programme, coach, calendar.local_date(commands[0].now))

    events = engine.execute_together(commands, cap)
    projector.catch_up()
    return events


def write(
    engine: Engine, projector: Projector, stream: UUID, deciding: Callable[[list[Recorded]], list[Event]]
) -> list[Event]:
    """Append what is decided from a stream's log (see `Engine.write`), and catch up before answering."""
    events = engine.write(stream, deciding)
    projector.catch_up()
    return events
