"""Messages: the desk and the chat are two sides of one conversation; what is not wanted is not sent."""

import asyncio
import re
from datetime import timedelta
from uuid import UUID

from bots.outbox.channels import MailNudge
from bots.outbox.courier import Courier
from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused, TaskOpened
from journey.domain.events.requests import CheckInAnswered, ContactDetailsChanged
from tests.chat.talking import PROGRAMME, Person
from tests.desk.room import Colleague, Room, at

WORDS = "Jag orkar inte leva längre"


def chat_of(room: Room, stream: UUID) -> Person:
    """The chat of somebody whom colleagues know."""
    chat = room.town.chats.create(room.town.clock(), "webchat", "sv", programme=PROGRAMME, stream=stream)
    room.town.clock.forward(minutes=1)
    return Person(room.town, chat.id)


def reminded(room: Room, name: str = "Maja Lind") -> tuple[UUID, Person]:
    """Somebody of Anna's with a chat, who lets us say that there is something in it."""
    stream = room.person(facts.ConsentGiven(party="chat_reminders"), name=name)
    return stream, chat_of(room, stream)


def writes(colleague: Colleague, stream: UUID, words: str, **more: str | list[str]) -> str:
    """Open the page and send something from it; returns where it was sent."""
    colleague.open(at(stream, "/messages"))
    [form] = [one for one in colleague.forms if "/messages/" in one and not one.endswith("/cancel")]
    colleague.sends(form, words=words, **more)
    return form


def delivered(room: Room) -> int:
    courier = Courier(
        room.town.office, room.town.service.ports.texts, [MailNudge(room.town.mail, room.town.service.ports.texts)]
    )
    return courier.deliver() + courier.nudge()


async def test_both_sides_are_one_conversation(room: Room, anna: Colleague) -> None:
    stream, maja = reminded(room)
    await maja.say("meny")
    await maja.say("Kommer bussen i tid?")
    await maja.press("Ja, skicka till min coach")
    await maja.say("Jag är vid hållplatsen.")
    anna.open("/desk")
    assert f'href="{at(stream, "/messages")}"' in anna.page.body, "the message leads to its page"
    anna.open(at(stream, "/messages"))
    told = [anna.says.index(text) for text in ("Kommer bussen i tid?", "Jag är vid hållplatsen.")]
    assert told == sorted(told) and "meny" not in anna.says.split("Meddelanden med")[1]
    form = anna.form("/messages/")
    for _ in range(2):
        anna.sends(form, words="Ja, den kommer.\r\nStanna där.")
    assert maja.text().count("Anna Ahl: Ja, den kommer.\nStanna där.") == 1
    assert "Jag är vid" not in anna.open("/desk").body and "Har skrivit" not in anna.says
    await maja.say("Tack!")
    anna.open(at(stream, "/messages"))
    assert anna.says.index("Stanna där.") < anna.says.index("Tack!")
    assert any(who == "coach:anna" and "messages" in what for who, what, _ in room.readings(stream))


async def test_what_was_said_to_the_programme_alone_is_no_part_of_it(room: Room, anna: Colleague) -> None:
    stream, maja = reminded(room)
    await maja.say("meny")
    await maja.say("Hemligt som ingen ska se")
    await maja.press("Till menyn")
    await maja.press("Var är jag?")
    anna.open(at(stream, "/messages"))
    assert "Hemligt" not in anna.says and "Ni har inte skrivit till varandra än" in anna.says


async def test_words_of_danger_are_read_by_whoever_takes_them_on(room: Room, port: int, anna: Colleague) -> None:
    stream, maja = reminded(room)
    await maja.say(WORDS)
    anna.open(at(stream, "/messages"))
    assert WORDS not in anna.page.body and "Något som väckte larm" in anna.says
    form, places = anna.form("/messages/"), re.findall(r'name="crisis" value="([^"]+)"', anna.page.body)
    anna.sends(form, words="Jag ringer dig nu.", crisis=places)
    assert "Anna Ahl: Jag ringer dig nu." in maja.text() and "Anna Ahl" in maja.text().split(WORDS)[1]
    assert WORDS in anna.open(at(stream, "/messages")).body, "she has taken it on"


