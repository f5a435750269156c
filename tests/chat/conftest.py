"""Towns for talking: `town` has an empty store, of the kind that the test chooses; `village` a ready copy on SQLite."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import app.wiring.chat
from tests.chat.talking import Town, town_of
from tests.integration.conftest import nothing_left, server, site
from tests.site import Site, make_site

__all__ = ["nothing_left", "server", "site", "town", "village"]


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """The catalogues and phrases do not change between tests, and reading them takes longer than most tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("texts", "load_phrases", "load_helplines"):
            patch.setattr(app.wiring.chat, name, cache(getattr(app.wiring.chat, name)))
        yield


@pytest.fixture(scope="session")
def village_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A store with every table made, to be copied: making one takes longer."""
    made = make_site(tmp_path_factory.mktemp("village") / "site")
    with town_of(made):
        pass
    return made


@pytest.fixture
def town(site: Site) -> Iterator[Town]:
    with town_of(site) as found:
        yield found


@pytest.fixture
def village(village_site: Site, tmp_path: Path) -> Iterator[Town]:
    with town_of(village_site.copy(tmp_path / "village")) as found:
        yield found
