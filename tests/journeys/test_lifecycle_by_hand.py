"""The order of a life: which moves may follow which, and what may be dated back or struck afterwards."""

from collections.abc import Callable

import pytest

from tests.cases import every

from .conftest import Result, Store
from .hand import (
    PROV,
    Entry,
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
LATER = "2024-12-31"

# -- what may follow what ---------------------------------------------------------------------------------------------
A, B, C, D, E = "2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10"
Life = Callable[[str], list[Entry]]


def waits(who: str, on: str) -> Entry:
    return entry("waitlisted", who, on)


def declines(who: str, on: str) -> Entry:
    return entry("declined", who, on, reason="own_wish")


POSSIBLE: dict[str, Life] = {
    "enrolled without a referral": lambda p: [enrolled(p, A)],
    "referred, waiting, enrolled": lambda p: [referred(p, A), waits(p, B), enrolled(p, C)],
    "referred and declined": lambda p: [referred(p, A), declines(p, B)],
    "declined from the waiting list": lambda p: [referred(p, A), waits(p, B), declines(p, C)],
    "declined, referred again, enrolled": lambda p: [referred(p, A), declines(p, B), referred(p, C), enrolled(p, D)],
    "declined, then enrolled": lambda p: [referred(p, A), declines(p, B), enrolled(p, C)],
    "any phase to any other": lambda p: [enrolled(p, A), moved(p, B, "follow_along"), moved(p, C, "engagement")],
    "paused and resumed": lambda p: [
        enrolled(p, A),
        moved(p, B, "coaching"),
        paused(p, C),
        resumed(p, D),
        moved(p, E, "follow_along"),
    ],
    "discharged while paused": lambda p: [enrolled(p, A), paused(p, B), discharged(p, C)],
    "discharged and enrolled again": lambda p: [enrolled(p, A), discharged(p, B), enrolled(p, C)],
    "discharged and referred again": lambda p: [enrolled(p, A), discharged(p, B), referred(p, C), waits(p, D)],
    "facts before the first move": lambda p: [contact(p, A), enrolled(p, B)],
    "facts after the discharge": lambda p: [enrolled(p, A), discharged(p, B), contact(p, C), employer(p, D)],
    "facts and no move at all": lambda p: [contact(p, A)],
    "the last line first": lambda p: [discharged(p, D), moved(p, C, "assessment"), enrolled(p, B), referred(p, A)],
    "all on one day, in order": lambda p: [referred(p, A), enrolled(p, A), moved(p, A, "engagement"), discharged(p, A)],
    "a day counts as its start": lambda p: [enrolled(p, A + "T09:00:00+01:00"), referred(p, A)],
}
IMPOSSIBLE: dict[str, Life] = {
    "a move before anything": lambda p: [moved(p, A, "engagement")],
    "a pause before anything": lambda p: [paused(p, A)],
    "a discharge before anything": lambda p: [discharged(p, A)],
    "the waiting list before a referral": lambda p: [waits(p, A)],
    "a decline before a referral": lambda p: [declines(p, A)],
    "a move before the enrolment": lambda p: [referred(p, A), moved(p, B, "engagement"), enrolled(p, C)],
    "a discharge of somebody only referred": lambda p: [referred(p, A), discharged(p, B)],
    "a pause on the waiting list": lambda p: [referred(p, A), waits(p, B), paused(p, C)],
    "waiting twice": lambda p: [referred(p, A), waits(p, B), waits(p, C)],
    "a referral of somebody referred": lambda p: [referred(p, A), referred(p, B)],
    "enrolled twice": lambda p: [enrolled(p, A), enrolled(p, B)],
    "a referral of somebody enrolled": lambda p: [enrolled(p, A), referred(p, B)],
    "a decline of somebody enrolled": lambda p: [referred(p, A), enrolled(p, B), declines(p, C)],
    "the waiting list after the enrolment": lambda p: [referred(p, A), enrolled(p, B), waits(p, C)],
    "the same phase again": lambda p: [enrolled(p, A), moved(p, B, "coaching"), moved(p, C, "coaching")],
    "paused twice": lambda p: [enrolled(p, A), paused(p, B), paused(p, C)],
    "resumed without a pause": lambda p: [enrolled(p, A), resumed(p, B)],
    "a move during a pause": lambda p: [enrolled(p, A), paused(p, B), moved(p, C, "coaching"), resumed(p, D)],
    "enrolled during a pause": lambda p: [enrolled(p, A), paused(p, B), enrolled(p, C)],
    "a move after the discharge": lambda p: [enrolled(p, A), discharged(p, B), moved(p, C, "coaching")],
    "resumed after the discharge": lambda p: [enrolled(p, A), paused(p, B), discharged(p, C), resumed(p, D)],
    "discharged twice": lambda p: [enrolled(p, A), discharged(p, B), discharged(p, C)],
    "a decline after the discharge": lambda p: [enrolled(p, A), discharged(p, B), declines(p, C)],
    "the waiting list after a decline": lambda p: [referred(p, A), declines(p, B), waits(p, C)],
}


@pytest.fixture(scope="module")
def impossible(module_store: Store) -> Result:
    """All impossible lives in one file, after one that is possible."""
    module_store.write_programme(PROV)
    return module_store.load(
        [enrolled("fine", A), *(line for who, life in IMPOSSIBLE.items() for line in life(who))], code=2
    )


@every("who", IMPOSSIBLE)
def test_an_order_the_lifecycle_forbids_is_refused_by_a_line_of_that_person(impossible: Result, who: str) -> None:
    first = 2 + sum(len(life(name)) for name, life in list(IMPOSSIBLE.items())[: list(IMPOSSIBLE).index(who)])
    theirs = range(first, first + len(IMPOSSIBLE[who](who)))
    assert set(theirs) & impossible.errors.keys(), f"none of {theirs} is named in:\n{impossible.err}"


def test_after_an_impossible_order_nothing_of_the_file_is_there(impossible: Result, module_store: Store) -> None:
    assert 1 not in impossible.errors
    assert module_store.people() == []


# -- dated back, and struck --------------------------------------------------------------------------------------------
def lived(who: str) -> list[Entry]:
    """Referred in January, enrolled in February, in coaching from March, discharged in May; each with its id."""
    return [
        referred(who, A, entry=f"{who}-referred"),
        enrolled(who, B, entry=f"{who}-enrolled"),
        moved(who, C, "coaching", entry=f"{who}-coaching"),
        discharged(who, E, entry=f"{who}-discharged"),
    ]


@pytest.fixture(scope="module")
def lives(module_store: Store, impossible: Result) -> Store:
    """All possible lives, and three like Anna's, in one file that is taken."""
    assert impossible.code == 2
    module_store.load(
        [*(line for who, life in POSSIBLE.items() for line in life(who)), *lived("anna"), *lived("bo"), *lived("cia")]
    )
    return module_store


def test_every_order_the_lifecycle_allows_is_imported(lives: Store) -> None:
    assert sorted(lives.people()) == sorted([*POSSIBLE, "anna", "bo", "cia"])


REFUSED: dict[str, list[Entry]] = {
    "a second enrolment dated back": [enrolled("anna", "2024-02-20")],
    "a discharge dated before a move": [discharged("anna", "2024-02-20")],
    "a pause that was never ended before a move": [paused("anna", "2024-02-20")],
    "a move dated before the enrolment": [moved("anna", "2024-01-20", "engagement")],
    "the same phase dated just before": [moved("anna", "2024-03-01", "coaching")],
    "a strike of the enrolment": [struck("anna", E, "anna-enrolled")],
}


@every("attempt", REFUSED)
def test_a_back_dated_move_or_a_strike_that_leaves_an_impossible_history_is_refused(lives: Store, attempt: str) -> None:
    told = lives.load(REFUSED[attempt], code=2)
    assert list(told.errors) == [1]
    if attempt == "a strike of the enrolment":
        assert "anna-coaching" in told.err or "anna-discharged" in told.err, "what to strike first is said"


def test_after_all_that_was_refused_anna_stands_as_before(lives: Store) -> None:
    assert [row["due"] for row in lives.rows("anna", RULE, as_of=LATER)] == ["2024-03-10"]  # 10 February + 1 month


@pytest.fixture(scope="module")
def corrected(lives: Store) -> Store:
    """For Bo a move and a pause dated back that fit. For Cia the enrolment was on the wrong day: all that hangs on it
    is struck with it, in one file, and told anew a month later."""
    lives.load(
        [
            moved("bo", "2024-02-20", "engagement"),
            paused("bo", "2024-02-25"),
            resumed("bo", "2024-03-01"),
            struck("cia", E, "cia-enrolled"),
            struck("cia", E, "cia-coaching"),
            struck("cia", E, "cia-discharged"),
            enrolled("cia", C),
        ]
    )
    return lives


def test_moves_dated_back_that_fit_are_taken(corrected: Store) -> None:
    # Paused 25 February -> 1 March 2024: 5 days. 10 February + 1 month + 5 days = 15 March.
    assert corrected.one("bo", RULE, as_of=LATER)["due"] == "2024-03-15"


def test_strikes_that_only_together_leave_a_possible_history_are_taken_together(corrected: Store) -> None:
    # Only the new life counts: 10 March + 1 month.
    assert [row["due"] for row in corrected.rows("cia", RULE, as_of=LATER)] == ["2024-04-10"]


def test_a_fold_of_the_whole_log_finds_the_same(corrected: Store) -> None:
    assert not corrected.replayed()
