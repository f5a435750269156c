"""What is committed can be cloned and used anywhere."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cases import every
from tests.conftest import LONGEST

from .pages import ROOT

# Joined here, so that this file does not hold what it looks for.
FORBIDDEN = ["".join(parts) for parts in [("/", "work/"), ("/", "root/"), ("/", "home/"), ("..", "/shared")]]
LOCAL = re.compile(r"^(localhost|127\.|10\.|192\.168\.|0\.0\.0\.0)")


def _committed() -> list[Path]:
    """The files of the repository, new ones included that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this is no git repository")
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in _committed():
        try:
            content = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in content]
    assert not found


def test_the_lock_file_holds_addresses_of_one_public_index_only() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    first = tomllib.loads(lock)["package"][0]
    index = [first["source"]["registry"], first["sdist"]["url"], *(wheel["url"] for wheel in first["wheels"])]
    allowed = {urlsplit(url).netloc for url in index}
    assert all("." in host and not LOCAL.match(host) for host in allowed)
    urls = re.findall(r'"([a-z+]+:/[^"]*)"', lock)
    assert len(urls) > 100
    assert {urlsplit(url).netloc for url in urls} <= allowed
    assert {urlsplit(url).scheme for url in urls} == {"https"}


@every("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.name)
def test_every_relative_import_of_a_test_leads_to_a_module_in_a_package(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        folder = path.parents[node.level - 1]
        assert (folder / "__init__.py").is_file(), f"{folder.name} is no package"
        names = [node.module] if node.module else [alias.name for alias in node.names]
        for module in names:
            target = folder.joinpath(*module.split("."))
            assert target.with_suffix(".py").is_file() or (target / "__init__.py").is_file(), f"no module {module}"


def test_every_dependency_has_a_row_that_says_why_with_the_release_in_use() -> None:
    page = (ROOT / "docs" / "decisions" / "0009-dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in wanted}
    rows = re.findall(r"^\| ([a-z][a-z0-9-]+) \|.*\| ([\d.]+\w*), \w+ \d{4} \|", page, re.MULTILINE)
    locked = {p["name"]: p["version"] for p in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    assert dict(rows) == {name: locked[name] for name in names}


OF_A_CLONE = re.compile(r"\.venv/|\bdocs/|\btests/|\btools/")


def test_nothing_that_an_installed_program_says_names_what_only_a_clone_has() -> None:
    said = []
    for folder in ("app", "bots", "services", "projections", "journey"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            written = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
            constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in written]
            said += [f"{path.name}: {one.value}" for one in constants if OF_A_CLONE.search(str(one.value))]
    assert not said


LOADED_BY_OTHERS = {"psycopg": "sqlalchemy", "python-multipart": "starlette", "tzdata": "zoneinfo", "uvloop": "uvicorn"}
"""Dependencies that no file of ours imports, and who loads them."""


def imported_modules(path: Path) -> set[str]:
    """The first words of everything a file imports, late or not."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in names}


def test_every_dependency_is_imported_or_loaded_by_another_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[\[<>=]", requirement)[0] for requirement in project["project"]["dependencies"]}
    rooms = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    modules = set().union(*(imported_modules(path) for room in rooms for path in (ROOT / room).rglob("*.py")))
    distributions = packages_distributions()
    imported = {name for module in modules for name in distributions.get(module, ())}
    assert wanted - {re.sub(r"[._]", "-", name.lower()) for name in imported} == set(LOADED_BY_OTHERS)


def test_every_module_of_tests_that_is_begun_first_is_there() -> None:
    assert [module for module in LONGEST if not (ROOT / module).is_file()] == []
