"""Job search: how soon employers are met, with those who still wait counted as waiting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines
from journey.engine.loading.programmes import load_programmes

from .given import PROGRAMME, discharged, e, enrolled, events, figures, job, person, pick, sus, values

SHIPPED = load_programmes(None)
RULED: Programme = replace(PROGRAMME, rules=SHIPPED["hudiksvall"].rules)
UPPSALA: Programme = replace(PROGRAMME, rules=SHIPPED["uppsala"].rules)


def met(on: str, *, competitive: bool = True, **keys: Any) -> dict[str, Any]:
    return e("employer_contacted", on, employer="firm", mode="phone", who="coach", competitive=competitive, **keys)


TEN = person(enrolled("2018-01-10"), met("2018-01-20"), gender="woman")
TWENTY = person(enrolled("2018-01-10"), met("2018-01-30"), met("2018-01-31"), gender="man")
FORTY = person(enrolled("2018-01-10"), met("2018-02-19"), gender="woman")
LEFT = person(enrolled("2018-01-10"), discharged("2018-02-04"), gender="man")  # after 25 days
WAITING = person(enrolled("2018-01-10"), gender="woman")
EVERYBODY = (TEN, TWENTY, FORTY, LEFT, WAITING)


def search(*people: History, **question: Any) -> dict[str, Any]:
    return values("job-search", *people, **({"programme": RULED, "end": "2018-03-01"} | question))


def test_the_median_counts_those_still_waiting_and_the_mean_does_not() -> None:
    found = search(*EVERYBODY)
    # 4/5 after 10 days, 3/5 after 20, LEFT censored at 25, then two at risk: 3/5 * 1/2 = 3/10 after 40.
    assert found["median_days_to_first_employer_contact"] == 40
    mean = figures("job-search", *EVERYBODY, programme=RULED, end="2018-03-01")["mean_days_contacted"]
    assert (mean["value"], mean["numerator"], mean["denominator"]) == (70 / 3, 10 + 20 + 40, 3)


def test_the_curve_has_a_row_for_every_day_on_which_something_happened() -> None:
    rows = [row for row in search(*EVERYBODY)["curve"] if row["series"] == "all"]
    assert [tuple(row.values())[1:6] for row in rows] == [
        (0, 5, 0, 0, 1.0),
        (10, 5, 1, 0, 4 / 5),
        (20, 4, 1, 0, 3 / 5),
        (25, 3, 0, 1, 3 / 5),
        (40, 2, 1, 0, 3 / 10),
        (50, 1, 0, 1, 3 / 10),  # 10 January to 1 March: 21 + 28 + 1
    ]


def test_women_and_men_have_curves_of_their_own() -> None:
    rows = search(*EVERYBODY)["curve"]
    women = [(row["day"], row["waiting"]) for row in rows if row["series"] == "women"]
    assert women == [(0, 1.0), (10, 2 / 3), (40, 1 / 3), (50, 1 / 3)]
    by = figures("job-search", *EVERYBODY, programme=RULED)["median_days_to_first_employer_contact"]["by"]
    assert by == {"gender=woman": 40, "gender=man": 20}


def test_the_share_within_a_month_leaves_out_who_left_and_whose_month_goes_on() -> None:
    late = person(enrolled("2018-02-10"), met("2018-02-12"))  # contacted, but the month ends on 10 March
    found = figures("job-search", *EVERYBODY, late, programme=RULED, end="2018-03-01")["share_within_one_month"]
    assert (found["numerator"], found["denominator"]) == (2, 4)  # TEN and TWENTY of those and FORTY, WAITING
    later = figures("job-search", *EVERYBODY, late, programme=RULED, end="2018-03-10")["share_within_one_month"]
    assert (later["numerator"], later["denominator"]) == (3, 5)


def test_who_leaves_on_the_last_day_of_the_month_is_not_held_against_the_programme() -> None:
    left = person(enrolled("2018-02-01"), discharged("2018-03-01"))  # the deadline says: stopped
    found = figures("job-search", left, TEN, programme=RULED)["share_within_one_month"]
    assert (found["numerator"], found["denominator"]) == (1, 1)


def test_a_month_ends_on_the_last_day_of_a_shorter_one() -> None:
    on_time = person(enrolled("2018-01-31"), met("2018-02-28"))
    assert search(on_time, end="2018-02-28")["share_within_one_month"] == 1
    assert search(person(enrolled("2018-01-31"), met("2018-03-01")))["share_within_one_month"] == 0


def test_breaches_are_what_the_rule_says_whether_a_contact_came_later_or_not() -> None:
    found = search(*EVERYBODY)
    assert found["deadline_status"] == {"met": 2, "stopped": 1, "met_late": 1, "breached": 1}
    assert pick(found, "breaches", "late_entries") == {"breaches": 2, "late_entries": 0}
    assert search(*EVERYBODY, end="2018-02-10")["breaches"] == 0  # the due day has not ended before the 11th
    assert search(*EVERYBODY, end="2018-02-11")["breaches"] == 2  # FORTY's contact is not yet there


def test_a_contact_recorded_late_is_a_late_entry_and_no_breach() -> None:
    log = events([enrolled("2018-01-10"), met("2018-01-20")])
    log[1] = replace(log[1], recorded=datetime(2018, 2, 20, 9, tzinfo=UTC))
    found = search(History(log, as_of=date(2018, 12, 31)))
    assert pick(found, "breaches", "late_entries", "deadline_status") == {
        "breaches": 0,
        "late_entries": 1,
        "deadline_status": {"late_entry": 1},
    }


def test_a_programme_of_two_months_is_judged_by_its_own_rule_and_the_share_by_the_month() -> None:
    found = search(FORTY, programme=UPPSALA)
    assert pick(found, "breaches", "share_within_one_month") == {"breaches": 0, "share_within_one_month": 0}


def test_a_programme_without_the_rule_has_no_deadlines_and_all_the_rest() -> None:
    found = search(*EVERYBODY, programme=PROGRAMME)
    assert pick(found, "breaches", "deadline_status", "median_days_to_first_employer_contact") == {
        "breaches": 0,
        "deadline_status": {},
        "median_days_to_first_employer_contact": 40,
    }


def test_contacts_count_from_the_referral_on_as_day_0() -> None:
    before = person(e("referred", "2018-01-02", source="self"), met("2018-01-05"), enrolled("2018-01-10"))
    long_ago = person(met("2018-01-01"), e("referred", "2018-01-02", source="self"), enrolled("2018-01-10"))
    assert search(before)["median_days_to_first_employer_contact"] == 0
    assert search(long_ago)["median_days_to_first_employer_contact"] is None


def test_only_ordinary_jobs_count_and_a_start_counts_as_a_contact() -> None:
    sheltered = person(enrolled("2018-01-10"), met("2018-01-12", competitive=False))
    hired = person(enrolled("2018-01-10"), job("2018-01-24"))
    assert search(sheltered)["waiting"] == 1
    assert search(hired)["median_days_to_first_employer_contact"] == 14
    unpaid = person(enrolled("2018-01-10"), job("2018-01-24", competitive=False))
    assert search(unpaid)["waiting"] == 1


def test_waiting_are_those_still_there_however_long_ago_they_came() -> None:
    assert pick(search(*EVERYBODY), "waiting", "waiting_over_30_days") == {"waiting": 1, "waiting_over_30_days": 1}
    in_february = search(*EVERYBODY, start="2018-02-05", end="2018-02-09")  # the 30th day after 10 January
    assert pick(in_february, "waiting", "waiting_over_30_days") == {"waiting": 2, "waiting_over_30_days": 0}
    assert search(*EVERYBODY, start="2018-02-05", end="2018-02-10")["waiting_over_30_days"] == 2


def test_the_window_holds_those_who_began_in_it() -> None:
    assert search(*EVERYBODY, start="2018-01-11")["curve"] == []
    assert search(*EVERYBODY, start="2018-01-10")["curve"] == search(*EVERYBODY)["curve"]


def test_a_returner_waits_anew() -> None:
    back = person(enrolled("2018-01-01"), met("2018-01-06"), discharged("2018-01-20"), enrolled("2018-02-01"))
    rows = [row for row in search(back)["curve"] if row["series"] == "all"]
    assert [(row["day"], row["events"], row["censored"]) for row in rows] == [(0, 0, 0), (5, 1, 0), (28, 0, 1)]
    assert search(back)["waiting"] == 1


def test_a_stay_that_ended_in_sus_is_censored_there_and_unregistered_ones_are_left_out() -> None:
    closed = person(enrolled("2018-01-10"), sus("2018-01-10", "start"), sus("2018-01-25", "end"), met("2018-02-01"))
    rows = [row for row in search(closed, TEN, population="sus")["curve"] if row["series"] == "all"]
    assert [(row["day"], row["at_risk"], row["censored"]) for row in rows] == [(0, 1, 0), (15, 1, 1)]


def test_the_first_job_is_one_begun_in_the_episode() -> None:
    hired = person(enrolled("2018-01-10"), job("2018-02-09"))  # 30 days
    had_one = person(job("2017-12-01"), enrolled("2018-01-10"))
    after = person(enrolled("2018-01-10"), discharged("2018-01-30"), job("2018-02-01"))
    found = search(hired, had_one, after)
    rows = [row for row in found["job_curve"] if row["series"] == "all"]
    assert [(row["day"], row["at_risk"], row["events"], row["censored"]) for row in rows] == [
        (0, 3, 0, 0),
        (20, 3, 0, 1),
        (30, 2, 1, 0),
        (50, 1, 0, 1),
    ]
    assert found["median_days_to_first_job"] == 30


def test_a_book_of_one_rule_judges_it_as_the_whole_book_does() -> None:
    book = RuleBook([(date.min, RULED)])
    only = book.only("job_search_one_month")
    for history in EVERYBODY:
        of_all = [row for row in deadlines(history, book, date(2018, 3, 1)) if row.rule == "job_search_one_month"]
        assert deadlines(history, only, date(2018, 3, 1)) == of_all
    assert {key for key, _ in only.versions[0].legs} == {"job_search_one_month"}
    assert only.versions[0].digest == book.versions[0].digest
