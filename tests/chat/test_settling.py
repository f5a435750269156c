"""What was agreed, asked or set for somebody: whoever is told of it can settle it, from the card and from the list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journey.domain.errors import NotAllowed
from journey.domain.events import Fact, cooperation, steps
from journey.domain.events.participant import CoachAssigned
from services import settling, worklist
from services.changes import Stale
from services.permissions import Actor
from services.sweep import sweep
from tests.chat.talking import PROGRAMME, Person, Town

WORDS = "Skriva ett CV till fredag"


def agreed(village: Town, person: Person, responsible: str | None = None, note: str = WORDS, name: str = "cv") -> None:
    """An action that is due in ten days."""
    due = village.office.today() + timedelta(days=10)
    fact = cooperation.ActionAgreed(action=name, at="participant_meeting", responsible=responsible, due=due)
    village.record(person.stream, fact, note=note)


def swept(village: Town, days: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Days go by, and the clock looks: what it raises of the action."""
    village.clock.forward(days=days)
    raised = sweep(village.journey.engine, village.journey.projector, village.clock())
    return [(one.fact.rule, one.fact.kind, one.fact.to) for one in raised if one.fact.rule == "action_due"]


def waits(village: Town, staff: str) -> list[worklist.Item]:
    return [one for one in worklist.items(village.office, Actor.staff(staff, PROGRAMME)) if one.rule == "action_due"]


async def test_an_action_stands_in_the_coachs_list_with_its_words_and_what_settles_it(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    agreed(village, person)
    village.clock.forward(days=4)
    [item] = waits(village, "coach:anna")
    assert (item.settles, item.ways, item.what) == (("action_done",), ("done", "dropped"), WORDS)
    assert WORDS in await coach.press("Idag")


async def test_a_coach_says_from_the_list_that_an_action_is_done_and_on_which_day(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    agreed(village, person)
    village.clock.forward(days=4)
    await coach.press("Idag")
    assert WORDS in await coach.press(f"Klart: {WORDS}")
    assert "Sparat" in await coach.press("Igår")
    [done] = [event for event in person.log() if isinstance(event.fact, cooperation.ActionDone)]
    assert (done.fact.action, done.on, done.by) == ("cv", village.office.today() - timedelta(days=1), "coach:anna")
    assert waits(village, "coach:anna") == []


async def test_who_is_responsible_and_does_not_have_the_person_is_told_and_can_settle_it(village: Town) -> None:
    await village.colleague()
    bo = await village.colleague("coach:bo", "Bo Berg")
    person = await village.enrolled()
    agreed(village, person, "coach:bo")
    assert swept(village, 9) == [("action_due", "warning", ("coach:bo",))]
    await village.cards()
    assert [item.ways for item in waits(village, "coach:bo")] == [("done", "dropped")]
    [card] = [one for one in bo.shown() if "Överenskommen" in one.text]
    assert WORDS in card.text
    assert "Alva" not in card.text, "whose it is, they are not told"
    assert "Öppna" not in [button.text for row in card.keyboard for button in row]
    [button] = [button for row in card.keyboard for button in row if button.text == "Klart"]
    await bo.forge(card.id, button.data)
    await bo.press("Idag")
    assert "action_done" in person.types()
    assert waits(village, "coach:bo") == []


async def test_another_coach_takes_over_the_person_and_not_what_a_colleague_took_on(village: Town) -> None:
    await village.colleague()
    await village.colleague("coach:bo", "Bo Berg")
    await village.colleague("coach:cy", "Cy Ceder")
    person = await village.enrolled()
    agreed(village, person, "coach:bo")
    swept(village, 9)
    village.record(person.stream, CoachAssigned(coach="cy"))
    assert [bool(waits(village, f"coach:{name}")) for name in ("anna", "bo", "cy")] == [False, True, True]
    assert [item.place is not None for item in waits(village, "coach:cy")] == [False]


async def test_a_breach_of_it_is_the_supervisors_who_can_settle_it_too(village: Town) -> None:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    person = await village.enrolled()
    agreed(village, person)
    assert swept(village, 11) == [("action_due", "breach", ("supervisor",))]
    await sup.press("Idag")
    await sup.press(f"Blir inte av: {WORDS}")
    await sup.press("Idag")
    assert "action_dropped" in person.types()


async def test_what_is_settled_cannot_be_settled_again_and_nothing_else_can(village: Town) -> None:
    await village.colleague()
    await village.colleague("coach:bo", "Bo Berg")
    person = await village.enrolled()
    agreed(village, person)
    place = settling.place_of(person.log()[-1])
    anna, bo = (Actor.staff(f"coach:{name}", PROGRAMME) for name in ("anna", "bo"))
    with pytest.raises(NotAllowed):
        settling.settle(village.office, bo, place, "done", 0, "e-1")
    with pytest.raises(Stale):
        settling.settle(village.office, anna, place, "reached", 0, "e-2")
    assert settling.settle(village.office, anna, place, "done", 0, "e-3").settled
    assert settling.settle(village.office, anna, place, "done", 0, "e-3").settled == ()  # asked twice, recorded once
    with pytest.raises(Stale):
        settling.settle(village.office, anna, place, "dropped", 0, "e-4")
    assert person.types().count("action_done") == 1
    for forged in ("x:1", f"{person.stream.hex}:1", f"{person.stream.hex}:999"):
        with pytest.raises(NotAllowed):
            settling.settle(village.office, anna, forged, "done", 0, "e-5")


async def test_it_is_settled_never_before_it_was_agreed(village: Town) -> None:
    await village.colleague()
    person = await village.enrolled()
    agreed(village, person)
    place = settling.place_of(person.log()[-1])
    settling.settle(village.office, Actor.staff("coach:anna", PROGRAMME), place, "done", 2, "e-1")
    assert person.log()[-1].on == village.office.today()


@pytest.mark.parametrize(
    ("fact", "way", "recorded"),
    [
        (cooperation.MatterOpened(matter="m", party="employment_service", kind="wage_subsidy"), "refused", "refused"),
        (steps.MilestoneSet(milestone="s"), "reached", None),
    ],
)
async def test_a_matter_is_decided_and_a_milestone_reached_the_same_way(
    village: Town, fact: Fact, way: str, recorded: str | None
) -> None:
    await village.colleague()
    person = await village.enrolled()
    village.record(person.stream, fact)
    place = settling.place_of(person.log()[-1])
    settling.settle(village.office, Actor.staff("coach:anna", PROGRAMME), place, way, 0, "e-1")
    assert person.types()[-1] in ("matter_decided", "milestone_reached")
    assert getattr(person.log()[-1].fact, "outcome", None) == recorded
