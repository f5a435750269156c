"""Booking a meeting: six times that could be kept, any other in words, and the person is told of it once."""

import asyncio
import re
from datetime import datetime, time, timedelta

import pytest

from bots.outbox.channels import MailNudge
from bots.outbox.courier import Courier
from journey.domain import calendar
from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused
from journey.domain.events.participant import IdentityChanged
from journey.domain.events.team import CoachAbsent
from services import appointments, reminders
from tests.cases import every
from tests.chat.talking import SECRET, Person, Town
from tests.chat.test_reminders import round_of

NAME = f"Alva {SECRET}"


async def opened(coach: Person, who: str = NAME) -> str:
    """The form for booking somebody."""
    await coach.say("meny")
    await coach.press("Mina deltagare")
    await coach.press(who)
    return await coach.press("Boka möte")


def offered(coach: Person) -> list[datetime]:
    """The times that stand to be pressed, as the clocks on the wall show them."""
    pressed = [data.rpartition(":")[2] for _, data in coach.buttons().values() if data.startswith("staff:at:slot:")]
    return [datetime.strptime(one, "%Y%m%dT%H%M") for one in pressed]  # local, as said


async def deliver(town: Town) -> int:
    texts = town.service.ports.texts
    await asyncio.to_thread(reminders.decide, town.office.engine, town.office.projector, town.clock())
    courier = Courier(town.office, texts, [MailNudge(town.mail, texts)])
    return await asyncio.to_thread(round_of, courier)


async def test_six_different_days_and_times_in_working_hours_are_offered(village: Town) -> None:
    coach = await village.colleague()
    await village.enrolled()
    said = await opened(coach)
    times = offered(coach)
    assert NAME in said
    assert len(times) == len({one.date() for one in times}) == len({one.time() for one in times}) == 6
    assert all(calendar.is_working_day(one.date()) and one.date() > village.office.today() for one in times)
    assert all(time(8) <= one.time() <= time(15, 30) for one in times)


