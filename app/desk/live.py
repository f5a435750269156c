"""Tells open pages of the desk that something was recorded, so that they look again; what they show comes as a page.

Nothing about anybody is said here: only that there is news, that the session is over, or that the server stops.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic

from starlette.requests import Request
from starlette.responses import Response

from app.signin.door import Door
from bots.web.answering import address_of
from bots.web.streams import PlacedResponse, Streams

LOOK = 2.0
"""Seconds between two looks at the log, however many pages are open."""
QUIET = 20.0
"""Seconds after which a line is sent that says nothing, so that nobody between takes the stream for dead."""


@dataclass
class Live:
    """The open pages of one process."""

    door: Door
    streams: Streams = field(default_factory=lambda: Streams(of_session=10))
    over: Callable[[], bool] = lambda: False
    """Whether the process is to stop."""
    _head: int = 0
    _looked: float = -LOOK
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, request: Request) -> Response:
        """A stream for one page; nothing for who has not signed in."""
        token = self.door.token(request)
        session = await self.door.signed_in(request, in_use=False)
        if session is None or session.post is None:
            return Response(status_code=HTTPStatus.NO_CONTENT)  # tells an EventSource to stop asking
        place = self.streams.take(token or "", address_of(request))
        if place is None:
            return Response(status_code=HTTPStatus.TOO_MANY_REQUESTS, headers={"Connection": "close"})
        stream, headers = self._stream(token), {"X-Accel-Buffering": "no"}
        return PlacedResponse(place, stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, token: str | None) -> AsyncIterator[str]:
        yield "retry: 5000\n\n"
        seen, said = await self._read(), monotonic()
        while not self.over():
            await asyncio.sleep(LOOK)
            head = await self._read()
            if head == seen and monotonic() - said < QUIET:
                continue
            if await asyncio.to_thread(self.door.session_of, token) is None:
                yield "event: gone\ndata: 1\n\n"
                return
            yield "event: news\ndata: 1\n\n" if head != seen else ": quiet\n\n"
            seen, said = head, monotonic()

    async def _read(self) -> int:
        """The last position of the log, looked up once for all pages that ask within a moment."""
        async with self._looking:
            if monotonic() - self._looked >= LOOK / 2:
                self._head = await asyncio.to_thread(self.door.office.engine.log.head)
                self._looked = monotonic()
            return self._head
