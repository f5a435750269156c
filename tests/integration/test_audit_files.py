"""The files of the audit: what is done where they were lost, damaged, went through Windows, or are no files at all."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.wiring.audit import errand
from projections.audit.signed import files as own_files
from projections.audit.signed import notes
from projections.audit.signed.checkpoints import parse
from projections.audit.signed.signing import Disagreement
from tests.command import Result, at_home, run_here, run_process
from tests.integration.tampering import tampering
from tests.site import NOW, Site, cohort, take

Copies = Callable[[], Site]


@pytest.fixture(scope="module")
def signed(module_site: Site) -> Site:
    """Some people, two checkpoints, and a few events after the second."""
    entries = list(cohort(3))
    half = len(entries) // 2
    for number, part in enumerate((entries[:half], entries[half:-5], entries[-5:])):
        with module_site.opened() as journey:
            take(journey, part, keep_recorded=True)
        if number < 2:
            module_site.run("audit", "checkpoint")
    return module_site


@pytest.fixture(scope="module")
def copies(signed: Site, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    numbers, folder = count(), tmp_path_factory.mktemp("copies")
    return lambda: signed.copy(folder / f"copy-{next(numbers)}")


@pytest.fixture
def fresh(site: Site) -> Site:
    """A log that nobody has signed yet."""
    with site.opened() as journey:
        take(journey, list(cohort(2))[:12])
    return site


def path_of(site: Site) -> Path:
    return site.folder / "checkpoints.txt"


def sizes(site: Site) -> list[int]:
    return [found.size for found in parse(path_of(site).read_text(encoding="utf-8")).checkpoints]


def verified(site: Site, *arguments: str, code: int = 0) -> Any:
    return json.loads(site.run("audit", "verify", *arguments, "--format", "json", code=code).out)


def whats(outcome: Any) -> set[str]:
    return {finding["what"] for finding in outcome["findings"]}


def one_line(result: Result) -> str:
    assert result.err.startswith("journey: "), result.err
    assert result.err.count("\n") == 1, result.err
    return result.err


def with_settings(site: Site, *arguments: str, **env: str) -> Result:
    return run_here(arguments, {**os.environ, **site.env, **env}, site.folder)


def forget_somebody(site: Site) -> None:
    """What whoever can write to the database does: one person's rows gone, and the leaves of everybody."""
    with tampering(site) as there:
        stream = there.rows()[3]["originator_id"]
        there.connection.execute(
            sa.text(f"DELETE FROM {there.table} WHERE originator_id = :stream"), {"stream": stream}
        )
        there.drop_leaves(0, 2**31 - 1)


# -- beginning anew --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lost", ["emptied", "removed"])
def test_a_log_with_a_person_deleted_is_not_signed_as_if_it_were_the_first_time(copies: Copies, lost: str) -> None:
    site = copies()
    forget_somebody(site)
    path_of(site).unlink()
    if lost == "emptied":
        path_of(site).touch()
    told = verified(site, code=1)
    assert whats(told) == {"no_checkpoint", "entry_unknown"}
    assert "put it back" in told["findings"][0]["says"]
    for arguments in ((), ("--quick",)):
        said = one_line(site.run("audit", "checkpoint", *arguments, code=1))
        assert "nothing was signed" in said
        assert "--begin-anew" in said
    with site.opened() as journey, at_home(site.env, site.folder), pytest.raises(Disagreement):
        errand(journey.engine)[2](NOW)
    assert not path_of(site).exists() or path_of(site).read_bytes() == b""
    assert not verified(site, code=1)["ok"]


def test_whoever_knows_why_begins_anew_and_verify_says_so_ever_after(copies: Copies) -> None:
    site = copies()
    path_of(site).rename(site.folder / "kept.txt")
    result = site.run("audit", "checkpoint", "--begin-anew")
    assert "begun anew" in result.out
    outcome = verified(site)
    assert outcome["ok"]
    assert "begins anew" in outcome["notes"][0]
    with site.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "new", "on": "2018-01-01"}])
    site.run("audit", "checkpoint")
    assert "begun anew" not in site.run("audit", "checkpoint").out
    assert len(sizes(site)) == 2
    assert "begins anew" in verified(site)["notes"][0]
    assert verified(site, "--checkpoints", "kept.txt")["notes"] == []
    site.run("audit", "prove", "new", "--out", "proof.txt")
    assert "It holds" in site.run("audit", "check", "proof.txt", "--key", "audit.vkey").out
    site.run("audit", "leaves", "--out", "leaves.txt")
    offline = ("--leaves", "leaves.txt", "--checkpoints", "checkpoints.txt", "--key", "audit.vkey")
    assert "begins anew" in verified(site, *offline)["notes"][0]


def test_nothing_begins_anew_beside_checkpoints_that_are_there(copies: Copies) -> None:
    site = copies()
    before = path_of(site).read_bytes()
    assert "--begin-anew" in one_line(site.run("audit", "checkpoint", "--begin-anew", code=2))
    assert path_of(site).read_bytes() == before


