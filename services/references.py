"""What a fact may speak of that was recorded before: meetings, jobs, placements, studies, matters, actions, milestones.

Each is opened by one fact under an id, and closed by another that names the same id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.domain.events import Event
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
    thread, by_id = THREADS[key], dict[str, Event]()
    kinds = (*thread.opening, *thread.closing)
    events = (event for kind in kinds for event in person.history.by_type.get(kind, ()))
    for event in sorted(events, key=lambda one: (*person.history.place_of(one), one.version)):
        name = str(getattr(event.fact, key))
        if event.type in thread.closing:
            by_id.pop(name, None)
        else:
            by_id[name] = event
    return [event for event in by_id.values() if event.type != besides]
