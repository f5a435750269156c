"""Writes CSV in two dialects: the usual one for programs, and the one that a Swedish spreadsheet opens as columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TextIO

from journey.domain import calendar
from journey.domain.plain import plain, spreadsheet_cell

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV is written: what parts columns and decimals, and whether the file says at its start that it is UTF-8."""

    name: str
    delimiter: str
    decimal: str
    mark: str = ""
    for_people: bool = False
    """Whether somebody reads it in a spreadsheet: moments then are in Swedish time, in a form that it knows."""

    def cell(self, value: Any, words: Words = ("false", "true")) -> str:
        """A value as a cell: nothing for None, days and moments as ISO 8601, `words` for no and yes.

        A text that a spreadsheet would take for a formula is kept from being one.
        """
        if value is None:
            return ""
        if isinstance(value, str):
            return spreadsheet_cell(plain(value))
        if isinstance(value, bool):
            return words[value]
        if isinstance(value, datetime):
            return self._moment(value)
        return value.isoformat() if isinstance(value, date) else str(value).replace(".", self.decimal)

    def _moment(self, value: datetime) -> str:
        if not self.for_people:
            return value.astimezone(UTC).isoformat()
        return calendar.local_time(value).replace(tzinfo=None).isoformat(" ", "seconds")

    def begin(self, file: TextIO, head: Iterable[str]) -> Any:
        """A writer of lines, after the mark and the header line."""
        file.write(self.mark)
        writer = csv.writer(file, delimiter=self.delimiter, lineterminator="\n")
        writer.writerow(head)
        return writer


STANDARD = Dialect("standard", ",", ".")
SWEDISH = Dialect("sv", ";", ",", "\ufeff", for_people=True)

DIALECTS: Mapping[str, Dialect] = {one.name: one for one in (STANDARD, SWEDISH)}
"""The dialects by the name they have on the command line."""
