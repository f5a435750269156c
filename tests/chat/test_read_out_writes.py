"""Everything that is recorded behind a code which a colleague read out says so, whoever writes it and by which way."""

import time
from typing import Any

from bots.web import danger
from journey.domain.events.participant import CoachAssigned
from tests.chat.browsing import SESSION, Browser, serving
from tests.chat.talking import Person, Town
from tests.chat.test_read_out import MARK, entered, last

DESPAIR = "Jag orkar inte leva längre, jag vill dö"


async def read_out_to(village: Town, port: int) -> tuple[Browser, Person]:
    anna = await village.colleague("coach:anna", "Anna")
    person = await village.proved(reach="phone", email=None)
    village.record(person.stream, CoachAssigned(coach="anna", reason="first"))
    return entered(village, port, anna), person


def since(person: Person, version: int) -> list[Any]:
    return [event for event in person.log()[version:] if event.by == "participant"]


def heard() -> None:
    """Wait until words of danger have been taken care of: browsers are answered before that."""
    while danger._tasks:
        time.sleep(0.005)


async def test_words_of_danger_behind_a_code_that_was_read_out_say_so(village: Town) -> None:
    with serving(village.service) as port:
        browser, person = await read_out_to(village, port)
        before = len(person.log())
        browser.say(DESPAIR)
        heard()
        written = since(person, before)
    assert [(event.type, event.fact.kind) for event in written] == [("task_opened", "crisis")]
    assert {event.actor for event in written} == {MARK}


async def test_whatever_is_pressed_behind_a_code_that_was_read_out_says_so(village: Town) -> None:
    """Not by a list of what can be pressed: whatever a session writes carries what the session is."""
    with serving(village.service) as port:
        browser, person = await read_out_to(village, port)
        before = len(person.log())
        browser.press("Skriv till oss")
        browser.say("Hej Anna!")
        browser.say("stopp")
        for label in ("Språk", "English"):
            browser.press(label)
        browser.say(DESPAIR)
        heard()
        written = since(person, before)
    assert ["message", "crisis"] == [event.fact.kind for event in written if event.type == "task_opened"]
    assert {event.actor for event in written} == {MARK}


async def test_an_address_that_comes_back_by_its_link_is_worth_no_more_than_before(village: Town) -> None:
    """A colleague's own address, given behind a code they read out, is no better after a change that is undone."""
    with serving(village.service) as port:
        inside, person = await read_out_to(village, port)
        for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
            inside.press(label)
        inside.say("eva.hemma@exempel.se")
        inside.say(village.mail.code)
        for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
            await person.press(label)
        await person.say("alva@exempel.se")
        told = next(text for to, _, text in reversed(village.mail.sent) if to == "eva.hemma@exempel.se")
        link = next(word for word in told.split() if "/angra/" in word)
        assert Browser(port).post("/angra/" + link.rpartition("/")[2].strip(".")).status == 200
        again = Browser(port)
        again.post("/oppna", adress="eva.hemma@exempel.se")
        again.post("/kod", kod=village.mail.code)
        assert SESSION in again.cookies
        again.say("STOPP")
    assert last(person, "messages_paused") == (MARK, "participant")
