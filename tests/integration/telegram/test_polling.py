"""Fetching what people write: it survives restarts, failures and nonsense, and logs nobody."""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetUpdates

from tests.command import COMMAND
from tests.integration.telegram.house import DESPAIR, KERSTIN, LINK, OVE, House
from tests.site import Site
from tests.telegram import TOKEN, BotApi


async def test_polling_survives_a_restart_and_takes_up_what_was_said_meanwhile(house: House) -> None:
    house.link()
    await house.hear(house.api.words(KERSTIN, "stopp"))
    house.api.bring(house.api.words(KERSTIN, "start"))  # nobody is there to hear it
    house.start()
    await house.hear()
    assert house.wants() == "yes"
    assert [name for name, _ in house.api.got].count("deleteWebhook") == 2


@pytest.mark.slow
async def test_a_server_listens_and_stops_at_once(site: Site, api: BotApi) -> None:
    env = site.env | {"JOURNEY_TELEGRAM_TOKEN": TOKEN, "JOURNEY_TELEGRAM_API": api.url, "JOURNEY_PUBLIC_URL": LINK}
    for telegram in (KERSTIN, OVE):
        served = subprocess.Popen(  # noqa: ASYNC220  # starting it takes no time
            [str(COMMAND), "serve", "--port", "0"],
            env=env,
            cwd=site.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            api.bring(api.words(telegram, "hej"))
            await api.until(lambda to=telegram: api.said_to(to), seconds=60)
            await api.until(lambda: not api.updates)  # it waits for more: a long poll is under way
            served.send_signal(signal.SIGTERM)
            out, _ = await asyncio.to_thread(served.communicate, timeout=15)
        finally:
            served.kill()
        assert "Traceback" not in out
        assert "emulated" not in out
    assert (len(api.said_to(KERSTIN)), len(api.said_to(OVE))) == (1, 1)


class LosesCancellations(BaseRequestMiddleware):
    """What a client does whose time-out comes at the same moment as the cancellation: it tells of the time-out alone."""

    lost = 0

    async def __call__(self, make_request: Any, bot: Bot, method: Any) -> Any:
        if not isinstance(method, GetUpdates):
            return await make_request(bot, method)
        try:
            return await make_request(bot, method)
        except asyncio.CancelledError:
            self.lost += 1
            raise TelegramNetworkError(method=method, message="timeout") from None


async def test_a_cancellation_that_meets_a_time_out_ends_it_all_the_same(house: House) -> None:
    losing = LosesCancellations()
    house.bot.client.pace = losing
    running = asyncio.create_task(house.bot.run())
    await house.api.until(lambda: house.api.polls)
    house.bot.end(running)
    await asyncio.wait({running}, timeout=60)
    assert losing.lost == 1
    assert running.done(), "it polls on for ever"


@pytest.mark.parametrize("answer", [500, 409, 401, "drop", "garbage", ("wait", 1)])
async def test_polling_backs_off_and_comes_back(house: House, answer: Any) -> None:
    house.link()
    house.api.broken = answer
    async with house.polling():
        await house.api.until(lambda: house.api.polls >= 2)
        await asyncio.sleep(0.5)
        assert house.api.polls <= 6
        house.api.broken = None
        house.api.bring(house.api.words(KERSTIN, "stopp"))
        await house.api.until(lambda: house.api.said_to(KERSTIN))
    assert house.wants() == "stop"


async def test_an_update_that_nobody_understands_is_not_in_the_way(house: House) -> None:
    house.link()
    await house.hear(
        house.api.update(message={"message_id": "what"}),
        house.api.words(KERSTIN, "stopp"),
        house.api.update(unheard_of={"a": 1}),
        answers=1,
    )
    assert house.wants() == "stop"


async def test_nothing_personal_and_no_token_is_logged(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    for name in ("aiogram.event", "aiogram.dispatcher", "aiogram.middlewares", "aiohttp.client"):
        logging.getLogger(name).propagate = True
    house.link()
    house.api.broken = "drop"
    async with house.polling():
        await house.api.until(lambda: house.api.polls >= 2)
    house.api.broken = None
    monkeypatch.setattr("bots.telegram.danger.call", lambda *_: 1 / 0)
    house.api.next += [500]
    await house.hear(house.api.words(KERSTIN, DESPAIR), answers=3)
    house.api.next += [403]
    await house.hear(house.api.words(KERSTIN, "hemligt"))
    said = caplog.text + "".join(capfd.readouterr())
    assert "a note waits: ZeroDivisionError" in said
    assert not [one for one in (TOKEN, "emulated", str(KERSTIN), "orkar", "hemligt", "Someone") if one in said]
