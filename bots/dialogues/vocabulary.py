"""Words that people answer with, from the catalogues of every language at once: sets, phrases and numbers."""

from __future__ import annotations

import re
from functools import cache

from bots.texts.catalogue import Texts

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TENS, _TEN = 20, 10


def plain(text: str) -> str:
    """Small letters, one space between words, no signs around them."""
    return " ".join(_TOKEN.findall(text.casefold()))


@cache
def phrases(texts: Texts, name: str) -> frozenset[str]:
    """What `spoken-NAME` lists in any language."""
    return frozenset(one for language in texts.languages for one in spoken_words(texts, language, name))


def spoken_words(texts: Texts, language: str, name: str) -> list[str]:
    """What `spoken-NAME` lists in a language, in its order."""
    return [plain(one) for one in texts(language, f"spoken-{name}").split(", ")]


@cache
def numbers(texts: Texts) -> dict[str, int]:
    """Number words from nought to ninety-nine, however their parts are joined."""
    named: dict[str, int] = {}
    for language in texts.languages:
        units, tens = spoken_words(texts, language, "units"), spoken_words(texts, language, "tens")
        named |= {word: number for number, word in enumerate(units)}
        for place, ten in enumerate(tens):
            whole = _TENS + _TEN * place
            named[ten] = whole
            named |= {f"{ten}{gap}{units[unit]}": whole + unit for unit in range(1, _TEN) for gap in ("", " ", "-")}
            named[f"{ten}{spoken_words(texts, language, 'one')[0]}"] = whole + 1
    return named | dict.fromkeys(phrases(texts, "one"), 1)


def in_digits(texts: Texts, text: str) -> str:
    """The text, its number words written in digits: the longest first, whole words alone."""
    return _number_words(texts).sub(lambda word: str(numbers(texts)[word.group()]), text)


@cache
def _number_words(texts: Texts) -> re.Pattern[str]:
    longest_first = sorted(numbers(texts), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
