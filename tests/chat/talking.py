"""People who talk to the chat in tests, through the dispatcher itself, and the town they live in."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from app.wiring.chat import ChatService, chat_service
from bots import afterwards
from bots.outbox import cards
from bots.outbox.mail import MailFailed, Ready, at_once
from bots.turns import Turn
from bots.web.inbox import Said
from journey.domain.commands import Record
from journey.domain.events import Event, Fact, Recorded
from journey.domain.events import participant as facts
from journey.domain.events.requests import AddressProved
from journey.domain.events.team import CoachRegistered
from journey.domain.programme import Programme
from journey.domain.settings import HumanContact
from journey.engine.chats import tables
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Button, Message
from journey.engine.people import programme_stream
from journey.engine.tables import keys
from journey.engine.vault import key_of_day
from services import addresses
from services import team as staff
from services.messages import Viewing
from services.opened import Journey
from services.people import Identity
from tests.histories import shipped
from tests.site import Site, log_of

PROGRAMME = "hudiksvall"
TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
"""Ten o'clock in Sweden on a working day."""
PUBLIC = "https://min-vag.example"
SECRET = "Zinkgruvan"
"""A word that occurs nowhere but in what a person writes."""

Answers = dict[str, str]
KEPT: dict[str, object] = {
    "welcome": "go_on",
    "conditions": "go_on",
    "age": "fits",
    "municipality": "Ljusdal",
    "requires": "yes",
    "work_wish": "yes",
    "protected": "no",
    "name": "Alva Zinkgruvan",
    "reach": "both",
    "phone": "070-123 45 67",
    "email": "alva@exempel.se",
    "gender": "woman",
    "birth_year": 1991,
    "education": "upper_secondary",
    "words": "Jag orkar mest på morgonen.",
    "reminders": "yes",
}
"""The same, as a draft keeps them."""
SWEDISH: Answers = {
    "welcome": "Fortsätt",
    "conditions": "Fortsätt",
    "age": "18 eller äldre",
    "municipality": "Ljusdal",
    "requires": "Ja",
    "work_wish": "Ja",
    "protected": "Nej",
    "name": f"Alva {SECRET}",
    "reach": "Båda",
    "phone": "070-123 45 67",
    "email": "alva@exempel.se",
    "gender": "Kvinna",
    "birth_year": "1991",
    "education": "Gymnasium",
    "words": "Jag orkar mest på morgonen.",
    "reminders": "Ja, gärna",
}
"""An answer to every question, in their order: a button's words, or what is typed."""


class Clock:
    """A clock that stands still until somebody turns it."""

    def __init__(self, now: datetime = TUESDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time_: float) -> datetime:
        self.now += timedelta(**time_)
        return self.now


def settled() -> None:
    """Wait until mail that was asked for is on its way: people are answered before that."""
    while afterwards.is_anything_under_way():
        time.sleep(0.005)


class Post:
    """Mail that arrives in a list; `refuses` makes the server say no, for now where it is `passing`."""

    carries = True

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.refuses: str | None = None
        self.passing = False

    async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
        if self.refuses:
            raise MailFailed(self.refuses, passing=self.passing)
        if not ready():
            return False
        self.sent.append((to, subject, text))
        return True

    @property
    def code(self) -> str:
        """The one-time code of the last mail that has one."""
        settled()
        return next(found[-1] for _, _, text in reversed(self.sent) if (found := re.findall(r"\b\d{6,10}\b", text)))


@cache
def programme(**capacity: Any) -> Programme:
    """The programme of the tests: as shipped, with somebody to turn to."""
    known = shipped()[PROGRAMME]
    human = HumanContact(name="Eva Ek", phone="0650-190 00")
    known = msgspec.structs.replace(known, settings=msgspec.structs.replace(known.settings, human_contact=human))
    if capacity:
        known = msgspec.structs.replace(known, capacity=msgspec.structs.replace(known.capacity, **capacity))
    return known


def changed(known: Programme, **settings: Any) -> Programme:
    """The programme with other settings."""
    return msgspec.structs.replace(known, settings=msgspec.structs.replace(known.settings, **settings))


_nonces = count(1)


