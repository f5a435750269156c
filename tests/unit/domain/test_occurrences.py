"""What opens a deadline, what closes it, and what two rules may not do to one another."""

from __future__ import annotations

from tests.spec import (
    assigned,
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
    rows = (
        given(enrolled("2018-03-01"), moved("2018-03-05", "engagement"), contact("2018-03-12", entry="talk"))
        .under(RHYTHM)
        .on("2018-03-20")
        .deadlines()
    )
    assert [(row.occurrence, str(row.due), row.status) for row in rows] == [
        ("phase_moved 2018-03-05", "2018-03-19", "met"),
        ("talk", "2018-03-26", "open"),
    ]


def test_a_contact_on_the_day_the_phases_are_left_and_entered_again_is_waited_on_in_the_new_spell() -> None:
    rows = (
        given(
            enrolled("2018-03-01"),
            moved("2018-03-02", "engagement"),
            moved("2018-03-10T09:00:00+01:00", "coaching"),
            moved("2018-03-10T15:00:00+01:00", "assessment", entry="back"),
            contact("2018-03-10", entry="talk"),
        )
        .under(RHYTHM)
        .on("2018-06-01")
        .deadlines()
    )
    assert [(row.occurrence, str(row.due), row.status) for row in rows if row.settled_on is None] == [
        ("talk", "2018-03-24", "breached")
    ]


def test_a_contact_on_the_day_of_discharge_and_return_is_waited_on_in_the_new_episode() -> None:
    rows = (
        given(
            enrolled("2018-03-01"),
            moved("2018-03-02", "engagement"),
            discharged("2018-03-10"),
            enrolled("2018-03-10"),
            moved("2018-03-10", "job_placement"),
            contact("2018-03-10", entry="talk"),
        )
        .under(RHYTHM)
        .on("2018-06-01")
        .deadlines()
    )
    assert [(row.occurrence, row.episode, row.status) for row in rows if row.settled_on is None] == [
        ("talk", 2, "breached")
    ]


def test_a_last_talk_on_the_day_of_discharge_opens_no_wait_for_another() -> None:
    rows = (
        given(
            enrolled("2018-03-01"), moved("2018-03-02", "engagement"), contact("2018-03-10"), discharged("2018-03-10")
        )
        .under(RHYTHM)
        .on("2018-06-01")
        .deadlines()
    )
    assert [(row.occurrence, row.status) for row in rows] == [("phase_moved 2018-03-02", "met")]


def test_contacts_of_different_kinds_open_one_another_in_the_order_they_happened() -> None:
    kept = entry("appointment_kept", "2018-03-08", appointment="a", entry="visit")
    rows = (
        given(
            enrolled("2018-03-01"),
            moved("2018-03-02", "engagement"),
            contact("2018-03-12", entry="talk"),
            kept,
            contact("2018-03-05", entry="call"),
        )
        .under(RHYTHM)
        .on("2018-03-13")
        .deadlines()
    )
    assert [(row.occurrence, str(row.met_on)) for row in rows] == [
        ("phase_moved 2018-03-02", "2018-03-05"),
        ("call", "2018-03-08"),
        ("visit", "2018-03-12"),
        ("talk", "None"),
    ]


def test_two_contacts_of_one_day_open_the_same_waits_whichever_was_recorded_first() -> None:
    start = (enrolled("2018-03-01"), moved("2018-03-02", "engagement"))
    one, other = contact("2018-03-05", entry="a"), contact("2018-03-05", entry="b")
    judged = [given(*start, *pair).under(RHYTHM).on("2018-03-06").deadlines() for pair in ((one, other), (other, one))]
    assert judged[0] == judged[1]
    assert [row.occurrence for row in judged[0]] == ["phase_moved 2018-03-02", "a", "b"]


def test_where_satisfiers_count_from_before_the_trigger_the_next_wait_still_counts_from_it() -> None:
    rule = """
    [rules.keep_in_touch]
    repeat = true
    [[rules.keep_in_touch.legs]]
    trigger = [{type = "plan_agreed"}]
    satisfier = [{type = "contact_held"}]
    period = "2 weeks"
    lead = "1 month"
    """
    plan = entry("plan_agreed", "2018-03-20", kind="work_plan")
    rows = (
        given(enrolled("2018-01-01"), contact("2018-03-10", entry="talk"), plan)
        .under(rule)
        .on("2018-03-21")
        .deadlines()
    )
    assert [(row.occurrence, str(row.opened), str(row.due), row.status) for row in rows] == [
        ("plan_agreed 2018-03-20", "2018-03-20", "2018-04-03", "met"),
        ("talk", "2018-03-20", "2018-04-03", "open"),
    ]


def test_two_jobs_are_followed_each_by_itself_by_the_same_contacts() -> None:
    rows = (
        given(
            enrolled("2018-01-01"), job("2018-03-01", "a"), job("2018-03-02", "b"), contact("2018-03-03", entry="talk")
        )
        .under("follow_along")
        .on("2018-03-05")
        .deadlines()
    )
    assert [(row.occurrence, row.status) for row in rows] == [
        ("job_started 2018-03-01", "met"),
        ("job_started 2018-03-02", "met"),
        ("talk:a", "open"),
        ("talk:b", "open"),
    ]


def test_the_follow_up_of_one_job_ends_with_that_job_and_goes_on_for_the_other() -> None:
    rows = (
        given(
            enrolled("2018-01-01"),
            job("2018-03-01", "a"),
            job("2018-03-01", "b", entry="b"),
            job_ended("2018-03-02", "a"),
        )
        .under("follow_along")
        .on("2018-03-20")
        .deadlines()
    )
    assert [(row.occurrence, row.status) for row in rows] == [("b", "breached"), ("job_started 2018-03-01", "stopped")]


def test_a_job_that_ended_in_the_morning_and_began_again_in_the_afternoon_is_followed() -> None:
    rows = (
        given(
            enrolled("2018-01-01"),
            job("2018-03-02", "shop"),
            job_ended("2018-03-10T09:00:00+01:00", "shop"),
            job("2018-03-10T13:00:00+01:00", "shop", entry="again"),
        )
        .under("follow_along")
        .on("2018-06-01")
        .deadlines()
    )
    assert [(row.occurrence, row.status) for row in rows][-1] == ("again", "breached")


def test_a_job_of_one_day_is_over_at_the_end_of_it() -> None:
    for start, end in (
        ("2018-03-02", "2018-03-02"),
        ("2018-03-02T08:00:00+01:00", "2018-03-02T17:00:00+01:00"),
        ("2018-03-02T08:00:00+01:00", "2018-03-02"),
    ):
        told = given(enrolled("2018-01-01"), job(start), job_ended(end))
        assert told.under("follow_along").on("2018-06-01").deadline().status == "stopped"


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
    told = given(
        enrolled("2018-03-01"), job("2018-03-05", employer="firm"), entry("job_changed", "2018-03-06", job="x")
    )
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


def test_a_job_and_an_employer_of_the_same_name_are_not_mixed_up() -> None:
    rules = "".join(
        f"""
        [rules.same_{key}]
        [[rules.same_{key}.legs]]
        trigger = [{{type = "job_started"}}]
        satisfier = [{{type = "job_changed"}}]
        period = "1 week"
        same = "{key}"
        """
        for key in ("job", "employer")
    )
    change = entry("job_changed", "2018-03-06", job="other", employer="x")
    found = given(enrolled("2018-03-01"), job("2018-03-05", "x", employer="x"), change).under(rules).on("2018-04-01")
    assert found.deadline("same_job").status == "breached"
    assert found.deadline("same_employer").status == "met"


# --- triggers ---------------------------------------------------------------------------------------------------------


def test_a_trigger_between_two_episodes_opens_nothing() -> None:
    given(enrolled("2018-01-01"), discharged("2018-02-01"), missed("2018-02-15"), enrolled("2018-03-01")).under(
        "missed_visit_outreach"
    ).opens_nothing()


def test_a_trigger_before_the_referral_opens_nothing() -> None:
    given(job_ended("2017-12-01"), referred("2018-01-01")).under("after_job_loss").opens_nothing()


def test_the_day_of_discharge_still_belongs_to_the_episode() -> None:
    row = (
        given(enrolled("2018-01-01"), missed("2018-02-01"), discharged("2018-02-01"))
        .under("missed_visit_outreach")
        .on("2018-03-01")
        .deadline()
    )
    assert (row.episode, row.status, str(row.settled_on)) == (1, "stopped", "2018-02-01")


def test_a_discharge_opens_what_counts_from_it_although_the_episode_is_over() -> None:
    rule = """
    [rules.farewell]
    [[rules.farewell.legs]]
    trigger = [{type = "discharged"}]
    satisfier = [{type = "contact_held"}]
    period = "1 week"
    """
    told = (enrolled("2018-01-01"), discharged("2018-02-01"))
    assert given(*told).under(rule).on("2018-02-05").deadline().status == "open"
    assert given(*told, contact("2018-02-08")).under(rule).on("2018-03-01").deadline().status == "met"
    assert given(*told, contact("2018-02-09")).under(rule).on("2018-03-01").deadline().status == "met_late"


def test_the_clock_starts_once_in_an_episode_with_the_programmes_own_start_event() -> None:
    told = (
        enrolled("2018-01-01"),
        assigned("2018-01-10", "anna"),
        assigned("2018-02-01", "bo"),
        discharged("2018-03-01"),
        enrolled("2018-04-01", coach="cia"),
    )
    rows = given(*told).under("job_search_one_month", clock_start="coach_assigned").on("2018-06-01").deadlines()
    assert [(row.occurrence, str(row.due), row.episode) for row in rows] == [
        ("coach_assigned 2018-01-10", "2018-02-10", 1),
        ("enrolled 2018-04-01", "2018-05-01", 2),
    ]


def test_a_discharge_for_lost_contact_is_held_to_two_attempts_since_the_last_contact() -> None:
    attempts = (outreach("2018-02-01"), outreach("2018-02-05"))
    gone = discharged("2018-02-10", "no_contact")
    rule = "discharge_care"
    assert given(enrolled("2018-01-01"), *attempts, gone).under(rule).on("2018-02-10").deadline().status == "met"
    one = given(enrolled("2018-01-01"), outreach("2018-02-01"), contact("2018-02-03"), outreach("2018-02-05"), gone)
    assert one.under(rule).on("2018-02-10").deadline().status == "warned"
    assert one.under(rule).on("2018-02-11").deadline().status == "breached"


def test_a_contact_after_the_discharge_does_not_undo_the_attempts_before_it() -> None:
    attempts = (outreach("2018-02-01"), outreach("2018-02-05"))
    told = given(enrolled("2018-01-01"), *attempts, discharged("2018-02-10", "no_contact"), contact("2018-03-01"))
    assert told.under("discharge_care").on("2018-06-01").deadline().status == "met"


IN_ENGAGEMENT = """
[rules.seek]
phases = ["engagement"]
[[rules.seek.legs]]
trigger = [{type = "appointment_missed"}]
satisfier = [{type = "outreach_attempted"}]
period = "1 week"
"""


def test_a_trigger_within_the_phases_counts_from_its_own_day() -> None:
    told = given(enrolled("2018-01-01"), moved("2018-01-05", "engagement"), missed("2018-02-01"))
    row = told.under(IN_ENGAGEMENT).on("2018-02-02").deadline()
    assert (row.occurrence, str(row.due)) == ("appointment_missed 2018-02-01", "2018-02-08")


def test_a_trigger_before_the_phases_counts_from_the_day_they_are_entered() -> None:
    told = given(enrolled("2018-01-01"), missed("2018-01-02"), moved("2018-01-05", "engagement"))
    row = told.under(IN_ENGAGEMENT).on("2018-01-06").deadline()
    assert (row.occurrence, str(row.due)) == ("phase_moved 2018-01-05", "2018-01-12")


def test_a_trigger_after_the_phases_opens_nothing() -> None:
    given(
        enrolled("2018-01-01"), moved("2018-01-05", "engagement"), moved("2018-02-01", "coaching"), missed("2018-03-01")
    ).under(IN_ENGAGEMENT).opens_nothing()


def test_each_episode_has_its_own_first_contact_with_an_employer() -> None:
    rows = (
        given(enrolled("2018-01-01"), employer("2018-01-10"), discharged("2018-02-01"), enrolled("2018-03-01"))
        .under("job_search_one_month")
        .on("2018-03-05")
        .deadlines()
    )
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
