"""Two processes serve one chat: no step is lost, none is taken twice."""

import asyncio
from collections.abc import Iterator

import pytest

from bots.web.inbox import Said
from tests.chat.talking import Clock, Person, Town, town_of
from tests.site import Site

pytestmark = pytest.mark.every_store


@pytest.fixture
def pair(site: Site) -> Iterator[tuple[Town, Town]]:
    clock = Clock()
    with town_of(site, clock=clock) as one, town_of(site, clock=clock) as two:
        yield one, two


async def test_the_same_words_given_to_both_are_one_step(pair: tuple[Town, Town]) -> None:
    person = await (await pair[0].visitor()).placed("gender")
    for text, state in (("Kvinna", "birth_year"), ("1991", "education"), ("Gymnasium", "words"), ("-", "reminders")):
        said = Said(person.nonce(), text=text)
        await asyncio.gather(*(town.service.inbox.take(person.chat, said) for town in pair))
        assert person.state == state
    own = [message.text for message in person.shown() if message.author == "person"]
    assert own[-4:] == ["Kvinna", "1991", "Gymnasium", "-"]


async def test_the_same_button_pressed_in_two_tabs_is_one_step(pair: tuple[Town, Town]) -> None:
    person = await (await pair[0].visitor()).placed("gender")
    number, data = person.button("Kvinna")
    await asyncio.gather(
        *(town.service.inbox.take(person.chat, Said(person.nonce(), press=(number, data))) for town in pair)
    )
    assert (person.state, person.draft["gender"]) == ("birth_year", "woman")


async def test_sent_from_two_tabs_at_once_it_is_recorded_once(pair: tuple[Town, Town]) -> None:
    person = await (await pair[0].visitor()).placed()
    number, data = person.button("Skicka min anmälan")
    tabs = [Said(person.nonce(), press=(number, data)) for _ in range(4)]
    await asyncio.gather(*(pair[at % 2].service.inbox.take(person.chat, said) for at, said in enumerate(tabs)))
    assert [event.type for event in pair[0].everything()].count("referred") == 1
    assert person.types().count("task_opened") == 1
    assert person.text().count("Din anmälan är skickad") == 1


async def test_many_words_at_once_are_all_kept_and_all_answered(pair: tuple[Town, Town]) -> None:
    person = await pair[0].enrolled()
    await pair[0].colleague()
    await person.press("Skriv till oss")
    words = [f"ord {number}" for number in range(12)]
    taken = (
        pair[at % 2].service.inbox.take(person.chat, Said(person.nonce(), text=text)) for at, text in enumerate(words)
    )
    await asyncio.gather(*taken)
    own = sorted(message.text for message in person.shown() if message.text.startswith("ord "))
    assert own == sorted(words)
    assert sum("Skickat till Anna" in message.text for message in person.shown()) == len(words)
    coach = Person(pair[1], pair[1].chats.find(staff="coach:anna")[0].id)
    assert sum(": ord " in message.text for message in coach.shown()) == len(words)
    numbers = [message.id for message in person.shown()]
    assert len(set(numbers)) == len(numbers)
    tasks = [event.fact for event in person.log() if event.type == "task_opened" and event.fact.kind == "message"]
    assert len(tasks) == len(words)


async def test_a_card_that_arrives_in_the_middle_of_a_turn_loses_neither(pair: tuple[Town, Town]) -> None:
    coach = await pair[0].colleague()
    person = await pair[0].enrolled()

    async def crises() -> None:
        for number in range(4):
            await person.say(f"jag vill dö {number}")
            await pair[1].cards()

    async def looks() -> None:
        for _ in range(6):
            await coach.say("meny")

    await asyncio.gather(crises(), looks())
    assert coach.text().count("Brådskande") == 4
    assert sum(message.text == "meny" for message in coach.shown()) == 6


async def test_both_put_up_each_card_once(pair: tuple[Town, Town]) -> None:
    coach = await pair[0].colleague()
    for _ in range(3):
        await pair[0].referred()
    await asyncio.gather(*(town.cards() for town in pair))
    assert coach.text().count("har anmält sig själv") == 3
    assert pair[0].mail.sent + pair[1].mail.sent == []


async def test_an_urgent_card_that_both_see_is_mailed_once(pair: tuple[Town, Town]) -> None:
    await pair[0].colleague()
    person = await pair[0].enrolled()
    await person.say("jag vill dö")
    await asyncio.gather(*(town.cards() for town in pair))
    await asyncio.gather(*(town.cards() for town in pair))
    for town in pair:
        town.service.urgent.close()
    assert len(pair[0].mail.sent + pair[1].mail.sent) == 1


async def test_a_door_taken_while_the_other_writes_leaves_nothing(pair: tuple[Town, Town]) -> None:
    nothing = pair[0].rows()
    person = await (await pair[0].visitor()).placed("work_wish")
    number, data = person.button("Nej, inte just nu")
    leaving = Said(person.nonce(), press=(number, data))
    await asyncio.gather(
        pair[0].service.inbox.take(person.chat, leaving),
        pair[1].service.inbox.take(person.chat, Said(person.nonce(), text="hej")),
        return_exceptions=True,
    )
    if person.row is not None:  # the words came first, and the button had gone by then
        await person.press("Nej, inte just nu")
    assert pair[0].rows() == nothing
