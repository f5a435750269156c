"""One person who refers herself several times: colleagues see that it may be one, and a stranger learns nothing."""

import json
import re

from journey.domain.events.participant import IdentityChanged
from journey.engine.entries import Frame
from tests.chat.talking import PROGRAMME, Person, Town

EMAIL = "alva@exempel.se"
OTHER = {"phone": "070-999 88 77", "email": "bo@exempel.se", "name": "Bo Berg"}


def receipt(person: Person) -> str:
    """What was answered to the referral, without the number that each has of its own."""
    said = next(one.text for one in person.shown() if one.style == "receipt")
    return re.sub(r"J-\w+|plats \d+", "", said)


async def test_a_stranger_who_gives_a_known_address_is_told_what_everybody_is(village: Town) -> None:
    known = await village.referred()
    stranger, unknown = await village.referred(name="Okänd"), await village.referred(**OTHER)
    assert receipt(stranger) == receipt(unknown) == receipt(known)
    assert "samma person" not in stranger.text() and "redan" not in stranger.text()


async def test_the_card_and_the_queue_say_who_may_be_the_same_and_count_them_once(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    for _ in range(3):
        await village.referred()
    await village.referred(**OTHER)
    await village.cards()
    cards = [one.text for one in eva.shown() if "har anmält sig" in one.text]
    assert (len(cards), sum("Kan vara samma person som" in card for card in cards)) == (4, 3)
    said = await eva.press("Kön")
    assert "2 personer väntar" in said
    alike = [label for label in eva.buttons() if "kan vara samma som 1" in label]
    assert [label.partition(".")[0] for label in alike] == ["2", "3"]


async def test_somebody_known_by_import_alone_is_seen_to_be_the_same_by_number_or_address(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    line = {"type": "referred", "participant": "P-1", "on": "2018-01-02", "source": "psychiatry", "email": EMAIL}
    frame = Frame(PROGRAMME, "import", village.clock(), "import", "test")
    village.journey.engine.import_entries([(1, json.dumps(line).encode())], frame)
    alva = await village.referred(email=EMAIL.upper())
    await village.cards()
    assert eva.text().endswith("Kan vara samma person som: P-1")
    await alva.press("Bekräfta min e-postadress")
    assert "redan hos oss" not in await alva.say(village.mail.code)  # where there is no other chat, nothing opens it


async def test_a_coach_who_may_not_know_who_they_are_hears_only_that_it_may_be_one_person(village: Town) -> None:
    anna = await village.colleague("coach:anna", "Anna")
    await village.referred()
    await village.referred()
    await village.cards()
    [said] = {one.text.partition("Kan vara")[2] for one in anna.shown() if "Kan vara" in one.text}
    assert "Alva" not in said and "J-" not in said


async def test_somebody_in_hiding_is_never_the_same_as_anybody(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    hidden = await village.referred()
    village.record(hidden.stream, IdentityChanged(identity="protected"))
    await village.referred()
    await village.cards()
    assert "samma person" not in eva.text()
    assert "kan vara samma" not in str(eva.buttons()) + await eva.press("Kön") + str(eva.buttons())


async def test_who_proves_the_address_is_told_that_it_opens_another_chat(village: Town) -> None:
    await village.proved()
    again = await village.referred()
    await again.press("Bekräfta min e-postadress")
    said = await again.say(village.mail.code)
    assert "finns redan hos oss" in said and "Öppna min väg" in said
    alone = await village.referred(**OTHER)
    await alone.press("Bekräfta min e-postadress")
    assert "redan hos oss" not in await alone.say(village.mail.code)
