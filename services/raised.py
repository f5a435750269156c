"""What a colleague reads who has taken a crisis on: the words that raised it, when they came, and a number to ring.

The words stand in the person's own chat alone. Whether this colleague may read them is asked each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journey.domain.events import Event
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat
from services import conversations, tasks
from services.crisis import AGAIN
from services.office import Office
from services.people import Person
from services.permissions import Actor

WHAT = "name and contact, words that called a human"
WHY = "took a crisis on"


@dataclass(frozen=True, slots=True)
class Raised:
    """One crisis, as whoever has taken it may see it."""

    event: Event
    at: datetime
    """When the words were written; where they are gone, when the task was opened."""
    person: Person | None
    key: UUID
    """Under which key whatever is said of it is sealed."""
    words: str | None
    """None where they are there no longer."""
    phone: str | None


def raised(office: Office, actor: Actor, place: str) -> Raised | None:
    """The words behind a task, for whoever it is for; None for who may not know the person. The reading is logged.

    Raises NotAllowed where the task is somebody else's.
    """
    event = tasks.task(office, actor, place)
    chat = office.engine.chats.load(int(event.fact.chat or 0))
    if chat is None or not conversations.may_read(office, actor, chat):
        return None
    who = conversations.Writer(chat, event.programme, office.person(chat.stream) if chat.stream else None)
    said = _said(office, chat, event.fact.task.removesuffix(AGAIN))
    office.engine.note_read(office.clock(), actor.recorded, who.key, WHAT, WHY)
    at = datetime.fromisoformat(said[1]) if said else event.at or office.clock()
    return Raised(event, at, who.person, who.key, said[0] if said else None, _phone(office, who))


def _said(office: Office, chat: Chat, task: str) -> tuple[str, str] | None:
    """The words that opened a task, and when; they carry its name."""
    found = office.engine.chats.messages(chat, tables.messages.c.once == task)
    return (found[0].text, found[0].at) if found else None


def _phone(office: Office, who: conversations.Writer) -> str | None:
    """The number they gave; from a draft too: it is a human's only way to somebody in danger."""
    if who.person is not None:
        return office.identity_logged_before(who.person).phone
    phone = who.chat.data.get("answers", {}).get("phone")
    return None if phone is None else str(phone)
