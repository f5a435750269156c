"""The documentation as the tests read it: pages, links, fenced blocks, commands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*(ROOT / "docs").rglob("*.md"), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY"))]
)

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str


class Call(NamedTuple):
    """A command of ours as a page shows it; `whole` where it is meant to be run as it stands."""

    text: str
    words: list[str]
    whole: bool


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    return [Block(*found) for found in _FENCE.findall(text(page))]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", text(page))


def links(page: Path) -> list[str]:
    """Every link that leads to a file of ours, or to a heading."""
    return [target for target in _LINK.findall(_SPAN.sub("", prose(page))) if "://" not in target]


@cache
def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    return {_slug(heading) for heading in _HEADING.findall(prose(page))}


def _slug(heading: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower().strip()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def section(page: Path, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#|\Z)", text(page), re.MULTILINE | re.DOTALL)
    assert found, f"{name(page)} has no heading {heading}"
    return found[1]


def calls(page: Path) -> Iterator[Call]:
    """Every `journey …` a page shows: in shell blocks, after a prompt, or as code within a sentence."""
    for block in blocks(page):
        for line in block.text.splitlines():
            prompted = line.startswith("$ ")
            if prompted or block.language == "sh":
                yield from _calls(line.removeprefix("$ "), whole=True)
    for span in _SPAN.findall(prose(page)):
        yield from _calls(span, whole=False)


def _calls(line: str, *, whole: bool) -> Iterator[Call]:
    try:
        words = shlex.split(line, comments=True)
    except ValueError:  # an apostrophe in a sentence of code
        return
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words = words[1:]
    if words[:1] == ["journey"]:
        end = next((number for number, word in enumerate(words) if word in ("|", ">", "&&", ";", "&")), len(words))
        yield Call(line, words[1:end], whole)
