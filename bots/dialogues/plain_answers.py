"""Ages, places, yes and no as people say them: `jag är 34`, `ljusdals kommun`, `nä`. It never guesses.

Words of every language are understood at once. An answer counts only where nothing of it is left unread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from bots.dialogues.questions import ADULT, ages
from bots.dialogues.steps import Step, Unclear
from bots.dialogues.vocabulary import in_digits, phrases, plain
from bots.texts.catalogue import FIRST, Texts
from journey.domain.programme import Programme

_UNSURE = ("unsure", "maybe", "what", "unknown")
"""The ready answers that stand for "I don't know", whichever a question has."""
_CENTURY, _OLDEST_AT_WORK, _OLDEST = 100, 75, 110
_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})\b")
_SHORT_YEAR = re.compile(r"(?<![\w-])[-'’](\d\d)\b")
_PARTS = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER_LENGTH, _LONGEST = 4, 200

Span = tuple[int, int]
"""The youngest and the oldest that somebody may be, in whole years."""


def option(texts: Texts, step: Step, text: str, programme: Programme, today: date) -> str | None:
    """The ready answer that is meant; None where it is not plain which. Raises Unclear with what would help."""
    if len(text) > _LONGEST:
        return None
    ready = step.ready(programme)
    for one in ready:
        name = f"{step.name}-{one}".replace("_", "-")
        if texts.has(FIRST, f"spoken-{name}") and plain(text) in phrases(texts, name):
            return one
    if step.name == "age":
        return _age_option(texts, text, programme, today)
    if step.name == "municipality":
        return place(texts, text, programme.settings.municipalities)
    meant = yes_or_no(texts, text)
    if meant == "unsure":
        return next((one for one in _UNSURE if one in ready), None)
    if meant == "yes" and "go_on" in ready:
        return "go_on"
    return meant if meant in ready else None


def unclear(step: Step, programme: Programme) -> str:
    """The key of what is said where a typed answer to a question with ready answers is not understood."""
    own = {"age": "unclear-age", "municipality": "unclear-place"}
    if step.name in own:
        return own[step.name]
    return "unclear-yes-no" if {"yes", "no"} <= set(step.ready(programme)) else "unclear-button"


# --- yes and no -----------------------------------------------------------------------------------------------------


def yes_or_no(texts: Texts, text: str) -> str | None:
    """`yes`, `no` or `unsure`; None for both at once, or for words that are neither."""
    said = plain(text)
    words = " ".join(word for word in said.split() if word not in phrases(texts, "courtesy"))
    meanings = {name: phrases(texts, name) for name in ("unsure", "yes", "no")}
    for one in (said, words):
        if found := next((name for name, known in meanings.items() if one in known), None):
            return found
    return next((name for name in ("yes", "no") if words and set(words.split()) <= meanings[name]), None)


# --- ages -----------------------------------------------------------------------------------------------------------


def _age_option(texts: Texts, text: str, programme: Programme, today: date) -> str | None:
    span = age(texts, text, today)
    if span is None:
        return None
    youngest, oldest = (_option_at(years, programme) for years in span)
    if youngest != oldest:
        raise Unclear("unclear-age-edge")
    return youngest


def _option_at(years: int, programme: Programme) -> str:
    low, high = ages(programme)
    if years < ADULT:
        return "minor"
    if years < low:
        return "younger"
    return "older" if high is not None and years > high else "fits"


def age(texts: Texts, text: str, today: date) -> Span | None:
    """How old somebody says they are, or must be by their year of birth."""
    if (dated := _DATE.search(text)) and _about_ages(texts, _DATE.sub(" ", text)) == []:
        year, month, day = map(int, dated.groups())
        return _by_date(year, month, day, today)
    number, said = _one_number(texts, text)
    if number is None:
        return None
    born, aged = bool(said & phrases(texts, "born")), bool(said & phrases(texts, "aged"))
    if len(number) == _NUMBER_LENGTH and not aged:
        return _by_year(int(number), today)
    if len(number) > 2 or (born and aged):  # noqa: PLR2004  # digits: no age of anybody
        return None
    if born or _SHORT_YEAR.search(text):
        short = _short_year(int(number), today)
        return None if short is None else _by_year(short, today)
    years = int(number)
    return (years, years) if aged or ADULT // 2 < years <= _OLDEST_AT_WORK else None


def _one_number(texts: Texts, text: str) -> tuple[str | None, set[str]]:
    """The only number of a text whose other words are all about ages, and its words."""
    numbers = _about_ages(texts, text)
    return (numbers[0] if numbers and len(numbers) == 1 else None), set(_parts(texts, text))


def _about_ages(texts: Texts, text: str) -> list[str] | None:
    """The numbers of a text; None where a word of it is not about ages."""
    known = {one for name in ("around-ages", "born", "aged", "months") for one in phrases(texts, name)}
    parts = _parts(texts, text)
    return [one for one in parts if one.isdecimal()] if all(one.isdecimal() or one in known for one in parts) else None


def _parts(texts: Texts, text: str) -> list[str]:
    return _PARTS.findall(in_digits(texts, " ".join(text.casefold().split())))


def _by_date(year: int, month: int, day: int, today: date) -> Span | None:
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    years = today.year - year - ((today.month, today.day) < (born.month, born.day))
    return (years, years) if 0 <= years <= _OLDEST else None


def _by_year(year: int, today: date) -> Span | None:
    years = today.year - year
    return (max(0, years - 1), years) if 0 <= years <= _OLDEST else None


def _short_year(number: int, today: date) -> int | None:
    """The year of two digits, where somebody who was born in it may be here: `91`, `05`."""
    this = today.year - today.year % _CENTURY
    likely = [year for year in (this - _CENTURY + number, this + number) if 0 < today.year - year < _CENTURY]
    adults = [year for year in likely if today.year - year >= ADULT]
    return (adults or likely)[0] if len(adults or likely) == 1 else None


def birth_year(texts: Texts, text: str, today: date) -> int:
    """A year of birth: four digits, or two that can be nobody's age. Raises Unclear."""
    if whole := re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text):
        return int(whole.group())
    number, said = _one_number(texts, text)
    short = number is not None and len(number) == 2 and not said & phrases(texts, "aged")  # noqa: PLR2004  # digits
    if number is None or not short:
        raise Unclear("unclear-birth-year")
    plainly = bool(said & phrases(texts, "born")) or _SHORT_YEAR.search(text) is not None
    year = None if ADULT <= int(number) <= _OLDEST_AT_WORK and not plainly else _short_year(int(number), today)
    if year is None:
        raise Unclear("unclear-birth-year")
    return year


# --- places ---------------------------------------------------------------------------------------------------------


def place(texts: Texts, text: str, places: Sequence[str]) -> str | None:
    """The one of these places that is named, whatever is said around it of living there."""
    said, named = f" {_level(plain(text))} ", set[str]()
    for one in sorted(places, key=len, reverse=True):
        form = re.compile(rf" {re.escape(_level(plain(one)))}s? ")
        if form.search(said):
            named.add(one)
            said = form.sub("  ", said)
    around = {_level(word) for word in phrases(texts, "around-places")}
    return named.pop() if len(named) == 1 and set(said.split()) <= around else None


def _level(text: str) -> str:
    """Without the dots and rings that a foreign keyboard lacks."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
