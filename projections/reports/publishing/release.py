"""A release: all that is told outside of one window, as the numbers behind it, each a number in a system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from projections.reports.cohort import Cohort
from projections.reports.figures import GENDERS, Definition, Quotient
from projections.reports.kinds import REGISTRY
from projections.reports.publishing.classed import CLASSED, COUNTS, GENDERED, UNLISTED, Average, Categories, Share
from projections.reports.publishing.integers import System
from projections.reports.view import Window

SMALL = 5
"""Fewer people than this make a small cell."""

TENS = 10
"""Lengths of time are told to so many days."""

ALL = ""
"""The part that is everybody."""

GENDER = "gender"

Name = tuple[str, str]
"""A count and the part it is of (everybody, or a gender), or an axis and one of its categories."""


@dataclass(slots=True)
class Release:
    """One window's numbers in the system of all releases.

    `genders` are those with a row of their own: five people and more. `rest` is, for each count, what the others have
    together. `missing` is, for each share that is a part and for each part of the people, its whole less its top.
    `lengths` are the means and medians in days, by key, as they are printed. `split` are the axes by which something of
    it is told.
    """

    window: Window
    system: System
    numbers: dict[Name, int] = field(default_factory=dict)
    genders: tuple[str, ...] = ()
    rest: dict[str, int] = field(default_factory=dict)
    missing: dict[tuple[str, str], int] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    split: set[str] = field(default_factory=set)

    def truth(self, count: str, part: str = ALL) -> int:
        """What a number is."""
        return self.system.truth[self.numbers[count, part]]

    def truth_of(self, name: Name) -> int:
        """What a number is, by its name."""
        return self.system.truth[self.numbers[name]]

    def place(self, count: str, part: str = ALL) -> int:
        """Where a number stands in the system."""
        return self.numbers[count, part]

    def categories(self, axis: str) -> dict[str, int]:
        """Where the numbers of a split stand, by category."""
        return {part: place for (count, part), place in self.numbers.items() if count == axis}

    def parts_of(self, share: Share) -> tuple[str, ...]:
        """Everybody, and those genders that a share is told for."""
        return (ALL, *self.genders) if {share.top, share.bottom} <= {*GENDERED} else (ALL,)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The genders of fewer than five people: they are in the total alone."""
        return tuple(gender for gender in GENDERS if gender not in self.genders)


def counted(cohort: Cohort, system: System) -> Release:
    """The numbers of a cohort's window, put into the system; nothing is known of them yet but that they are whole."""
    release = Release(cohort.window, system)
    for count, compute in COUNTS.items():
        release.numbers[count, ALL] = system.number(compute(cohort))
    parts = {gender: cohort.of_gender(gender) for gender in GENDERS}
    for count in GENDERED:
        for gender, people in parts.items():
            release.numbers[count, gender] = system.number(COUNTS[count](people))
    release.genders = tuple(gender for gender in GENDERS if release.truth("persons", gender) >= SMALL)
    for count in GENDERED:
        release.rest[count] = system.number(sum(release.truth(count, gender) for gender in release.hidden))
    for key, share in parts_of_a_whole():
        for part in release.parts_of(share):
            missing = release.truth(share.bottom, part) - release.truth(share.top, part)
            release.missing[key, part] = system.number(missing)
    for definition, split in splits():
        for name, number in in_categories(definition, cohort, split.names(cohort.frame)).items():
            release.numbers[definition.key, name] = system.number(number)
    release.lengths = dict(_lengths(cohort))
    system.may_be_told(release.numbers.values())
    return release


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
