"""One activity of several people, recorded of each by themselves: one that cannot be is told, and stops nobody.

Each is recorded under an entry of its own, made from the form's name and the person: sent twice, it is recorded once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from journey.domain import calendar, standing
from journey.domain.errors import JourneyError, NotAllowed, WrongInput, WrongOrder
from journey.domain.events import Event
from services import entering
from services.office import Office
from services.people import Person
from services.permissions import Actor

KINDS = ("contact_held", "activity_attended", "outreach_attempted", "appointment_kept", "appointment_missed")
"""The types that several people can have in common on a day."""
MEETING = "appointment"
"""The key whose answer is each person's own: their meeting of that day."""

Why = Literal["not-yours", "no-meeting", "several-meetings", "order", "again"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one person's entry: the event, or why there is none."""

    person: Person
    event: Event | None = None
    why: Why | None = None


class NoOneMeeting(WrongInput):
    """The person has no meeting of that day that waits for an answer, or has several."""

    def __init__(self, why: Why) -> None:
        super().__init__("appointment: not one meeting of that day")
        self.why = why


def entry_of(draft: str, stream: UUID) -> str:
    """Under which id the log has what a form recorded of one of its people."""
    return f"desk-{draft}-{stream.hex}"


def recorded(person: Person, draft: str) -> Event | None:
    """What a form has recorded of a person."""
    name = entry_of(draft, person.stream)
    return next((event for event in person.log if event.entry == name), None)


def record(
    office: Office,
    actor: Actor,
    kind: str,
    draft: str,
    values: Mapping[str, Any],
    notes: Mapping[UUID, str | None],
    *,
    on: date,
) -> list[Outcome]:
    """Record the same of each of these people, with their own note, one after the other: none waits for another."""
    return [_one(office, actor, kind, draft, values, stream, note, on) for stream, note in notes.items()]


def _one(
    office: Office,
    actor: Actor,
    kind: str,
    draft: str,
    values: Mapping[str, Any],
    stream: UUID,
    note: str | None,
    on: date,
) -> Outcome:
    person = office.person(stream)
    if (before := recorded(person, draft)) is not None:
        return Outcome(person, before)
    try:
        fact = entering.fact_of(kind, {**values, **_own(person, kind, on)})
        entry = entry_of(draft, stream)
        changed = entering.about_person(office, actor, stream, fact, entry, on=on, note=note)
    except JourneyError as error:
        return Outcome(person, why=_why(error))
    return Outcome(changed.person or person, changed.events[0])


def _own(person: Person, kind: str, on: date) -> dict[str, str]:
    """What of the answers is the person's own."""
    if kind not in ("appointment_kept", "appointment_missed"):
        return {}
    names = [
        one.id
        for one in standing.appointments(person.history).values()
        if one.state == "booked" and calendar.local_date(one.at) == on
    ]
    if len(names) != 1:
        raise NoOneMeeting("several-meetings" if names else "no-meeting")
    return {MEETING: names[0]}


def _why(error: JourneyError) -> Why:
    match error:
        case NoOneMeeting():
            return error.why
        case NotAllowed():
            return "not-yours"
        case WrongOrder() | WrongInput():
            return "order"
        case _:
            return "again"


def meant(office: Office, actor: Actor, names: Iterable[str]) -> list[UUID]:
    """The people who were chosen, each once; without who is nobody in the programme, or was erased since."""
    streams = list[UUID]()
    for name in dict.fromkeys(names):
        try:
            streams.append(entering.somebody(office, actor, name).stream)
        except NotAllowed:
            continue
    return list(dict.fromkeys(streams))
