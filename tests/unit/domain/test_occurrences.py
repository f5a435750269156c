"""What opens a deadline, what closes it, and what two rules may not do to one another."""

from __future__ import annotations

from tests.spec import (
    contact,
    discharged,
    employer,
    enrolled,
    entry,
    given,
    job,
    job_ended,
    missed,
    moved,
    outreach,
    paused,
    referred,
    resumed,
    struck,
    waived,
)

RHYTHM = "contact_rhythm"


# --- the next contact -------------------------------------------------------------------------------------------------


def test_a_contact_opens_the_wait_for_the_next_one() -> None:
    rows = given(
        enrolled("2018-03-01"), moved("2018-03-05", "engagement"), contact("2018-03-12", entry="talk")
    ).under(RHYTHM).on("2018-03-20").deadlines()  # fmt: skip
    assert [(row.occurrence, str(row.due), row.status) for row in rows] == [
        ("phase_moved 2018-03-05", "2018-03-19", "met"),
        ("talk", "2018-03-26", "open"),
    ]


def test_a_contact_on_the_day_the_phases_are_left_and_entered_again_is_waited_on_in_the_new_spell() -> None:
    rows = given(
        enrolled("2018-03-01"),
        moved("2018-03-02", "engagement"),
        moved("2018-03-10T09:00:00+01:00", "coaching"),
        moved("2018-03-10T15:00:00+01:00", "assessment", entry="back"),
        contact("2018-03-10", entry="talk"),
    ).under(RHYTHM).on("2018-06-01").deadlines()
    assert [(row.occurrence, str(row.due), row.status) for row in rows if row.settled_on is None] == [
        ("talk", "2018-03-24", "breached")
    ]


def test_a_contact_on_the_day_of_discharge_and_return_is_waited_on_in_the_new_episode() -> None:
    rows = given(
        enrolled("2018-03-01"),
        moved("2018-03-02", "engagement"),
        discharged("2018-03-10"),
        enrolled("2018-03-10"),
        moved("2018-03-10", "job_placement"),
        contact("2018-03-10", entry="talk"),
    ).under(RHYTHM).on("2018-06-01").deadlines()
    assert [(row.occurrence, row.episode, row.status) for row in rows if row.settled_on is None] == [
        ("talk", 2, "breached")
    ]


def test_a_last_talk_on_the_day_of_discharge_opens_no_wait_for_another() -> None:
    rows = given(
        enrolled("2018-03-01"), moved("2018-03-02", "engagement"), contact("2018-03-10"), discharged("2018-03-10")
    ).under(RHYTHM).on("2018-06-01").deadlines()  # fmt: skip
    assert [(row.occurrence, row.status) for row in rows] == [("phase_moved 2018-03-02", "met")]


def test_two_jobs_are_followed_each_by_itself_by_the_same_contacts() -> None:
    rows = given(
        enrolled("2018-01-01"), job("2018-03-01", "a"), job("2018-03-02", "b"), contact("2018-03-03", entry="talk")
    ).under("follow_along").on("2018-03-05").deadlines()  # fmt: skip
    assert [(row.occurrence, row.status) for row in rows] == [
        ("job_started 2018-03-01", "met"),
        ("job_started 2018-03-02", "met"),
        ("talk:a", "open"),
        ("talk:b", "open"),
    ]


def test_the_follow_up_of_one_job_ends_with_that_job_and_goes_on_for_the_other() -> None:
    rows = given(
        enrolled("2018-01-01"),
        job("2018-03-01", "a"),
        job("2018-03-01", "b", entry="b"),
        job_ended("2018-03-02", "a"),
    ).under("follow_along").on("2018-03-20").deadlines()
    assert [(row.occurrence, row.status) for row in rows] == [("b", "breached"), ("job_started 2018-03-01", "stopped")]


def test_a_year_after_the_job_started_the_follow_up_rule_is_off() -> None:
    story = [enrolled("2018-01-01"), job("2018-01-10"), contact("2018-01-12"), contact("2019-01-09", entry="last")]
    rows = given(*story, contact("2019-01-10", entry="over")).under("follow_along").on("2019-06-01").deadlines()
    assert rows[-1].occurrence == "last:job"
    assert rows[-1].status == "met"


# --- keys that must agree ---------------------------------------------------------------------------------------------

SAME = """
[rules.alike]
[[rules.alike.legs]]
trigger = [{type = "job_started"}, {type = "studies_started"}]
satisfier = [{type = "contact_held"}]
until = [{type = "job_ended"}]
period = "1 week"
same = "job"
"""
ANY = SAME.replace("alike", "zany").replace('same = "job"\n', "")
STUDENT = (
    enrolled("2018-03-01"),
    entry("studies_started", "2018-03-05", studies="s", kind="sfi", extent=50),
    job_ended("2018-03-07"),
)


def test_a_trigger_without_the_key_agrees_with_everything() -> None:
    assert given(*STUDENT).under(SAME).on("2018-04-01").deadline().status == "stopped"


def test_a_satisfier_that_leaves_the_key_out_agrees_with_every_trigger() -> None:
    rule = """
    [rules.employer_again]
    [[rules.employer_again.legs]]
    trigger = [{type = "job_started"}]
    satisfier = [{type = "job_changed"}]
    period = "1 week"
    same = "employer"
    """
    told = given(enrolled("2018-03-01"), job("2018-03-05", employer="firm"), entry("job_changed", "2018-03-06", job="x"))
    assert told.under(rule).on("2018-04-01").deadline().status == "met"
    other = given(
        enrolled("2018-03-01"),
        job("2018-03-05", employer="firm"),
        entry("job_changed", "2018-03-06", job="x", employer="other"),
    )
    assert other.under(rule).on("2018-04-01").deadline().status == "breached"


