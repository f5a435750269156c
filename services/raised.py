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
from journey.engine.chats.messages import Message
from services import conversations, tasks
from services.changes import Stale
from services.crisis import AGAIN
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

HELD = "held-"
"""Begins the name of what was written after words of crisis, while nobody was there to read it."""
WHAT = ("name", "contact", "words")
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


def words_behind(office: Office, actor: Actor, place: str) -> Raised | None:
    """The words behind a task that is taken, for whoever it is for; None for who may not know the person.

    The reading is logged. Raises NotAllowed where the task is somebody else's, and Stale where nobody has taken it.
    """
    event = tasks.task(office, actor, place)
    if not tasks.is_taken(office, event):
        raise Stale("nobody has taken it")
    chat = office.engine.chats.load(int(event.fact.chat or 0))
    if chat is None or not _may_read(office, actor, chat):
        return None
    who = conversations.Writer(chat, event.programme, office.person(chat.stream) if chat.stream else None)
    said = _said(office, chat, event.fact.task.removesuffix(AGAIN))
    office.engine.note_read(office.clock(), actor.recorded, who.key, WHAT, WHY)
    at = datetime.fromisoformat(said[0].at) if said else event.at or office.clock()
    words = "\n".join(message.text for message in said) or None
    return Raised(event, at, who.person, who.key, words, _phone(office, who))


def _may_read(office: Office, actor: Actor, chat: Chat) -> bool:
    """Of whoever has sent nothing yet, the supervisors whom the words called may read them."""
    if chat.stream is None:
        return conversations.may_read(office, actor, chat)
    return office.may(actor, Permission.READ_RAISED, office.person(chat.stream))


def _said(office: Office, chat: Chat, task: str) -> list[Message]:
    """The words that opened a task, which carry its name; and what was written after them while nobody could read."""
    table = tables.messages
    opening = office.engine.chats.messages(chat, table.c.once == task)
    if not opening:
        return []
    held = office.engine.chats.messages(chat, table.c.once.like(f"{HELD}%"), table.c.id > opening[0].id)
    return [*opening, *held]


def _phone(office: Office, who: conversations.Writer) -> str | None:
    """The number they gave; from a draft too: it is a human's only way to somebody in danger."""
    if who.person is not None:
        return office.identity_logged_before(who.person).phone
    phone = who.chat.data.get("answers", {}).get("phone")
    return None if phone is None else str(phone)
