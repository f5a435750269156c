"""The command as a process of its own, as a user meets it: exit codes, the two streams, and what it leaves open."""

import os
import signal
import subprocess
import time

import pytest

from tests.command import COMMAND, run_here

from .conftest import Store
from .hand import PROV, employer, enrolled

pytestmark = pytest.mark.process

STORY = [
    enrolled("anna", "2024-03-15", entry="e-1"),
    employer("anna", "2024-04-10", entry="e-2"),
    enrolled("bo", "2024-03-15", entry="e-3"),
]


@pytest.fixture
def prov(store: Store) -> Store:
    store.write_programme(PROV)
    return store


def test_a_store_that_is_made_filled_swept_and_read_by_processes(prov: Store) -> None:
    prov.load(STORY)
    raised = prov.sweep("2024-04-16T12:00:00+02:00")
    assert ("bo", "job_search_one_month", "breach") in {
        (row["participant"], row["rule"], row["kind"]) for row in raised
    }
    assert prov.one("anna", "job_search_one_month", as_of="2024-05-01")["status"] == "met"
    assert prov.json("replay")["differences"] == []


def test_data_comes_on_stdout_alone_and_messages_on_stderr(prov: Store) -> None:
    told = prov.load(STORY)
    assert told.out == ""
    assert told.err.startswith("3 entries imported")
    read = prov.run("deadlines", "--programme", "prov", "--format", "json")
    assert read.out.startswith("[")
    assert read.err == ""


def test_wrong_use_is_one_clear_line_and_exit_2(prov: Store) -> None:
    for words in (["nonsense"], ["import", "nowhere.jsonl", "--programme", "prov"], ["timeline", os.fsdecode(b"\xff")]):
        told = prov.run(*words, code=2)
        assert told.out == ""
        assert len(told.err.splitlines()) == 1


def test_a_reader_who_goes_away_is_no_error(prov: Store) -> None:
    prov.load([enrolled(f"p-{number}", "2024-03-15") for number in range(300)])
    command = f"{COMMAND} participants --format json | head -n 1"
    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command], env=prov.env, cwd=prov.folder, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_clock_stops_when_it_is_asked_to(prov: Store) -> None:
    prov.load(STORY)
    clock = subprocess.Popen([COMMAND, "work", "--every", "60"], env=prov.env, cwd=prov.folder, stderr=subprocess.PIPE)
    assert clock.stderr is not None
    try:
        assert b"the clock is running" in clock.stderr.readline()
        assert b"alerts raised" in clock.stderr.readline()
        time.sleep(0.1)
        clock.send_signal(signal.SIGTERM)
        assert clock.stderr.read().strip().splitlines()[-1] == b"stopped"
        assert clock.wait(30) == 0
    finally:
        clock.kill()
        clock.wait()


def open_files(store: Store) -> list[str]:
    found = (
        os.readlink(f"/proc/self/fd/{number}")
        for number in os.listdir("/proc/self/fd")
        if number.isdigit() and os.path.exists(f"/proc/self/fd/{number}")
    )
    return [name for name in found if str(store.folder) in name]


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="only Linux lists the files a process has open")
def test_a_command_run_within_this_process_leaves_no_file_of_the_store_open(prov: Store) -> None:
    prov.load(STORY)
    for words, code in (
        (["sweep"], 0),
        (["participants"], 0),
        (["timeline", "nobody"], 2),
        (["replay"], 0),
        (["doctor"], 0),
    ):
        assert run_here(words, prov.env, prov.folder).code == code
        assert open_files(prov) == []
