"""A real `journey serve` in a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.command import settings

ROOT = Path(__file__).parents[1]


@contextmanager
def served(url: str, key_file: Path, **more: str) -> Iterator[str]:
    """Its address, for as long as this lasts; `more` are settings of it."""
    command = [sys.executable, "-c", "from app.cli.main import main; main()", "serve", "--port", "0"]
    env: Mapping[str, str] = settings(url, key_file) | more
    with subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = next((line for line in server.stderr if "the chat is at" in line), "")
            found = re.search(r"http://[^\s;]+", said)
            assert found is not None, "the server did not start"
            yield found.group()
        finally:
            server.terminate()
            server.wait(timeout=20)
