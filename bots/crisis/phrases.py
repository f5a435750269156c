"""The crisis phrases: whether words suggest suicide or danger. A yes calls a human; a no means nothing.

No match is never read as no risk: people in danger write in words that no list has. Nothing here grades, counts or
keeps what it reads; whoever calls it must show the way to help whatever the answer is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bots.crisis.expressions import Expression, vocabulary
from bots.crisis.families import Families, Family, read_families
from bots.crisis.finding import Places, Reading
from bots.crisis.index import Index
from bots.crisis.normal import readings
from bots.crisis.spelling import Spelling


class Phrases:
    """The families of all languages together: each is tried whatever language a chat is in."""

    def __init__(self, families: Families) -> None:
        self.families: tuple[Family, ...] = tuple(families.all)
        everywhere = [(expression, None) for expression in families.benign]
        raising = [(expression, at) for at, family in enumerate(self.families) for expression in family.raises]
        unless = [(expression, at) for at, family in enumerate(self.families) for expression in family.unless]
        self._raises: Index[int] = Index(raising)
        self._benign: Index[int | None] = Index([*everywhere, *unless])
        self._spelling = Spelling(_vocabulary(raising), families.spoken)
        # A slip may make a word raise, but never take a match back: "rather be dead" is no "father be dead".
        self._strict = Spelling(_vocabulary([*everywhere, *unless]), families.spoken, forgiving=False)
        self._known = frozenset(word.removesuffix("*") for word in _vocabulary(raising))

    def raises(self, text: str) -> bool:
        """Whether a human must be told of this text. False says that no phrase was found, and nothing more."""
        return self.family(text) is not None

    def family(self, text: str) -> str | None:
        """The id of the first family, in the order of the files, that a text raises. None is never "no risk"."""
        meant: dict[str, set[str]] = {}
        for words, sentences in readings(text, self._known):
            left = self._left(words, sentences, meant)
            if left is not None:
                return self.families[left].id
        return None

    def _left(self, words: list[str], sentences: list[int], meant: dict[str, set[str]]) -> int | None:
        """The first family with a match whose last word lies in nothing that people say without meaning it."""
        reading = Reading(words, sentences, self._spelling, meant)
        last_words: dict[int, Places] = {}
        for expression, family in self._raises.worth_trying(reading.present):
            places = reading.ends(expression) >> 1
            if places:
                last_words[family] = last_words.get(family, 0) | places
        if not last_words:
            return None
        strict = Reading(words, sentences, self._strict, {})
        for expression, only in self._benign.worth_trying(strict.present):
            if only is None or only in last_words:
                covered = strict.covered(expression)
                for family in last_words if only is None else (only,):
                    last_words[family] &= ~covered
        return next((family for family, places in last_words.items() if places), None)


def _vocabulary(expressions: Iterable[tuple[Expression, object]]) -> set[str]:
    return set(vocabulary(expression for expression, _ in expressions))


def load_phrases(folder: Path | None) -> Phrases:
    """The phrases of `crisis/*.toml`: the shipped files, or the folder's own of the same name, and its others.

    Raises WrongInput of one line for the first fault: file, key, what is wrong, what is allowed.
    """
    return Phrases(read_families(folder))
