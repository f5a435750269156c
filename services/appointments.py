"""Appointments: colleagues book them and say who came; participants say they come, ask for another time, call off."""

from __future__ import annotations

from datetime import datetime

from journey.domain import calendar, standing
from journey.domain.errors import WrongInput
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.messages import MessageDecided, TaskOpened
from journey.domain.events.requests import AppointmentChangeRequested, AppointmentConfirmed
from journey.domain.standing import Appointment
from services import reminders
from services.changes import Changed, Entry, Stale, about_person, decide, repeated
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


class InThePast(WrongInput):
    """An appointment can only be booked for a moment that is still to come."""


def book(
    office: Office, actor: Actor, person: Person, at: datetime, entry: str, *, place: str | None = None
) -> Changed:
    """Book an appointment, and decide to tell the person, where they may be told and have a chat. Raises InThePast.

    Where the person has asked for another time of one that lies ahead, that one is moved.
    Where the answer holds no MessageDecided, whoever books has to tell them: nothing may leave before it, perhaps.
    """
    if at <= office.clock():
        raise InThePast("at: lies in the past; give a moment that is still to come")

    def deciding(now: Person) -> list[Entry]:
        wished = next((one.id for one in ahead(now, office.clock()) if one.asked), entry)
        fact = facts.AppointmentBooked(appointment=wished, at=at, place=place)
        return [(entry, fact), *telling(office, now, fact, entry)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def telling(office: Office, person: Person, booked: facts.AppointmentBooked, entry: str) -> list[Entry]:
    """The decision to tell the person of a meeting, where they may be told and have a chat."""
    kept_back = reminders.reason_not_to(person.history, person.programme, person.day, reminders.BOOKING)
    if not reminders.can_come_before(person.programme, office.clock(), booked.at):
        return []
    if kept_back is not None or not office.engine.chats.find(stream=person.stream, channel="webchat"):
        return []
    name = reminders.name_of_booking(booked.appointment, booked.at)
    told = MessageDecided(
        message=name,
        kind=reminders.BOOKING,
        after=office.clock(),
        expires=booked.at,
        about=booked.appointment,
        at=booked.at,
    )
    return [(f"{entry}-told", told)]


def say_whether_kept(office: Office, actor: Actor, person: Person, booking: int, *, kept: bool) -> Changed:
    """Say that the person came, or did not. `booking` is the version of the event that booked the appointment.

    It is dated on the meeting's own day, whenever it is said: the contact was then.
    Raises Stale where it has been said, or the appointment was moved or called off.
    """

    def deciding(now: Person) -> list[Entry]:
        entry, said = f"came-{now.stream.hex}-{booking}", "appointment_kept" if kept else "appointment_missed"
        if repeated(now, entry) and any(event.entry == entry and event.type == said for event in now.log):
            return []  # said once more; the opposite would be another answer
        booked = [one for one in standing.appointments(now.history).values() if one.state == "booked"]
        wanted = next((one for one in booked if one.booked.version == booking), None)
        if wanted is None:
            raise Stale("that appointment waits for no answer")
        fact: Fact = facts.AppointmentMissed(appointment=wanted.id)
        if kept:
            fact = facts.AppointmentKept(appointment=wanted.id)
        return [(entry, fact)]

    booked = person.log[booking - 1].fact if 0 < booking <= len(person.log) else None
    on = min(calendar.local_date(booked.at), person.day) if isinstance(booked, facts.AppointmentBooked) else None
    return about_person(office, actor, Permission.WRITE_FACTS, person.stream, deciding, on=on, begin=person)


# --- by the participant --------------------------------------------------------------------------------------------


def ahead(person: Person, now: datetime) -> list[Appointment]:
    """What lies ahead of the person, the nearest first."""
    booked = (one for one in standing.appointments(person.history).values() if one.state == "booked" and one.at >= now)
    return sorted(booked, key=lambda one: one.at)


def confirm(office: Office, actor: Actor, person: Person, appointment: str, entry: str) -> Changed:
    """The person comes. Stale where the meeting is not ahead of them any more."""
    return _answered(office, actor, person, entry, AppointmentConfirmed(appointment=appointment), task=False)


def cancel(office: Office, actor: Actor, person: Person, appointment: str, entry: str) -> Changed:
    """The person calls it off; whoever they were to meet gets a task. Stale as in `confirm`."""
    return _answered(office, actor, person, entry, facts.AppointmentCancelled(appointment=appointment), task=True)


def ask_for_change(
    office: Office, actor: Actor, person: Person, appointment: str, wish: str | None, entry: str
) -> Changed:
    """The person asks for another time, perhaps in words; until one is booked it stands. Stale as in `confirm`."""
    fact = AppointmentChangeRequested(appointment=appointment, wish=wish)
    return _answered(office, actor, person, entry, fact, task=True)


_Answer = AppointmentConfirmed | facts.AppointmentCancelled | AppointmentChangeRequested


def _answered(office: Office, actor: Actor, person: Person, entry: str, fact: _Answer, *, task: bool) -> Changed:
    """What the person says of a meeting that is ahead of them, and a task about it for whoever they were to meet."""
    name = f"{entry}-{fact.type_name()}"

    def deciding(now: Person) -> list[Entry]:
        meetings = {one.id for one in ahead(now, office.clock())}
        if fact.appointment not in meetings and not repeated(now, name):
            raise Stale("the meeting is not ahead any more")
        opened = _task(office, now, fact.appointment, entry)
        return [(name, fact), (f"{entry}-{opened.type_name()}", opened)] if task else [(name, fact)]

    return decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def _task(office: Office, person: Person, appointment: str, entry: str) -> TaskOpened:
    return TaskOpened(
        task=f"appointment-{entry}", kind="appointment", to=(office.recipient_of(person),), about=appointment
    )
