"""Properties of sweeps: whatever happens and whenever one sweeps, each alert is raised once and none is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import assume, event, given
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.alerts import Raised, next_days
from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from tests.histories import (
    STOCKHOLM,
    Entry,
    books,
    histories,
    shipped,
    team_histories,
)
from tests.spec import log_of, sweep
from tests.unit.domain.judging import EVER, ONE_DAY, few, some

# --- sweeps -----------------------------------------------------------------------------------------------------------


def _versioned(log: list[Event], fresh: Sequence[Event]) -> list[Event]:
    return [msgspec.structs.replace(event, version=len(log) + at) for at, event in enumerate(fresh, 1)]


class Clock:
    """A log that fills as days go by: entries when they are recorded, alerts when a sweep raises them."""

    def __init__(self, entries: Sequence[Entry], book: RuleBook, level: str = "participant") -> None:
        self.to_come = log_of(entries, of_programme=level == "programme")
        self.book, self.level = book, level
        self.log: list[Event] = []
        self.alerts: list[Event] = []

    def arrive(self, day: date) -> bool:
        """Everything recorded by the end of that day is in the log; whether anything was new."""
        moment = calendar.end_of_day(day)
        fresh = [event for event in self.to_come if event.recorded <= moment]
        self.to_come = [event for event in self.to_come if event.recorded > moment]
        self.log += _versioned(self.log, fresh)
        return bool(fresh)

    def next_on(self) -> dict[tuple[str, str], date]:
        """The days that the read model holds, as `projections.live.rows` works them out."""
        history = History(self.log)
        return next_days(history, self.book, Raised(history.alerts), deadlines(history, self.book, EVER))

    def sweep(self, day: date) -> list[Event]:
        raised = sweep(self.log, self.book, day, self.level)
        for alert in raised:
            event(f"raised: {alert.fact.kind}")
        self.log += raised
        self.alerts += raised
        return raised

    def statuses(self, day: date) -> dict[tuple[str, str], str]:
        history = History(self.log, as_of=day, known_at=calendar.end_of_day(day))
        return {(row.rule, row.occurrence): row.status for row in deadlines(history, self.book, day, self.level)}


def _recorded(entries: Sequence[Entry]) -> list[date]:
    return sorted({datetime.fromisoformat(entry["recorded"]).astimezone(STOCKHOLM).date() for entry in entries})


def _walk(entries: Sequence[Entry], further: Sequence[int]) -> list[date]:
    """The days on which something was recorded with those around them, and some further on."""
    told = _recorded(entries)
    around = {day + timedelta(days=near) for day in told for near in (-1, 0, 1)}
    return sorted(around | {told[0] + timedelta(days=number) for number in further})


further = st.lists(st.integers(0, 500), max_size=12)


@some
@given(histories(live=True, facts=8, strikes=3), books(), further)
def test_a_sweep_raises_alerts_of_exactly_the_deadlines_whose_next_day_has_come(
    entries: list[Entry], book: RuleBook, further: list[int]
) -> None:
    clock = Clock(entries, book)
    for day in _walk(entries, further):
        clock.arrive(day)
        if not clock.log:
            continue
        due = {at for at, next_on in clock.next_on().items() if next_on <= day}
        raised = {(alert.fact.rule, alert.fact.occurrence) for alert in clock.sweep(day)}
        assert raised == due
        assert clock.sweep(day) == [], "a second sweep of the same day raises nothing"


@few
@given(histories(live=True), books(), st.data())
def test_between_events_a_status_changes_only_on_the_day_that_was_named_before(
    entries: list[Entry], book: RuleBook, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from(_recorded(entries))) + timedelta(days=data.draw(st.sampled_from([0, 20, 60])))
    clock = Clock(entries, book)
    clock.arrive(start)
    clock.sweep(start)
    for number in range(1, 30):
        day = start + timedelta(days=number)
        named, before = clock.next_on(), clock.statuses(day - ONE_DAY)
        if clock.arrive(day):
            clock.sweep(day)
            continue
        after = clock.statuses(day)
        assert after.keys() == before.keys()
        changed = {at for at, status in after.items() if status != before[at]}
        assert changed <= {at for at, next_on in named.items() if next_on == day}
        for at in changed:
            assert (before[at], after[at]) in {("open", "warned"), ("warned", "breached"), ("open", "breached")}
        raised = {(alert.fact.rule, alert.fact.occurrence) for alert in clock.sweep(day)}
        assert raised == {at for at, next_on in named.items() if next_on <= day}


@some
@given(histories(live=True, facts=8, strikes=3), books(), further, st.data())
def test_sweeping_often_raises_each_alert_once_and_misses_none_that_rarer_sweeps_raise(
    entries: list[Entry], book: RuleBook, further: list[int], data: st.DataObject
) -> None:
    often, rarely = Clock(entries, book), Clock(entries, book)
    walked = _walk(entries, further)
    chosen = data.draw(st.sets(st.sampled_from(walked), max_size=6))
    for day in walked:
        often.arrive(day)
        rarely.arrive(day)
        often.sweep(day)
        if day in chosen:
            rarely.sweep(day)
    assert set(Counter(_identity(alert) for alert in often.alerts).values()) <= {1}
    assert {_loosely(alert) for alert in rarely.alerts} <= {_loosely(alert) for alert in often.alerts}


def _identity(alert: Event) -> tuple[Any, ...]:
    fact = alert.fact
    return (fact.rule, fact.occurrence, fact.kind, fact.due, fact.strike)


def _loosely(alert: Event) -> tuple[Any, ...]:
    """Late news carry the due day of the day they were told."""
    fact = alert.fact
    return (fact.rule, fact.occurrence, fact.kind, None if fact.kind in ("late_entry", "reopened") else fact.due)


@some
@given(histories(), books(), st.dates(date(2017, 1, 1), date(2021, 12, 31)))
def test_after_downtime_one_sweep_raises_the_highest_kind_of_every_unsettled_deadline(
    entries: list[Entry], book: RuleBook, day: date
) -> None:
    clock = Clock(entries, book)
    clock.arrive(day)
    assume(clock.log)
    expected = {}
    for row in deadlines(History(clock.log, as_of=day), book, day):
        kind = _highest(row, day)
        if kind and row.settled_on is None:
            expected[row.rule, row.occurrence] = (kind, row.due)
    raised = {(a.fact.rule, a.fact.occurrence): (a.fact.kind, a.fact.due) for a in clock.sweep(day)}
    event("alerts were raised" if raised else "no alert was raised")
    assert raised == expected


def _highest(row: Deadline, day: date) -> str | None:
    if row.due is None or row.escalate_on is None:
        return None
    if day > row.due:
        return "escalation" if day >= row.escalate_on else "breach"
    return "warning" if row.warn_on and day >= row.warn_on else None


@few
@given(team_histories(), st.sampled_from(sorted(shipped())), st.integers(0, 500))
def test_a_programmes_own_alerts_are_raised_once_each_however_often_it_is_swept(
    entries: list[Entry], programme: str, offset: int
) -> None:
    own = shipped()[programme]
    clock = Clock(entries, RuleBook([(own.starts, own)]), "programme")
    start = date(2017, 1, 1) + timedelta(days=offset)
    for number in range(25):
        day = start + timedelta(days=number)
        clock.arrive(day)
        if clock.log:
            clock.sweep(day)
    assert set(Counter(_identity(alert) for alert in clock.alerts).values()) <= {1}
