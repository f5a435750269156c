"""Three people to export: whatever is said of them can be found again, whatever a format escapes."""

from typing import Any

from tests.site import Entry

PSEUDONYMISED = ("events", "tables", "xes", "ocel")
NUMBER = "191212121212"


def mark(name: str) -> str:
    """A value that can be found again whatever a format escapes."""
    return f"Qx7{name}Z <é&\"'>"


def line(kind: str, on: str, who: str = "a", /, **keys: Any) -> Entry:
    return {
        "type": kind,
        "participant": mark(f"ref{who}"),
        "on": on,
        "note": mark("note"),
        "by": f"coach:{mark('by')}",
        "entry": mark(f"entry{who}{kind}{on}"),
        **keys,
    }


def story(who: str, **identity: str) -> list[Entry]:
    """A person with something personal in every place that takes any text."""
    m = mark
    return [
        line(
            "referred",
            "2024-01-02",
            who,
            source="self",
            name=m("name"),
            phone=m("phone"),
            email="Qx7mailZ@example.org",
            personal_number=NUMBER,
            language=m("language"),
            **identity,
        ),
        line(
            "background_recorded",
            "2024-01-10",
            who,
            gender="woman",
            birth_year=1990,
            municipality=m("municipality"),
            care_team=m("team"),
            education="higher",
            incomes=[{"source": m("source"), "payer": "FK", "amount": 9000}],
        ),
        line("enrolled", "2024-01-10", who, coach=m("coach"), reason=m("reason")),
        line("consent_given", "2024-01-11", who, party="sus", purpose=m("purpose")),
        line("consent_given", "2024-01-12", who, party="research"),
        line(
            "appointment_booked",
            "2024-01-15",
            who,
            appointment=m("appointment"),
            at="2024-01-20T10:00:00+01:00",
            place=m("place"),
        ),
        line("appointment_kept", "2024-01-20", who, appointment=m("appointment"), minutes=30),
        line("contact_held", "2024-01-21", who, mode="meeting", coach=m("coach")),
        line("preferences_recorded", "2024-01-22", who, occupations=[m("occupation"), "cafe"]),
        line(
            "questionnaire_answered", "2024-01-22", who, instrument=m("instrument"), moment="start", answers=[1, 2, 3]
        ),
        line(
            "employer_contacted",
            "2024-02-02",
            who,
            employer=m("employer"),
            industry=m("industry"),
            mode="phone",
            who="coach",
            competitive=True,
        ),
        line(
            "placement_started", "2024-02-10", who, placement=m("placement"), kind="work_trial", employer=m("employer")
        ),
        line("placement_ended", "2024-02-20", who, placement=m("placement"), reason=m("why")),
        line("studies_started", "2024-02-21", who, studies=m("studies"), kind="sfi", extent=50),
        line(
            "job_started",
            "2024-03-01",
            who,
            job=m("job"),
            employer=m("employer"),
            job_type=m("type"),
            extent=50,
            competitive=True,
        ),
        line("phase_moved", "2024-03-02", who, to="coaching"),
        line("contact_held", "2024-03-03", who, mode="phone"),
        line("struck", "2024-03-04", who, strikes=mark(f"entry{who}contact_held2024-03-03"), reason=m("strike")),
        line("deadline_waived", "2024-03-05", who, rule=m("rule"), reason=m("waiver"), by=f"supervisor:{m('eva')}"),
        *_around(who),
        line("discharged", "2024-06-01", who, reason="work"),
    ]


def _around(who: str) -> list[Entry]:
    """What is done around the person, and the steps they take themselves."""
    m = mark
    spoken = {"party": "family", "mode": "phone", "matter": m("matter"), "coach": m("coach")}
    somebody = {"name": m("kinname"), "phone": m("kinphone"), "email": m("kinmail")}
    agreed = {"action": m("action"), "at": "sip", "responsible": f"coach:{m('coach')}", "due": "2024-04-01"}
    return [
        line("co_coach_assigned", "2024-04-01", who, coach=m("deputy")),
        line("network_person_recorded", "2024-04-01", who, person=m("kin"), party="family", **somebody),
        line("matter_opened", "2024-04-02", who, matter=m("matter"), party="family", kind="other"),
        line("partner_contacted", "2024-04-02", who, **spoken),
        line("action_agreed", "2024-04-02", who, **agreed),
        line("action_dropped", "2024-04-03", who, action=m("action"), reason=m("dropped")),
        line("milestone_set", "2024-04-03", who, milestone=m("step")),
        line("activity_attended", "2024-04-04", who, activity="group", employer=m("employer")),
        line("job_applied", "2024-04-05", who, employer=m("employer"), industry=m("industry")),
        line("questionnaire_answered", "2024-04-06", who, instrument=m("form"), moment="other", answers=[m("said"), 3]),
        line("filed_in_journal", "2024-04-07", who, entries=[m("filed")], system=m("system")),
    ]


def of_programme() -> list[Entry]:
    m = mark
    told = [
        ("coach_registered", {"coach": m("coach"), "fte": 1.0, "name": m("coachname")}),
        ("coach_registered", {"coach": m("deputy"), "fte": 0.5}),
        ("coach_absent", {"coach": m("coach"), "until": "2024-05-01", "deputy": m("deputy")}),
        (
            "employer_registered",
            {"employer": m("employer"), "name": m("firm"), "industry": m("industry"), "sector": "private"},
        ),
        (
            "employer_visited",
            {"employer": m("employer"), "coach": m("coach"), "mode": "phone", "purpose": m("purpose")},
        ),
        ("meeting_held", {"kind": "team", "parties": [m("party")], "absent": [m("absent")], "team": m("careteam")}),
        ("team_goal_set", {"goal": m("goal"), "period": m("period"), "figure": m("figure")}),
        ("team_goal_assessed", {"goal": m("goal"), "met": True}),
        ("cost_recorded", {"period": "2024-01", "amount": 1000, "payer": m("payer")}),
        ("fidelity_reviewed", {"scale": m("scale"), "rater": "self", "scores": {"1": 4}}),
        ("dissemination_held", {"audience": m("audience"), "people": 7}),
        ("report_submitted", {"kind": m("report"), "period": m("period")}),
    ]
    return [
        {
            "type": kind,
            "on": "2024-02-01",
            "by": f"supervisor:{m('eva')}",
            "note": m("note"),
            "entry": m(f"p{number}"),
            **keys,
        }
        for number, (kind, keys) in enumerate(told)
    ]
