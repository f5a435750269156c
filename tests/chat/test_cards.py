"""Cards are views: whatever becomes of an alert or a task closes its card in every chat it stands in, live."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.wiring.chat import chat_service
from bots.web.rendering import weight
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.requests import ErasureDecided
from journey.domain.events.team import CoachAbsent, CoachLeft
from journey.domain.events.work import EmployerContacted
from journey.engine.chats.messages import Button, Message
from services import team as staff
from services.sweep import sweep
from tests.chat.browsing import SESSION, Browser, serving
from tests.chat.talking import PROGRAMME, PUBLIC, SECRET, Person, Town
from tests.threads import at_once, errors

NAME = f"Alva {SECRET}"
WORDS = "jag vill dö"
RULE = "Första arbetsgivarkontakten inom en månad"
EMPLOYER = EmployerContacted(
    employer="ica", mode="face_to_face", who="coach", competitive=True, follows_preferences=True, coach="anna"
)


def swept(town: Town, **time: float) -> None:
    town.clock.forward(**time)
    sweep(town.journey.engine, town.journey.projector, town.clock())


async def two_supervisors(town: Town) -> tuple[Person, Person]:
    return await town.colleague("supervisor:eva", "Eva Ek"), await town.colleague("supervisor:ulla", "Ulla Uhr")


async def breached(town: Town) -> tuple[Person, Person, Person]:
    """Two supervisors who have been told that somebody's first employer contact is late."""
    eva, ulla = await two_supervisors(town)
    await town.colleague()
    person = await town.enrolled()
    swept(town, days=40)
    await town.cards()
    for one in (eva, ulla):
        assert len(about(one, RULE)) == 1 and about(one, RULE)[0].keyboard
    return eva, ulla, person


def about(colleague: Person, words: str) -> list[Message]:
    return [message for message in colleague.shown() if words in message.text]


def only(colleague: Person, words: str) -> Message:
    (message,) = about(colleague, words)
    return message


async def closed(town: Town, colleagues: tuple[Person, ...], line: str) -> None:
    """In each chat the card says what became of it, keeps no button, and has moved for browsers that look."""
    before = [colleague.row.seq for colleague in colleagues]
    await town.cards()
    for colleague, seq in zip(colleagues, before, strict=True):
        assert about(colleague, line)
        for card in about(colleague, line):
            assert card.keyboard == [] and card.style == "card"
            assert card.seq > seq and card in colleague.seen(town.chats.after(colleague.row, seq))
    again = [colleague.row.seq for colleague in colleagues]
    await town.cards()
    assert [colleague.row.seq for colleague in colleagues] == again


END: dict[str, tuple[Fact, str]] = {
    "met": (EMPLOYER, f"{NAME}: {RULE}. Klart söndag 10 januari."),
    "waived": (
        facts.DeadlineWaived(rule="job_search_one_month", reason="illness"),
        f"{NAME}: {RULE}. Undantaget.",
    ),
    "discharged": (facts.Discharged(reason="moved"), f"{NAME}: {RULE}. Behövs inte längre."),
}


@pytest.mark.parametrize("end", END)
async def test_what_is_settled_closes_the_card_in_every_chat(village: Town, end: str) -> None:
    eva, ulla, person = await breached(village)
    fact, line = END[end]
    village.record(person.stream, fact)
    await closed(village, (eva, ulla), line)


async def test_what_is_struck_closes_the_card_in_every_chat(village: Town) -> None:
    eva, ulla, person = await breached(village)
    enrolled = next(event for event in person.log() if event.type == "enrolled")
    village.record(person.stream, facts.Struck(strikes=enrolled.entry, reason="fel person"))
    await closed(village, (eva, ulla), f"{NAME}: {RULE}. Struket.")


