"""A self-referral, from the first word to the receipt."""

import pytest
import sqlalchemy as sa

from bots.dialogues.questions import REFERRAL
from journey.engine.chats import tables
from tests.cases import every
from tests.chat.browsing import SESSION, Browser, chat_of, serving
from tests.chat.talking import SECRET, SWEDISH, Person, Town, programme, town_of
from tests.site import Site, everything_stored

pytestmark = pytest.mark.every_store

ALWAYS = ["referred", "background_recorded", "consent_given", "task_opened"]
ENGLISH = {
    **SWEDISH,
    "welcome": "Continue",
    "conditions": "Continue",
    "age": "18 or older",
    "requires": "Yes",
    "work_wish": "Yes",
    "protected": "No",
    "reach": "Both",
    "gender": "Woman",
    "education": "Higher",
    "reminders": "Yes, please",
}


async def test_the_places_are_any_of_those_and_not_all_of_them(village: Town) -> None:
    person = await village.visitor()
    assert "Du bor i Hudiksvall, Ljusdal eller Nordanstig." in await person.press("Fortsätt")


async def test_straight_through_in_swedish_it_ends_in_the_log_once(town: Town) -> None:
    person = await town.visitor()
    receipt = await person.refer()
    assert [kind for kind in person.types() if kind in ALWAYS] == ALWAYS
    assert "tisdag 8 december" in receipt  # five working days from a Tuesday
    assert "plats" not in receipt
    assert "Eva Ek, 0650-190 00" in receipt
    known = town.identity(person)
    assert (known.name, known.phone, known.email) == (f"Alva {SECRET}", "070-123 45 67", "alva@exempel.se")
    assert SECRET.encode() not in everything_stored(town.journey)
    assert person.draft == {}


@pytest.mark.parametrize("language", ["sv-easy", "en"])
async def test_in_another_language_by_the_first_button_of_each_question(village: Town, language: str) -> None:
    person = await village.visitor(language)
    texts = village.service.ports.texts
    typed = {"name": "Alva", "phone": "0701234567", "email": "a@b.se", "birth_year": "1991", "words": "-"}
    while person.state != "summary":
        step = REFERRAL.step(person.state)
        assert step is not None
        if person.state in typed:
            await person.say(typed[person.state])
            continue
        wanted = {"age": "fits", "protected": "no", "reach": "both"}
        option = wanted.get(step.name) or step.ready(programme())[0]
        data = f"referral:{step.name}:" + ("=0" if step.plain else option)
        label = next(text for text, (_, held) in person.buttons().items() if held == data)
        await person.press(label)
    receipt = await person.press(texts(language, "button-send"))
    assert [kind for kind in person.types() if kind in ALWAYS] == ALWAYS
    assert person.log()[0].fact.language == language
    assert texts(language, "receipt-by", day="X").partition("X")[0] in receipt


@pytest.mark.parametrize("step", [step.name for step in REFERRAL.steps])
async def test_back_at_every_question_and_on_again_loses_nothing(village: Town, step: str) -> None:
    person = await (await village.visitor()).placed(step)
    before = person.draft
    await person.say("tillbaka")
    if step == "welcome":
        assert (person.state, person.draft) == ("welcome", before)
    else:
        went_to = person.state
        assert went_to != step and went_to not in person.draft
        await person.reply(SWEDISH[went_to])
        assert (person.state, person.draft) == (step, before)
    await person.refer()
    assert [kind for kind in person.types() if kind in ALWAYS] == ALWAYS


async def test_back_all_the_way_from_the_summary_and_forth_again(village: Town) -> None:
    person = await (await village.visitor()).placed()
    before = person.draft
    seen = []
    while person.state != "welcome":
        await person.say("tillbaka")
        seen.append(person.state)
    assert seen == [step.name for step in reversed(REFERRAL.steps)]
    await person.answer_until()
    assert person.draft == before


