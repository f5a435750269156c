"""Declares the types of events and objects in the OCEL log, with the attributes each of them may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journey.domain.events import MOVES
from journey.domain.events.participant import PhaseMoved
from projections.exports.coding import ExportColumn, columns
from projections.exports.fact_types import TYPES
from projections.exports.mining.activities import phase_moved

OBJECTS: dict[str, tuple[tuple[str, str], ...]] = {
    "participant": (
        ("gender", "string"),
        ("age_band", "string"),
        ("municipality", "string"),
        ("education", "string"),
        ("care_team", "string"),
        ("years_on_support", "float"),
    ),
    "episode": (("number", "integer"), ("move", "string")),
    "coach": (("fte", "float"),),
    "supervisor": (),
    "employer": (("industry", "string"), ("sector", "string")),
    "job": (
        ("extent", "float"),
        ("competitive", "boolean"),
        ("industry", "string"),
        ("sector", "string"),
        ("job_type", "string"),
        ("permanent", "boolean"),
        ("subsidised", "boolean"),
        ("subsidy", "float"),
        ("wage", "float"),
        ("start", "time"),
    ),
    "placement": (("kind", "string"), ("industry", "string"), ("hours_per_week", "float")),
    "studies": (("kind", "string"), ("extent", "float")),
    "appointment": (("booked_for", "time"),),
    "matter": (("kind", "string"), ("outcome", "string")),
    "action": (("agreed_at", "string"), ("due", "time")),
    "milestone": (("due", "time"),),
}
"""Types of objects, and their attributes with the type of each."""

THINGS = ("job", "placement", "studies", "appointment", "matter", "action", "milestone")
"""Keys that name an object of one person, which are its types as well."""

SHARED = {"coach": "coach", "deputy": "coach", "employer": "employer"}
"""Keys that name an object of the whole programme, with its type."""

_NOBODY = "They befall nobody in particular: see `events` and `tables`."
LEFT_OUT: Mapping[str, str] = {
    "fidelity_reviewed": _NOBODY,
    "work_wish_asked": _NOBODY,
    "dissemination_held": _NOBODY,
    "incident_reported": _NOBODY,
    "complaint_received": _NOBODY,
    "report_submitted": _NOBODY,
    "meeting_held": _NOBODY,
    "team_goal_set": _NOBODY,
    "team_goal_assessed": _NOBODY,
    "budget_set": _NOBODY,
    "cost_recorded": _NOBODY,
}
"""Types of facts that concern no object, each with the reason why this log does without them."""

_KINDS = {"whole": "integer", "number": "float", "flag": "boolean", "day": "time", "moment": "time"}
_EVERY = (("recorded", "time"), ("by", "string"))


def event_types() -> list[dict[str, Any]]:
    """Every activity, with the attributes its events may have."""
    types = []
    for name, cls in TYPES.items():
        if name in LEFT_OUT:
            continue
        attributes = [{"name": column.name, "type": _kind(column)} for column in columns(cls) if is_value(column)]
        attributes += [{"name": key, "type": kind} for key, kind in _EVERY]
        labels = [phase_moved(to) for to in _phases()] if cls is PhaseMoved else [_label(name)]
        types += [{"name": label, "attributes": attributes} for label in labels]
    return types


def _phases() -> tuple[str, ...]:
    return next(column.allowed or () for column in columns(PhaseMoved) if column.key == "to")


def _label(name: str) -> str:
    return name if name in MOVES else name.replace("_", " ")


def object_types() -> list[dict[str, Any]]:
    """Every type of object, with its attributes."""
    return [
        {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes]}
        for name, attributes in OBJECTS.items()
    ]


def is_value(column: ExportColumn) -> bool:
    """Whether a key is an attribute of the event, and no reference to an object."""
    return column.prefix is None or column.key not in (*THINGS, *SHARED)


def _kind(column: ExportColumn) -> str:
    return _KINDS.get(column.kind, "string")
