"""Tells of a glass that was broken: the coach, the data protection officer, and the person whose it is."""

from __future__ import annotations

from bots.texts.catalogue import Texts
from bots.texts.humans import human
from journey.engine.chats.messages import Message
from services.office import Office
from services.people import Person
from services.permissions import Actor, Role


def tell(
    office: Office, texts: Texts, actor: Actor, person: Person, colleagues: tuple[str, ...], reason: str, once: str
) -> None:
    """Put it into the chats of these colleagues, and of the person.

    The coach learns the reason; the data protection officer does not: to them nobody is named. The person learns who
    it was; the reason stands in what they can take home.
    """
    programme = person.programme.id
    name = office.staff_name(programme, actor.recorded)
    for colleague in colleagues:
        coach = colleague.startswith(f"{Role.coach}:")
        for chat in office.engine.chats.find(staff=colleague, programme=programme)[:1]:
            text = texts(chat.language, "glass-told-coach" if coach else "glass-told", name=name, reason=reason)
            key = person.stream if coach else None
            office.post(chat.id, [Message("bot", text, key=key, once=f"glass-{once}")])
    for chat in office.engine.chats.find(stream=person.stream, channel="webchat"):
        turn_to = human(texts, chat.language, person.programme)
        text = texts(chat.language, "glass-told-person", name=name, human=turn_to)
        office.post(chat.id, [Message("bot", text, once=f"glass-{once}")])
