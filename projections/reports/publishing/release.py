"""A release: all that is told outside of one window, as the numbers behind it and what of them is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from projections.reports.cohort import Cohort
from projections.reports.figures import GENDERS, Definition, Quotient
from projections.reports.kinds import REGISTRY
from projections.reports.publishing.classed import CLASSED, COUNTS, GENDERED, UNLISTED, Average, Categories, Share
from projections.reports.publishing.guard import Promise
from projections.reports.publishing.integers import Solutions, System
from projections.reports.view import Window

SMALL = 5
"""Fewer people than this make a small cell."""

TENS = 10
"""Lengths of time are told to so many days."""

ALL = ""
"""The part that is everybody."""

GENDER = "gender"

ROWLESS = "without a row: "
"""Before a count: those of it, together, whose gender has no row of its own."""

MISSING = "missing from: "
"""Before the key of a share that is a part: its whole less its top."""

Name = tuple[str, str]
"""A count and the part it is of (everybody, or a gender), or an axis and one of its categories."""


@dataclass(slots=True)
class Release:
    """One window's numbers, and what of them is told.

    `genders` are those with a row of their own: five people and more. `lengths` are the means and medians in days, by
    key, as they are printed, `longest` how many days anybody can have stayed, `completing` the reasons of discharge
    that count as completing. `split` are the axes by which something of it is told, `known` the least and the most that
    a number can be by what is printed of it, `promised` what is protected, `narrowed` what still is where a
    longer window is told too, `solutions` what showed that it is. In the
    system of the day each number has a place.
    """

    window: Window
    values: dict[Name, int] = field(default_factory=dict)
    genders: tuple[str, ...] = ()
    lengths: dict[str, int] = field(default_factory=dict)
    longest: int = 0
    completing: tuple[str, ...] = ()
    split: set[str] = field(default_factory=set)
    known: dict[Name, tuple[float, float]] = field(default_factory=dict)
    promised: dict[Name, Promise] = field(default_factory=dict)
    narrowed: dict[Name, Promise] = field(default_factory=dict)
    solutions: Solutions = field(default_factory=dict)
    places: dict[Name, int] = field(default_factory=dict)
    system: System = field(default_factory=System)

    def truth(self, count: str, part: str = ALL) -> int:
        """What a number is."""
        return self.values[count, part]

    def truth_of(self, name: Name) -> int:
        """What a number is, by its name."""
        return self.values[name]

    def place(self, count: str, part: str = ALL) -> int:
        """Where a number stands in the system."""
        return self.places[count, part]

    def axis(self, axis: str) -> tuple[Name, ...]:
        """The names of the numbers of a split, by category."""
        return tuple(name for name in self.values if name[0] == axis)

    def categories(self, axis: str) -> dict[str, int]:
        """Where the numbers of a split stand, by category; none while it is not in the system."""
        return {part: place for (count, part), place in self.places.items() if count == axis}

    def parts_of(self, share: Share) -> tuple[str, ...]:
        """Everybody, and those genders that a share is told for."""
        return (ALL, *self.genders) if {share.top, share.bottom} <= {*GENDERED} else (ALL,)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The genders of fewer than five people: they are in the total alone."""
        return tuple(gender for gender in GENDERS if gender not in self.genders)

    def enter(self, system: System) -> None:
        """Put its numbers into a system, with what is known of them; of its splits those of which something is told."""
        self.system, self.places = system, {}
        splits_of_it = {definition.key for definition, _ in splits()}
        for name in self.values:
            if name[0] not in splits_of_it:
                self._enter(name)
        for axis in sorted(splits_of_it & self.split):
            self.enter_split(axis)

    def enter_split(self, axis: str) -> None:
        """Put the numbers of a split into the system."""
        for name in self.axis(axis):
            self._enter(name)

    def leave_split(self, axis: str) -> None:
        """Nothing of the split is told: its numbers are none of the release's."""
        for name in self.axis(axis):
            self.places.pop(name, None)

    def _enter(self, name: Name) -> None:
        self.places[name] = self.system.number((self.window, *name), self.values[name], may_be_told=not self.known)
        if name in self.known:
            self.system.bound(self.places[name], *self.known[name])


def counted(cohort: Cohort) -> Release:
    """The numbers of a cohort's window; nothing is told of them yet."""
    release = Release(cohort.window, completing=cohort.programme.settings.completed)
    values = release.values
    values |= {(count, ALL): compute(cohort) for count, compute in COUNTS.items()}
    parts = {gender: cohort.of_gender(gender) for gender in GENDERS}
    values |= {(count, gender): COUNTS[count](people) for count in GENDERED for gender, people in parts.items()}
    release.genders = tuple(gender for gender in GENDERS if values["persons", gender] >= SMALL)
    for count in GENDERED:
        values[ROWLESS + count, ALL] = sum(values[count, gender] for gender in release.hidden)
    for key, share in parts_of_a_whole():
        for part in release.parts_of(share):
            values[MISSING + key, part] = values[share.bottom, part] - values[share.top, part]
    _who_came_and_went(values)
    for definition, split in splits():
        found = in_categories(definition, cohort, split.names(cohort.frame))
        values |= {(definition.key, name): number for name, number in found.items()}
    release.lengths = dict(_lengths(cohort))
    release.longest = _longest(cohort)
    return release


def _who_came_and_went(values: dict[Name, int]) -> None:
    """Who left and is there again, who was not there when the window opened, and who is not when it closes."""
    people, end = values["persons", ALL], values["there_at_end", ALL]
    values["back", ALL] = end + values["left", ALL] - people
    values["new", ALL] = people - values["there_at_start", ALL]
    values["gone", ALL] = people - end


def _longest(cohort: Cohort) -> int:
    """Days from the programme's start to the end of the window; from the first enrolment where that was earlier."""
    first = min((episode.start for episode in cohort.episodes()), default=cohort.window.end)
    return (cohort.window.end - min(first, cohort.programme.starts)).days + 1


def _lengths(cohort: Cohort) -> Iterator[tuple[str, int]]:
    """Means and medians of days, to the nearest ten: never the day of one person."""
    for kind, figures in CLASSED.items():
        for definition in REGISTRY[kind].figures:
            if isinstance(figures.get(definition.key), Average) and definition.unit == "days":
                outcome = definition.compute(cohort)
                days = outcome.value if isinstance(outcome, Quotient) else outcome
                if isinstance(days, int | float):
                    yield definition.key, int(days / TENS + 0.5) * TENS


def parts_of_a_whole() -> Iterator[tuple[str, Share]]:
    """The shares whose top is a part of their bottom, by key."""
    for figures in CLASSED.values():
        yield from ((key, of) for key, of in figures.items() if isinstance(of, Share) and of.is_part)


def splits() -> Iterator[tuple[Definition, Categories]]:
    """Every figure that is told by category; what is split by gender is told with the counts."""
    for kind, figures in CLASSED.items():
        for key, of in figures.items():
            if isinstance(of, Categories) and key != GENDER:
                yield next(definition for definition in REGISTRY[kind].figures if definition.key == key), of


def in_categories(definition: Definition, cohort: Cohort, names: tuple[str, ...]) -> Mapping[str, int]:
    """How many are in each of these categories; words that are none of them are counted together.

    Where there is no room for such a word, nothing: categories that do not add up are not told.
    """
    computed = definition.compute(cohort)
    counts = dict.fromkeys(names, 0)
    for word, number in computed.items() if isinstance(computed, dict) else ():
        name = word if word in counts or UNLISTED not in counts else UNLISTED
        if name not in counts or not isinstance(number, int):
            return {}
        counts[name] += number
    return counts
