"""People who stand here twice, at the command line: `journey people duplicates` and `journey merge`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app import output
from app.cli.names import Names
from app.cli.options import (
    FormatOption,
    ProgrammeOption,
    ReasonOption,
    SenderOption,
    known_programme,
    participant_argument,
)
from app.output import Format
from app.wiring.opening import open_for
from services import duplicates as twice


def duplicates(
    programme: ProgrammeOption = None, reason: ReasonOption = None, format_: FormatOption = Format.table
) -> None:
    """Who may be one person: people of a programme with the same personal number, telephone or e-mail address.

    Two people can share a telephone: look before you merge them. People under protected identity need --reason.

    Example: journey people duplicates --programme hudiksvall
    """
    with open_for(reason=reason) as journey:
        known_programme(journey, programme)
        alike = twice.look_alikes(journey, programme)
        names = Names(journey, pseudonyms=False, why="journey people duplicates")
    records: list[dict[str, Any]] = [
        {"programme": one.programme, "same": one.kind, "participants": sorted(str(names(who)) for who in one.streams)}
        for one in alike
    ]
    if format_ is Format.json:
        output.as_json(records)
        return
    rows = [(one["programme"], one["same"].replace("_", " "), ", ".join(one["participants"])) for one in records]
    columns = ("programme", "same", "participants")
    output.table("Perhaps one person", columns, rows, empty="Nobody looks like somebody else.", wraps=("participants",))


def merge(
    source: Annotated[str, participant_argument("The reference of the one whose facts are recorded again")],
    target: Annotated[str, participant_argument("The reference of the one who has them from now on")],
    reason: Annotated[str, typer.Option("--reason", help="How it is known that the two are one; sealed.")],
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Make one person of two: facts of FROM are recorded again under INTO, and both references mean INTO from now on.

    Nothing is taken out of the log, and no alert is raised anew. A stay of FROM that INTO's history has no room for,
    such as a second referral of the same days, is left out and named.

    Example: journey merge H-002 H-001 --programme hudiksvall --reason "the same personal number; asked on 2018-06-01"
    """
    with open_for() as journey:
        with journey.engine.store.read() as connection:
            first, _ = journey.engine.people.find(connection, source, programme, sender)
            second, _ = journey.engine.people.find(connection, target, programme, sender)
        done = twice.merge(journey, first, second, reason)
    if format_ is Format.json:
        output.as_json({"recorded": done.recorded, "left_out": list(done.left_out)})
        return
    output.say(f"merged: {output.count(done.recorded, 'event')} recorded again under INTO")
    if done.left_out:
        output.say(f"left out, as the history has no room for them: {', '.join(done.left_out)}")


_group = typer.Typer(help="People of the store: who may stand here twice.", rich_markup_mode=None)
_group.command("duplicates")(duplicates)
_group.callback()(lambda: None)


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    if name == "merge":
        app.command(name)(merge)
    else:
        app.add_typer(_group, name=name)
