"""A code that a human read out lets the human in as well: what is asked behind it says so, in the log and to people."""

import re

from tests.chat.browsing import SESSION, Browser, serving
from tests.chat.talking import Person, Town

MARK = "participant:code_read_out"


def entered(town: Town, port: int, colleague: Person) -> Browser:
    """A browser that asked for a code by telephone, and was given the one that a colleague reads out."""
    browser = Browser(port)
    browser.post("/oppna", adress="+46 70 123 45 67")
    code = re.findall(r"koden (\d{6})", colleague.text())[-1]
    assert "Var är jag" in browser.post("/kod", kod=code).words
    return browser


def last(person: Person, kind: str) -> tuple[str, str | None]:
    """Who acted, and on whose behalf, in the latest event of that type."""
    event = next(event for event in reversed(person.log()) if event.type == kind)
    return event.actor, event.by


async def test_what_is_asked_after_a_code_was_read_out_says_so_in_the_log(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.proved(reach="phone", email=None)
    with serving(village.service) as port:
        browser = entered(village, port, eva)
        for label in ("Mina uppgifter", "Be att bli raderad", "Ja, jag vill bli raderad"):
            browser.press(label)
        assert last(person, "erasure_requested") == (MARK, "participant")
        assert last(person, "task_opened") == (MARK, "participant")
        browser.post("/lamna")
        own = Browser(port)
        own.cookies[SESSION] = village.office.doors.enter(person.chat, village.clock())
        own.open("/")
        own.say("STOPP")
        assert last(person, "messages_paused") == ("participant", "participant")


async def test_whoever_decides_about_an_erasure_sees_that_a_code_was_read_out_for_it(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.proved(reach="phone", email=None)
    with serving(village.service) as port:
        browser = entered(village, port, eva)
        for label in ("Mina uppgifter", "Be att bli raderad", "Ja, jag vill bli raderad"):
            browser.press(label)
    await village.cards()
    said = "Begäran kom efter att en kod hade lästs upp"
    assert any(said in one.text and "raderad" in one.text for one in eva.shown())
    assert said in await village.press_old(eva, f"staff:open:{person.stream.hex}")


async def test_the_person_s_own_data_say_which_wishes_came_behind_a_code_that_was_read_out(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.proved(reach="phone", email=None)
    with serving(village.service) as port:
        entered(village, port, eva).say("STOPP")
    await person.press("Mina uppgifter")
    await person.press("Ladda ner allt om mig")
    page = next(message.file[1] for message in reversed(person.shown()) if message.file)
    assert page.partition("De som har läst")[0].count("någon hos oss läste upp en kod") == 1


async def test_a_code_that_was_mailed_marks_nothing(village: Town) -> None:
    person = await village.proved()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress="alva@exempel.se")
        browser.post("/kod", kod=village.mail.code)
        browser.say("STOPP")
    assert last(person, "messages_paused") == ("participant", "participant")