class Person:
    """Somebody in a chat, who reads what is shown, presses what stands there and writes what they like."""

    def __init__(self, town: Town, chat: int) -> None:
        self.town, self.chat = town, chat

    async def take(self, said: Said) -> Turn:
        turn = await self.town.service.inbox.take(self.chat, said)
        if afterwards.is_anything_under_way():
            await asyncio.to_thread(settled)
        return turn

    def nonce(self) -> str:
        return f"test-nonce-{next(_nonces)}"

    async def say(self, text: str, nonce: str | None = None) -> str:
        """Write; returns what is answered."""
        before = self.row.seq if self.row else 0
        await self.take(Said(nonce or self.nonce(), text=text))
        return self.answer(before)

    async def file(self) -> str:
        before = self.row.seq
        await self.take(Said(self.nonce(), file=True))
        return self.answer(before)

    async def press(self, label: str, nonce: str | None = None) -> str:
        """Press the latest button that says this; returns what is answered."""
        number, data = self.button(label)
        return await self.forge(number, data, nonce)

    async def forge(self, number: int, data: str, nonce: str | None = None) -> str:
        before = self.row.seq if self.row else 0
        await self.take(Said(nonce or self.nonce(), press=(number, data)))
        return self.answer(before)

    @property
    def row(self) -> Any:
        return self.town.chats.load(self.chat)

    @property
    def state(self) -> str:
        return str(self.row.state).partition(":")[2]

    @property
    def draft(self) -> dict[str, Any]:
        return dict(self.row.data.get("answers", {}))

    def shown(self) -> list[Message]:
        """What stands on the page now."""
        return self.seen(self.town.chats.messages(self.row))

    def seen(self, messages: list[Message]) -> list[Message]:
        """Messages as they are shown here now."""
        return cards.as_seen_now(Viewing(self.town.office, self.row), self.town.service.ports.texts, messages)

    def text(self) -> str:
        """Everything that has ever been said in this chat."""
        return "\n".join(message.text for message in self.shown())

    def answer(self, after: int) -> str:
        """What the chat has said since."""
        row = self.row
        if row is None:
            return ""
        said = self.seen(self.town.chats.after(row, after))
        return "\n".join(m.text for m in said if m.author != "person" and m.id > after)

    def buttons(self) -> dict[str, tuple[int, str]]:
        """What can be pressed, by its words; of two that say the same the later one."""
        return {key.text: (message.id, key.data) for message in self.shown() for row in message.keyboard for key in row}

    def button(self, label: str) -> tuple[int, str]:
        known = self.buttons()
        found = label if label in known else next((text for text in reversed(known) if label in text), None)
        assert found is not None, f"no button {label!r} among {list(known)}\n{self.text()[-1500:]}"
        return known[found]

    # --- the referral --------------------------------------------------------------------------------------------

    async def answer_until(self, step: str | None = None, answers: Mapping[str, str] = SWEDISH) -> Person:
        """Answer each question until that one is open (None: until the summary)."""
        for _ in range(40):
            if self.state in (step, "summary"):
                break
            await self.reply(answers[self.state])
        assert self.state == (step or "summary"), f"{self.state}\n{self.text()[-1000:]}"
        return self

    async def placed(self, step: str | None = None) -> Person:
        """At that question, everything before it answered: as `answer_until`, without the way there."""
        before = dict(list(KEPT.items())[: list(KEPT).index(step) if step else None])

        def change(chat: Chat) -> None:
            chat.data["answers"], chat.programme, chat.state = before, PROGRAMME, f"Referral:{step or 'summary'}"

        self.town.chats.post(self.chat, [], self.town.clock(), change)
        await self.say("meny")
        assert self.state == (step or "summary")
        return self

    async def reply(self, answer: str) -> str:
        open_ = [row for message in self.shown() for row in message.keyboard]
        pressed = any(key.text == answer for row in open_ for key in row)
        return await (self.press(answer) if pressed else self.say(answer))

    async def refer(self, answers: Mapping[str, str] = SWEDISH, send: str = "Skicka min anmälan") -> str:
        await self.answer_until(None, answers)
        return await self.press(send)

    async def sent(self, **other: object) -> Person:
        """After a referral with these answers."""
        await self.placed()
        self.town.chats.post(self.chat, [], self.town.clock(), lambda chat: chat.data["answers"].update(other))
        await self.press("Skicka min anmälan")
        return self

    @property
    def stream(self) -> UUID:
        stream = self.row.stream
        assert stream is not None
        return stream

    def log(self) -> list[Recorded]:
        return self.town.journey.engine.log.load(self.stream)

    def types(self) -> list[str]:
        return [event.type for event in self.log()]


