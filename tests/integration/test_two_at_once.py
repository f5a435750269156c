"""Two at the same moment: nothing is lost, nothing is counted twice, and whoever cannot be served is told so."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial

import pytest
import sqlalchemy as sa

from journey.domain.errors import Conflict, NotAllowed, StoreError, WrongOrder
from journey.domain.events.participant import CoachAssigned, ContactHeld, Discharged, Enrolled, Struck
from journey.domain.events.system import RulesChanged
from journey.domain.events.team import CoachRegistered
from journey.domain.history import History
from journey.engine import tables
from journey.engine.engine import CapReached
from journey.engine.people import programme_stream
from services.opened import Journey
from tests.site import NOW, PROGRAMME, Site, log_of, record, stream_of, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

SMALL = 0.1
"""A coach's working time that gives two places, at 20 for a full-time post."""


@pytest.fixture
def two(site: Site) -> Iterator[tuple[Journey, Journey]]:
    """The same store opened by two processes, as far as they know."""
    with site.opened() as one, site.opened() as other:
        one.engine.use(PROGRAMME, NOW)
        yield one, other


def contact(reference: str, entry: str) -> object:
    return record(ContactHeld(mode="phone"), reference, entry=entry, note=f"note of {entry}")


# -- one participant -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("shared", [True, False], ids=["through one engine", "from two processes"])
def test_facts_written_at_once_about_one_person_are_all_there_or_refused_as_a_conflict(
    two: tuple[Journey, Journey], shared: bool
) -> None:
    one, other = two
    one.execute(record(Enrolled(), "anna"))

    def write(journey: Journey, name: str) -> list[str]:
        saved = []
        for number in range(12):
            try:
                journey.execute(contact("anna", f"{name}-{number}"))
            except Conflict:
                continue
            saved.append(f"{name}-{number}")
        return saved

    results = at_once(partial(write, one, "a"), partial(write, one if shared else other, "b"))
    assert errors(results) == []
    log = one.engine.log.load(stream_of(one, "anna"))
    assert sorted(event.entry for event in log[1:]) == sorted(results[0] + results[1])
    assert len(results[0]) + len(results[1]) > 12
    assert [event.version for event in log] == list(range(1, len(log) + 1))
    assert all(other.engine.log.reveal(event)["note"] == f"note of {event.entry}" for event in log[1:])


def test_of_two_moves_that_exclude_each_other_one_happens_and_the_other_is_refused(
    two: tuple[Journey, Journey],
) -> None:
    one, other = two
    for person in ("anna", "bo", "cia", "dan"):
        one.execute(record(Enrolled(), person))
        leave = record(Discharged(reason="work"), person)
        results = at_once(partial(one.execute, leave), partial(other.execute, leave))
        assert [isinstance(error, WrongOrder) for error in errors(results)] == [True]
        kinds = [event.type for event in one.engine.log.load(stream_of(one, person))]
        assert kinds == ["enrolled", "discharged"]


def test_two_who_meet_the_same_new_person_at_once_mean_one_person(two: tuple[Journey, Journey]) -> None:
    one, other = two
    for person in ("anna", "bo", "cia", "dan"):
        results = at_once(
            partial(one.execute, contact(person, f"{person}-1")), partial(other.execute, contact(person, f"{person}-2"))
        )
        assert errors(results) == []
        log = one.engine.log.load(stream_of(one, person))
        assert sorted(event.entry for event in log) == [f"{person}-1", f"{person}-2"]
        assert sorted(two[0].engine.log.reveal(event)["note"] for event in log) == [
            f"note of {person}-1",
            f"note of {person}-2",
        ]


# -- the last place of a coach ---------------------------------------------------------------------------------------
def caseload(journey: Journey, coach: str) -> int:
    """How many enrolled people have this coach, from the log alone."""
    streams = {event.stream for event in log_of(journey)} - {programme_stream(PROGRAMME)}
    histories = [History(journey.engine.log.load(stream)) for stream in streams]
    return sum(
        bool(h.current and h.current.enrolment and not h.current.ending and h.coach() == coach) for h in histories
    )


@pytest.fixture
def one_place_left(two: tuple[Journey, Journey]) -> tuple[Journey, Journey]:
    """Coach Bo has two places, and one of them is taken."""
    one, _ = two
    one.execute(record(CoachRegistered(coach="bo", fte=SMALL), None, on=date(2020, 1, 1)))
    one.execute(record(Enrolled(coach="bo"), "first"))
    for person in ("anna", "cia"):
        one.execute(record(Enrolled(), person))
    return two


@pytest.mark.parametrize("shared", [True, False], ids=["through one engine", "from two processes"])
def test_of_two_assignments_at_once_for_a_coachs_last_place_one_succeeds(
    one_place_left: tuple[Journey, Journey], shared: bool
) -> None:
    one, other = one_place_left
    other = one if shared else other
    assign = CoachAssigned(coach="bo")
    results = at_once(partial(one.execute, record(assign, "anna")), partial(other.execute, record(assign, "cia")))
    assert [type(error) for error in errors(results)] == [CapReached]
    assert caseload(one, "bo") == 2


