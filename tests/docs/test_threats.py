"""The page of threats: whatever it says holds, a test is named for, and each test that it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache

from .pages import ROOT, text

PAGE = text(ROOT / "docs" / "explanation" / "threats.md")
ATTACKS, _, REST = PAGE.partition("\n## Which tests hold it\n")
HELD_BY = REST.partition("\n## ")[0]
NOTHING = "–"


def rows(part: str) -> list[list[str]]:
    """The rows of every table, without headings and lines."""
    lines = re.findall(r"^\|.*\|$", part, re.MULTILINE)
    found = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [[cell.strip(" |") for cell in row] for row in found if not set("".join(row)) <= set("- |")]


def claims() -> list[str]:
    """What is tried, or what happens, wherever something holds against it."""
    heads = {"tries", "gets", "happens", "asset"}
    return [row[0] for row in rows(ATTACKS) if len(row) == 3 and row[0] not in heads and row[1] != NOTHING]


def named() -> dict[str, list[str]]:
    return {row[0]: re.findall(r"`(test_\w+)`", row[1]) for row in rows(HELD_BY)[1:]}


@cache
def existing() -> set[str]:
    return {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_whatever_is_said_to_hold_has_its_tests_in_the_order_of_the_page() -> None:
    assert len(claims()) > 20
    assert list(named()) == claims()
    assert [claim for claim, tests in named().items() if not tests] == []


def test_every_test_that_is_named_exists() -> None:
    assert {name for tests in named().values() for name in tests} - existing() == set()
