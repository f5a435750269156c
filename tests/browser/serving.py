"""The chat as `journey serve` serves it, over a real socket, on a clock that stands still."""

from __future__ import annotations

import asyncio
import http.server
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import uvicorn

from app.wiring.chat import ChatService, chat_service
from app.wiring.connections import BoundedConfig, Bounds
from app.wiring.serving import CardThread, listening
from bots.limits import Limit
from bots.outbox import cards
from bots.web.answering import COOKIE
from bots.web.inbox import Said
from journey.domain.commands import Record
from journey.domain.events import Fact, Recorded
from journey.domain.events.requests import AddressProved
from journey.domain.events.team import CoachRegistered
from journey.engine.chats.messages import Message
from services import addresses
from services import team as staff
from services.messages import Viewing
from services.opened import Journey
from tests.chat.talking import PROGRAMME, Clock, Post, programme
from tests.site import Site, log_of

SECONDS = 20


class Served:
    """A programme with a coach and a supervisor, and the server that people's browsers talk to."""

    def __init__(self, site: Site, leave_to: str) -> None:
        self.site, self.leave_to = site, leave_to
        self.clock, self.mail = Clock(), Post()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.troubles: list[str] = []
        self._opened: Any = None
        self.start()
        self._record(CoachRegistered(coach="anna", fte=1.0))
        for who, name in (("coach:anna", "Anna Ahl"), ("supervisor:eva", "Eva Ek")):
            staff.add(self.journey, PROGRAMME, who, name, f"{who.partition(':')[2]}@example.org", self.url)

    def start(self) -> None:
        """Start the process's worth of it: store, dialogues, web server, and the thread that puts up cards."""
        known = programme()
        self._opened = self.site.opened(self.clock(), {known.id: known})
        self.journey: Journey = self._opened.__enter__()
        self.journey.engine.use(known.id, self.clock())
        self.service: ChatService = chat_service(self.journey, self.mail, self.url, self.clock)
        self.service.site.leave_to = self.leave_to
        self.service.site.starts = self.service.site.codes = Limit(100_000, timedelta(hours=1))
        self._cards = CardThread(self.service, self.troubles.append)
        config = BoundedConfig(self.service.web(), Bounds(), log_level="critical", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._up = threading.Event()
        self._cards.start()
        self._thread.start()
        assert self._up.wait(SECONDS), "the server did not start"

    def _run(self) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            serving = asyncio.create_task(self._server.serve(sockets=[listening("127.0.0.1", self.port)]))
            while not self._server.started and not serving.done():  # noqa: ASYNC110  # uvicorn has no event for it
                await asyncio.sleep(0.01)
            self._up.set()
            await serving

        asyncio.run(main())

    def stop(self) -> None:
        """End it, as a restart of the machine would: every stream is cut."""
        self._server.should_exit = True
        self._thread.join(SECONDS)
        self._cards.stop()
        self.service.office.names.forget()
        self._opened.__exit__(None, None, None)

    def restart(self) -> None:
        self.stop()
        self.start()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    # --- people, without a browser: for what a test is not about ---------------------------------------------------

    def chat(self, language: str = "sv") -> int:
        """A chat that has just been made and greeted."""
        made = self.journey.engine.chats.create(self.clock(), "webchat", language)
        self._do(self.service.inbox.greet(made.id))
        return int(made.id)

    def staff_chat(self, who: str = "coach:anna") -> int:
        found = self.journey.engine.chats.find(staff=who, programme=PROGRAMME)[0]
        self._do(self.service.inbox.greet(found.id))
        self.reply(found.id, "meny")
        return int(found.id)

    def inside(self, page: Any) -> int:
        """The chat that a browser has been let into."""
        token = next(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)
        found = self.service.office.doors.inside(token, self.journey.engine.chats, self.clock())
        assert found is not None
        return int(found.id)

    def row(self, chat: int) -> Any:
        return self.journey.engine.chats.load(chat)

    def texts(self, chat: int) -> list[str]:
        return [message.text for message in self.shown(chat)]

    def shown(self, chat: int) -> list[Message]:
        """The messages of a chat, as they are shown now."""
        row = self.row(chat)
        messages = self.journey.engine.chats.messages(row)
        return cards.as_seen_now(Viewing(self.service.office, row), self.service.ports.texts, messages)

    def reply(self, chat: int, answer: str) -> None:
        """Press the latest button that says so, or else write it."""
        said = Said(text=answer)
        for message in self.shown(chat):
            for row in message.keyboard:
                said = next((Said(press=(message.id, key.data)) for key in row if key.text == answer), said)
        self._do(self.service.inbox.take(chat, said))

    def until(self, chat: int, step: str, answers: dict[str, str]) -> int:
        """Answer each question until that one is open."""
        for _ in range(30):
            state = str(self.row(chat).state).partition(":")[2]
            if state == step:
                return chat
            self.reply(chat, answers[state])
        raise AssertionError(f"{step} never came")

    def referred(self, answers: dict[str, str], **other: str) -> int:
        """A chat whose referral has been sent."""
        chat = self.until(self.chat(), "summary", {**answers, **other})
        self.reply(chat, "Skicka min anmälan")
        return chat

    def prove(self, chat: int) -> None:
        """A colleague knows that the person's addresses are theirs."""
        stream, office = self.row(chat).stream, self.service.office
        for one in addresses.unproved(office, office.person(stream)):
            self._record(AddressProved(kind=one.kind, how="met", given=one.given), stream)

    def session(self, chat: int) -> dict[str, str]:
        """The cookie of somebody who may see this chat."""
        token = self.service.office.doors.enter(chat, self.clock())
        return {"name": COOKIE, "value": token, "url": self.url}

    def post(self, chat: int, text: str) -> None:
        """Something arrives in a chat without anybody's asking."""
        from journey.engine.chats.messages import Message

        self.service.office.post(chat, [Message("bot", text)])

    # --- the log -------------------------------------------------------------------------------------------------------

    def _record(self, fact: Fact, stream: UUID | None = None) -> None:
        now = self.clock()
        self.service.office.execute(
            [
                Record(
                    PROGRAMME,
                    fact,
                    self.service.office.today(),
                    now,
                    "supervisor:eva",
                    "test",
                    stream=stream,
                    by="supervisor:eva",
                    at=now,
                    sender="desk",
                )
            ]
        )

    def record(self, stream: UUID | None, *told: Fact) -> None:
        for fact in told:
            self._record(fact, stream)

    def log(self, chat: int) -> list[Recorded]:
        return list(self.journey.engine.log.load(self.row(chat).stream))

    def types(self, chat: int) -> list[str]:
        return [event.type for event in self.log(chat)]

    def everything(self) -> list[Recorded]:
        return log_of(self.journey)


class _Weather(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><html lang=sv><title>Vader</title><h1>Vadret i dag</h1></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@contextmanager
def elsewhere() -> Iterator[str]:
    """The page that *Leave quickly* shows: something anybody might read."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Weather)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
