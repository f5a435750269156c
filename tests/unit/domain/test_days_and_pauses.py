"""Days of a deadline: pauses move them, waivers and endings stop their counting."""

from __future__ import annotations

from tests.spec import (
    discharged,
    employer,
    enrolled,
    given,
    job,
    missed,
    paused,
    resumed,
    waived,
)

# --- days and pauses --------------------------------------------------------------------------------------------------


def test_a_pause_moves_the_due_day_by_its_length_and_hides_it_while_it_lasts() -> None:
    told = (enrolled("2018-03-01"), paused("2018-03-10"))
    judged = given(*told).under("job_search_one_month").on("2018-04-20").deadline()
    assert (judged.due, judged.status, judged.paused_days) == (None, "open", 41)
    resumed_later = given(*told, resumed("2018-03-31")).under("job_search_one_month").on("2018-04-20").deadline()
    assert (str(resumed_later.due), resumed_later.status, resumed_later.paused_days) == ("2018-04-22", "warned", 21)


def test_a_pause_begun_on_the_due_day_still_counts_and_one_begun_after_it_does_not() -> None:
    on_the_day = given(enrolled("2018-03-01"), paused("2018-04-01"), resumed("2018-04-11"))
    assert str(on_the_day.under("job_search_one_month").on("2018-06-01").deadline().due) == "2018-04-11"
    a_day_late = given(enrolled("2018-03-01"), paused("2018-04-02"), resumed("2018-04-11"))
    assert str(a_day_late.under("job_search_one_month").on("2018-06-01").deadline().due) == "2018-04-01"


def test_of_a_pause_that_had_begun_before_the_trigger_only_the_rest_moves_the_due_day() -> None:
    row = (
        given(enrolled("2018-02-01"), paused("2018-03-01"), job("2018-03-10"), resumed("2018-03-20"))
        .under("follow_along")
        .on("2018-03-21")
        .deadline()
    )
    assert (str(row.due), row.paused_days, row.raw_days) == ("2018-03-23", 10, 11)


def test_a_pause_that_was_over_before_the_trigger_moves_nothing() -> None:
    row = (
        given(enrolled("2018-02-01"), paused("2018-03-01"), resumed("2018-03-05"), job("2018-03-10"))
        .under("follow_along")
        .on("2018-03-21")
        .deadline()
    )
    assert (str(row.due), row.paused_days) == ("2018-03-13", 0)


def test_working_days_moved_by_a_pause_roll_on_to_the_next_working_day() -> None:
    # Missed on Monday: due Thursday 8 March; paused from Wednesday to Friday: Saturday, so Monday.
    told = (enrolled("2018-02-01"), missed("2018-03-05"), paused("2018-03-07"), resumed("2018-03-09"))
    assert str(given(*told).under("missed_visit_outreach").on("2018-03-10").deadline().due) == "2018-03-12"


def test_a_leg_that_ended_in_a_pause_was_stopped_however_late_it_was() -> None:
    told = (enrolled("2018-03-01"), paused("2018-03-10"), discharged("2018-06-01"))
    row = given(*told).under("job_search_one_month").on("2018-07-01").deadline()
    assert (row.status, row.due, str(row.settled_on)) == ("stopped", None, "2018-06-01")


def test_a_leg_that_ended_on_the_day_of_resumption_was_not_paused_any_more() -> None:
    told = (enrolled("2018-03-01"), paused("2018-03-10"), resumed("2018-03-20"), discharged("2018-03-20"))
    row = given(*told).under("job_search_one_month").on("2018-07-01").deadline()
    assert (row.status, str(row.due)) == ("stopped", "2018-04-11")


def test_a_waiver_covers_what_is_open_on_its_day_and_nothing_later() -> None:
    rows = (
        given(
            enrolled("2018-01-01"),
            waived("2018-01-15", "job_search_one_month"),
            discharged("2018-02-01"),
            enrolled("2018-03-01"),
        )
        .under("job_search_one_month")
        .on("2018-06-01")
        .deadlines()
    )
    assert [row.status for row in rows] == ["waived", "breached"]


def test_what_was_waived_and_came_all_the_same_is_met_and_was_settled_by_the_waiver() -> None:
    told = given(enrolled("2018-03-01"), waived("2018-03-15", "job_search_one_month"), employer("2018-03-20"))
    row = told.under("job_search_one_month").on("2018-06-01").deadline()
    assert (row.status, str(row.settled_on), row.raw_days) == ("met", "2018-03-15", 19)


def test_days_are_counted_from_the_trigger_also_where_the_window_opens_later() -> None:
    rows = given(enrolled("2018-01-01")).under("ghq12", "uppsala").on("2018-03-01").deadlines()
    assert [(row.leg, str(row.opened), str(row.due), row.raw_days) for row in rows] == [
        ("start", "2018-01-01", "2018-01-15", 59),
        ("six_months", "2018-07-01", "2018-07-15", 59),
    ]


def test_a_waiver_after_the_due_day_ends_the_counting_of_days_and_not_the_breach() -> None:
    row = (
        given(enrolled("2018-01-01"), waived("2018-03-01", "job_search_one_month"))
        .under("job_search_one_month")
        .on("2018-06-01")
        .deadline()
    )
    assert (row.status, row.raw_days, str(row.settled_on)) == ("breached", 59, "2018-03-01")
