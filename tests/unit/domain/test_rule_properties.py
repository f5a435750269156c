"""What holds of every history under every rule: the promises of the deadlines, tried on random people.

The histories have late entries, mistakes and strikes, pauses, several episodes, and days on which much happens; the
rules are those of the four shipped programmes and random ones besides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.alerts import Raised, next_days
from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.participant import check_timeline
from journey.domain.programme import Period, Programme, Rule
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from tests.histories import (
    FIRST_DAY,
    PHASES,
    STOCKHOLM,
    Entry,
    books,
    day_of,
    histories,
    programmes,
    rules,
    shipped,
    shuffled,
    strike,
    team_histories,
)
from tests.spec import log_of, sweep

Key = tuple[str, str, str]

EVER = date.max
ONE_DAY = timedelta(days=1)
days = st.one_of(st.just(EVER), st.dates(FIRST_DAY, date(2020, 12, 31)))
some = settings(max_examples=60, deadline=None)
few = settings(max_examples=25, deadline=None)


def key(deadline: Deadline) -> Key:
    return (deadline.rule, deadline.leg, deadline.occurrence)


def judged(log: Sequence[Event], book: RuleBook, as_of: date = EVER, **cut: Any) -> dict[Key, Deadline]:
    found = deadlines(History(log, as_of=as_of, **cut), book, as_of)
    by_key = {key(deadline): deadline for deadline in found}
    assert len(by_key) == len(found), "an occurrence is judged twice"
    return by_key


# --- what is known, and when it came to be known ----------------------------------------------------------------------


@some
@given(histories(), books(), days, st.data())
def test_the_order_of_recording_changes_no_deadline(
    entries: list[Entry], book: RuleBook, as_of: date, data: st.DataObject
) -> None:
    other = data.draw(shuffled(entries))
    event(f"the order is {'the same' if other == entries else 'another one'}")
    one, another = judged(log_of(entries), book, as_of), judged(log_of(other), book, as_of)
    assert {at: (d.opened, d.due, d.met_on) for at, d in one.items()} == {
        at: (d.opened, d.due, d.met_on) for at, d in another.items()
    }


@some
@given(histories(), books(), days, st.data())
def test_striking_an_entry_is_as_if_it_had_never_been(
    entries: list[Entry], book: RuleBook, as_of: date, data: st.DataObject
) -> None:
    struck = {entry.get("strikes") for entry in entries}
    target = data.draw(st.sampled_from([entry for entry in entries if entry["entry"] not in struck]))
    event(target["type"])
    without = [entry for entry in entries if entry is not target]
    assert judged(log_of([*entries, strike(target, 1, "x")]), book, as_of) == judged(log_of(without), book, as_of)


@some
@given(histories(), books(), st.dates(FIRST_DAY, date(2020, 12, 31)))
def test_what_happens_after_a_day_does_not_matter_to_how_that_day_is_judged(
    entries: list[Entry], book: RuleBook, as_of: date
) -> None:
    by_then = [entry for entry in entries if day_of(entry) <= as_of or entry["type"] == "struck"]
    kept = {entry["entry"] for entry in by_then}
    by_then = [entry for entry in by_then if entry.get("strikes", entry["entry"]) in kept]
    assert judged(log_of(entries), book, as_of) == judged(log_of(by_then), book, as_of)


@some
@given(histories(), books(), days, st.datetimes(datetime(2016, 12, 1), datetime(2019, 12, 31)))
def test_what_was_recorded_after_a_moment_does_not_matter_to_what_was_known_then(
    entries: list[Entry], book: RuleBook, as_of: date, moment: datetime
) -> None:
    known_at = moment.replace(tzinfo=STOCKHOLM)
    log = log_of(entries)
    known = [event for event in log if event.recorded <= known_at]
    assert judged(log, book, as_of, known_at=known_at) == judged(known, book, as_of)


@some
@given(histories(), books(), days, st.integers(0, 30))
def test_a_story_of_which_only_a_part_is_known_can_be_read(
    entries: list[Entry], book: RuleBook, as_of: date, known: int
) -> None:
    # A move told late leaves an impossible past for a while: a discharge of somebody who was never enrolled.
    history = History(log_of(entries)[:known], as_of=as_of)
    assert history.coach() in {None, "anna", "bo"}
    assert all(stay.state and stay.number >= 1 for stay in history.stays)
    assert all(history.stay_at(event) in (None, *history.stays) for event in history.events)
    deadlines(history, book, as_of)


@some
@given(histories(), books(), st.dates(FIRST_DAY, date(2020, 12, 31)), st.integers(1, 400))
def test_what_is_settled_stays_settled_as_days_go_by(
    entries: list[Entry], book: RuleBook, as_of: date, passing: int
) -> None:
    log = log_of(entries)
    today, later = judged(log, book, as_of), judged(log, book, as_of + timedelta(days=passing))
    assert today.keys() <= later.keys()
    for at, deadline in today.items():
        assert deadline.settled_on in (None, later[at].settled_on)
        assert deadline.met_on in (None, later[at].met_on)


# --- no hidden state --------------------------------------------------------------------------------------------------


@some
@given(histories(), books(), books(), days)
def test_judging_twice_is_judging_once(entries: list[Entry], book: RuleBook, other: RuleBook, as_of: date) -> None:
    history = History(log_of(entries), as_of=as_of)
    once = deadlines(history, book, as_of)
    deadlines(history, other, as_of)
    assert deadlines(history, book, as_of) == once
    assert deadlines(History(log_of(entries), as_of=as_of), book, as_of) == once


@some
@given(histories(), programmes(), rules("one_rule"), rules("other_rule"))
def test_a_rule_is_judged_alike_whatever_rules_stand_beside_it(
    entries: list[Entry], programme: Programme, one: Rule, other: Rule
) -> None:
    log = log_of(entries)

    def under(*chosen: Rule) -> list[Deadline]:
        book = RuleBook([(programme.starts, msgspec.structs.replace(programme, rules=chosen))])
        found = deadlines(History(log), book, EVER)
        return [msgspec.structs.replace(deadline, rules_version="") for deadline in found]

    together = under(one, other, *programme.rules)
    assert together == under(one) + under(other) + under(*programme.rules)
    turned = under(*programme.rules, other, one)
    assert turned == under(*programme.rules) + under(other) + under(one)


# --- pauses -----------------------------------------------------------------------------------------------------------


def _room_for_a_pause(log: Sequence[Event]) -> list[tuple[date, date]]:
    """Where somebody could have been paused and resumed: whole days between two moves, and after the last one."""
    moves = History(log).moves
    in_phase = ("enrolled", "phase_moved", "resumed")
    after = [move.on for move in moves[1:]] + [moves[-1].on + timedelta(days=400)] if moves else []
    room = [(move.on + ONE_DAY, end - ONE_DAY) for move, end in zip(moves, after, strict=True) if move.type in in_phase]
    return [(start, end) for start, end in room if start <= end]


@some
@given(histories(), books(), days, st.data())
def test_a_pause_makes_no_deadline_earlier(
    entries: list[Entry], book: RuleBook, as_of: date, data: st.DataObject
) -> None:
    room = _room_for_a_pause(log_of(entries))
    assume(room)
    first, last = data.draw(st.sampled_from(room))
    start = data.draw(st.dates(first, last))
    end = data.draw(st.one_of(st.none(), st.dates(start, last)))
    pause: list[Entry] = [{"type": "paused", "reason": "other", "on": start.isoformat(), "entry": "pause"}]
    if end is not None:
        pause.append({"type": "resumed", "on": end.isoformat(), "entry": "resumption"})
    else:  # still paused: then nothing else may have happened since
        assume((first, last) == room[-1])
        assume(History(log_of(entries)).moves[-1].on < start)
    log = log_of([*entries, *pause])
    check_timeline(log, set())
    before, after = judged(log_of(entries), book, as_of), judged(log, book, as_of)
    moved = 0
    for at in before.keys() & after.keys():
        old, new = before[at].due, after[at].due
        if old is None:
            assert new is None or before[at].status in ("open", "met", "waived", "stopped")
            continue
        assert new is None or new >= old
        moved += new != old
    event("a deadline moved" if moved else "no deadline moved")


@some
@given(histories(), books(), days)
def test_no_more_days_are_paused_than_have_passed(entries: list[Entry], book: RuleBook, as_of: date) -> None:
    for deadline in judged(log_of(entries), book, as_of).values():
        assert 0 <= deadline.paused_days <= max(deadline.raw_days, 0)


# --- somebody always waits for the next contact -----------------------------------------------------------------------


@some
@given(histories(facts=16), st.sampled_from(sorted(shipped())))
def test_whoever_is_looking_for_work_always_has_a_next_contact_to_come(entries: list[Entry], programme: str) -> None:
    entries = [entry for entry in entries if entry["type"] != "deadline_waived"]
    kept = {entry["entry"] for entry in entries}
    log = log_of(entry for entry in entries if entry.get("strikes", entry["entry"]) in kept)
    stay = History(log).current
    found = judged(log, RuleBook([(FIRST_DAY, shipped()[programme])]))
    waiting = [row for row in found.values() if row.rule == "contact_rhythm" and row.settled_on is None]
    looking = stay is not None and stay.ending is None and stay.phases and stay.phases[-1][0] in PHASES[:3]
    assert len(waiting) == (1 if looking else 0)


@some
@given(histories(facts=16), st.sampled_from(sorted(shipped())))
def test_whoever_has_a_job_is_followed_until_the_job_or_the_year_is_over(entries: list[Entry], programme: str) -> None:
    entries = [entry for entry in entries if entry["type"] != "deadline_waived"]
    kept = {entry["entry"] for entry in entries}
    history = History(log_of(entry for entry in entries if entry.get("strikes", entry["entry"]) in kept))
    rows = deadlines(history, RuleBook([(FIRST_DAY, shipped()[programme])]), EVER)
    waiting = Counter(row.occurrence for row in rows if row.rule == "follow_along" and row.settled_on is None)
    jobs, stay = history.by_type.get("job_started", []), history.current
    endings = history.by_type.get("job_ended", [])
    contacts = history.by_type.get("contact_held", []) + history.by_type.get("appointment_kept", [])
    for job in jobs:
        if sum(other.fact.job == job.fact.job for other in jobs) > 1:
            continue  # which of the two a contact followed cannot be told apart by its name
        over = stay is None or stay.ending is not None or history.stay_at(job) is not stay
        over = over or any(end.fact.job == job.fact.job and _may_have_ended(job, end) for end in endings)
        last = max((contact.on for contact in contacts if contact.on >= job.on), default=job.on)
        over = over or last >= calendar.add(job.on, Period(12, "months"))
        found = waiting[job.entry or ""] + sum(
            count for name, count in waiting.items() if name.endswith(f":{job.fact.job}")
        )
        assert found == (0 if over else 1)


def _may_have_ended(job: Event, end: Event) -> bool:
    """On or after the day it started, unless times of day tell that it was before."""
    return end.on >= job.on and not (end.at and job.at and end.at < job.at)


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
