"""A store of an earlier version opens, whole and unchanged; one of a newer version is left alone."""

import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from journey.domain.errors import WrongInput
from journey.engine.chats import tables as chat_tables
from journey.engine.chats.chats import Chat
from journey.engine.migrations import shape, steps
from journey.engine.store import Store, metadata
from journey.engine.tables import schema
from projections.live import shape as live_shape
from services.opened import Journey
from tests.chat.browsing import Browser, serving
from tests.chat.talking import Clock, Town, town_of
from tests.older import (
    BACKUP,
    CAME_BACK,
    UNUSED,
    USED,
    answers,
    come_back_by_address,
    older_site,
    otherwise_today,
    with_its_keys,
)
from tests.site import NOW, NewSite, Site, log_of, stream_of
from tests.threads import at_once, errors

pytestmark = [pytest.mark.every_store, pytest.mark.unmade]

NEWER = steps.NEWEST + 97


@pytest.fixture
def older(tmp_path: Path, server: str | None) -> Site:
    """A store of schema 1."""
    return older_site(tmp_path / "older", server)


@pytest.fixture
def store(site: Site) -> Iterator[Store]:
    """A new store, opened."""
    made = Store(site.url)
    made.open()
    yield made
    made.close()


def version(site: Site) -> int:
    store = Store(site.url)
    try:
        return store.version()
    finally:
        store.close()


def change(site: Site, *statements: str) -> None:
    store = Store(site.url)
    with store.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    store.close()


def chats(journey: Journey) -> list[list[Any]]:
    """Every chat and what is said in it, as `made.py` kept them."""
    chats = journey.engine.chats
    with journey.engine.store.read() as connection:
        numbers = list(connection.execute(sa.select(chat_tables.chats.c.id).order_by(chat_tables.chats.c.id)).scalars())
    opened: list[Chat] = [chats.load(number) for number in numbers]
    return [
        [
            chat.staff,
            chat.language,
            chat.state,
            chat.data.get("answers"),
            "\n".join(message.text for message in chats.messages(chat)),
        ]
        for chat in opened
    ]


# -- an older store --------------------------------------------------------------------------------------------------
def test_a_store_of_the_first_release_answers_after_migration_as_it_did_before(older: Site) -> None:
    assert version(older) == 1
    assert otherwise_today(older) == []
    assert version(older) == steps.NEWEST
    assert older.json("replay")["differences"] == []


def test_its_chats_cards_and_drafts_can_be_read_and_who_was_erased_stays_erased(older: Site) -> None:
    with older.opened() as journey:
        assert chats(journey) == answers()["chats"]
        assert len(journey.projector.erased()) == 1
        with pytest.raises(WrongInput):
            stream_of(journey, "S-gone")


def test_a_migration_touches_no_event(older: Site) -> None:
    def states() -> list[Any]:
        store = Store(older.url)
        with store.read() as connection:
            rows = connection.execute(sa.select(store.position, store.events.c.state).order_by(store.position)).all()
        store.close()
        return [(place, bytes(state)) for place, state in rows]

    before = states()
    older.run("migrate")
    assert states() == before != []


def test_migrate_says_what_is_due_and_does_it_once(older: Site) -> None:
    due = older.run("migrate", "--check", code=1).err
    assert "schema 1" in due and f"{steps.NEWEST}: {steps.MIGRATIONS[-1].purpose}" in due
    assert version(older) == 1
    assert "done" in older.run("migrate").err
    assert "nothing to do" in older.run("migrate", "--check").err
    assert "nothing to do" in older.run("migrate").err


def test_tables_without_a_number_are_those_of_the_first_release(older: Site) -> None:
    change(older, "DROP TABLE schema_version")
    assert version(older) == 1
    older.run("migrate")
    assert version(older) == steps.NEWEST


