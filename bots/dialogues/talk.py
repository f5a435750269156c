"""What every handler talks with: the chat's language, its turn, and the office behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar

from aiogram import Bot
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bots.crisis.helplines import Helplines
from bots.outbox.mail import Mail
from bots.texts.catalogue import Texts
from bots.texts.dates import say_day, say_moment
from bots.texts.humans import human
from bots.turns import Turn
from journey.domain import calendar
from journey.domain.settings import Words, in_language
from services.nudge_links import Account
from services.office import Office
from services.permissions import Actor

P = ParamSpec("P")
R = TypeVar("R")
Choice = tuple[str, str]
"""A button: the data it sends, and what it says."""

CARD = "card"
"""The effect of a message that stands for a thing: its buttons stay."""
CRISIS = "crisis"
RECEIPT = "receipt"


@dataclass
class Talk:
    """One turn's voice."""

    bot: Bot
    turn: Turn
    texts: Texts
    office: Office
    helplines: Helplines
    mail: Mail
    telegram: Account | None = None

    @property
    def language(self) -> str:
        """The chat's language."""
        return self.turn.chat.language

    @property
    def actor(self) -> Actor:
        """Who acts in this turn: whoever the session stands for."""
        return Actor.in_chat(self.turn.chat)

    @property
    def data(self) -> dict[str, Any]:
        """The chat's draft: what a handler changes here is saved with the turn."""
        return self.turn.chat.data

    def text(self, key: str, **values: Any) -> str:
        """A text in the chat's language."""
        return self.texts(self.language, key, **values)

    def choice(self, data: str, key: str, **values: Any) -> Choice:
        """A button whose words are in the catalogue."""
        return data, self.text(key, **values)

    async def say(self, key: str, *rows: Sequence[Choice], effect: str | None = None, **values: Any) -> None:
        """Say a text of the catalogue, with rows of buttons below it."""
        await self.say_plainly(self.text(key, **values), *rows, effect=effect)

    async def say_plainly(self, text: str, *rows: Sequence[Choice], effect: str | None = None) -> None:
        """Say something that was put together from texts."""
        await self.bot.send_message(
            self.turn.chat.id, text, reply_markup=keyboard(rows) if rows else None, message_effect_id=effect
        )

    async def give(self, name: str, content: str, key: str) -> None:
        """Hand over a document."""
        file = BufferedInputFile(content.encode(), name)
        await self.bot.send_document(self.turn.chat.id, file, caption=self.text(key))

    async def ask(self, question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask the office something, without keeping other chats waiting."""
        return await asyncio.to_thread(question, *args, **kwargs)

    def words(self, words: Words) -> str:
        """A programme's own text, in the chat's language or in what that falls back to."""
        return in_language(words, self.texts.chain(self.language))

    def day(self, day: date) -> str:
        """A date as people say it, on the day of this turn."""
        return say_day(self.texts, self.language, day, calendar.local_date(self.turn.now))

    def moment(self, moment: datetime) -> str:
        """A date and the time of day."""
        return say_moment(self.texts, self.language, moment, calendar.local_date(self.turn.now))

    def human(self, programme: str) -> str:
        """Whom a person can always turn to, and by which number."""
        return human(self.texts, self.language, self.office.programme(programme))


def keyboard(rows: Sequence[Sequence[Choice]]) -> InlineKeyboardMarkup:
    """Rows of buttons as aiogram has them."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data) for data, text in row] for row in rows]
    )
