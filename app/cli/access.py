"""Who has read what of whom: `journey access list` and `journey access review`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

import typer

from app import output
from app.cli.options import FormatOption, ProgrammeOption, ReasonOption, SenderOption, day
from app.output import Format
from app.wiring.opening import open_for
from journey.domain import calendar
from journey.domain.errors import WrongInput
from services import access, access_review, readings
from services.permissions import Permission

FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day.")]
_QUARTER = 91
_SHOWN = 3
"""People of one reading that a table names; JSON has all of them."""


def list_readings(
    reader: Annotated[
        str | None, typer.Option("--reader", metavar="R", help="Whose readings: coach:REF, operator:NAME, or a REF.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="P", help="Readings of this person: the sender's reference.")
    ] = None,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    since: FromOption = None,
    until: ToOption = None,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Who has read what of whom, when and why: a row for each page, list or command, with everybody on it.

    Example: journey access list --person H-001 --from 2018-05-01
    """
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.READ_ACCESS_LOG)
        with journey.engine.store.read() as connection:
            whom = readings.somebody(journey, connection, person, programme, sender)[0] if person else None
            window = access.Window(reader, whom, day("--from", since), day("--to", until))
            rows = access.list_readings(journey, connection, window)
    _show(rows, format_, "Readings", "Nobody has read anything of that.")


def review_readings(
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="DPO", help="Who reviews: dpo:REF, whom you act for.")],
    since: FromOption = None,
    until: ToOption = None,
    size: Annotated[
        int, typer.Option("--size", min=1, max=access_review.MOST, help="How many readings.")
    ] = access_review.SAMPLE,
    sign: Annotated[
        str | None, typer.Option("--sign", metavar="DRAW", help="Sign for the sample of that name, once looked at.")
    ] = None,
    odd: Annotated[
        int | None, typer.Option("--odd", min=0, help="With --sign: how many could not be explained.")
    ] = None,
    remark: Annotated[
        str | None, typer.Option("--remark", metavar="TEXT", help="With --sign: in words; sealed.")
    ] = None,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """A random sample of what people at work have read, for the data protection officer, who then signs for it.

    Without --from it goes back a quarter of a year. What the officer signs for is an event in the log.

    Example: journey access review --reviewer dpo:ada --size 20
    """
    if (sign is None) is not (odd is None) or (sign is None and remark is not None):
        raise WrongInput("--sign, --odd: belong together; sign for a sample, and say how many of it were odd")
    with open_for(reason=reason) as journey:
        if sign is not None and odd is not None:
            signed = access_review.sign_off(journey, reviewer, sign, odd, remark)
            output.say(f"signed off by {reviewer}: {signed.draw.name}, {odd} odd")
            return
        last = day("--to", until) or calendar.local_date(journey.now)
        first = day("--from", since) or last - timedelta(days=_QUARTER)
        drawn = access_review.review(journey, reviewer, first, last, size)
    if format_ is Format.json:
        output.as_json({"draw": drawn.draw.name, "readings": drawn.readings, "sample": drawn.rows})
        return
    title = f"{len(drawn.rows)} of {output.count(drawn.readings, 'reading')}, {first} to {last}"
    _show(drawn.rows, format_, title, "Nobody at work has read anything in those days.")
    output.say(f"once looked at: journey access review --reviewer {reviewer} --sign {drawn.draw.name} --odd 0")


def _show(rows: list[dict[str, Any]], how: Format, title: str, empty: str) -> None:
    if how is Format.table:
        rows = [row | {"people": _people(row), "what": _what(row), "why": "; ".join(row["why"])} for row in rows]
    output.show(rows, how, title, empty=empty, columns=("at", "reader", "people", "what", "why"))


def _people(row: dict[str, Any]) -> str:
    names = [one["participant"] for one in row["people"]]
    left = len(names[_SHOWN:]) + row["others"]
    return ", ".join(names[:_SHOWN]) + (f" and {left} more" if left else "")


def _what(row: dict[str, Any]) -> str:
    return ", ".join(dict.fromkeys(word for one in row["people"] for word in one["what"]))


_group = typer.Typer(help="Who has read what of whom, when and why.", rich_markup_mode=None)
_group.command("list")(list_readings)
_group.command("review")(review_readings)
_group.callback()(lambda: None)


def add(app: typer.Typer, name: str) -> None:
    """Add the group."""
    app.add_typer(_group, name=name)
