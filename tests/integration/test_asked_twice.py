"""A command asked twice under the same name is recorded once, whoever asks and whatever happens in between."""

from datetime import UTC, datetime
from threading import Thread

import pytest

from journey.domain.commands import Record
from journey.domain.errors import WrongInput, WrongOrder
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from tests.site import Site

pytestmark = pytest.mark.every_store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def command(fact: Fact, entry: str | None, reference: str = "p-1") -> Record:
    return Record(
        programme="uppsala",
        fact=fact,
        on=NOW.date(),
        now=NOW,
        actor="participant",
        correlation="c",
        entry=entry,
        reference=reference,
        sender="chat",
    )


def no_cap(_programme: str, _coach: str) -> tuple[int, float | None]:
    return 0, None


def test_a_command_asked_twice_is_recorded_once_and_answered_alike(site: Site) -> None:
    with site.opened() as journey:
        journey.engine.use("uppsala", NOW)
        first = journey.engine.execute(command(facts.Referred(source="self"), "chat-1"), no_cap)
        again = journey.engine.execute(command(facts.Referred(source="self"), "chat-1"), no_cap)
        assert [(event.stream, event.version) for event in again] == [(event.stream, event.version) for event in first]
        assert len(journey.engine.log.load(first[0].stream)) == 1


def test_what_was_half_asked_before_is_completed(site: Site) -> None:
    together = [
        command(facts.Referred(source="self"), "a"),
        command(facts.ConsentGiven(party="research"), "b"),
        command(TaskOpened(task="t", kind="referral", to=("supervisor",)), "c"),
    ]
    with site.opened() as journey:
        journey.engine.use("uppsala", NOW)
        stream = journey.engine.execute(together[0], no_cap)[0].stream
        journey.engine.execute_together(together, no_cap)
        journey.engine.execute_together(together, no_cap)
        assert [event.entry for event in journey.engine.log.load(stream)] == ["a", "b", "c"]


def test_facts_asked_together_are_saved_all_or_none(site: Site) -> None:
    with site.opened() as journey:
        journey.engine.use("uppsala", NOW)
        together = [command(facts.Referred(source="self"), "a"), command(facts.Resumed(), "b")]
        with pytest.raises(WrongOrder):
            journey.engine.execute_together(together, no_cap)
        assert journey.engine.log.head() == 1  # the programme's rules, and nothing else


def test_a_name_that_stands_for_something_else_is_refused(site: Site) -> None:
    with site.opened() as journey:
        journey.engine.use("uppsala", NOW)
        journey.engine.execute(command(facts.Referred(source="self"), "a"), no_cap)
        with pytest.raises(WrongInput, match=r"^entry: something else is known by that id"):
            journey.engine.execute(command(facts.Waitlisted(), "a"), no_cap)


def test_many_who_ask_the_same_at_once_record_it_once(site: Site) -> None:
    with site.opened() as journey:
        journey.engine.use("uppsala", NOW)
        stream = journey.engine.execute(command(facts.Referred(source="self"), "a"), no_cap)[0].stream
        fact = facts.ContactHeld(mode="phone")
        asking = [Thread(target=journey.engine.execute, args=(command(fact, "same"), no_cap)) for _ in range(6)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert [event.type for event in journey.engine.log.load(stream)] == ["referred", "contact_held"]
