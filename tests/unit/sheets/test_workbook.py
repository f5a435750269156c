"""Workbooks, read by another library: cells have types, nothing in them is a formula, the same content the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.sheets import workbook
from projections.sheets.workbook import Format, SheetColumn, Workbook
from tests.cases import every

MADE = date(2018, 5, 31)


def written(*rows: list[Any], shown: Format = "", folder: Path | None = None) -> bytes:
    file = io.BytesIO()
    with Workbook(file, MADE, folder=folder) as book:
        sheet = book.sheet("sheet", [SheetColumn(f"column {at}", shown) for at in range(len(rows[0]))])
        for row in rows:
            sheet.add(row)
    return file.getvalue()


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cell(value: Any, shown: Format = "") -> Any:
    return read(written([value], shown=shown))["sheet"]["A2"]


@every(
    "value, kind, there",
    [
        (11, "n", 11),
        (0.282, "n", 0.282),
        (True, "b", True),
        (False, "b", False),
        (date(2018, 5, 31), "d", datetime(2018, 5, 31)),
        (datetime(2018, 6, 1, 10, tzinfo=UTC), "d", datetime(2018, 6, 1, 12)),
        ("<5", "s", "<5"),
        ("0123", "s", "0123"),
        ("191212121212", "s", "191212121212"),
        ("https://example.org", "s", "https://example.org"),
        (None, "n", None),
        (10**20, "s", "100000000000000000000"),
        (float("nan"), "s", "nan"),
        (date(1850, 1, 1), "s", "1850-01-01"),
    ],
)
def test_a_value_is_a_cell_of_its_type(value: Any, kind: str, there: Any) -> None:
    found = cell(value)
    assert (found.data_type, found.value) == (kind, there)
    assert found.hyperlink is None


@every("value, shown, format_", [(0.282, "share", "0.0 %"), (1772604, "SEK", "#,##0"), (3, "", "General")])
def test_a_number_is_shown_in_its_unit_and_kept_whole(value: float, shown: Format, format_: str) -> None:
    found = cell(value, shown)
    assert (found.value, found.number_format) == (value, format_)


@every("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(0)", "\uff1d1", '=cmd|"/c calc"!A1', "{=1}"])
def test_no_text_is_a_formula_not_even_where_somebody_edits_it(text: str) -> None:
    content = written([text])
    assert read(content)["sheet"]["A2"].data_type == "s"
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert read(content)["sheet"]["A2"].quotePrefix is (text[0] != "{")


@settings(max_examples=60)
@given(st.lists(st.text() | st.integers() | st.floats() | st.dates() | st.booleans() | st.none(), min_size=1))
def test_whatever_is_written_opens_and_is_no_formula(values: list[Any]) -> None:
    row = read(written(values))["sheet"][2] if any(value not in (None, "") for value in values) else []
    assert not [one for one in row if one.data_type in ("f", "e")]


def test_a_text_too_long_for_a_cell_is_cut_and_the_file_opens() -> None:
    assert len(cell("å" * 40_000).value) == 32_767


def test_the_header_row_is_frozen_bold_and_filtered_and_columns_fit_their_heads() -> None:
    sheet = read(written([1, 2], [3, 4]))["sheet"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width >= len("column 0")


def test_a_name_is_made_to_fit_and_is_there_once() -> None:
    file = io.BytesIO()
    with Workbook(file, MADE) as book:
        for _ in range(3):
            book.sheet("employed_share_discharged_or_employed", [SheetColumn("a")])
    names = read(file.getvalue()).sheetnames
    assert len(set(names)) == 3
    assert max(map(len, names)) == 31


def test_what_one_sheet_cannot_hold_stands_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 3)
    book = read(written(*([number] for number in range(5))))
    assert [[cell.value for cell in sheet["A"]] for sheet in book.worksheets] == [
        ["column 0", 0, 1],
        ["column 0", 2, 3],
        ["column 0", 4],
    ]
    assert book.sheetnames == ["sheet", "sheet-2", "sheet-3"]


def test_the_same_content_gives_the_same_bytes_in_memory_and_on_the_disk(tmp_path: Path) -> None:
    rows = [["a", 1, date(2018, 1, 1)], ["=b", 0.5, None]]
    assert written(*rows) == written(*rows)
    one, other = (written(*rows, folder=tmp_path) for _ in range(2))
    assert one == other
    assert not list(tmp_path.iterdir()), "nothing that waited on the disk is left there"
    assert [[c.value for c in row] for row in read(one)["sheet"]] == [
        [c.value for c in row] for row in read(written(*rows))["sheet"]
    ]
    assert read(one).properties.created == datetime(2018, 5, 31, 12)
