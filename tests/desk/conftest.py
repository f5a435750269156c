"""Desks in a town: its store is a ready copy, its clock stands still, its pages are served over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.browsing import serving
from tests.chat.conftest import quick, village_site
from tests.chat.talking import town_of
from tests.desk.room import Colleague, Room
from tests.integration.conftest import read_once
from tests.site import Site

__all__ = ["quick", "read_once", "village_site"]


@pytest.fixture
def room(village_site: Site, tmp_path: Path) -> Iterator[Room]:
    with town_of(village_site.copy(tmp_path / "village")) as town:
        yield Room(town)


@pytest.fixture
def port(room: Room) -> Iterator[int]:
    """The room's pages, served."""
    with serving(room.town.service) as found:
        yield found


@pytest.fixture
def anna(room: Room, port: int) -> Colleague:
    """The coach, signed in."""
    return room.seat(port)
