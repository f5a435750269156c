"""Small mishaps stop what they touch and nothing else: a damaged receipt, a key that everybody may read, two lines."""

import io
import json
import sys

import pytest

from tests.site import Site, cohort, take


@pytest.fixture
def filled(site: Site) -> Site:
    with site.opened() as journey:
        take(journey, cohort())
    return site


DAMAGED = ("", "{", "[]", "null", "7", '"text"', "{}", '{"stream": 5}', '{"stream": "none"}', '{"stream": null}')


def test_a_damaged_receipt_stops_no_command_and_no_other_receipt(filled: Site) -> None:
    receipts = filled.folder / "erasures.jsonl"
    with filled.opened() as journey, journey.engine.store.read() as connection:
        stream, _ = journey.engine.people.find(connection, "H-002")
    whole = json.dumps({"erased": "erased-1", "stream": stream.hex, "at": "2030-01-01T00:00:00+00:00"})
    receipts.write_bytes("\n".join([*DAMAGED, whole]).encode() + b"\n\xff\xfe\x00\n")
    called = {person["participant"] for person in filled.json("participants")}
    assert "H-001" in called
    assert "H-002" not in called, "whoever's receipt is whole is erased again"
    said = filled.run("doctor", code=1).out
    assert f"{len(DAMAGED)} lines of" in said, "all but the empty one, and the one of no text"


@pytest.mark.parametrize("name", ["journey.key", "audit.key"])
def test_a_key_that_everybody_may_read_is_refused_with_how_to_mend_it(filled: Site, name: str) -> None:
    filled.run("audit", "checkpoint")
    key = filled.folder / name
    for mode in (0o604, 0o644, 0o666, 0o602):
        key.chmod(mode)
        said = filled.run("audit", "verify", code=2).err
        assert said == f"journey: everybody on this machine may read the key {key}; run: chmod 600 {key}\n"
    key.chmod(0o600)
    filled.run("audit", "verify")


@pytest.mark.parametrize(
    "words",
    [
        ["timeline", "-"],
        ["erase", "-", "--without-request", "--reason", "asked for"],
        ["export", "person", "-", "--out", "out"],
    ],
    ids=" ".join,
)
def test_more_than_one_line_is_nobody_s_reference(
    filled: Site, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    for text in ("H-001\nH-002\n", "H-001\n\n\nH-002", "H-001\n" + " " * 5000 + "\nH-002"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        assert "more than one line on standard input" in filled.run(*words, code=2).err
    monkeypatch.setattr(sys, "stdin", io.StringIO("H-001\n\n"))
    assert "enrolled" in filled.run("timeline", "-").out


def test_a_moment_in_the_future_is_only_rehearsed(filled: Site) -> None:
    before = filled.json("alerts")
    assert "add --rehearse" in filled.run("sweep", "--now", "2099-01-01", code=2).err
    told = json.loads(filled.run("sweep", "--now", "2099-01-01", "--rehearse").out)
    assert told
    assert filled.json("alerts") == before
    past = ["sweep", "--now", "2018-03-01"]
    rehearsed = json.loads(filled.run(*past, "--rehearse").out)
    assert filled.json("alerts") == before
    assert json.loads(filled.run(*past).out) == rehearsed, "what is rehearsed is what is raised"


def test_a_log_without_a_checkpoint_is_said_to_have_none(filled: Site) -> None:
    said = filled.run("audit", "verify")
    assert "no checkpoint can tell yet" in said.out
    assert "make one, `journey audit checkpoint`" in said.err
    filled.run("audit", "checkpoint")
    (filled.folder / "checkpoints.txt").unlink()
    assert "was taken away" in filled.run("audit", "verify", code=1).out
