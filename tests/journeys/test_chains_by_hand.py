"""Rules that repeat or count in working days, worked out by hand: contact rhythm, follow-along, loss of a job, missed
visits, answers to referrals. Shared defaults, except where Uppsala is named. All dates are 2024 unless written."""

import pytest

from tests.cases import every

from .conftest import Store
from .hand import (
    PROV,
    Stories,
    contact,
    discharged,
    enrolled,
    entry,
    job,
    job_ended,
    missed,
    moved,
    outreach,
    paused,
    referred,
    resumed,
)

LATER = "2024-12-31"
given = Stories()

Story = tuple[str, str | None, str, str | None]


@pytest.fixture(scope="module")
def judged(module_store: Store) -> Store:
    module_store.write_programme(PROV)
    for programme, entries in given.told.items():
        module_store.load(entries, programme=programme)
    return module_store


def chain(judged: Store, participant: str, rule: str, as_of: str = LATER) -> list[Story]:
    """(opened, due, status, met on) of each occurrence, in order."""
    return [
        (row["opened"], row["due"], row["status"], row["met_on"]) for row in judged.rows(participant, rule, as_of=as_of)
    ]


# -- contact rhythm: two weeks, in engagement, assessment and job placement ------------------------------------------
given(
    enrolled("rhythm", "2024-01-08"),
    contact("rhythm", "2024-01-10"),  # still intake: opens nothing
    moved("rhythm", "2024-01-15", "engagement"),  # opens, due 29 January
    contact("rhythm", "2024-01-25"),  # meets it; opens, due 8 February
    moved("rhythm", "2024-02-01", "assessment"),  # within the three phases: changes nothing
    contact("rhythm", "2024-02-12"),  # four days late; opens, due 26 February
    moved("rhythm", "2024-02-20", "coaching"),  # leaves the phases: stops it
    contact("rhythm", "2024-02-22"),  # in coaching: meets and opens nothing
    moved("rhythm", "2024-04-02", "job_placement"),
)  # back: opens, due 16 April


def test_contact_rhythm_runs_from_contact_to_contact_and_only_within_its_phases(judged: Store) -> None:
    assert chain(judged, "rhythm", "contact_rhythm", as_of="2024-04-17") == [
        ("2024-01-15", "2024-01-29", "met", "2024-01-25"),
        ("2024-01-25", "2024-02-08", "met_late", "2024-02-12"),
        ("2024-02-12", "2024-02-26", "stopped", None),
        ("2024-04-02", "2024-04-16", "breached", None),
    ]


def test_contact_rhythm_has_one_open_occurrence_at_a_time(judged: Store) -> None:
    assert chain(judged, "rhythm", "contact_rhythm", as_of="2024-01-20") == [("2024-01-15", "2024-01-29", "open", None)]
    # Two weeks or less warn one day before: 28 January.
    assert chain(judged, "rhythm", "contact_rhythm", as_of="2024-01-24")[0][2] == "open"
    assert chain(judged, "rhythm", "contact_rhythm", as_of="2024-03-31")[-1][2] == "stopped"


