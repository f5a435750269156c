"""An address is proved before it is a way in, a change of it can be undone, and nobody is shut out of what is theirs."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import addresses as spelling
from journey.domain.events.requests import AddressProved, EnteredByReadOutCode
from journey.engine.chats import tables
from journey.engine.row_seals import RowSeals
from services import addresses
from tests.chat.browsing import Browser, serving
from tests.chat.talking import PUBLIC, Person, Town

MINE, OTHERS = "alva@exempel.se", "partner@exempel.se"


async def menu(person: Person, *labels: str) -> str:
    said = await person.say("meny")
    for label in labels:
        said = await person.press(label)
    return said


async def prove(town: Town, person: Person) -> str:
    """Prove the e-mail address as a person does: a code is asked for, read in the mail, and written in the chat."""
    await menu(person, "Mina uppgifter", "Bekräfta min e-postadress")
    return await person.say(town.mail.code)


async def change(town: Town, person: Person, address: str) -> None:
    """Change the e-mail address to one whose mail is at hand, and prove it."""
    await menu(person, "Mina uppgifter", "Ändra telefon eller e-post")
    await person.say(address)
    await person.say(town.mail.code)


def asked(town: Town, address: str) -> list[str]:
    """Where mail goes when somebody asks for a code with an address."""
    before = len(town.mail.sent)
    with serving(town.service) as port:
        Browser(port).post("/oppna", adress=address)
    return [to for to, _, _ in town.mail.sent[before:]]


def let_in(town: Town, address: str) -> bool:
    """Whether whoever reads the mail of an address gets into a chat with it."""
    before = len(town.mail.sent)
    with serving(town.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress=address)
        if len(town.mail.sent) == before:
            return False
        return "Var är jag" in browser.post("/kod", kod=town.mail.code).words


# -- proving -----------------------------------------------------------------------------------------------------------
async def test_an_address_given_at_the_referral_opens_nothing_until_the_code_sent_to_it_is_written(
    village: Town,
) -> None:
    person = await village.referred()
    assert asked(village, MINE) == []
    assert "är bekräftad" in await prove(village, person)
    assert let_in(village, MINE)
    facts = [event.fact for event in person.log() if isinstance(event.fact, AddressProved)]
    assert [(fact.kind, fact.how) for fact in facts] == [("email", "code")]


async def test_the_receipt_offers_the_proof_and_promises_no_more_than_holds(village: Town) -> None:
    person = await village.referred()
    assert "Bekräfta först din e-postadress" in person.text()
    assert "skickar en kod till alva@exempel.se" in await person.press("Bekräfta min e-postadress")


async def test_a_wrong_code_proves_nothing_and_five_of_them_end_it(village: Town) -> None:
    person = await village.referred()
    await menu(person, "Mina uppgifter", "Bekräfta min e-postadress")
    right = village.mail.code
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        assert "fungerade inte" in await person.say(wrong)
    assert "fungerade inte" in await person.say(right)
    assert "address_proved" not in person.types() and not let_in(village, MINE)


async def test_a_chat_asks_for_a_few_proofs_an_hour_and_no_more(village: Town) -> None:
    person = await village.referred()
    for _ in range(6):
        await menu(person, "Mina uppgifter", "Bekräfta min e-postadress")
    assert len(village.mail.sent) == 3


async def test_a_code_for_one_address_proves_no_other(village: Town) -> None:
    person = await village.referred()
    await menu(person, "Mina uppgifter", "Bekräfta min e-postadress")
    code = village.mail.code
    await menu(person, "Mina uppgifter", "Ändra telefon eller e-post")
    village.mail.refuses = "unreachable"
    await person.say(OTHERS)
    village.mail.refuses = None
    await menu(person, "Mina uppgifter", "Bekräfta min e-postadress")
    assert "fungerade inte" in await person.say(code)
    assert "address_proved" not in person.types()


async def test_a_colleague_who_has_met_the_person_proves_an_address_after_being_asked_once_more(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled(reach="phone", email=None)
    await menu(coach, "Mina deltagare", "Alva")
    assert "070-123 45 67" in await coach.press("Telefonnumret är bekräftat")
    assert "address_proved" not in person.types()
    await coach.press("Ja, den stämmer")
    event = person.log()[-1]
    assert (event.fact.how, event.by) == ("met", "coach:anna")
    assert addresses.unproved(village.office, village.office.person(person.stream)) == []


async def test_a_colleague_cannot_prove_an_address_that_was_changed_meanwhile(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await menu(coach, "Mina deltagare", "Alva", "E-postadressen är bekräftad")
    await menu(person, "Mina uppgifter", "Ändra telefon eller e-post")
    await person.say(OTHERS)
    await coach.press("Ja, den stämmer")
    assert "address_proved" not in person.types()


async def test_somebody_else_s_coach_proves_nothing(village: Town) -> None:
    await village.colleague()
    other = await village.colleague("coach:bo", "Bo")
    person = await village.enrolled()
    given = addresses.unproved(village.office, village.office.person(person.stream))[0].given
    await village.press_old(other, f"staff:met:{person.stream.hex}:phone:{given}:yes")
    assert "address_proved" not in person.types()


async def test_whoever_comes_with_an_address_that_opens_nothing_is_told_of_to_the_colleague_once(village: Town) -> None:
    coach = await village.colleague()
    await village.enrolled()
    for _ in range(3):
        assert asked(village, MINE) == []
    assert coach.text().count("Någon försöker öppna chatten") == 1


# -- claims ------------------------------------------------------------------------------------------------------------
async def test_who_types_another_s_address_at_a_referral_takes_nothing_from_the_owner(village: Town) -> None:
    owner = await village.proved()
    for _ in range(4):
        await village.referred(name="Någon annan")
    assert asked(village, MINE) == [MINE]
    assert let_in(village, MINE)
    assert village.office.doors.sign_ins(owner.chat, village.clock())


async def test_a_colleague_s_address_given_by_a_participant_still_opens_the_colleague_s_chat_alone(
    village: Town,
) -> None:
    await village.colleague("supervisor:eva", "Eva Ek")
    for _ in range(4):
        await village.referred(email="eva@example.org")
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress="eva@example.org")
        assert len(village.mail.sent) == 1
        assert "Kön" in browser.post("/kod", kod=village.mail.code).words


async def test_a_hundred_questions_for_another_s_codes_do_not_keep_the_owner_out(village: Town) -> None:
    await village.colleague("supervisor:eva", "Eva Ek")
    doors = village.office.doors
    (chat,) = doors.known_by("eva@example.org")
    codes = [doors.code(chat, village.clock())[1] for _ in range(100)]  # from as many addresses
    assert {len(code) for code in codes[:4]} == {6} and {len(code) for code in codes[4:]} == {10}
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress="eva@example.org")
        assert "Kön" in browser.post("/kod", kod=village.mail.code).words


async def test_one_asker_gets_a_few_codes_for_an_address_and_others_are_not_counted(village: Town) -> None:
    await village.proved()
    with serving(village.service) as port:
        for _ in range(7):
            answer = Browser(port).post("/oppna", adress="Alva@Exempel.SE ")
    assert "Vänta lite" in answer.words and len(village.mail.sent) == 5


@pytest.mark.parametrize("typed", ["alva@exempеl.se", "alva+x@exempel.se", "аlva@exempel.se", "ALVA@exempel.se\n"])
async def test_codes_go_to_the_address_as_stored_whatever_was_typed(village: Town, typed: str) -> None:
    await village.proved()
    assert asked(village, typed) in ([], [MINE])
    assert (asked(village, typed) == [MINE]) == (typed.strip().casefold() == MINE)


# -- changing ----------------------------------------------------------------------------------------------------------
async def test_a_change_tells_the_old_address_and_its_link_makes_all_as_it_was(village: Town) -> None:
    person = await village.proved()
    await change(village, person, OTHERS)
    to, subject, text = next(mail for mail in village.mail.sent if "/angra/" in mail[2])
    assert to == MINE and "Alva" not in subject + text and OTHERS not in text
    link = next(word for word in text.split() if "/angra/" in word).removeprefix(PUBLIC)
    thief = village.office.doors.enter(person.chat, village.clock())
    with serving(village.service) as port:
        inside, owner = Browser(port), Browser(port)
        inside.cookies["__Host-journey"] = thief
        assert "Var är jag" in inside.open("/").words
        for _ in range(2):  # looking at it uses nothing up
            assert "Ska det bli som förut?" in owner.open(link).words
        assert "Det är som förut" in owner.post(link).words
        assert "Länken går inte att använda" in owner.post(link).words
        assert "Var är jag" not in inside.open("/").words
    assert village.identity(person).email == MINE
    assert asked(village, OTHERS) == [] and let_in(village, MINE)


async def test_a_second_change_does_not_take_the_way_back_from_the_first(village: Town) -> None:
    person = await village.proved()
    await change(village, person, OTHERS)
    await change(village, person, "tredje@exempel.se")
    links = [word for _, _, text in village.mail.sent for word in text.split() if "/angra/" in word]
    assert len(links) == 2
    first, second = (link.rpartition("/")[2] for link in links)
    assert addresses.undo_by_link(village.office, second)  # the thief's own
    assert addresses.undo_by_link(village.office, first)
    assert village.identity(person).email == MINE
    assert [asked(village, one) for one in (OTHERS, "tredje@exempel.se", MINE)] == [[], [], [MINE]]


async def test_the_old_address_lets_its_owner_in_for_a_week_and_the_chat_undoes_the_change(village: Town) -> None:
    person = await village.proved()
    await change(village, person, OTHERS)
    village.clock.forward(days=6)
    assert let_in(village, MINE)
    assert "det är som förut" in await menu(person, "Mina uppgifter", "Ångra: tillbaka till min förra e-postadress")
    assert village.identity(person).email == MINE
    assert asked(village, OTHERS) == []
    assert village.mail.sent[-1][0] in (OTHERS, MINE)


async def test_after_a_week_the_old_address_opens_nothing_and_nothing_can_be_undone(village: Town) -> None:
    person = await village.proved()
    await change(village, person, OTHERS)
    link = next(word for _, _, text in village.mail.sent for word in text.split() if "/angra/" in word)
    village.clock.forward(days=7, minutes=1)
    assert asked(village, MINE) == [] and asked(village, OTHERS) == [OTHERS]
    await menu(person, "Mina uppgifter")
    assert not any("Ångra" in label for label in person.buttons())
    assert not addresses.undo_by_link(village.office, link.rpartition("/")[2])


async def test_a_new_address_that_is_not_proved_opens_nothing_and_the_old_one_still_does(village: Town) -> None:
    person = await village.proved()
    await menu(person, "Mina uppgifter", "Ändra telefon eller e-post")
    await person.say(OTHERS)
    assert asked(village, OTHERS) == [] and asked(village, MINE) == [MINE]


# -- codes that are read out, and sign-ins -----------------------------------------------------------------------------
async def test_a_code_that_is_read_out_lasts_through_the_next_working_day_and_its_use_is_told(village: Town) -> None:
    eva, bo = await village.colleague("supervisor:eva", "Eva Ek"), await village.colleague("supervisor:bo", "Bo By")
    person = await village.proved(reach="phone", email=None)
    village.clock.forward(days=22)  # the day before Christmas Eve: the next working day is the 28th
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress="(+46) 70 123 45 67")
        said = [one.text for one in (*eva.shown(), *bo.shown()) if "läs upp koden" in one.text]
        assert len({line.partition("koden ")[2][:6] for line in said}) == 2 and "28 december" in said[0]
        code = next(one.text for one in bo.shown() if "läs upp koden" in one.text).partition("koden ")[2][:6]
        village.clock.now = village.clock.now.replace(day=28, hour=22)
        assert "Var är jag" in browser.post("/kod", kod=code).words
    event = person.log()[-1]
    assert event.fact == EnteredByReadOutCode(read_out_by="supervisor:bo")
    assert "en kod som Bo By fick" in person.text()


async def test_the_person_sees_where_they_are_signed_in_and_ends_one_or_all(village: Town) -> None:
    person = await village.proved()
    doors = village.office.doors
    phone, computer = (doors.enter(person.chat, village.clock(), sort) for sort in ("phone", "computer"))
    said = await menu(person, "Mina uppgifter", "Se var jag är inloggad")
    assert "Telefon, använd senast" in said and "Dator, använd senast" in said
    place = next(line for line in said.splitlines() if "Telefon" in line).partition(".")[0]
    await person.press(f"Avsluta {place}")
    assert doors.inside(phone, village.chats, village.clock()) is None
    assert doors.inside(computer, village.chats, village.clock()) is not None
    await person.press("Avsluta alla")
    assert doors.inside(computer, village.chats, village.clock()) is None


async def test_nobody_ends_another_s_sign_in(village: Town) -> None:
    one, other = await village.referred(), await village.referred()
    doors = village.office.doors
    session = doors.enter(other.chat, village.clock())
    (name,) = [signed.name for signed in doors.sign_ins(other.chat, village.clock())]
    doors.end(one.chat, name)
    assert doors.inside(session, village.chats, village.clock()) is not None


def _sealed_anew(town: Town, connection: Connection) -> None:
    """The rows as the program itself would have kept them."""
    table, seals = tables.contacts, RowSeals(town.journey.engine.vault)
    for row in connection.execute(sa.select(table)).mappings().all():
        at = sa.and_(table.c.digest == row["digest"], table.c.chat == row["chat"])
        connection.execute(table.update().where(at).values(seal=seals.of(table.name, dict(row))))


# -- before this version -----------------------------------------------------------------------------------------------
async def test_an_address_that_let_somebody_back_in_before_proofs_were_asked_for_still_does(village: Town) -> None:
    used, unused = await village.referred(), await village.referred(email="bo@exempel.se")
    village.clock.forward(days=3)
    await menu(used, "Meddelanden", "Sluta skicka")
    with village.chats.store.write() as connection:  # what migration 3 does to a store of before
        connection.exec_driver_sql("UPDATE chat_contacts SET before = (SELECT max(touched) FROM chats)")
        _sealed_anew(village, connection)
    village.clock.forward(days=3)
    await menu(unused, "Meddelanden", "Sluta skicka")
    assert asked(village, MINE) == [MINE] and asked(village, "bo@exempel.se") == []


async def test_a_number_kept_under_an_earlier_spelling_finds_its_owner(village: Town) -> None:
    person = await village.proved(reach="phone", email=None)
    old = village.journey.engine.vault.digest("contact", "00701234567")  # of "+46 (0)70 123 45 67", as it was
    with village.chats.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM chat_contacts")
        [kept] = village.journey.engine.vault.looked_up(connection, [old]).values()
        connection.execute(tables.contacts.insert().values(digest=kept, chat=person.chat))
        _sealed_anew(village, connection)
    for typed in ("070-123 45 67", "+46 (0)70 123 45 67", "(+46) 70.123.45.67"):
        assert village.office.doors.known_by(typed) == [person.chat]


def test_two_spellings_mean_one_address() -> None:
    assert spelling.same("070-1234567, ring efter 15", "+46 (0)70 123 45 67")
    assert not spelling.same("alva@exempel.se", "alva+x@exempel.se")
    assert timedelta(days=7) == addresses.UNDONE_FOR


@pytest.mark.parametrize(
    ("word", "asks"),
    [("E-post", "e-postadress"), ("mejl", "e-postadress"), ("min mail", "e-postadress"), ("email", "e-postadress")]
    + [("telefon", "telefonnummer"), ("Telefonnummer!", "telefonnummer"), ("mobil", "telefonnummer")],
)
async def test_who_names_what_to_change_is_asked_for_just_that(village: Town, word: str, asks: str) -> None:
    person = await village.proved()
    for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
        await person.press(label)
    said = await person.say(word)
    assert asks in said and "ser inte ut som" not in said
    assert "contact_details_changed" not in person.types()
    assert person.state == "contact"
    await person.say("ny@exempel.se" if asks == "e-postadress" else "070 999 88 77")
    assert person.types().count("contact_details_changed") == 1


@pytest.mark.parametrize(
    ("new", "undo"),
    [("ny@exempel.se", "min förra e-postadress"), ("070 999 88 77", "mitt förra telefonnummer")],
)
async def test_a_change_says_that_it_can_be_undone_and_for_how_long(village: Town, new: str, undo: str) -> None:
    person = await village.proved()
    for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
        await person.press(label)
    said = await person.say(new)
    assert "i 7 dagar" in said and "Mina uppgifter" in said
    assert "är som förut" in await person.press(f"Ångra: tillbaka till {undo}")


async def test_what_replaced_nothing_promises_no_way_back(village: Town) -> None:
    person = await village.proved(reach="phone", email=None)
    for label in ("Mina uppgifter", "Ändra telefon eller e-post"):
        await person.press(label)
    assert "i 7 dagar" not in await person.say("ny@exempel.se")


async def test_how_to_be_reached_is_understood_in_ordinary_words(village: Town) -> None:
    for word, meant in (("mejl", "email"), ("mobilen", "phone"), ("både och", "both"), ("jag hör av mig", "none")):
        person = await (await village.visitor()).placed("reach")
        await person.say(word)
        assert person.draft["reach"] == meant


async def test_a_draft_of_an_earlier_version_sends_its_addresses_in_their_one_spelling(village: Town) -> None:
    person = await village.referred(phone="+46 (0)70-123 45 67", email=" Alva@EXEMPEL.se ")
    known = village.identity(person)
    assert (known.phone, known.email) == ("070-123 45 67", "Alva@exempel.se")
    other = await village.referred(phone="ring växeln", email="alva@")
    assert village.identity(other).phone == "ring växeln"  # what cannot be read is kept as it was written
