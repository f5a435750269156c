"""What speaks against a meeting at a time, told before it is booked and never a refusal; and what an absence hits.

A coach who is away, another meeting at the same time, an hour or a day when nobody works, an interpreter to be booked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar, standing
from journey.domain.events import participant as facts
from journey.domain.events import requests
from journey.domain.standing import Appointment
from projections.live import tables
from services import free_times, references
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

OWN_LANGUAGE = "sv"
"""Whoever is written to in this language, or an easy form of it, is met without an interpreter."""

About = Literal["away", "left", "coach-busy", "person-busy", "free-day", "hours", "past", "interpreter"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that speaks against a time."""

    about: About
    coach: str | None = None
    """The coach who is away or busy."""
    deputy: str | None = None
    until: date | None = None
    """The last day of an absence."""
    at: datetime | None = None
    """The meeting that is there already."""
    hours: str = ""
    """From when to when people work."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A meeting that falls in an absence."""

    person: Person
    meeting: Appointment


def doubts(office: Office, actor: Actor, person: Person, at: datetime, *, moved: str | None = None) -> list[Doubt]:
    """Everything that speaks against a meeting at that time; `moved` is the meeting that would be moved there.

    Raises NotAllowed.
    """
    office.check(actor, Permission.WRITE_FACTS, person)
    found = [*_of_coach(office, actor, person, at), *_of_meetings(office, actor, person, at, moved)]
    found += _of_hours(person, at)
    if at < office.clock():
        found.append(Doubt("past"))
    return [*found, Doubt("interpreter")] if needs_interpreter(person) else found


def _of_coach(office: Office, actor: Actor, person: Person, at: datetime) -> Iterator[Doubt]:
    coach, team, day = free_times.host(actor, person), office.team(person.programme.id), calendar.local_date(at)
    if coach is None:
        return
    if team.has_left(coach, day):
        yield Doubt("left", coach)
    elif (absence := team.absence(coach, day)) is not None:
        yield Doubt("away", coach, str(absence.fact.deputy), absence.fact.until)


def _of_meetings(office: Office, actor: Actor, person: Person, at: datetime, moved: str | None) -> Iterator[Doubt]:
    there = free_times.booked_near(office, actor, person, at)
    others = [one for one in there if (one.stream, one.appointment) != (person.stream, moved)]
    if mine := [one.at for one in others if one.stream == person.stream]:
        yield Doubt("person-busy", at=mine[0])
    if theirs := [one.at for one in others if one.stream != person.stream]:
        yield Doubt("coach-busy", free_times.host(actor, person), at=theirs[0])


def _of_hours(person: Person, at: datetime) -> Iterator[Doubt]:
    local, duty = calendar.local_time(at), person.programme.settings.duty
    if not calendar.is_working_day(local.date()):
        yield Doubt("free-day")
    elif local.time() < duty.from_ or local + free_times.LENGTH > datetime.combine(local, duty.to, local.tzinfo):
        yield Doubt("hours", hours=f"{duty.from_:%H.%M}-{duty.to:%H.%M}")


def needs_interpreter(person: Person) -> bool:
    """Whether an interpreter is known around the person, or they want to be written to in another language."""
    network = references.standing(person, "person")
    if any(event.fact.party == "interpreter" for event in network):
        return True
    language = language_of(person)
    return language is not None and language.partition("-")[0] != OWN_LANGUAGE


def language_of(person: Person) -> str | None:
    """The language that the person last said to be theirs; None where they have said none."""
    said = None
    for event in person.log:
        if isinstance(event.fact, facts.Referred | requests.LanguageChanged):
            said = event.fact.language or said
    return said


def hit(office: Office, actor: Actor, coach: str, first: date, last: date) -> list[Hit]:
    """The meetings booked in these days with people of that coach, whom the actor may know; the nearest first."""
    booked, people = tables.appointments, tables.participants
    query = sa.select(booked.c.stream).where(
        booked.c.standing == "booked",
        booked.c.at >= free_times.text_of(max(calendar.start_of_day(first), office.clock())),
        booked.c.at <= free_times.text_of(calendar.end_of_day(last)),
        people.c.stream == booked.c.stream,
        people.c.programme == actor.programme,
        people.c.coach == coach,
    )
    with office.engine.store.read() as connection:
        streams = sorted(set(connection.execute(query).scalars()))
    persons = [office.person(UUID(stream)) for stream in streams]
    return sorted(_hits(office, actor, persons, first, last), key=lambda one: one.meeting.at)


def _hits(office: Office, actor: Actor, persons: list[Person], first: date, last: date) -> Iterator[Hit]:
    for person in persons:
        if not (
            office.may(actor, Permission.READ_IDENTITY, person) and office.may(actor, Permission.WRITE_FACTS, person)
        ):
            continue
        for meeting in standing.appointments(person.history).values():
            day = calendar.local_date(meeting.at)
            if meeting.state == "booked" and first <= day <= last and meeting.at >= office.clock():
                yield Hit(person, meeting)
