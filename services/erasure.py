"""Erasure, as a supervisor decides about it. The operator carries out what is granted."""

from __future__ import annotations

from typing import Any, cast

from journey.domain.events.requests import ErasureDecided
from services.changes import Changed, Stale, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

DECISIONS = ("granted", "refused")


def decide(office: Office, actor: Actor, person: Person, decision: str, entry: str) -> Changed:
    """Grant what was asked for, or refuse it. Raises Stale for another word."""
    if decision not in DECISIONS:
        raise Stale("that is no decision")
    fact = ErasureDecided(decision=cast("Any", decision))
    return record(office, actor, person, Permission.DECIDE_ERASURE, (f"erasure-{person.stream.hex}-{entry}", fact))
