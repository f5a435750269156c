"""A report as CSV: a line a cell, so that spreadsheets and statistics programs take it as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from journey.domain.plain import plain, spreadsheet_cell
from projections.reports.figures import Cell, Figure, Value
from projections.reports.numbers import UNDER_FIVE
from projections.reports.report import Report, as_json

HEAD = ("report", "programme", "from", "to", "as_of", "known_at", "population", "audience", "rules_version")
COLUMNS = (
    *HEAD,
    "figure",
    "part",
    "row",
    "category",
    "value",
    "numerator",
    "denominator",
    "unit",
    "suppressed",
    "cohort",
)
"""`part` is `all` or such as `gender=woman`; `category` is a distribution's, or a table's column; `row` a table's."""

Line = tuple[str, str, str, Cell]


def as_csv(*reports: Report) -> str:
    """Whole reports: UTF-8, commas, a header line, values neither rounded nor given a unit."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows(_rows(report))
    return file.getvalue()


def _rows(report: Report) -> Iterator[list[Cell]]:
    answer = as_json(report)
    head = [answer[key] for key in HEAD]
    for figure in report.figures:
        for part, row, category, value in _lines(figure):
            whole = part == "all" and not category
            made_of = [figure.numerator, figure.denominator] if whole else [None, None]
            few = figure.suppressed and value in (None, UNDER_FIVE)
            about = (figure.definition.unit, "yes" if few else "", figure.cohort)
            yield [
                *map(_plain, head),
                figure.definition.key,
                part,
                row,
                _plain(category),
                _plain(value),
                *map(_plain, made_of),
                *map(_plain, about),
            ]


def _lines(figure: Figure) -> Iterator[Line]:
    yield from _cells("all", figure.value)
    for part, value in (figure.by or {}).items():
        yield from _cells(part, value)


def _cells(part: str, value: Value) -> Iterator[Line]:
    if isinstance(value, dict):
        for category, number_in_it in value.items():
            yield part, "", category, number_in_it
    elif isinstance(value, list):
        for number, row in enumerate(value, 1):
            for column, cell in row.items():
                yield part, str(number), column, cell
    else:
        yield part, "", "", value


def _plain(value: Cell) -> Cell:
    """Nothing where there is nothing; a text that a spreadsheet would take for a formula is kept from being one."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return spreadsheet_cell(plain(value))
    return "" if value is None else value
