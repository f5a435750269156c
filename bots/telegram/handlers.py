"""What the bot answers on Telegram. It keeps nothing of what is written there, and never says whom it speaks to."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError, TelegramForbiddenError
from aiogram.types import CallbackQuery, ChatMemberUpdated, LinkPreviewOptions, Message, TelegramObject, Update

from bots.dialogues import words
from bots.dialogues.routing import Ports
from bots.limits import Limit
from bots.telegram.danger import numbers
from bots.turns import current
from journey.domain import standing
from journey.engine.chats.chats import Chat
from services import nudge_links, wishes
from services.permissions import Actor

logger = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that are asked for."""
_TOKEN = re.compile(r"/start(?:@\w+)?\s+(\S+)")
_ANSWERS = 20
"""Answers to one Telegram within a minute. More is a flood: what it says is still done, but nothing is said to it."""


@dataclass(frozen=True)
class Line:
    """The way back to one Telegram, and whose it is, where it is linked."""

    bot: Bot
    ports: Ports
    telegram: int
    link: Chat | None
    language: str
    allowed: Limit
    lost: bool = False  # the store does not answer: whose it is, is not known now

    def text(self, key: str, **values: Any) -> str:
        """A text in the language of whoever reads it."""
        return self.ports.texts(self.language, key, **values)

    async def say(self, key: str) -> None:
        """Say a text, with the way to the web chat where it has a place for it."""
        await self.send(self.text(key, link=self.ports.office.public_url))

    async def send(self, text: str, kind: str = "answer") -> None:
        """Send it, unless this Telegram has had too many answers."""
        if self.allowed.allows(f"{kind}:{self.telegram}", self.ports.office.clock()):
            plain = LinkPreviewOptions(is_disabled=True)
            await self.bot.send_message(self.telegram, text, link_preview_options=plain)


def router() -> Router:
    """The router of everything that comes from Telegram itself, and nothing of the web chat."""
    telegram = Router(name="telegram")
    allowed = Limit(_ANSWERS, timedelta(minutes=1))

    async def with_line(
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        line = await _line(event, data["bot"], data["ports"], allowed)
        try:
            return await handler(event, data | {"line": line})
        except TelegramForbiddenError:
            await asyncio.to_thread(nudge_links.unlink, line.ports.office, line.telegram)
        except AiogramError:
            raise  # there is no telling them so
        except Exception:
            with contextlib.suppress(AiogramError):
                await line.say("failed")
            raise
        return None

    for observer in (telegram.message, telegram.edited_message, telegram.callback_query, telegram.my_chat_member):
        observer.filter(_is_telegram)
        observer.middleware(with_line)
    telegram.my_chat_member.register(_member)
    for observer in (telegram.message, telegram.edited_message):
        observer.register(_leave, F.chat.type != "private")
        observer.register(_said)
    telegram.callback_query.register(_pressed)
    return telegram


def _is_telegram(_event: TelegramObject) -> bool:
    return current.get(None) is None


async def _line(event: TelegramObject, bot: Bot, ports: Ports, allowed: Limit) -> Line:
    sender = getattr(event, "from_user", None)
    chat = getattr(event, "chat", None) or sender
    number = chat.id if chat is not None else 0
    link: Chat | None = None
    language, lost = (getattr(sender, "language_code", None) or "").partition("-")[0], False
    try:
        link, chosen = await asyncio.to_thread(_known, ports, number)
        language = chosen or language
    except Exception as error:  # noqa: BLE001  # by its kind alone; numbers to call must come whatever happens
        logger.error("a link could not be read: %s", type(error).__name__)  # noqa: TRY400
        lost = True
    return Line(bot, ports, number, link, ports.texts.language(language), allowed, lost)


def _known(ports: Ports, telegram: int) -> tuple[Chat | None, str | None]:
    """The link, and the language that its person has chosen by now."""
    link = nudge_links.linked(ports.office, telegram)
    if link is None:
        return None, None
    web = nudge_links.web_chat(ports.office, link)
    return link, (web or link).language


async def _leave(message: Message, bot: Bot) -> None:
    """A group is no place for this."""
    await bot.leave_chat(message.chat.id)


async def _member(event: ChatMemberUpdated, bot: Bot, line: Line) -> None:
    """Somebody has blocked the bot, or has put it into a group."""
    gone = event.new_chat_member.status in ("kicked", "left")
    if event.chat.type != "private":
        if not gone:
            await bot.leave_chat(event.chat.id)
    elif gone:
        await asyncio.to_thread(nudge_links.unlink, line.ports.office, line.telegram)


async def _pressed(query: CallbackQuery, line: Line) -> None:
    """There is nothing to press here; it must come from elsewhere."""
    await query.answer()
    await _elsewhere(line)


async def _said(message: Message, line: Line, event_update: Update) -> None:
    """Words, or something else, danger apart: the words that hold everywhere, then the way to the chat."""
    text = (message.text or message.caption or "").strip()
    # Telegram may begin its numbers anew after a quiet week: with the time they are told apart.
    entry = f"telegram-{event_update.update_id}-{message.date:%Y%m%d%H%M%S}"
    word = words.meant(line.ports.texts, (text.partition("@")[0] if text.startswith("/") else text)[:80])
    if word == "help":
        await _help(line)
    elif line.lost:
        await line.say("failed")
    elif token := _TOKEN.fullmatch(text):
        await _linked(line, token[1])
    elif word in ("stop", "pause", "start") and line.link is not None:
        await _wished(line, line.link, word, entry)
    else:
        await _elsewhere(line)


async def _linked(line: Line, token: str) -> None:
    ports = line.ports
    chat = await asyncio.to_thread(nudge_links.redeem, ports.office, token, line.telegram, ports.office.clock())
    if chat is not None:
        await replace(line, link=chat, language=chat.language).say("telegram-linked")
    else:
        await line.say("telegram-link-old" if line.link is None else "telegram-link-old-linked")


async def _wished(line: Line, link: Chat, word: str, entry: str) -> None:
    """Stop, rest from or start the messages. The answer says what holds now, also where an old update comes again."""

    def written() -> str:
        office, stream = line.ports.office, link.stream
        if stream is None:  # a link has one
            raise LookupError("the link is nobody's")
        wishes.set_messages(office, Actor.in_chat(link), office.person(stream), word, entry)
        return standing.wants_messages(office.person(stream).history)

    now = await asyncio.to_thread(written)
    await line.say(f"telegram-now-{now}")


async def _help(line: Line) -> None:
    await line.send(numbers(line.ports, line.language), kind="crisis")


async def _elsewhere(line: Line) -> None:
    await line.say("telegram-elsewhere" if line.link is not None else "telegram-unlinked")