async def test_nothing_is_offered_over_what_the_coach_or_the_person_has_booked(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    other = await village.enrolled(name="Bea Berg", email="bea@exempel.se")
    await opened(coach)
    first, second = offered(coach)[:2]
    for somebody, at in ((other, first), (person, second)):
        moment = calendar.start_of_day(at.date()).replace(hour=at.hour)
        village.record(somebody.stream, facts.AppointmentBooked(appointment=f"a-{at:%d}", at=moment))
    await opened(coach)
    assert not {first, second} & set(offered(coach))
    assert "krockar" in await coach.say(f"{first:%Y-%m-%d %H:%M}")


async def test_no_day_is_offered_on_which_the_coach_is_away(village: Town) -> None:
    coach, eva = await village.colleague(), await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague("coach:bo", "Bo Berg")
    await village.enrolled()
    back = village.office.today() + timedelta(days=8)
    village.record(None, CoachAbsent(coach="anna", until=back - timedelta(days=1), deputy="bo"))
    await opened(eva)
    assert min(offered(eva)).date() == back
    await opened(coach)
    assert min(offered(coach)).date() == back


@every(
    "words, moment",
    [
        ("3/12 14:00", "torsdag 3 december klockan 14:00"),
        ("på torsdag kl. 10", "torsdag 3 december klockan 10:00"),
        ("imorgon klockan 13", "onsdag 2 december klockan 13:00"),
        ("den 15:e januari 9.30", "fredag 15 januari 2027 klockan 09:30"),
        ("tomorrow at 11", "onsdag 2 december klockan 11:00"),
        ("2026-12-09 08:15", "onsdag 9 december klockan 08:15"),
    ],
)
async def test_another_day_and_time_is_understood_in_words(village: Town, words: str, moment: str) -> None:
    coach = await village.colleague()
    await village.enrolled()
    await opened(coach)
    assert f"{NAME}\nMöte {moment}. Ska det bokas?" in await coach.say(words)
    assert f"Bokat {moment}" in await coach.press("Boka")


async def test_a_day_without_a_time_leads_to_its_free_times_and_a_day_that_has_been_to_another(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await opened(coach)
    assert "har redan varit" in await coach.say("1/11 10:00")
    assert "Skriv dag och tid" in await coach.say("nästa gång du hinner")
    assert "Vilken tid torsdag 3 december?" in await coach.say("på torsdag")
    await coach.press("13:00")
    await coach.press("Boka")
    assert calendar.local_time(person.log()[-2].fact.at).isoformat() == "2026-12-03T13:00:00+01:00"
    await opened(coach)
    assert "Inget är ledigt lördag 5 december" in await coach.say("på lördag")
    await coach.say("kl 11")
    assert "Bokat lördag 5 december klockan 11:00" in await coach.press("Boka")


async def booked(town: Town, coach: Person, place: str | None = "Biblioteket, plan 2") -> str:
    """A meeting booked in a few taps."""
    await opened(coach)
    await coach.say("3/12 14:00")
    if place:
        await coach.press("Var")
        await coach.say(place)
    return await coach.press("Boka")


async def test_the_person_is_told_once_where_when_and_whom_they_meet(town: Town) -> None:
    coach = await town.colleague()
    person = await town.enrolled()
    assert "Det kommer ett besked i personens chatt" in await booked(town, coach)
    assert [await deliver(town), await deliver(town)] == [1, 0]
    told = (
        "Du har fått en tid för ett möte: torsdag 3 december klockan 14:00.\n"
        "Plats: Biblioteket, plan 2.\nDu träffar Anna Ahl."
    )
    assert person.text().count(told) == 1
    [(_, subject, text)] = town.mail.sent
    assert not [word for word in ("Alva", "möte", "Biblioteket", "december", "Anna") if word in subject + text]
    await person.press("Mina möten")
    assert "Vi ses torsdag 3 december" in await person.press("1: Jag kommer")
    town.clock.forward(days=1, hours=6)
    assert await deliver(town) == 1 and person.text().count("En påminnelse") == 1


async def test_who_is_told_of_a_booking_within_a_day_of_it_is_not_reminded_as_well(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await opened(coach)
    await coach.say("imorgon kl 9")
    await coach.press("Boka")
    assert await deliver(village) == 1
    village.clock.forward(hours=6)
    assert await deliver(village) == 0
    assert "En påminnelse" not in person.text()


async def test_in_quiet_hours_the_person_is_told_in_the_morning(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    village.clock.forward(hours=11)  # nine in the evening
    await booked(village, coach)
    assert await deliver(village) == 0
    village.clock.forward(hours=12)
    assert await deliver(village) == 1 and "Du har fått en tid" in person.text()


async def test_a_booking_called_off_before_it_was_told_is_not_told(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await booked(village, coach)
    village.record(person.stream, facts.AppointmentCancelled(appointment=person.log()[-2].fact.appointment))
    assert await deliver(village) == 0 and "Du har fått en tid" not in person.text()


async def test_without_consent_to_reminders_it_stands_in_the_chat_and_nothing_leaves_it(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled(reminders="no")
    await booked(village, coach)
    await deliver(village)
    assert "Du har fått en tid" in person.text() and village.mail.sent == []


@pytest.mark.parametrize("fact", [MessagesPaused(how="stop"), IdentityChanged(identity="protected")])
async def test_who_wants_no_messages_or_lives_in_hiding_is_told_by_the_coach(village: Town, fact: object) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    village.record(person.stream, fact)  # type: ignore[arg-type]  # one of the two
    assert "Berätta själv" in await booked(village, coach)
    await deliver(village)
    assert "Du har fått en tid" not in person.text() and village.mail.sent == []


async def test_booked_twice_with_one_button_it_is_booked_and_told_once(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await opened(coach)
    await coach.say("3/12 14:00")
    number, data = coach.button("Boka")
    await coach.forge(number, data)
    await coach.forge(number, data)
    assert [person.types().count(one) for one in ("appointment_booked", "message_decided")] == [1, 1]


@pytest.mark.parametrize(
    ("label", "sure", "becomes"),
    [(": kom", "Ja, personen kom", "appointment_kept"), (": kom inte", "Ja, kom inte", "appointment_missed")],
)
async def test_whether_somebody_came_is_asked_about_before_it_is_written(
    village: Town, label: str, sure: str, becomes: str
) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await booked(village, coach)
    village.clock.forward(days=3)
    await coach.say("meny")
    await coach.press("Mina deltagare")
    await coach.press(NAME)
    said = await coach.press(f"Torsdag 3 december klockan 14:00{label}")
    assert said.startswith(NAME) and becomes not in person.types()
    assert (await coach.press(sure)).startswith(NAME)
    assert person.types().count(becomes) == 1
    again = f"staff:came:{person.stream.hex}:2:kept"
    assert "gäller inte längre" in await village.press_old(coach, again)


async def test_the_time_that_answers_a_wish_for_another_one_takes_the_old_one_s_place(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await opened(coach)
    await coach.say("3/12 14:00")
    await coach.press("Boka")
    await person.say("meny")
    for label in ("Mina möten", "1: Annan tid"):
        await person.press(label)
    await person.say("Hellre på fredag")
    await opened(coach)
    await coach.say("4/12 10:00")
    await coach.press("Boka")
    ahead = appointments.ahead(village.office.person(person.stream), village.clock())
    assert [calendar.local_time(one.at).strftime("%d/%m %H:%M") for one in ahead] == ["04/12 10:00"]
    assert not ahead[0].asked
    await opened(coach)
    await coach.say("7/12 10:00")  # nobody has asked for another time: this is one more meeting
    await coach.press("Boka")
    assert len(appointments.ahead(village.office.person(person.stream), village.clock())) == 2


SMALL = re.compile(r"^(?:• |\d+\. )?(?:mån|tis|ons|tors|fre|lör|sön)dag ")


async def test_no_line_and_no_button_begins_with_a_weekday_in_a_small_letter(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.enrolled()
    await village.press_old(eva, f"staff:book:{person.stream.hex}")
    await eva.say("på torsdag kl 10")
    await eva.press("Boka")
    await village.press_old(eva, f"staff:open:{person.stream.hex}")
    await person.press("Mina möten")
    village.clock.forward(days=7)
    await village.press_old(eva, f"staff:open:{person.stream.hex}")
    await eva.say("meny")
    await eva.press("Idag")
    await village.press_old(eva, f"staff:contact:{person.stream.hex}")
    for label in ("Telefon", "Annan dag"):
        await eva.press(label)
    await eva.say("1/1 2030")
    for one in (eva, person):
        lines = [line for message in one.shown() for line in message.text.split("\n")]
        assert not [line for line in [*lines, *one.buttons()] if SMALL.match(line)]
        assert any(day in line for line in lines for day in ("orsdag 3 december", "isdag 8 december"))
