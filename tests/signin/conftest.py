"""A town whose colleagues sign in: its store is a ready copy, its clock stands still, its pages are served over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.conftest import quick, village_site
from tests.chat.talking import town_of
from tests.integration.conftest import read_once
from tests.signin.office import Desk
from tests.site import Site

__all__ = ["quick", "read_once", "village_site"]


@pytest.fixture
def desk(village_site: Site, tmp_path: Path) -> Iterator[Desk]:
    with town_of(village_site.copy(tmp_path / "village")) as town:
        yield Desk(town)
