"""A programme's store in a fresh folder, reached only through the command `journey`: what a user has, and no more."""

import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import pytest

# The one place to add a store: with "postgres" here, the fixture `postgres_url` (tests/conftest.py, module- or
# session-scoped) is asked for a server, and each Store makes itself a database there.
BACKENDS = ["sqlite"]

COMMAND = Path(sys.executable).with_name("journey")
TIMEOUT_SECONDS = 60
# A process that may not write its bytecode compiles every library anew: three quarters of its time.
BYTECODE = Path(tempfile.gettempdir()) / "journey-tests-bytecode"

Row = dict[str, Any]


class Result(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> dict[int, str]:
        """Line number -> KEY of every `line N: KEY: …` on stderr (KEY is empty where there is no second colon)."""
        found = re.findall(r"^\s*line (\d+):(?: *([^:\n]*?) *:)?", self.err, flags=re.MULTILINE)
        return {int(number): key for number, key in found}


class Store:
    """The command `journey` with a database, a key and a config folder of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.env = {key: value for key, value in os.environ.items()
                    if not key.startswith("JOURNEY_") and key != "PYTHONDONTWRITEBYTECODE"}
        self.env |= {"PYTHONPYCACHEPREFIX": str(BYTECODE),
                     "JOURNEY_DB": database, "JOURNEY_KEY_FILE": str(folder / "key"),
                     "NO_COLOR": "1", "COLUMNS": "400", "TERM": "dumb"}
        self._read: dict[tuple[str, ...], Any] = {}

    # -- running ---------------------------------------------------------------------------------------------------
    def run(self, *args: str, code: int | tuple[int, ...] = 0) -> Result:
        """Runs one command, and holds it to its exit code and to never showing a traceback."""
        done = subprocess.run([str(COMMAND), *args], env=self.env, cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
        result = Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
        shown = f"journey {' '.join(args)}\nexit {result.code}\n{result.out[-2000:]}\n{result.err[-4000:]}"
        assert "Traceback" not in result.err, shown
        assert "Traceback" not in result.out, shown
        assert result.code in (code if isinstance(code, tuple) else (code,)), shown
        return result

    def json(self, *args: str) -> Any:
        """A reading command's JSON; the same question is asked once until something is written."""
        if args not in self._read:
            self._read[args] = json.loads(self.run(*args, "--format", "json").out)
        return self._read[args]

    # -- writing ---------------------------------------------------------------------------------------------------
    def write_programme(self, toml: str) -> Path:
        """Puts a programme file into a config folder that has nothing else (the rest comes from the shipped one)."""
        identity = re.search(r'^id = "([^"]+)"', toml, flags=re.MULTILINE)
        assert identity, "a programme file in these tests has an id"
        path = self.folder / "config" / "programmes" / f"{identity[1]}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml, encoding="utf-8")
        self.env["JOURNEY_CONFIG"] = str(self.folder / "config")
        self._read.clear()
        return path

    def load(self, entries: list[dict[str, Any]], *, programme: str = "prov", keep_recorded: bool = True,
             sender: str | None = None, check: bool = False, code: int | tuple[int, ...] = 0) -> Result:
        """Imports entries given as dicts."""
        lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in entries)
        return self.load_bytes(lines.encode(), programme=programme, keep_recorded=keep_recorded, sender=sender,
                               check=check, code=code)

    def load_bytes(self, content: bytes, *, programme: str = "prov", keep_recorded: bool = False,
                   sender: str | None = None, check: bool = False, code: int | tuple[int, ...] = 0) -> Result:
        """Imports a file given as bytes, for what no dict can say."""
        path = self.folder / f"{uuid.uuid4().hex}.jsonl"
        path.write_bytes(content)
        args = ["import", str(path), "--programme", programme]
        args += ["--sender", sender] if sender else []
        args += ["--keep-recorded"] if keep_recorded else []
        args += ["--check"] if check else []
        self._read.clear()
        return self.run(*args, code=code)

    def sweep(self, now: str) -> list[Row]:
        self._read.clear()
        raised = self.json("sweep", "--now", now)
        self._read.clear()
        assert isinstance(raised, list)
        return raised

    # -- reading ---------------------------------------------------------------------------------------------------
    def deadlines(self, *, as_of: str | None = None, known_at: str | None = None, programme: str = "prov") -> list[Row]:
        args = ["deadlines", "--programme", programme]
        args += ["--as-of", as_of] if as_of else []
        args += ["--known-at", known_at] if known_at else []
        rows = self.json(*args)
        assert isinstance(rows, list)
        return rows

    def rows(self, participant: str | None, rule: str, **when: str) -> list[Row]:
        """One participant's occurrences of one rule, in the order they opened."""
        found = [r for r in self.deadlines(**when) if r["participant"] == participant and r["rule"] == rule]
        assert len({r["occurrence"] for r in found}) == len(found), f"an occurrence is listed twice: {found}"
        return sorted(found, key=lambda r: (r["opened"], r["due"] or "9999"))

    def one(self, participant: str | None, rule: str, **when: str) -> Row:
        found = self.rows(participant, rule, **when)
        assert len(found) == 1, f"one {rule} expected for {participant}, got {found}"
        return found[0]

    def people(self, programme: str = "prov") -> list[str]:
        return [row["participant"] for row in self.json("participants", "--programme", programme)]

    def figures(self, report: str, programme: str, *args: str) -> dict[str, Row]:
        """A report's figures by key."""
        told = self.json("report", report, "--programme", programme, *args)
        return {figure["key"]: figure for figure in told["figures"]}


def new_store(request: pytest.FixtureRequest, folder: Path) -> Store:
    if request.getfixturevalue("backend") == "sqlite":
        return Store(folder, f"sqlite:///{folder}/journey.db")
    return Store(folder, fresh_database(request.getfixturevalue("postgres_url")))


def fresh_database(server: str) -> str:
    """A new database on the server the url names, so that stores never meet."""
    import psycopg

    name = f"journey_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@pytest.fixture(scope="module", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, backend: str) -> Store:
    """An empty store for one test."""
    return new_store(request, tmp_path)


@pytest.fixture(scope="module")
def module_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, backend: str) -> Store:
    """An empty store for a module, which fills it once and then only reads it."""
    return new_store(request, tmp_path_factory.mktemp("store"))
