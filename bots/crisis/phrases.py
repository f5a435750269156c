"""The crisis phrases: whether words suggest suicide or danger. A yes calls a human; a no means nothing.

No match is never read as no risk: people in danger write in words that no list has. Nothing here grades, counts or
keeps what it reads; whoever calls it must show the way to help whatever the answer is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bots.crisis.expressions import Expression, vocabulary
from bots.crisis.families import Families, Family, read_families
from bots.crisis.finding import Places, Reading
from bots.crisis.index import Index
from bots.crisis.likeness import Likeness, load_likeness
from bots.crisis.normal import Cut, readings, words
from bots.crisis.spelling import Spelling

LIKENESS = "likeness"
"""Stands for a family where no family matched, and the text reads like those for which a human was called."""
_SAYS_SOMETHING = 2  # words from which on a text is weighed: of one word alone only what a family says of it counts


class Phrases:
    """The families of all languages together, and the likeness: each is tried whatever language a chat is in."""

    def __init__(self, families: Families, likeness: Likeness) -> None:
        self.families: tuple[Family, ...] = tuple(families.all)
        self.likeness = likeness
        self._shipped = frozenset(family.id for family in self.families) - {
            family.id for family in self.families if family.own
        }
        everywhere = [(expression, None) for expression in families.benign]
        raising = [(expression, family.id) for family in self.families for expression in family.raises]
        unless = [(expression, family.id) for family in self.families for expression in family.unless]
        self._raises: Index[str] = Index(raising)
        self._benign: Index[str | None] = Index([*everywhere, *unless])
        self._spelling = Spelling(_vocabulary(raising), families.spoken)
        # A slip may make a word raise, but never take a match back: "rather be dead" is no "father be dead".
        self._strict = Spelling(_vocabulary([*everywhere, *unless]), families.spoken, forgiving=False)
        self._known = frozenset(word.removesuffix("*") for word in _vocabulary(raising)).union(
            form for form in families.spoken if " " not in form
        )

    def raises(self, text: str) -> bool:
        """Whether a human must be told of this text. False says that no phrase was found, and nothing more."""
        return self.family(text) is not None

    def family(self, text: str) -> str | None:
        """The id of the first family that a text raises, or `likeness`. None is never "no risk"."""
        family = next(self._raised(text), None)
        return LIKENESS if family is None and self._reads_like_a_call(text) else family

    def weightiest(self, text: str) -> list[str]:
        """The words that weigh most in what the likeness says of a text: for those who review."""
        return self.likeness.weightiest(Cut(*words(text)))

    def all_families(self, text: str) -> set[str]:
        """The ids of every family that a text raises: for those who review the phrases."""
        return set(self._raised(text))

    def failing_examples(self) -> list[str]:
        """A line for each example in the files that the phrases do not keep. None is as it should be."""
        failing = []
        for family in self.families:
            place = f"{family.file}.toml: families.{family.id}"
            failing += [
                f"{place}.must_raise: {sentence!r} does not raise it"
                for sentence in family.must_raise
                if family.id not in self.all_families(sentence)
            ]
            failing += [
                f"{place}.must_not_raise: {sentence!r} raises {raised}"
                for sentence in family.must_not_raise
                if (raised := self.family(sentence))
            ]
        return failing

    def _reads_like_a_call(self, text: str) -> bool:
        if len(text.split()) < _SAYS_SOMETHING:  # a name, an address, a number
            return False
        return any(self.likeness.calls(cut) for cut in readings(text, self._known) if not cut.guessed)

    def _raised(self, text: str) -> Iterator[str]:
        meant: dict[str, set[str]] = {}
        seen: set[str] = set()
        for cut in readings(text, self._known):
            last_words = self._last_words(cut, meant)
            if cut.guessed:  # taking words apart must not break what took a match back: `till bat en` for `till båten`
                last_words = {family: places for family, places in last_words.items() if family not in seen}
            seen.update(last_words)
            if last_words:
                self._take_back(last_words, Reading(cut.words, cut.sentences, self._strict, {}))
            heard = [family for family, places in last_words.items() if places]
            if not self._shipped.isdisjoint(heard) and self.likeness.ordinary(cut):
                heard = [family for family in heard if family not in self._shipped]
            yield from heard

    def _last_words(self, cut: Cut, meant: dict[str, set[str]]) -> dict[str, Places]:
        """The last words of every match, by family."""
        reading = Reading(cut.words, cut.sentences, self._spelling, meant)
        last_words: dict[str, Places] = {}
        for expression, family in self._raises.worth_trying(reading.present):
            places = reading.ends(expression) >> 1
            if places:
                last_words[family] = last_words.get(family, 0) | places
        return last_words

    def _take_back(self, last_words: dict[str, Places], strict: Reading) -> None:
        """Strike the last words that lie in something that people say without meaning it."""
        for expression, only in self._benign.worth_trying(strict.present):
            if only is None or only in last_words:
                covered = strict.covered(expression)
                for family in last_words if only is None else (only,):
                    last_words[family] &= ~covered


def _vocabulary(expressions: Iterable[tuple[Expression, object]]) -> set[str]:
    return set(vocabulary(expression for expression, _ in expressions))


def load_phrases(folder: Path | None) -> Phrases:
    """The phrases of `crisis/*.toml` and the likeness: the shipped files, or the folder's own of the same name.

    Raises WrongInput of one line for the first fault: file, key, what is wrong, what is allowed.
    """
    return Phrases(read_families(folder), load_likeness(folder))
