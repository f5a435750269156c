"""Two sequences of random length, one of them altered in one place: the difference is told, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from projections.audit.checks.aligning import Difference, Gap, differences
from projections.audit.leaves import Leaf, numbered
from projections.audit.ledger import StoredEvent

lengths = st.integers(1, 400)


def event(number: int) -> StoredEvent:
    name = f"{number % 7:032x}"
    return StoredEvent(
        10 + number * 2, name, number // 7 + 1, "contact_held.v1", b"", sha256(str(number).encode()).digest()
    )


def leaf(number: int) -> Leaf:
    one = event(number)
    return Leaf(number, one.position, one.stream, one.version, one.topic, one.leaf)


def found(leaves: list[Leaf], events: list[StoredEvent], size: int = 0) -> list[Difference | Gap]:
    left = iter(events)
    told = list(differences(numbered(iter(leaves), size), left))
    assert next(left, None) is None  # read to the end, for whoever counts them
    return told


def everything(length: int, more: int = 0) -> tuple[list[Leaf], list[StoredEvent]]:
    return [leaf(n) for n in range(length)], [event(n) for n in range(length + more)]


@given(lengths, st.integers(0, 50))
def test_where_nothing_was_altered_nothing_is_told_and_new_events_are_no_difference(length: int, more: int) -> None:
    assert found(*everything(length, more)) == []


@given(lengths, st.integers(0, 50), st.data())
def test_a_changed_event_is_told_with_its_leaf(length: int, more: int, data: st.DataObject) -> None:
    leaves, events = everything(length, more)
    at = data.draw(st.integers(0, length - 1))
    events[at] = events[at]._replace(leaf=bytes(32))
    assert found(leaves, events) == [Difference(at, leaves[at], events[at])]


@given(lengths, st.integers(0, 50), st.data())
@settings(max_examples=300)
def test_removed_events_are_told_one_by_one(length: int, more: int, data: st.DataObject) -> None:
    leaves, events = everything(length, more)
    first = data.draw(st.integers(0, length - 1))
    last = data.draw(st.integers(first, length - 1))
    del events[first : last + 1]
    assert found(leaves, events) == [Difference(n, leaves[n], None) for n in range(first, last + 1)]


@given(lengths, st.integers(1, 300), st.integers(0, 50), st.data())
@settings(max_examples=300)
def test_inserted_events_are_told_before_the_leaf_they_stand_before(
    length: int, count: int, more: int, data: st.DataObject
) -> None:
    leaves, events = everything(length, more)
    at = data.draw(st.integers(0, length - 1))
    new = [event(5000 + n)._replace(position=events[at].position - 1) for n in range(count)]
    events[at:at] = new
    assert found(leaves, events) == [Difference(at, None, one) for one in new]


@given(lengths, st.data())
@settings(max_examples=300)
def test_missing_leaves_are_told_as_one_gap_with_the_events_that_stand_there(length: int, data: st.DataObject) -> None:
    leaves, events = everything(length)
    first = data.draw(st.integers(0, length - 1))
    last = data.draw(st.integers(first, length - 1))
    gone = data.draw(st.integers(0, last - first + 1))
    del leaves[first : last + 1]
    del events[last + 1 - gone : last + 1]
    [gap] = found(leaves, events, size=length)
    assert isinstance(gap, Gap)
    assert gap[:3] == (first, last + 1 - first, last + 1 - first - gone)
    assert gap.first == (event(first) if gap.events else None)


def test_two_logs_that_share_nothing_are_not_told_event_by_event() -> None:
    def strangers() -> Iterator[StoredEvent]:
        return (event(n)._replace(stream="f" * 32, leaf=sha256(b"x%d" % n).digest()) for n in range(70_000))

    told = list(differences(iter([leaf(n) for n in range(70_000)]), strangers()))
    assert [(one.number, one.lost) for one in told if isinstance(one, Difference)] == [(0, True)]
