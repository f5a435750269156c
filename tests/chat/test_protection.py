"""Somebody under protected identity is known to the named coach alone; a supervisor breaks the glass, in writing."""

from journey.domain.events.participant import IdentityChanged
from journey.domain.events.team import CoachAbsent
from tests.chat.talking import Person, Town

REASON = "Hot mot personen, polisen ringde 09:40"


async def hidden(village: Town) -> Person:
    person = await village.enrolled()
    village.record(person.stream, IdentityChanged(identity="protected"))
    return person


async def opened(colleague: Person, person: Person) -> str:
    return await colleague.town.press_old(colleague, f"staff:open:{person.stream.hex}")


async def test_the_named_coach_sees_who_it_is(village: Town) -> None:
    coach = await village.colleague()
    assert "Alva" in await opened(coach, await hidden(village))


async def test_a_supervisor_sees_that_the_person_exists_and_who_has_them(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    person = await hidden(village)
    assert await opened(supervisor, person) == "En person med skyddade uppgifter\nCoach: Anna Ahl"
    assert set(supervisor.buttons()) >= {"Visa skyddade uppgifter"}
    for data in ("contact", "employer", "book", "write"):
        assert "får du inte göra" in await village.press_old(supervisor, f"staff:{data}:{person.stream.hex}")


async def test_a_deputy_sees_neither_name_nor_facts(village: Town) -> None:
    await village.colleague()
    deputy = await village.colleague("coach:bo", "Bo Berg")
    person = await hidden(village)
    village.record(None, CoachAbsent(coach="anna", until=village.clock().date(), deputy="bo"))
    assert "får du inte göra" in await opened(deputy, person)
    assert "Alva" not in deputy.text()


async def test_a_broken_glass_lasts_an_hour_and_is_told_at_once(village: Town) -> None:
    dpo = await village.colleague("dpo:kim", "Kim")
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    coach = await village.colleague()
    person = await hidden(village)
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    assert "i en timme" in await supervisor.say(REASON)
    assert "Alva" in await opened(supervisor, person)
    assert REASON in coach.text()
    assert "skyddade uppgifter" in dpo.text()
    assert REASON not in dpo.text()  # the access log has it; this chat is not the person's to erase
    village.clock.forward(minutes=61)
    assert "Alva" not in await opened(supervisor, person)


async def test_a_reason_of_a_word_breaks_no_glass(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    person = await hidden(village)
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    assert "några fler ord" in await supervisor.say("viktigt")
    assert "break_glass_opened" not in person.types()
    assert "Alva" not in await opened(supervisor, person)


async def test_a_glass_is_one_supervisor_s(village: Town) -> None:
    supervisor = await village.colleague("supervisor:eva", "Eva Ek")
    other = await village.colleague("supervisor:ola", "Ola")
    person = await hidden(village)
    await opened(supervisor, person)
    await supervisor.press("Visa skyddade uppgifter")
    await supervisor.say(REASON)
    assert "Alva" not in await opened(other, person)


async def test_a_coach_breaks_no_glass(village: Town) -> None:
    other = await village.colleague("coach:bo", "Bo Berg")
    person = await hidden(village)
    assert "får du inte göra" in await village.press_old(other, f"staff:glass:{person.stream.hex}")
