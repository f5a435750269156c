"""The wiring of reports: an opened journey and a question to a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import settings
from journey.domain.rulebook import RuleBook
from journey.engine.loading.rates import load_rates
from journey.engine.loading.scales import load_scales
from projections import reports
from projections.exports.config import code_lists
from projections.exports.population import codes_of
from projections.live.replay import View, people, team
from services.opened import Journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a report: its kind, whose, at which view, through which window, for whom."""

    kind: str
    programme: str
    at: View
    start: date | None = None
    end: date | None = None
    population: str = "all"
    audience: str = "programme"


def told(journey: Journey, asked: Question) -> reports.Report:
    """The report. Raises WrongInput where the question cannot be answered."""
    start, end = reports.REGISTRY[asked.kind].window(asked.start, asked.end, asked.at.as_of)
    with journey.engine.store.read() as connection:
        book = _book(journey, asked.programme)
        frame = reports.Frame(
            book=book,
            own=team(journey.engine, connection, asked.at, asked.programme),
            as_of=asked.at.as_of,
            upto=asked.at.as_of if end is None else min(end, asked.at.as_of),
            known_at=asked.at.known_at,
            population=asked.population,
            scales=load_scales(settings.config()),
            rates=load_rates(settings.config()),
            lists=codes_of(book, code_lists(settings.config())),
        )
        histories = (person.history for person in people(journey.engine, connection, asked.at, asked.programme))
        return reports.report(asked.kind, histories, frame, start=start, audience=asked.audience)


def _book(journey: Journey, programme: str) -> RuleBook:
    """The programme's versions; for one that the log does not know yet, its file."""
    book = journey.engine.books.get(programme)
    return book or RuleBook([(date.min, journey.engine.programmes[programme])])
