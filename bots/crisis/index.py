"""Which expressions are worth trying on a text: most texts hold no word of most expressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from bots.crisis.expressions import Expression, Part

Owner = TypeVar("Owner")


class Index(Generic[Owner]):
    """Expressions, each with whose it is, by the words of which each needs one."""

    def __init__(self, expressions: Iterable[tuple[Expression, Owner]]) -> None:
        self._expressions = tuple(expressions)
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, (expression, _) in enumerate(self._expressions):
            needed = needs(expression)
            if needed is None:
                self._always.append(number)
            for word in needed or ():
                self._by_word[word].append(number)

    def worth_trying(self, present: Iterable[str]) -> list[tuple[Expression, Owner]]:
        """The expressions that a text with these words may hold, in their order."""
        numbers = {number for word in present for number in self._by_word.get(word, ())}
        return [self._expressions[number] for number in sorted(numbers.union(self._always))]


def needs(expression: Expression) -> frozenset[str] | None:
    """Words of which every match holds one: those of the part with the fewest. None where no part is needed."""
    standing = (part for part in expression if not (part.gap or part.optional or part.edge))
    needed = [words for part in standing if (words := _of(part)) is not None]
    return min(needed, key=len, default=None)


def _of(part: Part) -> frozenset[str] | None:
    words = set(part.words)
    for group in part.groups:
        for member in group.members:
            needed = needs(member)
            if needed is None:
                return None
            words |= needed
    return frozenset(words)
