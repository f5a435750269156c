"""A meeting has a page of its own: what is to be done about it, each with its form; its minutes are shared by one press."""

from __future__ import annotations

import asyncio
import html
import re
from datetime import timedelta
from uuid import UUID

from journey.domain.events import cooperation
from journey.domain.events import participant as facts
from journey.domain.events.requests import LanguageChanged
from journey.engine.decisions import engine_event
from tests.chat.talking import PROGRAMME, SECRET
from tests.desk.room import Colleague, Room, at
from tests.desk.test_begun_forms import DRAFT, keeps
from tests.desk.test_every_form import words_of

NOTE = f"Vi pratade om {SECRET}"


def meeting_of(anna: Colleague, maja: UUID) -> str:
    """The address that Today has of a meeting."""
    [address] = re.findall(rf'href="(/desk/m/{maja.hex}/\d+)"', anna.open("/desk").body)
    return address


def test_a_meeting_is_worked_through_from_its_own_page(room: Room, anna: Colleague) -> None:
    then = room.town.clock() + timedelta(hours=1)
    maja = room.person(
        cooperation.NetworkPersonRecorded(person="t", party="interpreter", name="Tove Tolk"),
        facts.AppointmentBooked(appointment="m-1", at=then, place="Biblioteket"),
    )
    page = meeting_of(anna, maja)
    said = words_of(anna.open(page))
    assert "Biblioteket" in said and "Tove Tolk" in said and "Anna Ahl" in said
    assert "Hur det gick Senare Mötet har inte varit än." in said
    room.later(1, anna)
    said = words_of(anna.open(page))
    assert "Hur det gick Inte påbörjat" in said and "Nästa möte Senare" in said
    [kept] = re.findall(rf'href="({at(maja)}/new/appointment_kept[^"]*)"', anna.page.body)
    anna.open(html.unescape(kept))
    anna.sends(anna.form("/appointment_kept"), appointment="m-1", on="yesterday", note=NOTE)
    assert "Till mötet" in words_of(anna.page) and f"{NOTE} · Inte delad" in words_of(anna.page)
    said = words_of(anna.open(page))
    assert "Hur det gick ✓ Klart" in said and "Anteckning ✓ Klart Inte delad med Maja Lind" in said
    assert "Nästa möte Inte påbörjat" in said and "Dela med personen" not in said, "she has no chat to share it in"
    keeps(anna, at(maja, f"/d/{DRAFT}/appointment_booked"), note="nästa gång")
    assert "Nästa möte Påbörjat" in words_of(anna.open(page))
    room.town.record(maja, facts.AppointmentBooked(appointment="m-2", at=room.town.clock() + timedelta(days=7)))
    assert "Nästa möte ✓ Klart" in words_of(anna.open(page))


def test_who_speaks_another_language_is_said_to_need_an_interpreter(room: Room, anna: Colleague) -> None:
    then = room.town.clock() + timedelta(days=2)
    maja = room.person(facts.AppointmentBooked(appointment="m-1", at=then))
    spoken = LanguageChanged(language="en")
    event = engine_event(maja, len(room.log(maja)) + 1, PROGRAMME, spoken, room.town.clock(), "participant")
    room.town.journey.engine.log.append([event])
    assert "Behöver tolk. Språk: English" in words_of(anna.open(f"/desk/m/{maja.hex}/3"))


def test_a_meeting_that_is_moved_keeps_its_page_and_a_page_of_none_is_nowhere(room: Room, anna: Colleague) -> None:
    then = room.town.clock() + timedelta(days=2)
    maja = room.person(facts.AppointmentBooked(appointment="m-1", at=then))
    first = len(room.log(maja))
    room.town.record(maja, facts.AppointmentBooked(appointment="m-1", at=then + timedelta(days=1)))
    moved = room.log(maja)[-1].version
    assert words_of(anna.open(f"/desk/m/{maja.hex}/{first}")) == words_of(anna.open(f"/desk/m/{maja.hex}/{moved}"))
    for nothing in (1, 99, 0):
        assert anna.open(f"/desk/m/{maja.hex}/{nothing}").status == 404


def test_minutes_are_shared_once_into_the_persons_own_chat_and_marked(room: Room, port: int, anna: Colleague) -> None:
    town = room.town
    alva = asyncio.run(town.referred())
    stream = alva.stream
    town.record(stream, facts.Enrolled(coach="anna"))
    room.sign_in(anna)
    anna.fills(at(stream, "/new/contact_held"), mode="phone", on="today", note=NOTE)
    entry = f"/desk/e/{stream.hex}/{len(room.log(stream))}"
    assert "Inte delad" in words_of(anna.open(at(stream)))
    anna.open(entry)
    form = anna.form("/share")
    bo = room.seat(port, "coach:bo")
    bo.open("/desk")
    assert bo.sends(form).status == 404
    said = words_of(anna.sends(form))
    assert "Nu står anteckningen i personens chatt." in said and "Dela med personen" not in said
    anna.sends(form)
    assert room.types(stream).count("note_shared") == 1
    [chat] = town.chats.find(stream=stream, channel="webchat")
    told = [message.text for message in town.chats.messages(chat) if SECRET in message.text and NOTE in message.text]
    assert len(told) == 1 and told[0].startswith("Anna Ahl delar en anteckning med dig")
    assert f"{NOTE} · Delad" in words_of(anna.open(at(stream)))
