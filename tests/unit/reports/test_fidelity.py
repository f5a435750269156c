"""The fidelity workbook, item by item: what the log indicates, and the evidence under it."""

from typing import Any

import pytest

from journey.domain.history import History
from tests.unit.reports.workbook import HALF, coach, contact, days, employer, evidence, item, meeting, score

from .given import Entry, background, discharged, e, enrolled, person, team


# -- 1: caseload -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("people", "fte", "points"), [(41, 2, 4), (40, 2, 5), (50, 2, 4), (51, 2, 3), (34, 1.6, 4), (33, 0.8, 1)]
)
def test_the_caseload_is_current_participants_over_posts_and_never_rounded(
    people: int, fte: float, points: int
) -> None:
    everybody = [person(enrolled("2018-02-01", coach="anna")) for _ in range(people)]
    gone = person(enrolled("2018-02-01", coach="anna"), discharged("2018-03-01"))
    found = item(1, *everybody, gone, own=team(coach(fte=fte)))
    assert (found["score"], found["value"]) == (points, people / fte)  # 41 on 2 posts: 20.5, so 4 points


def test_without_a_post_there_is_no_caseload() -> None:
    assert score(1, person(enrolled("2018-02-01"))) is None


# -- 2: time on employment -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("work", "rest", "points"), [(895, 105, 3), (900, 100, 4), (955, 45, 4), (960, 40, 5), (599, 401, 1)]
)
def test_time_on_employment_is_a_share_of_minutes(work: int, rest: int, points: int) -> None:
    one = person(enrolled("2018-01-08"), contact("2018-02-01", activity="job_search", minutes=work))
    other = person(enrolled("2018-01-08"), contact("2018-02-01", activity="everyday_support", minutes=rest))
    found = item(2, one, other)
    assert (found["score"], found["value"], found["events"]) == (points, work / 1000, 2)


def test_contacts_without_minutes_or_activity_are_told_and_left_out() -> None:
    told_of = person(
        enrolled("2018-01-08"),
        contact("2018-02-01", activity="mapping", minutes=30),
        contact("2018-02-02", activity="other"),
        contact("2018-02-03", minutes=60),
        e("appointment_booked", "2018-02-04", appointment="v", at="2018-02-05T10:00:00+01:00"),
        e("appointment_kept", "2018-02-05", appointment="v", minutes=45),
        e("benefits_counselling_given", "2018-02-06", minutes=15),
    )
    assert evidence(2, told_of) == {
        "share of the minutes on employment": 1,
        "minutes with an activity": 45,
        "contacts with an activity, no minutes": 1,
        "contacts without an activity": 2,
    }
    assert score(2, person(enrolled("2018-01-08"), contact("2018-02-01", activity="mapping"))) is None


# -- 4: care teams ---------------------------------------------------------------------------------------------------
def test_each_coach_belongs_to_the_two_teams_that_most_of_their_people_come_from() -> None:
    def of(coach: str, team_of: str | None) -> History:
        return person(background("2018-01-01", care_team=team_of), enrolled("2018-01-08", coach=coach))

    anna = [of("anna", "north")] * 5 + [of("anna", "south")] * 3 + [of("anna", "west")]
    bo = [of("bo", "east")] * 1 + [of("bo", None)]
    found = item(4, *anna, *bo)
    assert (found["score"], found["value"]) == (5, 9 / 10)  # (5 + 3) of 9, and 1 of 1
    assert evidence(4, *anna, *bo)["current participants without one"] == 1
    more = item(4, *anna, *bo, of("anna", "west"))
    assert (more["score"], more["value"]) == (4, 9 / 11)
    assert score(4, of("anna", None)) is None


def test_the_team_is_the_one_told_last_by_the_end_of_the_window() -> None:
    moved = [
        person(
            background("2018-01-01", care_team="north"),
            enrolled("2018-01-08"),
            background("2018-03-01", care_team=team),
        )
        for team in ("a", "b", "c")
    ]
    assert item(4, *moved)["value"] == 2 / 3
    assert item(4, *moved, end="2018-02-28")["value"] == 1


# -- 6: the employment agency ----------------------------------------------------------------------------------------
def agency(meetings: list[str], contacts: list[str]) -> int | None:
    spoke = person(enrolled("2018-01-01"), *(contact(on, **{"with": ["employment_service"]}) for on in contacts))
    own = team(meeting("2018-01-02", "steering_group"), *(meeting(on, "authority_cooperation") for on in meetings))
    return score(6, spoke, own=own, **HALF)


def test_contact_with_the_agency_has_points_by_how_often_they_meet_and_speak() -> None:
    monthly, quarterly = days("2018-01-10", 6, 30), days("2018-01-10", 2, 90)
    weekly = days("2018-01-03", 25)
    assert agency(monthly, weekly) == 5
    assert agency(monthly, []) == 4  # a meeting a quarter
    assert agency([], weekly) == 4  # contact a week
    assert agency(quarterly, []) == 4
    assert agency([], weekly[:24]) == 3  # one week short
    assert agency([], monthly) == 3
    assert agency([], monthly[:5]) == 2
    assert agency([], quarterly) == 2
    assert agency([], quarterly[:1]) == 1
    assert agency([], []) == 1


