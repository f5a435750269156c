"""Values with rules of their own. The personal numbers are among those that the Swedish tax agency publishes for tests."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.values import age_band, ghq_totals, personal_number, total
from tests.cases import every

PUBLISHED = ("191212121212", "199107172380", "199908072391", "194408139089")
COORDINATION = "196801642395"  # of somebody born on the 4th


@every("number", PUBLISHED)
def test_a_personal_number_is_kept_as_its_twelve_digits(number: str) -> None:
    assert personal_number(number) == number
    assert personal_number(f"{number[:8]}-{number[8:]}") == number
    assert personal_number(f"{number[:8]}+{number[8:]}") == number


def test_a_coordination_number_has_the_day_of_birth_plus_sixty() -> None:
    assert personal_number(COORDINATION) == COORDINATION
    assert personal_number("19680164-2395") == COORDINATION


@every("number", ["191500882392", "191500602394", "191505602399", "200210905311", "191212721219"])
def test_of_a_newcomer_the_month_or_the_day_can_be_unknown(number: str) -> None:
    assert personal_number(number) == number


def test_an_interim_number_has_a_letter_in_place_of_a_digit() -> None:
    assert personal_number("19121212T212") == personal_number("19121212-t212") == "19121212T212"
    with pytest.raises(ValueError, match="last digit"):
        personal_number("19121212T213")


@every("number", ["19121212 1212", "19121212\u00a01212", "19121212\u20131212", "19121212\u22121212"])
def test_blanks_and_dashes_of_every_kind_may_stand_in_it(number: str) -> None:
    assert personal_number(number) == "191212121212"


def test_nobody_is_born_after_this_year() -> None:
    assert personal_number("200210905311", 2002) == "200210905311"
    with pytest.raises(ValueError, match="this year"):
        personal_number("200210905311", 2001)


@every("number", [*PUBLISHED, COORDINATION])
def test_one_digit_wrong_is_found_out(number: str) -> None:
    for place in range(8, 12):
        for digit in range(1, 10):
            wrong = number[:place] + str((int(number[place]) + digit) % 10) + number[place + 1 :]
            with pytest.raises(ValueError, match="last digit"):
                personal_number(wrong)


@every(
    "text, wanted",
    [
        ("121212-1212", "12 digits"),
        ("19121212121", "12 digits"),
        ("1912121212123", "12 digits"),
        ("19121212-121A", "12 digits"),
        ("١٩١٢١٢١٢١٢١٢", "12 digits"),
        ("", "12 digits"),
        ("191213121212", "no date"),
        ("191202301212", "no date"),
        ("191212001212", "no date"),
        ("189912121213", "its year"),
        ("191212601212", "last digit"),
        ("191313601212", "no date"),
        ("190002291235", "no date"),
        ("19121212Q212", "12 digits"),
        ("1912121T1212", "12 digits"),
        ("191212921212", "no date"),
        ("000012121212", "its year"),
    ],
)
def test_what_cannot_be_a_personal_number_is_refused_without_repeating_it(text: str, wanted: str) -> None:
    with pytest.raises(ValueError, match=wanted) as refusal:
        personal_number(text)
    assert not text or text not in str(refusal.value)


@given(st.text(alphabet="0123456789-+ ", max_size=16))
def test_any_text_is_twelve_digits_or_refused(text: str) -> None:
    try:
        number = personal_number(text)
    except ValueError:
        return
    assert len(number) == 12
    assert number.isdecimal()


@every(
    "age, band",
    [
        (18, "≤25"),
        (25, "≤25"),
        (26, "26–33"),
        (33, "26–33"),
        (34, "34–41"),
        (41, "34–41"),
        (42, "42–49"),
        (49, "42–49"),
        (50, "50–57"),
        (57, "50–57"),
        (58, "≥58"),
        (90, "≥58"),
    ],
)
def test_an_age_falls_in_one_band(age: int, band: str) -> None:
    assert age_band(2018 - age, date(2018, 1, 1)) == band
    assert age_band(2018 - age, date(2018, 12, 31)) == band


# --- questionnaires ---------------------------------------------------------------------------------------------------

ANSWERS = (0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3)


@every("scoring, expected", [(None, 6), ("ghq", 6), ("likert", 18), ("c-ghq", None)])
def test_twelve_answers_of_ghq_give_the_total_of_their_scoring(scoring: str | None, expected: float | None) -> None:
    assert total("ghq12", ANSWERS, scoring) == expected


@given(st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_totals_of_ghq_keep_to_their_range(answers: list[int]) -> None:
    ghq, likert = total("ghq12", answers, "ghq"), total("ghq12", answers, "likert")
    assert ghq is not None
    assert likert is not None
    assert 0 <= ghq <= 12
    assert 0 <= likert <= 36
    assert ghq <= likert


def test_c_ghq_scores_what_is_worded_negatively_from_1_on() -> None:
    # 0 1 2 3, three times: from 2 on six items count; of the ones, items 2 and 6 are worded negatively and count too.
    assert ghq_totals(ANSWERS, (1, 2, 6)) == {"ghq": 6, "likert": 18, "c-ghq": 8}
    assert total("ghq12", ANSWERS, "c-ghq", (1, 2, 6)) == 8
    assert "c-ghq" not in ghq_totals(ANSWERS)


@every("answers", [(0,) * 11, (0,) * 13, (*((0,) * 11), 4), (*((0,) * 11), -1), ()])
def test_ghq_has_no_total_unless_all_twelve_are_answered_with_0_to_3(answers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="12 answers, each 0, 1, 2 or 3"):
        total("ghq12", answers, None)


def test_mansa_is_the_mean_of_its_twelve_rated_items() -> None:
    assert total("mansa", (1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 4), None) == pytest.approx(3.5)


@pytest.mark.parametrize("answers", [(4,) * 11, (*((4,) * 11), 0), (*((4,) * 11), 8)])
def test_mansa_takes_nothing_but_twelve_answers_of_1_to_7(answers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="12 rated answers, each 1 to 7"):
        total("mansa", answers, None)


def test_any_other_questionnaire_is_summed() -> None:
    assert total("own_survey", (1, 2, 40), "whatever") == 43
