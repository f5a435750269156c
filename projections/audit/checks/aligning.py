"""Compares the events with their stored leaves, two long sequences side by side, and says where they part."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from projections.audit.leaves import Leaf, MissingLeaves
from projections.audit.ledger import StoredEvent

_WINDOWS = (16, 256, 4096, 65_536)
"""How far ahead the two sequences are searched for where they agree again, in events."""

T = TypeVar("T")


class Difference(NamedTuple):
    """A leaf whose event is not there as it was, an event that has no leaf, or both at the same place.

    `number` is the leaf's, or that of the leaf before which the event stands. With `lost`, the sequences agree
    nowhere any more and are compared no further. An event `beyond` the last leaves may just be new: it counts only
    where it is one that stood elsewhere.
    """

    number: int
    leaf: Leaf | None
    event: StoredEvent | None
    lost: bool = False
    beyond: bool = False


class Gap(NamedTuple):
    """Leaves that are missing: the number of the first, how many, how many events stand there, and the first of them.

    Without a first event, `before` is the one that follows.
    """

    number: int
    leaves: int
    events: int
    first: StoredEvent | None
    before: StoredEvent | None


class _Ahead(Generic[T]):
    """An iterator that can be looked into."""

    __slots__ = ("_items", "_waiting")

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._waiting: deque[T] = deque()

    def next(self) -> T | None:
        return self._waiting.popleft() if self._waiting else next(self._items, None)

    def back(self, item: T) -> None:
        self._waiting.appendleft(item)

    def look(self, count: int) -> list[T]:
        while len(self._waiting) < count:
            item = next(self._items, None)
            if item is None:
                break
            self._waiting.append(item)
        return [item for _, item in zip(range(count), self._waiting, strict=False)]

    def take(self, count: int) -> list[T]:
        items = (self.next() for _ in range(count))
        return [item for item in items if item is not None]


Leaves = _Ahead[Leaf | MissingLeaves]
Events = _Ahead[StoredEvent]


def differences(leaves: Iterator[Leaf | MissingLeaves], events: Iterator[StoredEvent]) -> Iterator[Difference | Gap]:
    """Every place where events and leaves differ. Both are read to their ends; events beyond the last leaf do not."""
    covered = 0  # the furthest place that a leaf names

    def noting() -> Iterator[Leaf | MissingLeaves]:
        nonlocal covered
        for leaf in leaves:
            covered = max(covered, leaf.position) if isinstance(leaf, Leaf) else covered
            yield leaf

    left: Leaves = _Ahead(noting())
    right: Events = _Ahead(events)
    while (leaf := left.next()) is not None:
        if isinstance(leaf, MissingLeaves):
            yield from _gap(leaf, left, right)
            continue
        event = right.next()
        if event is None:
            yield Difference(leaf.number, leaf, None)
        elif leaf.hash == event.leaf:
            if leaf[1:5] != event[:4]:
                yield Difference(leaf.number, leaf, event)
        elif leaf[2:4] == event[1:3]:
            yield Difference(leaf.number, leaf, event)
        else:
            left.back(leaf)
            right.back(event)
            apart = _apart(left, right)
            if apart is None:
                yield Difference(leaf.number, leaf, event, lost=True)
                break
            yield from _block(left, right, apart)
    else:
        for stranger in iter(right.next, None):
            if stranger.position > covered:
                break
            yield Difference(covered, None, stranger, beyond=True)  # it may be one that stood elsewhere
    while left.next() is not None or right.next() is not None:  # whoever counts them sees all of them
        pass


def _gap(missing: MissingLeaves, left: Leaves, right: Events) -> Iterator[Difference | Gap]:
    """The events that stand where leaves are missing: as many, fewer where some went with them, or more."""
    following = left.look(1)
    events = missing.rows
    if following and events < _WINDOWS[-1]:
        ahead = right.look(events + _WINDOWS[0])
        places = (place for place, event in enumerate(ahead) if event.leaf == following[0].hash)
        events = next(places, events)
    first, stood = None, 0
    for _ in range(min(events, missing.rows)):
        event = right.next()
        if event is None:
            break
        first, stood = first or event, stood + 1
    before = right.look(1)
    yield Gap(missing.number, missing.rows, stood, first, before[0] if before else None)
    for event in right.take(events - missing.rows):
        yield Difference(missing.number + missing.rows, None, event)


class _Apart(NamedTuple):
    """How many leaves and how many events stand before both agree again; at the `end` there is nothing to agree on."""

    leaves: int
    events: int
    end: bool = False


def _apart(left: Leaves, right: Events) -> _Apart | None:
    for window in _WINDOWS:
        leaves, events = left.look(window), right.look(window)
        places = {leaf.hash: place for place, leaf in enumerate(leaves)}
        places_apart = [_Apart(places[event.leaf], place) for place, event in enumerate(events) if event.leaf in places]
        if places_apart:
            return min(places_apart, key=lambda one: (one.leaves + one.events, abs(one.leaves - one.events)))
        ended = len(leaves) < window
        if ended and (len(events) < window or window == _WINDOWS[-1]):  # what no leaf knows may just be new
            beyond = max((leaf.position for leaf in leaves if isinstance(leaf, Leaf)), default=0)
            return _Apart(len(leaves), sum(event.position <= beyond for event in events), end=True)
    return None


def _block(left: Leaves, right: Events, apart: _Apart) -> Iterator[Difference | Gap]:
    """A stretch in which nothing agrees: what has the same name, or is at the same place, belongs together.

    At the end of the leaves a place says nothing: what is new may have moved up to where something was removed.
    """
    gone = left.take(apart.leaves)
    come = right.take(apart.events)
    after = left.look(1)
    following = after[0].number if after else (gone[-1].number + 1 if gone else 0)
    by_name = {event[1:3]: event for event in come}
    by_place = {} if apart.end else {event.position: event for event in come}
    paired: set[int] = set()
    for leaf in gone:
        if isinstance(leaf, MissingLeaves):
            yield Gap(leaf.number, leaf.rows, 0, None, None)
            continue
        event = by_name.get((leaf.stream, leaf.version)) or by_place.get(leaf.position)
        if event is not None and event.position in paired:
            event = None
        if event is not None:
            paired.add(event.position)
        yield Difference(leaf.number, leaf, event)
    for event in come:
        if event.position not in paired and apart.end:
            yield Difference(following, None, event, beyond=True)
        elif event.position not in paired:
            places = (leaf.number for leaf in gone if isinstance(leaf, Leaf) and leaf.position > event.position)
            yield Difference(next(places, following), None, event)