def test_whoever_speaks_with_the_agency_about_a_participant_is_in_touch_with_it() -> None:
    spoken = [e("partner_contacted", on, party="employment_service", mode="phone") for on in days("2018-01-03", 25)]
    spoken_of = person(enrolled("2018-01-01"), *spoken)
    assert score(6, spoken_of, **HALF) == 4  # weekly, and no meeting
    found = evidence(6, spoken_of, **HALF)
    assert found["contacts with the agency about participants"] == 25
    assert found["contacts together with the agency"] == 0
    elsewhere = person(enrolled("2018-01-01"), e("partner_contacted", "2018-02-01", party="school", mode="phone"))
    assert score(6, elsewhere, **HALF) == 1  # partners are kept in the log, and the agency is none of them


def test_contact_with_the_care_team_has_three_kinds_of_evidence() -> None:
    spoken_of = person(
        enrolled("2018-01-01"),
        contact("2018-02-01", **{"with": ["psychiatry"]}),
        e("partner_contacted", "2018-02-02", party="psychiatry", mode="phone"),
        e("partner_contacted", "2018-02-03", party="psychiatry", mode="meeting"),
    )
    own = team(
        e("meeting_held", "2018-02-05", kind="treatment_conference", team="north"),
        e("meeting_held", "2018-03-05", kind="treatment_conference", team="north"),
        e("meeting_held", "2018-03-06", kind="psychiatry", team="south"),
        e("meeting_held", "2018-03-07", kind="team", team="west"),
    )
    found = evidence(5, spoken_of, own=own, **HALF)
    assert found["contacts together with psychiatry"] == 1
    assert found["contacts with psychiatry about participants"] == 2
    assert (found["treatment conferences and meetings with psychiatry"], found["care teams met"]) == (3, 2)


def test_a_kept_appointment_about_work_is_time_on_work() -> None:
    visit = {"appointment": "v", "minutes": 60}
    met = person(
        enrolled("2018-01-01"),
        e("appointment_booked", "2018-02-01", appointment="v", at="2018-02-02T10:00:00+01:00", activity="job_search"),
        e("appointment_kept", "2018-02-02", **visit),
        e("appointment_kept", "2018-02-03", activity="everyday_support", **visit),
    )
    assert item(2, met)["value"] == 0.5


def test_nothing_is_indicated_where_neither_parties_nor_meetings_are_kept() -> None:
    assert score(6, person(enrolled("2018-01-01"), contact("2018-02-01"))) is None
    assert score(7, person(enrolled("2018-01-01"))) is None


@pytest.mark.parametrize(
    ("keys", "met"),
    [
        ({"kind": "authority_cooperation"}, 1),
        ({"kind": "authority_cooperation", "parties": ["social_insurance"]}, 0),
        ({"kind": "authority_cooperation", "absent": ["employment_service"]}, 0),
        ({"kind": "cooperation_group", "parties": ["FK", "af"]}, 1),
        ({"kind": "cooperation_group"}, 0),
    ],
)
def test_a_meeting_with_the_agency_is_one_where_it_was(keys: dict[str, Any], met: int) -> None:
    own = team(e("meeting_held", "2018-02-01", **keys))
    assert evidence(6, own=own)["meetings with the agency"] == met


# -- 7: the unit -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("meetings", "points"), [(0, 1), (11, 2), (12, 4), (26, 4)])
def test_a_unit_meets_and_its_cover_cannot_be_seen(meetings: int, points: int) -> None:
    own = team(meeting("2018-01-02", "steering_group"), *(meeting(on) for on in days("2018-01-02", meetings, 6)))
    assert score(7, own=own, **HALF) == points  # twelve is twice in each of six months


# -- 15: the first employer ------------------------------------------------------------------------------------------
def test_days_to_the_first_employer_are_those_of_people_who_met_one() -> None:
    met = person(enrolled("2018-01-01"), employer("2018-01-21"))  # 20 days
    late = person(enrolled("2018-01-01"), employer("2018-02-11"), employer("2018-02-20"))  # 41 days
    waiting = person(enrolled("2018-01-01"))  # 180 days on 30 June
    new = person(enrolled("2018-06-01"))  # 29 days
    left = person(enrolled("2018-01-01"), discharged("2018-03-01"))
    found = item(15, met, late, waiting, new, left, **HALF)
    assert (found["score"], found["value"]) == (4, (20 + 41) / 2)  # 30.5 is not 30 or fewer
    assert evidence(15, met, late, waiting, new, left, **HALF) == {
        "contacted": 2,
        "mean days of those contacted": 30.5,
        "still waiting": 2,
        "still waiting after more than 30 days": 1,
        "left without a contact": 1,
    }
    assert score(15, waiting, **HALF) is None


