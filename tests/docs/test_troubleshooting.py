"""The page of troubles names messages as the program says them, and every message of a store, a key or a failed check."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from .pages import ROOT, text

PAGE = ROOT / "docs" / "how-to" / "troubleshoot.md"
ALL_OF = {"StoreError", "KeyMissing", "CheckFailed"}
"""Errors that come from the machine and not from what somebody has written: each of their messages has a row."""

LEFT_OUT = "…"
"""Stands for what a message fills in."""


def rows() -> list[str]:
    return re.findall(r"^\| `(.+?)` \|", text(PAGE), re.MULTILINE)


@cache
def sources() -> list[ast.Module]:
    folders = ("app", "bots", "services", "projections", "journey")
    return [ast.parse(path.read_text(encoding="utf-8")) for folder in folders for path in (ROOT / folder).rglob("*.py")]


def _words(node: ast.expr | None, names: dict[str, ast.expr]) -> str:
    """A message as the page would write it: with `…` for what is filled in, without backticks."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("`", "")
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part, names) if isinstance(part, ast.Constant) else LEFT_OUT for part in node.values)
    if isinstance(node, ast.Name) and node.id in names:
        return _words(names[node.id], {})
    return LEFT_OUT


def _constants() -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for tree in sources()
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def raised() -> Iterator[str]:
    names = _constants()
    for tree in sources():
        for node in ast.walk(tree):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ALL_OF and call.args:
                yield _words(call.args[0], names)


def test_every_message_on_the_page_is_one_the_program_says() -> None:
    literals = [
        _words(node, {})
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.Constant)
    ]
    assert rows()
    assert not [row for row in rows() if not any(row in literal for literal in literals)]


def test_every_message_of_a_store_a_key_or_a_failed_check_is_on_the_page() -> None:
    messages = [message for message in raised() if re.search(r"\w", message)]  # else it is put together elsewhere
    assert len(messages) > 10
    assert not [message for message in messages if not any(row in message for row in rows())]
