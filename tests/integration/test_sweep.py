"""The sweep against the store: every alert once, whoever sweeps and whatever is written meanwhile."""

from collections import Counter
from datetime import UTC, datetime
from functools import partial

import pytest

from journey.domain.alerts import Raised, called_for
from journey.domain.events import is_person
from journey.domain.events.participant import ContactHeld
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from services.opened import Journey
from services.sweep import Alert, sweep
from tests.site import NOW, PROGRAMME, Entry, Site, cohort, log_of, read_models, rebuilt, record, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

LATE = datetime(2018, 3, 1, 12, tzinfo=UTC)


def raised(journey: Journey) -> Counter[tuple[object, ...]]:
    """Every alert in the log: by participant, rule, occurrence, kind, due day and strike."""
    facts = [(event.stream, event.fact) for event in log_of(journey) if isinstance(event.fact, AlertRaised)]
    return Counter((stream, f.rule, f.occurrence, f.kind, f.due, f.strike) for stream, f in facts)


def still_called_for(journey: Journey, now: datetime) -> list[object]:
    """What a sweep ought to raise, found by judging every single stream."""
    missing: list[object] = []
    book = journey.engine.books[PROGRAMME]
    with journey.engine.store.read() as connection:
        for _, log in journey.engine.log.streams(connection):
            history = History(log, as_of=now.date(), known_at=now)
            told = Raised(event for event in log if isinstance(event.fact, AlertRaised))
            missing += called_for(history, book, told, now.date(), "participant" if is_person(log) else "programme")
    return missing


def test_a_sweep_raises_what_judging_everybody_calls_for_and_a_second_one_nothing(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort())
        assert still_called_for(journey, LATE)
        first = sweep(journey.engine, journey.projector, LATE)
        assert len(first) == sum(raised(journey).values())
        assert still_called_for(journey, LATE) == []
        assert sweep(journey.engine, journey.projector, LATE) == []
        assert read_models(journey) == rebuilt(journey)


def test_two_sweepers_and_a_writer_at_once_raise_everything_once(site: Site) -> None:
    with site.opened() as one, site.opened() as other, site.opened() as writer:
        take(one, cohort())

        def write() -> None:
            for number in range(15):
                writer.execute(record(ContactHeld(mode="phone"), f"J-{number % 3}"))

        sweeps = [partial(sweep, journey.engine, journey.projector, NOW) for journey in (one, other)]
        results = at_once(*sweeps, write)
        assert errors(results) == []
        sweep(one.engine, one.projector, NOW)
        found = raised(one)
        assert set(found.values()) == {1}
        told: list[Alert] = [*results[0], *results[1]]
        assert len(told) <= sum(found.values())
        assert still_called_for(one, NOW) == []
        assert read_models(one) == rebuilt(one)


def test_a_discharge_known_before_its_enrolment_stops_neither_a_sweep_nor_a_list(site: Site) -> None:
    def line(kind: str, on: str, recorded: str, person: str, **keys: str) -> Entry:
        return {"type": kind, "participant": person, "on": on, "recorded": f"{recorded}T12:00:00+01:00", **keys}

    with site.opened() as journey:
        take(
            journey,
            [
                line("enrolled", "2024-01-01", "2024-06-01", "anna"),
                line("discharged", "2024-02-01", "2024-03-01", "anna", reason="work"),
                line("enrolled", "2024-01-01", "2024-01-02", "bo"),
            ],
        )
    told = site.json("sweep", "--now", "2024-04-01T12:00:00+02:00")
    assert {row["participant"] for row in told} - {None} == {"bo"}
    site.run("participants", "--known-at", "2024-04-01T12:00:00+02:00")
