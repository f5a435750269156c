"""An officer of one programme, in a store of two: what they see of the log, review and let in ends at their own."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.wiring.office import office_of
from journey.domain.commands import Record
from journey.domain.errors import NotAllowed
from journey.domain.events import participant as facts
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
        seen = oversight.looked(office, ADA, ALWAYS)
        assert [(line.reader, len(line.subjects)) for line in seen.lines] == [("operator:kim", 1), ("coach:anna", 1)]
        assert seen.count == 2 and all(one.number for line in seen.lines for one in line.subjects)
        assert oversight.readers(office, ADA) == ["operator:kim"], "Anna was let in nowhere, and Bo elsewhere"
        drawn = reviewing.drawn(office, ADA, reviewing.draw(office, ADA, ALWAYS))
        assert drawn.readings == 2
        assert [len(line.subjects) for line in drawn.lines] == [1, 1]


@pytest.mark.parametrize("actor", [Actor(role, "ada", PROGRAMME) for role in Role if role is not Role.dpo])
def test_nobody_else_reads_or_reviews_as_an_officer_does(site: Site, actor: Actor) -> None:
    with site.opened() as journey:
        two_programmes(journey)
        office = office_of(journey)
        with pytest.raises(NotAllowed):
            reviewing.draw(office, actor, ALWAYS)
        if actor.role is not Role.operator:
            with pytest.raises(NotAllowed):
                oversight.looked(office, actor, ALWAYS)


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
