"""The web chat's addresses: pages that work as plain forms, and the stream that makes them live."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bots.outbox import cards
from bots.web import rendering
from bots.web.answering import COOKIE, address_of
from bots.web.danger import Danger
from bots.web.entering import Entering
from bots.web.inbox import Said
from bots.web.live import waiting
from journey.domain.errors import ChatGone
from journey.engine.chats.chats import Chat, Message
from services.messages import Viewing

LEAVE = 1.0  # seconds that leaving waits for the session to end in the store
QUIET = 15.0  # seconds after which an idle stream is kept awake
_SHOWN = 300  # messages of a page
_DIGITS = 9  # of a message's number: more is none of ours, and no database's
DOORS = ("under_18", "too_young", "too_old", "elsewhere", "outside", "not_now", "protected", "gone", "slow_down")
_OF_FILES = "default-src 'none'; style-src 'unsafe-inline'"
STATIC = Path(__file__).parent / "static"


class Site(Danger, Entering):
    """The web chat."""

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
            Route("/hjalp-utan-nat.js", self.worker),
            Route("/dina-uppgifter", self.privacy),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def home(self, request: Request) -> Response:
        """The chat, or the door to it."""
        chat = await self._chat(request)
        if chat is None:
            return self._page(request, "start.html", languages=self.ports.texts.languages)
        messages = await asyncio.to_thread(self.inbox.chats.messages, chat)
        shown = await asyncio.to_thread(self._shown, Viewing(self.ports.office, chat), messages[-_SHOWN:])
        shown = [message for message in shown if message.text or message.file or message.keyboard]
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
        if not self.starts.allows(address_of(request), now):
            return self._go(request, "/dorr/slow_down")
        language = self.ports.texts.language(form.get("sprak"))
        chat = await asyncio.to_thread(self.inbox.chats.create, now, "webchat", language)
        await self.inbox.greet(chat.id)
        response = self._entered(request, await asyncio.to_thread(self.ports.office.doors.enter, chat.id, now))
        self._speaks(response, language)
        return response

    async def say(self, request: Request) -> Response:
        """Words, or a press."""
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        said = _said(form)
        if await self._is_danger(said, form):  # before the store is asked for anything
            return self._in_danger(request, said)
        chat = await self._chat(request)
        if chat is None:
            return self._go(request, "/dorr/gone")
        try:
            turn = await self.inbox.take(chat.id, said)
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
        return StreamingResponse(
            self._stream(request, chat, after), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def _stream(self, request: Request, chat: Chat, after: int) -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        viewing = Viewing(self.ports.office, chat)
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
                for message in await asyncio.to_thread(self._news, viewing, after):
                    after = max(after, message.seq)
                    yield self._event(chat, message)

    def _shown(self, viewing: Viewing, messages: list[Message]) -> list[Message]:
        return cards.shown(viewing, self.ports.texts, messages)

    def _news(self, viewing: Viewing, after: int) -> list[Message]:
        return self._shown(viewing, self.inbox.chats.after(viewing.chat, after))

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
        if chat is not None and message is not None:
            message = (await asyncio.to_thread(self._shown, Viewing(self.ports.office, chat), [message]))[0]
        if message is None or message.file is None:
            return self._go(request, "/dorr/gone")
        name, content = message.file
        return Response(
            content,
            media_type="text/html; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": _OF_FILES},
        )

    async def leave(self, request: Request) -> Response:
        """Leave quickly: the session ends, and another page stands where this one stood."""
        leaving = asyncio.create_task(asyncio.to_thread(self.ports.office.doors.leave, request.cookies.get(COOKIE)))
        leaving.add_done_callback(lambda task: task.cancelled() or task.exception())
        await asyncio.wait({leaving}, timeout=LEAVE)  # whoever must leave quickly waits for no store
        response = RedirectResponse(self.leave_to, HTTPStatus.SEE_OTHER)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return self._left(response)

    async def door(self, request: Request) -> Response:
        """Another door: why this is not the right one, and where the right one is. Nothing has been kept."""
        name = request.path_params["name"]
        if name not in DOORS:
            return self._go(request, "/")
        programmes = self.ports.office.programmes()
        chosen = [
            programme for programme in programmes if programme.id == request.query_params.get("hos")
        ] or programmes
        humans = [programme.settings.human_contact for programme in chosen if programme.settings.human_contact]
        return self._page(request, "door.html", door=name.replace("_", "-"), human=humans[0] if humans else None)

    async def help(self, request: Request) -> Response:
        """The numbers that always answer."""
        page = self._page(request, "help.html")
        page.headers["Content-Language"] = self._language(request)  # by which the browser's own copy is told apart
        return page

    async def worker(self, _: Request) -> Response:
        """The script by which a browser keeps the page of numbers, for when there is no network."""
        headers = {"Cache-Control": "no-cache"}
        return FileResponse(STATIC / "offline-worker.js", media_type="text/javascript", headers=headers)

    async def privacy(self, request: Request) -> Response:
        """What happens with what you tell us."""
        lengths = self.ports.office.doors.lengths
        return self._page(request, "privacy.html", drafts=lengths.draft.days, transcripts=lengths.transcript.days)

    async def broken(self, request: Request, _: Exception) -> Response:
        """Something went wrong here, not at the other end; nothing has been lost."""
        return self._trouble(request, "failed", HTTPStatus.SERVICE_UNAVAILABLE)

    async def late(self, request: Request) -> Response:
        """The answer takes too long: it may still be at work, and what was asked twice is done once."""
        return self._trouble(request, "failed", HTTPStatus.SERVICE_UNAVAILABLE)

    async def missing(self, request: Request, error: Exception) -> Response:
        """There is no such page, or it takes no such request."""
        code = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        page = self._trouble(request, "missing" if code == HTTPStatus.NOT_FOUND else "refused", code)
        page.headers.update(getattr(error, "headers", None) or {})
        return page


def _said(form: dict[str, str]) -> Said:
    nonce = form.get("nonce", "")
    if "fil" in form:
        return Said(nonce, file=True)
    number, _, data = form.get("tryck", "").partition("|")
    if number.isdecimal() and len(number) < _DIGITS:
        return Said(nonce, press=(int(number), data[:200]))
    return Said(nonce, text=form.get("text", ""))
