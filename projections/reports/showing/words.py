"""The words of a page: codes, headings, sentences and numbers as they are written in its language.

They stand in `config/reports/LANGUAGE.ftl`. English names and definitions of figures stand in the code that works the
figures out, so that there the two cannot part; what a catalogue lacks is said in these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from journey.domain.errors import WrongInput
from journey.engine.loading.programmes import shipped_config
from projections.reports import numbers
from projections.reports.figures import Cell, MadeOf

LANGUAGES = ("en", "sv")
_THOUSAND = 1000


class Word(str):
    """A word on a page, with the code that it stands for."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, word: str, code: str) -> Word:
        """The word, of a code."""
        made = super().__new__(cls, word)
        made.code = code
        return made


class Words:
    """A language's words. Where `config` holds a catalogue of its own, that one's go before the shipped ones."""

    def __init__(self, language: str, config: Path | None = None) -> None:
        """Read the catalogue. Raises WrongInput for a language there is none in, and for a file that cannot be read."""
        if language not in LANGUAGES:
            raise WrongInput(f"--language: no such language; allowed: {', '.join(LANGUAGES)}")
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for folder in filter(None, (shipped_config(), config)):
            path = folder / "reports" / f"{language}.ftl"
            if path.is_file():
                self._bundle.add_resource(_resource(path), allow_overrides=True)

    def __call__(self, key: str, **values: Any) -> str:
        """A text by its name. KeyError where the catalogue lacks it."""
        text = self.find(key, **values)
        if text is None:
            raise KeyError(key)
        return text

    def find(self, key: str, **values: Any) -> str | None:
        """A text by its name (`report-flow.about`: a part of one); None where the catalogue lacks it."""
        name, _, part = key.partition(".")
        if not self._bundle.has_message(name):
            return None
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(part) if part else message.value
        if pattern is None:
            return None
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def code(self, code: str, about: str = "") -> Word:
        """A code in words: as it is meant of something (`reason`) where that differs, else as it is meant anywhere.

        What is in no catalogue was named by people, and is left as they wrote it, with spaces.
        """
        name = slug(code)
        said = self.find(f"code-{slug(about)}-{name}") if about else None
        said = said or self.find(f"code-{name}")
        return Word(code.replace("_", " ") if said is None else said, code)

    def knows(self, code: str) -> bool:
        """Whether the catalogue has a word for a code."""
        return self._bundle.has_message(f"code-{slug(code)}")

    def name(self, english: str) -> str:
        """A heading, an axis or a unit, by what it is in English."""
        return self.find(f"word-{slug(english)}") or english

    def part(self, part: str) -> str:
        """Who a part is: `gender=woman` is women, `age_band=26–33` the ages themselves."""
        of, _, value = part.partition("=")
        return self.find(f"part-{slug(of)}-{slug(value)}") or value

    def with_unit(self, value: Cell, unit: str) -> str:
        """A value as `numbers.with_unit` writes it, in this language."""
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, bool):
            return numbers.NOTHING if value is None else self("yes" if value else "no")
        text = numbers.with_unit(value, unit)
        if unit == "SEK":
            return text.replace("SEK", self("unit-sek"))
        if unit == "days":
            number = text.partition(numbers.SPACE + "day")[0]
            return self.number(number) + numbers.SPACE + self("unit-day" if value == 1 else "unit-days")
        return self.number(text)

    def numeric(self, text: str) -> str | None:
        """A text that is a number with its unit, as this language writes it; None for any other."""
        return self.number(text) if _NUMERIC.fullmatch(text) else None

    def number(self, text: str) -> str:
        """A number as it is written in this language."""
        return text.replace(".", ",") if self.language == "sv" else text

    def plain(self, value: float) -> str:
        """A number with two decimals at most."""
        return self.number(numbers.plain(value, 2))

    def surely(self, part: MadeOf | None, unit: str) -> str:
        """How sure a value is, as `numbers.surely` says it."""
        return self.number(numbers.surely(part, unit)).replace(": from ", f": {self('sure-from')} ")

    def axis(self, unit: str, *, thousands: bool = False) -> Callable[[float], str]:
        """How the numbers along an axis are written; of a share in percent without decimals where it needs none."""

        def written(value: float) -> str:
            if unit == "share":
                percent = numbers.plain(value * 100, 1)
                return self.number(percent.removesuffix(".0")) + numbers.SPACE + "%"
            text = numbers.plain(value / _THOUSAND, 0) if thousands else numbers.plain(value, 2)
            return self.number(text).replace("-", "\N{MINUS SIGN}")

        return written


_NUMERIC = re.compile(r"-?[\d\u00a0]+(\.\d+)?(\u00a0%)?")


def slug(text: str) -> str:
    """A text as part of a message's name."""
    spelled = text.lower().translate(_SPELLED)
    return re.sub("[^a-z0-9]+", "-", spelled).strip("-") or "nothing"


_SPELLED = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "<": " below ", ">": " above ", "≥": " from "})


@cache
def words(language: str, config: Path | None = None) -> Words:
    """The words of a language, read once. Raises WrongInput for one that there are none of."""
    return Words(language, config)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _resource(path: Path) -> ast.Resource:
    try:
        resource: ast.Resource = FluentResource(_read(path))
    except (OSError, UnicodeDecodeError):
        raise WrongInput(f"reports/{path.name}: cannot be read; allowed: a Fluent file in UTF-8") from None
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = (entry.content or "").strip().partition("\n")[0][:60]
            raise WrongInput(f"reports/{path.name}: not a Fluent text: {line!r}; allowed: key = text")
    return resource


def check(config: Path | None) -> None:
    """Read the words of every language. Raises WrongInput for the first file that is none."""
    for language in LANGUAGES:
        Words(language, config)
