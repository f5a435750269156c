"""What an evaluator's figures are made of: the same histories, and in none of their events a word of anybody's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec

from journey.domain.events import ENTRY_TYPES, Event
from journey.domain.events import participant as facts
from journey.domain.events.cooperation import FiledInJournal
from journey.domain.events.documents import DocumentKept, DocumentRemoved
from journey.domain.events.requests import BreakGlassOpened
from journey.domain.history import History
from projections.exports.coded import COUNTED, coding, treatments
from projections.exports.coding import Coder
from projections.exports.config import code_lists
from projections.exports.fact_types import NEVER
from projections.exports.pseudonyms import Pseudonyms

STREAM, DAY, MARK = UUID(int=7), date(2018, 6, 1), "ZZLEAK"


def event(version: int, fact: object, entry: str, sender: str = MARK) -> Event:
    now = datetime(2018, 6, 1, 8, version, tzinfo=UTC)
    words: dict[str, Any] = {"by": f"supervisor:{MARK}", "sealed": MARK.encode(), "note": MARK, "causation": MARK}
    return Event(
        STREAM, version, "prov", DAY, now, now, f"coach:{MARK}", MARK, fact, entry=entry, sender=sender, **words
    )


def read(*log: Event) -> list[Event]:
    return list(coding(Coder(Pseudonyms(b"salt"), code_lists(None), exact_times=True))(log))


def test_no_text_that_a_fact_must_have_and_no_name_of_who_wrote_it_comes_through() -> None:
    log = [
        event(1, facts.Referred(source="self"), f"{MARK}-1"),
        event(2, facts.DeadlineWaived(rule=f"{MARK}-rule", reason=f"{MARK} reason"), f"{MARK}-2"),
        event(3, DocumentKept(document=f"{MARK}-d", kind="other", file=f"{MARK}.pdf"), f"{MARK}-3"),
        event(4, DocumentRemoved(document=f"{MARK}-d"), f"{MARK}-4"),
        event(5, FiledInJournal(entries=(f"{MARK}-1", f"{MARK}-elsewhere"), system=f"{MARK}-system"), f"{MARK}-5"),
        event(6, facts.Struck(strikes=f"{MARK}-2", reason=f"{MARK} reason"), f"{MARK}-6"),
    ]
    told = read(*log)
    assert [one.type for one in told] == [one.type for one in log]
    assert MARK not in repr(told)
    assert told[4].fact.entries[0] == told[0].entry, "what another entry speaks of is still known"
    assert {one.actor.partition(":")[0] for one in told} == {"coach"}


def test_that_somebody_lived_in_hiding_is_not_there_at_all() -> None:
    hidden = [
        event(2, facts.IdentityChanged(identity="protected"), "2"),
        event(3, BreakGlassOpened(reason="asked", until=datetime(2018, 6, 1, tzinfo=UTC)), "3"),
        event(4, facts.IdentityChanged(identity="named"), "4"),
    ]
    told = read(event(1, facts.Referred(source="self", identity="protected"), "1"), *hidden)
    assert [one.type for one in told] == ["referred"]
    assert told[0].fact.identity is None


def test_what_was_struck_is_struck_whoever_sent_it_and_the_order_of_one_moment_is_kept() -> None:
    strike = facts.Struck(strikes="10", reason="wrong")
    contacts = [event(at, facts.ContactHeld(mode="phone"), entry, sender) for at, entry, sender in TWICE]
    plain = [event(1, facts.Referred(source="self"), "5"), *contacts, event(6, strike, "7", "one")]
    told = read(*plain)
    assert [one.version for one, _ in History(told).struck] == [one.version for one, _ in History(plain).struck] == [2]
    by_name = [sorted(log[1:5], key=lambda one: one.entry or "") for log in (plain, told)]
    assert [one.version for one in by_name[0]] == [one.version for one in by_name[1]]


TWICE = ((2, "10", "one"), (3, "9", "one"), (4, "10", "two"), (5, "b", "two"))
"""When it was recorded, its entry, and whose entry that is."""


def test_whatever_no_treatment_speaks_of_is_thought_about() -> None:
    bare: dict[str, Any] = {
        name: {field: treatment for field, treatment in treatments(cls) if isinstance(treatment, str)}
        for name, cls in ENTRY_TYPES.items()
        if name not in NEVER or name in COUNTED
    }
    must = {name: {key: said for key, said in keys.items() if said != "left out"} for name, keys in bare.items()}
    assert {name: keys for name, keys in must.items() if keys} == {
        "deadline_waived": {"reason": "empty"},
        "struck": {"strikes": "tied", "reason": "empty"},
        "filed_in_journal": {"entries": "tied"},
        "document_kept": {"document": "empty", "file": "empty"},
        "document_removed": {"document": "empty"},
    }
    for name, keys in must.items():
        types = {field.name: field.type for field in msgspec.structs.fields(ENTRY_TYPES[name])}
        for key in (key for key, said in keys.items() if said == "empty"):
            assert msgspec.convert("some text", types[key]) == "some text", (
                f"{name}.{key} is no text: it cannot be empty"
            )
