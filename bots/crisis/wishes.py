"""Wishes for a human: whether somebody asks for one, asks who is there, or has had enough of questions.

A yes only offers something, and takes nothing away; so whatever is found here may be wrong without harm. Words are
levelled and their spelling is forgiven as for the crisis phrases, which are always looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from bots.crisis.files import folders, wrong
from bots.crisis.normal import Cut, level, readings
from bots.crisis.spelling import Spelling
from journey.engine.loading.config_values import Fault, near, on_one_line, read_struct
from journey.engine.loading.toml_files import read_toml

FOLDER = "human"
KINDS = ("human", "call", "who", "tired")
"""What may be wished, in the order in which it is answered where a text holds several."""

_GAPS = {"..": 3, "...": 6}
_WORD = re.compile(r"[^\W\d_]+\*?")
_EDGES = {"^": r"(?<=\n)", "$": r"(?=\n)"}

Text = Annotated[str, Meta(min_length=1, max_length=900, description="an expression such as prata .. <human>")]


class Written(Struct, forbid_unknown_fields=True):
    """A file of wishes as it is written."""

    human: tuple[Text, ...] = ()
    call: tuple[Text, ...] = ()
    who: tuple[Text, ...] = ()
    tired: tuple[Text, ...] = ()
    ordinary: tuple[Text, ...] = ()
    groups: dict[str, tuple[Text, ...]] = {}


class _Language:
    """One file, made ready: a pattern for each kind, and one for what is only an ordinary answer."""

    def __init__(self, written: Written) -> None:
        self.words: set[str] = set()
        self._groups: dict[str, str] = {}
        for name, members in written.groups.items():
            self._groups[name] = self._alternatives(members, f"groups.{name}")
        self.kinds = {kind: re.compile(self._alternatives(getattr(written, kind), kind)) for kind in KINDS}
        self.ordinary = re.compile(self._alternatives(written.ordinary, "ordinary"))

    def _alternatives(self, texts: Iterable[str], key: str) -> str:
        patterns = [self._expression(text, f"{key}[{number}]") for number, text in enumerate(texts)]
        return f"(?:{'|'.join(patterns)})" if patterns else r"(?!)"

    def _expression(self, text: str, key: str) -> str:
        pattern = "".join(self._place(piece, key) for piece in text.split())
        if re.fullmatch(pattern, ""):
            raise Fault(key, f"{on_one_line(text)} may be nothing at all; write a word without a question mark")
        return pattern

    def _place(self, piece: str, key: str) -> str:
        if piece in _GAPS:
            return rf"(?:\w+ ){{0,{_GAPS[piece]}}}"
        choices = "|".join(self._choice(choice, key) for choice in piece.removesuffix("?").split("|"))
        return f"(?:{choices}){'?' if piece.endswith('?') else ''}"

    def _choice(self, choice: str, key: str) -> str:
        if choice in _EDGES:
            return _EDGES[choice]
        if choice.startswith("<") and choice.endswith(">"):
            return self._group(choice[1:-1], key)
        return "".join(self._word(word, key) for word in choice.split("_"))

    def _group(self, name: str, key: str) -> str:
        if name not in self._groups:
            raise Fault(key, f"<{on_one_line(name)[1:-1]}> is no group above{near(name, self._groups)}")
        return self._groups[name]

    def _word(self, written: str, key: str) -> str:
        plain = level(written)
        if not _WORD.fullmatch(plain):
            raise Fault(key, f"{on_one_line(written)} is no word; write letters, a star at the end, or .. alone")
        self.words.add(plain)
        return rf"\b{plain[:-1]}\w* " if plain.endswith("*") else rf"\b{plain} "


class Wishes:
    """The wishes of all languages together: each is tried whatever language a chat is in."""

    def __init__(self, languages: Iterable[_Language]) -> None:
        self._languages = tuple(languages)
        words = {word for language in self._languages for word in language.words}
        self._spelling = Spelling(words)
        self._known = frozenset(word.removesuffix("*") for word in words)

    def kind(self, text: str) -> str | None:
        """Which of KINDS a text wishes, or None."""
        texts = [self._as_spelt(cut) for cut in readings(text, self._known)]
        wished = {kind for one in texts for language in self._languages for kind in _wished(language, one)}
        return next((kind for kind in KINDS if kind in wished), None)

    def _as_spelt(self, cut: Cut) -> str:
        """The words with a space after each and a line for each sentence, a slip taken for the word that it is near."""
        pieces, before = ["\n"], None
        for word, sentence in zip(cut.words, cut.sentences, strict=True):
            if before is not None and sentence != before:
                pieces.append("\n")
            pieces.append(f"{self._nearest(word)} ")
            before = sentence
        return "".join([*pieces, "\n"])

    def _nearest(self, word: str) -> str:
        if word in self._known:
            return word
        meant = sorted(self._spelling.meant(word))
        starts = [one[:-1] for one in meant if one.endswith("*") and word.startswith(one[:-1])]
        near_by = [one.removesuffix("*") for one in meant if not (starts and one.endswith("*"))]
        return next((one for one in near_by if all(map(one.startswith, starts))), word)


def _wished(language: _Language, text: str) -> Iterator[str]:
    """The kinds of which something stands in the text that no ordinary answer overlaps."""
    ordinary = [match.span() for match in language.ordinary.finditer(text)]
    for kind, pattern in language.kinds.items():
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in ordinary):
                yield kind
                break


def load_wishes(folder: Path | None) -> Wishes:
    """The wishes of `human/*.toml`: the shipped files, or the folder's own of the same name, and its others.

    Raises WrongInput of one line for the first fault: file, key, what is wrong, what is allowed.
    """
    paths = {path.name: path for place in folders(folder) for path in sorted((place / FOLDER).glob("*.toml"))}
    languages = []
    for path in paths.values():
        try:
            languages.append(_Language(read_struct(Written, read_toml(path))))
        except Fault as fault:
            raise wrong(path, fault) from None
    return Wishes(languages)
