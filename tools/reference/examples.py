"""One valid line for each entry type, made of sample values by key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

import msgspec

from journey.domain.events import Fact, keys
from journey.engine.loading.config_values import unwrap

ON = "2018-05-31"

_SAMPLES: Mapping[str, Any] = {
    "action": "action-3",
    "absent": ["psychiatry"],
    "activity": "workplace",
    "amount": 18960,
    "appointment": "visit-7",
    "at": "2018-06-12T10:00:00+02:00",
    "audience": "employers",
    "birth_year": 1991,
    "care_team": "team-2",
    "coach": "anna",
    "deputy": "bjorn",
    "document": "cv-1",
    "education": "upper_secondary",
    "due": "2018-06-30",
    "employer": "firm-12",
    "entries": ["a-16", "a-17"],
    "extent": 75,
    "file": "cv.pdf",
    "figure": "outcomes.work_or_study_share",
    "fte": 0.8,
    "gender": "woman",
    "goal": "more-to-work",
    "hours_per_week": 20,
    "identity": "named",
    "industry": "trade",
    "instrument": "ghq12",
    "job": "job-1",
    "job_type": "shop_assistant",
    "language": "sv",
    "matter": "matter-2",
    "met": True,
    "milestone": "step-1",
    "minutes": 45,
    "municipality": "Hudiksvall",
    "name": "Test Testsson",
    "occupations": ["shop_assistant", "gardener"],
    "parties": ["employment_service", "social_insurance"],
    "people": 40,
    "period": "2018-05",
    "permanent": True,
    "person": "contact-1",
    "phone": "070-000 00 00",
    "place": "community",
    "placement": "place-1",
    "purpose": "to plan the first weeks",
    "reason": "as the person wished",
    "responsible": "coach:anna",
    "reviewer": "A",
    "rule": "job_search_one_month",
    "scale": "ips-25",
    "scores": {"1": 4, "2": 5, "15": 3},
    "sector": "private",
    "source": "self",
    "start": "2018-06-18",
    "strikes": "a-17",
    "studies": "studies-1",
    "subsidised": True,
    "subsidy": 12000,
    "system": "the municipality's own",
    "target": 0.3,
    "tax": 5309,
    "team": "team-2",
    "total": 8,
    "until": "2018-06-30",
    "value": 0.28,
    "wage": 24000,
    "who": "coach",
    "wished": 12,
    "year": 2018,
    "years_on_support": 4,
}
_OF_TYPE: Mapping[str, Mapping[str, Any]] = {
    "appointment_booked": {"place": "the office on Storgatan"},
    "budget_set": {"amount": 1_000_000, "payer": "municipality"},
    "co_coach_assigned": {"coach": "bjorn"},
    "co_coach_ended": {"coach": "bjorn"},
    "coach_absent": {"until": "2018-07-15"},
    "coach_registered": {"name": "Anna Andersson"},
    "cost_recorded": {"amount": 84_000, "payer": "municipality"},
    "employer_registered": {"name": "Exempelhandeln AB"},
    "report_submitted": {"kind": "monthly"},
    "team_goal_set": {"period": "2018-H1"},
}
_LEFT_OUT = ("answers", "email", "personal_number", "scoring", "incomes", "follows_preferences", "consensus")
"""Optional keys that would make a line longer without making it clearer, or that exclude another one."""

_BY = {"coach_assigned", "deadline_waived", "struck"}


def example(cls: type[Fact]) -> dict[str, Any]:
    """A whole entry of that type: the required keys, and those optional ones that say most."""
    name = cls.type_name()
    entry: dict[str, Any] = {"type": name, **({} if cls.of_programme else {"participant": "H-001"}), "on": ON}
    if name in _BY:
        entry["by"] = "supervisor:eva"
    required = {field.encode_name for field in msgspec.structs.fields(cls) if field.required}
    for key, annotation in keys(cls).items():
        if key in required or (key not in _LEFT_OUT and not (required and _is_word(annotation) and key != "place")):
            entry[key] = _sample(name, key, annotation)
    return {**entry, "entry": "a-18"}


def line(cls: type[Fact]) -> str:
    """The example as a line of a file."""
    return json.dumps(example(cls), ensure_ascii=False)


def _is_word(annotation: Any) -> bool:
    return get_origin(unwrap(annotation)[0]) is Literal


def _sample(name: str, key: str, annotation: Any) -> Any:
    plain, _ = unwrap(annotation)
    chosen = _OF_TYPE.get(name, {}).get(key, _SAMPLES.get(key))
    if get_origin(plain) is Literal:
        return chosen if chosen in get_args(plain) else get_args(plain)[0]
    if get_origin(plain) is tuple and key not in _SAMPLES:
        return [_sample(name, key, get_args(plain)[0])]
    if isinstance(plain, type) and issubclass(plain, msgspec.Struct):
        return {part.encode_name: _sample(name, part.encode_name, part.type) for part in msgspec.structs.fields(plain)}
    if chosen is not None:
        return chosen
    plains: Mapping[Any, Any] = {bool: True, int: 1, float: 1, date: ON, datetime: f"{ON}T10:00:00+02:00"}
    return plains.get(plain, "text")
