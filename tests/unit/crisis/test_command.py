"""`journey phrases`: no store, one answer a line, one line for what is wrong."""

from __future__ import annotations

import json

import pytest

from tests.command import run_here, settings


@pytest.fixture
def run(tmp_path):
    env = settings("postgresql://nobody@nowhere.invalid/none", tmp_path / "key")
    return lambda *words: run_here(["phrases", *words], env, tmp_path)


def test_every_line_has_its_answer_and_no_store_is_touched(run, tmp_path):
    (tmp_path / "s.txt").write_bytes("jag vill dö\r\n\r\nhej\n".encode())
    result = run("s.txt")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == [{"line": n, "raises": r} for n, r in ((1, True), (2, False), (3, False))]
    assert [path.name for path in tmp_path.iterdir()] == ["s.txt"]


def test_a_table_shows_the_sentences_and_says_what_a_no_does_not_mean(run, tmp_path):
    (tmp_path / "s.txt").write_text("hej [bold]", encoding="utf-8")
    result = run("s.txt", "--format", "table")
    assert "hej [bold]" in result.out
    assert "never means that there is no risk" in result.err


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
