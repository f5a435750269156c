"""CSV for programs, and for Swedish spreadsheets: columns, decimals and letters arrive, and no cell is a formula."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from projections.sheets.dialects import DIALECTS, STANDARD, SWEDISH, Dialect
from tests.cases import every

NOON = datetime(2018, 6, 1, 10, 30, tzinfo=UTC)


@every(
    "value, standard, swedish",
    [
        (None, "", ""),
        (0.25, "0.25", "0,25"),
        (-2769, "-2769", "-2769"),
        (True, "true", "true"),
        (date(2018, 5, 31), "2018-05-31", "2018-05-31"),
        (NOON, "2018-06-01T10:30:00+00:00", "2018-06-01 12:30:00"),
        ("Östersund", "Östersund", "Östersund"),
        ("1.5", "1.5", "1.5"),
        ("=1+1", "'=1+1", "'=1+1"),
        ("-cmd", "'-cmd", "'-cmd"),
        ("a\u202eb\x1b", "ab", "ab"),
    ],
)
def test_a_cell_is_written_as_its_reader_takes_it(value: Any, standard: str, swedish: str) -> None:
    assert (STANDARD.cell(value), SWEDISH.cell(value)) == (standard, swedish)


@every("dialect", DIALECTS.values(), ids=lambda dialect: dialect.name)
def test_a_file_says_how_it_is_to_be_read(dialect: Dialect) -> None:
    file = io.StringIO()
    dialect.begin(file, ["ålder", "andel"]).writerow([dialect.cell("a;b,c"), dialect.cell(0.5)])
    content = file.getvalue().encode()
    assert content.startswith("\ufeff".encode()) is (dialect is SWEDISH)
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=dialect.delimiter)
    assert list(lines) == [["ålder", "andel"], ["a;b,c", "0,5" if dialect is SWEDISH else "0.5"]]


@given(st.text(), st.sampled_from(list(DIALECTS.values())))
def test_whatever_a_text_is_it_is_one_cell_and_no_formula(text: str, dialect: Dialect) -> None:
    file = io.StringIO()
    dialect.begin(file, ["head"]).writerow([dialect.cell(text), "end"])
    [_, row] = csv.reader(io.StringIO(file.getvalue().removeprefix("\ufeff"), newline=""), delimiter=dialect.delimiter)
    assert row[1:] == ["end"]
    assert not row[0].lstrip().startswith(("=", "+", "-", "@"))
