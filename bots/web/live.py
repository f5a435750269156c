"""Who is looking at which chat just now, and how they learn that something is new there.

A browser is told nothing but *look again*: what it is shown always comes from the store, so nothing can be lost
between a message and its event. What another process has written is noticed by a look at the store every second.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from bots.web.endings import Endings
from journey.engine.chats.chats import Chats

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK = 1.0
"""Seconds between two looks at what other processes have written."""


class _Viewer:
    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.typing = False


class Live:
    """The open streams of one process."""

    def __init__(self, chats: Chats, clock: Callable[[], datetime]) -> None:
        self.chats = chats
        self.endings = Endings(clock)
        self._viewers: dict[int, set[_Viewer]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._seen: dict[int, int] = {}
        self.over = False

    def end(self) -> None:
        """Have every stream say that it ends, and end: the process stops. Called in the loop that serves them."""
        self.over = True
        for chat in list(self._viewers):
            self._wake(chat)

    def wake(self, chat: int) -> None:
        """Something is new in a chat. May be called from any thread."""
        if self._loop is not None and self._loop.is_running() and chat in self._viewers:
            self._loop.call_soon_threadsafe(self._wake, chat)

    def _wake(self, chat: int) -> None:
        for viewer in self._viewers.get(chat, ()):
            viewer.news.set()

    def typing(self, chat: int) -> None:
        """Show that an answer is on its way."""
        for viewer in self._viewers.get(chat, ()):
            viewer.typing = True
            viewer.news.set()

    @contextmanager
    def viewing(self, chat: int) -> Iterator[_Viewer]:
        """Be told of what is new in a chat for as long as this lasts."""
        viewer = _Viewer()
        self._viewers[chat].add(viewer)
        try:
            yield viewer
        finally:
            self._viewers[chat].discard(viewer)
            if not self._viewers[chat]:
                del self._viewers[chat]
                self._seen.pop(chat, None)

    async def watch(self) -> None:
        """Notice what other processes write, until cancelled."""
        self._loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK)
            with suppress(Exception):  # a database that is away comes back; the next look finds what is new
                for chat, seq in (await asyncio.to_thread(self.chats.seqs, list(self._viewers))).items():
                    if self._seen.get(chat) != seq:
                        self._seen[chat] = seq
                        self._wake(chat)


async def waiting(viewer: _Viewer, seconds: float) -> AsyncIterator[str]:
    """`typing` or `news` when there is some, `quiet` when nothing has come for so long."""
    while True:
        try:
            await asyncio.wait_for(viewer.news.wait(), seconds)
        except TimeoutError:
            yield "quiet"
            continue
        viewer.news.clear()
        if viewer.typing:
            viewer.typing = False
            yield "typing"
        yield "news"
