"""What holds of a page in somebody's hands: as it is read aloud, reached by keyboard, and seen in colours of one's own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

OUTLINE = """() => [...document.querySelectorAll('h1, h2, h3, h4')].filter((one) => one.checkVisibility())
    .map((one) => Number(one.tagName[1]))"""
NAMES = """() => [...document.querySelectorAll('main a[href], main button')].filter((one) => one.checkVisibility())
    .map((one) => [
        (one.getAttribute('aria-label') || one.textContent).replace(/\\s+/g, ' ').trim(),
        one.tagName === 'A' ? one.href : [one.getAttribute('formaction') || one.form?.action, one.name, one.value].join(),
    ])"""
NO_HEAD = """() => [...document.querySelectorAll('table')]
    .filter((one) => !one.querySelector('thead th[scope=col]') || [...one.querySelectorAll('th')].some((head) => !head.scope))
    .map((one) => one.outerHTML.slice(0, 80))"""
NO_END = """() => [...document.querySelectorAll('a[href^="#"], [aria-describedby], [aria-labelledby]')]
    .flatMap((one) => one.hash ? [one.hash.slice(1)]
        : [one.getAttribute('aria-describedby'), one.getAttribute('aria-labelledby')].filter(Boolean))
    .filter((id) => !document.getElementById(id))"""
"""What a link or a description on the page leads to, and is not there."""

SMALL = """() => [...document.querySelectorAll('a[href], button, summary, .choice, select, textarea, input')]
    .filter((one) => one.checkVisibility() && !one.matches('[type=hidden], [type=radio], [type=checkbox], .skip'))
    .filter((one) => !one.closest('p:not([class]), figcaption, .notice, .quiet, .help, dialog'))  // a word in a sentence
    .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 90))"""
SPACED = """() => { const own = new CSSStyleSheet();
    own.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [own]; }"""
"""As much space between lines, words and letters as a reader may ask for (WCAG 1.4.12)."""
CUT = """() => [...document.querySelectorAll('main *')]
    .filter((one) => one.checkVisibility() && !one.closest('.unseen, svg, thead, input, select, textarea'))
    .filter((one) => one.clientWidth && getComputedStyle(one).display !== 'inline' && one.scrollWidth > one.clientWidth + 2)
    .map((one) => one.outerHTML.slice(0, 80))"""

BARE = """() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const bordered = seen('button, .button, .choice, .mark, .notice, .done, .item.urgent, select, textarea, '
        + 'input:not([type=hidden], [type=radio], [type=checkbox])');
    const drawn = seen('.journey rect').filter((one) => !one.closest('defs'));
    return [
        ...bordered.filter((one) => { const style = getComputedStyle(one);
            return style.borderLeftStyle === 'none' || style.borderLeftWidth === '0px'; }),
        ...seen('.menu, .tabs, .filters').flatMap((one) => [...one.querySelectorAll('a[aria-current]')])
            .filter((one) => !getComputedStyle(one).textDecorationLine.includes('underline')),
        ...drawn.filter((one) => getComputedStyle(one).stroke === 'none'),
    ].map((one) => one.outerHTML.slice(0, 80)); }"""
"""What would not be seen for what it is in colours of the reader's own, where tints and shadows are not."""

STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const seen = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].some(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return top && (one.contains(top) || one.labels && [...one.labels].some((label) => label.contains(top)));
    });
    const words = [one.getAttribute('aria-label'), one.labels?.[0]?.textContent, one.textContent, one.name];
    return {name: words.find((word) => word?.trim())?.replace(/\\s+/g, ' ').trim() || one.tagName, seen,
        outlined: style.outlineStyle !== 'none' && style.outlineWidth !== '0px', top: box.top + scrollY,
        bottom: box.bottom + scrollY, fixed: Boolean(one.closest('.menu, .skip, .top, dialog'))};
}"""


def reads_well(page: Page) -> None:
    """Read aloud, the page makes an outline, each link and button says what and whom, and each table has its heads."""
    levels = page.evaluate(OUTLINE)
    assert levels[0] == 1 and levels.count(1) == 1, f"{page.url}: {levels}"
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), f"{page.url}: {levels}"
    leads: dict[str, str] = {}
    for name, where in page.evaluate(NAMES):
        assert name and leads.setdefault(name, where) == where, f"{page.url}: {name!r} is two things"
    nothing(page, NO_HEAD)
    nothing(page, NO_END)


def stands_in_any_setting(page: Page) -> None:
    """In colours of the reader's own, and with their spacing, everything is seen and nothing is cut."""
    nothing(page, SMALL)
    page.emulate_media(forced_colors="active")
    nothing(page, BARE)
    page.emulate_media(forced_colors="none")
    page.evaluate(SPACED)
    nothing(page, CUT)


def nothing(page: Page, question: str) -> None:
    """The page has none of those."""
    answer = page.evaluate(question)
    assert answer == [], f"{page.url}: {answer}"


class Keys:
    """A keyboard, and nothing else: at each stop it is seen where one is."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0

    @property
    def at(self) -> dict[str, Any] | None:
        """Where the focus is."""
        stop: dict[str, Any] | None = self.page.evaluate(STOP)
        return stop

    def tab(self) -> dict[str, Any] | None:
        """One stop on; it is in sight, and marked."""
        self.page.keyboard.press("Tab")
        stop = self.at
        self.stops += 1
        if stop is not None:
            assert stop["seen"] and stop["outlined"], f"{self.page.url}: {stop}"
        return stop

    def to(self, name: str, most: int = 120) -> None:
        """On to the stop of that name, in the order of the page."""
        before = self.at
        for _ in range(most):
            stop = self.tab()
            if stop is not None and re.match(rf"{re.escape(name)}(?!\w)", stop["name"]):
                return
            ordered = before is None or stop is None or before["fixed"] or stop["fixed"]
            assert ordered or stop["bottom"] > before["top"], f"{self.page.url}: {before} and then {stop}"
            before = stop
        raise AssertionError(f"{self.page.url}: no stop is called {name!r}")

    def press(self, name: str, key: str = "Enter") -> None:
        """On to it, and press."""
        self.to(name)
        self.page.keyboard.press(key)

    def write(self, name: str, words: str) -> None:
        """On to it, and write."""
        self.to(name)
        self.page.keyboard.type(words)
