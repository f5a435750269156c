"""Who works with a programme, post by post: let in, away, left, put out; for whoever manages staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from journey.domain.errors import NotAllowed
from journey.domain.events.staff import StaffAdded, StaffDisabled
from services.office import Office
from services.people import Crew
from services.permissions import STAFF, Actor, Permission, Role

State = Literal["working", "away", "left", "disabled"]


@dataclass(frozen=True, slots=True)
class Colleague:
    """One post of the programme, as `coach:REF`, and how it stands; who has several stands there several times."""

    staff: str
    state: State
    until: date | None = None
    """The last day of an absence."""
    since: date | None = None
    """The day somebody was let in last, or put out."""

    @property
    def role(self) -> Role:
        """In which role."""
        return Role(self.staff.partition(":")[0])

    @property
    def person(self) -> str:
        """Whose it is, by the reference that is theirs in every role."""
        return self.staff.partition(":")[2]


def colleagues(office: Office, actor: Actor) -> list[Colleague]:
    """Everybody who was ever let in, those who may enter first. Raises NotAllowed for who manages no staff."""
    office.check(actor, Permission.MANAGE_STAFF)
    crew = office.crew(actor.programme or "")
    last = {
        event.fact.staff: event for event in crew.history.dealings if isinstance(event.fact, StaffAdded | StaffDisabled)
    }
    known = [_colleague(crew, staff, event.on) for staff, event in last.items()]
    return sorted(known, key=lambda one: (not crew.works(one.staff), STAFF.index(one.role), one.person))


def colleague(office: Office, actor: Actor, staff: str) -> Colleague:
    """One of them, who may enter, and is not the actor. Raises NotAllowed where there is no such post."""
    for one in colleagues(office, actor):
        if one.staff == staff and one.state != "disabled" and one.person != actor.name:
            return one
    raise NotAllowed("nobody of that name may enter")


def _colleague(crew: Crew, staff: str, since: date) -> Colleague:
    if staff not in crew.members:
        return Colleague(staff, "disabled", since=since)
    if not crew.works(staff):
        return Colleague(staff, "left", since=since)
    role, _, reference = staff.partition(":")
    absence = crew.team.absence(reference, crew.day) if role == Role.coach else None
    if absence is not None:
        return Colleague(staff, "away", until=absence.fact.until, since=since)
    return Colleague(staff, "working", since=since)
