"""Booking: what speaks against a time is told and never refused; an absence shows the meetings it hits, to be moved."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta

from journey.domain.commands import Record
from journey.domain.events import cooperation
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachAbsent
from tests.chat.browsing import Answer
from tests.chat.talking import PROGRAMME
from tests.desk.filling import form_of
from tests.desk.room import Colleague, Room, at, labels
from tests.desk.test_every_form import words_of

WEDNESDAY = date(2026, 12, 2)


def hour(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}:00+01:00")


def books(anna: Colleague, path: str, day: date, clock: str, **more: str) -> Answer:
    """Open the form, and send a time; the hidden answers of the form go along."""
    page = form_of(anna.open(path).body)
    [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', anna.page.body)
    hidden = {
        name: page.values[name] for name in ("csrf", "seen", "tab", "after", "appointment") if name in page.values
    }
    return anna.post(action, **{**hidden, "at-day": day.isoformat(), "at-time": clock, "on": "today", **more})


def again(anna: Colleague, **more: str) -> Answer:
    """Press the button that books it anyway."""
    page, body = form_of(anna.page.body), anna.page.body
    [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', body)
    [anyway] = re.findall(r'<button class="first" type="submit" name="anyway" value="([^"]*)"', body)
    words = {**page.values, "anyway": html.unescape(anyway), **more}
    return anna.post(action, **words)


def test_everything_that_speaks_against_a_time_is_told_and_a_second_press_books_it(room: Room, anna: Colleague) -> None:
    maja = room.person(
        facts.AppointmentBooked(appointment="hers", at=hour(WEDNESDAY, "17:30")),
        cooperation.NetworkPersonRecorded(person="t", party="interpreter"),
    )
    room.person(facts.AppointmentBooked(appointment="his", at=hour(WEDNESDAY, "18:00")), name="Per Dahl")
    room.town.record(None, CoachAbsent(coach="anna", until=WEDNESDAY, deputy="bo"))
    answer = books(anna, at(maja, "/new/appointment_booked"), WEDNESDAY, "18:00", note="tas med")
    said = words_of(answer)
    assert answer.status == 409 and "5 saker att tänka på innan du bokar" in said
    for sentence in (
        "Anna Ahl är borta till och med",
        "Bo Berg är ställföreträdare",
        "Maja Lind har redan ett möte",
        "Anna Ahl har ett annat möte",
        "utanför arbetstiden, 08.00-16.30",
        "Maja Lind kan behöva tolk",
    ):
        assert sentence in said, sentence
    assert "Per Dahl" not in said, "whom she meets then is her own matter"
    assert room.types(maja).count("appointment_booked") == 1
    other = again(anna, **{"at-time": "18:15"})
    assert other.status == 409, "a second press holds for just what it was told of"
    assert "Sparat." in words_of(again(anna)) and "tas med" in words_of(anna.page)
    assert room.types(maja).count("appointment_booked") == 2


def test_a_holiday_and_a_sunday_are_days_off_and_an_ordinary_hour_asks_nothing(room: Room, anna: Colleague) -> None:
    maja, form = room.person(), "/new/appointment_booked"
    for day in (date(2026, 12, 25), date(2026, 12, 6), date(2026, 12, 24)):
        assert "Det är en ledig dag" in words_of(books(anna, at(maja, form), day, "10:00")), day
    assert "Tiden har redan varit" in words_of(books(anna, at(maja, form), room.today - timedelta(days=3), "13:00"))
    assert "appointment_booked" not in room.types(maja)
    assert "Sparat." in words_of(books(anna, at(maja, form), WEDNESDAY, "13:00"))
    assert room.log(maja)[-1].fact.at == hour(WEDNESDAY, "13:00")


def test_free_times_are_offered_and_taken_by_one_choice(room: Room, anna: Colleague) -> None:
    maja = room.person()
    page = form_of(anna.open(at(maja, "/new/appointment_booked")).body)
    times = [value for value in page.offered["at-free"] if value]
    assert len(times) == 4 and times[0].startswith("2026-12-02T"), "on days from tomorrow on"
    [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', anna.page.body)
    assert "Sparat." in words_of(anna.sends(action, on="today", **{"at-free": times[1], "at-day": "", "at-time": ""}))
    assert room.log(maja)[-1].fact.at == datetime.fromisoformat(times[1])
    nothing = anna.fills(at(maja, "/new/appointment_booked"), **{"at-free": "nu"})
    assert nothing.status == 422


def test_who_speaks_another_language_may_need_an_interpreter(room: Room, anna: Colleague) -> None:
    now = room.town.clock()
    first = facts.Referred(source="self", name="Amina", language="so")
    command = Record(PROGRAMME, first, room.today, now, "import", "test", reference="A-1", sender="import")
    amina = room.town.office.execute([command])[0].stream
    room.town.record(amina, facts.Enrolled(coach="anna"))
    said = words_of(books(anna, at(amina, "/new/appointment_booked"), WEDNESDAY, "10:00"))
    assert "En sak att tänka på" in said and "Amina kan behöva tolk" in said
    assert "Sparat." in words_of(again(anna))


def test_an_absence_shows_the_meetings_it_hits_to_be_moved_or_called_off(
    room: Room, port: int, anna: Colleague
) -> None:
    later = facts.AppointmentBooked(appointment="sen", at=hour(WEDNESDAY + timedelta(days=20), "10:00"))
    maja = room.person(facts.AppointmentBooked(appointment="m-1", at=hour(WEDNESDAY, "10:00")), later)
    hidden = room.person(
        facts.AppointmentBooked(appointment="h-1", at=hour(WEDNESDAY, "14:00")),
        facts.IdentityChanged(identity="protected"),
        name="Gömd Person",
    )
    offered = anna.open("/desk/team/new/coach_absent").body
    assert 'name="deputy" value="bo"' in offered and 'name="deputy" value="anna"' not in offered, (
        "nobody for themselves"
    )
    eva = room.seat(port, "supervisor:eva")
    eva.fills("/desk/team/new/coach_absent", coach="anna", until="2026-12-08", deputy="bo", on="today")
    said = words_of(eva.page)
    assert "Möten under frånvaron 1 Maja Lind" in said and "Gömd" not in said and hidden.hex not in eva.page.body
    assert next(label for label in labels(eva.page) if "Maja Lind" in label).startswith("Flytta")
    [move] = re.findall(rf'href="({at(maja)}/new/appointment_booked[^"]*)"', eva.page.body)
    [off] = re.findall(rf'href="({at(maja)}/new/appointment_cancelled[^"]*)"', eva.page.body)
    answer = books(eva, html.unescape(move), WEDNESDAY + timedelta(days=7), "10:00")
    assert "Det här flyttar mötet" in words_of(answer) or "Sparat." in words_of(answer)
    booked = room.log(maja)[-1]
    assert booked.fact.appointment == "m-1" and booked.fact.at == hour(WEDNESDAY + timedelta(days=7), "10:00")
    assert form_of(eva.open(html.unescape(off)).body).values["appointment"] == "m-1"
