"""The way to Telegram's Bot API: at the pace it allows, with patience where it asks for some, and with an end to it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.utils.token import TokenValidationError, validate_token

from journey.domain.errors import WrongInput

_MANY = 1000


class NotNow(Exception):
    """Whoever sends a message has thought better of it when its turn came."""


class Pace(BaseRequestMiddleware):
    """Telegram's limits: 30 messages a second, one a second in a chat. One pace for all loops and threads of a process.

    Where Telegram asks to wait all the same, it is waited for and tried again, as long as `patience` seconds last.
    """

    def __init__(
        self,
        patience: float = 20,
        between: float = 1 / 30,
        between_own: float = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.patience = patience
        self.between, self.between_own = between, between_own
        self._clock = clock
        self._lock = threading.Lock()
        self._next: float = 0
        self._next_in: dict[int | str, float] = {}

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Send a message when it is its turn; everything else at once."""
        return await self.send(make_request, bot, method, self.patience, _always)

    async def send(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        patience: float,
        ready: Callable[[], bool],
    ) -> Response[TelegramType]:
        """The same with another patience. Raises NotNow where `ready` says no when the message's turn has come.

        Raises TelegramRetryAfter where the turn does not come while patience lasts: nobody else waits for this chat.
        """
        chat = method.chat_id if isinstance(method, SendMessage) else None
        if chat is None:
            return await make_request(bot, method)
        until = self._clock() + patience
        while True:
            await self._turn(method, chat, until)
            if not ready():
                raise NotNow
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as delay:
                again = self._clock() + delay.retry_after
                self._hold(chat, again)
                if again > until:
                    raise

    async def _turn(self, method: TelegramMethod[TelegramType], chat: int | str, until: float) -> None:
        while (wait := self._taken(chat)) > 0:
            if self._clock() + wait > until:
                raise TelegramRetryAfter(method, "its turn is too far off", max(1, round(wait)))
            await asyncio.sleep(wait)

    def _taken(self, chat: int | str) -> float:
        """Take the turn, or say how long it is still to wait."""
        with self._lock:
            now = self._clock()
            wait = max(self._next, self._next_in.get(chat, 0)) - now
            if wait <= 0:
                self._next, self._next_in[chat] = now + self.between, now + self.between_own
                if len(self._next_in) > _MANY:
                    self._next_in = {one: then for one, then in self._next_in.items() if then > now}
            return wait

    def _hold(self, chat: int | str, until: float) -> None:
        with self._lock:
            self._next_in[chat] = max(self._next_in.get(chat, 0), until)


class OwnPatience(BaseRequestMiddleware):
    """The pace of the process with a patience of one's own, and one more question at the last moment."""

    def __init__(self, pace: Pace, patience: float, ready: Callable[[], bool]) -> None:
        self.pace, self.patience, self.ready = pace, patience, ready

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Send it so."""
        return await self.pace.send(make_request, bot, method, self.patience, self.ready)


def _always() -> bool:
    return True


class Client:
    """Makes bots, each for the loop it is used in."""

    def __init__(self, token: str, api: str | None = None, pace: Pace | None = None, seconds: float = 10) -> None:
        """Raises WrongInput where the token is none; `seconds` is how long an answer may take."""
        try:
            validate_token(token)
        except TokenValidationError:
            raise WrongInput("JOURNEY_TELEGRAM_TOKEN: is no token; write it as BotFather gave it") from None
        self._token = token
        self._server = TelegramAPIServer.from_base(api) if api else PRODUCTION
        self.pace = pace or Pace()
        self.seconds = seconds

    def bot(self, pace: BaseRequestMiddleware | None = None) -> Bot:
        """A bot with a connection of its own, which whoever asked for it closes."""
        session = AiohttpSession(api=self._server, timeout=self.seconds)
        session.middleware(pace or self.pace)
        return Bot(self._token, session=session)
