"""The clock by hand and by itself: `journey sweep` and `journey work`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from app import output, settings
from app.cli.names import Names
from app.cli.options import instant
from app.cli.saved import saved
from app.output import Format
from app.wiring.opening import open_for
from app.wiring.stopping import Stop, stopping
from journey.domain.errors import WrongInput
from services.opened import Journey


def sweep_once(
    now: Annotated[
        str | None, typer.Option("--now", metavar="DATE-TIME", help="Judge as of this moment instead of now.")
    ] = None,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Only say which alerts would be raised; none is saved.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="JSON for programs, a table for people.")] = Format.json,
) -> None:
    """Judge everything that may be due once, and raise each alert that is called for, once.

    An alert of a day that has not come yet would be true of nothing: a moment in the future is only rehearsed. All that
    a rehearsal leaves in the store is a line in the access log: who has read whom.

    Example: journey sweep --now 2018-03-01T06:00:00+01:00
    """
    from services.sweep import rehearse as would_raise
    from services.sweep import sweep  # not needed by --help

    moment = instant("--now", now) if now else None
    with open_for() as journey:
        at = moment or journey.now
        if at > journey.now and not rehearse:
            raise WrongInput("--now: lies in the future; add --rehearse to see what would be raised then")
        if rehearse:
            _show(_records(journey, would_raise(journey.engine, journey.projector, at)), format_, "Rehearsed")
            return
        raised = sweep(journey.engine, journey.projector, at, logged=journey.now)
        with saved(output.count(len(raised), "alert")):
            _show(_records(journey, raised), format_, "Alerts raised")


def _show(records: list[dict[str, Any]], format_: Format, title: str) -> None:
    columns = ("participant", "rule", "kind", "due", "to")
    output.show(records, format_, title, empty="Nothing new to alert anybody to.", columns=columns)


def _records(journey: Journey, raised: list[Any]) -> list[dict[str, Any]]:
    names = Names(journey, pseudonyms=False, why="journey sweep") if raised else None
    records = [
        {
            "participant": names(alert.stream) if names else None,
            "episode": alert.fact.episode,
            "rule": alert.fact.rule,
            "occurrence": alert.fact.occurrence,
            "kind": alert.fact.kind,
            "due": alert.fact.due,
            "to": list(alert.fact.to),
        }
        for alert in raised
    ]
    records.sort(key=lambda record: (record["participant"] or "", record["rule"], str(record["due"])))
    return names.narrow(records) if names else records


def work(
    every: Annotated[int | None, typer.Option("--every", min=1, help="Seconds between two sweeps.")] = None,
) -> None:
    """Sweep, remind and deliver by the clock until stopped. Start as many as you like: one leads, the others stand by.

    Example: journey work --every 60
    """
    settings.check_numbers()  # before anything is opened
    with stopping(settings.number(settings.STOP_SECONDS), output.say) as stop:
        with open_for() as journey:
            if not stop.is_asked():
                _work(journey, every or settings.number(settings.SWEEP_SECONDS), stop)
            stop.waits_for = "the store"
        output.say("stopped")


def _work(journey: Journey, seconds: int, stop: Stop) -> None:
    from app.wiring.chat import (
        chat_service,
        errands,
        mail,
    )  # the courier needs the chats: aiogram takes seconds to load
    from bots.clock.jobs import Work, background  # APScheduler is not needed by --help
    from bots.clock.leader import Leader

    journey.engine.store.refuse_to_write()
    leader = Leader(journey.engine.store)
    service = chat_service(journey, mail(), settings.text(settings.PUBLIC_URL) or "http://127.0.0.1:8080")
    does = errands(service, stop.is_asked)
    clock = background(Work(journey.engine, journey.projector, leader, _told, seconds, does, stop.is_asked))
    clock.start()
    output.say("the clock is running; stop it with Ctrl-C")
    stop.wait()
    stop.waits_for = "the clock's jobs"
    clock.shutdown(wait=True)
    service.close()
    stop.waits_for = "the lead"
    leader.resign()  # last: whoever takes it finds nothing under way


def _told(raised: list[Any]) -> None:
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    output.say(f"{moment} swept: {len(raised)} alerts raised")


_COMMANDS: dict[str, Callable[..., None]] = {"sweep": sweep_once, "work": work}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(_COMMANDS[name])
