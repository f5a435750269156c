"""The plan: steps that the person has set themself and what was agreed, open and done, with the form that ends each."""

from __future__ import annotations

from collections.abc import Iterator

from app.desk.pages.sections.tables import Page, Row, Table
from journey.domain.events import Event
from services import references, settling

_ENDED = 10


def tables(page: Page) -> list[Table]:
    """The tables of the page."""
    return [
        page.table("milestones", ("what", "set", "due"), _milestones(page)),
        page.table("actions", ("what", "responsible", "due"), _actions(page)),
        page.table("ended", ("what", "how", "day"), _over(page)),
    ]


def _milestones(page: Page) -> Iterator[Row]:
    for event in references.standing(page.person, "milestone"):
        steps = page.step("milestone_reached", "reached", milestone=str(event.fact.milestone))
        yield Row((_words(page, event), page.day(event.on), page.due(event.fact.due)), steps)


def _actions(page: Page) -> Iterator[Row]:
    for event in references.standing(page.person, "action"):
        action = str(event.fact.action)
        steps = (
            *page.step("action_done", "done", action=action),
            *page.step("action_dropped", "dropped", action=action),
        )
        yield Row((_words(page, event), page.word(event, "responsible"), page.due(event.fact.due)), steps)


def _words(page: Page, event: Event) -> str:
    """What it is, in the words it was written down with; the sort of it where there are none."""
    words = settling.words(page.visit.office, page.visit.actor, page.person, event)
    key = event.type.partition("_")[0]
    return page.visit.words.what(event.type) if words == getattr(event.fact, key) else words


def _over(page: Page) -> Iterator[Row]:
    """What is done, dropped or reached, the latest first."""
    ends = [
        (end, opened)
        for key in ("milestone", "action")
        for kind in references.THREADS[key].closing
        for end in page.person.history.by_type.get(kind, ())
        for opened in page.person.history.by_type.get(references.THREADS[key].opening[0], ())
        if getattr(opened.fact, key) == getattr(end.fact, key)
    ]
    for end, opened in sorted(ends, key=lambda one: (one[0].on, one[0].version), reverse=True)[:_ENDED]:
        yield Row((_words(page, opened), page.visit.words.what(end.type), page.day(end.on)))
