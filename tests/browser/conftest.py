"""A served programme and a real Chromium, started anew for each file: Playwright leaves a loop running meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.serving import Served, elsewhere
from tests.browser.walking import PHONE
from tests.site import make_site

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewContext = Callable[..., BrowserContext]
NewPage = Callable[..., Page]

expect.set_options(timeout=30_000)


@cache
def chromium() -> str | None:
    """The browser, fetched once where this machine may do so."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "install", "-y", "chromium"], timeout=300, **quiet)
        found = shutil.which("chromium")
    return found


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    binary = chromium()
    if binary is None:
        journeys = (request.module.__doc__ or request.module.__name__).strip().splitlines()[0]
        pytest.skip(f"no Chromium on this machine (apt-get install chromium), so nobody tried in a browser: {journeys}")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with elsewhere() as other:
        found = Served(make_site(tmp_path_factory.mktemp("served") / "site"), other)
        yield found
        found.stop()
    assert found.troubles == []


@pytest.fixture
def device(browser: Browser) -> Iterator[NewContext]:
    """A person's device: its own cookies, and a phone unless said otherwise."""
    made: list[BrowserContext] = []

    def new(**more: Any) -> BrowserContext:
        wanted = {"viewport": PHONE, "locale": "sv-SE", "reduced_motion": "reduce", **more}
        context = browser.new_context(**wanted)
        context.set_default_timeout(30_000)
        made.append(context)
        return context

    yield new
    for context in made:
        context.close()


@pytest.fixture
def visit(served: Served, device: NewContext) -> NewPage:
    """A page in a device of its own, inside a chat where one is given; a script's error fails the test."""

    def new(chat: int | None = None, path: str = "/", **more: Any) -> Page:
        context = device(**more)
        if chat is not None:
            context.add_cookies([served.session(chat)])
        page = context.new_page()
        page.on("pageerror", lambda error: served.troubles.append(f"script: {error}"))
        page.goto(served.url + path)
        return page

    return new
