"""What opens a deadline and from which day it counts: episodes, phases, the clock's start."""

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
    referred,
    struck,
)

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


# --- the clock's start beside other triggers --------------------------------------------------------------------------

CLOCK_AND_LOSS = """
[rules.seek_again]
[[rules.seek_again.legs]]
trigger = [{type = "clock_start"}, {type = "job_ended"}]
satisfier = [{type = "contact_held"}]
period = "1 week"
"""


def test_what_stands_beside_the_clocks_start_opens_the_rule_each_time_it_happens() -> None:
    told = given(enrolled("2018-01-01"), job_ended("2018-02-01", "a"), job_ended("2018-03-01", "b"))
    rows = told.under(CLOCK_AND_LOSS).on("2018-03-02").deadlines()
    assert [row.occurrence for row in rows] == ["enrolled 2018-01-01", "job_ended 2018-02-01", "job_ended 2018-03-01"]


def test_a_trigger_before_the_clocks_start_does_not_take_its_place() -> None:
    told = given(referred("2018-01-01"), job_ended("2018-01-05"), enrolled("2018-02-01"))
    rows = told.under(CLOCK_AND_LOSS).on("2018-03-02").deadlines()
    assert [row.occurrence for row in rows] == ["job_ended 2018-01-05", "enrolled 2018-02-01"]


def test_the_clock_still_starts_once_in_an_episode_where_something_stands_beside_it() -> None:
    told = given(enrolled("2018-01-01"), assigned("2018-01-10", "anna"), assigned("2018-02-01", "bo"))
    rows = told.under(CLOCK_AND_LOSS, clock_start="coach_assigned").on("2018-03-02").deadlines()
    assert [row.occurrence for row in rows] == ["coach_assigned 2018-01-10"]


# --- the moment of the last contact -----------------------------------------------------------------------------------


def test_calls_before_the_last_contact_of_the_same_day_are_no_attempts_since_it() -> None:
    calls = (outreach("2018-02-10T09:00:00+01:00"), outreach("2018-02-10T10:00:00+01:00"))
    talk = contact("2018-02-10T15:00:00+01:00")
    told = given(enrolled("2018-01-01"), *calls, talk, discharged("2018-02-20", "no_contact"))
    assert told.under("discharge_care").on("2018-06-01").deadline().status == "breached"


def test_calls_after_the_last_contact_of_the_same_day_are_attempts_since_it() -> None:
    calls = (outreach("2018-02-10T16:00:00+01:00"), outreach("2018-02-10T17:00:00+01:00"))
    talk = contact("2018-02-10T15:00:00+01:00")
    told = given(enrolled("2018-01-01"), talk, *calls, discharged("2018-02-20", "no_contact"))
    assert told.under("discharge_care").on("2018-06-01").deadline().status == "met"


def test_where_a_time_is_not_known_calls_on_the_day_of_the_last_contact_count() -> None:
    calls = (outreach("2018-02-10"), outreach("2018-02-10"))
    for day in ("2018-02-10", "2018-02-10T15:00:00+01:00"):
        told = given(enrolled("2018-01-01"), *calls, contact(day), discharged("2018-02-20", "no_contact"))
        assert told.under("discharge_care").on("2018-06-01").deadline().status == "met"


def test_a_contact_after_the_discharge_of_the_same_day_does_not_undo_the_attempts_before_it() -> None:
    calls = (outreach("2018-02-10T09:00:00+01:00"), outreach("2018-02-10T10:00:00+01:00"))
    gone = discharged("2018-02-10T12:00:00+01:00", "no_contact")
    told = given(enrolled("2018-01-01"), *calls, gone, contact("2018-02-10T15:00:00+01:00"))
    assert told.under("discharge_care").on("2018-06-01").deadline().status == "met"


def test_a_struck_call_from_before_the_last_contact_reopens_nothing() -> None:
    early = outreach("2018-02-10T09:00:00+01:00", entry="early")
    late = (outreach("2018-02-11"), outreach("2018-02-12"))
    story = (enrolled("2018-01-01"), early, contact("2018-02-10T15:00:00+01:00"))
    told = given(*story, *late[:1], discharged("2018-02-20", "no_contact"), struck("2018-02-25", "early"))
    kinds = [kind for _, kind, _ in told.under("discharge_care").swept("2018-02-20", daily_until="2018-03-10")]
    assert "reopened" not in kinds


# --- phases entered later than the trigger ----------------------------------------------------------------------------

LATER = """
[rules.follow]
repeat = true
phases = ["follow_along"]
[[rules.follow.legs]]
trigger = [{type = "job_started"}]
satisfier = [{type = "contact_held"}]
period = "3 days"
steps = [{every = "1 week", within = "1 month"}, {every = "1 month", within = "1 year"}]
same = "job"
until = [{type = "job_ended"}]
"""


