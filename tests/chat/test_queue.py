"""Who waits for a place: one order, one number and one answer to "is it full", on every screen and in the command."""

from datetime import date, timedelta

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.team import CoachAbsent, CoachLeft, CoachRegistered
from projections.live import lists
from services import team as staff
from services import waiting
from tests.chat.talking import PROGRAMME, Town, programme, town_of
from tests.site import make_site


@pytest.fixture
def full(tmp_path):
    """A programme with two places, one to a coach."""
    with town_of(make_site(tmp_path / "full"), programme(per_fte=1, budgeted_fte=2.0)) as town:
        yield town


async def test_no_place_is_offered_while_the_only_coach_is_on_leave(village: Town) -> None:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    village.record(None, CoachAbsent(coach="anna", until=date(2027, 12, 31), deputy="eva"))
    await village.referred()
    assert "Ingen ledig plats" in await sup.press("Kön")
    assert "Erbjud plats" not in sup.buttons()


async def test_what_became_of_an_offer_is_seen_when_nothing_can_be_offered(village: Town) -> None:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    person = await village.referred()
    await sup.press("Kön")
    await sup.press("Erbjud plats")
    await sup.press("Ja, erbjud plats")
    await person.press("Nej tack")
    await person.press("Ja, jag tackar nej")
    village.record(None, CoachAbsent(coach="anna", until=date(2027, 12, 31), deputy="eva"))
    await sup.press("Till menyn")
    await sup.press("Kön")
    await sup.press("Har tackat nej")
    assert [event.type for event in person.log()].count("place_offered") == 2  # the offer and its answer


async def test_no_place_is_offered_when_the_only_coach_has_left_or_is_let_in_no_more(village: Town) -> None:
    sup = await village.colleague("supervisor:eva", "Eva Ek")
    await village.colleague()
    person = await village.referred()
    assert "20 lediga platser" in await sup.press("Kön")
    staff.disable(village.journey, "coach:anna", PROGRAMME)
    assert free(village) == 0
    await village.colleague()
    assert free(village) == 20
    village.record(None, CoachLeft(coach="anna"))
    assert free(village) == 0
    assert waiting.place(village.office, village.office.person(person.stream)) == 1


def free(town: Town) -> int | None:
    return waiting.queue(town.office, PROGRAMME).free


async def test_a_coach_who_is_away_keeps_the_places_of_their_people_and_offers_no_other(full: Town) -> None:
    full.record(None, CoachRegistered(coach="anna", fte=2.0), CoachRegistered(coach="bo", fte=1.0))
    await full.enrolled()
    assert free(full) == 2
    away = CoachAbsent(coach="anna", until=full.office.today() + timedelta(days=7), deputy="bo")
    full.record(None, away)
    assert free(full) == 1  # Bo's; Anna's second one waits for her
    full.clock.forward(days=8)
    assert free(full) == 2


async def test_somebody_whose_turn_it_is_not_gets_the_number_the_supervisor_sees(full: Town) -> None:
    eva = await full.colleague("supervisor:eva", "Eva Ek")
    await full.colleague()
    first, second = await full.referred(name="Ett"), await full.referred(name="Två", phone=None, email="b@b.se")
    full.record(second.stream, facts.Waitlisted())
    await eva.press("Kön")
    assert [label for label in eva.buttons() if label[:1].isdigit()] == ["1. Två", "2. Ett"]
    assert waiting.place(full.office, full.office.person(second.stream)) is None  # a place is free
    assert waiting.place(full.office, full.office.person(first.stream)) == 2
    assert "Din plats i kön är 2." in await first.press("Var är jag")
    assert [(row["place"], row["turn"]) for row in command(full)] == [(1, True), (2, False)]


def command(town: Town) -> list[lists.Record]:
    engine = town.journey.engine
    with engine.store.read() as connection:
        return lists.waiting(engine, connection, None, town.clock(), lambda stream: stream and stream.hex, PROGRAMME)


async def test_a_long_queue_says_how_many_more_there_are_and_gives_them(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva Ek")
    for number in range(10):
        await village.referred(name=f"Nummer {number}", phone=None, email=f"p{number}@b.se")
    assert "10 personer väntar\n… och 2 till" in await eva.press("Kön")
    assert "9. Nummer 8" not in eva.buttons()
    await eva.press("Visa fler (2 till)")
    assert {"9. Nummer 8", "10. Nummer 9"} <= eva.buttons().keys()
    assert not any("Visa fler" in label for label in eva.buttons())
