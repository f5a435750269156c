"""What a person and colleagues have written to each other, as colleagues read it; and telling the person of it.

The words stand in the person's own chat: sealed with it, and gone with it. In the log stands that a message was
decided, and what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from journey.domain import standing
from journey.domain.events.messages import MessageDecided
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Message
from services import conversations, questionnaires, reminders
from services.changes import Entry, decide
from services.crisis import AGAIN, CRISIS
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

KIND: Literal["relay"] = "relay"
"""The kind of message that a colleague has written."""
LONGEST = 4000
USE = timedelta(days=3)
"""How long after its moment a message may still be sent: over a weekend, and no longer."""
_AT_IT = timedelta(minutes=10)
_TOLD = timedelta(hours=1)
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was written: by the person (`by` is None) or a colleague, by name; and how far it has come."""

    by: str | None
    words: str
    at: datetime
    sent: standing.Message | None = None
    """What is known of telling the person that it is there."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Everything written between a person and colleagues, the latest last."""

    said: tuple[Said, ...]
    raised: bool
    """Whether there are words that raised the alarm, which this colleague may not read yet."""


def name_of(draft: str) -> str:
    """What the message of a form is called in the log."""
    return f"written:{draft}"


def once_of(name: str) -> str:
    """Under which name a message stands in a chat."""
    return f"message:{name}"


def chats_of(office: Office, stream: UUID) -> list[Chat]:
    """The person's own chats, the latest used first."""
    return office.engine.chats.find(stream=stream, channel="webchat")


def silence(person: Person) -> str | None:
    """Why the person is told nothing by themselves now, as `reminders.reason_not_to` has it; None where they are."""
    return reminders.reason_not_to(person.history, person.programme, person.day)


def can_ask(office: Office, person: Person, instrument: str) -> bool:
    """Whether a questionnaire can be answered in the chat: there is one, its texts are here, messages are wanted."""
    written = questionnaires.form(office.config, instrument) is not None
    return written and silence(person) is None and bool(chats_of(office, person.stream))


def with_chats(office: Office) -> set[UUID]:
    """Everybody who has a chat of their own, of whatever programme."""
    table = tables.chats
    query = sa.select(table.c.stream).where(table.c.channel == "webchat", table.c.stream.is_not(None)).distinct()
    with office.engine.store.read() as connection:
        return {UUID(stream) for stream in connection.execute(query).scalars()}


def read(office: Office, actor: Actor, person: Person, why: str) -> Correspondence:
    """What was written. The reading is logged. Raises NotAllowed."""
    office.check(actor, Permission.READ_IDENTITY, person)
    office.engine.note_read(office.clock(), actor.recorded, person.stream, ("messages",), why)
    decided, opened = standing.decided_messages(person.history), _opened(office, person)
    said, raised = list[Said](), False
    for chat in chats_of(office, person.stream):
        for message in _written(office, chat):
            if message.author == "human":
                by, _, words = message.text.partition(": ")
                state = decided.get((message.once or "").removeprefix(once_of("")))
                said.append(Said(by, words, datetime.fromisoformat(message.at), state))
            elif _handed_over(message, opened) or _taken(office, actor, person, message, opened):
                said.append(Said(None, message.text, datetime.fromisoformat(message.at)))
            else:
                raised = raised or (message.once or "") in opened
    said.sort(key=lambda one: one.at)
    return Correspondence(tuple(said), raised)


def _written(office: Office, chat: Chat) -> list[Message]:
    """What was written by people, the latest of it: what a button or the programme says is no part of it."""
    table = tables.messages
    by_people = table.c.author.in_(("person", "human")), table.c.once.is_not(None)
    return office.engine.chats.messages(chat, *by_people, order=table.c.id.desc(), most=_SHOWN)[::-1]


def _opened(office: Office, person: Person) -> dict[str, standing.Task]:
    """The tasks that the person's words have opened; before they were known, those stood with the programme."""
    histories = (office.programme_history(person.programme.id), person.history)
    kinds = (conversations.MESSAGE, CRISIS)
    return {
        name: task
        for history in histories
        for name, task in standing.tasks(history).items()
        if task.opened.fact.kind in kinds
    }


def _handed_over(message: Message, opened: dict[str, standing.Task]) -> bool:
    """Whether words were meant for colleagues: they opened a task by which somebody was asked to answer."""
    kind, _, entry = (message.once or "").partition("-")
    return kind in (conversations.MESSAGE, CRISIS) and f"{conversations.MESSAGE}-{entry}" in opened


def _taken(office: Office, actor: Actor, person: Person, message: Message, opened: dict[str, standing.Task]) -> bool:
    """Whether words that raised the alarm may be read: somebody has taken it on, and this colleague may know."""
    names = (message.once or "", (message.once or "") + AGAIN)
    taken = any(name in opened and opened[name].taken is not None for name in names)
    return taken and office.may(actor, Permission.READ_RAISED, person)


# --- now -------------------------------------------------------------------------------------------------------------


def notify(office: Office, actor: Actor, person: Person, draft: str, touched: datetime) -> None:
    """A message stands in the chat now: the person is told so outside of it, where they let us and are not there.

    `touched` is when they last used the chat. Who is told once an hour knows to look.
    """
    now = office.clock()
    if now - touched < _AT_IT or silence(person) is not None:
        return
    name = name_of(draft)
    fact = MessageDecided(message=name, kind=KIND, after=now, expires=now + USE, about=actor.recorded)

    def deciding(latest: Person) -> list[Entry]:
        lately = [one.decided for one in standing.decided_messages(latest.history).values()]
        if any(one.fact.kind == KIND and timedelta(0) <= now - one.fact.after < _TOLD for one in lately):
            return []
        return [(entry_of(draft, latest), fact)]

    decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def entry_of(draft: str, person: Person) -> str:
    """Under which name the log has what a form sent to this person."""
    return f"desk-{draft}-{person.stream.hex}"
