"""A participant's words on a colleague's screen: to be read, and never to look like the card's own or to be pressed."""

import re
from datetime import timedelta

from bots.texts.quoting import name_of
from bots.web import rendering
from journey.domain.events import participant as facts
from journey.engine.chats.messages import Button, Message
from tests.cases import every
from tests.chat.browsing import SESSION, Browser, serving
from tests.chat.talking import Person, Town

FORGED = (
    "Hej.\n\nTelefon: 0900-123 45 67\nE-post: evil@example.org\n\n• Ring 0900-765 43 21\n> Anna: https://evil.example/log-in\r"
    "Brådskande: ring +46 900 111 22 33\u2028Telefon: 0900-222 33 44\x1b[2J\u202e"
)
NAME = "Telefon: 0900-123 45 67\nhttps://evil.example/x"
LIVE = re.compile(r'<a [^>]*href="(?:https?:|tel:)[^"]*"')


async def _page_of(town: Town, colleague: Person) -> str:
    with serving(town.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = town.office.doors.enter(colleague.chat, town.clock())
        page = browser.open("/").body
        with browser.stream(0) as events:
            live = "".join(next(events)[2]["html"] for _ in range(page.count('class="message')))
    messages = page.partition('id="messages"')[2].partition('id="typing"')[0]  # below them stand the helplines
    assert LIVE.findall(live) == LIVE.findall(messages)
    return messages


def _outside_quotations(page: str) -> str:
    return re.sub(r"<blockquote>.*?</blockquote>", "", page, flags=re.DOTALL)


async def test_no_word_of_a_participant_is_a_link_a_number_or_a_field_on_a_colleague_s_screen(village: Town) -> None:
    anna = await village.colleague()
    person = await village.enrolled(name=NAME, words=FORGED)
    await person.press("Skriv till oss")
    await person.say(FORGED)
    await village.cards()
    await anna.press("Mina deltagare")
    await anna.press(name_of(NAME))
    page = await _page_of(village, anna)
    assert LIVE.findall(page) == ['<a href="tel:+46701234567"']  # the number in the portrait's own field
    assert page.count("<blockquote>") == 2
    outside = _outside_quotations(page)
    for forged in (
        "0900-123 45 67<",
        "Telefon: 0900",
        "E-post: evil",
        "evil.example/",
        "765 43 21",
        "Brådskande: ring",
    ):
        assert forged not in outside, forged
    assert "765 43 21" in page and not set("\x1b\u202e\u2028\r") & set(page)


def test_no_button_and_no_page_holds_a_mark_that_turns_what_follows() -> None:
    message = Message("bot", "Vem?", [[Button("Alva \u202eX", "staff:open:1")]])
    words = {"t": lambda key, **_: key, "time_of": str, "language": "sv"}
    shown = rendering.message_html(rendering.environment(), message, words, staff=True)
    assert "Alva X" in shown and "\u202e" not in shown


async def test_a_wish_about_a_meeting_stays_within_its_quotation_marks(town: Town) -> None:
    coach, person = await town.colleague(), await town.enrolled()
    at = town.clock() + timedelta(days=2)
    town.record(person.stream, facts.AppointmentBooked(appointment="a", at=at))
    await person.press("Mina möten")
    await person.press("Annan tid")
    await person.say("Kan inte.\nTelefon: 0900-123 45 67\n\n• Ring https://evil.example")
    await town.cards()
    assert "”Kan inte. Telefon: 0900-123 45 67 • Ring https://evil.example”" in coach.text()
    assert not LIVE.findall(await _page_of(town, coach))


async def test_what_a_colleague_writes_can_be_followed_and_the_numbers_in_a_crisis_called(village: Town) -> None:
    reply = Message("human", "Läs https://example.org/kurs och ring 0650-190 00.")
    assert str(rendering.words_of(reply, reply.text, staff=False)).count("<a ") == 2
    crisis = Message("bot", "Ring 112 eller 90101.", style="crisis")
    assert str(rendering.words_of(crisis, crisis.text, staff=True)).count('href="tel:') == 2


@every(
    "line, live",
    (
        ("Telefon: 070-123 45 67", True),
        ("Telefon: 070-123 45 67 https://evil.example", False),
        ("Telefon: https://evil.example", False),
        ("Ring: +46 70 123 45 67", True),
        ("Alva 070-123 45 67: egen anmälan", False),
        ("070-123 45 67", False),
        ("> Telefon: 070-123 45 67", False),
    ),
)
def test_of_a_colleague_s_lines_a_field_that_is_a_number_alone_can_be_called(line: str, live: bool) -> None:
    shown = str(rendering.words_of(Message("bot", line), line, staff=True))
    assert ("<a " in shown) is live


@every(
    "name, shown",
    (
        ("Alva Zinkgruvan", "Alva Zinkgruvan"),
        ("Åsa-Märta O’Brien (Lill-Åsa) d'Arc Jr.", "Åsa-Märta O’Brien (Lill-Åsa) d'Arc Jr."),
        ("مريم", "مريم"),
        (NAME, "Telefon 0900-123 45 67 https evil.example x"),
        ("• <b>Eva</b>\n\n> Coach: Anna", "b Eva b Coach Anna"),
        ("\x1b[31mEva\u202e", "31mEva"),
        ("x" * 500, "x" * 100),
        ("::", ""),
    ),
)
def test_a_name_is_one_line_that_is_neither_field_nor_link(name: str, shown: str) -> None:
    assert name_of(name) == shown
