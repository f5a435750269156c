"""`journey audit` as its users know it: checkpoints, verify, proofs, on this machine and on another."""

from __future__ import annotations

import base64
import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from app.wiring.audit import errand
from journey.domain.events.participant import ContactHeld
from projections.audit.signed import notes
from projections.audit.signed.checkpoints import parse
from tests.command import Result, at_home, run_here
from tests.integration.tampering import tampering
from tests.site import NOW, PROGRAMME, Site, cohort, record, take

Copies = Callable[[], Site]
GONE = "J-1"


@pytest.fixture(scope="module")
def signed(module_site: Site) -> Site:
    """Some people, two checkpoints, and a few events after the second."""
    entries = list(cohort(3))
    half = len(entries) // 2
    parts = (entries[:half], entries[half:-5], entries[-5:])
    for number, part in enumerate(parts):
        with module_site.opened() as journey:
            take(journey, part, keep_recorded=True)
            if number == 0:
                take(
                    journey,
                    [
                        {"type": "enrolled", "participant": GONE, "on": "2018-01-01", "note": "told"},
                        {"type": "discharged", "participant": GONE, "on": "2018-01-02", "reason": "work"},
                    ],
                )
        if number < 2:
            module_site.run("audit", "checkpoint")
    return module_site


@pytest.fixture(scope="module")
def copies(signed: Site, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    numbers, folder = count(), tmp_path_factory.mktemp("copies")
    return lambda: signed.copy(folder / f"copy-{next(numbers)}")


def sizes(site: Site) -> list[int]:
    return [found.size for found in parse((site.folder / "checkpoints.txt").read_text(encoding="utf-8")).checkpoints]


def verified(site: Site, *arguments: str, code: int = 0) -> Any:
    return json.loads(site.run("audit", "verify", *arguments, "--format", "json", code=code).out)


def elsewhere(folder: Path, *arguments: str) -> Result:
    """A command on a machine without any store: none is there after it either."""
    folder.mkdir(exist_ok=True)
    env = {key: value for key, value in os.environ.items() if not key.startswith("JOURNEY_")}
    result = run_here(arguments, env | {"NO_COLOR": "1", "COLUMNS": "400"}, folder)
    assert "Traceback" not in result.err
    assert not (folder / "data").exists()
    return result


def whats(outcome: Any) -> set[str]:
    return {finding["what"] for finding in outcome["findings"]}


# -- checkpoints -----------------------------------------------------------------------------------------------------
def test_the_first_checkpoint_makes_a_key_that_only_its_owner_reads(signed: Site) -> None:
    assert stat.S_IMODE((signed.folder / "audit.key").stat().st_mode) == 0o600
    signer = notes.signer((signed.folder / "audit.key").read_text(encoding="utf-8"))
    assert str(signer.verifier) == (signed.folder / "audit.vkey").read_text(encoding="utf-8").strip()


@pytest.mark.every_store
def test_nothing_is_signed_where_the_log_has_not_grown(copies: Copies) -> None:
    site = copies()
    first = site.run("audit", "checkpoint")
    before = (site.folder / "checkpoints.txt").read_bytes()
    again = site.run("audit", "checkpoint")
    assert again.out == first.out
    assert "not grown" in again.err
    assert (site.folder / "checkpoints.txt").read_bytes() == before
    assert len(sizes(site)) == 3


def test_an_empty_log_has_nothing_to_sign(site: Site) -> None:
    assert "empty" in site.run("audit", "checkpoint").err
    assert not (site.folder / "checkpoints.txt").exists()


@pytest.mark.every_store
def test_the_clock_signs_by_itself_what_the_command_verifies(copies: Copies) -> None:
    site = copies()
    with site.opened() as journey, at_home(site.env, site.folder):
        name, seconds, sign = errand(journey.engine)
        sign(NOW)
        sign(NOW)
        journey.execute(record(ContactHeld(mode="phone"), "J-new"))
        sign(NOW)
    assert (name, seconds, len(sizes(site))) == ("checkpoint", 3600, 4)
    assert verified(site)["uncovered"] == 0


def test_a_checkpoint_cut_off_by_a_power_failure_is_named_and_written_over(copies: Copies) -> None:
    site = copies()
    path = site.folder / "checkpoints.txt"
    whole = path.read_bytes()
    last = whole.rindex(b"ips-journey/log-", 0, whole.rindex("— ".encode()))
    for cut in (last + 9, last + 40, last + 90, len(whole) - 40, len(whole) - 3):
        path.write_bytes(whole[:cut])
        outcome = verified(site)
        assert outcome["checkpoints"] == 1
        assert "cut off" in outcome["notes"][0]
    site.run("audit", "checkpoint")
    assert len(sizes(site)) == 2
    assert verified(site)["notes"] == []


@pytest.mark.every_store
def test_nothing_is_signed_once_the_log_disagrees(copies: Copies) -> None:
    site = copies()
    with tampering(site) as there:
        row = there.rows()[8]
        there.flip(row["place"], row["state"], 2000)
    for arguments in ((), ("--quick",)):
        result = site.run("audit", "checkpoint", *arguments, code=0 if arguments else 1)
    assert verified(site, code=1)["findings"][0]["leaf"] == 8
    with tampering(site) as there:
        there.delete(row["place"])
    result = site.run("audit", "checkpoint", "--quick", code=1)
    assert result.err.count("\n") == 1
    assert "nothing was signed" in result.err


def test_without_its_key_the_log_is_not_signed_by_a_new_one(copies: Copies) -> None:
    site = copies()
    (site.folder / "audit.key").unlink()
    assert verified(site)["checkpoints"] == 2
    assert "signing key" in site.run("audit", "checkpoint", code=2).err
    (site.folder / "audit.vkey").unlink()
    assert "public key" in site.run("audit", "verify", code=2).err


# -- verify ----------------------------------------------------------------------------------------------------------
def test_verify_counts_what_no_checkpoint_covers_yet(signed: Site) -> None:
    outcome = verified(signed)
    assert outcome["ok"]
    assert outcome["covered"] == sizes(signed)[-1]
    assert outcome["events"] - outcome["covered"] == outcome["uncovered"] > 0
    assert f"{outcome['uncovered']} are newer, and not covered yet" in signed.run("audit", "verify").out


def test_a_log_without_checkpoints_is_not_verified(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort(2)[:5])
    outcome = verified(site, code=1)
    assert not outcome["ok"]
    assert whats(outcome) == {"no_checkpoint"}


@pytest.mark.every_store
def test_erasure_rotation_and_restore_break_nothing(copies: Copies, other_kind: Site) -> None:
    site = copies()
    site.run("audit", "prove", GONE, "--out", "before.txt")
    site.run("erase", GONE, "--reason", "asked for")
    site.run("keys", "rotate")
    assert verified(site)["ok"]
    site.run("audit", "checkpoint")
    site.run("backup", "b")
    for name in ("journey.key", "erasures.jsonl", "audit.key", "audit.vkey", "checkpoints.txt"):
        shutil.copy(site.folder / name, other_kind.folder / name)
    other_kind.run("restore", str(site.folder / "b"))
    assert verified(other_kind) == verified(site)
    other_kind.run("participants")
    other_kind.run("audit", "checkpoint")
    assert site.run("audit", "check", "before.txt", "--key", "audit.vkey").out.startswith("It holds")
    label = json.loads((site.folder / "erasures.jsonl").read_text(encoding="utf-8"))["erased"]
    proof = site.run("audit", "prove", label).out
    (site.folder / "after.txt").write_text(proof, encoding="utf-8")
    assert "enrolled on 2018-01-01" in site.run("audit", "check", "after.txt", "--key", "audit.vkey").out


def test_a_restored_log_that_is_older_than_its_checkpoints_says_so(signed: Site, copies: Copies, new_site: Any) -> None:
    site, other = copies(), new_site()
    site.run("backup", "b")
    with site.opened(NOW + timedelta(days=1)) as journey:
        journey.execute(record(ContactHeld(mode="phone"), "J-new"))
    site.run("audit", "checkpoint")
    for name in ("journey.key", "audit.key", "audit.vkey", "checkpoints.txt"):
        shutil.copy(site.folder / name, other.folder / name)
    other.run("restore", str(site.folder / "b"))
    assert "truncated" in whats(verified(other, code=1))
    other.run("audit", "checkpoint", code=1)


@pytest.mark.parametrize("content", ["", "no checkpoint\n", "a\n1\nb\n\n— a b\n", "\x00\xff"])
def test_a_file_that_holds_no_checkpoints_is_wrong_use(signed: Site, content: str) -> None:
    (signed.folder / "other.txt").write_bytes(content.encode() + b"\xff")
    result = signed.run("audit", "verify", "--checkpoints", "other.txt", code=2)
    assert result.err.startswith("journey: --checkpoints: other.txt holds no checkpoint")


def test_checkpoints_of_another_log_or_key_fail_the_check(signed: Site, copies: Copies, new_site: Any) -> None:
    other = new_site()
    with other.opened() as journey:
        take(journey, cohort(2)[:5])
    other.run("audit", "checkpoint")
    shutil.copy(other.folder / "checkpoints.txt", signed.folder / "others.txt")
    shutil.copy(other.folder / "audit.vkey", signed.folder / "others.vkey")
    assert whats(verified(signed, "--checkpoints", "others.txt", code=1)) == {"checkpoint_of_another_log"}
    both = ("--checkpoints", "others.txt", "--key", "others.vkey")
    assert whats(verified(signed, *both, code=1)) == {"checkpoint_of_another_log"}
    mine = copies()
    origin = (mine.folder / "checkpoints.txt").read_text(encoding="utf-8").split("\n")[0]
    forged = notes.Signer.fresh(origin).sign(f"{origin}\n3\n{base64.b64encode(bytes(32)).decode()}\n")
    (mine.folder / "forged.txt").write_text(forged, encoding="utf-8")
    assert whats(verified(mine, "--checkpoints", "forged.txt", code=1)) == {"checkpoint_of_another_key"}
    assert signed.run("audit", "verify", "--key", "nothing", code=2).err.startswith("journey: --key: nothing")
    assert signed.run("audit", "verify", "--key", "a+b+c", code=2).err.startswith("journey: --key: no public key")


# -- elsewhere -------------------------------------------------------------------------------------------------------
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


# -- proofs ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def proof(copies: Copies, tmp_path: Path) -> Path:
    """A participant's letter, on another machine with the public key."""
    site = copies()
    folder = tmp_path / "home"
    folder.mkdir()
    site.run("audit", "prove", "H-001", "--out", str(folder / "proof.txt"))
    shutil.copy(site.folder / "audit.vkey", folder / "audit.vkey")
    with site.opened() as journey, journey.engine.store.read() as connection:
        from journey.engine import store as tables

        read = connection.execute(tables.reads.select()).all()
    assert [row.what for row in read if row.why == "journey audit prove"] == ["proof"]
    return folder


CHECK = ("audit", "check", "proof.txt", "--key", "audit.vkey")


@pytest.mark.every_store
def test_a_participant_can_check_their_proof_anywhere(proof: Path) -> None:
    text = (proof / "proof.txt").read_text(encoding="utf-8")
    assert "anmäldes du till" in text or "började du i" in text
    assert "you were referred to" in text or "you began in" in text
    result = elsewhere(proof, *CHECK)
    assert result.code == 0, result.err
    key = (proof / "audit.vkey").read_text(encoding="utf-8").strip()
    assert elsewhere(proof, *CHECK[:-1], key).code == 0
    found = json.loads(elsewhere(proof, *CHECK, "--format", "json").out)
    assert found["programme"] == PROGRAMME
    assert f"{found['on']}" in text


def test_the_proof_alone_is_a_c2sp_proof_and_holds_too(proof: Path) -> None:
    path = proof / "proof.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[text.index("c2sp.org/tlog-proof@v1") :], encoding="utf-8")
    assert elsewhere(proof, *CHECK).code == 0


def test_a_proof_of_which_anything_was_altered_does_not_hold(proof: Path) -> None:
    path = proof / "proof.txt"
    text = path.read_text(encoding="utf-8")
    for at in range(0, len(text), 37):
        sign = text[at]
        if sign.isspace():
            continue
        path.write_text(text[:at] + ("x" if sign != "x" else "y") + text[at + 1 :], encoding="utf-8")
        result = elsewhere(proof, *CHECK)
        assert result.code in ((1, 2) if "tlog-proof@v1" in text[at - 25 : at + 25] else (1,)), (at, text[at : at + 20])
    for end in (0, 10, 700, len(text) - 30):
        path.write_text(text[:end], encoding="utf-8")
        assert elsewhere(proof, *CHECK).code in (1, 2)


def test_a_proof_under_another_key_does_not_hold(proof: Path) -> None:
    other = str(notes.Signer.fresh("ips-journey/other").verifier)
    result = elsewhere(proof, *CHECK[:-1], other)
    assert (result.code, "not signed by this key" in result.err) == (1, True)


def test_a_proof_waits_for_a_checkpoint_and_for_a_referral(copies: Copies) -> None:
    site = copies()
    with site.opened() as journey:
        take(
            journey,
            [
                {"type": "enrolled", "participant": "new", "on": "2018-01-01"},
                {"type": "contact_held", "participant": "facts", "on": "2018-01-01", "mode": "phone"},
            ],
        )
    assert "no checkpoint covers" in site.run("audit", "prove", "new", code=1).err
    site.run("audit", "checkpoint")
    site.run("audit", "prove", "new")
    assert "no referral" in site.run("audit", "prove", "facts", code=2).err
    assert "nobody is known" in site.run("audit", "prove", "nobody", code=2).err


def test_a_log_that_was_changed_gives_no_proof(copies: Copies) -> None:
    site = copies()
    with tampering(site) as there:
        there.leaf(0, bytes(32))
    assert "does not agree" in site.run("audit", "prove", "H-001", code=1).err
    old, new = sizes(site)
    assert "does not agree" in site.run("audit", "consistency", str(old), str(new), code=1).err


def test_consistency_is_proved_and_checked_elsewhere(copies: Copies, tmp_path: Path) -> None:
    site, folder = copies(), tmp_path / "grown"
    folder.mkdir()
    old, new = sizes(site)
    site.run("audit", "consistency", str(old), str(new), "--out", str(folder / "grown.txt"))
    shutil.copy(site.folder / "audit.vkey", folder)
    check = ("audit", "consistency", "--check", "grown.txt", "--key", "audit.vkey")
    result = elsewhere(folder, *check)
    assert (result.code, f"{new} events begins with the log of {old} events" in result.out) == (0, True)
    text = (folder / "grown.txt").read_text(encoding="utf-8")
    assert site.run("audit", "consistency", str(old), str(new)).out == text
    lines = text.split("\n")
    (folder / "grown.txt").write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    assert elsewhere(folder, *check).code == 1
    (folder / "grown.txt").write_text(text[:200], encoding="utf-8")
    assert elsewhere(folder, *check).code == 1
    (folder / "grown.txt").write_text("something else", encoding="utf-8")
    assert elsewhere(folder, *check).code == 2
    assert "the last there are" in site.run("audit", "consistency", "1", str(new), code=2).err
    assert site.run("audit", "consistency", str(new), str(old), code=2)
    assert site.run("audit", "consistency", code=2)
