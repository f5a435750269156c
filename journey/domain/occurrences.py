"""What opens an occurrence of a rule, what may satisfy it, and when it ends. Judging is done in `rules`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.history import History, Stay, moment_of
from journey.domain.patterns import Test
from journey.domain.programme import Period, period
from journey.domain.rulebook import ReadyLeg, RuleBook, Version

_PERIOD_LABEL = re.compile(r"^(\d{4})-?(\d{2}|[TQ]\d)$", re.IGNORECASE)


class Opening(Struct):
    """One occurrence, opened and not yet judged. `satisfied_by` is in order; `triggered` is the day days count from."""

    name: str
    ready: ReadyLeg
    rules_version: str
    triggered: date
    opened: date
    period: Period
    trigger: Event | None
    stay: Stay | None
    window_from: date
    end: date | None
    satisfied_by: list[Event]


class _Root(Struct):
    """Where a leg starts counting: an event, the entry into the rule's phases, or the programme's first day."""

    day: date
    trigger: Event | None
    stay: Stay | None
    name: str
    leaves: date | None = None  # the day the rule's phases were left
    shared: Any = None  # the value of the leg's `same` key


def openings(history: History, book: RuleBook, as_of: date, level: str = "participant") -> Iterator[Opening]:
    """Every occurrence that a participant's history, or the programme's own, opens by `as_of`."""
    opened: dict[tuple[str, str], set[str]] = {}
    for version, ready in book.legs(level):
        if ready.rule.calendar:
            yield from _calendar(version, ready, history, book, as_of)
            continue
        names = opened.setdefault((ready.rule.id, ready.leg.name), set())
        for root in _roots(version, ready, history, book, as_of):
            yield from _chain(root, version, ready, history, book, names)


def _roots(version: Version, ready: ReadyLeg, history: History, book: RuleBook, as_of: date) -> Iterator[_Root]:
    """Where the leg starts counting while this version of the rules is in force."""
    if ready.rule.level == "programme" and (ready.rule.repeat or not ready.trigger):
        day = _programme_start(version, ready, book)
        if day is not None and day <= as_of:
            yield _Root(day, None, None, "start")
        return
    if history.by_type.keys().isdisjoint(ready.trigger):
        return
    counted: set[int] = set()
    for event in _matching(history, ready.trigger).events:
        stay = history.stay_at(event) if ready.rule.level == "participant" else None
        if ready.rule.level == "participant" and stay is None:
            continue  # a trigger outside a stay opens nothing
        if (ready.rule.first_only or ready.starts_clock) and id(stay) in counted:
            continue
        counted.add(id(stay))
        shared = getattr(event.fact, ready.leg.same, None) if ready.leg.same else None
        if ready.rule.phases and stay is not None:
            yield from _phase_roots(version, ready, event, stay, book, shared)
        elif book.at(event.on) is version:
            yield _Root(event.on, event, stay, event.entry or "", shared=shared)


def _phase_roots(
    version: Version, ready: ReadyLeg, event: Event, stay: Stay, book: RuleBook, shared: Any
) -> Iterator[_Root]:
    """A trigger while in the phases counts from its day; one before them from the day they are entered."""
    for entry, left in stay.spells(ready.rule.phases):
        if left is not None and left < event.on:
            continue
        start = event if event.on >= entry.on else entry
        if book.at(start.on) is version and book.at(event.on).legs.get((ready.rule.id, ready.leg.name)):
            yield _Root(start.on, start, stay, start.entry or "", leaves=left, shared=shared)
        if not ready.rule.repeat:
            return


def _programme_start(version: Version, ready: ReadyLeg, book: RuleBook) -> date | None:
    """The day a programme's own rule counts from: its first day, or the day the rule came in."""
    key = (ready.rule.id, ready.leg.name)
    first = next(version for version in book.versions if key in version.legs)
    day = version.programme.starts if first is book.versions[0] else max(version.programme.starts, first.valid_from)
    return day if book.at(day) is version else None


def _chain(
    root: _Root, version: Version, ready: ReadyLeg, history: History, book: RuleBook, names: set[str]
) -> Iterator[Opening]:
    """The occurrence a root opens and, where the rule repeats, those its satisfiers open in their turn."""
    key = (ready.rule.id, ready.leg.name)
    day, trigger, name, after = root.day, root.trigger, root.name, None
    while True:
        length = _length(root, ready, day, first=trigger is root.trigger)
        if length is None:
            return
        full_name = _name(name, ready, root if after else None)
        if full_name in names:
            return
        names.add(full_name)
        opening = _open(full_name, root, ready, version, history, day, trigger, length, after)
        yield opening
        if not ready.rule.repeat or len(opening.satisfied_by) < ready.leg.count:
            return
        after = opening.satisfied_by[ready.leg.count - 1]
        if opening.end is not None and after.on >= opening.end:
            return  # on its last day a leg opens nothing more: that is for the stay or spell that begins on that day
        day, trigger, name = max(after.on, day), after, after.entry or ""
        version = book.at(day)
        following = version.legs.get(key)
        if following is None:
            return
        ready = following


def _length(root: _Root, ready: ReadyLeg, day: date, *, first: bool) -> Period | None:
    """The period that counts from `day`; None where the last step is passed and the rule is off."""
    if first or not ready.leg.steps:
        return ready.period
    for step in ready.leg.steps:
        if day < calendar.add(root.day, period(step.within)):
            return period(step.every)
    return None


