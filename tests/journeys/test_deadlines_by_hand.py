"""The one-month rule and every status, worked out by hand.

Nearly everybody here enrols on Friday 15 March 2024, so the job search is due on Monday 15 April 2024:
warned from 8 April (7 days before), breached from 16 April (the day after).
Each story stands above its test; one import tells them all.
"""

import pytest

from tests.cases import every

from .conftest import Store
from .hand import (
    PROV,
    Stories,
    discharged,
    employer,
    enrolled,
    job,
    referred,
    waived,
)

RULE = "job_search_one_month"
START, DUE = "2024-03-15", "2024-04-15"
LATER = "2024-12-31"

given = Stories()


@pytest.fixture(scope="module")
def judged(module_store: Store) -> Store:
    module_store.write_programme(PROV)
    for programme, entries in given.told.items():
        module_store.load(entries, programme=programme)
    return module_store


def status(judged: Store, participant: str, as_of: str = LATER, **when: str) -> str:
    return str(judged.one(participant, RULE, as_of=as_of, **when)["status"])


# -- met -------------------------------------------------------------------------------------------------------------
given(enrolled("on-time", START), employer("on-time", "2024-04-10"))


def test_an_employer_contact_before_the_due_day_meets_the_deadline(judged: Store) -> None:
    row = judged.one("on-time", RULE, as_of=LATER)
    assert (row["status"], row["opened"], row["due"], row["met_on"]) == ("met", START, DUE, "2024-04-10")
    # 15 March -> 10 April: 16 days left of March + 10 = 26; no pause.
    assert (row["raw_days"], row["paused_days"], row["adjusted_days"]) == (26, 0, 26)
    assert row["episode"] == 1


def test_every_row_carries_the_promised_keys(judged: Store) -> None:
    promised = {
        "participant",
        "episode",
        "rule",
        "occurrence",
        "opened",
        "due",
        "status",
        "met_on",
        "paused_days",
        "raw_days",
        "adjusted_days",
        "periods_missed",
    }
    assert all(promised <= row.keys() for row in judged.deadlines(as_of=LATER))


given(enrolled("on-due-day", START), employer("on-due-day", DUE))


def test_a_contact_on_the_due_day_is_in_time(judged: Store) -> None:
    assert status(judged, "on-due-day") == "met"


# 21:30 UTC is 23:30 in Stockholm (summer time); 22:30 UTC is half past midnight on 16 April.
given(
    enrolled("before-midnight", START),
    employer("before-midnight", "2024-04-15T21:30:00+00:00"),
    enrolled("after-midnight", START),
    employer("after-midnight", "2024-04-15T22:30:00+00:00"),
)


def test_the_due_day_ends_at_midnight_in_stockholm(judged: Store) -> None:
    assert status(judged, "before-midnight") == "met"
    late = judged.one("after-midnight", RULE, as_of=LATER)
    assert (late["status"], late["met_on"]) == ("met_late", "2024-04-16")


given(
    employer("same-day-first", START),
    enrolled("same-day-first", START),
    enrolled("same-day-after", START),
    employer("same-day-after", START),
    employer("same-day-hours", START + "T09:00:00+01:00"),
    enrolled("same-day-hours", START + "T14:00:00+01:00"),
)


@pytest.mark.parametrize("participant", ["same-day-first", "same-day-after", "same-day-hours"])
def test_a_contact_on_the_day_of_enrolment_counts_whatever_the_order(judged: Store, participant: str) -> None:
    row = judged.one(participant, RULE, as_of=LATER)
    assert (row["status"], row["met_on"]) == ("met", START)


given(
    referred("after-referral", "2024-03-01"),
    employer("after-referral", "2024-03-10"),
    enrolled("after-referral", START),
    employer("before-referral", "2024-02-20"),
    referred("before-referral", "2024-03-01"),
    enrolled("before-referral", START),
)


def test_a_contact_between_referral_and_enrolment_counts(judged: Store) -> None:
    row = judged.one("after-referral", RULE, as_of=LATER)
    assert (row["status"], row["due"], row["met_on"]) == ("met", DUE, "2024-03-10")


def test_a_contact_before_the_referral_does_not_count(judged: Store) -> None:
    assert status(judged, "before-referral") == "breached"


given(
    enrolled("by-participant", START),
    employer("by-participant", "2024-04-02", who="participant", by="participant"),
    enrolled("by-job", START),
    job("by-job", "2024-04-08"),
    enrolled("not-competitive", START),
    employer("not-competitive", "2024-04-02", competitive=False),
    job("not-competitive", "2024-04-03", competitive=False),
)


def test_the_participants_own_contact_and_a_competitive_job_count_too(judged: Store) -> None:
    assert status(judged, "by-participant") == "met"
    assert judged.one("by-job", RULE, as_of=LATER)["met_on"] == "2024-04-08"


def test_nothing_that_is_not_competitive_counts(judged: Store) -> None:
    assert status(judged, "not-competitive") == "breached"


given(enrolled("leap", "2024-01-31"), enrolled("no-leap", "2023-01-31"))


def test_a_month_from_31_january_ends_on_the_last_of_february(judged: Store) -> None:
    assert judged.one("leap", RULE, as_of=LATER)["due"] == "2024-02-29"
    assert judged.one("no-leap", RULE, as_of=LATER)["due"] == "2023-02-28"


