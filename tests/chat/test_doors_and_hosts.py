"""What only looks changes nothing; who asks, by which name, and from where."""

import http.client
from datetime import timedelta
from ipaddress import ip_network

from bots.limits import Limit, neighbourhoods
from journey.engine.chats.messages import Message
from tests.cases import every
from tests.chat.browsing import SESSION, Browser, chat_of, serving
from tests.chat.talking import TUESDAY, Town

LOOKS = ("HEAD", "OPTIONS")
HOUR = timedelta(hours=1)


@every("look", LOOKS)
def test_whoever_only_looks_at_a_link_does_not_use_it_up(village: Town, look: str) -> None:
    with serving(village.service) as port:
        browser, other = Browser(port), Browser(port)
        browser.start()
        token = village.office.doors.link(chat_of(village, browser).id, village.clock())
        for _ in range(3):
            assert Browser(port).request(look, f"/fortsatt/{token}").status in (200, 204)
        other.post(f"/fortsatt/{token}")
        assert chat_of(village, other).id == chat_of(village, browser).id


async def test_whoever_only_looks_changes_nothing_on_any_page(village: Town) -> None:
    person = await village.referred()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(person.chat, village.clock())
        before, kept, log = dict(browser.cookies), village.rows(), len(village.everything())
        for look in LOOKS:
            for path in (
                "/",
                "/borja",
                "/sag",
                "/lamna",
                "/oppna",
                "/kod",
                "/in/x",
                "/handelser",
                "/dorr/gone",
                "/fil/1",
            ):
                answer = browser.request(look, path)
                assert answer.body == "" and answer.status < 500, (look, path)
                assert answer.headers["Set-Cookie"] is None, (look, path)
            assert browser.request(look, "/nowhere").status == 404
        assert browser.request("HEAD", "/static/chat.css").headers["Content-Type"].startswith("text/css")
        assert browser.request("HEAD", "/health/live").status == 200
        assert "POST" in browser.request("OPTIONS", "/sag").headers["Allow"]
        assert (browser.cookies, village.rows(), len(village.everything())) == (before, kept, log)
        assert "Var är jag" in browser.open("/").words


async def test_a_page_left_open_does_not_keep_a_session_open(village: Town) -> None:
    person = await village.referred()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(person.chat, village.clock())
        with browser.stream(0) as events:
            for number in range(4):
                village.clock.forward(minutes=9)
                browser.open("/")
                village.office.post(person.chat, [Message("bot", f"Påminnelse {number}")])
                event = next(event for event in events if event[1] == "gone" or f"minnelse {number}" in str(event[2]))
            assert event[1] == "gone"
        assert "Var är jag" not in browser.open("/").words


async def test_somebody_who_writes_a_long_text_stays_inside(village: Town) -> None:
    person = await village.referred()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(person.chat, village.clock())
        for _ in range(4):
            village.clock.forward(minutes=20)
            assert browser.post("/skriver").status == 204
        assert "Var är jag" in browser.open("/").words
        assert browser.request("POST", "/skriver", "", Sec_Fetch_Site="cross-site").status == 400


def test_under_https_every_cookie_is_this_host_s_alone_and_browsers_stay_with_https(village: Town) -> None:
    with serving(village.service) as port:
        browser = Browser(port)
        started = browser.post("/borja", follow=False, sprak="sv")
        asked = browser.post("/oppna", follow=False, adress="a@b.se")
        chosen = browser.open("/?sprak=en")
        left = browser.post("/lamna", follow=False)
    for answer in (started, asked, chosen, left):
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-") and "Path=/;" in f"{cookie};" and "Domain" not in cookie
        assert {"Secure", "HttpOnly"} <= {part.strip() for part in cookie.split(";")}
        assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"


@every("host", ("evil.example", "min-vag.example.evil.example", "", "127.0.0.1.evil.example"))
def test_a_request_that_names_another_host_is_refused(village: Town, host: str) -> None:
    with serving(village.service) as port:
        answer = Browser(port).request("GET", "/", Host=host)
        assert answer.status in (400, 421) and "<form" not in answer.body
        assert Browser(port).request("GET", "/health/live", Host=host).status == 200


@every("host", ("min-vag.example", "MIN-VAG.example:443", "127.0.0.1:8080", "localhost", "[::1]:8080"))
def test_a_request_that_names_a_host_of_ours_is_answered(village: Town, host: str) -> None:
    with serving(village.service) as port:
        assert Browser(port).request("GET", "/", Host=host).status == 200


def test_two_hosts_in_one_request_are_one_too_many(village: Town) -> None:
    with serving(village.service) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.putrequest("GET", "/", skip_host=True)
        for host in ("min-vag.example", "evil.example"):
            connection.putheader("Host", host)
        connection.endheaders()
        assert connection.getresponse().status in (400, 421)
        connection.close()


