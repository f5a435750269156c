"""`journey audit checkpoint` and `verify` beside the store."""

from __future__ import annotations

import base64
import json
import shutil
import stat
from datetime import timedelta
from typing import Any

import pytest

from app.wiring.audit import errand
from journey.domain.events.participant import ContactHeld
from projections.audit.signed import notes
from tests.command import at_home
from tests.integration.audit.asking import GONE, Copies, sizes, verified, whats
from tests.integration.tampering import tampering
from tests.site import NOW, Site, cohort, record, take


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


def test_a_log_that_never_had_a_checkpoint_is_said_to_have_none(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort(2)[:5])
    outcome = verified(site)
    assert (outcome["checkpoints"], outcome["covered"]) == (0, 0)
    assert "there is no checkpoint yet to hold the log against" in outcome["notes"][0]


@pytest.mark.every_store
def test_erasure_rotation_and_restore_break_nothing(copies: Copies, other_kind: Site) -> None:
    site = copies()
    site.run("audit", "prove", GONE, "--out", "before.txt")
    site.run("erase", GONE, "--without-request", "--reason", "asked for")
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
