"""Calendar time as a programme counts it: whole local dates, calendar months, Swedish working days.

Everything else in the domain works on the dates this module gives; only here are zones, month lengths and
public holidays known. Results outside the years 2 to 9998 are held at that edge instead of overflowing, so
that an absurd period in somebody's file gives an absurd date and no crash.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from journey.domain.programme import Period

STOCKHOLM = "Europe/Stockholm"
# A year short of what `date` can hold, so that a zone's offset or one more day can still be added.
EARLIEST = date(2, 1, 1)
LATEST = date(9998, 12, 31)

_REMEMBERED = 2**15  # the same few lengths are counted from the same days, for everybody
_FRIDAY = 4
_SATURDAY = 5
_END_OF_DAY = time(23, 59, 59, 999_999, fold=1)  # fold: the last such moment where a clock strikes it twice


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local_date(moment: datetime, zone: str = STOCKHOLM) -> date:
    """The date on the programme's wall calendar at that moment. ValueError where the moment has no offset."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset to have a local date")
    return moment.astimezone(_zone(zone)).date()


def local_time(moment: datetime, zone: str = STOCKHOLM) -> datetime:
    """A moment as the clocks on the wall show it."""
    return moment.astimezone(_zone(zone))


def start_of_day(day: date, zone: str = STOCKHOLM) -> datetime:
    """The first moment of the day, with the zone's offset on that day."""
    return datetime.combine(day, time.min, _zone(zone))


def end_of_day(day: date, zone: str = STOCKHOLM) -> datetime:
    """The last microsecond of the day: the end of every deadline that is due on it."""
    return datetime.combine(day, _END_OF_DAY, _zone(zone))


def is_working_day(day: date) -> bool:
    """Monday to Friday, no Swedish public holiday, not Midsummer Eve, Christmas Eve or New Year's Eve.

    Before 1953, when today's calendar of holidays became law, only weekends and the three eves are free.
    """
    return day.weekday() < _SATURDAY and day not in _free_days(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day) and day < LATEST:
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=_REMEMBERED)
def add(day: date, length: Period) -> date:
    """The day that lies `length` after `day`.

    31 January and one month is 28 or 29 February. Of working days the first is the next working day after
    `day`, whatever `day` is; no working days at all is `day` itself.
    """
    if length.unit == "months":
        return _shift_months(day, length.count)
    if length.unit == "working days":
        return _working_days_after(day, length.count)
    return _shift_days(day, length.count * (7 if length.unit == "weeks" else 1))


@lru_cache(maxsize=_REMEMBERED)
def before(day: date, length: Period) -> date:
    """The day that lies `length` before `day`: as `add`, backwards. 31 March less one month is 28 or 29 February."""
    if length.unit == "months":
        return _shift_months(day, -length.count)
    if length.unit == "working days":
        return _working_days_before(day, length.count)
    return _shift_days(day, -length.count * (7 if length.unit == "weeks" else 1))


def periods(start: date, end: date, length: Period) -> int:
    """How many whole periods of that length, one after the other from `start`, have passed by `end`; none before it.

    Counted from the start: from 31 January, monthly ones pass on 28 February, on 31 March, on 30 April.
    """
    if end <= start or length.count == 0:
        return 0
    if length.unit == "working days":
        return _working_days_between(start, end) // length.count
    if length.unit == "months":
        count = ((end.year - start.year) * 12 + end.month - start.month) // length.count
        return count if _shift_months(start, count * length.count) <= end else count - 1
    return (end - start).days // (length.count * (7 if length.unit == "weeks" else 1))


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _shift_days(day: date, count: int) -> date:
    try:
        moved = day + timedelta(days=count)
    except OverflowError:
        return LATEST if count > 0 else EARLIEST
    return moved if EARLIEST <= moved <= LATEST else min(max(moved, EARLIEST), LATEST)


def _shift_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year < EARLIEST.year:
        return EARLIEST
    if year > LATEST.year:
        return LATEST
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_after(day: date, count: int) -> date:
    if count == 0:
        return day
    for year in range(day.year, LATEST.year + 1):
        days = _working_days(year)
        position = (bisect_right(days, day) if year == day.year else 0) + count - 1
        if position < len(days):
            return days[position]
        count = position - len(days) + 1
    return LATEST


def _working_days_before(day: date, count: int) -> date:
    if count == 0:
        return day
    for year in range(day.year, EARLIEST.year - 1, -1):
        days = _working_days(year)
        position = (bisect_left(days, day) if year == day.year else len(days)) - count
        if position >= 0:
            return days[position]
        count = -position
    return EARLIEST


def _working_days_between(start: date, end: date) -> int:
    """The working days after `start`, up to and with `end`."""
    total = sum(len(_working_days(year)) for year in range(start.year, end.year))
    return total + bisect_right(_working_days(end.year), end) - bisect_right(_working_days(start.year), start)


@lru_cache(maxsize=512)
def _working_days(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(ordinal) for ordinal in range(first, date(year, 12, 31).toordinal() + 1))
    return tuple(day for day in days if is_working_day(day))


@lru_cache(maxsize=512)
def _free_days(year: int) -> frozenset[date]:
    """The public holidays of the year and the three eves that work and banks treat as such."""
    # Imported here: the library costs some tenths of a second, and most commands count no working days.
    from holidays import country_holidays

    # The eves are added by hand: between versions the library has moved them from public holidays to
    # another category and back, and the sum of both is right with every one of them.
    eves = {_midsummer_eve(year), date(year, 12, 24), date(year, 12, 31)}
    return frozenset(country_holidays("SE", years=year)) | eves


def _midsummer_eve(year: int) -> date:
    """The Friday between 19 and 25 June."""
    earliest = date(year, 6, 19)
    return earliest + timedelta(days=(_FRIDAY - earliest.weekday()) % 7)
