"""A report, for whoever may read it: with no more read than it needs, and by pseudonym for an evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey.domain import calendar
from journey.domain.errors import WrongInput
from journey.domain.events import is_person
from journey.domain.rulebook import RuleBook
from journey.engine.people import programme_stream
from projections import reports
from projections.live import lists
from projections.live.replay import Reading, View, as_written, people, team
from services import pseudonyms, readings, written
from services.opened import Journey
from services.permissions import Permission, by_pseudonym

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
    at_any: bool = False  # nobody has asked for this view; it is what a report is given that needs one
    start: date | None = None
    end: date | None = None
    population: str | None = None
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


def report_on(journey: Journey, question: Question, files: ReportFiles, why: str = "") -> Report:
    """The report; for whoever reads by pseudonym it is made of coded histories, so that none of its words is anybody's.

    Raises NotAllowed where whoever asks reads none, WrongInput where the question cannot be answered, and ConfigError
    for a faulty file it needs. Whoever makes several reports passes the same `files`, so that each is read once. `why`
    is what the access log says where notes are shown; without it, it was the command.
    """
    readings.permit(journey, Permission.READ_REPORTS)
    if question.audience == "outside":
        return _report_for_outside(journey, question, files)
    at = question.at
    start, end = reports.REGISTRY[question.kind].window(question.start, question.end, at.as_of)
    with journey.engine.store.read() as connection:
        book = _book(journey, question.programme)
        reading = _reading(journey, book, files)
        own = team(journey.engine, connection, at, question.programme, reading)
        notes = _written(journey, connection, own, question)
        frame = reports.ReportFrame(
            book=book,
            programme_history=own,
            written=notes,
            as_of=at.as_of,
            upto=at.as_of if end is None else min(end, at.as_of),
            known_at=at.known_at,
            population=question.population or "all",
            protected=frozenset(lists.protected(connection)),
            **_read(files, book, question),
        )
        histories = (person.history for person in people(journey.engine, connection, at, question.programme, reading))
        report = reports.make_report(question.kind, histories, frame, start=start)
    if notes:
        why = why or f"journey report {question.kind}"
        readings.note(journey, [programme_stream(question.programme)], ("words",), why)
    return report


def _reading(journey: Journey, book: RuleBook, files: ReportFiles) -> Reading:
    """How whoever asks reads the log."""
    if not by_pseudonym(journey.actor, Permission.READ_REPORTS):
        return as_written
    from projections.exports.coded import coding

    return coding(pseudonyms.coder(journey.engine, files.lists(book)))


def _written(journey: Journey, connection: Connection, own: History, question: Question) -> Mapping[int, str]:
    """The notes that this report prints, for the programme's own eyes alone."""
    if "written" not in reports.REGISTRY[question.kind].needs:
        return {}
    printed = (event for kind in reports.WRITTEN for event in own.by_type.get(kind, ()))
    return written.notes(journey, connection, printed, question.programme)


def _report_for_outside(journey: Journey, question: Question, files: ReportFiles) -> Report:
    """The report of a closed window, judged at its end; of a question that asks for anything else, one line."""
    from projections.reports.publishing import chain

    window = chain.closed_window(question.start, question.end, calendar.local_date(journey.now))
    with journey.engine.store.read() as connection:
        book = _book(journey, question.programme)
        logs = [
            log
            for _, log in journey.engine.log.streams(connection)
            if is_person(log) and log[0].programme == question.programme
        ]
        known = chain.known_at(window, min((event.recorded for log in logs for event in log), default=None))
        population = book.at(window.end).programme.settings.outside_population
        _refuse_other_views(question, View(window.end, known), population)
        question = replace(question, at=View(window.end, known))
        frame = reports.ReportFrame(
            book=book,
            programme_history=team(journey.engine, connection, question.at, question.programme),
            as_of=window.end,
            upto=window.end,
            known_at=known,
            population=population,
            protected=frozenset(lists.protected(connection)),
            **_read(files, book, question),
        )
        return reports.make_outside_reports([question.kind], logs, frame, window)[0]


def _refuse_other_views(question: Question, view: View, population: str) -> None:
    """Raises WrongInput where another view is asked for than the one that a window is told at."""
    if question.at.as_of != view.as_of and not question.at_any:
        raise WrongInput(f"--as-of: a window is told outside as of its end; allowed: {view.as_of}, or leave it out")
    if question.at.known_at not in (None, view.known_at):
        raise WrongInput("--known-at: a window is told outside as known at its end; leave it out")
    if question.population not in (None, population):
        raise WrongInput(f"--population: this programme is told outside for {population} alone; leave it out")


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
