"""A lock, a broken file, a lost server, another shape: each is said in a sentence of its own, with what to do."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from journey.engine import store
from tests.away import Held, OwnPostgres, own_postgres
from tests.command import run_here
from tests.site import Site, cohort, make_site, take

READER, WRITER = ["participants"], ["staff", "add", "coach:eva", "--programme", "uppsala"]


@pytest.fixture
def filled(site: Site) -> Site:
    with site.opened() as journey:
        take(journey, cohort())
    return site


@pytest.fixture(scope="module")
def elephant() -> Iterator[OwnPostgres]:
    with own_postgres() as found:
        yield found


@pytest.fixture
def far(elephant: OwnPostgres, tmp_path: Path) -> Site:
    """A store on a server that can be taken away."""
    made = make_site(tmp_path / "site", elephant.url)
    with made.opened() as journey:
        take(journey, cohort())
    return made


def said(site: Site, *words: str) -> str:
    """The one line of a command that cannot be done."""
    err = site.run(*words, code=2).err
    assert err.count("\n") == 1, err
    return err


def test_a_lock_that_another_process_keeps(filled: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.2)
    with Held(filled.database):
        for words in (READER, WRITER):
            assert "another process keeps the store busy" in said(filled, *words)
    filled.run(*READER)


def test_a_file_that_is_no_store(filled: Site) -> None:
    filled.database.write_bytes(b"no database at all" * 1000)
    for words in (READER, WRITER, ["backup", "copy"]):
        told = said(filled, *words)
        assert str(filled.database) in told
        assert "it is damaged; keep a copy of it as it is, and restore a backup into a new store" in told
    assert not (filled.folder / "copy").exists()


def test_a_file_that_is_broken_in_its_middle(filled: Site) -> None:
    content = bytearray(filled.database.read_bytes())
    content[4096 * 2 :] = b"\xff" * len(content[4096 * 2 :])
    filled.database.write_bytes(content)
    assert "it is damaged" in said(filled, *READER)


@pytest.mark.every_store
def test_a_store_that_lacks_a_table(filled: Site) -> None:
    with filled.opened() as journey, journey.engine.store.write() as connection:
        connection.execute(sa.text("DROP TABLE rm_participants"))
        connection.execute(sa.text("DROP TABLE vault_references"))
    assert "a table or column is missing; see `journey doctor`" in said(filled, *READER)
    assert "vault_references" in filled.run("doctor", code=1).out


def test_a_server_that_is_lost(far: Site, elephant: OwnPostgres) -> None:
    elephant.stop()
    try:
        for words in (READER, WRITER):
            told = said(far, *words)
            assert "the server does not answer; see that it runs and takes connections from here" in told
    finally:
        elephant.start()
    far.run(*READER)


def test_a_server_that_is_lost_in_the_middle(far: Site, elephant: OwnPostgres) -> None:
    from app.wiring.opening import reason_of

    with far.opened() as journey:
        journey.engine.log.head()
        elephant.stop()
        try:
            with pytest.raises(sa.exc.OperationalError) as lost:
                journey.engine.log.head()
        finally:
            elephant.start()
        assert "the connection to the server is lost" in reason_of(lost.value)
        assert take(journey, cohort()).taken == 0, "the process itself goes on with the server"


def test_a_server_that_stands_still(far: Site, elephant: OwnPostgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(store._PATIENCE, "connect_timeout", 2)
    elephant.stand_still()
    try:
        assert "the server does not answer" in said(far, *READER)
    finally:
        elephant.go_on()


def test_a_statement_that_takes_too_long(far: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(store._SERVER_PATIENCE, "options", "-c statement_timeout=300ms")
    with psycopg.connect(far.url) as other:
        other.execute("LOCK TABLE vault_keys IN ACCESS EXCLUSIVE MODE")
        assert "the server took too long to answer" in said(far, *READER)
    far.run(*READER)


def test_a_process_takes_no_more_connections_than_it_may(far: Site) -> None:
    made = store.Store(far.url, connections=6)
    held = [made.engine.connect() for _ in range(5)]
    assert made.library_settings()["POSTGRES_MAX_OVERFLOW"] == "0", "and one for saving"
    made.engine.pool._timeout = 0.1  # type: ignore[attr-defined]
    with pytest.raises(sa.exc.TimeoutError):
        made.engine.connect()
    for connection in held:
        connection.close()
    made.close()
    assert "20: " in far.run("doctor").out


@pytest.mark.parametrize(
    "words", [["rebuild"], ["replay"], ["sweep"], ["participants"], ["audit", "checkpoint"]], ids=" ".join
)
def test_the_fewest_connections_are_enough(far: Site, words: list[str]) -> None:
    env = far.env | {"JOURNEY_CONNECTIONS": "4"}
    done = run_here(words, env, far.folder)
    assert done.code == 0, done.err
    assert "too few; allowed: 4 to" in run_here(words, env | {"JOURNEY_CONNECTIONS": "3"}, far.folder).err
