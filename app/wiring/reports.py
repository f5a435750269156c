"""The wiring of reports: an opened journey and a question to a report, with no more read than that report needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app import settings
from journey.domain.rulebook import RuleBook
from projections import reports
from projections.live.replay import View, people, team
from services.opened import Journey

if TYPE_CHECKING:
    from projections.reports import Report


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


def report_on(journey: Journey, question: Question) -> Report:
    """The report. Raises WrongInput where the question cannot be answered, ConfigError for a file it needs."""
    at = question.at
    start, end = reports.REGISTRY[question.kind].window(question.start, question.end, at.as_of)
    with journey.engine.store.read() as connection:
        book = _book(journey, question.programme)
        frame = reports.ReportFrame(
            book=book,
            own=team(journey.engine, connection, at, question.programme),
            as_of=at.as_of,
            upto=at.as_of if end is None else min(end, at.as_of),
            known_at=at.known_at,
            population=question.population,
            **_read(book, question),
        )
        histories = (person.history for person in people(journey.engine, connection, at, question.programme))
        return reports.make_report(question.kind, histories, frame, start=start, audience=question.audience)


def _read(book: RuleBook, question: Question) -> dict[str, Any]:
    """What this report needs of files, by the name it has in the frame."""
    needed = reports.needs(question.kind, book.at(question.at.as_of).programme)
    content: dict[str, Any] = {}
    if "scales" in needed:
        from journey.engine.loading.scales import load_scales  # a file that is not read needs no reader

        content["scales"] = load_scales(settings.config())
    if "rates" in needed:
        from journey.engine.loading.rates import load_rates

        content["rates"] = load_rates(settings.config())
    if question.audience == "outside":
        from projections.exports.config import code_lists
        from projections.exports.population import codes_of

        content["lists"] = codes_of(book, code_lists(settings.config()))
    return content


def _book(journey: Journey, programme: str) -> RuleBook:
    """The programme's versions; for one that the log does not know yet, its file."""
    book = journey.engine.books.get(programme)
    return book or RuleBook([(date.min, journey.engine.programmes[programme])])
