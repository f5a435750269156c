"""A programme's own facts about its team: coaches, meetings, reviews, reports."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from journey.domain.events.base import Code, Fact, Head, Minutes, Personal

Fte = Annotated[float, Meta(ge=0, le=2)]
"""Full-time equivalents: 1.0 is one full-time post."""


ProgrammeAmount = Annotated[float, Meta(ge=0, le=10_000_000_000)]
"""SEK of a whole programme: larger than what is paid to one person."""

GoalValue = Annotated[float, Meta(ge=-1_000_000_000, le=1_000_000_000)]
"""A goal's target, or what was reached: shares are fractions, as in a report."""

Period = Annotated[
    str,
    Meta(
        pattern=r"^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4]|-T[1-3]|-H[12])?$",
        description="a year (2018), or its month (2018-03), quarter (2018-Q1), third (2018-T1) or half (2018-H1)",
    ),
]
"""A calendar period."""


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


class CoachReturned(TeamFact, frozen=True, tag="coach_returned.v1"):
    """The coach is back from this day on: an absence that would have lasted longer ends."""

    coach: Code


class CoachLeft(TeamFact, frozen=True, tag="coach_left.v1"):
    """The coach no longer works in the programme."""

    coach: Code


class MeetingHeld(TeamFact, frozen=True, tag="meeting_held.v1"):
    """A meeting of the programme: which kind, who came, who did not. The note is the minutes.

    `team` is the care team that was met, by the code that `background_recorded` has for it.
    """

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
    team: Code | None = None


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


class TeamGoalSet(TeamFact, frozen=True, tag="team_goal_set.v1"):
    """The team set itself a goal for a period, such as `2018-H1`; `figure` is the report figure that measures it."""

    goal: Code
    period: Code
    target: GoalValue | None = None
    figure: Code | None = None


class TeamGoalAssessed(TeamFact, frozen=True, tag="team_goal_assessed.v1"):
    """The team looked at what became of its goal."""

    goal: Code
    met: bool
    value: GoalValue | None = None


class BudgetSet(TeamFact, frozen=True, tag="budget_set.v1"):
    """What the programme may cost in a year (SEK), from a payer where it has several."""

    year: Annotated[int, Meta(ge=1900, le=2199)]
    amount: ProgrammeAmount
    payer: Code | None = None


class CostRecorded(TeamFact, frozen=True, tag="cost_recorded.v1"):
    """What the programme cost in a period (SEK), borne by a payer where it has several."""

    period: Period
    amount: ProgrammeAmount
    payer: Code | None = None
