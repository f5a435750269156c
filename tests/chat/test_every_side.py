"""Who has somebody no more, and who may not know somebody protected, finds nothing of them, on whichever side."""

import pytest

from bots.clock.errands import digests
from bots.dialogues.staff import ACTIONS
from journey.domain.events import participant as facts
from journey.domain.events.participant import CoachAssigned
from services.sweep import sweep
from tests.chat.talking import SECRET, Person, Town

NAME = f"Alva {SECRET}"
EMPLOYER, NOTE, PLACE = "Kaffehuset Norr", "Bor hos sin syster i Enånger", "Torget 7"
WORDS = (SECRET, "070-123 45 67", "alva@exempel.se", "orkar mest", EMPLOYER, NOTE, PLACE, "14:00")
"""Name, number, address, words, employer, note, place and times of one person."""


async def worked_with(town: Town, colleague: Person) -> Person:
    """Somebody whom a colleague has read, booked, written to and logged for, and whose next form is open."""
    person = await town.enrolled()
    await person.press("Skriv till oss")
    await person.say(PLACE)
    await town.cards()
    await colleague.press("Mina deltagare")
    for answer in (NAME, "Boka möte", PLACE, "2026-12-04 14:00", "Boka"):
        await colleague.reply(answer)
    for answer in ("Mina deltagare", NAME, "Arbetsgivarkontakt", "En annan", EMPLOYER, "Besök", "Jag", "Ja", "Ja"):
        await colleague.reply(answer)
    await colleague.press("Anteckning")
    await colleague.say(NOTE)
    return person


def leaks(colleague: Person) -> list[str]:
    text = colleague.text() + "\n".join(colleague.buttons())
    return [words for words in WORDS if words in text]


async def test_an_open_form_about_somebody_goes_with_them(village: Town) -> None:
    coach = await village.colleague()
    person = await worked_with(village, coach)
    assert leaks(coach) == list(WORDS)
    village.record(person.stream, CoachAssigned(coach="bo"))
    assert leaks(coach) == []
    assert "får du inte göra" in await village.press_old(coach, "staff:form:ask:note")
    for data in ("form:mode:visit", "form:who:coach", "form:employer:0", "form:on:0", "form:save", "at:hour:13:00"):
        await village.press_old(coach, f"staff:{data}")
    await coach.say(NOTE)
    assert [words for words in leaks(coach) if words != NOTE] == []


@pytest.mark.parametrize("role", ["evaluator", "dpo", "admin"])
async def test_a_role_that_shares_a_coach_s_reference_has_none_of_their_people(village: Town, role: str) -> None:
    await village.colleague()
    person = await village.enrolled()
    other = await village.colleague(f"{role}:anna", "Anna Ahl")
    for data in ("people", "today", "queue", "whole", "digest:on"):
        await village.press_old(other, f"staff:{data}")
    assert not [data for _, data in other.buttons().values() if person.stream.hex in data]
    assert "En deltagare" not in other.text()


