"""`journey report` and `journey replay`: figures, and the proof that they follow from the log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import output
from app.cli.names import Names
from app.cli.options import AsOfOption, FormatOption, KnownAtOption, ProgrammeOption, PseudonymsOption, day, view
from app.cli.reading import known_programme
from app.output import Format
from app.wiring.opening import opened
from journey.domain.errors import WrongInput
from journey.domain.rulebook import RuleBook
from journey.engine.whole_files import written_aside
from services.opened import Journey

if TYPE_CHECKING:
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
    kind: Annotated[str, typer.Argument(help="Which report; see docs/reference/figures.md.")],
    programme: Annotated[str, typer.Option("--programme", help="The programme (its id).")],
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day of the window.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of the window.")] = None,
    population: Annotated[str, typer.Option("--population", help="all, or sus: episodes registered there.")] = "all",
    audience: Annotated[
        str, typer.Option("--audience", help="programme, or outside: small cells are withheld.")
    ] = "programme",
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: ReportFormatOption = ReportFormat.table,
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of printing.")] = None,
) -> None:
    """The programme's figures, each with its numerator, denominator and cohort.

    Example: journey report flow --programme hudiksvall --population sus --as-of 2018-05-31
    """
    from app.wiring.reports import Question, told  # not needed by --help
    from projections import reports

    _allowed("KIND", kind, reports.KINDS)
    _allowed("--population", population, reports.POPULATIONS)
    _allowed("--audience", audience, reports.AUDIENCES)
    start, end = day("--from", from_), day("--to", to)
    if start and end and start > end:
        raise WrongInput("--from: lies after --to; allowed: a day before it")
    with opened() as journey:
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        asked = Question(
            kind=kind, programme=programme, at=at, start=start, end=end, population=population, audience=audience
        )
        found = told(journey, asked)
    text = _written(found, format_)
    if out is None:
        sys.stdout.write(text)
        return
    with written_aside(out, "--out") as file:
        file.write(text.encode())
    output.say(f"written to {out}")


def _written(found: Report, how: ReportFormat) -> str:
    from projections import reports

    match how:
        case ReportFormat.json:
            return output.json_text(reports.as_json(found))
        case ReportFormat.html:
            return reports.as_html(found)
        case ReportFormat.csv:
            return reports.as_csv(found)
        case _:
            console = output.console()
            with console.capture() as capture:
                console.print(reports.as_table(found))
            return str(capture.get())


def _allowed(where: str, given: str, allowed: Sequence[str]) -> None:
    if given not in allowed:
        raise WrongInput(f"{where}: not known; allowed: {', '.join(allowed)}")


def replay(
    programme: ProgrammeOption = None,
    rules: Annotated[
        str,
        typer.Option("--rules", metavar="then|now|FILE", help="Judge anew by the rules of then, of now, or a file."),
    ] = "then",
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that share the work.")] = 1,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    format_: FormatOption = Format.table,
) -> None:
    """Fold the whole log from its first event and compare it with the read models; exit 1 where they differ.

    Example: journey replay --rules proposed.toml --format json
    """
    from projections.live import comparison, rejudging  # not needed by --help

    with opened() as journey:
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        books = None if rules == "then" else _other_books(journey, rules)
        result = comparison.replay(
            journey.engine, journey.projector, workers=workers, progress=output.progress("folded")
        )
        record: dict[str, Any] = {
            "events": result.events,
            "participants": result.participants,
            "fold_seconds": round(result.fold_seconds, 3),
            "events_per_second": round(result.events / result.fold_seconds) if result.fold_seconds else None,
            "compare_seconds": round(result.compare_seconds, 3),
            "differences": result.differences,
        }
        if books is not None:
            names = Names(journey, pseudonyms=pseudonyms, why="journey replay")
            record["rules"] = rules
            record["changes"] = [
                change | {"occurrence": names.occurrence(change["occurrence"])}
                for change in rejudging.rejudged(journey.engine, at, books, names, programme)
            ]
    if format_ is Format.json:
        output.as_json(record)
    else:
        _print_replay(record)
    if record["differences"]:
        sys.exit(1)


def _other_books(journey: Journey, rules: str) -> dict[str, Any]:
    from journey.engine.loading.programmes import load_rules_file

    if rules == "now":
        chosen = {name: journey.engine.programmes.get(name, book.latest) for name, book in journey.engine.books.items()}
    else:
        path = Path(rules)
        if not path.is_file():
            raise WrongInput("--rules: no such file; allowed: then, now, or a programme or rules file")
        chosen = {name: load_rules_file(path, book.latest) for name, book in journey.engine.books.items()}
    return {name: RuleBook([(date.min, programme)]) for name, programme in chosen.items()}


def _print_replay(record: dict[str, Any]) -> None:
    rows = [
        (key.replace("_", " "), value)
        for key, value in record.items()
        if key not in ("differences", "changes", "rules")
    ]
    rows.append(("differences", len(record["differences"])))
    output.table("Replay", ("", ""), rows, empty="")
    for difference in record["differences"]:
        output.say(str(difference))
    if "changes" in record:
        columns = ("participant", "rule", "opened", "due_then", "status_then", "due", "status")
        output.show(
            record["changes"],
            Format.table,
            f"Deadlines that the rules of {record['rules']} would judge otherwise",
            empty="Nobody's deadline would change status.",
            columns=columns,
        )


_COMMANDS: dict[str, Callable[..., None]] = {"report": report, "replay": replay}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(_COMMANDS[name])
