"""Colleagues: how they get in, what they are shown, and what they can do in a few taps."""

from datetime import timedelta

import pytest

from journey.domain.commands import Record
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachAbsent
from services import team as staff
from services.sweep import sweep
from tests.chat.browsing import SESSION, Browser, serving
from tests.chat.talking import PROGRAMME, PUBLIC, SECRET, Person, Town

NAME = f"Alva {SECRET}"


async def contact_card(town: Town) -> tuple[Person, Person]:
    """A coach who has been warned that somebody of theirs has not been met."""
    coach = await town.colleague()
    person = await town.referred()
    await town.cards()
    return coach, person


async def test_a_referral_is_taken_and_a_contact_logged_in_less_than_eight_taps(town: Town) -> None:
    coach, person = await contact_card(town)
    assert "En ny person (" in coach.text() and "har anmält sig själv" in coach.text()
    assert SECRET not in coach.text()
    taps = ["Jag tar den här", "Logga kontakt", "Telefon", "Spara"]
    for label in taps:
        said = await coach.press(label)
    assert len(taps) < 8
    assert "Sparat." in said and "klart" in said
    assert person.types()[-1] == "contact_held"
    assert person.log()[-1].fact.coach == "anna" and person.log()[-1].by == "coach:anna"
    rows = [row for row in town.office.deadlines(town.office.person(person.stream)) if row.rule == "referral_answered"]
    assert [row.status for row in rows] == ["met"]
    tasks = [event.fact.task for event in person.log() if event.type == "task_acknowledged"]
    assert len(tasks) == 1


async def test_an_employer_contact_takes_less_than_eight_taps_and_meets_its_deadline(town: Town) -> None:
    coach = await town.colleague()
    person = await town.enrolled()
    await coach.press("Mina deltagare")
    taps = [NAME, "Arbetsgivarkontakt", "En annan", "ICA Maxi", "Besök", "Jag", "Ja", "Ja", "Spara"]
    for label in taps:
        said = await coach.reply(label)
    assert len([label for label in taps if label != "ICA Maxi"]) <= 8
    assert "✓ Första arbetsgivarkontakten inom en månad: klart." in said
    fact = person.log()[-1].fact
    assert (fact.employer, fact.competitive, fact.follows_preferences, fact.coach) == ("ICA Maxi", True, True, "anna")
    again = ["Logga en till", "ICA Maxi"]
    await coach.press("Mina deltagare")
    await coach.press(NAME)
    await coach.press("Arbetsgivarkontakt")
    assert again[1] in coach.buttons()  # known from now on


async def test_saved_twice_it_is_logged_once(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    for label in ("Mina deltagare", NAME, "Logga kontakt", "Möte"):
        await coach.press(label)
    number, data = coach.button("Spara")
    await coach.forge(number, data)
    await coach.forge(number, data)
    assert person.types().count("contact_held") == 1


async def test_a_warning_comes_as_a_card_and_is_acknowledged_with_a_reason(town: Town) -> None:
    coach = await town.colleague()
    person = await town.enrolled()
    town.clock.forward(days=27)
    sweep(town.journey.engine, town.journey.projector, town.clock())
    await town.cards()
    await town.cards()
    assert coach.text().count("Första arbetsgivarkontakten inom en månad. Senast fredag 1 januari 2027.") == 1
    await coach.press("Kvittera")
    await coach.press("Väntar på någon annan")
    told = person.log()[-1]
    assert (told.type, told.fact.reason, told.by) == ("alert_acknowledged", "waiting", "coach:anna")


async def test_the_day_list_says_what_is_most_pressing_first(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(hours=3)))
    await person.say("jag orkar inte leva längre")
    said = await coach.press("Idag")
    lines = [line for line in said.splitlines() if line.startswith("•")]
    assert lines[0] == f"• {NAME}: brådskande, behöver en människa (tisdag 1 december klockan 10:00)"
    assert any("möte tisdag 1 december klockan 13:00" in line for line in lines)


async def test_in_digest_mode_cards_wait_for_the_morning_but_crisis_and_messages_do_not(village: Town) -> None:
    from bots.clock.errands import digests

    coach = await village.colleague()
    person = await village.enrolled()
    await coach.press("Samla till en lista")
    await village.cards()
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(hours=30)))
    await person.say("meny")
    for label in ("Mina möten", "1: Avboka", "Ja, avboka"):
        await person.press(label)
    before = len(coach.shown())
    await village.cards()
    assert len(coach.shown()) == before
    await person.say("jag vill dö")
    await village.cards()
    assert "Brådskande" in coach.shown()[-1].text
    village.clock.forward(hours=21)  # seven in the morning
    assert digests(village.office, village.service.ports.texts, village.clock()) == 0
    village.clock.forward(hours=1)
    assert digests(village.office, village.service.ports.texts, village.clock()) == 1
    assert digests(village.office, village.service.ports.texts, village.clock()) == 0
    assert "vill ändra ett möte" in coach.shown()[-1].text
    village.clock.forward(days=3, hours=1)  # a Saturday
    assert digests(village.office, village.service.ports.texts, village.clock()) == 0


