"""Words of danger on Telegram: the numbers at once, before anything is read, and then whether a human has been told.

The numbers come as whoever asks for help is shown them, with no word about who asks. Nothing of the words is kept:
what waits for the store says that somebody is to be told, and of which Telegram.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import LinkPreviewOptions, Message, Update, User

from bots.crisis.notes import Note
from bots.dialogues import crisis
from bots.dialogues.routing import Ports
from bots.limits import Limit
from bots.telegram.client import Client
from services import nudge_links
from services.crisis import Call, call

logger = logging.getLogger(__name__)

KIND = "telegram"
_ANSWERS = 20  # to one Telegram within a minute
_TRIES = 3


class Danger:
    """What is done where somebody writes words of danger to the bot. Only the numbers must come at once."""

    tell_within = 3.0
    """Seconds within which it is said whether a human has been told."""
    first_within = 0.5
    """Seconds that the numbers have for themselves, before a human is called."""
    pause = 1.0
    """Seconds between two tries where Telegram does not take the numbers."""

    def __init__(self, client: Client, ports: Ports) -> None:
        self.client = client
        self.ports = ports
        self._allowed = Limit(_ANSWERS, timedelta(minutes=1))
        self._calls: dict[str, Call | None] = {}  # what has come of notes that somebody waits to hear of

    def concerns(self, update: Update) -> Message | None:
        """The message, where these are words of danger in a private chat."""
        message = update.message or update.edited_message
        text = (message.text or message.caption or "").strip() if message is not None else ""
        if message is None or message.chat.type != "private" or not text:
            return None
        return message if self.ports.phrases.raises(text) else None

    async def take(self, bot: Bot, message: Message, update: int) -> None:
        """The numbers; then the task, however long it takes; and in between the truth about it."""
        telegram, spoken = message.chat.id, _spoken(message.from_user)
        language = self.ports.texts.language(spoken)
        heard = self._allowed.allows(str(telegram), self.ports.office.clock())
        saying = asyncio.ensure_future(self._say(bot, telegram, numbers(self.ports, language) if heard else None))
        await asyncio.wait({saying}, timeout=self.first_within)  # a slow Telegram keeps no human away
        # Telegram may begin its numbers anew after a quiet week: with the time they are told apart.
        entry = f"telegram-{update}-{message.date:%Y%m%d%H%M%S}"
        told = await self._tell({"kind": KIND, "telegram": telegram, "entry": entry, "language": language})
        await saying
        if heard:
            await self._say(bot, telegram, self.ports.texts(language, _verdict(told)))

    async def _tell(self, note: Note) -> Call | None:
        """Who has been told by now; None where nobody has. It goes on behind this, where the store is away."""
        name = f"{KIND}-{note['telegram']}-{note['entry']}"
        note, notes = {**note, "name": name}, self.ports.notes
        kept = await notes.keep(name, note)
        self._calls[name] = None
        trying = asyncio.ensure_future(notes.deliver(name, note) if kept else self._once(note))
        try:
            await asyncio.wait({trying}, timeout=self.tell_within)
            return self._calls[name]
        finally:
            self._calls.pop(name)

    async def _once(self, note: Note) -> None:
        try:
            await self.deliver(note)
        except Exception as error:  # noqa: BLE001  # by its kind alone: it may quote somebody
            logger.error("a task could not be opened: %s", type(error).__name__)  # noqa: TRY400

    async def deliver(self, note: Note) -> None:
        """Tell whoever is to act, once; and the person, where they have been told before that nobody has been."""
        told = await asyncio.to_thread(self._task, note["telegram"], note["entry"])
        if note["name"] in self._calls:
            self._calls[note["name"]] = told
        elif told is not None and _verdict(told) == "telegram-crisis-told":
            await self._follow_up(note)

    def _task(self, telegram: int, entry: str) -> Call | None:
        """The task in the person's web chat, where colleagues answer. None where nobody has linked this Telegram."""
        office = self.ports.office
        link = nudge_links.linked(office, telegram)
        return None if link is None else call(office, nudge_links.web_chat(office, link) or link, entry)

    async def _follow_up(self, note: Note) -> None:
        bot = self.client.bot()
        try:
            await self._say(bot, note["telegram"], self.ports.texts(note["language"], "telegram-crisis-told"))
        finally:
            await bot.session.close()

    async def _say(self, bot: Bot, telegram: int, text: str | None) -> None:
        if text is None:
            return
        for left in reversed(range(_TRIES)):
            try:
                await bot.send_message(telegram, text, link_preview_options=LinkPreviewOptions(is_disabled=True))
            except (TelegramForbiddenError, TelegramBadRequest):
                return  # they cannot be reached; what they wrote is taken care of all the same
            except AiogramError as error:
                logger.warning("an answer did not leave: %s", type(error).__name__)
                if left:
                    await asyncio.sleep(self.pause)
            else:
                return


def numbers(ports: Ports, language: str) -> str:
    """The numbers, as whoever asks for help is shown them."""
    return "\n\n".join([ports.texts(language, "help"), crisis.lines(ports.helplines, language)])


def _verdict(told: Call | None) -> str:
    return "telegram-crisis-told" if told is not None and told.names and told.on_duty else "telegram-crisis-unread"


def _spoken(sender: User | None) -> str:
    return (getattr(sender, "language_code", None) or "").partition("-")[0]