def test_a_coach_nobody_has_had_before_can_be_given_to_two_at_once(two: tuple[Journey, Journey]) -> None:
    one, other = two
    for round_ in range(4):
        coach = f"coach-{round_}"
        results = at_once(
            partial(one.execute, record(Enrolled(coach=coach), f"x-{round_}")),
            partial(other.execute, record(Enrolled(coach=coach), f"y-{round_}")),
        )
        assert errors(results) == []
        assert caseload(one, coach) == 2


def test_a_supervisors_reason_passes_the_cap_and_a_coachs_does_not(one_place_left: tuple[Journey, Journey]) -> None:
    one, _ = one_place_left
    one.execute(record(CoachAssigned(coach="bo"), "anna"))
    with pytest.raises(NotAllowed, match="2 participants and 2 places"):
        one.execute(record(CoachAssigned(coach="bo"), "cia"))
    with pytest.raises(NotAllowed):
        one.execute(record(CoachAssigned(coach="bo", reason="knows her"), "cia"))
    with pytest.raises(NotAllowed):
        one.execute(record(CoachAssigned(coach="bo"), "cia", by="supervisor:eva"))
    one.execute(record(CoachAssigned(coach="bo", reason="knows her"), "cia", by="supervisor:eva"))
    assert caseload(one, "bo") == 3


def test_a_place_that_a_discharge_frees_is_taken_by_one_of_two(one_place_left: tuple[Journey, Journey]) -> None:
    one, other = one_place_left
    one.execute(record(CoachAssigned(coach="bo"), "anna"))
    one.execute(record(Enrolled(), "dan"))
    results = at_once(
        partial(one.execute, record(Discharged(reason="work"), "first")),
        partial(one.execute, record(CoachAssigned(coach="bo"), "cia")),
        partial(other.execute, record(CoachAssigned(coach="bo"), "dan")),
    )
    assert {type(error) for error in errors(results)} <= {CapReached}
    assert not isinstance(results[0], Exception)
    assert caseload(one, "bo") <= 2


def test_a_strike_frees_a_place_and_takes_one_only_where_there_is_room(one_place_left: tuple[Journey, Journey]) -> None:
    one, _ = one_place_left
    one.execute(record(Discharged(reason="work"), "first", entry="left"))
    one.execute(record(CoachAssigned(coach="bo"), "anna", entry="to-anna"))
    one.execute(record(CoachAssigned(coach="bo"), "cia", entry="to-cia"))
    back = record(Struck(strikes="left", reason="entered by mistake"), "first")
    with pytest.raises(NotAllowed):
        one.execute(back)
    one.execute(record(Struck(strikes="to-cia", reason="entered by mistake"), "cia"))
    one.execute(back)
    assert caseload(one, "bo") == 2


def test_an_import_may_pass_the_cap(one_place_left: tuple[Journey, Journey]) -> None:
    one, _ = one_place_left
    take(one, [{"type": "enrolled", "participant": f"p-{n}", "on": "2024-01-01", "coach": "bo"} for n in range(4)])
    assert caseload(one, "bo") == 5


# -- waiting in vain ------------------------------------------------------------------------------------------------
@pytest.mark.slow
def test_who_has_waited_too_long_for_another_is_told_so_and_nothing_is_saved(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journey.engine.store.LOCK_SECONDS", 1)
    with site.opened() as one, site.opened() as other:
        take(one, [{"type": "enrolled", "participant": "J-1", "on": "2024-01-01"}])
        head = one.engine.log.head()
        with other.engine.store.write() as connection:  # as an import does, for its whole transaction
            other.engine.store.lock_keys(connection)
            other.engine.store.lock_log(connection)
            for deed in (
                partial(one.execute, contact("J-1", "to somebody known")),
                partial(one.execute, contact("J-2", "to somebody new")),
                partial(take, one, [{"type": "enrolled", "participant": "J-3", "on": "2024-01-01"}]),
            ):
                with pytest.raises(StoreError, match="try again"):
                    deed()
        assert one.engine.log.head() == head
        one.execute(contact("J-2", "again"))


# -- starting at once ------------------------------------------------------------------------------------------------
@pytest.mark.unmade
def test_several_processes_may_start_at_once_on_an_empty_store(site: Site) -> None:
    with ExitStack() as opened:
        results = at_once(*[lambda: opened.enter_context(site.opened())] * 4)
        assert errors(results) == []
        done = at_once(*[partial(journey.engine.use, PROGRAMME, NOW) for journey in results])
        assert errors(done) == []
        log = log_of(results[0])
        assert Counter(type(event.fact) for event in log) == {RulesChanged: 1}
        with results[0].engine.store.read() as connection:
            assert len(connection.execute(sa.select(tables.programmes)).all()) == 1
        people = at_once(*[partial(j.execute, contact(f"p-{n}", f"e-{n}")) for n, j in enumerate(results)])
        assert errors(people) == []
    with site.opened() as later:  # the keys that were made in that moment fit
        notes = {later.engine.log.reveal(event)["note"] for event in log_of(later) if event.type == "contact_held"}
        assert notes == {f"note of e-{number}" for number in range(4)}
