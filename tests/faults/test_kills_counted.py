"""kill -9, kind by kind, with counts: how many processes died, what was lost of what they had acknowledged, what doubled.

A few of each run with the rest; `make kills` runs three hundred and prints the table.
"""

import json
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests.faults.doomed import moments
from tests.faults.kinds import KINDS, Kind, difference
from tests.site import NewSite, Site

SEED = 31


def shares(config: pytest.Config, database: str) -> int:
    """How often each kind is killed on this database: three quarters of all kills strike SQLite, a quarter PostgreSQL."""
    wanted = int(config.getoption("--kills"))
    part = wanted * (3 if database == "sqlite" else 1)
    return -(-part // (4 * len(KINDS)))


def killed(kind: Kind, kills: int) -> Iterator[tuple[int, int]]:
    """Kill it so often; the toll of each, and of the end. Who came to the end before the kill is not counted."""
    numbers, done = count(), 0
    longest = kind.longest or kind.begun(next(numbers)).finish().seconds
    for seed in range(SEED, SEED + 50):
        for moment in moments(seed, max(2, kills), longest):
            number = next(numbers)
            doomed = kind.begun(number).kill_after(moment)
            yield kind.weighed(number, doomed.told())
            done += doomed.was_killed
            if done == kills:
                yield kind.end()
                return
    raise AssertionError(f"only {done} of {kills} were killed before they had come to their end")


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)], scope="module")
@pytest.mark.parametrize("name", KINDS)
def test_nothing_acknowledged_is_lost_or_doubled_by_a_kill(
    site: Site,
    database: str,
    name: str,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    kills = shares(request.config, database)
    kind = KINDS[name](site, kills)
    try:
        tolls = list(killed(kind, kills))
    finally:
        kind.close()
    lost, doubled = sum(toll[0] for toll in tolls), sum(toll[1] for toll in tolls)
    record_property("kills", json.dumps([name, database, kills, lost, doubled]))
    assert (lost, doubled) == (0, 0)


@pytest.mark.slow
def test_what_would_be_lost_or_doubled_is_counted(new_site: NewSite) -> None:
    turn, file, signed = (KINDS[name](new_site(), 1) for name in ("turn", "import", "checkpoint"))
    assert turn.weighed(0, ["w0-0", "w0-1"]) == (2, 0)
    file.file(0)
    assert file.weighed(0, [(0, "", "")]) == (220, 0), "said to be imported, and nothing was there"
    assert signed.weighed(0, [(0, "a note that nobody keeps", "")]) == (1, 0)
    assert difference({"rm": [("a",), ("b",), ("b",)]}, {"rm": [("a",), ("b",), ("c",)]}) == (1, 1)
