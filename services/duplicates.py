"""People who stand here twice: who they may be, and making one of two."""

from __future__ import annotations

from uuid import UUID

from journey.domain.errors import WrongInput
from journey.engine.likenesses import Alike
from journey.engine.merging import MergedPeople
from journey.engine.merging import merge as merge_people
from services.opened import Journey
from services.permissions import Permission, check
from services.readings import may_know, permit


def look_alikes(journey: Journey, programme: str | None) -> list[Alike]:
    """People of one programme (of each, where none is named) who have a number or an address in common.

    Whoever lives under protected identity is among them only where somebody has said why. Raises NotAllowed.
    """
    permit(journey, Permission.READ_IDENTITY)
    hidden = may_know(journey, Permission.READ_IDENTITY)
    with journey.engine.store.read() as connection:
        return [
            one
            for name in journey.engine.in_use()
            if programme in (None, name)
            for one in journey.engine.likenesses.alike(connection, name, hidden=hidden)
        ]


def merge(journey: Journey, source: UUID, target: UUID, reason: str) -> MergedPeople:
    """Record the facts of one again under the other, and catch up before answering.

    Raises NotAllowed, and WrongInput where no reason is given or the two cannot be one.
    """
    check(journey.actor, Permission.WRITE_FACTS)
    if not reason.strip():
        raise WrongInput("--reason: empty; say how it is known that the two are one")
    done = merge_people(journey.engine, source, target, reason, journey.now, journey.actor.recorded)
    journey.projector.follow()
    return done
