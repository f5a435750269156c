"""Nudges: people are told, outside their chat, that there is something to read in it, and no more.

A nudge is claimed in the log at the last moment, when its channel is ready to take it: whoever dies before that has
sent nothing, and the next one sends it. Whoever dies while it is being taken leaves a fate that nobody knows, and that
is said instead of sending it twice. What a channel does not take just then is tried again until the message expires.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from bots.failures import place_of
from bots.outbox.mail import Mail, MailFailed, Ready
from bots.texts.catalogue import Texts
from journey.domain import calendar, standing
from journey.domain.events import Event, Fact, Recorded, messages
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.engine.chats.chats import Chat
from journey.engine.decisions import engine_event
from projections.live import tables
from services.office import Office
from services.people import Identity, Person
from services.reminders import may_leave, may_nudge, reason_to_drop

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Nudges that are under way at the same time: each may wait for a server, and holds a connection to the store."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=15)
"""Between two tries; twice as long each time."""
SHORT = timedelta(hours=2)
"""What must be left of a message's time for a human to act: from then on they are told that nothing gets through."""

Place = tuple[UUID, str]
"""A message: the person's stream, and its name."""


class NudgeFailed(Exception):
    """A channel did not take a nudge; `reason` is one of `blocked`, `refused`, `unreachable`, `unknown`."""

    def __init__(self, reason: str, *, passing: bool = False, after: float = 0) -> None:
        """`passing` where it may well be taken later, `after` that many seconds at the soonest."""
        super().__init__(reason)
        self.reason, self.passing, self.after = reason, passing, after


class Nudge(Protocol):
    """A channel that can say *you have a message*, and nothing more. Raises NudgeFailed."""

    name: str

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:
        """The address by which the person can be nudged; None where there is none."""

    async def send(self, address: str, language: str, link: str, ready: Ready) -> bool:
        """Nudge, where `ready` says so at the last moment. Returns whether it did."""


class MailNudge:
    """A nudge by e-mail."""

    name = "email"

    def __init__(self, mail: Mail, texts: Texts) -> None:
        self.mail = mail
        self.texts = texts

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:  # noqa: ARG002  # as the port has it
        """The e-mail address the person gave."""
        return known.email if self.mail.carries else None

    async def send(self, address: str, language: str, link: str, ready: Ready) -> bool:
        """Hand it to the mail server."""
        subject, text = self.texts(language, "nudge-subject"), self.texts(language, "nudge", link=link)
        try:
            return await self.mail.send(address, subject, text, ready)
        except MailFailed as failed:
            raise NudgeFailed(str(failed), passing=failed.passing) from None


@dataclass
class _Later:
    """When to try again what was not taken, and how long to wait after that."""

    at: datetime
    pause: timedelta = FIRST_PAUSE


