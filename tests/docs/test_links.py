"""Every link leads somewhere, and every path that a page names is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cases import every

from .pages import PAGES, ROOT, anchors, links, name, text

EVERY_PAGE = every("page", PAGES, ids=name)
_PATH = re.compile(r"(?<![\w./:-])((?:app|bots|config|docs|journey|projections|tests)/[\w./*-]*)")
_PLACEHOLDER = re.compile(r"^(NAME|RULE|\*|N)(\.\w+)?$")


@EVERY_PAGE
def test_every_relative_link_leads_to_a_file_and_to_a_heading_in_it(page: Path) -> None:
    assert not [fault for target in links(page) if (fault := _fault(page, target))]


def _fault(page: Path, target: str) -> str | None:
    path, _, anchor = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    if not there.exists():
        return f"{target} is not there"
    if not there.is_relative_to(ROOT):
        return f"{target} leads out of the project"
    return f"{target}: no such heading" if anchor and anchor not in anchors(there) else None


@EVERY_PAGE
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    assert not [path for path in _PATH.findall(text(page)) if not _place(path).exists()]


def _place(path: str) -> Path:
    folder, _, last = path.rstrip("./").rpartition("/")
    return ROOT / folder / ("" if _PLACEHOLDER.match(last) else last)


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    seen, ahead = set(), [index]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        ahead += [(page.parent / target.partition("#")[0]).resolve() for target in links(page)]
    lost = [name(page) for page in PAGES if page.is_relative_to(ROOT / "docs") and page not in seen]
    assert not lost


def test_the_index_lists_every_decision_once_and_in_order() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^(\d+)\. \[.+\]\(decisions/(.+)\)$", index, re.MULTILINE)
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert listed == [(str(int(page[:4])), page) for page in pages]
