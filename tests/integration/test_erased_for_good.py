"""Erasure for good: every key that exists is tried on every wrapped copy in files, log, replica and backups."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.wiring.keys import tended
from journey.domain.errors import KeyMissing, WrongInput
from journey.engine import receipts
from journey.engine.chats import tables
from journey.engine.chats.deletion import delete, delete_expired
from journey.engine.chats.messages import Message
from journey.engine.erasure import finish_erasures
from journey.engine.store import Store
from journey.engine.vault import key_of_day, unseal
from services.opened import Journey
from tests.away import OwnPostgres, own_postgres
from tests.command import at_home
from tests.integration.burglar import Burglar
from tests.site import PROGRAMME, NewSite, Site, log_of, make_site, stream_of, take

pytestmark = pytest.mark.every_store

NOTE, GONE, OTHERS = "told in confidence", "p-0", ("p-1", "p-2")
WINDOW = timedelta(days=35)
Deed = Callable[[Journey], None]


@pytest.fixture(scope="module")
def elephant(database: str) -> Iterator[OwnPostgres | None]:
    """A PostgreSQL of our own: its files are looked into."""
    if database == "sqlite":
        yield None
        return
    with own_postgres() as own:
        yield own


@pytest.fixture
def house(tmp_path: Path, elephant: OwnPostgres | None) -> Site:
    """Three people who have left, so that they may be erased."""
    site = make_site(tmp_path / "site", elephant.url if elephant else None)
    with site.opened(now()) as journey:
        for name in (GONE, *OTHERS):
            person = {"participant": name, "note": NOTE}
            take(
                journey,
                [
                    {**person, "type": "enrolled", "on": "2024-01-08", "entry": f"in-{name}"},
                    {**person, "type": "discharged", "on": "2024-02-08", "reason": "work", "entry": f"out-{name}"},
                ],
            )
    return site


@pytest.fixture
def burglar(tmp_path: Path) -> Burglar:
    return Burglar(tmp_path / "taken")


def now() -> datetime:
    return datetime.now(UTC)


def streams(site: Site) -> dict[str, UUID]:
    with site.opened(now()) as journey:
        return {name: stream_of(journey, name) for name in (GONE, *OTHERS)}


def takes_all(burglar: Burglar, site: Site, elephant: OwnPostgres | None, name: str) -> None:
    """The files as they lie there, a base backup where there is a server, and a backup of our own."""
    if elephant is None:
        burglar.takes(site)
    else:
        checkpoint(site)
        burglar.takes(site, elephant.folder / "data")
        burglar.takes_base_backup(elephant.url)
    site.run("backup", name)
    burglar.takes_backup(site.folder / name)


def checkpoint(site: Site, statement: str = "CHECKPOINT") -> None:
    store = Store(site.url)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(statement))
    store.close()


def tend(site: Site, moment: datetime) -> None:
    """The clock's job, at that moment."""
    with at_home(site.env, site.folder), site.opened(moment) as journey:
        tended(journey.engine, moment)


def for_good(site: Site) -> list[UUID]:
    return [one.stream for one in receipts.read(site.folder / "erasures.jsonl").values() if one.for_good]


# -- every key on every copy -------------------------------------------------------------------------------------------
def at_once(site: Site) -> None:
    site.run("erase", GONE, "--without-request", "--reason", "asked for", "--final")


def when_the_window_ends(site: Site) -> None:
    site.run("erase", GONE, "--without-request", "--reason", "asked for")
    tend(site, now() + WINDOW - timedelta(minutes=5))
    assert for_good(site) == []
    tend(site, now() + WINDOW)


