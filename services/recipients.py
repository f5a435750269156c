"""Whom a name in `to` means today: coach, deputy, supervisors. Cards, lists, alerts and messages all ask here.

What was decided when an alert was raised is history; who acts on it today may be somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from journey.domain.events import Event
from journey.domain.events.system import AlertRaised
from journey.domain.team import SUPERVISOR
from services.people import Crew, Person
from services.permissions import Role

_RESPONSIBLE = "responsible:"


def recipient_of(person: Person, crew: Crew) -> str:
    """What `to` says of a task about this person: the coach's or the deputy's name, or `supervisor`."""
    return crew.recipient_for(person.coach)


def of_person(person: Person, crew: Crew) -> tuple[str, ...]:
    """Who is told what concerns a person now: their coach, whoever stands in, else every supervisor."""
    return of_coach(person.coach, crew)


def of_coach(coach: str | None, crew: Crew) -> tuple[str, ...]:
    """The same, for everybody who has this coach (None: those who have none)."""
    return _reached(f"{Role.coach}:{coach}" if coach else SUPERVISOR, crew)


def of_event(event: Event, person: Person | None, crew: Crew) -> tuple[str, ...]:
    """The colleagues whom an alert or a task is for now."""
    to = event.fact.addressed if isinstance(event.fact, AlertRaised) else event.fact.to
    return today(to, person, crew)


def today(to: Iterable[str], person: Person | None, crew: Crew) -> tuple[str, ...]:
    """The colleagues that an alert or a task is for now, given whom it named.

    Where it named a coach and the person has one, that is the person's coach of today. Nobody twice; empty only where
    no supervisor may enter either.
    """
    return about(to, person.coach if person else None, crew)


def about(to: Iterable[str], coach: str | None, crew: Crew) -> tuple[str, ...]:
    """The same, about anybody who has this coach (None: nobody in particular, or somebody without one).

    Whoever is responsible for something (`responsible:REF`) stays so, whoever has the person.
    """
    names: list[str] = []
    for name in to:
        if name.startswith(_RESPONSIBLE):
            names += of_coach(name.removeprefix(_RESPONSIBLE), crew)
        elif coach is not None and name.startswith(f"{Role.coach}:"):
            names += of_coach(coach, crew)
        else:
            names += _reached(name, crew)
    return tuple(dict.fromkeys(names))


def _reached(name: str, crew: Crew) -> tuple[str, ...]:
    """A colleague by name; the one who stands in; where neither can be reached, every supervisor."""
    kind, _, reference = name.partition(":")
    if kind == Role.coach:
        name = crew.recipient_for(reference)
    if name != SUPERVISOR and crew.works(name):
        return (name,)
    return tuple(crew.working(Role.supervisor))
