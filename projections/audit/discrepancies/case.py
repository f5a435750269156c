"""Holds one stream as the discrepancies look at it: a participant's, or a programme's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from journey.domain import calendar
from journey.domain.counts import count_of
from journey.domain.events import Event, Recorded
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from projections.live.replay import View

Record = dict[str, Any]
Name = Callable[[UUID | None], str | None]


@dataclass
class StreamCase:
    """A stream's whole log, its history at the view, its rules; `stream` is None for a programme's own.

    `swept` is the day of the first sweep that left a trace, None where none has.
    """

    stream: UUID | None
    programme: str
    log: list[Recorded]
    history: History
    book: RuleBook
    view: View
    swept: date | None
    level: str = field(default="participant")

    @classmethod
    def of_programme(
        cls, programme: str, log: list[Recorded], book: RuleBook, view: View, swept: date | None
    ) -> StreamCase:
        """The case of a programme's own stream."""
        history = History(log, as_of=view.as_of, known_at=view.known_at)
        return cls(None, programme, log, history, book, view, swept, "programme")

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Every deadline at the view."""
        return deadlines(self.history, self.book, self.view.as_of, self.level)

    @cached_property
    def by_occurrence(self) -> dict[tuple[str, str], Deadline]:
        """The same, by rule and occurrence."""
        return {(one.rule, one.occurrence): one for one in self.deadlines}


def record(kind: str, on: date, recorded: date | None, rule: str | None, what: str, **evidence: Any) -> Record:
    """A discrepancy, before anybody is named."""
    return {"kind": kind, "on": on, "recorded": recorded, "rule": rule, "what": what, "evidence": evidence}


def recorded_on(event: Event) -> date:
    """The day on which an event was recorded."""
    return calendar.local_date(event.recorded)


def words(name: str) -> str:
    """A type or rule as words."""
    return name.replace("_", " ")


def days(count: int) -> str:
    """A number of days."""
    return count_of(count, "day")
