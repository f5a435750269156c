"""The vault: what is personal is sealed, opens only with the key file, survives rotations, and is nowhere else."""

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from journey.domain.errors import KeyMissing
from journey.domain.events import ENTRY_TYPES, personal_keys
from journey.domain.events.participant import ContactHeld, Enrolled
from journey.domain.events.system import Erased
from journey.engine import master_key, tables
from journey.engine.decisions import engine_event
from journey.engine.epochs import _Rehash
from journey.engine.master_key import PREPARED, MasterKey
from journey.engine.spool import Spool
from services.opened import Journey
from tests.site import NOW, Entry, NewSite, Site, everything_stored, log_of, record, stream_of, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

# Every personal key of every entry type, with a value that is found nowhere else. A new personal key needs a line here.
PERSONAL: dict[str, Any] = {
    "name": "Namnlös Hemlighetsdotter",
    "phone": "070-5551234",
    "email": "hemlig@example.org",
    "personal_number": "19121212-1212",
    "reason": "Skälet är hemligt",
    "purpose": "Syftet är hemligt",
    "place": "Hemliga gatan 7",
    "birth_year": 1985,
    "answers": [3, 1, 2, 0, 3, 1, 2, 0, 3, 1, 2, 0],
}
REFERENCE, NOTE = "19790401-1234", "Berättat i förtroende"
# What the entry types that have personal keys need besides.
NEEDED: dict[str, Entry] = {
    "referred": {"source": "self"},
    "coach_assigned": {"coach": "anna"},
    "consent_given": {"party": "psychiatry"},
    "appointment_booked": {"appointment": "a-1", "at": "2024-03-01T10:00:00+01:00"},
    "appointment_cancelled": {"appointment": "a-1"},
    "questionnaire_answered": {"instrument": "ghq12", "moment": "start"},
    "deadline_waived": {"rule": "job_search_one_month", "by": "supervisor:eva"},
    "struck": {"strikes": "to-strike"},
    "placement_ended": {"placement": "p-1"},
    "job_ended": {"job": "j-1"},
    "network_person_recorded": {"person": "n-1", "party": "family"},
    "action_dropped": {"action": "a-1"},
    "coach_registered": {"coach": "anna", "fte": 1.0},
    "employer_visited": {"employer": "e-1", "coach": "anna", "mode": "phone"},
}


def everything_personal() -> list[Entry]:
    """One entry of every type that has something personal, with all of it, and a note on each."""
    lines: list[Entry] = [{"type": "contact_held", "mode": "phone", "entry": "to-strike"}]
    for kind, cls in ENTRY_TYPES.items():
        if personal_keys(cls) and kind not in ("document_kept", "document_removed"):  # with a file: test_documents
            lines.append({"type": kind, **NEEDED.get(kind, {}), **{key: PERSONAL[key] for key in personal_keys(cls)}})
    lines.append({"type": "complaint_received"})
    moves = ["referred", "enrolled"]
    lines.sort(key=lambda line: moves.index(line["type"]) if line["type"] in moves else 2)
    return [
        {**line, "on": "2024-03-01", "note": NOTE}
        | ({} if ENTRY_TYPES[line["type"]].of_programme else {"participant": REFERENCE})
        for line in lines
    ]


def secrets() -> list[bytes]:
    """Every personal value as it would stand in a file; of numbers, the key that would stand before them."""
    texts = [
        *(value for value in PERSONAL.values() if isinstance(value, str)),
        REFERENCE,
        NOTE,
        "3,1,2,0",
        '"birth_year"',
        '"answers"',
    ]
    return [text.encode() for text in texts]


@pytest.fixture
def filled(site: Site) -> Site:
    with site.opened() as journey:
        take(journey, everything_personal(), keep_recorded=False)
    return site


def bytes_of(site: Site) -> bytes:
    """The raw database: SQLite's files, or every value of every table in PostgreSQL."""
    if site.server is None:
        return b"".join(path.read_bytes() for path in site.folder.glob("journey.db*"))
    with site.opened() as journey:
        return everything_stored(journey)