@pytest.mark.parametrize("step", [step.name for step in REFERRAL.steps])
async def test_skip_leaves_out_what_can_be_left_out_and_says_so_of_the_rest(village: Town, step: str) -> None:
    person = await (await village.visitor()).placed(step)
    answer = await person.say("hoppa över")
    known = REFERRAL.step(step)
    assert known is not None
    if known.skip:
        assert step in person.draft and person.draft[step] is None and person.state != step
    else:
        assert person.state == step and "behöver jag ett svar" in answer


async def test_everything_skipped_sends_no_background(village: Town) -> None:
    person = await village.visitor()
    skipped = dict.fromkeys(("gender", "birth_year", "education", "words"), "Hoppa över")
    await person.refer({**SWEDISH, **skipped, "reminders": "Nej tack"})
    background = [event.fact for event in person.log() if event.type == "background_recorded"]
    assert [fact.birth_year for fact in background] == [None]  # only where they live, which the programme asks for
    assert "consent_given" not in person.types()


@pytest.mark.parametrize(
    ("label", "new", "seen"),
    [
        ("Namn", "Bo", "Namn: Bo"),
        ("Telefon", "0709999999", "Telefon: 070-999 99 99"),
        ("E-post", "b@c.se", "E-post: b@c.se"),
        ("Kommun", "Nordanstig", "Kommun: Nordanstig"),
        ("Kön", "Man", "Kön: Man"),
        ("Född", "1980", "Född: 1980"),
        ("Skola", "Vet inte", "Skola: Vet inte"),
        ("Bra att veta", "Nytt", "Bra att veta: Nytt"),
        ("Påminnelser", "Nej tack", "Påminnelser: Nej tack"),
        ("Kontakt", "Telefon", "Kontakt: Telefon"),
    ],
)
async def test_an_answer_can_be_changed_from_the_summary(village: Town, label: str, new: str, seen: str) -> None:
    person = await (await village.visitor()).placed()
    await person.press("Ändra något")
    await person.press(label)
    summary = await person.reply(new)
    assert person.state == "summary" and seen in summary
    await person.press("Skicka min anmälan")
    assert person.types().count("referred") == 1


async def test_reached_by_telephone_alone_the_address_given_before_is_not_sent(village: Town) -> None:
    person = await (await village.visitor()).placed()
    await person.press("Ändra något")
    await person.press("Kontakt")
    await person.press("Telefon")
    await person.press("Skicka min anmälan")
    assert village.identity(person).email is None
    assert village.office.doors.known_by("alva@exempel.se") == []


async def test_start_over_asks_first_and_then_forgets(village: Town) -> None:
    person = await (await village.visitor()).placed()
    before = person.draft
    await person.press("Börja om")
    await person.press("Nej, behåll mina svar")
    assert (person.state, person.draft) == ("summary", before)
    await person.say("börja om")
    await person.press("Ja, börja om")
    assert (person.state, person.draft) == ("welcome", {})


def link_in(text: str) -> str:
    return next(line.strip() for line in reversed(text.splitlines()) if "/fortsatt/" in line).partition("/fortsatt/")[2]


async def test_later_opens_on_another_device_once_and_an_earlier_link_no_more(town: Town) -> None:
    person = await (await town.visitor()).placed("gender")
    first = link_in(await person.press("Fortsätt senare"))
    await person.press("Fortsätt")
    assert person.state == "gender"
    second = link_in(await person.say("senare"))
    doors, chats = town.office.doors, town.chats
    assert doors.resume(first, chats, town.clock()) is None
    session = doors.resume(second, chats, town.clock())
    assert doors.inside(session, chats, town.clock()).id == person.chat
    assert doors.resume(second, chats, town.clock()) is None


async def test_a_link_expires_and_opens_nothing_once_the_referral_is_sent(town: Town) -> None:
    person = await (await town.visitor()).placed()
    old = link_in(await person.press("Fortsätt senare"))
    assert town.office.doors.resume(old, town.chats, town.clock.forward(days=31)) is None
    await person.press("Fortsätt")
    fresh = link_in(await person.press("Fortsätt senare"))
    await person.press("Fortsätt")
    await person.press("Skicka min anmälan")
    assert town.office.doors.resume(fresh, town.chats, town.clock()) is None