def _name(entry: str, ready: ReadyLeg, chained: _Root | None) -> str:
    parts = [entry]
    if ready.leg.name:
        parts.append(ready.leg.name)
    if chained is not None and chained.shared is not None:
        parts.append(str(chained.shared))  # one contact may count for two jobs
    return ":".join(parts)


def _open(
    name: str,
    root: _Root,
    ready: ReadyLeg,
    version: Version,
    history: History,
    day: date,
    trigger: Event | None,
    length: Period,
    after: Event | None,
) -> Opening:
    leg = ready.leg
    opened = calendar.add(day, period(leg.offset)) if leg.offset else day
    window_from = day if after else _window_from(ready, root, opened)
    end = _end(ready, root, history)
    if leg.since:
        last = [event.on for event in _matching(history, ready.since).events if event.on <= day]
        window_from = max([window_from, *last[-1:]])
    satisfiers = _matching(history, ready.satisfier, leg.same, root.shared)
    first = bisect_right(satisfiers.order, _order(after)) if after else bisect_left(satisfiers.days, window_from)
    last_one = bisect_right(satisfiers.days, end) if end else len(satisfiers.days)
    satisfied_by = satisfiers.events[first:last_one]
    if trigger is not None and trigger.type in ready.satisfier and after is None:
        satisfied_by = [event for event in satisfied_by if event is not trigger]
    return Opening(name, ready, version.digest, day, opened, length, trigger, root.stay, window_from, end, satisfied_by)


def _window_from(ready: ReadyLeg, root: _Root, opened: date) -> date:
    lead = ready.leg.lead
    if lead == "referral":
        return root.stay.opened if root.stay else opened
    return calendar.before(opened, period(lead)) if lead else opened


def _end(ready: ReadyLeg, root: _Root, history: History) -> date | None:
    """The day the leg ends: discharge or decline (unless it outlives them), the phases left, or `until`."""
    ends = [root.leaves] if root.leaves else []
    if root.stay and root.stay.end and not ready.leg.outlives and root.trigger is not root.stay.ending:
        ends.append(root.stay.end)
    if ready.until:
        ends += [
            event.on
            for event in _matching(history, ready.until, ready.leg.same, root.shared).events
            if event.on >= root.day and event is not root.trigger and not _earlier(event, root.trigger)
        ][:1]
    return min(ends, default=None)


def _earlier(event: Event, trigger: Event | None) -> bool:
    """Whether the event came before the trigger, as far as times of day tell: a date alone tells nothing."""
    return trigger is not None and event.at is not None and trigger.at is not None and event.at < trigger.at


def _shares(event: Event, same: str | None, value: Any) -> bool:
    """Whether the event is about the same job (or other shared key), where both it and the trigger have that key."""
    return same is None or value is None or getattr(event.fact, same, None) in (None, value)


class _Matched(Struct):
    """Events that a leg's patterns pick, in an order that does not depend on when they were recorded."""

    events: list[Event]
    order: list[tuple[date, float, str]]
    days: list[date]


def _matching(
    history: History, tests: dict[str, tuple[Test, ...]], same: str | None = None, value: Any = None
) -> _Matched:
    """What the tests pick from a history; asked for once, and remembered with the history."""
    key = (id(tests), same, value)
    matched: _Matched | None = history.memo.get(key)
    if matched is None:
        events = [
            event
            for kind, checks in tests.items()
            for event in history.by_type.get(kind, ())
            if any(check(event) for check in checks) and _shares(event, same, value)
        ]
        events.sort(key=_order)
        matched = history.memo[key] = _Matched(
            events, [_order(event) for event in events], [event.on for event in events]
        )
    return matched


def _order(event: Event) -> tuple[date, float, str]:
    # Not the order of recording: two contacts on one day open the same occurrences whichever was entered first.
    return (*moment_of(event), event.entry or "")


def _calendar(version: Version, ready: ReadyLeg, history: History, book: RuleBook, as_of: date) -> Iterator[Opening]:
    """One occurrence for each calendar period that has ended since the programme's first day."""
    ends = list(_period_ends(version.programme.starts, as_of, ready.rule.calendar))
    for position, day in enumerate(ends):
        if book.at(day) is not version:
            continue
        following = ends[position + 1] if position + 1 < len(ends) else date.max
        labels = _labels(day, ready.rule.calendar)
        reports = [
            event for event in _matching(history, ready.satisfier).events if _of_period(event, labels, day, following)
        ]
        yield Opening(
            f"{day:%Y-%m}" + (f":{ready.leg.name}" if ready.leg.name else ""),
            ready,
            version.digest,
            day,
            day,
            ready.period,
            None,
            None,
            day,
            None,
            reports,
        )


def _period_ends(start: date, as_of: date, months: Iterable[int]) -> Iterator[date]:
    day = calendar.month_end(start)
    while day <= as_of:
        if day.month in months:
            yield day
        day = calendar.month_end(calendar.add(day, Period(1, "days")))


def _labels(day: date, months: tuple[int, ...]) -> set[str]:
    labels = {f"{day:%Y%m}"}
    if months == (4, 8, 12):
        labels.add(f"{day.year}T{day.month // 4}")
    if months == (3, 6, 9, 12):
        labels.add(f"{day.year}Q{day.month // 3}")
    return labels


def _of_period(event: Event, labels: set[str], day: date, following: date) -> bool:
    """By the period the report names; where it names none that can be read, by the day it was handed in."""
    label = _PERIOD_LABEL.match(getattr(event.fact, "period", "") or "")
    if label:
        return (label[1] + label[2]).upper() in labels
    return day <= event.on < following