async def test_what_one_has_acknowledged_is_closed_for_the_other_too(village: Town) -> None:
    eva, ulla, person = await breached(village)
    number, data = press = card_button(eva, RULE, "Kvittera")
    await eva.forge(*press)
    await eva.press("Väntar på någon annan")
    await closed(village, (eva, ulla), f"{NAME}: {RULE}. Eva Ek har kvitterat: Väntar på någon annan.")
    log = len(person.log())
    for colleague in (eva, ulla):
        assert "Den knappen gäller inte längre" in await colleague.forge(only(colleague, RULE).id, data)
    assert len(person.log()) == log and number


def card_button(colleague: Person, words: str, label: str) -> tuple[int, str]:
    card = only(colleague, words)
    return card.id, next(key.data for row in card.keyboard for key in row if key.text == label)


async def test_an_urgent_card_keeps_its_buttons_until_somebody_has_taken_it(town: Town) -> None:
    anna, eva = await town.colleague(), await town.colleague("supervisor:eva", "Eva Ek")
    person = await town.enrolled()
    await person.say(WORDS)
    await town.cards()
    await anna.press("Öppna")
    await anna.press("Svara")  # and nothing is written: whoever writes has taken it
    await anna.say("meny")
    await anna.press("Mina deltagare")
    card = only(anna, "Brådskande")
    assert [key.text for row in card.keyboard for key in row] == ["Jag tar det nu", "Svara", "Öppna"]
    late = card_button(eva, "Brådskande", "Jag tar det nu")
    await anna.press("Jag tar det nu")
    await closed(town, (anna, eva), f"{NAME}: brådskande. Anna Ahl har tagit det.")
    log = len(town.everything())
    assert "Den knappen gäller inte längre" in await eva.forge(*late)
    assert len(town.everything()) == log


async def test_a_second_tap_on_what_one_has_just_taken_changes_nothing(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    await person.say(WORDS)
    await village.cards()
    press = card_button(anna, "Brådskande", "Jag tar det nu")
    await anna.forge(*press)
    assert await anna.forge(*press) == ""


async def test_a_referral_that_one_coach_takes_is_closed_for_the_other(village: Town) -> None:
    anna, bo = await village.colleague(), await village.colleague("coach:bo", "Bo Berg")
    await village.referred()
    await village.cards()
    late = card_button(bo, "har anmält sig själv", "Jag tar den här")
    await anna.press("Jag tar den här")
    await village.cards()
    assert only(anna, "egen anmälan").text == f"{NAME}: egen anmälan. Klart, av Anna Ahl."
    assert only(bo, "Klart, av").text == "Klart, av Anna Ahl."  # the rest is no business of his
    assert SECRET not in bo.text()
    assert "Den knappen gäller inte längre" in await bo.forge(*late)


async def test_a_decision_about_an_erasure_closes_its_card_in_every_chat(village: Town) -> None:
    eva, ulla = await two_supervisors(village)
    person = await village.enrolled()
    for label in ("Mina uppgifter", "Be att bli raderad", "Ja, jag vill bli raderad"):
        await person.press(label)
    await village.cards()
    village.office.record(person.stream, PROGRAMME, "supervisor:eva", ("d", ErasureDecided(decision="refused")))
    await closed(village, (eva, ulla), f"{NAME}: vill bli raderad. Beslutat: raderas inte.")


async def test_another_time_that_was_asked_for_is_settled_by_another_booking(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    soon = village.clock() + timedelta(days=1)
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=soon))
    await person.say("meny")
    for label in ("Mina möten", "1: Annan tid"):
        await person.press(label)
    await person.say("Hellre på eftermiddagen")
    await village.cards()
    assert "Hellre på eftermiddagen" in only(anna, "om mötet").text
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=soon + timedelta(hours=4)))
    await closed(village, (anna,), f"{NAME}: möte. Behövs inte längre.")


async def warned(town: Town) -> tuple[Person, Person, Person]:
    anna, bo = await town.colleague(), await town.colleague("coach:bo", "Bo Berg")
    person = await town.enrolled()
    swept(town, days=27)
    await town.cards()
    assert only(anna, f"{NAME}: {RULE}. Senast").keyboard and not about(bo, RULE)
    return anna, bo, person


