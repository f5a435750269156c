"""Stores that earlier versions of the program made, to be opened by this one; see `tests/stored/schema_1/made.py`."""

import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa

from journey.domain.commands import Record
from journey.domain.events.requests import LanguageChanged
from journey.engine.chats import tables
from journey.engine.engine import Engine
from tests.histories import shipped
from tests.site import Site, make_site

USED, UNUSED = "alva@exempel.se", "bo@exempel.se"
"""Two addresses given in the chats of the older store. Nobody had come back by either."""
CAME_BACK = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A week after the referrals."""
FIRST = Path(__file__).parent / "stored" / "schema_1"
BACKUP = FIRST / "journey.backup"


def older_site(folder: Path, server: str | None = None) -> Site:
    """A copy of the store of schema 1, on either database."""
    site = with_its_keys(make_site(folder, server))
    if server is None:
        site.database.write_bytes(gzip.decompress((FIRST / "journey.db.gz").read_bytes()))
        return site
    dump = gzip.decompress((FIRST / "journey.sql.gz").read_bytes()).decode()
    with psycopg.connect(site.url, autocommit=True) as connection:
        connection.execute("\n".join(line for line in dump.splitlines() if not line.startswith("\\")))
    return site


def come_back_by_address(site: Site) -> Site:
    """The same store as the program of schema 2 left it, after one of its people had come back by their address."""
    engine = Engine(site.url, site.key_file, shipped())
    with engine.store.write() as connection:
        engine.store.migrate(connection, upto=2)
    engine.vault.open()
    engine.log.create()
    chats, contacts = tables.chats.c, tables.contacts.c
    mine = sa.select(chats.id, chats.stream).join(tables.contacts, contacts.chat == chats.id)
    with engine.store.write() as connection:
        row = connection.execute(mine.where(contacts.digest == engine.vault.digest("contact", USED))).one()
        touched = tables.chats.update().where(chats.id == row.id).values(touched=CAME_BACK.isoformat())
        connection.execute(touched)
    _says_something(engine, UUID(row.stream))
    engine.close()
    return site


def _says_something(engine: Engine, stream: UUID) -> None:
    fact, by = LanguageChanged(language="en"), "participant"
    said = Record("hudiksvall", fact, CAME_BACK.date(), CAME_BACK, by, "test", stream=stream, by=by, sender="chat")
    engine.execute(said, lambda *_: (0, None))


def with_its_keys(site: Site) -> Site:
    """The same site, with the keys and receipts of the older store in place."""
    for name in ("journey.key", "erasures.jsonl"):
        shutil.copy(FIRST / name, site.folder / name)
        (site.folder / name).chmod(0o600)
    return site


@cache
def answers() -> dict[str, Any]:
    """What the program of schema 1 answered: `asked`, and `chats`, as they could be read with the key."""
    told: dict[str, Any] = json.loads(gzip.decompress((FIRST / "answers.json.gz").read_bytes()))
    return told


def otherwise_today(site: Site, most: int | None = None) -> list[str]:
    """Where this program answers the same questions, or the first of them, otherwise than the first release did.

    What it says beyond what was said then is none of it.
    """
    return [
        f"{words} {place}"
        for words, then in answers()["asked"][:most]
        for place in _otherwise(_read(then), _read(site.run(*words).out), "")
    ]


def _read(answer: str) -> Any:
    try:
        return json.loads(answer)
    except ValueError:
        return answer


def _otherwise(then: Any, now: Any, place: str) -> Iterator[str]:
    if isinstance(then, list) and then and isinstance(then[0], dict) and "key" in then[0]:  # figures, by their keys
        then, now = ({figure["key"]: figure for figure in figures} for figures in (then, now))
    if isinstance(then, dict) and isinstance(now, dict):
        for key, value in then.items():
            yield from _otherwise(value, now.get(key, "nothing"), f"{place}/{key}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from _otherwise(one, other, f"{place}/{number}")
    elif then != now:
        yield f"{place}: {then} is now {now}"
