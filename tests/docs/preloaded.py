"""The command `journey` kept ready, so that a page of a hundred commands takes seconds: `… -m tests.docs.preloaded SOCKET`.

Each command runs in a process of its own, forked from one that has loaded the program already: with the asker's
arguments, environment, folder, input and output, as if a shell had started it. `ASKER` is what stands on the PATH; it
hands Ctrl-C on.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tests import readings

ROOT = Path(__file__).parents[2]
LARGEST = 1_000_000

ASKER = """#!{python} -IS
import os, signal, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect({path!r})
words = [os.getcwd(), *sys.argv[1:], "", *(f"{{key}}={{value}}" for key, value in os.environ.items())]
socket.send_fds(asked, ["\\0".join(words).encode() + b"\\0\\0"], [0, 1, 2])
answers = asked.makefile()
process = int(answers.readline())
signal.signal(signal.SIGINT, lambda *_: os.kill(process, signal.SIGINT))
answer = answers.read()
sys.exit(int(answer) if answer else 3)
"""


@contextmanager
def journey_on_the_path(folder: Path) -> Iterator[Path]:
    """A folder that holds a quick `journey`, for as long as this lasts."""
    path = folder / "s"
    command = [sys.executable, "-m", "tests.docs.preloaded", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == b"ready\n", "the program could not be loaded"
            asker = folder / "journey"
            asker.write_text(ASKER.format(python=sys.executable, path=str(path)))
            asker.chmod(0o755)
            yield folder
        finally:
            server.terminate()


def main(path: str) -> None:
    """Serve until terminated."""
    readings.remember()  # before anybody takes the loaders by name
    from app.cli.main import COMMANDS, SELDOM

    for module, _ in COMMANDS.values():  # loaded here, once
        import_module(f"app.cli.{module}")
    chat = import_module("app.wiring.chat")
    for load in (chat.texts, chat.load_phrases, chat.load_wishes):
        load(None)
    gc.set_threshold(*SELDOM)
    gc.freeze()  # none of it is thrown away, and whoever is forked need not copy it only to look at it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(16)
        print("ready", flush=True)
        while True:
            asker, _ = listener.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                _answer(asker)
            asker.close()


def _answer(asker: socket.socket) -> None:
    """Run what is asked for, and say its exit code."""
    code = 3
    try:
        asker.sendall(f"{os.getpid()}\n".encode())
        asked, files, _, _ = socket.recv_fds(asker, LARGEST, 3)
        while not asked.endswith(b"\0\0"):
            asked += asker.recv(LARGEST)
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        code = _run(asked.decode().removesuffix("\0\0").split("\0"))
        asker.sendall(str(code).encode())
    finally:
        os._exit(code)


def _run(words: list[str]) -> int:
    from app.cli.main import run

    end = words.index("")  # arguments of ours are never empty
    os.chdir(words[0])
    os.environ.clear()
    os.environ.update(pair.split("=", 1) for pair in words[end + 1 :])
    sys.argv[:] = ["journey", *words[1:end]]
    try:
        code = run(sys.argv[1:])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except Exception:
        traceback.print_exc()
        code = 3
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code


if __name__ == "__main__":
    main(sys.argv[1])
