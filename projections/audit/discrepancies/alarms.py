"""Finds breaches that nobody was alerted to, and alerts of breaches that are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain.events import Event
from journey.domain.rules import Deadline
from projections.audit.discrepancies.case import Record, StreamCase, record, recorded_on, words
from projections.live import tables

_SERIOUS = ("breach", "escalation")


def first_sweep(connection: Connection) -> date | None:
    """The day of the first sweep that raised anything; one that raised nothing leaves no trace."""
    return connection.execute(sa.select(sa.func.min(tables.alerts.c.raised))).scalar()


def unalarmed(case: StreamCase) -> Iterator[Record]:
    """Breaches of which nobody was told; apart from them those that no sweep could have seen."""
    alerted = {(event.fact.rule, event.fact.occurrence) for event in _alerts(case)}
    for one in case.deadlines:
        if one.status not in ("breached", "met_late") or one.due is None or (one.rule, one.occurrence) in alerted:
            continue
        over = _over_before(case, one)
        kind = "before_the_log" if over else "breach_without_alert"
        lasted = (one.settled_on - one.due).days - 1 if one.settled_on else None
        told_of = "nobody was told, and it was settled on its first day" if lasted == 0 else "nobody was told"
        what = f"{words(one.rule)} was due on {one.due} and breached; {over or told_of}"
        yield record(
            kind,
            one.due,
            None,
            one.rule,
            what,
            occurrence=one.occurrence,
            opened=one.opened,
            due=one.due,
            status=one.status,
            settled_on=one.settled_on,
            whole_days_in_breach=lasted,
            first_sweep=case.swept,
            raw_days=one.raw_days,
            adjusted_days=one.adjusted_days,
        )


def _over_before(case: StreamCase, one: Deadline) -> str | None:
    """Why no sweep could see the breach while it lasted; None where one could."""
    if one.settled_on is None:
        return None
    if case.swept is None or one.settled_on <= case.swept:
        return "it was over before the first sweep"
    trigger = _trigger(case, one)
    if trigger is not None and recorded_on(trigger) >= one.settled_on:
        return "it was over when the log learned of it"
    return None


def _trigger(case: StreamCase, one: Deadline) -> Event | None:
    """The event whose entry the occurrence is named by."""
    triggers = [
        event
        for event in case.history.events
        if event.entry and (one.occurrence == event.entry or one.occurrence.startswith(event.entry + ":"))
    ]
    return max(triggers, key=lambda event: len(event.entry or ""), default=None)


def unfounded(case: StreamCase) -> Iterator[Record]:
    """Alerts of breaches that are none by what is known at the view; one for each deadline."""
    groups: dict[tuple[str, str, date], list[Event]] = {}
    for event in _alerts(case):
        groups.setdefault((event.fact.rule, event.fact.occurrence, event.fact.due), []).append(event)
    for (rule, occurrence, due), alerts in groups.items():
        now = case.by_occurrence.get((rule, occurrence))
        became = now.status if now else "struck"
        if became in ("breached", "met_late"):
            continue
        raised = [event.on for event in alerts]
        what = (
            f"a breach of {words(rule)}, due on {due}, was told on {min(raised)}; by what is known now: {words(became)}"
        )
        yield record(
            "alert_without_breach",
            min(raised),
            None,
            rule,
            what,
            occurrence=occurrence,
            due=due,
            kinds=[event.fact.kind for event in alerts],
            raised=raised,
            became=became,
            due_now=now.due if now else None,
            met_on=now.met_on if now else None,
            known_on=now.known_on if now else None,
        )


def _alerts(case: StreamCase) -> list[Event]:
    return [event for event in case.history.alerts if event.fact.kind in _SERIOUS]
