"""The wiring of reports: an opened journey and a question to a report, with no more read than that report needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import settings
from journey.domain.rulebook import RuleBook
from journey.engine.people import programme_stream
from projections import reports
from projections.live import lists
from projections.live.replay import View, people, team
from services import readings, written
from services.opened import Journey
from services.permissions import Permission

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from journey.domain.benchmarks import Benchmark
    from journey.domain.fidelity import Scale
    from journey.domain.history import History
    from journey.domain.rates import Rates
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


class ReportFiles:
    """The files that reports need beside programmes, each read when the first report needs it, and kept: once a start.

    Their readers are loaded as late: a report that needs no file loads none. Raises ConfigError for a faulty file.
    """

    def __init__(self, config: Path | None) -> None:
        """From a config folder; None means the shipped one."""
        self._config = config

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """The fidelity scales by id."""
        from journey.engine.loading.scales import load_scales

        return load_scales(self._config)

    @cached_property
    def rates(self) -> Rates:
        """The rates on money and health."""
        from journey.engine.loading.rates import load_rates

        return load_rates(self._config)

    @cached_property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """What others have reached."""
        from journey.engine.loading.benchmarks import load_benchmarks

        return load_benchmarks(self._config)

    @cached_property
    def _listed(self) -> Mapping[str, frozenset[str]]:
        from projections.exports.config import code_lists

        return code_lists(self._config)

    def lists(self, book: RuleBook) -> Mapping[str, frozenset[str]]:
        """The codes that may leave a programme, by list."""
        from projections.exports.population import codes_of

        return codes_of(book, self._listed)


def report_on(journey: Journey, question: Question, files: ReportFiles | None = None) -> Report:
    """The report.

    Raises NotAllowed where whoever asks reads none, WrongInput where the question cannot be answered, and ConfigError
    for a faulty file it needs. Whoever makes several reports passes the `files`, so that each is read once.
    """
    readings.permit(journey, Permission.READ_REPORTS)
    at = question.at
    start, end = reports.REGISTRY[question.kind].window(question.start, question.end, at.as_of)
    with journey.engine.store.read() as connection:
        book = _book(journey, question.programme)
        own = team(journey.engine, connection, at, question.programme)
        notes = _written(journey, connection, own, question)
        frame = reports.ReportFrame(
            book=book,
            programme_history=own,
            written=notes,
            as_of=at.as_of,
            upto=at.as_of if end is None else min(end, at.as_of),
            known_at=at.known_at,
            population=question.population,
            protected=frozenset(lists.protected(connection)),
            **_read(files or ReportFiles(settings.config()), book, question),
        )
        histories = (person.history for person in people(journey.engine, connection, at, question.programme))
        report = reports.make_report(question.kind, histories, frame, start=start, audience=question.audience)
    if notes:
        readings.note(journey, [programme_stream(question.programme)], ("words",), f"journey report {question.kind}")
    return report


def _written(journey: Journey, connection: Connection, own: History, question: Question) -> Mapping[int, str]:
    """The notes that this report prints, for the programme's own eyes alone."""
    if "written" not in reports.REGISTRY[question.kind].needs or question.audience != "programme":
        return {}
    printed = (event for kind in reports.WRITTEN for event in own.by_type.get(kind, ()))
    return written.notes(journey, connection, printed, question.programme)


def _read(files: ReportFiles, book: RuleBook, question: Question) -> dict[str, Any]:
    """What this report needs of files, by the name it has in the frame."""
    needed = reports.needs(question.kind, book.at(question.at.as_of).programme)
    content: dict[str, Any] = {}
    if "scales" in needed:
        content["scales"] = files.scales
    if "benchmarks" in needed:
        content["benchmarks"] = files.benchmarks
    if "rates" in needed:
        content["rates"] = files.rates
    if question.audience == "outside":
        content["lists"] = files.lists(book)
    return content


def _book(journey: Journey, programme: str) -> RuleBook:
    """The programme's versions; for one that the log does not know yet, its file."""
    book = journey.engine.books.get(programme)
    return book or RuleBook([(date.min, journey.engine.programmes[programme])])
