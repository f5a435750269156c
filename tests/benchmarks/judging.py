"""Rules: what an occurrence costs. And what it costs to be told what there is: `journey --help`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from uuid import UUID

from journey.domain import participant as deciding
from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines
from journey.engine.entries import as_command
from tests.benchmarks.measuring import Row, at_most, beside, in_turns, timed
from tests.benchmarks.people import person
from tests.benchmarks.sites import FRAME, Bench

SHORT = 25
"""Events of a participant with an ordinary story."""


def rules(bench: Bench) -> Iterator[Row]:
    """Judging ready histories, per occurrence; and one story of 25 events, from its events to its deadlines."""
    book = RuleBook([(bench.programme.starts, bench.programme)])
    logs = [_log(number) for number in range(bench.size(300, 100))]
    opened = sum(len(deadlines(History(log), book, date.max)) for log in logs)
    rounds = bench.size(21, 9)
    least = min(_judged(logs, book) for _ in range(rounds))
    what = f"rules: an occurrence ({opened / len(logs):.0f} a person), processor time, best of {rounds}"
    yield at_most(what, "", least / opened * 1e6, 12, "µs")
    short = [log[:SHORT] for log in logs if len(log) >= SHORT]
    whole = timed(lambda: [deadlines(History(log), book, date.max) for log in short], time.process_time)
    yield beside(
        f"… a history of {SHORT} events, all its rules",
        "",
        min(whole() for _ in range(rounds)) / len(short) * 1e6,
        "µs",
    )


def _judged(logs: list[list[Event]], book: RuleBook) -> float:
    histories = [History(log) for log in logs]  # new ones: a history remembers what it was asked
    return timed(lambda: [deadlines(history, book, date.max) for history in histories], time.process_time)()


def _log(number: int) -> list[Event]:
    commands = [as_command(dict(entry), FRAME) for entry in person(number)]
    return [deciding.as_event(UUID(int=number), version, asked) for version, asked in enumerate(commands, 1)]


def help_text(bench: Bench) -> Iterator[Row]:
    """The command's help, with its bytecode compiled as an installed program has it; and Python alone."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "journey-tests-bytecode")
    journey = [str(Path(sys.executable).with_name("journey")), "--help"]
    env["PATH"] = f"{Path(sys.executable).parent}:{env.get('PATH', '')}"  # the same Python, past any wrapper
    python = ["/usr/bin/env", "python", "-c", "pass"]

    def run(command: list[str]) -> None:
        subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)

    ours, bare = in_turns([timed(lambda: run(journey)), timed(lambda: run(python))], bench.size(11, 7))
    yield at_most("journey --help", "", median(ours), 0.4, "s")
    yield beside("… /usr/bin/env python -c pass", "", median(bare), "s")
