"""Every type that can be recorded about a person, in the groups in which a colleague looks for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from app.desk.pages.head import header
from app.desk.visit import Visit
from journey.domain import lifecycle
from services import entering
from services.people import Person
from services.permissions import Permission

DAILY = (
    "contact_held",
    "employer_contacted",
    "outreach_attempted",
    "partner_contacted",
    "appointment_booked",
    "appointment_kept",
    "appointment_missed",
    "appointment_cancelled",
)
MOVES = ("waitlisted", "declined", "enrolled", "phase_moved", "paused", "resumed", "discharged")

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        "profile_completed",
        "preferences_recorded",
        "plan_agreed",
        "plan_reviewed",
        "milestone_set",
        "milestone_reached",
        "action_agreed",
        "action_done",
        "action_dropped",
        "benefits_counselling_offered",
        "benefits_counselling_given",
    ),
    "work": (
        "job_agreed",
        "job_started",
        "job_changed",
        "job_ended",
        "job_applied",
        "interview_held",
        "employer_contacted",
        "placement_started",
        "placement_ended",
        "studies_started",
        "studies_ended",
        "activity_attended",
        "incomes_recorded",
        "housing_support_recorded",
    ),
    "network": (
        "network_person_recorded",
        "network_person_ended",
        "partner_contacted",
        "matter_opened",
        "matter_decided",
        "consent_given",
        "consent_withdrawn",
        "registered_with",
        "unregistered_from",
        "co_coach_assigned",
        "co_coach_ended",
    ),
    "questionnaires": ("questionnaire_sent", "questionnaire_answered"),
}
"""What a page about one subject shows, and what can be recorded from it."""


def page(visit: Visit) -> Response:
    """Every type that this colleague may record about the person: the daily ones first, then what can come next."""
    person = visit.person(Permission.WRITE_FACTS)
    may = [kind for kind in entering.types_for(visit.office, visit.actor, person) if visit.records(kind, person)]
    shown = [(name, [(visit.words.what(kind), kind) for kind in group]) for name, group in _groups(visit, person, may)]
    return visit.page("kinds.html", head=header(visit, person), groups=[one for one in shown if one[1]])


def _groups(visit: Visit, person: Person, may: list[str]) -> list[tuple[str, list[str]]]:
    """The types that may be recorded by the name of their group; each stands in one of them."""
    now = [kind for kind in MOVES if kind in may and _can_follow(kind, person)]
    groups: dict[str, Sequence[str]] = {"desk-kinds-daily": DAILY, "desk-kinds-moves": now}
    for name, kinds in SECTIONS.items():
        groups[f"desk-tab-{name}"] = [kind for kind in kinds if kind not in DAILY]
    chosen = [(name, [kind for kind in kinds if kind in may]) for name, kinds in groups.items()]
    named = {kind for kinds in groups.values() for kind in kinds}
    rest = sorted((kind for kind in may if kind not in named and kind not in MOVES), key=visit.words.what)
    past = [kind for kind in MOVES if kind in may and kind not in now]
    return [*chosen, ("desk-kinds-other", rest), ("desk-kinds-past", past)]


def _can_follow(kind: str, person: Person) -> bool:
    """Whether that move can come next; the others are for a day that has been, and the engine says whether they fit."""
    current = person.history.current
    return any(move.partition(" ")[0] == kind for move in lifecycle.allowed(current.state if current else "unknown"))
