"""The page that sets printed figures and ours side by side says what the reports say, to the last shown digit."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from journey.engine.loading.programmes import shipped_config
from tests.cases import every

from .conftest import Store

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "published-figures.md"


class Line(NamedTuple):
    """A row of one of the page's tables, with the question above it."""

    question: tuple[str, ...]
    source: str
    figure: str
    printed: str
    engine: str
    difference: str
    why: str


def lines() -> list[Line]:
    found, question = [], ()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if asked := re.match(r"Asked with `([^`]+)`", line):
            question = tuple(asked[1].split())
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[1].startswith("`"):
            found.append(Line(question, cells[0], cells[1].strip("`"), *cells[2:]))
    return found


LINES = lines()


def number(text: str) -> Decimal | None:
    """`1 772 604`, `28.2 %`, `-2 354`; None for words."""
    plain = text.replace(" ", "").removesuffix("%")
    return Decimal(plain) if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain) else None


def decimals(text: str) -> int:
    return len(text.replace("%", "").strip().partition(".")[2])


@pytest.fixture(scope="module")
def told(module_store: Store) -> Store:
    demo = (shipped_config() / "demo" / "hudiksvall.jsonl").read_bytes()
    module_store.load_bytes(demo, programme="hudiksvall", keep_recorded=True)
    return module_store


def value(told: Store, line: Line) -> Any:
    report, key, *part = line.figure.split(".", 2)
    figure = told.figures(report, "hudiksvall", *line.question)[key]
    if part and "=" in part[0]:
        split, *category = part[0].split(".", 1)
        return figure["by"][split][category[0]] if category else figure["by"][split]
    if part and isinstance(figure["value"], list):
        first, column = part[0].split(".")
        return next(row[column] for row in figure["value"] if str(next(iter(row.values()))) == first)
    return figure["value"][part[0]] if part else figure["value"]


@every("line", LINES, ids=lambda line: f"{line.figure}-{line.printed}")
def test_the_page_says_what_the_report_says(told: Store, line: Line) -> None:
    shown = number(line.engine)
    assert shown is not None
    found = Decimal(str(value(told, line))) * (100 if "%" in line.engine else 1)
    assert round(found, decimals(line.engine)) == shown


@every("line", LINES, ids=lambda line: f"{line.figure}-{line.printed}")
def test_a_difference_is_what_lies_between_and_has_a_reason(line: Line) -> None:
    printed, engine, difference = number(line.printed), number(line.engine), number(line.difference)
    assert engine is not None
    if printed is None:
        assert (line.difference, bool(line.why)) == ("", True)
    elif line.difference == "–":
        assert round(engine, decimals(line.printed)) == printed
    else:
        assert line.why
        assert printed + (difference or 0) == engine


def test_every_printed_figure_of_the_source_stands_on_the_page() -> None:
    printed = {line.printed for line in LINES}
    assert printed >= {
        "70",
        "72",
        "14",
        "7",
        "49",
        "41",
        "9",
        "34",
        "37",
        "194",
        "19",
        "11",
        "6",
        "5",
        "28 %",
        "4",
        "10.8 %",
        "2",
        "21.25",
        "17.0",
        "43 %",
        "147 717",
        "36 673",
        "90 870",
        "1 772 604",
        "440 076",
        "1 090 440",
        "171 600",
        "1 403 004",
        "198 000",
        "202 700",
        "274 226",
        "32 210",
        "386 520",
        # Table 4, the years after, and what had been overlooked:
        "2 430 046",
        "63 500",
        "260 000",
        "391 756",
        "just over 560 000",
        "2 160 000",
        "2 550 000",
        "15",
        "2 700 000",
        "580 000",
        "587 634",
        "27 %",
        "16",
        "about fifteen",
        "8",
        "10",
        "nearly 60 %",
        "75 % come from FK",
        "a handful",
        "4 aged 18–33",
        "the largest band",
    }


def test_the_rows_of_the_table_come_out_with_the_students_minus_2769(told: Store) -> None:
    people = told.figures("economics", "hudiksvall", "--as-of", "2018-05-31")["people"]["value"]
    found = sorted(
        (row["benefits_before"], row["tax_before"], row["wages"], row["subsidies"], row["extra_tax"]) for row in people
    )
    assert found == sorted(
        [
            (11920, 1753, 15646, 18000, 3410.18),
            (10000, 0, 26500, 0, 8745),
            (16500, 4620, 18700, 25620, 1551),
            (18960, 5309, 24000, 0, 2611),
            (21750, 6525, 27000, 0, 2385),
            (8850, 2124, 22000, 23100, 5136),
            (14070, 3799, 23500, 0, 3956),
            (12840, 3467, 20000, 0, 3133),
            (21750, 6307, 23000, 24150, 1283),
            (11077, 2769, 0, 0, -2769),
        ]
    )
