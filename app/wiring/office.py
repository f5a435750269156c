"""The wiring of what services work with, for a command: the office behind an opened journey."""

from __future__ import annotations

from journey.engine.chats.doors import Doors
from journey.engine.chats.sessions import Lengths
from services.office import Office
from services.opened import Journey


def office_of(journey: Journey) -> Office:
    """The office at the moment of the command."""
    engine = journey.engine
    return Office(engine, journey.projector, Doors(engine.store, engine.vault, Lengths()), lambda: journey.now)
