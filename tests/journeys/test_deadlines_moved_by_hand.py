"""The one-month rule where something moves it: pauses, strikes, a return, a programme's own settings.

Dates as in `test_deadlines_by_hand.py`: 15 March 2024 to 15 April. Each story stands above its test.
"""

import pytest

from .conftest import Store
from .hand import (
    PROV,
    Stories,
    contact,
    discharged,
    employer,
    enrolled,
    entry,
    moved,
    paused,
    referred,
    resumed,
    struck,
)

RULE = "job_search_one_month"
START, DUE = "2024-03-15", "2024-04-15"
LATER = "2024-12-31"

# Overridden key by key: only `warn` of the shared rule; the whole list of legs of another; a third is off.
EGEN = """
id = "egen"
name = "Egna regler"
starts = 2022-01-03
clock_start = "enrolled"
capacity = {per_fte = 20, budgeted_fte = 1.5}

[rules.job_search_one_month]
warn = {before = "3 days"}

[rules.benefits_counselling_offered]
name = "Vägledning inom tio dagar"
[[rules.benefits_counselling_offered.legs]]
trigger = [{type = "enrolled"}]
satisfier = [{type = "benefits_counselling_given"}]
period = "10 days"

[rules.vocational_profile_done]
off = true
"""

given = Stories()


@pytest.fixture(scope="module")
def judged(module_store: Store) -> Store:
    module_store.write_programme(PROV)
    module_store.write_programme(EGEN)
    for programme, entries in given.told.items():
        module_store.load(entries, programme=programme)
    return module_store


def status(judged: Store, participant: str, as_of: str = LATER, **when: str) -> str:
    return str(judged.one(participant, RULE, as_of=as_of, **when)["status"])


# -- paused ----------------------------------------------------------------------------------------------------------
# 10 -> 24 April is 14 days: 15 + 14 = 29 April.
given(
    enrolled("paused", START),
    paused("paused", "2024-04-10"),
    resumed("paused", "2024-04-24"),
    enrolled("paused-met", START),
    paused("paused-met", "2024-04-10"),
    resumed("paused-met", "2024-04-24"),
    employer("paused-met", "2024-04-28"),
)


def test_a_pause_over_the_due_day_moves_it_by_its_length(judged: Store) -> None:
    during = judged.one("paused", RULE, as_of="2024-04-20")
    assert during["due"] is None
    assert during["status"] in {"open", "warned"}
    for day, expected in (("2024-04-29", "warned"), ("2024-04-30", "breached")):
        row = judged.one("paused", RULE, as_of=day)
        assert (row["status"], row["due"], row["paused_days"]) == (expected, "2024-04-29", 14)


def test_a_contact_by_the_moved_due_day_is_in_time_and_the_pause_is_taken_off_the_days(judged: Store) -> None:
    row = judged.one("paused-met", RULE, as_of=LATER)
    assert (row["status"], row["due"]) == ("met", "2024-04-29")
    # 15 March -> 28 April: 16 + 28 = 44; less 14 paused = 30.
    assert (row["raw_days"], row["paused_days"], row["adjusted_days"]) == (44, 14, 30)


# 20 -> 25 March is 5, 1 -> 11 April is 10: 15 + 15 = 30 April.
given(
    enrolled("paused-twice", START),
    paused("paused-twice", "2024-03-20"),
    resumed("paused-twice", "2024-03-25"),
    paused("paused-twice", "2024-04-01"),
    resumed("paused-twice", "2024-04-11"),
)
# 10 -> 14 April is 4: due 19 April; the second pause begins on the 18th, before *that* day: 18 -> 28 is 10, 29 April.
given(
    enrolled("pause-in-moved-time", START),
    paused("pause-in-moved-time", "2024-04-10"),
    resumed("pause-in-moved-time", "2024-04-14"),
    paused("pause-in-moved-time", "2024-04-18"),
    resumed("pause-in-moved-time", "2024-04-28"),
)


def test_two_pauses_add_up(judged: Store) -> None:
    assert judged.one("paused-twice", RULE, as_of=LATER)["due"] == "2024-04-30"
    assert judged.one("paused-twice", RULE, as_of=LATER)["paused_days"] == 15
    assert judged.one("pause-in-moved-time", RULE, as_of=LATER)["due"] == "2024-04-29"


given(
    enrolled("paused-too-late", START),
    paused("paused-too-late", "2024-04-16"),
    resumed("paused-too-late", "2024-05-16"),
)


def test_a_pause_begun_after_the_due_day_moves_nothing(judged: Store) -> None:
    row = judged.one("paused-too-late", RULE, as_of=LATER)
    assert (row["status"], row["due"]) == ("breached", DUE)


given(
    enrolled("left-in-pause", START), paused("left-in-pause", "2024-04-10"), discharged("left-in-pause", "2024-05-10")
)


def test_a_discharge_during_a_pause_stops_the_deadline(judged: Store) -> None:
    assert status(judged, "left-in-pause") == "stopped"


