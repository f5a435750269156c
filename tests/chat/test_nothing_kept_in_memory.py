"""What somebody has said stands sealed in the store, and nowhere in the memory of the process."""

import gc
import secrets
from typing import Any

from tests.chat.talking import Person, Town


def holders(backwards: str) -> list[str]:
    """What keeps a text with these words in it, by kind. They are given backwards: nobody who looks must hold them."""
    gc.collect()
    return sorted(
        {
            f"{type(thing).__module__}.{type(thing).__qualname__}"
            for thing in gc.get_objects()
            if any(type(held) is str and backwards in held[::-1] for held in gc.get_referents(thing))
        }
    )


async def told(person: Person) -> str:
    """Something new, said in a chat; backwards."""
    words = secrets.token_hex(8)
    await person.say(f"hemligt {words}")
    assert words in person.text()
    return words[::-1]


async def test_words_are_not_kept_after_the_turn(village: Town) -> None:
    person = await (await village.visitor()).placed("words")
    assert holders(await told(person)) == []


async def test_every_input_has_a_number_of_its_own(village: Town) -> None:
    numbers: list[int] = []

    async def note(handler: Any, event: Any, data: dict[str, Any]) -> Any:
        numbers.append(event.update_id)
        return await handler(event, data)

    village.service.inbox.dispatcher.update.outer_middleware(note)
    people = [await village.visitor() for _ in range(3)]
    for person in people:
        await person.say("hej")
        await person.say("hej igen")
    assert len(set(numbers)) == len(numbers) == 2 * len(people)
