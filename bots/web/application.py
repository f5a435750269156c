"""The web application: the pages with their safety headers, and what a load balancer asks."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Collection
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bots.failures import place_of
from bots.web.gate import Hosts, Looking
from bots.web.pages import Site
from bots.web.patience import Patience

logger = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex",
}
READY_WITHIN = 3.0
"""Seconds after which a store that does not answer is not ready."""
SECURE = {"Strict-Transport-Security": "max-age=63072000"}
"""Added where browsers reach us by https: for two years they come by no other way."""


FILES = ("/static/", "/desk/static/", "/desk/sign-in/static/")
"""Looks and scripts of pages, about nobody: a browser keeps them, and asks each time whether they still hold."""


class SafeHeaders:
    """Every answer carries them, and nothing personal is kept by any cache."""

    def __init__(self, app: ASGIApp, leave_to: str, *, secure: bool) -> None:
        self.app = app
        self.headers = (HEADERS | SECURE if secure else HEADERS) | {
            # The redirect away is an answer to a form, so its target counts as one of the form's.
            "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
                "form-action 'self'", f"form-action 'self' {leave_to}"
            )
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith(FILES) else "no-store")
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:  # went away in the middle of a request: nothing of it was taken
            return
        except Exception as error:  # noqa: BLE001  # the page has said so in words; a traceback might quote somebody
            logger.error("a page failed: %s at %s", type(error).__name__, place_of(error))  # noqa: TRY400


class Probe:
    """Asks whether the store answers, once at a time: one that stands still holds no more than one question."""

    def __init__(self, ready: Callable[[], bool]) -> None:
        self.ready = ready
        self._asking: asyncio.Task[bool] | None = None

    async def answers(self) -> bool:
        """Whether it says so in time; whoever asks meanwhile waits for the same answer."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(asyncio.to_thread(self.ready))
        done, _ = await asyncio.wait({self._asking}, timeout=READY_WITHIN)
        return bool(done) and self._asking.result()


class Troubles:
    """What is shown where no page answers as it should: participants their page, colleagues one of their own."""

    def __init__(self, site: Site, staff: Callable[[Request, int], Response] | None) -> None:
        self.site = site
        self.staff = staff

    async def missing(self, request: Request, error: Exception) -> Response:
        """There is no such page, or it takes no such request."""
        code = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        page = self._of_staff(request, code) or await self.site.missing(request, error)
        page.headers.update(getattr(error, "headers", None) or {})
        return page

    async def broken(self, request: Request, error: Exception) -> Response:
        """Something went wrong here."""
        return self._of_staff(request, HTTPStatus.SERVICE_UNAVAILABLE) or await self.site.broken(request, error)

    async def late(self, request: Request) -> Response:
        """It takes too long."""
        return self._of_staff(request, HTTPStatus.SERVICE_UNAVAILABLE) or await self.site.late(request)

    def _of_staff(self, request: Request, code: int) -> Response | None:
        """The page of colleagues, at an address of theirs."""
        theirs = f"{request.url.path}/".startswith("/desk/")
        return self.staff(request, code) if theirs and self.staff is not None else None


def application(
    site: Site,
    ready: Callable[[], bool],
    hosts: Collection[str],
    more: list[BaseRoute] | None = None,
    staff: Callable[[Request, int], Response] | None = None,
) -> ASGIApp:
    """The application. `ready` says whether the store answers, to `/health/ready`; `hosts` are its own names.

    `staff` makes the page that tells colleagues of trouble, by its status.
    """
    troubles = Troubles(site, staff)

    async def live(_: Request) -> Response:
        return PlainTextResponse("live")

    probe = Probe(ready)

    async def is_ready(_: Request) -> Response:
        fine = await probe.answers()
        code = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        return PlainTextResponse("ready" if fine else "not ready", code)

    @contextlib.asynccontextmanager
    async def watching(_: Starlette) -> AsyncIterator[None]:
        watches = [asyncio.create_task(site.live.watch()), asyncio.create_task(site.ports.notes.watch())]
        try:
            yield
        finally:
            for watch in watches:
                watch.cancel()

    routes = [*site.routes(), Route("/health/live", live), Route("/health/ready", is_ready), *(more or [])]
    pages = Starlette(
        routes=routes,
        lifespan=watching,
        exception_handlers={HTTPException: troubles.missing, Exception: troubles.broken},
    )
    patient = Patience(pages, lambda: site.patience, troubles.late)
    return SafeHeaders(Hosts(Looking(patient, routes), hosts), site.leave_to, secure=site.secure)
