"""How many live streams there may be, of one browser and from one address, so that nobody's can stop the server."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from bots.limits import neighbourhoods

OF_SESSION = 6
"""Tabs of one browser that are live at once; browsers themselves open no more to one host."""
FROM_ADDRESS = 120
"""From one address: an office, or a library."""
ALTOGETHER = 600
"""Of one process, so that pages can still be had."""
PIECE = 10
"""Messages that are read and drawn at once: between two pieces everybody else has a turn."""
READERS = 1
"""Threads that read for streams. Apart from those that answer people, who must never wait for them."""


Key = tuple[str, str]
T = TypeVar("T")


@dataclass
class Streams:
    """The streams that are open in this process."""

    of_session: int = OF_SESSION
    from_address: int = FROM_ADDRESS
    altogether: int = ALTOGETHER
    readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(READERS, "streams"))
    open: Counter[Key] = field(default_factory=Counter)
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READERS))

    async def read(self, read: Callable[..., T], *values: Any) -> T:
        """Read for a stream. The next one begins only when the loop has seen to everybody else who waits."""
        async with self._turn:
            return await asyncio.get_running_loop().run_in_executor(self.readers, read, *values)

    def take(self, session: str, address: str) -> Place | None:
        """A place for one more of a browser's session, from an address; None where there are too many."""
        keys = (("session", session), ("address", neighbourhoods(address)[0]), ("all", ""))
        allowed = (self.of_session, self.from_address, self.altogether)
        if any(self.open[key] >= most for key, most in zip(keys, allowed, strict=True)):
            return None
        self.open.update(keys)
        return Place(self.open, keys)


@dataclass
class Place:
    """A stream's place, until it is given back."""

    _open: Counter[Key]
    _keys: tuple[Key, ...]

    def give_back(self) -> None:
        """Make room for another; once, however often it is asked for."""
        for key in self._keys:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]
        self._keys = ()


class PlacedResponse(StreamingResponse):
    """A stream that gives its place back when whoever reads it is gone, also where nothing was ever sent."""

    def __init__(self, place: Place, content: Any, **more: Any) -> None:
        super().__init__(content, **more)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._place.give_back()
