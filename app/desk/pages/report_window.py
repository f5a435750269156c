"""What is asked of a report at the desk: which days, as of when, known when, of whom; an address says no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from app.desk.forms.reading import day_asked
from journey.domain import calendar
from projections.live.replay import View
from projections.reports import AUDIENCES, POPULATIONS
from services.reports import Question

DAYS = ("from", "to", "as_of", "known_at", "with_from", "with_to")
"""The days that can be asked for: a window, the two times of every report, and a window to set beside the first."""
CHOICES = {"population": POPULATIONS, "audience": AUDIENCES}
"""What else can be asked for; the first is meant where nothing is."""
_LONGEST = 20  # signs of a day, however it is written


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chooses to see, as they wrote it; with the days it means, and what of it cannot be."""

    written: Mapping[str, str]
    days: Mapping[str, date]
    wrong: tuple[tuple[str, str], ...]
    """The questions that cannot be answered so, each with the kind of mistake."""

    @property
    def query(self) -> str:
        """The same as part of an address."""
        said = urlencode({key: value for key, value in self.written.items() if value})
        return f"?{said}" if said else ""

    @property
    def outside(self) -> bool:
        """Whether it is asked for to be passed on."""
        return self.written["audience"] == "outside"

    def of(self, kind: str, programme: str, today: date) -> Question:
        """The question to a report of that kind."""
        as_of, known = self.days.get("as_of"), self.days.get("known_at")
        return Question(
            kind=kind,
            programme=programme,
            at=View(as_of or known or today, calendar.end_of_day(known) if known else None),
            at_any=as_of is None and known is None,
            start=self.days.get("from"),
            end=self.days.get("to"),
            population=None if self.outside else self.written["population"] or None,
            audience=self.written["audience"] or AUDIENCES[0],
        )

    def beside(self, question: Question) -> Question | None:
        """The same question to the other window, where one is asked for."""
        start, end = self.days.get("with_from"), self.days.get("with_to")
        return replace(question, start=start, end=end) if start and end else None


def choice_of(said: Mapping[str, object], today: date) -> Choice:
    """What an address or a form asks for."""
    written = {key: str(said.get(key) or "").strip()[:_LONGEST] for key in (*DAYS, *CHOICES)}
    written |= {key: "" for key, words in CHOICES.items() if written[key] not in words}
    read = {key: day_asked(written[key], today) for key in DAYS}
    days = {key: day for key, (day, _) in read.items() if day is not None}
    wrong = [(key, cause) for key, (_, cause) in read.items() if cause is not None]
    return Choice(written, days, tuple(wrong or _against_each_other(days, written, today)))


def _against_each_other(days: Mapping[str, date], written: Mapping[str, str], today: date) -> list[tuple[str, str]]:
    """What is wrong with days that are each a day."""
    wrong = [(key, "ahead") for key in ("as_of", "known_at") if days.get(key, today) > today]
    for start, end in (("from", "to"), ("with_from", "with_to")):
        if start in days and end in days and days[start] > days[end]:
            wrong.append((end, "upside-down"))
    first, second = (key in days for key in ("with_from", "with_to"))
    if first is not second:
        wrong.append(("with_to" if first else "with_from", "half"))
    if written["audience"] == "outside":
        wrong += [(key, "outside") for key in ("as_of", "known_at", "with_from", "with_to") if key in days]
    return wrong
