"""Counts employers in the bank, and contacts with them, through a window."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from journey.domain.events import Event
from journey.domain.history import History
from projections.reports.cohort import Cohort
from projections.reports.figures import Quotient, Rows, distribution
from projections.reports.kinds.employer_bank.bank import bank
from projections.reports.months import by_month, ends, label
from projections.reports.view import ReportFrame

MODES = ("face_to_face", "phone", "email", "video")
Contacts = dict[tuple[str, str, str], int]
"""How many contacts of a person's by month, mode and industry."""


def gather(history: History, frame: ReportFrame) -> Contacts:
    """A person's contacts with employers in the window, counted."""
    known_employers = bank(frame.programme_history)
    return Counter(
        (label(event.on), event.fact.mode, known_employers.industry(event.fact.employer, event.fact.industry))
        for event in history.by_type.get("employer_contacted", ())
        if frame.holds(event.on)
    )


def before(cohort: Cohort) -> int:
    """Employers in the bank when the window opens."""
    return len(bank(cohort.frame.programme_history).at(cohort.window.start - timedelta(days=1)))


def employers(cohort: Cohort) -> int:
    """Employers in the bank when the window closes."""
    return len(bank(cohort.frame.programme_history).at(cohort.window.end))


def _industries(cohort: Cohort, day: date) -> dict[str, int]:
    return distribution(employer.industry for employer in bank(cohort.frame.programme_history).at(day).values())


def employers_by_month(cohort: Cohort) -> dict[str, int]:
    """Employers in the bank at the end of each month; nothing while there is none at all."""
    days = ends(cohort.window.start, cohort.window.end)
    counts = {label(day): len(bank(cohort.frame.programme_history).at(day)) for day in days}
    return counts if any(counts.values()) else {}


def over_time(cohort: Cohort) -> Rows:
    """Employers in the bank at the end of each month, by industry: a row each."""
    return [
        {"month": label(day), "industry": industry, "employers": count}
        for day in ends(cohort.window.start, cohort.window.end)
        for industry, count in _industries(cohort, day).items()
    ]


def growth(cohort: Cohort) -> Quotient:
    """How many more there are at the end of the window, of those there were before it."""
    there = before(cohort)
    return Quotient(employers(cohort) - there, there)


def _visits(cohort: Cohort) -> list[Event]:
    return [event for event in bank(cohort.frame.programme_history).visits if cohort.window.holds(event.on)]


def _contacts(cohort: Cohort, part: int) -> dict[str, int]:
    """Participants' contacts by one part of their key: month, mode or industry."""
    total: Counter[str] = Counter()
    for person in cohort.people:
        for key, count in person.details.items():
            total[key[part]] += count
    return distribution(total.elements(), MODES)


def new_employers(cohort: Cohort) -> int:
    """How many more there are at the end of the window."""
    return employers(cohort) - before(cohort)


def agreements(cohort: Cohort) -> int:
    """Employers with an agreement by the end of the window."""
    return len(bank(cohort.frame.programme_history).signed(cohort.window.end))


def new_agreements(cohort: Cohort) -> int:
    """Employers whose first agreement was signed in the window."""
    return sum(map(cohort.window.holds, bank(cohort.frame.programme_history).signed(cohort.window.end).values()))


def number_of_visits(cohort: Cohort) -> int:
    """Contacts on the programme's behalf."""
    return len(_visits(cohort))


def number_of_contacts(cohort: Cohort) -> int:
    """Contacts for participants."""
    return sum(sum(person.details.values()) for person in cohort.people)


def employers_by_industry(cohort: Cohort) -> dict[str, int]:
    """Employers in the bank when the window closes, by industry."""
    return _industries(cohort, cohort.window.end)


def visits_by_mode(cohort: Cohort) -> dict[str, int]:
    """Contacts on the programme's behalf, by mode."""
    return distribution((event.fact.mode for event in _visits(cohort)), MODES)


def contacts_by_mode(cohort: Cohort) -> dict[str, int]:
    """Contacts for participants, by mode."""
    return _contacts(cohort, 1)


def visits_by_month(cohort: Cohort) -> dict[str, int]:
    """Contacts on the programme's behalf, by month."""
    return by_month(event.on for event in _visits(cohort))


def contacts_by_month(cohort: Cohort) -> dict[str, int]:
    """Contacts for participants, by month."""
    return _contacts(cohort, 0)


def visits_by_industry(cohort: Cohort) -> dict[str, int]:
    """Contacts on the programme's behalf, by the industry of the employer in the bank."""
    return distribution(bank(cohort.frame.programme_history).industry(event.fact.employer) for event in _visits(cohort))


def contacts_by_industry(cohort: Cohort) -> dict[str, int]:
    """Contacts for participants, by industry."""
    return _contacts(cohort, 2)
