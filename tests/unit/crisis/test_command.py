"""`journey phrases`: no store, one answer a line, one line for what is wrong."""

from __future__ import annotations

import json

import pytest

from bots.crisis.phrases import LIKENESS, load_phrases
from tests.command import run_here, settings
from tools.phrases import lists

PHRASES = load_phrases(None)


@pytest.fixture
def run(tmp_path):
    env = settings("postgresql://nobody@nowhere.invalid/none", tmp_path / "key")
    return lambda *words, config=None: run_here(
        ["phrases", *words], env | ({"JOURNEY_CONFIG": str(config)} if config else {}), tmp_path
    )


def test_every_line_has_its_answer_and_no_store_is_touched(run, tmp_path):
    (tmp_path / "s.txt").write_bytes("jag vill dö\r\n\r\nhej\n".encode())
    result = run("s.txt")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == [
        {"line": 1, "raises": True, "family": "wish_to_die", "words": []},
        {"line": 2, "raises": False, "family": None, "words": []},
        {"line": 3, "raises": False, "family": None, "words": []},
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["s.txt"]


def test_a_table_shows_the_sentences_and_says_what_a_no_does_not_mean(run, tmp_path):
    (tmp_path / "s.txt").write_text("hej [bold]", encoding="utf-8")
    result = run("s.txt", "--format", "table")
    assert "hej [bold]" in result.out
    assert "never means that there is no risk" in result.err


def test_a_table_names_the_family_that_raised(run, tmp_path):
    (tmp_path / "s.txt").write_text("tog 40 alvedon\n", encoding="utf-8")
    assert "taken" in run("s.txt", "--format", "table").out


def test_where_no_family_raised_the_words_that_weighed_most_are_named(run, tmp_path):
    sentence = next(one.text for one in lists.read(lists.SENTENCES) if PHRASES.family(one.text) == LIKENESS)
    (tmp_path / "s.txt").write_text(sentence, encoding="utf-8")
    (record,) = json.loads(run("s.txt").out)
    assert (record["raises"], record["family"]) == (True, LIKENESS)
    assert record["words"] == PHRASES.weightiest(sentence)


def test_the_shipped_examples_hold(run):
    result = run("--examples")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("Every example of ")


def test_an_example_that_fails_is_named(run, tmp_path):
    (tmp_path / "crisis").mkdir()
    (tmp_path / "crisis" / "sv.toml").write_text(
        '[families.blue]\nabout = "b"\nraises = ["blå banan"]\nmust_raise = ["gul banan"]\n', encoding="utf-8"
    )
    result = run("--examples", config=tmp_path)
    assert result.code == 1
    assert result.err.startswith("sv.toml: families.blue.must_raise: 'gul banan' does not raise it")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "journey: missing.txt: cannot be read (No such file or directory); name a file"),
        (".", "journey: .: cannot be read (Is a directory); name a file"),
        ("latin.txt", "journey: latin.txt: line 2: is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_one_line(run, tmp_path, name, message):
    (tmp_path / "latin.txt").write_bytes(b"hej\nd\xf6\n")
    result = run(name)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(message)
