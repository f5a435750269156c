"""Which facts a rule speaks of: patterns from a programme file, made ready to be asked of many histories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import Any

import msgspec
from msgspec import Struct

from journey.domain.events import ENTRY_TYPES, Event, attributes
from journey.domain.history import History
from journey.domain.order import moment_of
from journey.domain.programme import Pattern

CLOCK_START = "clock_start"

Test = Callable[[Event], bool]

_MATCHERS: dict[tuple[str, bytes], dict[str, tuple[Test, ...]]] = {}


def matcher(patterns: tuple[Pattern, ...], clock_start: str) -> dict[str, tuple[Test, ...]]:
    """For each event type the tests of which one must hold; no test means the type alone is enough.

    `clock_start` in a pattern stands for the programme's start event. Enrolment with a coach also assigns that
    coach, so it counts where `coach_assigned` starts the clock.
    """
    # The same patterns give the same object: what a history remembers of one rule serves every rule alike.
    wanted = (clock_start, msgspec.json.encode(patterns))
    matchers = _MATCHERS.get(wanted)
    if matchers is not None:
        return matchers
    matchers = _MATCHERS[wanted] = {}
    for pattern in patterns:
        kind = clock_start if pattern.type == CLOCK_START else pattern.type
        matchers[kind] = (*matchers.get(kind, ()), _test(kind, pattern.where))
        if pattern.type == CLOCK_START and kind == "coach_assigned":
            matchers["enrolled"] = (*matchers.get("enrolled", ()), lambda event: event.fact.coach is not None)
    return matchers


def matches(event: Event, tests: dict[str, tuple[Test, ...]]) -> bool:
    """Whether the event is one the patterns speak of."""
    return any(test(event) for test in tests.get(event.type, ()))


def _any(_event: Event) -> bool:
    return True


def _test(kind: str, where: dict[str, Any]) -> Test:
    if not where:
        return _any
    names = attributes(ENTRY_TYPES[kind])
    checks = tuple((names.get(key, key), *_wanted(value)) for key, value in where.items())

    def test(event: Event) -> bool:
        return all(_holds(_value(event, key), values, negated) for key, values, negated in checks)

    return test


def _wanted(value: Any) -> tuple[tuple[Any, ...], bool]:
    if isinstance(value, dict):
        inner = value["not"]
        return (tuple(inner) if isinstance(inner, list | tuple) else (inner,)), True
    return (tuple(value) if isinstance(value, list | tuple) else (value,)), False


def _value(event: Event, key: str) -> Any:
    if key == "by":  # `coach:anna` is matched by `coach`
        return event.by.partition(":")[0] if event.by else None
    return getattr(event.fact, key)


def _holds(value: Any, wanted: tuple[Any, ...], negated: bool) -> bool:
    present = any(part in wanted for part in value) if isinstance(value, tuple) else value in wanted
    return present is not negated


class Matched(Struct):
    """Events that a leg's patterns pick, in an order that does not depend on when they were recorded."""

    events: list[Event]
    order: list[tuple[date, float, str]]
    days: list[date]


_NOTHING = Matched([], [], [])


def matching(
    history: History, tests: dict[str, tuple[Test, ...]], same: str | None = None, value: Any = None
) -> Matched:
    """What the tests pick from a history; asked for once, and remembered with the history.

    With `same` and a value only what is about the same job (or other shared key), where it has that key.
    """
    key = (id(tests), same, value)
    matched: Matched | None = history.memo.get(key)
    if matched is None:
        matched = history.memo[key] = _picked(history, tests, same, value)
    return matched


def _picked(history: History, tests: dict[str, tuple[Test, ...]], same: str | None, value: Any) -> Matched:
    kinds = [kind for kind in tests if kind in history.by_type]
    if not kinds:  # most patterns speak of what most people have not
        return _NOTHING
    events = [event for kind in kinds for event in _passing(history.by_type[kind], tests[kind])]
    if same is not None and value is not None:
        events = [event for event in events if getattr(event.fact, same, None) in (None, value)]
    places = [order(event) for event in events]
    if any(place > following for place, following in pairwise(places)):
        ordered = sorted(zip(places, events, strict=True), key=itemgetter(0))
        places, events = [place for place, _ in ordered], [event for _, event in ordered]
    return Matched(events, places, [event.on for event in events])


def order(event: Event) -> tuple[date, float, str]:
    """The place of an event among others."""
    # Not the order of recording: two contacts on one day open the same occurrences whichever was entered first.
    return (*moment_of(event), event.entry or "")


def earlier(event: Event, other: Event | None) -> bool:
    """Whether an event came before the other, as far as times of day tell: a date alone tells nothing."""
    return other is not None and event.at is not None and other.at is not None and event.at < other.at


def _passing(events: Sequence[Event], checks: tuple[Test, ...]) -> Iterable[Event]:
    """Those of the events for which one of the checks holds."""
    if _any in checks:
        return events
    if len(checks) == 1:
        return filter(checks[0], events)
    return [event for event in events if any(check(event) for check in checks)]
