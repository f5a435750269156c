"""What leaves the programme: numbers of none to four are printed as `<5`, and nobody can work them out."""

from datetime import date
from typing import Any

import pytest

from journey.domain.errors import WrongInput
from journey.domain.history import History
from projections.reports import as_json
from projections.reports.publishing.chain import closed_window, known_at, windows
from projections.reports.publishing.guard import Guard
from projections.reports.publishing.integers import System
from projections.reports.view import Window
from tests.cases import every

from .crowds import QUARTERS, crowd, intruded, view
from .given import background, discharged, e, enrolled, person, placement, team, told_outside

WOMAN, MAN = "gender=woman", "gender=man"
TODAY = date(2019, 2, 1)


def outside(kind: str, *people: History, **question: Any) -> dict[str, dict[str, Any]]:
    """The figures of a report for outside, by key."""
    return {figure["key"]: figure for figure in as_json(told_outside(kind, *people, **question))["figures"]}


def served(count: int, gender: str, *more: Any) -> list[History]:
    return [person(enrolled("2018-02-01"), *more, gender=gender) for _ in range(count)]


# ------------------------------------------------------------------------------------------------------- the window


@every(
    "window",
    [
        ("2018-01-01", "2018-03-31"),
        ("2018-07-01", "2018-12-31"),
        ("2018-01-01", "2018-12-31"),
    ],
)
def test_a_closed_quarter_half_year_or_year_is_told(window: tuple[str, str]) -> None:
    first, last = map(date.fromisoformat, window)
    assert closed_window(first, last, TODAY) == Window(first, last)


@every(
    "window",
    [
        ("2018-01-01", "2018-03-30"),
        ("2018-02-01", "2018-04-30"),
        ("2018-04-01", "2018-09-30"),
        ("2018-01-01", "2018-09-30"),
        ("2017-01-01", "2018-12-31"),
        ("2019-01-01", "2019-03-31"),
        (None, "2018-12-31"),
        ("2018-01-01", None),
    ],
)
def test_no_other_window_is(window: tuple[str | None, str | None]) -> None:
    first, last = (day and date.fromisoformat(day) for day in window)
    with pytest.raises(WrongInput, match="allowed: a whole calendar quarter, half-year or year that is over"):
        closed_window(first or None, last or None, TODAY)


def test_windows_are_told_in_the_order_in_which_they_close_the_shorter_first() -> None:
    year = Window(date(2018, 1, 1), date(2018, 12, 31))
    spans = [(one.start.month, one.end.month) for one in windows(date(2018, 2, 5), year)]
    assert spans == [(1, 3), (4, 6), (1, 6), (7, 9), (10, 12), (7, 12), (1, 12)]


def test_a_window_is_judged_at_its_end_and_history_moved_in_later_by_what_was_moved_in_first() -> None:
    window = Window(date(2018, 1, 1), date(2018, 3, 31))
    assert known_at(window, None).date() == date(2018, 3, 31)
    later = known_at(Window(date(2019, 1, 1), date(2019, 3, 31)), None)
    assert known_at(window, later) == later


# ----------------------------------------------------------------------------------------------------- what is told


def test_none_to_four_people_are_printed_alike_and_five_are_told() -> None:
    for count, value in ((0, "<5"), (1, "<5"), (4, "<5"), (5, 5)):
        people = [*served(20, "woman"), *served(count, "woman", discharged("2018-03-01"))]
        told = outside("flow", *people, end="2018-03-31")
        assert told["discharged"]["value"] == value
        assert told["discharged"].get("suppressed") is (True if value == "<5" else None)


def test_whoever_is_fewer_than_five_of_a_gender_has_no_row_and_the_total_does_not_tell_how_many() -> None:
    for others in (0, 1, 4):
        told = outside("flow", *served(12, "woman"), *served(9, "man"), *served(others, "other"), end="2018-03-31")[
            "persons"
        ]
        assert told["value"] == 21 + others
        assert told["by"].keys() == {WOMAN, MAN}
        assert None in told["by"].values(), "total less women less men would tell it"


def test_the_categories_are_the_same_whoever_is_there() -> None:
    few, many = (
        outside(
            "structure",
            *served(20, "woman"),
            *(
                person(enrolled("2018-02-01"), background(municipality=place))
                for place in ("Ljusdal", "Nordanstig")
                for _ in range(count)
            ),
        )["municipality"]["value"]
        for count in (0, 3)
    )
    assert few is None or many is None or few.keys() == many.keys()


def test_a_word_on_no_list_never_leaves_not_even_with_many_people_behind_it() -> None:
    people = [
        person(enrolled("2018-02-01"), background(municipality=place), gender="woman")
        for place in ("Hudiksvall", "Solo-Anna Svensson")
        for _ in range(20)
    ]
    told = outside("structure", *people, end="2018-03-31")["municipality"]
    assert told["value"].keys() == {"A", "B", "Hudiksvall", "Ljusdal", "Nordanstig", "on no list", "unknown"}
    assert "Anna" not in str(told)


