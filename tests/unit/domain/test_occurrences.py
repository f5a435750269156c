"""Which occurrences a history opens: the next contact, one job beside another, keys that must agree."""

from __future__ import annotations

from tests.spec import (
    contact,
    discharged,
    enrolled,
    entry,
    given,
    job,
    job_ended,
    moved,
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
