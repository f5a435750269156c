"""Times at which somebody could be met: in working hours, and over nothing that is booked for whoever meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa

from journey.domain import calendar
from journey.domain.settings import Duty
from projections.live import tables
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

LENGTH = timedelta(hours=1)
"""How long a meeting is taken to be: appointments have a beginning, and no end."""
_LUNCH = 12
_SEARCHED = 90  # days: beyond, nobody books in a few taps


@dataclass(frozen=True, slots=True)
class Booked:
    """A meeting that is booked: with whom, under which id, and when."""

    stream: UUID
    appointment: str
    at: datetime


def host(actor: Actor, person: Person) -> str | None:
    """The coach who would meet the person: whoever books, where that is a coach; else the person's own."""
    return actor.name if actor.coaches else person.coach


def offered(office: Office, actor: Actor, person: Person, count: int) -> list[datetime]:
    """Times on as many different days from tomorrow on, each at another time of day where that can be had.

    Raises NotAllowed.
    """
    chosen: list[datetime] = []
    for free in _days(office, actor, person):
        taken = {calendar.local_time(one).time() for one in chosen}
        chosen.append(next((one for one in free if calendar.local_time(one).time() not in taken), free[0]))
        if len(chosen) == count:
            break
    return chosen


def on(office: Office, actor: Actor, person: Person, day: date) -> list[datetime]:
    """The times that are free on one day; none where nobody works. Raises NotAllowed."""
    office.check(actor, Permission.WRITE_FACTS, person)
    if not _at_work(office, actor, person, day):
        return []
    busy = _busy(office, actor, person, day, day)
    hours = (calendar.start_of_day(day).replace(hour=hour) for hour in _hours(person.programme.settings.duty))
    return [one for one in hours if one > office.clock() and not _clashes(one, busy)]


def is_taken(office: Office, actor: Actor, person: Person, at: datetime) -> bool:
    """Whether a meeting at that time would run into another one of either. Raises NotAllowed."""
    return bool(booked_near(office, actor, person, at))


def booked_near(office: Office, actor: Actor, person: Person, at: datetime) -> list[Booked]:
    """The meetings of either that one at that time would run into. Raises NotAllowed."""
    office.check(actor, Permission.WRITE_FACTS, person)
    day = calendar.local_date(at)
    return [one for one in _booked(office, actor, person, day, day) if _clashes(at, [one.at])]


def _days(office: Office, actor: Actor, person: Person) -> Iterator[list[datetime]]:
    """The free times of each day that has any."""
    office.check(actor, Permission.WRITE_FACTS, person)
    first = office.today() + timedelta(days=1)
    hours = _hours(person.programme.settings.duty)
    busy = _busy(office, actor, person, first, first + timedelta(days=_SEARCHED))
    for number in range(_SEARCHED):
        day = first + timedelta(days=number)
        starts = [calendar.start_of_day(day).replace(hour=hour) for hour in hours]
        free = [one for one in starts if not _clashes(one, busy)]
        if free and _at_work(office, actor, person, day):
            yield free


def _hours(duty: Duty) -> list[int]:
    """The hours at which a meeting can begin, to end within the working day; not over lunch, if it can be helped."""
    day = date.min
    hours = [
        hour
        for hour in range(24)
        if duty.from_ <= time(hour) and datetime.combine(day, time(hour)) + LENGTH <= datetime.combine(day, duty.to)
    ]
    return [hour for hour in hours if hour != _LUNCH] or hours


def _at_work(office: Office, actor: Actor, person: Person, day: date) -> bool:
    coach, team = host(actor, person), office.team(person.programme.id)
    away = coach is not None and (team.has_left(coach, day) or team.deputy(coach, day) is not None)
    return calendar.is_working_day(day) and not away


def _clashes(at: datetime, busy: list[datetime]) -> bool:
    return any(abs(at - other) < LENGTH for other in busy)


def _busy(office: Office, actor: Actor, person: Person, first: date, last: date) -> list[datetime]:
    """When something is booked in these days for any of them."""
    return [one.at for one in _booked(office, actor, person, first, last)]


def _booked(office: Office, actor: Actor, person: Person, first: date, last: date) -> list[Booked]:
    """What is booked in these days for the coach, for those the coach stands in for, or for the person."""
    booked, people = tables.appointments, tables.participants
    theirs = sa.select(people.c.stream).where(
        people.c.programme == person.programme.id, people.c.coach.in_(_caseloads(office, actor, person))
    )
    query = sa.select(booked.c.stream, booked.c.appointment, booked.c.at).where(
        booked.c.standing == "booked",
        booked.c.at >= text_of(calendar.start_of_day(first) - LENGTH),
        booked.c.at <= text_of(calendar.end_of_day(last) + LENGTH),
        sa.or_(booked.c.stream.in_(theirs), booked.c.stream == person.stream.hex),
    )
    with office.engine.store.read() as connection:
        rows = connection.execute(query).all()
    return [Booked(UUID(row.stream), row.appointment, datetime.fromisoformat(row.at)) for row in rows]


def _caseloads(office: Office, actor: Actor, person: Person) -> list[str]:
    coach = host(actor, person)
    if coach is None:
        return []
    team, day = office.team(person.programme.id), office.today()
    return [coach, *(one for one in team.coaches(day) if team.deputy(one, day) == coach)]


def text_of(moment: datetime) -> str:
    """A moment as the read models keep it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
