"""A second coach works with the person: sees who it is, logs contacts, and takes no place of the cap."""

import pytest

from journey.domain.events.cooperation import CoCoachAssigned, CoCoachEnded
from journey.domain.events.participant import Discharged, Enrolled, IdentityChanged
from projections.live import capacity
from tests.chat.talking import PROGRAMME, SECRET, Person, Town

NAME = f"Alva {SECRET}"


async def with_second(town: Town) -> tuple[Person, Person]:
    """Bo, and the person of whom he is the second coach."""
    await town.colleague()
    bo = await town.colleague("coach:bo", "Bo")
    person = await town.enrolled()
    town.record(person.stream, CoCoachAssigned(coach="bo"))
    return bo, person


async def test_the_person_is_among_those_a_second_coach_works_with(town: Town) -> None:
    bo, person = await with_second(town)
    await bo.press("Mina deltagare")
    assert NAME in bo.buttons()
    for label in (NAME, "Logga kontakt", "Telefon", "Spara"):
        said = await bo.press(label)
    assert "Sparat." in said
    assert (person.types()[-1], person.log()[-1].by) == ("contact_held", "coach:bo")


@pytest.mark.parametrize("end", [CoCoachEnded(coach="bo"), IdentityChanged(identity="protected")], ids=["ended", "hid"])
async def test_who_is_no_second_coach_any_more_or_of_somebody_in_hiding_sees_nobody(town: Town, end: object) -> None:
    bo, person = await with_second(town)
    town.record(person.stream, end)
    await bo.press("Mina deltagare")
    assert NAME not in f"{bo.buttons()}{bo.text()}"


async def test_a_second_coach_takes_no_place_and_answers_for_no_deadline(town: Town) -> None:
    bo, person = await with_second(town)
    taken, _ = capacity.taken_and_places(town.office.engine, PROGRAMME, "bo", town.office.today())
    assert taken == 0
    assert town.office.recipients(town.office.person(person.stream)) == ("coach:anna",)
    assert "Inget behöver dig idag" in await bo.press("Idag")


async def test_a_new_stay_begins_without_the_second_coach_of_the_last(town: Town) -> None:
    _, person = await with_second(town)
    town.record(person.stream, Discharged(reason="completed"))
    assert town.office.person(person.stream).co_coaches == ("bo",)
    town.record(person.stream, Enrolled(coach="anna"))
    assert town.office.person(person.stream).co_coaches == ()
