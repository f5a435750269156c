"""Logging a contact: on whatever day it was, and always in sight whom it is about."""

from datetime import date, timedelta

import pytest

from journey.domain.events.participant import IdentityChanged
from tests.chat.talking import SECRET, Person, Town

NAME = f"Alva {SECRET}"


async def dating(village: Town, kind: str = "Logga kontakt") -> tuple[Person, Person]:
    """A coach about to say on which other day a contact was; the referral came a month ago."""
    coach = await village.colleague()
    person = await village.enrolled()
    village.clock.forward(days=30)  # the last day of the year, a Thursday
    for label in ("Mina deltagare", NAME, kind):
        await coach.press(label)
    if kind == "Logga kontakt":
        await coach.press("Telefon")
    else:
        for answer in ("En annan", "ICA Maxi", "Besök", "Jag", "Ja", "Ja"):
            await coach.reply(answer)
    await coach.press("Annan dag")
    return coach, person


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("idag", date(2026, 12, 31)),
        ("igår", date(2026, 12, 30)),
        ("i måndags", date(2026, 12, 28)),
        ("15/12", date(2026, 12, 15)),
        ("den 15:e december", date(2026, 12, 15)),
        ("för två veckor sedan", date(2026, 12, 17)),
        ("three days ago", date(2026, 12, 28)),
        ("2026-12-01", date(2026, 12, 1)),
    ],
)
async def test_a_contact_is_dated_any_day_in_words_or_digits(village: Town, words: str, day: date) -> None:
    coach, person = await dating(village)
    assert NAME in await coach.say(words)
    assert await coach.press("Spara")
    assert (person.log()[-1].type, person.log()[-1].on) == ("contact_held", day)


@pytest.mark.parametrize("kind", ["Logga kontakt", "Arbetsgivarkontakt"])
async def test_a_day_that_cannot_be_is_told_and_asked_for_again(village: Town, kind: str) -> None:
    coach, person = await dating(village, kind)
    assert "Fredag 1 januari 2027 har inte varit än" in await coach.say("imorgon")
    assert "är före anmälan, som kom tisdag 1 december" in await coach.say("30/11")
    assert "Jag förstod inte vilken dag" in await coach.say("nyss")
    assert "lördag 12 december" in await coach.say("12/12")
    await coach.press("Spara")
    assert person.log()[-1].on == date(2026, 12, 12)


async def test_a_forged_day_is_none(village: Town) -> None:
    coach, person = await dating(village)
    for value in ("-3", "99999999", "x", ""):
        assert "gäller inte längre" in await village.press_old(coach, f"staff:form:on:{value}"), value
    assert "contact_held" not in person.types()


async def test_every_question_and_the_confirmation_name_whom_it_is_about(village: Town) -> None:
    coach = await village.colleague()
    await village.enrolled()
    await coach.press("Mina deltagare")
    await coach.press(NAME)
    for answer in ("Arbetsgivarkontakt", "En annan", "ICA Maxi", "Besök", "Jag", "Ja", "Ja", "Anteckning"):
        assert (await coach.reply(answer)).startswith(f"{NAME}\n"), answer
    await coach.say("Trevligt")
    said = await coach.press("Spara")
    assert said.startswith(f"{NAME}\nSparat. ICA Maxi, Besök, Jag, tisdag 1 december, med anteckning.\n✓ ")


async def test_the_name_in_a_form_goes_with_the_person_who_is_in_hiding_since(village: Town) -> None:
    eva, coach = await village.colleague("supervisor:eva", "Eva Ek"), await village.colleague()
    person = await village.enrolled()
    for colleague in (eva, coach):
        await village.press_old(colleague, f"staff:contact:{person.stream.hex}")
        assert NAME in colleague.text()
    village.record(person.stream, IdentityChanged(identity="protected"))
    village.clock.forward(days=1)
    assert SECRET not in eva.text() and "får du inte göra" in await village.press_old(eva, "staff:form:mode:phone")
    assert NAME in coach.text()
    assert village.office.today() - timedelta(days=1) == person.log()[-1].on