def _started(port: int, forwarded: str) -> bool:
    answer = Browser(port).request(
        "POST", "/borja", "sprak=sv", follow=False, X_Forwarded_For=forwarded, Sec_Fetch_Site="same-origin"
    )
    return answer.headers["Location"] == "/"


def test_nobody_gets_round_a_limit_by_saying_that_they_speak_for_others(village: Town) -> None:
    village.service.site.starts = Limit(3, HOUR)
    with serving(village.service) as port:
        assert [_started(port, f"198.51.{number}.7") for number in range(5)] == [True] * 3 + [False] * 2


def test_a_proxy_of_ours_is_believed_about_the_last_one_it_has_seen(village: Town) -> None:
    village.service.site.starts = Limit(2, HOUR)
    with serving(village.service, proxies=[ip_network("127.0.0.1/32")]) as port:
        assert [_started(port, f"{number}.1.1.1, 198.51.100.7") for number in range(3)] == [True, True, False]
        assert _started(port, "203.0.113.9")


@every(
    "addresses, allowed",
    (
        (["192.0.2.1"] * 4, 3),
        ([f"2001:db8:1:1::{number:x}" for number in range(1, 9)], 3),  # one household, as many addresses as it likes
        ([f"2001:db8:1:{number:x}::1" for number in range(1, 60)], 30),  # one rented server
        ([f"192.0.2.{number}" for number in range(1, 60)], 30),
        (["::ffff:192.0.2.1", "192.0.2.1", "::ffff:c000:201", "192.0.2.1"], 3),
        (["fe80::1%eth0", "fe80::2%eth1", "fe80::3", "fe80::4"], 3),
        (["unix", "unix", "unix", "unix"], 3),
    ),
)
def test_a_limit_counts_an_address_and_its_neighbourhood(addresses: list[str], allowed: int) -> None:
    limit = Limit(3, HOUR)
    assert sum(limit.allows_from(address, TUESDAY) for address in addresses) == allowed


def test_another_household_is_not_counted_with_them() -> None:
    limit = Limit(1, HOUR)
    assert limit.allows_from("2001:db8:1:1::1", TUESDAY) and limit.allows_from("2001:db8:1:2::1", TUESDAY)
    assert neighbourhoods("2001:db8:1:1::1") == ("2001:db8:1:1::/64", "2001:db8:1::/48")


def test_a_flood_of_other_addresses_does_not_make_a_limit_forget_whoever_keeps_knocking() -> None:
    limit = Limit(3, HOUR)
    for number in range(30_000):
        limit.allows_from(f"2001:db8:{number:x}::1", TUESDAY)
        if number % 1000 == 0:
            limit.allows_from("192.0.2.1", TUESDAY)
    assert not limit.allows_from("192.0.2.1", TUESDAY)


async def test_one_chat_cannot_be_filled_without_end(village: Town) -> None:
    person, other = await village.visitor(), await village.visitor()
    village.service.site.said = Limit(3, HOUR)
    with serving(village.service) as port:
        browser, beside = Browser(port), Browser(port)
        for one, chat in ((browser, person), (beside, other)):
            one.cookies[SESSION] = village.office.doors.enter(chat.chat, village.clock())
            one.open("/")
        pages = [browser.post("/sag", nonce=f"nonce-{number:04}", text="hej").words for number in range(5)]
        assert ["Vänta lite" in page for page in pages[3:]] == [True, True]
        assert village.chats.load(person.chat).turn == person.row.turn
        beside.say("hej")
        assert "hej" in beside.page.words
        village.clock.forward(minutes=61)
        assert "hej igen" in browser.post("/sag", nonce="nonce-again", text="hej igen").words


@every("path", ("/kod", "/fortsatt/no-such-link"))
def test_whoever_tries_codes_or_links_without_end_is_asked_to_wait(village: Town, path: str) -> None:
    village.service.site.opened = Limit(3, HOUR)
    with serving(village.service) as port:
        answers = [Browser(port).post(path, follow=False, kod="123456").headers["location"] for _ in range(5)]
        assert answers[3:] == ["/dorr/slow_down"] * 2
        assert "/dorr/slow_down" not in answers[:3]
        village.clock.forward(hours=1, seconds=1)
        assert Browser(port).post(path, follow=False, kod="123456").headers["location"] != "/dorr/slow_down"


def test_a_clock_set_back_keeps_nobody_out_for_longer() -> None:
    limit = Limit(1, HOUR)
    assert limit.allows("a", TUESDAY)
    assert not limit.allows("a", TUESDAY)
    assert limit.allows("a", TUESDAY - timedelta(days=300))
