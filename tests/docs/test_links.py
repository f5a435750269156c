"""Every link leads somewhere, and every path that a page names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .pages import PAGES, ROOT, anchors, links, name, text

EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=name)
_PATH = re.compile(r"(?<![\w./:-])((?:app|bots|config|docs|journey|projections|tests)/[\w./*-]*)")
_PLACEHOLDER = re.compile(r"^(NAME|RULE|\*|N)(\.\w+)?$")


@EVERY_PAGE
def test_every_relative_link_leads_to_a_file_and_to_a_heading_in_it(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{target} is not there"
        assert found.is_relative_to(ROOT), f"{target} leads out of the project"
        assert not anchor or anchor in anchors(found), f"{target}: no such heading"


@EVERY_PAGE
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    for path in _PATH.findall(text(page)):
        plain = path.rstrip("./")
        last = plain.rpartition("/")[2]
        found = ROOT / (plain.rpartition("/")[0] if _PLACEHOLDER.match(last) else plain)
        assert found.exists(), f"{path} is not there"


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
