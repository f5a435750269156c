"""What a person and colleagues have written to each other, for colleagues to read; what is to be sent, now or later.

The words stand in the person's own chat, also those that wait for their day: they are sealed with it, expire with it
and are erased with it. In the log stands that a message was decided, and what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from journey.domain import standing
from journey.domain.errors import WrongInput
from journey.domain.events.messages import MessageDecided, MessageExpired
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Message
from services import conversations, reminders
from services.changes import Changed, Entry, Stale, decide, repeated
from services.crisis import AGAIN, CRISIS
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

KIND: Literal["relay"] = "relay"
"""The kind of message that a colleague has written."""
LONGEST = 4000
FARTHEST = timedelta(days=60)
"""How far ahead a message may be written. No chat's words are kept much longer."""
_USE = timedelta(days=3)
"""How long after its moment a message may still be sent: over a weekend, and no longer."""
_LATER = "later"
"""Where a chat keeps what is to be said in it later."""
_IN_USE = timedelta(minutes=10)
_TOLD = timedelta(hours=1)
_SHOWN = 200


class NotThen(WrongInput):
    """A message cannot be sent at that moment: it lies behind, or too far ahead, or nothing may leave then."""


class NotWanted(WrongInput):
    """Nothing may be sent to the person by itself. The message is the reason, as `reminders.reason_not_to` has it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was written: by the person (`by` is None) or a colleague, by name; and how far it has come."""

    by: str | None
    words: str
    at: datetime
    sent: standing.Message | None = None
    """What is known of telling the person that it is there."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is to be sent later."""

    name: str
    by: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Everything written between a person and colleagues, the latest last, and what waits to be sent."""

    said: tuple[Said, ...]
    waiting: tuple[Waiting, ...]
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
    return Correspondence(tuple(said), tuple(_waiting(office, person, decided)), raised)


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


def _waiting(office: Office, person: Person, decided: dict[str, standing.Message]) -> list[Waiting]:
    waiting = []
    for chat in chats_of(office, person.stream):
        for name, kept in _later(chat).items():
            message = decided.get(name)
            if message is not None and message.state == "decided":
                by = office.staff_name(person.programme.id, str(kept["by"]))
                waiting.append(Waiting(name, by, str(kept["words"]), message.decided.fact.after))
    return sorted(waiting, key=lambda one: one.at)


def _later(chat: Chat) -> dict[str, dict[str, Any]]:
    return dict(chat.data.get(_LATER, {}))


# --- now -------------------------------------------------------------------------------------------------------------


def told(office: Office, actor: Actor, person: Person, draft: str, touched: datetime) -> None:
    """A message stands in the chat now: the person is told so outside of it, where they let us and are not there.

    `touched` is when they last used the chat. Who is told once an hour knows to look.
    """
    now = office.clock()
    if now - touched < _IN_USE or silence(person) is not None:
        return
    name = name_of(draft)
    fact = MessageDecided(message=name, kind=KIND, after=now, expires=now + _USE, about=actor.recorded)

    def deciding(latest: Person) -> list[Entry]:
        lately = [one.decided for one in standing.decided_messages(latest.history).values()]
        if any(one.fact.kind == KIND and timedelta(0) <= now - one.fact.after < _TOLD for one in lately):
            return []
        return [(_entry(draft, latest), fact)]

    decide(office, actor, person, Permission.WRITE_FACTS, deciding)


def _entry(draft: str, person: Person) -> str:
    return f"desk-{draft}-{person.stream.hex}"


# --- later -----------------------------------------------------------------------------------------------------------


def plan(office: Office, actor: Actor, person: Person, words: str, at: datetime, draft: str) -> Changed:
    """Have something said in the person's chat later. Asked twice under one draft it is one message.

    Raises NotAllowed, NotThen, NotWanted, and Stale where the person has no chat.
    """
    office.check(actor, Permission.WRITE_FACTS, person)
    now, name, chats = office.clock(), name_of(draft), chats_of(office, person.stream)
    reason = silence(person)
    if reason is not None:
        raise NotWanted(reason)
    if not now < at <= now + FARTHEST or not reminders.can_come_before(person.programme, at, at + _USE):
        raise NotThen("at: a message leaves later than now, and within two months")
    if not chats:
        raise Stale("there is no chat to say it in")
    kept = {"by": actor.recorded, "words": words, "until": (at + _USE).isoformat()}
    fact = MessageDecided(message=name, kind=KIND, after=at, expires=at + _USE, about=actor.recorded)
    entry = _entry(draft, person)
    if not repeated(person, entry):  # the words first: what is decided can be said
        office.engine.chats.post(chats[0].id, [], now, lambda chat: _keep(chat, name, kept, now))
    return decide(office, actor, person, Permission.WRITE_FACTS, lambda _: [(entry, fact)])


def _keep(chat: Chat, name: str, kept: dict[str, Any], now: datetime) -> None:
    """Keep words for later, and let go of those whose time is over."""
    still = {key: one for key, one in _later(chat).items() if datetime.fromisoformat(one["until"]) > now}
    chat.data[_LATER] = still | {name: kept}


def cancel(office: Office, actor: Actor, person: Person, name: str) -> Changed:
    """Do not send it after all. Stale where it has been sent, or is none of those that wait."""

    def deciding(latest: Person) -> list[Entry]:
        message = standing.decided_messages(latest.history).get(name)
        entry = f"cancel-{name}-{latest.stream.hex}"
        if message is None or message.decided.fact.kind != KIND:
            raise Stale("no such message waits")
        if message.state != "decided" and not repeated(latest, entry):
            raise Stale("it has been sent")
        return [(entry, MessageExpired(message=name, reason="taken_back"))]

    changed = decide(office, actor, person, Permission.WRITE_FACTS, deciding)
    drop(office, person.stream, name)
    return changed


def drop(office: Office, stream: UUID, name: str) -> None:
    """Let go of the words of a message that has been said, or will not be."""

    def without(chat: Chat) -> None:
        chat.data[_LATER] = {key: kept for key, kept in _later(chat).items() if key != name}

    for chat in chats_of(office, stream):
        if name in _later(chat):
            office.engine.chats.post(chat.id, [], office.clock(), without)


@dataclass(frozen=True, slots=True)
class Due:
    """Words whose moment has come: in which chat they are said, and who wrote them, as `coach:REF`."""

    chat: Chat
    by: str
    words: str


def due(office: Office, stream: UUID, name: str) -> Due | None:
    """What is to be said under that name; None where it is said already, or its words are gone."""
    for chat in chats_of(office, stream):
        if (kept := _later(chat).get(name)) is not None:
            return Due(chat, str(kept["by"]), str(kept["words"]))
    return None


def stands(office: Office, stream: UUID, name: str) -> bool:
    """Whether a message is in one of the person's chats, or its words wait there."""
    table = tables.messages
    return due(office, stream, name) is not None or any(
        office.engine.chats.messages(chat, table.c.once == once_of(name)) for chat in chats_of(office, stream)
    )