def test_a_first_checkpoint_that_was_cut_off_after_its_key_was_in_use_is_not_made_again(copies: Copies) -> None:
    site = copies()
    path_of(site).write_bytes(path_of(site).read_bytes()[:40])
    assert "--begin-anew" in one_line(site.run("audit", "checkpoint", code=1))
    site.run("audit", "checkpoint", "--begin-anew")
    assert (len(sizes(site)), verified(site)["ok"]) == (1, True)


class Crash(Exception):
    """The process ends here."""


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("torn", [0, 5, 90])
def test_a_crash_while_the_key_is_made_needs_no_option(
    fresh: Site, step: int, torn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = count()
    real = os.fsync

    def fsync(handle: int) -> None:
        if next(steps) == step:
            raise Crash
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(own_files.os, "fsync", fsync)
        with fresh.opened() as journey, at_home(fresh.env, fresh.folder):
            try:
                errand(journey.engine)[2](NOW)
            except Crash:
                pass
    if torn and path_of(fresh).exists() and not (fresh.folder / "audit.key").exists():
        path_of(fresh).write_bytes(path_of(fresh).read_bytes()[:torn])
    if sizes_or_none(fresh):
        assert verified(fresh)["ok"]
    fresh.run("audit", "checkpoint")
    assert (len(sizes(fresh)), verified(fresh)["ok"], verified(fresh)["notes"]) == (1, True, [])
    signer = notes.signer((fresh.folder / "audit.key").read_text(encoding="utf-8"))
    assert str(signer.verifier) == (fresh.folder / "audit.vkey").read_text(encoding="utf-8").strip()
    assert not list(fresh.folder.glob("*.new"))


@pytest.mark.every_store
def test_those_who_begin_at_the_same_moment_make_one_key_and_one_checkpoint(fresh: Site) -> None:
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(run_process, ("audit", "checkpoint", "--quick"), {**os.environ, **fresh.env}, fresh.folder)
            for _ in range(4)
        ]
    assert [(result.result().code, result.result().err.count("journey: ")) for result in asked] == [(0, 0)] * 4
    assert len({result.result().out for result in asked}) == 1
    assert (len(sizes(fresh)), verified(fresh)["ok"]) == (1, True)


def sizes_or_none(site: Site) -> list[int]:
    return sizes(site) if path_of(site).exists() else []


# -- damage ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "garbage", [b"x" * 300, random.Random(4).randbytes(300), bytes(300)], ids=["x", "random", "zeros"]
)
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "after others"])
@pytest.mark.parametrize("keyless", [True, False], ids=["no key", "key"])
def test_garbage_is_damage_that_nobody_erases(copies: Copies, garbage: bytes, alone: bool, keyless: bool) -> None:
    site = copies()
    content = garbage if alone else path_of(site).read_bytes() + garbage
    path_of(site).write_bytes(content)
    if keyless and alone:
        (site.folder / "audit.key").unlink()
        (site.folder / "audit.vkey").unlink()
    outcome = verified(site, code=1)
    assert whats(outcome) == {"checkpoint_damaged"}
    assert outcome["notes"] == []
    for arguments in ((), ("--quick",), ("--begin-anew",)):
        said = one_line(site.run("audit", "checkpoint", *arguments, code=1))
        assert "damaged" in said
        assert "nothing was signed" in said
    assert path_of(site).read_bytes() == content


