"""Writes tables as files, a few thousand lines at a time: Parquet and sheets with typed cells, and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from projections.exports.coding import ExportColumn, Kind
from projections.exports.mining.xes import flat
from projections.exports.tabular.gaps import Gaps
from projections.exports.tabular.tables import Table
from projections.sheets.dialects import Dialect
from projections.sheets.workbook import SheetColumn, Workbook

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

LISTED_BY = ";"
"""What stands between the parts of a list, where a list is one cell."""

MONEY = frozenset({"amount", "tax", "wage", "subsidy"})
WIDTHS: Mapping[Kind, int] = {"text": 16, "day": 12, "moment": 20, "list": 24, "scores": 24}


class TableFiles:
    """All tables of one folder, open until the export is done: Parquet, CSV, and a workbook with a sheet for each."""

    def __init__(self, folder: Path, tables: Sequence[Table], dialect: Dialect, workbook: Workbook) -> None:
        self.folder, self.tables, self.dialect = folder, tables, dialect
        self.gaps = {table.name: Gaps(table) for table in tables}
        self._waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables}
        self._sheets = {
            table.name: workbook.sheet(table.name, list(map(sheet_column, table.columns))) for table in tables
        }
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin every file: a table without lines has its columns."""
        self._schemas = {table.name: schema(table) for table in self.tables}
        self._parquet, self._csv = {}, {}
        for table in self.tables:
            path = self.folder / f"{table.name}.parquet"
            self._parquet[table.name] = self._stack.enter_context(_parquet(path, self._schemas[table.name]))
            text = (self.folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            heads = [column.name for column in table.columns]
            self._csv[table.name] = self.dialect.begin(self._stack.enter_context(text), heads)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, and close."""
        with self._stack:
            for table in self.tables if kind is None else ():
                self._flush(table)

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
        self.gaps[table.name].count(rows, columns)
        sheet, cell = self._sheets[table.name], self.dialect.cell
        for line in zip(*columns.values(), strict=True):
            joined = [LISTED_BY.join(value) if isinstance(value, list | tuple) else value for value in line]
            self._csv[table.name].writerow([cell(value) for value in joined])
            sheet.add(joined)
        rows.clear()


@contextmanager
def _parquet(path: Path, columns: Any) -> Iterator[Any]:
    writer = pq.ParquetWriter(path, columns)
    try:
        yield writer
    finally:
        try:
            writer.close()
        finally:
            writer.is_open = False  # on a full disk it would try again when it is forgotten, and fail aloud


def sheet_column(column: ExportColumn) -> SheetColumn:
    """A column as a sheet has it: as wide as what it usually holds, money as money."""
    return SheetColumn(column.name, "SEK" if column.name in MONEY else "", WIDTHS.get(column.kind, 0))


def schema(table: Table) -> Any:
    """A table's columns as Parquet types them."""
    return pa.schema([pa.field(column.name, ARROW[column.kind]) for column in table.columns])


def _plain(value: Any) -> Any:
    """Points by name are one text in a table: `ghq=3 likert=12`."""
    return flat(value) if isinstance(value, dict) else value
