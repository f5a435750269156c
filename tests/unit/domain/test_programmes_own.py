"""A programme's own rules: they count from its first day or its first entry, whichever is later."""

from __future__ import annotations

from datetime import UTC, date, datetime

from journey.domain.events import Event
from journey.domain.events.system import RulesChanged
from journey.domain.history import History
from journey.domain.rules import deadlines
from tests.spec import STREAM, Entry, book_of, entry, given

TEAM = "team_meeting"


def meeting(on: str, kind: str = "team", **keys: object) -> Entry:
    return entry("meeting_held", on, kind=kind, **keys)


def registered(on: str) -> Entry:
    return entry("coach_registered", on, coach="anna", fte=1)


def test_a_programme_that_begins_to_write_later_than_it_started_is_not_behind_from_its_start() -> None:
    told = given(registered("2026-03-02")).under("monthly_report", "uppsala").on("2026-05-31")
    assert [row.occurrence for row in told.deadlines()] == ["2026-03", "2026-04", "2026-05"]


def test_the_first_meeting_is_due_a_week_from_the_first_entry() -> None:
    told = given(registered("2026-03-02")).under(TEAM, "landskrona").on("2026-03-05")
    row = told.deadline()
    assert (row.occurrence, str(row.opened), str(row.due), row.status) == ("start", "2026-03-02", "2026-03-09", "open")


def test_entries_from_before_the_programme_started_do_not_move_its_start() -> None:
    told = given(registered("2019-03-02"), meeting("2019-03-03")).under(TEAM, "landskrona").on("2020-07-01")
    assert [(row.occurrence, str(row.opened)) for row in told.deadlines()] == [("start", "2020-06-01")]


def test_a_meeting_that_is_the_first_entry_opens_the_wait_for_the_next() -> None:
    rows = given(meeting("2026-03-02", entry="first")).under(TEAM, "landskrona").on("2026-03-05").deadlines()
    assert [(row.occurrence, row.status) for row in rows] == [("first", "open"), ("start", "met")]


def test_as_long_as_it_has_no_entry_of_its_own_the_day_it_was_taken_into_use_counts() -> None:
    book = book_of("monthly_report", "uppsala")
    taken = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rules = RulesChanged(valid_from=date(2026, 3, 2), programme=book.latest)
    log = [Event(STREAM, 1, "uppsala", date(2026, 3, 2), taken, taken, "system", "test", rules, at=taken)]
    rows = deadlines(History(log), book, date(2026, 4, 30), "programme")
    assert [row.occurrence for row in rows] == ["2026-03", "2026-04"]
    assert deadlines(History(log, as_of=date(2026, 3, 1)), book, date(2026, 3, 1), "programme") == []


def test_how_many_whole_periods_a_rhythm_was_left_undone_is_counted_from_its_due_day() -> None:
    told = given(registered("2026-03-02")).under(TEAM, "landskrona")
    counted = [(day, told.on(day).deadline().periods_missed) for day in ("2026-03-09", "2026-03-15", "2026-03-30")]
    assert counted == [("2026-03-09", 0), ("2026-03-15", 0), ("2026-03-30", 3)]


def test_a_meeting_that_came_late_ends_the_counting_of_periods() -> None:
    rows = given(registered("2026-03-02"), meeting("2026-03-24")).under(TEAM, "landskrona").on("2026-12-01").deadlines()
    assert (rows[0].occurrence, rows[0].status, rows[0].periods_missed) == ("start", "met_late", 2)
