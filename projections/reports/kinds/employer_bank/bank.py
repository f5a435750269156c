"""The employer bank through time. Reports say how many, of which industry; never which."""

from __future__ import annotations

from datetime import date

from journey.domain.events import Event
from journey.domain.events.employers import EmployerRegistered
from journey.domain.history import History
from projections.reports.people import UNKNOWN


def bank(programme: History) -> Bank:
    """The bank of a programme's own history, read once."""
    if "employer bank" not in programme.memo:
        programme.memo["employer bank"] = Bank(programme)
    kept: Bank = programme.memo["employer bank"]
    return kept


class Bank:
    """A programme's employers, from the programme's own history, cut at the moment that matters."""

    def __init__(self, history: History) -> None:
        """Read a programme's history."""
        self._registered = history.by_type.get("employer_registered", [])
        self._signed = history.by_type.get("employer_agreement_signed", [])
        self.visits: list[Event] = history.by_type.get("employer_visited", [])
        self._industries = {event.fact.employer: event.fact.industry for event in self._registered}

    def at(self, day: date) -> dict[str, EmployerRegistered]:
        """Every employer registered by that day, as it was told of last."""
        return {event.fact.employer: event.fact for event in self._registered if event.on <= day}

    def signed(self, day: date) -> dict[str, date]:
        """Every employer with an agreement by that day, and when the first one was signed."""
        first: dict[str, date] = {}
        for event in self._signed:
            if event.on <= day:
                first.setdefault(event.fact.employer, event.on)
        return first

    def industry(self, employer: str, of_contact: str | None = None) -> str:
        """The industry that was told with a contact, else the employer's in the bank, else `unknown`."""
        return of_contact or self._industries.get(employer, UNKNOWN)
