"""Which expressions are worth trying on a text: most texts hold no word of most expressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from bots.crisis.expressions import Expression, Part

Owner = TypeVar("Owner")
_Words = int  # words as bits of one large number, numbered as they are met


class Index(Generic[Owner]):
    """Expressions, each with whose it is, by the words without which it matches nothing."""

    def __init__(self, expressions: Iterable[tuple[Expression, Owner]]) -> None:
        self._expressions = tuple(expressions)
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, int] = {}
        self._masks: dict[frozenset[str], _Words] = {}
        self._needed: list[tuple[_Words, ...]] = []
        for number, (expression, _) in enumerate(self._expressions):
            needed = sorted(set(_standing(expression)), key=len)
            self._needed.append(tuple(self._mask(words) for words in needed))
            if not needed:
                self._always.append(number)
            for word in needed[0] if needed else ():
                self._by_word[word].append(number)

    def worth_trying(self, present: Iterable[str]) -> list[tuple[Expression, Owner]]:
        """The expressions that a text with these words may hold, in their order."""
        here: _Words = 0
        numbers = set(self._always)
        for word in present:
            numbers.update(self._by_word.get(word, ()))
            if word in self._numbers:
                here |= 1 << self._numbers[word]
        possible = (number for number in numbers if all(words & here for words in self._needed[number]))
        return [self._expressions[number] for number in sorted(possible)]

    def _mask(self, words: frozenset[str]) -> _Words:
        if words not in self._masks:
            mask = 0
            for word in words:
                mask |= 1 << self._numbers.setdefault(word, len(self._numbers))
            self._masks[words] = mask
        return self._masks[words]


def needs(expression: Expression) -> frozenset[str] | None:
    """Words of which every match holds one: those of the part with the fewest. None where no part is needed."""
    return min(_standing(expression), key=len, default=None)


def _standing(expression: Expression) -> list[frozenset[str]]:
    """For each part that must stand there, the words of which it holds one."""
    standing = (part for part in expression if not (part.gap or part.optional or part.edge))
    return [words for part in standing if (words := _of(part)) is not None]


def _of(part: Part) -> frozenset[str] | None:
    words = set(part.words)
    for group in part.groups:
        for member in group.members:
            needed = needs(member)
            if needed is None:
                return None
            words |= needed
    return frozenset(words)
