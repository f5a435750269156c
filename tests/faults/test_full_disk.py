"""A disk that is full: before the commit nothing is saved, after it everything is; each is said as it is."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.engine.loading.programmes import shipped_config
from tests.command import COMMAND, Result, run_here
from tests.faults.disks import Disk, small_disk
from tests.site import Site, log_of, make_site, read_models, rebuilt

PEOPLE, CALLS = 60, 5
FACTS = PEOPLE * (1 + CALLS)


@pytest.fixture
def disk() -> Iterator[Disk]:
    with small_disk() as found:
        yield found


def lines() -> Iterator[str]:
    """Facts as a sender writes them who keeps no ids."""
    for number in range(PEOPLE):
        yield json.dumps({"type": "enrolled", "participant": f"p-{number}", "on": "2024-01-01"})
        for day in range(CALLS):
            fact = {"type": "contact_held", "participant": f"p-{number}", "on": f"2024-01-{day + 2:02d}"}
            yield json.dumps(fact | {"mode": "phone", "note": "said " * 40})


def import_file(site: Site, file: Path) -> Result:
    result = run_here(["import", str(file), "--programme", "uppsala"], site.env, site.folder)
    assert "Traceback" not in result.err, result.err
    return result


def taken(site: Site) -> int:
    with site.opened() as journey:
        return len([event for event in log_of(journey) if event.sender == "import"])


def test_whatever_the_moment_at_which_the_disk_is_full_what_is_said_is_true(disk: Disk, tmp_path: Path) -> None:
    file = tmp_path / "file.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines()))
    empty = make_site(tmp_path / "empty")
    with empty.opened():
        pass
    said, room = dict[str, str](), 24 * 1024
    while "imported" not in said:
        site = empty.copy(disk.folder / f"site-{room}")
        with disk.room(room):
            result = import_file(site, file)
        kind = held_to_its_word(site, result)
        said[kind] = result.err
        again = import_file(site, file)
        assert again.code == 0
        assert taken(site) == FACTS, "sent again, each fact is there once"
        with site.opened() as journey:
            before = read_models(journey)
            rebuilt(journey)
            assert read_models(journey) == before
        shutil.rmtree(site.folder)
        room = int(room * 1.25)
    assert said.keys() == {"full", "saved", "imported"}, said
    assert said["full"].endswith("is full; make room, then do it again: what is saved already is not saved twice\n")
    assert "saved; lists follow (" in said["saved"]
    assert f"{FACTS} entries imported" in said["saved"]


def held_to_its_word(site: Site, result: Result) -> str:
    """What was said of the import: that the disk is full, that lists follow, or that all is well."""
    if result.code == 2:
        assert "full" in result.err
        assert result.err.count("\n") == 1
        assert taken(site) == 0, "it was said to have failed"
        return "full"
    assert result.code == 0, result.err
    assert taken(site) == FACTS, "it was said to be saved"
    return "saved" if "lists follow" in result.err else "imported"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "words",
    [
        ["staff", "add", "coach:eva", "--programme", "uppsala"],
        pytest.param(["sweep"], marks=pytest.mark.slow),
        pytest.param(["audit", "checkpoint"], marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_what_was_saved_is_saved_though_nothing_can_be_printed(tmp_path: Path, words: list[str]) -> None:
    site = make_site(tmp_path / "site")
    site.run("staff", "add", "coach:anna", "--programme", "uppsala")
    code, err = printing_nowhere(site, *words)
    assert code == 0, err
    assert "saved; lists follow (" in err
    assert "the disk is full" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_who_only_reads_is_told_that_nothing_could_be_printed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    code, err = printing_nowhere(site, "deadlines", "--format", "json")
    assert (code, err) == (2, "journey: the output: the disk is full; make room, then do it again\n")


def printing_nowhere(site: Site, *words: str) -> tuple[int, str]:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [str(COMMAND), *words], env=site.env, cwd=site.folder, stdout=full, stderr=subprocess.PIPE, check=False
        )
    return done.returncode, done.stderr.decode()


def test_a_reader_who_goes_away_undoes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    read, write = os.pipe()
    os.close(read)
    words = [str(COMMAND), "staff", "add", "coach:eva", "--programme", "uppsala"]
    done = subprocess.run(words, env=site.env, cwd=site.folder, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert done.returncode == 0
    assert "saved; lists follow (" in done.stderr.decode()
    assert "coach:eva" in site.run("staff", "list", "--programme", "uppsala").out


def test_an_export_that_finds_no_room_is_one_line_and_leaves_nothing(disk: Disk, tmp_path: Path) -> None:
    site, cohort = make_site(tmp_path / "site"), shipped_config() / "demo" / "hudiksvall.jsonl"
    site.run("import", str(cohort), "--programme", "hudiksvall", "--keep-recorded")
    outs = {"tables": ("export", "tables"), "sus": ("export", "sus"), "r.xlsx": ("report", "flow", "--format", "xlsx")}
    for name, asked in outs.items():
        for room in (0, 300 * 1024) if name == "tables" else (0,):
            command = [COMMAND, *asked, "--programme", "hudiksvall", "--out", str(disk.folder / name)]
            with disk.room(room):
                done = subprocess.run(
                    command, env=site.env, cwd=site.folder, capture_output=True, text=True, timeout=60
                )
            assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
            assert not [path for path in disk.folder.iterdir() if name in path.name]
