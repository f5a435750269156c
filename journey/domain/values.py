"""Values with rules of their own: personal numbers, age bands, questionnaire totals."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

SEALED = "<sealed>"
"""Stands in the stored event where a required personal text was; the text itself is sealed."""

ERASED = "<erased>"
"""What a personal value reads as once its key is destroyed."""

AGE_BANDS = ((25, "≤25"), (33, "26–33"), (41, "34–41"), (49, "42–49"), (57, "50–57"))  # as printed

EARLIEST_BIRTH = 1900

NUMBERS_ALONE = ("ghq12", "mansa")
"""Instruments whose questions are answered with numbers alone."""

GHQ_ITEMS = 12
_GHQ_HIGHEST = 3
_COORDINATION_DAYS = range(60, 92)  # the day of birth plus 60, or 60 alone where it is unknown
_MONTHS = 12
_SEPARATORS = re.compile(r"[\s+\u002d\u2010-\u2015\u2212]")
_SHAPE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[0-9TRSUWXJKLMN][0-9]{3}")
_INTERIM = re.compile("[A-Z]")  # counts as 1 where the last digit is checked


def age_band(birth_year: int, on: date) -> str:
    """The band of the age reached in the year of `on`: `≤25` … `≥58`."""
    age = on.year - birth_year
    return next((band for highest, band in AGE_BANDS if age <= highest), "≥58")


def personal_number(text: str, this_year: int | None = None) -> str:
    """A Swedish personal, coordination or interim number as 12 signs. ValueError where it cannot be one.

    A coordination number has the day of birth plus 60; the tax agency issues month 00 and day 60 for what is unknown.
    An interim number has a letter in place of the tenth digit. Nobody is born after `this_year`.
    """
    number = _SEPARATORS.sub("", text).upper()
    shape = _SHAPE.fullmatch(number)
    if shape is None:
        raise ValueError("write the 12 digits YYYYMMDDNNNN")
    year, month, day = (int(part) for part in shape.groups()[:3])
    if not EARLIEST_BIRTH <= year <= (this_year or year):
        raise ValueError(f"its year is not between {EARLIEST_BIRTH} and this year")
    if not (_is_day(year, month, day) or (month <= _MONTHS and day in _COORDINATION_DAYS)):
        raise ValueError("its first eight digits are no date")
    if _luhn(_INTERIM.sub("1", number[2:])) != 0:
        raise ValueError("its last digit does not fit the others")
    return number


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


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
