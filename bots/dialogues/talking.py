"""Write to my coach: relayed, stored sealed under the person's own key, and quiet while a human answers."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Talk
from bots.outbox import cards
from bots.states import Mine
from services import conversations
from services.people import Person


async def begin(talk: Talk, person: Person, _: str) -> None:
    """What is written from now on goes to a human."""
    to = await talk.ask(conversations.reader, talk.office, person)
    if to is None:
        await talk.say("talking-nobody", human=talk.human(person.programme.id))
        await menus.mine(talk, "mine-more")
        return
    talk.turn.chat.state = Mine.talking.state
    await talk.say("talking-begin", [talk.choice("mine:menu", "talking-end")], name=to)


async def still(talk: Talk) -> None:
    """The conversation is open: what is written goes to a human."""
    await talk.say("talking-still", [talk.choice("mine:menu", "talking-end")])


async def relay(talk: Talk, person: Person, text: str) -> None:
    """Hand the words to whoever is told about this person."""
    to = await talk.ask(conversations.reader, talk.office, person)
    if to is None:
        await talk.say("talking-nobody", human=talk.human(person.programme.id))
        return
    recipient = talk.office.told(person)
    once = f"relay-{talk.turn.entry}"
    await talk.ask(cards.message, talk.office, talk.texts, person, recipient, text, once, talk.language)
    chat, entry = talk.turn.chat, talk.turn.entry
    await talk.ask(conversations.ask_for_answer, talk.office, talk.actor, person, chat, entry)
    await talk.say("talking-sent", [talk.choice("mine:menu", "talking-end")], name=to, effect="notice")


async def offer(talk: Talk, _person: Person, text: str) -> None:
    """Words that no question asked for: perhaps they are for the coach."""
    talk.data["unsent"] = text
    await talk.say(
        "talking-offer", [talk.choice("mine:send", "talking-send")], [talk.choice("mine:menu", "button-menu")]
    )


async def send_offered(talk: Talk, person: Person, _: str) -> None:
    """Yes, they are for the coach."""
    text = talk.data.pop("unsent", None)
    await begin(talk, person, "")
    if text and talk.turn.chat.state == Mine.talking.state:
        await relay(talk, person, text)
