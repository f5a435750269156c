"""Whatever anybody sends at any step: a kind answer, the question again, nothing lost, nothing personal in the log."""

import logging
import time

import pytest

from bots.dialogues.questions import REFERRAL
from tests.chat.browsing import Browser, chat_of, serving
from tests.chat.talking import PROGRAMME, SECRET, Person, Town

BESIDE = ["summary", "change", "start_over", "later"]
STEPS = [*(step.name for step in REFERRAL.steps), *BESIDE]
TAKES_ANYTHING = ("name", "words")

UNREADABLE = {
    "emoji": "😀🫠👩‍👩‍👧",
    "100 kB": "å" * 100_000,
    "right to left": "\u202eשלום مرحبا\u202c",
    "NUL": "\x00",
    "NUL inside": "a\x00b",
    "white": " \t\n ",
    "markup": "<script>alert(1)</script>{ $x }",
    "a command in the middle": f"{SECRET} stopp tack",
    "unknown command": "/settings",
    "a lone combining mark": "\u0301",
    "a formula": "=1+1",
    "a number that is none": "٣٤٥٦",
}
COMMANDS = ("hjälp", "/HJÄLP!", "menu", "start", "Help", "nödnummer.")


async def at(town: Town, step: str) -> Person:
    person = await town.visitor()
    if step in BESIDE:
        await person.placed()
        if step != "summary":
            await person.press({"change": "Ändra något", "start_over": "Börja om", "later": "Fortsätt senare"}[step])
        return person
    return await person.placed(step)


def kind(answer: str) -> None:
    assert answer.strip(), "nothing was answered"
    assert "gick fel hos oss" not in answer, answer


