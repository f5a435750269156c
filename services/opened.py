"""An opened store, as services know it: the engine, the read models, and the moment it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journey.domain.commands import Record
from journey.domain.events import Event
from journey.engine.engine import Engine
from projections.live.projector import Projector
from services.permissions import Actor, Role
from services.recording import execute

OPERATOR = Actor(Role.operator)
"""An operator whose sign-in says no name."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything a command needs: the engine, the read models, and the moment it began."""

    engine: Engine
    projector: Projector
    now: datetime
    actor: Actor = OPERATOR
    """Who asks: at the command line the operator, by their sign-in."""
    begun: datetime | None = None
    """The moment on the wall where `now` may be another: a sweep can be made for another day, and reading cannot."""
    erased_again: int = 0  # erasures that receipts tell of and the log did not: it was restored

    def execute(self, command: Record) -> list[Event]:
        """Decide and save one command, and catch up before answering: who asked reads their own writes.

        Raises what `Engine.execute` raises: Conflict, NotAllowed past the cap, WrongInput, WrongOrder.
        """
        return execute(self.engine, self.projector, [command])