# -- sealing ---------------------------------------------------------------------------------------------------------
def test_no_personal_value_stands_in_the_database(filled: Site) -> None:
    with filled.opened() as journey:  # while it is open the write-ahead log is there too
        content = bytes_of(filled)
        assert len(log_of(journey)) > 15
    assert b"enrolled.v1" in content
    assert [secret for secret in secrets() if secret in content] == []


def test_every_personal_value_can_be_read_again_with_the_key(filled: Site) -> None:
    with filled.opened() as journey:
        found = [(event, journey.engine.log.reveal(event)) for event in log_of(journey)]
        for event, values in found:
            if event.actor == "import" and event.entry != "to-strike":
                assert values.keys() == {"note", *personal_keys(type(event.fact))}
                wanted = {**PERSONAL, "note": NOTE}
                assert msgspec.to_builtins(values) == {key: wanted[key] for key in values}
        with journey.engine.store.read() as connection:
            assert list(journey.engine.people.references(connection).values()) == [REFERENCE]


def test_a_sealed_value_opens_only_in_its_own_place(site: Site) -> None:
    with site.opened() as journey:
        for person in ("anna", "bo"):
            take(journey, [{"type": "enrolled", "participant": person, "on": "2024-01-01", "note": NOTE}])
        vault = journey.engine.vault
        anna, bo = (journey.engine.log.load(stream_of(journey, person))[0] for person in ("anna", "bo"))
        assert anna.sealed is not None
        assert vault.unseal(anna.stream, 1, anna.sealed) == {"note": NOTE}
        for stream, version in ((anna.stream, 2), (bo.stream, 1)):
            with pytest.raises(KeyMissing):
                vault.unseal(stream, version, anna.sealed)


def test_the_same_value_is_sealed_to_other_bytes_each_time(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "anna", "on": "2024-01-01"}])
        stream = stream_of(journey, "anna")
        sealed = {journey.engine.vault.seal(stream, 1, {"note": NOTE}) for _ in range(20)}
    assert len(sealed) == 20


def test_what_is_shredded_reads_as_erased_also_for_a_process_that_had_the_key(site: Site) -> None:
    with site.opened() as journey, site.opened() as other:
        take(journey, [{"type": "enrolled", "participant": "anna", "on": "2024-01-01", "note": NOTE}])
        event = journey.engine.log.load(stream_of(journey, "anna"))[0]
        assert other.engine.log.reveal(event) == {"note": NOTE}
        said = engine_event(event.stream, 2, event.programme, Erased(reason="asked"), NOW, "operator")
        journey.engine.log.append([said])
        with journey.engine.store.write() as connection:
            journey.engine.vault.shred(connection, event.stream)
        assert journey.engine.log.reveal(event) == {"personal": "<erased>"}
        other.projector.catch_up()
        assert other.engine.log.reveal(event) == {"personal": "<erased>"}


# -- the key file ----------------------------------------------------------------------------------------------------
@pytest.mark.unmade
def test_the_master_key_and_the_store_are_their_owners_alone_whatever_the_umask(site: Site) -> None:
    before = os.umask(0)
    try:
        with site.opened() as journey:
            journey.engine.epochs.begin(NOW)
            files = [site.key_file, *site.folder.glob("journey.db*")]  # beside the file its log and its index
            modes = [oct(stat.S_IMODE(path.stat().st_mode)) for path in files]
    finally:
        os.umask(before)
    assert modes == ["0o600"] * (1 if site.server else 4)
    assert [path.name for path in site.folder.iterdir() if "key" in path.name] == ["journey.key"]


def test_without_its_key_file_a_store_with_data_is_refused_and_no_new_key_is_made(filled: Site) -> None:
    filled.key_file.unlink()
    with pytest.raises(KeyMissing, match="missing"), filled.opened():
        pass
    assert not filled.key_file.exists()


