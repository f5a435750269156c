"""What is checked on another machine: leaves and checkpoints without the store."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import pytest

from projections.audit.signed.checkpoints import parse
from tests.integration.audit.asking import Copies, elsewhere, verified, whats
from tests.site import Site


@pytest.fixture
def sent(signed: Site, copies: Copies, tmp_path: Path) -> Path:
    """A folder on another machine, with what the log's holder sends."""
    site = copies()
    site.run("audit", "leaves", "--out", str(site.folder / "leaves.txt"))
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("leaves.txt", "checkpoints.txt", "audit.vkey"):
        shutil.copy(site.folder / name, folder / name)
    return folder


OFFLINE = ("audit", "verify", "--leaves", "leaves.txt", "--checkpoints", "checkpoints.txt", "--key", "audit.vkey")


def test_order_and_completeness_are_checked_without_the_store(sent: Path, signed: Site) -> None:
    result = elsewhere(sent, *OFFLINE, "--format", "json")
    assert result.code == 0, result.err
    assert json.loads(result.out) == verified(signed)


def test_leaves_hold_no_word_of_the_log(sent: Path, signed: Site) -> None:
    lines = (sent / "leaves.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "journey audit leaves v1"
    assert lines[-1] == f"end {len(lines) - 3}"
    assert all(len(base64.b64decode(line, validate=True)) == 32 for line in lines[2:-1])


def altered(lines: list[str], what: str) -> list[str]:
    match what:
        case "changed":
            return [*lines[:9], base64.b64encode(bytes(32)).decode(), *lines[10:]]
        case "swapped":
            return [*lines[:9], lines[10], lines[9], *lines[11:]]
        case "removed":
            return [*lines[:9], *lines[10:-1], f"end {len(lines) - 4}"]
        case _:
            return [*lines[:9], lines[20], *lines[9:-1], f"end {len(lines) - 2}"]


@pytest.mark.parametrize("what", ["changed", "swapped", "removed", "inserted"])
def test_tampered_leaves_are_found_between_two_checkpoints(sent: Path, what: str) -> None:
    path = sent / "leaves.txt"
    lines = altered(path.read_text(encoding="utf-8").splitlines(), what)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    result = elsewhere(sent, *OFFLINE, "--format", "json")
    outcome = json.loads(result.out)
    assert result.code == 1
    assert whats(outcome) == {"rewritten"}
    first = parse((sent / "checkpoints.txt").read_text(encoding="utf-8")).checkpoints[0].size
    finding = outcome["findings"][0]
    assert (finding["leaf"], finding["last_leaf"], finding["checkpoint"]) == (0, first - 1, first)


@pytest.mark.parametrize("lost", [1, 5, 7, 60, 400])
def test_an_export_that_is_cut_off_fails_the_check(sent: Path, lost: int) -> None:
    path = sent / "leaves.txt"
    path.write_bytes(path.read_bytes()[:-lost])
    result = elsewhere(sent, *OFFLINE)
    assert (result.code, result.out.count("cut off") > 0) == (1, True), result


def test_what_is_no_export_is_wrong_use(sent: Path) -> None:
    for content in ("", "leaves\n", "journey audit leaves v1\norigin x\nnonsense\nmore\nend 2\n"):
        (sent / "leaves.txt").write_text(content, encoding="utf-8")
        result = elsewhere(sent, *OFFLINE)
        assert (result.code, result.err.startswith("journey: --leaves: leaves.txt")) == (2, True), result
    assert elsewhere(sent, *OFFLINE[:-2]).code == 2
    (sent / "leaves.txt").unlink()
    assert elsewhere(sent, *OFFLINE).code == 2


def test_an_export_is_never_half_written(signed: Site) -> None:
    (signed.folder / "there.txt").write_text("mine", encoding="utf-8")
    assert "exists" in signed.run("audit", "leaves", "--out", "there.txt", code=2).err
    assert (signed.folder / "there.txt").read_text(encoding="utf-8") == "mine"
    assert signed.run("audit", "leaves", "--out", "no/such/folder", code=2).err.startswith("journey: --out")
