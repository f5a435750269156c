"""A municipality's own config folder: what nothing reads is named aloud, and the doctor reads all that a server reads."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.doctor_files import LOOKS
from journey.engine.loading.config_folder import unread
from journey.engine.loading.programmes import shipped_config
from tests.command import Result, run_here
from tests.site import Site


@pytest.fixture
def own(site: Site) -> Path:
    folder = site.folder / "config"
    folder.mkdir()
    return folder


def run(site: Site, *words: str) -> Result:
    return run_here(words, site.env | {"JOURNEY_CONFIG": str(site.folder / "config")}, site.folder)


# -- what nothing reads ------------------------------------------------------------------------------------------------
def test_a_programme_file_in_the_wrong_place_is_named_by_every_command_that_opens_the_store(
    site: Site, own: Path
) -> None:
    shutil.copy(shipped_config() / "programmes" / "hudiksvall.toml", own / "ours.toml")
    said = run(site, "participants")
    assert said.code == 0
    assert "JOURNEY_CONFIG: nothing reads ours.toml" in said.err
    assert "programmes/*.toml" in said.err, "it says where files are read"


def test_the_doctor_fails_on_a_file_that_nothing_reads(site: Site, own: Path) -> None:
    (own / "programmes").mkdir()
    (own / "programmes" / "hudiksvall.toml.txt").touch()
    said = run(site, "doctor")
    assert said.code == 1
    assert "nothing reads programmes/hudiksvall.toml.txt" in said.out


def test_an_unknown_folder_is_named_and_not_looked_into(site: Site, own: Path) -> None:
    deep = own / "programs" / "of" / "ours"
    deep.mkdir(parents=True)
    (deep / "hudiksvall.toml").touch()
    assert unread(own) == ["programs/"]


def test_many_files_that_nothing_reads_are_said_in_one_line(site: Site, own: Path) -> None:
    for number in range(200):
        (own / f"{number:03}\x1b[31m.toml").touch()
    said = run(site, "participants").err.splitlines()
    assert len(said) == 1
    assert "and 190 more" in said[0]
    assert "\x1b" not in said[0]


def test_everything_shipped_may_be_copied_and_nothing_is_named(site: Site, own: Path) -> None:
    shutil.copytree(shipped_config(), own, dirs_exist_ok=True)
    for left_in_peace in (".gitignore", "README.md", "rules.toml~"):
        (own / left_in_peace).touch()
    said = run(site, "doctor")
    assert (said.code, said.err) == (0, "")


# -- the doctor reads what a server reads ------------------------------------------------------------------------------
BROKEN = {
    "programme files": "programmes/hudiksvall.toml",
    "rate files": "rates/economics.toml",
    "benchmarks": "benchmarks.toml",
    "fidelity scales": "fidelity/ips-25.toml",
    "texts": "locales/sv/common.ftl",
    "crisis phrases": "crisis/sv.toml",
    "sentences that ask for a human": "human/sv.toml",
    "helplines": "helplines.toml",
    "words of SUS": "sus.toml",
    "codes that may leave": "exports.toml",
    "retention times": "retention.toml",
    "words of reports": "reports/sv.ftl",
    "staff sign-in": "signin.toml",
}


def test_the_doctor_finds_a_broken_file_of_every_kind_all_in_one_look(site: Site, own: Path) -> None:
    for path in BROKEN.values():
        (own / path).parent.mkdir(parents=True, exist_ok=True)
        (own / path).write_text("this is = no file of ours [", encoding="utf-8")
    said = run(site, "doctor", "--format", "json")
    found = {one["check"]: one for one in json.loads(said.out)}
    assert said.code == 1
    assert {check for check in BROKEN if Path(BROKEN[check]).name in found[check]["finding"]} == set(BROKEN)
    assert not any(found[check]["ok"] for check in BROKEN)


def test_every_kind_of_file_that_is_shipped_is_one_the_doctor_reads() -> None:
    kinds = {path.relative_to(shipped_config()).parts[0] for path in shipped_config().rglob("*.*")}
    assert kinds - {Path(path).parts[0] for path in BROKEN.values()} == {"demo", "rules.toml"}, "rules: with programmes"


@pytest.mark.parametrize(("days", "ok"), [(1, True), (364, True), (380, False), (-3, False)])
def test_numbers_that_nobody_has_verified_for_a_year_are_a_finding(own: Path, days: int, ok: bool) -> None:
    verified = (datetime.now(UTC) - timedelta(days=days)).date()
    lines = (shipped_config() / "helplines.toml").read_text(encoding="utf-8").splitlines()
    fresh = [f"checked = {verified}" if line.startswith("checked") else line for line in lines]
    (own / "helplines.toml").write_text("\n".join(fresh), encoding="utf-8")
    found, said = LOOKS["helplines"](own)
    assert found is ok
    assert str(verified) in said


def test_of_the_shipped_numbers_the_doctor_says_that_nobody_here_has_rung_them(own: Path) -> None:
    found, said = LOOKS["helplines"](own)
    assert found is True
    assert "nobody here has verified" in said