async def test_a_card_or_a_list_about_somebody_protected_tells_no_day(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.enrolled("doris")  # who has no chat: what concerns them reaches the supervisor
    await village.press_old(eva, "staff:digest:on")
    village.clock.forward(days=33)
    sweep(village.journey.engine, village.journey.projector, village.clock())
    await village.press_old(eva, "staff:digest:off")
    await village.cards()
    days = ("januari", "december")
    assert any(day in eva.text() for day in days)
    village.record(person.stream, facts.IdentityChanged(identity="protected"))
    await village.press_old(eva, "staff:today")
    assert "En person med skyddade uppgifter: Första arbetsgivarkontakten" in eva.text()
    assert [day for day in days if f"skyddade uppgifter: {day}" in eva.text()] == []
    about = [one.text for one in eva.shown() if "skyddade uppgifter" in one.text]
    assert len(about) > 1
    assert [text for text in about if any(day in text for day in days)] == []


STRANGERS = [
    "evaluator:anna",
    *(pytest.param(name, marks=pytest.mark.slow) for name in ("coach:cy", "dpo:anna", "admin:anna")),
]
"""Who has nothing to do with the person; three of them under the reference of the coach who has."""


def pressable(person: Person) -> list[str]:
    """Every button that a colleague's chat knows, with all that could be made to stand behind it."""
    hexed, log = person.stream.hex, person.log()
    task, booked = (
        next(f"{hexed}:{event.version}" for event in reversed(log) if event.type == kind)
        for kind in ("task_opened", "appointment_booked")
    )
    words = [hexed, f"{hexed}:all", f"{hexed}:bo", str(person.chat), task, f"{task}:done", f"{booked}:kept"]
    moves = [
        f"move:{hexed}:enrolled",
        f"move:{hexed}:phase",
        f"erasure:{hexed}:granted",
        "form:save",
        "people",
        "queue",
    ]
    return [f"staff:{data}" for data in (*moves, *(f"{action}:{word}" for action in ACTIONS for word in words))]


@pytest.mark.parametrize("name", STRANGERS)
async def test_a_stranger_who_presses_all_there_is_finds_nothing_and_changes_nothing(village: Town, name: str) -> None:
    anna = await village.colleague()
    person = await worked_with(village, anna)
    await anna.press("Spara")
    await person.say("Jag vill dö")
    stranger = await village.colleague(name, "Cy Ceder")
    before = len(person.log())
    for data in pressable(person):
        await village.press_old(stranger, data)
        if data.startswith(("staff:reply", "staff:write")):
            await stranger.say(NOTE)
    assert [words for words in leaks(stranger) if words != NOTE] == []
    assert [event.type for event in person.log()[before:]] == []
    assert person.text().count(NOTE) == 0


@pytest.mark.parametrize("protected", [False, pytest.param(True, marks=pytest.mark.slow)])
async def test_a_former_coach_who_presses_all_there_is_finds_nothing_and_changes_nothing(
    village: Town, protected: bool
) -> None:
    anna = await village.colleague()
    person = await worked_with(village, anna)
    await anna.press("Spara")
    await person.say("Jag vill dö")
    await village.cards()
    old = anna.buttons()
    tried = pressable(person)
    village.record(person.stream, CoachAssigned(coach="bo"))
    if protected:
        village.record(person.stream, facts.IdentityChanged(identity="protected"))
    before = len(person.log())
    for number, data in old.values():
        await anna.forge(number, data)
    for data in tried:
        await village.press_old(anna, data)
    await anna.say("Idag")
    assert leaks(anna) == []
    assert [event.type for event in person.log()[before:]] == []


async def test_of_somebody_protected_a_supervisor_who_presses_all_there_is_learns_that_there_is_one(
    village: Town,
) -> None:
    anna, eva = await village.colleague(), await village.colleague("supervisor:eva", "Eva Ek")
    person = await worked_with(village, anna)
    await anna.press("Spara")
    await person.say("Jag vill dö")
    await village.cards()
    for label in ("Mina deltagare", NAME):
        await eva.press(label)
    assert NAME in eva.text()
    village.record(person.stream, facts.IdentityChanged(identity="protected"))
    for data in pressable(person):
        if not data.startswith(("staff:assign", "staff:glass", "staff:erasure")):
            await village.press_old(eva, data)
    assert leaks(eva) == []
    assert "En person med skyddade uppgifter" in eva.text()
    assert len(leaks(anna)) == len(WORDS)


@pytest.mark.parametrize("gone", ["given to another", "protected"])
async def test_yesterday_s_digest_and_every_mail_keep_nothing_of_who_is_gone(village: Town, gone: str) -> None:
    anna, eva = await village.colleague(), await village.colleague("supervisor:eva", "Eva Ek")
    person = await worked_with(village, anna)
    for colleague in (anna, eva):
        await village.press_old(colleague, "staff:digest:on")
    village.clock.forward(days=41)  # over which the first deadlines are missed, and supervisors told
    sweep(village.journey.engine, village.journey.projector, village.clock())
    assert digests(village.office, village.service.ports.texts, village.clock()) == 2
    reader = eva if gone == "protected" else anna
    assert NAME in reader.shown()[-1].text
    change = {"protected": facts.IdentityChanged(identity="protected"), "given to another": CoachAssigned(coach="bo")}
    village.record(person.stream, change[gone])
    assert leaks(reader) == []
    village.clock.forward(days=3)
    digests(village.office, village.service.ports.texts, village.clock())
    assert leaks(reader) == []
    await person.say("Jag vill dö")
    await village.cards()
    said = "\n".join(subject + text for _, subject, text in village.mail.sent)
    assert said and [words for words in WORDS if words in said] == []
