"""A day and a time of day out of ordinary words: `i måndags`, `3/12 14:00`, `tomorrow at 10`. It never guesses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from bots.dialogues.vocabulary import in_digits, phrases, spoken_words
from bots.texts.catalogue import Texts

_NEAR = (("today", 0), ("before-yesterday", -2), ("yesterday", -1), ("after-tomorrow", 2), ("tomorrow", 1))
_PARTS = re.compile(r"@-?\d|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}[:.]\d{2}|\d+|[^\W\d_]+|\S")
_WEEK, _SHORTEST, _HALF_YEAR = 7, 3, timedelta(days=182)
_FIRST_HOUR, _LAST_HOUR, _YEAR_DIGITS, _LONGEST = 6, 21, 4, 80


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said: a day, a time, or both. The day may be any: whether it will do is for the asker to say."""

    day: date | None = None
    at: time | None = None


def read(texts: Texts, text: str, today: date, *, ahead: bool) -> Spoken | None:
    """The day and time that are meant, the nearest `ahead` or else behind; None where anything is left unread."""
    if len(text) > _LONGEST:
        return None
    try:
        return _Reading(texts, today, ahead=ahead).read(_marked(texts, text))
    except (ValueError, OverflowError):
        return None


def _marked(texts: Texts, text: str) -> list[str]:
    """The parts of the text, with days near by as their distance (`@-1`) and numbers in digits."""
    plain = " ".join(text.casefold().split())
    for name, days in _NEAR:
        for phrase in sorted(phrases(texts, name), key=len, reverse=True):
            plain = re.sub(rf"\b{re.escape(phrase)}\b", f" @{days} ", plain)
    return [part for part in _PARTS.findall(in_digits(texts, plain)) if part not in ".,!:'’"]


class _Reading:
    """One text being read, a part at a time."""

    def __init__(self, texts: Texts, today: date, *, ahead: bool) -> None:
        self.texts, self.today, self.ahead = texts, today, ahead
        self.spoken = Spoken()
        self.number: int | None = None
        self.month: int | None = None
        self.year: int | None = None
        self.weekday = False  # the day that was said is but a weekday

    def read(self, parts: list[str]) -> Spoken | None:
        filler = phrases(self.texts, "around-days")
        while parts:
            if parts[0] in filler:
                parts = parts[1:]
                continue
            taken = self._distance(parts) or self._digits(parts[0]) or self._word(parts[0])
            if not taken:
                return None  # half of it understood would be a guess
            parts = parts[taken:]
        return self._finished()

    def _distance(self, parts: list[str]) -> int:
        """`@-1`, or `3 days ago`."""
        if parts[0].startswith("@"):
            return self._on(self.today + timedelta(days=int(parts[0][1:])))
        steps = {unit: days for name, days in (("days", 1), ("weeks", _WEEK)) for unit in phrases(self.texts, name)}
        if len(parts) > 2 and parts[0].isdecimal() and parts[1] in steps and parts[2] in phrases(self.texts, "ago"):  # noqa: PLR2004  # a number, a unit, the word
            self._on(self.today - timedelta(days=int(parts[0]) * steps[parts[1]]))
            return 3
        return 0

    def _digits(self, part: str) -> int:
        if re.fullmatch(r"\d{4}-\d+-\d+", part):
            year, month, day = map(int, part.split("-"))
            return self._on(date(year, month, day))
        if "/" in part and part != "/":
            number, of, *said = map(int, part.split("/"))
            return self._on(self._dated(number, of, said[0] if said else None))
        if clock := re.fullmatch(r"(\d{1,2})[:.](\d{2})", part):
            return self._at(time(int(clock[1]), int(clock[2])))
        if not part.isdecimal():
            return 0
        if len(part) == _YEAR_DIGITS and self.year is None:
            self.year = int(part)
            return 1
        dated = self.spoken.day is not None or (self.number is not None and self.month is not None)
        if dated and _FIRST_HOUR <= int(part) <= _LAST_HOUR:
            return self._at(time(int(part)))
        if self.number is None:
            self.number = int(part)
            return 1
        return 0

    def _word(self, part: str) -> int:
        """A weekday or a month, perhaps cut short, in any language."""
        month, weekday = self._named(part, "months"), self._named(part, "weekdays")
        if month is not None and self.month is None:
            self.month = month + 1
            return 1
        if weekday is None:
            return 0
        far = (weekday - self.today.weekday()) % _WEEK or _WEEK
        return self._on(self.today + timedelta(days=far if self.ahead else (far - _WEEK or -_WEEK)), weekday=True)

    def _named(self, part: str, name: str) -> int | None:
        endings = phrases(self.texts, "endings")
        for language in self.texts.languages:
            for place, whole in enumerate(spoken_words(self.texts, language, name)):
                cut = len(part) >= _SHORTEST and whole.startswith(part)
                if cut or part in {whole + ending for ending in endings}:
                    return place
        return None

    def _on(self, day: date, *, weekday: bool = False) -> int:
        """Take a day; two that differ are none. A weekday beside a date only has to be that date's."""
        known = self.spoken.day
        beside = self.weekday or weekday  # one of the two is but a weekday
        if known is not None and known != day and not (beside and known.weekday() == day.weekday()):
            raise ValueError("two days")
        if known is None or self.weekday:
            self.spoken, self.weekday = replace(self.spoken, day=day), weekday
        return 1

    def _at(self, moment: time) -> int:
        if self.spoken.at is not None:
            raise ValueError("two times")
        self.spoken = replace(self.spoken, at=moment)
        return 1

    def _dated(self, day: int, month: int, year: int | None) -> date:
        """The date; where no year was said, this year's, or the one beside it where that is far on the wrong side."""
        if year is not None:
            return date(year, month, day)
        this = date(self.today.year, month, day)
        if self.ahead and self.today - this > _HALF_YEAR:
            return date(self.today.year + 1, month, day)
        if not self.ahead and this - self.today > _HALF_YEAR:
            return date(self.today.year - 1, month, day)
        return this

    def _finished(self) -> Spoken | None:
        if self.month is not None and self.number is not None:
            self._on(self._dated(self.number, self.month, self.year))
        elif self.month is not None or self.year is not None:
            return None
        elif self.number is not None:  # a number that stands alone, as an hour of a day that was said
            if self.spoken.at is not None or not _FIRST_HOUR <= self.number <= _LAST_HOUR:
                return None
            self._at(time(self.number))
        return self.spoken if self.spoken != Spoken() else None
