"""One turn of a chat: somebody says or presses something, the dialogues answer, and all of it is kept at once.

What a turn says and which state it leaves are gathered while the handlers run and saved in one transaction. A process
that dies in between leaves the chat where it was; two who answer at once are put in order by `Chats.save`.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bots.afterwards import begin
from journey.domain.errors import ChatGone, Conflict
from journey.engine.access_log import AccessLog, making
from journey.engine.chats.chats import Chat, Chats
from journey.engine.chats.deletion import delete
from journey.engine.chats.messages import Message
from journey.engine.reading_rows import Page

ATTEMPTS = 20
_REMEMBERED = 30  # how many of the latest inputs are known again when a browser sends one twice

_OWN = ("open", "taken")  # what a turn itself keeps beside the dialogue's draft

current: ContextVar[Turn] = ContextVar("turn")


@dataclass
class Turn:
    """What one input leads to. `entry` names it: asked twice, the log records it once."""

    chat: Chat
    now: datetime
    entry: str
    said: list[Message] = field(default_factory=list)
    changed: dict[int, Message] = field(default_factory=dict)
    known: dict[int, Message] = field(default_factory=dict)  # those whose buttons wait for an answer, and the pressed
    asked: Message | None = None  # the question that stood open when something was said, as it stood
    returned: str = ""  # words too long to be taken: they go back to whoever wrote them, whole
    door: str | None = None  # the page shown instead, once the chat is destroyed
    about: UUID | None = None  # whom a colleague's turn speaks of: all it says is sealed under that person's key
    mentions: set[UUID] = field(default_factory=set)  # whom a list names: it goes when one of them is erased
    trusted: set[UUID] = field(default_factory=set)  # whom the colleague was permitted to write about in this turn
    coded: set[UUID] = field(default_factory=set)  # whom of these what is said does not tell apart by name
    read: Mapping[UUID, Any] = field(default_factory=dict)  # whom looking at what was pressed has read: see Viewing
    saved: bool = False  # something was recorded in it: whatever fails after that, it is
    failed: bool = False  # a handler broke: nothing it began is kept, and the person is told in words
    afterwards: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)  # nobody waits for these
    page: Page | None = None  # whom whoever acts has read in this turn, and what of them: one reading

    @property
    def reader(self) -> str | None:
        """Whose readings the turn is: a colleague's. What a participant reads of themselves stands by itself."""
        return self.chat.staff

    @property
    def next_id(self) -> int:
        """The number that the next message said will have: changes are saved first."""
        return self.chat.seq + len(self.changed) + len(self.said) + 1


Feed = Callable[[Turn], Awaitable[None]]


class Unanswered(Exception):
    """What was asked for in a turn is saved, and the answer could not be kept."""


def note_saved() -> None:
    """Something was recorded just now, in the turn that is taken here if any."""
    if (turn := current.get(None)) is not None:
        turn.saved = True


