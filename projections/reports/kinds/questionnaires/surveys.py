"""The arithmetic of questionnaires over everybody: answers of those due, means, paired changes.

Sums are exact, so that they are the same in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from projections.reports.cohort import Cohort
from projections.reports.figures import Number, Quotient, Rows
from projections.reports.kinds.questionnaires.answers import (
    LAST,
    MOMENTS,
    OTHER,
    Answer,
    courses,
    instruments,
    point,
    scoring_of,
)
from projections.reports.numbers import ZERO, exact
from projections.reports.people import ReportPerson
from projections.reports.view import Window

T = TypeVar("T")

GHQ, GHQ_SCORINGS = "ghq12", ("ghq", "likert", "c-ghq")

Said = tuple[str, str, Decimal]
"""What one answer says: its instrument and scoring, its moment, its total."""

Pair = tuple[str, str, Answer, Answer]
"""Two answers of one person in one episode: instrument, later moment, the one at the start, the later one."""


def _once(cohort: Cohort, key: str, made: Callable[[], Iterable[T]]) -> list[T]:
    """What several figures need, worked out for the cohort once."""
    if key not in cohort.memo:
        cohort.memo[key] = list(made())
    kept: list[T] = cohort.memo[key]
    return kept


def per_person(cohort: Cohort) -> Iterator[tuple[ReportPerson, str]]:
    """Everybody with each instrument that they answered or that the programme names."""
    named = set(cohort.programme.settings.questionnaires)
    for person in cohort.people:
        for instrument in sorted(named.union(answer.instrument for answer in person.details.answers)):
            yield person, instrument


def placed(cohort: Cohort) -> list[tuple[str, str, Answer]]:
    """Every answer of the window that counts: instrument, moment, answer."""
    return _once(cohort, "placed", lambda: _placed(cohort))


def _placed(cohort: Cohort) -> Iterator[tuple[str, str, Answer]]:
    settings = cohort.programme.settings
    for person, instrument in per_person(cohort):
        made, loose = courses(person, instrument, settings)
        pairs = [pair for course in made for pair in course.by_moment.items()]
        for moment, answer in (*pairs, *((OTHER, answer) for answer in loose)):
            if cohort.window.holds(answer.on):
                yield instrument, moment, answer


def totals(cohort: Cohort) -> Iterator[Said]:
    """Every total of these answers."""
    for instrument, moment, answer in placed(cohort):
        for scoring, total in answer.totals:
            yield label(instrument, scoring), moment, exact(total)


def label(instrument: str, scoring: str) -> str:
    """An instrument and its scoring as categories name them."""
    return f"{instrument} ({scoring})"


def changes(cohort: Cohort) -> Iterator[Said]:
    """For every pair of answers whose later one lies in the window: the later total less the one at the start."""
    for instrument, moment, first, later in pairs(cohort):
        for scoring, total in later.totals:
            before = first.total(scoring)
            if before is not None:
                yield label(instrument, scoring), moment, exact(total) - exact(before)


def pairs(cohort: Cohort) -> list[Pair]:
    """Every pair of answers whose later one lies in the window."""
    return _once(cohort, "pairs", lambda: _pairs(cohort))


def _pairs(cohort: Cohort) -> Iterator[Pair]:
    settings = cohort.programme.settings
    for person, instrument in per_person(cohort):
        for course in courses(person, instrument, settings)[0]:
            for moment, first, later in course.pairs():
                if cohort.window.holds(later.on):
                    yield instrument, moment, first, later


def count_answered(cohort: Cohort) -> dict[str, int]:
    """How many answered, whether or not a total is known."""
    counts: dict[tuple[str, str], int] = {}
    for instrument, moment, _ in placed(cohort):
        counts[instrument, moment] = counts.get((instrument, moment), 0) + 1
    return {f"{instrument} {moment}": counts[instrument, moment] for instrument, moment in _ordered(counts)}


def answered_of_sent(cohort: Cohort) -> dict[str, Quotient]:
    """Of the persons who were sent a questionnaire in the window: how many answered it from that day on."""
    tally: dict[tuple[str, str], tuple[int, int]] = {}
    for person in cohort.people:
        for (instrument, moment), day in _first_sent(person, cohort.window).items():
            came = any(
                answer.instrument == instrument and answer.on >= day and answer.moment in (moment, OTHER)
                for answer in person.details.answers
            )
            answers, persons = tally.get((instrument, moment), (0, 0))
            tally[instrument, moment] = (answers + came, persons + 1)
    return {f"{name} {moment}": Quotient(*tally[name, moment]) for name, moment in _ordered(tally)}


def _first_sent(person: ReportPerson, window: Window) -> dict[tuple[str, str], date]:
    """The day on which each questionnaire was first sent in the window; a reminder is no second one."""
    first: dict[tuple[str, str], date] = {}
    for instrument, moment, day in person.details.sent:
        if window.holds(day):
            first[instrument, moment] = min(day, first.get((instrument, moment), day))
    return first


def answered_of_due(cohort: Cohort) -> dict[str, Quotient]:
    """Of the moments that came in the window, where the programme names them: how many were answered."""
    settings = cohort.programme.settings
    tally: dict[tuple[str, str], tuple[int, int]] = {}
    for person, instrument in per_person(cohort):
        named = settings.questionnaires.get(instrument)
        made, _ = courses(person, instrument, settings)
        for course, episode in zip(made, person.episodes, strict=False):
            for moment in named.moments if named else ():
                day = point(person, episode, moment) if moment != OTHER else None
                if cohort.window.holds(day):
                    done, due = tally.get((instrument, moment), (0, 0))
                    tally[instrument, moment] = (done + (moment in course.by_moment), due + 1)
    return {f"{instrument} {moment}": Quotient(*tally[instrument, moment]) for instrument, moment in _ordered(tally)}


def count_raised(cohort: Cohort) -> dict[str, Quotient]:
    """Of the totals in the programme's scoring, those at its cut-off or above."""
    settings = cohort.programme.settings
    limits = {
        label(instrument, scoring_of(instrument, settings)): said.cut_off
        for instrument, said in settings.questionnaires.items()
        if said.cut_off is not None
    }
    reached = (
        (what, moment, Decimal(total >= limits[what])) for what, moment, total in totals(cohort) if what in limits
    )
    return means(reached)


