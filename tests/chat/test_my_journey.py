"""My journey: what somebody who has sent a referral sees and can do."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bots.texts.extract import extract
from journey.domain import standing
from journey.domain.events import participant as facts
from journey.domain.events.cooperation import (
    ActionAgreed,
    ActionDone,
    MatterDecided,
    MatterOpened,
    NetworkPersonEnded,
    NetworkPersonRecorded,
)
from journey.domain.events.requests import PlaceOffered
from journey.domain.events.steps import MilestoneReached
from services import addresses
from services.questionnaires import due
from tests.chat.talking import PROGRAMME, SECRET, Person, Town, programme, town_of
from tests.histories import shipped
from tests.site import make_site

FORM = f"items = {[f'Fråga nummer {number}?' for number in range(1, 13)]}\nanswers = ['Nej', 'Ibland', 'Ja']\n"


async def menu(person: Person, *labels: str) -> str:
    said = await person.say("meny")
    for label in labels:
        said = await person.press(label)
    return said


async def test_where_am_i_says_what_is_next_and_who_my_coach_is(village: Town) -> None:
    await village.colleague()
    person = await village.referred()
    said = await menu(person, "Var är jag?")
    assert "Din anmälan har kommit fram" in said and "senast tisdag 8 december" in said
    village.record(person.stream, facts.Enrolled(coach="anna"))
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(days=1)))
    said = await menu(person, "Var är jag?")
    assert "Din coach heter Anna Ahl" in said and "Nästa möte är onsdag 2 december klockan 10:00" in said
    assert "Eva Ek, 0650-190 00" in said


async def test_an_appointment_is_confirmed_another_time_is_asked_for_and_it_is_called_off(town: Town) -> None:
    coach = await town.colleague()
    person = await town.enrolled()
    town.record(
        person.stream, facts.AppointmentBooked(appointment="a-1", at=town.clock() + timedelta(days=1), place="Plan 2")
    )
    assert "Plan 2 (inte bekräftat)" in await menu(person, "Mina möten")
    assert "Vi ses onsdag 2 december" in await person.press("1: Jag kommer")
    await menu(person, "Mina möten", "1: Annan tid")
    assert "gäller onsdag 2 december" in await person.say("Hellre på eftermiddagen")
    assert "du har bett om en annan tid" in await menu(person, "Mina möten")
    await town.cards()
    assert "om mötet onsdag 2 december klockan 10:00: vill ha en annan tid: ”Hellre på eftermiddagen”" in coach.text()
    await menu(person, "Mina möten", "1: Avboka", "Ja, avboka")
    assert "Du har inga bokade möten" in await menu(person, "Mina möten")
    assert person.types().count("appointment_confirmed") == 1
    assert person.types().count("appointment_change_requested") == 1
    assert person.types().count("appointment_cancelled") == 1
    await town.cards()
    assert "om mötet onsdag 2 december klockan 10:00: vill avboka" in coach.text()
    assert "möte. Behövs inte längre." in coach.text()  # what was asked before nobody has to answer any more


async def test_a_button_of_an_appointment_that_was_called_off_meanwhile_says_so(village: Town) -> None:
    person = await village.enrolled()
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(days=1)))
    await menu(person, "Mina möten")
    village.record(person.stream, facts.AppointmentCancelled(appointment="a-1"))
    assert "finns inte kvar" in await person.press("1: Jag kommer")
    assert "appointment_confirmed" not in person.types()


async def test_pause_and_resume_keep_the_place(village: Town) -> None:
    person = await village.enrolled()
    assert "Du har kvar din plats" in await menu(person, "Ta en paus", "Jag behöver vila", "Ja, ta paus")
    assert "Du har paus" in await menu(person, "Var är jag?")
    assert "Välkommen tillbaka" in await menu(person, "Fortsätt efter pausen", "Ja, fortsätt nu")
    assert "Ta en paus" in person.buttons()


async def test_messages_language_and_consents_take_effect_at_once(village: Town) -> None:
    person = await village.enrolled()
    history = lambda: village.office.person(person.stream).history  # noqa: E731
    assert standing.wants_messages(history()) == "yes"
    await menu(person, "Meddelanden", "Sluta skicka")
    assert standing.wants_messages(history()) == "stop"
    await menu(person, "Meddelanden", "Skicka igen")
    assert standing.wants_messages(history()) == "yes"
    await menu(person, "Det jag sagt ja till", "Ta tillbaka: påminnelser", "Ja, ta tillbaka")
    assert "chat_reminders" not in standing.consents(history(), village.office.today())
    await menu(person, "Det jag sagt ja till", "Ja till påminnelser")
    assert "chat_reminders" in standing.consents(history(), village.office.today())
    await menu(person, "Språk", "English")
    assert person.row.language == "en" and "coach" in str(person.buttons())
    assert person.types()[-1] == "language_changed"


async def test_everything_about_me_can_be_taken_home_with_who_has_read_it(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await coach.press("Mina deltagare")
    await coach.press(SECRET)
    await menu(person, "Mina uppgifter", "Ladda ner")
    name, page = next(message.file for message in person.shown() if message.file)
    assert name.endswith(".html")
    for word in (
        f"Alva {SECRET}",
        "070-123 45 67",
        "Jag orkar mest på morgonen.",
        "din coach (Anna",
        "Anna Ahl såg ditt namn, hur du kan nås, det du har skrivit, dina tider",
        "på din sida i sin chatt",
        "1991",
    ):
        assert word in page, word
    assert "<script" not in page and "http" not in page
    assert "exported" in person.types()


async def test_the_chat_says_in_sentences_who_has_read_about_me(village: Town) -> None:
    person = await village.enrolled()
    await menu(person, "Mina uppgifter", "Se vem som har läst")
    assert "läst" in person.text()
    coach = await village.colleague()
    await coach.press("Mina deltagare")
    await menu(person, "Mina uppgifter", "Se vem som har läst")
    assert "Anna Ahl såg ditt namn" in person.text()
    assert "_" not in person.text().partition("Det senaste står först.")[2]


async def test_the_extract_says_what_was_corrected_and_shows_no_words_of_the_program(village: Town) -> None:
    person = await village.enrolled()
    wrong = facts.ContactHeld(mode="phone", activity="job_search", minutes=20)
    now, common = village.clock(), (person.stream, village.office.programmes()[0].id, "coach:anna")
    village.office.record(*common, ("wrong", wrong), on=now.date())
    village.office.record(*common, ("right", facts.Struck(strikes="wrong", reason="fel person")))
    await menu(person, "Mina uppgifter", "Ladda ner")
    page = html.unescape(next(message.file for message in person.shown() if message.file)[1])
    assert "Den här uppgiften är rättad" in page and "Kontakt, 1 december 2026" in page and "fel person" in page
    written = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page)
    assert not re.search(r"[_{}]|\b(True|False|None)\b|\d{4}-\d\d-|coach:|\d\.0\b", written)


async def test_the_page_about_oneself_says_what_was_done_and_not_which_number_it_had(village: Town) -> None:
    person = await village.enrolled()
    agreed = ActionAgreed(action="a-17", at="sip", responsible="psychiatry")
    village.office.record(person.stream, PROGRAMME, "supervisor:eva", ("a", agreed), note="ring läkaren om intyget")
    village.record(person.stream, ActionDone(action="a-17"))
    village.record(person.stream, MatterOpened(matter="m-4", party="employment_service", kind="wage_subsidy"))
    village.record(person.stream, MatterDecided(matter="m-4", outcome="granted"))
    village.record(person.stream, MilestoneReached(milestone="never-set"))
    village.record(person.stream, NetworkPersonRecorded(person="n-1", party="family", name="Maja"))
    village.record(person.stream, NetworkPersonEnded(person="n-1"))
    page = extract(village.office, village.service.ports.texts, "sv", village.office.person(person.stream))
    assert "Något som blev gjort</b><dl><div><dt>Det gäller</dt><dd>ring läkaren om intyget</dd>" in page
    assert "Svar i ett ärende</b><dl><div><dt>Det gäller</dt><dd>Ett ärende som väntar på svar, " in page
    assert "Någon som vi inte kontaktar mer</b><dl><div><dt>Det gäller</dt><dd>Maja</dd>" in page
    assert "Ett steg du har tagit" in page
    assert not [number for number in ("a-17", "m-4", "never-set", "n-1") if number in page]


async def test_what_is_written_cannot_become_markup_in_the_extract(village: Town) -> None:
    person = await village.referred(name="<img src=x>", words="</td><script>alert(1)</script>")
    await menu(person, "Mina uppgifter", "Ladda ner")
    page = next(message.file for message in person.shown() if message.file)[1]
    assert "<script>alert" not in page and "<img" not in page


async def test_a_new_address_is_the_one_that_codes_go_to(village: Town) -> None:
    person = await village.proved()
    await menu(person, "Mina uppgifter", "Ändra telefon")
    assert "ser inte ut som" in await person.say("tolv kronor")
    await person.say("ny@exempel.se")
    assert "är bekräftad" in await person.say(village.mail.code)
    village.clock.forward(days=8)
    doors = village.office.doors
    ways = addresses.ways(village.office, village.office.person(person.stream), "to look")
    assert [way.text for way in ways] == ["070-123 45 67", "ny@exempel.se"]
    assert doors.known_by("ny@exempel.se") == [person.chat]
    assert doors.known_by("+46 70 123 45 67") == [person.chat]
    assert village.identity(person).email == "ny@exempel.se"


@pytest.mark.parametrize(
    ("label", "told"), [("Bevilja radering", "är beviljad"), ("Avslå radering", "kunde inte beviljas")]
)
async def test_who_asks_to_be_erased_is_told_what_the_supervisor_decides(village: Town, label: str, told: str) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.referred()
    await menu(person, "Mina uppgifter", "Be att bli raderad", "Ja, jag vill bli raderad")
    await village.cards()
    assert "vill bli raderad" in eva.text()
    await eva.press("Öppna")
    await eva.press(label)
    assert "erasure_decided" not in person.types()
    await eva.press({"Bevilja radering": "Ja, bevilja", "Avslå radering": "Ja, avslå"}[label])
    assert told in person.text()
    assert person.types()[-2:].count("erasure_decided") == 1 or "erasure_decided" in person.types()


async def test_who_has_no_coach_yet_is_not_told_to_write_to_one(village: Town) -> None:
    person = await village.referred()
    said = await menu(person, "Mina möten")
    assert "Skriv till oss" in said and "coach" not in said
    assert "till oss" in await person.say("jag undrar en sak")
    assert not [label for label in person.buttons() if "coach" in label]
    village.record(person.stream, facts.Enrolled(coach="anna"))
    await person.say("meny")
    assert "Skriv till min coach" in person.buttons()


async def test_words_go_to_the_coach_and_back_while_the_bot_keeps_quiet(town: Town) -> None:
    coach = await town.colleague()
    person = await town.enrolled()
    await menu(person, "Skriv till min coach")
    await person.say("Kan vi ses?")
    await town.cards()
    assert f"Alva {SECRET}: Kan vi ses?" in coach.text()
    await coach.press("Svara")
    await coach.say("Ja, på måndag.")
    assert person.shown()[-1].text == "Anna Ahl: Ja, på måndag."
    before = person.row.seq
    await person.say("Bra!")
    answers = [
        message.text
        for message in town.chats.after(person.row, before)
        if message.author == "bot" and message.id > before
    ]
    assert answers == ["Skickat till Anna Ahl. Du skriver till Anna Ahl."]
    assert "Bra!" in coach.text()
    tasks = standing.tasks(town.office.person(person.stream).history)
    assert [task.done for task in tasks.values() if task.opened.fact.kind == "message"] == [True, False]
    await person.press("Avsluta och gå till menyn")
    assert person.state == "menu"


async def test_words_that_no_question_asked_for_are_offered_to_the_coach(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await person.say("Jag har fått ett jobb!")
    assert "fått ett jobb" not in coach.text()
    await person.press("Ja, skicka till min coach")
    assert "Jag har fått ett jobb!" in coach.text()


async def test_where_nobody_reads_it_is_said_so(village: Town) -> None:
    person = await village.enrolled()
    assert "Ingen hos oss läser chatten just nu" in await menu(person, "Skriv till min coach")
    assert "Eva Ek, 0650-190 00" in person.text()


@pytest.mark.parametrize(
    ("label", "sure", "answer"),
    [
        ("Ja, jag vill ha platsen", "Ja, jag tackar ja", "accepted"),
        ("Nej tack, inte nu", "Ja, jag tackar nej", "refused"),
    ],
)
async def test_a_place_that_is_offered_is_answered_once(village: Town, label: str, sure: str, answer: str) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.referred()
    await eva.press("Kön")
    await eva.press("Erbjud plats")
    await eva.press("Ja, erbjud plats")
    assert "det finns en plats för dig" in person.text()
    await person.press(label)
    assert [event.fact.answer for event in person.log() if isinstance(event.fact, PlaceOffered)] == [None]
    await person.press(sure)
    offers = [event.fact for event in person.log() if isinstance(event.fact, PlaceOffered)]
    assert [fact.answer for fact in offers] == [None, answer]
    await village.cards()
    assert "har svarat om platsen" in eva.text()
    assert label not in person.buttons()


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Town]:
    """A programme that asks GHQ-12."""
    rules = tuple(rule for rule in shipped()["uppsala"].rules if rule.id == "ghq12")
    known = msgspec.structs.replace(programme(), rules=(*programme().rules, *rules))
    with town_of(make_site(tmp_path / "asking"), known) as town:
        yield town


async def test_a_questionnaire_is_answered_from_the_licensee_s_own_texts(asking: Town, tmp_path: Path) -> None:
    person = await asking.enrolled()
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "ghq12.toml").write_text(FORM, encoding="utf-8")
    asking.office.config = tmp_path
    await menu(person, "Svara på frågor")
    assert "Fråga 1 av 12" in person.text()
    await person.press("Ibland")
    await person.press("Tillbaka")
    await person.say("ja")
    for _ in range(10):
        await person.press("Nej")
    await person.say("😀")
    assert "Dina svar är sparade" in await person.press("Nej")
    fact = next(event.fact for event in person.log() if event.type == "questionnaire_answered")
    assert (fact.instrument, fact.moment) == ("ghq12", "start")
    assert due(asking.office, asking.office.person(person.stream)) is None
    assert "Svara på frågor" not in (await menu(person), person.buttons())[1]


async def test_a_questionnaire_that_is_stopped_keeps_nothing(asking: Town, tmp_path: Path) -> None:
    person = await asking.enrolled()
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "ghq12.toml").write_text(FORM, encoding="utf-8")
    asking.office.config = tmp_path
    await menu(person, "Svara på frågor", "Ja")
    assert "Inget sparades" in await person.press("Sluta")
    assert "questionnaire_answered" not in person.types() and "form" not in person.row.data


async def test_without_those_texts_the_coach_is_asked_to_do_it_once(asking: Town) -> None:
    coach = await asking.colleague()
    person = await asking.enrolled()
    assert "Jag har sagt till din coach" in await menu(person, "Svara på frågor")
    await asking.cards()
    assert "behöver hjälp med ett formulär" in coach.text()
    await menu(person, "Svara på frågor")
    assert [e.fact.kind for e in person.log() if e.type == "task_opened"].count("questionnaire") == 1
