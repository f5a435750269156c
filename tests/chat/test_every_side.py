"""Who has somebody no more, and who may not know somebody protected, finds nothing of them, on whichever side."""

from journey.domain.events import participant as facts
from tests.chat.talking import SECRET, Person, Town

NAME = f"Alva {SECRET}"
EMPLOYER, NOTE, PLACE = "Kaffehuset Norr", "Bor hos sin syster i Enånger", "Torget 7"
WORDS = (SECRET, "070-123 45 67", "alva@exempel.se", "orkar mest", EMPLOYER, NOTE, PLACE, "14:00")
"""Name, number, address, words, employer, note, place and times of one person."""


async def worked_with(town: Town, colleague: Person) -> Person:
    """Somebody whom a colleague has read, booked, written to and logged for, and whose next form is open."""
    person = await town.enrolled()
    await person.press("Skriv till min coach")
    await person.say(PLACE)
    await town.cards()
    await colleague.press("Mina deltagare")
    for answer in (NAME, "Boka möte", PLACE, "2026-12-04 14:00"):
        await colleague.reply(answer)
    for answer in ("Mina deltagare", NAME, "Arbetsgivarkontakt", "En annan", EMPLOYER, "Besök", "Jag", "Ja", "Ja"):
        await colleague.reply(answer)
    await colleague.press("Anteckning")
    await colleague.say(NOTE)
    return person


def found(colleague: Person) -> list[str]:
    text = colleague.text() + "\n".join(colleague.buttons())
    return [words for words in WORDS if words in text]


async def test_an_open_form_about_somebody_goes_with_them(village: Town) -> None:
    coach = await village.colleague()
    person = await worked_with(village, coach)
    assert found(coach) == list(WORDS)
    village.record(person.stream, facts.CoachAssigned(coach="bo"))
    assert found(coach) == []
    assert "får du inte göra" in await village.press_old(coach, "staff:form:ask:note")
    for data in ("form:mode:visit", "form:who:coach", "form:employer:0", "form:on:0", "form:save", "at:hour:13:00"):
        await village.press_old(coach, f"staff:{data}")
    await coach.say(NOTE)
    assert [words for words in found(coach) if words != NOTE] == []
