"""`journey report`: a programme's figures, for the terminal, for programs, as a page, or as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import output, settings
from app.cli.options import AsOfOption, DialectOption, KnownAtOption, day, known_programme, view
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from journey.engine.whole_files import written_aside
from projections import reports
from projections.reports import Beside, Report
from projections.sheets.dialects import DIALECTS, STANDARD, Dialect
from services.reports import Question, ReportFiles, report_on

if TYPE_CHECKING:
    from rich.console import RenderableType


class ReportFormat(StrEnum):
    """How a report is written: for the terminal, for programs, for people who read and print, for spreadsheets."""

    table = "table"
    json = "json"
    html = "html"
    csv = "csv"
    xlsx = "xlsx"


class Language(StrEnum):
    """In which language a page of figures speaks."""

    sv = "sv"
    en = "en"


ReportFormatOption = Annotated[
    ReportFormat,
    typer.Option("--format", help="A table, JSON, a page (HTML), a spreadsheet (CSV) or a workbook (xlsx)."),
]


def report(
    kind: Annotated[str, typer.Argument(help="Which report; an unknown one gets the list of all.")],
    programme: Annotated[
        list[str], typer.Option("--programme", help="The programme (its id); several: each, and all together.")
    ],
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
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="FROM..TO", help="A second window, set beside the first.")
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: ReportFormatOption = ReportFormat.table,
    dialect: DialectOption = None,
    language: Annotated[
        Language | None, typer.Option("--language", help="In which language a page (HTML) speaks: sv or en.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of printing.")] = None,
) -> None:
    """The programme's figures, each with its numerator, denominator and cohort.

    Example: journey report flow --programme hudiksvall --population sus --as-of 2018-05-31
    """
    _allowed("KIND", kind, reports.KINDS)
    if population is not None:
        _allowed("--population", population, reports.POPULATIONS)
    _allowed("--audience", audience, reports.AUDIENCES)
    if dialect is not None and format_ is not ReportFormat.csv:
        raise WrongInput("--dialect: belongs to --format csv; leave it out")
    if language is not None and format_ is not ReportFormat.html:
        raise WrongInput("--language: belongs to --format html; leave it out")
    start, end = day("--from", from_), day("--to", to)
    if start and end and start > end:
        raise WrongInput("--from: lies after --to; allowed: a day before it")
    second = _second(compare, programme, audience)
    with open_for() as journey:
        at = view(as_of, known_at, journey.now)
        for name in programme:
            known_programme(journey, name)
        files = ReportFiles(settings.config())

        def made(name: str, first: date | None, last: date | None) -> Report:
            question = Question(
                kind=kind,
                programme=name,
                at=at,
                at_any=as_of is None and known_at is None,
                start=first,
                end=last,
                population=population,
                audience=audience,
            )
            return report_on(journey, question, files)

        answers = tuple(made(name, start, end) for name in dict.fromkeys(programme))
        beside = reports.programmes(answers) if len(answers) > 1 else None
        if second:
            beside = reports.two_windows(answers[0], made(programme[0], *second))
    if format_ is ReportFormat.html:
        content: str | bytes = _page(answers[0], beside, language or Language.en)
    else:
        content = _content(answers, beside, format_, DIALECTS[dialect or STANDARD.name])
    if out is None:
        output.data(content)
        return
    with written_aside(out, "--out") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    output.say(f"written to {out}")


def _second(compare: str | None, programme: Sequence[str], audience: str) -> tuple[date, date] | None:
    """The second window. Raises WrongInput where it is none, and where it cannot be set beside the first."""
    if compare is None:
        return None
    if audience == "outside":
        raise WrongInput("--compare: two windows could be held against each other; allowed: without --audience outside")
    if len(set(programme)) > 1:
        raise WrongInput("--compare: two windows of one programme; allowed: with one --programme")
    first, _, last = compare.partition("..")
    window = day("--compare", first or None), day("--compare", last or None)
    if window[0] is None or window[1] is None or window[0] > window[1]:
        raise WrongInput("--compare: is no window; allowed: FROM..TO, two days such as 2017-01-01..2017-12-31")
    return window[0], window[1]


def _content(answers: Sequence[Report], beside: Beside | None, how: ReportFormat, dialect: Dialect) -> str | bytes:
    """What is written: of files for spreadsheets the bytes, which no terminal may change."""
    every = answers[:1] if beside is None else [report for _, report in beside.columns]
    match how:
        case ReportFormat.csv:
            return reports.as_csv(*every, dialect=dialect).encode()
        case ReportFormat.xlsx:
            return reports.as_xlsx(*every)
        case _:
            return _written(answers[0], how) if beside is None else _beside(beside, how)


def _page(answer: Report, beside: Beside | None, language: Language) -> str:
    """The page, in its language; the config folder may hold words of its own."""
    if beside is None:
        return reports.as_html(answer, language.value, settings.config())
    return reports.beside_html(beside, language.value, settings.config())


def _written(answer: Report, how: ReportFormat) -> str:
    match how:
        case ReportFormat.json:
            return output.json_text(reports.as_json(answer))
        case _:
            return _printed(reports.as_table(answer))


def _beside(beside: Beside, how: ReportFormat) -> str:
    match how:
        case ReportFormat.json:
            return output.json_text(reports.beside_json(beside))
        case _:
            return _printed(*(reports.as_table(one) for _, one in beside.columns), reports.beside_table(beside))


def _printed(*parts: RenderableType) -> str:
    console = output.console()
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return str(capture.get())


def _allowed(where: str, word: str, allowed: Sequence[str]) -> None:
    if word not in allowed:
        raise WrongInput(f"{where}: not known; allowed: {', '.join(allowed)}")


def add(app: typer.Typer, name: str) -> None:
    """Add the command."""
    app.command(name)(report)
