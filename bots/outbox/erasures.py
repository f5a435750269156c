"""Tells a person what was decided about their wish to be erased, in their own chat."""

from __future__ import annotations

from bots.texts.catalogue import Texts
from bots.texts.humans import human
from journey.engine.chats.messages import Message
from services.office import Office
from services.people import Person


def tell(office: Office, texts: Texts, person: Person, decision: str, once: str) -> None:
    """Put it there, once under that name, in the language of the chat."""
    for chat in office.engine.chats.find(stream=person.stream, channel="webchat"):
        turn_to = human(texts, chat.language, person.programme)
        text = texts(chat.language, f"data-erase-{decision}", human=turn_to, copies=office.doors.lengths.copies.days)
        office.post(chat.id, [Message("bot", text, once=f"erasure-{once}")])
