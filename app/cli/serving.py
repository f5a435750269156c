"""The server: `journey serve`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from socket import socket
from typing import Annotated, Any

import typer

from app import output, settings
from app.wiring.opening import open_for
from app.wiring.stopping import Stop, stopping
from services.opened import Journey

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to listen; 0 takes any that is free.")]


def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="A fresh store with the demonstration cohort, moved to today.")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", help="Where to listen: this machine alone, unless told otherwise.")
    ] = "127.0.0.1",
    port: Port = 8080,
) -> None:
    """Everything in one process: the web chat, the clock, the courier, and /health/live and /health/ready.

    Example: journey serve --demo
    """
    from app.wiring.serving import listening  # uvicorn is not needed by --help

    settings.check()  # before anything is made
    with stopping(settings.number(settings.STOP_SECONDS), output.say) as stop:
        with listening(host, port) as sock:  # before anything is made: a busy port is said at once
            if demo:
                from app.demo.showing import prepare  # only the demonstration needs it

                prepare()
            with open_for() as journey:
                if not stop.is_asked():
                    _serve(journey, sock, f"http://{host}:{sock.getsockname()[1]}", stop, demo=demo)
                stop.waits_for = "the store"
        output.say("stopped")


def _serve(journey: Journey, sock: socket, address: str, stop: Stop, *, demo: bool) -> None:
    journey.engine.store.refuse_to_write()
    output.say("starting …")
    from app.wiring.chat import chat_service, mail  # aiogram takes seconds to load
    from app.wiring.serving import serve as serve_until_stopped
    from bots.outbox.mail import LogMail

    public, proxies = settings.text(settings.PUBLIC_URL) or address, settings.trusted_proxies()
    if public.startswith("https://") and not proxies:
        name = settings.TRUSTED_PROXIES.name
        output.say(f"{name} is not set: limits by address count everybody behind your web server as one")
    delivery = LogMail(output.say) if demo else mail()
    service = chat_service(journey, delivery, public)
    service.entrance.shows_demo = demo

    def started() -> None:
        output.say(f"the chat is at {service.office.public_url}; stop it with Ctrl-C")
        if demo:
            from app.demo.showing import STAFF, invite, let_in
            from app.wiring.signin import demo_links

            let_in(service.office)
            invite(service.office, demo_links(service.entrance, STAFF))

    def clock() -> AbstractContextManager[None]:
        return _clock(journey, service, stop)

    serve_until_stopped(service, sock, started, clock, output.say, stop, proxies)


@contextmanager
def _clock(journey: Journey, service: Any, stop: Stop) -> Iterator[None]:
    from app.wiring.chat import errands
    from bots.clock.jobs import Work, background  # APScheduler is not needed by --help
    from bots.clock.leader import Leader

    leader, seconds = Leader(journey.engine.store), settings.number(settings.SWEEP_SECONDS)
    does = errands(service, stop.is_asked)
    clock = background(Work(journey.engine, journey.projector, leader, lambda _: None, seconds, does, stop.is_asked))
    clock.start()
    try:
        yield
    finally:
        stop.waits_for = "the clock's jobs"
        clock.shutdown(wait=True)
        service.close()
        stop.waits_for = "the lead"
        leader.resign()  # last: whoever takes it finds nothing under way


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(serve)
