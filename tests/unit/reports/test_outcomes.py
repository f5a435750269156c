"""Outcomes: jobs, studies and placements, over every denominator by name."""

from typing import Any

import pytest

from .given import background, discharged, e, enrolled, figures, job, person, pick, placement, studies, values

HIRED = person(
    enrolled("2018-01-08"),
    job("2018-03-01", industry="trade", subsidised=True),
    discharged("2018-06-01", "work"),
    gender="woman",
)
STILL_HIRED = person(enrolled("2018-01-08"), job("2018-12-01", industry="fishing"), gender="man")
STUDENT = person(enrolled("2018-01-08"), studies("2018-04-01"), discharged("2018-05-01", "studies"), gender="man")
PLACED = person(enrolled("2018-01-08"), placement("2018-02-01"), gender="woman")
LEFT = person(enrolled("2018-01-08"), discharged("2018-02-01"), gender="woman")
EVERYBODY = (HIRED, STILL_HIRED, STUDENT, PLACED, LEFT)


def share(figure: dict[str, Any]) -> tuple[int, int]:
    assert figure["value"] == figure["numerator"] / figure["denominator"]
    return figure["numerator"], figure["denominator"]


def jobs(*entries: dict[str, Any], **question: Any) -> int:
    found = values("outcomes", person(*entries), **question)["competitive_jobs"]
    assert isinstance(found, int)
    return found


def test_the_same_people_employed_give_a_share_over_each_denominator() -> None:
    found = figures("outcomes", *EVERYBODY)
    assert found["employed_ever"]["value"] == 2
    assert share(found["employed_share_discharged_or_employed"]) == (2, 4)  # HIRED, STUDENT, LEFT and STILL_HIRED
    assert share(found["employed_share_discharged"]) == (2, 3)
    assert share(found["employed_share_enrolled"]) == (2, 5)


def test_studies_placements_and_their_shares() -> None:
    found = figures("outcomes", *EVERYBODY)
    assert found["studies_ever"]["value"] == 1
    assert share(found["studies_share_discharged"]) == (1, 3)
    assert share(found["work_or_study_share"]) == (3, 5)
    assert share(found["meaningful_occupation_share"]) == (1, 5)


def test_somebody_with_work_and_studies_counts_once_in_work_or_study() -> None:
    both = person(enrolled("2018-01-08"), job("2018-02-01"), studies("2018-02-01"))
    assert share(figures("outcomes", both)["work_or_study_share"]) == (1, 1)


def test_jobs_are_counted_with_and_without_subsidy_and_by_industry() -> None:
    found = values("outcomes", *EVERYBODY)
    assert pick(found, "competitive_jobs", "subsidised_jobs", "job_industries") == {
        "competitive_jobs": 2,
        "subsidised_jobs": 1,
        "job_industries": {"trade": 1, "other": 1},
    }
    paid = person(enrolled("2018-01-08"), job("2018-02-01", subsidy=18000), job("2018-02-01", "b", subsidised=False))
    assert values("outcomes", paid)["subsidised_jobs"] == 1


def test_a_job_that_is_not_competitive_is_no_outcome_until_it_becomes_one() -> None:
    sheltered = job("2018-02-01", competitive=False)
    becomes = e("job_changed", "2018-06-01", job="job", competitive=True, industry="services")
    assert jobs(enrolled("2018-01-08"), sheltered) == 0
    assert jobs(enrolled("2018-01-08"), sheltered, becomes) == 1
    assert jobs(enrolled("2018-01-08"), sheltered, becomes, end="2018-05-31") == 0
    changed = person(enrolled("2018-01-08"), sheltered, becomes)
    assert values("outcomes", changed)["job_industries"] == {"services": 1}


def test_a_job_that_becomes_competitive_counts_from_that_day() -> None:
    worked = (enrolled("2018-01-08"), job("2018-02-01", competitive=False))
    becomes = e("job_changed", "2018-06-01", job="job", competitive=True)
    history = person(*worked, becomes)
    assert values("outcomes", history, start="2018-02-01", end="2018-12-31")["job_tenure_median"] == 213
    assert values("outcomes", history)["quarterly_employment_rate"] == {
        "2018-Q1": 0,
        "2018-Q2": 1,
        "2018-Q3": 1,
        "2018-Q4": 1,
    }
    assert values("job-search", history)["median_days_to_first_job"] == 144
    kept = figures("outcomes", history, end="2018-08-30")["sustained_13_weeks_share"]
    assert share(kept) == (0, 1)