@dataclass
class Town:
    """A programme with its store, its chat, its people and a clock that stands still."""

    site: Site
    journey: Journey
    service: ChatService
    clock: Clock
    mail: Post
    people: list[Person] = field(default_factory=list)

    @property
    def office(self) -> Any:
        return self.service.office

    @property
    def chats(self) -> Any:
        return self.journey.engine.chats

    async def visitor(self, language: str = "sv") -> Person:
        """Somebody who has just come in."""
        chat = self.chats.create(self.clock(), "webchat", language)
        await self.service.inbox.greet(chat.id)
        return Person(self, chat.id)

    async def referred(self, **other: object) -> Person:
        """Somebody who has sent a referral."""
        return await (await self.visitor()).sent(**other)

    async def proved(self, **other: object) -> Person:
        """Somebody who has sent a referral, and whose addresses a colleague knows to be theirs."""
        person = await self.referred(**other)
        self.prove(person.stream)
        return person

    def prove(self, stream: UUID) -> None:
        person = self.office.person(stream)
        facts_ = [
            AddressProved(kind=one.kind, how="met", given=one.given) for one in addresses.unproved(self.office, person)
        ]
        self.record(stream, *facts_)

    async def enrolled(self, coach: str = "anna", **other: object) -> Person:
        """Somebody with a coach."""
        person = await self.referred(**other)
        self.record(person.stream, facts.Enrolled(coach=coach))
        return person

    async def colleague(self, who: str = "coach:anna", name: str = "Anna Ahl") -> Person:
        """Somebody of the programme, let in and greeted."""
        kind, _, reference = who.partition(":")
        team = self.office.team(PROGRAMME)
        if kind == "coach" and reference not in team.coaches(self.office.today()):
            self.record(None, CoachRegistered(coach=reference, fte=1.0))
        journey = self.journey
        object.__setattr__(journey, "now", self.clock())
        staff.add(journey, PROGRAMME, who, name, f"{reference}@example.org", PUBLIC)
        chat = self.chats.find(staff=who, programme=PROGRAMME)[0]
        await self.service.inbox.greet(chat.id)
        return Person(self, chat.id)

    def record(self, stream: UUID | None, *told: Fact, by: str = "supervisor:eva", **more: Any) -> list[Event]:
        now = self.clock()
        commands = [
            Record(
                PROGRAMME,
                fact,
                more.get("on", self.office.today()),
                now,
                by,
                "test",
                stream=stream,
                by=by,
                at=more.get("at", now),
                sender="desk",
                note=more.get("note"),
            )
            for fact in told
        ]
        return self.office.execute(commands)

    async def press_old(self, colleague: Person, data: str) -> str:
        """Press a button that an earlier message has left in a colleague's chat; returns what is answered."""
        before = colleague.row.seq
        self.chats.post(colleague.chat, [Message("bot", "–", [[Button("–", data)]], style="card")], self.clock())
        return await colleague.forge(before + 1, data)

    async def cards(self) -> int:
        return await asyncio.to_thread(self.service.cards.follow)

    def identity(self, person: Person) -> Identity:
        return self.office._identity(self.office.person(person.stream))

    def programme_log(self) -> list[Recorded]:
        return self.journey.engine.log.load(programme_stream(PROGRAMME))

    def everything(self) -> list[Recorded]:
        return log_of(self.journey)

    def rows(self) -> dict[str, int]:
        """How much of any chat is stored."""
        with self.journey.engine.store.read() as connection:
            kept = {
                table.name: int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)
                for table in (tables.chats, tables.messages, tables.sessions, tables.tickets, tables.contacts)
            }
            of_chats = keys.c.stream > key_of_day(date.max).hex  # those of days are of everybody who wrote then
            query = sa.select(sa.func.count()).select_from(keys).where(of_chats)
            return kept | {"keys": int(connection.execute(query).scalar() or 0)}


@contextmanager
def town_of(site: Site, known: Programme | None = None, clock: Clock | None = None) -> Iterator[Town]:
    """A programme in use, with nobody in it."""
    clock, mail = clock or Clock(), Post()
    known = known or programme()
    with site.opened(clock(), {known.id: known}) as journey:
        journey.engine.use(known.id, clock())
        service = chat_service(journey, mail, PUBLIC, clock)
        service.cards.begin()
        try:
            yield Town(site, journey, service, clock, mail)
        finally:
            service.office.names.forget()  # it looks at the log by itself as long as it holds anybody
            service.desk.sheets.close()
