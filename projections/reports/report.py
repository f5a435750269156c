"""A report: one pass over the histories, each reduced to a person at once, then every figure of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from journey.domain.benchmarks import Benchmark, in_force
from journey.domain.errors import WrongInput
from journey.domain.events.base import Event
from journey.domain.events.participant import Enrolled, Referred
from journey.domain.history import History
from journey.domain.programme import Programme
from projections.reports.cohort import Cohort
from projections.reports.episodes import POPULATIONS, counted
from projections.reports.figures import Figure, Kind, MadeOf, Need, Value, by_age, by_gender, evaluate
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
    cohort: Cohort
    audience: str = "programme"
    together: tuple[str, ...] = ()
    """The ids of the programmes whose people it counts, where they are several."""

    @property
    def title(self) -> str:
        """Whose figures they are: the programme's name, or the names of several."""
        return " + ".join(self.together) or self.frame.programme.name


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
    people = _reduce(histories, chosen, frame)
    cohort = Cohort(people, _window(start, frame, people), frame)
    return Report(kind=chosen, frame=frame, window=cohort.window, figures=_figures(chosen, cohort), cohort=cohort)


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
        return Cohort(_reduce(histories, REGISTRY[kind], of), one, of)

    moves = (event.on for log in logs for event in log if isinstance(event.fact, Referred | Enrolled))
    decision = chain.decide_window(window, min(moves, default=window.start), cohort_of)
    reports = []
    for chosen in map(REGISTRY.__getitem__, kinds):
        cohort = cohort_of(window, chosen.name)
        told = disclosure.left_open(chosen, _figures(chosen, cohort, outside=True), decision)
        reports.append(
            Report(kind=chosen, frame=cohort.frame, window=window, figures=told, cohort=cohort, audience="outside")
        )
    return reports


def pooled(reports: Sequence[Report]) -> Report | None:
    """One report over the people of several programmes, with the figures that allow it; None where none does.

    Its window runs from the first day of any to the last of any. Somebody in two programmes counts in each: whether two
    people are one is not known across programmes. For outside nothing is pooled, as it could be held against its parts.
    """
    first = reports[0]
    if not first.kind.pooled or first.audience == "outside":
        return None
    window = Window(min(one.window.start for one in reports), max(one.window.end for one in reports))
    cohort = Cohort(tuple(person for one in reports for person in one.cohort.people), window, first.frame)
    kind = replace(first.kind, figures=tuple(one for one in first.kind.figures if one.pooled))
    ids = tuple(one.frame.programme.id for one in reports)
    figures = _figures(kind, cohort)
    return Report(kind=kind, frame=first.frame, window=window, figures=figures, cohort=cohort, together=ids)


def _figures(kind: Kind, cohort: Cohort, *, outside: bool = False) -> tuple[Figure, ...]:
    """Every figure of the kind; ages, and what values are made of, are for the programme's own eyes."""
    splits = by_gender(cohort) | (by_age(cohort) if kind.ages and not outside else {})
    remark = REMARKS[cohort.frame.population]
    figures = (evaluate(one, cohort, splits, remark, certain=not outside) for one in kind.figures)
    return tuple(_beside_benchmarks(figure, kind, cohort.frame) for figure in figures)


def _beside_benchmarks(figure: Figure, kind: Kind, frame: ReportFrame) -> Figure:
    held = in_force(frame.benchmarks, f"{kind.name}.{figure.definition.key}", frame.as_of)
    return replace(figure, benchmarks=held) if held else figure


def _check(what: str, word: str, allowed: Iterable[str]) -> None:
    if word not in allowed:
        raise WrongInput(f"no such {what}; allowed: {', '.join(allowed)}")


def _reduce(histories: Iterable[History], kind: Kind, frame: ReportFrame) -> tuple[ReportPerson, ...]:
    """Everybody the population holds; what was wrongly registered is left out before anything looks at it."""
    people: list[ReportPerson] = []
    frame = frame.opened_for(None)
    for history in histories:
        person = summarise(history, frame.population, frame.upto)
        if person is not None:
            enrolled = person.episodes[0].start if person.episodes else None
            details = kind.gather(counted(history), frame.opened_for(enrolled)) if kind.gather else None
            people.append(replace(person, details=details, protected=history.events[0].stream in frame.protected))
    return tuple(people)


def _window(start: date | None, frame: ReportFrame, people: tuple[ReportPerson, ...]) -> Window:
    """From the day asked for, else from the programme's start or the first enrolment, whichever came first.

    No other fact moves it: one with a wrong year would move every figure.
    """
    if start is None:
        enrolments = (episode.start for person in people for episode in person.episodes)
        return Window(min([frame.upto, frame.programme.starts, *enrolments]), frame.upto)
    if start > frame.upto:
        raise WrongInput(f"the window starts on {start} and ends on {frame.upto}; allowed: an end on or after it")
    return Window(start, frame.upto)


def shares_by_age(figures: Iterable[Figure]) -> list[tuple[Figure, dict[str, Value]]]:
    """The shares that are also told by age, each with its value for every band; nothing where no age is known."""
    split = ((one, {part: value for part, value in (one.by or {}).items() if _is_age(part)}) for one in figures)
    return [(one, by) for one, by in split if by and one.is_quotient and one.definition.unit == "share"]


def _is_age(part: str) -> bool:
    return part.startswith("age_band=")


def as_json(report: Report) -> dict[str, Any]:
    """The report in its public form: dates as ISO texts, shares as fractions, nothing rounded."""
    frame = report.frame
    return {
        "report": report.kind.name,
        "programme": "+".join(report.together) or frame.programme.id,
        "from": report.window.start.isoformat(),
        "to": report.window.end.isoformat(),
        "as_of": frame.as_of.isoformat(),
        "known_at": frame.known_at.isoformat() if frame.known_at else None,
        "population": frame.population,
        "audience": report.audience,
        "rules_version": None if report.together else frame.version.digest,
        "figures": [_figure(figure) for figure in report.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    record: dict[str, Any] = {"key": figure.definition.key, "value": figure.value}
    made_of = _made_of(figure.made_of)
    if figure.is_quotient:
        record |= {"numerator": figure.numerator, "denominator": figure.denominator}
    record |= {key: part for key, part in made_of.items() if key not in record}
    record |= {"cohort": figure.cohort, "unit": figure.definition.unit}
    if figure.by is not None:
        record["by"] = figure.by
    if figure.parts:
        record["parts"] = {name: _made_of(part) for name, part in figure.parts.items()}
    if figure.benchmarks:
        record["benchmarks"] = [_benchmark(one) for one in figure.benchmarks]
    return record | ({"suppressed": True} if figure.suppressed else {})


def _benchmark(one: Benchmark) -> dict[str, Any]:
    return {"name": one.name, "value": one.value, "from": one.valid_from.isoformat(), "source": one.source}


def _made_of(part: MadeOf | None) -> dict[str, Any]:
    """What a value is made of: only what there is to say of it."""
    if part is None:
        return {}
    record = {
        "numerator": part.numerator,
        "denominator": part.denominator,
        "interval": part.interval,
        "at_risk": part.at_risk,
        "people": part.people if part.numerator is None else None,
        "uncertain": part.is_uncertain or None,
        "categories": {key: _made_of(one) for key, one in part.categories.items()} or None,
    }
    return {key: value for key, value in record.items() if value is not None}
