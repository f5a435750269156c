"""Records every export in the log: what was handed out, for whom, of how many people, and who was left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID

from journey.domain.events import Event, Recorded
from journey.domain.events.requests import Exported
from journey.domain.reading import EVERYTHING
from journey.engine.decisions import engine_event
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.exports.population import Population, Request
from projections.live.projector import Projector

OPERATOR = "operator"


def record(
    engine: Engine, projector: Projector, programme: str, fact: Exported, now: datetime, actor: str = OPERATOR
) -> None:
    """Record an export in the programme's stream."""
    _append(engine, programme_stream(programme), programme, fact, now, actor)
    projector.follow()


def record_about(
    engine: Engine,
    projector: Projector,
    programme: str,
    kind: str,
    now: datetime,
    people: Iterable[UUID],
    purpose: Literal["register", "person"] = "register",
    actor: str = OPERATOR,
    reason: str | None = None,
) -> None:
    """Record in everybody's own stream that an export says who they are, and keep that they were read."""
    everybody = list(people)
    for stream in everybody:
        _append(engine, stream, programme, Exported(kind=kind, purpose=purpose), now, actor)
    why = f"journey export {kind}" + (f": {reason}" if reason else "")
    what = EVERYTHING if purpose == "person" else ("name", "facts")
    engine.access.note(now, actor, dict.fromkeys(everybody, what), why)
    projector.follow()


def _append(engine: Engine, stream: UUID, programme: str, fact: Exported, now: datetime, actor: str) -> None:
    def exported(log: list[Recorded]) -> list[Event]:
        return [engine_event(stream, log[-1].version + 1, programme, fact, now, actor)]

    engine.write(stream, exported)


def export_of_many(kind: str, request: Request, population: Population) -> Exported:
    """What is said of an export about many."""
    return Exported(
        kind=kind,
        purpose=request.purpose,
        people=len(population.people),
        left_out=dict(population.left_out),
        as_of=request.view.as_of,
        known_at=request.view.known_at,
    )