class Turns:
    """Takes turns, one at a time in each chat."""

    def __init__(
        self,
        chats: Chats,
        clock: Callable[[], datetime],
        wake: Callable[[int], None],
        apology: Callable[[Chat, bool], Message],
        ending: Callable[[Chat, str], None] = lambda _chat, _door: None,
    ) -> None:
        """`wake` is told of every chat that has something new to show; `apology` is said where a handler breaks.

        The apology says so where something was saved before that.
        `ending` is told of the door that a chat is about to end at, before anybody can notice that it is gone.
        """
        self.ending = ending
        self.apology = apology
        self.chats = chats
        self.access = AccessLog(chats.store, chats.vault)
        self.clock = clock
        self.wake = wake
        self._locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def take(self, chat: int, entry: str, feed: Feed) -> Turn:
        """Run one turn. Raises ChatGone. A turn whose `entry` was taken already changes nothing."""
        saved = False
        async with self._alone(chat):
            for _ in range(ATTEMPTS):
                opened = await asyncio.to_thread(self.chats.load_with_questions, chat)
                if opened is None:
                    raise ChatGone
                loaded, questions = opened
                turn = Turn(loaded, self.clock(), entry, known=questions)
                if entry in loaded.data.get("taken", ()):
                    return turn
                token = current.set(turn)
                try:
                    with making(turn.reader) as turn.page:
                        await feed(turn)
                finally:
                    current.reset(token)
                if turn.failed and turn.saved and not saved:
                    saved = True
                    continue  # asked again under the same name, it is recorded once, and perhaps answered
                saved = saved or turn.saved
                if turn.failed:
                    turn = await self._apologised(turn, saved=saved)
                if turn.door is not None:
                    self.ending(turn.chat, turn.door)
                with _unanswered_if(saved=saved):
                    kept = await asyncio.to_thread(self._kept, turn)
                if kept:
                    break
            else:
                raise Conflict("others keep writing in the same chat; nothing was saved; try again")
        self.wake(chat)
        for step in turn.afterwards:
            begin(step())
        return turn

    async def _apologised(self, failed: Turn, *, saved: bool) -> Turn:
        """The turn without anything that a broken handler began: what the person said, and a word of regret."""
        with _unanswered_if(saved=saved):
            loaded = await asyncio.to_thread(self.chats.load, failed.chat.id)
        if loaded is None:
            raise ChatGone
        own = [message for message in failed.said if message.author == "person"]
        return Turn(loaded, failed.now, failed.entry, [*own, self.apology(loaded, saved)])

    @asynccontextmanager
    async def _alone(self, chat: int) -> AsyncIterator[None]:
        lock = self._locks[chat]
        async with lock:
            yield
        if not lock.locked():
            self._locks.pop(chat, None)

    def _kept(self, turn: Turn) -> bool:
        if turn.door is not None:
            delete(self.chats.store, self.chats.vault, [turn.chat.id])
            return True
        if turn.page is not None:
            self.access.keep(turn.now, turn.page)  # before anybody can be shown it
        for message in turn.said:
            message.key = message.key or turn.about
            message.mentions |= turn.mentions
            message.coded |= turn.coded & {message.key, *message.mentions}
        data = turn.chat.data
        data["taken"] = [*data.get("taken", ()), turn.entry][-_REMEMBERED:]
        changed = list(turn.changed.values())
        first = turn.chat.seq + len(changed) + 1
        still = [number for number in data.get("open", ()) if number not in turn.changed]
        still += [number for number, message in turn.changed.items() if message.keyboard and message.style != "card"]
        new = [first + place for place, message in enumerate(turn.said) if message.keyboard and message.style != "card"]
        data["open"] = still + new
        try:
            self.chats.save(turn.chat, [*changed, *turn.said], turn.now)
        except Conflict:
            return False
        return True


@contextmanager
def _unanswered_if(*, saved: bool) -> Iterator[None]:
    """Raises Unanswered where the store fails and something was saved before."""
    try:
        yield
    except Exception as error:
        if saved:
            raise Unanswered from error
        raise


class TurnStorage(BaseStorage):
    """The dialogue's state and draft, as the current turn holds them; the turn saves them.

    Outside a turn, as on Telegram, there is no dialogue and nothing is kept.
    """

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:  # noqa: ARG002  # there is one chat
        """Note the state that the turn leaves."""
        if (turn := current.get(None)) is not None:
            turn.chat.state = state if state is None or isinstance(state, str) else state.state

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002
        """The state, as the turn has it now."""
        turn = current.get(None)
        return turn.chat.state if turn else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Note the draft that the turn leaves."""
        if (turn := current.get(None)) is not None:
            own = {name: turn.chat.data[name] for name in _OWN if name in turn.chat.data}
            turn.chat.data = {**own, **data}

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002
        """The draft, as the turn has it now."""
        turn = current.get(None)
        return dict(turn.chat.data) if turn else {}

    async def close(self) -> None:
        """Nothing to let go of."""
