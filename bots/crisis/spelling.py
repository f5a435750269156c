"""Which of the words that phrases name a written word may be: misspelt, cut short by stars, or longer at its end.

Words of six letters and more (doubled ones counted once) may have one slip: a letter too many, too few, another one,
or two that changed places. Words of nine and more may have two, save in their first letter. Words of four and five may
have two inner letters that changed places, or lack an inner vowel: `lvea`, `lva`. How people speak is listed in the
phrase files: `va` is `vara`. A number in digits is the amounts that it reaches: 40 is `5+`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bots.crisis.normal import WORD_LIMIT

_ONE_SLIP = 6
_TWO_SLIPS = 9
_SHORTEST_SLURRED = 4
_VOWELS = frozenset("aeiouy")
_MOST_DIGITS = 6  # a longer number is a telephone's, or nobody's
_SHORTEST_MASKED = 2  # `d*` may be a word; a star alone is none


def slips(word: str) -> int:
    """How many slips a word of a phrase allows."""
    return 2 if len(word) >= _TWO_SLIPS else int(len(word) >= _ONE_SLIP)


class Spelling:
    """The words of all phrases. A word of a phrase is written `word`, or `word*` for all that begins with it."""

    def __init__(
        self, wanted: Iterable[str], spoken: Mapping[str, Iterable[str]] | None = None, *, forgiving: bool = True
    ) -> None:
        """`spoken` says which words a levelled one may stand for. A spelling that is not `forgiving` allows no slip."""
        self._forgiving = forgiving
        self._spoken = spoken or {}
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._starts: dict[str, str] = {}
        self._slipped: dict[str, set[str]] = defaultdict(set)
        self._slurred: dict[str, set[str]] = defaultdict(set)
        self._amounts: list[tuple[int, str]] = []
        for written in set(wanted):
            self._learn(written)
        self._lengths = sorted({len(start) for start in self._starts})
        self._initials = {word[0] for word in self._slipped_words() if slips(word) == 2}  # noqa: PLR2004
        self.known = frozenset(self._whole)
        """Every word as it is spelt."""

    def _learn(self, written: str) -> None:
        if written.endswith("+"):
            self._amounts.append((int(written.removesuffix("+")), written))
            return
        word = written.removesuffix("*")
        self._whole[word].add(written)
        if written.endswith("*"):
            self._starts[word] = written
        for less in without(word, slips(word)):
            self._slipped[less].add(word)
        if _SHORTEST_SLURRED <= len(word) < _ONE_SLIP:
            for slurred in slurs(word):
                self._slurred[slurred].add(word)

    def _slipped_words(self) -> set[str]:
        return {word for found in self._slipped.values() for word in found if slips(word)}

    def meant(self, word: str) -> set[str]:
        """The words of phrases that a levelled word may be, as they are written there."""
        if "*" in word:
            return self._masked(word)
        written = self._said(word).union(*(self._said(other) for other in self._spoken.get(word, ())))
        if word.isdecimal():
            return written.union(self._reached(word))
        if self._forgiving:
            written.update(*(self._whole[slurred] for slurred in self._slurred.get(word, ())))
        if self._forgiving and _ONE_SLIP - 1 <= len(word) <= WORD_LIMIT:
            written |= self._misspelt(word)
        return written

    def meant_together(self, word: str, after: str) -> set[str]:
        """The words of phrases that two levelled words may be: `själv mord`, or `i am` for `im`."""
        written: set[str] = set()
        if word + after in self.known:
            written |= self.meant(word + after)
        for other in self._spoken.get(f"{word} {after}", ()):
            written |= self._said(other)
        return written

    def _said(self, word: str) -> set[str]:
        return self._begun(word).union(self._whole.get(word, ()))

    def _reached(self, digits: str) -> set[str]:
        if len(digits) > _MOST_DIGITS:
            return set()
        return {written for amount, written in self._amounts if int(digits) >= amount}

    def _begun(self, word: str) -> set[str]:
        starts = set()
        for length in self._lengths:
            if length > len(word):
                break
            start = self._starts.get(word[:length])
            if start:
                starts.add(start)
        return starts

    def _misspelt(self, word: str) -> set[str]:
        written: set[str] = set()
        candidates: set[str] = set()
        for less in without(word, 2 if word[0] in self._initials else 1):
            candidates |= self._slipped.get(less, set())
        for candidate in candidates:
            if within(word, candidate, slips(candidate)):
                written |= self._whole[candidate]
        return written | self._misspelt_start(word)

    def _misspelt_start(self, word: str) -> set[str]:
        """`sjelvmordstankar` begins with `självmord*`, a slip aside."""
        starts: set[str] = set()
        for length in self._lengths:
            if length < _ONE_SLIP or length >= len(word):
                continue
            for less in without(word[:length], 1):
                for candidate in self._slipped.get(less, ()):
                    if candidate in self._starts and within(word[:length], candidate, 1):
                        starts.add(self._starts[candidate])
        return starts

    def _masked(self, word: str) -> set[str]:
        """What `d*` or `sj*lvm*rd` may be: each star for any letters, or none."""
        if len(word) < _SHORTEST_MASKED or len(word) > WORD_LIMIT or word[0] == "*" or word.count("*") > 4:  # noqa: PLR2004
            return set()
        shape = re.compile(".{0,4}".join(map(re.escape, word.split("*"))))
        return {written for known in self.known if shape.fullmatch(known) for written in self._whole[known]}


def slurs(word: str) -> Iterator[str]:
    """The word with two inner letters in each other's place, and without each one of its inner vowels."""
    for at in range(1, len(word) - 1):
        if at < len(word) - 2:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if word[at] in _VOWELS:
            yield word[:at] + word[at + 1 :]


def without(word: str, count: int) -> Iterator[str]:
    """The word, and the word without each one of its letters, and without each two where `count` is two."""
    yield word
    if count:
        for at in range(len(word)):
            less = word[:at] + word[at + 1 :]
            yield less
            if count > 1:
                for then in range(at, len(less)):
                    yield less[:then] + less[then + 1 :]


def within(word: str, other: str, allowed: int) -> bool:
    """Whether two words differ by at most so many slips; two slips only after the same first letter."""
    if abs(len(word) - len(other)) > allowed or (allowed > 1 and word[0] != other[0]):
        return allowed > 1 and within(word, other, 1)
    older: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == its:
                cost = min(cost, older[column - 2] + 1)
            line.append(cost)
        older, last = last, line
    return last[-1] <= allowed
