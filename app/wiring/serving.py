"""One process does it all: web chat, Telegram, scheduler, courier and health endpoints."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Sequence

import uvicorn

from app.wiring.chat import ChatService
from app.wiring.connections import BoundedConfig, Bounds, Network
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
        """End, when the card at hand is up."""
        self._over.set()
        self._news.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._over.is_set():
            self._news.clear()
            try:
                self.service.cards.follow()
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


def serve(
    service: ChatService,
    sock: socket.socket,
    started: Callable[[], None],
    beside: Callable[[], contextlib.AbstractContextManager[None]],
    failed: Callable[[str], None],
    proxies: Sequence[Network] = (),
) -> None:
    """Serve until stopped. `started` is told once; `beside` runs the clock for as long as the server does.

    `proxies` are those who may say for whom a request comes.
    """
    config = BoundedConfig(
        service.web(), Bounds(), proxies, log_level="warning", timeout_graceful_shutdown=3, lifespan="on"
    )
    sys.setswitchinterval(SWITCH)
    server = uvicorn.Server(config)
    cards = CardThread(service, failed)

    async def main() -> None:
        serving = asyncio.create_task(server.serve(sockets=[sock]))
        while not server.started and not serving.done():  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.02)
        if server.started:
            await asyncio.to_thread(started)
        telegram = asyncio.create_task(service.telegram.run()) if service.telegram and server.started else None
        try:
            await serving
        finally:
            if telegram is not None:
                telegram.cancel()
                await asyncio.wait({telegram}, timeout=5)

    cards.start()
    try:
        with beside():
            asyncio.run(main())
    finally:
        cards.stop()
