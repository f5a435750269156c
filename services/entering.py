"""Records a fact of any type about a person or the programme, for whoever may: what every form and client goes through.

Which permission a type needs stands here once. Where somebody else wrote since the writer looked, nothing is recorded
until they have seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.events import ENTRY_TYPES, Event, Fact, is_person
from journey.domain.events import participant as facts
from journey.domain.events.system import EngineFact
from journey.engine.decisions import Before
from journey.engine.people import programme_stream
from services import appointments, changes, protection
from services.changes import Changed, Entry
from services.moves import CoachMissing
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

P = Permission

_OF_PERSON: Mapping[str, Permission] = {
    "referred": P.WRITE_REFERRAL,
    "coach_assigned": P.ASSIGN,
    "deadline_waived": P.WAIVE,
    "struck": P.STRIKE,
}
"""What a type needs about a person, where that is not the right to write facts of them."""

_OF_PROGRAMME: Mapping[str, Permission] = dict.fromkeys(
    ("meeting_held", "employer_registered", "employer_visited", "employer_agreement_signed"), P.RECORD_MEETING
)
"""What a type of the programme's own needs, where that is not the right to write of the team."""

_ABSENCE = ("coach_absent", "coach_returned")

ELSEWHERE: Mapping[str, str] = {
    "document_kept": "A file comes with it: it is kept by `documents.keep`.",
    "document_removed": "The file goes with it: it is removed by `documents.remove`.",
    "struck": "It changes what others have recorded: it is shown before it is done, by `correcting`.",
    "referred": "Nobody is there yet: somebody new comes in by `newcomers`.",
}
"""Types that are not recorded here, each with where they are."""


class Overtaken(NotAllowed):
    """Somebody else wrote about the person since the writer looked: what they wrote, in the order of the log."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        super().__init__("somebody else wrote meanwhile")
        self.events = events


def needs(kind: str, actor: Actor, values: Mapping[str, Any]) -> Permission:
    """The permission that recording a fact of this type with these values takes. KeyError for a type that is none."""
    if not ENTRY_TYPES[kind].of_programme:
        return _OF_PERSON.get(kind, P.WRITE_FACTS)
    if kind in _ABSENCE and actor.coaches and values.get("coach", actor.name) == actor.name:
        return P.RECORD_MEETING
    return _OF_PROGRAMME.get(kind, P.RECORD_TEAM)


def types_for(office: Office, actor: Actor, person: Person | None) -> list[str]:
    """The types this actor may record about the person, or of the programme, as the catalogue has them in order."""
    return [
        kind
        for kind, cls in ENTRY_TYPES.items()
        if cls.of_programme is (person is None)
        and kind not in ELSEWHERE
        and office.may(actor, needs(kind, actor, {}), person)
    ]


def fact_of(kind: str, values: Mapping[str, Any]) -> Fact:
    """The fact that values state, as a line of entries would have them. WrongInput where they state none."""
    try:
        return msgspec.convert(dict(values), ENTRY_TYPES[kind])
    except msgspec.ValidationError as error:
        raise WrongInput(f"{kind}: {str(error).partition(' - at')[0]}") from None


def about_person(
    office: Office,
    actor: Actor,
    stream: UUID,
    fact: Fact,
    entry: str,
    *,
    on: date | None = None,
    note: str | None = None,
    seen: int | None = None,
    begin: Person | None = None,
) -> Changed:
    """Record a fact about a person; asked twice under one `entry` it is recorded once. `on` is its day, by default now.

    `seen` is the version of the person's stream that the writer has looked at, `begin` the person as they have just
    been read: they are read again only where somebody else wrote since. Raises Overtaken where others have
    written since; NotAllowed; what the engine raises.
    """
    kind, deciding = fact.type_name(), _deciding(fact, entry, actor, seen)
    if kind in ELSEWHERE or fact.of_programme:
        raise NotAllowed("that is recorded elsewhere")
    values, now = msgspec.to_builtins(fact), on in (None, office.today())

    def checked(person: Person) -> Iterable[Entry]:
        if values.get("reason") and kind in ("enrolled", "coach_assigned"):
            office.check(actor, P.PASS_CAP, person)
        if kind == "enrolled" and not values.get("coach") and person.coach is None:
            raise CoachMissing("nobody is enrolled without a coach; choose one first")
        entries = deciding(person.log)
        if isinstance(fact, facts.AppointmentBooked) and now:
            entries += appointments.telling(office, person, fact, entry)
        return entries

    needed = needs(kind, actor, values)
    changed = changes.about_person(office, actor, needed, stream, checked, on=on, note=note, begin=begin)
    if kind == "identity_changed":
        protection.leave_to_coach(office, stream)
    return changed


def of_programme(
    office: Office,
    actor: Actor,
    fact: Fact,
    entry: str,
    *,
    on: date | None = None,
    note: str | None = None,
) -> Changed:
    """Record a fact of the programme that the actor works in. Raises NotAllowed, and what the engine raises."""
    if not fact.of_programme:
        raise NotAllowed("that is about a person")
    programme = actor.programme or ""

    def deciding(_before: Before) -> list[Entry]:
        office.check(actor, needs(fact.type_name(), actor, msgspec.to_builtins(fact)))
        return [(entry, fact)]

    stream = programme_stream(programme)
    return changes.about_stream(office, actor, stream, deciding, on=on, note=note, programme=programme)


def _deciding(fact: Fact, entry: str, actor: Actor, seen: int | None) -> Callable[[list[Any]], list[Entry]]:
    def entries(log: list[Any]) -> list[Entry]:
        others = () if seen is None else written_since(log, seen, actor)
        if others and not any(event.entry == entry for event in log):
            raise Overtaken(others)
        return [(entry, fact)]

    return entries


def written_since(log: list[Any], seen: int, actor: Actor) -> tuple[Event, ...]:
    """The facts that others have recorded after that version: not what the clock does, nor the actor."""
    return tuple(
        event
        for event in log[seen:]
        if not isinstance(event.fact, EngineFact) and event.by != actor.recorded and event.actor != actor.signed
    )


def somebody(office: Office, actor: Actor, hexed: str) -> Person:
    """Whom an address means, of the programme the actor works in. Raises NotAllowed where it means nobody."""
    try:
        stream = UUID(hexed)
    except ValueError:
        raise NotAllowed("nobody is meant by that") from None
    person = office.somebody(actor, stream)
    if person.history.erased or person.history.merged or not is_person(person.log):
        raise NotAllowed("nobody is meant by that")
    return person
