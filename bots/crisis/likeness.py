"""Whether a text reads like messages for which a human was called: weights learned from sentences written for this.

The families hear what somebody thought of beforehand; this hears what reads like it. Nothing is generated and nothing
graded: pieces of words, words and pairs of words each have a weight in one file, and a text is their sum. How the
weights come about, and from which sentences, stands in `tools/phrases`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import sqrt
from operator import itemgetter
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, json

from bots.crisis.files import folders, wrong
from bots.crisis.normal import Cut
from journey.engine.loading.config_values import Fault

FILE = "likeness.weights"
_WINDOW, _STEP = 24, 12  # words: what is said stands within so many; a longer text is read in pieces
_NEAR = 6  # words from one of a pair to the other
_STEM = 5  # letters of a word in a pair: endings differ
_PIECES = (3, 4, 5)  # letters of a piece of a word
_PIECE, _WORD, _NEXT, _OVER, _PAIR = 0.45, 1.0, 0.8, 0.6, 0.35
_SIZE = 3.0  # the length of every text as a vector, so that many words weigh no more than few


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of the file of weights. As many signed bytes as 2 to the power of `bits` follow."""

    bits: int
    scale: float
    """What a byte of 1 weighs."""
    bias: float
    alone: float
    """From this sum on a text calls a human by itself."""
    beside: float
    """Below this sum a text reads so ordinary that a shipped family does not call a human either."""
    sentences: str
    """The SHA-256 of the lists of sentences that were learned from."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The weights, ready to read texts with."""

    header: Header
    weights: memoryview

    def calls(self, cut: Cut) -> bool:
        """Whether a text calls a human by itself."""
        return self.heaviest(cut)[0] >= self.header.alone

    def ordinary(self, cut: Cut) -> bool:
        """Whether all of a text reads so ordinary that a family in it was meant otherwise."""
        return self.heaviest(cut)[0] < self.header.beside

    def heaviest(self, cut: Cut) -> tuple[float, list[str]]:
        """The largest sum of a sentence, or of a short text as a whole, and its words: nothing beside it hides it."""
        return max((self._sum(words), words) for words in _pieces(cut))

    def weightiest(self, cut: Cut, most: int = 3) -> list[str]:
        """The words without which the sum would fall furthest, the heaviest first: for those who review."""
        whole, words = self.heaviest(cut)
        falls = {word: whole - self._sum([*words[:at], *words[at + 1 :]]) for at, word in enumerate(words)}
        return sorted((word for word in falls if falls[word] > 0), key=lambda word: -falls[word])[:most]

    def _sum(self, words: Sequence[str]) -> float:
        weighed = 0.0
        for place, strength in vector(words, self.header.bits).items():
            weighed += self.weights[place] * strength
        return self.header.bias + weighed * self.header.scale


def _pieces(cut: Cut) -> Iterator[list[str]]:
    """Each sentence, and as many that follow it as make a short text; a long sentence in parts that overlap."""
    sentences = [[word for word, _ in its] for _, its in groupby(zip(*cut[:2], strict=True), itemgetter(1))]
    for at, words in enumerate(sentences):
        last = max(len(words) - _WINDOW, 0)
        for start in (*range(0, last, _STEP), last):
            yield words[start : start + _WINDOW]
        together = words
        for following in sentences[at + 1 :]:
            if len(together) + len(following) > _WINDOW:
                break
            together = together + following
            yield together
    if not sentences:
        yield []


def vector(words: Sequence[str], bits: int) -> dict[int, float]:
    """What is weighed of some words: the place of its weight, and how strongly it counts. Never longer than `_SIZE`."""
    strengths: dict[int, float] = {}
    for name, strength in set(_parts(words)):
        strengths[zlib.crc32(name.encode()) >> (32 - bits)] = strength
    length = sqrt(sum(strength * strength for strength in strengths.values())) or 1.0
    return {place: strength / length * _SIZE for place, strength in strengths.items()}


def _parts(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    for at, word in enumerate(words):
        yield f"w {word}", _WORD
        bounded = f"<{word}>"
        for size in _PIECES:
            for start in range(len(bounded) - size + 1):
                yield f"c {bounded[start : start + size]}", _PIECE
        for other in words[at + 1 : at + _NEAR]:
            yield "p " + " ".join(sorted((word[:_STEM], other[:_STEM]))), _PAIR
    for word, after in pairwise(words):
        yield f"n {word} {after}", _NEXT
    for word, after in zip(words, words[2:], strict=False):
        yield f"o {word} {after}", _OVER


def write(path: Path, header: Header, weights: bytes) -> None:
    """Write a file of weights."""
    path.write_bytes(json.encode(header) + b"\n" + weights)


def load_likeness(folder: Path | None) -> Likeness:
    """The weights of `crisis/likeness.weights`: the shipped file, or the folder's own.

    Raises WrongInput of one line where a file is none.
    """
    path = [place / "crisis" / FILE for place in folders(folder) if (place / "crisis" / FILE).is_file()][-1]
    first, _, weights = path.read_bytes().partition(b"\n")
    try:
        header = json.decode(first, type=Header)
    except (DecodeError, ValidationError):
        fault = Fault("line 1", "is no head of weights; take the shipped file, or learn weights anew")
        raise wrong(path, fault) from None
    if len(weights) != 1 << header.bits:
        raise wrong(path, Fault("weights", f"has {len(weights)} weights; there must be {1 << header.bits}"))
    return Likeness(header, memoryview(weights).cast("b"))
