"""A person: how to reach them, their story, deadlines with their reasons, and what is known, by subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from secrets import token_urlsafe

from starlette.responses import Response

from app.desk.pages.drawing import Drawing, draw
from app.desk.pages.head import page_of
from app.desk.pages.kinds import SECTIONS
from app.desk.pages.sections import network, plan, questionnaires, work
from app.desk.pages.sections.tables import Page, Table
from app.desk.pages.telling import facts_of, story_of
from app.desk.visit import Visit
from bots.texts.dates import write_day
from journey.domain.rules import Deadline
from services import access, pending
from services.people import Person

TABLES: Mapping[str, Callable[[Page], list[Table]]] = {
    "plan": plan.tables,
    "work": work.tables,
    "network": network.tables,
    "questionnaires": questionnaires.tables,
}
"""What stands now of each subject."""

SHOWN, _PAGES = 40, 1000


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline in words: what, by when, why, and which forms settle it."""

    rule: str
    status: str
    when: str
    why: str
    steps: tuple[tuple[str, str], ...]


def story(visit: Visit) -> Response:
    """The journey drawn, and everything that has happened, the latest first."""
    person = visit.person()
    chosen = visit.request.query_params.get("kind", "")
    pages = visit.request.query_params.get("page", "")
    count = SHOWN * (int(pages) if pages.isdecimal() and 0 < int(pages) < _PAGES else 1)
    told = list(islice((one for one in story_of(visit, person, chosen)), count))
    counts: dict[str, int] = {}
    for event in facts_of(person):
        counts[event.type] = counts.get(event.type, 0) + 1
    often = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    kinds = [(visit.words.what(kind), kind, number) for kind, number in often]
    left = (counts.get(chosen, 0) if chosen else sum(counts.values())) - len(told)
    drawing: Drawing = draw(visit, person)
    return page_of(
        visit,
        person,
        "story",
        "story.html",
        told=told,
        kinds=kinds,
        chosen=chosen,
        drawing=drawing,
        left=left,
        more=count // SHOWN + 1,
    )


def section(subject: str, visit: Visit) -> Response:
    """What is known of one subject, the latest first, and the forms that belong to it."""
    person = visit.person()
    told = list(story_of(visit, person, *SECTIONS[subject]))
    new = [(visit.words.what(kind), kind) for kind in SECTIONS[subject] if visit.records(kind, person)]
    visit.note(person, "words")
    tables = [table for table in TABLES[subject](Page(visit, person)) if table.rows]
    return page_of(visit, person, subject, "section.html", told=told, new=new, tables=tables, draft=token_urlsafe(12))


def deadlines(visit: Visit) -> Response:
    """Every deadline: those that wait, each with its reason and what would settle it; then those that are over."""
    person = visit.person()
    rows = visit.office.deadlines(person)
    waiting = pending.still_waiting(rows)
    over = [row for row in rows if row.settled_on is not None]
    shown = [_due(visit, person, row) for row in sorted(waiting, key=lambda row: row.due or date.max)]
    past = [_due(visit, person, row) for row in sorted(over, key=lambda row: row.opened, reverse=True)]
    return page_of(visit, person, "deadlines", "deadlines.html", waiting=shown, over=past)


def _due(visit: Visit, person: Person, row: Deadline) -> Due:
    rule = visit.words.referent("rule", row.rule) or row.rule
    status = visit.t(f"desk-status-{row.status.replace('_', '-')}")
    when = visit.day(row.due) if row.due else visit.t("desk-clock-stopped")
    why = visit.t("desk-counted-from", day=write_day(visit.texts, visit.language, row.opened))
    if row.paused_days:
        why = f"{why} {visit.t('desk-paused-days', count=row.paused_days)}"
    kinds = [kind for kind in row.settles if row.settled_on is None and visit.records(kind, person)]
    steps = tuple((visit.words.what(kind), f"/desk/p/{person.stream.hex}/new/{kind}") for kind in kinds[:4])
    return Due(rule, status, when, why, steps)


def who_looked(visit: Visit) -> Response:
    """Who has read about the person, the latest first."""
    person = visit.person()
    seen = [
        (visit.moment(one.at), visit.words.reading(one.reader, one.what, one.why), one.count)
        for one in reversed(access.of_person(visit.office, person))
    ]
    return page_of(visit, person, "who-looked", "who_looked.html", seen=seen[:200], left=max(0, len(seen) - 200))
