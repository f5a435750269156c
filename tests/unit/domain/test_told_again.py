"""What nobody settles is told again: a rule's `again`, once in each period since the escalation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.programme import Period
from tests.spec import contact, discharged, enrolled, given, waived

AGAIN = """
[rules.vocational_profile_done]
again = "4 weeks"
[[rules.vocational_profile_done.legs]]
trigger = [{type = "enrolled"}]
satisfier = [{type = "contact_held"}]
period = "1 week"
"""
ONCE = AGAIN.replace('again = "4 weeks"\n', "")
# Enrolled on 1 March: due on the 8th, breached on the 9th, escalated on the 15th, told again on 12 April and 10 May.
LADDER = [("2018-03-07", "warning"), ("2018-03-09", "breach"), ("2018-03-15", "escalation")]


def told(*story: Any, rules: str = AGAIN, until: str = "2018-06-01") -> list[tuple[str, str]]:
    raised = given(enrolled("2018-03-01"), *story).under(rules).swept("2018-03-01", daily_until=until)
    return [(day, kind) for day, kind, _ in raised]


def test_an_escalation_that_nothing_settles_is_told_again_in_each_period() -> None:
    assert told() == [*LADDER, ("2018-04-12", "still_open"), ("2018-05-10", "still_open")]


def test_without_again_an_escalation_is_told_once() -> None:
    assert told(rules=ONCE) == LADDER


def test_what_is_settled_ended_or_waived_is_not_told_again() -> None:
    for ending in (contact("2018-04-20"), discharged("2018-04-20"), waived("2018-04-20", "vocational_profile_done")):
        assert told(ending) == [*LADDER, ("2018-04-12", "still_open")]


def test_an_escalation_that_comes_late_after_a_standstill_is_as_good_as_the_telling_of_its_period() -> None:
    judged = given(enrolled("2018-03-01")).under(AGAIN)
    raised = judged.swept("2018-04-20", "2018-04-21", "2018-05-09", "2018-05-10", "2018-05-11")
    assert [(day, kind) for day, kind, _ in raised] == [("2018-04-20", "escalation"), ("2018-05-10", "still_open")]


def test_after_a_standstill_the_latest_period_alone_is_told() -> None:
    raised = given(enrolled("2018-03-01")).under(AGAIN).swept("2018-03-15", "2018-07-30", "2018-07-31")
    assert [(day, kind) for day, kind, _ in raised] == [("2018-03-15", "escalation"), ("2018-07-30", "still_open")]


UNITS = st.sampled_from(["days", "working days", "weeks", "months"])


@settings(max_examples=200, deadline=None)
@drawn(st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.integers(0, 900), st.integers(1, 40), UNITS)
def test_whole_periods_are_counted_as_if_each_were_added_to_the_start(
    start: date, days: int, count: int, unit: Any
) -> None:
    end = start + timedelta(days=days)
    number = calendar.periods(start, end, Period(count, unit))
    assert calendar.add(start, Period(count * number, unit)) <= end or number == 0
    assert calendar.add(start, Period(count * (number + 1), unit)) > end
