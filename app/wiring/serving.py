"""One process does it all: web chat, Telegram, scheduler, courier and health endpoints."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import uvicorn

from app.wiring.chat import ChatService
from app.wiring.connections import BoundedConfig, Bounds, Network
from app.wiring.stopping import Stop
from journey.domain.errors import WrongInput

SWITCH = 0.0005
"""Seconds that a thread at work may keep the loop waiting, which answers people: a tenth of what Python takes."""
FOLLOW = 1.0
"""Seconds between two looks at what other processes have written to the log."""


class CardThread:
    """Puts cards up as soon as something is recorded here, and every second for what others record."""

    def __init__(self, service: ChatService, failed: Callable[[str], None]) -> None:
        self.service = service
        self.failed = failed
        self._news, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="cards", daemon=True)
        service.office.news.append(self._news.set)

    def start(self) -> None:
        """Begin."""
        self.service.cards.begin()
        self._thread.start()

    def stop(self) -> None:
        """End, when the card at hand is up: the store may be closed after this."""
        self._over.set()
        self._news.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            self._news.clear()
            try:
                self.service.cards.follow(self._over.is_set)
            except Exception as error:  # noqa: BLE001  # by its kind alone: it may quote somebody; the next look tries again
                self.failed(f"cards: {type(error).__name__}; it will be tried again")
            self._news.wait(FOLLOW)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises WrongInput where that cannot be."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise WrongInput(f"--port: cannot listen at {host}:{port}: {error.strerror}; choose another") from None
    return listener


class _Server(uvicorn.Server):
    """Uvicorn without its own way with signals: it raises them once more when it ends, before anything else has."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone: see `app.wiring.stopping`."""
        yield


def serve(
    service: ChatService,
    sock: socket.socket,
    started: Callable[[], None],
    beside: Callable[[], contextlib.AbstractContextManager[None]],
    failed: Callable[[str], None],
    stop: Stop,
    proxies: Sequence[Network] = (),
) -> None:
    """Serve until asked to stop, and end what is under way. `started` is told once.

    `beside` runs the clock for as long as the server does, and longest. `proxies` are those who may say for whom a
    request comes.
    """
    sys.setswitchinterval(SWITCH)
    cards = CardThread(service, failed)
    with beside():
        cards.start()
        try:
            asyncio.run(_serve(service, sock, started, stop, proxies))
        finally:
            stop.waits_for = "the cards of colleagues"
            cards.stop()


async def _serve(
    service: ChatService, sock: socket.socket, started: Callable[[], None], stop: Stop, proxies: Sequence[Network]
) -> None:
    config = BoundedConfig(
        service.web(),
        Bounds(),
        proxies,
        log_level="warning",
        timeout_graceful_shutdown=max(1, stop.seconds * 3 // 5),
        lifespan="on",
    )
    server, loop = _Server(config), asyncio.get_running_loop()
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    while not server.started and not serving.done():  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.02)
    if server.started:
        await asyncio.to_thread(started)
    bot = service.telegram if server.started else None
    polling = asyncio.create_task(bot.run()) if bot else None

    def end() -> None:
        stop.waits_for = "browsers that are being answered"
        service.live.end()
        server.should_exit = True
        if bot is not None and polling is not None:
            bot.end(polling)

    stop.when_asked(partial(_call_in, loop, end))
    await serving
    await _rest()


def _call_in(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    with contextlib.suppress(RuntimeError):  # it has ended by itself
        loop.call_soon_threadsafe(call)


async def _rest() -> None:
    """Until everything is done that was begun beside an answer: a code on its way, a page that came too late."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)
