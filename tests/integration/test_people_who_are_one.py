"""Two references that are one person: they are told of, and can be made one; what may be a slip is told as well."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from journey.domain.errors import WrongInput
from journey.domain.history import History
from journey.engine import store as tables
from journey.engine.erasure import erase
from journey.engine.likenesses import Alike
from journey.engine.merging import merge
from projections.live.replay import View, people
from services.opened import Journey
from services.sweep import sweep
from tests.site import NOW, PROGRAMME, Entry, Site, log_of, read_models, rebuilt, stream_of, take

pytestmark = pytest.mark.every_store

SEE = "see journey people duplicates"
NUMBER = "191212121212"
SWEPT = datetime(2018, 4, 1, tzinfo=UTC)


def line(kind: str, on: str, participant: str, **keys: object) -> Entry:
    return {"type": kind, "participant": participant, "on": on, "entry": f"{participant}-{kind}-{on}", **keys}


def referred(participant: str, on: str = "2018-01-15", **keys: object) -> Entry:
    return line("referred", on, participant, source="self", **keys)


A = [referred("A", personal_number=NUMBER), line("enrolled", "2018-01-20", "A", coach="anna")]
B = [
    referred("B", "2018-01-16", personal_number="19121212-1212", phone="070-123 45 67"),
    line("enrolled", "2018-01-20", "B", coach="bo"),
    line("contact_held", "2018-02-02", "B", mode="phone", by="coach:bo", note="sagt i förtroende"),
    line("employer_contacted", "2018-02-05", "B", employer="f", mode="phone", who="coach", competitive=True),
]


def alike(journey: Journey) -> list[Alike]:
    with journey.engine.store.read() as connection:
        return journey.engine.likenesses.alike(connection, PROGRAMME)


def pairs(journey: Journey) -> list[tuple[str, set[str | None]]]:
    names = {stream_of(journey, reference): reference for reference in ("A", "B")}
    return [(one.kind, {names.get(stream) for stream in one.streams}) for one in alike(journey)]


def made_one(journey: Journey, now: datetime = NOW) -> None:
    merge(journey.engine, stream_of(journey, "B"), stream_of(journey, "A"), "the same number", now, "operator")
    journey.projector.follow()


# -- told ------------------------------------------------------------------------------------------------------------
def test_one_number_under_two_references_is_told_by_the_import_and_afterwards(site: Site) -> None:
    with site.opened() as journey:
        told = take(journey, [*A, *B])
        assert told.remarks == (
            f"line 3: personal_number: another person of the programme has the same, as in line 1; {SEE}",
        )
        assert pairs(journey) == [("personal_number", {"A", "B"})]
        later = take(journey, [referred("C", phone="(+46) 70 123.45.67, ring efter 15")])
        assert [remark.partition("same")[2] for remark in later.remarks] == [f", who is known already; {SEE}"]
    assert site.json("people", "duplicates", "--programme", PROGRAMME, "--format", "json")[0]["participants"] == [
        "A",
        "B",
    ]


def test_a_check_tells_the_same_and_keeps_nothing(site: Site) -> None:
    file = site.folder / "entries.jsonl"
    file.write_text("\n".join(json.dumps(entry) for entry in [*A, *B]), encoding="utf-8")
    said = site.run("import", str(file), "--programme", PROGRAMME, "--check").err
    assert "line 3: personal_number: another person" in said
    with site.opened() as journey:
        assert alike(journey) == []


def test_nobody_in_hiding_is_told_of_and_a_number_that_holds_no_more_tells_nothing(site: Site) -> None:
    with site.opened() as journey:
        told = take(journey, [A[0], referred("B", personal_number=NUMBER, identity="protected")])
        assert told.remarks == ()
        assert alike(journey) == []
        with journey.engine.store.read() as connection:
            assert len(journey.engine.likenesses.alike(connection, PROGRAMME, hidden=True)) == 1
        take(journey, [referred("C", personal_number=NUMBER)])
        assert len(alike(journey)) == 1
        take(journey, [line("struck", "2018-02-01", "C", strikes="C-referred-2018-01-15", reason="not them")])
        assert alike(journey) == []


def test_hashes_are_made_anew_with_the_epoch_and_go_with_the_person(site: Site, tmp_path: Path) -> None:
    with site.opened() as journey:
        take(journey, [A[0], *B[:1]])
        before = _hashes(journey)
        journey.engine.epochs.begin(NOW + timedelta(days=2))
        assert before.isdisjoint(_hashes(journey))
        assert pairs(journey) == [("personal_number", {"A", "B"})]
        erase(journey.engine, stream_of(journey, "B"), "asked for", NOW, "operator", tmp_path / "receipts")
        assert alike(journey) == []
        assert len(_hashes(journey)) == 1


def _hashes(journey: Journey) -> set[str]:
    with journey.engine.store.read() as connection:
        return set(connection.execute(sa.select(tables.likenesses.c.digest)).scalars()) - {""}


def test_a_store_of_before_learns_who_is_alike_when_it_is_opened(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [A[0], *B[:1]])
        with journey.engine.store.write() as connection:
            connection.execute(tables.likenesses.delete())
    with site.opened() as later:
        assert pairs(later) == [("personal_number", {"A", "B"})]


def test_what_may_be_a_slip_is_told_and_taken(site: Site) -> None:
    with site.opened() as journey:
        told = take(
            journey,
            [
                *A,
                line("contact_held", "1918-02-15", "A", mode="phone"),
                line("job_started", "2018-03-01", "A", job="j", extent=0.75, competitive=True),
                line("background_recorded", "2018-01-20", "A", birth_year=1990),
            ],
        )
        starts = journey.engine.programmes[PROGRAMME].starts
        assert told.remarks == (
            "line 3: on: lies before the person's birth",
            f"line 3: on: lies before the programme starts ({starts})",
            "line 4: extent: is below 1 percent; full time is 100",
        )
        assert told.taken == 5
    found = site.json("audit", "discrepancies", "--kind", "implausible", "--format", "json")
    assert sorted((one["on"], one["evidence"]["key"]) for one in found) == [
        ("1918-02-15", "on"),
        ("1918-02-15", "on"),
        ("2018-03-01", "extent"),
    ]


# -- made one --------------------------------------------------------------------------------------------------------
def test_facts_of_one_are_recorded_again_under_the_other(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [*A, *B])
        made_one(journey)
        log = journey.engine.log.load(stream_of(journey, "A"))
        again = [event for event in log if event.type == "contact_held"]
        assert [(event.entry, event.by, str(event.on)) for event in again] == [
            ("B-contact_held-2018-02-02", "coach:bo", "2018-02-02")
        ]
        assert journey.engine.log.reveal(again[0]) == {"note": "sagt i förtroende"}
        assert log[-1].fact.without == ("B-referred-2018-01-16", "B-enrolled-2018-01-20")
        assert stream_of(journey, "B") == stream_of(journey, "A"), "both references mean one person"
        with journey.engine.store.read() as connection:
            assert len(list(people(journey.engine, connection, View(NOW.date())))) == 1
        assert len(read_models(journey)["rm_participants"]) == 1
        assert read_models(journey) == rebuilt(journey)
        assert alike(journey) == []
        assert take(journey, [*A, *B]).taken == 0, "the same file again changes nothing"
    site.run("replay")


def test_what_was_known_before_a_merge_stays_two_people(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [*A, *B])
        made_one(journey)
        with journey.engine.store.read() as connection:
            view = View(NOW.date(), NOW - timedelta(seconds=1))
            lengths = [len(one.history.events) for one in people(journey.engine, connection, view)]
    assert sorted(lengths) == [2, 4]


def test_no_alert_is_raised_anew(site: Site) -> None:
    """An earlier stay under another reference: its alerts are the same person's now, by the same names."""
    earlier = [line("enrolled", "2017-01-10", "B", coach="bo"), line("discharged", "2017-12-01", "B", reason="work")]
    then = datetime(2017, 8, 1, tzinfo=UTC)
    with site.opened() as journey:
        take(journey, [*A, *earlier])
        sweep(journey.engine, journey.projector, then)
        source = stream_of(journey, "B")
        assert _alerts(journey, source)
        made_one(journey)
        assert sweep(journey.engine, journey.projector, then) == []
        sweep(journey.engine, journey.projector, SWEPT)
        target = stream_of(journey, "A")
        assert set(_alerts(journey, source)) < set(_alerts(journey, target))
        assert len(_alerts(journey, target)) == len(set(_alerts(journey, target))), "each once"
        assert len(History(journey.engine.log.load(target)).stays) == 2


def _alerts(journey: Journey, stream: UUID) -> list[tuple[str, str, str, date]]:
    facts = [event.fact for event in journey.engine.log.load(stream) if event.type == "alert_raised"]
    return [(fact.rule, fact.occurrence, fact.kind, fact.due) for fact in facts]


def test_whoever_is_merged_is_erased_with_the_other(site: Site, tmp_path: Path) -> None:
    with site.opened() as journey:
        take(journey, [A[0], *B[2:]])
        source = stream_of(journey, "B")
        made_one(journey)
        erase(journey.engine, stream_of(journey, "A"), "asked for", NOW, "operator", tmp_path / "receipts")
        assert journey.engine.vault.key(source) is None
        with journey.engine.store.read() as connection:
            assert connection.execute(sa.select(tables.merges)).all() == []


def test_two_who_cannot_be_one_are_refused(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [*A, *B])
        stream = stream_of(journey, "A")
        with pytest.raises(WrongInput, match="INTO: is the same person"):
            merge(journey.engine, stream, stream, "why", NOW, "operator")
        assert not [event for event in log_of(journey) if event.type == "merged"]
    assert "--reason: empty" in site.run("merge", "B", "A", "--reason", " ", code=2).err
