"""An aiogram session whose other end is a browser: what a bot sends becomes a message of the chat's current turn."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    SendChatAction,
    SendDocument,
    SendMessage,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup
from aiogram.types import Chat as AiogramChat
from aiogram.types import Message as AiogramMessage

from bots.turns import Turn, current
from bots.web.live import Live
from journey.engine.chats.messages import Button, Message

TOKEN = "1:webchat"  # noqa: S105  # aiogram asks for one; nobody checks it, and nothing leaves this process


class WebChatSession(BaseSession):
    """Takes the methods that our dialogues use; any other is refused, so that a test meets it and not a person."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109  # aiogram's
    ) -> TelegramType:
        """Carry out one method within the current turn."""
        return cast("TelegramType", self._carried_out(current.get(), bot, method))

    def _carried_out(self, turn: Turn, bot: Bot, method: TelegramMethod[Any]) -> Any:
        match method:
            case SendMessage():
                message = Message("bot", method.text, _keyboard(method.reply_markup), style=method.message_effect_id)
                return _said(turn, bot, message)
            case SendDocument(document=BufferedInputFile() as document):
                file = (document.filename or "file.html", document.data.decode("utf-8"))
                return _said(turn, bot, Message("bot", method.caption or "", file=file))
            case EditMessageText():
                message = _changed(turn, method.message_id)
                message.text, message.keyboard = method.text or "", _keyboard(method.reply_markup)
            case EditMessageReplyMarkup():
                _changed(turn, method.message_id).keyboard = _keyboard(method.reply_markup)
            case DeleteMessage():
                message = _changed(turn, method.message_id)
                message.text, message.keyboard = "", []
            case AnswerCallbackQuery():
                if method.text:
                    turn.said.append(Message("bot", method.text, style="notice"))
            case SendChatAction():
                self.live.typing(turn.chat.id)
            case _:
                raise NotImplementedError(type(method).__name__)
        return True

    async def stream_content(self, url: str, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """There are no files to fetch in the web chat."""
        raise NotImplementedError(url)
        yield b""

    async def close(self) -> None:
        """Nothing to let go of."""


def _said(turn: Turn, bot: Bot, message: Message) -> AiogramMessage:
    number = turn.next_id
    turn.said.append(message)
    return as_aiogram(turn, number, message.text).as_(bot)


def _changed(turn: Turn, number: int | None) -> Message:
    message = turn.changed.get(number or 0) or turn.known[number or 0]
    turn.changed[message.id] = message
    return message


def _keyboard(markup: Any) -> list[list[Button]]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [[Button(key.text, key.callback_data or "") for key in row] for row in markup.inline_keyboard]


def as_aiogram(turn: Turn, number: int, text: str, *, author: Any = None) -> AiogramMessage:
    """A message of ours as aiogram's handlers know it."""
    return AiogramMessage(
        message_id=number,
        date=turn.now,
        chat=AiogramChat(id=turn.chat.id, type="private"),
        text=text,
        from_user=author,
    )


def bot_of(live: Live) -> Bot:
    """The bot whose other end are the browsers that `live` knows."""
    return Bot(TOKEN, session=WebChatSession(live))
