"""What is written can be read: minutes, incidents, complaints and reviews, by whoever may, and in the report for them."""

import dataclasses
import json
from datetime import date

import pytest

from journey.domain.errors import NotAllowed, WrongInput
from journey.engine.people import programme_stream
from projections.live.replay import View
from projections.reports import as_json
from services import written
from services.permissions import Actor, Role
from services.reports import Question, ReportFiles, report_on
from tests.cases import every
from tests.site import NOW, PROGRAMME, Entry, Site, take

pytestmark = pytest.mark.every_store

MINUTES = "Vi gick igenom kön.\nSocialtjänsten frånvarande."
FALL, NOISE, RESULT = (
    "Fall i trappan, ingen skadad",
    "Väntetiden är för lång",
    "Ledstång uppsatt; kön följs varje vecka",
)
HIDES = "Någon ringde och frågade efter Maja Hemlig"
OWN: list[Entry] = [
    {"type": "meeting_held", "on": "2015-05-04", "kind": "team", "minutes": 60, "note": MINUTES, "entry": "m-1"},
    {"type": "incident_reported", "on": "2015-05-05", "note": FALL},
    {"type": "complaint_received", "on": "2015-06-01", "note": NOISE},
    {"type": "complaint_received", "on": "2015-09-01", "note": "efter tertialet"},
    {"type": "incident_reported", "on": "2015-07-01", "note": HIDES},
    {
        "type": "fidelity_reviewed",
        "on": "2015-08-01",
        "scale": "ips-25",
        "rater": "self",
        "scores": {"1": 4},
        "note": "Bra",
    },
    {"type": "report_submitted", "on": "2015-09-10", "kind": "tertial", "period": "2015-T2", "note": RESULT},
    {"type": "report_submitted", "on": "2015-06-10", "kind": "tertial", "period": "2015-T1", "note": "den förra"},
    {"type": "struck", "on": "2015-09-11", "strikes": "m-1", "reason": "fel dag"},
]
MAJA: list[Entry] = [
    {
        "type": "referred",
        "participant": "M-77",
        "on": "2015-01-02",
        "source": "self",
        "name": "Maja Hemlig",
        "phone": "070-123 45 67",
        "email": "maja@example.org",
    },
    {"type": "identity_changed", "participant": "M-77", "on": "2015-01-03", "identity": "protected"},
]
WHEN = ("--as-of", "2015-12-31")
SUMMER = ("--from", "2015-05-01", "--to", "2015-08-31", *WHEN)


@pytest.fixture(scope="module")
def house(module_site: Site) -> Site:
    with module_site.opened() as journey:
        take(journey, [*OWN, *MAJA], keep_recorded=True)
    return module_site


def events(site: Site, *words: str) -> list[dict[str, object]]:
    return list(site.json("timeline", "--programme", PROGRAMME, *words)["events"])


def told(site: Site, *words: str) -> dict[str, object]:
    figures = site.json("report", "tertial", "--programme", PROGRAMME, *SUMMER, *words)["figures"]
    return {figure["key"]: figure["value"] for figure in figures}


# -- the programme's own timeline ------------------------------------------------------------------------------------
def test_the_programme_s_own_timeline_has_its_facts_in_order_with_what_was_written(house: Site) -> None:
    story = events(house)
    assert [one["on"] for one in story] == sorted(one["on"] for one in story)  # type: ignore[type-var]
    notes = {(one["type"], one["values"].get("note")) for one in story}  # type: ignore[attr-defined]
    assert {("meeting_held", MINUTES), ("incident_reported", FALL), ("fidelity_reviewed", "Bra")} <= notes
    assert {one["type"] for one in story} == {one["type"] for one in OWN}, "no rules, alerts or sign-ins"
    assert [one["type"] for one in story if one["struck_by"]] == ["meeting_held"]
    shown = house.run("timeline", "--programme", PROGRAMME).out
    assert all(word in shown for word in ("trappan", "Socialtjänsten"))


def test_it_is_read_as_of_a_day_and_by_nobody_without_a_programme(house: Site) -> None:
    assert {one["type"] for one in events(house, "--as-of", "2015-05-04")} == {"meeting_held"}
    assert "PARTICIPANT: missing" in house.run("timeline", code=2).err
    assert "--programme: no such programme" in house.run("timeline", "--programme", "nowhere", code=2).err


def test_the_evaluator_s_view_has_no_word_of_it(house: Site) -> None:
    shown = json.dumps(events(house, "--pseudonyms"), ensure_ascii=False)
    assert "meeting_held" in shown
    assert not [text for text in (MINUTES, FALL, NOISE, RESULT, "Maja", "fel dag", "m-1") if text in shown]


