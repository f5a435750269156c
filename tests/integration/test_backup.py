"""Backup and restore, into the same kind of database and the other one: everything is as it was, and goes on."""

import base64
import gzip
import json
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from journey.domain.errors import StoreError, WrongInput
from journey.domain.events.participant import ContactHeld
from journey.engine import tables
from journey.engine.backup import restore_backup, write_backup
from journey.engine.store import Store
from services.sweep import sweep
from tests.site import NOW, PROGRAMME, Site, cohort, log_of, read_models, rebuilt, record, stream_of, take
from tests.threads import at_once, errors

pytestmark = [pytest.mark.every_store, pytest.mark.unmade]

WHEN = ("--as-of", "2018-05-31")
GONE = "H-001"  # discharged: may be erased


@pytest.fixture(scope="module")
def original(module_site: Site) -> Site:
    """A store with a past: imports, alerts, somebody erased, a rotation, reads."""
    site = module_site
    with site.opened() as journey:
        take(
            journey,
            [
                *cohort(),
                {"type": "discharged", "participant": "J-1", "on": "2018-01-02", "reason": "work"},
                {"type": "enrolled", "participant": "J-1", "on": "2018-01-01", "note": "told"},
            ],
        )
        for month in (2, 3, 4):
            sweep(journey.engine, journey.projector, datetime(2018, month, 1, 12, tzinfo=UTC))
    site.run("erase", "J-1", "--without-request", "--reason", "asked for")
    site.run("keys", "rotate")
    site.run("participants")
    return site


@pytest.fixture
def lived(original: Site, tmp_path: Path) -> Site:
    """A copy of it for one test."""
    return original.copy(tmp_path / "lived")


@pytest.fixture(params=["the same kind", "the other kind"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """An empty store to restore into."""
    if request.param == "the other kind":
        return request.getfixturevalue("other_kind")
    return request.getfixturevalue("new_site")()


def backed_up(site: Site, name: str = "b") -> Path:
    site.run("backup", str(site.folder / name))
    return site.folder / name


def restored(backup: Path, source: Site, target: Site, *, code: int = 0) -> Site:
    """The backup in another store, with the master key and the receipts put in place first."""
    for name in ("journey.key", "erasures.jsonl"):
        with suppress(FileNotFoundError):
            shutil.copy(source.folder / name, target.folder / name)
    target.run("restore", str(backup), code=code)
    return target


def picture(site: Site) -> list[Any]:
    asked = (
        ("deadlines", *WHEN),
        ("participants", *WHEN),
        ("participants",),
        ("alerts",),
        ("timeline", "H-002"),
        ("report", "flow", "--programme", PROGRAMME, *WHEN),
    )
    return [site.json(*words) for words in asked]


# -- the same again --------------------------------------------------------------------------------------------------
def test_what_was_backed_up_is_there_again_to_the_last_row_and_figure(lived: Site, empty: Site) -> None:
    before = picture(lived)
    restored(backed_up(lived), lived, empty)
    assert picture(empty) == before
    assert empty.json("replay")["differences"] == []
    with lived.opened() as old, empty.opened() as new:
        assert log_of(new) == log_of(old)
        assert read_models(new) == read_models(old)
        revealed = [[journey.engine.log.reveal(event) for event in log_of(journey)] for journey in (old, new)]
        assert revealed[0] == revealed[1]


def test_after_a_restore_everything_goes_on(lived: Site, empty: Site) -> None:
    restored(backed_up(lived), lived, empty)
    for _ in range(3):
        empty.run("participants")  # each reading of names is noted
    with empty.opened() as journey:
        head = journey.engine.log.head()
        assert take(journey, list(cohort())).taken == 0
        take(journey, [{"type": "contact_held", "participant": "H-002", "on": "2018-04-02", "mode": "phone"}])
        journey.execute(record(ContactHeld(mode="phone"), "J-new", note="told"))
        assert sweep(journey.engine, journey.projector, NOW + timedelta(days=1))
        assert journey.engine.log.head() > head + 2
        assert read_models(journey) == rebuilt(journey)
        with journey.engine.store.read() as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(tables.reads)).scalar_one() >= 4
        journey.engine.epochs.begin(NOW)


def test_a_backup_of_a_restored_store_is_the_same_backup(lived: Site, empty: Site) -> None:
    def rows(path: Path) -> list[str]:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return sorted(
                line for line in file if '"t":"access_log"' not in line and '"kind"' not in line and '"end"' not in line
            )

    first = backed_up(lived)
    assert rows(backed_up(restored(first, lived, empty))) == rows(first)


def test_a_backup_holds_no_personal_value_in_the_clear_and_is_its_owners_alone(lived: Site) -> None:
    path = backed_up(lived)
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    content = b"\n".join(
        [json.dumps(rows).encode(), *(base64.b64decode(row["state"]) for row in rows if "state" in row)]
    )
    assert b"enrolled.v1" in content
    assert b'"H-002"' not in content  # the ids of entries begin so, and stand in the clear
    assert b"entered on the wrong person" not in content
    assert lived.key_file.read_bytes() not in content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_made_while_others_write_is_one_moment(lived: Site, empty: Site) -> None:
    with lived.opened() as journey, lived.opened() as other:

        def write() -> None:
            for number in range(15):
                other.execute(record(ContactHeld(mode="phone"), f"J-{number % 4}", entry=f"w-{number}", note="told"))

        path = lived.folder / "b"
        assert errors(at_once(partial(write_backup, journey.engine.store, path, NOW), write)) == []
        written = log_of(journey)
    restored(path, lived, empty)
    with empty.opened() as journey:
        log = log_of(journey)
        assert log == written[: len(log)]
        assert all(journey.engine.log.reveal(event).get("note") == "told" for event in log if event.sender == "desk")


# -- erasures since the backup ---------------------------------------------------------------------------------------
def test_who_was_erased_since_the_backup_is_erased_again(lived: Site, empty: Site) -> None:
    backup = backed_up(lived)
    with lived.opened() as journey:
        stream = stream_of(journey, GONE)
    lived.run("erase", GONE, "--without-request", "--reason", "asked for")
    expected = lived.json("participants")
    restored(backup, lived, empty)
    with empty.opened() as journey:
        assert stream in journey.projector.erased()
        assert {"personal": "<erased>"} in [
            journey.engine.log.reveal(event) for event in journey.engine.log.load(stream)
        ]
        with pytest.raises(WrongInput):
            stream_of(journey, GONE)
    assert empty.json("participants") == expected


def test_receipts_are_applied_also_where_the_restore_was_broken_off_before_them(lived: Site, empty: Site) -> None:
    backup = backed_up(lived)
    with lived.opened() as journey:
        stream = stream_of(journey, GONE)
    lived.run("erase", GONE, "--without-request", "--reason", "asked for")
    for name in ("journey.key", "erasures.jsonl"):
        shutil.copy(lived.folder / name, empty.folder / name)
    store = Store(empty.url)  # all that a restore does before it is killed
    restore_backup(store, backup, lambda _: None)
    store.close()
    empty.run("participants")
    with empty.opened() as journey:
        assert stream in journey.projector.erased()
        with pytest.raises(WrongInput):
            stream_of(journey, GONE)
        assert read_models(journey) == rebuilt(journey)


# -- refused ---------------------------------------------------------------------------------------------------------
def is_empty(site: Site) -> bool:
    store = Store(site.url)
    try:
        store.open()
        with store.read() as connection:
            names = (tables.keys, tables.references, tables.entries, tables.programmes)
            return not any(connection.execute(sa.select(table)).first() for table in names)
    finally:
        store.close()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_its_end(content: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(content).splitlines(keepends=True)[:-1]))


