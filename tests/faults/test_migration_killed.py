"""A migration dies by kill -9: the store is as it was, and opens as if nothing had been."""

from pathlib import Path

import pytest

from journey.engine.migrations import steps
from journey.engine.store import Store
from tests.command import run_here
from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.older import BACKUP, answers, older_site, said_today, with_its_keys
from tests.site import Site, make_site


@pytest.fixture
def older(tmp_path: Path, server: str | None) -> Site:
    return older_site(tmp_path / "older", server)


def version(site: Site) -> int:
    store = Store(site.url)
    try:
        return store.version()
    finally:
        store.close()


@pytest.mark.parametrize(
    "step", ["the last migration has begun", "the last migration is taken", "everything is about to be kept"]
)
def test_a_migration_killed_midway_has_not_happened_and_happens_at_the_next_start(older: Site, step: str) -> None:
    Doomed(deeds.migrate_until, older, step).begin().killed()
    assert version(older) == 1
    older.run("migrate", "--check", code=1)
    assert said_today(older) == answers()["asked"]
    assert version(older) == steps.NEWEST
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
        assert said_today(site)[:3] == answers()["asked"][:3]
