"""Stores that go away: a SQLite file that another process holds, a PostgreSQL that is stopped or stands still."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests import postgres

_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


class Held:
    """A SQLite file while another process keeps it for itself."""

    def __init__(self, database: Path) -> None:
        command = [sys.executable, "-c", _HOLD, str(database)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def back(self) -> None:
        """The other process lets go."""
        self._process.communicate("", timeout=60)

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.back()


class OwnPostgres:
    """A PostgreSQL that nobody else uses, so that it can be taken away."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="journey-away-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
        programs = next(iter(postgres._candidates()))[1]
        self.url = postgres._start(programs, self.folder)
        self._command = Path(f"/proc/{self._pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")

    @property
    def _pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def stop(self) -> None:
        """Stop it in mid-sentence, as a crash of its machine does."""
        pid = self._pid
        os.kill(pid, signal.SIGQUIT)
        while Path(f"/proc/{pid}").exists() and not _dead(pid):
            time.sleep(0.02)

    def start(self) -> None:
        """Let it come back, on the same port with the same rows."""
        as_user = postgres._other_user() if os.geteuid() == 0 else {}
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.Popen(self._command, cwd=self.folder, start_new_session=True, **quiet, **as_user)
        latest = time.monotonic() + 60
        while True:
            try:
                return postgres._run(self.url, "SELECT 1")
            except psycopg.OperationalError:
                assert time.monotonic() < latest
            time.sleep(0.05)

    def stand_still(self) -> None:
        """It answers nothing, and says nothing of it."""
        self._all(signal.SIGSTOP)

    def go_on(self) -> None:
        self._all(signal.SIGCONT)

    def _all(self, what: signal.Signals) -> None:
        """The server, and the process that it has for each connection."""
        children = [path for path in Path("/proc").glob("[0-9]*") if _parent(path) == self._pid]
        for pid in (self._pid, *(int(path.name) for path in children)):
            with suppress(ProcessLookupError):  # a connection that ended meanwhile takes its process with it
                os.kill(pid, what)


def _parent(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return None


def _dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """One for the time of this."""
    found = OwnPostgres()
    try:
        yield found
    finally:
        found.go_on()
        found.stop()
