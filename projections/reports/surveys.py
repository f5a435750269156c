"""The arithmetic of questionnaires over everybody: means, paired changes, and what a change of GHQ-12 is worth in QALY.

Sums are exact, so that they are the same in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction

from journey.domain.rates import GHQ_TOTALS, Crosswalk
from projections.reports.answers import LAST, MOMENTS, OTHER, Answer, courses, instruments, point, scoring_of
from projections.reports.cohort import Cohort
from projections.reports.figures import Number, Quotient, Rows
from projections.reports.livelihood import exact
from projections.reports.people import Person

GHQ, GHQ_SCORINGS = "ghq12", ("ghq", "likert", "c-ghq")
YEAR = Fraction(36525, 100)
"""Days."""

Said = tuple[str, str, float]
"""What one answer says: its instrument and scoring, its moment, its total."""


def per_person(cohort: Cohort) -> Iterator[tuple[Person, str]]:
    """Everybody with each instrument."""
    known = instruments(cohort.people, cohort.programme.settings)
    return ((person, instrument) for person in cohort.people for instrument in known)


def placed(cohort: Cohort) -> Iterator[tuple[str, str, Answer]]:
    """Every answer of the window that counts: instrument, moment, answer."""
    for person, instrument in per_person(cohort):
        made, loose = courses(person, instrument, cohort.programme.settings)
        found = [pair for course in made for pair in course.by_moment.items()]
        for moment, answer in (*found, *((OTHER, answer) for answer in loose)):
            if cohort.window.holds(answer.on):
                yield instrument, moment, answer


def totals(cohort: Cohort) -> Iterator[Said]:
    """Every total of these answers."""
    for instrument, moment, answer in placed(cohort):
        for scoring, total in answer.totals:
            yield label(instrument, scoring), moment, total


def label(instrument: str, scoring: str) -> str:
    """An instrument and its scoring as categories name them."""
    return f"{instrument} ({scoring})"


def changes(cohort: Cohort) -> Iterator[Said]:
    """For every pair of answers whose later one lies in the window: the later total less the one at the start."""
    for person, instrument in per_person(cohort):
        for moment, first, later in _pairs(cohort, person, instrument):
            for scoring, total in later.totals:
                before = first.total(scoring)
                if before is not None:
                    yield label(instrument, scoring), moment, float(exact(total) - exact(before))


def _pairs(cohort: Cohort, person: Person, instrument: str) -> Iterator[tuple[str, Answer, Answer]]:
    for course in courses(person, instrument, cohort.programme.settings)[0]:
        pairs = [pair for pair in course.pairs() if cohort.window.holds(pair[2].on)]
        yield from pairs


def answered(cohort: Cohort) -> dict[str, int]:
    """How many answered, whether or not a total is known."""
    counts: dict[tuple[str, str], int] = {}
    for instrument, moment, _ in placed(cohort):
        counts[instrument, moment] = counts.get((instrument, moment), 0) + 1
    return {f"{instrument} {moment}": counts[instrument, moment] for instrument, moment in _ordered(counts)}


def answered_of_due(cohort: Cohort) -> dict[str, Quotient]:
    """Of the moments that came in the window, where the programme names them: how many were answered."""
    settings = cohort.programme.settings
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for person, instrument in per_person(cohort):
        named = settings.questionnaires.get(instrument)
        made, _ = courses(person, instrument, settings)
        for course, episode in zip(made, person.episodes, strict=False):
            for moment in named.moments if named else ():
                day = point(person, episode, moment) if moment != OTHER else None
                if cohort.window.holds(day):
                    done, due = found.get((instrument, moment), (0, 0))
                    found[instrument, moment] = (done + (moment in course.by_moment), due + 1)
    return {f"{instrument} {moment}": Quotient(*found[instrument, moment]) for instrument, moment in _ordered(found)}


def raised(cohort: Cohort) -> dict[str, Quotient]:
    """Of the totals in the programme's scoring, those at its cut-off or above."""
    settings = cohort.programme.settings
    limits = {
        label(instrument, scoring_of(instrument, settings)): said.cut_off
        for instrument, said in settings.questionnaires.items()
        if said.cut_off is not None
    }
    reached = ((what, moment, float(total >= limits[what])) for what, moment, total in totals(cohort) if what in limits)
    return means(reached)