async def test_while_a_coach_is_away_the_deputy_gets_the_cards_and_may_act(town: Town) -> None:
    anna, bo = await town.colleague(), await town.colleague("coach:bo", "Bo Berg")
    person = await town.enrolled()
    town.record(None, CoachAbsent(coach="anna", until=town.office.today() + timedelta(days=7), deputy="bo"))
    await town.cards()
    before = len(anna.shown())
    await person.say("jag vill dö")
    await town.cards()
    assert "Bo Berg" in person.text()
    assert f"Brådskande: {NAME}" in bo.text()
    assert len(anna.shown()) == before
    for label in ("Mina deltagare", NAME, "Logga kontakt", "Telefon", "Spara"):
        await bo.press(label)
    assert person.log()[-1].by == "coach:bo"


FORGED = (
    *("open", "contact", "employer", "book", "write", "move", "assign", "erasure", "offer", "came"),
    *("move-sure", "assign-sure", "erasure-sure", "offer-sure", "enrol", "enrol-sure", "ask-lead", "came-sure"),
)


async def test_another_coach_sees_no_name_and_cannot_open_or_forge(village: Town) -> None:
    await village.colleague()
    bo = await village.colleague("coach:bo", "Bo Berg")
    person = await village.enrolled()
    await village.cards()
    log = len(village.everything())
    hexed = person.stream.hex
    for name in FORGED:
        for tail in ("", ":enrolled", ":granted", ":anna", ":1:kept"):
            await _put(village, bo, f"staff:{name}:{hexed}{tail}")
            answer = await bo.press("Förfalskad")
            assert "Det får du inte göra" in answer or "gäller inte längre" in answer, (name, tail, answer)
    for version in range(1, len(person.log()) + 1):
        for name in ("ack", "take"):
            await _put(village, bo, f"staff:{name}:{hexed}:{version}")
            await bo.press("Förfalskad")
    await _put(village, bo, f"staff:reply:{person.chat}")
    assert "Det får du inte göra" in await bo.press("Förfalskad")
    for data in (
        "staff:ack:zz",
        "staff:ack:",
        "staff:open:",
        "staff:open:zz",
        "staff:take:" + "0" * 32 + ":1",
        "staff:reply:²",
        "staff:open:" + "0" * 32,
        "staff:mine:" + "0" * 32,
        "staff:mine:zz",
        "staff:at:day:x",
        "staff:form:save",
    ):
        await _put(village, bo, data)
        answer = await bo.press("Förfalskad")
        assert "gick fel hos oss" not in answer, data
    assert "Det får du inte göra" in await _forced(village, bo, "staff:queue")
    assert SECRET not in bo.text()
    written = [event for event in village.everything()[log:] if event.type != "task_acknowledged"]
    assert written == []


async def _put(town: Town, person: Person, data: str) -> None:
    """The worst case: a button that really stands in the chat, with somebody else's data in it."""
    from journey.engine.chats.messages import Button, Message

    town.chats.post(person.chat, [Message("bot", "-", [[Button("Förfalskad", data)]])], town.clock())


async def _forced(town: Town, person: Person, data: str) -> str:
    await _put(town, person, data)
    return await person.press("Förfalskad")


async def test_protected_identity_is_told_to_the_named_coach_alone(village: Town) -> None:
    anna, eva = await village.colleague(), await village.colleague("supervisor:eva", "Eva Ek")
    bo = await village.colleague("coach:bo", "Bo Berg")
    referred = facts.Referred(source="psychiatry", identity="protected", name=NAME, phone="070-1")
    today, now = village.office.today(), village.clock()
    first = village.office.execute(
        [Record(PROGRAMME, referred, today, now, "supervisor:eva", "test", "P-1", at=now, sender="x")]
    )
    stream = first[0].stream
    village.record(stream, facts.Enrolled(coach="anna"))
    chat = village.chats.create(now, "webchat", "sv", stream=stream, programme=PROGRAMME)
    await village.service.inbox.greet(chat.id)
    person = Person(village, chat.id)
    await person.say("jag vill dö")
    await village.cards()
    assert SECRET in anna.text()
    assert SECRET not in eva.text() and "skyddade uppgifter" in eva.text()
    await eva.press("Idag")
    await eva.press("Mina deltagare")
    await eva.press("skyddade uppgifter")
    assert SECRET not in eva.text()
    village.record(None, CoachAbsent(coach="anna", until=today + timedelta(days=7), deputy="bo"))
    await person.say("jag vill dö nu")
    await village.cards()
    assert "skyddade uppgifter" in bo.text() and SECRET not in bo.text()