def test_a_table_that_programs_of_schema_1_made_at_every_start_is_made_by_the_migration(older: Site) -> None:
    change(older, "DROP TABLE chat_mentions", "DROP TABLE audit_leaves")
    older.run("doctor")
    assert otherwise_today(older) == []


def test_of_many_who_start_at_once_one_migrates(older: Site) -> None:
    stores = [Store(older.url) for _ in range(4)]
    taken = at_once(*[store.open for store in stores])
    assert errors(taken) == []
    assert sorted(len(migrations) for migrations in taken) == [0, 0, 0, len(steps.MIGRATIONS) - 1]
    for store in stores:
        store.close()


def test_after_schema_3_an_address_by_which_somebody_came_back_opens_their_chat_and_another_opens_none(
    older: Site,
) -> None:
    due = come_back_by_address(older).run("migrate", "--check", code=1).err
    assert "schema 2" in due and "3: addresses that have to be proved" in due and "2: an index" not in due
    with town_of(older, clock=Clock(CAME_BACK + timedelta(days=30))) as town:
        assert version(older) == steps.NEWEST
        assert let_in(town, USED.upper())
        assert let_in(town, "anna@example.org")  # a colleague's proves nothing about itself
        assert not let_in(town, UNUSED)
        assert {to.lower() for to, _, _ in town.mail.sent} == {USED, "anna@example.org"}


def let_in(town: Town, address: str) -> bool:
    """Whether whoever reads the mail of an address gets into a chat with it."""
    before = len(town.mail.sent)
    with serving(town.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress=address)
        return len(town.mail.sent) > before and 'id="messages"' in browser.post("/kod", kod=town.mail.code).body


# -- a newer store ---------------------------------------------------------------------------------------------------
def test_a_newer_store_is_refused_in_one_line_that_says_what_it_needs(site: Site) -> None:
    site.run("migrate")
    change(site, f"INSERT INTO schema_version (version) VALUES ({NEWER})")
    for words in (["participants"], ["migrate"], ["migrate", "--check"], ["audit", "checkpoint"]):
        said = site.run(*words, code=2).err
        assert said.count("\n") == 1
        assert f"needs a version that knows schema {NEWER}" in said and f"up to {steps.NEWEST}" in said
    assert version(site) == NEWER
    assert "damaged" not in said
    assert f"schema {NEWER}" in site.run("doctor", code=1).out


def test_a_newer_backup_is_refused_likewise(site: Site) -> None:
    header, *rows = gzip.decompress(BACKUP.read_bytes()).splitlines(keepends=True)
    newer = json.dumps(json.loads(header) | {"schema": NEWER}).encode() + b"\n"
    (site.folder / "b").write_bytes(gzip.compress(newer + b"".join(rows)))
    said = with_its_keys(site).run("restore", str(site.folder / "b"), code=2).err
    assert said.count("\n") == 1
    assert f"needs a version that knows schema {NEWER}" in said and f"up to {steps.NEWEST}" in said


# -- an older backup -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("opened", [False, True], ids=["into nothing", "into an empty store of today"])
def test_a_backup_of_the_first_release_is_restored_and_migrated(site: Site, opened: bool) -> None:
    if opened:
        site.run("migrate")
    with_its_keys(site).run("restore", str(BACKUP))
    assert version(site) == steps.NEWEST
    assert otherwise_today(site) == []
    assert site.json("replay")["differences"] == []
    with site.opened() as journey:
        assert chats(journey) == answers()["chats"]


def test_a_migrated_store_goes_through_a_backup_of_today(older: Site, site: Site) -> None:
    older.run("backup", "b")
    shutil.copy(older.key_file, with_its_keys(site).key_file)  # who was erased there has ended the epoch of then
    site.run("restore", str(older.folder / "b"))
    with older.opened() as one, site.opened() as other:
        assert log_of(one) == log_of(other)
        assert chats(one) == chats(other) == answers()["chats"]


