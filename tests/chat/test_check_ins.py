"""A weekly question that the person switches on: three taps, at a decent hour, and never where it is not wanted."""

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused
from journey.domain.events.requests import CheckInAnswered
from services import worklist
from services.permissions import Actor
from tests.chat.talking import PROGRAMME, Person, Town
from tests.chat.test_reminders import decide, deliver

ASKED = "Hur har veckan varit för dig?"


async def asked(town: Town) -> Person:
    """Somebody who wants to be asked, on the Thursday of the week."""
    person = await town.enrolled()
    await person.press("Meddelanden")
    assert "tre knappar" in await person.press("Fråga mig varje vecka hur det går")
    town.clock.forward(days=2)
    return person


def talks(town: Town, staff: str = "coach:anna") -> list[str]:
    items = worklist.items(town.office, Actor.staff(staff, PROGRAMME))
    return [item.kind for item in items if item.about == "task"]


async def test_three_taps_once_a_week_and_who_wants_to_talk_stands_first(village: Town) -> None:
    anna = await village.colleague()
    person = await asked(village)
    await person.say("Hej coach")
    await person.press("Ja, skicka till min coach")
    await decide(village)
    assert [await deliver(village), await deliver(village)] == [1, 0]
    assert person.text().count(ASKED) == 1
    first = person.button("Tung")
    assert "jobbet" in await person.press("Tung")
    assert "Vill du prata med din coach?" in await person.press("Sådär")
    answer = await person.press("Ja, gärna")
    assert "Anna Ahl får veta att du vill prata" in answer and "HJÄLP" in answer
    [told] = [event for event in person.log() if isinstance(event.fact, CheckInAnswered)]
    assert (told.fact.week, told.fact.talk) == ("2026-W49", True)
    assert told.sealed is not None and b"hard" not in told.sealed and told.fact.went != "hard"
    assert talks(village) == ["talk", "message"], "before whoever has written"
    await village.cards()
    assert "vill gärna prata med dig" in anna.text()
    await person.forge(*first)
    assert len([event for event in person.log() if isinstance(event.fact, CheckInAnswered)]) == 1
    village.record(person.stream, facts.ContactHeld(mode="phone"), by="coach:anna")
    assert "talk" not in talks(village), "they have talked"
    village.clock.forward(days=1)
    await decide(village)
    await deliver(village)
    assert person.text().count(ASKED) == 1, "not twice in a week"
    village.clock.forward(days=6)
    await decide(village)
    await deliver(village)
    assert person.text().count(ASKED) == 2


async def test_nobody_is_asked_before_thursday_at_night_or_who_has_switched_it_off(village: Town) -> None:
    person = await asked(village)
    village.clock.forward(days=-1)
    assert await decide(village) == 0
    village.clock.forward(days=1, hours=12)
    await decide(village)
    assert await deliver(village) == 0, "it is night"
    await person.press("Meddelanden")
    await person.press("Sluta fråga mig varje vecka")
    village.clock.forward(hours=12)
    assert await deliver(village) == 0 and ASKED not in person.text()


@pytest.mark.parametrize("told", [MessagesPaused(how="stop"), facts.ConsentWithdrawn(party="chat_reminders")])
async def test_who_wants_no_messages_is_not_asked_and_cannot_switch_it_on(village: Town, told: object) -> None:
    person = await asked(village)
    village.record(person.stream, told)  # type: ignore[arg-type]  # one of the two above
    await decide(village)
    assert await deliver(village) == 0 and ASKED not in person.text()
    await person.press("Meddelanden")
    await person.press("Sluta fråga mig varje vecka")
    await person.press("Meddelanden")
    assert "säga ja till påminnelser" in await person.press("Fråga mig varje vecka hur det går")


async def test_words_of_danger_are_answered_in_the_middle_of_the_three_taps(village: Town) -> None:
    person = await asked(village)
    await decide(village)
    await deliver(village)
    await person.press("Bra")
    assert "90101" in await person.say("Jag vill dö")
