"""A human answers, and is heard: the pause after words of crisis, writing with a colleague, asking for one."""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from bots.texts.extract import extract
from journey.domain.events.participant import IdentityChanged
from journey.domain.events.staff import StaffDisabled
from tests.chat.talking import PROGRAMME, SECRET, TUESDAY, Clock, Person, Town, programme, town_of
from tests.histories import shipped
from tests.site import Site

WORDS = "Jag orkar inte leva längre"
NIGHT = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)


async def eva_of(town: Town) -> Person:
    return await town.colleague("supervisor:eva", "Eva Ek")


async def in_crisis(town: Town, step: str = "name") -> Person:
    person = await (await town.visitor()).placed(step)
    await person.say(WORDS)
    await town.cards()
    return person


# A pause, and nothing is taken for an answer


@pytest.mark.parametrize("step", ["welcome", "name", "phone", "words", "summary"])
async def test_after_words_of_crisis_a_pause_stands_before_the_next_question(village: Town, step: str) -> None:
    await eva_of(village)
    person = await (await village.visitor()).placed(None if step == "summary" else step)
    before = person.draft
    said = await person.say(WORDS)
    assert "Vill du fortsätta?" in said and "Vad heter du" not in said
    assert {"Fortsätt med frågorna", "Skriv till en människa", "Sluta för nu"} <= set(person.buttons())
    await person.press("Fortsätt med frågorna")
    assert (person.state, person.draft) == (step, before)


