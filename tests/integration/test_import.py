"""Imports against the store: all or nothing, the same file twice, and others who write meanwhile."""

import json
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journey.domain.events.participant import ContactHeld
from journey.engine import imports
from journey.engine.imports import Imported, ImportRefused
from services.opened import Journey
from tests.histories import histories, team_histories
from tests.site import Entry, NewSite, Site, log_of, read_models, rebuilt, record, stream_of, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store


def enrolment(number: int, **keys: Any) -> Entry:
    return {"type": "enrolled", "participant": f"p-{number}", "on": "2024-01-01", "entry": f"e-{number}", **keys}


def counts(journey: Journey) -> dict[str, int]:
    """How many rows every table has."""
    with journey.engine.store.read() as connection:
        names = sa.inspect(connection).get_table_names()
        return {name: connection.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar() or 0 for name in names}


# -- all or nothing --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "fault",
    [
        {"type": "enrolled", "participant": "p-0", "on": "2024-02-01"},
        {"type": "enrolled", "participant": "x", "on": "2099-01-01"},
        {"type": "nonsense"},
        enrolment(3, coach="anna"),
        {"type": "struck", "participant": "p-0", "on": "2024-02-01", "strikes": "nowhere", "reason": "wrong"},
    ],
    ids=["an impossible order", "in the future", "no such type", "an id with other content", "a strike of nothing"],
)
def test_one_fault_in_the_last_line_leaves_every_table_as_it_was(site: Site, fault: Entry) -> None:
    with site.opened() as journey:
        take(journey, [enrolment(number) for number in range(5)])
        before = counts(journey)
        file = [enrolment(number) for number in range(60)] + [{"type": "complaint_received", "on": "2024-01-01"}]
        file += [{"type": "contact_held", "participant": "p-0", "on": "2024-01-02", "mode": "phone"}] * imports.CHUNK
        with pytest.raises(ImportRefused):
            take(journey, [*file, fault])
        assert counts(journey) == before
        # and the same process can go on: what it seals now, others can read
        take(journey, [*file, {**enrolment(5000), "note": "told"}])
    with site.opened() as later:
        assert later.engine.log.reveal(later.engine.log.load(stream_of(later, "p-5000"))[0]) == {"note": "told"}


def test_a_deadline_is_set_aside_for_a_supervisor_alone(site: Site) -> None:
    waiver = {"type": "deadline_waived", "participant": "p-1", "on": "2024-02-01", "rule": "r", "reason": "agreed"}
    with site.opened() as journey:
        for by in ({}, {"by": "coach:anna"}, {"by": "participant"}, {"by": "system"}):
            with pytest.raises(ImportRefused) as refused:
                take(journey, [enrolment(1), waiver | by])
            assert refused.value.lines == ["line 2: by: only a supervisor sets a deadline aside; write supervisor:REF"]
        assert not stream_known(journey, "p-1")
        assert take(journey, [enrolment(1), waiver | {"by": "supervisor:eva"}]).taken == 2


def stream_known(journey: Journey, reference: str) -> bool:
    with journey.engine.store.read() as connection:
        key = journey.engine.people.key("hudiksvall", "import", reference)
        return bool(journey.engine.people.streams(connection, "hudiksvall", [key]))


def test_a_check_leaves_every_table_as_it_was(site: Site) -> None:
    file = site.folder / "file.jsonl"
    file.write_text("".join(json.dumps(enrolment(number)) + "\n" for number in range(100)))
    site.run("import", str(file), "--programme", "uppsala", "--check")
    with site.opened() as journey:
        before = counts(journey)
    assert before["vault_references"] == 0
    site.run("import", str(file), "--programme", "uppsala", "--check")
    with site.opened() as journey:
        assert counts(journey) == before


# -- twice -----------------------------------------------------------------------------------------------------------
EACH = settings(  # no shrinking: a store for every try takes too long
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@EACH
@given(data=st.data())
def test_a_file_sent_again_whole_or_in_pieces_changes_nothing(prepared_site: NewSite, data: st.DataObject) -> None:
    people = data.draw(st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True))
    file = [line for number in people for line in data.draw(histories(f"p-{number}"))] + data.draw(
        team_histories(facts=3)
    )
    with prepared_site().opened() as journey:
        assert take(journey, file).taken == len(file)
        log, rows = log_of(journey), read_models(journey)
        assert take(journey, file) == Imported(len(file), 0, len(file), 0)
        cut = data.draw(st.integers(0, len(file)))
        take(journey, file[cut:])
        take(journey, file[:cut])
        assert log_of(journey) == log
        assert read_models(journey) == rows


def test_the_same_file_sent_by_two_at_once_is_there_once(site: Site) -> None:
    file = [enrolment(number) for number in range(100)]
    with site.opened() as one, site.opened() as other:
        results = at_once(partial(take, one, file), partial(take, other, file))
        assert errors(results) == []
        assert sorted(result.taken for result in results) == [0, 100]
        assert len([event for event in log_of(one) if event.type == "enrolled"]) == 100


# -- while others write ----------------------------------------------------------------------------------------------
def test_what_others_write_during_an_import_is_there_and_so_is_the_import(site: Site) -> None:
    file = [enrolment(number) for number in range(100)]
    file += [{**line, "type": "contact_held", "mode": "phone", "entry": None} for line in file] * 30
    with site.opened() as importer, site.opened() as writer:
        take(importer, [{**enrolment(0), "participant": "J-1", "entry": None}])

        def write() -> None:
            for number in range(25):
                person = "J-1" if number % 2 else f"J-new-{number}"
                writer.execute(record(ContactHeld(mode="phone"), person, entry=f"w-{number}", note=f"note {number}"))

        file += [{"type": "contact_held", "participant": "J-1", "on": "2024-01-02", "mode": "phone"}] * 20
        assert errors(at_once(partial(take, importer, file), write)) == []
        importer.projector.catch_up()
        log = log_of(importer)
        assert {event.entry for event in log if event.sender == "desk"} == {f"w-{number}" for number in range(25)}
        assert len([event for event in log if event.sender == "import"]) == len(file) + 1
        own = importer.engine.log.load(stream_of(importer, "J-1"))
        assert [event.version for event in own] == list(range(1, len(own) + 1))
        assert read_models(importer) == rebuilt(importer)
