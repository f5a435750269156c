"""Pages and messages as HTML. Texts are plain: paragraphs, lists, links and telephone numbers are found here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from journey.engine.chats.chats import Message

TEMPLATES = Path(__file__).parent / "templates"
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?<![\d-])(?P<phone>\+?0?\d{1,4}[- ]\d[\d ]{4,12}\d|0\d{7,11}|\b(?:112|1177|90101|11[36] \d{2,3})\b)(?![\d-])"
)

_ONWARD = (
    "referral:welcome:go_on",
    "referral:conditions:go_on",
    "referral:summary:send",
    "referral:later:on",
    "staff:form:save",
)
_AROUND = ("referral:change:none", "referral:name:anonymous", "staff:menu", "mine:menu")
_AROUND_LAST = ("back", "later", "skip", "start_over")


def environment() -> Environment:
    """The templates, with every value escaped and none left out unseen."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["prose"] = prose
    templates.filters["weight"] = weight
    return templates


def weight(data: str) -> Markup:
    """How a button looks: the one way onward stands out, ways around are quiet, and answers all weigh the same."""
    if data in _ONWARD:
        return Markup(' class="first"')
    around = data in _AROUND or data.rpartition(":")[2] in _AROUND_LAST
    return Markup(' class="quiet"') if around else Markup("")


def prose(text: str, *, numbers: bool = False) -> Markup:
    """Plain text as paragraphs and lists, with addresses and telephone numbers to press.

    With `numbers`, a point that holds a telephone number is a row to press, whole.
    """
    blocks: list[Markup] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        plain: list[str] = []
        points: list[str] = []
        for line in [*lines, ""]:
            if line.startswith("• "):
                points.append(line[2:])
                continue
            if points:
                blocks += _paragraph(plain)
                blocks.append(_rows(points) if numbers else _points(points))
                plain, points = [], []
            if line:
                plain.append(line)
        blocks += _paragraph(plain)
    return Markup("").join(blocks)


def _points(points: list[str]) -> Markup:
    return Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % linked(point) for point in points)


def _rows(points: list[str]) -> Markup:
    return Markup('<ul class="numbers">%s</ul>') % Markup("").join(Markup("<li>%s</li>") % _row(p) for p in points)


def _row(point: str) -> Markup:
    match = _LINK.search(point)
    if match is None or match.group("phone") is None:
        return linked(point)
    number = match.group("phone")
    before, after = point[: match.start()].strip(" ,:"), point[match.end() :].strip(" ,:")
    target = "tel:" + re.sub(r"[^\d+]", "", number)
    words = ". ".join(part for part in (before, after) if part)
    return Markup('<a href="%s"><strong>%s</strong> <span>%s</span></a>') % (target, number, words)


def _paragraph(lines: list[str]) -> list[Markup]:
    return [Markup("<p>%s</p>") % Markup("<br>").join(linked(line) for line in lines)] if lines else []


def linked(line: str) -> Markup:
    """One line, with what can be followed or called as links."""
    parts, last = [], 0
    for match in _LINK.finditer(line):
        parts.append(escape(line[last : match.start()]))
        text = match.group()
        target = text if match.group("url") else "tel:" + re.sub(r"[^\d+]", "", text)
        parts.append(Markup('<a href="%s">%s</a>') % (target, text))
        last = match.end()
    parts.append(escape(line[last:]))
    return Markup("").join(parts)


def message_html(templates: Environment, message: Message, words: dict[str, Any]) -> str:
    """One message, as the page shows it and as the stream sends it."""
    return templates.get_template("message.html").render(message=message, nonce="", **words).strip()
