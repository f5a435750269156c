"""A nudge by Telegram: there is a message, and where to read it. Nothing else is ever in it."""

from __future__ import annotations

import asyncio

from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
)
from aiogram.types import LinkPreviewOptions

from bots.outbox.courier import NudgeFailed
from bots.telegram.client import Client
from bots.texts.catalogue import Texts
from journey.engine.chats.chats import Chat
from services import nudge_links
from services.office import Office
from services.people import Identity


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

    async def send(self, address: str, language: str, link: str) -> None:
        """Hand it to Telegram; a link to a Telegram that blocks us is forgotten."""
        text = self.texts(language, "telegram-nudge", link=link)
        bot = self.client.bot()
        try:
            await bot.send_message(int(address), text, link_preview_options=LinkPreviewOptions(is_disabled=True))
        except TelegramForbiddenError:
            await asyncio.to_thread(nudge_links.unlink, self.office, int(address))
            raise NudgeFailed("blocked") from None
        except (TelegramBadRequest, TelegramNotFound, TelegramMigrateToChat):
            raise NudgeFailed("refused") from None
        except (AiogramError, OSError):
            raise NudgeFailed("unreachable") from None
        finally:
            await bot.session.close()
