"""Several people at one activity in one form: each recorded by themselves, once; of whom it cannot be, nothing is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from journey.domain.events import participant as facts
from tests.desk.filling import form_of
from tests.desk.room import Colleague, Room, labels
from tests.desk.test_every_form import words_of


def sends(colleague: Colleague, form: str, *people: UUID, **words: str) -> str:
    """Send the form for these people, with a box for each as a browser has them; what the page says."""
    page = form_of(colleague.page.body)
    who = "&".join(f"who={one.hex}" for one in people)
    body = urlencode({"csrf": page.values["csrf"], "on": "today", **words}) + (f"&{who}" if who else "")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    colleague.request("POST", form, body, **{key.replace("-", "_"): value for key, value in headers.items()})
    return words_of(colleague.page)


def opened(colleague: Colleague, kind: str) -> str:
    """Open a new form; where it is sent."""
    body = colleague.open(f"/desk/new/{kind}/several").body
    [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', body)
    return action


def test_each_is_recorded_once_with_their_own_note_and_told_by_name(room: Room, anna: Colleague) -> None:
    maja, per, ida = (room.person(name=name) for name in ("Maja Lind", "Per Dahl", "Ida Holm"))
    assert "Skriv in för flera på en gång" in words_of(anna.open("/desk/people"))
    form = opened(anna, "activity_attended")
    assert all(name in words_of(anna.page) for name in ("Maja Lind", "Per Dahl", "Ida Holm"))
    activity = form_of(anna.page.body).offered["activity"][0]
    words = {"activity": activity, "minutes": "90", "note": "Studiebesök", f"note-{per.hex}": "Vill dit igen"}
    said = sends(anna, form, maja, per, **words)
    assert "Sparat för ✓ Maja Lind ✓ Per Dahl" in said
    anna.open(form)
    sends(anna, form, maja, per, **words)
    assert [room.types(one).count("activity_attended") for one in (maja, per, ida)] == [1, 1, 0]
    notes = [room.town.office.reveal(room.log(one)[-1], "note") for one in (maja, per)]
    assert notes == ["Studiebesök", "Studiebesök\n\nVill dit igen"]
    assert "✓ Ida Holm" in sends(anna, form, ida, **words), "whoever was forgotten is added"
    assert "/desk/e/" in anna.page.body and "Idag" in " ".join(labels(anna.page))


def test_of_whom_it_cannot_be_recorded_it_is_told_why_and_their_words_stay(
    room: Room, port: int, anna: Colleague
) -> None:
    now = room.town.clock()
    kept, none, two = (
        room.person(*given, name=name)
        for name, given in (
            ("Maja Lind", [facts.AppointmentBooked(appointment="m-1", at=now + timedelta(hours=1))]),
            ("Per Dahl", []),
            ("Ida Holm", [facts.AppointmentBooked(appointment=f"i-{n}", at=now + timedelta(hours=n)) for n in (1, 3)]),
        )
    )
    gone = room.person(name="Åke Flytt")
    form = opened(anna, "appointment_kept")
    room.town.record(gone, facts.CoachAssigned(coach="bo"))
    words = {"minutes": "45", f"note-{none.hex}": "kom ändå", f"note-{gone.hex}": "flyttad"}
    said = sends(anna, form, kept, none, two, gone, **words)
    assert anna.page.status == 409 and "✓ Maja Lind" in said
    assert "Per Dahl : Inget möte den dagen väntar på svar." in said
    assert "Ida Holm : Flera möten den dagen." in said
    assert "Du har inte den här personen längre. flyttad" in said and "Åke" not in said
    again = form_of(anna.page.body)
    assert again.values[f"note-{none.hex}"] == "kom ändå" and again.values["minutes"] == "45"
    assert room.types(kept)[-1] == "appointment_kept" and room.log(kept)[-1].fact.appointment == "m-1"
    assert "appointment_kept" not in [*room.types(none), *room.types(two), *room.types(gone)]


def test_nobody_chosen_a_wrong_answer_and_another_session_lose_nothing(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    form = opened(anna, "contact_held")
    assert "Välj minst en person." in sends(anna, form, mode="phone", note="hela gruppen")
    assert form_of(anna.page.body).values["note"] == "hela gruppen"
    said = sends(anna, form, maja, mode="phone", minutes="många", note="hela gruppen")
    assert anna.page.status == 422 and "ingen siffra" in said
    assert f'value="{maja.hex}" checked' in anna.page.body
    room.sign_in(anna)
    assert sends(anna, form, maja, mode="phone", note="hela gruppen") and anna.page.status == 409
    assert "hela gruppen" in anna.page.body and room.types(maja)[-1] != "contact_held"
    assert "✓ Maja Lind" in sends(anna, form, maja, mode="phone", note="hela gruppen")


def test_a_supervisor_chooses_a_coach_first_and_nobody_sees_who_is_hidden(
    room: Room, port: int, anna: Colleague
) -> None:
    room.person(name="Maja Lind")
    room.person(name="Bengt Bo", coach="bo")
    room.person(facts.IdentityChanged(identity="protected"), name="Gömd Person")
    eva = room.seat(port, "supervisor:eva")
    opened(eva, "contact_held")
    assert "Maja Lind" in eva.says and "Bengt" not in eva.says and "Gömd" not in eva.says
    [other] = re.findall(r'href="(/desk/several/[^"]+coach=bo)"', eva.page.body)
    assert "Bengt Bo" in words_of(eva.open(other)) and "Maja" not in eva.says
    assert eva.open("/desk/new/discharged/several").status == 404
    assert "Gömd Person" in words_of(anna.open("/desk/new/contact_held/several"))
