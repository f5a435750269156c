"""What a report is looked at through: its window of days, and everything it is worked out from beside its people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from journey.domain.benchmarks import Benchmark
from journey.domain.fidelity import Scale
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rates import Rates
from journey.domain.rulebook import RuleBook, Version
from journey.domain.team import Team
from projections.reports.spells import Spell


def no_other_report(_: str) -> None:
    """Stands where a report knows no other one."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole days from `start` to `end`, both included."""

    start: date
    end: date

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in the window."""
        return day is not None and self.start <= day <= self.end

    def overlaps(self, spell: Spell) -> bool:
        """Whether any day of the stretch lies in the window."""
        return spell.start <= self.end and (spell.end is None or spell.end >= self.start)


@dataclass(frozen=True, kw_only=True)
class ReportFrame:
    """What a report is worked out from beside its people.

    `book` holds every version of the programme, `programme_history` what happened to the programme itself (meetings,
    employers, reviews), cut at the view like everybody's. `upto` is the end of the window, and `since` its first day
    where one was asked for; `opens` is the day from which facts count where none was. `scales` are the fidelity scales
    by id, `rates` what the reports on money and health reckon with, `benchmarks` what others have reached, `lists` the
    codes that may leave the programme, by list: each is there only where the report needs it. `written` are the notes
    of the programme's own events, opened, by version: there where the report prints them, for the programme's own
    eyes, and whoever asks may read them. `protected` are the streams of who lives under protected identity today,
    whatever the view. `other_report` finds another report (a `figures.Kind`) by its name; a report that is made has it.
    """

    book: RuleBook
    programme_history: History
    as_of: date
    upto: date
    known_at: datetime | None = None
    population: str = "all"
    since: date | None = None
    opens: date | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    benchmarks: tuple[Benchmark, ...] = ()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    written: Mapping[int, str] = field(default_factory=dict)
    protected: frozenset[UUID] = frozenset()
    other_report: Callable[[str], Any] = no_other_report

    @property
    def version(self) -> Version:
        """The programme's version in force on the `as_of` day."""
        return self.book.at(self.as_of)

    @property
    def programme(self) -> Programme:
        """The programme, with the settings and rules in force on the `as_of` day."""
        return self.version.programme

    @cached_property
    def team(self) -> Team:
        """The coaches through time."""
        return Team(self.programme_history)

    def holds(self, day: date) -> bool:
        """Whether the day lies in the window; to ask while people are gathered, before there is a cohort."""
        return self.first <= day <= self.upto

    @property
    def first(self) -> date:
        """The first day whose facts count."""
        return self.since or self.opens or date.min

    def opened_for(self, enrolled: date | None) -> ReportFrame:
        """The frame in which the facts count of a person first enrolled on a day.

        Where no first day was asked for, they count from the programme's start, or from that enrolment if it was
        earlier: a fact with a wrong year counts nowhere.
        """
        opens = min(self.programme.starts, enrolled or date.max)
        return self if self.since or self.opens == opens else replace(self, opens=opens)