async def test_a_person_who_is_given_to_another_coach_takes_the_card_along(town: Town) -> None:
    anna, bo, person = await warned(town)
    number, data = card_button(anna, RULE, "Logga kontakt")
    town.record(person.stream, facts.CoachAssigned(coach="bo"))
    await closed(town, (anna,), "Nu hos Bo Berg.")
    assert only(bo, f"{NAME}: {RULE}. Senast").keyboard
    assert "Den knappen gäller inte längre" in await anna.forge(number, data)
    town.record(person.stream, facts.CoachAssigned(coach="anna"))
    await closed(town, (bo,), "Nu hos Anna Ahl.")
    assert only(anna, f"{NAME}: {RULE}. Senast").keyboard  # it stands there once, and is open again


AWAY: dict[str, Callable[[Town], object]] = {
    "absent": lambda town: town.record(
        None, CoachAbsent(coach="anna", until=town.office.today() + timedelta(days=7), deputy="bo")
    ),
    "left": lambda town: town.record(None, CoachLeft(coach="anna")),
    "disabled": lambda town: staff.disable(town.journey, "coach:anna", PROGRAMME),
}


@pytest.mark.parametrize("away", AWAY)
async def test_who_is_meant_instead_gets_the_card_once(village: Town, away: str) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    anna, bo, _ = await warned(village)
    AWAY[away](village)
    await village.cards()
    await village.cards()
    heir = bo if away == "absent" else eva
    assert only(heir, f"{NAME}: {RULE}. Senast").keyboard
    assert not [one for one in anna.shown() if any("Kvittera" in key.text for row in one.keyboard for key in row)]
    if away == "absent":
        assert "Nu hos Bo Berg." in anna.text()
    else:
        assert SECRET not in anna.text()


async def test_a_crisis_that_nobody_could_see_reaches_who_is_let_in_next(village: Town) -> None:
    person = await village.referred()
    await person.say(WORDS)
    await village.cards()
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    await village.cards()
    assert only(eva, "Brådskande").keyboard
    assert [to for to, _, _ in village.mail.sent] == ["eva@example.org"]


async def test_an_absence_that_begins_moves_the_cards_that_morning(village: Town) -> None:
    anna, bo, _ = await warned(village)
    tomorrow = village.office.today() + timedelta(days=1)
    absent = CoachAbsent(coach="anna", until=tomorrow + timedelta(days=7), deputy="bo")
    village.record(None, absent, on=tomorrow, at=None)
    await village.cards()
    assert not about(bo, RULE)
    village.clock.forward(days=1)
    await village.cards()
    assert only(bo, f"{NAME}: {RULE}. Senast").keyboard and "Nu hos Bo Berg." in anna.text()


async def test_a_deadline_that_ends_by_itself_has_no_buttons_even_before_anybody_looks(village: Town) -> None:
    anna, _, person = await warned(village)
    number, data = card_button(anna, RULE, "Kvittera")
    village.record(person.stream, EMPLOYER)  # nobody has followed the log since
    assert only(anna, RULE).keyboard == []
    assert "Den knappen gäller inte längre" in await anna.forge(number, data)


def test_a_browser_sees_a_card_close_without_looking_again(town: Town) -> None:
    anna, person = asyncio.run(_in_crisis(town))
    with serving(town.service) as port:
        browsers = [Browser(port), Browser(port)]
        eva = town.chats.find(staff="supervisor:eva", programme=PROGRAMME)[0]
        for browser, chat in zip(browsers, (anna.chat, eva.id), strict=True):
            browser.cookies[SESSION] = town.office.doors.enter(chat, town.clock())
            assert "Jag tar det nu" in browser.open("/").words
        with browsers[1].stream(after=town.chats.load(eva.id).seq) as events:
            browsers[0].press("Jag tar det nu")
            town.service.cards.follow()
            name, seen = next((name, data) for _, name, data in events)
            assert name == "message" and "Anna Ahl har tagit det." in seen["html"] and "<button" not in seen["html"]
        assert "Jag tar det nu</button>" not in browsers[0].open("/").body
    assert "task_acknowledged" in person.types()


