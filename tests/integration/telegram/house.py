"""A house to test Telegram in: one process of a site, two people with a chat, and the words nobody may say."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from app.wiring.chat import ChatService, chat_service, errands
from bots.outbox.mail import LogMail, at_once
from journey.domain import standing
from journey.domain.events import participant as facts
from journey.domain.programme import Programme
from services import nudge_links
from services.opened import Journey
from tests.histories import shipped
from tests.site import PROGRAMME, record, stream_of
from tests.telegram import BotApi, Told

NOW = datetime(2031, 1, 8, 12, tzinfo=UTC)  # a Wednesday
LINK = "https://chat.example.org"
SECRET = "a-secret-of-the-webhook"
NAMES = ("Kerstin Ekdahl", "Ove Ståhl")
PLACE = "Biblioteket"
APPOINTMENT = datetime(2031, 1, 9, 8, 37, tzinfo=UTC)
KERSTIN, OVE = 7001, 7002
DESPAIR = "Jag orkar inte leva längre, jag vill dö"
SECRETS = (
    *NAMES,
    "Kerstin",
    "Ekdahl",
    "Ståhl",
    PLACE,
    "9:37",
    "09.37",
    "9 januari",
    "January",
    PROGRAMME,
    "Uppsala",
    "ISAmverkan",
    "IPS",
    "P-1",
    "P-2",
    "kerstin@example.org",
    DESPAIR,
)
WORDS = [
    ("sv", "Stopp!", "Paus", "START"),
    ("en", "stop", "Take a break", "resume"),
    ("sv-easy", "/stop", "PAUSE", "/start"),
]


@cache
def programmes(*channels: str) -> dict[str, Programme]:
    found = shipped()[PROGRAMME]
    own = msgspec.structs.replace(found.settings, contact_channels=("webchat", *channels))
    return {PROGRAMME: msgspec.structs.replace(found, settings=own)}


@dataclass
class House:
    """One process of a site, with two people who have a chat."""

    journey: Journey
    api: BotApi
    clock: list[datetime]
    mailed: list[str] = field(default_factory=list)
    service: ChatService = None  # type: ignore[assignment]

    def start(self) -> ChatService:
        """The process begins anew: nothing is left of what it had in memory."""
        service = chat_service(self.journey, LogMail(self.mailed.append), LINK, lambda: self.clock[0])
        assert service.telegram is not None
        service.telegram.first_wait = 0.05
        service.telegram.client.pace.between_own = 0
        service.telegram.poll_seconds = 2
        self.service = service
        return service

    @property
    def office(self) -> Any:
        return self.service.office

    @property
    def bot(self) -> Any:
        return self.service.telegram

    def stream(self, reference: str = "P-1") -> UUID:
        return stream_of(self.journey, reference, "desk")

    def wants(self, reference: str = "P-1") -> str:
        return standing.wants_messages(self.office.person(self.stream(reference)).history)

    def facts(self, kind: type, reference: str = "P-1") -> list[Any]:
        return [event.fact for event in self.office.person(self.stream(reference)).log if isinstance(event.fact, kind)]

    def links(self, reference: str = "P-1") -> list[int]:
        found = self.journey.engine.chats.find(stream=self.stream(reference), channel="telegram")
        return [chat.data["id"] for chat in found]

    def link(self, reference: str = "P-1", telegram: int = KERSTIN) -> None:
        token = nudge_links.new_link(self.office, self.stream(reference), self.clock[0])
        assert nudge_links.redeem(self.office, token, telegram, self.clock[0]) is not None

    @contextlib.asynccontextmanager
    async def polling(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.bot.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait({running}, timeout=60)
            assert running.done()

    async def hear(self, *updates: Told, answers: int | None = None) -> list[Told]:
        """Let them be fetched and answered, one after the other; returns what was sent."""
        before = len(self.api.called("sendMessage"))
        async with self.polling():
            self.api.bring(*updates)
            wanted = len(updates) if answers is None else answers
            await self.api.until(lambda: not self.api.updates)
            await self.api.until(lambda: len(self.api.called("sendMessage")) >= before + wanted)
        return self.api.called("sendMessage")[before:]

    def deliver(self) -> None:
        """Decide what is to be said today, and say it."""
        jobs = {name: job for name, _, job in errands(self.service, lambda: False)}
        jobs["remind"](self.clock[0])
        jobs["deliver"](self.clock[0])
        jobs["nudge"](self.clock[0])

    def nudge(self) -> None:
        """Send one nudge, as the courier does."""
        asyncio.run(self.bot.nudge.send(str(KERSTIN), "sv", LINK, at_once))


def people(journey: Journey) -> None:
    """Two people with names, chats, and an appointment tomorrow."""
    journey.engine.use(PROGRAMME, NOW)
    for reference, name, language in (("P-1", NAMES[0], "sv"), ("P-2", NAMES[1], "en")):
        told = (
            facts.Referred(source="self", name=name),
            facts.ConsentGiven(party="chat_reminders"),
            facts.AppointmentBooked(appointment="a-1", at=APPOINTMENT, place=PLACE),
        )
        for fact in told:
            journey.execute(record(fact, reference, on=NOW.date(), now=NOW))
        stream = stream_of(journey, reference, "desk")
        journey.engine.chats.create(NOW, "webchat", language, stream=stream, programme=PROGRAMME)
