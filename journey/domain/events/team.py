"""A programme's own facts about its team: coaches, meetings, reviews, reports."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from journey.domain.events.base import Code, Fact, Head, Minutes, Personal

Fte = Annotated[float, Meta(ge=0, le=2)]
"""Full-time equivalents: 1.0 is one full-time post."""


class TeamFact(Fact, frozen=True):
    """A fact of the programme itself: it has no participant."""

    of_programme: ClassVar[bool] = True


class CoachRegistered(TeamFact, frozen=True, tag="coach_registered.v1"):
    """A coach works in the programme from this day on."""

    coach: Code
    fte: Fte
    name: Personal | None = None


class CoachFteChanged(TeamFact, frozen=True, tag="coach_fte_changed.v1"):
    """The coach's working time is different from this day on."""

    coach: Code
    fte: Fte


class CoachAbsent(TeamFact, frozen=True, tag="coach_absent.v1"):
    """The coach is away from this day until and including `until`; the deputy is told instead."""

    coach: Code
    until: date
    deputy: Code


class CoachLeft(TeamFact, frozen=True, tag="coach_left.v1"):
    """The coach no longer works in the programme."""

    coach: Code


class MeetingHeld(TeamFact, frozen=True, tag="meeting_held.v1"):
    """A meeting of the programme: which kind, who came, who did not."""

    kind: Literal[
        "team",
        "cooperation_group",
        "treatment_conference",
        "psychiatry",
        "housing_support",
        "steering_group",
        "authority_cooperation",
    ]
    parties: tuple[Code, ...] | None = None
    absent: tuple[Code, ...] | None = None
    minutes: Minutes | None = None


class FidelityReviewed(TeamFact, frozen=True, tag="fidelity_reviewed.v1"):
    """A fidelity review: item number (1-25) to points (1-5); items left out are unrated.

    Where two reviewers score independently, each has an entry with a code as `reviewer`, and what they agree on
    afterwards has one with `consensus`; all of them have the same `on`, `scale` and `rater`.
    """

    scale: Code
    rater: Literal["self", "external"]
    scores: dict[Annotated[str, Meta(pattern="^([1-9]|1[0-9]|2[0-5])$")], Annotated[int, Meta(ge=1, le=5)]]
    reviewer: Code | None = None
    consensus: bool | None = None


class WorkWishAsked(TeamFact, frozen=True, tag="work_wish_asked.v1"):
    """The annual question: how many were asked whether they want a paid job, and how many do."""

    people: Head
    wished: Head


class DisseminationHeld(TeamFact, frozen=True, tag="dissemination_held.v1"):
    """The method was presented to an audience."""

    audience: Code
    people: Head


class IncidentReported(TeamFact, frozen=True, tag="incident_reported.v1"):
    """An incident was reported (details only in the sealed note)."""


class ComplaintReceived(TeamFact, frozen=True, tag="complaint_received.v1"):
    """A complaint was received (details only in the sealed note)."""


class ReportSubmitted(TeamFact, frozen=True, tag="report_submitted.v1"):
    """A report was handed in, for a period such as `2014-08` or `2014-T2`."""

    kind: Code
    period: Code