def counts(said: Iterable[Said]) -> dict[str, int]:
    """How many there are, by category."""
    return {key: int(mean.denominator) for key, mean in means(said).items()}


def means(said: Iterable[Said]) -> dict[str, Quotient]:
    """The mean of each category: the sum, and of how many."""
    sums: dict[tuple[str, str], tuple[Fraction, int]] = {}
    for what, moment, value in said:
        before, count = sums.get((what, moment), (Fraction(0), 0))
        sums[what, moment] = (before + exact(value), count + 1)
    return {
        f"{what} {moment}": Quotient(_number(sums[what, moment][0]), sums[what, moment][1])
        for what, moment in _ordered(sums)
    }


def _ordered(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    order = (*MOMENTS[:-1], LAST, OTHER)
    return sorted(keys, key=lambda key: (key[0], order.index(key[1])))


def _number(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else float(value)


# --- QALY -------------------------------------------------------------------------------------------------------------


def gains(cohort: Cohort) -> dict[str, Quotient]:
    """The QALY gain by tariff and later moment: the sum, and of how many."""
    sums: dict[tuple[str, str], tuple[Fraction, int]] = {}
    for table in _crosswalks(cohort):
        for person in cohort.people:
            for moment, first, later in _pairs(cohort, person, GHQ):
                gain = _gain(table, first, later)
                if gain is not None:
                    before, count = sums.get((table.tariff, moment), (Fraction(0), 0))
                    sums[table.tariff, moment] = (before + gain, count + 1)
    return {
        f"{tariff} {moment}": Quotient(_number(sums[tariff, moment][0]), sums[tariff, moment][1])
        for tariff, moment in _ordered(sums)
    }


def _gain(table: Crosswalk, first: Answer, later: Answer) -> Fraction | None:
    """(u1 - u0) / 2 x years between the two days; None where a total is none that the tariff knows."""
    before, after = index(table, first.total("ghq")), index(table, later.total("ghq"))
    if before is None or after is None:
        return None
    return (after - before) / 2 * years(first.on, later.on)


def index(table: Crosswalk, total: float | None) -> Fraction | None:
    """The EQ-5D index of a GHQ-12 total."""
    if total is None or total not in range(GHQ_TOTALS):
        return None
    return exact(table.values[int(total)])


def years(first: date, later: date) -> Fraction:
    """The time between two days, in years of 365.25 days."""
    return (later - first).days / YEAR


def _crosswalks(cohort: Cohort) -> tuple[Crosswalk, ...]:
    return cohort.frame.rates.crosswalks(cohort.window.end)


def tariffs(cohort: Cohort) -> Rows:
    """The crosswalks in force at the end of the window."""
    return [
        {"tariff": table.tariff, "method": table.method, "valid_from": table.valid_from.isoformat(),
         "source": table.source, "values": " ".join(f"{value:g}" for value in table.values)}
        for table in _crosswalks(cohort)
    ]  # fmt: skip


# --- what was and what was not worked out -----------------------------------------------------------------------------


def scorings(cohort: Cohort) -> Rows:
    """Each instrument in each scoring, with the persons who have a total in it, or why nobody has."""
    known = instruments(cohort.people, cohort.programme.settings)
    found: dict[tuple[str, str], set[int]] = {(GHQ, scoring): set() for scoring in GHQ_SCORINGS if GHQ in known}
    for number, person in enumerate(cohort.people):
        for answer in person.details.given:
            for scoring, _ in answer.totals if cohort.window.holds(answer.on) else ():
                found.setdefault((answer.instrument, scoring), set()).add(number)
    return [
        {"instrument": instrument, "scoring": scoring, "persons": len(found[instrument, scoring]),
         "remark": "" if found[instrument, scoring] else _why_not(cohort, scoring)}
        for instrument, scoring in sorted(found)
    ]  # fmt: skip


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
