"""What leaves the programme: no small cell is told, and none can be worked out from what is."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.history import History
from projections.reports import as_json

from .given import background, discharged, e, enrolled, job, person, placement, studies, team, told

WOMAN, MAN = "gender=woman", "gender=man"


def outside(kind: str, *people: History, **question: Any) -> dict[str, dict[str, Any]]:
    """The figures of a report for an outside audience, by key."""
    return {figure["key"]: figure for figure in as_json(told(kind, *people, audience="outside", **question))["figures"]}


def served(count: int, gender: str, *more: Any) -> list[History]:
    return [person(enrolled("2018-02-01"), *more, gender=gender) for _ in range(count)]


def test_one_to_four_people_are_withheld_and_five_are_told() -> None:
    for count, value in ((0, 0), (1, None), (4, None), (5, 5)):
        found = outside("flow", *served(count, "woman"), *served(20, "woman", discharged("2018-05-01")))
        assert found["current_end"]["value"] == value
        assert found["current_end"].get("suppressed") is (True if value is None else None)


def test_the_other_gender_is_withheld_too_or_the_total_would_give_the_few_away() -> None:
    persons = outside("flow", *served(12, "woman"), *served(3, "man"))["persons"]
    assert (persons["value"], persons["by"]) == (15, {WOMAN: None, MAN: None})


def test_a_share_is_withheld_where_few_are_missing_from_the_whole() -> None:
    people = [*served(18, "woman", placement("2018-03-01")), *served(2, "woman")]
    share = outside("outcomes", *people)["meaningful_occupation_share"]
    assert (share["value"], share["numerator"], share["denominator"]) == (None, None, None)


def test_of_a_distribution_with_one_small_category_a_second_one_is_withheld() -> None:
    living = {"Hudiksvall": 30, "Ljusdal": 9, "Nordanstig": 2}
    people = [
        person(enrolled("2018-02-01"), background(municipality=place), gender="woman")
        for place, count in living.items()
        for _ in range(count)
    ]
    found = outside("structure", *people)["municipality"]["value"]
    assert found["Nordanstig"] is None
    assert sorted(cell for cell in found.values() if cell is not None) == [30]


def test_figures_of_one_report_are_weighed_with_those_of_the_others() -> None:
    """Gender alone gives nobody away in `structure`; with `persons` of `flow` beside it, it would."""
    assert outside("structure", *served(12, "woman"), *served(3, "man"))["gender"]["value"] == {
        "woman": None,
        "man": None,
    }


def test_a_mean_over_few_is_withheld_and_so_is_the_mean_that_would_tell_it() -> None:
    people = [
        *(person(enrolled("2018-02-01"), discharged(f"2018-05-{day:02}"), gender="woman") for day in range(1, 10)),
        *(person(enrolled("2018-02-01"), discharged(f"2018-06-{day:02}"), gender="man") for day in (4, 20)),
    ]
    mean = outside("flow", *people)["mean_days_discharged"]
    assert mean["value"] is not None
    assert mean["by"] == {WOMAN: None, MAN: None}


def test_a_median_over_few_is_withheld() -> None:
    people = [*served(10, "woman"), *served(3, "woman", discharged("2018-05-01"))]
    assert outside("flow", *people)["median_days_discharged"]["value"] is None


def test_coaches_are_numbered_and_their_few_participants_withheld_in_every_form() -> None:
    own = team(
        e("coach_registered", "2018-01-01", coach="anna", fte=1), e("coach_registered", "2018-01-01", coach="bo", fte=1)
    )
    people = [
        person(enrolled("2018-02-01", coach="anna" if number < 20 else "bo"), gender="woman") for number in range(23)
    ]
    found = outside("caseload", *people, own=own)
    assert found["fte"]["value"] == {"coach 1": 1.0, "coach 2": 1.0}
    assert found["participants"]["value"] == {"coach 1": None, "coach 2": None}
    assert found["per_fte"]["value"] == {"coach 1": None, "coach 2": None}
    assert "anna" not in str(found)


def test_a_word_on_no_list_never_leaves_not_even_with_many_people_behind_it() -> None:
    people = [
        person(enrolled("2018-02-01"), background(municipality=place), gender="woman")
        for place in ("Hudiksvall", "Solo-Anna Svensson")
        for _ in range(20)
    ]
    found = outside("structure", *people)["municipality"]
    assert found["value"] == {"Hudiksvall": 20, "on no list": None}
    assert "Anna" not in str(found)


def test_small_cells_of_one_figure_are_not_told_together_where_they_are_few_even_then() -> None:
    """Two in one town and two in another: the total less the rest would be about four people."""
    living = {"Hudiksvall": 30, "Ljusdal": 2, "Nordanstig": 2}
    people = [
        person(enrolled("2018-02-01"), background(municipality=place), gender="woman")
        for place, count in living.items()
        for _ in range(count)
    ]
    assert outside("structure", *people)["municipality"]["value"] == dict.fromkeys(living)


def test_the_programme_itself_is_told_everything() -> None:
    found = as_json(told("flow", *served(3, "man")))["figures"][0]
    assert (found["value"], "suppressed" in found) == (3, False)


# --------------------------------------------------------------------------------------- somebody who can calculate

COUNTS = {
    "flow": (
        "persons",
        "episodes",
        "enrolled",
        "discharged_persons",
        "current_any",
        "current_end",
        "discharge_reasons",
    ),
    "structure": ("gender", "age_band", "municipality"),
    "outcomes": ("employed_ever", "studies_ever", "competitive_jobs", "status_exclusive", "status_multi"),
}
Cells = dict[tuple[str, ...], Any]


def cells(kind: str, figures: dict[str, dict[str, Any]]) -> Cells:
    """Every count of a report, by figure, part and category."""
    found: Cells = {}
    for key in COUNTS[kind]:
        for part, value in {"": figures[key]["value"], **figures[key].get("by", {})}.items():
            for category, cell in value.items() if isinstance(value, dict) else [("", value)]:
                found[kind, key, part, category] = cell
    return found


def can_be_worked_out(wanted: list[int], known: list[list[int]]) -> bool:
    """Whether a row is a combination of the others, by exact elimination."""
    rows = [[Fraction(cell) for cell in row] for row in known]
    left = [Fraction(cell) for cell in wanted]
    for column in range(len(wanted)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        for row in [*rows, left]:
            factor = row[column] / pivot[column]
            row[:] = [cell - factor * other for cell, other in zip(row, pivot, strict=True)]
    return not any(left)


@st.composite
def cohorts(draw: st.DrawFn) -> list[History]:
    def one() -> History:
        gender = draw(st.sampled_from(["woman", "woman", "man", "other"]))
        facts = [enrolled("2018-02-01"), background(municipality=draw(st.sampled_from("AAB")))]
        facts += draw(
            st.sampled_from(
                [[], [job("2018-03-01")], [studies("2018-03-01")], [job("2018-03-01"), studies("2018-04-01")]]
            )
        )
        facts += draw(st.sampled_from([[], [discharged("2018-06-01", "work")], [discharged("2018-06-01")]]))
        return person(*facts, gender=gender)

    return [one() for _ in range(draw(st.integers(1, 24)))]


@settings(max_examples=25, deadline=None)
@given(people=cohorts())
def test_no_withheld_count_is_a_combination_of_published_ones(people: list[History]) -> None:
    """An intruder with all three reports, who even knows which combinations of traits nobody has."""
    told_outside = {name: cell for kind in COUNTS for name, cell in cells(kind, outside(kind, *people)).items()}
    inside = {
        name: cell
        for kind in COUNTS
        for name, cell in cells(kind, {f["key"]: f for f in as_json(told(kind, *people))["figures"]}).items()
    }
    alone = [
        {
            name: cell
            for kind in COUNTS
            for name, cell in cells(kind, {f["key"]: f for f in as_json(told(kind, one))["figures"]}).items()
        }
        for one in people
    ]
    rows = {name: [single.get(name) or 0 for single in alone] for name in inside}
    published = [rows[name] for name, cell in told_outside.items() if cell is not None]
    small = [name for name, row in rows.items() if 0 < sum(map(bool, row)) < 5]
    assert all(told_outside[name] is None for name in small)
    for name in small:
        assert not can_be_worked_out(rows[name], published), name


@pytest.mark.parametrize("count", [2000])
def test_a_programme_of_thousands_is_weighed_over_random_columns_and_hides_the_same(count: int) -> None:
    found = outside("flow", *served(count, "woman"), *served(3, "man"))
    assert found["persons"]["value"] == count + 3
    assert found["persons"]["by"] == {WOMAN: None, MAN: None}