@pytest.mark.parametrize(
    "content", ["", "not a key", "{}", '{"current": "a", "keys": {}}', "[]", '{"current": 1, "keys": 2}']
)
def test_a_key_file_that_holds_no_key_is_refused(filled: Site, content: str) -> None:
    filled.key_file.write_text(content)
    with pytest.raises(KeyMissing), filled.opened():
        pass


def test_the_key_file_of_another_store_is_refused(filled: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other", f"sqlite:///{tmp_path}/other/journey.db")
    other.folder.mkdir()
    with other.opened():
        pass
    shutil.copy(other.key_file, filled.key_file)
    told = filled.run("participants", code=2)
    assert told.err == "journey: the master key file does not fit this store, or a wrapped key was changed\n"


# -- rotation --------------------------------------------------------------------------------------------------------
def event_bytes(journey: Journey) -> list[tuple[Any, ...]]:
    events = journey.engine.store.events
    with journey.engine.store.read() as connection:
        query = sa.select(journey.engine.store.position, events.c.topic, events.c.state)
        return [tuple(row) for row in connection.execute(query.order_by(journey.engine.store.position))]


def wrapped_keys(journey: Journey) -> dict[str, tuple[str, bytes]]:
    with journey.engine.store.read() as connection:
        return {row.stream: (row.master, row.wrapped) for row in connection.execute(sa.select(tables.keys))}


def test_a_rotation_wraps_every_key_anew_and_touches_no_event(filled: Site) -> None:
    with filled.opened() as journey:
        events, wrapped, file = event_bytes(journey), wrapped_keys(journey), filled.key_file.read_bytes()
        assert journey.engine.epochs.begin(NOW) == len(wrapped)
        after = wrapped_keys(journey)
        assert event_bytes(journey) == events
        assert after.keys() == wrapped.keys()
        assert not {key for _, key in after.values()} & {key for _, key in wrapped.values()}
        assert len({master for master, _ in after.values()}) == 1
    assert filled.key_file.read_bytes() != file
    with filled.opened() as journey:
        assert stream_of(journey, REFERENCE)
        assert {"note": NOTE} in [journey.engine.log.reveal(event) for event in log_of(journey)]


def test_the_key_file_from_before_a_rotation_opens_nothing_any_more(filled: Site, tmp_path: Path) -> None:
    shutil.copy(filled.key_file, tmp_path / "old")
    filled.run("keys", "rotate")
    shutil.copy(tmp_path / "old", filled.key_file)
    with pytest.raises(KeyMissing), filled.opened():
        pass


@pytest.mark.parametrize("final", [False, True])
def test_words_of_danger_that_wait_anywhere_open_after_any_rotation(filled: Site, tmp_path: Path, final: bool) -> None:
    spool = Spool(tmp_path / "elsewhere", MasterKey(filled.key_file))  # the command knows nothing of that folder
    for number in range(3):
        spool.put(f"web-{number}", {"text": f"{NOTE} {number}"})
        filled.run("keys", "rotate", *(["--final"] if final else []))
    assert sorted(note["text"] for note in spool.waiting()) == [f"{NOTE} {number}" for number in range(3)]


def test_what_is_left_for_the_spool_goes_when_its_time_is_over_and_nothing_waits_for_it(filled: Site) -> None:
    spool = Spool(filled.folder / "spool", MasterKey(filled.key_file))
    spool.put("web-1", {"text": NOTE})
    filled.run("keys", "rotate", "--final")
    with filled.opened() as journey:
        epochs, master = journey.engine.epochs, journey.engine.vault.master
        long_after = datetime.now(UTC) + timedelta(days=36)
        for wait in (timedelta(days=36), timedelta(days=37)):
            epochs.forget_spool(datetime.now(UTC), wait, spool.keys())
        epochs.forget_spool(long_after, timedelta(days=35), spool.keys())
        assert [note["text"] for note in spool.waiting()] == [NOTE]
        spool.forget("web-1")
        epochs.forget_spool(long_after, timedelta(days=35), spool.keys())
        assert master.read().spool == {}


def test_a_process_that_runs_through_a_rotation_seals_what_everybody_can_read(site: Site) -> None:
    with site.opened() as running, site.opened() as operator:
        running.engine.use("uppsala", NOW)
        running.execute(record(Enrolled(), "before", note=NOTE))
        for round_ in range(2):
            operator.engine.epochs.begin(NOW)
            running.execute(record(Enrolled(), f"after-{round_}", note=NOTE))
            running.execute(record(ContactHeld(mode="phone"), "before", note=NOTE))
    with site.opened() as later:
        assert stream_of(later, "after-0") != stream_of(later, "after-1")
        notes = [later.engine.log.reveal(event) for event in log_of(later) if event.actor != "system"]
        assert notes == [{"note": NOTE}] * 5


def test_rotations_at_once_and_newcomers_meanwhile_lose_no_key(site: Site) -> None:
    with site.opened() as one, site.opened() as other, site.opened() as writer:
        writer.engine.use("uppsala", NOW)

        def welcome() -> None:
            for number in range(8):
                writer.execute(record(Enrolled(), f"p-{number}", note=NOTE))

        assert errors(at_once(*[partial(each.engine.epochs.begin, NOW) for each in (one, other)] * 2, welcome)) == []
    with site.opened() as later:
        notes = [later.engine.log.reveal(event) for event in log_of(later) if event.type == "enrolled"]
        assert notes == [{"note": NOTE}] * 8
        assert len({master for master, _ in wrapped_keys(later).values()}) == 1 or later.engine.epochs.begin(NOW)


@pytest.mark.parametrize("step", ["begin", "wrap", "everything", "end", "overwrite"])
def test_a_rotation_that_was_broken_off_is_taken_up_by_the_next(
    filled: Site, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with filled.opened() as journey, monkeypatch.context() as patch:
        owners = {"wrap": journey.engine.vault, "everything": _Rehash, "overwrite": master_key}
        patch.setattr(owners.get(step, journey.engine.vault.master), step, partial(_break, step))
        with pytest.raises(RuntimeError):
            journey.engine.epochs.begin(NOW)
    with filled.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "after", "on": "2024-01-01", "note": NOTE}])
        journey.engine.epochs.begin(NOW)
        notes = [journey.engine.log.reveal(event).get("note") for event in log_of(journey) if event.sealed]
        assert set(notes) == {NOTE}
        assert stream_of(journey, REFERENCE) != stream_of(journey, "after")
        journey.engine.epochs.destroy(NOW, timedelta(0))
        assert sorted({name for name, _ in wrapped_keys(journey).values()}) == journey.engine.epochs.opening()
    assert [path.name for path in filled.folder.iterdir() if "key" in path.name] == ["journey.key"]


