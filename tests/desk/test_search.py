"""Looking for somebody: it finds who is yours, whatever way it is written, and leaves no trace but in the access log."""

import logging
from uuid import UUID

import pytest

from journey.domain.commands import Record
from journey.domain.events import participant as facts
from journey.domain.events.requests import ContactDetailsChanged
from journey.engine.erasure import erase
from journey.engine.merging import merge
from services import name_index
from tests.chat.talking import PROGRAMME
from tests.desk.room import Colleague, Room, at

SEARCH = "/desk/people/search"
WAYS = (
    "åsa",
    "ASA",
    "norén åsa",
    "Ost-Nor",
    "IFO-2026",
    "ifo202677",
    "070-555",
    "+46 70 555 66",
    "19811218-9876",
    "811218",
)


def looks_for(colleague: Colleague, words: str) -> str:
    """What the page says, once somebody is looked for from the box on top of the list."""
    colleague.open("/desk/people")
    assert f'action="{SEARCH}"' in colleague.page.body
    colleague.sends(SEARCH, words=words)
    assert colleague.page.status == 200
    return colleague.page.body


def finds(colleague: Colleague, words: str, stream: UUID) -> bool:
    return f'{at(stream)}"' in looks_for(colleague, words)


def asa(room: Room, reference: str = "IFO-2026-77", coach: str = "anna") -> UUID:
    """Somebody of Anna's with everything by which people are looked for."""
    first = facts.Referred(
        source="psychiatry", name="Åsa Öst-Norén", phone="070-555 66 77", personal_number="198112189876"
    )
    now = room.town.clock()
    command = Record(PROGRAMME, first, room.today, now, "import", "test", reference=reference, sender="import")
    stream = room.town.office.execute([command])[0].stream
    room.town.record(stream, facts.Enrolled(coach=coach), at=None)
    return stream


def test_each_way_to_write_it_finds_who_is_yours_and_nobody_else_s(
    room: Room, port: int, anna: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wanted, other = asa(room), room.person(name="Bosse Berg")
    bo, eva = room.seat(port, "coach:bo"), room.seat(port, "supervisor:eva")
    for way in WAYS:
        assert finds(anna, way, wanted) and finds(eva, way, wanted), way
        assert not finds(bo, way, wanted) and "Åsa Öst" not in bo.page.body, way
        assert at(other) not in anna.page.body, way
        assert "<title>Sök deltagare</title>" in anna.page.body
    assert "Ingen av dem du arbetar med" in bo.says
    assert not [said for said in caplog.messages if "öst" in said.casefold() or "811218" in said]
    read = room.readings(wanted)
    assert ("coach:anna", ("name", "calendar", "facts"), ("desk-search",)) in read
    assert "coach:bo" not in {reader for reader, _, _ in read}
    assert "coach:anna" not in {reader for reader, _, why in room.readings(other) if "desk-search" in why}


def test_what_is_written_is_found_at_once_and_what_was_taken_back_no_more(room: Room, anna: Colleague) -> None:
    wanted = asa(room)
    assert finds(anna, "åsa", wanted) and not finds(anna, "070-999", wanted)
    room.town.record(wanted, ContactDetailsChanged(phone="070-999 88 77"))
    assert finds(anna, "070-999", wanted) and not finds(anna, "070-555", wanted)
    new = room.person(name="Zaida Ny")
    assert finds(anna, "zai", new)


def test_under_protected_identity_nobody_is_found_by_anybody(room: Room, port: int, anna: Colleague) -> None:
    wanted, eva = asa(room), room.seat(port, "supervisor:eva")
    assert finds(anna, "åsa", wanted)
    room.town.record(wanted, facts.IdentityChanged(identity="protected"))
    for way in WAYS:
        assert not finds(anna, way, wanted) and not finds(eva, way, wanted), way
    assert wanted not in room.town.office.names.of(PROGRAMME).people, "nor is anything of them kept in memory"
    assert "Åsa" not in eva.open("/desk/people?sort=name").body
    room.town.record(wanted, facts.IdentityChanged(identity="named"))
    assert finds(eva, "åsa", wanted)


def test_whoever_is_erased_or_merged_is_forgotten(room: Room, anna: Colleague) -> None:
    wanted, twin = asa(room), asa(room, "SOC-9")
    assert finds(anna, "soc-9", twin)
    engine, now = room.town.journey.engine, room.town.clock()
    merge(engine, twin, wanted, "the same person", now, "operator")
    assert finds(anna, "soc-9", wanted), "both references mean whoever they were made"
    assert not finds(anna, "åsa", twin)
    room.town.record(wanted, facts.Discharged(reason="work"))
    erase(engine, wanted, "test", now, "operator", room.town.site.folder / "receipts.jsonl")
    for way in (*WAYS, "soc-9"):
        assert not finds(anna, way, wanted), way
    assert not room.town.office.names.of(PROGRAMME).people


def test_who_works_with_nobody_may_not_look_and_too_little_finds_nobody(room: Room, port: int, anna: Colleague) -> None:
    asa(room)
    for staff in ("evaluator:eli", "dpo:ada", "admin:ali"):
        colleague = room.seat(port, staff)
        assert SEARCH not in colleague.open("/desk").body
        colleague.sends(SEARCH, words="åsa")
        assert colleague.page.status == 404 and "Åsa" not in colleague.page.body
    for nothing in ("", "å", " \x00 "):
        assert "minst två" in looks_for(anna, nothing)
    assert SEARCH in anna.open("/desk").body


def test_an_index_holds_so_many_and_is_forgotten_when_nobody_asks(room: Room, anna: Colleague) -> None:
    office = room.town.office
    office.names.most = 2
    ended = room.person(facts.Discharged(reason="work"), name="Slut Ek")
    others = [room.person(name=f"Kvar Ek {number}") for number in range(2)]
    assert all(finds(anna, "kvar", stream) for stream in others)
    assert not finds(anna, "slut", ended) and "avslutades för längst sedan söks inte" in anna.says
    room.town.clock.forward(seconds=5)
    newest = room.person(name="Allra Nyast")
    assert finds(anna, "nyast", newest) and len(office.names.of(PROGRAMME).people) == 2
    office.names.forget()
    assert finds(anna, "nyast", newest)
    office.names.of(PROGRAMME).used -= name_index.IDLE + 1
    office.names.tidy()
    assert not office.names.held


def test_names_are_sorted_over_the_whole_list(room: Room, anna: Colleague) -> None:
    for name in ("Örjan", "adam", "Åsa", "Éva"):
        room.person(name=name)

    def order(sort: str) -> list[str]:
        body = anna.open(f"/desk/people?sort={sort}").body
        return sorted(("Örjan", "adam", "Åsa", "Éva"), key=lambda name: body.index(f">{name}</a>"))

    assert order("name") == ["adam", "Éva", "Åsa", "Örjan"]
    assert order("-name") == ["Örjan", "Åsa", "Éva", "adam"]
