"""Words that suggest danger: the fixed text, a task for somebody named, and nothing of the words anywhere else."""

from datetime import UTC, datetime

import pytest

from journey.domain.settings import Duty, HumanContact
from services.crisis import tell_again
from tests.chat.talking import PROGRAMME, SECRET, Clock, Person, Town, changed, programme, town_of
from tests.site import Site, everything_stored

WORDS = "Jag orkar inte leva längre, Zinkgruvan"
NIGHT = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)


def tasks(log: list) -> list:
    return [event.fact for event in log if event.type == "task_opened" and event.fact.kind == "crisis"]


@pytest.mark.parametrize("step", ["welcome", "age", "name", "phone", "words"])
async def test_in_a_draft_the_supervisor_is_told_and_the_question_stays_open(village: Town, step: str) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await (await village.visitor()).placed(step)
    before = person.draft
    said = await person.say(WORDS)
    assert "ring 112 nu" in said and "90101" in said
    assert "Eva Ek" in said and "nu på dagen är någon på plats" in said
    assert (person.state, person.draft) == ("pause", before)
    assert [fact.to for fact in tasks(village.programme_log())] == [("supervisor",)]
    await village.cards()
    assert "Brådskande: Någon (" in eva.text()
    await eva.press("Svara")
    await eva.say("Hej, jag finns här.")
    assert "Eva Ek: Hej, jag finns här." in person.text()
    await person.press("Tillbaka till frågorna")
    assert person.state == step
    await person.reply({"welcome": "Fortsätt", "age": "18 eller äldre"}.get(step, "0701234567"))
    assert person.draft != before


async def test_before_any_programme_is_chosen_somebody_is_told_too(village: Town) -> None:
    person = await village.visitor()
    assert "ring 112" in await person.say(WORDS)
    assert len(tasks(village.programme_log())) == 1


async def test_a_coach_and_the_supervisor_are_told_and_the_person_learns_who_has_seen_it(town: Town) -> None:
    anna, eva = await town.colleague(), await town.colleague("supervisor:eva", "Eva Ek")
    person = await town.enrolled()
    said = await person.say(WORDS)
    assert "Anna Ahl" in said
    assert [fact.to for fact in tasks(person.log())] == [("coach:anna", "supervisor")]
    await town.cards()
    assert "Brådskande: Alva" in anna.text() and "Brådskande: Alva" in eva.text()
    late = eva.button("Jag tar det nu")
    await anna.press("Jag tar det nu")
    assert "Anna Ahl har läst att du behöver någon" in person.text()
    assert "Anna Ahl har tagit det" in eva.text()
    assert "Den knappen gäller inte längre" in await eva.forge(*late)
    assert person.text().count("har läst att du behöver någon") == 1
    assert "Brådskande" not in await anna.press("Idag")
    assert "Din anmälan" in await person.say("meny") or person.buttons()


async def test_where_the_coach_has_no_chat_the_supervisor_who_is_told_is_named(village: Town) -> None:
    await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.enrolled("doris")
    said = await person.say(WORDS)
    assert "Jag har sagt till Eva Ek" in said


async def test_nobody_named_is_said_plainly(village: Town) -> None:
    person = await (await village.visitor()).placed("name")
    said = await person.say(WORDS)
    assert "Ingen av oss är på jobbet" in said and "Jag har sagt till" not in said


async def test_at_night_nobody_is_promised_and_whoever_answers_then_is_named(site: Site) -> None:
    with town_of(site, clock=Clock(NIGHT)) as town:
        await town.colleague("supervisor:eva", "Eva Ek")
        person = await (await town.visitor()).placed("name")
        said = await person.say(WORDS)
        assert "Ingen av oss är på jobbet" in said and "Jag har sagt till" not in said
        assert "Ingen människa har fått veta än" in said and "Eva Ek får veta så snart någon är på jobbet" in said
    duty = Duty(otherwise=HumanContact(name="Socialjouren", phone="0650-000 11"))
    with town_of(site, changed(programme(), duty=duty), clock=Clock(NIGHT)) as town:
        person = await (await town.visitor()).placed("name")
        assert "I stället kan du ringa Socialjouren, 0650-000 11" in await person.say(WORDS)


