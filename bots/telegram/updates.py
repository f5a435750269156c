"""How what is said on Telegram comes in: fetched by one process (polling), or handed to any of several (a webhook)."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import msgspec
from aiogram import Bot, Dispatcher, loggers
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramRetryAfter
from aiogram.types import Update
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bots.dialogues.routing import Ports
from bots.feeding import feed
from bots.telegram.client import Client
from bots.telegram.danger import Danger
from bots.telegram.handlers import KINDS
from bots.telegram.nudge import TelegramNudge
from services.nudge_links import Account

logger = logging.getLogger(__name__)

PATH = "/telegram"
_LARGEST = 256 * 1024  # bytes of one update
_REMEMBERED = 1000  # updates known again when they come twice
_AT_ONCE = 100  # updates a webhook has taken and not finished; beyond that Telegram is asked to come again
_CONNECTIONS = 20


class Telegram:
    """The bot of this process: what it takes in, and its nudge."""

    answer_within = 5.0
    """Seconds after which a webhook answers, whether or not what was said has been answered too."""
    poll_seconds = 25
    first_wait, longest_wait = 1.0, 60.0
    finish_within = 10.0
    """Seconds that what somebody has said may still take when the process stops; else it is brought once more."""
    batch_seconds = 1.0
    """Seconds after which polling looks for more, though what it has fetched waits for the store."""

    def __init__(
        self, client: Client, dispatcher: Dispatcher, ports: Ports, account: Account, secret: str | None
    ) -> None:
        """With a secret it is a webhook, without one it polls."""
        self.client = client
        self.dispatcher = dispatcher
        self.ports = ports
        self.account = account
        self.secret = secret
        self.danger = Danger(client, ports)
        self.nudge = TelegramNudge(client, ports.office, ports.texts)
        self._over = False
        self._bot: Bot | None = None
        self._seen: deque[int] = deque(maxlen=_REMEMBERED)
        self._locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: set[asyncio.Task[None]] = set()
        loggers.event.setLevel(logging.WARNING)  # it would name every update

    def routes(self) -> list[BaseRoute]:
        """The webhook, if there is a secret to know Telegram by."""
        return [Route(PATH, self.hook, methods=["POST"])] if self.secret else []

    # --- for as long as the server runs ---------------------------------------------------------------------------

    async def run(self) -> None:
        """Take in what is said, until cancelled."""
        self._bot = bot = self.client.bot()
        try:
            me = await self._reached(bot.get_me)
            self.account.username = me.username
            if self.secret:
                await self._reached(lambda: self._announce(bot))
                await asyncio.Event().wait()
            await self._reached(bot.delete_webhook)
            await self._poll(bot)
        finally:
            self._bot = None
            if self._tasks:
                _, cut = await asyncio.wait(self._tasks, timeout=self.finish_within)
                for task in cut:
                    task.cancel()
            await bot.session.close()

    def end(self, running: asyncio.Task[None]) -> None:
        """Have `run` end, which runs in this task.

        A cancellation that meets a time-out of the client is lost: by itself it might leave the process polling on.
        """
        self._over = True
        running.cancel()

    async def _announce(self, bot: Bot) -> bool:
        url = self.ports.office.public_url.rstrip("/") + PATH
        return await bot.set_webhook(
            url, secret_token=self.secret, allowed_updates=list(KINDS), max_connections=_CONNECTIONS
        )

    async def _poll(self, bot: Bot) -> None:
        """Updates count as taken when the next ones are asked for: whoever dies in between is given them again."""
        offset: int | None = None

        async def fetch() -> tuple[list[Update], int | None]:
            within = int(self.poll_seconds + self.client.seconds)
            try:
                updates = await bot.get_updates(
                    offset, timeout=self.poll_seconds, allowed_updates=list(KINDS), request_timeout=within
                )
            except ClientDecodeError as error:
                updates, last = _understood(bot, error.data)
                if last is None:
                    raise  # nothing of it can be understood
                return updates, last
            return updates, updates[-1].update_id if updates else None

        running: dict[int, asyncio.Task[None]] = {}
        while True:
            updates, last = await self._reached(fetch)
            for update in updates:
                if update.update_id not in running:
                    running[update.update_id] = self._fed(bot, update)
            if running:  # one that waits for the store must not keep others from the numbers
                await asyncio.wait(running.values(), timeout=self.batch_seconds)
            running = {number: task for number, task in running.items() if not task.done()}
            offset = min(running, default=offset if last is None else last + 1)

    async def _reached(self, asking: Callable[[], Awaitable[Any]]) -> Any:
        """What Telegram answers, however long it cannot be reached. Failures are told by their kind alone."""
        wait, failed = self.first_wait, False
        while True:
            try:
                answer = await asking()
            except (AiogramError, OSError) as error:
                if self._over:
                    raise asyncio.CancelledError from None
                if not failed:
                    logger.warning("Telegram: %s; it will be tried again", type(error).__name__)
                failed = True
                pause = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
                await asyncio.sleep(max(wait, pause))
                wait = min(wait * 2, self.longest_wait)
                continue
            if self._over:
                raise asyncio.CancelledError
            if failed:
                logger.warning("Telegram: answers again")
            return answer

    # --- one update -----------------------------------------------------------------------------------------------

    def _fed(self, bot: Bot, update: Update) -> asyncio.Task[None]:
        task = asyncio.create_task(self.feed(bot, update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def feed(self, bot: Bot, update: Update) -> None:
        """Hand one update to the dispatcher: those of one sender one after the other. Nothing is raised.

        Words of danger wait for nothing: neither for what the same sender said before, nor for the store.
        """
        danger = self.danger.concerns(update)
        if danger is not None:
            if update.update_id not in self._seen:
                self._seen.append(update.update_id)
                await self.danger.take(bot, danger, update.update_id)
            return
        event = next((content for kind in KINDS if (content := getattr(update, kind)) is not None), None)
        if event is None:
            return  # a kind nobody asked for
        sender = event.from_user.id if event.from_user else 0
        lock = self._locks[sender]
        async with lock:
            if update.update_id not in self._seen:
                try:
                    await feed(self.dispatcher, bot, update)
                except Exception as error:  # noqa: BLE001  # by its kind alone: it may quote somebody
                    logger.error("an update failed: %s", type(error).__name__)  # noqa: TRY400
                self._seen.append(update.update_id)
        if not lock.locked():
            self._locks.pop(sender, None)

    async def hook(self, request: Request) -> Response:
        """Telegram brings an update. Whoever does not know the secret is not listened to."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not self.secret or not hmac.compare_digest(secret.encode(), self.secret.encode()):
            return PlainTextResponse("forbidden", HTTPStatus.FORBIDDEN)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return PlainTextResponse("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        bot = self._bot
        if bot is None:
            return PlainTextResponse("come again", HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            said = msgspec.json.decode(bytes(body))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            said = None
        if not isinstance(said, dict) or not isinstance(said.get("update_id"), int):
            return PlainTextResponse("not an update", HTTPStatus.BAD_REQUEST)
        for update in _understood(bot, {"result": [said]})[0]:
            if len(self._tasks) >= _AT_ONCE and self.danger.concerns(update) is None:
                return PlainTextResponse("come again", HTTPStatus.SERVICE_UNAVAILABLE)
            await asyncio.wait({self._fed(bot, update)}, timeout=self.answer_within)
        return PlainTextResponse("thanks")


def _understood(bot: Bot, answer: Any) -> tuple[list[Update], int | None]:
    """The updates that can be understood, and the number of the last: one that cannot must not be in the way."""
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, list):
        return [], None
    updates: list[Update] = []
    last: int | None = None
    for one in result:
        if not isinstance(one, dict) or not isinstance(one.get("update_id"), int):
            continue
        last = one["update_id"]
        try:
            updates.append(Update.model_validate(one, context={"bot": bot}))
        except ValidationError:
            logger.warning("an update was not understood")
    return updates, last
