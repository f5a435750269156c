"""One entry at a time: lines, the keys that all types have, days and record times."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain import calendar
from journey.domain.events import ENTRY_TYPES
from journey.engine.entries import EntryErrors, canonical, moment, read_line
from tests.cases import every
from tests.unit.one_entry import ENROLLED, FRAME, KEEPING, NOW, WAY_OF_DATES, command, of_type, problems

# --- lines ------------------------------------------------------------------------------------------------------------


@every(
    "line, message",
    [
        (b"\xff\xfe", "the line: not UTF-8 (Latin-1, perhaps); save the file as UTF-8"),
        ('{"note": "å"}'.encode("latin-1"), "the line: not UTF-8 (Latin-1, perhaps); save the file as UTF-8"),
        (b'{"note": "\\u0000"}', "the line: holds a NUL character; take it out"),
        (b"{", "the line: not valid JSON; write one JSON object on each line"),
        (b"", "the line: not valid JSON; write one JSON object on each line"),
        (b"{} {}", "the line: not valid JSON; write one JSON object on each line"),
        (b"{'type': 'enrolled'}", "the line: not valid JSON; write one JSON object on each line"),
        (b'{"type": NaN}', "the line: not valid JSON; write one JSON object on each line"),
        (b'{"type": "\\ud800"}', "the line: not valid JSON; write one JSON object on each line"),
        (b"[" * 100_000, "the line: not valid JSON; write one JSON object on each line"),
        (b"[]", "the line: not a JSON object; write one JSON object on each line"),
        (b'"enrolled"', "the line: not a JSON object; write one JSON object on each line"),
        (b"null", "the line: not a JSON object; write one JSON object on each line"),
    ],
)
def test_a_line_that_is_no_object_is_refused_whole(line: bytes, message: str) -> None:
    with pytest.raises(EntryErrors) as refusal:
        read_line(line)
    assert refusal.value.problems == [message]


def test_null_counts_as_left_out() -> None:
    assert read_line(b'{"type": "enrolled", "coach": null}') == {"type": "enrolled"}


def test_the_order_of_keys_is_no_part_of_the_content() -> None:
    one, other = read_line(b'{"a": 1, "b": {"c": 1, "d": 2}}'), read_line(b'{"b": {"d": 2, "c": 1}, "a": 1}')
    assert canonical(one) == canonical(other)
    assert canonical(one) != canonical(read_line(b'{"a": 1, "b": {"c": 1, "d": 3}}'))


# --- common keys ------------------------------------------------------------------------------------------------------


def test_an_entry_becomes_a_command_with_everything_it_says() -> None:
    found = command(ENROLLED, coach="anna", by="supervisor:eva", entry="a-1", note="med nöje")
    assert (found.programme, found.sender, found.actor, found.now) == ("prov", "import", "import", NOW)
    assert (found.reference, found.by, found.entry, found.note) == ("p-1", "supervisor:eva", "a-1", "med nöje")
    assert (found.on, found.at, found.recorded, found.migrated) == (date(2018, 3, 1), None, None, False)
    assert found.fact.coach == "anna"  # type: ignore[attr-defined]


def test_everything_wrong_with_an_entry_is_said_at_once() -> None:
    found = problems({"type": "phase_moved", "on": "yesterday", "to": "up", "by": "me", "entry": "", "colour": 1})
    assert sorted(problem.partition(":")[0] for problem in found) == [
        "by",
        "colour",
        "entry",
        "on",
        "participant",
        "to",
    ]


@every(
    "content, message",
    [
        ({"participant": "p"}, "type: missing; every entry has a type"),
        ({"type": "enroled"}, "type: unknown; allowed: enrolled"),
        ({"type": "alert_raised"}, "type: unknown; allowed: "),
        ({"type": 7}, "type: unknown; allowed: "),
        ({"type": ["enrolled"]}, "type: unknown; allowed: "),
    ],
)
def test_an_unknown_type_is_refused_with_those_near_it(content: dict[str, Any], message: str) -> None:
    (found,) = problems(content)
    assert found.startswith(message)


def test_a_type_that_resembles_none_is_refused_with_all_of_them() -> None:
    (found,) = problems({"type": "zzzz"})
    assert found == f"type: unknown; allowed: {', '.join(sorted(ENTRY_TYPES))}"


@every("reference", [..., "", " ", 7, "x" * 201, ["p"]])
def test_a_participants_entry_needs_a_reference(reference: Any) -> None:
    content = of_type("enrolled", participant=reference)
    said = "missing" if reference is ... else "wrong"
    assert problems(content) == [f"participant: {said}; a text of 1 to 200 characters"]


def test_the_programmes_own_entries_have_no_participant() -> None:
    assert problems(of_type("meeting_held", participant="p")) == [
        "participant: not allowed; meeting_held is the programme's own"
    ]
    assert command(of_type("meeting_held")).reference is None


@every("key", ["entry", "note"])
@every("value", ["", "  ", 7, ["x"]])
def test_an_id_or_a_note_is_a_text(key: str, value: Any) -> None:
    (found,) = problems(ENROLLED, **{key: value})
    assert re.fullmatch(rf"{key}: not a text of 1 to \d+ characters", found)


@every("by", ["participant", "system", "coach:anna", "supervisor:eva", "coach:" + "x" * 200])
def test_who_asks_is_one_of_four(by: str) -> None:
    assert command(ENROLLED, by=by).by == by


@every("by", ["anna", "coach", "coach:", "supervisor", "import", "", "Coach:anna", "participant\n", "coach:anna\n", 7])
def test_nobody_else_asks(by: Any) -> None:
    assert problems(ENROLLED, by=by) == ["by: not allowed; write participant, system, coach:REF or supervisor:REF"]


# --- days and moments -------------------------------------------------------------------------------------------------


@every(
    "on, message",
    [
        (..., "on: missing; a date (2018-05-31) or a date-time with offset"),
        (20180301, f"on: not a date; {WAY_OF_DATES}"),
        ("1 March 2018", f"on: not a date; {WAY_OF_DATES}"),
        ("2018-02-29", f"on: not a date; {WAY_OF_DATES}"),
        ("2018-3-1", f"on: not a date; {WAY_OF_DATES}"),
        ("20180301", f"on: not a date; {WAY_OF_DATES}"),
        ("2018-03-01\n", f"on: not a date; {WAY_OF_DATES}"),
        ("2018-03-01T25:00:00+01:00", f"on: not a date; {WAY_OF_DATES}"),
        ("٢٠١٨-٠٣-٠١", f"on: not a date; {WAY_OF_DATES}"),
        ("2018-03-01T10:00:00", f"on: a date-time without offset; {WAY_OF_DATES}"),
        ("1899-12-31", "on: its year is not between 1900 and 2199"),
        ("2200-01-01", "on: its year is not between 1900 and 2199"),
        ("2018-06-16", "on: lies in the future; allowed: up to now"),
        ("2018-06-15T10:00:01+00:00", "on: lies in the future; allowed: up to now"),
    ],
)
def test_a_day_that_is_none_or_has_not_come_is_refused(on: Any, message: str) -> None:
    assert problems(of_type("profile_completed", on=on)) == [message]


def test_today_and_this_moment_are_not_the_future() -> None:
    assert command(ENROLLED, on="2018-06-15").on == date(2018, 6, 15)
    assert command(ENROLLED, on="2018-06-15T10:00:00Z").at == NOW


def test_the_day_is_the_programmes_own_also_where_it_is_another_day_elsewhere() -> None:
    late = msgspec.structs.replace(FRAME, now=datetime(2018, 6, 15, 22, 30, tzinfo=UTC))  # half past midnight there
    assert command(ENROLLED, late, on="2018-06-16").on == date(2018, 6, 16)
    assert command(ENROLLED, late, on="2018-06-15T22:15:00Z").on == date(2018, 6, 16)


def test_what_is_planned_may_lie_ahead() -> None:
    assert command(of_type("appointment_booked", at="2018-09-01T10:00:00+02:00"))
    assert command(of_type("job_agreed", start="2018-09-01"))
    assert command(of_type("coach_absent", until="2018-09-01"))


def test_a_planned_day_needs_a_year_that_a_calendar_can_count_with() -> None:
    assert problems(of_type("job_agreed", start="9999-12-31")) == ["start: its year is not between 1900 and 2199"]


def test_an_appointment_needs_an_offset_or_a_whole_day() -> None:
    wanted = "at: not allowed; allowed: a date-time with offset (2018-05-31T10:00:00+02:00)"
    assert problems(of_type("appointment_booked", at="2018-06-12T10:00:00")) == [wanted]
    assert problems(of_type("appointment_booked", at="2018-06-31")) == [wanted]
    assert command(of_type("appointment_booked", at="2018-06-12"))


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_is_read_as_itself(day: date) -> None:
    assert moment(day.isoformat()) == (day, None)


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.timezones()))
def test_every_moment_is_read_with_its_local_day(exact: datetime) -> None:
    whole = exact.replace(microsecond=0)
    offset = whole.utcoffset()
    if offset is None or offset % timedelta(minutes=1):
        return  # offsets of odd seconds, as before there were zones, cannot be written
    day, found = moment(whole.isoformat())
    assert found is not None
    assert found.astimezone(UTC) == whole.astimezone(UTC)
    assert day == calendar.local_date(whole)


# --- record times -----------------------------------------------------------------------------------------------------


def test_a_record_time_is_kept_only_where_that_is_asked_for() -> None:
    recorded = "2018-03-05T09:00:00+01:00"
    assert problems(ENROLLED, recorded=recorded) == ["recorded: allowed only with --keep-recorded"]
    found = command(ENROLLED, KEEPING, recorded=recorded)
    assert (found.recorded, found.migrated, found.record_time_unknown) == (
        datetime.fromisoformat(recorded),
        True,
        False,
    )


def test_without_a_record_time_a_migrated_entry_was_recorded_on_its_own_day() -> None:
    found = command(ENROLLED, KEEPING)
    assert (found.recorded, found.migrated, found.record_time_unknown) == (
        calendar.start_of_day(date(2018, 3, 1)),
        True,
        True,
    )
    exact = command(ENROLLED, KEEPING, on="2018-03-01T15:00:00+01:00")
    assert exact.recorded == exact.at


@every(
    "recorded, message",
    [
        ("2018-03-05", "recorded: a date alone; write a date-time with offset"),
        ("2018-03-05T09:00:00", f"recorded: a date-time without offset; {WAY_OF_DATES}"),
        ("soon", f"recorded: not a date; {WAY_OF_DATES}"),
        ("2018-06-15T12:00:01+02:00", "recorded: lies in the future; allowed: up to now"),
        ("2018-02-28T23:59:59+01:00", "recorded: lies before `on`; allowed: from then on"),
    ],
)
def test_a_record_time_lies_between_the_happening_and_now(recorded: str, message: str) -> None:
    assert problems(ENROLLED, KEEPING, recorded=recorded) == [message]


def test_a_record_time_may_be_the_moment_itself() -> None:
    exact = "2018-03-01T15:00:00+01:00"
    assert command(ENROLLED, KEEPING, on=exact, recorded=exact).recorded == datetime.fromisoformat(exact)
    assert command(ENROLLED, KEEPING, recorded="2018-03-01T00:00:00+01:00").recorded is not None
