"""Structure: who the participants of the window are."""

import pytest

from .given import background, discharged, e, enrolled, figures, person, values

SICKNESS = {"source": "sickness_benefit", "payer": "FK", "amount": 9000}
ASSISTANCE = {"source": "social_assistance", "payer": "IFO", "amount": 5000}
LOAN = {"source": "student_aid", "payer": "CSN", "amount": 10000}


def test_people_are_counted_by_what_is_known_of_them() -> None:
    anna = person(
        enrolled("2018-01-01"),
        background(gender="woman", birth_year=1992, municipality="Ljusdal", education="higher", years_on_support=0.5),
    )
    bo = person(enrolled("2018-01-01"), background(gender="man", birth_year=1960, education="unknown"))
    found = values("structure", bo, anna)
    assert found["gender"] == {"woman": 1, "man": 1}
    assert found["age_band"] == {"26–33": 1, "≥58": 1}
    assert found["municipality"] == {"Ljusdal": 1, "unknown": 1}
    assert found["education"] == {"higher": 1, "unknown": 1}
    assert found["years_on_support"] == {"<1": 1, "unknown": 1}


def test_of_several_records_the_last_one_counts_field_by_field() -> None:
    moved = person(
        enrolled("2018-01-01"),
        background("2018-01-01", gender="woman", municipality="Ljusdal", birth_year=1992),
        background("2018-05-01", municipality="Hudiksvall"),
    )
    found = values("structure", moved)
    assert (found["gender"], found["municipality"], found["age_band"]) == (
        {"woman": 1},
        {"Hudiksvall": 1},
        {"26–33": 1},
    )


@pytest.mark.parametrize(
    ("years", "band"),
    [(0, "<1"), (0.9, "<1"), (1, "1–3"), (3.9, "1–3"), (4, "4–9"), (9, "4–9"), (9.1, ">9"), (30, ">9")],
)
def test_years_on_support_fall_into_the_printed_bands(years: float, band: str) -> None:
    assert values("structure", person(enrolled("2018-01-01"), background(years_on_support=years)))[
        "years_on_support"
    ] == {band: 1}


def test_bands_stand_in_their_own_order_and_unknown_last() -> None:
    born = [2000, 1955, 1980, 1992, 1972, 1965, None]
    people = [person(enrolled("2018-01-01"), background(birth_year=year)) for year in born]
    assert list(values("structure", *people)["age_band"]) == [
        "≤25",
        "26–33",
        "34–41",
        "42–49",
        "50–57",
        "≥58",
        "unknown",
    ]


def test_only_people_with_an_episode_in_the_window_count() -> None:
    gone = person(enrolled("2018-01-01"), discharged("2018-02-01"), gender="man")
    waits = person(e("referred", "2018-01-01", source="self"), gender="other")
    there = person(enrolled("2018-01-01"), gender="woman")
    assert values("structure", gone, waits, there)["gender"] == {"woman": 1, "man": 1}
    assert values("structure", gone, waits, there, start="2018-03-01")["gender"] == {"woman": 1}


def income(*entries: dict[str, object]) -> object:
    return values("structure", person(*entries))["income_sources"]


def test_a_person_with_two_sources_counts_in_both() -> None:
    both = background("2018-01-01", incomes=[SICKNESS, ASSISTANCE, SICKNESS])
    assert income(enrolled("2018-01-01"), both) == {"sickness_benefit": 1, "social_assistance": 1}


def test_incomes_are_those_in_force_at_the_first_enrolment() -> None:
    said = background("2017-06-01", incomes=[SICKNESS])
    changed = e("incomes_recorded", "2017-12-01", incomes=[ASSISTANCE])
    later = e("incomes_recorded", "2018-05-01", incomes=[LOAN])
    assert income(said, changed, enrolled("2018-01-01"), later) == {"social_assistance": 1}


def test_where_none_was_in_force_the_first_record_after_enrolment_counts() -> None:
    first, second = e("incomes_recorded", "2018-02-01", incomes=[SICKNESS]), background("2018-05-01", incomes=[LOAN])
    assert income(enrolled("2018-01-01"), second, first) == {"sickness_benefit": 1}


def test_no_record_is_unknown_and_an_empty_one_says_there_is_no_income() -> None:
    assert income(enrolled("2018-01-01"), background(gender="woman")) == {"unknown": 1}
    assert income(enrolled("2018-01-01"), background(incomes=[])) == {"none": 1}


def test_everything_but_gender_is_split_by_gender() -> None:
    found = figures("structure", person(enrolled("2018-01-01"), background(municipality="Ljusdal"), gender="woman"))
    assert "by" not in found.pop("gender")
    assert found["municipality"]["by"] == {"gender=woman": {"Ljusdal": 1}, "gender=man": {}}
    assert all("by" in figure for figure in found.values())
