"""Sentences that figures put together, said in another language.

The English ones are known by their patterns in `config/reports/en.ftl`; the same message in another catalogue says them
there. What matches no pattern was written by people, and stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from fluent.runtime import FluentResource
from fluent.syntax import ast

from journey.engine.loading.programmes import shipped_config
from projections.reports.showing.words import Words

_OF_PHRASES = "phrase-"
_DAY, _NUMBER = r"\d{4}-\d\d-\d\d", r"[\d.,\u00a0]+"
_KINDS = {"day": _DAY, "last": _DAY, "n": _NUMBER, "all": _NUMBER, "amount": _NUMBER, "extent": _NUMBER}
"""What a variable of a phrase can hold, where that is not any words."""


def say(sentence: str, words: Words, about: str = "") -> str:
    """The sentence in the words of a page; its parts are said too. Of a code the word."""
    exact, patterns = _english()
    number = words.numeric(sentence)
    if number is not None:
        return number
    name, values = exact.get(sentence), dict[str, str]()
    if name is None:
        for pattern, candidate in patterns:
            match = pattern.fullmatch(sentence)
            if match:
                name, values = candidate, {key: say(value, words, about) for key, value in match.groupdict().items()}
                break
    if name is not None:
        return words.find(name, **values) or sentence
    return words.code(sentence, about) if words.knows(sentence) else sentence


@cache
def _english() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Sentences that are always the same, and the patterns of the others, by the name of their message."""
    path = shipped_config() / "reports" / "en.ftl"
    exact, patterns = {}, []
    for entry in FluentResource(path.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message) and entry.id.name.startswith(_OF_PHRASES) and entry.value:
            elements = entry.value.elements
            words = [element.value for element in elements if isinstance(element, ast.TextElement)]
            if len(words) == len(elements):
                exact["".join(words)] = entry.id.name
            else:
                patterns.append((re.compile("".join(map(_matching, elements))), entry.id.name))
    return exact, patterns


def _matching(element: ast.TextElement | ast.Placeable) -> str:
    if isinstance(element, ast.TextElement):
        return re.escape(element.value)
    name = element.expression.id.name  # type: ignore[union-attr]  # only variables stand in phrases
    return f"(?P<{name}>{_KINDS.get(name, '.+?')})"
