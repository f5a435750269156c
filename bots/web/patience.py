"""A page that does not come in time is replaced by one that says so, with the numbers: nobody looks at nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bots.failures import place_of

logger = logging.getLogger(__name__)

Late = Callable[[Request], Awaitable[Response]]
_WAITED_FOR = ("/static/", "/desk/static/", "/health/", "/telegram", "/handelser", "/desk/live")
"""What is no page: files, what machines ask, and the stream, which browsers open anew by themselves."""
_late: set[asyncio.Task[None]] = set()  # kept until they are done: the loop itself holds them only loosely


class Patience:
    """Waits so long for an answer to begin, from the moment a request has come in whole."""

    def __init__(self, app: ASGIApp, seconds: Callable[[], float], late: Late) -> None:
        """`late` makes the page that is shown instead; what was asked for goes on meanwhile."""
        self.app = app
        self.seconds = seconds
        self.late = late

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer for it where nothing else does."""
        if scope["type"] != "http" or scope["path"].startswith(_WAITED_FOR):
            await self.app(scope, receive, send)
            return
        await _Waiting(self, scope, receive, send).run()


class _Waiting:
    def __init__(self, patience: Patience, scope: Scope, receive: Receive, send: Send) -> None:
        self.patience, self.scope = patience, scope
        self._receive, self._send = receive, send
        self.whole = asyncio.Event()
        self.begun = self.over = False
        if scope["method"] in ("GET", "HEAD"):
            self.whole.set()

    async def run(self) -> None:
        work = asyncio.create_task(self._work())
        whole = asyncio.create_task(self.whole.wait())
        try:
            await asyncio.wait({work, whole}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({work}, timeout=self.patience.seconds())
            if self.begun or work.done():
                await work
                return
        except asyncio.CancelledError:
            work.cancel()
            raise
        finally:
            whole.cancel()
        self.over = True
        _late.add(work)
        work.add_done_callback(_ended)
        page = await self.patience.late(Request(self.scope))
        await page(self.scope, self._receive, self._send)

    async def _work(self) -> None:
        await self.patience.app(self.scope, self._receiving, self._sending)

    async def _receiving(self) -> Message:
        message = await self._receive()
        if not message.get("more_body", False):
            self.whole.set()
        return message

    async def _sending(self, message: Message) -> None:
        if not self.over:  # else it has been answered already
            self.begun = True
            await self._send(message)


def _ended(work: asyncio.Task[None]) -> None:
    _late.discard(work)
    error = None if work.cancelled() else work.exception()
    if error is not None:
        logger.error("a late page failed: %s at %s", type(error).__name__, place_of(error))
