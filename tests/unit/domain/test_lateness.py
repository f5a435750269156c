"""When an entry came late: by the days on the calendar at home, whatever zone its moment is written in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import local_date
from journey.domain.lateness import LATE_DAYS, days_after, entered_late
from tests.cases import every

FRIDAY = date(2018, 3, 23)  # the clocks go forward two days later
MOMENTS = st.datetimes(min_value=datetime(2018, 3, 1), max_value=datetime(2018, 4, 30))
OFFSETS = st.integers(min_value=-14, max_value=14).map(lambda hours: timezone(timedelta(hours=hours)))


@every(
    "recorded, late",
    [
        ("2018-03-22T12:00:00+00:00", False),  # ahead of the day itself
        ("2018-03-30T21:59:00+00:00", False),  # the end of the seventh day, at home
        ("2018-03-30T22:00:00+00:00", True),  # home has midnight, and UTC not yet
        ("2018-03-31T09:00:00+12:00", False),  # elsewhere it is the eighth day already
        ("2018-05-01T12:00:00+00:00", True),
    ],
)
def test_what_is_recorded_more_than_a_week_later_by_the_calendar_at_home_is_late(recorded: str, late: bool) -> None:
    assert entered_late(FRIDAY, datetime.fromisoformat(recorded), time_unknown=False) is late


def test_what_was_recorded_at_a_time_nobody_knows_is_never_late() -> None:
    assert not entered_late(FRIDAY, datetime(2019, 1, 1, tzinfo=UTC), time_unknown=True)


@given(MOMENTS, OFFSETS)
def test_late_is_what_the_days_between_say(moment: datetime, zone: timezone) -> None:
    recorded = moment.replace(tzinfo=zone)
    assert days_after(FRIDAY, recorded) == (local_date(recorded) - FRIDAY).days
    assert entered_late(FRIDAY, recorded, time_unknown=False) == (days_after(FRIDAY, recorded) > LATE_DAYS)
