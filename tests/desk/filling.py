"""Fills in forms as a browser has them: with valid answers made from the questions, or with anything at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from random import Random

from app.desk.forms.fields import Field, fields

TEXT = "Åsa & Co <b>ab</b>"
GARBAGE = (
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "nan",
    "9" * 400,
    "½",
    "٣",
    "2026-02-30",
    "0000-00-00",
    "99/99",
    "25:61",
    "nu",
    "yes; DROP TABLE",
    "<script>alert(1)</script>",
    "a" * 20_000,
    "\x00\x1f\ud83d".encode("utf-8", "replace").decode(),
    "rad\r\nrad\n\n,;",
    "🌻" * 300,
)
"""Answers that no question asks for, and some that one does."""


@dataclass
class Page(HTMLParser):
    """What a page's form asks: each input's name, with the values that it offers where those are given."""

    offered: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    _select: str = ""
    _text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an input down, with what stands in it."""
        has = {name: value or "" for name, value in attrs}
        name = has.get("name", "")
        if tag == "select":
            self._select = name
            self.offered.setdefault(name, [])
        elif tag == "option" and self._select:
            self.offered[self._select].append(has.get("value", ""))
            if "selected" in has:
                self.values[self._select] = has.get("value", "")
        elif tag == "input" and has.get("type") in ("radio", "checkbox"):
            self.offered.setdefault(name, []).append(has.get("value", ""))
            if "checked" in has:
                self.values[name] = has.get("value", "")
        elif tag == "input":
            self.values[name] = has.get("value", "")
        elif tag == "textarea":
            self._text, self.values[name] = name, ""

    def handle_data(self, data: str) -> None:
        """What stands in a box of several lines."""
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        """A box or a list of choices ends."""
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""


def form_of(body: str) -> Page:
    """The form that records something, as it stands on a page."""
    page = Page()
    found = re.search(r'<form[^>]+class="record".*?</form>', body, re.DOTALL)
    page.feed(found[0] if found else "")
    return page


SPECIAL = {
    "period": "2026-09",
    "scale": "ips25",
    "figure": "",
    "scoring": "",
    "birth_year": "1991",
    "year": "2026",
    "email": "asa@example.org",
    "phone": "070-174 06 35",
    "fte": "1",
    "wished": "1",
    "people": "7",
}
"""Answers to questions whose value has a shape that the struct alone does not tell."""


def valid(kind: str, page: Page, today: date, random: Random) -> dict[str, str]:
    """Answers to every question of a form, each of the kind that is asked for."""
    answers = dict(page.values)
    for one in fields(kind):
        if one.key in page.values or one.key in page.offered or one.kind in ("moment", "incomes", "scores"):
            answers |= _answer(one, page, today, random)
    return answers | {"on": "today", "note": f"{TEXT} {kind.replace('_', ' ')}"}


def _answer(one: Field, page: Page, today: date, random: Random) -> dict[str, str]:
    choices = [value for value in page.offered.get(one.key, []) if value]
    if choices:
        return {one.key: random.choice(choices)}
    if one.key in SPECIAL:
        return {one.key: SPECIAL[one.key]}
    match one.kind:
        case "number":
            most = min(one.most if one.most is not None else 40, 40)
            return {one.key: str(random.randint(int(one.least or 0), int(most)))}
        case "day":
            return {one.key: (today + timedelta(days=random.randint(1, 20))).isoformat()}
        case "moment":
            day = today + timedelta(days=random.randint(8, 20))
            return {f"{one.key}-day": day.isoformat(), f"{one.key}-time": "10:00"}
        case "answers":
            return {one.key: ""}
        case "incomes":
            row = {"source": TEXT, "payer": "FK", "amount": "12 345,50", "tax": "100"}
            return {f"{one.key}-0-{name}": value for name, value in row.items()}
        case "scores":
            return {f"{one.key}-{number}": str(random.randint(1, 5)) for number in range(1, 26)}
        case _:
            return {one.key: TEXT}


def anything(page: Page, random: Random) -> dict[str, str]:
    """The same inputs, most of them filled in with what makes no sense."""
    hidden = {name: page.values[name] for name in ("csrf",) if name in page.values}
    names = {*page.values, *page.offered} - {"csrf"}
    said = {name: random.choice(GARBAGE) for name in sorted(names) if random.random() < 0.8}
    chosen = {name: random.choice(some) for name, some in page.offered.items() if some and random.random() < 0.3}
    return {**said, **chosen, **hidden}
