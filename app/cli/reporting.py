"""`journey report` and `journey replay`: figures, and the proof that they follow from the log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.bootstrap import Journey, opened
from app.cli import output
from app.cli.names import Names
from app.cli.options import AsOfOption, Format, FormatOption, KnownAtOption, ProgrammeOption, day, view
from app.cli.reading import known_programme
from journey.domain.errors import WrongInput


def report(
    kind: Annotated[str, typer.Argument(help="flow, structure, outcomes or caseload.")],
    programme: Annotated[str, typer.Option("--programme", help="The programme (its id).")],
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day of the window.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of the window.")] = None,
    population: Annotated[str, typer.Option("--population", help="all, or sus: episodes registered there.")] = "all",
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """The programme's figures, each with its numerator, denominator and cohort.

    Example: journey report flow --programme hudiksvall --population sus --as-of 2018-05-31
    """
    from projections import reports  # not needed by --help
    from projections.replay import people, team

    if kind not in reports.KINDS:
        raise WrongInput(f"KIND: no such report; allowed: {', '.join(reports.KINDS)}")
    if population not in ("all", "sus"):
        raise WrongInput("--population: allowed: all, sus")
    start, end = day("--from", from_), day("--to", to)
    if start and end and start > end:
        raise WrongInput("--from: lies after --to; allowed: a day before it")
    with opened() as journey:
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        current, version = _rules_at(journey, programme, at.as_of)
        with journey.engine.store.read() as connection:
            found = reports.report(
                kind,
                (person.history for person in people(journey.engine, connection, at, programme)),
                team(journey.engine, connection, at, programme),
                current,
                start=start,
                end=end,
                as_of=at.as_of,
                known_at=at.known_at,
                population=population,
                rules_version=version,
            )
    if format_ is Format.json:
        output.as_json(reports.as_json(found))
    else:
        output.console().print(reports.as_table(found))


def _rules_at(journey: Journey, programme: str, on: date) -> tuple[Any, str]:
    """The programme in force on a day; for one that the log does not know yet, its file."""
    book = journey.engine.books.get(programme)
    if book is None:
        current = journey.engine.programmes[programme]
        return current, current.version()
    version = book.at(on)
    return version.programme, version.digest


def replay(
    programme: ProgrammeOption = None,
    rules: Annotated[
        str,
        typer.Option("--rules", metavar="then|now|FILE", help="Judge anew by the rules of then, of now, or a file."),
    ] = "then",
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Fold the whole log from its first event and compare it with the read models; exit 1 where they differ.

    Example: journey replay --rules proposed.toml --format json
    """
    from projections import comparison  # not needed by --help

    with opened() as journey:
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        books = None if rules == "then" else _other_books(journey, rules)
        result = comparison.replay(journey.engine, journey.projector)
        record: dict[str, Any] = {
            "events": result.events,
            "participants": result.participants,
            "fold_seconds": round(result.fold_seconds, 3),
            "events_per_second": round(result.events / result.fold_seconds) if result.fold_seconds else None,
            "compare_seconds": round(result.compare_seconds, 3),
            "differences": result.differences,
        }
        if books is not None:
            names = Names(journey, pseudonyms=False, why="journey replay")
            record["rules"] = rules
            record["changes"] = comparison.rejudged(journey.engine, at, books, names, programme)
    if format_ is Format.json:
        output.as_json(record)
    else:
        _print_replay(record)
    if record["differences"]:
        sys.exit(1)


def _other_books(journey: Journey, rules: str) -> dict[str, Any]:
    from journey.domain.rulebook import RuleBook
    from journey.engine.programmes import load_rules_file

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
            record["changes"], Format.table, f"Deadlines that the rules of {record['rules']} would judge otherwise",
            empty="Nobody's deadline would change status.", columns=columns,
        )  # fmt: skip


_COMMANDS: dict[str, Callable[..., None]] = {"report": report, "replay": replay}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(_COMMANDS[name])
