"""What the four shipped programmes have of their own, worked out by hand."""

import pytest

from .conftest import Store
from .hand import (
    Stories,
    answered,
    contact,
    discharged,
    employer,
    enrolled,
    entry,
    job,
    moved,
    paused,
    resumed,
    studies,
    sus,
)

LATER = "2025-03-31"
given = Stories()


@pytest.fixture(scope="module")
def judged(module_store: Store) -> Store:
    for programme, entries in given.told.items():
        module_store.load(entries, programme=programme)
    return module_store


# -- Uppsala ---------------------------------------------------------------------------------------------------------
given(
    enrolled("silent", "2024-03-15"),
    moved("silent", "2024-03-18", "engagement"),
    contact("silent", "2024-03-25"),
    enrolled("two-months", "2024-01-31"),
    employer("two-months", "2024-03-31"),
    programme="uppsala",
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-04-14", "open"), ("2024-04-15", "warned"), ("2024-05-15", "warned"), ("2024-05-16", "breached")],
)
def test_uppsala_warns_a_month_after_enrolment_and_breaches_after_two(judged: Store, day: str, expected: str) -> None:
    row = judged.one("silent", "job_search_one_month", as_of=day, programme="uppsala")
    assert (row["due"], row["status"]) == ("2024-05-15", expected)


def test_two_months_from_31_january_end_on_31_march(judged: Store) -> None:
    row = judged.one("two-months", "job_search_one_month", as_of=LATER, programme="uppsala")
    assert (row["due"], row["status"]) == ("2024-03-31", "met")


def test_uppsala_meets_people_every_week(judged: Store) -> None:
    rows = judged.rows("silent", "contact_rhythm", as_of=LATER, programme="uppsala")
    assert [(r["opened"], r["due"], r["status"]) for r in rows] == [
        ("2024-03-15", "2024-03-22", "met_late"),  # from enrolment on
        ("2024-03-25", "2024-04-01", "breached"),
    ]


# Enrolled 31 January: start is due 14 February (from 17 January); six months is 31 July: 17 July to 14 August;
# discharged 1 October: 17 September to 15 October.
for person in ("ghq-all", "ghq-early", "ghq-none"):
    given(enrolled(person, "2024-01-31"), discharged(person, "2024-10-01"), programme="uppsala")
given(
    answered("ghq-all", "2024-01-20", "ghq12", "start"),
    answered("ghq-all", "2024-07-18", "ghq12", "six_months"),
    answered("ghq-all", "2024-10-10", "ghq12", "discharge"),  # after the discharge: this leg outlives it
    answered("ghq-early", "2024-01-10", "ghq12", "start"),  # three weeks before: too early
    answered("ghq-early", "2024-02-01", "mansa", "start"),  # another instrument
    answered("ghq-early", "2024-02-02", "ghq12", "other"),  # another moment
    answered("ghq-early", "2024-07-10", "ghq12", "six_months"),  # three weeks before: too early
    answered("ghq-early", "2024-10-20", "ghq12", "discharge"),
    programme="uppsala",
)


def ghq(judged: Store, person: str) -> dict[str, tuple[str, str | None]]:
    rows = judged.rows(person, "ghq12", as_of=LATER, programme="uppsala")
    return {row["due"]: (row["status"], row["met_on"]) for row in rows}


def test_ghq12_is_answered_within_two_weeks_of_start_six_months_and_discharge(judged: Store) -> None:
    assert ghq(judged, "ghq-all") == {
        "2024-02-14": ("met", "2024-01-20"),
        "2024-08-14": ("met", "2024-07-18"),
        "2024-10-15": ("met", "2024-10-10"),
    }


def test_answers_outside_the_window_or_of_another_kind_do_not_count(judged: Store) -> None:
    assert ghq(judged, "ghq-early") == {
        "2024-02-14": ("breached", None),
        "2024-08-14": ("breached", None),
        "2024-10-15": ("met_late", "2024-10-20"),
    }
    assert {status for status, _ in ghq(judged, "ghq-none").values()} == {"breached"}


# -- Jönköping -------------------------------------------------------------------------------------------------------
# Two months after 31 January is 31 March: 17 March to 14 April; after 1 February is 1 April: 18 March to 15 April.
given(
    enrolled("survey", "2023-10-02"),
    job("survey", "2024-01-31"),
    answered("survey", "2024-03-20", "work_survey", "work_followup"),
    enrolled("survey-early", "2023-10-02"),
    job("survey-early", "2024-01-31"),
    answered("survey-early", "2024-03-10", "work_survey", "work_followup"),
    enrolled("survey-studies", "2023-10-02"),
    studies("survey-studies", "2024-02-01"),
    programme="jonkoping",
)


