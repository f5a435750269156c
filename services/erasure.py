"""Erasure: decided by a supervisor, carried out by the operator."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast
from uuid import UUID

from journey.domain.errors import WrongInput
from journey.domain.events.requests import ErasureDecided
from journey.engine.erasure import erase
from services.changes import Changed, Stale, record
from services.office import Office
from services.opened import Journey
from services.people import Person
from services.permissions import Actor, Permission, check

DECISIONS = ("granted", "refused")


def decide(office: Office, actor: Actor, person: Person, decision: str, entry: str) -> Changed:
    """Grant what was asked for, or refuse it. Raises Stale for another word."""
    if decision not in DECISIONS:
        raise Stale("that is no decision")
    fact = ErasureDecided(decision=cast("Any", decision))
    return record(office, actor, person, Permission.DECIDE_ERASURE, (f"erasure-{person.stream.hex}-{entry}", fact))


def carry_out(journey: Journey, stream: UUID, reason: str, receipts: Path) -> dict[str, str]:
    """Destroy a person's key and the way to them. Returns the receipt, which is written down in `receipts` too.

    Raises NotAllowed, and WrongInput where no reason is given or the person is still worked with.
    """
    check(journey.actor, Permission.CARRY_OUT_ERASURE)
    if not reason.strip():
        raise WrongInput("--reason: empty; say who decided, and when")
    receipt = erase(journey.engine, stream, reason, journey.now, journey.actor.recorded, receipts)
    journey.projector.follow()
    return receipt
