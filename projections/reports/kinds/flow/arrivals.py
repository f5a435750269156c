"""Counts who referred, how long it took from there to enrolment, and who was enrolled by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_type_hints

from journey.domain.events.participant import Referred
from projections.reports.cohort import Cohort
from projections.reports.figures import Certainty, distribution
from projections.reports.people import Referral
from projections.reports.survival import Wait, certainty, curve, median

SOURCES = tuple(get_args(get_type_hints(Referred)["source"]))


def wrongly_registered(cohort: Cohort) -> int:
    """Episodes that ended in the window as wrongly registered."""
    return sum(cohort.window.holds(episode.end) for person in cohort.people for episode in person.mistaken)


def _referrals(cohort: Cohort) -> Iterator[Referral]:
    return (one for person in cohort.people for one in person.referrals if cohort.window.holds(one.on))


def by_source(cohort: Cohort) -> dict[str, int]:
    """Referrals dated in the window, by who referred."""
    return distribution((referral.source for referral in _referrals(cohort)), SOURCES)


def _waits(cohort: Cohort) -> list[Wait]:
    """Days from each referral to enrolment; those declined, and those who still wait, were last seen waiting."""
    last = cohort.window.end
    waits = []
    for referral in _referrals(cohort):
        enrolled = referral.enrolled is not None and referral.enrolled <= last
        until = referral.enrolled if enrolled else referral.over
        waits.append(Wait((min(until or last, last) - referral.on).days, enrolled))
    return waits


def median_wait(cohort: Cohort) -> int | None:
    """The day by whose end no more than half were still not enrolled."""
    return median(curve(_waits(cohort)))


def wait_certainty(cohort: Cohort) -> Certainty:
    """How sure that day is."""
    return certainty(_waits(cohort))