given(enrolled("silent", "2024-01-08"), moved("silent", "2024-01-15", "engagement"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-01-27", "open"), ("2024-01-28", "warned"), ("2024-01-29", "warned"), ("2024-01-30", "breached")],
)
def test_a_two_week_period_warns_one_day_before(judged: Store, day: str, expected: str) -> None:
    assert chain(judged, "silent", "contact_rhythm", as_of=day) == [("2024-01-15", "2024-01-29", expected, None)]


given(
    enrolled("twice-a-day", "2024-01-08"),
    moved("twice-a-day", "2024-01-15", "engagement"),
    contact("twice-a-day", "2024-01-22"),
    contact("twice-a-day", "2024-01-22", by="coach:bo"),
)


def test_two_contacts_on_one_day_do_not_hide_the_silence_after_them(judged: Store) -> None:
    breached = [row for row in chain(judged, "twice-a-day", "contact_rhythm") if row[2] == "breached"]
    assert breached == [("2024-01-22", "2024-02-05", "breached", None)]


given(
    enrolled("renamed", "2024-01-08"),
    moved("renamed", "2024-01-15", "engagement"),
    contact("renamed", "2024-01-25"),
    contact("renamed", "2024-01-20", recorded="2024-03-01T09:00:00+01:00"),
)  # told five weeks later


def test_later_knowledge_renames_no_occurrence(judged: Store) -> None:
    def names(**when: str) -> dict[str, str]:
        return {row["opened"]: row["occurrence"] for row in judged.rows("renamed", "contact_rhythm", **when)}

    before = names(as_of="2024-02-15", known_at="2024-02-15T12:00:00+01:00")
    after = names(as_of=LATER)
    assert list(before) == ["2024-01-15", "2024-01-25"]
    assert list(after) == ["2024-01-15", "2024-01-20", "2024-01-25"]
    assert before.items() <= after.items()


given(
    enrolled("visits", "2024-01-08"),
    moved("visits", "2024-01-15", "engagement"),
    entry("appointment_booked", "visits", "2024-01-16", appointment="v-1", at="2024-01-24T10:00:00+01:00"),
    entry("appointment_kept", "visits", "2024-01-24", appointment="v-1", minutes=45, by="coach:anna"),
    outreach("visits", "2024-02-06"),
)


def test_a_kept_appointment_is_a_contact_and_an_outreach_attempt_is_not(judged: Store) -> None:
    assert chain(judged, "visits", "contact_rhythm") == [
        ("2024-01-15", "2024-01-29", "met", "2024-01-24"),
        ("2024-01-24", "2024-02-07", "breached", None),
    ]


given(
    enrolled("rests", "2024-01-08"),
    moved("rests", "2024-01-15", "engagement"),
    contact("rests", "2024-01-22"),
    paused("rests", "2024-02-01"),
    resumed("rests", "2024-02-11"),
    contact("rests", "2024-02-14"),
    discharged("rests", "2024-02-20"),
)


def test_a_pause_moves_the_open_occurrence_and_opens_none(judged: Store) -> None:
    rows = judged.rows("rests", "contact_rhythm", as_of=LATER)
    assert chain(judged, "rests", "contact_rhythm") == [
        ("2024-01-15", "2024-01-29", "met", "2024-01-22"),
        ("2024-01-22", "2024-02-15", "met", "2024-02-14"),  # 5 February + 10 days of pause
        ("2024-02-14", "2024-02-28", "stopped", None),
    ]
    # 22 January -> 14 February: 9 + 14 = 23 days, 10 of them paused.
    assert (rows[1]["raw_days"], rows[1]["paused_days"], rows[1]["adjusted_days"]) == (23, 10, 13)
    assert judged.rows("rests", "contact_rhythm", as_of="2024-02-05")[-1]["due"] is None


# -- follow-along: 3 days, weekly in month 1, monthly to a year, ends with that job ----------------------------------
given(
    enrolled("works", "2023-11-01"),
    job("works", "2024-01-08"),
    contact("works", "2024-01-10"),  # 8 + 3 = 11 January: met
    contact("works", "2024-01-16"),  # 10 + 7 = 17: met
    contact("works", "2024-01-30"),  # 16 + 7 = 23: a week late
    contact("works", "2024-02-12"),  # 30 January + 7 = 6 February: late; month 1 ended on 8 February
    contact("works", "2024-03-12"),  # 12 February + 1 month = 12 March: met on the day
    contact("works", "2025-02-01"),
)  # after the year (8 January 2025): opens nothing


def test_follow_along_is_three_days_then_weekly_then_monthly_then_off(judged: Store) -> None:
    rows = chain(judged, "works", "follow_along", as_of="2025-06-30")
    assert rows[:5] == [
        ("2024-01-08", "2024-01-11", "met", "2024-01-10"),
        ("2024-01-10", "2024-01-17", "met", "2024-01-16"),
        ("2024-01-16", "2024-01-23", "met_late", "2024-01-30"),
        ("2024-01-30", "2024-02-06", "met_late", "2024-02-12"),
        ("2024-02-12", "2024-03-12", "met", "2024-03-12"),
    ]
    # One more, monthly, that nobody met in time; the contact of February 2025 opens nothing.
    assert [row[:2] for row in rows[5:]] == [("2024-03-12", "2024-04-12")]


# Two jobs: A from 8 January to 13 February, B from 22 January on.
given(
    enrolled("two-jobs", "2023-11-01"),
    job("two-jobs", "2024-01-08", "A"),
    contact("two-jobs", "2024-01-10"),
    job("two-jobs", "2024-01-22", "B"),
    contact("two-jobs", "2024-01-24"),
    contact("two-jobs", "2024-01-30"),
    contact("two-jobs", "2024-02-12"),
    job_ended("two-jobs", "2024-02-13", "A"),
    contact("two-jobs", "2024-02-14"),
)


def test_two_jobs_are_followed_each_in_its_own_rhythm_until_its_own_end(judged: Store) -> None:
    rows = sorted(chain(judged, "two-jobs", "follow_along", as_of="2024-03-31"), key=str)
    assert rows == sorted(
        [
            ("2024-01-08", "2024-01-11", "met", "2024-01-10"),  # A starts
            ("2024-01-10", "2024-01-17", "met_late", "2024-01-24"),  # A
            ("2024-01-22", "2024-01-25", "met", "2024-01-24"),  # B starts
            ("2024-01-24", "2024-01-31", "met", "2024-01-30"),  # A
            ("2024-01-24", "2024-01-31", "met", "2024-01-30"),  # B
            ("2024-01-30", "2024-02-06", "met_late", "2024-02-12"),  # A
            ("2024-01-30", "2024-02-06", "met_late", "2024-02-12"),  # B
            ("2024-02-12", "2024-03-12", "stopped", None),  # A is past its month 1 (8 February); ends on the 13th
            ("2024-02-12", "2024-02-19", "met", "2024-02-14"),  # B is in its month 1 (to 22 February): weekly
            ("2024-02-14", "2024-02-21", "breached", None),  # B goes on
        ],
        key=str,
    )


# -- after the loss of a job: three days -----------------------------------------------------------------------------
given(
    enrolled("lost-same-day", "2024-01-08"),
    job("lost-same-day", "2024-03-01"),
    contact("lost-same-day", "2024-05-10"),
    job_ended("lost-same-day", "2024-05-10"),
    enrolled("lost-late", "2024-01-08"),
    job("lost-late", "2024-03-01"),
    job_ended("lost-late", "2024-05-10"),
    contact("lost-late", "2024-05-14"),
)


def test_a_lost_job_is_followed_by_a_contact_within_three_days(judged: Store) -> None:
    assert chain(judged, "lost-same-day", "after_job_loss") == [("2024-05-10", "2024-05-13", "met", "2024-05-10")]
    assert chain(judged, "lost-late", "after_job_loss") == [("2024-05-10", "2024-05-13", "met_late", "2024-05-14")]


# -- missed visits: three working days, day 1 is the next working day ------------------------------------------------
MISSED = [
    # Wed 19 June: Thu 20 is 1; Fri 21 (Midsummer Eve), Sat, Sun free; Mon 24 is 2; Tue 25 is 3.
    ("midsummer", "2024-06-19", "2024-06-25"),
    # Wed 27 March: Thu 28 is 1; Good Friday 29, Sat, Easter Sunday, Easter Monday 1 April free; 2 April is 2; 3 is 3.
    ("easter", "2024-03-27", "2024-04-03"),
    # Mon 23 December: 24 (Eve), 25, 26 free; Fri 27 is 1; Mon 30 is 2; 31 (Eve), 1 January free; Thu 2 January is 3.
    ("christmas", "2024-12-23", "2025-01-02"),
    # Wed 8 May: Thu 9 (Ascension) free; Fri 10 is 1, Mon 13 is 2, Tue 14 is 3.
    ("ascension", "2024-05-08", "2024-05-14"),
    # Fri 5 January: Sat 6 is Epiphany; Mon 8, Tue 9, Wed 10.
    ("weekend", "2024-01-05", "2024-01-10"),
]
for name, day, _ in MISSED:
    given(enrolled(name, "2023-11-01"), *missed(name, day))
given(
    outreach("midsummer", "2024-06-25"),  # on the due day
    contact("easter", "2024-04-04"),  # a day late; a contact is outreach too
    outreach("ascension", "2024-05-08"),
)  # the same day


@pytest.mark.parametrize(("participant", "on", "due"), MISSED)
def test_outreach_is_due_three_swedish_working_days_after_a_missed_visit(
    judged: Store, participant: str, on: str, due: str
) -> None:
    row = judged.one(participant, "missed_visit_outreach", as_of="2025-01-31")
    assert (row["opened"], row["due"]) == (on, due)


def test_any_outreach_answers_a_missed_visit(judged: Store) -> None:
    found = {name: judged.one(name, "missed_visit_outreach", as_of="2025-01-31")["status"] for name, _, _ in MISSED}
    assert found == {
        "midsummer": "met",
        "easter": "met_late",
        "christmas": "breached",
        "ascension": "met",
        "weekend": "breached",
    }


def test_the_free_days_of_christmas_are_not_breached_before_the_due_day_has_ended(judged: Store) -> None:
    assert judged.one("christmas", "missed_visit_outreach", as_of="2025-01-02")["status"] == "warned"
    assert judged.one("christmas", "missed_visit_outreach", as_of="2025-01-03")["status"] == "breached"


# Missed Mon 2 September: due Thu 5. Paused 4 -> 6 September, 2 days: Sat 7 rolls on to Mon 9.
given(
    enrolled("missed-then-paused", "2024-08-01"),
    *missed("missed-then-paused", "2024-09-02"),
    paused("missed-then-paused", "2024-09-04"),
    resumed("missed-then-paused", "2024-09-06"),
)


def test_a_working_day_deadline_moved_by_a_pause_rolls_on_to_a_working_day(judged: Store) -> None:
    row = judged.one("missed-then-paused", "missed_visit_outreach", as_of=LATER)
    assert (row["due"], row["paused_days"]) == ("2024-09-09", 2)


# -- a self-referral is answered within five working days ------------------------------------------------------------
# Mon 2 September: 3, 4, 5, 6 and Mon 9 September.
ASKED = "2024-09-02"
given(
    referred("asked-waits", ASKED),
    entry("waitlisted", "asked-waits", "2024-09-04"),
    referred("asked-self", ASKED),
    contact("asked-self", "2024-09-04", by="participant"),
    referred("asked-system", ASKED),
    contact("asked-system", "2024-09-04", by="system"),
    referred("asked-human", ASKED),
    contact("asked-human", "2024-09-05"),
    referred("asked-declined", ASKED),
    entry("declined", "asked-declined", "2024-09-06", reason="own_wish"),
    referred("asked-enrolled", ASKED),
    enrolled("asked-enrolled", "2024-09-09"),
    referred("asked-late", ASKED),
    contact("asked-late", "2024-09-10"),
    referred("sent", ASKED, source="psychiatry"),
)
# Midsummer again: Mon 17 June: 18, 19, 20, then Mon 24 and Tue 25.
given(referred("asked-midsummer", "2024-06-17"))


@every(
    "participant, expected",
    [
        ("asked-waits", "breached"),  # the waiting list is no answer
        ("asked-self", "breached"),  # nor is the participant's own contact
        ("asked-system", "breached"),  # nor the system's
        ("asked-human", "met"),
        ("asked-declined", "met"),
        ("asked-enrolled", "met"),  # on the due day
        ("asked-late", "met_late"),
    ],
)
def test_only_a_human_contact_an_enrolment_or_a_decline_answers_a_referral(
    judged: Store, participant: str, expected: str
) -> None:
    row = judged.one(participant, "referral_answered", as_of=LATER)
    assert (row["opened"], row["due"], row["status"]) == (ASKED, "2024-09-09", expected)
    assert row["episode"] == 1  # the next number, before any enrolment


def test_the_answer_to_a_referral_waits_over_midsummer(judged: Store) -> None:
    assert judged.one("asked-midsummer", "referral_answered", as_of=LATER)["due"] == "2024-06-25"


def test_a_referral_from_elsewhere_starts_no_clock(judged: Store) -> None:
    assert judged.rows("sent", "referral_answered", as_of=LATER) == []


# -- a discharge for lost contact needs two attempts since the last contact ------------------------------------------
LEFT = "2024-03-01"
for name in ("tried-twice", "tried-once", "tried-noted-late", "moved-away"):
    given(
        enrolled(name, "2024-01-08"),
        contact(name, "2024-02-01"),
        discharged(name, LEFT, "moved" if name == "moved-away" else "no_contact"),
    )
given(
    outreach("tried-twice", "2024-02-10"),
    outreach("tried-twice", "2024-02-20"),
    outreach("tried-once", "2024-01-20"),  # before the last contact: does not count
    outreach("tried-once", "2024-02-20"),
    outreach("tried-noted-late", "2024-02-10"),
    outreach("tried-noted-late", "2024-02-20", recorded="2024-03-10T09:00:00+01:00"),
)


@pytest.mark.parametrize(
    ("participant", "expected"),
    [("tried-twice", "met"), ("tried-once", "breached"), ("tried-noted-late", "late_entry")],
)
def test_a_discharge_for_lost_contact_needs_two_attempts_since_the_last_contact(
    judged: Store, participant: str, expected: str
) -> None:
    row = judged.one(participant, "discharge_care", as_of=LATER)
    assert (row["opened"], row["due"], row["status"]) == (LEFT, LEFT, expected)


def test_a_discharge_for_another_reason_asks_for_no_attempts(judged: Store) -> None:
    assert judged.rows("moved-away", "discharge_care", as_of=LATER) == []


def test_a_fold_of_the_whole_log_finds_the_same(judged: Store) -> None:
    assert not judged.replayed()
