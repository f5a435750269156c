"""What holds on any page: axe finds nothing, all of it can be read and pressed, on any screen."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.walking import DESK, PHONE

AXE = Axe().axe_script
FOUND = """options => !window.axe ? null : axe.run(options).then(({violations}) => violations.map(
    (one) => [one.id, one.impact, one.nodes.map((node) => node.html.slice(0, 120))]))"""
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
NARROW = """() => {
    const wide = [...document.querySelectorAll('body *')].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && box.right > innerWidth + 1 && !one.closest('.unseen, .skip');
    });
    return [document.documentElement.scrollWidth > innerWidth, wide.map((one) => one.outerHTML.slice(0, 80))];
}"""
SMALL = """() => [...document.querySelectorAll('button, input:not([type=hidden]), textarea, header a')]
    .map((one) => [one.textContent || one.id, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44).map(([words, box]) => [words, box.width, box.height])"""
CUT = """() => [...document.querySelectorAll('button, .bubble, h1, .page p, header a')]
    .filter((one) => one.scrollWidth > one.clientWidth + 2 && !one.closest('.unseen') && getComputedStyle(one).display !== 'inline')
    .map((one) => one.outerHTML.slice(0, 80))"""
HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))"
NAMELESS = "() => [...document.querySelectorAll('button')].filter((one) => !one.textContent.trim()).length"


def found(page: Page, options: dict[str, Any]) -> list[Any]:
    """What axe objects to: which rule, how grave it is, and where. A page that stays has axe already."""
    violations = page.evaluate(FOUND, options)
    if violations is None:
        page.evaluate(AXE)
        violations = page.evaluate(FOUND, options)
    assert isinstance(violations, list), "axe did not run"
    return violations


def look(page: Page, *, briefly: bool = False) -> None:
    """Everything that holds on any page; `briefly` where another page of the same make is looked at whole."""
    page.set_viewport_size(PHONE)
    assert found(page, ALL) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(NAMELESS) == 0
    assert page.evaluate(HEADINGS)[0] == 1 and page.evaluate(HEADINGS).count(1) == 1
    header = page.locator("header").bounding_box()
    assert header and header["height"] < 72, "the header takes more than one line"
    if briefly:
        return
    page.emulate_media(color_scheme="dark")
    assert found(page, COLOURS) == []
    page.set_viewport_size(DESK)
    assert found(page, COLOURS) == []
    page.emulate_media(color_scheme="light")
    assert found(page, ALL) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(NARROW) == [False, []]
    page.evaluate("document.documentElement.style.fontSize = '225%'")  # the reader's own text size, doubled
    page.set_viewport_size(PHONE)
    assert page.evaluate(NARROW) == [False, []]
    assert page.evaluate(CUT) == []
