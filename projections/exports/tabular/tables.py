"""Lists the tables of the statistics export, and the columns each of them has.

Tables of facts have a line for each event, struck ones marked; tables of things are put together from what stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.domain.programme import PHASES
from journey.domain.rules import STATUSES
from projections.exports.coding import ROLES, ExportColumn, columns
from projections.exports.fact_types import TYPES

_WHO: tuple[ExportColumn, ...] = (
    ExportColumn("participant", "participant", "text"),
    ExportColumn("episode", "episode", "whole"),
)
_ENVELOPE: tuple[ExportColumn, ...] = (
    ExportColumn("type", "type", "text"),
    ExportColumn("on", "on", "day"),
    ExportColumn("at", "at", "moment"),
    ExportColumn("recorded", "recorded", "moment"),
    ExportColumn("by", "by", "text", allowed=ROLES),
    ExportColumn("struck", "struck", "flag"),
    ExportColumn("struck_recorded", "struck_recorded", "moment"),
    ExportColumn("migrated", "migrated", "flag"),
    ExportColumn("record_time_unknown", "record_time_unknown", "flag"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a line of it is, its columns, and the facts it lists or, where it lists none, is made of."""

    name: str
    about: str
    columns: tuple[ExportColumn, ...]
    types: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()


def _of_facts(name: str, about: str, *types: str, of_programme: bool = False) -> Table:
    """A table with a line for each event of these types: the common columns, then all that the facts have."""
    by_name: dict[str, ExportColumn] = {}
    for kind in types:
        for column in columns(TYPES[kind]):
            by_name[column.name] = _both(by_name[column.name], column) if column.name in by_name else column
    who = () if of_programme else _WHO
    fixed = {column.name for column in who}
    return Table(name, about, (*who, *_ENVELOPE, *(c for c in by_name.values() if c.name not in fixed)), types)


def _both(one: ExportColumn, other: ExportColumn) -> ExportColumn:
    allowed = tuple(dict.fromkeys([*one.allowed, *other.allowed])) if one.allowed and other.allowed else None
    return ExportColumn(one.key, one.name, one.kind, allowed, one.listed or other.listed, one.prefix or other.prefix)


def _text(name: str, *allowed: str) -> ExportColumn:
    return ExportColumn(name, name, "text", allowed=allowed or None)


def _days(*names: str) -> tuple[ExportColumn, ...]:
    return tuple(ExportColumn(name, name, "day") for name in names)


def _whole(*names: str) -> tuple[ExportColumn, ...]:
    return tuple(ExportColumn(name, name, "whole") for name in names)


def _from(type_: str, *names: str) -> tuple[ExportColumn, ...]:
    """Columns as a fact has them."""
    by_name = {column.name: column for column in columns(TYPES[type_])}
    return tuple(by_name[name] for name in names)


_STATES = ("referred", "waiting", *PHASES, "paused", "declined", "discharged")
_JOB = ("extent", "competitive", "industry", "sector", "job_type", "permanent", "subsidised", "subsidy", "wage")

