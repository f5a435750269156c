"""The monthly report and the one of three times a year: counted by hand for a handful of people."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from journey.domain.history import History
from journey.engine.loading.programmes import load_programmes
from projections.reports import REGISTRY

from .given import (
    PROGRAMME,
    asked,
    background,
    discharged,
    e,
    enrolled,
    events,
    figures,
    job,
    person,
    pick,
    studies,
    team,
    values,
)

UPPSALA = replace(PROGRAMME, starts=date(2014, 1, 1), rules=load_programmes(None)["uppsala"].rules)
AUGUST = {"start": "2014-08-01", "end": "2014-08-31", "as_of": "2014-09-30", "programme": UPPSALA}
SUMMER = {"start": "2014-05-01", "end": "2014-08-31", "as_of": "2014-09-30", "programme": UPPSALA}


def held(on: str, activity: str | None = None, minutes: int | None = None) -> dict[str, Any]:
    return e("contact_held", on, mode="meeting", activity=activity, minutes=minutes)


def visit(what: str, on: str, **keys: Any) -> dict[str, Any]:
    return e(f"appointment_{what}", on, appointment=f"visit-{on}", **keys)


def plan(what: str, on: str, kind: str = "work_plan") -> dict[str, Any]:
    return e(f"plan_{what}", on, kind=kind)


def someone(*entries: dict[str, Any], gender: str | None = None) -> History:
    known = [background("2014-01-01", gender=gender)] if gender else []
    return person(*known, *entries, as_of="2014-09-30")


ASSIDUOUS = someone(
    enrolled("2014-06-02"),
    e("phase_moved", "2014-06-10", to="engagement"),
    held("2014-07-31", "mapping", 60),
    held("2014-08-05", "mapping", 45),
    held("2014-08-06", "job_search", 30),
    held("2014-08-29"),
    visit("kept", "2014-08-11", minutes=50),
    visit("kept", "2014-08-18"),
    visit("missed", "2014-08-25"),
    e("benefits_counselling_given", "2014-08-20", minutes=20),
    e("employer_contacted", "2014-08-21", employer="firm", mode="phone", who="coach", competitive=True),
    plan("agreed", "2014-06-20"),
    plan("reviewed", "2014-08-22"),
    e("phase_moved", "2014-08-23", to="job_placement"),
    e("phase_moved", "2014-09-02", to="coaching"),
    gender="woman",
)
HIRED = someone(
    enrolled("2014-05-05"),
    visit("missed", "2014-08-04"),
    visit("cancelled", "2014-08-07"),
    job("2014-08-18"),
    plan("agreed", "2014-08-12", "sip"),
    plan("agreed", "2014-08-12"),
    discharged("2014-08-28", "work"),
    gender="man",
)
QUEUEING = someone(
    e("referred", "2014-08-01", source="self"), held("2014-08-10", "other", 15), e("waitlisted", "2014-08-12")
)
GONE = someone(enrolled("2014-01-07"), discharged("2014-05-31", "moved"))
OWN = team(
    e("incident_reported", "2014-08-14"),
    e("incident_reported", "2014-07-14"),
    e("complaint_received", "2014-08-15"),
    e("report_submitted", "2014-09-04", kind="monthly", period="2014-08"),
    e("report_submitted", "2014-09-26", kind="tertial", period="2014-T2"),
    as_of="2014-09-30",
)
EVERYBODY = (ASSIDUOUS, HIRED, QUEUEING, GONE)


def test_the_months_movements_and_totals() -> None:
    found = values("monthly", *EVERYBODY, own=OWN, **AUGUST)
    assert pick(found, "current_start", "enrolled", "discharged", "current_end", "waiting") == {
        "current_start": 2,
        "enrolled": 0,
        "discharged": 1,
        "current_end": 1,
        "waiting": 1,
    }
    assert found["appointments"] == {"kept": 2, "missed": 2, "cancelled": 1}
    assert found["support"] == {"mapping": 1, "job_search": 1, "other": 1, "unknown": 1}
    assert pick(found, "contacts", "employer_contacts") == {"contacts": 4, "employer_contacts": 1}
    assert found["minutes"] == 45 + 30 + 50 + 20 + 15
    assert pick(found, "got_work", "began_studies", "incidents", "complaints") == {
        "got_work": 1,
        "began_studies": 0,
        "incidents": 1,
        "complaints": 1,
    }
    assert found["plans_made"] == {"work_plan": 1, "sip": 1}
    assert found["plans_reviewed"] == {"work_plan": 1}


def test_attendance_is_kept_of_kept_and_missed() -> None:
    found = figures("monthly", *EVERYBODY, own=OWN, **AUGUST)["attendance"]
    assert (found["value"], found["numerator"], found["denominator"]) == (0.5, 2, 4)
    assert found["by"] == {"gender=woman": 2 / 3, "gender=man": 0, "gender=unknown": None}


def test_each_participant_has_a_row_in_both_tables_under_the_same_number() -> None:
    found = values("monthly", *EVERYBODY, own=OWN, **AUGUST)
    assert [tuple(row.values()) for row in found["participants"]] == [
        ("1", "discharged", 0, 1, 1, 0, 0, 0),
        ("2", "job_placement", 2, 1, 0, 3, 145, 1),
        ("3", "waiting", 0, 0, 0, 1, 15, 0),  # GONE had left before the month
    ]
    told = [{key: value for key, value in row.items() if value} for row in found["participant_support"]]
    assert told == [
        {"participant": "1"},
        {"participant": "2", "mapping": 1, "job_search": 1, "unknown": 1},
        {"participant": "3", "other": 1},
    ]


def test_numbers_follow_from_what_rows_say_and_never_from_the_order_of_people() -> None:
    told = {json.dumps(asked("monthly", *people, own=OWN, **AUGUST)) for people in permutations(EVERYBODY)}
    assert len(told) == 1


def test_those_who_left_are_told_by_reason_and_length() -> None:
    found = values("monthly", *EVERYBODY, own=OWN, **AUGUST)
    # 5 May to 28 August: 26 + 30 + 31 + 28 days.
    assert found["discharges"] == [{"discharge": "1", "reason": "work", "days": 115}]
    summer = values("tertial", *EVERYBODY, own=OWN, **SUMMER)
    assert [tuple(row.values()) for row in summer["discharges"]] == [("1", "moved", 144), ("2", "work", 115)]
    assert summer["discharge_reasons"] == {"moved": 1, "work": 1}
    assert summer["mean_days_discharged"] == (144 + 115) / 2


def test_a_third_of_the_year_by_month_with_plans_and_target_group() -> None:
    found = values("tertial", *EVERYBODY, own=OWN, **SUMMER)
    assert found["enrolled_by_month"] == {"2014-05": 1, "2014-06": 1}
    assert found["discharged_by_month"] == {"2014-05": 1, "2014-08": 1}
    assert pick(found, "persons", "referred", "got_work", "incidents", "complaints") == {
        "persons": 3,
        "referred": 1,
        "got_work": 1,
        "incidents": 2,
        "complaints": 1,
    }
    assert found["plans_current"] == {"work_plan": 1}  # HIRED has left
    assert found["plans_made"] == {"work_plan": 2, "sip": 1}
    assert found["gender"] == {"woman": 1, "man": 1, "unknown": 1}


def test_a_plan_of_an_earlier_stay_is_not_current_and_one_made_while_waiting_is() -> None:
    back = someone(
        enrolled("2014-01-07"),
        plan("agreed", "2014-02-01"),
        discharged("2014-03-01"),
        e("referred", "2014-06-01", source="self"),
        enrolled("2014-07-01"),
    )
    early = someone(e("referred", "2014-06-01", source="self"), plan("agreed", "2014-06-20"), enrolled("2014-07-01"))
    share = figures("tertial", back, early, **SUMMER)["with_plan_share"]
    assert (share["numerator"], share["denominator"]) == (1, 2)


def test_studies_begun_in_the_window_count_persons() -> None:
    both = someone(enrolled("2014-06-02"), studies("2014-08-18", "a"), studies("2014-08-19", "b"))
    before = someone(enrolled("2014-06-02"), studies("2014-07-31"))
    assert values("monthly", both, before, **AUGUST)["began_studies"] == 1


def test_a_report_tells_whether_it_was_handed_in_itself() -> None:
    # Five working days after Sunday 31 August: Friday 5 September. Twenty: Friday 26 September.
    month = values("monthly", own=OWN, **AUGUST)["submitted"]
    assert month == [{"period": "2014-08", "due": "2014-09-05", "status": "met", "submitted": "2014-09-04"}]
    third = values("tertial", own=OWN, **SUMMER)["submitted"]
    assert third == [{"period": "2014-08", "due": "2014-09-26", "status": "met", "submitted": "2014-09-26"}]


def test_a_report_not_handed_in_is_warned_of_then_breached_then_late() -> None:
    first = e("coach_registered", "2014-08-01", coach="anna", fte=1)  # from then on reports are expected
    late = team(first, e("report_submitted", "2014-09-10", kind="monthly", period="2014-08"), as_of="2014-09-30")
    assert values("monthly", own=late, **AUGUST)["submitted"][0]["status"] == "met_late"
    asked_early = AUGUST | {"as_of": "2014-09-08"}
    [row] = values("monthly", own=team(first, as_of="2014-09-08"), **asked_early)["submitted"]
    assert (row["status"], row["submitted"]) == ("breached", None)
    told_late = events([first, e("report_submitted", "2014-09-04", kind="monthly", period="2014-08")])
    told_late[1] = replace(told_late[1], recorded=datetime(2014, 9, 9, 8, tzinfo=UTC))
    [row] = values("monthly", own=History(told_late, as_of=date(2014, 9, 30)), **AUGUST)["submitted"]
    assert row["status"] == "late_entry"


def test_a_programme_without_the_rule_and_a_month_that_goes_on_have_no_deadline() -> None:
    assert values("monthly", own=OWN, **(AUGUST | {"programme": PROGRAMME}))["submitted"] == []
    going_on = AUGUST | {"end": "2014-08-20"}
    assert values("monthly", own=OWN, **going_on)["submitted"] == []


@pytest.mark.parametrize(
    ("kind", "as_of", "window"),
    [
        ("monthly", "2014-09-05", ("2014-08-01", "2014-08-31")),
        ("monthly", "2014-08-31", ("2014-08-01", "2014-08-31")),
        ("monthly", "2014-01-30", ("2013-12-01", "2013-12-31")),
        ("tertial", "2014-09-05", ("2014-05-01", "2014-08-31")),
        ("tertial", "2014-04-30", ("2014-01-01", "2014-04-30")),
        ("tertial", "2014-04-29", ("2013-09-01", "2013-12-31")),
    ],
)
def test_without_a_window_it_is_the_last_whole_period(kind: str, as_of: str, window: tuple[str, str]) -> None:
    found = REGISTRY[kind].window(None, None, date.fromisoformat(as_of))
    assert found == tuple(map(date.fromisoformat, window))


def test_a_window_asked_for_half_is_filled_up_with_the_period_and_other_reports_have_none() -> None:
    first, middle, last = date(2014, 8, 1), date(2014, 8, 20), date(2014, 8, 31)
    as_of = date(2014, 12, 1)
    assert REGISTRY["monthly"].window(middle, None, as_of) == (middle, last)
    assert REGISTRY["monthly"].window(None, middle, as_of) == (first, middle)
    assert REGISTRY["monthly"].window(first, middle, as_of) == (first, middle)
    assert REGISTRY["flow"].window(None, None, as_of) == (None, None)


# -- about is not with -------------------------------------------------------------------------------------------------
def about(on: str, party: str, **keys: Any) -> dict[str, Any]:
    return e("partner_contacted", on, party=party, mode="phone", **keys)


def test_contacts_about_a_participant_are_counted_by_themselves() -> None:
    spoken_of = someone(
        enrolled("2014-06-02"),
        about("2014-08-04", "employment_service", minutes=30, activity="authority"),
        about("2014-08-05", "psychiatry"),
        about("2014-08-06", "social_insurance"),
        about("2014-07-31", "psychiatry"),  # the month before
    )
    own = team(
        e("meeting_held", "2014-08-20", kind="authority_cooperation"),
        e("meeting_held", "2014-08-21", kind="team"),
        as_of="2014-09-30",
    )
    found = values("monthly", spoken_of, own=own, **AUGUST)
    assert pick(found, "partner_contacts", "authority_contacts", "authority_meetings", "contacts", "minutes") == {
        "partner_contacts": 3,
        "authority_contacts": 2,
        "authority_meetings": 1,
        "contacts": 0,
        "minutes": 0,
    }
    assert found["partner_contacts_by_party"] == {"employment_service": 1, "social_insurance": 1, "psychiatry": 1}
    assert found["support"] == {}
    assert [row["partner_contacts"] for row in found["participant_support"]] == [3]


def test_who_was_only_spoken_of_has_a_row() -> None:
    waiting = someone(e("referred", "2014-07-01", source="guardian"), about("2014-08-04", "guardian"))
    assert [row["partner_contacts"] for row in values("monthly", waiting, **AUGUST)["participant_support"]] == [1]


def test_a_kept_appointment_counts_as_the_support_that_was_said_of_it_or_of_its_booking() -> None:
    met = someone(
        enrolled("2014-06-02"),
        visit("booked", "2014-08-04", at="2014-08-05T10:00:00+02:00", activity="mapping"),
        e("appointment_kept", "2014-08-05", appointment="visit-2014-08-04"),
        visit("kept", "2014-08-06", activity="benefits"),
        visit("kept", "2014-08-07"),  # of this one nobody said
    )
    found = values("monthly", met, **AUGUST)
    assert (found["support"], found["contacts"]) == ({"mapping": 1, "benefits": 1}, 0)
    assert found["participant_support"][0]["mapping"] == 1


def test_why_appointments_did_not_take_place_is_told_by_cause() -> None:
    stayed_away = someone(
        enrolled("2014-06-02"),
        visit("missed", "2014-08-04", cause="anxiety"),
        visit("cancelled", "2014-08-05", cause="at_work"),
        visit("missed", "2014-08-06"),
    )
    assert values("monthly", stayed_away, **AUGUST)["causes"] == {"at_work": 1, "anxiety": 1, "unknown": 1}
