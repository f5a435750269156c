"""Who is meant by a reference, and what people are called: asked by whole keys, and of many at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from journey.domain.errors import CheckFailed, WrongInput
from journey.engine import tables
from journey.engine.engine import Engine
from journey.engine.people import Reference
from journey.engine.store import Store
from tests.site import PROGRAMME, Site

pytestmark = pytest.mark.every_store

MANY = 5200
"""More than the vault keeps keys of."""


@pytest.fixture
def engine(site: Site) -> Iterator[Engine]:
    with site.opened() as journey:
        yield journey.engine


def meet(engine: Engine, *references: Reference) -> None:
    types = {"programme": "text", "sender": "text", "digest": "text", "stream": "text", "sealed": "bytea"}
    with engine.store.write() as connection:
        engine.vault.add(connection, [reference.stream for reference in references])
        rows = list(engine.people.rows(connection, references))
        engine.store.bulk_insert(connection, tables.references.name, types, rows)


def people(number: int, programme: str = PROGRAMME, sender: str = "import") -> list[Reference]:
    return [Reference(uuid4(), programme, sender, f"p-{count}") for count in range(number)]


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, object]]]:
    """What is asked of the database meanwhile."""
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", note)


def test_somebody_is_looked_up_by_the_whole_key(engine: Engine) -> None:
    mine, ours = Reference(uuid4(), PROGRAMME, "desk", "p-1"), Reference(uuid4(), PROGRAMME, "", "J-1")
    meet(engine, *people(3), mine, ours)
    keys = [engine.people.key(PROGRAMME, "desk", text) for text in ("p-1", "p-2", "J-1")]
    with engine.store.read() as connection, statements(engine.store) as asked:
        streams = engine.people.streams(connection, PROGRAMME, keys)
    assert streams == {keys[0][1]: mine.stream, keys[2][1]: ours.stream}
    lookups = [statement for statement, _ in asked if "FROM vault_references" in statement]
    assert [statement.count("vault_references.sender = ") for statement in lookups] == [1, 1]


def test_the_database_answers_it_from_the_primary_key(engine: Engine) -> None:
    meet(engine, *people(2000))
    with engine.store.write() as connection:
        connection.execute(sa.text("ANALYZE"))
    with engine.store.read() as connection, statements(engine.store) as asked:
        engine.people.streams(connection, PROGRAMME, [engine.people.key(PROGRAMME, "import", "p-7")])
    [(statement, values)] = [one for one in asked if "FROM vault_references" in one[0]]
    explain = "EXPLAIN QUERY PLAN " if engine.store.is_sqlite else "EXPLAIN "
    with engine.store.read() as connection:
        plan = str(connection.exec_driver_sql(explain + statement, values).all())
    whole = "(programme=? AND sender=? AND digest=?)" if engine.store.is_sqlite else "Index Scan using vault_references"
    assert whole in plan


def test_a_reference_is_found_in_every_programme_and_of_every_sender(engine: Engine) -> None:
    known = [
        Reference(uuid4(), programme, sender, text)
        for programme in ("hudiksvall", "uppsala")
        for sender, text in (("desk", "a"), ("import", "b"), ("", "J-7"))
    ]
    meet(engine, *known)
    with engine.store.read() as connection:
        for reference in known:
            meant = engine.people.find(connection, reference.text, reference.programme)
            assert meant == (reference.stream, reference.programme)
            with pytest.raises(WrongInput, match="more than one"):
                engine.people.find(connection, reference.text)
        with pytest.raises(WrongInput, match="nobody"):
            engine.people.find(connection, "a", "uppsala", sender="import")


@pytest.mark.parametrize("named", [False, True], ids=["everybody", "people who are named"])
def test_names_are_opened_in_chunks_however_many_people_there_are(engine: Engine, named: bool) -> None:
    known = people(MANY)
    meet(engine, *known)
    engine.vault.forget()
    streams: list[UUID] | None = [reference.stream for reference in known] if named else None
    with engine.store.read() as connection, statements(engine.store) as asked:
        assert engine.people.references(connection, streams) == {one.stream: one.text for one in known}
    chunks = -(-MANY // 500)
    assert len(asked) == (2 * chunks if named else chunks + 1)


def test_the_names_of_erased_people_are_not_among_them(engine: Engine) -> None:
    known = people(3)
    meet(engine, *known)
    with engine.store.write() as connection:
        engine.vault.shred(connection, known[0].stream)
    with engine.store.read() as connection:
        assert set(engine.people.references(connection).values()) == {"p-1", "p-2"}


def test_whose_key_was_taken_away_is_not_passed_off_as_erased(engine: Engine) -> None:
    known = people(3)
    meet(engine, *known)
    with engine.store.write() as connection:
        connection.execute(tables.keys.delete().where(tables.keys.c.stream == known[0].stream.hex))
    engine.vault.forget()
    with engine.store.read() as connection, pytest.raises(CheckFailed, match="not what was written"):
        engine.people.references(connection)
