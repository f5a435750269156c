"""Stores for tests: whatever asks for a `site` has an empty one, of the kind that `tests/conftest.py` chooses."""

from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from tests import postgres
from tests.site import NewSite, Site, make_site, ready_site


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, database: str) -> str | None:
    return str(request.getfixturevalue("postgres_url")) if database == "postgres" else None


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    with postgres.dropping_databases():
        yield


@pytest.fixture(scope="session")
def read_once() -> Iterator[None]:
    """The catalogues and phrases do not change between tests, and reading them takes longer than most tests."""
    import app.wiring.chat as wiring

    with pytest.MonkeyPatch.context() as patch:
        for name in ("texts", "load_phrases", "load_wishes", "load_helplines"):
            patch.setattr(wiring, name, cache(getattr(wiring, name)))
        yield


def empty_site(request: pytest.FixtureRequest, folder: Path, server: str | None) -> Site:
    """An empty store, its tables made but for whoever is about that: those are marked `unmade`."""
    unmade = request.node.get_closest_marker("unmade") is not None
    return make_site(folder, server) if unmade else ready_site(folder, server)


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path, server: str | None) -> Site:
    """An empty store for one test."""
    return empty_site(request, tmp_path / "site", server)


@pytest.fixture(scope="module")
def module_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server: str | None) -> Site:
    """An empty store for a whole module, which only grows."""
    return empty_site(request, tmp_path_factory.mktemp("sites") / "site", server)


@pytest.fixture
def other_kind(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Site:
    """An empty store in the other kind of database."""
    return make_site(tmp_path / "other", None if database == "postgres" else request.getfixturevalue("postgres_url"))


@pytest.fixture
def new_site(request: pytest.FixtureRequest, tmp_path: Path, server: str | None) -> NewSite:
    """Makes empty stores, one for each example of a property."""
    numbers = count()
    return lambda: empty_site(request, tmp_path / f"site-{next(numbers)}", server)


@pytest.fixture(scope="module")
def opened_once(module_site: Site) -> Site:
    with module_site.opened():
        pass
    return module_site


@pytest.fixture
def prepared_site(opened_once: Site, tmp_path: Path) -> NewSite:
    """The same, with every table made: a copy is faster."""
    numbers = count()
    return lambda: opened_once.copy(tmp_path / f"copy-{next(numbers)}")
