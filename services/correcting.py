"""Correcting: an entry is struck with a reason, and stays in the log. Coaches strike their own, supervisors any."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from journey.domain.errors import NotAllowed
from journey.domain.events import Event
from journey.domain.events.participant import Struck
from journey.domain.events.system import EngineFact
from services import changes
from services.changes import Changed, Entry, Stale
from services.office import SENDER, Office
from services.people import Person
from services.permissions import Actor, Permission, may

OWN_DAYS = 30
"""For how many days a coach strikes what they have entered themselves; later it is the supervisor's."""


def may_strike(office: Office, actor: Actor, person: Person, event: Event) -> bool:
    """Whether the actor may strike this entry now."""
    return not _is_struck(person, event) and _permitted(office, actor, person, event)


def strike(office: Office, actor: Actor, stream: UUID, version: int, reason: str, entry: str) -> Changed:
    """Strike an entry; asked twice under one `entry` it is struck once.

    Raises NotAllowed, Stale where it is struck already, WrongOrder where what is left would be an impossible history.
    """
    meant = entry_at(office.somebody(actor, stream), version)

    def deciding(person: Person) -> list[Entry]:
        event = entry_at(person, version)
        if not _permitted(office, actor, person, event):
            raise NotAllowed("that entry is not yours to strike")
        if _is_struck(person, event) and not any(one.entry == entry for one in person.log):
            raise Stale("somebody was first")
        return [(entry, Struck(strikes=event.entry or "", reason=reason))]

    sender = meant.sender or SENDER  # an id is meant as whoever sent it has it
    return changes.about_person(office, actor, Permission.READ_FACTS, stream, deciding, sender=sender)


def entry_at(person: Person, version: int) -> Event:
    """The entry that stands at a version of a person's stream. Raises NotAllowed where none does."""
    event = person.log[version - 1] if 0 < version <= len(person.log) else None
    if event is None or isinstance(event.fact, EngineFact):
        raise NotAllowed("no entry is meant by that")
    return event


def _is_struck(person: Person, event: Event) -> bool:
    return any(struck.version == event.version for struck, _ in person.history.struck)


def _permitted(office: Office, actor: Actor, person: Person, event: Event) -> bool:
    if isinstance(event.fact, Struck) or event.entry is None:
        return False
    bond = office.bond(actor, person)
    if actor.coaches:
        theirs = event.by == actor.recorded and office.today() - event.recorded.date() <= timedelta(days=OWN_DAYS)
        return theirs and office.may(actor, Permission.READ_FACTS, person)
    return may(actor, Permission.STRIKE, bond)
