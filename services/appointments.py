"""Appointments as colleagues make them: booked, and afterwards whether the person came."""

from __future__ import annotations

from datetime import datetime

from journey.domain import standing
from journey.domain.errors import WrongInput
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from services.changes import Changed, Entry, Stale, decide, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


class InThePast(WrongInput):
    """An appointment can only be booked for a moment that is still to come."""


def book(office: Office, actor: Actor, person: Person, at: datetime, entry: str) -> Changed:
    """Book an appointment. Raises InThePast."""
    if at <= office.clock():
        raise InThePast("at: lies in the past; give a moment that is still to come")
    fact = facts.AppointmentBooked(appointment=entry, at=at)
    return record(office, actor, person, Permission.WRITE_FACTS, (entry, fact))


def say_whether_kept(office: Office, actor: Actor, person: Person, booking: int, *, kept: bool) -> Changed:
    """Say that the person came, or did not. `booking` is the version of the event that booked the appointment.

    Raises Stale where it has been said, or the appointment was moved or called off.
    """

    def deciding(now: Person) -> list[Entry]:
        booked = [one for one in standing.appointments(now.history).values() if one.state == "booked"]
        wanted = next((one for one in booked if one.booked.version == booking), None)
        if wanted is None:
            raise Stale("that appointment waits for no answer")
        fact: Fact = facts.AppointmentMissed(appointment=wanted.id)
        if kept:
            fact = facts.AppointmentKept(appointment=wanted.id)
        return [(f"came-{now.stream.hex}-{booking}", fact)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)
