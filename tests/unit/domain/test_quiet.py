"""When messages may leave: the next moment in which one may is the first that is neither quiet nor a day off."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from journey.domain import quiet
from journey.domain.settings import QuietHours, Settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")
QUARTER = timedelta(minutes=15)
quarters = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
programmes = st.builds(
    lambda begin, end, working: Settings(quiet_hours=QuietHours(from_=begin, to=end), working_days_only=working),
    quarters,
    quarters,
    st.booleans(),
)
moments = st.integers(0, 96 * 60).map(lambda n: datetime(2026, 12, 1, tzinfo=STOCKHOLM) + n * QUARTER)


@hypothesis_settings(deadline=None)
@given(programmes, moments, st.integers(-4, 96 * 4))
def test_the_next_moment_in_which_anything_may_leave_is_the_first_of_all_that_come(
    settings: Settings, begins: datetime, quarters_on: int
) -> None:
    ends = begins + quarters_on * QUARTER
    every = (begins + step * QUARTER for step in range(max(0, quarters_on)))
    assert quiet.next_start(settings, begins, ends) == next(
        (one for one in every if quiet.may_leave(settings, one)), None
    )
