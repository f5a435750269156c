"""Saved is saved: what fails after a fact is recorded loses nothing, and nobody is told that it failed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count

import pytest
import sqlalchemy as sa

from app.wiring.chat import errands
from projections.live import tables
from services.sweep import sweep
from tests.chat.browsing import Browser, serving
from tests.chat.talking import SECRET, Person, Town

_numbers = count()
NAME = f"Alva {SECRET}"
FAILED = "gick fel hos oss, inte hos dig"


@contextmanager
def refusing(town: Town, table: str, when: str) -> Iterator[None]:
    """The database takes no change of that table, as a disk may be full for one and not for the next."""
    name = f"refuse_{next(_numbers)}"  # another each time: a connection may still know one that is gone
    with town.journey.engine.store.write() as connection:
        connection.execute(
            sa.text(f"CREATE TRIGGER {name} BEFORE {when} ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END")
        )
    try:
        yield
    finally:
        with town.journey.engine.store.write() as connection:
            connection.execute(sa.text(f"DROP TRIGGER {name}"))


def lists_refuse(town: Town) -> AbstractContextManager[None]:
    return refusing(town, tables.position.name, "UPDATE")


async def about_to_save(village: Town) -> tuple[Person, Person]:
    """A coach who has said everything of a call, and has only to press Save."""
    coach, person = await village.colleague(), await village.enrolled()
    for label in ("Mina deltagare", NAME, "Logga kontakt", "Telefon"):
        await coach.press(label)
    return coach, person


def calls(person: Person) -> int:
    return person.types().count("contact_held")


async def test_lists_that_cannot_follow_fail_nobody_s_turn(village: Town) -> None:
    coach, person = await about_to_save(village)
    with lists_refuse(village):
        answer = await coach.press("Spara")
        assert FAILED not in answer and "Det du nyss gjorde är sparat" not in answer, "it is no concern of the coach's"
        assert calls(person) == 1
        assert village.journey.projector.behind() > 0
    village.journey.projector.catch_up()
    assert village.journey.projector.behind() == 0


async def test_an_answer_that_cannot_be_kept_says_that_it_is_saved(village: Town) -> None:
    coach, person = await about_to_save(village)
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies["__Host-journey"] = village.office.doors.enter(coach.chat, village.clock())
        number, data = coach.button("Spara")
        fields = {"nonce": "the-press", "tryck": f"{number}|{data}"}
        with refusing(village, "chat_messages", "INSERT"):
            page = browser.post("/sag", **fields)
        assert (page.status, calls(person)) == (503, 1)
        assert "Det du nyss gjorde är sparat." in page.words and "tel:112" in page.body
        assert "gick fel" not in page.words
        browser.post("/sag", **fields)
        assert calls(person) == 1, "sent once more, it is recorded once"


async def test_no_job_of_the_clock_fails_for_lists_that_follow_later(
    village: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_KEY_FILE", str(village.site.key_file))  # beside it lie the checkpoints
    await village.enrolled()
    person = await village.referred()
    village.clock.forward(days=60)
    now = village.clock()
    jobs = errands(village.service, lambda: False)
    village.journey.projector.catch_up()
    with lists_refuse(village):
        raised = sweep(village.journey.engine, village.journey.projector, now)
    assert raised, "the alerts are raised, and in the log"
    village.journey.projector.catch_up()
    for _, _, job in jobs:
        with lists_refuse(village):
            job(now)
        village.journey.projector.catch_up()
    assert person.types()
