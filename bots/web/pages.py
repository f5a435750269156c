"""The web chat's addresses: pages that work as plain forms, and the stream that makes them live."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bots.dialogues.routing import LONGEST
from bots.outbox import cards
from bots.texts.catalogue import join_list
from bots.turns import Turn, Unanswered
from bots.web import rendering
from bots.web.answering import COOKIE, SEEN, address_of, device_of
from bots.web.endings import Ending
from bots.web.entering import Entering
from bots.web.inbox import Said
from bots.web.live import waiting
from bots.web.news import News
from bots.web.streams import PIECE, PlacedResponse
from journey.domain.errors import ChatGone
from journey.domain.programme import Programme
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Message
from services import team
from services.messages import Viewing

LEAVE = 1.0  # seconds that leaving waits for the session to end in the store
QUIET = 15.0  # seconds after which an idle stream is kept awake
_AGAIN = 2000  # milliseconds until browsers come again to a server that restarts, up to twice that: not all at once
_SHOWN = 300  # messages of a page
_DIGITS = 9  # of a message's number: more is none of ours, and no database's
DOORS = ("gone", "slow_down", "undone", "too_late")
"""Doors with an address of their own: they say nothing about anybody."""
DOOR = "/dorr/vidare"
"""Where every door of the referral is shown. Which one it is no address says: addresses stay in a browser's history."""
GONE = "/dorr/gone"
_OF_FILES = "default-src 'none'; style-src 'unsafe-inline'"
T = TypeVar("T")
STATIC = Path(__file__).parent / "static"


