"""Moves are asked about before they are made; nobody is enrolled without a coach, or past the cap without a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.participant import IdentityChanged
from journey.engine.engine import CapReached
from services import moves
from services.permissions import Actor
from tests.cases import every
from tests.chat.talking import PROGRAMME, SECRET, Person, Town, programme, town_of
from tests.site import make_site

NAME = f"Alva {SECRET}"
EVA = Actor.staff("supervisor:eva", PROGRAMME)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Town]:
    """A programme in which a coach has one place."""
    with town_of(make_site(tmp_path / "full"), programme(per_fte=1, budgeted_fte=2.0)) as town:
        yield town


async def opened(colleague: Person, town: Town, person: Person) -> str:
    """One person's page in a colleague's chat."""
    return await town.press_old(colleague, f"staff:open:{person.stream.hex}")


@every(
    "labels, becomes",
    [
        (("Skriv in", "Ja, skriv in"), "enrolled"),
        (("Sätt i kö", "Ja, sätt i kö"), "waitlisted"),
        (("Skriv in", "Ja, skriv in", "Byt fas", "Kartläggning", "Ja, byt fas"), "phase_moved"),
    ],
)
async def test_a_move_is_asked_about_under_the_person_s_name_and_made_with_yes(
    village: Town, labels: tuple[str, ...], becomes: str
) -> None:
    coach, person = await village.colleague(), await village.referred()
    await village.cards()
    await coach.press("Jag tar den här")
    for label in labels[:-1]:
        said = await coach.press(label)
    assert said.startswith(NAME) and becomes not in person.types()
    await coach.press("Avbryt")
    assert becomes not in person.types()
    await opened(coach, village, person)
    for label in labels[-2:] if becomes != "phase_moved" else labels[-3:]:
        said = await coach.press(label)
    assert said.startswith(NAME) and person.types().count(becomes) == 1


async def test_a_supervisor_chooses_a_coach_before_somebody_is_enrolled(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    person = await village.referred()
    await opened(eva, village, person)
    assert "Ingen coach är registrerad" in await eva.press("Skriv in")
    await village.colleague()
    await opened(eva, village, person)
    assert "Ingen skrivs in utan coach" in await eva.press("Skriv in")
    assert "med Anna Ahl som coach" in await eva.press("Anna Ahl")
    await eva.press("Ja, skriv in")
    assert person.log()[-1].fact == facts.Enrolled(coach="anna")


async def test_whatever_is_pressed_nobody_is_enrolled_without_a_coach(village: Town) -> None:
    eva, person = await village.colleague("supervisor:eva", "Eva Ek"), await village.referred()
    await village.press_old(eva, f"staff:enrol-sure:{person.stream.hex}")
    await village.press_old(eva, f"staff:enrol-sure:{person.stream.hex}:nobody")
    with pytest.raises(moves.CoachMissing):
        moves.enrol(village.office, EVA, village.office.person(person.stream), "press-1")
    assert "enrolled" not in person.types()


async def test_past_the_cap_a_supervisor_is_asked_for_the_reason_and_it_is_kept(full: Town) -> None:
    eva, _ = await full.colleague("supervisor:eva", "Eva Ek"), await full.colleague()
    await full.enrolled(name="Bea Berg", email="bea@exempel.se")
    person = await full.referred()
    await opened(eva, full, person)
    for label in ("Skriv in", "Anna Ahl"):
        await eva.press(label)
    said = await eva.press("Ja, skriv in")
    assert f"{NAME}\nAnna Ahl har 1 deltagare och plats för 1. Varför ska personen få plats ändå?" in said
    assert "enrolled" not in person.types()
    assert "några fler ord" in await eva.say("!")
    assert "Klart: inskriven." in await eva.say("Har väntat i två år")
    assert full.office.reveal(person.log()[-1], "reason") == "Har väntat i två år"
    assert person.log()[-1].fact.coach == "anna" and "Byt fas" in eva.buttons()


async def test_a_coach_who_is_full_is_not_blamed_and_can_ask_the_supervisor(full: Town) -> None:
    coach, eva = await full.colleague(), await full.colleague("supervisor:eva", "Eva Ek")
    await full.enrolled(name="Bea Berg", email="bea@exempel.se")
    person = await full.referred()
    await full.cards()
    for label in ("Jag tar den här", "Skriv in"):
        await coach.press(label)
    said = await coach.press("Ja, skriv in")
    assert "Samordnaren kan ändå ge en plats" in said and "får du inte göra" not in said
    assert "Samordnaren har fått frågan" in await coach.press("Be samordnaren")
    await full.cards()
    assert f"{NAME} ska skrivas in hos Anna Ahl, som har fullt." in eva.text()
    for label in ("Öppna", "Skriv in", "Ja, skriv in"):
        await eva.press(label)
    await eva.say("Beslutat på mötet i dag")
    await full.cards()
    assert person.types().count("enrolled") == 1
    assert "ska skrivas in hos" not in eva.text() and "Behövs inte längre." in eva.text()


async def test_a_coach_who_is_full_gets_one_more_from_a_supervisor_with_a_reason_alone(full: Town) -> None:
    eva, bo = await full.colleague("supervisor:eva", "Eva Ek"), await full.colleague("coach:bo", "Bo Berg")
    await full.colleague()
    await full.enrolled("anna", name="Bea Berg", email="bea@exempel.se")
    person = await full.enrolled("bo")
    await opened(eva, full, person)
    for label in ("Byt coach", "Anna Ahl"):
        await eva.press(label)
    assert "Varför ska personen få plats ändå?" in await eva.press("Ja, byt coach")
    await eva.say("Bo går på föräldraledighet")
    assert person.log()[-1].fact.coach == "anna"
    assert full.office.reveal(person.log()[-1], "reason") == "Bo går på föräldraledighet"
    with pytest.raises(CapReached):
        moves.enrol(full.office, EVA, full.office.person((await full.referred()).stream), "press-1", coach="anna")
    assert SECRET not in await full.press_old(bo, f"staff:enrol-sure:{person.stream.hex}:bo")


async def test_a_question_about_a_move_says_nothing_of_somebody_who_is_in_hiding_since(village: Town) -> None:
    eva, person = await village.colleague("supervisor:eva", "Eva Ek"), await village.enrolled()
    await opened(eva, village, person)
    assert NAME in await eva.press("Byt fas")
    village.record(person.stream, IdentityChanged(identity="protected"))
    assert SECRET not in eva.text()
