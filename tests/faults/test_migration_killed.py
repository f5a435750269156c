"""A migration dies by kill -9: the store is as it was, and opens as if nothing had been."""

from pathlib import Path

import pytest

from journey.engine.migrations import shape, steps
from journey.engine.store import Store, metadata
from tests.command import run_here
from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.older import BACKUP, older_site, otherwise_today, with_its_keys
from tests.site import Site, make_site

pytestmark = [pytest.mark.every_store, pytest.mark.slow]


@pytest.fixture
def older(tmp_path: Path, server: str | None) -> Site:
    return older_site(tmp_path / "older", server)


def state(site: Site) -> tuple[int, list[str]]:
    """The number of a store, and what it lacks of the shape of today."""
    store = Store(site.url)
    try:
        with store.read() as connection:
            return store.version(), shape.missing(connection, metadata)
    finally:
        store.close()


@pytest.mark.parametrize(
    "step", ["the last migration has begun", "the last migration is taken", "everything is about to be kept"]
)
def test_a_migration_killed_midway_has_not_happened_and_happens_at_the_next_start(older: Site, step: str) -> None:
    before = state(older)
    Doomed(deeds.migrate_until, older, step).begin().killed()
    version, lacking = before
    assert state(older) == before
    assert version == 1 and "column chats.unhashed" in lacking
    older.run("migrate", "--check", code=1)
    assert otherwise_today(older) == []
    assert state(older) == (steps.NEWEST, [])
    older.run("doctor")


def test_a_restore_of_an_older_backup_killed_at_any_moment_is_whole_or_can_be_made_again(
    tmp_path: Path, server: str | None
) -> None:
    calm = with_its_keys(make_site(tmp_path / "calm", server))
    longest = Doomed(deeds.command, calm, "restore", str(BACKUP)).begin().finish().seconds
    for number, moment in enumerate(moments(21, 4, longest)):
        site = with_its_keys(make_site(tmp_path / f"site-{number}", server))
        Doomed(deeds.command, site, "restore", str(BACKUP)).begin().kill_after(moment)
        again = run_here(["restore", str(BACKUP)], site.env, site.folder)
        assert again.code == 0 or "not empty" in again.err
        assert otherwise_today(site, 3) == []
