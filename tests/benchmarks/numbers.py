"""How many milliseconds words of danger wait for the numbers, the store there or away.

Example: python -m tests.benchmarks.numbers
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from tests.away import Held, OwnPostgres, own_postgres
from tests.chat.test_numbers_first import Danger, danger_in
from tests.integration.telegram.house import DESPAIR, KERSTIN, NOW, House, people, programmes
from tests.site import Site, make_site
from tests.telegram import TOKEN, BotApi

TRIES = 10
PAUSE = 0.2  # seconds between two tries, as between two messages of somebody who types fast
Away = Callable[[Site], AbstractContextManager[object]]


@contextmanager
def stopped(elephant: OwnPostgres) -> Iterator[None]:
    elephant.stop()
    try:
        yield
    finally:
        elephant.start()


@contextmanager
def standing_still(elephant: OwnPostgres) -> Iterator[None]:
    elephant.stand_still()
    try:
        yield
    finally:
        elephant.go_on()


def on_the_web(site: Site, away: Away) -> list[list[float]]:
    """Seconds until the whole of the numbers has come, without a script and with one."""
    with danger_in(site) as danger:
        danger.town.service.site.tell_within = 0.2
        with away(site):
            return [_tries(danger, accept) for accept in ("text/html", "application/json")]


def _tries(danger: Danger, accept: str) -> list[float]:
    seconds = []
    for number in range(TRIES):
        seconds.append(danger.write(nonce=f"nonce-{accept[:4]}-{number:02}", accept=accept).seconds)
        time.sleep(PAUSE)
    return seconds


def on_telegram(site: Site, away: Away) -> list[float]:
    """Seconds until Telegram has been sent the numbers, from when it had the words."""
    with BotApi() as api, site.opened(NOW, programmes("telegram")) as journey:
        os.environ |= {"JOURNEY_TELEGRAM_TOKEN": TOKEN, "JOURNEY_TELEGRAM_API": api.url}
        people(journey)
        house = House(journey, api, [NOW])
        house.start()
        house.link()
        house.bot.danger.tell_within = 0.2
        return asyncio.run(_writing(house, lambda: away(site)))


async def _writing(house: House, away: Callable[[], AbstractContextManager[object]]) -> list[float]:
    async with house.polling():
        with away():  # within the loop: at its end it waits for every thread, and they wait for the store
            return await _answered(house)


async def _answered(house: House) -> list[float]:
    seconds = []
    for _ in range(TRIES):
        before, began = len(house.api.called("sendMessage")), time.monotonic()
        house.api.bring(house.api.words(KERSTIN, DESPAIR))
        await house.api.until(lambda wanted=before: len(house.api.called("sendMessage")) > wanted)
        seconds.append(time.monotonic() - began)
        await house.api.until(lambda wanted=before + 2: len(house.api.called("sendMessage")) >= wanted)
    return seconds


def main() -> None:
    """Print a line for each state of the store: the median of each channel, and the longest of all tries."""
    print(f"{'store':<28}{'no script':>16}{'script':>16}{'Telegram':>16}   ms: median (longest) of {TRIES}")
    with own_postgres() as elephant, tempfile.TemporaryDirectory() as folder:
        states: list[tuple[str, str | None, Away]] = [
            ("SQLite answers", None, lambda _: nullcontext()),
            ("SQLite held by another", None, lambda site: Held(site.database)),
            ("PostgreSQL answers", elephant.url, lambda _: nullcontext()),
            ("PostgreSQL stopped", elephant.url, lambda _: stopped(elephant)),
            ("PostgreSQL stands still", elephant.url, lambda _: standing_still(elephant)),
        ]
        for number, (name, server, away) in enumerate(states):
            web = on_the_web(make_site(Path(folder) / f"web-{number}", server), away)
            telegram = on_telegram(make_site(Path(folder) / f"telegram-{number}", server), away)
            shown = [f"{statistics.median(one) * 1000:.0f} ({max(one) * 1000:.0f})" for one in (*web, telegram)]
            print(f"{name:<28}" + "".join(f"{cell:>16}" for cell in shown), flush=True)


if __name__ == "__main__":
    main()
