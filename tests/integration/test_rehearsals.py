"""A rehearsal saves nothing: all that it may leave in the store is who has read whom."""

import hashlib
from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from journey.engine.store import Store
from tests.site import Site, cohort, take

pytestmark = pytest.mark.every_store

READINGS = "access_log"
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
}
"""Each command that only shows what would be, and whether it shows people: then that is logged."""


@pytest.mark.parametrize(("words", "reads"), REHEARSALS.items(), ids=str)
def test_a_rehearsal_leaves_everything_as_it_was_but_says_who_has_read(
    lived: Site, words: tuple[str, ...], reads: bool
) -> None:
    before, beside = rows(lived), files(lived)
    lived.run(*words)
    after = rows(lived)
    readings_before, readings = before.pop(READINGS), after.pop(READINGS)
    assert after == before
    assert files(lived) == beside
    assert not readings_before - readings, "a line of the access log has gone"
    assert bool(readings - readings_before) is reads


def test_what_is_done_in_earnest_leaves_more_than_that(lived: Site) -> None:
    before = rows(lived)
    lived.run("sweep", "--now", "2018-03-01")
    assert {name for name, found in rows(lived).items() if found != before[name]} > {READINGS}
