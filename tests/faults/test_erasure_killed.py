"""An erasure dies by kill -9: it has not begun, or it is completed at the next start."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from journey.domain.errors import WrongInput
from journey.engine import receipts
from journey.engine import store as tables
from journey.engine.erasure import erased_streams
from services.opened import Journey
from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.site import Entry, Site, read_models, rebuilt, stream_of, take

pytestmark = [pytest.mark.every_store, pytest.mark.slow]

ROUNDS, NOTE = 6, "told in confidence"


@pytest.fixture
def left(site: Site) -> Site:
    """People who have left, and so may be erased."""
    with site.opened() as journey:
        for number in range(ROUNDS + 1):
            person: Entry = {"participant": f"p-{number}", "note": NOTE}
            take(
                journey,
                [
                    {**person, "type": "enrolled", "on": "2024-01-08"},
                    {**person, "type": "discharged", "on": "2024-02-08", "reason": "work"},
                ],
            )
    return site


def streams(site: Site) -> dict[str, UUID]:
    with site.opened() as journey, journey.engine.store.read() as connection:
        return {name: stream for stream, name in journey.engine.people.references(connection).items()}


def is_untouched(site: Site, journey: Journey, stream: UUID) -> bool:
    notes = [journey.engine.log.reveal(event) for event in journey.engine.log.load(stream)]
    return notes == [{"note": NOTE}] * 2 and stream not in erased_streams(site.folder / "erasures.jsonl")


def is_erased(site: Site, journey: Journey, stream: UUID, reference: str) -> bool:
    log = journey.engine.log.load(stream)
    with journey.engine.store.read() as connection:
        rows = [
            connection.execute(sa.select(table).where(table.c.stream == stream.hex)).first()
            for table in (tables.keys, tables.references)
        ]
    with pytest.raises(WrongInput):
        stream_of(journey, reference)
    return (
        [event.type for event in log] == ["enrolled", "discharged", "erased"]
        and all(journey.engine.log.reveal(event) == {"personal": "<erased>"} for event in log)
        and rows == [None, None]
        and list(erased_streams(site.folder / "erasures.jsonl")).count(stream) == 1
    )


def test_an_erasure_killed_at_any_moment_is_undone_or_completed_at_the_next_start(left: Site) -> None:
    known = streams(left)
    longest = (
        Doomed(deeds.command, left, "erase", "p-0", "--without-request", "--reason", "asked for")
        .begin()
        .finish()
        .seconds
    )
    for number, moment in enumerate(moments(8, ROUNDS, longest), 1):
        name = f"p-{number}"
        Doomed(deeds.command, left, "erase", name, "--without-request", "--reason", "asked for").begin().kill_after(
            moment
        )
        left.run("participants")
        with left.opened() as journey:
            if not is_untouched(left, journey, known[name]):
                assert is_erased(left, journey, known[name], name)
            assert read_models(journey) == rebuilt(journey)
    assert len(list(erased_streams(left.folder / "erasures.jsonl"))) >= 1


@pytest.mark.parametrize("step", deeds.STEPS)
def test_an_erasure_killed_before_a_step_is_completed_at_the_next_start(left: Site, step: str) -> None:
    stream = streams(left)["p-1"]
    with left.opened() as journey, journey.engine.store.read() as connection:
        query = sa.select(tables.keys.c.wrapped).where(tables.keys.c.stream == stream.hex)
        wrapped = bytes(connection.execute(query).scalar_one())
    Doomed(deeds.erase_until, left, "p-1", step).begin().killed()
    left.run("participants")
    with left.opened() as journey:
        assert is_erased(left, journey, stream, "p-1")
        assert stream in journey.projector.erased()
        [receipt] = receipts.read(left.folder / "erasures.jsonl").values()
        with journey.engine.store.read() as connection:
            assert not receipt.opens_with(journey.engine.epochs.current(connection))
        files = b"".join(path.read_bytes() for path in left.folder.glob("journey.db*"))
        assert wrapped not in files
