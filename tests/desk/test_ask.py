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


def compared(eli: Colleague) -> str:
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
    assert "Loggen stämmer med den senaste kontrollpunkten" in compared(eli)
    store = room.town.journey.engine.store
    with store.write() as connection:
        first = sa.select(sa.func.min(store.events.c.originator_version)).scalar_subquery()
        connection.execute(sa.delete(store.events).where(store.events.c.originator_version == first))
    assert "Loggen stämmer inte" in compared(eli)
    files.checkpoints.write_text("nonsense")
    assert "Kontrollpunkterna kan inte läsas" in compared(eli)


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
    told, silent = ({name for name, line in lines if bool(line) is said} for said in (True, False))
    assert (len(told), len(silent), told & silent) == (1, 1, set()), "of one no more than that they are there"
    assert any(line.startswith("Kontakt ") for _, line in lines)
    assert not re.search(r"Maja|Hemlig|\b(Lind|Hed|Anna|anna)\b", page.body.partition("<main")[2])


def test_questions_are_for_whoever_may_verify(room: Room, port: int) -> None:
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
    assert "/desk/reports" not in answers["dpo:ada"].body, "who may not read them is not led there"