@pytest.mark.parametrize(
    ("person", "due", "expected"),
    [
        ("survey", "2024-04-14", "met"),
        ("survey-early", "2024-04-14", "breached"),
        ("survey-studies", "2024-04-15", "breached"),
    ],
)
def test_jonkoping_asks_about_work_two_months_into_it(judged: Store, person: str, due: str, expected: str) -> None:
    row = judged.one(person, "work_survey", as_of=LATER, programme="jonkoping")
    assert (row["due"], row["status"]) == (due, expected)


given(
    enrolled("sus", "2024-01-31"),
    sus("sus", "2024-02-20", "start"),
    discharged("sus", "2024-05-31"),
    sus("sus", "2024-07-02", "end"),
    enrolled("sus-paused", "2024-01-31"),
    paused("sus-paused", "2024-02-10"),
    resumed("sus-paused", "2024-03-20"),
    sus("sus-paused", "2024-02-01", "end"),
    programme="jonkoping",
)


def test_sus_is_told_of_the_start_and_the_end_within_a_month_each(judged: Store) -> None:
    rows = judged.rows("sus", "sus_registration", as_of=LATER, programme="jonkoping")
    # 31 January + 1 month = 29 February (2024); 31 May + 1 month = 30 June, and the end outlives the discharge.
    assert [(r["opened"], r["due"], r["status"], r["met_on"]) for r in rows] == [
        ("2024-01-31", "2024-02-29", "met", "2024-02-20"),
        ("2024-05-31", "2024-06-30", "met_late", "2024-07-02"),
    ]


def test_a_pause_does_not_stop_the_clock_of_sus(judged: Store) -> None:
    row = judged.one("sus-paused", "sus_registration", as_of=LATER, programme="jonkoping")
    assert (row["due"], row["status"]) == ("2024-02-29", "breached")
    during = judged.one("sus-paused", "sus_registration", as_of="2024-02-15", programme="jonkoping")
    assert during["due"] == "2024-02-29"


# -- Hudiksvall ------------------------------------------------------------------------------------------------------
given(
    enrolled("closed", "2023-11-01"),
    studies("closed", "2024-02-01"),
    job("closed", "2024-03-01"),
    sus("closed", "2024-03-20", "end"),
    enrolled("closed-after", "2023-11-01"),
    job("closed-after", "2024-02-01"),
    discharged("closed-after", "2024-02-20", "work"),
    sus("closed-after", "2024-03-25", "end"),
    enrolled("not-closed", "2023-11-01"),
    job("not-closed", "2023-12-31"),
    programme="hudiksvall",
)


@pytest.mark.parametrize(
    ("person", "due", "expected"),
    [
        ("closed", "2024-04-01", "met"),  # counted from the first start, the studies
        ("closed-after", "2024-04-01", "met"),  # outlives the discharge
        ("not-closed", "2024-02-29", "breached"),  # 31 December + 2 months
    ],
)
def test_hudiksvall_closes_its_report_two_months_after_the_first_start(
    judged: Store, person: str, due: str, expected: str
) -> None:
    row = judged.one(person, "reporting_closure", as_of=LATER, programme="hudiksvall")
    assert (row["due"], row["status"]) == (due, expected)


# -- whose rule is whose ---------------------------------------------------------------------------------------------
OWN = {
    "ghq12": {"uppsala"},
    "work_survey": {"jonkoping"},
    "reporting_closure": {"hudiksvall"},
    "sus_registration": {"uppsala", "jonkoping", "hudiksvall"},
    "job_search_one_month": {"uppsala", "jonkoping", "hudiksvall", "landskrona"},
}
for name in ("uppsala", "jonkoping", "hudiksvall", "landskrona"):
    given(enrolled("everywhere", "2024-01-31"), job("everywhere", "2024-04-02"), programme=name)


@pytest.mark.parametrize("rule", OWN)
def test_a_rule_holds_only_in_its_programmes(judged: Store, rule: str) -> None:
    found = {
        name
        for name in ("uppsala", "jonkoping", "hudiksvall", "landskrona")
        if judged.rows("everywhere", rule, as_of=LATER, programme=name)
    }
    assert found == OWN[rule]


# -- the programmes' own ---------------------------------------------------------------------------------------------
SCORES = {str(item): 4 for item in range(1, 26)}
given(
    entry("fidelity_reviewed", None, "2017-06-20", scale="IPS-25", rater="external", scores=SCORES),
    entry("fidelity_reviewed", None, "2017-12-27", scale="IPS-25", rater="self", scores=SCORES),
    programme="jonkoping",
)


def test_jonkoping_reviews_its_fidelity_every_six_months_from_its_start(judged: Store) -> None:
    rows = judged.rows(None, "fidelity_review", as_of="2018-06-28", programme="jonkoping")
    assert [(r["opened"], r["due"], r["status"]) for r in rows] == [
        ("2017-06-20", "2017-12-20", "met"),  # the first review is the first entry
        ("2017-06-20", "2017-12-20", "met_late"),
        ("2017-12-27", "2018-06-27", "breached"),
    ]