def test_what_ended_before_the_phases_were_entered_is_not_followed_in_them() -> None:
    given(
        enrolled("2018-01-01"), job("2018-02-01"), job_ended("2018-02-10"), moved("2018-03-01", "follow_along")
    ).under(LATER).opens_nothing()


def test_what_goes_on_when_the_phases_are_entered_is_followed_though_something_else_has_ended() -> None:
    jobs = (job("2018-02-01", "a"), job("2018-02-02", "b"), job_ended("2018-02-10", "a"))
    told = given(enrolled("2018-01-01"), *jobs, moved("2018-03-01", "follow_along"))
    row = told.under(LATER).on("2018-04-01").deadline()
    assert (row.occurrence, str(row.due)) == ("phase_moved 2018-03-01", "2018-03-04")


def test_the_steps_count_from_the_trigger_where_the_phases_are_entered_later() -> None:
    story = (enrolled("2018-01-01"), job("2018-02-01"), moved("2018-02-20", "follow_along"))
    first = contact("2018-02-21", entry="first")  # still within a month of the job's start: weekly
    second = contact("2018-03-02", entry="second")  # a month has passed since it started: monthly
    rows = given(*story, first, second).under(LATER).on("2018-03-03").deadlines()
    assert [str(row.due) for row in rows] == ["2018-02-23", "2018-02-28", "2018-04-02"]


def test_phases_entered_after_the_last_step_open_nothing() -> None:
    given(enrolled("2018-01-01"), job("2018-02-01"), moved("2019-02-02", "follow_along")).under(LATER).opens_nothing()


# --- contact from intake on -------------------------------------------------------------------------------------------


def test_uppsala_keeps_in_touch_from_the_day_of_enrolment() -> None:
    row = given(enrolled("2018-03-01")).under("contact_rhythm", "uppsala").on("2018-03-05").deadline()
    assert (row.occurrence, str(row.due)) == ("enrolled 2018-03-01", "2018-03-08")


def test_elsewhere_the_rhythm_begins_when_intake_is_over() -> None:
    given(enrolled("2018-03-01")).under("contact_rhythm", "jonkoping").opens_nothing()


def test_who_is_in_intake_when_the_rhythm_takes_it_in_comes_under_it_with_the_next_phase() -> None:
    before = RHYTHM.replace('"intake", ', "")
    told = given(enrolled("2018-03-01"), moved("2018-04-10", "engagement")).under(before)
    rows = told.and_from("2018-04-01", RHYTHM).on("2018-04-11").deadlines()
    assert [(row.occurrence, str(row.due)) for row in rows] == [("phase_moved 2018-04-10", "2018-04-17")]


def test_who_is_already_in_the_phases_when_they_grow_goes_on_as_before() -> None:
    before = RHYTHM.replace('"intake", ', "")
    told = given(enrolled("2018-03-01"), moved("2018-03-10", "engagement"), contact("2018-04-03", entry="talk"))
    rows = told.under(before).and_from("2018-04-01", RHYTHM).on("2018-04-11").deadlines()
    assert [row.occurrence for row in rows] == ["phase_moved 2018-03-10", "talk"]


RHYTHM = """
[rules.contact_rhythm]
phases = ["intake", "engagement", "assessment", "job_placement"]
[[rules.contact_rhythm.legs]]
trigger = [{type = "enrolled"}]
satisfier = [{type = "contact_held"}, {type = "appointment_kept"}]
period = "1 week"
"""

# --- a clock that starts later ----------------------------------------------------------------------------------------

OFFSET = """
[rules.survey]
[[rules.survey.legs]]
trigger = [{type = "job_started"}]
satisfier = [{type = "questionnaire_answered"}]
offset = "2 months"
period = "2 weeks"
"""


def test_a_satisfier_counts_from_the_trigger_though_the_clock_starts_later() -> None:
    answered = entry("questionnaire_answered", "2018-03-10", instrument="own", moment="work_followup")
    told = given(enrolled("2018-01-01"), job("2018-03-01"), answered)
    row = told.under(OFFSET).on("2018-06-01").deadline()
    assert (row.status, str(row.opened), str(row.due)) == ("met", "2018-05-01", "2018-05-15")


def test_a_lead_counts_from_where_the_clock_starts() -> None:
    rule = OFFSET + 'lead = "2 weeks"\n'
    for day, status in (("2018-03-10", "breached"), ("2018-04-17", "met")):
        answered = entry("questionnaire_answered", day, instrument="own", moment="work_followup")
        told = given(enrolled("2018-01-01"), job("2018-03-01"), answered)
        assert told.under(rule).on("2018-06-01").deadline().status == status
