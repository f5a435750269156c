"""What colleagues may do, asked of the services themselves: given how somebody stands, when one acts, then what changed.

Every rule holds at the moment of saving: a person who was read before somebody else acted is read again.
"""

from datetime import timedelta
from uuid import UUID

import pytest

from journey.domain.errors import NotAllowed
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.events.requests import PlaceOffered
from services import appointments, assignments, contacts, crisis, erasure, moves, places, tasks
from services.assignments import Taken
from services.changes import Stale
from services.contacts import Contact, EmployerContact
from services.people import Person
from services.permissions import Actor
from services.sweep import sweep
from tests.chat.talking import PROGRAMME, Town

ANNA, BO = Actor.staff("coach:anna", PROGRAMME), Actor.staff("coach:bo", PROGRAMME)
EVA = Actor.staff("supervisor:eva", PROGRAMME)


@pytest.fixture
async def team(village: Town) -> Town:
    for name in ("coach:anna", "coach:bo", "supervisor:eva"):
        await village.colleague(name, name.title())
    return village


async def referred(team: Town) -> Person:
    return now(team, (await team.referred()).stream)


async def enrolled(team: Town) -> Person:
    return now(team, (await team.enrolled()).stream)


def now(team: Town, stream: UUID) -> Person:
    found: Person = team.office.person(stream)
    return found


# --- who has whom -----------------------------------------------------------------------------------------------------


async def test_a_coach_takes_whom_nobody_has_and_the_tasks_of_the_referral_with_them(team: Town) -> None:
    changed = assignments.take(team.office, ANNA, await referred(team), "press-1")
    assert changed.person is not None and changed.person.coach == "anna"
    assert [event.fact.kind for event in changed.tasks] == ["referral"]
    assert [event.type for event in changed.events] == ["coach_assigned", "task_acknowledged"]


async def test_of_two_coaches_who_saw_the_same_person_the_second_is_told_who_was_first(team: Town) -> None:
    seen_by_both = await referred(team)
    assignments.take(team.office, ANNA, seen_by_both, "press-1")
    with pytest.raises(Taken) as taken:
        assignments.take(team.office, BO, seen_by_both, "press-2")
    assert taken.value.by == "coach:anna"


async def test_the_same_press_once_more_changes_nothing(team: Town) -> None:
    person = await referred(team)
    assignments.take(team.office, ANNA, person, "press-1")
    again = assignments.take(team.office, ANNA, now(team, person.stream), "press-1")
    assert again.events == () and again.tasks == ()


async def test_who_came_back_can_be_taken_by_the_same_coach_again(team: Town) -> None:
    person = await referred(team)
    assignments.take(team.office, ANNA, person, "press-1")
    team.record(person.stream, facts.Declined(reason="own_wish"))
    team.clock.forward(days=30)
    team.record(person.stream, facts.Referred(source="psychiatry"))
    assert now(team, person.stream).coach is None
    assignments.take(team.office, ANNA, now(team, person.stream), "press-2")
    assert now(team, person.stream).coach == "anna"


async def test_somebody_is_given_to_a_coach_of_the_team_alone_and_by_a_supervisor_alone(team: Town) -> None:
    person = await referred(team)
    with pytest.raises(Stale):
        assignments.assign(team.office, EVA, person, "nobody", "because", "press-1")
    with pytest.raises(NotAllowed):
        assignments.assign(team.office, ANNA, person, "anna", "because", "press-2")
    assignments.assign(team.office, EVA, person, "bo", "because", "press-3")
    assert now(team, person.stream).coach == "bo"


async def test_whoever_enrols_becomes_the_coach_unless_there_is_one(team: Town) -> None:
    person = await referred(team)
    assignments.assign(team.office, EVA, person, "bo", "because", "press-1")
    changed = moves.enrol(team.office, EVA, now(team, person.stream), "press-2")
    assert changed.events[0].fact.coach == "bo"
    with pytest.raises(Stale):
        moves.to_phase(team.office, BO, now(team, person.stream), "intake", "press-3")


# --- places and erasure -----------------------------------------------------------------------------------------------


async def test_a_place_is_offered_to_who_waits_and_once_until_it_is_answered(team: Town) -> None:
    person = await referred(team)
    with pytest.raises(NotAllowed):
        places.offer(team.office, ANNA, person, "press-1")
    places.offer(team.office, EVA, person, "press-2")
    with pytest.raises(Stale):  # though the person was read before the first offer
        places.offer(team.office, EVA, person, "press-3")
    team.record(person.stream, PlaceOffered(answer="refused"), by="participant")
    places.offer(team.office, EVA, person, "press-4")
    with pytest.raises(Stale):
        places.offer(team.office, EVA, await enrolled(team), "press-5")


