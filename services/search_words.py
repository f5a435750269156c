"""What people are looked for by: names, references, telephone and personal numbers in one spelling, and what is asked.

Letters lose their marks on both sides, so that *Åsa*, *ASA* and *Aasa* find each other; a word finds whatever begins
with it, in any order. Pure: nothing is looked up here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journey.domain import values

LEAST = 2
"""Letters or digits that are needed to look for anybody."""
_DIGITS = 4
"""Digits below which a number is only part of a name or a reference."""
_WORD, _NUMBER = "\n", "\t"  # what a word, and what a number begins with in the text that is looked through

_OTHER_LETTERS = str.maketrans(
    {"æ": "a", "ø": "o", "œ": "o", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i", "’": "'", "ħ": "h"}
)
_PAIRS = re.compile("a[ae]|oe")  # as å, ä and ö are written where there is no such key
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})  # signs that stand after z, in this order
_PIECES, _SIGNS = re.compile(r"[^\W_]+"), re.compile(r"[\w{|}]+")
_RUN = re.compile(r"(?<![\w-])[+(]*\d[\d\s()+./\u2013-]*(?<=\d)(?!\w)")
_INTERIM = re.compile(r"(?<!\w)(\d{6}|\d{8})[-+ ]?([a-z])(\d{0,3})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: of each group one must be there; `spelled` is what was written, marks and all."""

    groups: tuple[tuple[str, ...], ...]
    spelled: tuple[str, ...]

    def fits(self, text: str) -> bool:
        """Whether a person's text has all of it."""
        return all(any(one in text for one in group) for group in self.groups)

    def spelled_so(self, order: str) -> bool:
        """Whether a name is written just so: it comes before those that only sound alike."""
        return all(f" {word}" in f" {order}" for word in self.spelled)


def folded(text: str) -> str:
    """Text without capitals, accents, rings and dots."""
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign)).translate(_OTHER_LETTERS)


def words(text: str) -> Iterator[str]:
    """The words of a name or a reference; what hyphens join is also one word, from each of its parts on."""
    for part in folded(text).split():
        pieces = _PIECES.findall(part)
        yield from map(_paired, pieces)
        yield from (_paired("".join(pieces[start:])) for start in range(len(pieces) - 1))


def _paired(word: str) -> str:
    return _PAIRS.sub(lambda pair: pair.group()[0], word)


def in_order(name: str) -> str:
    """What names are sorted by: å, ä and ö after z, other marks as if they were not there."""
    kept = unicodedata.normalize("NFC", name).casefold().translate(_SWEDISH)
    return " ".join(_SIGNS.findall(folded(kept)))


def text_of(names: Iterable[str], phone: str = "", personal_number: str = "") -> str:
    """All that somebody is found by: names and references, a telephone number, a personal number."""
    names = list(names)
    keys = dict.fromkeys(_WORD + word for name in names for word in words(name))
    keys |= dict.fromkeys(_NUMBER + one for one in _dialled_in(phone))
    keys |= dict.fromkeys(_NUMBER + one for name in names for one in _personal(name))
    keys |= dict.fromkeys(_NUMBER + one for one in _personal(personal_number) or (_digits(personal_number),) if one)
    return "".join(keys)


def read_query(query: str) -> Asked | None:
    """What a query looks for; None where that is too little to look for anybody."""
    groups: list[tuple[str, ...]] = []

    def take_interim(written: re.Match[str]) -> str:
        groups.append((_NUMBER + "".join(written.groups()), _WORD + "".join(written.groups())))
        return " "

    def take_number(written: re.Match[str]) -> str:
        digits = _digits(written.group())
        if len(digits) < _DIGITS:
            return written.group()
        groups.append((_NUMBER + digits, _NUMBER + dialled(written.group()), _WORD + digits))
        return " "

    rest = _RUN.sub(take_number, _INTERIM.sub(take_interim, folded(query)))
    groups += [(_WORD + _paired(piece),) for piece in _PIECES.findall(rest)]
    if sum(len(group[0]) - 1 for group in groups) < LEAST:
        return None
    return Asked(tuple(groups), tuple(word for word in in_order(query).split() if not word.isdecimal()))


def dialled(text: str) -> str:
    """The digits of a telephone number as this country dials it, also of its beginning."""
    digits = _digits(text).removeprefix("00")
    return "0" + digits[2:].lstrip("0") if digits.startswith("46") else digits


def _dialled_in(phone: str) -> Iterator[str]:
    """The numbers in what was written of a telephone: each run of digits, and the parts that strokes divide."""
    for run in _RUN.findall(folded(phone)):
        yield from (dialled(part) for part in {run, *run.split("/")} if len(_digits(part)) >= _DIGITS)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdecimal())


def _personal(text: str) -> tuple[str, ...]:
    """A personal number with and without its century; nothing where it is none."""
    try:
        number = values.personal_number(text).lower()
    except ValueError:
        return ()
    return number, number[2:]
