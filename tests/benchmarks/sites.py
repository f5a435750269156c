"""Stores to measure on: empty ones, one full of people who never lived, and a big one made of its copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg

from journey.domain.programme import Programme
from journey.engine.engine import Engine
from journey.engine.entries import Frame
from journey.engine.loading.programmes import load_programmes
from journey.engine.log import _EVENT_COLUMNS as EVENT_COLUMNS
from projections.live.projector import Projector
from tests.benchmarks.people import lines
from tests.postgres import fresh_database

PROGRAMME = "hudiksvall"
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Later than everything in `people`."""

FRAME = Frame(PROGRAMME, "import", NOW, "import", "import-bench", keep_recorded=True)
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


@dataclass(frozen=True)
class Opened:
    """A store opened as a process opens it."""

    engine: Engine
    projector: Projector

    def bare(self) -> tuple[Callable[[str], Iterator[Any]], Callable[[], None]]:
        """The driver alone: a function that runs a SELECT and gives its rows, and one that closes."""
        url = self.engine.store.url
        if self.engine.store.is_sqlite:
            file = sqlite3.connect(str(url.database))
            return file.execute, file.close
        server = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
        return server.execute, server.close


@dataclass
class Bench:
    """The folder, the server and the sizes of one run."""

    folder: Path
    server: str | None
    quick: bool
    programme: Programme = field(default_factory=lambda: load_programmes(None)[PROGRAMME])
    numbers: Iterator[int] = field(default_factory=count)
    full: dict[str, Opened] = field(default_factory=dict)
    engines: list[Engine] = field(default_factory=list)

    def size(self, whole: int, quick: int) -> int:
        """How much of something: all of it, or what a quick run takes."""
        return quick if self.quick else whole

    @property
    def kinds(self) -> list[str]:
        """The databases to be had."""
        return ["sqlite", "postgres"] if self.server else ["sqlite"]

    @property
    def events(self) -> int:
        """How many events the full store holds."""
        return self.size(100_000, 10_000)

    def empty(self, kind: str) -> Opened:
        """A new store, open to the end of the run."""
        name = self.folder / f"{next(self.numbers)}.db"
        url = f"sqlite:///{name}" if kind == "sqlite" or self.server is None else fresh_database(self.server)
        engine = Engine(url, self.folder / "journey.key", {PROGRAMME: self.programme})
        self.engines.append(engine)
        engine.open(NOW)
        projector = Projector(engine)
        projector.open()
        engine.use(PROGRAMME, NOW)
        return Opened(engine, projector)

    def filled(self, kind: str) -> Opened:
        """The store of the run that holds `events` events; its read models are up to date."""
        if kind not in self.full:
            opened = self.full[kind] = self.empty(kind)
            opened.engine.import_entries(enumerate(lines(self.events), 1), FRAME)
            opened.projector.rebuild()
            analyse(opened)
        return self.full[kind]

    def multiplied(self, times: int) -> Opened:
        """A SQLite store of its own with the full one's events so many times over, each time about other people."""
        source, target = self.filled("sqlite").engine, self.empty("sqlite").engine
        select, close = self.filled("sqlite").bare()
        for copy in range(times):
            rows = select(f"SELECT * FROM {source.store.events.name} WHERE topic NOT LIKE 'rules_changed.%'")
            with target.store.write() as connection:
                target.log.head(connection)  # begins the transaction
                copied = [_renamed(row, copy) for row in rows]
                target.store.bulk_insert(connection, target.store.events.name, EVENT_COLUMNS, copied)
        close()
        return Opened(target, Projector(target))

    def close(self) -> None:
        """Let go of the databases."""
        for engine in self.engines:
            engine.close()


def analyse(opened: Opened) -> None:
    """Tell the planner what the tables hold, as PostgreSQL does by itself after a while."""
    if not opened.engine.store.is_sqlite:
        execute, close = opened.bare()
        execute("ANALYZE")
        close()


def _renamed(row: tuple[Any, ...], copy: int) -> tuple[Any, ...]:
    stream = UUID(row[0])
    other = uuid5(stream, str(copy))
    return (other.hex, row[1], row[2], row[3].replace(str(stream).encode(), str(other).encode(), 1))
