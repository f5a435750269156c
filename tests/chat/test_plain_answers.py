"""Answers in ordinary words are understood in every language, and what could mean two things is asked for again."""

from pathlib import Path

import pytest

from journey.domain.settings import Conditions
from tests.cases import every
from tests.chat.talking import Person, Town, changed, programme, town_of
from tests.site import make_site

UNDERSTOOD = [
    ("age", "jag är 34", "fits"),
    ("age", "34 år", "fits"),
    ("age", "född 91", "fits"),
    ("age", "-91", "fits"),
    ("age", "1991", "fits"),
    ("age", "trettiofyra", "fits"),
    ("age", "I'm thirty-four years old", "fits"),
    ("age", "född 1991-05-12", "fits"),
    ("municipality", "i Ljusdal", "Ljusdal"),
    ("municipality", "ljusdals kommun", "Ljusdal"),
    ("municipality", "Jag bor i Nordanstig.", "Nordanstig"),
    ("municipality", "I live in Hudiksvall", "Hudiksvall"),
    ("requires", "japp", "yes"),
    ("requires", "det stämmer", "yes"),
    ("requires", "vet inte", "unsure"),
    ("requires", "I don't know", "unsure"),
    ("work_wish", "yes please", "yes"),
    ("work_wish", "jag vill jobba", "yes"),
    ("work_wish", "kanske", "maybe"),
    ("protected", "nä", "no"),
    ("protected", "nope", "no"),
    ("birth_year", "född 91", 1991),
    ("birth_year", "91", 1991),
    ("education", "vet inte", "unknown"),
    ("reminders", "ja tack", "yes"),
    ("reminders", "nej det vill jag inte", "no"),
]
ASKED_AGAIN = [
    ("age", "91", "Jag är inte säker på hur gammal du är"),
    ("age", "34 eller 35", "Jag är inte säker på hur gammal du är"),
    ("age", "snart 18", "Jag är inte säker på hur gammal du är"),
    ("age", "född 2008", "Hur många år är du idag?"),
    ("municipality", "Ljusdal eller Hudiksvall", "Jag är inte säker på var du bor"),
    ("municipality", "inte i Ljusdal", "Jag är inte säker på var du bor"),
    ("municipality", "nära Ljusdal", "Jag är inte säker på var du bor"),
    ("municipality", "Järvsö", "Jag är inte säker på var du bor"),
    ("requires", "ja och nej", "om du menar ja eller nej"),
    ("work_wish", "ja men bara ibland", "om du menar ja eller nej"),
    ("protected", "sådär", "om du menar ja eller nej"),
    ("birth_year", "34", "Skriv ditt födelseår med fyra siffror"),
    ("birth_year", "jag är 34", "Skriv ditt födelseår med fyra siffror"),
    ("reminders", "nja", "om du menar ja eller nej"),
    ("reach", "sådär", "Välj gärna en av knapparna"),
]


@every("step, said, means", UNDERSTOOD)
async def test_what_is_written_in_ordinary_words_is_understood(
    village: Town, step: str, said: str, means: object
) -> None:
    person = await (await village.visitor()).placed(step)
    await person.say(said)
    assert person.draft.get(step) == means and person.state != step


@every("step, said, answered", ASKED_AGAIN)
async def test_what_could_mean_two_things_is_asked_for_again_and_never_guessed(
    village: Town, step: str, said: str, answered: str
) -> None:
    person = await (await village.visitor()).placed(step)
    assert answered in await person.say(said)
    assert step not in person.draft and person.state == step


@pytest.mark.parametrize(
    ("language", "kindly"), [("sv-easy", "Menar du ja eller nej?"), ("en", "whether you mean yes or no")]
)
async def test_it_is_asked_again_in_the_language_of_the_chat(village: Town, language: str, kindly: str) -> None:
    person = await (await village.visitor(language)).placed("requires")
    assert kindly in await person.say("ja/nej")
    await person.say("japp")
    assert person.draft["requires"] == "yes"


async def test_a_question_with_its_own_words_takes_them_as_they_are(village: Town) -> None:
    person: Person = await (await village.visitor()).placed("name")
    await person.say("Ja")
    assert person.draft["name"] == "Ja"


async def test_an_age_beside_the_bounds_of_a_programme_is_the_one_that_was_said(tmp_path: Path) -> None:
    young = changed(programme(), conditions=Conditions(min_age=20, max_age=29))
    answers = (("19", "younger"), ("jag är 20", "fits"), ("29 år", "fits"), ("född 80", "older"))
    with town_of(make_site(tmp_path / "young"), young) as town:
        for said, means in answers:
            person = await (await town.visitor()).placed("age")
            await person.say(said)
            asked_about = person.row.data.get("door", ["age", person.draft.get("age")])
            assert asked_about == ["age", means], said
