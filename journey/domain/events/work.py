"""Facts about work, studies and money."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from journey.domain.events.base import Amount, Code, Fact, Hours, Percent, Personal

Sector = Literal["municipal", "regional", "state", "private", "non_profit"]
ContactMode = Literal["face_to_face", "phone", "email", "video"]


class Income(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One source of income: who pays it, SEK a month, and the tax on it in SEK a month."""

    source: Code
    payer: Literal["FK", "AF", "IFO", "CSN", "employer", "other"]
    amount: Amount
    tax: Amount | None = None


class IncomesRecorded(Fact, frozen=True, tag="incomes_recorded.v1"):
    """All incomes paid from this day on."""

    incomes: Annotated[tuple[Income, ...], Meta(max_length=50)]


class HousingSupportRecorded(Fact, frozen=True, tag="housing_support_recorded.v1"):
    """Hours a week of housing support from this day on."""

    hours_per_week: Hours


class EmployerContacted(Fact, frozen=True, tag="employer_contacted.v1"):
    """An employer was contacted for the person; `competitive` says whether it was about an ordinary job."""

    employer: Code
    mode: ContactMode
    who: Literal["coach", "participant", "both"]
    competitive: bool
    industry: Code | None = None
    follows_preferences: bool | None = None
    coach: Code | None = None


class PlacementStarted(Fact, frozen=True, tag="placement_started.v1"):
    """An unpaid work placement began: meaningful occupation, not employment."""

    placement: Code
    kind: Literal["work_trial", "work_training", "social_training", "internship"]
    employer: Code | None = None
    industry: Code | None = None
    hours_per_week: Hours | None = None


class PlacementEnded(Fact, frozen=True, tag="placement_ended.v1"):
    """The work placement ended."""

    placement: Code
    reason: Personal | None = None


class JobAgreed(Fact, frozen=True, tag="job_agreed.v1"):
    """A job is agreed and will start that day."""

    job: Code
    start: date


class JobStarted(Fact, frozen=True, tag="job_started.v1"):
    """A job began; `extent` is percent of 40 hours a week; `wage` and `subsidy` are SEK a month."""

    job: Code
    extent: Percent
    competitive: bool
    employer: Code | None = None
    industry: Code | None = None
    sector: Sector | None = None
    job_type: Code | None = None
    permanent: bool | None = None
    subsidised: bool | None = None
    subsidy: Amount | None = None
    wage: Amount | None = None


class JobChanged(Fact, frozen=True, tag="job_changed.v1"):
    """Something about the job is different from this day on; keys left out stay as they were."""

    job: Code
    extent: Percent | None = None
    competitive: bool | None = None
    employer: Code | None = None
    industry: Code | None = None
    sector: Sector | None = None
    job_type: Code | None = None
    permanent: bool | None = None
    subsidised: bool | None = None
    subsidy: Amount | None = None
    wage: Amount | None = None


class JobEnded(Fact, frozen=True, tag="job_ended.v1"):
    """The job ended."""

    job: Code
    reason: Personal | None = None


class StudiesStarted(Fact, frozen=True, tag="studies_started.v1"):
    """Studies began; `extent` is percent of full time."""

    studies: Code
    kind: Literal[
        "sfi",
        "compulsory",
        "folk_high_school",
        "adult_education",
        "vocational",
        "labour_market_training",
        "university",
        "other",
    ]
    extent: Percent


class StudiesEnded(Fact, frozen=True, tag="studies_ended.v1"):
    """The studies ended, completed or not."""

    studies: Code
    completed: bool | None = None
