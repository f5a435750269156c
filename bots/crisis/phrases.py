"""The crisis phrases: whether words suggest suicide or danger. A yes calls a human; a no means nothing.

No match is never read as no risk: people in danger write in words that no list has. Nothing here grades, counts or
keeps what it reads; whoever calls it must show the way to help whatever the answer is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from bots.crisis.expressions import Expression, Group, read_expression, vocabulary
from bots.crisis.files import folders, wrong
from bots.crisis.finding import Reading
from bots.crisis.index import Index
from bots.crisis.normal import readings
from bots.crisis.spelling import Spelling
from journey.engine.loading.config_values import Fault, read_struct
from journey.engine.loading.toml_files import read_toml

Text = Annotated[str, Meta(min_length=1, max_length=600, description="an expression such as vill .. dö")]


class Written(Struct, forbid_unknown_fields=True):
    """A file of phrases as it is written."""

    raises: tuple[Text, ...]
    benign: tuple[Text, ...] = ()
    groups: dict[str, tuple[Text, ...]] = {}


class Phrases:
    """The phrases of all languages together: each is tried whatever language a chat is in."""

    def __init__(self, raises: tuple[Expression, ...], benign: tuple[Expression, ...]) -> None:
        self._raises = Index(raises)
        self._benign = Index(benign)
        self._spelling = Spelling(vocabulary(raises))
        # A slip may make a word raise, but never take a match back: "rather be dead" is no "father be dead".
        self._strict = Spelling(vocabulary(benign), forgiving=False)
        self._known = frozenset(_written_together(raises))

    def raises(self, text: str) -> bool:
        """Whether a human must be told of this text. False says that no phrase was found, and nothing more."""
        meant: dict[str, set[str]] = {}
        return any(self._found(words, sentences, meant) for words, sentences in readings(text, self._known))

    def _found(self, words: list[str], sentences: list[int], meant: dict[str, set[str]]) -> bool:
        """Whether a match is left whose last word lies in no benign expression."""
        reading = Reading(words, sentences, self._spelling, meant)
        last_words = 0
        for expression in self._raises.worth_trying(reading.present):
            last_words |= reading.ends(expression) >> 1
        if not last_words:
            return False
        strict = Reading(words, sentences, self._strict, {})
        for expression in self._benign.worth_trying(strict.present):
            last_words &= ~strict.covered(expression)
        return bool(last_words)


def _written_together(sequences: tuple[Expression, ...]) -> set[str]:
    """The words of the raising expressions as they may be found written together."""
    return {word.removesuffix("*") for word in vocabulary(sequences)}


def load_phrases(folder: Path | None) -> Phrases:
    """The phrases of `crisis/*.toml`: the shipped files, or the folder's own of the same name, and its others.

    Raises WrongInput of one line for the first fault: file, key, what is wrong, what is allowed.
    """
    paths = {path.name: path for place in folders(folder) for path in sorted((place / "crisis").glob("*.toml"))}
    raises: list[Expression] = []
    benign: list[Expression] = []
    for path in paths.values():
        try:
            phrases = _read(read_struct(Written, read_toml(path)))
        except Fault as fault:
            raise wrong(path, fault) from None
        raises += phrases[0]
        benign += phrases[1]
    return Phrases(tuple(raises), tuple(benign))


def _read(written: Written) -> tuple[list[Expression], list[Expression]]:
    groups: dict[str, Group] = {}
    for name, members in written.groups.items():
        groups[name] = Group(tuple(_expressions(members, groups, f"groups.{name}")))
    if not written.raises:
        raise Fault("raises", "is empty; write at least one expression, such as vill .. dö")
    return _expressions(written.raises, groups, "raises"), _expressions(written.benign, groups, "benign")


def _expressions(texts: tuple[str, ...], groups: dict[str, Group], key: str) -> list[Expression]:
    return [read_expression(text, groups, f"{key}[{number}]") for number, text in enumerate(texts)]
