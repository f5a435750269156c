"""Wishes for a human: sentences that ask for one, those that only sound like it, and how they are written down."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.crisis.wishes import KINDS, load_wishes
from journey.domain.errors import WrongInput
from tests.cases import every

SENTENCES = tomllib.loads(Path(__file__).with_name("wishes.toml").read_text(encoding="utf-8"))
WISHES = load_wishes(None)


@every("sentence", SENTENCES["human_sv"] + SENTENCES["human_en"])
def test_a_sentence_that_asks_for_a_human_is_a_wish(sentence):
    assert WISHES.kind(sentence) in KINDS


@every("sentence", SENTENCES["nothuman_sv"] + SENTENCES["nothuman_en"])
def test_an_ordinary_answer_is_no_wish(sentence):
    assert WISHES.kind(sentence) is None


@every(
    "sentence, kind",
    [
        ("kan jag prata med en människa", "human"),
        ("KAN JAG PRATA MED EN MÄNNISKA!!!", "human"),
        ("kan jag prata med en manniska", "human"),
        ("k a n jag prata med en mäniskja", "human"),
        ("hej. kan nån ringa mig? tack", "call"),
        ("vem är du", "who"),
        ("orkar inte fler frågor nu", "tired"),
        ("who are you", "who"),
        ("vem är du? kan nån ringa mig", "call"),
    ],
)
def test_each_wish_has_its_kind_however_it_is_typed(sentence, kind):
    assert WISHES.kind(sentence) == kind


def test_an_ordinary_answer_takes_back_what_it_overlaps_and_nothing_else():
    assert WISHES.kind("jag vill jobba där jag får prata med någon") is None
    assert WISHES.kind("jag vill jobba på lager. kan jag prata med någon?") == "human"


@given(st.text())
def test_any_text_can_be_read(text):
    assert WISHES.kind(text) in (*KINDS, None)


@every("text", ["kan " * 2000, "a b c d " * 1000, "kanjagprata" * 700, "orkar inte " * 700, "vill jag få kan " * 500])
def test_a_long_text_takes_no_time(text):
    start = time.process_time()
    WISHES.kind(text)
    assert time.process_time() - start < 1  # mostly below a tenth; machines differ


def own(folder: Path, text: str) -> Path:
    (folder / "human").mkdir(exist_ok=True)
    (folder / "human" / "sv.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_file_of_ones_own_replaces_the_shipped_one_of_its_name_and_leaves_the_others(tmp_path):
    wishes = load_wishes(own(tmp_path, 'who = ["blå banan"]\n'))
    assert wishes.kind("en blå banan") == "who"
    assert wishes.kind("kan jag prata med en människa") is None
    assert wishes.kind("can I talk to a human") == "human"


@every(
    "text, message",
    [
        ('who = ["a <b>"]', "sv.toml: who[0]: <b> is no group above"),
        ('who = ["a?"]', 'sv.toml: who[0]: "a?" may be nothing at all; write a word without'),
        ('who = ["12"]', 'sv.toml: who[0]: "12" is no word; write letters'),
        ('whom = ["a"]', "sv.toml: whom: is unknown (did you mean who?); allowed are"),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path, text, message):
    with pytest.raises(WrongInput) as error:
        load_wishes(own(tmp_path, text))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