async def _in_crisis(town: Town) -> tuple[Person, Person]:
    anna = await town.colleague()
    await town.colleague("supervisor:eva", "Eva Ek")
    person = await town.enrolled()
    await person.say(WORDS)
    await town.cards()
    return anna, person


async def test_two_processes_put_a_card_up_and_close_it_once(town: Town) -> None:
    anna = await town.colleague()
    person = await town.enrolled()
    other = chat_service(town.journey, town.mail, PUBLIC, town.clock).cards
    await person.say(WORDS)
    assert errors(await asyncio.to_thread(at_once, town.service.cards.follow, other.follow)) == []
    assert len(about(anna, "Brådskande")) == 1 and len(town.mail.sent) == 1
    before = anna.row.seq
    town.record(person.stream, facts.CoachAssigned(coach="cia"))
    assert errors(await asyncio.to_thread(at_once, town.service.cards.follow, other.follow)) == []
    assert not about(anna, "Brådskande")
    assert len([one for one in town.chats.after(anna.row, before) if one.card]) == 1


async def test_after_a_restart_the_following_goes_on_where_it_was(village: Town) -> None:
    anna, _ = await _in_crisis(village)
    await anna.press("Jag tar det nu")
    service = chat_service(village.journey, village.mail, PUBLIC, village.clock)
    service.cards.begin()
    await asyncio.to_thread(service.cards.follow)
    eva = Person(village, village.chats.find(staff="supervisor:eva", programme=PROGRAMME)[0].id)
    assert only(eva, "Anna Ahl har tagit det.").keyboard == []
    assert "closed" not in str(eva.row.data) and only(eva, "tagit det").seq == eva.row.seq


async def test_a_card_holds_no_words_in_the_store(village: Town) -> None:
    anna, person = await _in_crisis(village)
    (stored,) = [one for one in village.chats.messages(anna.row) if one.card]
    assert (stored.text, stored.keyboard, stored.key) == ("", [], person.stream)


async def test_a_card_stored_with_its_words_is_told_anew(village: Town) -> None:
    anna, person = await _in_crisis(village)
    (stored,) = [one for one in village.chats.messages(anna.row) if one.card]
    bo = await village.colleague("coach:bo", "Bo Berg")
    old = Message("bot", f"Brådskande: {NAME}", [[Button("Jag tar det nu", "staff:take:x:1")]], style="crisis")
    old.key, old.once = person.stream, stored.once
    village.chats.post(bo.chat, [old], village.clock())
    assert about(bo, "Nu hos Anna Ahl, Eva Ek.") and SECRET not in bo.text()
    village.record(person.stream, facts.CoachAssigned(coach="bo"))
    assert card_button(bo, f"Brådskande: {NAME}", "Jag tar det nu")[1] == f"staff:take:{stored.once}"


@pytest.mark.parametrize("label", ["Jag tar den här"])
async def test_a_press_whose_card_closes_before_the_turn_is_saved_is_answered_all_the_same(
    village: Town, label: str
) -> None:
    """Whoever follows the log closes the card in this very chat: the turn is taken again, and finds its own doing."""
    coach = await village.colleague()
    person = await village.referred()
    await village.cards()
    village.office.news.append(lambda: village.service.cards.follow())
    assert "Nu är det din deltagare" in await coach.press(label)
    assert person.types().count("coach_assigned") == 1


@pytest.mark.parametrize("who", ["coach:anna", "supervisor:eva"])
async def test_what_takes_a_card_on_is_its_one_primary_button(village: Town, who: str) -> None:
    colleague = await village.colleague(who, "Kollegan")
    person = await village.referred()
    await person.say("Jag orkar inte leva längre, jag vill dö")
    await village.cards()
    keyboards = [[key for row in one.keyboard for key in row] for one in colleague.shown()]
    drawn = [[key.text for key in keys if "first" in weight(key.data)] for keys in keyboards]
    assert all(len(first) <= 1 for first in drawn), drawn
    assert [{"coach:anna": "Jag tar den här", "supervisor:eva": "Jag tar det nu"}[who]] in drawn