@pytest.mark.parametrize(
    "cleaned", [pytest.param(False, id="without VACUUM"), pytest.param(True, id="with VACUUM", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("way", [at_once, when_the_window_ends])
def test_no_key_that_exists_opens_any_copy_of_who_was_erased(
    house: Site, burglar: Burglar, elephant: OwnPostgres | None, way: Callable[[Site], None], cleaned: bool
) -> None:
    people = streams(house)
    takes_all(burglar, house, elephant, "before")
    before = burglar.opens(house, people.values())
    assert all(before.values()), "the burglar cannot open what they should open: they prove nothing"
    way(house)
    if cleaned and elephant is not None:
        checkpoint(house, "VACUUM")
    takes_all(burglar, house, elephant, "after")
    after = burglar.opens(house, people.values())
    assert after[people[GONE]] == 0
    assert all(after[people[name]] for name in OTHERS)
    assert for_good(house) == [people[GONE]]
    with house.opened(now()) as journey:
        assert all(journey.engine.log.reveal(event)["note"] == NOTE for event in of_others(journey, people))


def of_others(journey: Journey, people: dict[str, UUID]) -> list[object]:
    return [event for event in log_of(journey) if event.stream in {people[name] for name in OTHERS}]


def test_until_the_window_ends_copies_of_before_open_and_the_receipt_says_so(
    house: Site, burglar: Burglar, elephant: OwnPostgres | None
) -> None:
    people = streams(house)
    takes_all(burglar, house, elephant, "before")
    said = house.json("erase", GONE, "--without-request", "--reason", "asked for")
    takes_all(burglar, house, elephant, "after")
    assert burglar.opens(house, [people[GONE]])[people[GONE]] > 0
    assert (said["final"], said["final_after"][:10]) == (False, (now() + WINDOW).date().isoformat())
    [receipt] = receipts.read(house.folder / "erasures.jsonl").values()
    assert (receipt.stream, receipt.for_good) == (people[GONE], False)
    assert receipt.keys and not receipt.keys & {said["erased"]}
    since = Burglar(burglar.folder.with_name("since"))
    house.run("backup", "since")
    since.names = burglar.names
    since.takes_backup(house.folder / "since")
    assert since.opens(house, [people[GONE]]) == {people[GONE]: 0}  # a backup made since holds nothing of them


def takes_files(burglar: Burglar, site: Site, elephant: OwnPostgres | None) -> None:
    """The files alone, as they lie there."""
    if elephant is not None:
        checkpoint(site)
    burglar.takes(site, elephant.folder / "data" if elephant else None)


def draft(journey: Journey) -> UUID:
    chat = journey.engine.chats.create(now(), "webchat", "sv")
    journey.engine.chats.post(chat.id, [Message("person", NOTE)], now())
    return chat.key


def delete_draft(journey: Journey) -> None:
    chats = journey.engine.chats.find(channel="webchat")
    delete(journey.engine.store, journey.engine.vault, [chat.id for chat in chats])


def message(journey: Journey) -> UUID:
    said = now() - timedelta(days=100)
    chat = journey.engine.chats.create(now(), "webchat", "sv")
    journey.engine.chats.post(chat.id, [Message("person", NOTE)], said)
    return key_of_day(said.date())


def let_messages_expire(journey: Journey) -> None:
    delete_expired(journey.engine.store, journey.engine.vault, now(), timedelta(days=30), timedelta(days=90))


@pytest.mark.parametrize(("say", "destroy"), [(draft, delete_draft), (message, let_messages_expire)])
def test_drafts_and_expired_messages_go_by_the_same_two_steps(
    house: Site, burglar: Burglar, elephant: OwnPostgres | None, say: Callable[[Journey], UUID], destroy: Deed
) -> None:
    with house.opened(now()) as journey:
        key = say(journey)
        takes_files(burglar, house, elephant)
        destroy(journey)
        assert journey.engine.vault.key(key) is None
    takes_files(burglar, house, elephant)
    assert burglar.opens(house, [key])[key] > 0
    tend(house, now() + timedelta(days=1))
    tend(house, now() + timedelta(days=1) + WINDOW)
    takes_files(burglar, house, elephant)
    assert burglar.opens(house, [key]) == {key: 0}
    assert len(streams_of_others(house)) == 2


def test_no_hash_that_can_be_made_today_finds_who_was_erased(
    house: Site, burglar: Burglar, elephant: OwnPostgres | None
) -> None:
    with house.opened(now()) as journey:
        digests = {name: journey.engine.people.key(PROGRAMME, "import", name)[1] for name in (GONE, "p-1")}
    takes_files(burglar, house, elephant)
    assert burglar.finds(house, digests) == {GONE, "p-1"}
    house.run("erase", GONE, "--without-request", "--reason", "asked for", "--final")
    takes_files(burglar, house, elephant)
    assert burglar.finds(house, digests) == {"p-1"}


def test_what_named_somebody_in_a_list_opens_with_no_key_that_is_left(house: Site) -> None:
    with house.opened(now()) as journey:
        chats, people = journey.engine.chats, {name: stream_of(journey, name) for name in (GONE, "p-1")}
        coachs = chats.create(now(), "webchat", "sv", staff="coach:anna")
        chats.post(coachs.id, [Message("bot", NOTE, mentions=set(people.values()))], now())
        with journey.engine.store.read() as connection:
            row = connection.execute(sa.select(tables.messages)).one()
            day = key_of_day(date.fromisoformat(row.at[:10]))
            cipher = journey.engine.vault.joint([coachs.key, day, *sorted(people.values())], connection)
            assert cipher is not None and unseal(cipher, coachs.key, row.seq, row.sealed)["text"] == NOTE
    house.run("erase", GONE, "--without-request", "--reason", "asked for")
    with house.opened(now()) as journey, journey.engine.store.read() as connection:
        assert journey.engine.vault.joint([coachs.key, day, *sorted(people.values())], connection) is None
        for left in ([coachs.key], [coachs.key, day], [coachs.key, day, people["p-1"]]):
            cipher = journey.engine.vault.joint(left, connection)
            assert cipher is not None
            with pytest.raises(KeyMissing):
                unseal(cipher, coachs.key, row.seq, row.sealed)


# -- a backup of before ------------------------------------------------------------------------------------------------
def with_its_files(source: Site, target: Site) -> Site:
    for name in ("journey.key", "erasures.jsonl"):
        shutil.copy(source.folder / name, target.folder / name)
    return target


def test_a_backup_of_before_gives_the_others_back_and_not_who_was_erased(house: Site, new_site: NewSite) -> None:
    people = streams(house)
    house.run("backup", "b")
    house.run("erase", GONE, "--without-request", "--reason", "asked for")
    target = with_its_files(house, new_site())
    assert "1 erasure made" in target.run("restore", str(house.folder / "b")).err
    with target.opened(now()) as journey:
        assert all(journey.engine.log.reveal(event)["note"] == NOTE for event in of_others(journey, people))
        gone = journey.engine.log.load(people[GONE])
        assert {"personal": "<erased>"} in [journey.engine.log.reveal(event) for event in gone]
        with pytest.raises(WrongInput):
            stream_of(journey, GONE)
    house.run("keys", "rotate", "--final")
    assert streams_of_others(target) == {name: people[name] for name in OTHERS}


def streams_of_others(site: Site) -> dict[str, UUID]:
    with site.opened(now()) as journey:
        return {name: stream_of(journey, name) for name in OTHERS}


def test_a_backup_older_than_the_window_opens_no_more_and_says_why(house: Site, new_site: NewSite) -> None:
    house.run("backup", "b")
    house.run("erase", GONE, "--without-request", "--reason", "asked for")
    tend(house, now() + WINDOW)
    target = with_its_files(house, new_site())
    said = target.run("restore", str(house.folder / "b"), code=2).err
    assert said.count("\n") == 1
    assert "destroyed on" in said and "newer backup" in said
    house.run("backup", "newer")
    target.run("restore", str(house.folder / "newer"))
    assert len(streams_of_others(target)) == 2


def test_a_copy_of_the_database_itself_is_no_way_round(house: Site, tmp_path: Path) -> None:
    people = streams(house)
    old = house.copy(tmp_path / "old")
    house.run("erase", GONE, "--without-request", "--reason", "asked for")
    with_its_files(house, old)
    old.run("participants")  # whoever opens it applies the receipts
    with old.opened(now()) as journey:
        finish_erasures(journey.engine, journey.projector.erased(), old.folder / "erasures.jsonl", now())
        with pytest.raises(WrongInput):
            stream_of(journey, GONE)
        assert stream_of(journey, "p-1") == people["p-1"]
    house.run("keys", "rotate", "--final")
    older = house.copy(tmp_path / "older")
    shutil.copy(house.key_file, old.key_file)
    with pytest.raises(KeyMissing, match=r"destroyed on|does not fit"), old.opened(now()):
        pass
    assert streams_of_others(older) == {name: people[name] for name in OTHERS}
