"""A report: one pass over the histories, each reduced to a person at once, then every figure of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from journey.domain.errors import WrongInput
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.team import Team
from projections.reports.cohort import Cohort, Window
from projections.reports.episodes import POPULATIONS
from projections.reports.figures import Figure, Kind, by_gender, evaluate
from projections.reports.kinds import REGISTRY
from projections.reports.people import Person, summarise

REMARKS = {"all": "", "sus": "Of the episodes only those with a start in SUS count."}
"""Added to the sentence on who is counted, by population."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one kind for one programme, and what was asked to get them."""

    kind: Kind
    programme: Programme
    window: Window
    as_of: date
    known_at: datetime | None
    population: str
    rules_version: str
    figures: tuple[Figure, ...]
    audience: str = "programme"


def report(
    kind: str,
    histories: Iterable[History],
    team_history: History,
    programme: Programme,
    *,
    start: date | None,
    end: date | None,
    as_of: date,
    known_at: datetime | None,
    population: str = "all",
    rules_version: str,
) -> Report:
    """The report of a kind over participants' histories, which the caller has cut at `as_of` and `known_at`.

    The window runs from `start` (the first event where None) to `end` (`as_of` where None or later than that).
    Raises WrongInput for an unknown kind or population, and where the window would end before it starts.
    """
    _check(kind, population)
    upto = as_of if end is None else min(end, as_of)
    people, first = _reduce(histories, population, upto)
    window = _window(start, upto, [first, _first(team_history)])
    cohort = Cohort(people, window, programme, Team(team_history))
    return Report(
        kind=REGISTRY[kind], programme=programme, window=window, as_of=as_of, known_at=known_at, population=population,
        rules_version=rules_version, figures=_figures(REGISTRY[kind], cohort, REMARKS[population]),
    )  # fmt: skip


def _figures(kind: Kind, cohort: Cohort, remark: str) -> tuple[Figure, ...]:
    splits = by_gender(cohort)
    return tuple(evaluate(definition, cohort, splits, remark) for definition in kind.figures)


def _check(kind: str, population: str) -> None:
    if kind not in REGISTRY:
        raise WrongInput(f"no report of that kind; allowed: {', '.join(REGISTRY)}")
    if population not in POPULATIONS:
        raise WrongInput(f"no such population; allowed: {', '.join(POPULATIONS)}")


def _reduce(histories: Iterable[History], population: str, upto: date) -> tuple[tuple[Person, ...], date | None]:
    """Everybody the population holds, and the day of the first event of all."""
    people: list[Person] = []
    first: date | None = None
    for history in histories:
        day = _first(history)
        first = min(day or date.max, first or date.max) if day or first else None
        person = summarise(history, population, upto)
        if person is not None:
            people.append(person)
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


def as_json(told: Report) -> dict[str, Any]:
    """The report in its public form: dates as ISO texts, shares as fractions, nothing rounded."""
    return {
        "report": told.kind.name,
        "programme": told.programme.id,
        "from": told.window.start.isoformat(),
        "to": told.window.end.isoformat(),
        "as_of": told.as_of.isoformat(),
        "known_at": told.known_at.isoformat() if told.known_at else None,
        "population": told.population,
        "audience": told.audience,
        "rules_version": told.rules_version,
        "figures": [_figure(figure) for figure in told.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {"key": figure.definition.key, "value": figure.value}
    if figure.denominator is not None:
        found |= {"numerator": figure.numerator, "denominator": figure.denominator}
    found |= {"cohort": figure.cohort, "unit": figure.definition.unit}
    return found | ({"by": figure.by} if figure.by is not None else {})
