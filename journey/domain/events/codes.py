"""The coded words that several facts share: who is a party, how a contact was made, what it was about."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta

Party = Literal[
    "employment_service",
    "social_insurance",
    "psychiatry",
    "primary_care",
    "social_services",
    "housing_support",
    "employer",
    "school",
    "former_workplace",
    "guardian",
    "sus",
    "chat_reminders",
    "research",
]
"""Whom a consent names."""

Partner = Literal[
    "employment_service",
    "social_insurance",
    "psychiatry",
    "primary_care",
    "social_services",
    "housing_support",
    "labour_market_unit",
    "lss_officer",
    "employer",
    "school",
    "adult_education",
    "study_counsellor",
    "former_workplace",
    "guardian",
    "personal_ombud",
    "family",
    "peer",
    "interpreter",
    "union",
    "other",
]
"""Whom the programme works with around a person."""

Company = Literal[Partner, "sus", "chat_reminders", "research"]
"""Who was there: a partner. The last three were once taken here and stand in older logs; nobody meets them."""

Responsible = Annotated[
    str,
    Meta(
        pattern=rf"^(coach:[^\x00-\x1f\x7f]{{1,180}}|{'|'.join(get_args(Partner))})$",
        description=f"coach:REF, {', '.join(get_args(Partner))}",
    ),
]
"""Who has taken something on: a coach (`coach:REF`, as in `by`) or a partner."""

Source = Literal[
    "self",
    "psychiatry",
    "primary_care",
    "social_services",
    "employment_service",
    "social_insurance",
    "housing_support",
    "school",
    "labour_market_unit",
    "lss_officer",
    "guardian",
    "family",
    "other",
]
Identity = Literal["named", "anonymous", "protected"]
Place = Literal["office", "community", "home", "workplace", "care_unit"]
Mode = Literal["meeting", "phone", "message", "email", "video"]
Activity = Literal["mapping", "job_search", "workplace", "benefits", "authority", "everyday_support", "other"]
Cause = Literal["illness", "at_work", "forgot", "transport", "anxiety", "own_logistics", "other"]
Plan = Literal["work_plan", "action_plan", "implementation_plan", "sip"]
QuestionnaireMoment = Literal["start", "six_months", "discharge", "work_followup", "other"]
