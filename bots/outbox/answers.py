"""What a colleague writes to somebody: it stands in that person's own chat, under the colleague's name.

From then on what the person writes goes to a human, until they choose to go back to the questions or the menu.
"""

from __future__ import annotations

from functools import partial

from bots.states import Human, Mine
from bots.texts.catalogue import Texts
from journey.domain.events import Event
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Button, Message
from services import conversations
from services.conversations import Writer
from services.office import Office
from services.people import Person
from services.permissions import Actor

BACK = "back"
"""Where the chat's draft keeps the question that was open before a human was talked with."""
ASIDE = (Mine.talking.state, Human.talking.state, Human.pause.state)
"""The states beside the questions."""


def turn_to_human(chat: Chat, *, pause: bool = False) -> None:
    """What is written next goes to a human, or waits for a word about going on; what was being asked is kept."""
    if chat.state not in ASIDE:
        chat.data[BACK] = chat.state
    if pause:
        chat.state = Human.pause.state
    else:
        chat.state = Human.talking.state if chat.stream is None else Mine.talking.state


def is_open(chat: Chat) -> bool:
    """Whether what is written goes to a human."""
    return chat.state in (Mine.talking.state, Human.talking.state)


def put(office: Office, texts: Texts, staff: str, who: Writer, text: str, *, once: str, language: str) -> None:
    """Put a colleague's words into somebody's chat; under one name (`once`) they stand there once.

    Who writes to them, and the way back, is said where the person did not know that already.
    """
    chat, name = who.chat, office.staff_name(who.programme, staff)
    said = [Message("human", f"{name}: {text}", language=language, once=once)]
    if not (is_open(chat) and conversations.readers(office, who) == (staff,)):
        said.append(_whom(texts, chat, name, once))

    def listening(theirs: Chat) -> None:  # while a human answers, no form takes what is written
        conversations.answers(theirs, who.programme, staff)
        turn_to_human(theirs)
        theirs.data["open"] = [*theirs.data.get("open", ()), theirs.seq + len(said)]

    office.post(chat.id, said, listening)


def _whom(texts: Texts, chat: Chat, name: str, once: str) -> Message:
    """To whom the person writes from now on, and the one way back."""
    text = texts(chat.language, "talking-now", name=name)
    label = "human-back" if chat.stream is None else "talking-end"
    return Message("bot", text, [[Button(texts(chat.language, label), "human:on")]], once=f"{once}-whom")


def questionnaire(office: Office, texts: Texts, person: Person, once: str) -> None:
    """A questionnaire that waits is asked for in the person's chat."""
    for chat in office.engine.chats.find(stream=person.stream, channel="webchat")[:1]:
        key = Button(texts(chat.language, "mine-questionnaire"), "mine:questionnaire")
        office.post(chat.id, [Message("bot", texts(chat.language, "reminder-questionnaire"), [[key]], once=once)])


def tell_who_took(office: Office, texts: Texts, actor: Actor, opened: Event) -> None:
    """The person learns that a colleague has taken on what their words of danger opened, and who."""
    chat = office.engine.chats.load(int(opened.fact.chat))
    if chat is not None:
        name = office.staff_name(opened.programme, actor.recorded)
        text = texts(chat.language, "crisis-seen", name=name)
        answers = partial(conversations.answers, programme=opened.programme, staff=actor.recorded)
        office.post(chat.id, [Message("bot", text, once=f"seen-{opened.fact.task}")], answers)