async def test_what_is_written_next_is_no_answer_and_goes_to_the_human_who_was_called(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    before = person.draft
    assert "Du skriver till Eva Ek" in await person.say(f"Mamma {SECRET} vet inte")
    assert person.draft == before and SECRET in eva.text()
    await person.press("Tillbaka till frågorna")
    await person.say("Alva")
    assert person.draft["name"] == "Alva"


@pytest.mark.parametrize(
    ("word", "state"), [("ja", "name"), ("Nej.", "later"), ("stopp", "later"), ("tillbaka", "name")]
)
async def test_yes_no_and_the_words_that_hold_everywhere_are_understood_in_the_pause(
    village: Town, word: str, state: str
) -> None:
    await eva_of(village)
    person = await in_crisis(village)
    await person.say(word)
    assert person.state == state and "name" not in person.draft


async def test_with_nobody_to_read_the_pause_names_a_number_and_keeps_the_question(village: Town) -> None:
    person = await in_crisis(village)
    assert "0650-190 00" in await person.say("Är det någon där?")
    assert person.state == "pause" and "name" not in person.draft


async def test_the_standing_chat_has_the_pause_too(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    assert "Vill du fortsätta?" in await person.say(WORDS)
    assert "Du skriver till Anna Ahl" in await person.say(f"Det är {SECRET}")
    assert f"Det är {SECRET}" in anna.text()


# A colleague answers


async def test_while_a_draft_is_open_the_answer_to_a_colleague_is_not_the_person_s_name(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await person.press("Fortsätt med frågorna")
    await eva.press("Svara")
    await eva.say("Hej, hur är det?")
    assert "Du skriver till Eva Ek" in person.text()
    before = person.draft
    await person.say(f"Inte bra, {SECRET}")
    assert person.draft == before and SECRET in eva.text()
    await village.cards()
    await eva.press("Svara")
    await eva.say("Jag ringer dig.")
    await person.press("Tillbaka till frågorna")
    assert person.state == "name"


async def test_a_button_of_the_open_question_leads_back_to_it(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village, "protected")
    await person.press("Fortsätt med frågorna")
    await eva.press("Svara")
    await eva.say("Hej!")
    await person.press("Nej")
    assert person.draft["protected"] == "no" and person.state == "name"


async def test_the_colleague_who_answers_is_the_one_who_reads_on(village: Town) -> None:
    anna, eva = await village.colleague(), await eva_of(village)
    person = await village.enrolled()
    await person.say(WORDS)
    await village.cards()
    await eva.press("Jag tar det nu")
    await eva.press("Svara")
    await eva.say("Hej, det är Eva.")
    assert "Skickat till Eva Ek" in await person.say(f"Hej {SECRET} igen")
    assert f"{SECRET} igen" in eva.text() and f"{SECRET} igen" not in anna.text()
    await person.press("Avsluta och gå till menyn")
    await person.press("Skriv till min coach")
    assert "Skickat till Anna Ahl" in await person.say("Hej coach")


@pytest.mark.parametrize("days", [0, 1], ids=["the same day", "the day after"])
async def test_a_colleague_sees_which_of_several_in_crisis_is_taken_and_answered(village: Town, days: int) -> None:
    eva = await eva_of(village)
    for _ in range(2):
        await in_crisis(village)
    who = re.findall(r"Någon \(\w{3}\)", eva.text())[-1]
    village.clock.forward(days=days)
    assert f"{who}\nTack, du har tagit den" in await eva.press("Jag tar det nu")
    assert f"{who}\nSkriv ditt svar" in await eva.press("Svara")
    assert f"{who}\nSkickat" in await eva.say("Hej, jag är här.")


async def test_a_conversation_s_task_is_settled_by_the_answer(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await eva.press("Jag tar det nu")
    await person.say("Hallå?")
    await person.say("Kan du läsa?")
    await village.cards()
    assert (await eva.press("Idag")).count("har skrivit") == 1
    await eva.press("Svara")
    await eva.say("Ja.")
    assert "har skrivit" not in await eva.press("Idag")


# What whoever takes it may see


async def test_whoever_takes_it_reads_the_words_the_time_and_a_number_and_that_is_logged(village: Town) -> None:
    anna, eva = await village.colleague(), await eva_of(village)
    person = await village.enrolled()
    await person.say(WORDS)
    await village.cards()
    assert WORDS not in anna.text() + eva.text()
    said = await anna.press("Jag tar det nu")
    assert WORDS in said and "10:00" in said and "070-123 45 67" in said
    assert WORDS not in eva.text()
    assert "för att du kunde behöva prata med någon" in own_readings(village, person)


async def test_a_draft_s_words_and_number_are_read_by_whoever_takes_it(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village, "gender")
    said = await eva.press("Jag tar det nu")
    assert WORDS in said and "070-123 45 67" in said and "Alva" not in said
    await person.press("Fortsätt med frågorna")
    await person.answer_until()
    await person.press("Skicka min anmälan")
    assert "för att du kunde behöva prata med någon" in own_readings(village, person)


async def test_words_of_a_draft_go_with_the_draft(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village, "protected")
    await eva.press("Jag tar det nu")
    await person.press("Fortsätt med frågorna")
    assert WORDS in eva.text()
    await person.press("Ja")
    assert person.row is None and WORDS not in eva.text()


async def test_under_protected_identity_the_coach_reads_and_a_supervisor_breaks_the_glass_first(village: Town) -> None:
    await village.colleague()
    eva = await eva_of(village)
    person = await village.enrolled()
    village.record(person.stream, IdentityChanged(identity="protected"))
    await person.say(WORDS)
    await village.cards()
    said = await eva.press("Jag tar det nu")
    assert WORDS not in said and "123 45" not in said and "Alva" not in eva.text()
    await eva.press("Öppna")
    await eva.press("Visa skyddade uppgifter")
    await eva.say("Akut fara för liv, coachen nås inte")
    assert WORDS in await eva.press("Läs orden")
    village.clock.forward(minutes=61)
    assert WORDS not in eva.text() and "123 45" not in eva.text()


async def test_who_may_no_longer_know_the_person_sees_the_words_no_more(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await eva.press("Jag tar det nu")
    await person.say(f"Hej {SECRET}")
    await person.press("Tillbaka till frågorna")
    await person.answer_until()
    await person.press("Skicka min anmälan")
    assert WORDS in eva.text() and f"Hej {SECRET}" in eva.text()
    village.record(person.stream, IdentityChanged(identity="protected"))
    assert WORDS not in eva.text() and f"Hej {SECRET}" not in eva.text()


async def test_several_people_in_crisis_are_told_apart(village: Town) -> None:
    eva = await eva_of(village)
    first = await in_crisis(village)
    village.clock.forward(minutes=7)
    await in_crisis(village)
    said = eva.text()
    signs = {line.partition("(")[2].partition(")")[0] for line in said.splitlines() if line.startswith("Brådskande")}
    assert len(signs) == 2 and "10:00" in said and "10:07" in said
    await first.say("Hör du mig?")
    assert any(f"({sign}): Hör du mig?" in eva.text() for sign in signs)
    today = await eva.press("Idag")
    assert all(sign in today for sign in signs)


def own_readings(town: Town, person: Person) -> str:
    return extract(town.office, town.service.ports.texts, "sv", town.office.person(person.stream))


# Asking for a human


ASKED = {
    "sv": ["Kan jag prata med en människa?", "kan nån ringa mig"],
    "sv-easy": ["jag vill prata med en människa"],
    "en": ["Can I talk to a human please?", "could someone call me"],
}
STEPS = ["welcome", "age", "municipality", "name", "email", "birth_year", "summary"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("language", ASKED)
async def test_at_every_step_and_in_every_language_a_named_human_is_told(
    village: Town, language: str, step: str
) -> None:
    eva = await eva_of(village)
    for words in ASKED[language]:
        person = await (await village.visitor(language)).placed(None if step == "summary" else step)
        before = person.draft
        said = await person.say(words)
        assert "Eva Ek" in said and "0650-190 00" in said
        assert person.draft == before and words in eva.text()
        await person.press({"en": "Back to the questions"}.get(language, "Tillbaka till frågorna"))
        assert person.state == step


async def test_the_button_stands_at_every_question(village: Town) -> None:
    eva = await eva_of(village)
    person = await village.visitor()
    for _ in range(3):
        assert "Prata med en människa" in person.buttons()
        await person.press("Fortsätt") if "Fortsätt" in person.buttons() else None
    assert "Jag har sagt till Eva Ek" in await person.press("Prata med en människa")
    assert "Prata med en människa" in eva.text()


async def test_out_of_hours_it_is_a_number_or_later_and_a_message_if_wanted(site: Site) -> None:
    with town_of(site, clock=Clock(NIGHT)) as town:
        eva = await eva_of(town)
        person = await (await town.visitor()).placed("name")
        said = await person.say("Kan jag prata med en människa?")
        assert "är ingen av oss på jobbet" in said and "0650-190 00" in said
        assert "Kan jag prata" not in eva.text()
        assert "/fortsatt/" in await person.press("Fortsätt en annan gång")
        await person.say("kan nån ringa mig")
        assert "Jag har sagt till Eva Ek" in await person.press("Be någon svara mig")
        assert "kan nån ringa mig" in eva.text()


@pytest.mark.parametrize("words", ["vem är du", "är du en robot?", "orkar inte fler frågor nu"])
async def test_who_are_you_and_no_more_questions_are_answered_and_offered_a_human(village: Town, words: str) -> None:
    await eva_of(village)
    person = await (await village.visitor()).placed("age")
    said = await person.say(words)
    assert "förstod inte" not in said and "0650-190 00" in said
    assert "Jag har sagt till Eva Ek" in await person.press("Prata med en människa")


async def test_what_sounds_like_a_wish_can_be_the_answer(village: Town) -> None:
    await eva_of(village)
    person = await (await village.visitor()).placed("words")
    await person.say("Ring mig helst på eftermiddagen")
    await person.press("Det var mitt svar på frågan")
    assert person.draft["words"] == "Ring mig helst på eftermiddagen" and person.state == "reminders"


async def test_ordinary_answers_are_answers(village: Town) -> None:
    await eva_of(village)
    person = await (await village.visitor()).placed("words")
    await person.say("Jag vill jobba med människor")
    assert person.draft["words"] == "Jag vill jobba med människor"


async def test_in_the_standing_chat_the_coach_is_told(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    assert "Jag har sagt till Anna Ahl" in await person.say("kan jag prata med en människa")
    assert "kan jag prata med en människa" in anna.text()
    await person.press("Avsluta och gå till menyn")
    assert "datorprogram" in await person.say("vem är du?")


# What nobody planned


async def test_the_colleague_s_answer_and_a_name_at_the_same_moment_leave_no_wrong_name(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await person.press("Fortsätt med frågorna")
    await eva.press("Svara")
    await asyncio.gather(eva.say("Hej, hur är det?"), person.say(f"Inte bra {SECRET}"))
    answered = person.draft.get("name")
    assert answered is None or person.state != "name"
    assert person.state == "talking"
    assert (answered is None) == (f"Inte bra {SECRET}" in eva.text())


async def test_when_the_colleague_has_left_whoever_is_told_reads_on(village: Town) -> None:
    eva = await eva_of(village)
    person = await in_crisis(village)
    await eva.press("Svara")
    await eva.say("Hej")
    per = await village.colleague("supervisor:per", "Per Pil")
    village.record(None, StaffDisabled(staff="supervisor:eva"), by="operator:eva")
    assert "Du skriver till Per Pil" in await person.say(f"Hallå {SECRET}")
    assert SECRET in per.text() and SECRET not in eva.text()


async def test_nobody_else_reads_the_words_by_a_forged_button(village: Town) -> None:
    anna, bo = await village.colleague(), await village.colleague("coach:bo", "Bo Berg")
    person = await village.enrolled()
    await person.say(WORDS)
    await village.cards()
    taken = anna.button("Jag tar det nu")[1].removeprefix("staff:take:")
    assert WORDS not in await village.press_old(anna, f"staff:raised:{taken}")  # nobody has said that they take it
    await anna.press("Jag tar det nu")
    assert WORDS not in await village.press_old(bo, f"staff:raised:{taken}")
    assert WORDS not in bo.text()
    assert WORDS in await village.press_old(anna, f"staff:raised:{taken}")


async def test_where_no_programme_is_chosen_yet_every_number_is_named_and_later_words_are_kept(site: Site) -> None:
    known = {PROGRAMME: programme(), "uppsala": shipped()["uppsala"]}
    with site.opened(TUESDAY, known) as journey:
        for name in known:
            journey.engine.use(name, TUESDAY)
    with town_of(site) as town:
        eva = await eva_of(town)
        person = await town.visitor()
        assert person.state == "programme"
        assert "0650-190 00" in await person.say("kan jag prata med en människa")
        await person.say(WORDS)
        assert "0650-190 00" in await person.say(f"Jag heter {SECRET}")
        await town.cards()
        said = await eva.press("Jag tar det nu")
        assert WORDS in said and SECRET in said
        await eva.press("Svara")
        await eva.say("Hej")
        assert "Du skriver till Eva Ek" in await person.say("Hej Eva")
