"""The scripts beside an export: Python's run as they lie there, and R's and Stata's speak of what there is."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from projections.exports.starters import KINDS, LANGUAGES, beside, script
from projections.exports.sus.forms import COLUMNS
from projections.exports.tabular.tables import tables
from projections.sheets.dialects import DIALECTS, STANDARD, SWEDISH
from tests.cases import every
from tests.site import PROGRAMME, Site, cohort, take

FOLDERS = ("tables", "sus")


@pytest.fixture(scope="module")
def made(module_site: Site) -> Site:
    """Every export that has scripts, of a few people and of nobody."""
    with module_site.opened() as journey:
        take(journey, cohort(8))
    for kind in KINDS:
        module_site.run("export", kind, "--programme", PROGRAMME, "--out", kind)
        early = ("--as-of", "2000-01-01")
        module_site.run("export", kind, "--programme", PROGRAMME, "--out", f"nobody-{kind}", *early)
    for kind in FOLDERS:
        module_site.run("export", kind, "--programme", PROGRAMME, "--out", f"sv-{kind}", "--dialect", "sv")
    return module_site


def starter(site: Site, name: str, language: str) -> Path:
    out = site.folder / name
    return out / f"start.{language}" if out.is_dir() else out.with_name(f"{name}.start.{language}")


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert not done.stderr, done.stderr[-2000:]
    return done.stdout


VARIANTS = [*(f"nobody-{kind}" for kind in KINDS), *(f"sv-{kind}" for kind in FOLDERS)]


@pytest.mark.parametrize("name", [*KINDS, *(pytest.param(name, marks=pytest.mark.slow) for name in VARIANTS)])
def test_pythons_script_runs_from_anywhere(made: Site, name: str, tmp_path: Path) -> None:
    assert run(sys.executable, "-I", starter(made, name, "py"), folder=tmp_path).count("\n") > 2


def test_what_pythons_scripts_count_is_what_there_is(made: Site, tmp_path: Path) -> None:
    def said(name: str) -> str:
        return run(sys.executable, starter(made, name, "py"), folder=tmp_path)

    events = [json.loads(text) for text in (made.folder / "events").read_text().splitlines()]
    held = [event for event in events if event["type"] == "contact_held" and not event["struck"]]
    assert f"  contact_held: {len(held)}\n" in said("events")
    assert f"  contact held: {len(held)}" in said("ocel")
    assert f"  contact held: {len(held)}" in said("xes")
    with (made.folder / "tables" / "episodes.csv").open(newline="") as file:
        assert f"  episodes: {len(list(csv.DictReader(file)))}\n" in said("tables")
    assert said("sus") == said("sv-sus")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine")
@pytest.mark.parametrize("name", [*KINDS, *VARIANTS])
def test_rs_script_runs(made: Site, name: str) -> None:
    done = subprocess.run(
        ["Rscript", starter(made, name, "R")], cwd=made.folder, capture_output=True, text=True, timeout=120
    )
    lacks = "there is no package called" in done.stderr
    assert done.returncode == 0 or lacks, done.stderr[-2000:]


# -- what cannot be run here is read -----------------------------------------------------------------------------------
LEAVING = {table.name: {column.name for column in table.columns} for table in tables(exact_times=False)}


def test_stata_asks_for_tables_and_columns_that_there_are() -> None:
    written = script("tables", "do", "")
    asked = re.findall(r"^journey_table (\w+)(.*)$", written, flags=re.MULTILINE)
    assert len(asked) == 4
    for table, options in asked:
        named = " ".join(re.findall(r"\w+\(([^)]*)\)", options)).split()
        assert named
        assert set(named) <= LEAVING[table], table
    assert {"participant", "reason", "enrolled", "ended"} <= LEAVING["episodes"]
    assert {"rule", "status"} <= LEAVING["deadlines"]
    assert "first_enrolled" in LEAVING["participants"]


def test_r_reads_tables_and_columns_that_there_are() -> None:
    written = script("tables", "R", "")
    assert set(re.findall(r'read\("(\w+)"\)', written)) == {
        "episodes",
        "participants",
        "employer_contacts",
        "deadlines",
    }
    for table in ("episodes", "participants", "deadlines"):
        assert set(re.findall(rf"\b{table}\$(\w+)", written)) <= LEAVING[table]
    assert {"reason", "days", "ended"} <= LEAVING["episodes"]
    assert {"participant", "on"} <= LEAVING["employer_contacts"]


def test_scripts_about_sus_speak_of_columns_that_there_are() -> None:
    stata, r = script("sus", "do", ""), script("sus", "R", "")
    [listed] = re.findall(r"foreach column in (.*) \{", stata)
    named = set(listed.split()) | set(re.findall(r"(?:forms|named|ended)\$(\w+)", r))
    named |= {name for group in re.findall(r"column in c\(([^)]*)\)", r) for name in re.findall(r'"(\w+)"', group)}
    assert len(named) > 6
    assert named <= set(COLUMNS)


@every("dialect", DIALECTS.values(), ids=lambda dialect: dialect.name)
def test_scripts_know_the_dialect_of_what_they_read(dialect: object) -> None:
    for kind in FOLDERS:
        assert f'delimiters("{dialect.delimiter}")' in script(kind, "do", "", dialect)
        assert f'sep = "{dialect.delimiter}", dec = "{dialect.decimal}"' in script(kind, "R", "", dialect)
    assert ("dpcomma" in script("tables", "do", "", dialect)) is (dialect is SWEDISH)


def test_no_place_of_a_script_is_left_unfilled_and_no_name_of_a_file_is_a_command() -> None:
    for kind in KINDS:
        for language in LANGUAGES:
            written = script(kind, language, 'a "file" `of` $mine\n')
            assert not re.search(r"@[A-Z]+@", written)
            assert "$mine" not in written or language != "do"
            assert written == script(kind, language, 'a "file" `of` $mine\n', STANDARD)


def test_what_stands_there_already_is_never_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "log.xes.start.py"
    mine.write_text("mine")
    assert list(beside(tmp_path / "log.xes", "xes")) == [mine]
    assert mine.read_text() == "mine"
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".R", ".do", ".py"]
