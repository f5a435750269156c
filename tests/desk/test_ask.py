"""Questions to the log: what does not fit, with nobody named, and whether it is what its last checkpoint says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from journey.domain.events import participant as facts
from projections.audit.ledger import Ledger
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.signing import checkpoint
from services import pseudonyms
from tests.desk.room import Colleague, Room


@pytest.fixture
def eli(room: Room, port: int) -> Colleague:
    return room.seat(port, "evaluator:eli")


@pytest.fixture
def files(room: Room, tmp_path: Path) -> AuditFiles:
    """Where this log's checkpoints lie."""
    files = AuditFiles(tmp_path / "audit.key", tmp_path / "checkpoints.txt")
    desk = room.town.service.desk
    desk.installation = replace(desk.installation, checkpoints=files)
    return files


def sign(room: Room, files: AuditFiles) -> None:
    engine = room.town.journey.engine
    checkpoint(Ledger(engine.store, engine.vault), files)


def compare(eli: Colleague) -> str:
    """What the log is said to be, held against its last checkpoint."""
    eli.open("/desk/ask")
    return eli.sends("/desk/ask/log").words


def test_the_log_is_what_its_last_checkpoint_says_until_somebody_touches_it(
    room: Room, eli: Colleague, files: AuditFiles
) -> None:
    assert "Ingen kontrollpunkt är undertecknad än." in eli.open("/desk/ask").words
    room.person()
    sign(room, files)
    room.person(name="Bo Ek")
    assert "undertecknad med loggens egen nyckel" in eli.open("/desk/ask").words
    assert "Loggen stämmer med den senaste kontrollpunkten" in compare(eli)
    store = room.town.journey.engine.store
    with store.write() as connection:
        first = sa.select(sa.func.min(store.events.c.originator_version)).scalar_subquery()
        connection.execute(sa.delete(store.events).where(store.events.c.originator_version == first))
    assert "Loggen stämmer inte" in compare(eli)
    files.checkpoints.write_text("nonsense")
    assert "Kontrollpunkterna kan inte läsas" in compare(eli)


def test_what_does_not_fit_is_counted_and_listed_and_names_nobody(room: Room, eli: Colleague) -> None:
    maja = room.person(days_ago=60)
    hidden = room.person(facts.IdentityChanged(identity="protected"), name="Hemlig Hed", days_ago=60)
    on = room.today - timedelta(days=30)
    for person in (maja, hidden):
        room.town.record(person, facts.ContactHeld(mode="phone"), by="coach:anna", on=on, at=None)
    page = eli.open("/desk/ask/discrepancies")
    assert re.search(r'Sena inskrivningar <span class="count">\d+</span>', page.body)
    section = page.body.partition('id="k-recorded-late"')[2].partition("</section>")[0]
    lines = [
        (name, " ".join(re.sub(r"<[^>]+>", " ", rest).split()))
        for name, rest in re.findall(r'<th scope="row">(P-[^<]+)</th>(.*?)</tr>', section, re.DOTALL)
    ]
    engine = room.town.journey.engine
    assert {name for name, _ in lines} == {pseudonyms.of_person(engine, maja)} and all(line for _, line in lines)
    assert any(line.startswith("Kontakt ") for _, line in lines)
    assert pseudonyms.of_person(engine, hidden) not in page.body, (
        "it would tell which of yesterday's names is in hiding"
    )
    assert section.count("En person med skyddade uppgifter.") == 1, "of one no more than that they are there"
    assert not re.search(r"Maja|Hemlig|\b(Lind|Hed|Anna|anna)\b", page.body.partition("<main")[2])


def test_nobodys_pseudonym_is_known_again_once_they_are_in_hiding_nor_that_they_were(
    room: Room, eli: Colleague
) -> None:
    elin = room.person(name="Elin Ek", days_ago=60)
    name, on = pseudonyms.of_person(room.town.journey.engine, elin), room.today - timedelta(days=30)
    room.town.record(elin, facts.ContactHeld(mode="phone"), by="coach:anna", on=on, at=None)
    before = eli.open("/desk/ask/discrepancies")
    assert name in before.body
    room.town.record(elin, facts.IdentityChanged(identity="protected"), on=on, at=None)
    within = eli.open("/desk/ask/discrepancies").body
    assert name not in within and "En person med skyddade uppgifter." in within
    room.town.record(elin, facts.IdentityChanged(identity="named"), on=on + timedelta(days=10), at=None)
    assert eli.open("/desk/ask/discrepancies").words == before.words, "neither what changed nor on which day"


def test_questions_are_for_whoever_may_verify_and_what_is_about_people_for_whoever_may_know_of_them(
    room: Room, port: int
) -> None:
    answers = {
        staff: room.seat(port, staff).open("/desk/ask")
        for staff in ("coach:anna", "supervisor:eva", "evaluator:eli", "dpo:ada", "admin:ali")
    }
    assert {staff: answer.status for staff, answer in answers.items()} == {
        "coach:anna": 404,
        "supervisor:eva": 200,
        "evaluator:eli": 200,
        "dpo:ada": 200,
        "admin:ali": 404,
    }
    for there in ("/desk/reports", "/desk/ask/discrepancies"):
        assert there not in answers["dpo:ada"].body, "who may not read them is not led there"
        assert there in answers["evaluator:eli"].body
    for staff, status in {"coach:anna": 404, "supervisor:eva": 200, "dpo:ada": 404, "admin:ali": 404}.items():
        assert room.seat(port, staff).open("/desk/ask/discrepancies").status == status, staff
    ada = room.seat(port, "dpo:ada")
    ada.open("/desk/ask")
    assert "Loggen" in ada.says
