"""Writes Excel workbooks: typed cells, a frozen header row, widths that fit, and never a formula.

A workbook of many rows is written as it is made, a row in memory at a time. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self

from journey.domain import calendar
from journey.domain.plain import plain, spreadsheet_cell

Format = Literal["", "share", "SEK", "prose"]
"""How numbers are shown, and whether texts are long: a cell holds the whole value all the same."""

ROWS = 1_048_576
"""The rows a sheet can have, by the format's own bounds."""

NAME_LENGTH = 31
_FIRST_DAY = date(1900, 1, 1)
_DIGITS = 10**15  # of more digits a cell would keep only the first
_NARROW, _WIDE, _PROSE, _LINE = 12, 40, 70, 15  # signs, and the height of a line in points
_OF_TEXT, _OF_NUMBER = {"prose": "prose"}, {"share": "share", "SEK": "SEK"}
_TEXTS = 2_000  # that are remembered
_LINES, _A4 = 27, 9  # Excel has no higher rows than 409 points
_LEFT = {"align": "left", "indent": 1, "valign": "top"}
_FORMATS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bottom": 1, **_LEFT},
    "text": _LEFT,
    "prose": {"text_wrap": True, **_LEFT},
    "quoted": {"quote_prefix": True, **_LEFT},  # so that it stays a text also where somebody edits it
    "flag": {"num_format": '"TRUE";"TRUE";"FALSE"', "align": "center", "valign": "top"},  # LibreOffice wants it said
    "day": {"num_format": "yyyy-mm-dd", **_LEFT},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss", **_LEFT},
    "number": {"valign": "top"},
    "share": {"num_format": "0.0 %", "valign": "top"},
    "SEK": {"num_format": "#,##0", "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its heading, how its numbers are shown, and how many signs wide it is at least."""

    name: str
    shown: Format = ""
    width: int = 0

    @property
    def signs(self) -> int:
        """How wide it is."""
        return _PROSE if self.shown == "prose" else min(max(self.width, len(self.name) + 3, _NARROW), _WIDE)


class Workbook:
    """A workbook, open until all its sheets are written."""

    def __init__(self, file: BinaryIO, made: date, *, folder: Path | None = None) -> None:
        """`made` is the day it says it was made on. With a `folder` rows wait there, on the disk; else in memory."""
        import xlsxwriter  # slow to load, and few commands write workbooks

        where = {"in_memory": True} if folder is None else {"constant_memory": True, "tmpdir": str(folder)}
        never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._book = xlsxwriter.Workbook(file, {**where, **never})
        self._book.set_properties({"created": datetime.combine(made, time(12))})
        self.formats = {name: self._book.add_format(said) for name, said in _FORMATS.items()}
        self._names: set[str] = set()
        self._texts: dict[str, tuple[str, bool]] = {}
        self._sheets: list[Sheet] = []

    def __enter__(self) -> Self:
        """Open, to put sheets in."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file together, unless what was to stand in it could not be written."""
        if kind is None:
            for sheet in self._sheets:
                sheet.end()
            self._book.close()

    def sheet(self, name: str, columns: Sequence[SheetColumn]) -> Sheet:
        """A new sheet. A name that is too long, or there already, is made to fit."""
        fresh = Sheet(self, name, columns)
        self._sheets.append(fresh)
        return fresh

    def text(self, text: str) -> tuple[str, bool]:
        """A text without what nobody sees, and whether it could be taken for a formula: most are codes that recur."""
        if text not in self._texts:
            if len(self._texts) > _TEXTS:
                self._texts.clear()
            self._texts[text] = (plain(text), spreadsheet_cell(plain(text)) != plain(text))
        return self._texts[text]

    def page(self, name: str) -> Any:
        """The library's own sheet, for a name made to fit."""
        fits, number = name[:NAME_LENGTH], 1
        while fits.lower() in self._names:
            number += 1
            fits = f"{name[: NAME_LENGTH - len(str(number)) - 1]}-{number}"
        self._names.add(fits.lower())
        return self._book.add_worksheet(fits)


class Sheet:
    """A sheet with a header row; what one cannot hold stands on the next, under the same heads."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[SheetColumn]) -> None:
        self.book, self.name, self.columns = book, name, columns
        self._shown = [column.shown for column in columns]
        self._prose = [at for at, how in enumerate(self._shown) if how == "prose"]
        self._begin()

    def _begin(self) -> None:
        formats = self.book.formats
        self.rows, self._page = 0, self.book.page(self.name)
        for number, column in enumerate(self.columns):
            self._page.set_column(number, number, column.signs)
        for number, column in enumerate(self.columns):
            self._page.write_string(0, number, column.name, formats["head"])
        self._page.freeze_panes(1, 0)
        self._page.repeat_rows(0)  # and on every printed page
        self._page.set_paper(_A4)
        self._page.set_landscape()
        self._page.fit_to_pages(1, 0)

    def add(self, row: Iterable[Any], shown: Sequence[Format] | None = None) -> None:
        """A row of values; `shown` says how, where its cells are of other kinds than their columns."""
        if self.rows + 1 == ROWS:
            self.end()
            self._begin()
        self.rows += 1
        row = list(row)
        self._make_room(row)
        for number, (value, how) in enumerate(zip(row, shown or self._shown, strict=True)):
            self._write(self.rows, number, value, how)

    def _make_room(self, row: Sequence[Any]) -> None:
        """Rows as high as their longest prose: not every program works that out when it opens the file."""
        lengths = (len(row[at]) for at in self._prose if isinstance(row[at], str))
        lines = max((-(-length // _PROSE) for length in lengths), default=1)
        if lines > 1:
            self._page.set_row(self.rows, _LINE * min(lines, _LINES))

    def _write(self, row: int, column: int, value: Any, shown: Format) -> None:
        if value is None:
            return
        page, formats = self._page, self.book.formats
        value = value if type(value) is str else _typed(value)
        if type(value) is str:
            text, is_command = self.book.text(value)
            page.write_string(row, column, text, formats["quoted" if is_command else _OF_TEXT.get(shown, "text")])
        elif isinstance(value, bool):
            page.write_boolean(row, column, value, formats["flag"])
        elif isinstance(value, date):
            kind = "moment" if isinstance(value, datetime) else "day"
            page.write_datetime(row, column, value, formats[kind])
        else:
            page.write_number(row, column, value, formats[_OF_NUMBER.get(shown, "number")])

    def end(self) -> None:
        """What can be said of a sheet only when it is full: which cells can be filtered."""
        if self.columns:
            self._page.autofilter(0, 0, self.rows, len(self.columns) - 1)


def _typed(value: Any) -> Any:
    """A value as cells have it: moments in Swedish time, and as texts what their numbers cannot hold."""
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        local = calendar.local_time(value).replace(tzinfo=None)
        return local if local.date() >= _FIRST_DAY else value.isoformat()
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else value.isoformat()
    return value if -_DIGITS < value < _DIGITS else str(value)
