"""The crisis phrases: sentences that call a human and sentences that do not, however they are typed."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bots.crisis.phrases import load_phrases
from journey.domain.errors import WrongInput
from tests.cases import every

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
RAISING = [sentence for part in SENTENCES["raises"].values() for sentence in part]
BENIGN = [sentence for part in SENTENCES["benign"].values() for sentence in part]
PHRASES = load_phrases(None)
PLAIN = ["jag vill dö", "jag orkar inte leva", "ta livet av mig", "kill myself", "I want to die", "självmord"]
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200f"


@every("sentence", RAISING)
def test_a_sentence_of_crisis_raises(sentence):
    assert PHRASES.raises(sentence)


@every("sentence", BENIGN)
def test_an_everyday_sentence_does_not_raise(sentence):
    assert not PHRASES.raises(sentence)


def test_there_are_enough_sentences_and_none_stands_twice():
    assert len(set(RAISING)) == len(RAISING) >= 150
    assert len(set(BENIGN)) == len(BENIGN) >= 120


@every("benign", BENIGN)
def test_an_everyday_sentence_hides_no_sentence_of_crisis_beside_it(benign):
    assert PHRASES.raises(f"{benign}. jag vill dö")
    assert PHRASES.raises(f"I want to die. {benign}")


@given(st.sampled_from(PLAIN), st.data())
def test_case_and_invisible_signs_hide_nothing(phrase, data):
    typed = ""
    for letter in phrase:
        typed += data.draw(st.sampled_from([letter.lower(), letter.upper()]))
        typed += data.draw(st.sampled_from(["", *INVISIBLE]))
    assert PHRASES.raises(typed)


@given(st.sampled_from(PLAIN), st.sampled_from(BENIGN), st.sampled_from(BENIGN))
def test_text_around_hides_nothing(phrase, before, after):
    assert PHRASES.raises(f"{before}. {phrase}. {after}")


@given(st.sampled_from(PLAIN), st.integers(1, 6))
def test_letters_written_again_and_again_hide_nothing(phrase, times):
    assert PHRASES.raises("".join(letter * times if letter.isalpha() else letter for letter in phrase))


@given(st.text())
@example("\u24f5")  # a digit that is no number
def test_any_text_at_all_has_an_answer(text):
    assert PHRASES.raises(text) in (True, False)


@every("unit", ["a ", "d ö ", "*a", "jag vill inte ", "jag dör av skratt ", "aaaa", "ab*cd "])
def test_a_hundred_kilobytes_are_read_at_once_whatever_they_hold(unit):
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    PHRASES.raises(text)
    assert time.process_time() - start < 2  # mostly below a tenth; machines differ


def own(folder: Path, text: str, name: str = "sv.toml") -> Path:
    (folder / "crisis").mkdir(exist_ok=True)
    (folder / "crisis" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_file_of_ones_own_replaces_the_shipped_one_of_its_name_and_leaves_the_others(tmp_path):
    phrases = load_phrases(own(tmp_path, 'raises = ["blå banan"]\n'))
    assert phrases.raises("en blå banan")
    assert phrases.family("självmordstankarna kom") != "suicide"
    assert phrases.raises("I want to die")


@every(
    "text, message",
    [
        ("", "sv.toml: families: is empty; write at least one"),
        ("raises = []", "sv.toml: families: is empty; write at least one"),
        ('raises = ["a <b>"]', "sv.toml: raises[0]: <b> is no group above; write the words themselves"),
        ('raises = [".. a"]', 'sv.toml: raises[0]: ".. a" is no expression; begin and end it with a word'),
        ('raises = ["a? b?"]', 'sv.toml: raises[0]: "a? b?" may be nothing at all; write a word without'),
        ('raises = ["d*"]', 'sv.toml: raises[0]: "d*" is no word; write letters'),
        ('raises = ["a"]\nbenin = ["b"]', "sv.toml: benin: is unknown (did you mean benign?); allowed are"),
        ("raises = [", "sv.toml: end of file: is no TOML"),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path, text, message):
    with pytest.raises(WrongInput) as error:
        load_phrases(own(tmp_path, text))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(WrongInput, match=r"^nowhere: is no folder; name one"):
        load_phrases(tmp_path / "nowhere")