async def test_an_erasure_is_granted_or_refused_and_by_a_supervisor(team: Town) -> None:
    person = await enrolled(team)
    with pytest.raises(Stale):
        erasure.decide(team.office, EVA, person, "perhaps", "press-1")
    with pytest.raises(NotAllowed):
        erasure.decide(team.office, ANNA, person, "granted", "press-2")
    assert erasure.decide(team.office, EVA, person, "refused", "press-3").events[0].fact.decision == "refused"


# --- contacts and appointments ----------------------------------------------------------------------------------------


async def test_a_contact_says_which_deadlines_and_alerts_it_settled(team: Town) -> None:
    person = await enrolled(team)
    team.clock.forward(days=27)
    sweep(team.journey.engine, team.journey.projector, team.clock())
    contact = EmployerContact("f-1", "phone", "coach", competitive=True)
    changed = contacts.log(team.office, ANNA, person.stream, contact, "press-1")
    assert "job_search_one_month" in {row.rule for row in changed.settled}
    assert "job_search_one_month" in {event.fact.rule for event in changed.alerts}
    again = contacts.log(team.office, ANNA, person.stream, contact, "press-2")
    assert not {"job_search_one_month"} & {row.rule for row in again.settled}


async def test_nobody_writes_about_somebody_who_is_not_theirs_whatever_they_saw_before(team: Town) -> None:
    person = await enrolled(team)
    with pytest.raises(NotAllowed):
        contacts.log(team.office, BO, person.stream, Contact("phone"), "press-1")
    seen = now(team, person.stream)
    team.record(person.stream, facts.IdentityChanged(identity="protected"))
    with pytest.raises(NotAllowed):
        appointments.book(team.office, EVA, seen, team.clock() + timedelta(hours=2), "press-2")
    assert "appointment_booked" not in {event.type for event in now(team, person.stream).log}


async def test_an_appointment_is_booked_ahead_and_answered_once(team: Town) -> None:
    person = await enrolled(team)
    with pytest.raises(appointments.InThePast):
        appointments.book(team.office, ANNA, person, team.clock(), "press-1")
    booked = appointments.book(team.office, ANNA, person, team.clock() + timedelta(hours=2), "press-2").events[0]
    team.clock.forward(hours=3)
    for _ in range(2):  # the same press, taken once more
        appointments.say_whether_kept(team.office, ANNA, now(team, person.stream), booked.version, kept=True)
    assert [event.type for event in now(team, person.stream).log][-1] == "appointment_kept"
    with pytest.raises(Stale):
        appointments.say_whether_kept(team.office, ANNA, now(team, person.stream), booked.version, kept=False)


# --- tasks ------------------------------------------------------------------------------------------------------------


async def test_a_task_told_again_is_one_task(team: Town) -> None:
    person = await enrolled(team)
    team.record(person.stream, TaskOpened(task="crisis-1", kind="crisis", to=("coach:anna", "supervisor")))
    assert crisis.tell_again(team.office, team.clock.forward(minutes=31)) == 1
    told_again = now(team, person.stream).log[-1]
    place = f"{person.stream.hex}:{told_again.version}"
    changed = tasks.take(team.office, EVA, place)
    assert {event.fact.task for event in changed.tasks} == {"crisis-1", "crisis-1:again"}
    assert not any(event.fact.done for event in changed.events)  # somebody has it; it is not over
    with pytest.raises(Taken):
        tasks.take(team.office, ANNA, place)
    with pytest.raises(NotAllowed):
        tasks.take(team.office, BO, place)


async def test_an_alert_is_acknowledged_for_one_of_the_reasons(team: Town) -> None:
    person = await enrolled(team)
    team.clock.forward(days=27)
    sweep(team.journey.engine, team.journey.projector, team.clock())
    alert = now(team, person.stream).history.alerts[-1]
    place = f"{person.stream.hex}:{alert.version}"
    with pytest.raises(Stale):
        tasks.acknowledge(team.office, ANNA, place, "because", "press-1")
    for forged in ("nothing", f"{person.stream.hex}:9999", f"{person.stream.hex}:1"):
        with pytest.raises(NotAllowed):
            tasks.acknowledge(team.office, ANNA, forged, "waiting", "press-2")
    changed = tasks.acknowledge(team.office, ANNA, place, "waiting", "press-3")
    assert alert.version in {event.version for event in changed.alerts}
