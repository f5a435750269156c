"""Every page: axe finds nothing, all of it can be read, pressed, and read out, in light and dark, small and large."""

import pytest
from playwright.sync_api import expect

from bots.dialogues.questions import REFERRAL
from bots.web.answering import COOKIE
from bots.web.pages import DOORS
from tests.browser.conftest import NewPage
from tests.browser.looking import look
from tests.browser.serving import Served

PATHS = [
    "/",
    "/?sprak=en",
    "/?sprak=sv-easy",
    "/oppna",
    "/oppna?lank=1",
    "/kod",
    "/kod?fel=1",
    "/fortsatt/x",
    "/hjalp",
    "/hjalp?sprak=en",
    "/dina-uppgifter",
    "/dina-uppgifter?sprak=en",
    "/tillganglighet",
    "/tillganglighet?sprak=sv-easy",
    *(f"/dorr/{name}" for name in DOORS),
]


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_a_page(visit: NewPage, path: str) -> None:
    page = visit(path=path)
    wanted = "en" if "sprak=en" in path else "sv"
    expect(page.locator("html")).to_have_attribute("lang", wanted)
    assert page.title() not in ("", "Min väg")
    look(page, briefly=path.startswith("/dorr/"))


def test_every_page_has_a_title_of_its_own(served: Served, visit: NewPage) -> None:
    page = visit()
    titles = []
    for path in ("/", "/oppna", "/kod", "/fortsatt/x", "/hjalp", "/dina-uppgifter", "/tillganglighet", "/dorr/gone"):
        page.goto(served.url + path)
        titles.append(page.title())
    assert len(set(titles)) == len(titles)


@pytest.mark.slow
@pytest.mark.parametrize("door", sorted({door for step in REFERRAL.steps for _, door in step.doors}))
def test_a_door_of_the_referral(served: Served, visit: NewPage, door: str) -> None:
    chat, endings = served.chat(), served.service.site.live.endings
    endings.note(served.row(chat), door)
    endings.note_session(door, chat)
    page = visit()
    page.context.add_cookies([{"name": COOKIE, "value": door, "url": served.url}])
    page.goto(f"{served.url}/dorr/vidare")
    assert page.title() == "Min väg"
    look(page, briefly=door != "protected")
