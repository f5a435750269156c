"""A person's story, or the programme's own: its events in the order they happened; what was struck or late is marked.

It is read from the person's own stream each time and stored nowhere else: the log is already in the order we need.
"""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

import msgspec
from sqlalchemy.engine import Connection

from journey.domain import calendar
from journey.domain.actors import code_read_out
from journey.domain.events import PROGRAMME_TYPES, Event, Recorded
from journey.domain.events.system import EngineFact
from journey.domain.history import History, is_known
from journey.domain.lateness import entered_late
from journey.domain.values import SEALED
from journey.engine.engine import Engine
from projections.live.replay import View

_OF_ALERTS = ("kind", "rule", "due", "to")  # the rest of an alert is for programs
_OWN = PROGRAMME_TYPES | {"struck"}
_FOR_PROGRAMS = ("digest",)


class Coding(Protocol):
    """How facts are shown to somebody who may not read them whole, such as an evaluator."""

    def values_of(self, event: Event) -> dict[str, Any]:
        """What may be shown of an event's values, by key."""

    def colleague(self, by: str | None, programme: str) -> str | None:
        """What a coach or supervisor (`coach:REF`) is called."""


def story(
    engine: Engine,
    connection: Connection,
    stream: UUID,
    view: View,
    *,
    coder: Coding | None,
    seen: int | None = None,
    own: bool = False,
) -> list[dict[str, Any]]:
    """A stream's events up to the view, in valid-time order: whole, personal values opened, or as a `coder` codes them.

    With `seen`, only the stream as it stood at that version. With `own`, of a programme's stream, the facts that its
    people state of it: no rules, alerts, tasks or sign-ins.
    """
    log = engine.log.load(stream, connection=connection)[:seen]
    history = History(log, as_of=view.as_of, known_at=view.known_at)
    struck = {event.version: strike for event, strike in history.struck}
    shown = (event for event in in_order(log, view) if not own or event.type in _OWN)
    return [_record(engine, connection, event, struck.get(event.version), coder) for event in shown]


def in_order(log: list[Recorded], view: View) -> list[Recorded]:
    """The events of a stream that had happened and were known at a view, in the order they happened."""
    history = History(log, as_of=view.as_of, known_at=view.known_at)
    shown = [event for event in log if within(event, view)]
    return sorted(shown, key=lambda event: (*history.place_of(event), event.version))


def within(event: Event, view: View) -> bool:
    """Whether an event had happened and was known at a view."""
    return event.on <= view.as_of and (view.known_at is None or is_known(event, view.known_at))


def _record(
    engine: Engine, connection: Connection, event: Recorded, strike: Any, coder: Coding | None
) -> dict[str, Any]:
    whole = coder is None
    return {
        "on": event.on,
        "at": event.at,
        "type": event.type,
        "entry": event.entry if whole else None,
        "by": event.by if coder is None else coder.colleague(event.by, event.programme),
        **({"code_read_out": True} if code_read_out(event.actor) else {}),
        "recorded": event.recorded,
        "migrated": event.migrated,
        "record_time_unknown": event.record_time_unknown,
        "struck_by": (strike.entry if whole else "struck") if strike else None,
        "values": _whole(engine, connection, event) if coder is None else coder.values_of(event),
        "engine": isinstance(event.fact, EngineFact),
    }


def _whole(engine: Engine, connection: Connection, event: Recorded) -> dict[str, Any]:
    fact = msgspec.to_builtins(event.fact)
    fact.pop("type")
    values = {key: value for key, value in fact.items() if value not in (None, SEALED)}
    return values | engine.log.reveal(event, connection)


def as_row(record: dict[str, Any]) -> tuple[Any, ...]:
    """A record as a line of a table: when, what, details, by whom, when recorded, what to notice."""
    shown = {
        key: value
        for key, value in record["values"].items()
        if (not record["engine"] or key in _OF_ALERTS) and key not in _FOR_PROGRAMS
    }
    details = ", ".join(f"{key.replace('_', ' ')} {_short(value)}" for key, value in shown.items())
    recorded = calendar.local_date(record["recorded"])
    late = entered_late(record["on"], record["recorded"], time_unknown=record["record_time_unknown"])
    marks = [
        *(["struck"] if record["struck_by"] else []),
        *(["recorded late"] if late else []),
        *(["asked with a code that was read out"] if record.get("code_read_out") else []),
        *(["record time unknown"] if record["record_time_unknown"] else []),
    ]
    return (record["on"], record["type"].replace("_", " "), details, record["by"], recorded, ", ".join(marks))


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(_short(part) for part in value)
    if isinstance(value, dict):
        return " ".join(f"{key} {_short(part)}" for key, part in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
