"""Lines of the access log as sentences for an officer: without a name, and without words that a colleague wrote."""

from __future__ import annotations

from app.desk.visit import Visit
from bots.texts.wording import slug
from journey.domain.actors import READ_OUT
from journey.domain.reading import WHAT
from services.oversight import Line, Subject
from services.permissions import STAFF

_NAMED = 3
"""How many people a line tells apart; the rest are counted."""


def sentence(visit: Visit, line: Line) -> str:
    """Who saw what, of whom, and why."""
    said = visit.t("office-looked", who=reader(visit, line.reader), what=_what(visit, line), whom=_whom(visit, line))
    return visit.t("office-looked-why", said=said[:1].upper() + said[1:], why=_together(visit, _why(visit, line)))


def reader(visit: Visit, name: str) -> str:
    """Whoever read: a colleague by name, the person themselves, an operator."""
    name = name.removesuffix(READ_OUT)
    return visit.words.staff_name(name) if name.partition(":")[0] in STAFF else visit.words.who(name)


def subject(visit: Visit, one: Subject) -> str:
    """Whom a line is about: by a number, or by what sort of somebody they are."""
    return visit.t(f"office-{one.sort}", number=one.number)


def _whom(visit: Visit, line: Line) -> str:
    named = list(dict.fromkeys(subject(visit, one) for one in line.subjects[:_NAMED]))
    left = len(line.subjects) - _NAMED
    return visit.t("office-and-more", first=", ".join(named), count=left) if left > 0 else _together(visit, named)


def _what(visit: Visit, line: Line) -> str:
    read = {word for one in line.subjects for word in one.what}
    return _together(visit, [visit.t(f"office-what-{word}") for word in WHAT if word in read])


def _why(visit: Visit, line: Line) -> list[str]:
    return list(dict.fromkeys(_reason(visit, one) for one in line.why))


def _reason(visit: Visit, told: str) -> str:
    """Why, as every page of that sort is called; what a colleague wrote may name somebody, and is not said."""
    own_words = visit.t("office-why-own-words")
    if (known := _known(visit, told)) is not None:
        return known
    command, _, written = told.partition(": ")
    if written and command.startswith("journey "):
        return _together(visit, [_known(visit, command) or own_words, own_words])
    parts = [_known(visit, part) for part in told.split(", ")]
    return ", ".join(part for part in parts if part) if all(parts) else own_words


def _known(visit: Visit, told: str) -> str | None:
    """A reason of the catalogue: as it is said of others, or as it is said to everybody."""
    keys = (f"office-why-{slug(told)}", f"read-{slug(told)}")
    return next((visit.t(key) for key in keys if visit.texts.has(visit.language, key)), None)


def _together(visit: Visit, words: list[str]) -> str:
    *first, last = words or [visit.t("office-what-facts")]
    return visit.t("reading-and", first=", ".join(first), last=last) if first else last