async def test_a_colleague_enters_with_link_and_code_and_five_wrong_codes_end_it(village: Town) -> None:
    await village.colleague()
    invitation = staff.add(village.journey, PROGRAMME, "coach:anna", "Anna Ahl", "anna@example.org", PUBLIC)
    with serving(village.service) as port:
        browser, guesser = Browser(port), Browser(port)
        page = browser.open(invitation.link.removeprefix(PUBLIC))
        assert "Skriv koden" in page.words
        assert SESSION not in browser.cookies
        assert "Mina deltagare" in browser.post("/kod", kod=invitation.code).words
        again = Browser(port)
        again.open(invitation.link.removeprefix(PUBLIC))
        assert "Den koden fungerade inte" in again.post("/kod", kod=invitation.code).words
        fresh = staff.add(village.journey, PROGRAMME, "coach:anna", "Anna Ahl", "anna@example.org", PUBLIC)
        guesser.open(fresh.link.removeprefix(PUBLIC))
        wrong = f"{(int(fresh.code) + 1) % 10**6:06}"
        for _ in range(5):
            assert "Den koden fungerade inte" in guesser.post("/kod", kod=wrong).words
        assert "Den koden fungerade inte" in guesser.post("/kod", kod=fresh.code).words
        assert SESSION not in guesser.cookies


async def test_a_code_expires(village: Town) -> None:
    await village.colleague()
    invitation = staff.add(village.journey, PROGRAMME, "coach:anna", "Anna", "anna@example.org", PUBLIC)
    token = invitation.link.rpartition("/")[2]
    assert village.office.doors.open(token, invitation.code, village.clock.forward(minutes=16)) is None


async def test_a_code_is_mailed_to_a_colleague_who_asks(village: Town) -> None:
    await village.colleague()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress=" Anna@Example.org ")
        assert village.mail.sent[-1][0].casefold().strip() == "anna@example.org"
        assert "Mina deltagare" in browser.post("/kod", kod=village.mail.code).words


async def test_whoever_is_disabled_is_out_at_once_and_no_code_lets_them_in(village: Town) -> None:
    await village.colleague()
    first = staff.add(village.journey, PROGRAMME, "coach:anna", "Anna", "anna@example.org", PUBLIC)
    with serving(village.service) as port:
        inside, outside = Browser(port), Browser(port)
        inside.open(first.link.removeprefix(PUBLIC))
        inside.post("/kod", kod=first.code)
        second = staff.add(village.journey, PROGRAMME, "coach:anna", "Anna", "anna@example.org", PUBLIC)
        outside.open(second.link.removeprefix(PUBLIC))
        staff.disable(village.journey, "coach:anna", PROGRAMME)
        assert "Vill du ha hjälp att få ett jobb?" in inside.open("/").words
        assert "Samtalet är stängt" in inside.post("/sag", text="Idag").words
        outside.post("/kod", kod=second.code)
        assert SESSION not in outside.cookies
        outside.post("/oppna", adress="anna@example.org")
        assert village.mail.sent == []


@pytest.mark.parametrize("name", ["ICA 😀", "\u202eשלום", "a\x07b", "Å" * 200, "x" * 201, "a\u2028b", "\x85", "<b>"])
async def test_no_employer_s_name_that_is_typed_can_break_the_log(village: Town, name: str) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    for label in ("Mina deltagare", NAME, "Arbetsgivarkontakt", "En annan"):
        await coach.press(label)
    await coach.say(name)
    for label in ("Besök", "Jag", "Ja", "Ja", "Spara"):
        if label in coach.buttons():
            assert "gick fel hos oss" not in await coach.press(label)
    assert person.log()  # it can be read
    await person.say("meny")


async def test_no_note_that_is_typed_can_break_the_log(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    for note in ("😀" * 2000, "\u202eשלום\n\t", "a" * 8000):
        for label in ("Mina deltagare", NAME, "Logga kontakt", "Telefon", "Anteckning"):
            await coach.press(label)
        await coach.say(note)
        assert "Sparat." in await coach.press("Spara")
    assert village.office.reveal(person.log()[-1], "note") == "a" * 8000
