"""My data: take all of it home, see who has read it, change how I am reached, ask for erasure."""

from __future__ import annotations

from bots.dialogues import menus, my_addresses
from bots.dialogues.talk import Talk
from bots.texts.extract import extract, readers
from services import wishes
from services.people import Person

_SHOWN = 8
"""Readings that the chat tells of; the extract has all of them."""


async def show(talk: Talk, person: Person, _: str) -> None:
    """What can be done with one's data."""
    await talk.say(
        "data-menu",
        [talk.choice("mine:own:download", "data-download")],
        [talk.choice("mine:own:readers", "data-readers")],
        [talk.choice("mine:own:contact", "data-contact")],
        *await my_addresses.choices(talk, person),
        [talk.choice("mine:own:signins", "data-sign-ins")],
        [talk.choice("mine:own:erase", "data-erase")],
        [talk.choice("mine:menu", "button-back")],
    )


async def act(talk: Talk, person: Person, what: str) -> None:
    """One of them was chosen."""
    if what == "download":
        await talk.bot.send_chat_action(talk.turn.chat.id, "typing")
        content = await talk.ask(extract, talk.office, talk.texts, talk.language, person, talk.actor.signed)
        await talk.ask(wishes.note_extract, talk.office, talk.actor, person, talk.turn.entry)
        await talk.give(talk.text("data-file"), content, "data-given")
        await menus.mine(talk, "mine-more")
    elif what == "readers":
        await _readers(talk, person)
        await menus.mine(talk, "mine-more")
    elif what.partition(":")[0] in my_addresses.ACTIONS:
        name, _, choice = what.partition(":")
        await my_addresses.ACTIONS[name](talk, person, choice)
    elif what == "erase":
        await talk.say(
            "data-erase-sure",
            [talk.choice("mine:own:erasure", "data-erase-yes")],
            [talk.choice("mine:menu", "button-back")],
        )
    elif what == "erasure":
        await talk.ask(wishes.ask_erasure, talk.office, talk.actor, person, talk.turn.entry)
        await talk.say("data-erase-done", human=talk.human(person.programme.id))
        await menus.mine(talk, "mine-more")
    else:
        await menus.mine(talk, "stale")


async def _readers(talk: Talk, person: Person) -> None:
    """Who has read about the person, the latest first, a few of them."""
    seen = await talk.ask(readers, talk.office, talk.texts, talk.language, person)
    if not seen:
        await talk.say("data-readers-none")
        return
    lines = [f"• {talk.moment(at)}: {said}" for at, said in seen[:_SHOWN]]
    left = len(seen) - len(lines)
    more = [talk.text("data-readers-more", count=left)] if left else []
    await talk.say_plainly("\n".join([talk.text("data-readers-head"), *lines, *more]))