@pytest.mark.parametrize("said", ["tack", "hjälp", "😀", "meny"])
async def test_words_after_the_link_was_given_do_not_make_it_useless(village: Town, said: str) -> None:
    person = await (await village.visitor()).placed("gender")
    link = link_in(await person.press("Fortsätt senare"))
    await person.say(said)
    assert village.office.doors.resume(link, village.chats, village.clock()) is not None


async def test_the_link_is_mailed_where_an_address_was_given(village: Town) -> None:
    person = await (await village.visitor()).placed("gender")
    shown = link_in(await person.press("Fortsätt senare"))
    await person.press("Skicka länken till min e-post")
    to, subject, text = village.mail.sent[-1]
    assert to == "alva@exempel.se"
    assert SECRET not in subject + text and "IPS" not in subject + text
    assert village.office.doors.resume(shown, village.chats, village.clock()) is None
    assert village.office.doors.resume(link_in(text), village.chats, village.clock()) is not None


@pytest.mark.parametrize(
    ("stored", "sent_to"),
    [
        (" Alva@Exempel.SE ", ["Alva@exempel.se"]),
        ("alva@kök.se", ["alva@xn--kk-fka.se"]),
        ("alva@exempel", []),
        (None, []),
    ],
)
async def test_a_draft_of_an_earlier_version_is_mailed_to_an_address_in_its_one_spelling_or_to_none(
    village: Town, stored: str | None, sent_to: list[str]
) -> None:
    person = await (await village.visitor()).placed("gender")
    shown = link_in(await person.press("Fortsätt senare"))
    village.chats.post(person.chat, [], village.clock(), lambda chat: chat.data["answers"].update(email=stored))
    said = await person.press("Skicka länken till min e-post")
    assert [to for to, _, _ in village.mail.sent] == sent_to
    assert ("på ett annat sätt" in said) is (sent_to == [])
    works = village.office.doors.resume(shown, village.chats, village.clock()) is not None
    assert works is (sent_to == [])
    await person.press("Fortsätt")
    assert person.state == "gender"


async def test_a_mail_that_is_refused_leaves_a_link_that_works(village: Town) -> None:
    person = await (await village.visitor()).placed("gender")
    await person.press("Fortsätt senare")
    village.mail.refuses = "refused"
    said = await person.press("Skicka länken till min e-post")
    assert "Det gick inte att skicka" in said
    assert village.office.doors.resume(link_in(said), village.chats, village.clock()) is not None


async def test_a_draft_fills_nobodys_mailbox_with_links(village: Town) -> None:
    person = await (await village.visitor()).placed("gender")
    for _ in range(5):
        await person.press("Fortsätt senare")
        said = await person.press("Skicka länken till min e-post")
        await person.press("Fortsätt")
    assert len(village.mail.sent) == 3
    assert village.office.doors.resume(link_in(said), village.chats, village.clock()) is not None
    village.clock.forward(minutes=61)
    await person.press("Fortsätt senare")
    await person.press("Skicka länken till min e-post")
    assert len(village.mail.sent) == 4


DOORS = [
    ("age", "Under 18", "under_18"),
    ("municipality", "Någon annanstans", "elsewhere"),
    ("requires", "Nej", "outside"),
    ("work_wish", "Nej, inte just nu", "not_now"),
    ("protected", "Ja", "protected"),
    ("work_wish", "nä", "not_now"),
    ("protected", "ja tack", "protected"),
]
SURE = "Ja, det stämmer. Ta bort allt."


@pytest.mark.parametrize(("step", "answer", "door"), DOORS)
async def test_another_door_leaves_nothing_stored(village: Town, step: str, answer: str, door: str) -> None:
    nothing, log = village.rows(), len(village.everything())
    with serving(village.service) as port:
        browser = Browser(port)
        browser.start()
        person = Person(village, chat_of(village, browser).id)
        while person.state != step:
            browser.reply(SWEDISH[person.state])
        page = browser.reply(answer)
        if answer in ("nä", "ja tack"):  # read out of words, so perhaps not what was meant
            assert "Du svarade:" in page.words
            page = browser.press(SURE)
    title = village.service.ports.texts("sv", f"door-{door.replace('_', '-')}-title")
    assert page.status == 200 and title in page.words
    assert SESSION not in browser.cookies
    assert village.rows() == nothing
    assert len(village.everything()) == log


