"""Tells what could be known when an alert fired: the story then, the judgement then and now, and what came later.

An alert keeps the version of the stream that was judged. The story is cut there, and not by the clock alone: two facts
recorded in one moment can lie on either side.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain.events import Event, Recorded
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from journey.engine.engine import Engine
from projections.exports.coding import Coder
from projections.live import timeline
from projections.live.replay import View

Story = dict[str, Any]


def stories(
    engine: Engine, connection: Connection, stream: UUID, rule: str, view: View, *, coder: Coder | None
) -> list[Story]:
    """Every alert of a person under a rule up to the view, in the order they were raised."""
    log = engine.log.load(stream, connection=connection)
    raised = [
        event
        for event in log
        if isinstance(event.fact, AlertRaised) and event.fact.rule == rule and timeline.within(event, view)
    ]
    return [_story(engine, connection, log, alert, view, coder=coder) for alert in raised]


def _story(
    engine: Engine, connection: Connection, log: list[Recorded], alert: Event, view: View, *, coder: Coder | None
) -> Story:
    fact = alert.fact
    then = View(alert.on, alert.recorded)
    book = engine.books.get(alert.programme)
    judged_then = _judged(log[: fact.seen], book, then, alert)
    story_then = timeline.story(engine, connection, alert.stream, then, coder=coder, seen=fact.seen)
    return {
        "rule": fact.rule,
        "kind": fact.kind,
        "occurrence": fact.occurrence,
        "due": fact.due,
        "raised": alert.on,
        "raised_at": alert.recorded,
        "to": _recipients(alert, coder),
        "events_seen": fact.seen,
        "then": judged_then,
        "as_the_alert_said": _as_said(fact, judged_then),
        "now": _judged(log, book, view, alert),
        "known": story_then,
        "later": _later(engine, connection, log, alert, view, coder=coder),
    }


def _recipients(alert: Event, coder: Coder | None) -> list[str | None]:
    return [coder.colleague(to, alert.programme) if coder else to for to in alert.fact.to]


def _judged(log: list[Recorded], book: RuleBook | None, view: View, alert: Event) -> Story | None:
    """How the deadline stands at a view; None where there is no such deadline (any more)."""
    if book is None:
        return None
    history = History(log, as_of=view.as_of, known_at=view.known_at)
    same = (one for one in deadlines(history, book, view.as_of) if _is_of(one, alert))
    one = next(same, None)
    if one is None:
        return None
    return {
        "status": one.status,
        "due": one.due,
        "met_on": one.met_on,
        "known_on": one.known_on,
        "raw_days": one.raw_days,
        "paused_days": one.paused_days,
    }


def _is_of(one: Deadline, alert: Event) -> bool:
    return (one.rule, one.occurrence) == (alert.fact.rule, alert.fact.occurrence)


def _as_said(fact: Any, judged: Story | None) -> bool:
    """Whether the judgement can be had again from what was known: status, days and the day it was met."""
    values = (fact.status, fact.raw_days, fact.paused_days, fact.met_on)
    keys = ("status", "raw_days", "paused_days", "met_on")
    return judged is not None and values == tuple(judged[key] for key in keys)


def _later(
    engine: Engine, connection: Connection, log: list[Recorded], alert: Event, view: View, *, coder: Coder | None
) -> list[Story]:
    """What the story holds now and did not then: recorded later, or seen no more than as struck."""
    then = View(alert.on, alert.recorded)
    unknown = {event.version for event in log if event.version > alert.fact.seen or not timeline.within(event, then)}
    story = timeline.story(engine, connection, alert.stream, view, coder=coder)
    order = [event.version for event in timeline.in_order(log, view)]
    return [record for record, version in zip(story, order, strict=True) if version in unknown]
