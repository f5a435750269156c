"""How long each kind of record is kept, as `config/retention.toml` says it, and whether a case's time is over."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from journey.domain import calendar, standing
from journey.domain.history import History
from journey.domain.programme import PeriodText, period
from journey.domain.settings import Line

REFUSED = "a supervisor refused the erasure"
CLOSED_CASES, TRANSCRIPTS, DRAFTS, EXPORTS = "closed_cases", "transcripts", "drafts", "exports"
FORM_DRAFTS = "form_drafts"
"""Kinds of record, beside the access log, as the file and `retention_applied` call them."""

DayOfMonth = Annotated[int, Meta(ge=1, le=31)]


class Keep(Struct, frozen=True, forbid_unknown_fields=True):
    """An exception under archive law: these closed cases are kept, for this reason.

    Each key that is given narrows it: a programme, references, days of the month on which people are born. With none
    of them it holds for every case.
    """

    reason: Line
    programme: str | None = None
    participants: tuple[str, ...] = ()
    born_on: tuple[DayOfMonth, ...] = ()


class Time(Struct, frozen=True, forbid_unknown_fields=True):
    """How long one kind is kept."""

    after: PeriodText


class CaseTime(Struct, frozen=True, forbid_unknown_fields=True):
    """How long a closed case is kept after its last note, and which are kept longer."""

    after: PeriodText
    keep: tuple[Keep, ...] = ()


class Retention(Struct, frozen=True, forbid_unknown_fields=True):
    """The file. Transcripts and drafts without a time go by the settings, as the clock takes them."""

    closed_cases: CaseTime
    access_log: Time
    exports: Time
    transcripts: Time | None = None
    drafts: Time | None = None


def is_over(last: date, length: str, today: date) -> bool:
    """Whether that long has gone by, the last day included."""
    return calendar.add(last, period(length)) < today


def last_note(history: History) -> date | None:
    """The day of the last note of a closed case: when it happened, or was written down if that was later.

    None where the case is open, nothing is known of it, or it is erased.
    """
    stay = history.current
    if history.erased or not history.events or (stay is not None and stay.ending is None):
        return None
    return max(max(event.on, calendar.local_date(event.recorded)) for event in history.events)


def kept_because(history: History, keep: tuple[Keep, ...], programme: str, called: str, born: int | None) -> str | None:
    """Why a case is kept though its time is over; None where nothing keeps it. `born` is a day of the month.

    Whose birthday nobody knows is kept where a birthday would decide: what an archive lacks comes back from nowhere.
    """
    if standing.erasure(history) == "refused":
        return REFUSED
    for one in keep:
        if one.programme not in (None, programme) or (one.participants and called not in one.participants):
            continue
        if one.born_on and born is None:
            return f"{one.reason} (day of birth not known)"
        if not one.born_on or born in one.born_on:
            return one.reason
    return None
