"""Questionnaires: what is due, what was sent and waits, and what the answers came to over time."""

from __future__ import annotations

from collections.abc import Iterator

from app.desk.pages.sections.tables import Page, Row, Step, Table
from journey.domain.events import Event
from services import correspondence, questionnaires
from services.permissions import Permission


def tables(page: Page) -> list[Table]:
    """The tables of the page."""
    return [
        page.table("asked", ("instrument", "moment", "due"), _due(page)),
        page.table("sent", ("instrument", "moment", "sent"), _sent(page)),
        page.table("totals", ("day", "instrument", "moment", "total"), _totals(page)),
    ]


def _due(page: Page) -> Iterator[Row]:
    for instrument, moment, due in questionnaires.waiting_for(page.visit.office, page.person):
        cells = (*_named(page, instrument, moment), page.due(due))
        sends = (("instrument", instrument), ("moment", moment)) if _can_be_sent(page, instrument) else ()
        yield Row(cells, _answer(page, instrument, moment), sends=sends)


def _can_be_sent(page: Page, instrument: str) -> bool:
    may = page.visit.may(Permission.WRITE_FACTS, page.person)
    return may and correspondence.can_ask(page.visit.office, page.person, instrument)


def _answer(page: Page, instrument: str, moment: str) -> tuple[Step, ...]:
    given = {"moment": moment} if instrument == "survey" else {"instrument": instrument, "moment": moment}
    return page.step("questionnaire_answered", **given)


def _named(page: Page, instrument: str, moment: str) -> tuple[str, str]:
    words = page.visit.words
    called = words.referent("instrument", instrument) or words.word("questionnaire_answered", "instrument", instrument)
    return called, words.word("questionnaire_answered", "moment", moment)


def _sent(page: Page) -> Iterator[Row]:
    answered = page.person.history.by_type.get("questionnaire_answered", [])
    for event in page.person.history.by_type.get("questionnaire_sent", []):
        instrument, moment = event.fact.instrument, event.fact.moment
        same = (one for one in answered if (one.fact.instrument, one.fact.moment) == (instrument, moment))
        if not any(one.on >= event.on for one in same):
            cells = (*_named(page, instrument, moment), page.since(event))
            yield Row(cells, _answer(page, instrument, moment))


def _totals(page: Page) -> Iterator[Row]:
    answered = page.person.history.by_type.get("questionnaire_answered", [])
    for event in sorted(answered, key=lambda one: (one.on, one.version), reverse=True):
        named = _named(page, event.fact.instrument, event.fact.moment)
        yield Row((page.day(event.on), *named, _total(page, event)))


def _total(page: Page, event: Event) -> str:
    """The total that was given, or those that the answers come to in each scoring."""
    number = page.visit.words.number
    if event.fact.total is not None:
        scoring = f" ({event.fact.scoring})" if event.fact.scoring else ""
        return f"{number(event.fact.total)}{scoring}"
    return ", ".join(f"{number(total)} ({scoring})" for scoring, total in (event.fact.totals or {}).items())
