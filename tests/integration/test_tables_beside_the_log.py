"""Whoever can change the database alone: whatever they do to a table beside the log is found, and where it was done."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.chats import tables as chat_tables
from journey.engine.chats.messages import Message
from journey.engine.form_drafts import FormDraft
from journey.engine.merging import merge
from journey.engine.staff.sessions import StaffLengths, StaffSessions
from journey.engine.store import Store, metadata
from journey.engine.vault import PEPPER
from services.opened import Journey
from tests.cases import every
from tests.chat.talking import Town, town_of
from tests.command import Result
from tests.site import Site, cohort, stream_of, take

pytestmark = pytest.mark.every_store

CHATS = chat_tables.chats.name
REASONS = {
    "audit_leaves": "The tree of the log itself: see test_audit_tampering.",
    "access_log_before": "Rows of earlier versions wait here until the next start; it is empty after it.",
    "vault_shreds": "Says only that keys were destroyed, so that processes forget theirs: any change makes them forget.",
    "vault_likenesses": "Says who may be one person; a human looks at both, and decides. Nothing is handed out by it.",
    "documents": "Each file is held to its own event: see test_documents.",
    "desk_views": "Names for ways to look at a list: nothing about anybody, and nobody is shown more by them.",
    "chat_followers": "How far cards have been put up: put back, the same cards are put up once again, under their names.",
}
"""Tables that decide about nobody, or are looked at elsewhere."""


TWO = ("M-1", "M-2")
"""Two references of one person, who has been made one."""


@dataclass(frozen=True)
class Store_:
    """A store to tamper with, and two people in it."""

    site: Site
    one: str
    other: str


# -- a store that has been in use ------------------------------------------------------------------------------------
async def _talk(town: Town) -> None:
    coach = await town.colleague("coach:anna")
    await town.colleague("dpo:ada", "Ada Ask")
    person = await town.referred()
    named = Message("bot", "Två att ringa idag.", mentions={person.stream})
    assert town.chats.post(coach.chat, [named], town.clock())
    await town.referred(name="Test Testsson", email="test@example.org", phone="070-1740606")
    await town.cards()


def _sign_in(journey: Journey) -> None:
    """Two colleagues who are signed in, with a passkey and a ticket each."""
    engine, now = journey.engine, journey.now
    sessions = StaffSessions(engine.store, engine.vault, StaffLengths())
    for number, person in enumerate(("anna", "ada")):
        place = ("hudiksvall", "coach")
        sessions.enter(person, "provider", now, place=place, grants=[place], hint="x", stepped=True)
        engine.passkeys.keep(person, b"credential %d" % number, b"key %d" % number, number, "phone", now)
        draft = FormDraft(f"form-{number}-of-some-length", f"coach:{person}", "hudiksvall", None, "meeting_held")
        engine.form_drafts.keep(draft, "", now)
        engine.staff_tickets.issue("enrol", now, timedelta(days=1), person=person, code="123456", content={"a": 1})


@pytest.fixture(scope="module")
def used(module_site: Site) -> Store_:
    """People by file and by chat, colleagues, cards, readings; signed, and read a little more after that."""
    with module_site.opened() as journey:
        take(journey, cohort(3))
        take(journey, [{"type": "referred", "participant": name, "on": "2018-01-15", "source": "self"} for name in TWO])
        merge(journey.engine, *(stream_of(journey, name) for name in TWO), "the same person", journey.now, "operator")
        journey.projector.follow()
        one, other = (stream_of(journey, name).hex for name in ("H-001", "H-002"))
    with town_of(module_site) as town:
        asyncio.run(_talk(town))
        for chat in town.chats.find(channel="webchat"):
            town.office.doors.enter(chat.id, town.clock())
            town.office.doors.link(chat.id, town.clock())
    with module_site.opened() as journey:
        _sign_in(journey)
    for _ in range(3):
        module_site.run("participants")
    module_site.run("audit", "checkpoint")
    module_site.run("timeline", "H-001")
    module_site.run("timeline", "H-002")
    return Store_(module_site, one, other)


@pytest.fixture(scope="module")
def copies(used: Store_, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Site]:
    numbers, folder = count(), tmp_path_factory.mktemp("beside")
    return lambda: used.site.copy(folder / f"copy-{next(numbers)}")


def findings(site: Site, code: int) -> list[dict[str, Any]]:
    out = site.run("audit", "verify", "--format", "json", code=code).out
    found: list[dict[str, Any]] = json.loads(out)["findings"]
    return found


def test_a_store_that_nobody_has_been_at_is_in_order(used: Store_) -> None:
    assert findings(used.site, 0) == []
    assert beside(used.site)["ok"]


def beside(site: Site) -> dict[str, Any]:
    """What the doctor says of the tables beside the log."""
    said = json.loads(site.run("doctor", "--format", "json", code=site_code(site)).out)
    return next(check for check in said if check["check"] == "tables beside the log")


def site_code(site: Site) -> int:
    return 0 if not json.loads(verify(site).out)["findings"] else 1


def verify(site: Site) -> Result:
    from tests.command import run_here

    return run_here(("audit", "verify", "--format", "json"), site.env, site.folder)


# -- every table, by delete, swap and edit ---------------------------------------------------------------------------
Row = dict[str, Any]


class Hand:
    """One hand at one table of an opened database."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.connection = connection
        self.table = metadata.tables[name]

    def rows(self) -> list[Row]:
        """The rows that may be tampered with, in the order of their key."""
        keys = list(self.table.primary_key)
        rows = self.connection.execute(sa.select(self.table).order_by(*keys)).mappings()
        return [dict(row) for row in rows if row.get("stream") != PEPPER.hex]

    def _at(self, row: Row) -> Any:
        return sa.and_(*(column == row[column.name] for column in self.table.primary_key))

    def delete(self, row: Row) -> None:
        self.connection.execute(self.table.delete().where(self._at(row)))

    def change(self, row: Row, **columns: Any) -> None:
        self.connection.execute(self.table.update().where(self._at(row)).values(**columns))

    def put(self, row: Row) -> None:
        self.connection.execute(self.table.insert().values(**row))

    def swap(self, one: Row, other: Row, *names: str) -> None:
        """Two rows exchange what stands in these columns."""
        mixed = [one | {name: other[name] for name in names}, other | {name: one[name] for name in names}]
        for row in (one, other):
            self.delete(row)
        for row in mixed:
            self.put(row)


