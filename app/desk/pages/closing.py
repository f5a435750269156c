"""The end of somebody's time here: what is open and what settles it, the discharge, and two sheets to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from app.desk.forms.choices import Asking
from app.desk.pages.head import header
from app.desk.visit import Visit
from bots.texts.humans import human
from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events import Event
from journey.domain.history import Stay
from services import closing
from services.closing import Open
from services.people import Person
from services.permissions import Permission

NOBODY_TO_TELL = ("self", "family", "other")
"""Sources of a referral that no sheet goes to: the person may hand on their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is open, in words, with the forms that settle it."""

    what: str
    steps: tuple[tuple[str, str], ...]


def page(visit: Visit) -> Response:
    """What is open, by subject; then the discharge; once that is done, the summaries."""
    person = visit.person(Permission.WRITE_FACTS)
    things = closing.open_things(visit.office, person)
    groups = [
        (name, [_line(visit, person, one) for one in some]) for name, some in groupby(things, lambda x: x.subject)
    ]
    stay = person.history.stays[-1] if person.history.stays else None
    return visit.page(
        "closing.html",
        head=header(visit, person),
        groups=groups,
        count=len(things),
        ended=stay is not None and stay.ending is not None,
        readers=_readers(stay) if stay is not None and stay.enrolment is not None else (),
    )


def _line(visit: Visit, person: Person, one: Open) -> Line:
    new, query = f"/desk/p/{person.stream.hex}/new", f"?{urlencode(one.named)}" if one.named else ""
    kinds = [kind for kind in one.ways if visit.records(kind, person)][:3]
    steps = tuple((visit.words.what(kind), f"{new}/{kind}{query}") for kind in kinds)
    return Line(_what(visit, person, one), steps)


def _what(visit: Visit, person: Person, one: Open) -> str:
    if one.row is not None:
        rule = visit.words.referent("rule", one.row.rule) or one.row.rule
        return f"{rule}, {visit.due(one.row.due or visit.today)}"
    assert one.event is not None  # what is no deadline was opened by something
    if one.subject == "appointment":
        return visit.moment(one.event.fact.at)
    if "party" in one.named:
        return visit.words.word(one.event.type, "party", one.named["party"])
    return Asking(visit.office, visit.actor, person, visit.words, one.event.type).described(one.event)


# --- summaries -------------------------------------------------------------------------------------------------------


def summary(visit: Visit) -> Response:
    """A sheet about the time here: `person` has it told to them; `referrer` is told no more than they may know.

    Whoever referred the person gets one only while the person's consent for them holds.
    """
    person, reader = visit.person(), visit.request.path_params["reader"]
    stay = person.history.stays[-1] if person.history.stays else None
    if stay is None or stay.enrolment is None or reader not in _readers(stay):
        raise NotAllowed("there is no such sheet")
    source = stay.referral.fact.source if stay.referral else None
    visit.note(person, "words")
    allowed = reader == "person" or source in standing.consents(person.history, person.day)
    return visit.page(
        "summary.html",
        head=header(visit, person),
        reader=reader,
        ended=stay.ending is not None,
        allowed=allowed,
        source=visit.words.word("referred", "source", str(source)) if source else "",
        facts=list(_facts(visit, person, stay, reader)) if allowed else [],
        steps=list(_steps(visit, person, stay)) if allowed and reader == "person" else [],
        human=human(visit.texts, visit.language, person.programme),
        printed=visit.written(visit.today),
    )


def _readers(stay: Stay) -> tuple[str, ...]:
    """For whom there is a sheet."""
    source = stay.referral.fact.source if stay.referral else "self"
    return ("person",) if source in NOBODY_TO_TELL else ("person", "referrer")


def _facts(visit: Visit, person: Person, stay: Stay, reader: str) -> Iterator[tuple[str, str]]:
    """Each line with its name: when, with whom, what work, and why it ended."""
    assert stay.enrolment is not None  # asked before
    until = visit.written(stay.ending.on) if stay.ending else visit.t("desk-still")
    yield visit.t("desk-summary-time"), f"{visit.written(stay.enrolment.on)} – {until}"
    if person.coach:
        yield visit.t("desk-head-coach"), visit.words.staff_name(f"coach:{person.coach}")
    for kind in ("job_started", "studies_started", "placement_started"):
        for event in person.history.by_type.get(kind, ()):
            if stay.opened <= event.on <= (stay.end or visit.today):
                yield visit.words.what(kind), _work(visit, event, reader)
    if stay.ending is not None:
        yield visit.t("desk-summary-ended"), visit.words.word("discharged", "reason", stay.ending.fact.reason)


def _work(visit: Visit, event: Event, reader: str) -> str:
    """What somebody began; where they work is theirs to tell."""
    keys: dict[str, Any] = {key: visit.words.name(event.type, key) for key in ("employer", "wage", "subsidy")}
    left_out = set(keys.values()) if reader == "referrer" else {keys["wage"], keys["subsidy"]}
    details = (value for name, value in visit.words.details(event, {}) if name not in left_out)
    return ", ".join([visit.written(event.on), *details])


def _steps(visit: Visit, person: Person, stay: Stay) -> Iterator[str]:
    """What the person set out to do and reached, in their own words."""
    names = {event.fact.milestone: event for event in person.history.by_type.get("milestone_set", ())}
    for event in person.history.by_type.get("milestone_reached", ()):
        if event.on >= stay.opened and (opened := names.get(event.fact.milestone)):
            yield visit.office.reveal(opened, "note") or visit.words.what("milestone_reached")
