"""Handing people over when a coach leaves or changes work: who goes to whom, what is lost, what goes along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from journey.domain import notes, standing
from journey.domain.errors import NotAllowed
from journey.engine.engine import CapReached
from projections.live import tables
from projections.live.capacity import taken_and_places
from services import assignments, caseload
from services.changes import Stale
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

Outcome = Literal["done", "full", "gone"]
"""What became of one of them: handed over; the new coach is full and no reason was given; no longer theirs to hand."""


@dataclass(frozen=True, slots=True)
class Load:
    """A coach with the people they have, and for how many there is time (None: nobody says)."""

    coach: str
    people: int
    enrolled: int
    """Those of them who take a place."""
    places: float | None
    works: bool
    """Whether somebody can be given to them."""
    deputy: str | None = None
    """Who stands in for them today."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stays behind with whoever hands a person over, counted."""

    meetings: int
    """Booked meetings ahead, which the person expects the coach of before at."""
    reminders: int
    questions: int


@dataclass(frozen=True, slots=True)
class Handed:
    """One of the people, and what became of them."""

    person: Person
    outcome: Outcome


def loads(office: Office, actor: Actor) -> list[Load]:
    """Every coach of the team, and whoever has left it and still has people. Raises NotAllowed."""
    office.check(actor, Permission.ASSIGN)
    programme, day, table = actor.programme or "", office.today(), tables.participants
    living = caseload.living(actor).with_only_columns(table.c.coach, sa.func.count()).group_by(table.c.coach)
    with office.engine.store.read() as connection:
        having = {row[0]: int(row[1]) for row in connection.execute(living) if row[0]}
    team = office.team(programme)
    names = dict.fromkeys([*team.coaches(day), *sorted(having)])
    return [
        Load(
            name,
            having.get(name, 0),
            *taken_and_places(office.engine, programme, name, day),
            name in team.coaches(day),
            team.deputy(name, day),
        )
        for name in names
    ]


def people_of(office: Office, actor: Actor, coach: str) -> list[Person]:
    """Everybody who waits or is enrolled and whom this coach has. Raises NotAllowed."""
    office.check(actor, Permission.ASSIGN)
    query = caseload.living(actor).where(tables.participants.c.coach == coach)
    with office.engine.store.read() as connection:
        streams = list(connection.execute(query).scalars())
    return caseload.read(office, streams)


def takes_a_place(person: Person) -> bool:
    """Whether somebody is enrolled, and counts in their coach's places."""
    stay = person.history.current
    return stay is not None and stay.enrolment is not None and stay.ending is None


def left_behind(people: Iterable[Person], coach: str, now: datetime) -> Left:
    """What does not go along with these people: it is said before they are handed over."""
    meetings = reminders = questions = 0
    for person in people:
        booked = standing.appointments(person.history).values()
        meetings += sum(one.state == "booked" and one.at.astimezone(UTC) >= now for one in booked)
        reminders += sum(one.whose == f"coach:{coach}" for one in notes.reminders(person.history))
        questions += sum(one.waits_for == f"coach:{coach}" for one in notes.questions(person.history))
    return Left(meetings, reminders, questions)


def hand_over(
    office: Office,
    actor: Actor,
    streams: Sequence[UUID],
    source: str,
    to: str,
    form: str,
    *,
    reason: str | None = None,
    words: Mapping[UUID, str] | None = None,
) -> list[Handed]:
    """Give these people of one coach to another, each by themselves: what fails for one holds up nobody else.

    `words` go along, sealed, by person. Sent twice under one `form`, each is handed over once. Raises NotAllowed, and
    Stale where the new coach is not in the team.
    """
    office.check(actor, Permission.ASSIGN)
    if to == source or to not in office.team(actor.programme or "").coaches(office.today()):
        raise Stale("no other coach of the team has that name")
    handed = []
    for stream in dict.fromkeys(streams):
        person = office.somebody(actor, stream)
        note = (words or {}).get(stream) if office.may(actor, Permission.WRITE_FACTS, person) else None
        outcome: Outcome = "done"
        try:
            entry = f"desk-{form}-{stream.hex}"
            assignments.assign(office, actor, person, to, reason, entry, source=source, note=note)
        except CapReached:
            outcome = "full"
        except (Stale, NotAllowed):
            outcome = "gone"
        handed.append(Handed(office.person(stream), outcome))
    return handed
