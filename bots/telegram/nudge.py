"""A nudge by Telegram: there is a message, and where to read it. Nothing else is ever in it."""

from __future__ import annotations

import asyncio

from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.types import LinkPreviewOptions
from aiohttp import ClientConnectorError

from bots.outbox.channels import NudgeFailed
from bots.outbox.mail import Ready
from bots.telegram.client import Client, NotNow, OwnPatience
from bots.texts.catalogue import Texts
from journey.engine.chats.chats import Chat
from services import nudge_links
from services.office import Office
from services.people import Identity

PATIENCE = 3.0
"""Seconds that a nudge waits for its chat's turn; beyond that it is put off, and nobody else's waits."""


class TelegramNudge:
    """A nudge to whoever has linked their Telegram."""

    name = "telegram"

    def __init__(self, client: Client, office: Office, texts: Texts) -> None:
        self.client = client
        self.office = office
        self.texts = texts

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:  # noqa: ARG002  # as the port has it
        """The Telegram that the person linked."""
        return next((str(chat.data["id"]) for chat in chats if chat.channel == nudge_links.CHANNEL), None)

    async def send(self, address: str, language: str, link: str, ready: Ready) -> bool:
        """Hand it to Telegram; a link to a Telegram that blocks us is forgotten. No turn is waited for long."""
        text = self.texts(language, "telegram-nudge", link=link)
        bot = self.client.bot(OwnPatience(self.client.pace, PATIENCE, ready))
        try:
            await bot.send_message(int(address), text, link_preview_options=LinkPreviewOptions(is_disabled=True))
        except NotNow:
            return False
        except TelegramForbiddenError:
            await asyncio.to_thread(nudge_links.unlink, self.office, int(address))
            raise NudgeFailed("blocked") from None
        except (AiogramError, OSError) as error:
            raise _failure(error) from None
        finally:
            await bot.session.close()
        return True


def _failure(error: Exception) -> NudgeFailed:
    """What an error says of a nudge: refused for good or for now, not reached, or nobody knows."""
    if isinstance(error, TelegramBadRequest | TelegramNotFound | TelegramMigrateToChat):
        return NudgeFailed("refused")
    if isinstance(error, TelegramRetryAfter):
        return NudgeFailed("unreachable", passing=True, after=error.retry_after)
    if isinstance(error, TelegramAPIError) and not isinstance(error, TelegramNetworkError):
        return NudgeFailed("unreachable", passing=True)  # an answer, and a no: its server is broken, or our token is
    if isinstance(error.__cause__, ClientConnectorError):
        return NudgeFailed("unreachable", passing=True)
    return NudgeFailed("unknown")  # it was on its way, and no answer came that could be understood
