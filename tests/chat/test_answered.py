"""Whoever answers somebody in crisis has taken it: the cards close, and nobody is rung again."""

from services.crisis import tell_again
from tests.chat.talking import Person, Town
from tests.chat.test_humans import WORDS, eva_of, in_crisis

SEEN = "Eva Ek har läst att du behöver någon"


def rings(town: Town, minutes: int = 31) -> int:
    """How many are told again because nobody has taken it."""
    return tell_again(town.office, town.clock.forward(minutes=minutes))


async def enrolled_in_crisis(town: Town) -> Person:
    person = await town.enrolled()
    await person.say(WORDS)
    await town.cards()
    return person


async def test_whoever_answers_somebody_of_the_programme_has_taken_it_in_every_chat(town: Town) -> None:
    anna, eva = await town.colleague(), await eva_of(town)
    person = await enrolled_in_crisis(town)
    await eva.press("Svara")
    said = await eva.say("Hej, jag finns här.")
    assert WORDS in said and "070-123 45 67" in said
    for colleague in (anna, eva):
        assert "Eva Ek har tagit det" in colleague.text() and "Jag tar det nu" not in colleague.buttons()
        assert "behöver en människa" not in await colleague.press("Idag")
    assert person.text().count(SEEN) == 1
    assert person.text().index(SEEN) < person.text().index("Eva Ek: Hej, jag finns här.")
    assert rings(town) == 0


async def test_whoever_answers_somebody_without_a_name_has_taken_it_too(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await eva.press("Svara")
    assert WORDS in await eva.say("Hej, hur är det?")
    assert "Eva Ek har tagit det" in eva.text() and person.text().count(SEEN) == 1
    assert rings(village) == 0


async def test_an_answer_takes_what_was_told_again_as_well(village: Town) -> None:
    eva = await eva_of(village)
    await in_crisis(village)
    assert rings(village) == 1
    await village.cards()
    await eva.press("Svara")
    await eva.say("Hej!")
    assert eva.text().count("Eva Ek har tagit det") == 2 and "Jag tar det nu" not in eva.buttons()


async def test_whoever_pressed_reply_and_wrote_nothing_has_not_taken_it(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    assert "har du tagit" in await eva.press("Svara")
    assert "Jag tar det nu" in eva.buttons() and SEEN not in person.text()
    await eva.press("Avbryt")
    assert rings(village) == 1


async def test_writing_to_somebody_by_way_of_their_page_says_that_it_takes_the_crisis_and_does(village: Town) -> None:
    await village.colleague()
    eva = await eva_of(village)
    person = await enrolled_in_crisis(village)
    await eva.press("Öppna")
    assert "har du tagit" in await eva.press("Skriv")
    await eva.say("Hej!")
    assert SEEN in person.text() and rings(village) == 0


async def test_words_that_came_after_reply_was_pressed_still_call_for_somebody(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await eva.press("Svara")
    await person.say("jag har tagit 40 alvedon")
    await eva.say("Hej, hur är det?")
    await village.cards()
    assert "Jag tar det nu" in eva.buttons()
    assert rings(village) == 1
    await village.cards()
    await eva.press("Svara")
    await eva.say("Jag ringer dig nu.")
    await village.cards()
    assert "Jag tar det nu" not in eva.buttons()


async def test_where_somebody_else_was_first_the_answer_still_arrives_and_the_task_stays_theirs(village: Town) -> None:
    anna, eva = await village.colleague(), await eva_of(village)
    person = await enrolled_in_crisis(village)
    await eva.press("Svara")
    await anna.press("Jag tar det nu")
    said = await eva.say("Hej, jag finns också här.")
    assert "Eva Ek: Hej, jag finns också här." in person.text() and WORDS not in said
    assert "Anna Ahl har tagit det" in eva.text() and SEEN not in person.text()


async def test_an_ordinary_answer_says_nothing_of_a_crisis(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    await person.press("Skriv till oss")
    await person.say("Hej!")
    await village.cards()
    assert "har du tagit" not in await anna.press("Svara")
    await anna.say("Hej Alva!")
    assert "har läst att du behöver" not in person.text()
