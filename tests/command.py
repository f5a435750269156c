"""The command `journey`, run here in this process (fast) or as a process of its own (the real thing)."""

import io
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

COMMAND = Path(sys.executable).with_name("journey")
TIMEOUT_SECONDS = 60
# A process that may not write its bytecode compiles every library anew: three quarters of its time.
BYTECODE = Path(tempfile.gettempdir()) / "journey-tests-bytecode"


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


def settings(database: str, key_file: Path) -> dict[str, str]:
    """The environment of a command: this process's own without what would disturb, and the store's address."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("JOURNEY_") and key != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
        "JOURNEY_DB": database,
        "JOURNEY_KEY_FILE": str(key_file),
        "JOURNEY_DEBUG": "1",
        "NO_COLOR": "1",
        "COLUMNS": "400",
        "TERM": "dumb",
    }


@contextmanager
def at_home(env: Mapping[str, str], folder: Path) -> Iterator[None]:
    """This process as a command would find itself: that environment, in that folder."""
    before, where = dict(os.environ), Path.cwd()
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(where)
        os.environ.clear()
        os.environ.update(before)


def run_here(arguments: Sequence[str], env: Mapping[str, str], folder: Path) -> Result:
    """Run a command in this process: what `main` does, without a new interpreter."""
    from app.cli.main import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    with at_home(env, folder), redirect_stdout(out), redirect_stderr(err):
        try:
            code = run(arguments)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except Exception:
            err.write(traceback.format_exc())
            code = 1
    return Result(code, out.buffer.getvalue().decode("utf-8"), err.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]


def run_process(arguments: Sequence[str], env: Mapping[str, str], folder: Path) -> Result:
    """Run a command as a process of its own."""
    done = subprocess.run(
        [str(COMMAND), *arguments],
        env=dict(env),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