def test_no_exact_day_and_no_month_leaves() -> None:
    stays = [person(enrolled("2018-01-08"), discharged(f"2018-06-{day:02}"), gender="woman") for day in range(1, 10)]
    told = outside("flow", *served(20, "man"), *stays)
    assert (told["mean_days_discharged"]["value"], told["median_days_discharged"]["value"]) == (150, 150)
    assert told["mean_days_discharged"]["numerator"] is None
    assert (told["enrolled_by_month"]["value"], told["current_by_month"]["value"]) == (None, None)


def test_a_mean_over_four_is_none() -> None:
    people = [*served(20, "woman"), *served(4, "woman", discharged("2018-05-01"))]
    told = outside("flow", *people)
    assert (told["mean_days_discharged"]["value"], told["median_days_discharged"]["value"]) == (None, None)


def test_a_share_is_withheld_where_few_are_missing_from_the_whole() -> None:
    people = [*served(18, "woman", placement("2018-03-01")), *served(2, "woman")]
    share = outside("outcomes", *people)["meaningful_occupation_share"]
    assert (share["value"], share["numerator"], share["denominator"]) == (None, None, None)


def test_coaches_are_numbered_and_told_without_their_participants() -> None:
    own = team(e("coach_registered", "2018-01-01", coach="anna", fte=1))
    told = outside("caseload", *served(20, "woman"), own=own)
    assert (told["fte"]["value"], told["participants"]["value"]) == ({"coach 1": 1.0}, None)
    assert "anna" not in str(told)


# ------------------------------------------------------------------------------------------------------- the guard


def test_of_two_small_numbers_with_a_known_sum_neither_is_given_away() -> None:
    system = System()
    total, first, second = (system.number((truth,), truth) for truth in (8, 3, 5))
    system.row([(total, 1), (first, -1), (second, -1)], 0, 0)
    guard = Guard(system)
    assert guard.allows({first: (0, 4)}, [first])
    assert guard.allows({total: (8, 8)})
    assert not guard.allows({second: (5, 5)})
    assert (system.lower[second], first in guard.promises) == (0, True)


def test_only_whole_numbers_count_as_possible() -> None:
    """Twice a number and another make seven: in halves the other could be anything."""
    system = System()
    small, other = system.number(("small",), 1), system.number(("other",), 3)
    system.row([(small, 1), (other, 2)], 7, 7)
    assert [value for value in range(5) if system.solution(small, value) is not None] == [1, 3]


# ---------------------------------------------------------------------------------------------- who can calculate


def narrowed(seeds: range) -> tuple[int, list[Any]]:
    """How many numbers of none to four were held against the intruder, and what was narrowed of them."""
    crowds = [crowd(seed, 15 + seed * 17 % 66) for seed in seeds]
    answers = intruded([(view(people, *QUARTERS[1]), view(people, *QUARTERS[0])) for people in crowds])
    return sum(answer["few"] for answer in answers), [one for answer in answers for one in answer["narrowed"]]


def test_an_intruder_with_two_quarters_narrows_no_small_number() -> None:
    few, found = narrowed(range(6))
    assert few > 200
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, 50))
def test_an_intruder_with_two_quarters_of_two_hundred_cohorts_narrows_no_small_number(first: int) -> None:
    few, found = narrowed(range(first, first + 50))
    assert few > 2000
    assert found == []


def test_an_intruder_finds_what_is_told_too_much() -> None:
    """The intruder is one: of total, women and men told together it tells who has no row."""
    told = view(crowd(1, 60), *QUARTERS[1])
    people = told["flow"]["persons"]
    people["by"] = {WOMAN: people["value"] - 20, MAN: 19}
    [answer] = intruded([(told, None)])
    assert ["now", "persons", "those without a row"] in [name for name, _ in answer["narrowed"]]


COUNTS = {
    "flow": (
        "persons",
        "episodes",
        "referred",
        "enrolled",
        "discharged",
        "discharged_persons",
        "current_start",
        "current_any",
        "current_end",
        "discharged_7_months_or_longer",
    ),
    "outcomes": ("employed_ever", "studies_ever", "competitive_jobs", "subsidised_jobs"),
}


def test_of_eighty_people_nine_of_ten_totals_are_told_and_splits_of_every_kind() -> None:
    told, withheld = 0, 0
    for seed in range(3):
        figures = view(crowd(seed, 80), *QUARTERS[1])
        values = [figures[kind][key]["value"] for kind, keys in COUNTS.items() for key in keys]
        told += sum(isinstance(value, int) for value in values)
        withheld += values.count(None)
        assert any(figure["value"] for figure in figures["structure"].values())
        assert figures["outcomes"]["status_exclusive"]["value"]
        assert any(figure.get("by") for figure in figures["flow"].values())
    assert told >= 9 * withheld, f"{told} told, {withheld} withheld"
