"""Erasure: the person is gone, and nothing that was counted changes."""

import time
from collections.abc import Callable
from datetime import UTC, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from apscheduler.schedulers.background import BackgroundScheduler

from bots.clock.jobs import Work, schedule
from journey.domain.errors import WrongInput
from journey.engine import store as tables
from journey.engine.entries import canonical
from journey.engine.erasure import erase, erased_streams, finish_erasures
from journey.engine.people import erased_label
from services.opened import Journey
from services.sweep import sweep
from tests.site import NOW, PROGRAMME, Entry, Site, everything_stored, log_of, read_models, stream_of, take

pytestmark = pytest.mark.every_store

REFERENCE, NOTE = "19790401-1234", "Berättat i förtroende"
LATER = NOW + timedelta(days=1)
KINDS = ("flow", "structure", "outcomes", "caseload")


def line(kind: str, on: str, participant: str = REFERENCE, **keys: Any) -> Entry:
    return {"type": kind, "participant": participant, "on": on, "note": NOTE, **keys}


STORY = [
    line("referred", "2024-01-02", source="self", name="Namnlös Hemlighetsdotter", entry="e-1"),
    line("background_recorded", "2024-01-10", gender="woman", birth_year=1990, municipality="Uppsala", entry="e-2"),
    line("enrolled", "2024-01-10", coach="anna", entry="e-3"),
    line("employer_contacted", "2024-02-02", employer="f", mode="phone", who="coach", competitive=True, entry="e-4"),
    line("job_started", "2024-03-01", job="j", extent=50, competitive=True, wage=14_000, entry="e-5"),
    line("discharged", "2024-06-01", reason="work", entry="e-6"),
]
OTHERS = [
    line("enrolled", "2024-02-01", "bo", coach="anna", entry="b-1"),
    line("contact_held", "2024-02-05", "bo", mode="phone"),
]


@pytest.fixture
def filled(site: Site) -> Site:
    with site.opened() as journey:
        take(journey, [*STORY, *OTHERS])
    return site


def erased(journey: Journey, site: Site, reference: str = REFERENCE) -> UUID:
    stream = stream_of(journey, reference)
    erase(journey.engine, stream, "asked for", journey.now, "operator", receipts(site))
    journey.projector.catch_up()
    return stream


def receipts(site: Site) -> Any:
    return site.folder / "erasures.jsonl"


# -- what stays ------------------------------------------------------------------------------------------------------
def test_deadlines_reports_and_replay_are_the_same_after_an_erasure(filled: Site) -> None:
    asked: list[Callable[[], Any]] = [
        lambda: filled.json("deadlines", "--as-of", "2024-12-31", "--pseudonyms"),
        lambda: filled.json("participants", "--as-of", "2024-12-31", "--pseudonyms"),
        *(
            lambda kind=kind: filled.json("report", kind, "--programme", PROGRAMME, "--as-of", "2024-12-31")
            for kind in KINDS
        ),
    ]
    before = [ask() for ask in asked]
    filled.run("erase", REFERENCE, "--without-request", "--reason", "asked for")
    assert [ask() for ask in asked] == before
    assert filled.json("replay")["differences"] == []


def test_the_log_keeps_every_byte_it_had(filled: Site) -> None:
    with filled.opened() as journey:
        before = log_of(journey)
        erased(journey, filled)
        after = log_of(journey)
    assert after[: len(before)] == before
    assert [event.type for event in after[len(before) :]] == ["erased"]


# -- what is gone ----------------------------------------------------------------------------------------------------
def test_nothing_personal_can_be_read_and_the_way_to_the_person_is_gone(filled: Site) -> None:
    with filled.opened() as journey:
        stream = erased(journey, filled)
        with pytest.raises(WrongInput):
            stream_of(journey, REFERENCE)
        revealed = [journey.engine.log.reveal(event) for event in journey.engine.log.load(stream)]
        assert revealed == [{"personal": "<erased>"}] * 7
        with journey.engine.store.read() as connection:
            for table in (tables.keys, tables.references):
                assert connection.execute(sa.select(table).where(table.c.stream == stream.hex)).first() is None
            assert REFERENCE not in journey.engine.people.references(connection).values()
    told = filled.run("timeline", erased_label(stream)).out
    assert NOTE not in told
    assert REFERENCE not in told


def test_the_wrapped_key_and_the_reference_are_in_no_file_any_more_while_a_process_runs(filled: Site) -> None:
    with filled.opened() as journey:
        with journey.engine.store.read() as connection:
            stream = stream_of(journey, REFERENCE).hex
            query = sa.select(tables.keys.c.wrapped).where(tables.keys.c.stream == stream)
            wrapped = bytes(connection.execute(query).scalar_one())
            query = sa.select(tables.references.c.sealed).where(tables.references.c.stream == stream)
            sealed = bytes(connection.execute(query).scalar_one())
        erased(journey, filled)
        if filled.server is None:
            content = b"".join(path.read_bytes() for path in filled.folder.glob("journey.db*"))
        else:
            content = everything_stored(journey)
    assert wrapped not in content
    assert sealed not in content
    assert REFERENCE.encode() not in content


def test_another_process_forgets_the_person_as_soon_as_it_has_caught_up(filled: Site) -> None:
    with filled.opened() as journey, filled.opened() as other:
        event = other.engine.log.load(stream_of(other, REFERENCE))[0]
        assert other.engine.log.reveal(event)["note"] == NOTE
        erased(journey, filled)
        other.projector.catch_up()
        assert other.engine.log.reveal(event) == {"personal": "<erased>"}


