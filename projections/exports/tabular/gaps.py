"""Counts, while tables are written, how many of their lines lack what a column says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from projections.exports.tabular.tables import Table


class Gaps:
    """How many lines a table has, and how many of them lack what a column says of them."""

    def __init__(self, table: Table) -> None:
        self.table, self.lines = table, 0
        self._said = Counter[str]()
        self._types = Counter[str]()
        self._struck = 0

    def count(self, rows: Sequence[dict[str, Any]], columns: Mapping[str, list[Any]]) -> None:
        """Take lines, and the values of each of their columns."""
        self.lines += len(rows)
        self._types.update(row.get("type", "") for row in rows)
        self._struck += sum(bool(row.get("struck")) for row in rows)
        self._said.update({name: len(values) - values.count(None) for name, values in columns.items()})

    def of(self, column: str) -> tuple[int, int]:
        """How many lines lack it, and of how many: of those alone whose facts could say it."""
        if column == "struck_recorded":
            able = self._struck
        else:
            able = sum(count for type_, count in self._types.items() if self.table.applies(type_, column))
        return able - self._said[column], able
