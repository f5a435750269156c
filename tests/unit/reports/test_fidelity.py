"""The fidelity workbook, item by item: what the log indicates, and the evidence under it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.history import History

from .given import Entry, background, discharged, e, enrolled, job, person, team, told, values

HALF: dict[str, Any] = {"start": "2018-01-01", "end": "2018-06-30"}  # 181 days: 25 whole weeks, 6 months, 2 quarters


def days(first: str, count: int, step: int = 7) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=step * number)).isoformat() for number in range(count)]


def item(number: int, *people: History, **question: Any) -> dict[str, Any]:
    (row,) = [row for row in values("fidelity", *people, **question)["items"] if row["item"] == number]
    return row


def evidence(number: int, *people: History, **question: Any) -> dict[str, Any]:
    """The numbers under an item by name."""
    rows = values("fidelity", *people, **question)["evidence"]
    return {row["figure"]: row["value"] for row in rows if row["item"] == number}


def score(number: int, *people: History, **question: Any) -> int | None:
    found = item(number, *people, **question)
    assert found["status"] == ("needs_reviewer" if found["score"] is None else "computed")
    points: int | None = found["score"]
    return points


def coach(name: str = "anna", fte: float = 1.0, on: str = "2018-01-01") -> Entry:
    return e("coach_registered", on, coach=name, fte=fte)


def contact(on: str, **keys: Any) -> Entry:
    return e("contact_held", on, mode="meeting", **keys)


def employer(on: str, name: str = "firm-1", mode: str = "face_to_face", who: str = "coach", **keys: Any) -> Entry:
    return e("employer_contacted", on, **{"employer": name, "mode": mode, "who": who, "competitive": True, **keys})


def meeting(on: str, kind: str = "team", **keys: Any) -> Entry:
    return e("meeting_held", on, kind=kind, **keys)


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


# -- 19 to 21: jobs --------------------------------------------------------------------------------------------------
def hired(count: int, **keys: Any) -> list[History]:
    return [person(enrolled("2018-01-01"), job("2018-02-01", **keys)) for _ in range(count)]


def test_job_types_and_employers_are_counted_once_each() -> None:
    people = [*hired(3, job_type="cook", employer="a"), *hired(1, job_type="driver", employer="b"), *hired(1)]
    assert (item(19, *people)["score"], item(19, *people)["value"]) == (2, 2 / 4)  # two types of four jobs with one
    assert (item(20, *people)["score"], item(20, *people)["value"]) == (2, 2 / 4)
    assert evidence(19, *people)["competitive jobs without"] == 1
    assert score(19, *hired(1)) is None
    assert score(20) is None


@pytest.mark.parametrize(("permanent", "points"), [(12, 1), (13, 2), (15, 3), (17, 4), (18, 4), (19, 5)])
def test_permanent_jobs_are_a_share_of_those_told_of(permanent: int, points: int) -> None:
    people = [*hired(permanent, permanent=True), *hired(20 - permanent, permanent=False), *hired(2)]
    found = item(21, *people)
    assert (found["score"], found["value"]) == (points, permanent / 20)


def test_fewer_than_ten_jobs_have_one_point_however_permanent() -> None:
    assert score(21, *hired(9, permanent=True)) == 1
    assert item(21, *hired(9, permanent=True))["value"] == 1
    assert score(21, *hired(10, permanent=True)) == 5
    assert score(21) == 1
    assert score(21, *hired(10)) is None  # it is told of none


def test_only_competitive_jobs_of_the_window_count_as_they_were_by_its_end() -> None:
    sheltered = person(enrolled("2018-01-01"), job("2018-02-01", competitive=False, job_type="cook"))
    over = person(enrolled("2018-01-01"), job("2018-02-01", job_type="cook"), e("job_ended", "2018-03-01", job="job"))
    changed = person(
        enrolled("2018-01-01"), job("2018-02-01"), e("job_changed", "2018-05-01", job="job", job_type="driver")
    )
    before = person(job("2017-12-01", job_type="cook"), enrolled("2018-01-01"))
    everybody = (sheltered, over, changed, before)
    assert evidence(19, *everybody, start="2018-04-01")["different job types"] == 1
    assert evidence(19, *everybody, end="2018-04-30")["different job types"] == 1
    assert evidence(19, *everybody)["competitive jobs with job types told"] == 2


# -- 23: support without a time limit --------------------------------------------------------------------------------
def followed(*contacts: str, start: str = "2017-03-01", lost: str | None = None) -> History:
    ending = [e("job_ended", lost, job="job")] if lost else []
    return person(enrolled("2017-01-02"), job(start), *ending, *(contact(on) for on in contacts))


WEEKLY = days("2017-03-06", 4)
MONTHLY = [f"{2017 + month // 12}-{month % 12 + 1:02}-10" for month in range(3, 14)]  # April to February


def test_support_has_points_by_how_long_it_goes_on() -> None:
    assert score(23, followed(*WEEKLY)) == 1  # nothing after the first month
    assert score(23, followed(*WEEKLY, *MONTHLY[:1])) == 2
    assert score(23, followed(*WEEKLY, *MONTHLY[:3])) == 3  # March to June: four months
    assert score(23, followed(*WEEKLY, *MONTHLY[:10])) == 3  # one month short of the year
    assert score(23, followed(*WEEKLY[:3], *MONTHLY)) == 3  # one week short of the month
    assert score(23, followed(*WEEKLY, *MONTHLY)) == 4  # nobody in the week before, or within three days
    assert score(23, followed("2017-02-27", "2017-03-02", *WEEKLY, *MONTHLY)) == 5


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        ("2017-02-22", "2017-03-04", 5),
        ("2017-02-21", "2017-03-04", 4),
        ("2017-02-22", "2017-03-05", 4),
        ("2017-02-22", "2017-03-01", 5),
    ],
)
def test_close_to_the_start_is_a_week_before_and_three_days_after(before: str, after: str, points: int) -> None:
    weeks = ["2017-03-08", "2017-03-15", "2017-03-22", "2017-03-29"]
    assert score(23, followed(before, after, *weeks, *MONTHLY)) == points


@pytest.mark.parametrize(("contact_on", "points"), [("2018-05-04", 5), ("2018-05-05", 4)])
def test_a_lost_job_is_followed_within_three_days(contact_on: str, points: int) -> None:
    whole = ("2017-02-27", "2017-03-02", *WEEKLY, *MONTHLY)
    assert score(23, followed(*whole, contact_on, lost="2018-05-01")) == points


def test_half_of_the_jobs_is_enough_and_less_is_not() -> None:
    kept, dropped = followed(*WEEKLY, *MONTHLY), followed(*WEEKLY)
    assert score(23, kept, dropped) == 4
    assert score(23, kept, dropped, dropped) == 2


def test_a_job_is_judged_by_what_it_has_lasted() -> None:
    young = followed("2018-12-02", start="2018-12-01")
    assert score(23, young) is None
    four = followed("2018-08-03", "2018-09-03", "2018-10-03", "2018-11-03", start="2018-08-01")
    assert score(23, four) == 3  # no job is a year old
    short = followed("2017-03-02", "2017-04-03", lost="2017-05-01")
    assert evidence(23, four, short)["of jobs that can be judged: contact in each of the first four months"] == 1
    assert score(23) is None


# -- 24: the community -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("out", "points"), [(300, 1), (301, 2), (399, 2), (400, 3), (500, 4), (649, 4), (650, 5)])
def test_the_community_is_a_share_of_minutes(out: int, points: int) -> None:
    went = person(
        enrolled("2018-01-01"),
        contact("2018-02-01", place="workplace", minutes=out),
        contact("2018-02-02", place="office", minutes=1000 - out),
        contact("2018-02-03", place="care_unit"),
        contact("2018-02-04"),
    )
    assert score(24, went) == points  # exactly 30 percent has one point
    assert evidence(24, went) == {
        "share of the minutes": out / 1000,
        "contacts with a place, no minutes": 1,
        "contacts without a place": 1,
    }


def test_where_nobody_tells_minutes_contacts_are_counted_and_it_says_so() -> None:
    went = person(enrolled("2018-01-01"), contact("2018-02-01", place="home"), contact("2018-02-01", place="care_unit"))
    assert evidence(24, went)["share of the contacts"] == 1 / 2
    assert score(24, went) == 4
    assert score(24, person(enrolled("2018-01-01"), contact("2018-02-01"))) is None


# -- the items that need a reviewer ----------------------------------------------------------------------------------
def test_items_that_only_a_reviewer_can_score_have_evidence_and_no_points() -> None:
    own = team(
        meeting("2018-02-01", "psychiatry"),
        meeting("2018-02-01", "steering_group"),
        meeting("2018-02-08"),
        e("work_wish_asked", "2018-03-01", people=80, wished=31),
        e("report_submitted", "2018-03-01", kind="monthly", period="2018-02"),
        *(
            e("employer_visited", on, employer="a", coach="anna", mode="face_to_face")
            for on in ("2018-03-01", "2018-04-01")
        ),
        e("employer_visited", "2018-03-01", employer="b", coach="anna", mode="face_to_face"),
        e("employer_agreement_signed", "2018-04-01", employer="a"),
    )
    supported = person(
        e("referred", "2018-01-02", source="self"),
        enrolled("2018-01-08"),
        e("phase_moved", "2018-02-01", to="assessment"),
        e("benefits_counselling_offered", "2018-01-08"),
        e("benefits_counselling_given", "2018-01-10"),
        e("profile_completed", "2018-02-01"),
        e("plan_agreed", "2018-02-01", kind="work_plan"),
        e("plan_reviewed", "2018-04-01", kind="work_plan"),
        e("preferences_recorded", "2018-02-01", disclosure="some"),
        contact("2018-02-02", activity="workplace", **{"with": ["psychiatry", "employer"]}),
        e("outreach_attempted", "2018-03-01", mode="phone"),
        e("outreach_attempted", "2018-03-02", mode="meeting", place="home"),
    )
    refused = person(e("referred", "2018-01-02", source="psychiatry"), e("declined", "2018-01-09", reason="excluded"))
    found = values("fidelity", supported, refused, own=own)
    rows = {row["item"]: row for row in found["items"]}
    for number in (3, 5, 8, 9, 10, 11, 12, 13, 14, 18, 22, 25):
        assert (rows[number]["score"], rows[number]["status"]) == (None, "needs_reviewer")
        assert rows[number]["events"] > 0
    held = {(row["item"], row["figure"]): row["value"] for row in found["evidence"]}
    assert held[3, "phases that somebody entered"] == 2
    assert held[5, "contacts together with psychiatry"] == 1
    assert held[9, "declined as excluded"] == 1
    assert held[9, "sources of referrals"] == 2
    assert held[10, "of them wished for a job"] == 31
    assert (held[12, "times counselling was offered"], held[12, "times counselling was given"]) == (1, 1)
    assert held[13, "times the person's wish was recorded"] == 1
    assert held[14, "plans reviewed"] == 1
    assert held[18, "employers met on more than one occasion"] == 1
    assert held[22, "parties who took part in contacts"] == 2
    assert held[25, "ways of trying, by mode and place"] == 2


# -- the window, the order, the audience -----------------------------------------------------------------------------
def test_what_lies_outside_the_window_counts_nowhere() -> None:
    old = person(
        enrolled("2017-01-02"),
        contact("2017-12-31", activity="job_search", minutes=60, place="home"),
        employer("2017-12-31"),
        contact("2018-07-01", activity="job_search", minutes=60, place="home"),
        employer("2018-07-01", follows_preferences=True),
    )
    own = team(coach(on="2017-01-02"), meeting("2017-12-31"), meeting("2018-07-01"))
    held = {row["item"]: row for row in values("fidelity", old, own=own, **HALF)["items"]}
    assert [held[number]["events"] for number in (2, 6, 7, 16, 17, 24)] == [0] * 6


WHOLE = [
    followed("2017-02-27", *WEEKLY, *MONTHLY),
    person(enrolled("2018-01-08", coach="anna"), employer("2018-01-20", follows_preferences=True)),
    person(
        background("2018-01-01", care_team="north"),
        enrolled("2018-02-01", coach="bo"),
        contact("2018-02-05", activity="mapping", minutes=35, place="office"),
    ),
    person(e("referred", "2018-01-02", source="family"), e("declined", "2018-01-09", reason="outside_target")),
]


@settings(max_examples=12, deadline=None)
@given(st.permutations(WHOLE))
def test_the_order_in_which_people_come_changes_nothing(people: list[History]) -> None:
    own = team(coach(), coach("bo", 0.6))
    assert values("fidelity", *people, own=own) == values("fidelity", *WHOLE, own=own)


@settings(max_examples=12, deadline=None)
@given(st.integers(2, 5))
def test_the_same_people_several_times_over_give_the_same_shares_and_means(times: int) -> None:
    once, often = (values("fidelity", *(WHOLE * n), own=team(coach()))["items"] for n in (1, times))
    for number in (2, 4, 15, 16, 24):
        assert often[number - 1]["value"] == once[number - 1]["value"]


def test_outside_the_programme_a_number_with_few_people_behind_it_is_withheld() -> None:
    refused = person(e("referred", "2018-01-02", source="family"), e("declined", "2018-01-09", reason="excluded"))
    many = [person(e("referred", "2018-01-02", source="self"), enrolled("2018-01-08")) for _ in range(6)]
    report = told("fidelity", refused, *many, audience="outside")
    tables = {figure.definition.key: figure.value for figure in report.figures}
    held = {row["figure"]: row["value"] for row in tables["evidence"] if row["item"] == 9}
    assert (held["declined as excluded"], held["referrals"]) == (None, 7)
    (row,) = [row for row in tables["items"] if row["item"] == 9]
    assert row["events"] is None  # 8 less the 7 referrals would give the one away


def test_outside_a_part_of_the_jobs_is_not_to_be_worked_out_from_the_others() -> None:
    people = [*hired(18, permanent=True), *hired(2, permanent=False)]
    report = told("fidelity", *people, audience="outside")
    held = {
        row["figure"]: row["value"]
        for row in {f.definition.key: f.value for f in report.figures}["evidence"]
        if row["item"] == 21
    }
    assert held == {
        "share of permanent jobs": None,
        "competitive jobs": 20,
        "permanent ones": None,
        "others": None,
        "jobs of which it is not told": None,
    }