@dataclass
class Nudging:
    """One process's nudges. `over` says that the process is to stop: then nothing more is begun."""

    office: Office
    nudges: list[Nudge]
    over: Callable[[], bool]
    _later: dict[Place, _Later] = field(default_factory=dict)

    def reaches(self, person: Person) -> bool:
        """Whether the person lets us nudge them, and there is a way to; the look at their addresses is logged."""
        if not may_nudge(person.history, calendar.local_date(self.office.clock())):
            return False
        identity = self.office.identity(person, "system", "to deliver a message")
        return bool(self.ways(person, identity))

    def round(self) -> int:
        """Nudge everybody who is to be nudged by now, some at a time. Returns how many were reached."""
        self.office.projector.catch_up()
        now, waiting = self.office.clock(), self._waiting()
        self._later = {place: later for place, later in self._later.items() if place in waiting}
        due = [place for place in waiting if place not in self._later or self._later[place].at <= now]
        if not due:
            return 0
        with ThreadPoolExecutor(AT_ONCE, "nudges") as threads:
            reached = sum(threads.map(self._tried, due))
        self.office.projector.catch_up()
        return reached

    def _waiting(self) -> list[Place]:
        table = tables.messages
        query = sa.select(table.c.stream, table.c.message).where(table.c.standing == "nudging")
        with self.office.engine.store.read() as connection:
            rows = connection.execute(query.order_by(table.c.after, table.c.message)).all()
        return [(UUID(row.stream), row.message) for row in rows]

    def _tried(self, place: Place) -> int:
        """One nudge. What fails for one person stops nobody else's."""
        if self.over():
            return 0
        try:
            return int(self._one(*place))
        except Exception as error:  # noqa: BLE001  # by kind and place alone: it may quote somebody
            logger.error("a nudge failed: %s at %s", type(error).__name__, place_of(error))  # noqa: TRY400
            self._put_off(place, 0)
            return 0

    def _one(self, stream: UUID, name: str) -> bool:
        due: list[bool] = []

        def ending(log: list[Recorded]) -> list[Event]:
            now = self.office.clock()
            facts = self.judged(log, name, now)
            due[:] = [facts == []]
            return as_events(stream, log, facts or [], now)

        self.write(stream, ending)
        if due != [True]:
            return False
        attempt = _Attempt(self, self.office.person(stream), name)
        reached, again = attempt.made()
        if again is not None:
            self._put_off((stream, name), again)
        return reached

    def write(self, stream: UUID, deciding: Callable[[list[Recorded]], list[Event]]) -> bool:
        """Write down what is decided of a stream as it stands. Returns whether anything was."""
        written = bool(self.office.engine.write(stream, deciding))
        if written:
            for tell in self.office.news:
                tell()
        return written

    def judged(self, log: list[Recorded], name: str, now: datetime, claimed: str | None = None) -> list[Fact] | None:
        """What is to be written of a message first: nothing where it is to be nudged now, else its end.

        None where it is not to be nudged yet, or no longer by us: `claimed` is the channel we have claimed already.
        """
        history = History(log)
        message = standing.decided_messages(history).get(name)
        ours = message is not None and message.state == "sent" and message.channels[-1] == claimed
        if message is None or not (message.state == "nudging" or ours):
            return None
        decided, programme = message.decided.fact, self.office.programme(log[0].programme)
        if now >= decided.expires:
            return self._given_up(log, name)
        reason = reason_to_drop(history, self.office.engine.books[programme.id], decided, now)
        if reason is None and not may_nudge(history, calendar.local_date(now)):
            reason = "no_consent"
        if reason is not None:
            return [messages.MessageExpired(message=name, reason=reason)]  # type: ignore[arg-type]  # see the functions
        return [] if may_leave(programme, now) else None

    def _given_up(self, log: list[Recorded], name: str) -> list[Fact]:
        """Its time is over and no channel has taken it: that is said to a human, where nobody has yet."""
        channel = self.nudges[-1].name if self.nudges else "email"
        failed = messages.MessageFailed(message=name, channel=channel, reason="unreachable")  # type: ignore[arg-type]  # a channel
        return [failed, *unreached_once(self.office, name, log)]

    def ways(self, person: Person, identity: Identity) -> list[tuple[Nudge, str]]:
        """The channels by which the person can be nudged, with the address for each, in the order to try them."""
        chats = self.office.engine.chats.find(stream=person.stream)
        ways = [(one, one.reaches(chats, identity)) for one in self.nudges if _allowed(person.programme, one.name)]
        return [(nudge, address) for nudge, address in ways if address is not None]

    def _put_off(self, place: Place, after: float) -> None:
        """Try it again later: twice as much later each time, and not before so many seconds are over."""
        known = self._later.get(place)
        pause = min(known.pause * 2, LONGEST_PAUSE) if known else FIRST_PAUSE
        self._later[place] = _Later(self.office.clock() + max(pause, timedelta(seconds=after)), pause)


