"""What needs a colleague today: whoever is told of something finds it, in *Idag* and in the morning's digest."""

from datetime import timedelta
from uuid import UUID

from bots.clock.errands import digests
from journey.domain.events import participant as facts
from journey.domain.events import work
from journey.domain.events.employers import EmployerRegistered
from journey.domain.events.team import CoachAbsent, CoachLeft
from services import team as staff
from services import worklist
from services.permissions import Actor
from services.sweep import Alert, sweep
from tests.chat.talking import PROGRAMME, SECRET, Person, Town

NAME = f"Alva {SECRET}"
RULE = "Första arbetsgivarkontakten"


async def seven_weeks(village: Town, *, digest: bool) -> tuple[Person, list[Alert], str]:
    """A supervisor, through seven weeks in which nobody met an employer: the escalations, and what was shown."""
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    await village.enrolled()
    if digest:
        await sup.press("Samla till en lista")
    await village.cards()
    seen, told = len(sup.shown()), list[Alert]()
    for _ in range(50):
        village.clock.forward(days=1)
        raised = sweep(village.journey.engine, village.journey.projector, village.clock())
        told += [e for e in raised if "supervisor" in e.fact.to and e.fact.rule == "job_search_one_month"]
        await village.cards()
        digests(village.office, village.service.ports.texts, village.clock())
    return sup, told, "\n".join(m.text for m in sup.shown()[seen:])


async def test_a_supervisor_with_a_digest_hears_of_an_escalation(village: Town) -> None:
    _, told, said = await seven_weeks(village, digest=True)
    assert told
    assert RULE in said


async def test_what_was_escalated_to_the_supervisor_stands_in_idag_until_it_is_acknowledged(village: Town) -> None:
    sup, told, _ = await seven_weeks(village, digest=False)
    assert told
    assert RULE in await sup.press("Idag")
    [card] = [message for message in sup.shown() if RULE in message.text and "fortfarande" in message.text]
    [acknowledge] = [key for row in card.keyboard for key in row if key.text == "Kvittera"]
    await sup.forge(card.id, acknowledge.data)
    await sup.press("Väntar på någon annan")
    assert RULE not in await sup.press("Idag")


async def test_what_is_settled_stands_in_no_list(village: Town) -> None:
    sup, _, _ = await seven_weeks(village, digest=False)
    person = next(chat for chat in village.chats.find(channel="webchat") if chat.stream is not None)
    contact = {"employer": "ica", "mode": "face_to_face", "who": "coach", "competitive": True}
    village.record(person.stream, work.EmployerContacted(**contact))  # type: ignore[arg-type]  # see above
    assert RULE not in await sup.press("Idag")


async def left(village: Town) -> tuple[Person, Person, Person]:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    coach = await village.colleague()
    person = await village.enrolled()
    village.record(None, CoachLeft(coach="anna"))
    village.clock.forward(days=35)
    return sup, coach, person


async def test_somebody_sees_the_deadlines_of_those_whose_coach_left(village: Town) -> None:
    sup, _, _ = await left(village)
    said = await sup.press("Idag")
    assert RULE in said
    assert f"{NAME}: har ingen coach som kan nås" in said
    await sup.press("Mina deltagare")
    assert NAME in sup.buttons()


async def test_who_left_has_nothing_to_do_and_no_people(village: Town) -> None:
    _, coach, _ = await left(village)
    assert worklist.items(village.office, Actor.staff("coach:anna", PROGRAMME)) == []
    said = await coach.press("Mina deltagare")
    assert not any("Alva" in label for label in coach.buttons()), said


async def test_somebody_whose_coach_may_enter_no_more_stands_in_the_supervisor_s_list(village: Town) -> None:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    person = await village.enrolled()
    assert "som kan nås" not in await sup.press("Idag")
    staff.disable(village.journey, "coach:anna", PROGRAMME)
    await person.say("jag orkar inte leva längre")
    said = await sup.press("Idag")
    assert f"{NAME}: har ingen coach som kan nås" in said
    assert f"{NAME}: brådskande" in said


async def test_while_a_coach_is_away_the_deputy_has_their_list(village: Town) -> None:
    anna, bo = await village.colleague(), await village.colleague("coach:bo", "Bo Berg")
    person = await village.enrolled()
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(hours=3)))
    assert "möte tisdag 1 december" in await anna.press("Idag")
    village.record(None, CoachAbsent(coach="anna", until=village.office.today() + timedelta(days=7), deputy="bo"))
    assert "möte tisdag 1 december" in await bo.press("Idag")
    assert "Inget behöver dig idag" in await anna.press("Idag")
    await anna.press("Mina deltagare")
    assert NAME in anna.buttons()


async def test_a_deputy_is_not_told_when_somebody_protected_is_met(village: Town) -> None:
    bo, _ = await village.colleague("coach:bo", "Bo Berg"), await village.colleague()
    person = await village.enrolled()
    village.record(person.stream, facts.IdentityChanged(identity="protected"))
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=village.clock() + timedelta(hours=3)))
    village.record(None, CoachAbsent(coach="anna", until=village.office.today() + timedelta(days=7), deputy="bo"))
    await person.say("jag orkar inte leva längre")
    said = await bo.press("Idag")
    assert "En person med skyddade uppgifter (" in said and "): brådskande" in said
    assert SECRET not in said and "möte" not in said


