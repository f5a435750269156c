"""How somebody gets back to what they sent, and who stands where in the queue."""

import re

from services import referrals
from tests.chat.browsing import Browser, serving
from tests.chat.talking import Town, programme, town_of
from tests.site import make_site


async def test_a_code_asked_for_by_telephone_goes_to_the_address_that_can_carry_it(village: Town) -> None:
    await village.proved()
    with serving(village.service) as port:
        Browser(port).post("/oppna", adress="0701234567")
    assert [to for to, _, _ in village.mail.sent] == ["alva@exempel.se"]


async def test_whoever_gave_a_telephone_number_alone_is_not_promised_a_code(village: Town) -> None:
    person = await village.referred(reach="phone", email=None)
    assert "Då får du en kod" not in person.text()


async def test_the_queue_of_one_day_is_in_the_order_of_arrival(tmp_path) -> None:
    with town_of(make_site(tmp_path / "full"), programme(per_fte=1, budgeted_fte=1.0)) as town:
        await town.colleague()
        await town.enrolled(email="a@b.se")
        places = []
        for number in range(7):
            town.clock.forward(minutes=5)
            person = await town.referred(email=f"p{number}@b.se")
            places += [number + 1 for line in person.text().splitlines() if f"Du har plats {number + 1} i kön" in line]
        assert places == [1, 2, 3, 4, 5, 6, 7]


async def test_a_code_for_a_telephone_number_is_read_out_by_whoever_has_the_person(village: Town) -> None:
    eva = await village.colleague("supervisor:eva", "Eva")
    person = await village.proved(reach="phone", email=None)
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress="+46 70 123 45 67")
        code = re.search(r"koden (\d{6})", eva.text())
        assert code is not None and village.mail.sent == []
        village.clock.forward(hours=3)  # somebody rings when they can
        assert "Var är jag" in browser.post("/kod", kod=code[1]).words
    assert person.stream is not None


async def test_somebody_who_referred_themselves_twice_gets_a_code_for_each(village: Town) -> None:
    await village.proved()
    await village.proved()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.post("/oppna", adress="alva@exempel.se")
        codes = [re.search(r"\d{6}", text)[0] for _, _, text in village.mail.sent]
        assert len(codes) == 2
        assert "Var är jag" in browser.post("/kod", kod=codes[1]).words


async def test_a_page_that_breaks_says_so_in_words_and_the_log_says_where(village: Town, caplog) -> None:
    await village.referred()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.start()
        with village.chats.store.write() as connection:
            connection.exec_driver_sql("ALTER TABLE chat_sessions RENAME TO elsewhere")
        answer = browser.open("/")
        with village.chats.store.write() as connection:
            connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO chat_sessions")
        assert (answer.status, "Något gick fel hos oss" in answer.words) == (503, True)
        assert "Hej! Vi som jobbar" in browser.open("/").words
    assert "a page failed: OperationalError at" in caplog.text and "Traceback" not in caplog.text


async def test_an_answer_changed_after_a_lost_sending_is_what_holds(village: Town) -> None:
    person = await village.visitor()
    await person.answer_until("reminders")
    await person.press("Ja, gärna")
    answers, chat = dict(person.draft), village.chats.load(person.chat)
    first = referrals.send(village.office, chat, answers)  # and here the process died: the chat stands where it was
    again = referrals.send(village.office, chat, answers | {"phone": "070-999 99 99"})
    known = village.office.identity(village.office.person(first.stream), "test", "to look")
    assert (again.stream, known.phone) == (first.stream, "070-999 99 99")
