"""Whom a name in `to` means today: coach, deputy, supervisors. Cards, lists, alerts and messages all ask here.

What was decided when an alert was raised is history; who acts on it today may be somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from journey.domain.team import SUPERVISOR
from services.people import Crew, Person
from services.permissions import Role


def named(person: Person, crew: Crew) -> str:
    """What `to` says of a task about this person: the coach's or the deputy's name, or `supervisor`."""
    return crew.team.told(person.coach, crew.day)


def of_person(person: Person, crew: Crew) -> tuple[str, ...]:
    """Who is told what concerns a person now: their coach, whoever stands in, else every supervisor."""
    return of_coach(person.coach, crew)


def of_coach(coach: str | None, crew: Crew) -> tuple[str, ...]:
    """The same, for everybody who has this coach (None: those who have none)."""
    return _reached(f"{Role.coach}:{coach}" if coach else SUPERVISOR, crew)


def today(to: Iterable[str], person: Person | None, crew: Crew) -> tuple[str, ...]:
    """The colleagues that an alert or a task is for now, given whom it named.

    Where it named a coach and the person has one, that is the person's coach of today. Nobody twice; empty only where
    no supervisor may enter either.
    """
    return about(to, person.coach if person else None, crew)


def about(to: Iterable[str], coach: str | None, crew: Crew) -> tuple[str, ...]:
    """The same, about anybody who has this coach (None: nobody in particular, or somebody without one)."""
    names: list[str] = []
    for name in to:
        if coach is not None and name.startswith(f"{Role.coach}:"):
            names += of_coach(coach, crew)
        else:
            names += _reached(name, crew)
    return tuple(dict.fromkeys(names))


def _reached(name: str, crew: Crew) -> tuple[str, ...]:
    """A colleague by name; the one who stands in; where neither can be reached, every supervisor."""
    kind, _, reference = name.partition(":")
    if kind == Role.coach:
        name = crew.team.told(reference, crew.day)
    if name != SUPERVISOR and crew.works(name):
        return (name,)
    return tuple(crew.working(Role.supervisor))
