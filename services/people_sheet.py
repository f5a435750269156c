"""One line a person as a workbook: who they are, where they are, what is due. Whoever is hidden is in none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

from journey.domain.plain import one_line
from projections.sheets.workbook import SheetColumn, Workbook
from services import identities, search
from services.office import Office
from services.permissions import Actor, Permission
from services.roster import Order, Roster, Row

COLUMNS = ("name", "reference", "state", "days", "last", "rule", "due", "meeting", "coach", "enrolled")
SHOWN = ("name", "facts", "calendar", "reference")
"""What of each person stands in it, as the access log says it."""

_EVERYBODY = 1_000_000
_TEXTS = {"name": 28, "reference": 16, "state": 20, "rule": 40, "coach": 20}


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """A workbook of people, whom it shows, and how many live under protected identity and are left out."""

    content: bytes
    streams: tuple[UUID, ...]
    hidden: int


def make(
    office: Office, actor: Actor, chosen: str, order: Order, title: str, say: Mapping[str, Callable[[str], str]]
) -> PeopleSheet:
    """The people whom a filter holds, for whoever may see them. Nothing is logged: it is when somebody gets it.

    `say` has the words: `column` for a heading, `state`, `rule` and `coach` for what is called something.
    """
    roster = Roster(office, actor)
    read = partial(search.by_name, office, roster) if order.column == "name" else roster.page
    rows = read(chosen, order, 0, _EVERYBODY)
    shown = [row for row in rows if not row.protected]
    seen = office.permitted(actor, shown, Permission.READ_IDENTITY, Permission.READ_FACTS)
    shown = [row for row in shown if row.stream in seen]
    with office.engine.store.read() as connection:
        told = identities.of(office.engine, connection, [row.stream for row in shown])
        called = office.engine.people.references(connection, [row.stream for row in shown])
    lines = [_line(row, told[row.stream].get("name", ""), called.get(row.stream, ""), say) for row in shown]
    content = _workbook(lines, title, roster.day, say["column"])
    return PeopleSheet(content, tuple(row.stream for row in shown), sum(row.protected for row in rows))


def still(office: Office, actor: Actor, streams: Sequence[UUID]) -> bool:
    """Whether everybody on a sheet may still be shown to the actor, as when it was made."""
    rows = [row for row in Roster(office, actor).these(streams) if not row.protected]
    seen = office.permitted(actor, rows, Permission.READ_IDENTITY, Permission.READ_FACTS)
    return seen.issuperset(streams)


def _line(row: Row, name: str, reference: str, say: Mapping[str, Callable[[str], str]]) -> list[Any]:
    return [
        one_line(name),
        one_line(reference),
        say["state"](row.state),
        (row.day - row.since).days if row.since else None,
        row.last,
        say["rule"](row.rule) if row.rule else "",
        row.due,
        row.meeting,
        say["coach"](row.coach) if row.coach else "",
        row.enrolled,
    ]


def _workbook(lines: Sequence[Sequence[Any]], title: str, day: date, heading: Callable[[str], str]) -> bytes:
    file = BytesIO()
    columns = [SheetColumn(heading(name), width=_TEXTS.get(name, 0)) for name in COLUMNS]
    with Workbook(file, day) as book:
        sheet = book.sheet(title, columns)
        for line in lines:
            sheet.add(line)
    return file.getvalue()
