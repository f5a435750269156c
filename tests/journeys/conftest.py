"""A programme's store in a fresh folder, reached only through the command `journey`: what a user has, and no more.

The command runs inside the test's process (tens of milliseconds); a test or module marked `process` runs it as a
process of its own, as a user does (a second or two).
"""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.command import Result, run_here, run_process, settings
from tests.site import make_site, ready_site

__all__ = ["Result", "Row", "Store"]

Row = dict[str, Any]


class Store:
    """The command `journey` with a database, a key and a config folder of its own."""

    def __init__(self, folder: Path, database: str, *, process: bool = False) -> None:
        self.folder = folder
        self.env = settings(database, folder / "key")
        self._run = run_process if process else run_here
        self._read: dict[tuple[str, ...], Any] = {}

    # -- running ---------------------------------------------------------------------------------------------------
    def run(self, *args: str, code: int | tuple[int, ...] = 0) -> Result:
        """Runs one command, and holds it to its exit code and to never showing a traceback."""
        result = self._run(args, self.env, self.folder)
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

    def load(
        self,
        entries: list[dict[str, Any]],
        *,
        programme: str = "prov",
        keep_recorded: bool = True,
        sender: str | None = None,
        check: bool = False,
        rejudge: bool = False,
        code: int | tuple[int, ...] = 0,
    ) -> Result:
        """Imports entries given as dicts."""
        lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in entries)
        return self.load_bytes(
            lines.encode(),
            programme=programme,
            keep_recorded=keep_recorded,
            sender=sender,
            check=check,
            rejudge=rejudge,
            code=code,
        )

    def load_bytes(
        self,
        content: bytes,
        *,
        programme: str = "prov",
        keep_recorded: bool = False,
        sender: str | None = None,
        check: bool = False,
        rejudge: bool = False,
        code: int | tuple[int, ...] = 0,
    ) -> Result:
        """Imports a file given as bytes, for what no dict can say."""
        path = self.folder / f"{uuid.uuid4().hex}.jsonl"
        path.write_bytes(content)
        args = ["import", str(path), "--programme", programme]
        args += ["--sender", sender] if sender else []
        args += ["--keep-recorded"] if keep_recorded else []
        args += ["--check"] if check else []
        args += ["--rejudge"] if rejudge else []
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

    def replayed(self) -> Any:
        """What a fold of the whole log finds to differ from the read models: nothing, ever."""
        self._read.clear()
        return self.json("replay")["differences"]

    def people(self, programme: str = "prov") -> list[str]:
        return [row["participant"] for row in self.json("participants", "--programme", programme)]

    def figures(self, report: str, programme: str, *args: str) -> dict[str, Row]:
        """A report's figures by key."""
        told = self.json("report", report, "--programme", programme, *args)
        return {figure["key"]: figure for figure in told["figures"]}


def new_store(request: pytest.FixtureRequest, folder: Path, database: str) -> Store:
    """An empty store of that kind in that folder; a process of its own makes its tables too."""
    process = request.node.get_closest_marker("process") is not None
    server = None if database == "sqlite" else str(request.getfixturevalue("postgres_url"))
    made = make_site(folder, server) if process else ready_site(folder, server)
    return Store(folder, made.url, process=process)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Store:
    """An empty store for one test."""
    return new_store(request, tmp_path, database)


@pytest.fixture(scope="module")
def module_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, database: str) -> Store:
    """An empty store for a module, which fills it once and then only reads it."""
    return new_store(request, tmp_path_factory.mktemp("store"), database)
