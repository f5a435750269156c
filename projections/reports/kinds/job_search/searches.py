"""How long each search for an employer and a job took, and how the rule on the first month judged it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from journey.domain import calendar
from journey.domain.history import History, Stay
from journey.domain.programme import Period
from journey.domain.rules import STATUSES, deadlines
from projections.reports.cohort import Cohort
from projections.reports.episodes import Episode, episodes, members
from projections.reports.figures import Certainty, Quotient, Rows, distribution
from projections.reports.people import until
from projections.reports.spells import competitive_jobs
from projections.reports.survival import Wait, certainty, curve, median
from projections.reports.view import ReportFrame

RULE = "job_search_one_month"
MONTH = Period(1, "months")
LONG = 30
"""Days after which somebody without an employer contact has waited long (fidelity item 15)."""


@dataclass(frozen=True, slots=True)
class Search:
    """One episode's search: when it began and ended, the first contact and the first job, and the rule's judgement."""

    start: date
    end: date | None
    contacted: date | None
    hired: date | None
    status: str | None

    def month_over(self) -> date:
        """The last day of the month after enrolment."""
        return calendar.add(self.start, MONTH)


def gather(history: History, frame: ReportFrame) -> tuple[Search, ...]:
    """Every episode begun by the end of the window, with what had happened by then."""
    then = until(history, frame.upto)
    book = frame.book.only(RULE)
    statuses = {deadline.episode: deadline.status for deadline in deadlines(then, book, frame.upto)}
    jobs = [job.start for job in competitive_jobs(then, frame.upto)]
    contacts = [
        event.on
        for kind in ("employer_contacted", "job_started")
        for event in then.by_type.get(kind, ())
        if event.fact.competitive
    ]
    searches = []
    for stay, episode in _episodes(history, frame):
        last = min(episode.end or date.max, frame.upto)
        contacted, hired = _first(contacts, stay.opened, last), _first(jobs, episode.start, last)
        end = episode.end if episode.ended_by(frame.upto) else None
        searches.append(Search(episode.start, end, contacted, hired, statuses.get(stay.number)))
    return tuple(searches)


def _episodes(history: History, frame: ReportFrame) -> Iterator[tuple[Stay, Episode]]:
    """The population's episodes begun by the end of the window, each with its stay."""
    held = members(history, frame.population)
    stays = (stay for stay, counts in zip(history.stays, held, strict=True) if counts and stay.enrolment)
    pairs = zip(stays, episodes(history, frame.population), strict=True)
    return ((stay, episode) for stay, episode in pairs if episode.start <= frame.upto)


def _first(days: Iterable[date], first: date, last: date) -> date | None:
    return min((day for day in days if first <= day <= last), default=None)


def _searches(cohort: Cohort) -> Iterator[Search]:
    return (search for person in cohort.people for search in person.details if cohort.window.holds(search.start))


def _wait(search: Search, got: date | None, last: date) -> Wait:
    """Days from enrolment to what came, else to discharge or the end of the window."""
    seen = got or min(search.end or last, last)
    return Wait(max((seen - search.start).days, 0), got is not None)


def contact_waits(cohort: Cohort) -> list[Wait]:
    """How long each search took to its first employer contact."""
    return [_wait(search, search.contacted, cohort.window.end) for search in _searches(cohort)]


def job_waits(cohort: Cohort) -> list[Wait]:
    """How long each search took to its first job."""
    return [_wait(search, search.hired, cohort.window.end) for search in _searches(cohort)]


Waits = Callable[[Cohort], list[Wait]]


def median_wait(waits: Waits, cohort: Cohort) -> int | None:
    """The day by whose end no more than half still waited."""
    return median(curve(waits(cohort)))


def wait_certainty(waits: Waits, cohort: Cohort) -> Certainty:
    """How sure that day is."""
    return certainty(waits(cohort))


def curves(waits: Waits, cohort: Cohort) -> Rows:
    """The curve of all, of women and of men, one after the other."""
    parts = {"all": cohort, "women": cohort.of_gender("woman"), "men": cohort.of_gender("man")}
    return [
        {
            "series": name,
            "day": point.day,
            "at_risk": point.at_risk,
            "events": point.events,
            "censored": point.censored,
            "waiting": float(point.waiting),
            "low": point.low,
            "high": point.high,
        }
        for name, part in parts.items()
        for point in curve(waits(part))
    ]


def within_a_month(cohort: Cohort) -> Quotient:
    """Searches with a contact within a month, of those whose month is over and who did not leave before."""
    ended = [search for search in _searches(cohort) if search.month_over() <= cohort.window.end]
    soon = [search for search in ended if search.contacted is not None and search.contacted <= search.month_over()]
    left = [search for search in ended if search.contacted is None and search.end and search.end <= search.month_over()]
    return Quotient(len(soon), len(ended) - len(left))


def mean_days(cohort: Cohort) -> Quotient:
    """The mean of the days to the first contact, of those who had one."""
    days = [wait.days for wait in contact_waits(cohort) if wait.over]
    return Quotient(sum(days), len(days))


def statuses(cohort: Cohort) -> dict[str, int]:
    """Searches by the status of their deadline."""
    return distribution((search.status for search in _searches(cohort) if search.status), STATUSES)


def _standing(cohort: Cohort, *statuses: str) -> int:
    return sum(search.status in statuses for search in _searches(cohort))


def waiting(cohort: Cohort, longer_than: int = -1) -> int:
    """Persons whose present episode has had no contact yet and has lasted longer than so many days."""
    day = cohort.window.end
    open_ = [search for person in cohort.people for search in person.details if search.end is None]
    return sum(search.contacted is None and (day - search.start).days > longer_than for search in open_)


def breaches(cohort: Cohort) -> int:
    """Searches whose deadline passed without a contact."""
    return _standing(cohort, "breached", "met_late")


def late_entries(cohort: Cohort) -> int:
    """Searches whose contact was recorded after the deadline."""
    return _standing(cohort, "late_entry")


def waiting_over_30_days(cohort: Cohort) -> int:
    """Persons who have waited for a first contact for more than thirty days."""
    return waiting(cohort, LONG)
