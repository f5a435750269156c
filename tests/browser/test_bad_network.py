"""A lost network, a second tab, a server that is started anew: nothing is lost, nothing stands there twice."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Served
from tests.browser.walking import SV, TOUCH, newest, numbers, press, step, told, write


def words(page: Page) -> list[str]:
    return page.locator(".message .bubble").all_inner_texts()


def alike(page: Page, served: Served) -> None:
    """What stands on the page is what the store holds, once each."""
    chat = served.inside(page)
    wanted = [message.id for message in served.journey.engine.chats.messages(served.row(chat))]
    page.wait_for_function("n => document.querySelectorAll('#messages > .message').length >= n", arg=len(wanted))
    assert numbers(page) == wanted


def test_what_came_while_the_network_was_away_is_there_afterwards_once(served: Served, visit: NewPage) -> None:
    chat = served.until(served.chat(), "gender", SV)
    page = visit(chat, **TOUCH)
    page.context.set_offline(True)
    served.post(chat, "Ett brev medan du var borta")
    served.post(chat, "Och ett till")
    page.context.set_offline(False)
    told(page, "Och ett till")
    alike(page, served)


def test_what_was_written_without_network_is_kept_and_arrives_once(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "name", SV), **TOUCH)
    page.context.set_offline(True)
    write(page, "Alva Lind")
    expect(page.get_by_role("status")).to_have_text(re.compile("Ingen kontakt just nu"))
    expect(page.get_by_role("textbox")).to_have_value("Alva Lind")
    page.context.set_offline(False)
    expect(newest(page)).to_contain_text("Hur får vi höra av oss")
    expect(page.get_by_role("textbox")).to_have_value("")
    expect(page.get_by_role("status")).to_have_text("")
    assert words(page).count("Alva Lind") == 1
    alike(page, served)


def test_an_answer_that_was_lost_on_the_way_back_is_not_taken_twice(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "name", SV), **TOUCH)
    lost = []

    def lose(route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)  # the server has it; the browser never hears of it
            route.abort()

    page.route("**/sag", lose)
    write(page, "Alva Lind")
    expect(newest(page)).to_contain_text("Hur får vi höra av oss")
    expect(page.get_by_role("textbox")).to_have_value("")
    assert lost == [200]
    assert words(page).count("Alva Lind") == 1
    alike(page, served)


def test_words_on_their_way_when_the_page_was_closed_arrive_when_it_is_opened(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "name", SV), **TOUCH)
    page.route("**/sag", lambda route: (route.fetch(), route.abort()))
    with page.expect_request("**/sag"):
        write(page, "Alva Lind")
    expect(page.get_by_role("status")).to_have_text(re.compile("Ingen kontakt just nu"))
    page.unroute("**/sag")
    page.reload()
    expect(newest(page)).to_contain_text("Hur får vi höra av oss")
    expect(page.get_by_role("textbox")).to_have_value("")
    assert words(page).count("Alva Lind") == 1
    alike(page, served)


def test_without_the_stream_the_answers_come_all_the_same(served: Served, visit: NewPage, device) -> None:
    context = device(**TOUCH)
    context.add_cookies([served.session(served.until(served.chat(), "age", SV))])
    context.route("**/handelser*", lambda route: route.fulfill(status=502, body="gateway"))
    page = context.new_page()
    page.goto(served.url)
    press(page, "18 eller äldre")
    expect(newest(page)).to_contain_text("Var bor du?")
    alike(page, served)


def test_a_second_tab_shows_the_same(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), **TOUCH)
    other = page.context.new_page()
    other.goto(served.url)
    press(page, "18 eller äldre")
    expect(newest(other)).to_contain_text("Var bor du?")
    expect(other.get_by_role("button", name="18 eller äldre")).to_have_count(0)
    press(other, "Ljusdal")
    for tab in (page, other):
        expect(newest(tab)).to_contain_text("Stämmer det här för dig?")
    assert words(page) == words(other)
    alike(page, served)


def test_a_double_tap_is_one_answer(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "age", SV), **TOUCH)
    page.get_by_role("button", name="18 eller äldre").dblclick()
    expect(newest(page)).to_contain_text("Var bor du?")
    assert words(page).count("18 eller äldre") == 1
    alike(page, served)


def test_unsent_words_survive_a_reload(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "words", SV), **TOUCH)
    page.get_by_role("textbox").fill("Jag orkar mest")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Jag orkar mest")


def test_a_server_started_anew_goes_on_where_the_chat_was(served: Served, visit: NewPage) -> None:
    page = visit(served.until(served.chat(), "gender", SV), **TOUCH)
    before = numbers(page)
    served.stop()
    press(page, "Kvinna")
    expect(page.get_by_role("status")).to_have_text(re.compile("Ingen kontakt just nu"))
    served.start()
    expect(newest(page)).to_contain_text("Vilket år är du född?")
    assert step(page) == "birth_year"
    assert numbers(page)[: len(before)] == before
    alike(page, served)
