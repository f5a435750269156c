"""A participant's own meetings: say that one comes, ask for another time, call it off. Whoever they meet is told."""

from __future__ import annotations

from datetime import datetime

from journey.domain import standing
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.events.requests import AppointmentChangeRequested, AppointmentConfirmed
from journey.domain.standing import Appointment
from services.changes import Changed, Stale, record
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


def ahead(person: Person, now: datetime) -> list[Appointment]:
    """What lies ahead of the person, the nearest first."""
    booked = (one for one in standing.appointments(person.history).values() if one.state == "booked" and one.at >= now)
    return sorted(booked, key=lambda one: one.at)


def confirm(office: Office, actor: Actor, person: Person, appointment: str, entry: str) -> Changed:
    """The person comes. Stale where the meeting is not ahead of them any more."""
    _one(office, person, appointment)
    fact = AppointmentConfirmed(appointment=appointment)
    return record(office, actor, person, Permission.WRITE_FACTS, (f"{entry}-{fact.type_name()}", fact))


def cancel(office: Office, actor: Actor, person: Person, appointment: str, entry: str) -> Changed:
    """The person calls it off; whoever they were to meet gets a task. Stale as in `confirm`."""
    _one(office, person, appointment)
    fact, task = facts.AppointmentCancelled(appointment=appointment), _task(office, person, appointment, entry)
    entries = ((f"{entry}-{fact.type_name()}", fact), (f"{entry}-{task.type_name()}", task))
    return record(office, actor, person, Permission.WRITE_FACTS, *entries)


def ask_for_change(
    office: Office, actor: Actor, person: Person, appointment: str, wish: str | None, entry: str
) -> Changed:
    """The person asks for another time, perhaps in words; until one is booked it stands. Stale as in `confirm`."""
    _one(office, person, appointment)
    fact = AppointmentChangeRequested(appointment=appointment, wish=wish)
    task = _task(office, person, appointment, entry)
    entries = ((f"{entry}-{fact.type_name()}", fact), (f"{entry}-{task.type_name()}", task))
    return record(office, actor, person, Permission.WRITE_FACTS, *entries)


def _one(office: Office, person: Person, appointment: str) -> None:
    if all(one.id != appointment for one in ahead(person, office.clock())):
        raise Stale("the meeting is not ahead any more")


def _task(office: Office, person: Person, appointment: str, entry: str) -> TaskOpened:
    return TaskOpened(task=f"appointment-{entry}", kind="appointment", to=(office.told(person),), about=appointment)
