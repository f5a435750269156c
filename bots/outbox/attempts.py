"""One try to nudge somebody of one message: by each channel until one takes it, claimed when that one is ready to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bots.outbox.channels import Nudge, NudgeFailed
from bots.outbox.fates import as_events, unreached_once, write
from bots.outbox.fates import failed as failed_on
from journey.domain import standing
from journey.domain.errors import Conflict, StoreError
from journey.domain.events import Event, Fact, Recorded, messages
from services.office import Office
from services.people import Person

SHORT = timedelta(hours=2)
"""What must be left of a message's time for a human to act: from then on they are told that nothing gets through."""
_TRIES, _BETWEEN = 5, 1.0  # to write down what became of a nudge, and seconds between them

Ways = list[tuple[Nudge, str]]
"""Channels with the person's address on each, in the order to try them."""


class Judge(Protocol):
    """What is to be written of a message before it is nudged."""

    def __call__(self, log: list[Recorded], name: str, now: datetime, claimed: str | None = None) -> list[Fact] | None:
        """See `bots.outbox.nudging.Nudging.judged`."""


class Attempt:
    """One try with one message, by each channel until one takes it; what they made of it is written down together."""

    def __init__(self, office: Office, judge: Judge, over: Callable[[], bool], person: Person, name: str) -> None:
        self.office, self.judge, self.over = office, judge, over
        self.person, self.name = person, name
        self.message = standing.decided_messages(person.history)[name]
        self.claimed: str | None = None
        self.facts: list[Fact] = []
        self.passing: dict[str, NudgeFailed] = {}

    def made(self, ways: Ways) -> tuple[bool, float | None]:
        """Whether a channel took it, and in how many seconds at the soonest to try again, if at all."""
        for nudge, address in ways:
            if nudge.name in self.message.channels:
                continue  # it has had its try
            failed = self._refused(nudge, address)
            if failed is None:
                return self._taken(nudge.name), None
            if failed.passing:
                self.passing[nudge.name] = failed
            else:
                self.facts.append(failed_on(self.name, nudge.name, failed.reason))
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
            return not self.over() and self._claim(nudge.name)

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
            free = self.judge(log, self.name, now, self.claimed) == []
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
        tried = [failed_on(self.name, other, "deferred") for other in self.passing]
        self._write([*self.facts, *tried, messages.MessageDelivered(message=self.name, channel=channel)])  # type: ignore[arg-type]  # a channel
        return True

    def _wait(self, *channels: str) -> None:
        """It is tried again, unless it expires; where little of its time is left a human is told already now.

        That a channel was tried in vain is written down only where the log would say something else.
        """
        if self.facts or self.claimed is not None:
            self.facts += [failed_on(self.name, channel, "deferred") for channel in channels]
        short = self.passing and self.message.decided.fact.expires - self.office.clock() <= SHORT
        if self.facts or short:
            self._write(self.facts, tell=bool(short))

    def _write(self, facts: list[Fact], *, tell: bool = False) -> None:
        """Write down what has happened, also where the store is busy for long: else it would count as unknown."""

        def deciding(log: list[Recorded]) -> list[Event]:
            told = unreached_once(self.office, self.name, log) if tell else []
            return as_events(self.person.stream, log, [*facts, *told], self.office.clock())

        for left in reversed(range(_TRIES)):
            try:
                write(self.office, self.person.stream, deciding)
            except (SQLAlchemyError, StoreError, Conflict):
                if not left:
                    raise
                time.sleep(_BETWEEN)
            else:
                return
