"""Of many processes with a clock one leads, and when it dies another takes over."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bots.clock.leader import Leader
from journey.engine.store import Store
from tests.command import COMMAND
from tests.site import Site

pytestmark = pytest.mark.every_store


@pytest.fixture
def leaders(site: Site) -> Iterator[list[Leader]]:
    """Three processes' leaders, as far as the store can tell: each with connections of its own."""
    with site.opened():
        pass
    stores = [Store(site.url) for _ in range(3)]
    found = [Leader(store) for store in stores]
    yield found
    for leader, store in zip(found, stores, strict=True):
        leader.resign()
        store.close()


def test_one_leads_and_keeps_the_lead_however_often_all_are_asked(leaders: list[Leader]) -> None:
    for _ in range(3):
        assert [leader.leads() for leader in leaders] == [True, False, False]


def test_who_resigns_makes_room_for_one_other(leaders: list[Leader]) -> None:
    assert leaders[0].leads()
    leaders[0].resign()
    assert [leader.leads() for leader in reversed(leaders)] == [True, False, False]


@pytest.mark.parametrize("database", ["postgres"], scope="module")  # a file has no connection to cut
def test_whose_connection_is_cut_leads_no_more_until_the_lead_is_free(leaders: list[Leader], site: Site) -> None:
    assert leaders[0].leads()
    with psycopg.connect(site.url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
    assert not leaders[0].leads()
    assert leaders[1].leads()
    assert not leaders[0].leads()
    leaders[1].resign()
    assert leaders[0].leads()


# -- real processes --------------------------------------------------------------------------------------------------
class Clock:
    """A process `journey work` that sweeps every second; only the one that leads says so."""

    def __init__(self, site: Site, log: Path) -> None:
        self.log = log
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                [COMMAND, "work", "--every", "1"],
                env=site.env,
                cwd=site.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    def swept(self) -> int:
        return len(re.findall(r"swept", self.log.read_text(encoding="utf-8")))


def wait_for(what: str, condition: object, seconds: float = 180) -> None:
    latest = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < latest, f"{what} did not happen within {seconds} seconds"
        time.sleep(0.05)


@pytest.mark.slow
def test_when_the_leading_process_is_killed_the_one_standing_by_takes_over(site: Site, tmp_path: Path) -> None:
    with site.opened():
        pass
    clocks = [Clock(site, tmp_path / f"clock-{number}") for number in range(2)]
    try:
        wait_for("a first sweep", lambda: any(clock.swept() for clock in clocks))
        leading, other = sorted(clocks, key=Clock.swept, reverse=True)
        wait_for("the other's start", lambda: "running" in other.log.read_text(encoding="utf-8"))
        before = leading.swept()
        wait_for("two more sweeps", lambda: leading.swept() >= before + 2)
        assert other.swept() == 0
        os.kill(leading.process.pid, signal.SIGKILL)
        wait_for("the other's first sweep", lambda: other.swept() > 0)
        other.process.terminate()
        assert other.process.wait(60) == 0
        assert "stopped" in other.log.read_text(encoding="utf-8")
    finally:
        for clock in clocks:
            clock.process.kill()
            clock.process.wait()
