"""A store that can only be read: verified, backed up and read all the same, and who reads is written beside it."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from journey.engine.migrations.steps import NEWEST
from tests.faults.disks import Disk, small_disk
from tests.older import older_site
from tests.site import Site, cohort, make_site, take

pytestmark = pytest.mark.every_store


@pytest.fixture
def disk() -> Iterator[Disk]:
    with small_disk() as found:
        yield found


@pytest.fixture
def site(disk: Disk, server: str | None) -> Site:
    """A store of a few people, with a checkpoint, on a disk of its own."""
    made = make_site(disk.folder / "site", server)
    with made.opened() as journey:
        take(journey, cohort())
    made.run("audit", "checkpoint")
    return made


@contextmanager
def only_readable(site: Site, disk: Disk) -> Iterator[None]:
    if site.server is None:
        with disk.read_only():
            yield
        return
    name = site.url.rpartition("/")[2]
    with psycopg.connect(site.server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        try:
            with disk.read_only():
                yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')


def readers(site: Site, file: Path) -> Site:
    """The same store, as somebody reads it who may write a file of readings elsewhere."""
    env = site.env | {"JOURNEY_READINGS": str(file)}

    class Reading(Site):
        env = property(lambda _: env)  # type: ignore[assignment]

    return Reading(site.folder, site.url, site.server)


def test_it_is_verified_backed_up_and_read(site: Site, disk: Disk, tmp_path: Path) -> None:
    reader = readers(site, tmp_path / "readings.jsonl")
    before = site.json("participants")
    with only_readable(site, disk):
        assert "every one is as it was" in reader.run("audit", "verify").out
        assert reader.json("participants") == before
        assert "enrolled" in reader.run("timeline", "H-001").out
        reader.run("report", "flow", "--programme", "uppsala")
        reader.run("replay")
        reader.run("backup", str(tmp_path / "copy.backup"))
    readings = [json.loads(line) for line in (tmp_path / "readings.jsonl").read_text().splitlines()]
    assert {why for reading in readings for why in reading["why"]} >= {"journey participants", "journey timeline"}
    assert all(reading["people"] for reading in readings)
    assert all(reading["actor"].startswith("operator") for reading in readings)
    assert (tmp_path / "readings.jsonl").stat().st_mode & 0o777 == 0o600
    copy = make_site(tmp_path / "restored")
    (copy.folder / "journey.key").write_bytes(site.key_file.read_bytes())
    (copy.folder / "journey.key").chmod(0o600)
    copy.run("restore", str(tmp_path / "copy.backup"))
    assert copy.json("participants") == before


def test_whoever_writes_is_told_that_it_can_only_be_read(site: Site, disk: Disk, tmp_path: Path) -> None:
    reader = readers(site, tmp_path / "readings.jsonl")
    with only_readable(site, disk):
        for words in (
            ["sweep"],
            ["staff", "add", "coach:eva", "--programme", "uppsala"],
            ["rebuild"],
            ["audit", "checkpoint"],
            ["keys", "rotate"],
            ["work"],
            ["serve", "--port", "0"],
        ):
            said = reader.run(*words, code=2).err
            assert "the store can only be read here; nothing was changed; do this where it may be written" in said
            assert said.count("\n") == 1


def test_nobody_reads_where_no_reading_can_be_kept(site: Site, disk: Disk) -> None:
    with only_readable(site, disk):
        said = site.run("participants", code=2).err
    assert "set JOURNEY_READINGS to a file that may be written" in said


def test_a_copy_with_somebody_who_is_to_be_erased_is_not_read(site: Site, disk: Disk, tmp_path: Path) -> None:
    with site.opened() as journey, journey.engine.store.read() as connection:
        stream, _ = journey.engine.people.find(connection, "H-002")
    receipt = {"erased": "erased-1", "stream": stream.hex, "at": "2030-01-01T00:00:00+00:00"}
    (site.folder / "erasures.jsonl").write_text(json.dumps(receipt) + "\n")
    with only_readable(site, disk):
        said = readers(site, tmp_path / "readings.jsonl").run("participants", code=2).err
    assert "open it first where it may be written" in said


@pytest.mark.parametrize("database", ["sqlite"], scope="module")
def test_one_whose_last_changes_stand_beside_it_is_read_with_them(site: Site, disk: Disk, tmp_path: Path) -> None:
    copy = taken_while_in_use(site)
    reader = readers(copy, tmp_path / "readings.jsonl")
    with only_readable(copy, disk):
        assert "late" in {row["participant"] for row in reader.json("participants")}
    Path(f"{copy.database}-shm").unlink()
    with only_readable(copy, disk):
        said = reader.run("participants", code=2).err
    assert "its last changes still stand in journey.db-wal; copy both to where they may be written" in said


def taken_while_in_use(site: Site) -> Site:
    """A copy of all its files while a process has it open: what was written last stands beside the file itself."""
    folder = site.folder.with_name("copy")
    held = sqlite3.connect(site.database)
    held.execute("SELECT count(*) FROM programmes").fetchall()
    with site.opened() as journey:
        take(journey, [{"type": "referred", "participant": "late", "on": "2024-01-01", "source": "self"}])
    shutil.copytree(site.folder, folder)
    held.close()
    assert (folder / "journey.db-wal").stat().st_size
    return Site(folder, f"sqlite:///{folder}/journey.db")


def test_one_of_an_older_shape_is_not_read_as_it_lies(disk: Disk, server: str | None, tmp_path: Path) -> None:
    older = older_site(disk.folder / "older", server)
    with only_readable(older, disk):
        said = readers(older, tmp_path / "readings.jsonl").run("participants", code=2).err
    assert f"has schema 1, this program works with {NEWEST}, and it can only be read" in said
    assert "copy it to where it may be written, and take `journey migrate` there" in said
