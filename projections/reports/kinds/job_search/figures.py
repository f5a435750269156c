"""How soon employers are met and jobs found, counting those who still wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from journey.domain import calendar
from journey.domain.history import History, Stay
from journey.domain.programme import Period
from journey.domain.rules import STATUSES, deadlines
from projections.reports.cohort import Cohort
from projections.reports.episodes import Episode, episodes, members
from projections.reports.figures import Column, Definition, Kind, Quotient, Rows, distribution
from projections.reports.kinds.job_search.survival import Wait, curve, median
from projections.reports.people import until
from projections.reports.plots import Plot
from projections.reports.spells import competitive_jobs
from projections.reports.view import ReportFrame

RULE = "job_search_one_month"
MONTH = Period(1, "months")
LONG = 30
"""Days after which somebody without an employer contact has waited long (fidelity item 15)."""

BEGUN = "Episodes that began in the window; a person who returned waits anew."
STILL_THERE = "Persons enrolled by the end of the window and not discharged by then; paused included."
CONTACT = (
    "The first employer contact is the first one about a competitive job (any mode, by coach or participant), or the "
    "start of a competitive job, from the referral on; one before enrolment counts as day 0."
)
CENSORED = (
    "Kaplan–Meier: whoever had none by the end of the window or by discharge, whichever came first, is censored that "
    "day."
)


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


def _gather(history: History, frame: ReportFrame) -> tuple[Search, ...]:
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
    found = []
    for stay, episode in _episodes(history, frame):
        last = min(episode.end or date.max, frame.upto)
        contacted, hired = _first(contacts, stay.opened, last), _first(jobs, episode.start, last)
        end = episode.end if episode.ended_by(frame.upto) else None
        found.append(Search(episode.start, end, contacted, hired, statuses.get(stay.number)))
    return tuple(found)


def _episodes(history: History, frame: ReportFrame) -> Iterator[tuple[Stay, Episode]]:
    """The population's episodes begun by the end of the window, each with its stay."""
    held = members(history, frame.population)
    stays = (stay for stay, own in zip(history.stays, held, strict=True) if own and stay.enrolment)
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


def _contact_waits(cohort: Cohort) -> list[Wait]:
    return [_wait(search, search.contacted, cohort.window.end) for search in _searches(cohort)]


def _job_waits(cohort: Cohort) -> list[Wait]:
    return [_wait(search, search.hired, cohort.window.end) for search in _searches(cohort)]


Waits = Callable[[Cohort], list[Wait]]


def _median(waits: Waits, cohort: Cohort) -> int | None:
    return median(curve(waits(cohort)))


def _curve(waits: Waits, cohort: Cohort) -> Rows:
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
        }
        for name, part in parts.items()
        for point in curve(waits(part))
    ]


def _within_a_month(cohort: Cohort) -> Quotient:
    ended = [search for search in _searches(cohort) if search.month_over() <= cohort.window.end]
    soon = [search for search in ended if search.contacted is not None and search.contacted <= search.month_over()]
    left = [search for search in ended if search.contacted is None and search.end and search.end <= search.month_over()]
    return Quotient(len(soon), len(ended) - len(left))


def _mean_days(cohort: Cohort) -> Quotient:
    days = [wait.days for wait in _contact_waits(cohort) if wait.over]
    return Quotient(sum(days), len(days))


def _statuses(cohort: Cohort) -> dict[str, int]:
    return distribution((search.status for search in _searches(cohort) if search.status), STATUSES)


def _standing(cohort: Cohort, *statuses: str) -> int:
    return sum(search.status in statuses for search in _searches(cohort))


def _waiting(cohort: Cohort, longer_than: int = -1) -> int:
    """Persons whose present episode has had no contact yet and has lasted longer than so many days."""
    day = cohort.window.end
    open_ = [search for person in cohort.people for search in person.details if search.end is None]
    return sum(search.contacted is None and (day - search.start).days > longer_than for search in open_)


CURVE = (
    Column("series", "Who"),
    Column("day", "Day", "number"),
    Column("at_risk", "Waiting before", "persons"),
    Column("events", "Got it", "persons"),
    Column("censored", "Left or still waiting", "persons"),
    Column("waiting", "Still waiting", "share"),
)


