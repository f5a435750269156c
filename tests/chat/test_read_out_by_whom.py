"""Whoever read a code out keeps nothing by it: not after the person is somebody else's, and no way in of their own."""

from uuid import UUID

import pytest

from journey.domain.events.participant import CoachAssigned, IdentityChanged
from journey.engine.reading_rows import Reading
from tests.chat.browsing import Browser, serving
from tests.chat.talking import Town
from tests.chat.test_read_out import MARK, entered, last

AFTERWARDS = {"reassigned": CoachAssigned(coach="bo", reason="other"), "hidden": IdentityChanged(identity="protected")}


async def asked_by_telephone(village: Town, port: int, who: str) -> tuple[Browser, str]:
    """A browser that has asked for a code by telephone, and the code that the colleague sees."""
    colleague = await village.colleague(who, "Läsaren")
    browser = Browser(port)
    browser.post("/oppna", adress="+46 70 123 45 67")
    return browser, colleague.text().partition("koden ")[2][:6]


@pytest.mark.parametrize("what", AFTERWARDS)
async def test_a_code_opens_nothing_more_once_whoever_was_to_read_it_out_may_not_know_the_person(
    village: Town, what: str
) -> None:
    await village.colleague("coach:bo", "Bo")
    person = await village.proved(reach="phone", email=None)
    village.record(person.stream, CoachAssigned(coach="anna", reason="first"))
    with serving(village.service) as port:
        browser, code = await asked_by_telephone(village, port, "coach:anna")
        village.record(person.stream, CoachAssigned(coach="bo", reason="other"), AFTERWARDS[what])
        said = browser.post("/kod", kod=code).words
    assert "Var är jag" not in said
    assert "entered_by_read_out_code" not in person.types()


async def test_a_session_behind_a_code_ends_once_whoever_read_it_out_may_not_know_the_person(village: Town) -> None:
    await village.colleague("coach:bo", "Bo")
    person = await village.proved(reach="phone", email=None)
    village.record(person.stream, CoachAssigned(coach="anna", reason="first"))
    with serving(village.service) as port:
        browser, code = await asked_by_telephone(village, port, "coach:anna")
        assert "Var är jag" in browser.post("/kod", kod=code).words
        assert "Var är jag" in browser.open("/").words
        village.record(person.stream, CoachAssigned(coach="bo", reason="other"))
        assert "Var är jag" not in browser.open("/").words
        browser.post("/sag", nonce="after-it-ended", text="STOPP")
    assert "messages_paused" not in person.types()


async def test_an_address_given_behind_a_code_that_was_read_out_launders_nothing(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.proved(reach="phone", email=None)
    with serving(village.service) as port:
        inside = entered(village, port, eva)
        for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
            inside.press(label)
        inside.say("eva.hemma@exempel.se")
        inside.say(village.mail.code)
        again = Browser(port)
        again.post("/oppna", adress="eva.hemma@exempel.se")
        assert "Var är jag" in again.post("/kod", kod=village.mail.code).words
        again.say("STOPP")
    assert last(person, "messages_paused") == (MARK, "participant")


async def test_what_is_read_behind_a_code_that_was_read_out_says_so_to_the_person(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.proved(reach="phone", email=None)
    with serving(village.service) as port:
        inside = entered(village, port, eva)
        for label in ("Mina uppgifter", "Ladda ner allt om mig"):
            inside.press(label)
    assert any(reading.reader == MARK for reading in readings_of(village, person.stream))
    await person.press("Mina uppgifter")
    await person.press("Ladda ner allt om mig")
    page = next(message.file[1] for message in reversed(person.shown()) if message.file)
    listed = page.partition("De som har läst")[2]
    assert "läste upp en kod" in listed and "code_read_out" not in listed


def readings_of(village: Town, stream: UUID) -> list[Reading]:
    with village.journey.engine.store.read() as connection:
        return list(village.journey.engine.access.readings(connection, about=stream))


async def test_a_way_back_is_tried_so_often_from_one_address_and_no_oftener(village: Town) -> None:
    with serving(village.service) as port:
        browser = Browser(port)
        said = [browser.post(f"/angra/guess-{number}").words for number in range(61)]
    assert "Länken går inte" in said[59] and "Länken går inte" not in said[60]
