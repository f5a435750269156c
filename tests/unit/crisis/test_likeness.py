"""The likeness: what reads like a call for help is heard where no family is, and ordinary words beside it hide nothing."""

from __future__ import annotations

import pytest

from bots.crisis.likeness import FILE, Header, load_likeness, vector, write
from bots.crisis.normal import Cut, words
from bots.crisis.phrases import LIKENESS, Phrases, load_phrases
from journey.domain.errors import WrongInput
from tests.cases import every
from tools.phrases import lists

PHRASES = load_phrases(None)
SENTENCES = lists.read(lists.SENTENCES)
HEARD = [sentence for sentence in SENTENCES[::250] if PHRASES.family(sentence.text) == LIKENESS]
"""Sentences that no family hears and the likeness does: of a few, as whoever collects the tests waits for this."""
ORDINARY = [sentence.text for sentence in SENTENCES if not sentence.calls][::400]


def cut(text: str) -> Cut:
    return Cut(*words(text))


def test_the_shipped_weights_were_learned_from_the_sentences_that_stand_here():
    assert PHRASES.likeness.header.sentences == lists.digest(SENTENCES), "run python -m tools.phrases learn"


def test_no_sentence_is_both_learned_from_and_measured_on():
    learned = {sentence.text.casefold() for sentence in SENTENCES}
    assert learned.isdisjoint(sentence.text.casefold() for sentence in lists.read(lists.UNSEEN))


@every("sentence", HEARD)
def test_what_is_said_beside_it_hides_nothing(sentence):
    for beside in ORDINARY:
        assert PHRASES.raises(f"{beside}\n\n{sentence.text}\n\n{beside}")


@every("sentence", HEARD)
def test_capitals_and_doubled_letters_hide_nothing(sentence):
    assert PHRASES.raises(sentence.text.upper())
    assert PHRASES.raises(sentence.text.replace("a", "aa").replace("l", "ll"))


@every("text", ["eva.hemma@exempel.se", "https://exempel.se/hemma/kvar", "070-123 45 67", "Hemma", "borta", "Död-Ulla"])
def test_a_word_an_address_or_a_number_alone_is_not_weighed(text):
    assert PHRASES.family(text) is None


@every("text", ["", " ", "?", "123", "😭😭", "a" * 8000, "hej " * 2000])
def test_any_text_has_a_sum(text):
    assert isinstance(PHRASES.likeness.calls(cut(text)) if words(text)[0] else False, bool)
    assert PHRASES.family(text) is None


def test_no_text_weighs_more_for_being_long():
    for text in ("hej", "jag vill jobba med djur och natur", " ".join(ORDINARY)[:500]):
        length = sum(strength**2 for strength in vector(words(text)[0], 17).values())
        assert length == pytest.approx(9)


def test_the_weightiest_words_are_words_of_the_text():
    for sentence in HEARD:
        weightiest = PHRASES.weightiest(sentence.text)
        assert 1 <= len(weightiest) <= 3
        assert set(weightiest) <= set(words(sentence.text)[0])


def shy(folder, **header):
    """A programme's own folder, whose weights call everything ordinary."""
    (folder / "crisis").mkdir()
    head = Header(**{"bits": 4, "scale": 1.0, "bias": -9.0, "alone": 0.0, "beside": -1.0, "sentences": "", **header})
    write(folder / "crisis" / FILE, head, bytes(16))
    return folder


def test_a_family_of_a_programmes_own_file_calls_whatever_the_likeness_says(tmp_path):
    folder = shy(tmp_path)
    (folder / "crisis" / "own.toml").write_text('[families.blue]\nabout = "b"\nraises = ["blå banan"]\n', "utf-8")
    phrases = load_phrases(folder)
    assert phrases.family("en blå banan") == "blue"
    assert phrases.family("jag vill dö") is None  # as these weights say of the shipped families


@every("content", [b"", b"{}\n" + bytes(16), b'{"bits": 4}\n', b"\xff\xfe\n" + bytes(131072)])
def test_a_file_that_is_none_is_one_line(tmp_path, content):
    folder = tmp_path / str(len(content))
    folder.mkdir()
    shy(folder)
    (folder / "crisis" / FILE).write_bytes(content)
    with pytest.raises(WrongInput, match=r"^likeness\.weights: (line 1|weights): ") as caught:
        load_likeness(folder)
    assert "\n" not in str(caught.value)


def test_phrases_without_a_text_are_quiet():
    assert isinstance(PHRASES, Phrases)
    assert PHRASES.weightiest("") == []