def test_a_process_that_stands_by_forgets_the_person_by_its_clock(filled: Site) -> None:
    with filled.opened() as journey, filled.opened() as other:
        stream = stream_of(other, REFERENCE)
        assert other.engine.vault.key(stream) is not None
        erased(journey, filled)
        clock = BackgroundScheduler(timezone=UTC)
        leader = SimpleNamespace(leads=lambda: False)
        schedule(clock, Work(other.engine, other.projector, leader, lambda _: None, 300))  # type: ignore[arg-type]
        clock.start()
        until(lambda: stream not in other.engine.vault._cache)
        clock.shutdown()
        assert other.engine.vault.key(stream) is None


def until(holds: Callable[[], bool]) -> None:
    latest = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.01)


def test_nothing_is_left_against_which_a_guess_of_who_it_was_could_be_tried(filled: Site) -> None:
    with filled.opened() as journey:
        vault, table = journey.engine.vault, tables.entries
        guesses = {vault.content_digest(canonical({**entry, "programme": PROGRAMME})) for entry in STORY}
        guesses |= {vault.content_digest(canonical(entry)) for entry in STORY}
        with journey.engine.store.read() as connection:
            kept = {bytes(digest) for digest in connection.execute(sa.select(table.c.digest)).scalars()}
        assert len(kept & guesses) == len(STORY)
        erased(journey, filled)
        with journey.engine.store.read() as connection:
            kept = {bytes(digest) for digest in connection.execute(sa.select(table.c.digest)).scalars()}
            ids = set(connection.execute(sa.select(table.c.entry)).scalars())
        assert not kept & guesses
        assert {entry["entry"] for entry in STORY} <= ids


# -- afterwards ------------------------------------------------------------------------------------------------------
def test_nobody_is_alerted_to_an_erased_person_and_no_new_key_is_made(filled: Site) -> None:
    with filled.opened() as journey:
        stream = erased(journey, filled)
        raised = sweep(journey.engine, journey.projector, LATER)
        assert raised
        assert stream not in {alert.stream for alert in raised}
        with journey.engine.store.read() as connection:
            query = sa.select(tables.keys).where(tables.keys.c.stream == stream.hex)
            assert connection.execute(query).first() is None
        first = journey.engine.log.load(stream)[0]
        assert journey.engine.log.reveal(first) == {"personal": "<erased>"}


def test_the_same_file_again_changes_nothing_and_without_ids_the_reference_starts_a_new_person(filled: Site) -> None:
    with filled.opened() as journey:
        stream = erased(journey, filled)
        again = take(journey, STORY)
        assert (again.taken, again.repeated) == (0, len(STORY))
        with pytest.raises(WrongInput):
            stream_of(journey, REFERENCE)
        take(journey, [line("enrolled", "2024-09-01")])
        assert stream_of(journey, REFERENCE) != stream
        assert len(journey.engine.log.load(stream)) == len(STORY) + 1


def test_a_person_with_an_open_episode_is_not_erased(filled: Site) -> None:
    with filled.opened() as journey:
        stream = stream_of(journey, "bo")
        with pytest.raises(WrongInput, match="discharge the person first"):
            erased(journey, filled, "bo")
        assert journey.engine.log.reveal(journey.engine.log.load(stream)[0]) == {"note": NOTE}
        assert not receipts(filled).exists()


def test_an_erasure_asked_for_twice_is_one_event_and_one_receipt(filled: Site) -> None:
    with filled.opened() as journey:
        stream = erased(journey, filled)
        erase(journey.engine, stream, "asked again", LATER, "operator", receipts(filled))
        assert [event.type for event in journey.engine.log.load(stream)].count("erased") == 1
    assert list(erased_streams(receipts(filled))) == [stream]


# -- broken off ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("step", ["shred", "checkpoint", "receipt"])
def test_an_erasure_broken_off_before_any_of_its_steps_is_completed_at_the_next_start(
    filled: Site, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with filled.opened() as journey, monkeypatch.context() as patch:
        stream = stream_of(journey, REFERENCE)
        if step == "receipt":
            patch.setattr("journey.engine.erasure.write", stop)
        else:
            patch.setattr(journey.engine.vault if step == "shred" else journey.engine.store, step, stop)
        with pytest.raises(KeyboardInterrupt):
            erased(journey, filled)
    filled.run("participants")
    with filled.opened() as journey:
        assert journey.engine.log.reveal(journey.engine.log.load(stream)[0]) == {"personal": "<erased>"}
        assert journey.projector.erased() == [stream]
    assert list(erased_streams(receipts(filled))) == [stream]


def test_a_receipt_cut_off_by_a_power_failure_is_written_again(filled: Site) -> None:
    with filled.opened() as journey:
        stream = erased(journey, filled)
    whole = receipts(filled).read_text()
    receipts(filled).write_text(whole[: len(whole) // 2])
    with filled.opened() as journey:
        finish_erasures(journey.engine, journey.projector.erased(), receipts(filled), LATER)
    assert list(erased_streams(receipts(filled))) == [stream]


def test_the_read_models_know_the_erased_person_live_as_after_a_rebuild(filled: Site) -> None:
    with filled.opened() as journey:
        erased(journey, filled)
        live = read_models(journey)
        journey.projector.rebuild()
        assert read_models(journey) == live