# -- through Windows -------------------------------------------------------------------------------------------------
def crlf(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def marked(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


WINDOWS = pytest.mark.parametrize(
    "change", [crlf, marked, lambda content: marked(crlf(content))], ids=["CRLF", "BOM", "both"]
)


@WINDOWS
def test_files_that_went_through_windows_are_accepted_as_options(
    copies: Copies, change: Callable[[bytes], bytes]
) -> None:
    site = copies()
    old, new = sizes(site)
    site.run("audit", "leaves", "--out", "leaves.txt")
    site.run("audit", "prove", "H-001", "--out", "proof.txt")
    site.run("audit", "consistency", str(old), str(new), "--out", "grown.txt")
    shutil.copy(path_of(site), site.folder / "sent.txt")
    shutil.copy(site.folder / "audit.vkey", site.folder / "sent.vkey")
    for name in ("leaves.txt", "proof.txt", "grown.txt", "sent.txt", "sent.vkey"):
        path = site.folder / name
        path.write_bytes(change(path.read_bytes()))
    site.run("audit", "verify", "--checkpoints", "sent.txt", "--key", "sent.vkey")
    site.run("audit", "verify", "--leaves", "leaves.txt", "--checkpoints", "sent.txt", "--key", "sent.vkey")
    site.run("audit", "check", "proof.txt", "--key", "sent.vkey")
    site.run("audit", "consistency", "--check", "grown.txt", "--key", "sent.vkey")


@WINDOWS
def test_the_logs_own_checkpoints_say_that_their_line_ends_were_changed(
    copies: Copies, change: Callable[[bytes], bytes]
) -> None:
    site = copies()
    before = path_of(site).read_bytes()
    path_of(site).write_bytes(change(before))
    outcome = verified(site, code=1)
    [finding] = outcome["findings"]
    assert finding["what"] == "checkpoint_damaged"
    assert "line ends were changed" in finding["says"] or "byte order mark" in finding["says"]
    assert outcome["checkpoints"] == 2
    for arguments in ((), ("--quick",)):
        said = one_line(site.run("audit", "checkpoint", *arguments, code=1))
        assert "line ends were changed" in said or "byte order mark" in said
        assert "is not what it was" not in said
    assert path_of(site).read_bytes() == change(before)


def test_a_key_of_another_log_is_named_as_what_it_is(copies: Copies, new_site: Any) -> None:
    site, other = copies(), new_site()
    with other.opened() as journey:
        take(journey, cohort(2)[:5])
    other.run("audit", "checkpoint")
    for name in ("audit.key", "audit.vkey"):
        shutil.copy(other.folder / name, site.folder / name)
    outcome = verified(site, code=1)
    assert whats(outcome) == {"checkpoint_of_another_key"}
    assert "not the one that signed" in outcome["findings"][0]["says"]
    for arguments in ((), ("--quick",)):
        said = one_line(site.run("audit", "checkpoint", *arguments, code=1))
        assert "audit.key is not the key that signed the checkpoints" in said
    path_of(site).unlink()
    assert "another log" in one_line(site.run("audit", "checkpoint", "--begin-anew", code=1))
    assert not path_of(site).exists()


# -- no files at all -------------------------------------------------------------------------------------------------
@pytest.fixture
def odd(signed: Site, tmp_path: Path) -> list[str]:
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(70 << 20)  # larger than any of them may be; in memory it would be that large too
    return ["/dev/zero", "/dev/full", str(tmp_path), str(tmp_path / "pipe"), str(tmp_path / "huge")]


def test_what_is_no_file_of_a_likely_size_is_not_read(signed: Site, odd: list[str]) -> None:
    key = (signed.folder / "audit.vkey").read_text(encoding="utf-8").strip()
    for name in odd:
        asked = {
            "--checkpoints": ("audit", "verify", "--checkpoints", name),
            "--key": ("audit", "verify", "--key", name),
            "--leaves": ("audit", "verify", "--leaves", name, "--checkpoints", "checkpoints.txt", "--key", key),
            "FILE": ("audit", "check", name, "--key", key),
            "--check": ("audit", "consistency", "--check", name, "--key", key),
        }
        for option, arguments in asked.items():
            assert one_line(signed.run(*arguments, code=2)).startswith(f"journey: {option}: {Path(name).name} is ")


def test_a_setting_that_names_no_file_of_a_likely_size_is_said(copies: Copies, odd: list[str]) -> None:
    site = copies()
    for setting in ("JOURNEY_CHECKPOINTS", "JOURNEY_AUDIT_KEY"):
        for name in odd:
            for arguments in (("verify",), ("checkpoint",), ("checkpoint", "--quick"), ("prove", "H-001")):
                result = with_settings(site, "audit", *arguments, **{setting: name})
                assert one_line(result).startswith(f"journey: {setting}: {Path(name).name} is "), (arguments, name)
                assert result.code == 2


def test_an_empty_or_odd_name_is_one_clear_line(signed: Site) -> None:
    said = one_line(signed.run("audit", "verify", "--key", "", code=2))
    assert said.startswith("journey: --key: empty; allowed: ")
    assert one_line(signed.run("audit", "verify", "--checkpoints", "", code=2)).startswith(
        "journey: --checkpoints: . is "
    )
    assert one_line(signed.run("audit", "verify", "--key", "a+" * 300, code=2)).startswith(
        "journey: --key: no public key"
    )
    (signed.folder / "bytes.vkey").write_bytes(b"\xff+00000000+AAAA")
    assert "no public key" in one_line(signed.run("audit", "verify", "--key", "bytes.vkey", code=2))


# -- what somebody meant ---------------------------------------------------------------------------------------------
def test_a_programme_or_rule_that_nobody_knows_is_said_by_its_own_name(signed: Site) -> None:
    rule = "job_search_one_month"
    for arguments in (("prove", "H-001"), ("alert", "H-001", rule)):
        said = one_line(signed.run("audit", *arguments, "--programme", "x", code=2))
        assert said.startswith("journey: --programme: no such programme; allowed: ")
    assert one_line(signed.run("audit", "alert", "H-001", "norule", code=2)).startswith("journey: RULE: no programme")
    assert one_line(signed.run("alerts", "--rule", "norule", code=2)).startswith("journey: --rule: no programme")
