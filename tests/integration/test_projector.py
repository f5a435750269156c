"""Read models: whatever happened and in whatever pieces they took it in, they are what a rebuild makes of the log."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journey.domain.events.participant import ContactHeld
from journey.engine.imports import ImportRefused
from projections.live import projector as projecting
from projections.live.comparison import replay
from services.opened import Journey
from services.sweep import sweep
from tests.histories import histories, team_histories
from tests.site import Entry, NewSite, Site, read_models, rebuilt, record, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

EACH = settings(  # no shrinking: a store for every try takes too long
    max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def in_pieces(journey: Journey, entries: list[Entry], size: int) -> None:
    """Import piece by piece; a piece that is impossible by itself waits for the next one."""
    waiting: list[Entry] = []
    for start in range(0, len(entries), size):
        waiting += entries[start : start + size]
        try:
            take(journey, waiting)
        except ImportRefused:
            continue
        waiting = []
    assert waiting == [], "a whole history is always possible"


@EACH
@given(data=st.data(), size=st.sampled_from([2, 5, 20]), batch=st.sampled_from([1, 3, 2000]))
def test_rows_kept_up_live_are_the_rows_of_a_rebuild(
    prepared_site: NewSite, monkeypatch: pytest.MonkeyPatch, data: st.DataObject, size: int, batch: int
) -> None:
    monkeypatch.setattr(projecting, "BATCH", batch)
    people = [data.draw(histories(f"p-{number}", longest=6, facts=8)) for number in range(data.draw(st.integers(1, 2)))]
    sweeps = data.draw(st.lists(st.integers(0, 3000), max_size=1))
    with prepared_site().opened() as journey:
        for entries in [*people, data.draw(team_histories(facts=4))]:
            in_pieces(journey, entries, size)
            for day in sweeps:
                sweep(journey.engine, journey.projector, datetime(2017, 6, 1, 12, tzinfo=UTC) + timedelta(days=day))
        live = read_models(journey)
        assert live["rm_participants"]
        assert rebuilt(journey) == live
        assert replay(journey.engine, journey.projector).differences == []


def test_several_projectors_at_once_and_writers_meanwhile_end_where_a_rebuild_does(site: Site) -> None:
    with site.opened() as one, site.opened() as other:
        take(one, [{"type": "enrolled", "participant": f"J-{number}", "on": "2024-01-01"} for number in range(30)])

        def write() -> None:
            for number in range(15):
                one.execute(record(ContactHeld(mode="phone"), f"J-{number}"))

        def follow() -> None:
            for _ in range(20):
                other.projector.catch_up()

        assert errors(at_once(write, follow, follow, partial(other.projector.rebuild))) == []
        one.projector.catch_up()
        assert one.projector.behind() == 0
        assert read_models(one) == rebuilt(one)


def test_a_row_that_does_not_follow_from_the_log_is_found_by_a_replay_and_mended_by_a_rebuild(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "anna", "on": "2024-01-01"}])
        with journey.engine.store.write() as connection:
            connection.exec_driver_sql("UPDATE rm_participants SET phase = 'coaching'")
            connection.exec_driver_sql("DELETE FROM rm_deadlines WHERE rule = 'job_search_one_month'")
    told = site.run("replay", "--format", "json", code=1).out
    assert "differs in phase" in told
    assert "missing" in told
    site.run("rebuild")
    assert site.json("replay")["differences"] == []