# -- the shape -------------------------------------------------------------------------------------------------------
def picture(store: Store) -> dict[str, Any]:
    """Everything the database says of every table, in an order of no meaning."""
    with store.read() as connection:
        look = sa.inspect(connection)
        return {
            table: {
                "columns": sorted(
                    (column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(table)
                ),
                "key": look.get_pk_constraint(table)["constrained_columns"],
                "unique": sorted(each["column_names"] for each in look.get_unique_constraints(table)),
                "indexes": sorted(
                    (index["name"], index["column_names"], bool(index["unique"])) for index in look.get_indexes(table)
                ),
            }
            for table in metadata.tables
        }


def test_a_migrated_store_has_the_shape_of_a_new_one(older: Site, store: Store) -> None:
    migrated = Store(older.url)
    assert len(migrated.open()) == len(steps.MIGRATIONS) - 1
    assert picture(migrated) == picture(store)
    migrated.close()


def test_a_new_store_has_the_shape_that_the_program_declares(store: Store, new_site: NewSite) -> None:
    declared = Store(new_site().url)
    if declared.is_sqlite:
        declared.path.touch()
    with declared.write() as connection:
        metadata.create_all(connection)
    assert picture(declared) == picture(store)
    assert store.version() == steps.NEWEST
    declared.close()


def test_migrations_are_numbered_without_a_gap_and_called_by_their_numbers() -> None:
    assert [migration.number for migration in steps.MIGRATIONS] == list(range(1, steps.NEWEST + 1))
    for migration in steps.MIGRATIONS:
        assert migration.migrate.__module__.rpartition(".")[2].startswith(f"m{migration.number:04}_")
    folder = Path(steps.__file__).parent
    assert len(list(folder.glob("m[0-9]*.py"))) == steps.NEWEST


LACKING = {
    "column chats.language": "ALTER TABLE chats DROP COLUMN language",
    "index ix_chats_staff of chats": "DROP INDEX ix_chats_staff",
    "table audit_leaves": "DROP TABLE audit_leaves",
    "column rm_participants.erased": "ALTER TABLE rm_participants RENAME COLUMN erased TO gone",
}


@pytest.mark.parametrize("lacking", LACKING)
def test_the_doctor_names_what_a_table_lacks(site: Site, lacking: str) -> None:
    with site.opened() as journey:
        journey.engine.use("uppsala", NOW)
    change(site, LACKING[lacking])
    findings = json.loads(site.run("doctor", "--format", "json", code=1).out)
    about = next(finding for finding in findings if finding["check"] == "shape of the store")
    assert not about["ok"]
    assert lacking in about["finding"]


def test_nothing_is_missing_in_a_store_that_was_just_made_or_migrated(site: Site, older: Site) -> None:
    for each in (site, older):
        with each.opened() as journey, journey.engine.store.read() as connection:
            assert shape.missing(connection, metadata) == []
            assert shape.missing_of_log(connection, journey.engine.store.events) == []
            assert live_shape.missing(connection) == []


def test_a_colleagues_chats_are_looked_up_by_their_index(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/journey.db")  # PostgreSQL reads a small table whole, whatever indexes it has
    store.open()
    query = (
        "EXPLAIN QUERY PLAN SELECT * FROM chats WHERE staff = 'coach:anna' AND programme = 'x' ORDER BY touched DESC"
    )
    with store.read() as connection:
        plan = str(connection.exec_driver_sql(query).all())
    store.close()
    assert "ix_chats_staff" in plan


def test_asking_what_is_due_makes_no_store(tmp_path: Path) -> None:
    site = Site(tmp_path, f"sqlite:///{tmp_path}/none/journey.db")
    assert "no store yet" in site.run("migrate", "--check").err
    assert not (tmp_path / "none").exists()
    site.run("migrate")
    store = Store(site.url)
    with store.read() as connection:
        assert steps.NEWEST in connection.execute(sa.select(schema.c.version)).scalars().all()
    store.close()
