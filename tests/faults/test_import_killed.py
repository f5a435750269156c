"""An import dies by kill -9: the file is there whole or not at all, and can be sent again."""

import json
from itertools import count
from pathlib import Path

import pytest

from tests.faults import deeds
from tests.faults.doomed import Doomed, moments
from tests.site import PROGRAMME, Entry, Site, log_of, read_models, rebuilt, stream_of, take

pytestmark = [pytest.mark.every_store, pytest.mark.slow]

ROUNDS, PEOPLE, LINES = 6, 30, 450


def file_of(name: str) -> list[Entry]:
    """A file about people whom no other file knows: moves, facts and notes, each entry with its id."""
    people = [f"{name}-{number}" for number in range(PEOPLE)]
    enrolled = [{"type": "enrolled", "participant": person, "on": "2024-01-08"} for person in people]
    contacts = [
        {"type": "contact_held", "participant": people[n % PEOPLE], "on": f"2024-02-{n % 28 + 1:02}", "mode": "phone"}
        for n in range(LINES - PEOPLE)
    ]
    return [{**line, "entry": f"{name}-e{n}", "note": f"note {name}"} for n, line in enumerate(enrolled + contacts)]


def doomed_import(site: Site, name: str) -> Doomed:
    path = site.folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in file_of(name)))
    return Doomed(deeds.command, site, "import", str(path), "--programme", PROGRAMME).begin()


def taken(site: Site, name: str) -> int:
    """How many entries of that file the log holds; each of them can be read."""
    with site.opened() as journey:
        events = [event for event in log_of(journey) if event.entry and event.entry.startswith(f"{name}-e")]
        assert all(journey.engine.log.reveal(event) == {"note": f"note {name}"} for event in events)
        return len(events)


def test_a_killed_import_is_there_whole_or_not_at_all_and_can_be_sent_again(site: Site) -> None:
    longest = doomed_import(site, "calm").finish().seconds
    for number, moment in zip(count(), moments(3, ROUNDS, longest)):
        name = f"f{number}"
        doomed_import(site, name).kill_after(moment)
        before = taken(site, name)
        assert before in (0, LINES)
        with site.opened() as journey:  # what it left behind is what a rebuild gives
            assert read_models(journey) == rebuilt(journey)
            again = take(journey, file_of(name), keep_recorded=False)
            assert (again.taken, again.repeated) == (LINES - before, before)
            assert len(journey.engine.log.load(stream_of(journey, f"{name}-0"))) == LINES // PEOPLE
    with site.opened() as journey:
        assert read_models(journey) == rebuilt(journey)
        assert len(journey.projector.erased()) == 0
    assert site.json("replay")["differences"] == []


@pytest.mark.unmade
def test_a_first_start_killed_at_any_moment_can_be_made_again(site: Site, new_site, tmp_path: Path) -> None:
    longest = doomed_import(site, "calm").finish().seconds
    for moment in moments(4, ROUNDS, longest):
        fresh = new_site()
        doomed_import(fresh, "first").kill_after(moment)
        assert fresh.run("doctor").code == 0
        assert taken(fresh, "first") in (0, LINES)
        with fresh.opened() as journey:
            take(journey, file_of("first"), keep_recorded=False)
        assert taken(fresh, "first") == LINES
