"""A site: one store with its master key in a folder of its own, opened as a process would open it."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from journey.domain.commands import Record
from journey.domain.events import Fact, Recorded
from journey.domain.programme import Programme
from journey.engine.engine import Engine
from journey.engine.entries import Frame
from journey.engine.imports import Imported
from journey.engine.loading.programmes import shipped_config
from projections.live import tables
from projections.live.projector import Projector
from services.opened import Journey
from tests.command import Result, run_here, settings
from tests.histories import shipped
from tests.postgres import fresh_database

Entry = dict[str, Any]
Rows = dict[str, list[tuple[Any, ...]]]
NewSite = Callable[[], "Site"]

NOW = datetime(2031, 1, 1, 12, tzinfo=UTC)
"""Later than everything in `tests.histories`."""
PROGRAMME = "uppsala"
KEPT = ("journey.*", "*.jsonl", "audit.*", "checkpoints.txt")
"""The files of a site."""


@dataclass(frozen=True)
class Site:
    """Where a store lives. `server` is the PostgreSQL it lies on, None for a SQLite file."""

    folder: Path
    url: str
    server: str | None = None

    @property
    def key_file(self) -> Path:
        return self.folder / "journey.key"

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "journey.db"

    @property
    def env(self) -> dict[str, str]:
        """The environment in which a command finds this store."""
        return settings(self.url, self.key_file)

    @contextmanager
    def opened(
        self, now: datetime = NOW, programmes: Mapping[str, Programme] | None = None, *, rejudge: bool = False
    ) -> Iterator[Journey]:
        """The store, opened and caught up: `app.wiring.opening.open_for` without reading every programme file again."""
        engine = Engine(self.url, self.key_file, programmes or shipped())
        engine.rules.rejudges = rejudge
        try:
            engine.open(now)
            journey = Journey(engine, Projector(engine), now)
            journey.projector.open()
            journey.projector.catch_up()
            yield journey
        finally:
            engine.close()

    def run(self, *arguments: str, code: int = 0) -> Result:
        """One command, held to its exit code."""
        result = run_here(arguments, self.env, self.folder)
        shown = f"journey {' '.join(arguments)}\nexit {result.code}\n{result.out[-2000:]}\n{result.err[-4000:]}"
        assert "Traceback" not in result.err, shown
        assert result.code == code, shown
        return result

    def json(self, *arguments: str) -> Any:
        """What a reading command prints."""
        return json.loads(self.run(*arguments, "--format", "json").out)

    def copy(self, folder: Path) -> "Site":
        """Another site with the same content and the same master key; nobody may have this one open."""
        folder.mkdir()
        for path in (path for kind in KEPT for path in self.folder.glob(kind)):
            shutil.copy2(path, folder / path.name)
        if self.server is None:
            return Site(folder, f"sqlite:///{folder}/journey.db")
        return Site(folder, fresh_database(self.server, like=self.url), self.server)


def make_site(folder: Path, server: str | None = None) -> Site:
    """An empty store in a folder: SQLite, or PostgreSQL where a server is given. Nothing has been made of it yet."""
    folder.mkdir(exist_ok=True)
    return Site(folder, f"sqlite:///{folder}/journey.db" if server is None else fresh_database(server), server)


def ready_site(folder: Path, server: str | None = None) -> Site:
    """The same with every table made, and nothing in them, not even the store's own key: several times as quick."""
    if server is not None:
        folder.mkdir(exist_ok=True)
        return Site(folder, fresh_database(server, like=_tables_on(server)), server)
    site = make_site(folder)
    with os.fdopen(os.open(site.database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(_tables_in_a_file())
    return site


@cache
def _tables_in_a_file() -> bytes:
    """A SQLite file that has every table and no row."""
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder))
        _make_tables(site)
        with closing(
            sqlite3.connect(site.database)
        ) as connection:  # the last to close takes in what the log beside it has
            connection.execute("VACUUM")
        return site.database.read_bytes()


@cache
def _tables_on(server: str) -> str:
    """The url of a database on that server that has every table and no row."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), fresh_database(server, keep=True), server)
        _make_tables(site)
        return site.url


def _make_tables(site: Site) -> None:
    """Open a store for the first time, and take out again what stands in it but for the number of its schema."""
    with site.opened() as journey, journey.engine.store.write() as connection:
        for name in sa.inspect(connection).get_table_names():
            if name != "schema_version":
                connection.execute(sa.text(f'DELETE FROM "{name}"'))


STRUCK = "H-017"
"""Somebody of the cohort with a strike."""


@cache
def cohort(people: int = 8) -> tuple[Entry, ...]:
    """Some people of the reconstructed cohort and the programme's own entries; strikes and late entries included."""
    lines = (shipped_config() / "demo" / "hudiksvall.jsonl").read_text(encoding="utf-8").splitlines()
    known = {f"H-{number:03d}" for number in range(1, people + 1)} | {STRUCK}
    return tuple(entry for entry in map(json.loads, lines) if entry.get("participant") in known | {None})


# -- doing -----------------------------------------------------------------------------------------------------------
def take(journey: Journey, entries: Iterable[Entry], *, sender: str = "import", keep_recorded: bool = True) -> Imported:
    """Import entries given as dicts, and catch up."""
    frame = Frame(PROGRAMME, sender, journey.now, "import", "import-test", keep_recorded)
    lines = (json.dumps(entry).encode() for entry in entries)
    done = journey.engine.import_entries(enumerate(lines, 1), frame)
    journey.projector.catch_up()
    return done


def record(fact: Fact, reference: str | None, *, on: date = NOW.date(), now: datetime = NOW, **keys: Any) -> Record:
    """A command as chat or office gives it."""
    return Record(PROGRAMME, fact, on, now, "coach:anna", "test", reference, sender="desk", **keys)


# -- looking ---------------------------------------------------------------------------------------------------------
def log_of(journey: Journey) -> list[Recorded]:
    """The whole log in order."""
    return [event for _, events in journey.engine.log.scan() for event in events]


def stream_of(journey: Journey, reference: str, sender: str | None = None) -> UUID:
    """The stream of the person whom a sender calls so."""
    with journey.engine.store.read() as connection:
        return journey.engine.people.find(connection, reference, PROGRAMME, sender)[0]


def read_models(journey: Journey) -> Rows:
    """Every row of every read model, in an order that does not depend on the database."""
    with journey.engine.store.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in tables.OF_STREAM
        }


def rebuilt(journey: Journey) -> Rows:
    """The same after a rebuild."""
    journey.projector.rebuild()
    return read_models(journey)


def everything_stored(journey: Journey) -> bytes:
    """Every value of every table of the database, as bytes."""
    found = []
    with journey.engine.store.read() as connection:
        for name in sa.inspect(connection).get_table_names():
            for row in connection.execute(sa.text(f'SELECT * FROM "{name}"')):
                found += [
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                ]
    return b"\n".join(found)
