"""Facts about the person's own steps towards work: milestones, what they took part in, jobs they applied for."""

from __future__ import annotations

from datetime import date
from typing import Literal

from journey.domain.events.base import Code, Fact, Minutes


class MilestoneSet(Fact, frozen=True, tag="milestone_set.v1"):
    """The person set themself a step; its words stand in the note, and `due` is the day they chose."""

    milestone: Code
    due: date | None = None


class MilestoneReached(Fact, frozen=True, tag="milestone_reached.v1"):
    """The person has taken the step."""

    milestone: Code


class ActivityAttended(Fact, frozen=True, tag="activity_attended.v1"):
    """The person took part in something on the way to work; it is no contact and no placement."""

    activity: Literal["job_course", "study_visit", "workplace_visit", "information", "group", "trial_day", "other"]
    minutes: Minutes | None = None
    employer: Code | None = None


class JobApplied(Fact, frozen=True, tag="job_applied.v1"):
    """The person applied for a job."""

    employer: Code
    industry: Code | None = None
    follows_preferences: bool | None = None


class InterviewHeld(Fact, frozen=True, tag="interview_held.v1"):
    """The person was interviewed for a job."""

    employer: Code
