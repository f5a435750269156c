"""Writes the statistics export: every table as Parquet, CSV and a sheet, with the codebook beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from journey.domain.rulebook import RuleBook
from projections.exports.population import ExportPerson, Request
from projections.exports.tabular import codebook, rows
from projections.exports.tabular.files import TableFiles
from projections.exports.tabular.tables import Table, tables
from projections.sheets.dialects import STANDARD, Dialect
from projections.sheets.workbook import Workbook

WORKBOOK = "tables.xlsx"


def write(
    folder: Path,
    programme: ExportPerson,
    persons: Iterable[ExportPerson],
    request: Request,
    book: RuleBook,
    dialect: Dialect = STANDARD,
) -> int:
    """Every table, the workbook of them all, and the codebook. Returns how many lines the tables have."""
    leaving = tables(exact_times=request.coder.exact_times)
    with (folder / WORKBOOK).open("wb") as file, Workbook(file, request.view.as_of, folder=folder) as workbook:
        with TableFiles(folder, leaving, dialect, workbook) as files:
            for person in chain([programme], persons):
                for table in leaving:
                    files.add(table, _rows(table, person, request, book))
        described = codebook.describe(request.coder.codes, leaving, files.gaps)
        codebook.sheet(workbook, described)
    codebook.write(folder, request, described)
    return sum(gaps.lines for gaps in files.gaps.values())


def _rows(table: Table, person: ExportPerson, request: Request, book: RuleBook) -> Iterator[dict[str, Any]]:
    if table.types:
        return rows.of_facts(person, table.types)
    return rows.MADE[table.name](person, request, book)
