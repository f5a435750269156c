"""Does what a page tells its reader to do, from top to bottom, in one terminal, on a machine of the reader's own.

A block of TOML, JSON or Python after a sentence that ends in a file's name is saved under that name. Every line of a
`sh` block is run, and must leave with 0, or with the code in a comment at its end: `# exit 1`. A server that a page
starts is waited for, goes on in the background, and is stopped by Ctrl-C (130) at the end of the page.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.command import COMMAND, settings

from .pages import name, text

PATIENCE_SECONDS = 300
_BLOCK = re.compile(
    r"(?:`(?P<file>[\w./-]+)`:\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_EXIT = re.compile(r"# exit (\d+)$")
_MARK = "\x1e"

# What a reader has and a script has not: Ctrl-C for what runs on, and somebody who may become another user.
_TERMINAL = f"""
set -u
running=()
journey() {{
    case "$1 ${{2-}}" in
        "serve "*|"work "*) runs_on "$@" ;;
        *) command journey "$@" ;;
    esac
}}
runs_on() {{
    local said="$AWAY/said-${{#running[@]}}"
    [ "$1" = work ] || set -- "$@" --port 0
    env --default-signal=INT journey "$@" >"$said" 2>&1 &
    running+=($!)
    until grep -q -e "the chat is at" -e "stop it with Ctrl-C" "$said"; do
        kill -0 $! || {{ cat "$said"; return 1; }}
        sleep 0.1
    done
    cat "$said"
}}
sudo() {{ shift 2; "$@" <<< $'secret\nsecret'; }}
run() {{
    printf '{_MARK}%s{_MARK}' "$2"
    eval "$2"
    local code=$?
    [ $code -eq $1 ] || {{ printf '{_MARK}!exit %s' $code; stop; exit 1; }}
}}
command -v sqlite3 >/dev/null || sqlite3() {{ python3 -c "$SQLITE" "$@"; }}
ended=0
stop() {{
    for process in "${{running[@]}}"; do
        # Whoever sees that nothing has stopped presses again. That one press is enough is held elsewhere.
        ( while kill -INT $process 2>/dev/null; do sleep 20; done ) >/dev/null 2>&1 &
        local pressing=$!
        wait $process || [ $? -eq 130 ] || ended=1
        kill $pressing 2>/dev/null
    done
}}
"""


_SQLITE = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"


class Answered(NamedTuple):
    """One line of a page, and all that it said."""

    line: str
    said: str


class Reader(NamedTuple):
    """Who follows a page: their folder, what is on their PATH beside the system's own, what they have set, and what
    stands on their machine in place of what the page names.
    """

    folder: Path
    path: Path
    env: Mapping[str, str]
    instead: Mapping[str, str]


def followed(page: Path, reader: Reader) -> list[Answered]:
    """Every command of the page with its answer. Raises AssertionError at the first that fails."""
    written = text(page)
    for named, own in reader.instead.items():
        written = written.replace(named, own)
    script = reader.path / f"{page.stem}.sh"
    script.write_text(_TERMINAL + "\n".join(_steps(written)) + "\nstop; exit $ended\n", encoding="utf-8")
    code, said = _run(["bash", str(script)], reader)
    assert code == 0, f"{name(page)} leaves with {code}:\n{said[-3000:].replace(_MARK, '$ ')}"
    parts = said.split(_MARK)[1:]
    return [Answered(line, answer) for line, answer in zip(parts[::2], parts[1::2], strict=True)]


def _run(command: list[str], reader: Reader) -> tuple[int, str]:
    """Its exit code, and what it said; where it does not end, all that it has started ends with it."""
    with subprocess.Popen(
        command,
        env=_environment(reader),
        cwd=reader.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a program that asks for a password finds no terminal, and reads what it is handed
    ) as terminal:
        try:
            said, _ = terminal.communicate(timeout=PATIENCE_SECONDS)
        except BaseException:
            os.killpg(terminal.pid, signal.SIGKILL)
            raise
    return terminal.returncode, said


def _environment(reader: Reader) -> dict[str, str]:
    env = settings("", reader.folder / "data" / "journey.key")
    kept = {key: value for key, value in env.items() if key not in ("JOURNEY_DB", "JOURNEY_KEY_FILE")}
    path = os.pathsep.join([str(reader.path), str(COMMAND.parent), os.environ["PATH"]])
    terminal = {"PATH": path, "AWAY": str(reader.path), "SQLITE": _SQLITE}
    return kept | terminal | dict(reader.env)


def _steps(written: str) -> Iterator[str]:
    """The page as a script."""
    for block in _BLOCK.finditer(written):
        if block["language"] == "sh":
            yield from map(_step, _lines(block["text"]))
        elif block["file"]:
            yield f"mkdir -p \"$(dirname '{block['file']}')\"; cat > '{block['file']}' <<'{_MARK}'\n{block['text']}{_MARK}"


def _step(line: str) -> str:
    code = _EXIT.search(line)
    return f"run {code[1] if code else 0} '{line.replace(chr(39), chr(39) + chr(92) + chr(39) * 2)}'"


def _lines(block: str) -> Iterator[str]:
    """The lines of a shell block, with what belongs together in one: what goes on after a `\\`, and what `<<` takes in."""
    lines = iter(block.splitlines())
    for line in lines:
        whole = line
        while whole.endswith("\\"):
            whole += "\n" + next(lines)
        taken = re.search(r"<<'?(\w+)'?", whole)
        while taken and not whole.endswith(f"\n{taken[1]}"):
            whole += "\n" + next(lines)
        if whole.strip():
            yield whole
