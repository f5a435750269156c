"""Which figures may leave the programme, and what each is made of. What is not named here never leaves.

The `COUNTS` are the numbers of people, episodes and jobs behind everything that is told. A figure is told as one of
them, as a share of two, as a mean over one, or as one of them split into a fixed list of categories.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args, get_type_hints

from journey.domain import values
from journey.domain.events.participant import Discharged
from journey.domain.events.work import Income
from projections.reports.cohort import Cohort
from projections.reports.episodes import MISTAKEN, SUS_END
from projections.reports.figures import GENDERS, Quotient
from projections.reports.kinds import structure
from projections.reports.kinds.flow import arrivals
from projections.reports.kinds.flow import counts as flow
from projections.reports.kinds.outcomes import counts as outcomes
from projections.reports.kinds.outcomes import status
from projections.reports.people import NO_INCOME, UNKNOWN
from projections.reports.spells import INDUSTRIES
from projections.reports.view import ReportFrame

UNLISTED = "on no list"
"""The category of words that somebody typed and that stand on no list: they may be a name."""

Lists = Mapping[str, frozenset[str]]


def _top(compute: Callable[[Cohort], Quotient]) -> Callable[[Cohort], int]:
    return lambda cohort: int(compute(cohort).numerator)


def _bottom(compute: Callable[[Cohort], Quotient]) -> Callable[[Cohort], int]:
    return lambda cohort: int(compute(cohort).denominator)


COUNTS: dict[str, Callable[[Cohort], int]] = {
    "persons": flow.persons,
    "employed": outcomes.employed_ever,
    "enrolled": flow.enrolled,
    "discharged": flow.discharged,
    "left": flow.discharged_persons,
    "jobs": outcomes.competitive_jobs,
    "there_at_end": flow.current_end,
    "episodes": flow.episodes,
    "students": outcomes.studies_ever,
    "referred": flow.referred,
    "waiting": flow.waiting,
    "subsidised": outcomes.subsidised_jobs,
    "completed": flow.completed,
    "stayed_long": flow.discharged_7_months_or_longer,
    "there_at_start": flow.current_start,
    "mistaken": arrivals.wrongly_registered,
    "work_or_study": _top(outcomes.work_or_study),
    "placed": _top(outcomes.meaningful_occupation_share),
    "left_or_employed": _bottom(outcomes.employed_of_discharged_or_employed),
    "kept_job": _top(outcomes.sustained),
}
"""Whole numbers that add up over people, in the order in which they are told: what matters most comes first."""

IN_SHARES = ("work_or_study", "placed", "left_or_employed", "kept_job")
"""The counts that are printed in shares alone: where one is not told, nothing is known of it."""

GENDERED = ("persons", "employed", "students", "work_or_study", "placed")
"""The counts that are told for women and men: of who was served, and of what came of it. Who came and left is told for
everybody alone: by gender it would add up with the window before, and hide nobody."""


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that is a count, also told for women and men."""

    count: str


@dataclass(frozen=True, slots=True)
class Share:
    """A figure that is one count ÷ another. `is_part`: what is missing from the whole is a cell like any other."""

    top: str
    bottom: str
    is_part: bool = True


@dataclass(frozen=True, slots=True)
class Average:
    """A mean or median over what is counted, told for everybody alone, and never to the day."""

    count: str


@dataclass(frozen=True, slots=True)
class Categories:
    """A count split by something: `names` are the categories, whatever the data hold.

    Where `adds_up` is `parts`, they make up the whole; where it is `several`, one person may be in more than one.
    """

    count: str
    names: Callable[[ReportFrame], tuple[str, ...]]
    adds_up: str = "parts"


@dataclass(frozen=True, slots=True)
class Open:
    """A figure behind which no participant stands: organisations, occasions, posts."""


Class = Total | Share | Average | Categories | Open


def _fixed(*names: str) -> Callable[[ReportFrame], tuple[str, ...]]:
    return lambda _: names


def _listed(key: str, *more: str) -> Callable[[ReportFrame], tuple[str, ...]]:
    """The codes on a list, and what may stand there besides."""
    return lambda frame: tuple(dict.fromkeys([*sorted(frame.lists.get(key, ())), *more, UNLISTED, UNKNOWN]))


OLDEST = values.age_band(0, date.max)
"""The band that has no highest age."""

REASONS = tuple(get_args(get_type_hints(Discharged)["reason"]))

ENDS = tuple(reason for reason in REASONS if reason != MISTAKEN)
"""Why episodes end that count: what was registered by mistake is a number of its own."""

PAYERS = get_args(get_type_hints(Income)["payer"])

CLASSED: dict[str, dict[str, Class]] = {
    "flow": {
        "persons": Total("persons"),
        "episodes": Total("episodes"),
        "referred": Total("referred"),
        "waiting": Total("waiting"),
        "enrolled": Total("enrolled"),
        "discharged": Total("discharged"),
        "discharged_persons": Total("left"),
        "current_start": Total("there_at_start"),
        "current_any": Total("persons"),
        "current_end": Total("there_at_end"),
        "mean_days_discharged": Average("left"),
        "median_days_discharged": Average("left"),
        "discharged_7_months_or_longer": Total("stayed_long"),
        "discharge_reasons": Categories("discharged", _fixed(*ENDS, SUS_END)),
        "completed": Total("completed"),
        "wrongly_registered": Total("mistaken"),
        "referrals_by_source": Categories("referred", _fixed(*arrivals.SOURCES)),
    },
    "structure": {
        "gender": Categories("persons", _fixed(*GENDERS)),
        "age_band": Categories("persons", _fixed(*structure.AGE_BANDS, OLDEST, UNKNOWN)),
        "municipality": Categories("persons", _listed("municipalities")),
        "education": Categories("persons", _fixed(*structure.EDUCATION, UNKNOWN)),
        "income_sources": Categories("persons", _listed("income_sources", NO_INCOME), adds_up="several"),
        "income_payers": Categories("persons", _fixed(*PAYERS, NO_INCOME, UNKNOWN), adds_up="several"),
        "years_on_support": Categories("persons", _fixed(*structure.YEARS, UNKNOWN)),
    },
    "outcomes": {
        "employed_ever": Total("employed"),
        "employed_share_discharged_or_employed": Share("employed", "left_or_employed"),
        "employed_share_discharged": Share("employed", "left", is_part=False),
        "employed_share_enrolled": Share("employed", "persons"),
        "studies_ever": Total("students"),
        "studies_share_discharged": Share("students", "left", is_part=False),
        "work_or_study_share": Share("work_or_study", "persons"),
        "competitive_jobs": Total("jobs"),
        "subsidised_jobs": Total("subsidised"),
        "meaningful_occupation_share": Share("placed", "persons"),
        "job_tenure_median": Average("jobs"),
        "sustained_13_weeks_share": Share("kept_job", "employed"),
        "status_exclusive": Categories("standing", _fixed(*status.ORDER)),
        "job_industries": Categories("jobs", _fixed(*INDUSTRIES, "other")),
    },
    "caseload": {
        "fte": Open(),
        "programme_per_fte": Average("there_at_end"),
        "programme_per_budgeted_fte": Average("there_at_end"),
        "cap_per_fte": Open(),
    },
    "employer-bank": dict.fromkeys(
        ("employers", "employers_start", "new_employers", "growth", "agreements", "new_agreements"), Open()
    ),
    "dissemination": dict.fromkeys(("occasions", "people"), Open()),
    "fidelity": dict.fromkeys(("total", "rated", "band"), Open()),
}
"""By report and key of the figure."""
