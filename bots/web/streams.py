"""How many live streams there may be, of one browser and from one address, so that nobody's can stop the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

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
READERS = 2
"""Threads that read for streams. Apart from those that answer people, who must never wait for them."""


@dataclass
class Streams:
    """The streams that are open in this process."""

    of_session: int = OF_SESSION
    from_address: int = FROM_ADDRESS
    altogether: int = ALTOGETHER
    readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(READERS, "streams"))
    _open: Counter[tuple[str, str]] = field(default_factory=Counter)

    def room(self, session: str, address: str) -> bool:
        """Whether one more may be opened for a browser's session, from an address."""
        allowed = (self.of_session, self.from_address, self.altogether)
        return all(self._open[key] < most for key, most in zip(_keys(session, address), allowed, strict=True))

    @contextmanager
    def held(self, session: str, address: str) -> Iterator[None]:
        """One more is open for as long as this lasts."""
        keys = _keys(session, address)
        self._open.update(keys)
        try:
            yield
        finally:
            self._open.subtract(keys)
            for key in keys:
                if not self._open[key]:
                    del self._open[key]


def _keys(session: str, address: str) -> tuple[tuple[str, str], ...]:
    return ("session", session), ("address", neighbourhoods(address)[0]), ("all", "")


class HeldResponse(StreamingResponse):
    """A stream that is counted from its first byte until whoever reads it is gone, also where none is ever sent."""

    def __init__(self, streams: Streams, session: str, address: str, content: Any, **more: Any) -> None:
        super().__init__(content, **more)
        self._streams, self._session, self._address = streams, session, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        with self._streams.held(self._session, self._address):
            await super().__call__(scope, receive, send)
