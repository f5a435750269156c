"""`journey replay`: folds the log from its first event, compares it with the read models, and judges by other rules."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app import output
from app.cli.names import Names
from app.cli.options import (
    AsOfOption,
    FormatOption,
    KnownAtOption,
    ProgrammeOption,
    PseudonymsOption,
    ReasonOption,
    known_programme,
    view,
)
from app.output import Format
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from journey.domain.rulebook import RuleBook
from journey.engine.loading.programmes import load_rules_file
from projections.live import comparison, rejudging
from services import readings
from services.opened import Journey
from services.permissions import Permission


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
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Fold the whole log from its first event and compare it with the read models; exit 1 where they differ.

    Example: journey replay --rules proposed.toml --format json
    """
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.VERIFY)
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
            changes = rejudging.rejudged(journey.engine, at, books, names, programme)
            record["changes"] = names.narrow(
                [change | {"occurrence": names.occurrence(change["occurrence"])} for change in changes]
            )
    if format_ is Format.json:
        output.as_json(record)
    else:
        _print_replay(record)
    if record["differences"]:
        sys.exit(1)


def _other_books(journey: Journey, rules: str) -> dict[str, Any]:
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


def add(app: typer.Typer, name: str) -> None:
    """Add the command."""
    app.command(name)(replay)
