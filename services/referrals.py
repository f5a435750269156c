"""Sending a self-referral: from a draft's answers to facts in the log, and to the receipt that the person gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from journey.domain import addresses as spelling
from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.events.requests import ContactDetailsChanged
from journey.domain.team import SUPERVISOR
from journey.engine.chats.chats import Chat
from journey.engine.people import OWN_REFERENCE
from services import addresses, waiting
from services.conversations import REFERRAL
from services.office import SENDER, Office
from services.permissions import Actor

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
_LENGTH = 7
ANSWER_RULE = "referral_answered"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person is told: their number, by when somebody answers, and their place in the queue if there is one."""

    reference: str
    stream: UUID
    answered_by: date | None
    place: int | None


def reference(office: Office, chat: Chat) -> str:
    """The number a referral from this chat has: the same, however often it is sent."""
    return number(office.engine.vault.digest("reference", str(chat.id), chat.created))


def number(digest: str) -> str:
    """A number that can be read aloud, made of a digest in hexadecimal digits."""
    rest, signs = int(digest, 16), []
    for _ in range(_LENGTH):
        rest, place = divmod(rest, len(_SIGNS))
        signs.append(_SIGNS[place])
    return OWN_REFERENCE + "".join(signs)


def send(office: Office, chat: Chat, answers: dict[str, Any]) -> Receipt:
    """Record the referral with all that was answered, at once, and tell the team. Sent twice, it is recorded once."""
    answers = _spelt(answers)
    programme, known = chat.programme or "", reference(office, chat)
    now, actor = office.clock(), Actor.in_chat(chat)
    commands = [
        Record(
            programme=programme,
            fact=fact,
            on=calendar.local_date(now),
            at=now,
            now=now,
            actor=actor.signed,
            by=actor.recorded,
            correlation=f"chat-{chat.id}",
            reference=known,
            sender=SENDER,
            entry=f"chat-{chat.id}-{fact.type_name()}",
            note=note,
        )
        for fact, note in _facts(office, programme, chat, answers)
    ]
    stream = office.execute(commands)[0].stream
    _correct(office, stream, chat, answers)
    addresses.index(office, office.person(stream), chat.id)
    office.doors.promote(chat.id, now)
    return receipt(office, stream, known)


def _spelt(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with each address in its one spelling: a draft of an earlier version holds it as it was typed."""
    phone, email = answers.get("phone"), answers.get("email")
    spelt = {"phone": phone and (spelling.phone(phone) or phone), "email": email and (spelling.email(email) or email)}
    return answers | {kind: text for kind, text in spelt.items() if text}


def _correct(office: Office, stream: UUID, chat: Chat, answers: dict[str, Any]) -> None:
    """Where it was sent before, the answer was lost, and how to reach the person was changed since: what holds now."""
    identity = office.identity(office.person(stream), "participant", "their own referral")
    now = {"phone": answers.get("phone"), "email": answers.get("email")}
    if (identity.phone, identity.email) == (now["phone"], now["email"]):
        return
    removed = tuple(key for key, value in now.items() if value is None and getattr(identity, key) is not None)
    fact = ContactDetailsChanged(**now, removed=removed)  # type: ignore[arg-type]  # of the two keys above
    name = office.engine.vault.digest("contact-details", str(now))
    office.record(stream, chat.programme or "", Actor.in_chat(chat), (f"chat-{chat.id}-{name}", fact))


def _facts(office: Office, programme: str, chat: Chat, answers: dict[str, Any]) -> list[tuple[Fact, str | None]]:
    named = answers.get("name") not in (None, "anonymous")
    referred = facts.Referred(
        source="self",
        language=chat.language,
        identity="named" if named else "anonymous",
        name=answers["name"] if named else None,
        phone=answers.get("phone"),
        email=answers.get("email"),
    )
    background = {key: answers.get(key) for key in ("municipality", "gender", "birth_year", "education")}
    entries: list[tuple[Fact, str | None]] = [(referred, answers.get("words"))]
    if any(value is not None for value in background.values()):
        entries.append((facts.BackgroundRecorded(**background), None))
    if answers.get("reminders") == "yes":
        entries.append((facts.ConsentGiven(party="chat_reminders"), None))
    team = office.team(programme)
    coaches = [f"coach:{coach}" for coach in team.coaches(office.today())]
    entries.append((TaskOpened(task=f"{REFERRAL}{chat.id}", kind="referral", to=(*coaches, SUPERVISOR)), None))
    return entries


def receipt(office: Office, stream: UUID, known: str) -> Receipt:
    """The receipt of a referral that stands in the log."""
    person = office.person(stream)
    due = [
        row.due for row in office.deadlines(person) if row.rule == ANSWER_RULE and row.settled_on is None and row.due
    ]
    return Receipt(known, stream, min(due, default=None), waiting.place(office, person))
