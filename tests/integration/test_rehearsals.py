"""A rehearsal saves nothing: all that it may leave in the store is who has read whom."""

import hashlib
from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from journey.engine.store import Store
from tests.site import Site, cohort, take

pytestmark = pytest.mark.every_store

READINGS, PIECES, KEYS = "access_log", "access_pieces", "vault_keys"
Rows = dict[str, Counter[str]]


@pytest.fixture(scope="module")
def lived(module_site: Site) -> Site:
    with module_site.opened() as journey:
        take(journey, cohort())
    module_site.run("sweep", "--now", "2017-06-01")
    module_site.run("audit", "checkpoint")
    (module_site.folder / "more.jsonl").write_text('{"type": "enrolled", "participant": "new", "on": "2024-01-01"}\n')
    return module_site


def rows(site: Site) -> Rows:
    """Every row of every table of the database."""
    store = Store(site.url)
    with store.read() as connection:
        tables = sa.inspect(connection).get_table_names()
        found = {name: Counter(map(repr, connection.execute(sa.text(f'SELECT * FROM "{name}"')))) for name in tables}
    store.close()
    return found


def files(site: Site) -> dict[str, str]:
    """Every file beside the database."""
    return dict(_files(site))


def _files(site: Site) -> Iterator[tuple[str, str]]:
    for path in sorted(site.folder.rglob("*")):
        if path.is_file() and not path.name.startswith("journey.db"):
            yield str(path.relative_to(site.folder)), hashlib.sha256(path.read_bytes()).hexdigest()


REHEARSALS = {
    ("sweep", "--rehearse"): True,
    ("sweep", "--now", "2018-03-01", "--rehearse"): True,
    ("sweep", "--now", "2099-01-01", "--rehearse"): True,
    ("audit", "rehearse"): False,
    ("import", "more.jsonl", "--programme", "uppsala", "--check"): False,
    ("migrate", "--check"): False,
    ("retention",): True,
}
"""Each command that only shows what would be, and whether it shows people: then that is logged."""


@pytest.mark.parametrize(("words", "reads"), REHEARSALS.items(), ids=str)
def test_a_rehearsal_leaves_everything_as_it_was_but_says_who_has_read(
    lived: Site, words: tuple[str, ...], reads: bool
) -> None:
    before, beside = rows(lived), files(lived)
    lived.run(*words)
    after = rows(lived)
    read_before, read = before.pop(READINGS), after.pop(READINGS)
    for name in (PIECES, KEYS):  # a month's first reading begins a piece, which has a key
        assert len(after.pop(name)) - len(before.pop(name)) in (0, 1)
    assert after == before
    assert files(lived) == beside
    assert not read_before - read, "a line of the access log has gone"
    assert bool(read - read_before) is reads


def test_who_has_read_is_dated_by_the_clock_whatever_day_was_rehearsed(lived: Site) -> None:
    for day in ("2018-03-01", "2099-01-01"):
        lived.run("sweep", "--now", day, "--rehearse")
    assert {reading["at"][:4] for reading in lived.json("access", "list")}.isdisjoint({"2018", "2099"})


def test_what_is_done_in_earnest_leaves_more_than_that(lived: Site) -> None:
    before = rows(lived)
    lived.run("sweep", "--now", "2018-03-01")
    assert {name for name, found in rows(lived).items() if found != before[name]} > {READINGS}
