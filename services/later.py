"""Messages that colleagues write today to be said another day: planned, taken back, and said when their day has come.

The words wait in the chat that they will be said in: sealed with it, expired with it, erased with it. That a message
was decided, and what became of it, stands in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from journey.domain import standing
from journey.domain.errors import WrongInput
from journey.domain.events.messages import MessageDecided, MessageExpired
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat
from services import reminders
from services.changes import Changed, Entry, Stale, decide, repeated
from services.correspondence import KIND, USE, chats_of, entry_of, name_of, once_of, silence
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

FARTHEST = timedelta(days=60)
"""How far ahead a message may be written. No chat's words are kept much longer."""
_LATER = "later"
"""Where a chat keeps what is to be said in it later."""


class NotThen(WrongInput):
    """A message cannot be sent at that moment: it lies behind, or too far ahead, or nothing may leave then."""


class NotWanted(WrongInput):
    """Nothing may be sent to the person by itself. The message is the reason, as `reminders.reason_not_to` has it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is to be sent later."""

    name: str
    by: str
    words: str
    at: datetime


def waiting(office: Office, person: Person) -> list[Waiting]:
    """What waits to be sent, the next first. The caller has asked who may read it, and logs it."""
    decided, waits = standing.decided_messages(person.history), list[Waiting]()
    for chat in chats_of(office, person.stream):
        for name, kept in _later(chat).items():
            message = decided.get(name)
            if message is not None and message.state == "decided":
                by = office.staff_name(person.programme.id, str(kept["by"]))
                waits.append(Waiting(name, by, str(kept["words"]), message.decided.fact.after))
    return sorted(waits, key=lambda one: one.at)


def _later(chat: Chat) -> dict[str, dict[str, Any]]:
    return dict(chat.data.get(_LATER, {}))


def plan(office: Office, actor: Actor, person: Person, words: str, at: datetime, draft: str) -> Changed:
    """Have something said in the person's chat later. Asked twice under one draft it is one message.

    Raises NotAllowed, NotThen, NotWanted, and Stale where the person has no chat.
    """
    office.check(actor, Permission.WRITE_FACTS, person)
    now, name, chats = office.clock(), name_of(draft), chats_of(office, person.stream)
    reason = silence(person)
    if reason is not None:
        raise NotWanted(reason)
    if not now < at <= now + FARTHEST or not reminders.can_come_before(person.programme, at, at + USE):
        raise NotThen("at: a message leaves later than now, and within two months")
    if not chats:
        raise Stale("there is no chat to say it in")
    kept = {"by": actor.recorded, "words": words, "until": (at + USE).isoformat()}
    fact = MessageDecided(message=name, kind=KIND, after=at, expires=at + USE, about=actor.recorded)
    entry = entry_of(draft, person)
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


def may_still_be_said(office: Office, person: Person, name: str) -> bool:
    """Whether whoever wrote it may write to the person now: who has left, or handed them over, says nothing more."""
    waits = due(office, person.stream, name)
    if waits is None:
        return True
    return office.may(Actor.staff(waits.by, person.programme.id), Permission.WRITE_FACTS, person)


def stands(office: Office, stream: UUID, name: str) -> bool:
    """Whether a message is in one of the person's chats, or its words wait there."""
    table = tables.messages
    return due(office, stream, name) is not None or any(
        office.engine.chats.messages(chat, table.c.once == once_of(name)) for chat in chats_of(office, stream)
    )
