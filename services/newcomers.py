"""Somebody new, as a colleague takes their referral at the desk: who they may be already, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events import Fact
from journey.domain.events.messages import TaskOpened
from journey.domain.events.participant import CoachAssigned, Referred, Waitlisted
from journey.domain.team import SUPERVISOR
from services import referrals
from services.office import SENDER, Office
from services.people import Person
from services.permissions import Actor, Bond, Permission, check

Then = Literal["mine", "waiting", "nothing"]
"""What becomes of them at once: whoever takes the referral is their coach, they wait for a place, or neither."""


def ways(office: Office, actor: Actor) -> tuple[Then, ...]:
    """What this colleague can let become of somebody new. Raises NotAllowed."""
    office.check(actor, Permission.WRITE_REFERRAL)
    return ("mine", "waiting", "nothing") if office.may(actor, Permission.TAKE_PERSON) else ("waiting", "nothing")


def here_already(office: Office, actor: Actor, referred: Referred) -> list[Person]:
    """Who of the programme has the number or an address that somebody new has given, the earliest first.

    Nobody who lives under protected identity. Raises NotAllowed.
    """
    office.check(actor, Permission.WRITE_REFERRAL)
    with office.engine.store.read() as connection:
        streams = office.engine.likenesses.having(connection, actor.programme or "", referred)
    return sorted((office.person(stream) for stream in streams), key=lambda one: one.log[0].recorded)


def of_form(office: Office, actor: Actor, form: str) -> Person | None:
    """Who was recorded by the form of that name; None where it was not sent."""
    programme, people = actor.programme or "", office.engine.people
    with office.engine.store.read() as connection:
        key = people.key(programme, SENDER, reference(office, form))
        streams = list(people.streams(connection, programme, [key]).values())
    return office.person(streams[0]) if streams else None


def reference(office: Office, form: str) -> str:
    """The number that somebody has who was recorded by that form: the same, however often it is sent."""
    return referrals.number(office.engine.vault.digest("reference", "desk", form))


def register(
    office: Office, actor: Actor, referred: Referred, form: str, then: Then, *, on: date, note: str | None = None
) -> Person:
    """Record the referral, and what becomes of it, all at once. Sent twice under one `form`, it is recorded once.

    Raises NotAllowed, also where a colleague may not take somebody in hiding; CapReached; what the engine raises.
    """
    programme, now = actor.programme or "", office.clock()
    office.check(actor, Permission.WRITE_REFERRAL)
    if then == "mine":
        check(actor, Permission.TAKE_PERSON, Bond(protected=referred.identity == "protected"))
    commands = [
        Record(
            programme=programme,
            fact=fact,
            on=on if isinstance(fact, Referred) else calendar.local_date(now),
            at=now if on == calendar.local_date(now) or not isinstance(fact, Referred) else None,
            now=now,
            actor=actor.signed,
            by=actor.recorded,
            correlation=f"desk-{form}",
            reference=reference(office, form),
            sender=SENDER,
            entry=f"desk-{form}-{fact.type_name()}",
            note=note if isinstance(fact, Referred) else None,
        )
        for fact in _facts(office, actor, referred, form, then)
    ]
    return office.person(office.execute(commands)[0].stream)


def _facts(office: Office, actor: Actor, referred: Referred, form: str, then: Then) -> Iterator[Fact]:
    yield referred
    match then:
        case "mine":
            yield CoachAssigned(coach=actor.name)
        case "waiting":
            yield Waitlisted()
        case "nothing":
            hidden = referred.identity == "protected"
            coaches = () if hidden else office.team(actor.programme or "").coaches(office.today())
            to = (*(f"coach:{coach}" for coach in coaches), SUPERVISOR)
            yield TaskOpened(task=f"desk-{form}", kind="referral", to=to)
