"""Writes the statistics export: every table as Parquet and CSV into one folder, with the codebook beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from journey.domain.rulebook import RuleBook
from projections.exports.population import ExportPerson, Request
from projections.exports.tabular import codebook, rows
from projections.exports.tabular.files import TableFiles
from projections.exports.tabular.tables import TABLES, Table


def write(
    folder: Path, programme: ExportPerson, persons: Iterable[ExportPerson], request: Request, book: RuleBook
) -> int:
    """Every table and the codebook. Returns how many lines the tables have."""
    with TableFiles(folder, TABLES) as files:
        for person in chain([programme], persons):
            for table in TABLES:
                files.add(table, _rows(table, person, request, book))
        counts = files.counts
    codebook.write(folder, request, counts)
    return sum(counts.values())


def _rows(table: Table, person: ExportPerson, request: Request, book: RuleBook) -> Iterator[dict[str, Any]]:
    if table.types:
        return rows.of_facts(person, table.types)
    return rows.MADE[table.name](person, request, book)
