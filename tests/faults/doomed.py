"""Processes that are killed with kill -9, at moments that are random but the same in every run."""

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.faults.warm"])
PATIENCE = 60


class Doomed:
    """A process that does a deed; it is ready and has not begun until `begin`."""

    def __init__(self, deed: Callable[..., None], *arguments: Any) -> None:
        self._pipe, there = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=_live, args=(there, deed, arguments), daemon=True)
        self.process.start()
        there.close()
        assert self._pipe.recv() == "ready"

    def begin(self) -> "Doomed":
        self.began = time.monotonic()
        self._pipe.send("begin")
        return self

    def spoken(self) -> "Doomed":
        """Wait until it has told something; from then on it is counted."""
        assert self._pipe.poll(PATIENCE)
        self.began = time.monotonic()
        return self

    def kill_after(self, seconds: float) -> "Doomed":
        """Kill it so long after it began, if it still lives."""
        self.process.join(max(0.0, self.began + seconds - time.monotonic()))
        self.process.kill()
        self.process.join()
        return self

    def finish(self) -> "Doomed":
        """Let it come to its end."""
        self.process.join(PATIENCE)
        assert self.process.exitcode == 0, f"exit code {self.process.exitcode}"
        self.seconds = time.monotonic() - self.began
        return self

    def killed(self) -> "Doomed":
        """It has killed itself."""
        self.process.join(PATIENCE)
        assert self.process.exitcode == -9
        return self

    @property
    def was_killed(self) -> bool:
        """Whether it was killed, and had not come to its end before."""
        return self.process.exitcode == -9

    def told(self) -> list[Any]:
        """Everything it told before its end."""
        found = []
        try:
            while True:
                found.append(self._pipe.recv())
        except (EOFError, ConnectionResetError):
            return found


def _live(there: Connection, deed: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    there.send("ready")
    there.recv()
    deed(there.send, *arguments)


def moments(seed: int, rounds: int, longest: float) -> Iterator[float]:
    """Random moments, one in each part of the time a deed takes, in random order."""
    chance = random.Random(seed)
    parts = list(range(rounds))
    chance.shuffle(parts)
    return ((part + chance.random()) / rounds * longest for part in parts)
