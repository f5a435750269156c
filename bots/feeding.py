"""Hands an update to aiogram's dispatcher, and sees to it that aiogram remembers nothing of it."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update

_KINDS: Any = Update.event_type  # a property over a cache of the last 128 updates, whole, with what people said in them


async def feed(dispatcher: Dispatcher, bot: Bot, update: Update) -> None:
    """Let the handlers answer one update. What a handler raises is raised."""
    try:
        await dispatcher.feed_update(bot, update)
    finally:
        _KINDS.fget.cache_clear()
