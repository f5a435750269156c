"""Replay by several processes: what one finds, all of them find, on either database."""

import json

import pytest

from tests.site import Site, take

pytestmark = pytest.mark.every_store

PEOPLE = [
    {"type": "enrolled", "participant": f"p-{number}", "on": "2024-01-01", "entry": f"e-{number}"}
    for number in range(60)
]


def test_processes_that_share_the_work_find_what_one_finds(site: Site) -> None:
    with site.opened() as journey:
        take(journey, PEOPLE)
        with journey.engine.store.write() as connection:
            connection.exec_driver_sql("UPDATE rm_participants SET phase = 'coaching'")
            connection.exec_driver_sql(
                "UPDATE rm_deadlines SET stream = '00000000000000000000000000000001' WHERE rule = 'job_search_one_month'"
            )
    one, three = (site.run("replay", "--format", "json", "--workers", workers, code=1) for workers in ("1", "3"))
    found, shared = (json.loads(result.out) for result in (one, three))
    assert [shared[key] for key in ("events", "participants", "differences")] == [
        found[key] for key in ("events", "participants", "differences")
    ]
    assert found["participants"] == 60
    whats = {difference["what"] for difference in found["differences"]}
    assert whats == {"differs in phase", "missing", "a row whose participant the log does not know"}


def test_the_number_of_processes_is_checked(site: Site) -> None:
    for wrong in ("0", "65", "many"):
        assert site.run("replay", "--workers", wrong, code=2).err.count("\n") == 1
