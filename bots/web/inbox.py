"""What a browser sends, as updates for the dispatcher: words, a press on a button, or a file that we cannot take."""

from __future__ import annotations

import asyncio
import re
import secrets
from dataclasses import dataclass
from itertools import count

import msgspec
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, Document, Update, User
from aiogram.types import Message as AiogramMessage

from bots.dialogues import menus, sending
from bots.dialogues.routing import Ports
from bots.dialogues.talk import Talk
from bots.feeding import feed
from bots.outbox import cards
from bots.turns import Feed, Turn, Turns
from bots.web.session import as_aiogram
from journey.engine.chats.chats import Chats
from journey.engine.chats.messages import Message
from services.messages import Viewing, coded

NONCE = re.compile(r"^[A-Za-z0-9-]{8,64}$")
_KEEPS_BUTTONS = ("card", "crisis")
_CLOSING = ("staff:take:", "staff:done:", "staff:mine:")
"""Presses that close the card they stand on."""
STALE = "stale"
SHOWN = 8000
"""Characters of a message that are shown back."""


@dataclass(frozen=True, slots=True)
class Said:
    """One input: words, or a press (message and data), or a file. `nonce` is the browser's own name for it."""

    nonce: str = ""
    text: str | None = None
    press: tuple[int, str] | None = None
    file: bool = False
    read_out: bool = False
    """Whether the session it comes from was opened with a code that a colleague read out."""


class Inbox:
    """Hands a browser's inputs to the dispatcher, a turn each."""

    def __init__(self, turns: Turns, dispatcher: Dispatcher, bot: Bot, ports: Ports) -> None:
        self.turns = turns
        self.dispatcher = dispatcher
        self.bot = bot
        self.ports = ports
        self.chats: Chats = turns.chats
        self._numbers = count(1)  # of inputs: aiogram knows updates apart by their numbers alone

    async def take(self, chat: int, said: Said) -> Turn:
        """One turn. Raises ChatGone."""
        nonce = said.nonce if NONCE.match(said.nonce) else secrets.token_hex(8)
        return await self.turns.take(chat, self.entry(chat, nonce), self._feed(said))

    @staticmethod
    def entry(chat: int, nonce: str) -> str:
        """The name of the turn that an input leads to: what it records carries it, and is recorded once."""
        return f"chat-{chat}-{nonce}"

    async def greet(self, chat: int) -> Turn:
        """The first words in a chat that has just been made."""

        async def welcome(turn: Turn) -> None:
            talk = self._talk(turn)
            if turn.chat.staff is not None:
                await menus.staff(talk, "staff-welcome")
            elif turn.chat.stream is not None:
                await menus.mine(talk)
            else:
                await sending.begin(talk)

        return await self.turns.take(chat, f"chat-{chat}-greeting", welcome)

    def _talk(self, turn: Turn) -> Talk:
        ports = self.ports
        return Talk(self.bot, turn, ports.texts, ports.office, ports.helplines, ports.mail, ports.telegram)

    def _feed(self, said: Said) -> Feed:
        pressable: dict[str, str] = {}  # as it stood when it was pressed: taken again, the turn has closed its own card

        async def feed_turn(turn: Turn) -> None:
            viewing = Viewing(self.ports.office, turn.chat)
            turn.read, turn.chat.read_out = viewing.subjects, said.read_out
            if said.press is not None:
                update = await self._press(viewing, turn, *said.press, pressable)
            else:
                update = self._words(turn, said)
            if update is not None:
                await feed(self.dispatcher, self.bot, update)
            await asyncio.to_thread(_note_coded, viewing, turn)

        return feed_turn

    def _words(self, turn: Turn, said: Said) -> Update:
        self._close_questions(turn)
        text = (said.text or "").replace("\x00", "")
        number = turn.next_id
        if text:
            turn.said.append(Message("person", text if len(text) <= SHOWN else f"{text[:SHOWN]} …"))
        message = as_aiogram(turn, number, text, author=_user(turn))
        if said.file or not text:
            file = Document(file_id="-", file_unique_id="-") if said.file else None
            message = message.model_copy(update={"text": None, "document": file})
        return self._update(message=message)

    async def _press(
        self, viewing: Viewing, turn: Turn, number: int, data: str, pressable: dict[str, str]
    ) -> Update | None:
        """A press on a button that the chat holds; one that it does not hold is stale or forged, and said to be so."""
        message = turn.known.get(number) or await asyncio.to_thread(self.chats.message, turn.chat, number)
        if message is not None and not pressable:
            pressable |= await asyncio.to_thread(self._labels, viewing, message)
        labels = {} if message is None else pressable
        if message is not None and data not in labels and _is_double_tap(message, data):
            return None
        if message is None or data not in labels:
            self._close_questions(turn)
            return self._callback(turn, number, STALE)
        self._close_questions(turn)
        turn.known[number] = turn.changed[number] = message
        message.pressed = data
        if message.style not in _KEEPS_BUTTONS:
            message.keyboard = []
        echo = Message("person", labels[data])  # it may hold a name, where it was pressed on a list of people
        if turn.chat.staff is not None:
            named = await asyncio.to_thread(self.chats.named_in, turn.chat, number)
            echo.key, echo.mentions, echo.coded = message.key, named.get(number, set()), message.coded
        turn.said.append(echo)
        return self._callback(turn, number, data)

    def _labels(self, viewing: Viewing, message: Message) -> dict[str, str]:
        """What can be pressed on a message now, as whoever is asked sees it."""
        return {
            key.data: key.text
            for view in cards.as_seen_now(viewing, self.ports.texts, [message])
            for row in view.keyboard
            for key in row
        }

    @staticmethod
    def _close_questions(turn: Turn) -> None:
        """Whatever was asked before is answered, or passed over: its buttons go."""
        for _, message in sorted(turn.known.items()):
            if message.keyboard:
                turn.asked = msgspec.structs.replace(message)
            message.keyboard = []
            turn.changed[message.id] = message

    def _callback(self, turn: Turn, number: int, data: str) -> Update:
        query = CallbackQuery(
            id=f"{turn.chat.id}:{turn.entry}",
            from_user=_user(turn),
            chat_instance=str(turn.chat.id),
            data=data,
            message=as_aiogram(turn, number, "-"),
        )
        return self._update(callback_query=query)

    def _update(self, message: AiogramMessage | None = None, callback_query: CallbackQuery | None = None) -> Update:
        update = Update(update_id=next(self._numbers), message=message, callback_query=callback_query)
        return update.as_(self.bot)


def _note_coded(viewing: Viewing, turn: Turn) -> None:
    """What a colleague reads about somebody whom they may not know tells nothing that could be hidden later."""
    named = turn.mentions.union(*(message.mentions for message in turn.said))
    about = {one for one in (turn.about, *(message.key for message in turn.said)) if one is not None}
    turn.coded = coded(viewing, (about | named) - turn.trusted - {turn.chat.key})


def _is_double_tap(message: Message, data: str) -> bool:
    """Pressed once more, and the first press has taken the button away; a card also closes for other reasons."""
    return message.pressed == data and (message.card is None or data.startswith(_CLOSING))


def _user(turn: Turn) -> User:
    return User(id=turn.chat.id, is_bot=False, first_name="-")
