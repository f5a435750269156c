"""Who has read what of whom: a row for each page, in monthly pieces, that nobody changes unseen."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.reading import WHAT
from journey.engine import tables
from journey.engine.access_log import making
from journey.engine.reading_rows import Reading
from projections.audit.access import head_of
from projections.audit.signed.checkpoints import parse
from services import access, access_review
from services.opened import Journey
from services.permissions import Actor, Role
from tests.site import PROGRAMME, Site, cohort, log_of, stream_of, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

COACH, OTHER = "coach:anna", "coach:bo"
DECEMBER, JANUARY = datetime(2030, 12, 30, 9, tzinfo=UTC), datetime(2031, 1, 2, 9, tzinfo=UTC)
LATER = datetime(2036, 3, 1, tzinfo=UTC)


def readings(journey: Journey, about: UUID | None = None) -> list[Reading]:
    with journey.engine.store.read() as connection:
        return list(journey.engine.access.readings(connection, about=about))


def findings(site: Site, code: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.run("audit", "verify", "--format", "json", code=code).out)["findings"]
    return found


# -- rows ------------------------------------------------------------------------------------------------------------
def test_a_page_is_one_row_with_everybody_on_it_and_what_was_read_of_each(site: Site) -> None:
    one, other = uuid4(), uuid4()
    with site.opened() as journey:
        log = journey.engine.access
        with log.page(JANUARY, COACH):
            log.note(JANUARY, COACH, {one: ("name",)}, "a card in their chat")
            log.note(JANUARY, COACH, {one: ("words",), other: ("name", "calendar")}, "messages in their chat")
        [row] = readings(journey)
    assert (row.reader, row.at) == (COACH, JANUARY)
    assert row.people == {one: ("name", "words"), other: ("name", "calendar")}
    assert row.what == ("name", "words", "calendar")
    assert row.why_of(one) == ("a card in their chat", "messages in their chat")
    assert row.why_of(other) == ("messages in their chat",)


def test_what_is_made_in_a_colleague_s_name_while_they_do_not_look_is_no_reading(site: Site) -> None:
    person = uuid4()
    with site.opened() as journey:
        log = journey.engine.access
        with making(None):  # as the clock makes a digest
            log.note(JANUARY, COACH, {person: ("name",)}, "a card in their chat")
        with log.page(JANUARY, COACH):  # as somebody's turn puts a card into another's chat
            log.note(JANUARY, OTHER, {person: ("name",)}, "a card in their chat")
            log.note(JANUARY, "system", {person: ("contact",)}, "to deliver a message")
        assert [row.reader for row in readings(journey)] == ["system"]


def test_every_word_of_what_can_be_read_comes_back(site: Site) -> None:
    person = uuid4()
    with site.opened() as journey:
        journey.engine.access.note(JANUARY, COACH, {person: WHAT}, "to look")
        assert readings(journey, person)[0].people[person] == WHAT
        assert readings(journey, uuid4()) == []


def test_the_reason_is_sealed_and_the_row_outlives_an_erasure(site: Site) -> None:
    with site.opened() as journey:
        take(
            journey, [{"type": "referred", "participant": "anna", "on": "2030-01-01", "source": "self", "name": "Anna"}]
        )
        person = stream_of(journey, "anna")
        journey.engine.access.note(JANUARY, COACH, {person: ("name",)}, "her sister Beda asked")
        with journey.engine.store.read() as connection:
            stored = str(connection.execute(sa.select(tables.reads)).all())
        assert "Beda" not in stored
    site.run("erase", "anna", "--without-request", "--reason", "asked for", "--as", "Kim")
    with site.opened() as journey:
        mine = readings(journey, person)
    assert ("her sister Beda asked",) in [one.why for one in mine]
    rows = json.loads(site.run("access", "list", "--format", "json").out)
    names = {one["participant"] for row in rows for one in row["people"]}
    assert names and all(name.startswith("erased-") for name in names)


def test_two_who_read_at_once_take_a_number_each(site: Site) -> None:
    with site.opened() as journey:
        log, person = journey.engine.access, uuid4()
        log.note(JANUARY, COACH, {person: ("name",)}, "first")
        done = at_once(*[lambda: log.note(JANUARY, COACH, {person: ("name",)}, "next")] * 8)
        assert errors(done) == []
        assert [row.number for row in readings(journey)] == list(range(9))
    assert findings(site, 0) == []


# -- pieces, heads, retention ----------------------------------------------------------------------------------------
def _two_months(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort(2))
        person = stream_of(journey, "H-001")
        for moment in (DECEMBER, DECEMBER, JANUARY):
            journey.engine.access.note(moment, COACH, {person: ("name",)}, "to look")


def heads(site: Site) -> list[tuple[str, int]]:
    signed = parse((site.folder / "checkpoints.txt").read_text(encoding="utf-8")).checkpoints
    return [(head.month, head.size) for one in signed if (head := head_of(one.text)) is not None]


def test_a_month_is_a_piece_and_its_head_is_in_every_checkpoint(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort(2))
        person = stream_of(journey, "H-001")
        journey.engine.access.note(DECEMBER, COACH, {person: ("name",)}, "to look")
    site.run("audit", "checkpoint")
    with site.opened() as journey:
        journey.engine.access.note(DECEMBER, COACH, {person: ("name",)}, "to look")
    site.run("audit", "checkpoint")  # the log has not grown; the access log has
    with site.opened() as journey:
        journey.engine.access.note(JANUARY, COACH, {person: ("name",)}, "to look")
    site.run("audit", "checkpoint")
    assert heads(site) == [("2030-12", 1), ("2030-12", 2), ("2031-01", 1)]
    assert findings(site) == []


def test_retention_drops_a_month_whole_and_says_so_and_the_heads_stay(site: Site) -> None:
    _two_months(site)
    site.run("audit", "checkpoint")
    with site.opened(LATER) as journey:
        assert access.drop(journey, date(2031, 1, 1)) == 2
        assert access.drop(journey, date(2031, 1, 1)) == 0
        assert [row.at for row in readings(journey)] == [JANUARY]
        said = [event.fact for event in log_of(journey) if event.type == "retention_applied"]
    assert [(fact.kind, fact.count) for fact in said] == [("access_log", 2)]
    assert findings(site) == []
    site.run("audit", "checkpoint")
    assert findings(site) == []


def test_a_month_that_no_checkpoint_has_closed_is_not_dropped(site: Site) -> None:
    _two_months(site)
    with site.opened(LATER) as journey:
        assert access.drop(journey, date(2031, 1, 1)) == 0


def test_a_month_dropped_without_retention_is_found(site: Site) -> None:
    _two_months(site)
    site.run("audit", "checkpoint")
    with site.opened(LATER) as journey, journey.engine.store.write() as connection:
        log = journey.engine.access
        log.drop(connection, log.droppable(connection, "2031-01"), LATER)
    assert [one["what"] for one in findings(site, 1)] == ["access_removed"]


def test_nothing_is_signed_over_an_access_log_that_was_changed(site: Site) -> None:
    _two_months(site)
    site.run("audit", "checkpoint")
    with site.opened() as journey, journey.engine.store.write() as connection:
        connection.execute(tables.reads.delete().where(tables.reads.c.piece == 2))
        connection.execute(tables.pieces.delete().where(tables.pieces.c.number == 2))
    assert "access log" in site.run("audit", "checkpoint", "--quick", code=1).err
    assert {one["what"] for one in findings(site, 1)} == {"access_removed"}


# -- listed and reviewed ---------------------------------------------------------------------------------------------
def listed(site: Site, *words: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(site.run("access", "list", *words, "--format", "json").out)
    return rows


def test_the_list_says_who_read_what_of_whom_when_and_why(site: Site) -> None:
    _two_months(site)
    rows = listed(site, "--reader", "anna", "--from", "2031-01-01", "--to", "2031-01-02")
    assert [(row["reader"], row["people"], row["why"]) for row in rows] == [
        (COACH, [{"participant": "H-001", "what": ["name"]}], ["to look"])
    ]
    assert listed(site, "--person", "H-002", "--to", "2031-01-02") == []
    assert len(listed(site, "--person", "H-001", "--reader", COACH)) == 3
    assert listed(site, "--reader", "bo") == []


def test_a_list_counts_as_a_reading_of_each_person_in_it_by_a_named_operator(site: Site) -> None:
    with site.opened() as journey:
        take(journey, cohort(2))
    site.run("participants", "--as", "Kim Ek")
    [row] = listed(site)
    assert row["reader"] == "operator:Kim Ek"
    assert {one["participant"] for one in row["people"]} >= {"H-001", "H-002"}
    [mine] = listed(site, "--person", "H-001", "--reader", "Kim Ek")
    assert ([one["participant"] for one in mine["people"]], mine["others"] > 0) == (["H-001"], True)


def test_a_sample_is_drawn_for_the_officer_who_signs_for_it_once(site: Site) -> None:
    _two_months(site)
    site.run("staff", "add", "dpo:ada", "--programme", PROGRAMME)
    words = ("access", "review", "--reviewer", "dpo:ada")
    window = ("--from", "2030-12-01", "--to", "2031-01-31", "--size", "2")
    drawn = json.loads(site.run(*words, *window, "--format", "json").out)
    assert (len(drawn["sample"]), drawn["readings"]) == (2, 3)
    made_up = drawn["draw"].rpartition("-")[0]
    assert "no such draw" in site.run(*words, "--sign", made_up, "--odd", "0", code=2).err
    assert "1 odd" in site.run(*words, "--sign", drawn["draw"], "--odd", "1", "--remark", "Bo asked about Cia").err
    assert "signed for already" in site.run(*words, "--sign", drawn["draw"], "--odd", "0", code=2).err
    with site.opened() as journey:
        [event] = [event for event in log_of(journey) if event.type == "access_reviewed"]
        assert (event.by, event.actor.partition(":")[0]) == ("dpo:ada", "operator")
        assert (event.fact.readings, event.fact.sample, event.fact.odd) == (3, 2, 1)
        assert event.fact.remark is None
        assert journey.engine.log.reveal(event) == {"remark": "Bo asked about Cia"}


@pytest.mark.parametrize("reviewer", ["dpo:ada", "supervisor:eva", "ada", "dpo:"])
def test_nobody_reviews_whom_no_programme_has_let_in_as_its_officer(site: Site, reviewer: str) -> None:
    _two_months(site)
    site.run("staff", "add", "supervisor:eva", "--programme", PROGRAMME)
    assert "--reviewer" in site.run("access", "review", "--reviewer", reviewer, code=2).err


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.dpo, Role.operator)])
def test_the_access_log_is_listed_for_nobody_else(site: Site, role: Role) -> None:
    with site.opened() as journey:
        asked = Journey(journey.engine, journey.projector, journey.now, Actor(role, "kim"))
        with journey.engine.store.read() as connection, pytest.raises(NotAllowed):
            access.list_readings(asked, connection, access.Window())


@pytest.mark.parametrize("name", ["", "x", "20300101-20300231-2-1.1-abcdef01", "20300101-20300228-2-1.1-ABCDEF01"])
def test_a_draw_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(WrongInput, match="no such draw"):
        access_review.draw_of(name)
