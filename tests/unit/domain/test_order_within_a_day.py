"""The order of one day's moves: a day alone contradicts no time, and it does not matter who was told first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, permutations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journey.domain import lifecycle
from journey.domain.history import History, moment_of
from tests import spec
from tests.cases import every
from tests.histories import FIRST_DAY, NEXT, PHASES, Entry, at
from tests.spec import (
    assigned,
    contact,
    declined,
    discharged,
    enrolled,
    log_of,
    moved,
    paused,
    referred,
    resumed,
    waitlisted,
)

TEN = "2018-01-15T10:00:00+01:00"
DAY = "2018-01-15"


def types(*entries: Entry) -> list[str]:
    """What the history of these entries, in the order of recording, consists of; it is held to the lifecycle."""
    history = spec.given(*entries).history()
    lifecycle.check(history.moves, ())
    return [event.type for event in history.events]


# --- a day alone contradicts no time ----------------------------------------------------------------------------------


def test_somebody_referred_at_ten_is_enrolled_that_day() -> None:
    spec.given(referred(TEN)).when(enrolled(DAY, coach="anna")).then(enrolled(DAY, coach="anna"))
    assert types(referred(TEN), enrolled(DAY)) == ["referred", "enrolled"]
    assert types(enrolled(DAY), referred(TEN)) == ["referred", "enrolled"]


def test_a_move_without_a_time_stands_as_early_as_the_history_allows() -> None:
    story = (enrolled("2018-01-01"), moved(TEN, "coaching"), moved(DAY, "engagement"))
    assert [event.fact.to for event in spec.given(*story).history().moves[1:]] == ["engagement", "coaching"]
    before = (enrolled("2018-01-01"), moved("2018-01-02", "coaching"), paused(TEN), resumed(DAY))
    assert types(*before)[2:] == ["paused", "resumed"]


def test_discharge_without_a_time_is_the_last_thing_of_its_day() -> None:
    day = (discharged(DAY), contact(DAY), contact("2018-01-15T15:00:00+01:00"), moved(TEN, "coaching"))
    expected = ["enrolled", "contact_held", "phase_moved", "contact_held", "discharged"]
    assert types(enrolled("2018-01-01"), *day) == expected


def test_discharge_stands_before_a_return_of_the_same_day_as_late_as_it_can() -> None:
    back, talk = enrolled("2018-01-15T15:00:00+01:00"), contact("2018-01-15T14:00:00+01:00")
    story = types(enrolled("2018-01-01"), back, discharged(DAY), talk)
    assert story == ["enrolled", "contact_held", "discharged", "enrolled"]
    assert types(referred("2018-01-01"), referred(TEN), declined(DAY))[1:] == ["declined", "referred"]


@every(
    "moves",
    [
        (referred(DAY), waitlisted(DAY), enrolled(DAY), paused(DAY)),
        (referred(DAY), enrolled(TEN), discharged(DAY)),
        (referred(DAY), declined(DAY), enrolled(TEN)),
        (referred(TEN), enrolled(DAY), paused(DAY), resumed("2018-01-15T16:00:00+01:00"), discharged(DAY)),
    ],
)
def test_a_whole_stay_of_one_day_is_the_same_in_whatever_order_it_is_told(moves: Sequence[Entry]) -> None:
    for told in permutations(moves):
        assert types(*told) == [move["type"] for move in moves]


def test_what_comes_on_later_days_tells_too() -> None:
    """Two phases of one day, told in this order; but the day after somebody goes on to the second of them again."""
    day = (moved(DAY, "engagement"), moved(DAY, "assessment"), moved("2018-01-16", "assessment"))
    history = spec.given(enrolled("2018-01-01"), *day).history()
    assert [event.fact.to for event in history.moves[1:]] == ["assessment", "engagement", "assessment"]


def test_equal_places_are_in_log_order() -> None:
    story = (enrolled("2018-01-01", coach="anna"), moved(DAY, "engagement"), moved(DAY, "assessment"))
    assert [event.fact.to for event in spec.given(*story).history().moves[1:]] == ["engagement", "assessment"]
    assert spec.given(enrolled(DAY, coach="anna"), assigned(DAY, "bo")).history().coach() == "bo"
    assert spec.given(assigned(DAY, "bo"), enrolled(DAY, coach="anna")).history().coach() == "anna"


def test_a_day_that_is_possible_in_no_order_is_refused_as_it_was_told() -> None:
    spec.given(enrolled("2018-01-01"), paused(TEN)).when(paused(DAY)).refused(
        "paused on 2018-01-15", "in the state paused"
    )


def test_what_is_known_in_part_is_still_put_in_order() -> None:
    """A history cut at what was known then can be impossible; whatever can be told of later days is told."""
    story = (discharged("2018-01-02"), referred(TEN), enrolled(DAY))
    assert [event.type for event in spec.given(*story).history().moves] == ["discharged", "referred", "enrolled"]


# --- for any moves ----------------------------------------------------------------------------------------------------

_hours = st.sampled_from([None, None, 8, 12, 16])


@st.composite
def crowded(draw: st.DrawFn) -> list[Entry]:
    """Moves in a possible order, few days apart or none, whose hours agree with that order where they are told."""
    day, hour, state, rested_in = FIRST_DAY, 0, "unknown", "enrolled"
    moves: list[Entry] = []
    for number in range(draw(st.integers(1, 6))):
        options = [option for option in NEXT[state] if option != state]
        move = draw(st.sampled_from(options)) if moves else draw(st.sampled_from(options[:2]))
        rested_in = state if move == "paused" else rested_in
        state = rested_in if move == "resumed" else move
        gap, wanted = draw(st.sampled_from([0, 0, 0, 1])), draw(_hours)
        day, hour = day + timedelta(days=gap), 0 if gap else hour
        if wanted is not None:
            hour = wanted = max(wanted, hour)
        kind = {"type": "phase_moved", "to": move} if move in PHASES else {"type": move}
        keys = {"referred": {"source": "self"}, "declined": {"reason": "moved"}, "discharged": {"reason": "work"}}
        named = {"entry": str(number), "on": at(day, wanted)}
        moves.append({**kind, **keys.get(move, {"reason": "other"} if move == "paused" else {}), **named})
    return moves


def _possible(moves: Sequence[Entry]) -> bool:
    """By the lifecycle as it is said a second time, in `tests.histories`."""
    state, rested_in = "unknown", "enrolled"
    for move in moves:
        kind = move.get("to") or move["type"]
        if kind not in NEXT[state] or kind == state:
            return False
        rested_in = state if kind == "paused" else rested_in
        state = rested_in if kind == "resumed" else kind
    return True


def _orders(moves: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Every order in which these moves are possible and no time is contradicted."""
    days = [
        list(group) for _, group in groupby(sorted(moves, key=lambda move: move["on"][:10]), lambda m: m["on"][:10])
    ]
    for chosen in product(*(permutations(day) for day in days)):
        order = [move for day in chosen for move in day]
        hours = [[move["on"] for move in day if len(move["on"]) > 10] for day in chosen]
        if all(told == sorted(told) for told in hours) and _possible(order):
            yield order