def without_a_row(content: bytes) -> bytes:
    lines = gzip.decompress(content).splitlines(keepends=True)
    return gzip.compress(b"".join([*lines[:5], *lines[6:]]))


@pytest.mark.parametrize("spoil", [cut, without_its_end, without_a_row, lambda _: b"", lambda _: b"not a backup"])
def test_a_file_that_is_no_whole_backup_is_refused_and_the_store_stays_empty(
    site: Site, new_site: Callable[[], Site], spoil: Callable[[bytes], bytes]
) -> None:
    with site.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "anna", "on": "2024-01-01"}])
    path = backed_up(site)
    path.write_bytes(spoil(path.read_bytes()))
    target = restored(path, site, new_site(), code=2)
    assert is_empty(target)


def test_a_store_with_data_is_not_overwritten(lived: Site, new_site: Callable[[], Site]) -> None:
    other = new_site()
    with other.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "anna", "on": "2024-01-01"}])
        before = log_of(journey)
    store = Store(other.url)
    with pytest.raises(StoreError, match="not empty"):
        restore_backup(store, backed_up(lived), lambda _: None)
    store.close()
    with other.opened() as journey:
        assert log_of(journey) == before


def test_without_the_key_that_fits_nothing_is_restored(lived: Site, new_site: Callable[[], Site]) -> None:
    backup, target, stranger = backed_up(lived), new_site(), new_site()
    with stranger.opened():
        pass
    for key in (None, stranger.key_file):
        if key is not None:
            shutil.copy(key, target.key_file)
        target.run("restore", str(backup), code=2)
        assert is_empty(target)
        assert key is not None or not target.key_file.exists()
    restored(backup, lived, target)
    assert target.json("participants") == lived.json("participants")


def test_a_backup_is_not_written_over_a_file_and_leaves_nothing_half_written(lived: Site, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    lived.run("backup", str(tmp_path / "there"), code=2)
    assert (tmp_path / "there").read_text() == "mine"
    lived.run("backup", str(tmp_path / "nowhere" / "b"), code=2)
    assert not list(tmp_path.glob("*.part"))


# -- a store that holds nobody -----------------------------------------------------------------------------------------
def test_a_store_that_the_doctor_has_looked_at_holds_nobody_and_is_restored_into(lived: Site, empty: Site) -> None:
    empty.run("doctor")
    empty.run("participants")
    (empty.folder / "journey.key").unlink()
    assert picture(restored(backed_up(lived), lived, empty)) == picture(lived)


def test_a_store_with_one_event_is_not_restored_into(lived: Site, new_site: Callable[[], Site]) -> None:
    target = new_site()
    with target.opened() as journey:
        journey.engine.use(PROGRAMME, NOW)
    assert "the store is not empty" in target.run("restore", str(backed_up(lived)), code=2).err
    assert target.run("doctor").code == 0, "and its own key is still there"
