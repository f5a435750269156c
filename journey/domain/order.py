"""The order of one person's events within a day: times tell first, then what keeps the history possible.

A day without a time of day says less than one with it, so it must never contradict it: somebody referred at ten and
enrolled that day, no time given, was enrolled after ten. What is known of no time stands where the lifecycle lets it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from math import inf
from operator import attrgetter

from journey.domain import calendar
from journey.domain.events import MOVES, TYPE_NAMES, Event
from journey.domain.lifecycle import move_of, step, target_of

Place = tuple[float, int]
"""Seconds since the day began, and a rank among what shares them."""

NOWHERE_ELSE: Mapping[int, Place] = {}
"""The places within its days of a history whose moments tell all."""

_Situation = tuple[str, str | None]  # a state, and the phase that a pause began in
_Path = tuple["_Path | None", Sequence[Event]]  # the days before, and this day's moves in order

_ENDINGS = ("declined", "discharged")
_RANKS = {
    name: rank
    for rank, name in enumerate(
        ("referred", "waitlisted", "enrolled", "resumed", "phase_moved", "paused", "timed", *_ENDINGS)
    )
}
_MOVE_CLASSES = frozenset(cls for cls, name in TYPE_NAMES.items() if name in MOVES)
_ENDING_CLASSES = frozenset(cls for cls, name in TYPE_NAMES.items() if name in _ENDINGS)
_MOST_STEPS = 2000  # of a search through one day's orders: more moves than a day can have are left as they were told
_MOVE_NAMES = tuple(sorted(MOVES))
_day_of = attrgetter("on")


def moment_of(event: Event) -> tuple[date, float]:
    """When an event happened, to sort by: its day, and the seconds since that day began. A date is its day's start."""
    return (event.on, _seconds_of(event))


def _seconds_of(event: Event) -> float:
    return event.at.timestamp() - _start_of(event.on) if event.at is not None else 0.0


@lru_cache(maxsize=4096)
def _start_of(day: date) -> float:
    return calendar.start_of_day(day).timestamp()


def has_crowded_days(by_type: Mapping[str, Sequence[Event]], events: Sequence[Event]) -> bool:
    """Whether moments alone may not tell the order: two moves of one day, or an ending without a time of day."""
    days = [event.on for name in _MOVE_NAMES if name in by_type for event in by_type[name]]
    if len(set(days)) < len(days):
        return True
    for name in _ENDINGS:
        for event in by_type.get(name, ()):
            if _belongs_later(event, events):
                return True
    return False


def places_within_days(events: Sequence[Event]) -> dict[int, Place]:
    """Places by version of the moves that do not stand where their moment alone puts them; most often none.

    `events` are the standing ones of a stream, by moment and then in log order. That order stands where it is possible;
    else a move without a time takes the first place of its day that keeps the history possible, discharge and decline
    the last one, whatever the order of recording. A day that is possible in no order is left as it is.
    """
    moves = [event for event in events if event.fact.__class__ in _MOVE_CLASSES]
    alone = len({event.on for event in moves}) == len(moves)
    days = ([event] for event in moves) if alone else _possible(moves)
    return {
        event.version: place
        for day in days
        if len(day) > 1 or _belongs_later(day[0], events)
        for event, place in _placed(day)
        if place != (_seconds_of(event), 0)
    }


def _belongs_later(event: Event, events: Sequence[Event]) -> bool:
    """Whether an ending without a time stands before something else of its day."""
    if event.at is not None or event.fact.__class__ not in _ENDING_CLASSES:
        return False
    return events[bisect_right(events, event.on, key=_day_of) - 1] is not event


def _placed(day: Sequence[Event]) -> Iterator[tuple[Event, Place]]:
    """The places of a day's moves that stand in this order: as early as it allows, endings as late."""
    now, here = 0.0, list[Event]()
    for rank, event in enumerate(day, 1):
        following = day[rank] if rank < len(day) else None
        if event.at is None and event.fact.__class__ in _ENDING_CLASSES and _gap_after(now, following):
            yield event, (inf, 0) if following is None else (_seconds_of(following), -1)
            continue
        if event.at is not None and _seconds_of(event) != now:
            now, here = _seconds_of(event), []
        here.append(event)
        yield event, (now, 0 if _as_told(here, now) else rank)