TABLES: tuple[Table, ...] = (
    Table(
        "participants",
        "A person, with what is known of their background last.",
        (
            _WHO[0],
            *_from(
                "background_recorded",
                "gender",
                "age_band",
                "municipality",
                "education",
                "years_on_support",
                "care_team",
            ),
            *_from("referred", "language"),
            _text("state", *_STATES),
            ExportColumn("coach", "coach", "text", prefix="C"),
            *_whole("episodes"),
            *_days("first_referred", "first_enrolled"),
        ),
        made_of=("background_recorded", "referred", "enrolled", "coach_assigned"),
    ),
    Table(
        "episodes",
        "A stay from referral or enrolment to decline or discharge; `episode` is empty for a referral "
        "that led to none.",
        (
            *_WHO,
            *_days("referred", "waiting_since", "enrolled", "ended"),
            _text("state", *_STATES),
            *_from("referred", "source"),
            _text("reason"),
            *_whole("days", "paused_days"),
        ),
        made_of=("referred", "waitlisted", "declined", "enrolled", "paused", "resumed", "discharged"),
    ),
    Table(
        "phases",
        "A stretch in one phase, or a pause; `end` is empty while it goes on.",
        (*_WHO, _text("phase", *PHASES, "paused"), *_days("start", "end")),
        made_of=("enrolled", "phase_moved", "paused", "resumed"),
    ),
    Table(
        "jobs",
        "A job from start to end, with what was said last about it.",
        (*_WHO, *_from("job_started", "job"), *_days("start", "end"), *_from("job_started", "employer", *_JOB)),
        made_of=("job_started", "job_changed", "job_ended"),
    ),
    Table(
        "studies",
        "Studies from start to end.",
        (
            *_WHO,
            *_from("studies_started", "studies"),
            *_days("start", "end"),
            *_from("studies_started", "kind", "extent"),
            *_from("studies_ended", "completed"),
        ),
        made_of=("studies_started", "studies_ended"),
    ),
    Table(
        "placements",
        "An unpaid placement from start to end: meaningful occupation, not employment.",
        (
            *_WHO,
            *_from("placement_started", "placement"),
            *_days("start", "end"),
            *_from("placement_started", "kind", "employer", "industry", "hours_per_week"),
        ),
        made_of=("placement_started", "placement_ended"),
    ),
    Table(
        "incomes",
        "One source of income of one record of incomes; what is paid from `on`.",
        (
            *_WHO,
            *_ENVELOPE,
            ExportColumn("source", "source", "text", listed="income_sources"),
            _text("payer", "FK", "AF", "IFO", "CSN", "employer", "other"),
            ExportColumn("amount", "amount", "number"),
            ExportColumn("tax", "tax", "number"),
        ),
        made_of=("incomes_recorded", "background_recorded"),
    ),
    Table(
        "deadlines",
        "An occurrence of a deadline rule, as judged on the export's day under the rules of its time.",
        (
            *_WHO,
            _text("rule"),
            _text("leg"),
            ExportColumn("occurrence", "occurrence", "text", prefix="OC"),
            *_days("opened", "due"),
            _text("status", *STATUSES),
            *_days("met_on"),
            *_whole("raw_days", "paused_days", "adjusted_days", "periods_missed"),
            _text("rules_version"),
        ),
    ),
    _of_facts("alerts", "An alert as it was raised.", "alert_raised"),
    _of_facts(
        "contacts",
        "A contact, an appointment or an attempt to reach the person.",
        "contact_held",
        "appointment_booked",
        "appointment_kept",
        "appointment_missed",
        "appointment_cancelled",
        "outreach_attempted",
        "benefits_counselling_offered",
        "benefits_counselling_given",
    ),
    _of_facts(
        "partner_contacts",
        "A contact with a partner about the person, without them.",
        "partner_contacted",
    ),
    _of_facts(
        "network",
        "A second coach, somebody around the person, a registration with a party: from that day on, or ended.",
        "co_coach_assigned",
        "co_coach_ended",
        "network_person_recorded",
        "network_person_ended",
        "registered_with",
        "unregistered_from",
    ),
    _of_facts("matters", "What was asked of a party, and what it decided.", "matter_opened", "matter_decided"),
    _of_facts(
        "agreed",
        "What somebody took on, and the person's own steps: agreed, done, dropped.",
        "action_agreed",
        "action_done",
        "action_dropped",
        "milestone_set",
        "milestone_reached",
    ),
    _of_facts(
        "activities",
        "What the person took part in, and the jobs they applied for.",
        "activity_attended",
        "job_applied",
        "interview_held",
    ),
    _of_facts("employer_contacts", "A contact with an employer for the person.", "employer_contacted"),
    _of_facts(
        "plans",
        "The profile, preferences and plans.",
        "profile_completed",
        "preferences_recorded",
        "plan_agreed",
        "plan_reviewed",
    ),
    _of_facts("consents", "A consent given or withdrawn.", "consent_given", "consent_withdrawn"),
    _of_facts(
        "questionnaires",
        "A questionnaire sent, or answered: its total, never its answers.",
        "questionnaire_sent",
        "questionnaire_answered",
    ),
    _of_facts("housing_support", "Hours a week of housing support from that day on.", "housing_support_recorded"),
    _of_facts("registrations", "A registration in SUS, or a deadline set aside.", "sus_registered", "deadline_waived"),
    _of_facts(
        "coaches",
        "What happened to the team: working time, absence, leaving.",
        "coach_registered",
        "coach_fte_changed",
        "coach_absent",
        "coach_returned",
        "coach_left",
        of_programme=True,
    ),
    _of_facts(
        "employers",
        "The employer bank: registered, visited, agreed with.",
        "employer_registered",
        "employer_visited",
        "employer_agreement_signed",
        of_programme=True,
    ),
    _of_facts(
        "programme",
        "The programme's meetings, reports, questions, incidents and goals.",
        "meeting_held",
        "work_wish_asked",
        "dissemination_held",
        "incident_reported",
        "complaint_received",
        "report_submitted",
        "team_goal_set",
        "team_goal_assessed",
        of_programme=True,
    ),
    _of_facts(
        "economy",
        "What the programme may cost, and what it cost.",
        "budget_set",
        "cost_recorded",
        of_programme=True,
    ),
    Table(
        "fidelity",
        "One item of one fidelity review.",
        (*_ENVELOPE, *_from("fidelity_reviewed", "scale", "rater", "reviewer", "consensus"), *_whole("item", "points")),
        made_of=("fidelity_reviewed",),
    ),
)

_PAPERS = "A person's papers stay inside; that one of a kind was kept is in `events` and `xes`."
LEFT_OUT: Mapping[str, str] = {
    "job_agreed": "It is no job yet: a job stands in `jobs` from its start. The agreement is in `events` and `xes`.",
    "document_kept": _PAPERS,
    "document_removed": _PAPERS,
}
"""Types of facts that stand in no table, each with the reason."""
