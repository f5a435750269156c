"""What came of it: jobs, studies, placements, always with numerator and denominator."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from statistics import median

from projections.reports.cohort import Cohort
from projections.reports.figures import Definition, Kind, Quotient, distribution
from projections.reports.kinds.flow import ENDED, IN_WINDOW
from projections.reports.kinds.outcomes import status
from projections.reports.people import ReportPerson
from projections.reports.spells import INDUSTRIES, Spell
from projections.reports.view import Window

THIRTEEN_WEEKS = 91
"""Days after which a job counts as sustained."""

JOB = (
    "A job counts where it is competitive (changes up to the end of the window applied), began on or after the "
    "person's first enrolment and by the end of the window, and had not ended before the window."
)
STUDIES = (
    "Studies count where they began on or after the person's first enrolment and by the end of the window, and had not "
    "ended before the window."
)
PLACEMENT = (
    "Work trials, work training, social training and internships count by the same dates as jobs do; they are no "
    "employment."
)
WITH_JOB = "Persons with an episode that overlaps the window and a competitive job in it."
STANDING = (
    "Persons with an episode that overlaps the window, and persons referred or on the waiting list at its end; those "
    "declined are left out."
)
STATUSES = (
    "At the end of the window, in this order: a running competitive job; running studies; a running placement; job "
    "search (the phase job placement); paused; another phase; waiting (referred, or on the waiting list); discharged "
    "(an episode has ended and none goes on). A paused person is in no phase."
)


def _students(cohort: Cohort) -> list[ReportPerson]:
    return [person for person in cohort.persons if any(map(cohort.window.overlaps, person.studies))]


def _placed(cohort: Cohort) -> list[ReportPerson]:
    return [person for person in cohort.persons if any(map(cohort.window.overlaps, person.placements))]


def _employed_of_discharged_or_employed(cohort: Cohort) -> Quotient:
    away = {id(person) for person in cohort.discharged}
    both = away | {id(person) for person in cohort.employed}
    return Quotient(len(cohort.employed), len(both))


def _work_or_study(cohort: Cohort) -> Quotient:
    either = {id(person) for person in (*cohort.employed, *_students(cohort))}
    return Quotient(len(either), len(cohort.persons))


def _tenure(cohort: Cohort) -> float | None:
    lengths = [job.days(cohort.window.end) for job in cohort.jobs]
    return median(lengths) if lengths else None


def _sustained(cohort: Cohort) -> Quotient:
    window = cohort.window
    held = (
        any(window.overlaps(job) and job.days(window.end) >= THIRTEEN_WEEKS for job in person.jobs)
        for person in cohort.employed
    )
    return Quotient(sum(held), len(cohort.employed))


def _industries(cohort: Cohort) -> dict[str, int]:
    return distribution((job.industry for job in cohort.jobs), (*INDUSTRIES, "other"))


def _quarterly(cohort: Cohort) -> dict[str, Quotient]:
    """Per calendar quarter, of those served in it, the share with a competitive job in it."""
    window = cohort.window
    begun = min((episode.start for episode in cohort.episodes() if episode.start <= window.end), default=None)
    if begun is None:
        return {}
    every = _quarters(window.start, window.end)
    quarters = every[bisect_left(every, begun, key=lambda quarter: quarter[1].end) :]
    windows = [quarter for _, quarter in quarters]
    served, employed = Counter[int](), Counter[int]()
    for person in cohort.people:
        there = _places(person.episodes, windows)
        served.update(there)
        employed.update(there & _places(person.jobs, windows))
    return {label: Quotient(employed[place], served[place]) for place, (label, _) in enumerate(quarters)}


def _places(spells: Iterable[Spell], windows: Sequence[Window]) -> set[int]:
    """Which of these windows, one after the other without gaps, a stretch of time touches."""
    return {
        place
        for spell in spells
        for place in range(
            bisect_left(windows, spell.start, key=lambda window: window.end),
            len(windows) if spell.end is None else bisect_right(windows, spell.end, key=lambda window: window.start),
        )
    }


@lru_cache(maxsize=64)
def _quarters(first: date, last: date) -> tuple[tuple[str, Window], ...]:
    """The quarters that hold these days, each whole but for days after the last."""
    quarters = []
    start = date(first.year, first.month - (first.month - 1) % 3, 1)
    while start <= last:
        following = (start + timedelta(days=100)).replace(day=1)  # a quarter has 90 to 92 days
        quarter = Window(start, min(following - timedelta(days=1), last))
        quarters.append((f"{start.year}-Q{start.month // 3 + 1}", quarter))
        start = following
    return tuple(quarters)


KIND = Kind(
    name="outcomes",
    title="Outcomes",
    about="What came of the support. The same people employed give different shares over different denominators, so "
    "every share names its own.",
    figures=(
        Definition(
            key="employed_ever",
            name="Persons employed",
            unit="persons",
            cohort=IN_WINDOW,
            definition=f"Persons with a competitive job. {JOB}",
            compute=lambda cohort: len(cohort.employed),
        ),
        Definition(
            key="employed_share_discharged_or_employed",
            name="Employed, of discharged or employed",
            unit="share",
            cohort="Persons with an episode that ended in the window, and those employed and still enrolled.",
            definition="Persons employed ÷ persons discharged or employed. Hudiksvall's printed 28 % is this figure: "
            "11 ÷ 39.",
            compute=_employed_of_discharged_or_employed,
        ),
        Definition(
            key="employed_share_discharged",
            name="Employed, of discharged",
            unit="share",
            cohort=ENDED,
            definition="All persons employed ÷ persons discharged. The numerator holds also those employed and still "
            "enrolled, so the share can pass 1.",
            compute=lambda cohort: Quotient(len(cohort.employed), len(cohort.discharged)),
        ),
        Definition(
            key="employed_share_enrolled",
            name="Employed, of all served",
            unit="share",
            cohort=IN_WINDOW,
            definition="Persons employed ÷ persons served.",
            compute=lambda cohort: Quotient(len(cohort.employed), len(cohort.persons)),
        ),
        Definition(
            key="studies_ever",
            name="Persons in studies",
            unit="persons",
            cohort=IN_WINDOW,
            definition=f"Persons who studied. {STUDIES}",
            compute=lambda cohort: len(_students(cohort)),
        ),
        Definition(
            key="studies_share_discharged",
            name="In studies, of discharged",
            unit="share",
            cohort=ENDED,
            definition="All persons in studies ÷ persons discharged; the numerator holds also those still enrolled.",
            compute=lambda cohort: Quotient(len(_students(cohort)), len(cohort.discharged)),
        ),
        Definition(
            key="work_or_study_share",
            name="Employed or in studies",
            unit="share",
            cohort=IN_WINDOW,
            definition="Persons with a competitive job or studies ÷ persons served.",
            compute=_work_or_study,
        ),
        Definition(
            key="competitive_jobs",
            name="Competitive jobs",
            unit="jobs",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition=f"Jobs; a person may have several. {JOB}",
            compute=lambda cohort: len(cohort.jobs),
        ),
        Definition(
            key="subsidised_jobs",
            name="Jobs with a wage subsidy",
            unit="jobs",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition="Competitive jobs recorded as subsidised at the end of the window; where that was not said, "
            "those with an amount of subsidy.",
            compute=lambda cohort: sum(job.subsidised for job in cohort.jobs),
        ),
        Definition(
            key="meaningful_occupation_share",
            name="Ever in a placement",
            unit="share",
            cohort=IN_WINDOW,
            definition=f"Persons ever in a placement ÷ persons served. {PLACEMENT}",
            compute=lambda cohort: Quotient(len(_placed(cohort)), len(cohort.persons)),
        ),
        Definition(
            key="job_tenure_median",
            name="Median length of a job",
            unit="days",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition="Days from start to end of a job; a running one counts up to the end of the window.",
            compute=_tenure,
        ),
        Definition(
            key="sustained_13_weeks_share",
            name="Kept a job for 13 weeks",
            unit="share",
            cohort=WITH_JOB,
            definition=f"Persons with a job of {THIRTEEN_WEEKS} days or more (so far) ÷ persons employed.",
            compute=_sustained,
        ),
        Definition(
            key="status_exclusive",
            name="Status, one per person",
            unit="persons",
            axis="status",
            cohort=STANDING,
            definition=f"Each person counts once, with the first status that holds. {STATUSES}",
            compute=status.exclusive,
        ),
        Definition(
            key="status_multi",
            name="Status, all that hold",
            unit="persons",
            axis="status",
            cohort=STANDING,
            definition="Each person counts in every status that holds, so the sum may pass the number of persons. "
            f"{STATUSES}",
            compute=status.multi,
        ),
        Definition(
            key="quarterly_employment_rate",
            name="Employed, by quarter",
            unit="share",
            axis="quarter",
            cohort="Per calendar quarter: persons with an episode that overlaps the quarter.",
            definition="Persons with a competitive job in the quarter ÷ persons served in it, for each quarter that "
            "touches the window, from the first enrolment on. A quarter is counted whole, up to the end of the window.",
            compute=_quarterly,
        ),
        Definition(
            key="job_industries",
            name="Industries",
            unit="jobs",
            axis="industry",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition="Competitive jobs by industry: `care_municipal`, `trade`, `manufacturing`, `services`; every "
            "other or unnamed one is `other`.",
            compute=_industries,
        ),
    ),
)