def test_what_one_rule_asks_for_does_not_colour_what_the_next_one_finds() -> None:
    together = given(*STUDENT).under(SAME + ANY).on("2018-04-01")
    assert together.deadline("alike").status == "stopped"
    assert together.deadline("zany").status == "stopped"
    two_jobs = given(enrolled("2018-03-01"), job("2018-03-05", "x", employer="x"), job_ended("2018-03-06", "x"))
    by_employer = SAME.replace("alike", "by_employer").replace('"job"', '"employer"').replace(
        'until = [{type = "job_ended"}]', 'until = [{type = "job_changed"}]'
    )
    found = two_jobs.under(by_employer + SAME).on("2018-04-01")
    assert found.deadline("alike").status == "stopped"
    assert found.deadline("by_employer").status == "breached"


# --- triggers ---------------------------------------------------------------------------------------------------------


def test_a_trigger_between_two_episodes_opens_nothing() -> None:
    given(enrolled("2018-01-01"), discharged("2018-02-01"), missed("2018-02-15"), enrolled("2018-03-01")).under(
        "missed_visit_outreach"
    ).opens_nothing()


def test_a_trigger_before_the_referral_opens_nothing() -> None:
    given(job_ended("2017-12-01"), referred("2018-01-01")).under("after_job_loss").opens_nothing()


def test_the_day_of_discharge_still_belongs_to_the_episode() -> None:
    row = given(enrolled("2018-01-01"), missed("2018-02-01"), discharged("2018-02-01")).under(
        "missed_visit_outreach"
    ).on("2018-03-01").deadline()  # fmt: skip
    assert (row.episode, row.status, str(row.settled_on)) == (1, "stopped", "2018-02-01")


def test_a_discharge_for_lost_contact_is_held_to_two_attempts_since_the_last_contact() -> None:
    attempts = (outreach("2018-02-01"), outreach("2018-02-05"))
    gone = discharged("2018-02-10", "no_contact")
    rule = "discharge_care"
    assert given(enrolled("2018-01-01"), *attempts, gone).under(rule).on("2018-02-10").deadline().status == "met"
    one = given(enrolled("2018-01-01"), outreach("2018-02-01"), contact("2018-02-03"), outreach("2018-02-05"), gone)
    assert one.under(rule).on("2018-02-10").deadline().status == "warned"
    assert one.under(rule).on("2018-02-11").deadline().status == "breached"


def test_each_episode_has_its_own_first_contact_with_an_employer() -> None:
    rows = given(
        enrolled("2018-01-01"), employer("2018-01-10"), discharged("2018-02-01"), enrolled("2018-03-01")
    ).under("job_search_one_month").on("2018-03-05").deadlines()  # fmt: skip
    assert [(row.episode, row.status) for row in rows] == [(1, "met"), (2, "open")]


def test_a_contact_with_an_employer_counts_from_the_referral_on_and_no_earlier() -> None:
    told = (referred("2018-02-01"), enrolled("2018-03-01"))
    rule = "job_search_one_month"
    assert given(employer("2018-02-01"), *told).under(rule).on("2018-06-01").deadline().status == "met"
    assert given(employer("2018-01-31"), *told).under(rule).on("2018-06-01").deadline().status == "breached"


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


def test_a_waiver_covers_what_is_open_on_its_day_and_nothing_later() -> None:
    rows = given(
        enrolled("2018-01-01"), waived("2018-01-15", "job_search_one_month"), discharged("2018-02-01"),
        enrolled("2018-03-01"),
    ).under("job_search_one_month").on("2018-06-01").deadlines()  # fmt: skip
    assert [row.status for row in rows] == ["waived", "breached"]


def test_a_waiver_after_the_due_day_ends_the_counting_of_days_and_not_the_breach() -> None:
    row = given(enrolled("2018-01-01"), waived("2018-03-01", "job_search_one_month")).under(
        "job_search_one_month"
    ).on("2018-06-01").deadline()  # fmt: skip
    assert (row.status, row.raw_days, str(row.settled_on)) == ("breached", 59, "2018-03-01")


# --- late knowledge ---------------------------------------------------------------------------------------------------

LATE = employer("2018-03-20", recorded="2018-04-05T10:00:00+02:00", entry="late")


def test_a_contact_dated_before_the_deadline_turns_a_breach_into_a_late_entry() -> None:
    judged = given(enrolled("2018-03-01"), LATE).under("job_search_one_month").on("2018-04-10")
    assert judged.deadline().status == "late_entry"
    assert judged.known_on("2018-04-04").deadline().status == "breached"


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


def test_a_new_rule_opens_nothing_for_what_happened_before_it() -> None:
    before = given(enrolled("2018-03-01")).under("sus_registration")
    assert before.and_from("2018-03-02", "vocational_profile_done").on("2018-06-01").deadlines(
        "vocational_profile_done"
    ) == []  # fmt: skip
    assert len(before.and_from("2018-03-01", "vocational_profile_done").on("2018-06-01").deadlines()) == 1
