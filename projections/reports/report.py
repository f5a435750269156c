"""A report: one pass over the histories, each reduced to a person at once, then every figure of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from journey.domain.errors import WrongInput
from journey.domain.events.base import Event
from journey.domain.events.participant import Enrolled, Referred
from journey.domain.history import History
from journey.domain.programme import Programme
from projections.reports.cohort import Cohort
from projections.reports.episodes import POPULATIONS
from projections.reports.figures import Figure, Kind, Need, by_gender, evaluate
from projections.reports.kinds import REGISTRY
from projections.reports.people import ReportPerson, summarise
from projections.reports.view import ReportFrame, Window

REMARKS = {"all": "", "sus": "Of the episodes only those with a start in SUS count."}
"""Added to the sentence on who is counted, by population."""


AUDIENCES = ("programme", "outside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one kind for one programme, and what was asked to get them."""

    kind: Kind
    frame: ReportFrame
    window: Window
    figures: tuple[Figure, ...]
    audience: str = "programme"


def needs(kind: str, programme: Programme) -> frozenset[Need]:
    """What has to be read for a report of a programme: what it needs itself, and what the goals' reports need."""
    wanted = REGISTRY[kind].needs
    if "other reports" not in wanted:
        return frozenset(wanted)
    measured = {(goal.figure or "").partition(".")[0] for goal in programme.settings.goals}
    return frozenset(wanted).union(*(REGISTRY[name].needs for name in measured if name in REGISTRY))


def make_report(
    kind: str,
    histories: Iterable[History],
    frame: ReportFrame,
    *,
    start: date | None = None,
) -> Report:
    """The report of a kind over participants' histories, which the caller has cut at the frame's view.

    The window runs from `start` (the first event where None) to `frame.upto`. Raises WrongInput for an unknown kind or
    population, and where the window would end before it starts.
    """
    _check("report", kind, REGISTRY)
    _check("population", frame.population, POPULATIONS)
    chosen = REGISTRY[kind]
    frame = replace(frame, since=start, other_report=REGISTRY.get)
    people, first = _reduce(histories, chosen, frame)
    cohort = Cohort(people, _window(start, frame.upto, [first, _first(frame.programme_history)]), frame)
    figures = _figures(chosen, cohort, REMARKS[frame.population])
    return Report(kind=chosen, frame=frame, window=cohort.window, figures=figures)


def make_outside_reports(
    kinds: Sequence[str], logs: Iterable[Sequence[Event]], frame: ReportFrame, window: Window
) -> list[Report]:
    """The reports of kinds for outside, over participants' logs, which the caller has not cut.

    The frame's view is the end of the window, and what was known then (`publishing.chain.known_at`). Small numbers are
    withheld, and as many others as it takes that none can be worked out (`projections.reports.publishing`). Raises
    WrongInput for a kind of which nothing is told outside.
    """
    from projections.reports.publishing import chain, classed, disclosure  # a solver is slow to load, and seldom needed

    for kind in kinds:
        _check("report", kind, REGISTRY)
        if kind not in classed.CLASSED:
            raise WrongInput(f"KIND: nothing of it is told outside; allowed: {', '.join(classed.CLASSED)}")
    logs = list(logs)
    first = min((event.recorded for log in logs for event in log), default=None)

    def cohort_of(one: Window, kind: str = "flow") -> Cohort:
        known = chain.known_at(one, first)
        histories = (History(log, as_of=one.end, known_at=known) for log in logs)
        of = replace(frame, as_of=one.end, upto=one.end, known_at=known, since=one.start, other_report=REGISTRY.get)
        return Cohort(_reduce(histories, REGISTRY[kind], of)[0], one, of)

    moves = (event.on for log in logs for event in log if isinstance(event.fact, Referred | Enrolled))
    decision = chain.decided(window, min(moves, default=window.start), cohort_of)
    reports = []
    for chosen in map(REGISTRY.__getitem__, kinds):
        cohort = cohort_of(window, chosen.name)
        told = disclosure.left_open(chosen, _figures(chosen, cohort, REMARKS[frame.population]), decision)
        reports.append(Report(kind=chosen, frame=cohort.frame, window=window, figures=told, audience="outside"))
    return reports


def _figures(kind: Kind, cohort: Cohort, remark: str) -> tuple[Figure, ...]:
    splits = by_gender(cohort)
    return tuple(evaluate(definition, cohort, splits, remark) for definition in kind.figures)


def _check(what: str, word: str, allowed: Iterable[str]) -> None:
    if word not in allowed:
        raise WrongInput(f"no such {what}; allowed: {', '.join(allowed)}")


def _reduce(
    histories: Iterable[History], kind: Kind, frame: ReportFrame
) -> tuple[tuple[ReportPerson, ...], date | None]:
    """Everybody the population holds, and the day of the first event of all."""
    people: list[ReportPerson] = []
    first: date | None = None
    for history in histories:
        day = _first(history)
        first = min(day or date.max, first or date.max) if day or first else None
        person = summarise(history, frame.population, frame.upto)
        if person is not None:
            details = kind.gather(history, frame) if kind.gather else None
            people.append(replace(person, details=details, protected=history.events[0].stream in frame.protected))
    return tuple(people), first


def _first(history: History) -> date | None:
    return history.events[0].on if history.events else None


def _window(start: date | None, upto: date, firsts: list[date | None]) -> Window:
    """From the day asked for, else from the first event; a programme without events has a window of one day."""
    if start is None:
        return Window(min([upto, *(day for day in firsts if day is not None)]), upto)
    if start > upto:
        raise WrongInput(f"the window starts on {start} and ends on {upto}; allowed: an end on or after the start")
    return Window(start, upto)


def as_json(report: Report) -> dict[str, Any]:
    """The report in its public form: dates as ISO texts, shares as fractions, nothing rounded."""
    frame = report.frame
    return {
        "report": report.kind.name,
        "programme": frame.programme.id,
        "from": report.window.start.isoformat(),
        "to": report.window.end.isoformat(),
        "as_of": frame.as_of.isoformat(),
        "known_at": frame.known_at.isoformat() if frame.known_at else None,
        "population": frame.population,
        "audience": report.audience,
        "rules_version": frame.version.digest,
        "figures": [_figure(figure) for figure in report.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    record: dict[str, Any] = {"key": figure.definition.key, "value": figure.value}
    if figure.is_quotient:
        record |= {"numerator": figure.numerator, "denominator": figure.denominator}
    record |= {"cohort": figure.cohort, "unit": figure.definition.unit}
    if figure.by is not None:
        record["by"] = figure.by
    return record | ({"suppressed": True} if figure.suppressed else {})
