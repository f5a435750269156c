"""`journey audit rehearse`: see for yourself that tampering is found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import typer

from app import output, settings
from app.cli.options import FormatOption
from app.output import Format
from app.wiring.audit import opened_ledger
from journey.domain.errors import WrongInput
from projections.audit.rehearsal import FEWEST
from projections.audit.rehearsal import rehearse as every_deed
from services.permissions import Permission


def rehearse(format_: FormatOption = Format.table) -> None:
    """Tamper with copies of the log in every way and see each found; the log is not touched. Exit 1 if one is not.

    It writes nothing into the store and nothing beside it.

    Example: journey audit rehearse
    """
    with opened_ledger(Permission.VERIFY) as ledger:
        with ledger.store.read() as connection:
            events = ledger.count(connection)
        if events < FEWEST:
            raise WrongInput(f"the log holds {events} events; a rehearsal needs at least {FEWEST}")
        records = [_record(deed) for deed in every_deed(ledger.store, settings.key_file(), datetime.now(UTC))]
    columns = ("done", "found", "what", "position", "says")
    title = f"{len(records)} copies of the log were tampered with; the log itself was not touched"
    output.show(records, format_, title, empty="", columns=columns)
    if not all(record["found"] for record in records):
        raise typer.Exit(1)


def _record(deed: Any) -> dict[str, Any]:
    findings = deed.outcome.findings
    first = findings[0] if findings else None
    return {
        "done": deed.what,
        "found": first is not None,
        "what": first and first.what.replace("_", " "),
        "position": first and first.position,
        "says": first and first.says,
        "findings": len(findings),
    }


COMMANDS = {"rehearse": rehearse}
