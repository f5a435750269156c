"""What is learnt afterwards: late entries, strikes, and rules that change while deadlines run."""

from __future__ import annotations

from tests.spec import (
    discharged,
    employer,
    enrolled,
    given,
    paused,
    resumed,
    struck,
)

# --- late knowledge ---------------------------------------------------------------------------------------------------

LATE = employer("2018-03-20", recorded="2018-04-05T10:00:00+02:00", entry="late")


def test_a_contact_dated_before_the_deadline_turns_a_breach_into_a_late_entry() -> None:
    judged = given(enrolled("2018-03-01"), LATE).under("job_search_one_month").on("2018-04-10")
    assert judged.deadline().status == "late_entry"
    assert judged.known_on("2018-04-04").deadline().status == "breached"


def test_history_that_was_told_as_a_whole_after_the_due_day_is_no_late_entry() -> None:
    later = "2018-06-01T10:00:00+02:00"
    story = given(enrolled("2018-03-01", recorded=later), employer("2018-03-20", recorded=later))
    assert story.under("job_search_one_month").on("2018-06-30").deadline().status == "met"


def test_of_two_contacts_in_time_one_that_was_recorded_in_time_is_enough() -> None:
    story = given(enrolled("2018-03-01"), LATE, employer("2018-03-25", entry="in time"))
    row = story.under("job_search_one_month").on("2018-06-30").deadline()
    assert (row.status, str(row.met_on)) == ("met", "2018-03-20")


def test_a_contact_after_the_due_day_does_not_make_the_late_entry_timely() -> None:
    story = given(enrolled("2018-03-01"), LATE, employer("2018-04-03", recorded="2018-04-03T10:00:00+02:00"))
    assert story.under("job_search_one_month").on("2018-06-30").deadline().status == "late_entry"


def test_a_strike_of_the_late_entry_brings_the_breach_back() -> None:
    story = given(enrolled("2018-03-01"), LATE, struck("2018-04-06", "late"))
    judged = story.under("job_search_one_month").on("2018-04-10")
    assert judged.deadline().status == "breached"


def test_what_the_sweeps_raise_tells_the_whole_story_once() -> None:
    story = given(enrolled("2018-03-01", entry="start"), LATE, struck("2018-04-20", "late"))
    told = story.under("job_search_one_month").swept("2018-03-01", daily_until="2018-04-30")
    assert told == [
        ("2018-03-25", "warning", "start"),
        ("2018-04-02", "breach", "start"),
        ("2018-04-05", "late_entry", "start"),
        ("2018-04-20", "escalation", "start"),
        ("2018-04-20", "reopened", "start"),
    ]
    assert story.under("job_search_one_month").swept("2018-04-30") == [("2018-04-30", "escalation", "start")]


def test_a_strike_during_a_pause_is_told_when_the_clock_runs_again() -> None:
    story = given(
        enrolled("2018-03-01", entry="start"),
        employer("2018-03-26", entry="call"),
        paused("2018-03-27"),
        struck("2018-03-28", "call"),
        resumed("2018-04-05"),
    )
    assert story.under("job_search_one_month").swept("2018-03-20", daily_until="2018-04-06") == [
        ("2018-03-25", "warning", "start"),
        ("2018-04-05", "warning", "start"),  # due on another day now, 10 April
        ("2018-04-05", "reopened", "start"),
    ]


def test_nobody_is_told_of_a_strike_where_nobody_had_been_alerted() -> None:
    story = given(enrolled("2018-03-01"), employer("2018-03-05", entry="call"), struck("2018-03-06", "call"))
    assert story.under("job_search_one_month").swept("2018-03-05", daily_until="2018-03-20") == []


# --- rules through time -----------------------------------------------------------------------------------------------


def test_a_deadline_keeps_the_rules_that_held_when_it_opened() -> None:
    shorter = """
    [rules.job_search_one_month]
    [[rules.job_search_one_month.legs]]
    trigger = [{type = "clock_start"}]
    satisfier = [{type = "employer_contacted"}]
    period = "2 weeks"
    """
    book = given(enrolled("2018-03-01"), discharged("2018-03-20"), enrolled("2018-05-01")).under("job_search_one_month")
    rows = book.and_from("2018-03-10", shorter).on("2018-06-01").deadlines()
    assert [str(row.due) for row in rows] == ["2018-04-01", "2018-05-15"]


def test_the_first_rules_hold_for_all_that_came_before_them() -> None:
    book = given(enrolled("2001-03-01")).under("vocational_profile_done").and_from("2018-01-01", "sus_registration")
    assert [row.rule for row in book.on("2018-06-01").deadlines()] == ["vocational_profile_done"]


def test_a_new_rule_opens_nothing_for_what_happened_before_it() -> None:
    before = given(enrolled("2018-03-01")).under("sus_registration")
    assert (
        before.and_from("2018-03-02", "vocational_profile_done").on("2018-06-01").deadlines("vocational_profile_done")
        == []
    )
    from_that_day = before.and_from("2018-03-01", "vocational_profile_done").on("2018-06-01").deadlines()
    assert [row.rule for row in from_that_day] == ["vocational_profile_done"]