async def test_a_person_is_told_once_an_hour_outside_the_chat_and_not_while_they_are_in_it(
    room: Room, anna: Colleague
) -> None:
    stream, maja = reminded(room)
    room.town.record(stream, ContactDetailsChanged(email="maja@exempel.se"))
    await maja.say("meny")
    writes(anna, stream, "Är du där?")
    assert delivered(room) == 0, "they are in their chat"
    room.later(1 / 24, anna)
    for words in ("Hej igen.", "Och en sak till."):
        writes(anna, stream, words)
    assert "Ett bud om det är på väg." in anna.says
    assert delivered(room) == 2 and len(room.town.mail.sent) == 1
    assert maja.text().count("Hej igen.") == 1
    assert "Hej igen" not in str(room.town.mail.sent) and "Maja" not in str(room.town.mail.sent)
    assert "Ett bud om det har gått fram." in " ".join(anna.open(at(stream, "/messages")).words.split())


async def test_what_is_to_be_sent_later_comes_on_its_day_or_is_taken_back(room: Room, anna: Colleague) -> None:
    stream, maja = reminded(room)
    day = (room.today + timedelta(days=2)).isoformat()
    for words in ("Lycka till idag!", "Det här ångrar jag."):
        writes(anna, stream, words, when="later", **{"at-day": day, "at-time": "09:30"})
    assert "Skickas senare" in anna.says and "Lycka till" not in maja.text()
    assert b"Lycka till" not in b"".join(bytes(str(event), "utf-8") for event in room.log(stream))
    cancel = [form for form in anna.forms if form.endswith("/cancel")][1]
    anna.sends(cancel)
    assert "Det skickas inte." in anna.says and "ångrar" not in anna.page.body
    assert delivered(room) == 0
    room.later(2, anna)
    assert [delivered(room), delivered(room)] == [1, 0]
    assert maja.text().count("Anna Ahl: Lycka till idag!") == 1 and "ångrar" not in maja.text()
    anna.sends(cancel)
    assert "Lycka till idag!" in anna.open(at(stream, "/messages")).body and "Skickas senare" not in anna.says
    await maja.say("Tack, det gick bra!")
    assert "Tack, det gick bra!" in anna.open(at(stream, "/messages")).body


STOPS = {
    "messages paused": MessagesPaused(how="stop"),
    "consent withdrawn": facts.ConsentWithdrawn(party="chat_reminders"),
    "discharged": facts.Discharged(reason="other"),
    "protected": facts.IdentityChanged(identity="protected"),
}


def test_what_is_not_wanted_any_more_is_not_sent_and_cannot_be_planned(room: Room, anna: Colleague) -> None:
    people = {why: reminded(room, f"Maja {why}") for why in STOPS}
    tomorrow = {"at-day": (room.today + timedelta(days=1)).isoformat(), "at-time": "10:00"}
    for stream, _ in people.values():
        writes(anna, stream, "I morgon", when="later", **tomorrow)
        assert "Skickas senare" in anna.says
    for why, (stream, _) in people.items():
        room.town.record(stream, STOPS[why])
    room.later(1.1, anna)
    assert delivered(room) == 0
    later = {"at-day": (room.today + timedelta(days=1)).isoformat(), "at-time": "10:00"}
    for why, (stream, maja) in people.items():
        assert "I morgon" not in maja.text(), why
        writes(anna, stream, "Senare", when="later", **later)
        assert anna.page.status == 422 and "Senare" in anna.page.body, f"{why}: the words stay"
        writes(anna, stream, "Nu")
        assert "Anna Ahl: Nu" in maja.text(), why
    assert delivered(room) == 0 and not room.town.mail.sent