# -- open, warned, breached, met late --------------------------------------------------------------------------------
given(enrolled("nothing", START))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-04-07", "open"),  # the day before the warning day
        ("2024-04-08", "warned"),  # 15 - 7
        ("2024-04-15", "warned"),  # the due day itself is still theirs
        ("2024-04-16", "breached"),  # the day after
    ],
)
def test_a_silent_deadline_goes_from_open_to_warned_to_breached(judged: Store, day: str, expected: str) -> None:
    row = judged.one("nothing", RULE, as_of=day)
    assert (row["status"], row["due"], row["met_on"]) == (expected, DUE, None)
    # 15 March -> 7 April is 23 days; one more for every day after.
    assert row["raw_days"] == 16 + int(day[-2:])


def test_nothing_is_shown_before_the_enrolment(judged: Store) -> None:
    assert judged.rows("nothing", RULE, as_of="2024-03-14") == []


given(enrolled("late", START), employer("late", "2024-04-20"), employer("late", "2024-04-25"))


def test_a_contact_after_the_due_day_is_met_late(judged: Store) -> None:
    row = judged.one("late", RULE, as_of=LATER)
    assert (row["status"], row["met_on"], row["raw_days"]) == ("met_late", "2024-04-20", 36)  # 16 + 20
    assert status(judged, "late", as_of="2024-04-16") == "breached"


# -- late entry, and imported history --------------------------------------------------------------------------------
given(
    enrolled("late-entry", START),
    employer("late-entry", "2024-04-10", recorded="2024-04-20T10:00:00+02:00"),
    enrolled("last-evening", START),
    employer("last-evening", "2024-04-10", recorded="2024-04-15T23:00:00+02:00"),
    enrolled("past-midnight", START),
    employer("past-midnight", "2024-04-10", recorded="2024-04-15T22:30:00+00:00"),
)


def test_a_contact_dated_in_time_but_recorded_after_the_due_day_is_a_late_entry(judged: Store) -> None:
    row = judged.one("late-entry", RULE, as_of=LATER)
    assert (row["status"], row["due"], row["met_on"]) == ("late_entry", DUE, "2024-04-10")


def test_recorded_on_the_last_evening_is_in_time_and_half_past_midnight_is_not(judged: Store) -> None:
    assert status(judged, "last-evening") == "met"
    assert status(judged, "past-midnight") == "late_entry"  # 22:30 UTC = 00:30 on 16 April in Stockholm


given(
    enrolled("imported", START, recorded="2024-06-01T09:00:00+02:00"),
    employer("imported", "2024-04-10", recorded="2024-06-01T09:00:00+02:00"),
)


def test_history_whose_trigger_was_itself_recorded_after_the_due_day_is_no_late_entry(judged: Store) -> None:
    assert status(judged, "imported") == "met"


# -- waived, stopped -------------------------------------------------------------------------------------------------
given(
    enrolled("waived", START),
    waived("waived", "2024-04-10", RULE),
    employer("waived", "2024-05-02"),
    enrolled("waived-after", START),
    waived("waived-after", "2024-04-20", RULE),
    enrolled("waived-but-done", START),
    waived("waived-but-done", "2024-04-10", RULE),
    employer("waived-but-done", "2024-04-12"),
)


def test_a_waiver_by_the_due_day_holds_whatever_comes_later(judged: Store) -> None:
    assert status(judged, "waived") == "waived"


def test_a_waiver_after_the_due_day_leaves_the_breach_and_stops_the_days(judged: Store) -> None:
    row = judged.one("waived-after", RULE, as_of=LATER)
    assert (row["status"], row["raw_days"]) == ("breached", 36)  # 15 March -> 20 April: 16 + 20


def test_a_contact_in_time_is_met_even_after_a_waiver(judged: Store) -> None:
    assert status(judged, "waived-but-done") == "met"


given(
    enrolled("left-early", START),
    discharged("left-early", "2024-04-10"),
    employer("left-early", "2024-04-12"),
    enrolled("left-on-due-day", START),
    discharged("left-on-due-day", DUE),
    enrolled("left-after", START),
    discharged("left-after", "2024-04-20"),
    employer("left-after", "2024-04-22"),
)


def test_a_discharge_by_the_due_day_stops_the_deadline_and_a_contact_after_it_counts_for_nothing(judged: Store) -> None:
    assert status(judged, "left-early") == "stopped"
    assert status(judged, "left-on-due-day") == "stopped"


def test_a_discharge_after_the_due_day_leaves_the_breach_and_stops_the_days(judged: Store) -> None:
    row = judged.one("left-after", RULE, as_of=LATER)
    assert (row["status"], row["due"], row["raw_days"]) == ("breached", DUE, 36)


# -- as of, known at -------------------------------------------------------------------------------------------------
@every(
    "as_of, known_at, expected",
    [
        ("2024-04-30", None, "late_entry"),
        ("2024-04-30", "2024-04-19T12:00:00+02:00", "breached"),  # the contact was recorded on the 20th
        ("2024-04-30", "2024-04-21T12:00:00+02:00", "late_entry"),
        ("2024-04-16", "2024-04-30T12:00:00+02:00", "late_entry"),  # an earlier day, seen with later knowledge
        ("2024-04-07", "2024-04-30T12:00:00+02:00", "open"),  # the contact of the 10th had not happened
        ("2024-04-09", None, "warned"),
    ],
)
def test_as_of_and_known_at_are_two_questions(judged: Store, as_of: str, known_at: str | None, expected: str) -> None:
    when = {"known_at": known_at} if known_at else {}
    assert status(judged, "late-entry", as_of=as_of, **when) == expected


def test_known_at_alone_also_judges_as_of_then(judged: Store) -> None:
    # On 12 April nobody knew of the contact of the 10th, and 12 April lies between warning and due.
    assert judged.one("late-entry", RULE, known_at="2024-04-12T12:00:00+02:00")["status"] == "warned"