class _Attempt:
    """One try with one message, by each channel until one takes it; what they made of it is written down together."""

    def __init__(self, nudging: Nudging, person: Person, name: str) -> None:
        self.nudging, self.office = nudging, nudging.office
        self.person, self.name = person, name
        self.message = standing.decided_messages(person.history)[name]
        self.claimed: str | None = None
        self.facts: list[Fact] = []
        self.passing: dict[str, NudgeFailed] = {}

    def made(self) -> tuple[bool, float | None]:
        """Whether a channel took it, and in how many seconds at the soonest to try again, if at all."""
        ways = self.nudging.ways(self.person, self.office.identity_logged_before(self.person))
        for nudge, address in ways:
            if nudge.name in self.message.channels:
                continue  # it has had its try
            failed = self._refused(nudge, address)
            if failed is None:
                return self._taken(nudge.name), None
            if failed.passing:
                self.passing[nudge.name] = failed
            else:
                self.facts.append(_failed(self.name, nudge.name, failed.reason))
        if self.passing:
            self._wait(*self.passing)
            return False, max(failed.after for failed in self.passing.values())
        self._write(self.facts or [messages.MessageExpired(message=self.name, reason="no_channel")], tell=True)
        return False, None

    def _refused(self, nudge: Nudge, address: str) -> NudgeFailed | None:
        """Try one channel; None where it took it, or where it is not to be nudged now by us."""
        chats = self.office.engine.chats.find(stream=self.person.stream)
        language = chats[0].language if chats else "sv"

        def ready() -> bool:
            return not self.nudging.over() and self._claim(nudge.name)

        try:
            asyncio.run(nudge.send(address, language, self.office.public_url, ready))
        except NudgeFailed as failed:
            return failed
        return None

    def _claim(self, channel: str) -> bool:
        """Have the message on this channel, where at this moment it is to be nudged and nobody else has it."""
        claim = messages.MessageSent(message=self.name, channel=channel)  # type: ignore[arg-type]  # a channel

        def claiming(log: list[Recorded]) -> list[Event]:
            now = self.office.clock()
            free = self.nudging.judged(log, self.name, now, self.claimed) == []
            return as_events(self.person.stream, log, [claim] if free else [], now)

        if not self.office.engine.write(self.person.stream, claiming):
            return False
        self.claimed = channel
        return True

    def _taken(self, channel: str) -> bool:
        """Write down that the channel has it; or, where it was not claimed for it after all, that it waits."""
        if self.claimed != channel:
            self._wait(channel)
            return False
        tried = [_failed(self.name, other, "deferred") for other in self.passing]
        self._write([*self.facts, *tried, messages.MessageDelivered(message=self.name, channel=channel)])  # type: ignore[arg-type]  # a channel
        return True

    def _wait(self, *channels: str) -> None:
        """It is tried again, unless it expires; where little of its time is left a human is told already now.

        That a channel was tried in vain is written down only where the log would say something else.
        """
        if self.facts or self.claimed is not None:
            self.facts += [_failed(self.name, channel, "deferred") for channel in channels]
        short = self.passing and self.message.decided.fact.expires - self.office.clock() <= SHORT
        if self.facts or short:
            self._write(self.facts, tell=bool(short))

    def _write(self, facts: list[Fact], *, tell: bool = False) -> None:
        def deciding(log: list[Recorded]) -> list[Event]:
            told = unreached_once(self.office, self.name, log) if tell else []
            return as_events(self.person.stream, log, [*facts, *told], self.office.clock())

        self.nudging.write(self.person.stream, deciding)


def _failed(name: str, channel: str, reason: str) -> Fact:
    return messages.MessageFailed(message=name, channel=channel, reason=reason)  # type: ignore[arg-type]  # of both there are few


def _allowed(programme: Programme, channel: str) -> bool:
    return channel != "telegram" or "telegram" in programme.settings.contact_channels


def unreached(office: Office, name: str, log: list[Recorded]) -> messages.TaskOpened:
    """A human is asked to tell the person, whom no message reaches."""
    person = office.person(log[0].stream)
    return messages.TaskOpened(task=f"unreached-{name}", kind="unreached", to=(office.told(person),))


def unreached_once(office: Office, name: str, log: list[Recorded]) -> list[Fact]:
    """The same where nobody has been asked yet."""
    task = unreached(office, name, log)
    return [] if task.task in standing.tasks(History(log)) else [task]


def as_events(stream: UUID, log: list[Recorded], facts: list[Fact], now: datetime) -> list[Event]:
    """Facts that the clock states of a stream, after what its log holds."""
    return [
        engine_event(stream, len(log) + 1 + place, log[0].programme, fact, now, "system")
        for place, fact in enumerate(facts)
    ]
