"""`python -m tests.benchmarks [--quick] [--postgres]`: run everything, print one table."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from tests import postgres
from tests.benchmarks import chatting, desks, epochs, judging, models, reading, reports, writing
from tests.benchmarks.measuring import Row, timed
from tests.benchmarks.sites import Bench

SECTIONS = (
    reading.scan,
    reading.replay,
    reports.reports,
    reading.against_the_library,
    reading.memory,
    models.rebuild,
    models.sweep,
    writing.command,
    writing.importing,
    writing.append_beside_the_projector,
    epochs.epochs,
    judging.rules,
    judging.help_text,
    chatting.turns,
    chatting.crowd,
    chatting.reminding,
    desks.desk,
)


def main() -> None:
    """Measure, and print the table; nothing is asserted."""
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    arguments.add_argument(
        "--quick", action="store_true", help="smaller stores and fewer rounds: a look, not a measure"
    )
    names = [section.__name__ for section in SECTIONS]
    arguments.add_argument("--only", nargs="+", choices=names, metavar="SECTION", help="these alone")
    arguments.add_argument("--postgres", action="store_true", help="fail where no PostgreSQL can be had")
    chosen = arguments.parse_args()
    began = time.perf_counter()
    with _folder() as folder, _server(folder, needed=chosen.postgres) as server:
        bench = Bench(folder, server, chosen.quick)
        try:
            sections = [section for section in SECTIONS if section.__name__ in (chosen.only or names)]
            rows = [row for section in sections for row in _told(section(bench), section.__name__)]
        finally:
            bench.close()
    _print(rows, bench, time.perf_counter() - began)


def _told(rows: Iterator[Row], name: str) -> Iterator[Row]:
    """The rows of one section; what is under way is said on stderr."""
    print(f"{name} …", file=sys.stderr)
    yield from rows


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="journey-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(folder: Path, *, needed: bool) -> Iterator[str | None]:
    try:
        with postgres.server(folder) as url:
            yield url
    except postgres.NoServer as error:
        if needed:
            sys.exit(str(error))
        print("no PostgreSQL: its rows are left out", file=sys.stderr)
        yield None


def _print(rows: list[Row], bench: Bench, seconds: float) -> None:
    table = Table(box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left")
    for column in ("what", "where"):
        table.add_column(column, overflow="fold")
    for column in ("measured", "target"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("")
    for row in rows:
        verdict = {None: "", True: "ok", False: "missed"}[row.met]
        table.add_row(row.what, row.where, row.measured, row.target, verdict)
    Console(width=None if sys.stdout.isatty() else 150).print(table)
    load, loop = os.getloadavg()[0], min(timed(_million)() for _ in range(5)) * 1000
    print(f"{bench.events:,} events; {seconds:.0f} s on {os.cpu_count()} processors, load {load:.1f} at the end;")
    print(f"a loop of a million additions takes this machine {loop:.0f} ms")


def _million() -> int:
    """A yardstick for what the table gives in seconds, events/s, ms and µs."""
    total = 0
    for number in range(1_000_000):
        total += number
    return total


if __name__ == "__main__":
    main()