def _ids(entries: Sequence[Entry]) -> list[str | None]:
    return [event.entry for event in History(log_of(entries)).moves]


@settings(max_examples=200)
@given(moves=crowded(), data=st.data())
def test_whatever_the_order_of_recording_a_possible_history_is_possible(
    moves: list[Entry], data: st.DataObject
) -> None:
    told = data.draw(st.permutations(moves))
    lifecycle.check(History(log_of(told)).moves, ())


@settings(max_examples=100)
@given(moves=crowded(), data=st.data())
def test_where_one_order_is_possible_it_is_the_history_in_whatever_order_it_is_told(
    moves: list[Entry], data: st.DataObject
) -> None:
    orders = [[entry["entry"] for entry in order] for order in _orders(moves)]
    assume(len(orders) == 1)
    assert _ids(data.draw(st.permutations(moves))) == orders[0]


@settings(max_examples=200)
@given(moves=crowded(), data=st.data())
def test_a_history_that_was_possible_by_moments_and_log_order_alone_is_the_same(
    moves: list[Entry], data: st.DataObject
) -> None:
    """So was every history ordered that is stored today."""
    told = data.draw(st.permutations(moves))
    before = sorted(log_of(told), key=moment_of)
    by_id = {entry["entry"]: entry for entry in moves}
    assume(_possible([by_id[event.entry or ""] for event in before]))
    assert [event.entry for event in History(log_of(told)).moves] == [event.entry for event in before]


@settings(max_examples=100)
@given(moves=crowded(), data=st.data())
def test_a_history_read_again_from_its_own_events_stays_as_it_is(moves: list[Entry], data: st.DataObject) -> None:
    history = History(log_of(data.draw(st.permutations(moves))))
    assert History(history.events).events == history.events
