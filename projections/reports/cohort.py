"""The people a report is about, the window it looks through, and who of them is counted where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from journey.domain.fidelity import Scale
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rates import Rates
from journey.domain.rulebook import RuleBook, Version
from journey.domain.team import Team
from projections.reports.episodes import Episode
from projections.reports.people import Person
from projections.reports.spells import Job, Spell


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
class Frame:
    """What a report is worked out from beside its people.

    `book` holds every version of the programme, `own` the programme's own history (meetings, employers, reviews), cut
    at the view like everybody's. `upto` is the end of the window, and `since` its first day where one was asked for.
    `scales` are the fidelity scales by id, `rates` what the reports on money and health reckon with,
    `lists` the codes that may leave the programme, by list.
    """

    book: RuleBook
    own: History
    as_of: date
    upto: date
    known_at: datetime | None = None
    population: str = "all"
    since: date | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

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
        return Team(self.own)

    def holds(self, day: date) -> bool:
        """Whether the day lies in the window; to ask while people are gathered, before there is a cohort."""
        return day <= self.upto and (self.since is None or self.since <= day)


@dataclass(frozen=True)
class Cohort:
    """Everybody the report may count; a figure for women alone is the same figure over a smaller cohort."""

    people: tuple[Person, ...]
    window: Window
    frame: Frame
    memo: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What several figures of a kind share, worked out once."""

    @property
    def programme(self) -> Programme:
        """The programme, with the settings and rules in force on the `as_of` day."""
        return self.frame.programme

    @property
    def team(self) -> Team:
        """The coaches through time."""
        return self.frame.team

    def of_gender(self, gender: str) -> Cohort:
        """The same cohort with nobody but people of that gender."""
        return replace(self, people=tuple(person for person in self.people if person.gender == gender))

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """People with an episode that overlaps the window."""
        return tuple(person for person in self.people if any(map(self.window.overlaps, person.episodes)))

    @cached_property
    def current(self) -> tuple[Person, ...]:
        """People enrolled and not discharged at the end of the window."""
        return tuple(p for p in self.people if any(episode.goes_on(self.window.end) for episode in p.episodes))

    @cached_property
    def discharged(self) -> tuple[Person, ...]:
        """People with an episode that ended in the window, also if they are back."""
        return tuple(p for p in self.people if any(self.window.holds(episode.end) for episode in p.episodes))

    @cached_property
    def employed(self) -> tuple[Person, ...]:
        """Of `persons`, those with a competitive job in the window."""
        return tuple(person for person in self.persons if any(map(self.window.overlaps, person.jobs)))

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """The competitive jobs of `persons` in the window."""
        return tuple(job for person in self.persons for job in person.jobs if self.window.overlaps(job))

    def episodes(self) -> Iterator[Episode]:
        """Every episode of everybody, in the window or not."""
        return (episode for person in self.people for episode in person.episodes)
