"""Pages and messages as HTML. Texts are plain: paragraphs, lists, links and telephone numbers are found here."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bots.texts.catalogue import Texts
from bots.texts.dates import say_moment
from journey.domain import calendar
from journey.engine.chats.chats import Message

TEMPLATES = Path(__file__).parent / "templates"
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?<![\d-])(?P<phone>\+?0?\d{1,4}[- ]\d[\d ]{4,12}\d|0\d{7,11}|\b(?:112|1177|90101|11[36] \d{2,3})\b)(?![\d-])"
)

_NAME = 200
"""Characters of the longest name that stands before a human's words."""

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
    templates.filters["linked"] = linked
    templates.filters["weight"] = weight
    templates.filters["speaker"] = speaker
    templates.filters["initials"] = initials
    templates.filters["code"] = code
    return templates


def weight(data: str) -> Markup:
    """How a button looks: the one way onward stands out, ways around are quiet, and answers all weigh the same."""
    if data in _ONWARD:
        return Markup(' class="first"')
    around = data in _AROUND or data.rpartition(":")[2] in _AROUND_LAST
    return Markup(' class="quiet"') if around else Markup("")


def speaker(text: str) -> tuple[str, str]:
    """Who says a human's message, and the words: such a message begins with the name."""
    name, colon, words = text.partition(": ")
    return (name, words) if colon and "\n" not in name and len(name) <= _NAME else ("", text)


def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    parts = [part for part in name.split() if part[0].isalpha()]
    return "".join(part[0].upper() for part in dict.fromkeys([*parts[:1], *parts[-1:]]))


def code(language: str) -> str:
    """A language of the catalogues as browsers and screen readers know it: easy Swedish is Swedish."""
    return language.partition("-")[0]


def time_of(texts: Texts, language: str, at: str, today: date) -> str:
    """When a message came, by the clocks on the wall in Sweden; with the day where that is not today."""
    moment = datetime.fromisoformat(at)
    local = calendar.local_time(moment)
    return f"{local:%H:%M}" if local.date() == today else say_moment(texts, language, moment, today)


def prose(text: str) -> Markup:
    """Plain text as paragraphs and lists, with addresses and telephone numbers to press."""
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
                blocks.append(
                    Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % linked(p) for p in points)
                )
                plain, points = [], []
            if line:
                plain.append(line)
        blocks += _paragraph(plain)
    return Markup("").join(blocks)


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
