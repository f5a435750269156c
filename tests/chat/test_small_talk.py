"""Greetings and courtesies, wherever words are read: a kind word, and what was asked before stands there again."""

import pytest

from journey.domain.events.participant import AppointmentBooked
from tests.cases import every
from tests.chat.talking import TUESDAY, Person, Town

UNDERSTOOD = ("förstod inte", "understand", "ser inte ut", "Skriv namnet", "klockan 14 på")
SAID = {
    "sv": [
        "hej",
        "Hallå?",
        "tack!",
        "Tack så mycket",
        "okej",
        "va?",
        "vad menar du",
        "jag vet inte",
        "Hej, tack",
        "hej då",
    ],
    "sv-easy": ["hej", "tack", "va", "Vad menar du?", "vet inte"],
    "en": ["hello", "Hi there", "thanks", "okay", "what?", "What do you mean?", "I don't know"],
}
QUESTIONS = ("age", "name", "phone", "gender", "birth_year", "words", "summary")
"""One of each sort: buttons alone, any words, a number, what may be skipped, and the end."""


def questions(person: Person) -> list[tuple[str, list[str]]]:
    """What stands there to be answered: the latest question, and its buttons."""
    asked = [one for one in person.shown() if one.author == "bot" and one.keyboard and one.style != "card"]
    return [(one.text, [key.text for row in one.keyboard for key in row]) for one in asked][-1:]


@every("step", QUESTIONS)
async def test_a_greeting_answers_no_question_of_the_referral_and_is_answered_kindly(village: Town, step: str) -> None:
    for language, texts in SAID.items():
        person = await (await village.visitor(language)).placed(None if step == "summary" else step)
        open_, draft = questions(person), person.draft
        for text in texts:
            answered = await person.say(text)
            assert person.state == step, (language, text)
            assert person.draft == draft, (language, text)
            assert questions(person) == open_, (language, text)
            assert not [word for word in UNDERSTOOD if word in answered], (language, text, answered)


async def test_what_is_an_answer_stays_one(village: Town) -> None:
    """`Okej` is a yes and `jag vet inte` is unsure, where such an answer stands to be chosen."""
    person = await (await village.visitor()).placed("work_wish")
    await person.say("jag vet inte")
    assert person.draft["work_wish"] == "maybe"
    other = await (await village.visitor()).placed("requires")
    await other.say("okej")
    assert other.draft["requires"] == "yes"


@pytest.mark.parametrize("text", ["hej", "tack", "okej", "va?", "vad menar du", "jag vet inte"])
async def test_in_ones_own_chat_a_greeting_is_no_address_no_code_and_no_wish(village: Town, text: str) -> None:
    person = await village.enrolled()
    await person.press("Mina uppgifter")
    await person.press("Ändra telefon eller e-post")
    asked = questions(person)
    assert "ser inte ut" not in await person.say(text)
    assert (person.state, questions(person)) == ("contact", asked)
    await person.say("alva.ny@exempel.se")
    asked = questions(person)
    assert "fungerade inte" not in await person.say(text)
    assert (person.state, questions(person)) == ("proving", asked)
    await person.say(village.mail.code)
    assert "address_proved" in person.types()
    assert "skicka det där" not in await person.say(text)
    assert questions(person)[0][0] == "Vad vill du göra?"


async def test_a_greeting_is_no_wish_for_another_time(village: Town) -> None:
    person = await village.enrolled()
    meeting = AppointmentBooked(appointment="a-1", at=TUESDAY.replace(day=8), place="Biblioteket")
    village.record(person.stream, meeting)
    await person.press("Mina möten")
    await person.press("1: Annan tid")
    await person.say("tack")
    assert person.state == "wish"
    assert "appointment_change_requested" not in person.types()


@pytest.mark.parametrize("text", ["hej", "tack", "okej", "va?", "jag vet inte"])
async def test_a_colleague_who_greets_keeps_the_form_that_is_open(village: Town, text: str) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.enrolled()
    assert "Jag förstod inte" not in await eva.say(text)
    await village.press_old(eva, f"staff:book:{person.stream.hex}")
    asked = questions(eva)
    assert "Skriv dag och tid" not in await eva.say(text)
    assert (eva.state, questions(eva)) == ("when", asked)
    await village.press_old(eva, f"staff:employer:{person.stream.hex}")
    await eva.press("En annan")
    asked = questions(eva)
    await eva.say(text)
    assert (eva.state, questions(eva)) == ("employer_name", asked)
    await eva.say("Bageriet")
    assert "Bageriet" in str(eva.row.data["form"])


async def test_a_colleague_s_greeting_to_somebody_is_sent(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.enrolled()
    await village.press_old(eva, f"staff:write:{person.stream.hex}")
    await eva.say("hej")
    assert "Eva: hej" in person.text()


async def test_whoever_talks_with_a_human_greets_the_human(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.enrolled()
    await person.press("Skriv till oss")
    await person.say("tack!")
    assert "tack!" in eva.text()
