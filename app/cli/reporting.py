"""`journey report`: a programme's figures, for the terminal, for programs, as a page, or as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app import output
from app.cli.options import AsOfOption, KnownAtOption, day, known_programme, view
from app.wiring.opening import opened
from app.wiring.reports import Question, report_on
from journey.domain.errors import WrongInput
from journey.engine.whole_files import written_aside
from projections import reports
from projections.reports import Report


class ReportFormat(StrEnum):
    """How a report is written: for the terminal, for programs, for people who read and print, for spreadsheets."""

    table = "table"
    json = "json"
    html = "html"
    csv = "csv"


ReportFormatOption = Annotated[
    ReportFormat, typer.Option("--format", help="A table, JSON, a page (HTML) or a spreadsheet (CSV).")
]


def report(
    kind: Annotated[str, typer.Argument(help="Which report; an unknown one gets the list of all.")],
    programme: Annotated[str, typer.Option("--programme", help="The programme (its id).")],
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day of the window.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of the window.")] = None,
    population: Annotated[
        str | None, typer.Option("--population", help="all (where nothing is said), or sus: episodes registered there.")
    ] = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience", help="programme, or outside: closed quarters, half-years and years, no small cells."
        ),
    ] = "programme",
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: ReportFormatOption = ReportFormat.table,
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of printing.")] = None,
) -> None:
    """The programme's figures, each with its numerator, denominator and cohort.

    Example: journey report flow --programme hudiksvall --population sus --as-of 2018-05-31
    """
    _allowed("KIND", kind, reports.KINDS)
    if population is not None:
        _allowed("--population", population, reports.POPULATIONS)
    _allowed("--audience", audience, reports.AUDIENCES)
    start, end = day("--from", from_), day("--to", to)
    if start and end and start > end:
        raise WrongInput("--from: lies after --to; allowed: a day before it")
    with opened() as journey:
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        question = Question(
            kind=kind,
            programme=programme,
            at=at,
            at_any=as_of is None and known_at is None,
            start=start,
            end=end,
            population=population,
            audience=audience,
        )
        answer = report_on(journey, question)
    text = _written(answer, format_)
    if out is None:
        output.write(text, end="")
        return
    with written_aside(out, "--out") as file:
        file.write(text.encode())
    output.say(f"written to {out}")


def _written(answer: Report, how: ReportFormat) -> str:
    match how:
        case ReportFormat.json:
            return output.json_text(reports.as_json(answer))
        case ReportFormat.html:
            return reports.as_html(answer)
        case ReportFormat.csv:
            return reports.as_csv(answer)
        case _:
            console = output.console()
            with console.capture() as capture:
                console.print(reports.as_table(answer))
            return str(capture.get())


def _allowed(where: str, word: str, allowed: Sequence[str]) -> None:
    if word not in allowed:
        raise WrongInput(f"{where}: not known; allowed: {', '.join(allowed)}")


def add(app: typer.Typer, name: str) -> None:
    """Add the command."""
    app.command(name)(report)
