"""What holds of every history under every rule: the promises of the deadlines, tried on random people.

The histories have late entries, mistakes and strikes, pauses, several episodes, and days on which much happens; the
rules are those of the four shipped programmes and random ones besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from hypothesis import assume, event, given
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.participant import check_timeline
from journey.domain.programme import Period, Programme, Rule
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from tests.histories import (
    FIRST_DAY,
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
)
from tests.spec import log_of
from tests.unit.domain.judging import EVER, ONE_DAY, days, judged, some

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
    rhythm = shipped()[programme].rule("contact_rhythm")
    looking = stay and stay.ending is None and stay.phases and rhythm and stay.phases[-1][0] in rhythm.phases
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
