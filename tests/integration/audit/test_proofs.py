"""Proofs: a participant checks their own anywhere, and that a log only grew can be shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from projections.audit.signed import notes
from tests.integration.audit.asking import Copies, elsewhere, sizes
from tests.integration.tampering import tampering
from tests.site import PROGRAMME, take


@pytest.fixture
def proof(copies: Copies, tmp_path: Path) -> Path:
    """A participant's letter, on another machine with the public key."""
    site = copies()
    folder = tmp_path / "home"
    folder.mkdir()
    site.run("audit", "prove", "H-001", "--out", str(folder / "proof.txt"))
    shutil.copy(site.folder / "audit.vkey", folder / "audit.vkey")
    with site.opened() as journey, journey.engine.store.read() as connection:
        read = list(journey.engine.access.readings(connection))
    assert [one.what for one in read if one.why == ("journey audit prove",)] == [("proof",)]
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
