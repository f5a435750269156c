"""The courier: puts decided messages into people's chats, each once, on whatever number of processes.

Before a message leaves it is asked again whether it is still true and still allowed, each at its own moment. It is
claimed in the log first: a courier that dies after the claim leaves it to the next, and in a chat it stands once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bots.failures import place_of
from bots.outbox import answers, check_ins
from bots.outbox.channels import Nudge
from bots.outbox.fates import as_events, failed, unreached, write
from bots.outbox.nudging import Nudging
from bots.texts.catalogue import Texts
from bots.texts.dates import say_moment
from journey.domain import standing
from journey.domain.errors import StoreError
from journey.domain.events import Event, Fact, Recorded, messages
from journey.domain.history import History
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Button, Message
from projections.live import tables
from services import correspondence, later
from services.conversations import Writer
from services.office import Office
from services.people import Person
from services.reminders import BOOKING, CHECK_IN, may_leave, reason_to_drop

logger = logging.getLogger(__name__)

_LOST = timedelta(minutes=10)
"""How long a claimed message may be under way before its courier counts as dead."""


@dataclass
class Courier:
    """Takes out what may leave. `over` says that the process is to stop: then nothing more is begun."""

    office: Office
    texts: Texts
    nudges: list[Nudge]
    over: Callable[[], bool] = lambda: False

    @cached_property
    def nudging(self) -> Nudging:
        """The channels outside the chat."""
        return Nudging(self.office, self.nudges, self.over)

    def deliver(self) -> int:
        """Put everything into the chats that may leave now. Returns how many messages left.

        Nobody is nudged here: no message waits for a mail server. What fails for one person stops nobody else's.
        """
        self.office.projector.catch_up()
        sent = 0
        for stream, name in self._waiting():
            if self.over():
                break
            sent += self._tried(stream, name)
        if sent:
            self.office.projector.follow()
        return sent

    def nudge(self) -> int:
        """Tell people, by the channels outside the chat, that there is something to read. Returns how many were."""
        return self.nudging.round()

    def _waiting(self) -> list[tuple[UUID, str]]:
        table, now = tables.messages, self.office.clock()
        query = sa.select(table.c.stream, table.c.message).where(
            table.c.standing.in_(("decided", "sent")),
            table.c.after <= now.astimezone(UTC).isoformat(timespec="seconds"),
        )
        with self.office.engine.store.read() as connection:
            rows = connection.execute(query.order_by(table.c.after, table.c.message)).all()
        return [(UUID(row.stream), row.message) for row in rows]

    def _tried(self, stream: UUID, name: str) -> int:
        try:
            return self._one(stream, name)
        except (SQLAlchemyError, StoreError):  # the store itself: the others would fare no better
            raise
        except Exception as error:  # noqa: BLE001  # by kind and place alone: it may quote somebody
            logger.error("a message failed: %s at %s", type(error).__name__, place_of(error))  # noqa: TRY400
            return 0

    def _one(self, stream: UUID, name: str) -> int:
        """Claim one message, then put it into the chat; what becomes of it is written down as it happens."""
        claim: list[Fact] = []

        def claiming(log: list[Recorded]) -> list[Event]:
            now = self.office.clock()
            claim[:] = self._next(log, name, now)
            return as_events(stream, log, claim, now)

        write(self.office, stream, claiming)
        if claim and isinstance(claim[0], messages.MessageExpired):
            later.drop(self.office, stream, name)
        if not claim or not isinstance(claim[0], messages.MessageSent):
            return 0
        posted = self._posted(stream, name)
        write(self.office, stream, lambda log: as_events(stream, log, [posted], self.office.clock()))
        return 1

    def _next(self, log: list[Recorded], name: str, now: datetime) -> list[Fact]:
        """What is to be written of a message: its claim, its end, or nothing yet."""
        history = History(log)
        message = standing.decided_messages(history).get(name)
        if message is None or message.state not in ("decided", "sent"):
            return []
        if message.state == "sent":
            if message.last is not None and now - message.last.recorded < _LOST:
                return []
            if message.channels[-1] != "webchat":
                return self._lost(log, message)
            # What stands in the chat stands there once: it can be put there again, where it still holds.
        programme = self.office.programme(log[0].programme)
        reason = reason_to_drop(history, self.office.engine.books[programme.id], message.decided.fact, now)
        if reason is not None:
            return [messages.MessageExpired(message=name, reason=reason)]  # type: ignore[arg-type]  # see the functions
        if not may_leave(programme, now):
            return []
        if not self.office.engine.chats.find(stream=log[0].stream, channel="webchat"):
            return [messages.MessageExpired(message=name, reason="no_channel"), unreached(self.office, name, log)]
        if message.decided.fact.kind == correspondence.KIND:
            return self._relayed(log, name)
        return [messages.MessageSent(message=name, channel="webchat")]

    def _relayed(self, log: list[Recorded], name: str) -> list[Fact]:
        """A colleague's message: gone with its words, and where its writer may not write any more somebody is told."""
        person = self.office.person(log[0].stream)
        if not later.may_still_be_said(self.office, person, name):
            return [messages.MessageExpired(message=name, reason="taken_back"), unreached(self.office, name, log)]
        if not later.stands(self.office, person.stream, name):
            return [messages.MessageExpired(message=name, reason="taken_back")]
        return [messages.MessageSent(message=name, channel="webchat")]

    def _lost(self, log: list[Recorded], message: standing.Message) -> list[Fact]:
        """A nudge whose courier died while it was being taken: nobody knows whether it was, and a human is told."""
        name, channel = message.decided.fact.message, message.channels[-1]
        return [failed(name, channel, "unknown"), unreached(self.office, name, log)]

    def _posted(self, stream: UUID, name: str) -> Fact:
        """The message itself stands in the web chat, whichever way the person is nudged to look there."""
        person = self.office.person(stream)
        decided = standing.decided_messages(person.history)[name].decided.fact
        if decided.kind == correspondence.KIND:
            self._say(person, name)
        else:
            for chat in self.office.engine.chats.find(stream=stream, channel="webchat")[:1]:
                self.office.post(chat.id, [self._message(chat, person, decided)])
        return messages.MessageDelivered(message=name, channel="webchat", nudge=self.nudging.reaches(person))

    def _say(self, person: Person, name: str) -> None:
        """A colleague's words whose day has come; those that were written just now stand in the chat already."""
        due = later.due(self.office, person.stream, name)
        if due is not None:
            who = Writer(due.chat, person.programme.id, person)
            once = correspondence.once_of(name)
            answers.put(self.office, self.texts, due.by, who, due.words, once=once, language=due.chat.language)
            later.drop(self.office, person.stream, name)

    def _message(self, chat: Chat, person: Person, decided: messages.MessageDecided) -> Message:
        language, programme = chat.language, person.programme
        when = say_moment(self.texts, language, decided.at, self.office.today()) if decided.at else ""
        text = self.texts(language, f"reminder-{decided.kind.replace('_', '-')}", moment=when)
        keys: list[list[Button]] = []
        if decided.kind == BOOKING:
            text += self._meeting(language, person, decided.about or "")
        if decided.kind in ("appointment", BOOKING):
            keys = [[Button(self.texts(language, "mine-appointments"), "mine:appointments")]]
        elif decided.kind == "questionnaire":
            keys = [[Button(self.texts(language, "mine-questionnaire"), "mine:questionnaire")]]
        elif decided.kind == CHECK_IN:
            keys = check_ins.first_question(self.texts, language, decided.about or "")
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
