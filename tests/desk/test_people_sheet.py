"""The list as a spreadsheet: made beside the page, fetched once by whoever asked, and logged when it is."""

import http.client
import io
import re
import time
from uuid import UUID

import pytest
from openpyxl import load_workbook

from app.desk.sheets import Sheets
from journey.domain.events import participant as facts
from services.people_sheet import PeopleSheet
from tests.desk.room import Colleague, Room


def made(colleague: Colleague, **look: str) -> str:
    """Ask for the sheet, and come to the page that says it is ready: where it is fetched from."""
    colleague.open("/desk/people")
    colleague.sends("/desk/people/sheets", **look)
    for _ in range(5):
        if forms := [path for path in colleague.forms if path.endswith("/file")]:
            return forms[0]
        colleague.open(re.findall(r'href="(/desk/people/sheets/[^"]+)"', colleague.page.body)[0])
    raise AssertionError(colleague.says)


def fetched(colleague: Colleague, address: str) -> bytes:
    """The bytes that come for it."""
    csrf = re.findall(r'name="csrf" value="([^"]+)"', colleague.page.body)[-1]
    connection = http.client.HTTPConnection("127.0.0.1", colleague.port, timeout=20)
    cookies = "; ".join(f"{name}={value}" for name, value in colleague.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    connection.request("POST", address, f"csrf={csrf}", headers)
    answer = connection.getresponse()
    found = answer.read()
    assert answer.status == 200 and re.search(
        r'filename="deltagare-[-\d]+\.xlsx"', answer.headers["Content-Disposition"]
    )
    connection.close()
    return found


def test_one_line_a_person_is_fetched_once_by_who_asked_for_it(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person(facts.ContactHeld(mode="phone"), name="Maja Lind", days_ago=40)
    formula = room.person(name="=HYPERLINK(1)", days_ago=3)
    hidden = room.person(facts.IdentityChanged(identity="protected"), name="Hemlig Ek")
    theirs = room.person(name="Bos Egen", coach="bo")
    address = made(anna, show="all", sort="name")
    assert "med 2 deltagare" in anna.says and "En person med skyddade uppgifter är inte med" in anna.says
    assert not sheet_readings(room, maja), "nobody has seen it yet"
    bo, eva = room.seat(port, "coach:bo"), room.seat(port, "supervisor:eva")
    for other in (bo, eva):
        other.open("/desk/people")
        assert other.sends(address).status == 404 and other.open(address.removesuffix("/file")).status == 404
    anna.open("/desk/people")
    content = fetched(anna, address)
    head, *lines = load_workbook(io.BytesIO(content)).active.values
    assert head[:4] == ("Namn", "Referens", "Var i stödet", "Dagar där")
    assert [line[0] for line in lines] == ["=HYPERLINK(1)", "Maja Lind"]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].data_type == "s", "it is a text, and no formula"
    assert (lines[1][2], lines[1][8]) == ("Intagning", "Anna Ahl") and lines[1][4].date() == room.today
    assert b"Hemlig" not in content
    for stream in (maja, formula):
        [reading] = sheet_readings(room, stream)
        assert reading == ("coach:anna", ("name", "calendar", "facts", "reference"), ("desk-sheet",))
    assert not sheet_readings(room, hidden) and not sheet_readings(room, theirs)
    assert "finns inte längre" in anna.sends(address).words, "once"


def sheet_readings(room: Room, stream: UUID) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [reading for reading in room.readings(stream) if "desk-sheet" in reading[2]]


def test_who_was_hidden_or_handed_over_since_is_handed_out_to_nobody(room: Room, anna: Colleague) -> None:
    maja, other = room.person(name="Maja Lind"), room.person(name="Bosse Berg")
    address = made(anna, show="all")
    room.town.record(maja, facts.IdentityChanged(identity="protected"))
    assert "lämnas inte ut" in anna.sends(address).words
    address = made(anna, show="all")
    room.town.record(other, facts.CoachAssigned(coach="bo"))
    assert "lämnas inte ut" in anna.sends(address).words
    assert not sheet_readings(room, maja) and not sheet_readings(room, other)


def test_a_sheet_is_gone_after_its_time_and_when_another_is_asked_for() -> None:
    empty, mine = PeopleSheet(b"", (), 0), ("coach:anna", "hudiksvall")
    sheets = Sheets(kept=0.05)
    name = sheets.begin(mine, lambda: empty)
    while sheets.held:
        time.sleep(0.01)
    with pytest.raises(KeyError):
        sheets.ready(mine, name)
    lasting = Sheets()
    first, second = (lasting.begin(mine, lambda: empty) for _ in range(2))
    with pytest.raises(KeyError):
        lasting.ready(mine, first)
    assert lasting.ready(mine, second, 5) is empty and lasting.take(mine, second) is empty
    for one in (sheets, lasting):
        one.close()
        assert not one.held
