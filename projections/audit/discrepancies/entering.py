"""Finds entries that came too late, long after the fact or into the past, and those that were corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from journey.domain.events import MOVES, Event
from journey.domain.history import History
from journey.domain.lateness import days_after, entered_late
from journey.domain.rules import Deadline, deadlines
from projections.audit.discrepancies.case import Record, StreamCase, days, record, recorded_on, words

_JUST_BEFORE = timedelta(microseconds=1)
_CHANGES_THE_PAST = MOVES | {"deadline_waived"}


def too_late(case: StreamCase) -> Iterator[Record]:
    """Deadlines that were kept, as the log learned too late."""
    for one in case.deadlines:
        if one.status == "late_entry" and one.met_on is not None and one.due is not None and one.known_on is not None:
            late = days((one.known_on - one.due).days)
            what = f"{words(one.rule)} was met on {one.met_on}, and the log learned of it {late} after {one.due}"
            yield record(
                "late_entry",
                one.met_on,
                one.known_on,
                one.rule,
                what,
                occurrence=one.occurrence,
                opened=one.opened,
                due=one.due,
                met_on=one.met_on,
                known_on=one.known_on,
            )


def recorded_late(case: StreamCase) -> Iterator[Record]:
    """Facts recorded long after they happened; where an earlier system did not say when, nothing can be said."""
    for event in case.history.events:
        if entered_late(event.on, event.recorded, time_unknown=event.record_time_unknown):
            late = days_after(event.on, event.recorded)
            what = f"{words(event.type)} of {event.on} was recorded {days(late)} later"
            yield record(
                "recorded_late",
                event.on,
                recorded_on(event),
                None,
                what,
                entry=event.entry,
                type=event.type,
                days=late,
                by=event.by,
                migrated=event.migrated,
            )


def backdated(case: StreamCase) -> Iterator[Record]:
    """Moves and waivers, recorded after their day, that made a standing breach something else.

    Judged on the day before the recording, with what was recorded before it, and then with it as well.
    """
    for event in case.history.events:
        entered = recorded_on(event)
        if event.type not in _CHANGES_THE_PAST or entered <= event.on or event.record_time_unknown:
            continue
        day = entered - timedelta(days=1)
        before, after = _judged(case, event.recorded - _JUST_BEFORE, day), _judged(case, event.recorded, day)
        changed = [one for one in before.values() if one.status == "breached" and _unmade(one, after)]
        if changed:
            yield _backdating(event, changed, after)


def _judged(case: StreamCase, known_at: datetime, day: date) -> dict[tuple[str, str], Deadline]:
    history = History(case.log, as_of=day, known_at=known_at)
    judged = deadlines(history, case.book, day, case.level)
    return {(one.rule, one.occurrence): one for one in judged}


def _unmade(one: Deadline, after: dict[tuple[str, str], Deadline]) -> bool:
    now = after.get((one.rule, one.occurrence))
    return now is None or now.status not in ("breached", "met_late", "late_entry")  # the last is told by itself


def _backdating(event: Event, changed: list[Deadline], after: dict[tuple[str, str], Deadline]) -> Record:
    became = [
        {
            "rule": one.rule,
            "occurrence": one.occurrence,
            "due": one.due,
            "was": one.status,
            "became": now.status if (now := after.get((one.rule, one.occurrence))) else "gone",
        }
        for one in changed
    ]
    rules = ", ".join(sorted({words(one.rule) for one in changed}))
    what = f"{words(event.type)} of {event.on}, recorded on {recorded_on(event)}, unmade a breach: {rules}"
    return record(
        "backdating",
        event.on,
        recorded_on(event),
        changed[0].rule,
        what,
        entry=event.entry,
        type=event.type,
        by=event.by,
        migrated=event.migrated,
        deadlines=became,
    )


def corrected(case: StreamCase) -> Iterator[Record]:
    """Entries that were struck, and when."""
    for event, strike in case.history.struck:
        what = f"{words(event.type)} of {event.on}, recorded on {recorded_on(event)}, was struck"
        yield record(
            "correction",
            event.on,
            recorded_on(strike),
            None,
            what,
            entry=event.entry,
            type=event.type,
            strike=strike.entry,
            by=strike.by,
            first_recorded=recorded_on(event),
            struck_on=recorded_on(strike),
        )
