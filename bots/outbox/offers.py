"""Tells whoever waits, in their own chat, that a place is offered to them, with a button for each answer."""

from __future__ import annotations

from bots.states import Mine
from bots.texts.catalogue import Texts
from bots.texts.humans import human
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Button, Message
from services.office import Office
from services.people import Person


def tell(office: Office, texts: Texts, person: Person, once: str) -> bool:
    """Put the offer into the person's chat, once; False where they have none."""
    for chat in office.engine.chats.find(stream=person.stream, channel="webchat"):
        rows = [
            [Button(texts(chat.language, f"mine-offer-{answer}"), f"mine:offer:{answer}")]
            for answer in ("accepted", "refused")
        ]
        text = texts(chat.language, "offer-told", human=human(texts, chat.language, person.programme))
        office.post(chat.id, [Message("bot", text, rows, once=f"offer-{once}")], _at_menu)
        return True
    return False


def _at_menu(chat: Chat) -> None:
    chat.state = Mine.menu.state
