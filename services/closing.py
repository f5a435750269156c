"""What is open when somebody's time in the programme ends, and how each of it is settled. Read from the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Literal

from journey.domain import standing
from journey.domain.events import Event
from journey.domain.rules import Deadline
from services import pending, references
from services.office import Office
from services.people import Person

Subject = Literal["appointment", "deadline", "action", "matter", "milestone", "placement", "registered", "consent"]
THREADS: tuple[Subject, ...] = ("action", "matter", "milestone", "placement")


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is open: what it is, what opened it, and the types of entries that settle it."""

    subject: Subject
    event: Event | None
    ways: tuple[str, ...]
    named: Mapping[str, str] = field(default_factory=dict)
    """What a form that settles it begins with."""
    row: Deadline | None = None


def open_things(office: Office, person: Person) -> list[Open]:
    """What is open with somebody: what others wait for first, what may stay last."""
    return [
        *_appointments(office, person),
        *(Open("deadline", None, row.settles, row=row) for row in pending.still_waiting(office.deadlines(person))),
        *(one for key in THREADS for one in _thread(person, key)),
        *_registered(person),
        *_consents(person),
    ]


def _appointments(office: Office, person: Person) -> Iterator[Open]:
    """Meetings ahead are cancelled; of those that have been, somebody says whether they took place."""
    for event in references.standing(person, "appointment"):
        past = event.fact.at.astimezone(UTC) < office.clock()
        ways = ("appointment_kept", "appointment_missed") if past else ("appointment_cancelled",)
        yield Open("appointment", event, ways, {"appointment": str(event.fact.appointment)})


def _thread(person: Person, key: Subject) -> Iterator[Open]:
    for event in references.standing(person, key):
        yield Open(key, event, references.THREADS[key].closing, {key: str(getattr(event.fact, key))})


def _registered(person: Person) -> Iterator[Open]:
    """Offices at which the person is registered as somebody the programme works with."""
    last: dict[str, Event] = {}
    events = [
        event for kind in ("registered_with", "unregistered_from") for event in person.history.by_type.get(kind, ())
    ]
    for event in sorted(events, key=lambda one: (*person.history.place_of(one), one.version)):
        last[event.fact.party] = event
    for party, event in last.items():
        if event.type == "registered_with":
            yield Open("registered", event, ("unregistered_from",), {"party": party})


def _consents(person: Person) -> Iterator[Open]:
    """Consents in force. They may stay: somebody may have to be asked, or told, later."""
    last = standing.consents_given(person.history)
    for party in sorted(standing.consents(person.history, person.day)):
        yield Open("consent", last[party], ("consent_withdrawn",), {"party": party})
