"""When a fact happened, for tools that know no days: none of them moves it to another day, or past its neighbours."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import uuid4

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.events.participant import ContactHeld, Enrolled
from journey.domain.history import History
from projections.exports.coding import Coder
from projections.exports.moments import date_time, noon, placed
from projections.exports.population import lines
from projections.exports.pseudonyms import Pseudonyms
from tests.cases import every
from tests.unit.reports.given import e, enrolled, events

DAY = date(2018, 6, 1)
ZONES = [timezone(timedelta(hours=hours)) for hours in range(-9, 12)]


def event(on: date, at: time | None = None, *, move: bool = False) -> Event:
    moment = None if at is None else calendar.start_of_day(on).replace(hour=at.hour, minute=at.minute)
    now = datetime(2030, 1, 1, tzinfo=UTC)
    fact = Enrolled() if move else ContactHeld(mode="phone")
    return msgspec.structs.replace(Event(uuid4(), 1, "prov", on, now, now, "import", "c", fact), at=moment)


days = st.dates(date(2018, 1, 1), date(2018, 12, 31))
facts = st.builds(event, days, st.none() | st.times(), move=st.booleans())


@given(days)
def test_a_day_alone_is_that_day_wherever_somebody_reads_it(day: date) -> None:
    assert {noon(day).astimezone(zone).date() for zone in ZONES} == {day}
    assert date_time(day) == noon(day)


@given(st.lists(facts, max_size=40))
def test_by_days_everything_keeps_its_day_and_its_place(story: list[Event]) -> None:
    story.sort(key=lambda one: one.on)
    told = list(placed(story, by_clock=False))
    assert [moment.astimezone(UTC).date() for moment in told] == [one.on for one in story]
    assert told == sorted(told)
    assert len(set(told)) == len(told), "no tool has to guess which came first"


@given(st.lists(facts, max_size=40))
def test_by_the_clock_moments_are_their_own_and_days_keep_day_and_place(story: list[Event]) -> None:
    history = [one for one in sorted(story, key=lambda one: (one.on, one.at or noon(one.on)))]
    told = list(placed(history, by_clock=True))
    for one, moment in zip(history, told, strict=True):
        if one.at is not None:
            assert moment == one.at
        elif one.type != "enrolled":
            assert moment.astimezone(UTC).date() == one.on
    moves = [moment for one, moment in zip(history, told, strict=True) if one.at is not None or one.type == "enrolled"]
    assert moves == sorted(moves)


@every(
    "story, told",
    [
        ([event(DAY), event(DAY, time(9))], ["09:00:00", "09:00:00"]),
        ([event(DAY, time(15)), event(DAY, move=True)], ["15:00:00", "15:00:00"]),
        ([event(DAY, move=True), event(DAY, time(0, 30), move=True)], ["00:30:00", "00:30:00"]),
        ([event(DAY), event(DAY, time(0, 30))], ["12:00:00", "00:30:00"]),
        ([event(DAY), event(DAY)], ["12:00:00", "12:00:01"]),
    ],
)
def test_a_day_alone_stands_beside_what_has_a_time(story: list[Event], told: list[str]) -> None:
    assert [f"{moment:%H:%M:%S}" for moment in placed(story, by_clock=True)] == told


# -- what two exports have in common -----------------------------------------------------------------------------------
TEAM = [e("coach_registered", "2018-01-02", coach=name, fte=1.0) for name in "abcdefghij"]


def coaches(salt: bytes) -> list[str]:
    """Whom each line of the team is about, by their names in the log."""
    coder = Coder(Pseudonyms(salt), {})
    names = {coder.pseudonyms.of("C", "prov", name): name for name in "abcdefghij"}
    return [names[line.facts["coach"]] for line in lines(History(events(TEAM)), coder, by_chance=True)]


def test_the_place_of_a_line_does_not_tell_who_it_is_about_in_another_export() -> None:
    one, other = coaches(b"one"), coaches(b"other")
    assert sorted(one) == sorted(other) == list("abcdefghij")
    assert one != other
    assert "abcdefghij" not in ("".join(one), "".join(other)), "nor is it the order of the log"


def test_moments_leave_as_days_and_by_the_clock_where_that_was_asked_for() -> None:
    history = History(events([enrolled("2018-01-10")]))
    by_day = lines(history, Coder(Pseudonyms(b""), {}))[0]
    by_clock = lines(history, Coder(Pseudonyms(b""), {}, exact_times=True))[0]
    assert (by_day.recorded, by_day.at) == (date(2018, 1, 10), None)
    assert by_clock.recorded == datetime(2018, 1, 10, 12, tzinfo=UTC)
