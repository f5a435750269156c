"""Runs what a page tells its reader to do: `python -m tests.docs.tour` puts the answers into the tutorial anew.

A block of TOML or JSON after a sentence that ends in a file's name is saved under that name. In a console block each
line after `$ ` is run; the lines up to the next one are what it answered.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from pathlib import Path

from tests.command import run_here, settings

from .pages import ROOT

TUTORIAL = ROOT / "docs" / "tutorial" / "first-hour.md"

_BLOCK = re.compile(
    r"(?:`(?P<file>[\w./-]+)`:\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_VARYING = [
    (re.compile(r"erased-[0-9a-f]{8}"), "erased-00000000"),
    (re.compile(r"(For good after) [\d-]+"), r"\1 2026-01-01"),
    (re.compile(r"((?:fold|compare) seconds|events per second) +[\d.]+"), r"\1 0"),
]


def performed(page: str, folder: Path) -> str:
    """The page with the answers that its commands give in an empty folder."""
    env = settings("", folder / "key")
    env = {key: value for key, value in env.items() if key not in ("JOURNEY_DB", "JOURNEY_KEY_FILE")}
    env["JOURNEY_CONFIG"] = "my-config"

    def step(found: re.Match[str]) -> str:
        if found["language"] == "console":
            return f"```console\n{_answers(found['text'], env, folder)}```"
        if found["file"]:
            path = folder / found["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found["text"], encoding="utf-8")
        return found[0]

    return _BLOCK.sub(step, page)


def _answers(text: str, env: dict[str, str], folder: Path) -> str:
    told = ""
    for line in text.splitlines():
        if line.startswith("$ "):
            result = run_here(shlex.split(line)[2:], env, folder)
            answer = "\n".join(said.rstrip() for said in (result.out + result.err).strip("\n").splitlines())
            told += f"{line}\n{answer.strip(chr(10))}\n\n"
    return told.rstrip("\n") + "\n"


def steady(page: str) -> str:
    """The page without what differs from run to run."""
    for pattern, instead in _VARYING:
        page = pattern.sub(instead, page)
    return page


def main() -> None:
    """Write the tutorial anew, where it would say something else."""
    page = TUTORIAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fresh = performed(page, Path(folder))
    if steady(fresh) != steady(page):
        TUTORIAL.write_text(fresh, encoding="utf-8")
        print("written anew", file=sys.stderr)


if __name__ == "__main__":
    main()
