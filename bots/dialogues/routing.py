"""The one Dispatcher: crisis first, then the words that hold everywhere, then the dialogue that is open."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject

from bots.crisis.helplines import Helplines
from bots.crisis.notes import Notes
from bots.crisis.phrases import Phrases
from bots.crisis.wishes import Wishes
from bots.dialogues import crisis, humans, mine, referral, small_talk, staff, words
from bots.dialogues.talk import Talk
from bots.failures import place_of
from bots.outbox import answers
from bots.outbox.mail import Mail
from bots.states import Human, Referral
from bots.texts.catalogue import Texts
from bots.turns import TurnStorage, current
from services.nudge_links import Account
from services.office import Office

logger = logging.getLogger(__name__)

_SHORT = 400

LONGEST = 8000
"""Characters of a message that is read as an answer; a longer one is still looked through for words of crisis."""


@dataclass(frozen=True)
class Ports:
    """What the dialogues need from outside."""

    office: Office
    texts: Texts
    phrases: Phrases
    helplines: Helplines
    mail: Mail
    wishes: Wishes
    notes: Notes
    """What waits for the store, where it is away."""
    telegram: Account | None = None
    """The bot on Telegram, where the site has one."""


def dispatcher(ports: Ports, more: Iterable[Router] = ()) -> Dispatcher:
    """The dispatcher that serves every channel: the web chat, and those that `more` are for."""
    hub = Dispatcher(storage=TurnStorage())
    hub["ports"] = ports
    web = _web_router()
    web.message.outer_middleware(_with_talk)
    web.callback_query.outer_middleware(_with_talk)
    web.message.outer_middleware(_crisis_first)
    hub.include_router(web)
    for router in more:
        hub.include_router(router)
    hub.errors.register(_failed)
    return hub


def _web_router() -> Router:
    router = Router(name="web")
    router.message.filter(_is_web)
    router.callback_query.filter(_is_web)
    router.message.register(_no_file, _has_no_text)
    router.message.register(_too_long, _is_too_long)
    router.message.register(words.on_command, words.is_command)
    router.message.register(small_talk.answer, small_talk.is_small_talk)
    router.message.register(staff.typed, _is_staff)
    router.message.register(humans.typed, StateFilter(Human))
    router.message.register(humans.wished, _wishes_for_somebody)
    router.message.register(mine.typed, _is_sent)
    router.message.register(referral.typed, StateFilter(Referral))
    router.callback_query.register(words.pressed, _about("word"))
    router.callback_query.register(staff.pressed, _about("staff"), _is_staff)
    router.callback_query.register(mine.pressed, _about("mine"), _is_sent)
    router.callback_query.register(humans.pressed, _about("human"))
    router.callback_query.register(referral.pressed, _about("referral"), StateFilter(Referral))
    router.callback_query.register(humans.pressed_in_form, _about("referral"), StateFilter(Human))
    router.callback_query.register(_stale)
    router.message.register(_lost)
    return router


# Filters are coroutines: any other function, and aiogram's own `F`, it would run in a thread each.


async def _is_web(_event: TelegramObject) -> bool:
    return current.get(None) is not None


async def _is_staff(_event: TelegramObject, talk: Talk) -> bool:
    return talk.turn.chat.staff is not None


async def _is_sent(_event: TelegramObject, talk: Talk) -> bool:
    return talk.turn.chat.stream is not None


async def _has_no_text(message: Message) -> bool:
    return not message.text


async def _is_too_long(message: Message) -> bool:
    return len(message.text or "") > LONGEST


async def _wishes_for_somebody(message: Message, talk: Talk, ports: Ports) -> bool | dict[str, str]:
    wish = humans.wish_of(ports.wishes, talk, message.text or "")
    return {"wish": wish} if wish else False


def _about(dialogue: str) -> Callable[[CallbackQuery], Awaitable[bool]]:
    async def is_about(query: CallbackQuery) -> bool:
        return (query.data or "").startswith(f"{dialogue}:")

    return is_about


async def _with_talk(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Give the handler its voice."""
    turn = current.get(None)
    if turn is not None:
        ports: Ports = data["ports"]
        data["talk"] = Talk(data["bot"], turn, ports.texts, ports.office, ports.helplines, ports.mail, ports.telegram)
    return await handler(event, data)


async def _crisis_first(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Whatever is being asked: words that suggest danger are answered before anything else."""
    talk: Talk | None = data.get("talk")
    text = getattr(event, "text", None)
    if talk is None or not text or talk.turn.chat.staff is not None:
        return await handler(event, data)
    phrases = data["ports"].phrases
    # A long text takes tenths of a second: other chats must not wait for it.
    if not (phrases.raises(text) if len(text) < _SHORT else await talk.ask(phrases.raises, text)):
        return await handler(event, data)
    humans.mark(talk)
    await crisis.answer(talk)
    if answers.is_open(talk.turn.chat):  # a human reads along: they get the words themselves
        return await handler(event, data)
    await humans.pause(talk)
    return None


async def _no_file(message: Message, talk: Talk) -> None:
    await talk.say("unclear-file" if message.document else "unclear-empty")
    await words.here_we_are(talk)


async def _too_long(message: Message, talk: Talk) -> None:
    talk.turn.returned = message.text or ""
    await talk.say("unclear-long")
    await words.here_we_are(talk)


async def _stale(_query: CallbackQuery, talk: Talk) -> None:
    await talk.say("stale")
    await words.here_we_are(talk)


async def _lost(_message: Message, talk: Talk) -> None:
    await words.here_we_are(talk)


async def _failed(event: ErrorEvent) -> bool:
    """An error reaches the log by its kind and place alone, and the person with words."""
    error = event.exception
    logger.error("a dialogue failed: %s at %s", type(error).__name__, place_of(error))
    turn = current.get(None)
    if turn is not None:
        turn.failed = True
    return True
