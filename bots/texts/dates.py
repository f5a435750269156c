"""Dates and times of day in words, in the reader's language: every screen, message and card says them from here."""

from __future__ import annotations

from datetime import date, datetime

from bots.texts.catalogue import Texts
from journey.domain import calendar


def say_day(texts: Texts, language: str, day: date, today: date) -> str:
    """A date as people say it, `måndag 3 december`; with the year where it is another one than today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return texts(language, "date", weekday=day.weekday(), day=day.day, month=day.month) + year


def say_moment(texts: Texts, language: str, moment: datetime, today: date) -> str:
    """A date, as `say_day` says it, and the time of day that the clocks on the wall show."""
    local = calendar.local_time(moment)
    return texts(language, "moment", day=say_day(texts, language, local.date(), today), time=f"{local:%H:%M}")


def write_day(texts: Texts, language: str, day: date) -> str:
    """A date on a page that is kept for years, `3 december 2026`: always with its year."""
    return texts(language, "day-year", day=day.day, month=day.month, year=str(day.year))


def write_moment(texts: Texts, language: str, moment: datetime) -> str:
    """A date and the time of day on a page that is kept for years."""
    local = calendar.local_time(moment)
    day = write_day(texts, language, local.date())
    return texts(language, "day-time", day=day, hour=f"{local:%H}", minute=f"{local:%M}")
