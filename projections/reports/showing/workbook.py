"""A report as an Excel workbook: the figures, a sheet for each table among them, and one that says what all means."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from projections.reports.figures import Definition, Figure
from projections.reports.report import Report
from projections.reports.showing.spreadsheet import COLUMNS, HEAD, MEANINGS, head_of, rows
from projections.sheets.workbook import Format, SheetColumn, Workbook

FIGURES, CODEBOOK = "figures", "codebook"
_MONEY = ("SEK", "amount")
_ORDER = (
    *("figure", "name", "part", "category", "value", "lower", "upper", "numerator", "denominator", "people"),
    *("at_risk", "uncertain", "unit", "suppressed", "programme", "from", "to", "as_of", "known_at", "population"),
    *("audience", "report", "rules_version", "cohort"),
)
_BY_UNIT = ("value", "lower", "upper")
_OF_TABLE = ("programme", "from", "to", "part")
_PLAIN: list[Format] = [""] * len(_OF_TABLE)
_LONG = 40  # signs from which a cell is prose


def as_xlsx(*reports: Report) -> bytes:
    """Whole reports of one kind: typed cells, values not rounded. The same question gives the same bytes."""
    file = io.BytesIO()
    with Workbook(file, reports[0].frame.as_of) as book:
        _figures(book, reports)
        for key in dict.fromkeys(figure.definition.key for figure in _tables(reports)):
            _table(book, key, reports)
        _codebook(book, reports)
    return file.getvalue()


def _tables(reports: Iterable[Report]) -> Iterator[Figure]:
    return (figure for report in reports for figure in report.figures if isinstance(figure.value, list))


# -- the figures -------------------------------------------------------------------------------------------------------
def _figures(book: Workbook, reports: Sequence[Report]) -> None:
    """Every figure that is no table, a cell a row: first what it is, last what was asked."""
    names = {figure.definition.key: figure.definition.name for report in reports for figure in report.figures}
    content = [dict(zip(COLUMNS, row, strict=True)) for report in reports for row in rows(report, tables=False)]
    for row in content:
        row["name"] = names[str(row["figure"])]
    sheet = book.sheet(FIGURES, [_column(name, [row[name] for row in content]) for name in _ORDER])
    for row in content:
        shown = shown_as(str(row["unit"]))
        sheet.add([row[name] for name in _ORDER], [shown if name in _BY_UNIT else "" for name in _ORDER])


def shown_as(unit: str) -> Format:
    """How a cell shows a number of this unit."""
    return "share" if unit == "share" else "SEK" if unit in _MONEY else ""


def _widest(cells: Iterable[Any]) -> int:
    return max((len(str(cell)) + 1 for cell in cells if cell is not None), default=0)


# -- tables ------------------------------------------------------------------------------------------------------------
def _table(book: Workbook, key: str, reports: Sequence[Report]) -> None:
    """One table of all the reports, under its own heads."""
    content = [(report, part, row) for report in reports for part, row in _rows_of(report, key)]
    definition = next(figure.definition for figure in _tables(reports) if figure.definition.key == key)
    names = _names(definition, (row for _, _, row in content))
    own = [_column(name, [row.get(at) for _, _, row in content]) for at, (name, _) in names.items()]
    sheet = book.sheet(key, [*map(SheetColumn, _OF_TABLE), *own])
    for report, part, row in content:
        head = dict(zip(HEAD, head_of(report), strict=True))
        numbers = [shown_as(_unit(at, unit, row)) for at, (_, unit) in names.items()]
        shown = [how or column.shown for how, column in zip(numbers, own, strict=True)]
        cells = [typed(row.get(at)) for at in names]
        sheet.add([*(head[one] for one in _OF_TABLE[:-1]), part, *cells], [*_PLAIN, *shown])


def _rows_of(report: Report, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for figure in report.figures:
        if figure.definition.key == key:
            for part, value in {"all": figure.value, **(figure.by or {})}.items():
                for row in value if isinstance(value, list) else []:
                    yield part, row


def _names(definition: Definition, content: Iterable[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """The columns of a table by their keys: heading and unit; what no column names has its key for a heading."""
    names = {column.key: (column.name, column.unit) for column in definition.columns}
    for row in content:
        for key in row:
            names.setdefault(key, (key, ""))
    return names


def _unit(key: str, unit: str, row: dict[str, Any]) -> str:
    """The unit of a column, or of the row where its value has one of its own: goals are of many units."""
    return str(row.get("unit") or unit) if key in ("value", "target") else unit


def _column(name: str, cells: list[Any]) -> SheetColumn:
    widest = _widest(cells)
    return SheetColumn(name, "prose" if widest > _LONG else "", widest)


def typed(cell: Any) -> Any:
    """A cell of a table; a text that is a day becomes one."""
    try:
        return date.fromisoformat(cell) if isinstance(cell, str) and len(cell) == len("2018-05-31") else cell
    except ValueError:
        return cell


# -- what it means -----------------------------------------------------------------------------------------------------
def _codebook(book: Workbook, reports: Sequence[Report]) -> None:
    columns = [SheetColumn(name) for name in ("sheet", "column or figure", "name", "unit")]
    columns[1:3] = [SheetColumn("column or figure", width=32), SheetColumn("name", width=36)]
    sheet = book.sheet(CODEBOOK, [*columns, SheetColumn("meaning", "prose"), SheetColumn("who is counted", "prose")])
    for name in _ORDER:
        sheet.add([FIGURES, name, None, None, MEANINGS.get(name, "The figure, in words."), None])
    for figure in {one.definition.key: one for report in reports for one in report.figures}.values():
        told = figure.definition
        where = told.key if isinstance(figure.value, list) else FIGURES
        sheet.add([where, told.key, told.name, told.unit, told.definition, figure.cohort])
        for column in told.columns if isinstance(figure.value, list) else ():
            sheet.add([where, column.key, column.name, column.unit or None, None, None])
