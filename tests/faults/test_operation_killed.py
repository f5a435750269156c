"""Rebuild, rotation, backup and restore die by kill -9: done again, they are as if nothing had been."""

import shutil
from contextlib import suppress

import pytest

from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.site import Site, cohort, log_of, read_models, rebuilt, stream_of, take

pytestmark = [pytest.mark.every_store, pytest.mark.slow]

ROUNDS = 5
NOTE = {"note": "told in confidence"}


@pytest.fixture(scope="module")
def original(module_site: Site) -> Site:
    with module_site.opened() as journey:
        people = [{"type": "enrolled", "participant": f"J-{n}", "on": "2018-01-01", **NOTE} for n in range(30)]
        leaver = {"participant": "gone", "on": "2018-01-01", **NOTE}
        take(
            journey,
            [*cohort(), *people, {**leaver, "type": "enrolled"}, {**leaver, "type": "discharged", "reason": "work"}],
        )
    return module_site


@pytest.fixture
def lived(original: Site, tmp_path) -> Site:
    return original.copy(tmp_path / "lived")


def seconds(site: Site, *arguments: str) -> float:
    """How long a command takes when it is left alone."""
    return Doomed(deeds.command, site, *arguments).begin().finish().seconds


def test_a_killed_rebuild_leaves_read_models_that_are_whole(lived: Site) -> None:
    with lived.opened() as journey:
        expected = read_models(journey)
    for moment in moments(9, ROUNDS, seconds(lived, "rebuild")):
        Doomed(deeds.command, lived, "rebuild").begin().kill_after(moment)
        with lived.opened() as journey:
            assert read_models(journey) == expected


@pytest.mark.parametrize("final", [False, True])
def test_a_killed_rotation_loses_no_key_and_leaves_none_behind(lived: Site, final: bool) -> None:
    words = ["keys", "rotate", *(["--final"] if final else [])]
    longest = seconds(lived, *words)
    for number, moment in enumerate(moments(10, ROUNDS + 3, longest)):
        Doomed(deeds.command, lived, *words).begin().kill_after(moment)
        with lived.opened() as journey:
            assert [path.name for path in lived.folder.glob("*.key*")] == ["journey.key"]
            take(journey, [{"type": "enrolled", "participant": f"after-{number}", "on": "2018-01-01", **NOTE}])
    lived.run("keys", "rotate", "--final")
    with lived.opened() as journey:
        assert len(journey.engine.epochs.opening()) == 1
        notes = [
            journey.engine.log.reveal(event) for event in log_of(journey) if event.type == "enrolled" and event.sealed
        ]
        assert notes.count(NOTE) == len(notes) == 31 + ROUNDS + 3
        assert stream_of(journey, "H-001")


def test_a_killed_backup_leaves_no_file_that_looks_whole(lived: Site, new_site) -> None:
    longest = seconds(lived, "backup", "calm")
    for number, moment in enumerate(moments(11, ROUNDS, longest)):
        path = lived.folder / f"b-{number}"
        Doomed(deeds.command, lived, "backup", str(path)).begin().kill_after(moment)
        if path.exists():
            target = new_site()
            shutil.copy(lived.key_file, target.key_file)
            target.run("restore", str(path))
        else:
            lived.run("backup", str(path))


def test_a_killed_restore_is_whole_or_can_be_made_again(lived: Site, new_site) -> None:
    lived.run("backup", "b")
    backup, calm = str(lived.folder / "b"), new_site()
    shutil.copy(lived.key_file, calm.key_file)
    longest = seconds(calm, "restore", backup)
    expected = calm.json("participants")
    for moment in moments(12, 4, longest):
        target = new_site()
        shutil.copy(lived.key_file, target.key_file)
        Doomed(deeds.command, target, "restore", backup).begin().kill_after(moment)
        with suppress(AssertionError):  # refused, where it had come so far that the store is not empty any more
            target.run("restore", backup)
        assert target.json("participants") == expected
        with target.opened() as journey:
            assert read_models(journey) == rebuilt(journey)


def test_a_restore_killed_before_it_applied_the_receipts_brings_nobody_back(lived: Site, new_site) -> None:
    lived.run("backup", "b")
    lived.run("erase", "gone", "--without-request", "--reason", "asked for")
    target = new_site()
    for name in ("journey.key", "erasures.jsonl"):
        shutil.copy(lived.folder / name, target.folder / name)
    Doomed(deeds.restore_without_end, target, lived.folder / "b").begin().killed()
    assert target.json("participants") == lived.json("participants")