def _gap_after(now: float, following: Event | None) -> bool:
    """Whether time passes before the next move: then an ending without a time stands at the end of that time."""
    return following is None or (following.at is not None and _seconds_of(following) != now)


def _as_told(moves: Sequence[Event], now: float) -> bool:
    """Whether moves stand at their own moment, in log order: then facts of that moment stand among them as told."""
    return all(_seconds_of(move) == now for move in moves) and all(
        one.version < other.version for one, other in pairwise(moves)
    )


def _possible(moves: Sequence[Event]) -> list[Sequence[Event]]:
    """The moves day by day, each day in the first of its orders that lets every day be possible."""
    paths: dict[_Situation, _Path | None] = {("unknown", None): None}
    for _, group in groupby(moves, _day_of):
        day = list(group)
        following: dict[_Situation, _Path | None] = {}
        for situation, path in paths.items():
            for after, order in _orders(day, situation):
                following.setdefault(after, (path, order))
        if not following:
            situation, path = next(iter(paths.items()))
            following[_forced(day, situation)] = (path, day)
        paths = following
    return _followed_back(next(iter(paths.values())))


def _followed_back(path: _Path | None) -> list[Sequence[Event]]:
    days: list[Sequence[Event]] = []
    while path is not None:
        path, day = path
        days.append(day)
    return days[::-1]


def _orders(day: Sequence[Event], start: _Situation) -> Iterator[tuple[_Situation, Sequence[Event]]]:
    """Where a day's moves can lead to from here, each with the first order that leads there: as told, if possible."""
    as_told = _led_to(day, start)
    if as_told is not None:
        yield as_told, day
    ranked = tuple(sorted(day, key=_rank))
    stack: list[tuple[_Situation, tuple[Event, ...], tuple[Event, ...]]] = [(start, (), ranked)]
    seen: set[tuple[_Situation, tuple[int, ...]]] = set()
    for _ in range(_MOST_STEPS):
        if not stack:
            return
        situation, taken, left = stack.pop()
        node = situation, tuple(event.version for event in left)
        if node in seen:
            continue
        seen.add(node)
        if not left:
            yield situation, taken
        for event in reversed(_next_ones(left)):
            after = _after(event, situation)
            if after[0]:
                stack.append((after, (*taken, event), tuple(other for other in left if other is not event)))


def _led_to(day: Sequence[Event], situation: _Situation) -> _Situation | None:
    for event in day:
        situation = _after(event, situation)
        if not situation[0]:
            return None
    return situation


def _rank(event: Event) -> int:
    return _RANKS["timed" if event.at is not None else event.type]


def _next_ones(left: Sequence[Event]) -> list[Event]:
    """Which of a day's moves may come next as far as times tell, in the order they are tried; equal ones once."""
    first = min((_seconds_of(event) for event in left if event.at is not None), default=0.0)
    candidates = {
        (move_of(event), event.at): event for event in reversed(left) if event.at is None or _seconds_of(event) == first
    }
    return sorted(candidates.values(), key=left.index)


def _after(event: Event, situation: _Situation) -> _Situation:
    """The situation after a move; one without a state where the move is not possible."""
    state, rested_in = situation
    move = move_of(event)
    if move == "paused":
        rested_in = state
    after = step(state, move, rested_in) or ""
    return after, rested_in if after == "paused" else None


def _forced(day: Sequence[Event], situation: _Situation) -> _Situation:
    """Where a day leads whose moves are not possible, as far as what is known can tell."""
    for event in day:
        state, rested_in = situation
        after = _after(event, situation)
        situation = after if after[0] else (target_of(move_of(event), rested_in or state), rested_in)
    return situation
