"""What somebody lived on before work or studies and after: one row of the arithmetic of society's economics.

Amounts are SEK a month and exact, so that sums are the same in any order and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from journey.domain.events.work import Income
from journey.domain.history import History, moment_of
from projections.reports.numbers import ZERO, exact
from projections.reports.people import ReportPerson
from projections.reports.spells import Job, Spell
from projections.reports.view import ReportFrame, Window

PAYERS = ("IFO", "FK", "AF", "other")
"""Those who pay benefits. CSN's student aid is none, and an employer pays wages."""

SICKNESS = ("sickness_benefit", "sickness")
"""The sources of income that are sickness benefit, which falls after a year."""

WEEKS = 52

ENDED = "no later income recorded: counted as ended"
GOES_ON = "part of the benefits goes on"
NO_WAGE = "no wage recorded: counted as none"
JOB_OVER = "the job has ended: counted as it last was"
STUDIES_OVER = "the studies have ended"


@dataclass(frozen=True, slots=True)
class IncomeRecord:
    """What was paid from a day on. `told_before`: it is background, which on its own day still says what was before."""

    on: date
    incomes: tuple[Income, ...]
    told_before: bool


@dataclass(frozen=True, slots=True)
class Livelihood:
    """What is on record of one person's incomes, hours of housing support and placements, in order, up to a day."""

    incomes: tuple[IncomeRecord, ...]
    housing: tuple[tuple[date, float], ...]
    placements: tuple[tuple[date, str], ...]
    rows: dict[Window, Starter | None] = field(default_factory=dict, compare=False)  # worked out once for all figures


def gather(history: History, frame: ReportFrame) -> Livelihood:
    """What the report on economics needs of one person."""
    events = [*history.by_type.get("background_recorded", []), *history.by_type.get("incomes_recorded", [])]
    events.sort(key=lambda event: (moment_of(event), event.version))
    records = [
        IncomeRecord(event.on, event.fact.incomes, event.type == "background_recorded")
        for event in events
        if event.fact.incomes is not None
    ]
    hours = ((event.on, event.fact.hours_per_week) for event in history.by_type.get("housing_support_recorded", []))
    kinds = ((event.on, event.fact.kind) for event in history.by_type.get("placement_started", []))
    upto = frame.upto
    return Livelihood(
        tuple(record for record in records if record.on <= upto),
        tuple(pair for pair in hours if pair[0] <= upto),
        tuple(pair for pair in kinds if pair[0] <= upto),
    )


class Money(NamedTuple):
    """The amounts of one person, or of several together: SEK a month.

    `hours` of housing support saved, a week, are everybody's, also of those who began nothing: a sum has them, a person
    has none.
    """

    benefit: Fraction  # before
    tax: Fraction  # on it
    wage: Fraction
    subsidy: Fraction
    aid: Fraction  # CSN's, after
    net_still: Fraction  # benefits that go on, after tax
    sickness_gross: Fraction  # sickness benefit no longer paid
    sickness: Fraction  # what is no longer paid of sickness benefit, less the tax on all of it, as extra tax has it
    IFO: Fraction
    FK: Fraction
    AF: Fraction
    other: Fraction
    hours: Fraction = Fraction(0)

    def saved(self, payer: str) -> Fraction:
        """What a payer paid before, less what it pays after."""
        amount: Fraction = getattr(self, payer)
        return amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """Somebody who began work or studies and whose earlier incomes are known.

    `amounts` are those of `Money`, but the hours.
    """

    began: date
    what: str
    benefits: tuple[Income, ...]
    still: tuple[Income, ...]
    amounts: tuple[Decimal, ...]
    flags: tuple[str, ...]

    @property
    def money(self) -> Money:
        """The amounts, to reckon with."""
        return together([self])


def together(rows: Sequence[Starter]) -> Money:
    """The amounts of everybody added up: decimals are added exactly, whatever the order."""
    columns = zip(*(row.amounts for row in rows), strict=True) if rows else ([] for _ in Money._fields[:-1])
    return Money(*(Fraction(sum(column, Decimal())) for column in columns))


