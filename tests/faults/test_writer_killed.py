"""A writer dies by kill -9: what was acknowledged is there, nothing is there twice, and nobody is held up."""

from collections import Counter

import pytest

from journey.domain.events.participant import ContactHeld
from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.site import NOW, PROGRAMME, Site, log_of, read_models, rebuilt, record

pytestmark = [pytest.mark.every_store, pytest.mark.slow]

ROUNDS, PEOPLE, FACTS = 6, 3, 80


def test_every_acknowledged_fact_is_there_once_and_readable(site: Site) -> None:
    with site.opened() as journey:
        journey.engine.use(PROGRAMME, NOW)
    acknowledged: list[str] = []
    for round_, moment in enumerate(moments(1, ROUNDS, 0.3)):
        acknowledged += (
            Doomed(deeds.write, site, f"w-{round_}", PEOPLE, FACTS).begin().spoken().kill_after(moment).told()
        )
    assert len(acknowledged) >= ROUNDS
    with site.opened() as journey:
        written = [event for event in log_of(journey) if event.sender == "desk"]
        found = Counter(event.entry for event in written)
        assert set(found.values()) == {1}
        assert set(acknowledged) <= found.keys()
        assert len(found) <= len(acknowledged) + ROUNDS  # the one that was being saved may be there too
        assert all(journey.engine.log.reveal(event)["note"] == f"note {event.entry}" for event in written)
        assert len({event.stream for event in written}) == PEOPLE
        assert read_models(journey) == rebuilt(journey)


def test_a_killed_writer_holds_up_nobody(site: Site) -> None:
    with site.opened() as journey:
        journey.engine.use(PROGRAMME, NOW)
        for round_, moment in enumerate(moments(2, 3, 0.2)):
            living_name = f"living-{round_}"  # what was asked before under the same name changes nothing
            names = (f"dying-{round_}", living_name)
            dying, living = (Doomed(deeds.write, site, name, PEOPLE, FACTS // 2).begin() for name in names)
            living.spoken()
            dying.spoken().kill_after(moment)
            journey.execute(record(ContactHeld(mode="phone"), "J-0"))
            living.finish()  # at its own pace: it may have been faster than the dying one, or slower
            entries = {event.entry for event in log_of(journey)}
            assert entries >= {f"{living_name}-{number}" for number in range(FACTS // 2)}
        assert read_models(journey) == rebuilt(journey)
