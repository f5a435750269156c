"""The little Markdown that the pages need: a heading with its origin, tables, anchors, docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

_SOURCE = re.compile(
    r"\s*(Source: [^.]*\.|\((domain|contract) [^)]*\)|(Records as|Words and statuses:) contract [^.]*\.)"
)


def page(title: str, origin: str, *parts: str) -> str:
    """A page: its title, what it is written from, and its parts with an empty line between them."""
    note = f"<!-- Written by `python -m tools.reference` from {origin}. Do not edit: change the code instead. -->"
    return "\n\n".join([f"# {title}", note, *(part.strip("\n") for part in parts if part.strip())]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars within cells are escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(word: object) -> str:
    """A word as code."""
    return f"`{word}`"


def codes(words: Iterable[object]) -> str:
    """Words as code, with commas between them."""
    return ", ".join(code(word) for word in words)


def about(thing: object) -> str:
    """A docstring, without what it says of its sources."""
    return without_sources(inspect.getdoc(thing) or "")


def without_sources(text: str) -> str:
    """A text without what it says of its sources."""
    return _SOURCE.sub("", text)


def sentence(thing: object) -> str:
    """A docstring's first paragraph on one line."""
    return " ".join(about(thing).split("\n\n")[0].split())


def block(language: str, *lines: str) -> str:
    """A fenced block."""
    return "\n".join([f"```{language}", *lines, "```"])
