"""Finds facts that figures need and nobody recorded, and messages that did not arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from journey.domain import calendar
from journey.domain.counts import count_of
from journey.domain.events import Event
from journey.domain.history import History, Stay
from journey.domain.standing import Message, decided_messages
from projections.audit.discrepancies.case import Record, StreamCase, record, recorded_on, words

MANDATORY = {
    "background": "Gender, age band and municipality of everybody enrolled.",
    "coach": "A coach for everybody enrolled and not discharged.",
    "job": "A job for everybody discharged to work.",
    "studies": "Studies for everybody discharged to studies.",
    "industry": "The industry of every job.",
    "follows_preferences": "Whether each contact with an employer follows what the person wants.",
}
"""What figures need of everybody; what a deadline asks for is told as a deadline."""

_BACKGROUND = ("gender", "age_band", "municipality")


def missing(case: StreamCase) -> Iterator[Record]:
    """Facts that are missing."""
    history = case.history
    enrolled = [stay for stay in history.stays if stay.enrolment is not None]
    if not enrolled:
        return
    first = enrolled[0].enrolled_on or enrolled[0].opened
    lacking = _background(history)
    if lacking:
        keys = ", ".join(words(key) for key in lacking)
        yield _gap("background", first, f"enrolled, and not recorded: {keys}", missing=lacking)
    if enrolled[-1] is history.current and enrolled[-1].ending is None and history.coach() is None:
        yield _gap("coach", enrolled[-1].enrolled_on or first, "enrolled, and has no coach")
    yield from _discharges(history, enrolled)
    yield from _keys(history, "job_started", "industry", "job")
    yield from _keys(history, "employer_contacted", "follows_preferences", "contact with an employer")


def _background(history: History) -> list[str]:
    recorded = {
        key
        for event in history.by_type.get("background_recorded", ())
        for key in _BACKGROUND
        if getattr(event.fact, key) is not None
    }
    return [key for key in _BACKGROUND if key not in recorded]


def _discharges(history: History, enrolled: list[Stay]) -> Iterator[Record]:
    """Discharges to work or studies of which the log knows nothing."""
    for stay in enrolled:
        if stay.ending is None:
            continue
        reason = stay.ending.fact.reason
        kind = {"work": "job_started", "studies": "studies_started"}.get(reason)
        if kind is not None and not any(event.on <= stay.ending.on for event in history.by_type.get(kind, ())):
            fact = "job" if reason == "work" else "studies"
            says = f"discharged to {reason}, and no {fact} recorded by then"
            yield _gap(fact, stay.ending.on, says, entry=stay.ending.entry, episode=stay.number)


def _keys(history: History, kind: str, key: str, noun: str) -> Iterator[Record]:
    """Facts of a type that lack a key: one record for all of a person's."""
    later = {event.fact.job for event in history.by_type.get("job_changed", ()) if event.fact.industry is not None}
    lacking: list[Event] = [
        event
        for event in history.by_type.get(kind, ())
        if getattr(event.fact, key) is None and getattr(event.fact, "job", None) not in later
    ]
    if lacking:
        count = len(lacking)
        says = f"{count_of(count, noun, _many(noun))} without {words(key)}"
        entries = [event.entry for event in lacking if event.entry]
        yield _gap(key, lacking[0].on, says, count=count, entries=entries, last=lacking[-1].on)


def _many(noun: str) -> str:
    head, _, rest = noun.partition(" ")
    return f"{head}s {rest}".strip()


def _gap(fact: str, on: date, says: str, **evidence: Any) -> Record:
    return record("gap", on, None, None, says, fact=fact, **evidence)


_UNDER_WAY = ("decided", "sent", "nudging")


def undelivered(case: StreamCase) -> Iterator[Record]:
    """Messages that were decided and did not reach the person; those still under way are not among them."""
    end = calendar.end_of_day(case.view.as_of)
    for message in decided_messages(case.history).values():
        fact = message.decided.fact
        if message.state == "delivered" or (message.state in _UNDER_WAY and fact.expires > end):
            continue
        yield record(
            "undelivered",
            message.decided.on,
            recorded_on(message.decided),
            None,
            _fate(message),
            message=fact.kind,
            state=message.state,
            reason=message.reason,
            channels=list(message.channels),
            expires=fact.expires,
        )


def _fate(message: Message) -> str:
    kind = message.decided.fact.kind
    if message.state in _UNDER_WAY:
        return f"a message ({kind}) was {message.state}, and nothing was heard of it before its time had passed"
    return f"a message ({kind}) was decided and {message.state}: {words(message.reason or 'unknown')}"