def _break(step: str, *_: Any, **__: Any) -> None:
    raise RuntimeError(step)


def test_a_copy_of_the_key_file_opens_backups_of_the_epochs_after_it(filled: Site, new_site: NewSite) -> None:
    target = new_site()
    shutil.copy(filled.key_file, target.key_file)
    with filled.opened() as journey:
        for _ in range(PREPARED):
            journey.engine.epochs.begin(NOW)
    filled.run("backup", "b")
    target.run("restore", str(filled.folder / "b"))
    with target.opened() as journey:
        assert {"note": NOTE} in [journey.engine.log.reveal(event) for event in log_of(journey)]
        journey.engine.epochs.begin(NOW)
        assert stream_of(journey, REFERENCE)


def test_a_key_that_a_reader_finds_half_overwritten_is_read_again(
    filled: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    master, overwrite = MasterKey(filled.key_file), master_key.overwrite
    with filled.key_file.open("rb") as opened_before:

        def overwritten(file: Any) -> None:
            overwrite(file)
            assert not opened_before.read().strip(b"\0")  # whoever had the file open reads nothing of a key
            assert master.read().keys

        monkeypatch.setattr(master_key, "overwrite", overwritten)
        with filled.opened() as journey:
            journey.engine.epochs.begin(NOW)