def counts(said: Iterable[Said]) -> dict[str, int]:
    """How many there are, by category."""
    return {key: int(mean.denominator) for key, mean in means(said).items()}


def means(said: Iterable[Said], divided: Fraction = Fraction(1)) -> dict[str, Quotient]:
    """The mean of each category: the sum (divided by a number that all share), and of how many."""
    sums: dict[tuple[str, str], tuple[Decimal, int]] = {}
    for what, moment, value in said:
        before, count = sums.get((what, moment), (ZERO, 0))
        sums[what, moment] = (before + value, count + 1)
    return {
        f"{what} {moment}": Quotient(_number(Fraction(sums[what, moment][0]) / divided), sums[what, moment][1])
        for what, moment in _ordered(sums)
    }


def moments(cohort: Cohort) -> Rows:
    """Everything of one instrument, scoring and moment on a row."""
    levels, changed = means(totals(cohort)), means(changes(cohort))
    rows: Rows = []
    for what, moment in _ordered({(what, moment) for what, moment, _ in (*totals(cohort), *changes(cohort))}):
        instrument, _, scoring = what.removesuffix(")").rpartition(" (")
        mean = levels.get(f"{what} {moment}", Quotient(0, 0))
        change = changed.get(f"{what} {moment}", Quotient(0, 0))
        rows.append(
            {
                "instrument": instrument,
                "scoring": scoring,
                "moment": moment,
                "n": mean.denominator,
                "mean": mean.value,
                "pairs": change.denominator,
                "change": change.value,
            }
        )
    return rows


def _ordered(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    order = (*MOMENTS[:-1], LAST, OTHER)
    return sorted(keys, key=lambda key: (key[0], order.index(key[1])))


def _number(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else float(value)


def scorings(cohort: Cohort) -> Rows:
    """Each instrument in each scoring, with the persons who have a total in it, or why nobody has."""
    names = instruments(cohort.people, cohort.programme.settings)
    persons: dict[tuple[str, str], set[int]] = {(GHQ, scoring): set() for scoring in GHQ_SCORINGS if GHQ in names}
    for number, person in enumerate(cohort.people):
        for answer in person.details.answers:
            for scoring, _ in answer.totals if cohort.window.holds(answer.on) else ():
                persons.setdefault((answer.instrument, scoring), set()).add(number)
    return [
        {
            "instrument": instrument,
            "scoring": scoring,
            "persons": len(persons[instrument, scoring]),
            "remark": "" if persons[instrument, scoring] else _why_not(cohort, scoring),
        }
        for instrument, scoring in sorted(persons)
    ]


def _why_not(cohort: Cohort, scoring: str) -> str:
    if scoring == "c-ghq" and not cohort.programme.negative_items:
        return "not worked out: the programme file names no negative_items for ghq12"
    return "nobody has a total in it"


def numerators(compute: Callable[[Cohort], dict[str, Quotient]]) -> Callable[[Cohort], dict[str, float | None]]:
    """The sums of a distribution of quotients."""
    return lambda cohort: {key: quotient.numerator for key, quotient in compute(cohort).items()}


def denominators(compute: Callable[[Cohort], dict[str, Quotient]]) -> Callable[[Cohort], dict[str, int]]:
    """Of how many each quotient of a distribution is."""
    return lambda cohort: {key: int(quotient.denominator) for key, quotient in compute(cohort).items()}
