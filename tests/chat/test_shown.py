"""What stands in a colleague's chat is narrowed again whenever it is shown: page, live stream, presses."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from journey.domain.events import participant as facts
from journey.domain.events.team import CoachLeft
from services import team as staff
from services.messages import Viewing
from tests.chat.browsing import SESSION, Browser, serving
from tests.chat.talking import PROGRAMME, SECRET, Person, Town

NAME = f"Alva {SECRET}"
HIDDEN = "Det här visas inte längre för dig."


async def opened(town: Town) -> tuple[Person, Person]:
    """A coach who has read, written and been written to about somebody."""
    coach = await town.colleague()
    person = await town.enrolled()
    await person.press("Skriv till oss")
    await person.say("Jag bor på Storgatan 1")
    await town.cards()
    await coach.press("Mina deltagare")
    await coach.press(NAME)
    await coach.press("Skriv")
    await coach.say("Vi ses på Kaffestugan")
    await coach.press("Idag")
    for words in (NAME, "070-123 45 67", "Storgatan", "Kaffestugan"):
        assert words in coach.text()
    return coach, person


GONE = {
    "given to another": lambda town, person: town.record(person.stream, facts.CoachAssigned(coach="bo")),
    "the coach has left": lambda town, _: town.record(None, CoachLeft(coach="anna")),
    "the coach is disabled": lambda town, _: staff.disable(town.journey, "coach:anna", PROGRAMME),
}


@pytest.mark.parametrize("why", GONE)
async def test_who_has_somebody_no_more_is_shown_nothing_of_them(village: Town, why: str) -> None:
    coach, person = await opened(village)
    old = coach.buttons()
    before = len(coach.shown())
    GONE[why](village, person)
    text = coach.text()
    for words in (SECRET, "070-123 45 67", "Storgatan", "Kaffestugan"):
        assert words not in text
    assert HIDDEN in text and len(coach.shown()) == before
    assert "Mina deltagare" in coach.buttons()  # there is always a way on
    hexed = person.stream.hex
    assert not [data for _, data in coach.buttons().values() if hexed in data]
    for number, data in [press for press in old.values() if hexed in press[1]]:
        assert SECRET not in await coach.forge(number, data)


async def test_a_supervisor_loses_what_was_said_before_a_person_was_protected(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    coach, person = await opened(village)
    await eva.press("Mina deltagare")
    await eva.press(NAME)
    assert "070-123 45 67" in eva.text()
    await eva.press("Till menyn")
    village.record(person.stream, facts.IdentityChanged(identity="protected"))
    assert SECRET not in eva.text() and "070-123" not in eva.text()
    assert "070-123 45 67" in coach.text() and "Storgatan" in coach.text()
    await eva.press("Mina deltagare")  # said while she might not know: it holds nothing to hide
    assert "En person med skyddade uppgifter" in eva.buttons()


async def test_a_task_of_somebody_protected_says_no_more_than_that_there_is_one(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.enrolled("doris")  # who has no chat: what concerns them reaches the supervisor
    booked = facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(days=1))
    village.record(person.stream, booked)
    await person.say("meny")
    for label in ("Mina möten", "1: Annan tid"):
        await person.press(label)
    await person.say("Hellre på Kaffestugan")
    await village.cards()
    assert "Kaffestugan" in eva.text()
    village.record(person.stream, facts.IdentityChanged(identity="protected"))
    card = next(one for one in eva.shown() if "skyddade uppgifter" in one.text)
    assert card.text == "En person med skyddade uppgifter har skrivit om ett möte."
    assert [key.text for row in card.keyboard for key in row] == ["Klart"]
    assert "Kaffestugan" not in eva.text() and SECRET not in eva.text()


async def test_page_and_stream_are_narrowed_too_and_an_open_page_loses_the_words_live(village: Town) -> None:
    coach, person = await opened(village)
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(coach.chat, village.clock())
        assert "Storgatan" in browser.open("/").words
        with browser.stream(after=coach.row.seq) as events:
            village.record(person.stream, facts.CoachAssigned(coach="bo"))
            await village.cards()
            assert any(HIDDEN in data["html"] for _, data in zip(range(3), (one[2] for one in events), strict=False))
        page = browser.open("/").body
        assert SECRET not in page and "Storgatan" not in page
        with browser.stream(after=0) as events:
            first = [next(events)[2] for _ in range(len(coach.shown()))]
        assert SECRET not in str(first) and "Storgatan" not in str(first)


def reads(town: Town, person: Person) -> int:
    with town.journey.engine.store.read() as connection:
        return sum(1 for _ in town.journey.engine.access.readings(connection, about=person.stream))


async def test_each_page_counts_as_one_reading_of_each_person_and_a_stream_as_one_more(village: Town) -> None:
    coach, person = await opened(village)
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(coach.chat, village.clock())
        before = reads(village, person)
        browser.open("/")
        assert reads(village, person) == before + 1
        messages = len(village.chats.messages(coach.row))
        with browser.stream(after=0) as events:
            for _ in range(messages):
                next(events)
            assert reads(village, person) == before + 2
        village.record(person.stream, facts.CoachAssigned(coach="bo"))
        browser.open("/")
        assert reads(village, person) == before + 2  # what is not shown is not read


async def test_a_participant_s_own_chat_is_shown_as_it_is_and_asks_nothing(village: Town) -> None:
    _, person = await opened(village)
    messages = village.chats.messages(person.row)
    asked: list[str] = []
    sa.event.listen(sa.engine.Engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    from bots.outbox import cards

    row = person.row
    asked.clear()
    assert cards.as_seen_now(Viewing(village.office, row), village.service.ports.texts, messages) == messages
    assert asked == []
