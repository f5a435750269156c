"""What a fact may speak of that was recorded before: meetings, jobs, placements, studies, matters, actions, milestones.

Each is opened by one fact under an id, and closed by another that names the same id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.domain.events import Event
from journey.domain.standing import appointments
from services.people import Person


@dataclass(frozen=True, slots=True)
class Thread:
    """Facts that speak of one thing by its id: the types that open it, and those after which it is over."""

    opening: tuple[str, ...]
    closing: tuple[str, ...]


THREADS: Mapping[str, Thread] = {
    "appointment": Thread(("appointment_booked",), ("appointment_kept", "appointment_missed", "appointment_cancelled")),
    "job": Thread(("job_agreed", "job_started"), ("job_ended",)),
    "placement": Thread(("placement_started",), ("placement_ended",)),
    "studies": Thread(("studies_started",), ("studies_ended",)),
    "matter": Thread(("matter_opened",), ("matter_decided",)),
    "action": Thread(("action_agreed",), ("action_done", "action_dropped")),
    "milestone": Thread(("milestone_set",), ("milestone_reached",)),
    "person": Thread(("network_person_recorded",), ("network_person_ended",)),
}
"""By the key under which facts carry the id."""

OPENS: Mapping[str, str] = {kind: key for key, thread in THREADS.items() for kind in thread.opening}
"""For each type that opens something, the key of its id."""


def standing(person: Person, key: str, *, besides: str | None = None) -> list[Event]:
    """What is open of a kind, by the fact that last opened it, in the order it was opened.

    `besides` is a type that speaks of what another has opened and not of what it opened itself: a job that has started
    can start no more, one that was agreed can.
    """
    if key == "appointment":
        return [one.booked for one in appointments(person.history).values() if one.state == "booked"]
    by_id: dict[str, Event] = {str(getattr(event.fact, key)): event for event in _of(person, THREADS[key].opening)}
    for event in _of(person, THREADS[key].closing):
        opened = by_id.get(str(getattr(event.fact, key)))
        if opened is not None and _is_after(person, event, opened):
            del by_id[str(getattr(event.fact, key))]
    return [event for event in by_id.values() if event.type != besides]


def _of(person: Person, kinds: tuple[str, ...]) -> list[Event]:
    """The facts of these types, in the order in which they happened."""
    events = [event for kind in kinds for event in person.history.by_type.get(kind, ())]
    return sorted(events, key=lambda one: (*person.history.place_of(one), one.version))


def _is_after(person: Person, event: Event, opened: Event) -> bool:
    """Whether one ends the other: it happened later, or was recorded later of an earlier day.

    Both are often written down afterwards, each on the day that the writer had in mind.
    """
    return event.version > opened.version or person.history.place_of(event) > person.history.place_of(opened)
