"""Stopping a process that runs until it is told to: what a first signal asks for, by when, and what a second one does.

Signals are taken by a thread of their own, so that they are heard whatever else the process waits for; no work is ever
interrupted by one. Whoever works asks now and then whether to stop, or has itself called when it is asked.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

SIGNALS = (signal.SIGTERM, signal.SIGINT)
NOT_FINISHED = 1
"""The exit code where something was still under way when the time for stopping was over."""


class Stop:
    """Whether the process has been asked to stop, and what it waits for until it does."""

    def __init__(self, seconds: int, say: Callable[[str], None]) -> None:
        """`seconds` is how long stopping may take, from the first signal on."""
        self.seconds = seconds
        self.waits_for = "the start"
        self._say = say
        self._asked = threading.Event()
        self._lock = threading.Lock()
        self._calls: list[Callable[[], None]] = []

    def is_asked(self) -> bool:
        """Whether somebody has asked."""
        return self._asked.is_set()

    def wait(self) -> None:
        """Return when somebody has."""
        self._asked.wait()

    def when_asked(self, call: Callable[[], None]) -> None:
        """Have this called once, from another thread, when somebody asks; at once where somebody has already."""
        with self._lock:
            if not self.is_asked():
                self._calls.append(call)
                return
        call()

    def ask(self, name: str) -> None:
        """Ask, by the name of a signal. From now on there is an end to everything."""
        over = threading.Timer(self.seconds, self._leave, [])
        over.daemon = True
        over.start()
        with self._lock:
            self._asked.set()
        self._tell(f"{name}: stopping, within {self.seconds} seconds; a second signal ends at once")
        for call in self._calls:
            call()

    def _leave(self) -> None:
        """The time is over: what still hangs, on a database that answers nobody perhaps, is left as by a crash."""
        self._tell(
            f"stopped after {self.seconds} seconds without waiting any longer for {self.waits_for}: nothing that was "
            "acknowledged is lost, and what was under way is taken up again by the next process"
        )
        os._exit(NOT_FINISHED)

    def end_at_once(self, number: int) -> None:
        """Leave as if the signal had not been caught."""
        self._tell("stopped at once: what was under way is taken up again by the next process")
        os._exit(128 + number)

    def _tell(self, message: str) -> None:
        with suppress(OSError, ValueError):  # whoever read it may be gone already
            self._say(message)
            sys.stderr.flush()


@contextmanager
def stopping(seconds: int, say: Callable[[str], None]) -> Iterator[Stop]:
    """Take the signals that ask a process to stop for as long as this lasts. To be begun before any other thread is."""
    stop, over = Stop(seconds, say), threading.Event()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)

    def listen() -> None:
        first = signal.sigwait(SIGNALS)
        if not over.is_set():
            stop.ask(signal.Signals(first).name)
            stop.end_at_once(signal.sigwait(SIGNALS))

    listener = threading.Thread(target=listen, name="signals", daemon=True)
    listener.start()
    try:
        yield stop
    finally:
        over.set()
        if not stop.is_asked():  # else the process is about to end, and a second signal may still come
            signal.pthread_kill(listener.ident or 0, SIGNALS[0])
            listener.join()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