def log_is_clean(caplog: pytest.LogCaptureFixture) -> None:
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("step", STEPS)
async def test_words_that_answer_nothing_are_met_kindly_and_nothing_is_lost(
    village: Town, step: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = await at(village, step)
    before = person.draft
    for name, text in UNREADABLE.items():
        state = person.state
        answer = await person.say(text)
        kind(answer)
        assert {**person.draft, **before} == person.draft, name
        assert person.buttons() or person.state in ("name", "phone", "email"), name
        if step in TAKES_ANYTHING and step in person.draft:
            await person.say("tillbaka")
        elif step not in BESIDE:
            assert person.state == state, name
    log_is_clean(caplog)


@pytest.mark.parametrize("step", STEPS)
async def test_commands_and_files_leave_the_question_open(
    village: Town, step: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = await at(village, step)
    before, state = person.draft, person.state
    for said in COMMANDS:
        kind(await person.say(said))
        assert person.draft == before
    assert "Jag kan inte ta emot filer" in await person.file()
    assert person.draft == before
    if step not in BESIDE:
        assert person.state == state
    log_is_clean(caplog)


FORGED = (
    "",
    "stale",
    ":",
    "referral",
    "referral:",
    "referral::",
    "referral:summary:send",
    "referral:summary:what",
    "referral:age:fits",
    "referral:municipality:=99",
    "referral:later:mail",
    "mine:own:download",
    "mine:",
    "staff:menu",
    "staff:open:" + "0" * 32,
    "word:stop",
    "word:",
    "\x00",
    "😀" * 60,
)


@pytest.mark.parametrize("step", STEPS)
async def test_forged_and_stale_buttons_do_nothing_but_say_where_one_is(
    village: Town, step: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = await (await village.visitor()).placed()
    foreign = other.button("Skicka min anmälan")
    person = await at(village, step)
    before, state, count = person.draft, person.state, len(village.everything())
    latest = person.shown()[-1].id
    for data in FORGED:
        if data not in [held for _, held in person.buttons().values()]:
            answer = await person.forge(latest, data)
            kind(answer)
            assert "Den knappen gäller inte längre" in answer
    for number, data in [(1, "referral:welcome:go_on"), foreign, (10**8, "referral:age:fits"), (0, "")]:
        if (number, data) not in person.buttons().values():
            kind(await person.forge(number, data))
    assert person.draft == before
    if step not in BESIDE:
        assert person.state == state
    assert person.row.stream is None and other.row.stream is None
    assert len(village.everything()) == count
    log_is_clean(caplog)


@pytest.mark.parametrize("step", STEPS)
async def test_a_double_tap_is_one_tap(village: Town, step: str) -> None:
    person = await at(village, step)
    ends = ("Tillbaka", "Skicka min anmälan", "Under 18")
    label = next((text for text in person.buttons() if text not in ends), None)
    if label is None:
        return
    number, data = person.button(label)
    await person.forge(number, data)
    state, draft, shown = person.state, person.draft, len(person.shown())
    assert await person.forge(number, data) == ""
    assert (person.state, person.draft, len(person.shown())) == (state, draft, shown)


async def test_a_message_with_nothing_in_it_is_not_called_a_file(village: Town) -> None:
    person = await (await village.visitor()).placed("name")
    answer = await person.say("")
    assert "filer" not in answer and "Jag fick ingen text" in answer


async def test_before_a_programme_is_chosen_every_word_has_an_answer(village: Town) -> None:
    village.journey.engine.rules.described = {**village.journey.engine.programmes, **_another()}
    village.journey.engine.use("uppsala", village.clock())
    person = await village.visitor()
    assert person.state == "programme"
    for said in ("tillbaka", "hoppa över", "senare", "stopp", "börja om", "hjälp", "hej", "😀"):
        kind(await person.say(said))
    await person.say("meny")
    await person.press("IPS Hudiksvall")
    assert (person.state, person.row.programme) == ("welcome", PROGRAMME)


def _another() -> dict[str, object]:
    from tests.histories import shipped

    return {"uppsala": shipped()["uppsala"]}


@pytest.mark.parametrize("said", [*UNREADABLE.values(), *COMMANDS])
async def test_my_journey_meets_anything_kindly(village: Town, said: str, caplog: pytest.LogCaptureFixture) -> None:
    await village.colleague()
    person = await village.enrolled()
    for button in (None, "Skriv till min coach", "Mina uppgifter"):
        if button:
            await person.say("meny")
            await person.press(button)
        if button == "Mina uppgifter":
            await person.press("Ändra telefon")
        kind(await person.say(said))
    kind(await person.file())
    kind(await person.forge(1, "mine:own:erasure"))
    assert "erasure_requested" not in person.types()
    log_is_clean(caplog)


async def test_words_as_long_as_can_be_are_read_at_once(village: Town) -> None:
    phrases = village.service.ports.phrases
    for text in ("jag vill inte leva " * 13_000, "a" * 250_000, "å " * 125_000, "dö" * 125_000):
        began = time.process_time()
        phrases.raises(text)
        assert time.process_time() - began < 2.0, text[:10]


async def test_an_error_reaches_the_log_without_what_was_said(
    village: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await (await village.visitor()).placed("name")
    before = person.draft

    def broken(text: str) -> str:
        raise RuntimeError(f"cannot read {text}")

    monkeypatch.setattr(type(REFERRAL.step("name")), "door", lambda _self, answer: broken(answer))
    answer = await person.say(SECRET)
    assert "Något gick fel hos oss" in answer
    assert SECRET not in caplog.text and "RuntimeError" in caplog.text
    assert (person.state, person.draft) == ("name", before)
    monkeypatch.undo()
    await person.say(SECRET)
    assert person.draft["name"] == SECRET


def test_over_http_too_whatever_is_sent_gets_a_page(village: Town) -> None:
    with serving(village.service) as port:
        browser = Browser(port)
        browser.start()
        chat_of(village, browser)
        tries: list[tuple[str, str, bytes | None, dict[str, str]]] = [
            ("POST", "/sag", b"tryck=%00%ff|x&nonce=%00", {}),
            ("POST", "/sag", b"tryck=99999999999999999999|x", {}),
            ("POST", "/sag", b"text=" + b"%F0%9F" * 1000, {}),
            ("POST", "/sag", b"\xff\xfe\x00", {}),
            ("POST", "/sag", b"&".join(b"a=1" for _ in range(100)), {}),
            ("POST", "/sag", b"text=" + b"a" * 300_000, {}),
            ("POST", "/sag", b"--x\r\n", {"Content_Type": "multipart/form-data; boundary=x"}),
            ("GET", "/fil/99999999999999999999999", None, {}),
            ("GET", "/fil/1", None, {}),
            ("GET", "/in/%E2%82%AC%0d%0aSet-Cookie:%20a=b", None, {}),
            ("GET", "/fortsatt/%3Cscript%3E", None, {}),
            ("GET", "/dorr/%3Cscript%3E", None, {}),
            ("GET", "/?sprak=%00", None, {}),
            ("POST", "/borja", b"sprak=xx", {}),
        ]
        for method, path, body, headers in tries:
            known = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin", **headers}
            answer = browser.request(method, path, body, **known)
            assert answer.status in (200, 400, 404), (path, body and body[:40], answer.status)
            assert "<script>" not in answer.body
