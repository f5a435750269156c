"""An officer of one programme, in a store of two: what they see of the log, review and let in ends at their own."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from app.wiring.office import office_of
from journey.domain.commands import Record
from journey.domain.errors import NotAllowed
from journey.domain.events import participant as facts
from journey.engine.erasure import erase
from journey.engine.merging import merge
from journey.engine.people import programme_stream
from services import access_review, oversight, reviewing, team
from services.acting import journey_of
from services.opened import Journey
from services.oversight import Days
from services.permissions import Actor, Role
from tests.site import NOW, PROGRAMME, Site

OTHER, URL = "hudiksvall", "https://min-vag.example"
ADA, ALI = Actor(Role.dpo, "ada", PROGRAMME), Actor(Role.admin, "ali", PROGRAMME)
ALWAYS = Days(date(2000, 1, 1), NOW.date())


def somebody(journey: Journey, programme: str, reference: str) -> UUID:
    fact = facts.Referred(source="psychiatry", name=reference)
    command = Record(programme, fact, NOW.date(), NOW, "import", "test", reference, sender="desk")
    return journey.execute(command)[0].stream


def two_programmes(journey: Journey) -> tuple[UUID, UUID]:
    """Somebody in each of two programmes, read by colleagues there; Ada is the officer of one of them, Ali runs it."""
    for programme, staff in ((PROGRAMME, "dpo:ada"), (PROGRAMME, "admin:ali"), (OTHER, "coach:bo"), (OTHER, "dpo:dan")):
        team.add(journey, programme, staff, None, None, URL)
    mine, theirs = somebody(journey, PROGRAMME, "Maja"), somebody(journey, OTHER, "Elin")
    log = journey.engine.access
    log.note(NOW, "coach:anna", {mine: ["name"]}, "desk-person")
    log.note(NOW, "coach:bo", {theirs: ["name"], programme_stream(OTHER): ["words"]}, "desk-person")
    log.note(NOW, "operator:kim", {mine: ["facts"], theirs: ["facts"]}, "journey participants")
    return mine, theirs


@pytest.mark.every_store
def test_people_of_another_programme_are_on_no_line_and_in_no_sample(site: Site) -> None:
    with site.opened() as journey:
        two_programmes(journey)
        office = office_of(journey)
        seen = oversight.read_log(office, ADA, ALWAYS)
        assert [(line.reader, len(line.subjects)) for line in seen.lines] == [("operator:kim", 1), ("coach:anna", 1)]
        assert seen.count == 2 and all(one.number for line in seen.lines for one in line.subjects)
        assert oversight.readers(office, ADA) == ["operator:kim"], "Anna was let in nowhere, and Bo elsewhere"
        drawn = reviewing.open_sample(office, ADA, reviewing.draw(office, ADA, ALWAYS))
        assert drawn.readings == 2
        assert [len(line.subjects) for line in drawn.lines] == [1, 1]


def test_who_has_sent_nothing_and_who_was_merged_are_their_own_programmes_alone(site: Site) -> None:
    with site.opened() as journey:
        mine, _ = two_programmes(journey)
        engine, office, log = journey.engine, office_of(journey), journey.engine.access
        unsent, of_others = (engine.chats.create(NOW, "webchat", "sv", programme=one) for one in (PROGRAMME, OTHER))
        twice, theirs, other = somebody(journey, PROGRAMME, "M"), *(somebody(journey, OTHER, one) for one in ("E", "F"))
        merge(engine, twice, mine, "one person", NOW, "operator")
        merge(engine, other, theirs, "one person", NOW, "operator")
        journey.projector.catch_up()
        nobody = {one: ["words"] for one in (of_others.key, other, uuid4())}
        log.note(NOW, "supervisor:of-another", nobody, "took a crisis on")
        log.note(NOW, "coach:anna", nobody | {unsent.key: ["words"], twice: ["facts"], mine: ["name"]}, "several")
        lines = oversight.read_log(office, ADA, ALWAYS).lines
        assert "supervisor:of-another" not in {line.reader for line in lines}
        [several] = [line for line in lines if line.why == ("several",)]
        told = {one.number: {*one.what} for one in several.subjects}
        assert told.pop(oversight.label(office, mine)[1]) == {"facts", "name"}, (
            "one person is one, however they are read"
        )
        assert list(told.values()) == [{"words"}]
        drawn = reviewing.open_sample(office, ADA, reviewing.draw(office, ADA, ALWAYS))
        assert drawn.readings == 3 and max(len(line.subjects) for line in drawn.lines) == 2


def test_nobody_in_hiding_has_a_number_neither_in_their_chat_nor_merged_nor_erased(site: Site) -> None:
    with site.opened() as journey:
        mine, _ = two_programmes(journey)
        engine, office = journey.engine, office_of(journey)
        twice = somebody(journey, PROGRAMME, "M")
        merge(engine, twice, mine, "one person", NOW, "operator")
        chat = engine.chats.create(NOW, "webchat", "sv", programme=PROGRAMME, stream=mine)
        hidden = facts.IdentityChanged(identity="protected")
        journey.execute(Record(PROGRAMME, hidden, NOW.date(), NOW, "coach:anna", "hidden", stream=mine))
        journey.projector.catch_up()
        for key in (mine, twice, chat.key):
            engine.access.note(NOW, "coach:anna", {key: ["words"]}, "hidden")
        lines = [line for line in oversight.read_log(office, ADA, ALWAYS).lines if line.why == ("hidden",)]
        assert [[(one.sort, one.number) for one in line.subjects] for line in lines] == [[("protected", "")]] * 3
        erase(engine, mine, "asked for", NOW, "operator", site.folder / "erasures.jsonl", "without_request")
        journey.projector.catch_up()
        assert oversight.label(office, mine) == ("protected", "")


@pytest.mark.parametrize("actor", [Actor(role, "ada", PROGRAMME) for role in Role if role is not Role.dpo])
def test_nobody_else_reads_or_reviews_as_an_officer_does(site: Site, actor: Actor) -> None:
    with site.opened() as journey:
        two_programmes(journey)
        office = office_of(journey)
        with pytest.raises(NotAllowed):
            reviewing.draw(office, actor, ALWAYS)
        if actor.role is not Role.operator:
            with pytest.raises(NotAllowed):
                oversight.read_log(office, actor, ALWAYS)


def test_an_officer_signs_in_no_name_but_their_own_and_only_where_they_are_let_in(site: Site) -> None:
    with site.opened() as journey:
        two_programmes(journey)
        office = office_of(journey)
        with pytest.raises(NotAllowed):
            access_review.draw(journey_of(office, ADA), "dpo:dan", ALWAYS.since, ALWAYS.until, 5)
        with pytest.raises(NotAllowed):
            reviewing.draw(office, Actor(Role.dpo, "ada", OTHER), ALWAYS)


def test_an_administrator_lets_nobody_in_or_out_elsewhere_nor_whoever_works_there_too(site: Site) -> None:
    with site.opened() as journey:
        two_programmes(journey)
        team.add(journey, PROGRAMME, "supervisor:bo", None, None, URL)
        ali = journey_of(office_of(journey), ALI)
        for staff, programme in (("coach:new", OTHER), ("coach:bo", PROGRAMME), ("coach:ali", PROGRAMME)):
            with pytest.raises(NotAllowed):
                team.add(ali, programme, staff, None, None, URL)
        for staff in ("supervisor:bo", "admin:ali"):
            with pytest.raises(NotAllowed):
                team.disable(ali, staff, PROGRAMME)
        team.add(ali, PROGRAMME, "coach:new", None, None, URL)
        assert "coach:new" in team.members(journey, PROGRAMME)