@pytest.mark.parametrize(
    ("entry", "mean"),
    [
        (employer("2018-01-21", mode="phone"), None),
        (employer("2018-01-21", competitive=False), None),
        (employer("2018-01-21", who="participant"), 20),
        (employer("2018-01-21", who="both"), 20),
        (employer("2018-01-01"), 0),
    ],
)
def test_the_first_employer_is_met_face_to_face_about_a_competitive_job(entry: Entry, mean: int | None) -> None:
    assert evidence(15, person(enrolled("2018-01-01"), entry))["mean days of those contacted"] == mean


def test_an_employer_met_between_referral_and_entry_is_met_at_once_and_one_before_is_not() -> None:
    early = (e("referred", "2018-01-10", source="self"), employer("2018-01-15"), enrolled("2018-01-20"))
    assert evidence(15, person(*early))["mean days of those contacted"] == 0
    before = person(employer("2018-01-05"), e("referred", "2018-01-10", source="self"), enrolled("2018-01-20"))
    assert evidence(15, before)["contacted"] == 0


def test_a_clock_that_stopped_before_the_window_is_not_of_the_window_and_one_that_runs_is() -> None:
    long_ago = person(enrolled("2017-01-01"), employer("2017-02-01"))
    at_last = person(enrolled("2017-12-02"), employer("2018-01-31"))  # 60 days
    found = evidence(15, long_ago, at_last, **HALF)
    assert (found["contacted"], found["mean days of those contacted"]) == (1, 60)


def test_somebody_who_returns_waits_again() -> None:
    back = person(enrolled("2018-01-01"), employer("2018-01-11"), discharged("2018-02-01"), enrolled("2018-03-01"))
    found = evidence(15, back, end="2018-03-21")
    assert (found["contacted"], found["still waiting"]) == (1, 1)


# -- 16: preferences -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("follow", "points"), [(179, 4), (180, 5), (150, 4), (149, 3), (49, 1), (50, 2)])
def test_preferences_are_a_share_of_tagged_contacts(follow: int, points: int) -> None:
    contacts = [employer("2018-02-01", follows_preferences=number < follow) for number in range(200)]
    asked = person(enrolled("2018-01-01"), *contacts, employer("2018-02-02"))
    assert score(16, asked) == points  # 179 of 200 is 89.5 percent
    assert evidence(16, asked)["contacts that are not tagged"] == 1


def test_contacts_that_nobody_tagged_need_a_reviewer() -> None:
    assert score(16, person(enrolled("2018-01-01"), employer("2018-02-02"))) is None


# -- 17: employers met a week ----------------------------------------------------------------------------------------
TEN_WEEKS: dict[str, Any] = {"start": "2018-01-01", "end": "2018-03-11"}  # 70 days


@pytest.mark.parametrize(
    ("met", "points"), [(0, 1), (19, 1), (20, 2), (30, 2), (39, 2), (40, 3), (50, 4), (59, 4), (60, 5)]
)
def test_employers_met_are_counted_by_week_and_coach(met: int, points: int) -> None:
    busy = person(enrolled("2018-01-01"), *(employer("2018-02-01", f"firm-{number}") for number in range(met)))
    found = item(17, busy, own=team(coach()), **TEN_WEEKS)
    assert (found["score"], found["value"]) == (points, met / 10)  # three a week have the points of two


def test_weeks_are_those_of_coaches_at_work() -> None:
    own = team(
        coach("anna"),
        coach("bo", 0.5, "2018-01-15"),  # 8 weeks of the ten
        e("coach_absent", "2018-02-05", coach="anna", until="2018-02-18", deputy="bo"),  # 2 weeks away
        e("coach_left", "2018-02-26", coach="bo"),  # and the last two weeks gone
    )
    early = team(
        coach("anna"),
        e("coach_absent", "2018-02-05", coach="anna", until="2018-02-25", deputy="bo"),
        e("coach_returned", "2018-02-12", coach="anna"),  # away one week of the three
    )
    assert evidence(17, own=early, **TEN_WEEKS)["weeks with a coach at work, added up"] == 9
    found = evidence(17, own=own, **TEN_WEEKS)
    assert found["weeks with a coach at work, added up"] == 8 + 6
    assert found["the same weighted by working time"] == 8 + 3


def test_employers_met_in_another_way_or_without_a_coach_do_not_count() -> None:
    alone = person(
        enrolled("2018-01-01"), employer("2018-02-01", mode="video"), employer("2018-02-01", who="participant")
    )
    assert evidence(17, alone, own=team(coach()))["employers met for participants"] == 0
    assert score(17, alone) is None  # no coach was registered


def test_a_visit_that_stands_under_a_participant_too_counts_once() -> None:
    visit = {"coach": "anna", "mode": "face_to_face"}
    own = team(
        coach(),
        e("employer_visited", "2018-02-01", employer="firm-1", **visit),
        e("employer_visited", "2018-02-02", employer="firm-1", **visit),
        e("employer_visited", "2018-02-02", employer="firm-2", coach="anna", mode="phone"),
    )
    seen = person(enrolled("2018-01-01"), employer("2018-02-01"))
    found = evidence(17, seen, own=own, **TEN_WEEKS)
    assert (found["employers met for participants"], found["employers met for the employer bank alone"]) == (1, 1)
    assert item(17, seen, own=own, **TEN_WEEKS)["value"] == 2 / 10