# -- struck ----------------------------------------------------------------------------------------------------------
given(
    enrolled("struck-contact", START),
    employer("struck-contact", "2024-04-10", entry="sc-1"),
    struck("struck-contact", "2024-04-12", "sc-1", recorded="2024-04-12T10:00:00+02:00"),
    enrolled("struck-trigger", START, entry="st-1"),
    struck("struck-trigger", "2024-03-20", "st-1", recorded="2024-03-20T10:00:00+01:00"),
)


def test_a_struck_contact_no_longer_counts_but_did_while_nobody_knew(judged: Store) -> None:
    assert status(judged, "struck-contact", as_of="2024-04-16") == "breached"
    assert status(judged, "struck-contact", as_of="2024-04-16", known_at="2024-04-11T12:00:00+02:00") == "met"


def test_a_struck_enrolment_opens_nothing_but_did_while_nobody_knew(judged: Store) -> None:
    assert judged.rows("struck-trigger", RULE, as_of=LATER) == []
    known = judged.rows("struck-trigger", RULE, as_of=LATER, known_at="2024-03-18T12:00:00+01:00")
    assert [row["due"] for row in known] == [DUE]


# -- a returning participant -----------------------------------------------------------------------------------------
given(
    enrolled("returner", "2023-01-10"),
    employer("returner", "2023-01-20"),
    discharged("returner", "2023-06-01"),
    referred("returner", "2023-09-01"),
    employer("returner", "2023-09-15"),
    enrolled("returner", "2023-10-02"),
)
given(
    enrolled("returner-silent", "2023-01-10"),
    employer("returner-silent", "2023-01-20"),
    discharged("returner-silent", "2023-06-01"),
    referred("returner-silent", "2023-09-01"),
    enrolled("returner-silent", "2023-10-02"),
)


def test_each_episode_has_its_own_deadline(judged: Store) -> None:
    first, second = judged.rows("returner", RULE, as_of=LATER)
    assert (first["episode"], first["due"], first["met_on"]) == (1, "2023-02-10", "2023-01-20")
    assert (second["episode"], second["due"], second["met_on"]) == (2, "2023-11-02", "2023-09-15")
    assert [row["status"] for row in judged.rows("returner-silent", RULE, as_of=LATER)] == ["met", "breached"]


# -- one programme's own settings ------------------------------------------------------------------------------------
given(
    enrolled("own", START),
    contact("own", "2024-03-18"),
    moved("own", "2024-03-20", "engagement"),
    entry("benefits_counselling_offered", "own", "2024-03-20"),
    programme="egen",
)
given(enrolled("nothing", START))


def test_a_programme_overrides_one_key_and_keeps_the_rest(judged: Store) -> None:
    # Warned 3 days before 15 April; due after a month as in the shared rule.
    rows = {day: judged.one("own", RULE, as_of=day, programme="egen") for day in ("2024-04-11", "2024-04-12")}
    assert [row["status"] for row in rows.values()] == ["open", "warned"]
    assert {row["due"] for row in rows.values()} == {DUE}


def test_a_programme_overrides_the_legs_of_a_rule(judged: Store) -> None:
    row = judged.one("own", "benefits_counselling_offered", as_of="2024-04-12", programme="egen")
    # Ten days from 15 March; an offer no longer satisfies there.
    assert (row["due"], row["status"]) == ("2024-03-25", "breached")


def test_a_programme_switches_a_rule_off_for_itself_alone(judged: Store) -> None:
    assert judged.rows("own", "vocational_profile_done", as_of="2024-04-12", programme="egen") == []
    assert judged.one("nothing", "vocational_profile_done", as_of=LATER)["due"] == "2024-04-26"  # 42 days


# -- two more rules that count from enrolment ------------------------------------------------------------------------
given(
    referred("offered-before", "2024-02-20"),
    entry("benefits_counselling_offered", "offered-before", "2024-03-01"),
    enrolled("offered-before", START),
    entry("profile_completed", "offered-before", "2024-04-26"),
    enrolled("given", START),
    entry("benefits_counselling_given", "given", "2024-04-16"),
    entry("profile_completed", "given", "2024-04-27"),
)


def test_benefits_counselling_may_be_offered_before_enrolment(judged: Store) -> None:
    assert judged.one("offered-before", "benefits_counselling_offered", as_of=LATER)["status"] == "met"
    late = judged.one("given", "benefits_counselling_offered", as_of=LATER)
    assert (late["due"], late["status"], late["met_on"]) == (DUE, "met_late", "2024-04-16")


def test_the_vocational_profile_is_due_six_weeks_from_enrolment(judged: Store) -> None:
    # 15 March + 42 days: 16 to the end of March, 26 in April.
    assert judged.one("offered-before", "vocational_profile_done", as_of=LATER)["status"] == "met"
    late = judged.one("given", "vocational_profile_done", as_of=LATER)
    assert (late["due"], late["status"]) == ("2024-04-26", "met_late")
