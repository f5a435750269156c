"""Who gets in where: cookies, links, codes, headers, leaving, expiring and being erased."""

import re
import time
from pathlib import Path

import pytest

from bots.clock.errands import expire
from journey.domain.events import participant as facts
from journey.engine.erasure import erase
from tests.chat.browsing import SESSION, Browser, chat_of, serving
from tests.chat.talking import SECRET, SWEDISH, Person, Town

pytestmark = pytest.mark.every_store

NAME = f"Alva {SECRET}"
ROUTES = (
    "/",
    "/oppna",
    "/kod",
    "/in/x",
    "/fortsatt/x",
    "/fil/1",
    "/dorr/gone",
    "/dorr/none",
    "/hjalp",
    "/dina-uppgifter",
    "/static/chat.css",
    "/static/none",
    "/nowhere",
    "/handelser",
    "/health/live",
    "/health/ready",
)


def test_every_answer_carries_the_safety_headers_and_nothing_personal_is_cached(village: Town) -> None:
    with serving(village.service) as port:
        browser = Browser(port)
        for inside in (False, True):
            if inside:
                browser.start()
            for path in ROUTES:
                if inside and path == "/handelser":
                    continue
                answer = browser.request("GET", path, follow=False)
                assert answer.status < 500, path
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, path
                assert "unsafe" not in policy
                assert answer.headers["Cache-Control"] == ("no-cache" if path.startswith("/static") else "no-store"), (
                    path
                )
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert "server" not in answer.headers or answer.headers["server"] != "", path


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(village: Town) -> None:
    with serving(village.service) as port:
        cookie = Browser(port).post("/borja", follow=False, sprak="sv").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=lax", "Secure"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused(village: Town, headers: dict[str, str]) -> None:
    with serving(village.service) as port:
        browser = Browser(port)
        browser.start()
        chat = chat_of(village, browser)
        for path in ("/sag", "/borja", "/oppna", "/kod", "/fortsatt/x"):
            known = {"Content_Type": "application/x-www-form-urlencoded"} | {
                k.replace("-", "_"): v for k, v in headers.items()
            }
            assert browser.request("POST", path, "text=hej&sprak=sv&adress=a@b.se&kod=1", **known).status == 400
        assert village.chats.load(chat.id).turn == chat.turn
        assert village.rows()["chats"] == 1


async def test_nobody_reads_or_writes_another_s_chat_by_guessing(village: Town) -> None:
    person = await village.referred()
    await person.press("Mina uppgifter")
    await person.press("Ladda ner")
    number = next(message.id for message in person.shown() if message.file)
    session = village.office.doors.enter(person.chat, village.clock())
    with serving(village.service) as port:
        own, other = Browser(port), Browser(port)
        own.cookies[SESSION] = session
        assert SECRET in own.open(f"/fil/{number}").body
        other.start()
        assert SECRET not in other.open(f"/fil/{number}").body
        for guess in (
            str(person.chat),
            session[:-1] + ("A" if session[-1] != "A" else "B"),
            "",
            f"{person.chat}|1",
            session.lower(),
        ):
            stranger = Browser(port)
            if guess:
                stranger.cookies[SESSION] = guess
            assert SECRET not in stranger.open("/").body
            assert SECRET not in stranger.open(f"/fil/{number}").body
            with stranger.stream(0) as events:
                assert stranger.streaming == 204 and list(events) == []
            assert "Samtalet är stängt" in stranger.post("/sag", text="hej").words


