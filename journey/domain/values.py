"""Values with rules of their own: personal numbers, age bands, questionnaire totals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

SEALED = "<sealed>"
"""Stands in the stored event where a required personal text was; the text itself is sealed."""

ERASED = "<erased>"
"""What a personal value reads as once its key is destroyed."""

AGE_BANDS = ((25, "≤25"), (33, "26–33"), (41, "34–41"), (49, "42–49"), (57, "50–57"))  # as printed

NUMBERS_ALONE = ("ghq12", "mansa")
"""Instruments whose questions are answered with numbers alone."""

GHQ_ITEMS = 12
_GHQ_HIGHEST = 3
_COORDINATION = 60  # a coordination number has the day of birth plus 60
_PERSONAL_NUMBER_DIGITS = 12


def age_band(birth_year: int, on: date) -> str:
    """The band of the age reached in the year of `on`: `≤25` … `≥58`."""
    age = on.year - birth_year
    return next((band for highest, band in AGE_BANDS if age <= highest), "≥58")


def personal_number(text: str) -> str:
    """A Swedish personal or coordination number as 12 digits. ValueError where it cannot be one."""
    digits = text.replace("-", "").replace("+", "")
    if len(digits) != _PERSONAL_NUMBER_DIGITS or not digits.isascii() or not digits.isdecimal():
        raise ValueError("write the 12 digits YYYYMMDDNNNN")
    day = int(digits[6:8])
    try:
        date(int(digits[:4]), int(digits[4:6]), day - _COORDINATION if day > _COORDINATION else day)
    except ValueError:
        raise ValueError("its first eight digits are no date") from None
    if _luhn(digits[2:]) != 0:
        raise ValueError("its last digit does not fit the others")
    return digits


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(digits))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10  # noqa: PLR2004  # sum of its digits


def numbers(instrument: str, answers: Sequence[int | str]) -> tuple[int, ...] | None:
    """The answers where every one is a number; None where any is in words.

    ValueError where the instrument, such as GHQ-12 or MANSA, is answered with numbers alone.
    """
    whole = tuple(answer for answer in answers if isinstance(answer, int))
    if len(whole) == len(answers):
        return whole
    if instrument in NUMBERS_ALONE:
        raise ValueError(f"{instrument} is answered with whole numbers, never with words")
    return None


def ghq_totals(answers: Sequence[int], negative: Collection[int] = ()) -> dict[str, float]:
    """The totals of twelve answers to GHQ-12 by scoring: `ghq` (0-0-1-1), `likert` (0-1-2-3) and `c-ghq`.

    C-GHQ scores the items worded negatively 0-1-1-1 and the others 0-0-1-1. Which those are (their numbers, from 1) is
    the licensee's to say: without it there is no such total. ValueError where not all twelve are answered with 0 to 3.
    """
    if len(answers) != GHQ_ITEMS or any(not 0 <= answer <= _GHQ_HIGHEST for answer in answers):
        raise ValueError("ghq12 has 12 answers, each 0, 1, 2 or 3")
    totals = {"ghq": float(sum(answer > 1 for answer in answers)), "likert": float(sum(answers))}
    if negative:
        raised = sum(answer > (0 if item in negative else 1) for item, answer in enumerate(answers, 1))
        totals["c-ghq"] = float(raised)
    return totals


def total(instrument: str, answers: Sequence[int], scoring: str | None, negative: Collection[int] = ()) -> float | None:
    """The total that answers give, where the instrument's scoring is known here; else their sum.

    GHQ-12: see `ghq_totals`; `ghq` is the default. MANSA: the mean of its 12 rated items. ValueError where the answers
    are not what the instrument has.
    """
    if instrument == "ghq12":
        return ghq_totals(answers, negative).get(scoring or "ghq")
    if instrument == "mansa":
        if len(answers) != GHQ_ITEMS or any(not 1 <= answer <= 7 for answer in answers):  # noqa: PLR2004  # 1-7
            raise ValueError("mansa has 12 rated answers, each 1 to 7")
        return sum(answers) / len(answers)
    return float(sum(answers))
