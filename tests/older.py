"""Stores that earlier versions of the program made, to be opened by this one; see `tests/stored/schema_1/made.py`."""

import gzip
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from tests.site import Site, make_site

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


def said_today(site: Site) -> list[list[Any]]:
    """The same questions, asked of this program."""
    return [[words, site.run(*words).out] for words, _ in answers()["asked"]]