def test_each_reading_stands_in_the_access_log(house: Site) -> None:
    events(house)
    told(house)
    own = programme_stream(PROGRAMME)
    with house.opened() as journey, journey.engine.store.read() as connection:
        readings = [(one.people[own], one.why) for one in journey.engine.access.readings(connection, about=own)]
    assert readings[-2:] == [
        (("words",), ("journey timeline",)),
        (("words",), ("journey report tertial",)),
    ]
    rows = house.json("access", "list")
    assert {one["participant"] for row in rows for one in row["people"]} == {f"programme {PROGRAMME}"}


@every("actor", [Actor.staff("coach:anna", PROGRAMME), Actor.staff("evaluator:eve", PROGRAMME), Actor(Role.dpo, "d")])
def test_who_may_not_read_it_does_not(house: Site, actor: Actor) -> None:
    with house.opened() as opened:
        journey = dataclasses.replace(opened, actor=actor)
        with journey.engine.store.read() as connection:
            with pytest.raises(NotAllowed):
                written.story(journey, connection, PROGRAMME, View(NOW.date()), None)
            own = journey.engine.log.load(programme_stream(PROGRAMME))
            assert written.notes(journey, connection, own, PROGRAMME) == {}


# -- somebody in hiding ------------------------------------------------------------------------------------------------
def test_a_note_that_names_somebody_in_hiding_is_withheld_unless_a_reason_is_given(house: Site) -> None:
    notes = [one["values"].get("note") for one in events(house)]  # type: ignore[attr-defined]
    assert HIDES not in notes
    assert written.WITHHELD in notes
    assert "Maja" not in house.run("timeline", "--programme", PROGRAMME).out
    reasoned = [one["values"].get("note") for one in events(house, "--reason", "a court asks")]  # type: ignore[attr-defined]
    assert HIDES in reasoned
    assert "Maja" not in house.run("report", "tertial", "--programme", PROGRAMME, *SUMMER).out


@every(
    "note, hidden",
    [
        ("MAJA ringde", True),
        ("samtal med Hemligs mor", False),
        ("hemlig, sade hon", True),
        ("majavägen 3", False),
        ("ring 0701234567", True),
        ("ring +46 70 123 45 67", True),
        ("ring 070-1 23 45 68", False),
        ("skriv till Maja@Example.org", True),
        ("se M-77", True),
        ("se M-771", False),
        ("ingen alls", False),
    ],
)
def test_a_name_a_number_an_address_or_a_reference_is_enough(house: Site, note: str, *, hidden: bool) -> None:
    with house.opened() as journey, journey.engine.store.read() as connection:
        looked_for = written._hidden(
            journey, connection, PROGRAMME
        )  # of free text there is no way to try each spelling
        assert (looked_for.show(note) == written.WITHHELD) is hidden


# -- the report ---------------------------------------------------------------------------------------------------------
def test_the_report_three_times_a_year_prints_incidents_and_complaints_with_day_and_text(house: Site) -> None:
    figures = told(house)
    assert (figures["incidents"], figures["complaints"]) == (2, 1)
    assert figures["incidents_told"] == [
        {"on": "2015-05-05", "text": FALL},
        {"on": "2015-07-01", "text": written.WITHHELD},
    ]
    assert figures["complaints_told"] == [{"on": "2015-06-01", "text": NOISE}]
    assert figures["analysis"] == [{"on": "2015-09-10", "period": "2015-T2", "text": RESULT}]
    for how in ("table", "html", "csv"):
        shown = house.run("report", "tertial", "--programme", PROGRAMME, *SUMMER, "--format", how).out
        assert FALL in " ".join(shown.split())
        assert RESULT in " ".join(shown.split())


def test_no_word_of_it_leaves_for_outside(house: Site) -> None:
    with house.opened() as journey:
        question = Question(
            kind="tertial",
            programme=PROGRAMME,
            at=View(NOW.date()),
            at_any=True,
            start=date(2015, 1, 1),
            end=date(2015, 12, 31),
            audience="outside",
        )
        with pytest.raises(WrongInput, match="nothing of it is told outside"):
            report_on(journey, question, ReportFiles(None))


def test_an_evaluator_reads_that_report_with_days_and_no_text(house: Site) -> None:
    with house.opened() as opened:
        journey = dataclasses.replace(opened, actor=Actor.staff("evaluator:eve", PROGRAMME))
        question = Question(kind="tertial", programme=PROGRAMME, at=View(NOW.date()))
        shown = json.dumps(as_json(report_on(journey, question, ReportFiles(None))), ensure_ascii=False)
    assert not [text for text in (FALL, NOISE, RESULT) if text in shown]


# -- a person's ----------------------------------------------------------------------------------------------------------
def test_what_was_written_of_a_person_stands_in_their_timeline(site: Site) -> None:
    with site.opened() as journey:
        take(
            journey,
            [
                {"type": "enrolled", "participant": "p", "on": "2015-01-01"},
                {"type": "plan_reviewed", "participant": "p", "on": "2015-02-01", "kind": "sip", "note": "Allt löper"},
            ],
        )
    assert "Allt löper" in site.run("timeline", "p").out
    assert "Allt löper" not in site.run("timeline", "p", "--pseudonyms").out
