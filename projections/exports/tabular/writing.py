"""Writes the statistics export: every table as Parquet and CSV into one folder, with the codebook beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from journey.domain.rulebook import RuleBook
from projections.exports.population import Person, Request
from projections.exports.tabular import codebook, rows
from projections.exports.tabular.files import Files
from projections.exports.tabular.tables import TABLES, Table


def write(folder: Path, own: Person, persons: Iterable[Person], asked: Request, book: RuleBook) -> int:
    """Every table and the codebook. Returns how many lines the tables have."""
    with Files(folder, TABLES) as files:
        for person in chain([own], persons):
            for table in TABLES:
                files.add(table, _rows(table, person, asked, book))
        counts = files.counts
    codebook.write(folder, asked, counts)
    return sum(counts.values())


def _rows(table: Table, person: Person, asked: Request, book: RuleBook) -> Iterator[dict[str, Any]]:
    if table.types:
        return rows.of_facts(person, table.types)
    return rows.MADE[table.name](person, asked, book)