def test_a_job_that_ceases_to_be_competitive_counts_up_to_that_day() -> None:
    worked = (enrolled("2018-01-08"), job("2018-02-01"))
    ceases = e("job_changed", "2018-06-01", job="job", competitive=False)
    assert jobs(*worked, ceases) == 1
    assert jobs(*worked, ceases, start="2018-06-02") == 0
    assert values("outcomes", person(*worked, ceases))["job_tenure_median"] == 120
    corrected_at_once = e("job_changed", "2018-02-01", job="job", competitive=False)
    assert jobs(*worked, corrected_at_once) == 0


def test_what_a_person_had_before_enrolment_is_no_outcome() -> None:
    before = person(job("2018-01-07"), studies("2018-01-07"), placement("2018-01-07"), enrolled("2018-01-08"))
    found = values("outcomes", before)
    assert pick(found, "employed_ever", "studies_ever", "meaningful_occupation_share") == {
        "employed_ever": 0,
        "studies_ever": 0,
        "meaningful_occupation_share": 0,
    }
    assert jobs(job("2018-01-08"), enrolled("2018-01-08")) == 1


def test_a_job_after_discharge_and_between_two_stays_counts() -> None:
    assert jobs(enrolled("2018-01-08"), discharged("2018-02-01"), job("2018-03-01"), enrolled("2018-05-01")) == 1


def test_jobs_count_in_the_windows_they_touch() -> None:
    worked = (enrolled("2018-01-08"), job("2018-03-01"), e("job_ended", "2018-04-30", job="job"))
    assert jobs(*worked, start="2018-04-30") == 1
    assert jobs(*worked, start="2018-05-01") == 0
    assert jobs(*worked, end="2018-02-28") == 0


def test_a_job_told_twice_is_one_job_and_the_same_job_begun_again_is_another() -> None:
    assert jobs(enrolled("2018-01-08"), job("2018-03-01"), job("2018-03-05")) == 1
    again = (job("2018-03-01"), e("job_ended", "2018-04-01", job="job"), job("2018-05-01"))
    assert jobs(enrolled("2018-01-08"), *again) == 2


def test_tenure_runs_to_the_end_of_the_job_or_of_the_window() -> None:
    ended = person(enrolled("2018-01-08"), job("2018-03-01"), e("job_ended", "2018-03-31", job="job"))  # 30 days
    running = person(enrolled("2018-01-08"), job("2018-03-01"))
    assert values("outcomes", ended, running, end="2018-05-10")["job_tenure_median"] == (30 + 70) / 2
    assert values("outcomes", ended, end="2018-03-11")["job_tenure_median"] == 10
    assert values("outcomes", LEFT)["job_tenure_median"] is None


@pytest.mark.parametrize(("last", "kept"), [("2018-05-30", 0), ("2018-05-31", 1)])
def test_a_job_is_sustained_after_91_days(last: str, kept: int) -> None:
    worked = person(enrolled("2018-01-08"), job("2018-03-01"), e("job_ended", last, job="job"))
    assert share(figures("outcomes", worked, STILL_HIRED)["sustained_13_weeks_share"]) == (kept, 2)


def test_the_quarterly_rate_is_of_those_served_in_the_quarter() -> None:
    found = values("outcomes", HIRED, LEFT, STILL_HIRED)["quarterly_employment_rate"]
    assert list(found) == ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"]
    # Q1: HIRED of three. Q2: HIRED of two. Then STILL_HIRED alone, hired in December; HIRED works on but has left.
    assert list(found.values()) == [1 / 3, 1 / 2, 0, 1]


def test_quarters_begin_with_the_first_enrolment_and_one_without_anybody_has_no_rate() -> None:
    known = background("2016-01-01", gender="woman")
    gap = person(known, enrolled("2017-11-01"), discharged("2017-12-01"), enrolled("2018-04-01"), job("2018-04-02"))
    found = values("outcomes", gap, end="2018-05-31")["quarterly_employment_rate"]
    assert found == {"2017-Q4": 0, "2018-Q1": None, "2018-Q2": 1}


def test_a_quarter_counts_whole_wherever_the_window_opens_and_only_up_to_its_end() -> None:
    whole = values("outcomes", HIRED, LEFT)["quarterly_employment_rate"]["2018-Q1"]
    assert values("outcomes", HIRED, LEFT, start="2018-02-15")["quarterly_employment_rate"]["2018-Q1"] == whole
    assert values("outcomes", HIRED, LEFT, end="2018-02-28")["quarterly_employment_rate"] == {"2018-Q1": 0}


def test_women_and_men_are_told_apart() -> None:
    found = figures("outcomes", *EVERYBODY)
    assert found["employed_share_enrolled"]["by"] == {"gender=woman": 1 / 3, "gender=man": 1 / 2}
    assert found["job_industries"]["by"] == {"gender=woman": {"trade": 1}, "gender=man": {"other": 1}}
