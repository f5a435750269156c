"""Moves that colleagues make: a person is enrolled, put on the waiting list, or the work moves to another phase."""

from __future__ import annotations

from typing import Any, cast

from journey.domain.errors import NotAllowed
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.programme import PHASES
from journey.domain.team import SUPERVISOR
from services.assignments import coaches
from services.changes import Changed, Entry, Stale, decide, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

NEXT_PHASES = PHASES[1:]
"""The phases that somebody can be moved to: enrolment alone leads to the first."""


class CoachMissing(NotAllowed):
    """Nobody is enrolled without a coach: one is chosen first."""


def coach_for(office: Office, actor: Actor, person: Person) -> str | None:
    """With whom somebody would be enrolled: the coach they have, else whoever enrols them. None: one is to choose."""
    known = coaches(office, person)
    return next((one for one in (person.coach, actor.name if actor.coaches else None) if one in known), None)


def enrol(
    office: Office, actor: Actor, person: Person, entry: str, *, coach: str | None = None, reason: str | None = None
) -> Changed:
    """Take a person into the programme, with `coach` where none can be told from who has them and who enrols them.

    `reason` is a supervisor's, for a coach who is full. Raises CoachMissing, Stale where the coach is not in the team,
    and CapReached.
    """

    def deciding(now: Person) -> list[Entry]:
        if reason is not None:
            office.check(actor, Permission.PASS_CAP, now)
        if coach is not None and coach not in coaches(office, now):
            raise Stale("no coach of the team has that name")
        named = coach_for(office, actor, now) or coach
        if named is None:
            raise CoachMissing("nobody is enrolled without a coach; choose one first")
        return [(entry, facts.Enrolled(coach=named, reason=reason))]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def ask_supervisor(office: Office, actor: Actor, person: Person, coach: str, entry: str) -> Changed:
    """Ask whoever leads to enrol somebody with a coach who is full; they have a card that says so."""
    task = TaskOpened(task=f"enrolment-{entry}", kind="enrolment", to=(SUPERVISOR,), about=coach)
    return record(office, actor, person, Permission.WRITE_FACTS, (f"{entry}-task", task))


def put_on_waiting_list(office: Office, actor: Actor, person: Person, entry: str) -> Changed:
    """Let a person wait for a place."""
    return record(office, actor, person, Permission.WRITE_FACTS, (entry, facts.Waitlisted()))


def to_phase(office: Office, actor: Actor, person: Person, phase: str, entry: str) -> Changed:
    """Say in which phase the work is now. Raises Stale for a word that is none."""
    if phase not in NEXT_PHASES:
        raise Stale("there is no such phase")
    fact = facts.PhaseMoved(to=cast("Any", phase))
    return record(office, actor, person, Permission.WRITE_FACTS, (entry, fact))
