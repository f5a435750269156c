"""What a person decides for themselves reaches whoever has them, with a button that settles it."""

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.participant import IdentityChanged
from tests.chat.talking import SECRET, Person, Town

NAME = f"Alva {SECRET}"
PAUSED = f"{NAME} har tagit paus: behöver vila. Platsen är kvar."
WITHDRAWN = f"{NAME} har tagit tillbaka sitt ja till psykiatrin. Det gäller från nu."
OPEN = {"pause": PAUSED, "consent": WITHDRAWN}


async def told(town: Town, kind: str) -> tuple[Person, Person]:
    """A coach, and somebody of theirs who has taken a pause or a consent back."""
    coach = await town.colleague()
    person = await town.enrolled()
    town.record(person.stream, facts.ConsentGiven(party="psychiatry"), by="coach:anna")
    await person.say("meny")
    for label in {
        "pause": ("Ta en paus", "Jag behöver vila", "Ja, ta paus"),
        "consent": ("Det jag sagt ja till", "Ta tillbaka: psykiatrin", "Ja, ta tillbaka"),
    }[kind]:
        await person.press(label)
    await town.cards()
    return coach, person


@pytest.mark.parametrize("kind", OPEN)
async def test_the_coach_is_told_and_settles_it_with_one_button(town: Town, kind: str) -> None:
    coach, person = await told(town, kind)
    assert coach.text().count(OPEN[kind]) == 1
    await coach.press("Idag")
    assert NAME in coach.buttons()
    await coach.press("Klart")
    await town.cards()
    assert OPEN[kind] not in coach.text() and "Klart, av Anna Ahl." in coach.text()
    assert [event.fact.done for event in person.log() if event.type == "task_acknowledged"][-1:] == [True]
    assert {"pause": "har tagit paus", "consent": "tagit tillbaka"}[kind] not in await coach.press("Idag")


async def test_who_goes_on_after_a_pause_needs_no_answer_to_it(village: Town) -> None:
    coach, person = await told(village, "pause")
    await person.press("Fortsätt efter pausen")
    assert "resumed" not in person.types()
    await person.press("Ja, fortsätt nu")
    await village.cards()
    assert PAUSED not in coach.text() and "Behövs inte längre." in coach.text()


async def test_the_consent_to_reminders_is_told_too_and_taken_back_once(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await person.say("meny")
    await person.press("Det jag sagt ja till")
    await person.press("Ta tillbaka: påminnelser")
    number, data = person.button("Ja, ta tillbaka")
    await person.forge(number, data)
    assert "gäller inte längre" in await village.press_old(person, data)
    await village.cards()
    assert person.types().count("consent_withdrawn") == 1
    assert coach.text().count("har tagit tillbaka sitt ja till påminnelser") == 1


async def test_whoever_may_not_know_what_somebody_in_hiding_decides_learns_that_there_is_something(
    village: Town,
) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.referred()
    village.record(person.stream, IdentityChanged(identity="protected"), facts.ConsentGiven(party="psychiatry"))
    await person.say("meny")
    for label in ("Det jag sagt ja till", "Ta tillbaka: psykiatrin", "Ja, ta tillbaka"):
        await person.press(label)
    await village.cards()
    assert "En person med skyddade uppgifter har tagit tillbaka ett samtycke." in eva.text()
    assert SECRET not in eva.text() and "psykiatrin" not in eva.text()
    await eva.press("Klart")
    await village.cards()
    assert "Klart, av Eva Ek." in eva.text()


async def test_new_people_without_a_name_here_are_told_apart_on_their_cards_and_in_the_list(village: Town) -> None:
    anna = await village.colleague("coach:anna", "Anna")
    for _ in range(3):
        await village.referred()
    await village.cards()
    cards = {one.text for one in anna.shown() if "har anmält sig själv" in one.text}
    assert len(cards) == 3 and all(card.startswith("En ny person (") for card in cards)
    await anna.press("Idag")
    signs = {card.partition("(")[2].partition(")")[0] for card in cards}
    assert all(sum(f"({sign})" in one.text for one in anna.shown()) == 2 for sign in signs)
