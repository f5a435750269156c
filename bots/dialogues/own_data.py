"""My data: take all of it home, see who has read it, change how I am reached, ask for erasure."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.questions import a_phone, an_email
from bots.dialogues.steps import Unclear
from bots.dialogues.talk import Talk
from bots.states import Mine
from bots.texts.extract import extract
from journey.domain.events.requests import ContactDetailsChanged
from services import wishes
from services.people import Person


async def show(talk: Talk, _person: Person, _: str) -> None:
    """What can be done with one's data."""
    await talk.say(
        "data-menu",
        [talk.choice("mine:own:download", "data-download")],
        [talk.choice("mine:own:contact", "data-contact")],
        [talk.choice("mine:own:erase", "data-erase")],
        [talk.choice("mine:menu", "button-back")],
    )


async def act(talk: Talk, person: Person, what: str) -> None:
    """One of them was chosen."""
    if what == "download":
        await talk.bot.send_chat_action(talk.turn.chat.id, "typing")
        content = await talk.ask(extract, talk.office, talk.texts, talk.language, person)
        await talk.ask(wishes.note_extract, talk.office, talk.actor, person, talk.turn.entry)
        await talk.give(talk.text("data-file"), content, "data-given")
        await menus.mine(talk, "mine-more")
    elif what == "contact":
        talk.turn.chat.state = Mine.contact.state
        await talk.say("data-contact-ask", [talk.choice("mine:menu", "button-back")])
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


async def contact_typed(talk: Talk, person: Person, text: str) -> None:
    """A new telephone number or e-mail address."""
    try:
        fact = (
            ContactDetailsChanged(email=an_email(text)) if "@" in text else ContactDetailsChanged(phone=a_phone(text))
        )
    except Unclear as unclear:
        await talk.say(str(unclear), [talk.choice("mine:menu", "button-back")])
        return
    await talk.ask(wishes.change_contact, talk.office, talk.actor, person, fact, talk.turn.entry)
    await menus.mine(talk, "data-contact-done")
