"""The web chat's addresses: pages that work as plain forms, and the stream that makes them live."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bots.channels.webchat import rendering
from bots.channels.webchat.inbox import Inbox, Said
from bots.channels.webchat.limits import Limit
from bots.channels.webchat.live import Live, waiting
from bots.codes import MOST, Codes
from bots.dialogues import crisis
from bots.dialogues.routing import Ports
from bots.turns import ChatGone
from journey.engine.chats.chats import Chat, Message

COOKIE, TICKET = "journey", "journey-ticket"
LARGEST = 256 * 1024  # bytes of a body that is read at all
QUIET = 15.0  # seconds after which an idle stream is kept awake
_SHOWN = 300  # messages of a page
_DIGITS = 9  # of a message's number: more is none of ours, and no database's
DOORS = ("under_18", "too_young", "too_old", "elsewhere", "outside", "not_now", "protected", "gone", "slow_down")
_TOKEN = re.compile(r"^[A-Za-z0-9_-]{1,100}$")
_OF_FILES = "default-src 'none'; style-src 'unsafe-inline'"
STATIC = Path(__file__).parent / "static"


@dataclass
class Site:
    """Everything the pages need."""

    inbox: Inbox
    ports: Ports
    live: Live
    leave_to: str
    secure: bool
    templates: Any = field(default_factory=rendering.environment)
    starts: Limit = field(default_factory=lambda: Limit(30, timedelta(hours=1)))
    codes: Limit = field(default_factory=lambda: Limit(20, timedelta(hours=1)))

    @property
    def clock(self) -> Callable[[], Any]:
        """The clock of the desk."""
        return self.ports.desk.clock

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route("/", self.home),
            Route("/borja", self.start, methods=["POST"]),
            Route("/sag", self.say, methods=["POST"]),
            Route("/handelser", self.events),
            Route("/lamna", self.leave, methods=["POST"]),
            Route("/fortsatt/{token}", self.resume, methods=["GET", "POST"]),
            Route("/oppna", self.ask_code, methods=["GET", "POST"]),
            Route("/kod", self.code, methods=["GET", "POST"]),
            Route("/in/{token}", self.invited),
            Route("/fil/{number:int}", self.file),
            Route("/dorr/{name}", self.door),
            Route("/hjalp", self.help),
            Route("/dina-uppgifter", self.privacy),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    # --- pages ------------------------------------------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        """The chat, or the door to it."""
        chat = await self._chat(request)
        if chat is None:
            return self._page(request, "start.html", languages=self.ports.texts.languages)
        messages = await asyncio.to_thread(self.inbox.chats.messages, chat)
        shown = [message for message in messages[-_SHOWN:] if message.text or message.file or message.keyboard]
        latest = max((message.seq for message in messages), default=0)
        staff = chat.staff is not None
        return self._page(
            request, "chat.html", chat, messages=shown, latest=latest, staff=staff, nonce=secrets.token_hex(8)
        )

    async def start(self, request: Request) -> Response:
        """A new chat, in the language that was chosen."""
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        now = self.clock()
        if not self.starts.allows(_address(request), now):
            return self._go(request, "/dorr/slow_down")
        language = self.ports.texts.language(form.get("sprak"))
        chat = await asyncio.to_thread(self.inbox.chats.create, now, "webchat", language)
        await self.inbox.greet(chat.id)
        return self._entered(request, await asyncio.to_thread(self.ports.desk.doors.enter, chat.id, now))

    async def say(self, request: Request) -> Response:
        """Words, or a press."""
        chat = await self._chat(request)
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        if chat is None:
            return self._go(request, "/dorr/gone")
        try:
            turn = await self.inbox.take(chat.id, _said(form))
        except ChatGone:
            return self._go(request, "/dorr/gone")
        if turn.door is not None:
            return self._left(self._go(request, f"/dorr/{turn.door}?hos={turn.chat.programme or ''}"))
        return self._go(request, "/#nu")

    async def events(self, request: Request) -> Response:
        """What is new in the chat, from the last thing this browser has seen, for as long as it listens."""
        chat = await self._chat(request)
        if chat is None:
            return Response(status_code=HTTPStatus.NO_CONTENT)  # tells an EventSource to stop asking
        seen = request.headers.get("last-event-id") or request.query_params.get("efter", "0")
        after = int(seen) if seen.isdecimal() and len(seen) < _DIGITS else 0
        return StreamingResponse(self._stream(request, chat, after), media_type="text/event-stream",
                                 headers={"X-Accel-Buffering": "no"})  # fmt: skip

    async def _stream(self, request: Request, chat: Chat, after: int) -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        with self.live.viewing(chat.id) as viewer:
            viewer.news.set()
            async for what in waiting(viewer, QUIET):
                if what == "quiet":
                    yield ": quiet\n\n"
                elif what == "typing":
                    yield "event: typing\ndata: 1\n\n"
                if await self._chat(request) is None:  # left, expired or erased meanwhile
                    yield "event: gone\ndata: /dorr/gone\n\n"
                    return
                for message in await asyncio.to_thread(self.inbox.chats.after, chat, after):
                    after = max(after, message.seq)
                    yield self._event(chat, message)

    def _event(self, chat: Chat, message: Message) -> str:
        html = rendering.message_html(self.templates, message, self._words(chat.language))
        data = json.dumps({"id": message.id, "html": html}, ensure_ascii=False)
        return f"id: {message.seq}\nevent: message\ndata: {data}\n\n"

    async def file(self, request: Request) -> Response:
        """A document that the chat holds."""
        chat = await self._chat(request)
        message, number = None, request.path_params["number"]
        if chat is not None and number < 10**_DIGITS:
            message = await asyncio.to_thread(self.inbox.chats.message, chat, number)
        if message is None or message.file is None:
            return self._go(request, "/dorr/gone")
        name, content = message.file
        return Response(content, media_type="text/html; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"',
                                 "Content-Security-Policy": _OF_FILES})  # fmt: skip

    async def leave(self, request: Request) -> Response:
        """Leave quickly: the session ends, and another page stands where this one stood."""
        await asyncio.to_thread(self.ports.desk.doors.leave, request.cookies.get(COOKIE))
        response = RedirectResponse(self.leave_to, HTTPStatus.SEE_OTHER)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return self._left(response)

    # --- doors ------------------------------------------------------------------------------------------------------

    async def resume(self, request: Request) -> Response:
        """A link to an unsent draft. It is used up by a press, not by whoever looks at links before people do."""
        token = request.path_params["token"]
        if request.method == "GET":
            return self._page(request, "resume.html", token=token)
        if await self._form(request) is None:
            return self._refused(request)
        session = await asyncio.to_thread(self.ports.desk.doors.resume, token, self.inbox.chats, self.clock())
        return self._go(request, "/oppna?lank=1") if session is None else self._entered(request, session)

    async def ask_code(self, request: Request) -> Response:
        """To what has been sent: a one-time code goes to the address that was given."""
        if request.method == "GET":
            return self._page(request, "open.html", used="lank" in request.query_params)
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        now = self.clock()
        if not self.codes.allows(_address(request), now):
            return self._go(request, "/dorr/slow_down")
        codes = Codes(self.ports.desk, self.ports.texts, self.ports.mail)
        address = (form.get("adress") or "").strip()[:200]
        token, letters = await asyncio.to_thread(codes.issue, address, self._language(request))
        self._later(codes.send(letters))
        response = self._go(request, "/kod")
        response.set_cookie(TICKET, token, max_age=8 * 3600, httponly=True, secure=self.secure, samesite="lax")
        return response

    def _later(self, work: Any) -> None:
        # Not awaited: the answer must take as long for an unknown address as for a known one.
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def invited(self, request: Request) -> Response:
        """A personal link: it says who is meant, and opens nothing without the code."""
        response, token = self._go(request, "/kod"), request.path_params["token"]
        if not _TOKEN.match(token):
            return response  # none of ours: the page says what to do
        response.set_cookie(TICKET, token, max_age=86400, httponly=True, secure=self.secure,
                            samesite="lax")  # fmt: skip
        return response

    async def code(self, request: Request) -> Response:
        """The one-time code."""
        if request.method == "GET":
            return self._page(request, "code.html", wrong="fel" in request.query_params)
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        doors, now = self.ports.desk.doors, self.clock()
        chat: int | None = None
        for token in request.cookies.get(TICKET, "").split(".")[:MOST]:
            chat = chat or await asyncio.to_thread(doors.open, token, form.get("kod") or "", now)
        if chat is None:
            return self._go(request, "/kod?fel=1")
        await self.inbox.greet(chat)  # said once, where nothing has been said
        response = self._entered(request, await asyncio.to_thread(doors.enter, chat, now))
        response.delete_cookie(TICKET)
        return response

    async def door(self, request: Request) -> Response:
        """Another door: why this is not the right one, and where the right one is. Nothing has been kept."""
        name = request.path_params["name"]
        if name not in DOORS:
            return self._go(request, "/")
        known = await asyncio.to_thread(self.ports.desk.programmes)
        chosen = [programme for programme in known if programme.id == request.query_params.get("hos")] or known
        humans = [programme.settings.human_contact for programme in chosen if programme.settings.human_contact]
        return self._page(request, "door.html", door=name.replace("_", "-"), human=humans[0] if humans else None)

    async def help(self, request: Request) -> Response:
        """The numbers that always answer."""
        language = self._language(request)
        return self._page(request, "help.html", lines=crisis.lines(self.ports.helplines, language))

    async def privacy(self, request: Request) -> Response:
        """What happens with what you tell us."""
        lengths = self.ports.desk.doors.lengths
        return self._page(request, "privacy.html", drafts=lengths.draft.days, transcripts=lengths.transcript.days)

    async def broken(self, request: Request, _: Exception) -> Response:
        """Something went wrong here, not at the other end; nothing has been lost."""
        page = self._page(request, "door.html", door="failed", human=None)
        page.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return page

    # --- parts of them ------------------------------------------------------------------------------------------------

    async def _chat(self, request: Request) -> Chat | None:
        return await asyncio.to_thread(
            self.ports.desk.doors.inside, request.cookies.get(COOKIE), self.inbox.chats, self.clock()
        )

    async def _form(self, request: Request) -> dict[str, str] | None:
        """A form from a page of ours; None for one from elsewhere, or one too large to read."""
        if not _from_here(request):
            return None
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return None
        if request.headers.get("content-type", "").startswith("multipart/"):
            return {"fil": "1"}
        try:
            found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
        except ValueError:  # more fields than any form of ours has
            return None
        return {key: values[-1] for key, values in found.items()}

    def _language(self, request: Request, chat: Chat | None = None) -> str:
        texts = self.ports.texts
        wanted = chat.language if chat else request.query_params.get("sprak") or request.cookies.get("sprak")
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
        texts = self.ports.texts
        return {"t": lambda key, **values: texts(language, key, **values), "language": language}

    def _page(self, request: Request, template: str, chat: Chat | None = None, **values: Any) -> Response:
        language = self._language(request, chat)
        page = self.templates.get_template(template).render(
            **self._words(language), **values, html_language=language.partition("-")[0], inside=chat is not None,
            path=request.url.path, languages_known=self.ports.texts.languages,
        )  # fmt: skip
        response = HTMLResponse(page)
        if "sprak" in request.query_params:
            response.set_cookie("sprak", language, httponly=True, secure=self.secure, samesite="lax")
        return response

    def _go(self, request: Request, where: str) -> Response:
        """To another page: as an address for a script, as a redirect for a form."""
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"go": None if where == "/#nu" else where})
        return RedirectResponse(where, HTTPStatus.SEE_OTHER)

    def _refused(self, request: Request) -> Response:
        page = self._page(request, "door.html", door="refused", human=None)
        page.status_code = HTTPStatus.BAD_REQUEST
        return page

    def _entered(self, request: Request, session: str) -> Response:
        response = self._go(request, "/")
        response.set_cookie(COOKIE, session, max_age=30 * 86400, httponly=True, secure=self.secure, samesite="lax")
        return response

    @staticmethod
    def _left(response: Response) -> Response:
        response.delete_cookie(COOKIE)
        return response


def _said(form: dict[str, str]) -> Said:
    nonce = form.get("nonce", "")
    if "fil" in form:
        return Said(nonce, file=True)
    number, _, data = form.get("tryck", "").partition("|")
    if number.isdecimal() and len(number) < _DIGITS:
        return Said(nonce, press=(int(number), data[:200]))
    return Said(nonce, text=form.get("text", ""))


def _from_here(request: Request) -> bool:
    """Whether a form was sent by a page of ours: browsers say so, and nobody else has our cookie."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
