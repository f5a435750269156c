"""Whoever follows a how-to from top to bottom gets to its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import every

from .following import Reader, followed
from .pages import ROOT, blocks, name
from .preloaded import journey_on_the_path

HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
SHELL = [page for page in HOW_TO if any(block.language == "sh" for block in blocks(page))]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with journey_on_the_path(tmp_path_factory.mktemp("path")) as folder:
        yield folder


@every("page", SHELL, ids=name)
def test_whoever_follows_a_how_to_gets_to_its_end(page: Path, path: Path, tmp_path: Path) -> None:
    answers = followed(
        page, Reader(tmp_path, path, {}, {"/srv/journey": f"{tmp_path}/srv", "/etc/journey": f"{tmp_path}/etc"})
    )
    for a in answers:
        print("$", a.line)
        print(a.said)
