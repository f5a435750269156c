"""What is still open in one stream: deadlines that wait, tasks nobody has taken, alerts neither settled nor seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journey.domain import standing
from journey.domain.events import Event
from journey.domain.events.messages import AlertAcknowledged
from journey.domain.history import History
from journey.domain.rules import Deadline

_DONE = ("met", "late_entry", "waived", "stopped", "met_late")
REFERRAL = "referral"


def awaited(judged: Iterable[Deadline]) -> list[Deadline]:
    """The deadlines that still wait for something, the nearest first. A pause that stops the clock lets them rest."""
    rows = [row for row in judged if row.settled_on is None and row.due is not None and row.status not in _DONE]
    return sorted(rows, key=lambda row: (str(row.due), row.rule, row.occurrence))


def tasks(history: History) -> list[Event]:
    """The openings of the tasks that nobody has taken. A referral is answered for once the person has a coach."""
    return [
        task.opened
        for task in standing.tasks(history).values()
        if task.taken is None and not (task.opened.fact.kind == REFERRAL and history.coach() is not None)
    ]


def alerts(history: History, judged: Sequence[Deadline]) -> list[Event]:
    """The alerts that still call for somebody, in log order.

    Their deadline waits, for the day they speak of, and nobody has acknowledged them or a later one about the same.
    """
    waits = {(row.rule, row.occurrence, row.due) for row in awaited(judged)}
    seen = {about(event) for event in history.dealings if isinstance(event.fact, AlertAcknowledged)}
    covered, found = set[tuple[object, ...]](), list[Event]()
    for event in reversed(history.alerts):
        deadline = (event.fact.rule, event.fact.occurrence, event.fact.due)
        if about(event) in seen:
            covered.add(deadline)
        if deadline in waits and deadline not in covered:
            found.append(event)
    return found[::-1]


def about(event: Event) -> tuple[object, ...]:
    """Which alert an alert, or its acknowledgement, is: the rule, the occurrence, the kind and the due day."""
    return event.fact.rule, event.fact.occurrence, event.fact.kind, event.fact.due