async def test_what_was_sent_asks_for_a_code_after_the_idle_time(town: Town) -> None:
    person = await town.proved()
    with serving(town.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = town.office.doors.enter(person.chat, town.clock())
        assert SECRET in browser.open("/").body or "Var är jag" in browser.page.words
        for _ in range(3):
            town.clock.forward(minutes=29)
            assert "Var är jag" in browser.press("Var är jag?").words
        town.clock.forward(minutes=31)
        assert "Var är jag" not in browser.open("/").words
        assert "Samtalet är stängt" in browser.post("/sag", text="hej").words
        browser.post("/oppna", adress="Alva@Exempel.se")
        assert town.mail.sent[-1][0] == "alva@exempel.se"  # as it is stored, never as it was typed
        assert SECRET not in str(town.mail.sent)
        assert "Var är jag" in browser.post("/kod", kod=f" {town.mail.code[:3]} {town.mail.code[3:]} ").words


async def test_used_all_the_time_a_session_still_ends_after_twelve_hours(village: Town) -> None:
    person = await village.referred()
    doors, clock = village.office.doors, village.clock
    session = doors.enter(person.chat, clock())
    for _ in range(23):
        assert doors.inside(session, village.chats, clock.forward(minutes=29), in_use=True) is not None
    for _ in range(3):
        last = doors.inside(session, village.chats, clock.forward(minutes=29), in_use=True)
    assert last is None


async def test_an_unknown_address_looks_the_same_and_gets_nothing(village: Town) -> None:
    await village.proved()
    with serving(village.service) as port:
        known, unknown = Browser(port), Browser(port)
        one, two = known.post("/oppna", adress="alva@exempel.se"), unknown.post("/oppna", adress="nobody@exempel.se")
        assert one.body == two.body and known.cookies.keys() == unknown.cookies.keys()
        assert len(village.mail.sent) == 1
        code = village.mail.code
        assert "fungerade inte" in unknown.post("/kod", kod=code).words  # another browser's code


async def test_codes_are_not_sent_without_end(village: Town) -> None:
    await village.proved()
    with serving(village.service) as port:
        for _ in range(9):
            Browser(port).post("/oppna", adress="alva@exempel.se")
    assert len(village.mail.sent) == 5


async def test_leaving_quickly_ends_the_session_and_the_cookie(village: Town) -> None:
    person = await village.referred()
    with serving(village.service) as port:
        browser = Browser(port)
        session = browser.cookies[SESSION] = village.office.doors.enter(person.chat, village.clock())
        answer = browser.post("/lamna", follow=False)
        assert answer.status == 303 and answer.headers["Location"].startswith("https://")
        assert "storage" in answer.headers["Clear-Site-Data"]
        assert SESSION not in browser.cookies
        browser.cookies[SESSION] = session
        assert "Var är jag" not in browser.open("/").words


def test_without_a_script_the_whole_referral_works_as_plain_forms_and_other_tabs_see_it_live(town: Town) -> None:
    with serving(town.service) as port:
        browser = Browser(port)
        browser.start()
        person = Person(town, chat_of(town, browser).id)
        with browser.stream() as events:
            assert next(events)[1] == "message"
            while person.state != "summary":
                browser.reply(SWEDISH[person.state])
            page = browser.press("Skicka min anmälan")
            assert re.search(r"Ditt nummer är\s+J-", page.words)
            began, seen = time.monotonic(), 0
            while "Ditt nummer" not in str((event := next(events))[2]):
                assert event[0] >= seen and time.monotonic() - began < 60
                seen = event[0]
        with browser.stream(after=seen) as again:  # the network was lost: what was missed comes, and nothing twice
            first = next(again)
            assert first[0] > seen
        assert [kind for kind in person.types() if kind == "referred"] == ["referred"]


def test_the_link_to_a_draft_is_used_up_by_a_press_and_not_by_looking(village: Town) -> None:
    with serving(village.service) as port:
        browser = Browser(port)
        browser.start()
        chat = chat_of(village, browser).id
        token = village.office.doors.link(chat, village.clock())
        other = Browser(port)
        for _ in range(3):
            assert "Fortsätt" in other.open(f"/fortsatt/{token}").words
        assert SESSION not in other.cookies
        assert other.post(f"/fortsatt/{token}").status == 200
        assert chat_of(village, other).id == chat
        third = Browser(port)
        assert "Länken går inte att använda" in third.post(f"/fortsatt/{token}").words
        assert SESSION not in third.cookies


async def test_a_draft_that_nobody_touches_expires_with_its_key(town: Town) -> None:
    nothing = town.rows()
    await (await town.visitor()).placed("gender")
    assert expire(town.office, town.clock.forward(days=29))[:1] == (0,)
    assert expire(town.office, town.clock.forward(days=2))[0] == 1
    assert town.rows() == nothing


async def test_what_was_written_expires_and_the_chat_stays(village: Town) -> None:
    person = await village.referred()
    expire(village.office, village.clock.forward(days=91))
    assert person.shown() == []
    await person.say("meny")
    assert "Var är jag?" in person.buttons()


async def test_erasing_a_person_takes_the_chat_and_every_card_about_them(town: Town, tmp_path: Path) -> None:
    anna, eva = await town.colleague(), await town.colleague("supervisor:eva", "Eva Ek")
    person = await town.enrolled()
    await person.say("jag vill dö")
    await person.press("Skriv till en människa")
    await person.say("Kan vi ses på måndag?")
    await town.cards()
    for colleague in (anna, eva):
        assert NAME in colleague.text()
    town.record(person.stream, facts.Discharged(reason="other"))
    erase(town.journey.engine, person.stream, "asked", town.clock(), "operator", tmp_path / "receipts.jsonl")
    assert person.row is None
    assert town.office.doors.known_by("alva@exempel.se") == []
    for colleague in (anna, eva):
        assert NAME not in colleague.text() and "måndag" not in colleague.text()
    for colleague in (anna, eva):
        for label in ("Idag", "Mina deltagare"):
            assert NAME not in await colleague.press(label)
            await colleague.say("meny")


async def test_erasing_a_person_takes_them_out_of_lists_and_portraits_already_shown(
    village: Town, tmp_path: Path
) -> None:
    anna = await village.colleague()
    person = await village.enrolled()
    for label in ("Idag", "Mina deltagare", NAME):
        await anna.press(label)
        await anna.say("meny") if label == "Idag" else None
    assert "070-123 45 67" in anna.text()
    village.record(person.stream, facts.Discharged(reason="other"))
    erase(village.journey.engine, person.stream, "asked", village.clock(), "operator", tmp_path / "receipts.jsonl")
    assert SECRET not in anna.text() and "070-123 45 67" not in anna.text()
