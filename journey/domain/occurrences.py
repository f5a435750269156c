"""What opens an occurrence of a rule, what may satisfy it, and when it ends. Judging is done in `rules`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.history import History, Stay
from journey.domain.patterns import earlier, matching, order
from journey.domain.programme import Period, period
from journey.domain.roots import Root, programme_begins, roots
from journey.domain.rulebook import ReadyLeg, RuleBook, Version

_PERIOD_LABEL = re.compile(r"^(\d{4})-?(\d{2}|[TQ]\d)$", re.IGNORECASE)


class Opening(Struct):
    """One occurrence, opened and not yet judged. `satisfied_by` is in order; `triggered` is the day days count from.

    `trigger` names it; `first` is the trigger behind it, where that is another: a job that began before the phases did.
    """

    name: str
    ready: ReadyLeg
    rules_version: str
    triggered: date
    opened: date
    period: Period
    trigger: Event | None
    first: Event | None
    stay: Stay | None
    window_from: date
    end: date | None
    satisfied_by: list[Event]
    since: Event | None = None


def openings(history: History, book: RuleBook, as_of: date, level: str = "participant") -> Iterator[Opening]:
    """Every occurrence that a participant's history, or the programme's own, opens by `as_of`."""
    opened: dict[tuple[str, str], set[str]] = {}
    for version, ready in book.legs(level):
        if ready.rule.calendar:
            yield from _calendar(version, ready, history, book, as_of)
            continue
        names = opened.setdefault((ready.rule.id, ready.leg.name), set())
        for root in roots(version, ready, history, book, as_of):
            yield from _chain(root, version, ready, history, book, names)


def _chain(
    root: Root, version: Version, ready: ReadyLeg, history: History, book: RuleBook, names: set[str]
) -> Iterator[Opening]:
    """The occurrence a root opens and, where the rule repeats, those its satisfiers open in their turn."""
    key = (ready.rule.id, ready.leg.name)
    day, trigger, name, after = root.day, root.trigger, root.name, None
    while True:
        length = _length(root, ready, day, first=after is None)
        full_name = _name(name, ready, root if after else None)
        if length is None or full_name in names:
            return
        opening = _open(full_name, root, ready, version, history, day, trigger, length, after)
        if opening.end is not None and opening.end < root.day:
            return  # over before the phases were entered
        names.add(full_name)
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


def _length(root: Root, ready: ReadyLeg, day: date, *, first: bool) -> Period | None:
    """The period that counts from `day`; None where the last step is passed and the rule is off, or no day is set."""
    if not ready.leg.steps and ready.leg.due_key is None:
        return ready.period
    if first and ready.leg.due_key:
        due = getattr(root.first.fact, ready.leg.due_key, None) if root.first else None
        return ready.period if due is None else Period((due - day).days, "days")
    if first and root.day == root.since:
        return ready.period
    for step in ready.leg.steps:
        if day < calendar.add(root.since, period(step.within)):
            return ready.period if first else period(step.every)
    return None


def _name(entry: str, ready: ReadyLeg, chained: Root | None) -> str:
    if not ready.leg.name and chained is None:
        return entry
    parts = [entry]
    if ready.leg.name:
        parts.append(ready.leg.name)
    if chained is not None and chained.shared is not None:
        parts.append(str(chained.shared))  # one contact may count for two jobs
    return ":".join(parts)


def _open(
    name: str,
    root: Root,
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
    since = _since(ready, history, day, trigger) if leg.since else None
    if since is not None:
        window_from = max(window_from, since.on)
    satisfiers = matching(history, ready.satisfier, leg.same, root.shared)
    first = bisect_right(satisfiers.order, order(after)) if after else bisect_left(satisfiers.days, window_from)
    last_one = bisect_right(satisfiers.days, end) if end else len(satisfiers.days)
    satisfied_by = satisfiers.events[first:last_one]
    if trigger is not None and trigger.type in ready.satisfier and after is None:
        satisfied_by = [event for event in satisfied_by if event is not trigger]
    if since is not None and since.at is not None:
        satisfied_by = [event for event in satisfied_by if not earlier(event, since)]
    return Opening(
        name,
        ready,
        version.digest,
        day,
        opened,
        length,
        trigger,
        root.first,
        root.stay,
        window_from,
        end,
        satisfied_by,
        since,
    )


def _window_from(ready: ReadyLeg, root: Root, opened: date) -> date:
    """The first day on which a satisfier counts: the trigger's, or with a `lead` that long before the clock starts."""
    lead = ready.leg.lead
    if lead == "referral":
        return root.stay.opened if root.stay else opened
    return calendar.before(opened, period(lead)) if lead else root.day


def _since(ready: ReadyLeg, history: History, day: date, trigger: Event | None) -> Event | None:
    """The last fact after which satisfiers count; None where there was none by then."""
    facts = matching(history, ready.since)
    for event in reversed(facts.events[: bisect_right(facts.days, day)]):
        if trigger is None or not earlier(trigger, event):
            return event
    return None


def _end(ready: ReadyLeg, root: Root, history: History) -> date | None:
    """The day the leg ends: discharge or decline (unless it outlives them), a death, the phases left, or `until`."""
    end, stay = root.leaves, root.stay
    if stay and stay.ending and root.trigger is not stay.ending and not _outlives(ready, stay):
        end = min(end or stay.ending.on, stay.ending.on)
    over = _until(ready, root, history) if ready.until else None
    return min(end or over, over) if over else end


def _until(ready: ReadyLeg, root: Root, history: History) -> date | None:
    """The day of the first fact that ends the leg."""
    for event in matching(history, ready.until, ready.leg.same, root.shared).events:
        if event.on < root.since or event is root.first or event is root.trigger or earlier(event, root.first):
            continue
        return event.on
    return None


def _outlives(ready: ReadyLeg, stay: Stay) -> bool:
    return ready.leg.outlives and not (ready.needs_the_person and stay.ended_by_death)


def _calendar(version: Version, ready: ReadyLeg, history: History, book: RuleBook, as_of: date) -> Iterator[Opening]:
    """One occurrence for each calendar period that has ended since the programme's first day."""
    begins = programme_begins(history, version)
    ends = list(_period_ends(begins, as_of, ready.rule.calendar)) if begins else []
    for position, day in enumerate(ends):
        if book.at(day) is not version or ready.period is None:
            continue
        following = ends[position + 1] if position + 1 < len(ends) else date.max
        labels = _labels(day, ready.rule.calendar)
        reports = [
            event for event in matching(history, ready.satisfier).events if _of_period(event, labels, day, following)
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
