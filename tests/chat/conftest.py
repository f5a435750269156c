"""Towns for talking: `town` has an empty store, of the kind that the test chooses; `village` a ready copy on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.talking import Town, town_of
from tests.integration.conftest import nothing_left, read_once, server, site
from tests.site import Site, make_site

__all__ = ["nothing_left", "read_once", "server", "site", "town", "village"]


@pytest.fixture(scope="session", autouse=True)
def quick(read_once: None) -> None:
    """Every chat has the catalogues that were read once."""


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
