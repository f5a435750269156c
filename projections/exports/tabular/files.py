"""Writes tables as files, Parquet with typed columns and CSV, a few thousand lines at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from journey.domain.plain import plain, spreadsheet_cell
from projections.exports.coding import Kind, as_text
from projections.exports.mining.xes import flat
from projections.exports.tabular.tables import Table

GROUP = 5_000
"""Lines to one row group: as many of a table are in memory at once."""

ARROW: dict[Kind, Any] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
    "scores": pa.string(),
}


class TableFiles:
    """All tables of one folder, open until the export is done."""

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        self.folder = folder
        self.tables = tables
        self.counts = {table.name: 0 for table in tables}
        self._waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin every file: a table without lines has its columns."""
        self._schemas = {table.name: schema(table) for table in self.tables}
        self._parquet, self._csv = {}, {}
        for table in self.tables:
            path = self.folder / f"{table.name}.parquet"
            self._parquet[table.name] = self._stack.enter_context(pq.ParquetWriter(path, self._schemas[table.name]))
            text = (self.folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            writer = self._csv[table.name] = csv.writer(self._stack.enter_context(text), lineterminator="\n")
            writer.writerow([column.name for column in table.columns])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, and close."""
        if kind is None:
            for table in self.tables:
                self._flush(table)
        self._stack.__exit__(kind, error, trace)

    def add(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        """Take lines of a table."""
        waiting = self._waiting[table.name]
        waiting.extend(rows)
        if len(waiting) >= GROUP:
            self._flush(table)

    def _flush(self, table: Table) -> None:
        rows = self._waiting[table.name]
        if not rows:
            return
        columns = {column.name: [_plain(row.get(column.name)) for row in rows] for column in table.columns}
        self._parquet[table.name].write_table(pa.Table.from_pydict(columns, schema=self._schemas[table.name]))
        self._csv[table.name].writerows(zip(*(map(_cell, values) for values in columns.values()), strict=True))
        self.counts[table.name] += len(rows)
        rows.clear()


def schema(table: Table) -> Any:
    """A table's columns as Parquet types them."""
    return pa.schema([pa.field(column.name, ARROW[column.kind]) for column in table.columns])


def _plain(value: Any) -> Any:
    """Points by name are one text in a table: `ghq=3 likert=12`."""
    return flat(value) if isinstance(value, dict) else value


def _cell(value: Any) -> str:
    """A value as CSV holds it: empty for nothing, `true` and `false`, days and moments as ISO 8601, lists by `;`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return spreadsheet_cell(plain(";".join(value)))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, str):
        return spreadsheet_cell(plain(value))
    return value.isoformat() if isinstance(value, date) else str(as_text(value))
