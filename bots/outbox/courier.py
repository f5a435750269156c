"""The courier: takes decided messages to people, each once, on whatever number of processes.

Before a message leaves it is asked again whether it is still true and still allowed. It is claimed in the log first: a
courier that dies after the claim leaves a message whose fate is unknown, and that is said instead of sending it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from bots.outbox.mail import Mail, MailFailed, wait_for
from bots.texts.catalogue import Texts
from bots.texts.dates import say_moment
from journey.domain import calendar, standing
from journey.domain.events import Event, Fact, Recorded, messages
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rules import deadlines
from journey.engine.chats.chats import Button, Chat, Message
from journey.engine.decisions import engine_event
from projections.live import tables
from services.office import Office
from services.people import Identity, Person
from services.reminders import BOOKING, may_leave, may_nudge, reason_not_to, still_true

_LOST = timedelta(minutes=10)
"""How long a claimed message may be under way before its courier counts as dead."""


class NudgeFailed(Exception):
    """A channel did not take a nudge; `reason` is one of `blocked`, `refused`, `unreachable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Nudge(Protocol):
    """A channel that can say *you have a message*, and nothing more. Raises NudgeFailed."""

    name: str

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:
        """The address by which the person can be nudged; None where there is none."""

    async def send(self, address: str, language: str, link: str) -> None:
        """Nudge."""


class MailNudge:
    """A nudge by e-mail."""

    name = "email"

    def __init__(self, mail: Mail, texts: Texts) -> None:
        self.mail = mail
        self.texts = texts

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:  # noqa: ARG002  # as the port has it
        """The e-mail address the person gave."""
        return known.email if self.mail.carries else None

    async def send(self, address: str, language: str, link: str) -> None:
        """Hand it to the mail server."""
        try:
            await self.mail.send(
                address, self.texts(language, "nudge-subject"), self.texts(language, "nudge", link=link)
            )
        except MailFailed as failed:
            raise NudgeFailed(str(failed)) from None


@dataclass
class Courier:
    """One round of deliveries."""

    office: Office
    texts: Texts
    nudges: list[Nudge]

    def deliver(self, now: datetime) -> int:
        """Take out everything that may leave now. Returns how many messages left."""
        self.office.projector.catch_up()
        sent = 0
        for stream, names in self._waiting(now).items():
            for name in names:
                sent += self._one(stream, name, now)
        if sent:
            self.office.projector.follow()
        return sent

    def _waiting(self, now: datetime) -> dict[UUID, list[str]]:
        table, waiting = tables.messages, dict[UUID, list[str]]()
        query = sa.select(table.c.stream, table.c.message).where(
            table.c.standing.in_(("decided", "sent")),
            table.c.after <= now.astimezone(UTC).isoformat(timespec="seconds"),
        )
        with self.office.engine.store.read() as connection:
            for row in connection.execute(query.order_by(table.c.after, table.c.message)):
                waiting.setdefault(UUID(row.stream), []).append(row.message)
        return waiting

    def _one(self, stream: UUID, name: str, now: datetime) -> int:
        """Claim one message, then hand it over; what becomes of it is written down."""
        claim: list[Fact] = []

        def claiming(log: list[Recorded]) -> list[Event]:
            claim[:] = self._next(log, name, now)
            return _events(stream, log, claim, now)

        self.office.engine.write(stream, claiming)
        if not claim or not isinstance(claim[0], messages.MessageSent):
            return 0
        after: list[Fact] = [self._posted(stream, name)]
        after += self._nudged(stream, name, now)
        self._write(stream, after, now)
        return 1

    def _write(self, stream: UUID, facts: list[Fact], now: datetime) -> None:
        self.office.engine.write(stream, lambda log: _events(stream, log, facts, now))
        for tell in self.office.news:
            tell()

    def _claimed(self, stream: UUID, name: str, channel: messages.MessageChannel, now: datetime) -> bool:
        """Whether this courier has the message on this channel: whoever claims it first."""

        def claiming(log: list[Recorded]) -> list[Event]:
            message = standing.decided_messages(History(log))[name]
            claim = messages.MessageSent(message=name, channel=channel)
            return [] if channel in message.channels else _events(stream, log, [claim], now)

        return bool(self.office.engine.write(stream, claiming))

    def _next(self, log: list[Recorded], name: str, now: datetime) -> list[Fact]:
        """What is to be written of a message: its claim, its end, or nothing yet."""
        history, programme = History(log), self.office.programme(log[0].programme)
        message = standing.decided_messages(history).get(name)
        if message is None:
            return []
        if message.state == "sent" and message.last is not None:
            if now - message.last.recorded < _LOST:
                return []
            channel = message.channels[-1]
            if channel != "webchat":
                failed = messages.MessageFailed(message=name, channel=channel, reason="unknown")  # type: ignore[arg-type]  # as claimed
                return [failed, _unreached(self.office, name, log)]
            # What stands in the chat stands there once: it can be put there again, where it still holds.
        elif message.state != "decided":
            return []
        decided, day = message.decided.fact, calendar.local_date(now)
        rows = deadlines(history, self.office.engine.books[programme.id], day)
        reason = "too_late" if now >= decided.expires else None
        reason = reason or reason_not_to(history, programme, day, decided.kind) or still_true(history, rows, decided)
        if reason is not None:
            return [messages.MessageExpired(message=name, reason=reason)]  # type: ignore[arg-type]  # see both functions
        if not may_leave(programme, now):
            return []
        if not self.office.engine.chats.find(stream=log[0].stream, channel="webchat"):
            return [messages.MessageExpired(message=name, reason="no_channel"), _unreached(self.office, name, log)]
        return [messages.MessageSent(message=name, channel="webchat")]

    def _posted(self, stream: UUID, name: str) -> Fact:
        """The message itself stands in the web chat, whichever way the person is nudged to look there."""
        person = self.office.person(stream)
        decided = standing.decided_messages(person.history)[name].decided.fact
        for chat in self.office.engine.chats.find(stream=stream, channel="webchat")[:1]:
            self.office.post(chat.id, [self._message(chat, person, decided)])
        return messages.MessageDelivered(message=name, channel="webchat")

    def _message(self, chat: Chat, person: Person, decided: messages.MessageDecided) -> Message:
        language, programme = chat.language, person.programme
        when = say_moment(self.texts, language, decided.at, self.office.today()) if decided.at else ""
        text = self.texts(language, f"reminder-{decided.kind}", moment=when)
        keys: list[list[Button]] = []
        if decided.kind == BOOKING:
            text += self._meeting(language, person, decided.about or "")
        if decided.kind in ("appointment", BOOKING):
            keys = [[Button(self.texts(language, "mine-appointments"), "mine:appointments")]]
        elif decided.kind == "questionnaire":
            keys = [[Button(self.texts(language, "mine-questionnaire"), "mine:questionnaire")]]
        elif decided.kind == "hello":
            keys = [[Button(self.texts(language, "mine-write"), "mine:write")]]
        human = programme.settings.human_contact
        if human is not None:
            who = f"{human.name}, {human.phone}" if human.phone else human.name
            text += "\n\n" + self.texts(language, "reminder-who", human=who)
        return Message("bot", text, keys, once=f"message:{decided.message}")

    def _meeting(self, language: str, person: Person, appointment: str) -> str:
        """Where the meeting is, where that is known, and whom the person meets."""
        booked = standing.appointments(person.history)[appointment].booked
        lines, place = [""], self.office.reveal(booked, "place")
        if place:
            lines.append(self.texts(language, "reminder-booking-place", place=place))
        by = booked.by if (booked.by or "").startswith("coach:") else person.coach and f"coach:{person.coach}"
        if by:
            name = self.office.staff_name(person.programme.id, by)
            lines.append(self.texts(language, "reminder-booking-who", name=name))
        return "\n".join(lines)

    def _nudged(self, stream: UUID, name: str, now: datetime) -> list[Fact]:
        """Tell the person, by the first channel that takes it, that there is something to read; else tell the coach."""
        person = self.office.person(stream)
        if not may_nudge(person.history, calendar.local_date(now)):
            return []  # it stands in the chat, and nothing leaves that
        chats = self.office.engine.chats.find(stream=stream)
        identity = self.office.identity(person, "system", "to deliver a message")
        language = chats[0].language if chats else "sv"
        facts: list[Fact] = []
        tried = False
        for nudge in self.nudges:
            address = nudge.reaches(chats, identity)
            if address is None or not _allowed(person.programme, nudge.name):
                continue
            tried = True
            channel: messages.MessageChannel = nudge.name  # type: ignore[assignment]  # the names of the channels
            if not self._claimed(stream, name, channel, now):
                return facts  # another courier has it
            try:
                wait_for(nudge.send(address, language, self.office.public_url))
            except NudgeFailed as failed:
                facts.append(messages.MessageFailed(message=name, channel=channel, reason=failed.reason))  # type: ignore[arg-type]  # one of them
                continue
            return [*facts, messages.MessageDelivered(message=name, channel=channel)]
        if tried:  # nobody can tell this person that there is something to read
            facts.append(_unreached(self.office, name, person.log))
        return facts


def _allowed(programme: Programme, channel: str) -> bool:
    return channel != "telegram" or "telegram" in programme.settings.contact_channels


def _unreached(office: Office, name: str, log: list[Recorded]) -> messages.TaskOpened:
    person = office.person(log[0].stream)
    return messages.TaskOpened(task=f"unreached-{name}", kind="unreached", to=(office.told(person),))


def _events(stream: UUID, log: list[Recorded], facts: list[Fact], now: datetime) -> list[Event]:
    return [
        engine_event(stream, len(log) + 1 + place, log[0].programme, fact, now, "system")
        for place, fact in enumerate(facts)
    ]