def test_a_message_to_several_comes_to_each_alone(room: Room, port: int, anna: Colleague) -> None:
    (maja, first), (ali, second) = reminded(room), reminded(room, "Ali Nur")
    without, others = room.person(name="Ove Utan"), room.person(name="Bo:s deltagare", coach="bo")
    theirs = chat_of(room, others)
    anna.open("/desk/messages/several")
    assert "Ove Utan" in anna.says.split("Har ingen chatt än")[1] and "Bo:s" not in anna.says
    form = anna.form("/several/")
    assert anna.sends(form, words="Hej", to=[]).status == 422
    for _ in range(2):
        anna.sends(form, words="Stängt på fredag.", to=[one.hex for one in (maja, ali, others, without)])
    assert [anna.says.count(f"{name} skickat") for name in ("Maja Lind", "Ali Nur")] == [1, 1]
    assert "Har ingen chatt än" in anna.says and "Bo:s" not in anna.says
    for person, other in ((first, "Ali"), (second, "Maja")):
        assert person.text().count("Anna Ahl: Stängt på fredag.") == 1 and other not in person.text()
    assert "Stängt" not in theirs.text()


def test_who_has_no_chat_is_reached_otherwise_and_an_empty_message_is_none(room: Room, anna: Colleague) -> None:
    stream = room.person()
    anna.open(at(stream, "/messages"))
    assert "Maja Lind har ingen chatt än." in anna.says and "tel:070-1234567" in anna.page.body
    maja = chat_of(room, stream)
    writes(anna, stream, "  ")
    assert anna.page.status == 422 and maja.text() == ""
    anna.open(at(stream, "/messages?phrase=call"))
    assert "Kan du ringa mig när det passar dig?" in anna.page.body
    for made_up in ("x", "call-name", "<b>"):
        assert "<b>" not in anna.open(at(stream, f"/messages?phrase={made_up}")).body
    assert writes(anna, stream, "x" * 5000) and anna.page.status == 422


def test_the_desk_and_the_chat_do_not_answer_for_people_of_others(room: Room, port: int) -> None:
    stream, maja = reminded(room)
    bo = room.seat(port, "coach:bo")
    bo.open("/desk")
    for rest in ("/messages/aaaaaaaaaaaaaaaaaaaa", "/messages/aaaaaaaaaaaaaaaaaaaa/cancel"):
        assert bo.sends(at(stream, rest), words="Hej").status in (403, 404)
    assert maja.text() == ""


def test_two_who_send_the_same_form_at_once_send_it_once(room: Room, anna: Colleague) -> None:
    stream, maja = reminded(room)
    anna.open(at(stream, "/messages"))
    form = anna.form("/messages/")

    async def both() -> None:
        await asyncio.gather(*(asyncio.to_thread(anna.sends, form, words="En gång") for _ in range(2)))

    asyncio.run(both())
    assert maja.text().count("En gång") == 1


def test_who_wants_to_talk_stands_first_and_a_contact_settles_it(room: Room, anna: Colleague) -> None:
    room.person(days_ago=40)
    stream, _ = reminded(room, "Ali Nur")
    answered = CheckInAnswered(week="2026-W49", went="hard", work="so_so", talk=True)
    room.town.record(stream, answered, TaskOpened(task="talk-2026-W49", kind="talk", to=("coach:anna",)))
    anna.open("/desk")
    assert anna.says.split("Behöver mig nu")[-1].index("Ali Nur Vill gärna prata") < anna.says.index("Maja Lind")
    assert "2026-W49" not in anna.page.body
    anna.open(at(stream, "/messages"))
    assert "tungt sådär ja" in anna.says
    anna.fills(at(stream, "/new/contact_held"), mode="phone")
    assert "Vill gärna prata" not in anna.open("/desk").body


def test_who_has_left_says_nothing_more_and_somebody_is_told(room: Room, port: int, anna: Colleague) -> None:
    stream, maja = reminded(room)
    day = (room.today + timedelta(days=1)).isoformat()
    writes(anna, stream, "Hej i morgon", when="later", **{"at-day": day, "at-time": "10:00"})
    room.town.record(stream, facts.CoachAssigned(coach="bo"))
    room.later(1.1)
    assert delivered(room) == 0 and "Hej i morgon" not in maja.text()
    bo = room.seat(port, "coach:bo")
    assert "Nås inte av meddelanden" in bo.open("/desk").words
    bo.open(at(stream, "/messages"))
    assert "Skickas senare" not in bo.says and "Hej i morgon" not in bo.page.body
    eva = room.seat(port, "supervisor:eva")
    eva.open("/desk/messages/several")
    assert "Maja Lind" in eva.says