def began_in(person: ReportPerson, window: Window) -> list[Spell]:
    """The competitive jobs and the studies that the person began in the window, the first one first."""
    begun: list[Spell] = [spell for spell in (*person.jobs, *person.studies) if window.holds(spell.start)]
    return sorted(begun, key=lambda spell: spell.start)


def starter(person: ReportPerson, window: Window) -> Starter | None:
    """The person's row; None for who began nothing in the window, or whose earlier incomes are not known."""
    livelihood: Livelihood = person.details
    if window not in livelihood.rows:
        livelihood.rows[window] = _row(livelihood, began_in(person, window), window)
    return livelihood.rows[window]


def _row(livelihood: Livelihood, begun: Sequence[Spell], window: Window) -> Starter | None:
    before = _before(livelihood.incomes, begun[0].start) if begun else None
    if before is None:
        return None
    day = begun[0].start
    after = next((r for r in reversed(livelihood.incomes) if r.on >= day and r is not before), None)
    jobs = _standing([spell for spell in begun if isinstance(spell, Job)], window.end)
    benefits, later = _benefits(before.incomes), after.incomes if after else ()
    still = _benefits(later)
    amounts = (
        total(benefits),
        taxes(benefits),
        sum((exact(job.wage or 0) for job in jobs), ZERO),
        sum((exact(job.subsidy or 0) for job in jobs), ZERO),
        total(income for income in later if income.payer == "CSN"),
        total(still) - taxes(still),
        total(_sickness(benefits)) - total(_sickness(still)),
        total(_sickness(benefits)) - total(_sickness(still)) - taxes(_sickness(benefits)),
        *(total(benefits, payer) - total(still, payer) for payer in PAYERS),
    )
    return Starter(
        began=day,
        what=_what(begun),
        benefits=benefits,
        still=still,
        amounts=amounts,
        flags=tuple(_flags(after, benefits, still, begun, jobs, window.end)),
    )


def _before(records: Sequence[IncomeRecord], day: date) -> IncomeRecord | None:
    """The last record before the day; else a background told on the day itself."""
    earlier = [record for record in records if record.on < day]
    same = [record for record in records if record.on == day and record.told_before]
    return next(reversed(earlier or same), None)


def _benefits(incomes: Iterable[Income]) -> tuple[Income, ...]:
    return tuple(income for income in incomes if income.payer in PAYERS and income.amount)


def _sickness(incomes: Iterable[Income]) -> list[Income]:
    return [income for income in incomes if income.source in SICKNESS]


def _standing(jobs: Sequence[Job], day: date) -> list[Job]:
    """The jobs that go on at the end of that day; where none does, the one that ended last."""
    running = [job for job in jobs if job.goes_on(day)]
    return running or sorted(jobs, key=lambda job: (job.end or day, job.wage or 0))[-1:]


def _what(begun: Sequence[Spell]) -> str:
    work = any(isinstance(spell, Job) for spell in begun)
    studies = any(not isinstance(spell, Job) for spell in begun)
    return "work and studies" if work and studies else "work" if work else "studies"


def _flags(
    after: IncomeRecord | None,
    benefits: Sequence[Income],
    still: Sequence[Income],
    begun: Sequence[Spell],
    jobs: Sequence[Job],
    day: date,
) -> Iterable[str]:
    if after is None and benefits:
        yield ENDED
    if still:
        yield GOES_ON
    if jobs and all(job.wage is None for job in jobs):
        yield NO_WAGE
    if jobs and not any(job.goes_on(day) for job in jobs):
        yield JOB_OVER
    if not jobs and not any(spell.goes_on(day) for spell in begun):
        yield STUDIES_OVER


def total(incomes: Iterable[Income], payer: str | None = None) -> Decimal:
    """The amounts, SEK a month; of one payer where it is named."""
    return sum((exact(i.amount) for i in incomes if payer in (None, i.payer)), ZERO)


def taxes(incomes: Iterable[Income]) -> Decimal:
    """The tax on them, SEK a month; none recorded counts as none."""
    return sum((exact(income.tax or 0) for income in incomes), ZERO)
