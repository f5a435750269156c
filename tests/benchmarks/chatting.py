"""Chat turns through the web channel, each durable before it is answered, and reminders taken out by the courier."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from statistics import median

import aiohttp

from app.wiring.chat import chat_service
from bots.outbox.channels import MailNudge
from bots.outbox.courier import Courier
from bots.outbox.mail import LogMail
from bots.web.answering import COOKIE
from journey.domain.commands import Record
from journey.domain.events import participant as facts
from journey.domain.events.requests import ContactDetailsChanged
from journey.engine.chats.messages import Message
from services import reminders
from services.office import Office
from services.opened import Journey
from tests.benchmarks.measuring import Row, at_least, at_most, beside
from tests.benchmarks.sites import NAMES, NOW, PROGRAMME, Bench, Opened
from tests.server import served

NOON = datetime(2026, 1, 13, 11, tzinfo=UTC)
"""A working day, when messages may leave."""

PEOPLE = 24
TARGET = 150
_LONG = "Jag har tänkt mycket på det här. " * 240  # a message as long as one may be
_WORDS = ("Kim", "tillbaka")  # a name, and back to the question: two durable turns, as often as one likes


def turns(bench: Bench) -> Iterator[Row]:
    """Turns a second on one process: 24 people answer as fast as they are answered."""
    for kind in bench.kinds:
        engine = bench.empty(kind).engine
        with served(engine.store.url.render_as_string(hide_password=False), bench.folder / "journey.key") as address:
            rate = asyncio.run(_talk(address, seconds=3 if bench.quick else 8))
        yield at_least("chat turns through the web channel, durable, one process", NAMES[kind], rate, TARGET, "/s")


async def _talk(address: str, seconds: float) -> float:
    clients = [aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) for _ in range(PEOPLE)]
    try:
        await asyncio.gather(*(_as_far_as_the_name(client, address) for client in clients))
        over = time.perf_counter() + seconds
        taken = await asyncio.gather(*(_answer(client, address, over) for client in clients))
        return sum(taken) / seconds
    finally:
        for client in clients:
            await client.close()


async def _as_far_as_the_name(client: aiohttp.ClientSession, address: str) -> None:
    await _post(client, f"{address}/borja", {"sprak": "sv"})
    for answer in ("Fortsätt", "Fortsätt", "18 eller äldre", "Hudiksvall", "Ja", "Ja", "Nej"):
        await _post(client, f"{address}/sag", {"text": answer})
    async with client.get(address) as page:
        assert "Vad heter du?" in await page.text()


async def _answer(client: aiohttp.ClientSession, address: str, over: float) -> int:
    for number in count():
        if time.perf_counter() > over:
            return number
        await _post(client, f"{address}/sag", {"text": _WORDS[number % 2]})
    return 0


async def _post(client: aiohttp.ClientSession, url: str, form: dict[str, str]) -> None:
    async with client.post(url, data=form, headers={"Accept": "application/json"}) as answer:
        assert answer.status == 200, answer.status
        await answer.read()


def crowd(bench: Bench) -> Iterator[Row]:
    """How much longer somebody waits for the numbers to call while others hold streams over long messages."""
    opened = bench.empty("sqlite")
    sessions = _long_chats(Journey(opened.engine, opened.projector, NOW), 60)
    url = opened.engine.store.url.render_as_string(hide_password=False)
    with served(url, bench.folder / "journey.key", JOURNEY_TRUSTED_PROXIES="127.0.0.1") as address:
        alone, beside_them = asyncio.run(_in_a_crowd(address, sessions, bench.size(300, 60)))
    yield at_most(
        "the help page beside 300 streams over 40 long messages, median", NAMES["sqlite"], beside_them, 0.3, "s"
    )
    yield beside("… against the same with nobody there", NAMES["sqlite"], beside_them / alone, "×")


def _long_chats(journey: Journey, people: int) -> list[str]:
    service = chat_service(journey, LogMail(lambda _: None), "")
    now = datetime.now(UTC)
    chats = [service.office.engine.chats.create(now, "webchat", "sv") for _ in range(people)]
    for chat in chats:
        service.office.post(chat.id, [Message("bot", _LONG) for _ in range(40)])
    return [service.office.doors.enter(chat.id, now) for chat in chats]


async def _in_a_crowd(address: str, sessions: list[str], streams: int) -> tuple[float, float]:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as client:
        alone = await _seconds_for_help(client, address)
        asked = (
            {"Cookie": f"{COOKIE}={sessions[number % len(sessions)]}", "X-Forwarded-For": f"192.0.2.{number % 250}"}
            for number in range(streams)
        )
        held = [await client.get(f"{address}/handelser?efter=0", headers=headers) for headers in asked]
        seconds = await _seconds_for_help(client, address)
        for stream in held:
            assert stream.status == 200, stream.status
            stream.close()
        return alone, seconds


async def _seconds_for_help(client: aiohttp.ClientSession, address: str) -> float:
    seconds = []
    for _ in range(40):
        began = time.perf_counter()
        async with client.get(f"{address}/hjalp") as page:
            await page.read()
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def reminding(bench: Bench) -> Iterator[Row]:
    """Reminders a second: decided, claimed, put into the chat, mailed (to nobody), and written down."""
    for kind in bench.kinds:
        rate = _reminders(bench.empty(kind), bench.size(200, 40))
        yield beside("reminders decided, claimed, delivered and written down, each once", NAMES[kind], rate, "/s")


def _reminders(opened: Opened, people: int) -> float:
    service = chat_service(Journey(opened.engine, opened.projector, NOW), LogMail(lambda _: None), "", lambda: NOON)
    for number in range(people):
        _somebody(service.office, number)
    courier = Courier(service.office, service.ports.texts, [MailNudge(service.ports.mail, service.ports.texts)])
    began = time.perf_counter()
    reminders.decide(opened.engine, opened.projector, NOON)
    sent = courier.deliver()
    courier.nudge()
    seconds = time.perf_counter() - began
    assert sent == people, f"{sent} of {people} reminders left"
    return sent / seconds


def _somebody(office: Office, number: int) -> None:
    """A person with a chat, an address, consent, and an appointment within the day."""
    told = (
        facts.Enrolled(),
        facts.ConsentGiven(party="chat_reminders"),
        facts.AppointmentBooked(appointment="a", at=NOON + timedelta(hours=20)),
        ContactDetailsChanged(email=f"p{number}@example.org"),
    )
    commands = [
        Record(
            programme=PROGRAMME,
            fact=fact,
            on=NOON.date(),
            now=NOON,
            actor="bench",
            correlation="bench",
            reference=f"p-{number}",
            sender="bench",
        )
        for fact in told
    ]
    stream = office.execute(commands)[0].stream
    office.engine.chats.create(NOON, "webchat", "sv", stream=stream, programme=PROGRAMME)
