"""Pages and messages as HTML. Texts are plain: paragraphs, lists, links and telephone numbers are found here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bots.texts.catalogue import Texts, beginning
from bots.texts.dates import say_moment
from bots.texts.quoting import QUOTED, RELAYED, quoted
from journey.domain import calendar
from journey.domain.addresses import dialled
from journey.domain.plain import plain, printed
from journey.engine.chats.messages import Message
from journey.engine.people import OWN_REFERENCE

TEMPLATES = Path(__file__).parent / "templates"
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?<![\d-])(?P<phone>\+?0?\d{1,4}[- ]\d[\d ]{4,12}\d|0\d{7,11}|\b(?:112|1177|90101|11[36] \d{2,3})\b)(?![\d-])"
    rf"|\b(?P<reference>{OWN_REFERENCE}[0-9A-Z]{{7}})\b"
)

_NAME = 200
"""Characters of the longest name that stands before a human's words."""

_POINT = "• "
_ONWARD = (
    "referral:welcome:go_on",
    "referral:conditions:go_on",
    "referral:summary:send",
    "referral:later:on",
    "staff:form:save",
)
_ONWARD_OF_CARDS = ("staff:take:", "staff:mine:")
_AROUND = ("referral:change:none", "referral:name:anonymous", "staff:menu", "mine:menu", "human:call")
_AROUND_LAST = ("back", "later", "skip", "start_over")


def environment() -> Environment:
    """The templates, with every value escaped and none left out unseen."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["prose"] = prose
    templates.filters["said"] = words_of
    templates.filters["linked"] = linked
    templates.filters["weight"] = weight
    templates.filters["speaker"] = speaker
    templates.filters["initials"] = initials
    templates.filters["code"] = code
    return templates


def weight(data: str) -> Markup:
    """How a button looks: the one way onward stands out, ways around are quiet, and answers all weigh the same."""
    if data in _ONWARD or data.startswith(_ONWARD_OF_CARDS):
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
    return f"{local:%H:%M}" if local.date() == today else beginning(say_moment(texts, language, moment, today))


Linking = Callable[[str], Markup]
Block = Callable[[list[str], Linking], Markup]


def prose(text: str) -> Markup:
    """Plain text as paragraphs and lists, with addresses and telephone numbers to press."""
    return _drawn(text, linked)


def words_of(message: Message, words: str, *, staff: bool) -> Markup:
    """The words of a message. `staff`: on a colleague's screen, where anybody's words may stand in it.

    There nothing is to press but a number that is all of a field (`Telefon: 070-123 45 67`), and numbers for a crisis:
    no name makes a field, and other words are quotations. What somebody has written themself is to be read.
    """
    if message.author == "person":
        return _drawn(words, escape)
    if message.style == RELAYED:
        return _drawn(quoted(words), escape)
    if message.style == "crisis":
        return _drawn(words, linked, _BLOCKS | {"list": _rows})
    if not staff:
        return prose(words)
    return _drawn(words, _field)


def _drawn(text: str, linking: Linking, blocks: Mapping[str, Block] | None = None) -> Markup:
    """Paragraphs, lists and quotations. Nothing in a quotation is live, and nothing outside it is anybody else's."""
    drawn: list[Markup] = []
    for block in re.split(r"\n\s*\n", plain(text).strip()):
        for kind, lines in groupby(block.split("\n"), key=_kind):
            drawn.append((blocks or _BLOCKS)[kind](list(lines), linking))
    return Markup("").join(drawn)


def _kind(line: str) -> str:
    if line.startswith(QUOTED) or line == QUOTED.strip():
        return "quotation"
    return "list" if line.startswith(_POINT) else "paragraph"


def _paragraph(lines: list[str], linking: Linking) -> Markup:
    shown = [linking(line) for line in lines if line]
    return Markup("<p>%s</p>") % Markup("<br>").join(shown) if shown else Markup("")


def _list(lines: list[str], linking: Linking) -> Markup:
    points = (Markup("<li>%s</li>") % linking(line.removeprefix(_POINT)) for line in lines)
    return Markup("<ul>%s</ul>") % Markup("").join(points)


def _rows(lines: list[str], _: Linking) -> Markup:
    """Numbers to call, each a row to press, whole."""
    points = (Markup("<li>%s</li>") % _row(line.removeprefix(_POINT)) for line in lines)
    return Markup('<ul class="numbers">%s</ul>') % Markup("").join(points)


def _row(point: str) -> Markup:
    match = _LINK.search(point)
    if match is None or match.group("phone") is None:
        return linked(point)
    number = match.group("phone")
    before, after = point[: match.start()].strip(" ,:"), point[match.end() :].strip(" ,:")
    target = "tel:" + re.sub(r"[^\d+]", "", number)
    words = ". ".join(part for part in (before, after) if part)
    return Markup('<a href="%s"><strong>%s</strong> <span>%s</span></a>') % (target, number, words)


def _quotation(lines: list[str], _: Linking) -> Markup:
    return Markup("<blockquote>%s</blockquote>") % Markup("<br>").join(
        escape(line.removeprefix(QUOTED.strip()).removeprefix(" ")) for line in lines
    )


_BLOCKS: dict[str, Block] = {"paragraph": _paragraph, "list": _list, "quotation": _quotation}


def _field(line: str) -> Markup:
    """A line on a colleague's screen: the telephone number in a field of ours can be called."""
    label, _, number = line.partition(": ")
    found = _LINK.fullmatch(number)
    return escape(line) if found is None or not found.group("phone") else escape(f"{label}: ") + linked(number)


def linked(line: str) -> Markup:
    """One line, with what can be followed or called as links."""
    parts, last = [], 0
    for match in _LINK.finditer(line):
        parts.append(escape(line[last : match.start()]))
        text = match.group()
        last = match.end()
        if match.group("reference"):
            parts.append(Markup('<span class="whole">%s</span>') % text)
            continue
        target = text if match.group("url") else "tel:" + (dialled(text) or re.sub(r"[^\d+]", "", text))
        parts.append(Markup('<a href="%s">%s</a>') % (target, text))
    parts.append(escape(line[last:]))
    return Markup("").join(parts)


def message_html(templates: Environment, message: Message, words: dict[str, Any], *, staff: bool) -> str:
    """One message, as the page shows it and as the stream sends it."""
    return templates.get_template("message.html").render(message=message, nonce="", staff=staff, **words).strip()
