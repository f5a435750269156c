"""How the stores in this folder were made, by the program of schema 1, from the root of that version's checkout:

    PYTHONPATH=. python made.py EMPTY_FOLDER postgresql://…/AN_EMPTY_DATABASE

Run with any other version it would make another store: what is committed is kept as it is. What it leaves:
`journey.db.gz` (SQLite), `journey.sql.gz` (a dump of PostgreSQL), `journey.backup` (of `journey backup`), the key file
and the receipts that belong to all three, and `answers.json.gz`: what that program answered when it was asked.
"""

import asyncio
import gzip
import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bots.clock.sweep import sweep
from journey.domain.events import participant as facts
from journey.engine.chats import tables
from tests.chat.talking import PROGRAMME, Clock, Person, Town, town_of
from tests.site import cohort, make_site

AS_OF = ("--as-of", "2026-04-30")
MARCH = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SPELLINGS = ("Åsa", "åsa", "ÅSA")
ENTRIES = [
    *({"type": "coach_registered", "coach": coach, "on": "2026-01-02", "fte": 1.0} for coach in SPELLINGS),
    *(
        {"type": "enrolled", "participant": f"S-{number}", "on": "2026-01-12", "coach": coach, "note": f"note {number}"}
        for number, coach in enumerate(SPELLINGS)
    ),
    {"type": "contact_held", "participant": "S-0", "on": "2026-01-20", "mode": "phone"},
    {"type": "enrolled", "participant": "S-gone", "on": "2026-01-12", "note": "told in confidence"},
    {"type": "discharged", "participant": "S-gone", "on": "2026-02-12", "reason": "work"},
]
ASKED = [
    ["deadlines", *AS_OF],
    ["deadlines", "--as-of", "2018-03-31", "--known-at", "2018-02-01T12:00:00+01:00"],
    ["alerts"],
    ["participants", *AS_OF],
    ["participants", *AS_OF, "--pseudonyms"],
    ["timeline", "H-002"],
    ["timeline", "S-1"],
    ["report", "flow", "--programme", PROGRAMME, *AS_OF],
    ["report", "flow", "--programme", PROGRAMME, "--as-of", "2018-05-31"],
    ["report", "outcomes", "--programme", PROGRAMME, "--as-of", "2018-05-31"],
    ["staff", "list", "--programme", PROGRAMME],
]


async def talk(town: Town) -> None:
    """Colleagues and their cards, somebody met, somebody waiting, a draft that was never sent, messages."""
    annas = [await town.colleague("coach:anna"), await town.colleague("coach:Anna", "Anna Berg")]
    await town.colleague("supervisor:eva", "Eva Ek")
    met, waiting = await town.referred(), await town.referred(name="Bo Kolgruvan", email="bo@exempel.se")
    await town.cards()
    for label in ("Jag tar den här", "Logga kontakt", "Telefon", "Spara"):
        await annas[0].press(label)
    town.record(met.stream, facts.Enrolled(coach="anna"))
    town.record(waiting.stream, facts.Enrolled(coach="Anna"))
    draft = await town.visitor("en")
    await draft.placed("words")
    town.clock.forward(days=27)
    sweep(town.journey.engine, town.journey.projector, town.clock())
    await town.cards()


def chats(town: Town) -> list[list[object]]:
    """Every chat and what is said in it, as it can be read with the key."""
    with town.journey.engine.store.read() as connection:
        numbers = list(connection.execute(tables.chats.select().order_by(tables.chats.c.id)).scalars())
    people = [Person(town, number) for number in numbers]
    return [
        [person.row.staff, person.row.language, person.row.state, person.row.data.get("answers"), person.text()]
        for person in people
    ]


def command(folder: Path, *arguments: str, database: str = "sqlite:///journey.db") -> str:
    journey = Path(sys.executable).with_name("journey")
    env = os.environ | {"JOURNEY_DB": database, "JOURNEY_KEY_FILE": "journey.key"}
    return subprocess.run([journey, *arguments], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


def filled(folder: Path) -> None:
    """The cohort, people of coaches in every spelling, the chat's people; one of them all erased."""
    for name, entries in (("cohort", cohort(3)), ("spellings", ENTRIES)):
        lines = "".join(json.dumps(entry) + "\n" for entry in entries)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        command(folder, "import", f"{name}.jsonl", "--programme", PROGRAMME, "--keep-recorded")
    with town_of(make_site(folder), clock=Clock(MARCH)) as town:
        asyncio.run(talk(town))
    command(folder, "erase", "S-gone", "--reason", "asked for")


def answers(folder: Path) -> dict[str, object]:
    asked = [[*words, "--format", "json"] for words in ASKED]
    said: dict[str, object] = {"asked": [[words, command(folder, *words)] for words in asked]}
    with town_of(make_site(folder), clock=Clock(MARCH)) as town:
        said["chats"] = chats(town)
    return said


def main(folder: Path, postgres: str) -> None:
    filled(folder)
    asked = answers(folder)
    command(folder, "backup", "journey.backup")
    command(folder, "restore", "journey.backup", database=postgres)
    dump = subprocess.run(["pg_dump", "--inserts", "--no-owner", postgres], check=True, capture_output=True).stdout
    keep(folder / "journey.sql", dump)
    keep(folder / "answers.json", json.dumps(asked, ensure_ascii=False, indent=1).encode())
    with sqlite3.connect(folder / "journey.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    keep(folder / "journey.db", (folder / "journey.db").read_bytes())


def keep(path: Path, content: bytes) -> None:
    """Beside the place of that name, packed."""
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
