"""Text as the crisis phrases read it: one spelling for what looks alike, cut into words.

Case, accents, å/ä/ö, doubled letters, invisible characters and letters of other alphabets that look like ours are
levelled, in the text and in the phrases alike. So `DÖÖÖ`, `do` and `d\u200bö` are one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

WORD_LIMIT = 40  # letters; what is longer is no word, and is compared with nothing but prefixes

# Letters that look like Latin ones, and the Scandinavian letters that Unicode does not take apart.
_ALIKE = {
    **dict(zip("аеорсхуіѕјкмтнвԁո", "aeopcxyisjkmthvdn", strict=True)),
    **dict(zip("οαεικνρτυω", "oaeiknptuw", strict=True)),
    "æ": "a",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ð": "d",
    "þ": "t",
}
_STANDS_FOR = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "€": "e", "!": "i", "|": "l"}
)
_NOTHING = frozenset("\u115f\u1160\u3164\uffa0'’‘´`ʼ″\"“”„")  # letters without a shape; signs within "don't" and "d'ö"
_KEPT = frozenset("*@$€|.!?\n")
_REVERSED = "\u202e"  # what follows is shown from right to left, so it was typed backwards

_ELLIPSIS = re.compile(r"\.\s*\.[.\s]*")
_TWICE = re.compile(r"([^\W\d]|\*)\1+")  # `100` is no `10`
_PIECE = re.compile(r"\d{2,}(?=[^\W\d])|\d(?=(?:st|x|mg|g)\b)|[\w*@$€|!]+|[.!?](?=\s|$)|[?]")
_RUN_ON = re.compile(r"(?<=\w)[!|]+(?=\w)|(?<=[^\W\d]{2})\.(?=[^\W\d]{2})|(?<=[^\W\d]{2})(?=\d\d)")
_PARAGRAPH = re.compile(r"[.!?]*[^\S\n]*\n\s*\n")  # with the full stop before it: two together are no end of a sentence
_SIGNS = re.compile(r"[0-9@$€!|]")


class _Levelled(dict[int, str | None]):
    """A character to what stands for it; worked out the first time a character is met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = instead = _instead(character)
        return instead


def _instead(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in _KEPT:
        return character
    if character in _NOTHING or category in {"Cf", "Mn", "Me"}:
        return None
    if category == "Cc":
        return " " if character.isspace() else None
    if category[0] in "LN":
        return _ALIKE.get(character, character)
    return " "


_LEVELLED = _Levelled()


def level(text: str) -> str:
    """The text in small plain letters, without what cannot be seen, each run of one letter written once."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFD", plain).translate(_LEVELLED)
    return _TWICE.sub(r"\1", _ELLIPSIS.sub(" ", plain))


def words(text: str) -> tuple[list[str], list[int]]:
    """The words of a text, levelled, and for each the number of the sentence that it stands in."""
    split: list[str] = []
    sentences: list[int] = []
    sentence = 0
    for piece in _PIECE.findall(level(text)):
        word = _word(piece)
        if word:
            split.append(word)
            sentences.append(sentence)
        elif piece[0] in ".!?":
            sentence += 1
    return split, sentences


def _word(piece: str) -> str:
    """The word in a piece of text: `!` and `|` at its ends are punctuation, and so are stars around it."""
    word = piece.strip("!|")
    if word.isalpha() or word.isdecimal():
        return word
    if word.startswith("*"):
        word = word.strip("*")
    if not any(character.isalpha() for character in word):
        return ""
    return _TWICE.sub(r"\1", word.translate(_STANDS_FOR)) if _SIGNS.search(word) else word


class Cut(NamedTuple):
    """A text cut into words, and for each the number of the sentence that it stands in."""

    words: list[str]
    sentences: list[int]
    guessed: bool = False
    """Whether words were taken apart that may be words of their own."""


def readings(text: str, vocabulary: Collection[str]) -> list[Cut]:
    """The text cut into words in every way worth trying; the first is the plain one.

    The others, where they differ: with letters that stand apart put together, with words that are written together
    taken apart (`vocabulary` are the words to look for), with `hej!jag` and `tog40` as two words,
    and what was typed backwards turned around.
    """
    plain = Cut(*words(text))
    variants = [plain]
    spelled = _together(plain)
    if spelled.words != plain.words:
        variants.append(_apart(spelled, vocabulary, lone=True))
    if _RUN_ON.search(text):
        variants.append(Cut(*words(_RUN_ON.sub(_spaced, text))))
    if _PARAGRAPH.search(text):  # plain, words go on over an empty line; here it ends the sentence
        variants.append(Cut(*words(_PARAGRAPH.sub(". ", text))))
    if _REVERSED in text:
        variants += readings(text.replace(_REVERSED, " ")[::-1], vocabulary)
    recut = _apart(plain, vocabulary)
    if recut.words != plain.words:
        variants.append(recut)
    return variants


def _spaced(match: re.Match[str]) -> str:
    return f"{match[0]} "


def _together(plain: Cut) -> Cut:
    """`v i l l d o` as `vildo`, to be taken apart."""
    joined = Cut([], [])
    position = 0
    while position < len(plain.words):
        end = position
        while end < len(plain.words) and len(plain.words[end]) == 1 and plain.words[end].isalpha():
            end += 1
        end = max(end, position + 1)
        joined.words.append(_TWICE.sub(r"\1", "".join(plain.words[position:end])))
        joined.sentences.append(plain.sentences[position])
        position = end
    return joined


def _apart(joined: Cut, vocabulary: Collection[str], *, lone: bool = False) -> Cut:
    """Words taken apart into known ones. `lone` lets a letter alone be one of them, where letters stood apart."""
    cut = Cut([], [], guessed=not lone)
    shortest = _GLUED if lone or len(joined.words) <= _FEW_WORDS else _SURELY_GLUED
    for word, sentence in zip(*joined[:2], strict=True):
        pieces = _pieces(word, vocabulary, lone=lone) if lone or len(word) >= shortest else [word]
        cut.words.extend(pieces)
        cut.sentences.extend([sentence] * len(pieces))
    return cut


_FEW_WORDS = 3
_SURELY_GLUED = 7  # among many words what is shorter is a word of its own: `vänta` is not `van ta`
_GLUED = 5  # letters from which on a single word is looked at for several written together
_LONGEST = 18  # letters of a word that is looked for within a longer one
_RUN = 400  # letters; a longer run of single ones is cut, so that the work stays in proportion


def _pieces(word: str, vocabulary: Collection[str], *, lone: bool) -> list[str]:
    """The known words that a word consists of, as few as possible; the word itself where it does not."""
    if word in vocabulary:
        return [word]
    if len(word) > _RUN:
        parts = (word[at : at + _RUN] for at in range(0, len(word), _RUN))
        return [piece for part in parts for piece in _pieces(part, vocabulary, lone=lone)]
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        shortest = 1 if lone or not start else 2
        for end in range(start + shortest, min(len(word), start + _LONGEST) + 1):
            standing = best[end]
            if word[start:end] in vocabulary and (standing is None or len(standing) > len(before) + 1):
                best[end] = [*before, word[start:end]]
    return best[-1] or [word]
