"""Words of danger on Telegram while the store is really away: the numbers come in time, and a human is told later, once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from journey.domain.events import messages
from services import team as staff
from tests.away import Held, OwnPostgres, own_postgres
from tests.integration.telegram.house import DESPAIR, KERSTIN, LINK, NAMES, NOW, House, people, programmes
from tests.site import PROGRAMME, everything_stored, make_site
from tests.telegram import BotApi

AT_ONCE = 8.0
"""Seconds: far less than the store waits for a lock. The milliseconds are measured by `tests.benchmarks.numbers`."""
TOLD, NOT_TOLD = "En människa har fått veta", "Ingen människa har fått veta än"


@pytest.fixture(scope="module")
def kind() -> str:
    return "sqlite"


def ready(house: House) -> House:
    """Kerstin has linked her Telegram, and somebody is at work."""
    house.link()
    staff.add(house.journey, PROGRAMME, "supervisor:eva", NAMES[1], "eva@example.org", LINK)
    house.bot.danger.tell_within, house.service.ports.notes.look = 0.4, 0.1
    return house


@pytest.fixture
def linked(house: House) -> House:
    return ready(house)


@pytest.fixture(scope="module")
def elephant() -> Iterator[OwnPostgres]:
    with own_postgres() as found:
        yield found


@pytest.fixture
def on_postgres(elephant: OwnPostgres, tmp_path: Path, api: BotApi, settings: pytest.MonkeyPatch) -> Iterator[House]:
    with make_site(tmp_path / "site", elephant.url).opened(NOW, programmes("telegram")) as journey:
        people(journey)
        house = House(journey, api, [NOW])
        house.start()
        yield ready(house)


@asynccontextmanager
async def serving(house: House) -> AsyncIterator[None]:
    """The bot fetches, and what waits for the store is tried ever again, as a serving process does both."""
    watching = asyncio.create_task(house.service.ports.notes.watch())
    try:
        async with house.polling():
            yield
    finally:
        watching.cancel()


async def in_danger(house: House, texts: int) -> float:
    """Write words of danger, and wait for so many answers; returns the seconds until the first."""
    before, began = len(house.api.called("sendMessage")), time.monotonic()
    house.api.bring(house.api.words(KERSTIN, DESPAIR))
    await house.api.until(lambda: len(house.api.called("sendMessage")) > before)
    seconds = time.monotonic() - began
    await house.api.until(lambda: len(house.api.called("sendMessage")) >= before + texts)
    return seconds


def tasks(house: House) -> list[str]:
    return [fact.task for fact in house.facts(messages.TaskOpened) if fact.kind == "crisis"]


def in_time(house: House, seconds: float) -> None:
    """The numbers were the first thing sent, in time, and nobody was promised a human."""
    first, second = house.api.said_to(KERSTIN)
    assert all(number.phone in first for number in house.service.ports.helplines.numbers)
    assert NOT_TOLD in second
    assert seconds < AT_ONCE, f"the numbers came after {seconds * 1000:.0f} ms"


async def told_once(house: House) -> None:
    """The store is back: one task, one word to the person that somebody knows, and nothing is left of the note."""
    notes = house.service.ports.notes
    await house.api.until(lambda: len(house.api.said_to(KERSTIN)) == 3, 30)
    await house.api.until(lambda: not list(notes.spool.folder.glob("*.note")), 30)
    assert TOLD in house.api.said_to(KERSTIN)[2]
    assert len(tasks(house)) == 1
    assert await notes.empty() == 0 and len(tasks(house)) == 1
    assert b"orkar" not in everything_stored(house.journey)


async def test_while_another_process_holds_the_file_the_numbers_come_and_afterwards_one_task(linked: House) -> None:
    async with serving(linked):
        with Held(linked.journey.engine.store.path) as held:
            in_time(linked, await in_danger(linked, 2))
            held.back()
        await told_once(linked)


async def test_while_postgresql_is_stopped_the_numbers_come_and_afterwards_one_task(
    on_postgres: House, elephant: OwnPostgres
) -> None:
    async with serving(on_postgres):
        elephant.stop()
        try:
            in_time(on_postgres, await in_danger(on_postgres, 2))
        finally:
            elephant.start()
        await told_once(on_postgres)


async def test_while_postgresql_stands_still_the_numbers_come_and_afterwards_one_task(
    on_postgres: House, elephant: OwnPostgres
) -> None:
    async with serving(on_postgres):
        elephant.stand_still()
        try:
            in_time(on_postgres, await in_danger(on_postgres, 2))
        finally:
            elephant.go_on()
        await told_once(on_postgres)
