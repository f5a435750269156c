"""What participants ask for holds at the moment of saving: what somebody else did meanwhile is seen, and said."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskAcknowledged
from journey.domain.events.requests import PlaceOffered
from services import appointments, conversations, wishes
from services.changes import Stale
from services.people import Person
from services.permissions import Actor, Role
from tests.cases import every
from tests.chat.talking import PROGRAMME, Town

BOOKED = "a-1"

Asking = Callable[[Town, Actor, Person], Any]
BEHIND: dict[str, tuple[tuple[Any, ...], Any, Asking]] = {
    "pause": (
        (),
        facts.Discharged(reason="moved"),
        lambda town, who, person: wishes.pause(town.office, who, person, "hospital", "w"),
    ),
    "resume": (
        (facts.Paused(reason="hospital"),),
        facts.Resumed(),
        lambda town, who, person: wishes.resume(town.office, who, person, "w"),
    ),
    "confirm": (
        (BOOKED,),
        facts.AppointmentCancelled(appointment=BOOKED),
        lambda town, who, person: appointments.confirm(town.office, who, person, BOOKED, "w"),
    ),
    "cancel": (
        (BOOKED,),
        facts.AppointmentCancelled(appointment=BOOKED),
        lambda town, who, person: appointments.cancel(town.office, who, person, BOOKED, "w"),
    ),
    "another time": (
        (BOOKED,),
        facts.AppointmentCancelled(appointment=BOOKED),
        lambda town, who, person: appointments.ask_for_change(town.office, who, person, BOOKED, None, "w"),
    ),
}
"""What stands first, what a colleague does after the person was read, and what the person then asks for."""


async def test_what_a_colleague_did_meanwhile_is_seen_when_the_wish_is_saved(village: Town) -> None:
    await village.colleague()
    person = await village.enrolled()

    @every("name", BEHIND)
    def asked(name: str) -> None:
        before, meanwhile, asking = BEHIND[name]
        soon = village.clock() + timedelta(days=1)
        told = [facts.AppointmentBooked(appointment=BOOKED, at=soon) if one == BOOKED else one for one in before]
        if told:
            village.record(person.stream, *told)
        seen = village.office.person(person.stream)
        village.record(person.stream, meanwhile)
        log = len(person.log())
        with pytest.raises(Stale):
            asking(village, Actor(Role.participant, programme=PROGRAMME, stream=person.stream), seen)
        assert len(person.log()) == log
        if name == "pause":
            village.record(person.stream, facts.Enrolled(coach="anna"))

    asked()


async def test_a_place_is_answered_once_however_often_it_was_seen(village: Town) -> None:
    person = await village.referred()
    who = Actor(Role.participant, programme=PROGRAMME, stream=person.stream)
    village.office.record(person.stream, PROGRAMME, "supervisor:eva", ("o", PlaceOffered()))
    seen = village.office.person(person.stream)
    wishes.answer_offer(village.office, who, seen, "accepted", "first")
    with pytest.raises(Stale):
        wishes.answer_offer(village.office, who, seen, "refused", "second")


async def test_an_answer_settles_what_is_open_and_nothing_that_somebody_has_taken(village: Town) -> None:
    await village.colleague()
    person = await village.enrolled()
    await person.press("Skriv till oss")
    await person.say("Hej")
    seen = village.office.person(person.stream)
    name = next(event.fact.task for event in seen.log if event.type == "task_opened" and event.fact.kind == "message")
    coach = Actor.staff("coach:anna", PROGRAMME)
    village.office.record(
        person.stream, PROGRAMME, "coach:bo", (f"other-{name}", TaskAcknowledged(task=name, done=True))
    )
    log = len(person.log())
    conversations.settle_messages(village.office, coach, conversations.Writer(person.row, PROGRAMME, seen))
    assert len(person.log()) == log
