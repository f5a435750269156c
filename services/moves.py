"""Moves that colleagues make: a person is enrolled, put on the waiting list, or the work moves to another phase."""

from __future__ import annotations

from typing import Any, cast

from journey.domain.events import participant as facts
from journey.domain.programme import PHASES
from services.changes import Changed, Entry, Stale, decide, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

NEXT_PHASES = PHASES[1:]
"""The phases that somebody can be moved to: enrolment alone leads to the first."""


def enrol(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Take a person into the programme: with the coach they have, else the coach who enrols them, else without."""

    def deciding(now: Person) -> list[Entry]:
        coach = now.coach or (actor.name if actor.coaches else None)
        return [(entry, facts.Enrolled(coach=coach))]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def put_on_waiting_list(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Let a person wait for a place."""
    return record(office, actor, person, Permission.WRITE_FACTS, (entry, facts.Waitlisted()))


def to_phase(office: Office, actor: Actor, person: Person, phase: str, entry: str) -> Changed:
    """Say in which phase the work is now. Raises Stale for a word that is none."""
    if phase not in NEXT_PHASES:
        raise Stale("there is no such phase")
    fact = facts.PhaseMoved(to=cast("Any", phase))
    return record(office, actor, person, Permission.WRITE_FACTS, (entry, fact))
