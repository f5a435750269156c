"""A fidelity scale as values: its items, the bound of each point, its bands. The texts are our own paraphrases.

A scale is data (`config/fidelity/*.toml`); how the figures behind an item are worked out is the business of reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from journey.domain.settings import Code, Line

HIGHEST = 5
"""The most points an item can have; the least is 1."""

Measure = Literal[
    "caseload",
    "employment_time",
    "phases",
    "care_teams",
    "team_contact",
    "agency_contact",
    "vocational_unit",
    "supervision",
    "refusals",
    "work_focus",
    "leadership",
    "benefits_counselling",
    "disclosure",
    "assessment",
    "first_contact",
    "preferences",
    "employer_meetings",
    "employer_relations",
    "job_types",
    "employers",
    "permanent_jobs",
    "individual_support",
    "follow_along",
    "community_time",
    "outreach",
]
"""What of the log speaks to an item."""

LADDERS: tuple[Measure, ...] = ("agency_contact", "vocational_unit", "follow_along")
"""Measures whose points are conditions (weekly and monthly, so many months) and no bounds of one figure."""

Bound = Annotated[float, Meta(ge=0, le=1_000_000)]


class Point(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a number of points stands for, in words, and the bounds that a figure must keep to reach it."""

    says: Line
    at_least: Bound | None = None
    at_most: Bound | None = None
    above: Bound | None = None

    def reached(self, value: Fraction) -> bool:
        """Whether the value keeps every bound; exact, so that 20.5 is not at most 20."""
        return (
            (self.at_least is None or value >= exact(self.at_least))
            and (self.at_most is None or value <= exact(self.at_most))
            and (self.above is None or value > exact(self.above))
        )

    @property
    def bounded(self) -> bool:
        """Whether it has a bound at all."""
        return (self.at_least, self.at_most, self.above) != (None, None, None)


class Item(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item. `computed` tells whether the log alone gives an indication of its points; else a reviewer must.

    `points` are those for 1 to 5, in that order. An item that nobody has verified against print is not `verified`.
    Bounds of shares are percent.
    """

    number: Annotated[int, Meta(ge=1, le=25)]
    name: Line
    measure: Measure
    points: tuple[Point, ...]
    computed: bool = False
    verified: bool = False

    def score(self, value: Fraction) -> int:
        """The points of the best level whose bounds the value keeps; 1 where it keeps none."""
        return next((n for n in range(HIGHEST, 1, -1) if self.points[n - 1].reached(value)), 1)


class Band(Struct, frozen=True, forbid_unknown_fields=True):
    """What a total means, from so many points up to the next band."""

    id: Code
    from_: Annotated[int, Meta(ge=0, le=125)] = field(name="from")


class Scale(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A version of the fidelity scale.

    - `id` is the version's name in entries; `aliases` are other spellings of it. Capitals make no difference.
    - `employment_activities` are the activities of contacts that count as work towards employment.
    - `community_places` are the places of contacts that lie outside office and care.
    - `agency` has the names by which meetings list the employment agency.
    - `most` is the percentage of jobs that has to be followed for the programme to count as following them.
    """

    id: Code
    name: Line
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    aliases: tuple[Line, ...] = ()
    employment_activities: tuple[Code, ...] = ()
    community_places: tuple[Code, ...] = ()
    agency: tuple[Line, ...] = ()
    most: Annotated[float, Meta(gt=0, le=100)] = 50

    def band(self, scores: Mapping[str, int]) -> str | None:
        """What the total of a review means; None unless every item is rated."""
        if any(str(item.number) not in scores for item in self.items):
            return None
        total = sum(scores[str(item.number)] for item in self.items)
        reached = [band for band in self.bands if band.from_ <= total]
        return max(reached, key=lambda band: band.from_).id if reached else None

    def is_meant_by(self, name: str) -> bool:
        """Whether an entry that names a scale so means this one."""
        return name.strip().casefold() in {spelling.casefold() for spelling in (self.id, *self.aliases)}


def exact(number: float) -> Fraction:
    """A decimal as it was written: 0.6 is six tenths and nothing beside."""
    return Fraction(str(number))


def scale_of(scales: Mapping[str, Scale], name: str) -> Scale | None:
    """The scale that an entry names; None where no file describes it."""
    return next((scale for scale in scales.values() if scale.is_meant_by(name)), None)