async def test_an_urgent_thing_in_idag_can_be_taken_and_answered_there(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await person.say("jag orkar inte leva längre")  # no card stands anywhere yet
    await coach.press("Idag")
    number, data = coach.button("Svara")
    assert data == f"staff:reply:{person.chat}"
    [message] = [message for message in coach.shown() if message.id == number]
    [take] = [key for row in message.keyboard for key in row if key.data.startswith("staff:take:")]
    await coach.forge(number, take.data)
    assert person.log()[-1].type == "task_acknowledged"
    assert "Anna Ahl" in person.text()
    assert "brådskande" not in await coach.press("Idag")


async def test_a_crisis_of_somebody_unknown_is_one_card_with_its_own_buttons(village: Town) -> None:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    visitors = [await village.visitor(), await village.visitor()]
    for visitor in visitors:
        await visitor.answer_until("conditions")
        await visitor.say("jag vill dö")
    await sup.press("Idag")
    taken = {data for _, data in all_buttons(sup) if data.startswith("staff:take:")}
    answered = {data for _, data in all_buttons(sup) if data.startswith("staff:reply:")}
    assert len(taken) == 2
    assert answered == {f"staff:reply:{visitor.chat}" for visitor in visitors}


def all_buttons(person: Person) -> list[tuple[str, str]]:
    return [(key.text, key.data) for message in person.shown() for row in message.keyboard for key in row]


async def test_idag_says_how_many_more_there_are_and_gives_them(village: Town) -> None:
    coach = await village.colleague()
    for number in range(14):
        await village.enrolled(name=f"Nummer {number:02}", email=f"p{number}@b.se")
    village.clock.forward(days=30)
    said = await coach.press("Idag")
    assert "… och 2 till" in said
    assert "Nummer 13" not in said
    rest = await coach.press("Visa fler (2 till)")
    assert "Nummer 12" in rest and "Nummer 13" in rest and "till" not in rest.partition("Nummer 12")[0][-40:]


async def test_a_card_with_much_to_do_says_how_much_more_there_is_and_gives_it(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    for hour in range(1, 11):
        at = village.clock() + timedelta(hours=hour / 2)
        village.record(person.stream, facts.AppointmentBooked(appointment=f"a-{hour}", at=at))
    said = await coach.press("Idag")
    assert said.count("• ") == 8
    left_out = int(said.partition("… och ")[2].partition(" ")[0])
    assert (await coach.press(f"Visa fler ({left_out} till)")).count("• ") == 8 + left_out


async def test_the_people_one_has_and_the_employers_are_given_page_by_page(village: Town, monkeypatch) -> None:
    monkeypatch.setattr("bots.dialogues.staff._PEOPLE", 2)
    coach = await village.colleague()
    for number in range(3):
        await village.enrolled(name=f"Nummer {number}", email=f"p{number}@b.se")
    shops = [
        EmployerRegistered(employer=f"shop-{n}", name=f"Butik {n}", industry="trade", sector="private")
        for n in range(8)
    ]
    village.record(None, *shops)
    assert "3 deltagare\n… och 1 till" in await coach.press("Mina deltagare")
    await coach.press("Visa fler (1 till)")
    await coach.press("Nummer 2")
    assert "… och 2 till" in await coach.press("Arbetsgivarkontakt")
    assert "Butik 7" not in coach.buttons()
    await coach.press("Visa fler (2 till)")
    await coach.press("Butik 7")
    for label in ("Besök", "Jag", "Ja", "Ja", "Spara"):
        said = await coach.press(label)
    assert "Sparat." in said


async def test_a_portrait_says_what_it_leaves_out_and_gives_it(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    for day in range(1, 6):
        at = village.clock() + timedelta(days=day)
        village.record(person.stream, facts.AppointmentBooked(appointment=f"a-{day}", at=at))
    await coach.press("Mina deltagare")
    said = await coach.press(NAME)
    assert said.count("klockan") == 2
    more = next(label for label in coach.buttons() if label.startswith("Visa fler"))
    whole = await coach.press(more)
    assert whole.count("klockan") == 5 and "… och" not in whole


async def test_only_the_people_that_matter_are_read(village: Town, monkeypatch) -> None:
    for who in ("coach:anna", "coach:bo", "supervisor:eva"):
        await village.colleague(who)
    mine = await village.enrolled(email="a@b.se")
    others = [await village.enrolled("bo", email=f"p{number}@b.se") for number in range(3)]
    await others[0].say("jag orkar inte leva längre")
    read, office = list[UUID](), village.office
    reading = type(office).people
    monkeypatch.setattr(type(office), "people", lambda self, streams: read.extend(streams) or reading(self, streams))
    worklist.items(office, Actor.staff("coach:anna", PROGRAMME))
    assert read == [mine.stream]
    worklist.items(office, Actor.staff("supervisor:eva", PROGRAMME))
    assert read[1:] == [others[0].stream]
