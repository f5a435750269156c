"""Reports at the desk: what the command shows, for whoever may read it; an evaluator finds nobody in any of them."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from journey.domain.events import participant as facts
from journey.domain.events import team as of_team
from journey.domain.events import work
from journey.engine.people import programme_stream
from projections.reports import KINDS
from tests.cases import every
from tests.chat.browsing import Answer
from tests.chat.talking import PROGRAMME
from tests.desk.room import Colleague, Room

MARK = "Zzunik"
"""Stands in every word of somebody's own, and in no word of ours."""


def somebody(room: Room) -> None:
    """Somebody whose coach, employer, town and every note bear the mark, in a programme that has written of itself."""
    coach, shop = f"{MARK}coach", f"{MARK}butik"
    told = [
        of_team.CoachRegistered(coach=coach, fte=0.5),
        of_team.DisseminationHeld(audience=f"{MARK}publik", people=4),
        of_team.IncidentReported(),
    ]
    for number, fact in enumerate(told):
        room.town.record(None, fact, note=f"{MARK}-anteckning {number}")
    room.person(
        facts.BackgroundRecorded(municipality=f"{MARK}stad", care_team=f"{MARK}team", gender="woman"),
        work.EmployerContacted(employer=shop, mode="phone", who="coach", industry=f"{MARK}bransch", competitive=True),
        work.JobStarted(job=f"{MARK}jobb", employer=shop, extent=50, competitive=True, job_type=f"{MARK}yrke"),
        name=f"{MARK} Lind",
        coach=coach,
        days_ago=40,
    )


def choices(room: Room) -> dict[str, str]:
    """This month."""
    return {"from": str(room.today.replace(day=1)), "to": str(room.today)}


@pytest.fixture
def eva(room: Room, port: int) -> Colleague:
    return room.seat(port, "supervisor:eva")


@pytest.fixture
def eli(room: Room, port: int) -> Colleague:
    return room.seat(port, "evaluator:eli")


def test_an_evaluator_finds_nobody_in_any_report_or_file(room: Room, eva: Colleague, eli: Colleague) -> None:
    somebody(room)
    window = f"?{urlencode(choices(room))}"
    seen_by_eva = ""
    for kind in KINDS:
        plain, coded = eva.open(f"/desk/reports/{kind}{window}"), eli.open(f"/desk/reports/{kind}{window}")
        assert (plain.status, coded.status) == (200, 200), kind
        seen_by_eva += plain.body
        assert MARK not in coded.body, kind
        assert MARK not in eli.sends(f"/desk/reports/{kind}", format="csv", **choices(room)).body, kind
    for word in ("coach", "publik", "stad"):
        assert MARK + word in seen_by_eva, "there was something to find"
    assert MARK not in eli.open("/desk/ask/discrepancies").body


def test_a_report_says_what_the_command_says(room: Room, eva: Colleague) -> None:
    somebody(room)
    shown = eva.open("/desk/reports/flow")
    assert [int(value) for value in re.findall(r'id="persons".*?value">(\d+)<', shown.body, re.DOTALL)] == [1]
    assert "<style" not in shown.body and " style=" not in shown.body, "what a page may not hold is not needed"
    assert eva.open("/desk/report.css").status == 200


def test_notes_that_a_report_prints_are_read_by_a_supervisor_and_that_is_kept(room: Room, eva: Colleague) -> None:
    somebody(room)
    assert f"{MARK}-anteckning 2" in eva.open(f"/desk/reports/tertial?{urlencode(choices(room))}").words
    stream = programme_stream(PROGRAMME)
    assert ("supervisor:eva", ("words",), ("desk-reports",)) in room.readings(stream)


def test_days_that_cannot_be_get_a_line_at_their_question_and_stay_as_they_were_written(eva: Colleague) -> None:
    answers = {
        "from=2018-05-01&to=2018-01-01": "Till och med: dagen ligger före periodens första dag.",
        "from=i+g%C3%A5r": "Från och med: i går är ingen dag.",
        "as_of=2100-01-01": "Som det var den: dagen ligger framåt i tiden.",
        "with_from=2018-01-01": "Jämför med, till och med saknas.",
        "audience=outside": "Det som får lämna verksamheten är ett helt kvartal",
        "audience=outside&as_of=2018-01-01": "går inte ihop med det som får lämna verksamheten",
        "from=2018-05-01&as_of=2018-01-01": "Från och med: perioden börjar efter den dag som rapporten gäller.",
    }
    for query, line in answers.items():
        answer = eva.open(f"/desk/reports/flow?{query}")
        assert (answer.status, line in answer.words) == (422, True), query
        assert answer.body.count('-help"><strong>') == 1, query
        assert all(f'value="{value}"' in answer.body for value in re.findall(r"=(\d{4}-\d\d-\d\d)", query)), query
    assert eva.open("/desk/reports?from=2018-05-01&to=2018-01-01").status == 422
    assert eva.open("/desk/reports/nonsense").status == 404


def test_the_window_that_is_chosen_first_goes_along_and_two_stand_side_by_side(room: Room, eva: Colleague) -> None:
    somebody(room)
    index = eva.open("/desk/reports?from=2018-01-01&to=2018-03-31&population=all&audience=programme")
    assert [kind for kind in KINDS if f'href="/desk/reports/{kind}?' not in index.body] == []
    [address] = re.findall(r'href="(/desk/reports/outcomes[^"]+)"', index.body)
    shown = eva.open(address.replace("&amp;", "&") + "&with_from=2017-01-01&with_to=2017-03-31")
    assert "2018-01-01 till 2018-03-31" in shown.words
    assert "Förändring" in shown.words
    outside = eva.open("/desk/reports/flow?from=2018-01-01&to=2018-03-31&audience=outside")
    assert "Får lämna verksamheten" in outside.words


def test_a_report_is_kept_as_a_file_whose_name_says_its_kind_and_day(room: Room, eva: Colleague) -> None:
    somebody(room)

    def kept(form: str) -> Answer:
        eva.open("/desk/reports/caseload")
        return eva.sends("/desk/reports/caseload", format=form, **choices(room))

    sheet, text = kept("xlsx"), kept("csv")
    called = f'attachment; filename="rapport-caseload-{room.today}.xlsx"'
    assert (sheet.status, sheet.headers["Content-Disposition"]) == (200, called)
    assert (text.status, MARK in text.body, ";" in text.body) == (200, True, True), "as a Swedish spreadsheet has it"
    assert "<h1>" in kept("exe").body, "nothing of that sort: the page again"


@every("staff", ["coach:anna", "dpo:ada", "admin:ali"])
def test_reports_are_for_whoever_reads_all_of_them(room: Room, port: int, staff: str) -> None:
    colleague = room.seat(port, staff)
    for address in ("/desk/reports", "/desk/reports/flow"):
        assert colleague.open(address).status == 404
    assert "/desk/reports" not in colleague.open("/desk").body


def test_the_evaluators_day_begins_with_where_their_work_is(room: Room, eli: Colleague) -> None:
    today = eli.open("/desk")
    assert 'Ditt arbete finns här: <a href="/desk/ask">Frågor</a>' in " ".join(today.body.split())
    ask = eli.open("/desk/ask")
    assert "Ingen kontrollpunkt är undertecknad än." in ask.words
    assert "Som man visste den" in ask.words
