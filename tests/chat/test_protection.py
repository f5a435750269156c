"""Somebody under protected identity is known to the named coach alone; a supervisor breaks the glass, in writing."""

import pytest

from bots.web import pages
from journey.domain.events.participant import CoachAssigned, IdentityChanged
from journey.domain.events.team import CoachAbsent
from tests.chat.browsing import SESSION, Browser, serving, soon
from tests.chat.talking import SECRET, Person, Town

REASON = "Hot mot personen, polisen ringde 09:40"


async def hidden(village: Town) -> Person:
    person = await village.enrolled()
    village.record(person.stream, IdentityChanged(identity="protected"))
    return person


async def opened(colleague: Person, person: Person) -> str:
    return await colleague.town.press_old(colleague, f"staff:open:{person.stream.hex}")


async def test_the_named_coach_sees_who_it_is(village: Town) -> None:
    coach = await village.colleague()
    assert "Alva" in await opened(coach, await hidden(village))


async def test_a_supervisor_sees_that_the_person_exists_and_who_has_them(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    person = await hidden(village)
    assert await opened(supervisor, person) == "En person med skyddade uppgifter\nCoach: Anna Ahl"
    assert set(supervisor.buttons()) >= {"Visa skyddade uppgifter"}
    for data in ("contact", "employer", "book", "write"):
        assert "får du inte göra" in await village.press_old(supervisor, f"staff:{data}:{person.stream.hex}")


async def test_a_deputy_sees_neither_name_nor_facts(village: Town) -> None:
    await village.colleague()
    deputy = await village.colleague("coach:bo", "Bo Berg")
    person = await hidden(village)
    village.record(None, CoachAbsent(coach="anna", until=village.clock().date(), deputy="bo"))
    assert "får du inte göra" in await opened(deputy, person)
    assert "Alva" not in deputy.text()


async def test_a_broken_glass_lasts_an_hour_and_is_told_at_once(village: Town) -> None:
    dpo = await village.colleague("dpo:kim", "Kim")
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    coach = await village.colleague()
    person = await hidden(village)
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    assert "i en timme" in await supervisor.say(REASON)
    assert "Alva" in await opened(supervisor, person)
    assert REASON in coach.text()
    assert "skyddade uppgifter" in dpo.text()
    assert REASON not in dpo.text()  # the access log has it; this chat is not the person's to erase
    village.clock.forward(minutes=61)
    assert "Alva" not in await opened(supervisor, person)


async def test_a_reason_of_a_word_breaks_no_glass(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    person = await hidden(village)
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    assert "några fler ord" in await supervisor.say("viktigt")
    assert "break_glass_opened" not in person.types()
    assert "Alva" not in await opened(supervisor, person)


async def test_a_glass_is_one_supervisor_s(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    other = await village.colleague("supervisor:ola", "Ola")
    person = await hidden(village)
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    await supervisor.say(REASON)
    assert "Alva" not in await opened(other, person)


async def test_a_coach_breaks_no_glass(village: Town) -> None:
    other = await village.colleague("coach:bo", "Bo Berg")
    person = await hidden(village)
    assert "får du inte göra" in await village.press_old(other, f"staff:glass:{person.stream.hex}")


async def broken(village: Town, supervisor: Person, person: Person, reason: str = REASON) -> None:
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    await supervisor.say(reason)
    assert "Alva" in await opened(supervisor, person)


async def test_a_broken_glass_is_told_to_the_person_in_their_own_chat_and_stands_in_their_own_data(
    village: Town,
) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    person = await hidden(village)
    await broken(village, supervisor, person)
    assert "Eva Ek har öppnat dina skyddade uppgifter" in person.text()
    assert REASON not in person.text()  # others may see the screen; it stands in what they can take home
    await person.press("Mina uppgifter")
    await person.press("Ladda ner allt om mig")
    files = [message.file[1] for message in person.shown() if message.file]
    assert REASON in files[-1]


async def test_the_longest_reason_breaks_the_glass_on_every_database(town: Town) -> None:
    supervisor = await town.colleague("supervisor:eva", "Eva Ek")
    person = await hidden(town)
    await broken(town, supervisor, person, "Hot mot personen. " * 40)


async def test_when_the_hour_is_over_an_open_page_loses_what_it_showed(
    village: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "QUIET", 0.2)
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    person = await hidden(village)
    await broken(village, supervisor, person)
    await village.cards()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(supervisor.chat, village.clock())
        with browser.stream(after=supervisor.row.seq) as events:
            village.clock.forward(minutes=15)
            browser.post("/skriver")  # still at work
            village.clock.forward(minutes=15)
            browser.post("/skriver")
            village.clock.forward(minutes=15)
            browser.post("/skriver")
            village.clock.forward(minutes=16)
            await village.cards()  # as the server does every second
            assert "visas inte längre" in soon(events)[2]["html"]
        assert SECRET not in browser.open("/").body


async def test_nobody_makes_themselves_the_named_coach_of_somebody_protected(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    coach = await village.colleague()
    person = await village.referred()
    await village.cards()
    take = coach.button("Jag tar den här")
    village.record(person.stream, IdentityChanged(identity="protected"))
    assert "Jag tar den här" not in coach.buttons()
    await coach.forge(*take)
    assert "får du inte göra" in await village.press_old(coach, f"staff:mine:{person.stream.hex}")
    assert "coach_assigned" not in person.types()
    await opened(supervisor, person)
    await supervisor.press("Byt coach")
    await supervisor.press("Anna Ahl")
    await supervisor.press("Ja, byt coach")
    assert village.office.person(person.stream).coach == "anna"
    assert "Alva" in await opened(coach, person)


async def test_a_coach_who_was_given_away_is_not_told_of_a_glass_and_reads_no_reason(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    coach, other = await village.colleague(), await village.colleague("coach:bo", "Bo Berg")
    person = await hidden(village)
    await broken(village, supervisor, person)
    assert REASON in coach.text()
    village.record(person.stream, CoachAssigned(coach="bo"))
    assert REASON not in coach.text()
    assert REASON not in other.text()
