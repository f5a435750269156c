"""The wrapping keys at the command line: begin an epoch, end what is over, list them with what each still opens."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any

import typer

from app import output, settings
from app.cli.options import FormatOption
from app.output import Format
from app.wiring.opening import open_for, receipts, spool, window
from services import keys
from services.opened import Journey

COLUMNS = ("key", "in_use", "began", "ended", "destroyed")


def rotate(
    final: Annotated[
        bool,
        typer.Option("--final", help="Destroy every earlier key at once: no backup made before now opens any more."),
    ] = False,
) -> None:
    """Put a new wrapping key in use: every key is wrapped and every hash made anew, no event is rewritten.

    The earlier keys stay in the key file for the days that backups are kept, and open them; then they are destroyed.
    Killed at any instant, it is done or not begun. Words of danger that wait beside the store wait on.

    Example: journey keys rotate
    """
    with open_for() as journey:
        count = keys.rotate(journey, receipts(), final=final)
        last = _last_day(journey)
    wrapped = output.count(count, "key is", "keys are")
    output.say(f"{wrapped} wrapped by a new key; keep a copy of {settings.key_file()} apart from backups")
    if final:
        output.say(
            "No backup made before now can be read any more: make one now, and destroy older copies of the key file."
        )
    else:
        output.say(
            f"Backups made before now open with this key file until {last}; then `journey work` or `serve`, or "
            "`journey keys expire`, destroys what opens them. Make a new backup now."
        )


def _last_day(journey: Journey) -> str:
    return (journey.now + window()).astimezone(UTC).date().isoformat()


def expire(format_: FormatOption = Format.table) -> None:
    """End the epoch in which something was destroyed, and destroy the keys whose backups are older than kept.

    `journey work` and `journey serve` do the same every hour; this is for a store that neither runs on.

    Example: journey keys expire
    """
    with open_for() as journey:
        done = keys.expire(journey, receipts(), window(), spool(journey.engine).keys())
    if format_ is Format.json:
        output.as_json({"begun": done.begun, "destroyed": done.destroyed, "final": done.final})
        return
    output.say("a new epoch has begun" if done.begun else "the epoch goes on")
    output.say(f"{output.count(len(done.destroyed), 'key')} destroyed; {output.count(done.final, 'erasure')} now final")


def list_keys(format_: FormatOption = Format.table) -> None:
    """Every wrapping key by its name, never the key: when its epoch began and ended, and when it was destroyed.

    A backup opens while the key is there that was in use when it was made.

    Example: journey keys list
    """
    with open_for() as journey:
        records = [_record(epoch) for epoch in keys.list_epochs(journey)]
    output.show(records, format_, "Wrapping keys", empty="", columns=COLUMNS)


def _record(epoch: keys.Epoch) -> dict[str, Any]:
    return {
        "key": epoch.key,
        "in_use": epoch.used,
        "began": epoch.began,
        "ended": epoch.ended,
        "destroyed": epoch.destroyed,
        "opens_backups_until": epoch.ended + window() if epoch.ended and not epoch.destroyed else None,
    }


_group = typer.Typer(help="The wrapping keys, which everybody's keys are wrapped by.", rich_markup_mode=None)
_group.command("rotate")(rotate)
_group.command("expire")(expire)
_group.command("list")(list_keys)
_group.callback()(lambda: None)


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.add_typer(_group, name=name)
