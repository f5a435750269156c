"""Whoever follows a how-to from top to bottom gets to its end, in a clone, with `journey` on the PATH."""

from __future__ import annotations

import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import postgres
from tests.command import COMMAND

from .following import Answered, Reader, followed
from .pages import ROOT, blocks, text
from .preloaded import journey_on_the_path

HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
ON_BOTH = [page for page in HOW_TO if "on SQLite and on PostgreSQL" in text(page)]
FOLLOWED = [page for page in HOW_TO if any(block.language == "sh" for block in blocks(page))]

ALONE = {"JOURNEY_TELEGRAM_API": "http://127.0.0.1:9"}
"""Nobody of these readers reaches anybody outside."""

_TELLS = re.compile(r"^journey (report|cases|deadlines|participants|exports|timeline|phrases|alerts)\b(?!.*(--out|>))")
_FIXED = re.compile(r"\d{4}-\S+|^Rules.*$|\d+[–-]\d+|95 %|[≤<>]\S+", re.MULTILINE)
_FEW = 12
_NOTHING = re.compile(r"^(Nothing|Nobody|No )", re.MULTILINE)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with journey_on_the_path(tmp_path_factory.mktemp("path")) as folder:
        yield folder


@pytest.fixture
def role(postgres_url: str, path: Path) -> Iterator[dict[str, str]]:
    """A database server's administrator: what the page on PostgreSQL names, under a name that nobody else has."""
    name, server = f"journey_{uuid.uuid4().hex[:8]}", urlsplit(postgres_url)
    for program in ("createuser", "createdb"):
        (path / program).symlink_to(next(folder for _, folder in postgres.candidates()) / program)
    yield {
        "createuser --pwprompt journey": f"createuser --pwprompt {name}",
        "createdb --owner journey journey": f"createdb --owner {name} {name}",
        "sudo -u postgres": f"PGHOST={server.hostname} PGPORT={server.port or 5432} PGUSER={server.username} sudo -u root",
        "journey@db.example.org/journey": f"{name}:secret@{server.hostname}:{server.port or 5432}/{name}",
    }
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'DROP ROLE IF EXISTS "{name}"')


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The reader's folder: what a clone has beside the program."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path


def _of_this_machine(clone: Path) -> dict[str, str]:
    """What stands here in place of what pages name."""
    own = {"/srv/journey": f"{clone}/srv", "/opt/journey": f"{clone}"}
    return own | {f"/etc/{name}": f"{clone}/etc/{name}" for name in ("journey", "systemd", "nginx", "caddy")}


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.stem)
def test_whoever_follows_a_how_to_gets_to_its_end(
    page: Path, path: Path, clone: Path, request: pytest.FixtureRequest
) -> None:
    here = _of_this_machine(clone)
    if page.stem == "run-on-postgresql":
        here |= request.getfixturevalue("role")
    _shows_something(followed(page, Reader(clone, path, ALONE, here)))


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] if number else []) for number, page in enumerate(ON_BOTH)],
    ids=lambda page: page.stem,
)
def test_and_on_postgresql_where_the_page_says_so(page: Path, path: Path, clone: Path, postgres_url: str) -> None:
    (clone / "data").mkdir()
    with postgres.dropping_databases():
        named = sorted({"sqlite:///data/journey.db", *re.findall(r"sqlite:///[\w./-]+", text(page))})
        own = {url: postgres.fresh_database(postgres_url) for url in named}
        set_already = {"JOURNEY_DB": own["sqlite:///data/journey.db"]}
        _shows_something(followed(page, Reader(clone, path, ALONE | set_already, _of_this_machine(clone) | own)))


def test_the_unit_of_the_page_is_one_and_leaves_the_service_no_more_than_it_needs(tmp_path: Path) -> None:
    page = ROOT / "docs" / "how-to" / "run-for-a-municipality.md"
    [unit] = [block.text for block in blocks(page) if block.language == "ini"]
    assert "ExecStart=/usr/local/bin/journey serve\n" in unit and "User=journey\n" in unit
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd on this machine")
    file = tmp_path / "journey.service"
    file.write_text(unit.replace("/usr/local/bin/journey", str(COMMAND)), encoding="utf-8")
    subprocess.run([analyze, "verify", str(file)], check=True)
    subprocess.run([analyze, "security", "--offline=yes", "--threshold=20", str(file)], check=True, capture_output=True)


def _shows_something(answers: list[Answered]) -> None:
    assert answers
    assert not [answer for answer in answers if _says_nothing(answer)]


def _says_nothing(answer: Answered) -> bool:
    """Whether an example names a store that has nobody to show; a page may say so itself: `# none yet: …`."""
    if not _TELLS.match(answer.line) or "# none yet" in answer.line:
        return False
    return bool(_NOTHING.search(answer.said)) or ("report" in answer.line and len(_figures(answer.said)) < _FEW)


def _figures(report: str) -> list[str]:
    """The numbers of a report but for zeros, days, bands and bounds; an empty one has a few, of its goals."""
    return re.findall(r"(?<![\w.])[1-9][\d.]*", _FIXED.sub("", report))
