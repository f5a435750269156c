"""The people a report is about, and who of them is counted where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from journey.domain.programme import Programme
from journey.domain.team import Team
from projections.reports.episodes import Episode
from projections.reports.people import ReportPerson
from projections.reports.spells import Job
from projections.reports.view import ReportFrame, Window

IN_WINDOW = "Persons with an episode that overlaps the window."
"""Who is counted, in a sentence: `Cohort.persons`."""

ENDED = "Persons with an episode that ended in the window, also if they are back."
"""Who is counted, in a sentence: `Cohort.discharged`."""

COMPLETED = (
    "Persons with an episode that ended in the window for a reason that the programme counts as completing "
    "(`completed` in its file; work, studies and completed where it does not say), also if they are back."
)
"""Who is counted, in a sentence: `Cohort.completed`."""


@dataclass(frozen=True)
class Cohort:
    """Everybody the report may count; a figure for women alone is the same figure over a smaller cohort."""

    people: tuple[ReportPerson, ...]
    window: Window
    frame: ReportFrame
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

    def of_age(self, band: str) -> Cohort:
        """The same cohort with nobody but people of that age band."""
        return replace(self, people=tuple(person for person in self.people if person.age_band == band))

    @property
    def without_protected(self) -> Cohort:
        """The same cohort for a table with a row a person: nobody in it lives under protected identity."""
        return replace(self, people=tuple(person for person in self.people if not person.protected))

    @cached_property
    def persons(self) -> tuple[ReportPerson, ...]:
        """People with an episode that overlaps the window."""
        return tuple(person for person in self.people if any(map(self.window.overlaps, person.episodes)))

    @cached_property
    def current(self) -> tuple[ReportPerson, ...]:
        """People enrolled and not discharged at the end of the window."""
        return tuple(p for p in self.people if any(episode.goes_on(self.window.end) for episode in p.episodes))

    @cached_property
    def discharged(self) -> tuple[ReportPerson, ...]:
        """People with an episode that ended in the window, also if they are back."""
        return tuple(p for p in self.people if any(self.window.holds(episode.end) for episode in p.episodes))

    @cached_property
    def completed(self) -> tuple[ReportPerson, ...]:
        """People with an episode that ended in the window and completed the programme, also if they are back."""
        reasons = self.programme.settings.completed
        return tuple(
            person
            for person in self.people
            if any(self.window.holds(episode.end) and episode.reason in reasons for episode in person.episodes)
        )

    @cached_property
    def employed(self) -> tuple[ReportPerson, ...]:
        """Of `persons`, those with a competitive job in the window."""
        return tuple(person for person in self.persons if any(map(self.window.overlaps, person.jobs)))

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """The competitive jobs of `persons` in the window."""
        return tuple(job for person in self.persons for job in person.jobs if self.window.overlaps(job))

    def episodes(self) -> Iterator[Episode]:
        """Every episode of everybody, in the window or not."""
        return (episode for person in self.people for episode in person.episodes)
