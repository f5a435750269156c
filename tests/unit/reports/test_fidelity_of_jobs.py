"""Fidelity where jobs are found and followed: variety, permanence, support, and the workbook as a whole."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.history import History
from tests.unit.reports.workbook import HALF, coach, contact, days, employer, evidence, item, meeting, score

from .given import background, e, enrolled, job, person, team, told_outside, values


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


def test_outside_nothing_is_told_of_the_log_item_by_item() -> None:
    told = {f.definition.key: f.value for f in told_outside("fidelity", *hired(20, permanent=True)).figures}
    assert (told["items"], told["evidence"], told["profile"]) == (None, None, None)