def edited(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value + 1
    return value[:-1] + ("~" if value[-1:] != "~" else "-")


DECIDING = {
    "vault_keys": ("stream", "master", "wrapped"),
    "vault_references": ("programme", "sender", "digest", "stream", "sealed"),
    "entries": ("programme", "sender", "entry", "digest", "seal"),
    "programmes": ("programme",),
    "access_log": ("piece", "number", "at", "actor", "people", "why", "digest"),
    "access_pieces": ("number", "month", "rows", "chain", "dropped"),
    "schema_version": ("version",),
    CHATS: ("id", "key", "programme", "stream", "staff", "address", "data"),
    "chat_messages": ("chat", "id", "author", "key", "sealed", "at", "once"),
    "chat_mentions": ("chat", "message", "stream", "seal"),
    "chat_sessions": ("token", "chat", "seal"),
    "chat_tickets": ("token", "chat", "kind", "code", "reader", "seal"),
    "chat_contacts": ("digest", "chat", "before", "seal"),
    "vault_merges": ("stream", "into", "seal"),
    "staff_sessions": ("token", "person", "way", "programme", "role", "grants", "used", "expires", "stepped", "seal"),
    "staff_tickets": ("token", "kind", "person", "code", "expires", "content", "seal"),
    "staff_passkeys": ("digest", "credential", "person", "public_key", "counter", "seal"),
    "form_drafts": ("name", "writer", "programme", "stream", "kind", "began", "touched", "sealed", "seal"),
}
"""For each table the columns that decide; the rest may be changed by nobody's harm: when a session was last used, say."""
GONE_IS_NO_HARM = {
    CHATS: "A chat that is gone has expired or was given up: it hands nobody anything, and drafts do so every night.",
    "chat_messages": "Messages go with their retention time, and with the people they speak of.",
    "chat_mentions": "They go with their messages; one that is gone is found as the message is, by its own row.",
    "chat_sessions": "A session that is gone asks for a new code.",
    "chat_tickets": "A link or code that is gone opens nothing.",
    "chat_contacts": "An address that is gone finds no chat: a human is asked.",
    "staff_sessions": "A session that is gone asks to sign in again.",
    "staff_tickets": "What is gone lets nobody in.",
    "staff_passkeys": "A passkey that is gone lets nobody in: its owner is invited anew.",
    "form_drafts": "A form that is gone is written anew: a day without a touch takes it too.",
}
"""Tables whose rows may go at any time, by the law of the house: what is missing hands nobody another's data."""


def test_every_table_of_the_store_is_walked_or_a_reason_says_why_not() -> None:
    assert set(metadata.tables) == {*DECIDING, *REASONS}
    assert set(GONE_IS_NO_HARM) < set(DECIDING)
    assert all(reason.endswith(".") for reason in (*REASONS.values(), *GONE_IS_NO_HARM.values()))


def tampered(site: Site, name: str, deed: Callable[[Hand], bool]) -> list[dict[str, Any]] | None:
    """What is found of that table after a deed; None where the store has nothing to do it to."""
    store = Store(site.url)
    try:
        with store.write() as connection:
            if not deed(Hand(connection, name)):
                return None
    finally:
        store.close()
    told = verify(site)
    if not told.out:  # it is refused before anything is looked at
        assert told.code == 2 and told.err.startswith("journey: ")
        return [{"row": "", "says": told.err}]
    found = json.loads(told.out)["findings"]
    assert not [one for one in found if not one["says"]]
    return [one for one in found if one.get("table") in (name, *ALSO.get(name, ()))]


ALSO = {
    "access_pieces": ("access_log",),
    "access_log": ("access_pieces",),
    CHATS: ("vault_keys",),
    "chat_messages": ("vault_keys",),
}
"""Tables in which a deed to the first may show as well."""


@every("name", [name for name in DECIDING if name not in GONE_IS_NO_HARM])
def test_a_row_taken_away_is_found_where_it_was(copies: Callable[[], Site], name: str) -> None:
    def take_away(hand: Hand) -> bool:
        rows = hand.rows()
        hand.delete(rows[len(rows) // 2])
        return True

    found = tampered(copies(), name, take_away)
    assert found and all(one.get("row") for one in found)


@every("name", [name for name in DECIDING if name not in GONE_IS_NO_HARM and name != "schema_version"])
def test_an_emptied_table_is_found(copies: Callable[[], Site], name: str) -> None:
    def empty(hand: Hand) -> bool:
        for row in hand.rows():
            hand.delete(row)
        return True

    assert tampered(copies(), name, empty)


@every("name", DECIDING)
def test_every_column_that_decides_is_held_to_what_was_written(copies: Callable[[], Site], name: str) -> None:
    site, missed = copies(), []
    for column in DECIDING[name]:

        def edit(hand: Hand, column: str = column) -> bool:
            row = next((row for row in reversed(hand.rows()) if row[column] is not None), None)
            chosen = row or hand.rows()[0]
            hand.change(chosen, **{column: edited(chosen[column]) if row else "2026-01-01"})
            return True

        copy = copies()
        if not tampered(copy, name, edit):
            missed.append(column)
    assert (missed, site.folder.exists()) == ([], True)


SWAPS = {
    "vault_keys": ("wrapped",),
    "vault_references": ("stream",),
    "entries": ("digest",),
    "access_log": ("people",),
    CHATS: ("stream",),
    "chat_messages": ("chat",),
    "chat_sessions": ("chat",),
    "chat_contacts": ("chat",),
    "staff_sessions": ("person",),
    "staff_tickets": ("person",),
    "staff_passkeys": ("person",),
    "form_drafts": ("writer",),
}


@every("name", SWAPS)
def test_two_rows_that_change_places_are_found(copies: Callable[[], Site], name: str) -> None:
    def swap(hand: Hand) -> bool:
        rows = hand.rows()
        differing = [
            (one, other)
            for one in rows
            for other in rows
            if all(one[column] not in (None, other[column]) and other[column] is not None for column in SWAPS[name])
        ]
        if not differing:
            return False
        hand.swap(*differing[0], *SWAPS[name])
        return True

    assert tampered(copies(), name, swap), name


# -- nobody is handed another's data ---------------------------------------------------------------------------------
def change(site: Site, *deeds: tuple[str, Callable[[Hand], object]]) -> None:
    store = Store(site.url)
    with store.write() as connection:
        for name, deed in deeds:
            deed(Hand(connection, name))
    store.close()


def of(hand: Hand, stream: str) -> Row:
    return next(row for row in hand.rows() if row["stream"] == stream)


REFUSED = "nobody's data is handed out"
ASKED = (
    ("export", "person", "H-001", "--out", "{folder}/out"),
    ("timeline", "H-001"),
    ("audit", "alert", "H-001", "job_search_one_month"),
)


@every("columns", [("stream",), ("stream", "sealed"), ("digest",), ("sealed",)])
def test_swapped_references_hand_out_nobody_s_data(
    used: Store_, copies: Callable[[], Site], columns: tuple[str, ...]
) -> None:
    site = copies()
    change(
        site,
        ("vault_references", lambda hand: hand.swap(of(hand, used.one), of(hand, used.other), *columns)),
    )
    for words in ASKED:
        told = site.run(*(word.format(folder=site.folder) for word in words), code=1).err
        assert REFUSED in told
    assert not (site.folder / "out").exists()
    assert not beside(site)["ok"]


def test_whose_key_was_taken_away_is_not_called_erased(used: Store_, copies: Callable[[], Site]) -> None:
    site = copies()
    change(site, ("vault_keys", lambda hand: hand.delete(of(hand, used.one))))
    for words in (*ASKED, ("participants",)):
        told = site.run(*(word.format(folder=site.folder) for word in words), code=1)
        assert REFUSED in told.err and "erased-" not in told.out
    [found] = [one for one in findings(site, 1) if one["what"] == "key_missing"]
    assert found["row"] == used.one


def test_whose_reference_was_taken_away_is_not_called_erased_in_a_list(
    used: Store_, copies: Callable[[], Site]
) -> None:
    site = copies()
    change(site, ("vault_references", lambda hand: hand.delete(of(hand, used.one))))
    assert REFUSED in site.run("participants", code=1).err
    assert [one["row"] for one in findings(site, 1)] == [used.one]


def test_an_import_does_not_pass_over_what_somebody_wrote_among_the_entries_taken(
    used: Store_, copies: Callable[[], Site]
) -> None:
    site = copies()

    def forge(hand: Hand) -> None:
        row = next(row for row in hand.rows() if row["entry"].startswith("H-001"))
        hand.put(row | {"entry": "H-999"})

    change(site, ("entries", forge))
    entry = {"type": "enrolled", "participant": "H-9", "on": "2018-01-01", "entry": "H-999"}
    (site.folder / "one.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    told = site.run("import", str(site.folder / "one.jsonl"), "--programme", "uppsala", code=1).err
    assert "nothing was imported" in told


def test_a_session_that_was_turned_to_another_chat_opens_nothing(copies: Callable[[], Site]) -> None:
    site = copies()
    with town_of(site) as town:
        mine, theirs = town.chats.find(channel="webchat")[:2]
        token = town.office.doors.enter(mine.id, town.clock())
        assert town.office.doors.inside(token, town.chats, town.clock()).id == mine.id
        with town.chats.store.write() as connection:
            table = chat_tables.sessions
            connection.execute(table.update().where(table.c.chat == mine.id).values(chat=theirs.id))
        assert town.office.doors.inside(token, town.chats, town.clock()) is None


# -- what the law asks for is no tampering ---------------------------------------------------------------------------
def test_erasure_rotation_and_restore_are_no_tampering(copies: Callable[[], Site]) -> None:
    site = copies()
    site.run("erase", "H-003", "--without-request", "--reason", "asked for, decided")
    site.run("keys", "rotate")
    assert findings(site, 0) == []
    site.run("backup", str(site.folder / "whole.backup"))
    site.run("audit", "checkpoint")
    assert findings(site, 0) == []


def test_a_key_that_comes_back_after_an_erasure_is_found(copies: Callable[[], Site]) -> None:
    site = copies()
    with site.opened() as journey:
        stream = stream_of(journey, "H-003").hex
    kept: list[Row] = []
    change(site, ("vault_keys", lambda hand: kept.append(of(hand, stream))))
    site.run("erase", "H-003", "--without-request", "--reason", "asked for, decided")
    change(site, ("vault_keys", lambda hand: hand.put(kept[0])))
    assert [(one["what"], one["row"]) for one in findings(site, 1)] == [("key_left", stream)]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path


def test_two_who_were_made_one_are_erased_together_and_nothing_is_found(copies: Callable[[], Site]) -> None:
    site = copies()
    with site.opened() as journey:
        take(journey, [{"type": "declined", "participant": "M-1", "on": "2018-02-01", "reason": "moved"}])
    site.run("erase", "M-1", "--without-request", "--reason", "asked for, decided")
    assert findings(site, 0) == []
    assert beside(site)["ok"]
    assert site.json("replay")["differences"] == []
    for name in TWO:
        assert "nobody is known by that reference" in site.run("timeline", name, code=2).err