async def test_one_tap_from_the_summary_asks_before_everything_is_gone(village: Town) -> None:
    person = await (await village.visitor()).placed()
    await person.press("Ändra något")
    await person.press("Kommun")
    question = await person.press("Någon annanstans")
    assert "”Var bor du?” Du svarade: Någon annanstans." in question
    assert "Var bor du?" in await person.press("Nej, jag vill svara om")
    summary = await person.press("Ljusdal")
    assert f"Namn: Alva {SECRET}" in summary and "Kommun: Ljusdal" in summary
    await person.press("Ändra något")
    await person.press("Kommun")
    await person.press("Någon annanstans")
    await person.press(SURE)
    assert person.row is None
    assert SECRET.encode() not in everything_stored(village.journey)


async def test_what_is_to_be_changed_is_kept_until_there_is_something_else(village: Town) -> None:
    person = await (await village.visitor()).placed()
    words = person.draft["words"]
    for label, step in (("Bra att veta", "words"), ("Kommun", "municipality"), ("Namn", "name")):
        await person.press("Ändra något")
        await person.press(label)
        assert person.state == step
        summary = await person.say("tillbaka")
        assert person.state == "summary" and words in summary and "Kommun: Ljusdal" in summary
    await person.press("Ändra något")
    await person.press("Kommun")
    await person.press("Någon annanstans")
    await person.press("Nej, jag vill svara om")
    assert "Kommun: Ljusdal" in await person.say("tillbaka")
    assert f"Namn: Alva {SECRET}" in person.text()


async def test_a_second_impatient_yes_is_asked_about_and_words_alone_destroy_nothing(village: Town) -> None:
    person = await (await village.visitor()).placed("work_wish")
    await person.say("ja")
    assert "har du skyddade personuppgifter?” Du svarade: Ja." in await person.say("ja")
    for words in ("ja", "ja tack", "hallå?", "hoppa över", "hjälp"):
        answer = await person.say(words)
        assert person.state == "door" and "Du svarade: Ja." in answer, words
    await person.say("tillbaka")
    assert person.state == "protected"
    await person.press("Nej")
    assert person.state == "name"


async def test_going_on_later_from_that_question_comes_back_to_the_one_in_doubt(village: Town) -> None:
    person = await (await village.visitor()).placed("work_wish")
    await person.say("nej")
    await person.say("senare")
    assert person.state == "later"
    await person.press("Fortsätt")
    assert person.state == "work_wish"


async def test_anonymous_and_no_way_to_be_reached_is_enough(village: Town) -> None:
    person = await village.visitor()
    receipt = await person.refer({**SWEDISH, "name": "Jag vill vara anonym", "reach": "Jag hör av mig själv"})
    referred = person.log()[0]
    assert referred.fact.identity == "anonymous"
    assert "Skriv därför upp ditt nummer" in receipt
    assert {"phone", "email", "reminders"}.isdisjoint(person.draft)
    assert village.rows()["chat_contacts"] == 0


async def test_a_full_programme_says_so_first_and_the_place_in_the_queue_at_the_end(site: Site) -> None:
    with town_of(site, programme(per_fte=1, budgeted_fte=1.0)) as town:
        await town.colleague()
        await town.enrolled(email="a@b.se")
        await town.referred(email="b@b.se")
        town.clock.forward(days=1)
        person = await town.visitor()
        await person.answer_until("conditions")
        assert "En person väntar före dig" in person.text()
        assert "Du har plats 2 i kön." in await person.refer()


