"""Telegram calling us: only with the secret, each update once, and never held up."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import uvicorn

from journey.domain.events import messages
from tests.integration.telegram.house import KERSTIN, LINK, SECRET, House


@contextlib.asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The whole web application with its webhook, as a server; gives its address."""
    config = uvicorn.Config(house.service.web(), host="127.0.0.1", port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.01)
    async with house.polling():
        await house.api.until(lambda: house.api.called("setWebhook"))
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/telegram"
        finally:
            server.should_exit = True
            await serving


@pytest.fixture
def hooked(house: House, settings: pytest.MonkeyPatch) -> House:
    settings.setenv("JOURNEY_TELEGRAM_SECRET", SECRET)
    house.start()
    return house


async def post(url: str, body: Any, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=headers) as answer:
        return answer.status


async def test_the_webhook_is_announced_with_its_secret(hooked: House) -> None:
    async with served(hooked):
        (told,) = hooked.api.called("setWebhook")
    assert told["url"] == f"{LINK}/telegram"
    assert told["secret_token"] == SECRET
    assert "edited_message" in told["allowed_updates"]
    assert hooked.api.polls == 0


async def test_only_who_knows_the_secret_is_heard(hooked: House) -> None:
    hooked.link()
    async with served(hooked) as url:
        update = hooked.api.words(KERSTIN, "stopp")
        assert [await post(url, update, secret) for secret in (None, "", "wrong", SECRET + "x", "ö")] == [403] * 5
        assert hooked.wants() == "yes"
        assert await post(url, update) == 200
        assert hooked.wants() == "stop"


async def test_an_update_that_comes_twice_is_taken_once(hooked: House) -> None:
    hooked.link()
    stop, start = hooked.api.words(KERSTIN, "stopp"), hooked.api.words(KERSTIN, "start")
    async with served(hooked) as url:
        for update in (stop, start, stop):
            assert await post(url, update) == 200
        hooked.bot._seen.clear()  # as in another process
        assert await post(url, stop) == 200
    assert hooked.wants() == "yes"
    assert len(hooked.facts(messages.MessagesPaused)) == 1
    assert len(hooked.api.said_to(KERSTIN)) == 3


async def test_what_is_no_update_is_refused_in_words_of_http(hooked: House) -> None:
    bad = [b"", b"{", b"[]", b"\xff\xfe", b'"text"', b'{"update_id": "x"}', b"[" * 100_000]
    async with served(hooked) as url:
        assert [await post(url, body) for body in bad] == [400] * len(bad)
        assert await post(url, b" " * 300_000) == 413
        assert await post(url, {"update_id": 1, "message": {"what": 1}}) == 200
        assert await post(url, {"update_id": 2, "unheard_of": {}}) == 200
    assert hooked.api.called("sendMessage") == []


async def test_a_slow_telegram_does_not_hold_up_the_webhook(hooked: House) -> None:
    hooked.link()
    hooked.bot.answer_within = 0.2
    hooked.api.next.append(("wait", 1))
    async with served(hooked) as url:
        start = asyncio.get_running_loop().time()
        assert await post(url, hooked.api.words(KERSTIN, "stopp")) == 200
        assert asyncio.get_running_loop().time() - start < 0.9
        assert hooked.wants() == "stop"
        await hooked.api.until(lambda: len(hooked.api.said_to(KERSTIN)) == 2)


async def test_without_a_secret_there_is_no_webhook(house: House) -> None:
    assert house.bot.routes() == []
    async with house.polling():
        await house.api.until(lambda: house.api.polls)
    assert not house.api.called("setWebhook")
