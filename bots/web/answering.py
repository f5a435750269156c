"""What every page does: read a form of ours, know the language, answer with a page or an address."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bots.dialogues.routing import Ports
from bots.limits import Limit
from bots.web import rendering
from bots.web.inbox import Inbox
from bots.web.live import Live
from bots.web.streams import Streams
from journey.engine.chats.chats import Chat
from services import team

COOKIE, TICKET, LANGUAGE, SEEN = "journey", "journey-ticket", "sprak", "journey-seen"
"""The cookies' names; under https each begins with `__Host-`, so that no neighbouring host can set it."""
LARGEST = 256 * 1024  # bytes of a body that is read at all


@dataclass
class Answering:
    """Everything the pages need, and the parts that they share."""

    inbox: Inbox
    ports: Ports
    live: Live
    leave_to: str
    secure: bool
    streams: Streams = field(default_factory=Streams)
    templates: Any = field(default_factory=rendering.environment)
    starts: Limit = field(default_factory=lambda: Limit(30, timedelta(hours=1)))
    codes: Limit = field(default_factory=lambda: Limit(20, timedelta(hours=1)))
    asked: Limit = field(default_factory=lambda: Limit(5, timedelta(hours=1)))
    """For one address, by one asker: whoever asks for somebody else's takes nothing from the owner."""
    said: Limit = field(default_factory=lambda: Limit(1200, timedelta(hours=1)))
    """Inputs of one chat: more than anybody writes or presses, and fewer than would fill the store."""
    opened: Limit = field(default_factory=lambda: Limit(120, timedelta(hours=1)))
    """Codes and links that are tried, from one address: more than a busy office needs, and too few to guess with."""
    undone: Limit = field(default_factory=lambda: Limit(60, timedelta(hours=1)))
    dangers: Limit = field(default_factory=lambda: Limit(60, timedelta(hours=1)))
    tell_within: float = 3.0
    """Seconds within which a page of numbers says whether a human has been told."""
    patience: float = 10.0
    """Seconds after which a page that does not come is replaced by one that says so, with the numbers."""

    @property
    def clock(self) -> Callable[[], Any]:
        """The clock of the office."""
        return self.ports.office.clock

    async def _chat(self, request: Request) -> Chat | None:
        """The chat that the browser may see. Looking at it is no use of it: only what somebody does keeps it open."""
        return await asyncio.to_thread(team.inside, self.ports.office, self._cookie(request, COOKIE))

    async def _chat_in_use(self, request: Request) -> Chat | None:
        """The same, where the request is the person's own input: their session stays open from now on."""
        session = self._cookie(request, COOKIE)
        return await asyncio.to_thread(team.inside, self.ports.office, session, in_use=True)

    def _name(self, cookie: str) -> str:
        return f"__Host-{cookie}" if self.secure else cookie

    def _cookie(self, request: Request, cookie: str) -> str | None:
        return request.cookies.get(self._name(cookie))

    def _set(self, response: Response, cookie: str, value: str, seconds: int | None = None) -> None:
        response.set_cookie(
            self._name(cookie), value, max_age=seconds, httponly=True, secure=self.secure, samesite="lax"
        )

    def _unset(self, response: Response, cookie: str) -> None:
        response.delete_cookie(self._name(cookie), httponly=True, secure=self.secure, samesite="lax")

    async def _form(self, request: Request) -> dict[str, str] | None:
        """A form from a page of ours; None for one from elsewhere, or one too large to read."""
        if not from_here(request):
            return None
        body = await body_of(request)
        if body is None:
            return None
        if request.headers.get("content-type", "").startswith("multipart/"):
            return {"fil": "1"}
        try:
            fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
        except ValueError:  # more fields than any form of ours has
            return None
        return {key: values[-1] for key, values in fields.items()}

    def _language(self, request: Request, chat: Chat | None = None) -> str:
        texts = self.ports.texts
        wanted = chat.language if chat else request.query_params.get("sprak") or self._cookie(request, LANGUAGE)
        if wanted in texts.languages:
            return texts.language(wanted)
        preferred = [
            part.partition(";")[0].strip().lower() for part in request.headers.get("accept-language", "").split(",")
        ]
        for one in preferred:
            for code in (one, one.partition("-")[0]):
                if code in texts.languages:
                    return code
        return texts.language(None)

    def _words(self, language: str) -> dict[str, Any]:
        texts, today = self.ports.texts, self.ports.office.today()
        return {
            "t": lambda key, **values: texts(language, key, **values),
            "language": language,
            "time_of": lambda at: rendering.time_of(texts, language, at, today),
        }

    def _page(self, request: Request, template: str, chat: Chat | None = None, **values: Any) -> Response:
        response = HTMLResponse(self._render(request, template, chat, **values))
        language = self._language(request, chat)
        return self._speaking(response, language) if "sprak" in request.query_params else response

    def _render(self, request: Request, template: str, chat: Chat | None = None, **values: Any) -> str:
        language = self._language(request, chat)
        page: str = self.templates.get_template(template).render(
            **self._words(language),
            **values,
            html_language=rendering.code(language),
            inside=chat is not None,
            path=request.url.path if request.method == "GET" else "/",
            languages_known=self.ports.texts.languages,
            numbers=self.ports.helplines.numbers,
        )
        return page

    def _numbers(self, request: Request) -> str:
        """The numbers to call, as rows of a page."""
        language = self._language(request)
        rows: str = self.templates.get_template("numbers.html").render(
            numbers=self.ports.helplines.numbers, language=language
        )
        return rows

    def _trouble(self, request: Request, door: str, code: int) -> Response:
        """A page that says what went wrong, with the numbers; for a script the numbers alone."""
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"numbers": self._numbers(request)}, code)
        page = self._page(request, "door.html", door=door, human=None, named=True)
        page.status_code = code
        return page

    def _speaking(self, response: Response, language: str) -> Response:
        """The answer, and the browser's language from now on."""
        self._set(response, LANGUAGE, language)
        return response

    def _go(self, request: Request, where: str) -> Response:
        """To another page: as an address for a script, as a redirect for a form."""
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"go": None if where == "/#nu" else where})
        return RedirectResponse(where, HTTPStatus.SEE_OTHER)

    def _refused(self, request: Request) -> Response:
        return self._trouble(request, "refused", HTTPStatus.BAD_REQUEST)

    def _entered(self, request: Request, session: str) -> Response:
        response = self._go(request, "/")
        self._unset(response, SEEN)
        self._set(response, COOKIE, session, 30 * 86400)
        return response

    def _left(self, response: Response) -> Response:
        self._unset(response, COOKIE)
        return response


async def body_of(request: Request) -> bytes | None:
    """What was sent; None for what is larger than anything that a plain form or a script of ours sends."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def from_here(request: Request) -> bool:
    """Whether a form was sent by a page of ours: browsers say so, and nobody else has our cookie."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def device_of(request: Request) -> str:
    """The sort of device a browser runs on, as its owner would say: `phone` or `computer`."""
    agent = request.headers.get("user-agent", "")
    return "phone" if any(word in agent for word in ("Mobi", "Android", "iPhone", "iPad")) else "computer"
