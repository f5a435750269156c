"""The rehearsal: every way of tampering is found on a copy, and the log itself stays as it is."""

import json

import pytest

from tests.site import Site, cohort, everything_stored, take

WAYS = 6


@pytest.mark.every_store
def test_every_way_of_tampering_is_found_on_a_copy_and_the_log_is_not_touched(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort())
        before = sorted(everything_stored(journey).splitlines())
    told = json.loads(site.run("audit", "rehearse", "--format", "json").out)
    assert [deed["found"] for deed in told] == [True] * WAYS
    assert {deed["what"] for deed in told} >= {"changed", "removed", "moved", "inserted"}
    with site.opened() as journey:
        assert sorted(everything_stored(journey).splitlines()) == before


def test_a_log_that_was_tampered_with_is_not_rehearsed_on(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort())
    site.run("audit", "checkpoint")
    with site.opened() as journey, journey.engine.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE audit_leaves SET hash = (SELECT hash FROM audit_leaves WHERE number = 1) WHERE number = 2"
        )
    assert "the log is not what it was" in site.run("audit", "rehearse", code=1).err


def test_a_log_of_nothing_says_so(site: Site) -> None:
    assert "needs at least 4" in site.run("audit", "rehearse", code=2).err