class Site(News, Entering):
    """The web chat."""

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route("/", self.home),
            Route("/borja", self.start, methods=["POST"]),
            Route("/sag", self.say, methods=["POST"]),
            Route("/skriver", self.writing, methods=["POST"]),
            Route("/handelser", self.events),
            Route("/lamna", self.leave, methods=["POST"]),
            Route("/fortsatt/{token}", self.resume, methods=["GET", "POST"]),
            Route("/oppna", self.ask_code, methods=["GET", "POST"]),
            Route("/kod", self.code, methods=["GET", "POST"]),
            Route("/in/{token}", self.invited),
            Route("/angra/{token}", self.undo, methods=["GET", "POST"]),
            Route("/fil/{number:int}", self.file),
            Route("/dorr/{name}", self.door),
            Route("/hjalp", self.help),
            Route("/besked/{nonce}", self.news),
            Route("/hjalp-utan-nat.js", self.worker),
            Route("/dina-uppgifter", self.privacy),
            Route("/tillganglighet", self.access),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def home(self, request: Request) -> Response:
        """The chat, or the door to it."""
        chat = await self._chat(request)
        if chat is None:
            ended = self.live.endings.of_session(self._cookie(request, COOKIE))
            return self._go(request, DOOR) if ended else await self._start_page(request)
        return await asyncio.to_thread(self._chat_page, request, chat)

    def _chat_page(self, request: Request, chat: Chat, returned: str = "") -> Response:
        """Drawn in a thread: a long chat takes a while, and nobody else should wait for it.

        `returned` are words too long to be taken, which stand in the box again.
        """
        messages = self.inbox.chats.latest(chat, _SHOWN)
        shown = self._shown(Viewing(self.ports.office, chat), messages)
        shown = [message for message in shown if message.text or message.file or message.keyboard]
        latest = max((message.seq for message in messages), default=0)
        staff = chat.staff is not None
        page = self._page(
            request,
            "chat.html",
            chat,
            messages=shown,
            latest=latest,
            staff=staff,
            spoken=chat.language,
            nonce=secrets.token_hex(8),
            most=LONGEST,
            returned=returned,
        )
        return self._speaking(page, chat.language)  # it may have been chosen within the chat

    async def _start_page(self, request: Request) -> Response:
        speakers: list[dict[str, str | None]] = []
        among = partial(join_list, self.ports.texts, self._language(request))
        with suppress(Exception):  # a database that is away must not keep the first page, and its numbers, from anybody
            programmes = await asyncio.to_thread(self.ports.office.programmes)
            speakers = [_speaker(programme, among) for programme in programmes]
        return self._page(request, "start.html", languages=self.ports.texts.languages, speakers=speakers)

    async def start(self, request: Request) -> Response:
        """A new chat, in the language that was chosen."""
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        now = self.clock()
        if not self.starts.allows_from(address_of(request), now):
            return self._go(request, "/dorr/slow_down")
        language = self.ports.texts.language(form.get("sprak"))
        chat = await asyncio.to_thread(self.inbox.chats.create, now, "webchat", language)
        await self.inbox.greet(chat.id)
        session = await asyncio.to_thread(self.ports.office.doors.enter, chat.id, now, device_of(request))
        response = self._entered(request, session)
        return self._speaking(response, language)  # the pages beside the chat, and the doors after it, speak it too

    async def say(self, request: Request) -> Response:
        """Words, or a press."""
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        said = _said(form)
        if await self._is_danger(said, form):  # before the store is asked for anything
            return self._in_danger(request, said)
        chat, session = await self._chat_in_use(request), self._cookie(request, COOKIE)
        if chat is None:  # perhaps the answer to the last input was lost on its way, and the same is sent once more
            return self._go(request, DOOR if self.live.endings.of_session(session) else GONE)
        if not self.said.allows(str(chat.id), self.clock()):
            return self._go(request, "/dorr/slow_down")
        try:
            turn = await self.inbox.take(chat.id, replace(said, read_out=chat.read_out))
        except ChatGone:
            return self._go(request, self._ended(request, chat))
        if turn.door is not None:
            return self._go(request, self._ended(request, chat))
        if turn.returned:
            return await self._given_back(request, turn)
        return self._go(request, "/#nu")

    def _ended(self, request: Request, chat: Chat) -> str:
        """Where whoever was in a chat is led once it has ended."""
        session = self._cookie(request, COOKIE)
        self.live.endings.note_session(session, chat.id)
        return DOOR if self.live.endings.of_session(session) else GONE

    async def writing(self, request: Request) -> Response:
        """Somebody is writing: a long text must not be lost to a session that ended meanwhile."""
        if await self._form(request) is None:
            return self._refused(request)
        await self._chat_in_use(request)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _given_back(self, request: Request, turn: Turn) -> Response:
        """Words too long to be taken: none of them is lost, they stand in the box again, to be shortened."""
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"go": None, "returned": True})
        return await asyncio.to_thread(self._chat_page, request, turn.chat, turn.returned)

    async def events(self, request: Request) -> Response:
        """What is new in the chat, from the last thing this browser has seen, for as long as it listens."""
        place = self.streams.take(self._cookie(request, COOKIE) or "", address_of(request))
        if place is None:
            return Response(status_code=HTTPStatus.TOO_MANY_REQUESTS, headers={"Connection": "close"})
        try:
            chat = await self._looked_at(request)
        except BaseException:
            place.give_back()
            raise
        if chat is None:
            place.give_back()
            return Response(status_code=HTTPStatus.NO_CONTENT)  # tells an EventSource to stop asking
        seen = request.headers.get("last-event-id") or request.query_params.get("efter", "0")
        after = int(seen) if seen.isdecimal() and len(seen) < _DIGITS else 0
        stream, headers = self._stream(request, chat, after), {"X-Accel-Buffering": "no"}
        return PlacedResponse(place, stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, request: Request, chat: Chat, after: int) -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        viewing = Viewing(self.ports.office, chat)
        speaks = request.query_params.get("talar", chat.language)  # what the page that listens is written in
        with self.live.viewing(chat.id) as viewer:
            viewer.news.set()
            async for what in waiting(viewer, QUIET):
                if self.live.over:  # another process answers by then, or this one again
                    yield f"retry: {_AGAIN + secrets.randbelow(_AGAIN)}\n\nevent: restart\ndata: 1\n\n"
                    return
                if what == "quiet":
                    yield ": quiet\n\n"
                elif what == "typing":
                    yield "event: typing\ndata: 1\n\n"
                looked = await self._looked_at(request)
                if looked is None:  # left, expired or erased meanwhile
                    yield f"event: gone\ndata: {self._ended(request, chat)}\n\n"
                    return
                if speaks != looked.language:
                    viewing.chat.language = speaks = looked.language
                    yield f"event: language\ndata: {speaks}\n\n"
                async for last, piece in self._pieces(viewing, after):
                    after = last
                    yield piece

    async def _looked_at(self, request: Request) -> Chat | None:
        return await self._read(team.inside, self.ports.office, self._cookie(request, COOKIE))

    async def _read(self, read: Callable[..., T], *values: Any) -> T:
        """Read for a stream: never in the threads that answer people."""
        return await self.streams.read(read, *values)

    async def _pieces(self, viewing: Viewing, after: int) -> AsyncIterator[tuple[int, str]]:
        """What is new, a few messages at a time: how far each piece goes, and its events."""
        changes = await self._read(self.inbox.chats.changes_after, viewing.chat, after)
        for last in [*changes[PIECE - 1 :: PIECE], *changes[-1:]]:
            piece = await self._read(self._piece, viewing, after, last)
            after = last
            if piece:
                yield after, piece

    def _piece(self, viewing: Viewing, after: int, last: int) -> str:
        read = self.inbox.chats.after(viewing.chat, after, last)
        return "".join(self._event(viewing.chat, message) for message in self._shown(viewing, read))

    def _shown(self, viewing: Viewing, messages: list[Message]) -> list[Message]:
        """What may be shown of them now; whoever is on it is read, in one row, before it is shown."""
        with self.ports.office.engine.access.page(self.ports.office.clock(), viewing.staff):
            return cards.as_seen_now(viewing, self.ports.texts, messages)

    def _event(self, chat: Chat, message: Message) -> str:
        html = rendering.message_html(self.templates, message, self._words(chat.language), staff=chat.staff is not None)
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
        leaving = asyncio.create_task(asyncio.to_thread(self.ports.office.doors.leave, self._cookie(request, COOKIE)))
        leaving.add_done_callback(lambda task: task.cancelled() or task.exception())
        await asyncio.wait({leaving}, timeout=LEAVE)  # whoever must leave quickly waits for no store
        response = RedirectResponse(self.leave_to, HTTPStatus.SEE_OTHER)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        self._unset(response, SEEN)
        return self._left(response)

    async def door(self, request: Request) -> Response:
        """Another door: why this is not the right one, and where the right one is. Nothing has been kept."""
        name = request.path_params["name"]
        if name in DOORS:
            return await self._shown_door(request, Ending(name))
        if request.url.path != DOOR:
            return self._go(request, "/")
        session, seen = self._cookie(request, COOKIE), self._cookie(request, SEEN)
        ending = self.live.endings.of_session(session) or self.live.endings.of_session(seen)
        page = await self._shown_door(request, ending or Ending("gone"))
        if session and self.live.endings.of_session(session):
            self._set(page, SEEN, session)  # the session is dead; by its name the door is found when it is loaded again
        return page

    async def _shown_door(self, request: Request, ending: Ending) -> Response:
        programmes = self.ports.office.programmes()
        chosen = [programme for programme in programmes if programme.id == ending.programme] or programmes
        humans = [programme.settings.human_contact for programme in chosen if programme.settings.human_contact]
        door, human = ending.door.replace("_", "-"), humans[0] if humans else None
        page = self._page(request, "door.html", door=door, human=human, named=ending.door in DOORS)
        # Only here: a form sent twice must still be known by its session, so that both answers lead to one door.
        with suppress(Exception):  # the page must come all the same, and with it the numbers
            return page if await self._chat(request) else self._left(page)
        return page

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
        lengths, returning = self.ports.office.doors.lengths, False
        with suppress(Exception):  # a store that is away keeps nobody from reading this
            returning = await self._chat(request) is not None
        days: dict[str, Any] = {"drafts": lengths.draft.days, "transcripts": lengths.transcript.days}
        return self._page(request, "privacy.html", returning=returning, copies=lengths.copies.days, **days)

    async def access(self, request: Request) -> Response:
        """The accessibility statement: what holds, what does not, what was tried, and whom to tell."""
        contacts = [programme.settings.human_contact for programme in self.ports.office.programmes()]
        humans = {(one.name, one.phone): one for one in contacts if one and one.phone}
        idle = self.ports.office.doors.lengths.idle
        return self._page(request, "access.html", humans=list(humans.values()), minutes=idle // timedelta(minutes=1))

    async def broken(self, request: Request, error: Exception) -> Response:
        """Something went wrong here, not at the other end; nothing has been lost, or what was done is saved even."""
        door = "saved" if isinstance(error, Unanswered) else "failed"
        return self._trouble(request, door, HTTPStatus.SERVICE_UNAVAILABLE)

    async def late(self, request: Request) -> Response:
        """The answer takes too long: it may still be at work, and what was asked twice is done once."""
        return self._trouble(request, "failed", HTTPStatus.SERVICE_UNAVAILABLE)

    async def missing(self, request: Request, error: Exception) -> Response:
        """There is no such page, or it takes no such request."""
        code = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        page = self._trouble(request, "missing" if code == HTTPStatus.NOT_FOUND else "refused", code)
        page.headers.update(getattr(error, "headers", None) or {})
        return page


def _speaker(programme: Programme, among: Callable[[Sequence[str]], str]) -> dict[str, str | None]:
    """Who speaks on the first page, as the programme's file says it."""
    settings = programme.settings
    human = settings.human_contact
    return {
        "name": programme.name,
        "places": among(settings.municipalities) if settings.municipalities else None,
        "provider": settings.provider,
        "human": human.name if human else None,
        "phone": human.phone if human else None,
    }


def _said(form: dict[str, str]) -> Said:
    nonce = form.get("nonce", "")
    if "fil" in form:
        return Said(nonce, file=True)
    number, _, data = form.get("tryck", "").partition("|")
    if number.isdecimal() and len(number) < _DIGITS:
        return Said(nonce, press=(int(number), data[:200]))
    return Said(nonce, text=form.get("text", ""))
