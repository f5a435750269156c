"""Months, working days and the ends of days, as every deadline counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.programme import Period, period
from tests.cases import every

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31), timezones=st.just(UTC))
units = st.sampled_from(["days", "working days", "weeks", "months"])
periods = st.builds(Period, st.integers(0, 9999), units)
short_periods = st.builds(Period, st.integers(0, 60), units)


@every(
    "day, length, due",
    [
        (date(2023, 1, 31), "1 month", date(2023, 2, 28)),
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 1, 31), "2 months", date(2024, 3, 31)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 11, 30), "3 months", date(2025, 2, 28)),
        (date(2024, 3, 29), "3 days", date(2024, 4, 1)),
        (date(2024, 12, 30), "1 week", date(2025, 1, 6)),
        (date(2024, 3, 28), "1 working day", date(2024, 4, 2)),  # over Easter
        (date(2024, 6, 20), "1 working day", date(2024, 6, 24)),  # over Midsummer Eve
        (date(2024, 5, 31), "5 working days", date(2024, 6, 10)),  # over the National Day
        (date(2004, 5, 28), "1 working day", date(2004, 6, 1)),  # Whit Monday, free until 2004
        (date(2005, 5, 13), "1 working day", date(2005, 5, 16)),  # … and no longer
        (date(2024, 12, 23), "3 working days", date(2025, 1, 2)),
        (date(2024, 6, 22), "1 working day", date(2024, 6, 24)),  # from a Saturday
        (date(2024, 6, 22), "0 working days", date(2024, 6, 22)),
        (date(2024, 6, 22), "0 days", date(2024, 6, 22)),
    ],
)
def test_a_period_after_a_day_ends_on_the_day_a_swede_would_count_to(day: date, length: str, due: date) -> None:
    assert calendar.add(day, period(length)) == due


@every(
    "day, length, start",
    [
        (date(2024, 3, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 3, 8), "1 week", date(2024, 3, 1)),
        (date(2024, 4, 2), "1 working day", date(2024, 3, 28)),
        (date(2025, 1, 2), "3 working days", date(2024, 12, 23)),
        (date(2024, 6, 23), "1 working day", date(2024, 6, 20)),
        (date(2024, 1, 15), "1 year", date(2023, 1, 15)),
    ],
)
def test_a_period_before_a_day_counts_the_same_way_backwards(day: date, length: str, start: date) -> None:
    assert calendar.before(day, period(length)) == start


@every(
    "free",
    [
        date(2025, 1, 1),
        date(2025, 1, 6),
        date(2025, 4, 18),
        date(2025, 4, 21),
        date(2025, 5, 1),
        date(2025, 5, 29),
        date(2025, 6, 6),
        date(2025, 6, 20),
        date(2025, 12, 24),
        date(2025, 12, 25),
        date(2025, 12, 26),
        date(2025, 12, 31),
        date(2025, 8, 9),
        date(2025, 8, 10),
    ],
)
def test_public_holidays_weekends_and_the_three_eves_are_free(free: date) -> None:
    assert not calendar.is_working_day(free)


@every(
    "day",
    [date(2025, 1, 2), date(2025, 4, 17), date(2025, 4, 30), date(2025, 5, 30), date(2025, 12, 23), date(2025, 12, 30)],
)
def test_half_days_and_squeeze_days_are_working_days(day: date) -> None:
    assert calendar.is_working_day(day)


@pytest.mark.parametrize(("year", "number"), [(2024, 262 - 11), (2025, 261 - 12)])
def test_a_year_has_its_weekdays_less_the_holidays_and_eves_that_fall_on_them(year: int, number: int) -> None:
    first, following = date(year, 1, 1), date(year + 1, 1, 1)
    days_of_year = (first + timedelta(days=n) for n in range((following - first).days))
    assert sum(map(calendar.is_working_day, days_of_year)) == number


@every("day", [date(2024, 3, 31), date(2024, 10, 27), date(2024, 7, 1), date(1916, 10, 1)])
def test_a_day_ends_where_the_next_begins_also_when_the_clocks_change(day: date) -> None:
    end, following = calendar.end_of_day(day), calendar.start_of_day(day + timedelta(days=1))
    assert following.astimezone(UTC) - end.astimezone(UTC) == timedelta(microseconds=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 31), 23), (date(2024, 10, 27), 25), (date(2024, 7, 1), 24)])
def test_a_day_has_as_many_hours_as_the_clocks_gave_it(day: date, hours: int) -> None:
    length = calendar.end_of_day(day).astimezone(UTC) - calendar.start_of_day(day).astimezone(UTC)
    assert length == timedelta(hours=hours) - timedelta(microseconds=1)


def test_a_moment_late_in_the_evening_of_london_is_tomorrow_in_stockholm() -> None:
    assert calendar.local_date(datetime(2024, 6, 30, 22, 0, tzinfo=UTC)) == date(2024, 7, 1)
    assert calendar.local_date(datetime(2024, 6, 30, 21, 59, tzinfo=UTC)) == date(2024, 6, 30)
    assert calendar.local_date(datetime(2024, 6, 30, 22, 0, tzinfo=UTC), "Europe/London") == date(2024, 6, 30)


def test_a_moment_without_an_offset_has_no_local_date() -> None:
    with pytest.raises(ValueError, match="offset"):
        calendar.local_date(datetime(2024, 6, 30))


@pytest.mark.parametrize(
    ("day", "end"), [(date(2024, 2, 1), date(2024, 2, 29)), (date(2023, 12, 31), date(2023, 12, 31))]
)
def test_a_month_ends_on_its_last_day(day: date, end: date) -> None:
    assert calendar.month_end(day) == end


@given(days, periods)
def test_no_period_overflows_and_time_never_runs_backwards(day: date, length: Period) -> None:
    assert calendar.add(day, length) >= day >= calendar.before(day, length)


@given(days, short_periods, short_periods)
def test_a_later_start_is_never_due_earlier(day: date, gap: Period, length: Period) -> None:
    assert calendar.add(calendar.add(day, gap), length) >= calendar.add(day, length)


@given(days, st.integers(0, 400), st.integers(0, 400))
def test_working_days_add_up(day: date, first: int, second: int) -> None:
    halfway = calendar.add(day, Period(first, "working days"))
    assert calendar.add(halfway, Period(second, "working days")) == calendar.add(
        day, Period(first + second, "working days")
    )


@given(days, st.integers(1, 300))
def test_working_days_are_as_many_as_a_walk_through_the_days_counts(day: date, count: int) -> None:
    due = calendar.add(day, Period(count, "working days"))
    between = (day + timedelta(days=n) for n in range(1, (due - day).days + 1))
    assert calendar.is_working_day(due)
    assert sum(map(calendar.is_working_day, between)) == count
    assert calendar.before(due, Period(count, "working days")) <= day + timedelta(days=1)


@given(days)
def test_the_next_working_day_is_the_day_itself_or_the_first_after_it(day: date) -> None:
    following = calendar.next_working_day(day)
    assert calendar.is_working_day(following)
    assert following == (day if calendar.is_working_day(day) else calendar.add(day, Period(1, "working days")))


@given(moments)
def test_every_moment_lies_within_its_local_day(moment: datetime) -> None:
    day = calendar.local_date(moment)
    assert calendar.start_of_day(day) <= moment <= calendar.end_of_day(day)
    assert calendar.local_date(calendar.end_of_day(day)) == calendar.local_date(calendar.start_of_day(day)) == day
