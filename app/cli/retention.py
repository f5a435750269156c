"""What has passed its retention time, at the command line: listed kind by kind, and with --apply destroyed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from app import output, settings
from app.cli.names import Names
from app.cli.options import FormatOption
from app.output import Format
from app.wiring.chat import lengths
from app.wiring.opening import open_for, receipts
from journey.engine.loading.retention import load_retention
from services import retention as keeping

KINDS = ("kind", "after", "passed", "kept", "how")
CASES = ("participant", "programme", "last_note", "kept")


def retention(
    apply: Annotated[
        bool, typer.Option("--apply", help="Destroy it. What is kept, and exported files, stay; receipts are written.")
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """What has passed its time by retention.toml in the config folder, kind by kind; nothing is destroyed by looking.

    A closed case goes by its person's key, as by `journey erase`: figures stay. What a supervisor refused to erase, and
    what the file keeps under archive law, is listed with the reason. How much went of each kind is an event in the log.

    Example: journey retention
    """
    times = keeping.Times(load_retention(settings.config()), lengths())
    with open_for() as journey:
        names = Names(journey, pseudonyms=False, why=keeping.COMMAND)
        passed = keeping.due(journey, times)
        cases = [] if apply else names.narrow(keeping.rows_of(journey, passed, names))
        went = keeping.apply(journey, times, receipts()) if apply else None
    kinds = [asdict(kind) for kind in (went or passed).kinds]
    if format_ is Format.json:
        output.as_json({"applied": apply, "kinds": kinds, "cases": cases})
        return
    _tell(kinds, cases, applied=apply)


def _tell(kinds: list[dict[str, Any]], cases: list[dict[str, Any]], *, applied: bool) -> None:
    title = "Destroyed" if applied else "Past its time"
    output.show(kinds, Format.table, title, empty="", columns=KINDS)
    if applied:
        output.say(f"receipts of the cases are in {receipts()}; exported files are yours to destroy: journey exports")
        return
    output.show(cases, Format.table, "Closed cases", empty="No closed case has passed its time.", columns=CASES)


def add(app: typer.Typer, name: str) -> None:
    """Add the command."""
    app.command(name)(retention)
