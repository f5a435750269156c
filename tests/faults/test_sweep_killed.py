"""Sweeps die by kill -9, or run side by side: every alert is raised, and none twice."""

import pytest

from services.sweep import sweep
from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.integration.test_sweep import raised, still_called_for
from tests.site import NOW, Site, cohort, read_models, rebuilt, take

pytestmark = [pytest.mark.every_store, pytest.mark.slow]

ROUNDS = 6
MONTHS = [f"2017-{month:02}-01T12:00:00+01:00" for month in (2, 4, 6, 8, 10, 12)]


@pytest.fixture(scope="module")
def original(module_site: Site) -> Site:
    with module_site.opened() as journey:
        take(
            journey,
            [*cohort(), *({"type": "enrolled", "participant": f"J-{n}", "on": "2018-01-01"} for n in range(20))],
        )
    return module_site


@pytest.fixture
def lived(original: Site, tmp_path) -> Site:
    return original.copy(tmp_path / "lived")


def complete(site: Site, alerts: int) -> None:
    """No alert is missing, none is there twice, and the read models know them all."""
    with site.opened() as journey:
        assert read_models(journey) == rebuilt(journey)
        sweep(journey.engine, journey.projector, NOW)
        assert still_called_for(journey, NOW) == []
        found = raised(journey)
        assert set(found.values()) == {1}
        assert len(found) >= alerts


def test_however_often_a_sweep_is_killed_every_alert_is_raised_once(lived: Site, original: Site, tmp_path) -> None:
    calm = original.copy(tmp_path / "calm")
    longest = Doomed(deeds.command, calm, "sweep").begin().finish().seconds
    for moment, month in zip(moments(5, ROUNDS, longest), MONTHS, strict=True):
        Doomed(deeds.command, lived, "sweep", "--now", month).begin().kill_after(moment)
        Doomed(deeds.command, lived, "sweep").begin().kill_after(moment)
    complete(lived, alerts=20)


def test_two_sweepers_in_two_processes_and_a_writer_raise_every_alert_once(lived: Site) -> None:
    sweepers = [Doomed(deeds.sweep_once, lived) for _ in range(2)]
    writer = Doomed(deeds.write, lived, "w", 20, 40)
    for process in (writer, *sweepers):
        process.begin()
    counts = [process.finish().told()[0] for process in sweepers]
    assert len(writer.finish().told()) == 40
    with lived.opened() as journey:
        assert sum(counts) == sum(raised(journey).values())
    complete(lived, alerts=20)


def test_of_two_sweepers_one_is_killed_and_the_other_misses_nothing(lived: Site) -> None:
    for moment in moments(7, 3, 0.5):
        dying, living = Doomed(deeds.sweep_once, lived).begin(), Doomed(deeds.sweep_once, lived).begin()
        dying.kill_after(moment)
        living.finish()
    with lived.opened() as journey:
        assert still_called_for(journey, NOW) == []
    complete(lived, alerts=20)
