"""Easy Swedish is easy: measured by lix, word by word and sentence by sentence."""

import re
from typing import NamedTuple

from bots.texts.catalogue import FIRST
from tests.unit.catalogues import (
    EASIEST,
    EASY,
    EASY_TEXT,
    FOR_PARTICIPANTS,
    LOCALES,
    LONGEST_SENTENCE,
    ROOT,
    SHORT_TEXT,
    messages,
    rendered,
)

NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|\+?\d[\d\s-]{3,}\d")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
MARK = "¤"


class Lix(NamedTuple):
    """Words, sentences and long words of a text."""

    words: int
    sentences: int
    long: int
    longest: int

    @property
    def value(self) -> float:
        return self.words / self.sentences + 100 * self.long / self.words if self.words else 0


def lix(*texts: str) -> Lix:
    """LIX: words in a sentence, and the share of words with more than six letters."""
    sentences = [
        found
        for text in texts
        for part in re.split(r"[.!?:\n•]", NOT_WORDS.sub(MARK, text))
        if (found := WORD.findall(part))
    ]
    words = [word for sentence in sentences for word in sentence]
    long = sum(len(word) > 6 for word in words)
    return Lix(len(words), len(sentences), long, max(map(len, sentences), default=0))


def easy_texts() -> dict[str, list[str]]:
    """What a participant may see in easy Swedish, own or fallen back to."""
    keys = [key for key in messages(FIRST, FOR_PARTICIPANTS) if not key.startswith(("words-", "language-"))]
    return {key: rendered(EASY, key, MARK) for key in keys}


def test_lix_is_what_it_should_be():
    assert lix("Jag bor i ett hus.\nDu kommer!") == Lix(7, 2, 0, 5)
    assert lix("Arbetsförmedlingen har stöd. Ring 020-50 50 50: fråga, eller skriv a@b.se").long == 1
    assert lix("Det är Arbetsförmedlingen som vet.").value == 5 + 20


def test_what_participants_read_in_easy_swedish_is_easy():
    hard = {}
    for key, variants in easy_texts().items():
        for text in variants:
            found = lix(text)
            if found.words >= SHORT_TEXT and found.value > EASY_TEXT:
                hard[key] = round(found.value)
    assert not hard


def test_no_sentence_in_easy_swedish_is_long():
    longest = {key: max(lix(text).longest for text in variants) for key, variants in easy_texts().items()}
    assert not {key: words for key, words in longest.items() if words > LONGEST_SENTENCE}


def test_easy_swedish_as_a_whole_is_very_easy():
    every = [variants[0] for variants in easy_texts().values()]
    assert lix(*every).value <= EASIEST
    assert lix(*(text for text in every if lix(text).words >= SHORT_TEXT)).value <= EASIEST  # labels make it easier


def test_easy_swedish_is_for_participants():
    assert not messages(EASY).keys() - messages(FIRST, FOR_PARTICIPANTS).keys()
    others = {"staff.ftl", "spoken.ftl", "desk.ftl", "signin.ftl"}
    assert {path.name for path in (LOCALES / FIRST).glob("*.ftl")} == {*FOR_PARTICIPANTS, *others}


def test_the_page_about_ones_details_is_easy():
    text = (ROOT / "docs" / "explanation" / "privacy-easy-swedish.md").read_text(encoding="utf-8")
    blocks = re.split(r"\n\s*\n|\n- ", text)  # lines are wrapped: their ends end no sentence
    found = lix(*(" ".join(block.split()) for block in blocks))
    assert 100 < found.words < 500
    assert found.value <= EASY_TEXT
    assert found.longest <= LONGEST_SENTENCE