async def test_a_double_tap_on_send_records_once(town: Town) -> None:
    person = await (await town.visitor()).placed()
    number, data = person.button("Skicka min anmälan")
    await person.forge(number, data)
    before = person.types()
    assert await person.forge(number, data) == ""
    nonce = person.nonce()
    await person.say("hej", nonce)
    seq = person.row.seq
    await person.say("hej", nonce)
    assert person.row.seq == seq
    assert person.types() == before


async def test_killed_between_the_log_and_the_chat_it_is_sent_once_all_the_same(town: Town) -> None:
    person = await (await town.visitor()).placed()
    store = town.journey.engine.store
    with store.read() as connection:
        row = dict(connection.execute(sa.select(tables.chats)).mappings().one())
        messages = [dict(found) for found in connection.execute(sa.select(tables.messages)).mappings()]
    number, data = person.button("Skicka min anmälan")
    nonce = person.nonce()
    first = await person.forge(number, data, nonce)
    once = person.types()
    with store.write() as connection:  # the process died before the turn was kept
        connection.execute(tables.messages.delete())
        connection.execute(tables.chats.update().values(**row))
        for found in messages:
            connection.execute(tables.messages.insert().values(**found))
    assert person.state == "summary" and person.row.stream is None
    assert await person.forge(number, data, nonce) == first
    assert person.types() == once
    assert [event.type for event in town.everything()].count("referred") == 1


async def test_an_answer_changed_after_such_a_death_is_not_lost(town: Town) -> None:
    person = await (await town.visitor()).placed()
    from services import referrals

    referrals.send(town.office, person.row, person.draft)  # the log has it; the chat does not know
    await person.press("Ändra något")
    await person.press("Telefon")
    await person.say("070-999 99 99")
    receipt = await person.press("Skicka min anmälan")
    assert "Ditt nummer är" in receipt
    assert person.types().count("referred") == 1


async def test_a_programme_s_own_words_are_read_in_the_chosen_language(village: Town) -> None:
    read = {}
    for language, go_on in (("sv", "Fortsätt"), ("sv-easy", "Fortsätt"), ("en", "Continue")):
        person = await village.visitor(language)
        read[language] = await person.press(go_on)
    assert "dig som har kontakt med vuxenpsykiatrin" in read["sv"]
    assert "Sedan hjälper vi dig att ha det kvar." in read["sv-easy"] and "stöd av kommunen" in read["sv-easy"]
    assert "in contact with adult psychiatry" in read["en"] and "vuxenpsykiatrin" not in read["en"]


ALONE = {"reach": "none", "phone": None, "email": None}


async def test_who_gave_no_way_to_be_reached_is_promised_no_call(village: Town) -> None:
    person = await village.referred(**ALONE)
    said = person.text().partition("Tack! Din anmälan är skickad.")[2]
    assert "Vi kan inte höra av oss till dig" in said and "går inte att öppna igen" in said
    assert "hör av sig till dig" not in said and "Öppna min väg" not in said and "Eva Ek, 0650-190 00" in said
    where = await person.press("Var är jag?")
    assert "ring eller kom förbi" in where and "Du får svar senast" not in where
    await person.press("Mina uppgifter")
    await person.press("Ändra telefon")
    await person.say("070-123 45 67")
    assert "Du får svar senast tisdag 8 december." in await person.press("Var är jag?")


@every(
    "given, mails, promised",
    [
        ({"reach": "both"}, True, "och får en kod till adressen"),
        ({"reach": "both"}, False, "Då ringer någon av oss upp dig med en kod"),
        ({"reach": "phone", "email": None}, True, "Då ringer någon av oss upp dig med en kod"),
        ({"reach": "email", "phone": None}, True, "och får en kod till adressen"),
        ({"reach": "email", "phone": None}, False, "Den här sidan går inte att öppna igen"),
    ],
)
async def test_a_receipt_promises_a_code_only_by_a_way_there_is(
    village: Town, given: dict[str, object], mails: bool, promised: str
) -> None:
    village.mail.carries = mails
    person = await village.referred(**given)
    assert promised in person.text() and "hör av sig till dig senast tisdag 8 december" in person.text()