KIND = Kind(
    name="job-search",
    title="Job search",
    about="How soon an employer is met and a job is found. Those who still wait count too: leaving them out would "
    "make every programme look quick.",
    gather=_gather,
    figures=(
        Definition(
            key="median_days_to_first_employer_contact",
            name="Half have met an employer after",
            unit="days",
            cohort=BEGUN,
            definition="The first day from enrolment by whose end no more than half still waited for their first "
            f"employer contact; none where more than half still do. {CONTACT} {CENSORED}",
            compute=partial(_median, _contact_waits),
        ),
        Definition(
            key="share_within_one_month",
            name="Met an employer within a month",
            unit="share",
            cohort="Episodes that began in the window and whose first month had ended by its end; not those that ended "
            "within the month without a contact.",
            definition=f"Episodes with a first employer contact by the day a calendar month after enrolment ÷ all of "
            f"these; pauses are not deducted, whatever the rule says. {CONTACT}",
            compute=_within_a_month,
        ),
        Definition(
            key="breaches",
            name="Not in time",
            unit="episodes",
            cohort=BEGUN,
            definition=f"Episodes in which the deadline `{RULE}` passed without a contact dated by it, whether one "
            "came later (`met_late`) or has not come (`breached`), judged at the end of the window by the rules in "
            "force when it opened. A contact recorded late is no breach.",
            compute=lambda cohort: _standing(cohort, "breached", "met_late"),
        ),
        Definition(
            key="late_entries",
            name="In time, recorded late",
            unit="episodes",
            cohort=BEGUN,
            definition=f"Episodes in which a contact was dated by the deadline `{RULE}` and recorded after it.",
            compute=lambda cohort: _standing(cohort, "late_entry"),
        ),
        Definition(
            key="deadline_status",
            name="The deadline's standing",
            unit="episodes",
            axis="status",
            cohort=BEGUN,
            definition=f"Episodes by the status of the deadline `{RULE}` at the end of the window; none for a "
            "programme that has switched it off.",
            compute=_statuses,
        ),
        Definition(
            key="waiting",
            name="Still waiting",
            unit="persons",
            cohort=STILL_THERE,
            definition=f"Persons without an employer contact in their present episode. {CONTACT}",
            compute=_waiting,
        ),
        Definition(
            key="waiting_over_30_days",
            name="Waiting for more than 30 days",
            unit="persons",
            cohort=STILL_THERE,
            definition=f"Of those still waiting, the persons enrolled more than {LONG} days before the end of the "
            "window, whenever that was.",
            compute=lambda cohort: _waiting(cohort, LONG),
        ),
        Definition(
            key="mean_days_contacted",
            name="Mean days to the first contact",
            unit="days",
            cohort="Episodes that began in the window and had an employer contact by its end.",
            definition=f"The mean of the days from enrolment to the first employer contact. It leaves out those who "
            f"still wait: read it beside the median. {CONTACT}",
            compute=_mean_days,
        ),
        Definition(
            key="median_days_to_first_job",
            name="Half have found a job after",
            unit="days",
            cohort=BEGUN,
            definition="The first day from enrolment by whose end no more than half were still without a competitive "
            "job begun in the episode; none where more than half still are. A job that became competitive by the end "
            f"of the window counts from its start. {CENSORED}",
            compute=partial(_median, _job_waits),
        ),
        Definition(
            key="curve",
            name="Until the first employer contact",
            unit="table",
            cohort=BEGUN,
            split=False,
            personal=True,  # a row tells of the few people to whom something happened on one day
            definition="For each day after enrolment on which anything happened: how many waited as it began, how many "
            f"met their first employer, how many were seen last, and the share still waiting. {CONTACT} {CENSORED}",
            compute=partial(_curve, _contact_waits),
            columns=CURVE,
        ),
        Definition(
            key="job_curve",
            name="Until the first job",
            unit="table",
            cohort=BEGUN,
            split=False,
            personal=True,
            definition=f"The same for the first competitive job begun in the episode. {CENSORED}",
            compute=partial(_curve, _job_waits),
            columns=CURVE,
        ),
    ),
    plots=(
        Plot(
            title="Until the first employer contact",
            form="steps",
            figures=("curve",),
            x="day",
            y="waiting",
            series="series",
            says="The share still waiting for their first employer contact, by days since enrolment.",
        ),
        Plot(
            title="Until the first job",
            form="steps",
            figures=("job_curve",),
            x="day",
            y="waiting",
            series="series",
            says="The share still without a competitive job, by days since enrolment.",
        ),
    ),
)
