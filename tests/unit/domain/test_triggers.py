"""What opens a deadline and from which day it counts: episodes, phases, the clock's start."""

from __future__ import annotations

from tests.spec import (
    assigned,
    contact,
    discharged,
    employer,
    enrolled,
    given,
    job_ended,
    missed,
    moved,
    outreach,
    referred,
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
