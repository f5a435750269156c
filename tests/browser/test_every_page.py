"""Every page: axe finds nothing, all of it can be read, pressed, and read out, in light and dark, small and large."""

import pytest
from playwright.sync_api import expect

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
    assert page.title() != "" and (page.title() != "Min väg" or path == "/dorr/protected")
    look(page, briefly=path.startswith("/dorr/") and path != "/dorr/protected")


def test_every_page_has_a_title_of_its_own(served: Served, visit: NewPage) -> None:
    page = visit()
    titles = []
    for path in ("/", "/oppna", "/kod", "/fortsatt/x", "/hjalp", "/dina-uppgifter", "/tillganglighet", "/dorr/gone"):
        page.goto(served.url + path)
        titles.append(page.title())
    assert len(set(titles)) == len(titles)