async def test_whoever_goes_on_writing_at_night_is_told_that_it_is_read_later(site: Site) -> None:
    with town_of(site, clock=Clock(NIGHT)) as town:
        eva = await town.colleague("supervisor:eva", "Eva Ek")
        person = await (await town.visitor()).placed("name")
        await person.say(WORDS)
        said = await person.say("är det någon där")
        assert "Skickat till Eva Ek" in said and "Ingen läser det förrän någon är på jobbet" in said
        assert "90101" in await person.say("hjälp")
        await town.cards()
        assert "är det någon där" in eva.text()
        await eva.press("Svara")
        await eva.say("Ja, jag är här")
        assert "Ingen läser" not in await person.say("tack")


async def test_what_nobody_takes_is_told_again_after_half_an_hour_once(town: Town) -> None:
    anna, eva = await town.colleague(), await town.colleague("supervisor:eva", "Eva Ek")
    person = await town.enrolled()
    await person.say(WORDS)
    await town.cards()
    assert tell_again(town.office, town.clock.forward(minutes=29)) == 0
    assert tell_again(town.office, town.clock.forward(minutes=1)) == 1
    assert tell_again(town.office, town.clock.forward(minutes=45)) == 0
    await town.cards()
    assert eva.text().count("Brådskande") == 2
    await eva.press("Jag tar det nu")
    assert "Eva Ek har läst" in person.text()
    for colleague in (anna, eva):
        assert "brådskande, behöver en människa" not in await colleague.press("Idag")


async def test_a_draft_s_crisis_is_told_again_too(village: Town) -> None:
    await village.colleague("supervisor:eva", "Eva Ek")
    person = await (await village.visitor()).placed("name")
    await person.say(WORDS)
    assert tell_again(village.office, village.clock.forward(minutes=31)) == 1
    assert len(tasks(village.programme_log())) == 2


async def test_the_words_stand_nowhere_but_sealed_in_the_person_s_own_chat(town: Town) -> None:
    anna = await town.colleague()
    person = await town.enrolled()
    await person.say(WORDS)
    await town.cards()
    assert WORDS in person.text() and WORDS not in anna.text()
    assert b"Zinkgruvan" not in everything_stored(town.journey)
    for event in town.everything():
        assert "Zinkgruvan" not in str(town.journey.engine.log.reveal(event)) or event.type == "referred"
    assert [to for to, _, _ in town.mail.sent] == ["anna@example.org"]  # that there is something to see, and no more
    assert "orkar" not in str(town.mail.sent) and "Alva" not in str(town.mail.sent)
    known = _reference(town, person)
    town.journey.engine.close()
    shown = (
        town.site.run("timeline", known).out.replace(f"Alva {SECRET}", "")
        + town.site.run("report", "flow", "--programme", PROGRAMME).out
    )
    assert "inte leva" not in shown and "Zinkgruvan" not in shown


def _reference(town: Town, person: Person) -> str:
    with town.journey.engine.store.read() as connection:
        return town.journey.engine.people.references(connection, [person.stream])[person.stream]


async def test_in_a_conversation_the_words_go_to_the_human_as_well(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    await person.press("Skriv till oss")
    said = await person.say(WORDS)
    assert "ring 112" in said and "Skickat till Anna Ahl" in said
    assert WORDS in anna.text()


async def test_the_same_words_taken_twice_open_one_task(village: Town) -> None:
    person = await (await village.visitor()).placed("name")
    nonce = person.nonce()
    await person.say(WORDS, nonce)
    await person.say(WORDS, nonce)
    assert len(tasks(village.programme_log())) == 1


async def test_what_only_sounds_alarming_is_no_crisis(village: Town) -> None:
    person = await (await village.visitor()).placed("words")
    await person.say("Jag dör av skratt när jag tänker på mitt gamla jobb.")
    assert person.state == "reminders" and tasks(village.programme_log()) == []
