"""Turns one entry, as another system or a file writes it, into a command, or says everything that is wrong with it.

Messages read `KEY: what is wrong and what is allowed` and never repeat a value: it might be about a person.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, get_args

import msgspec
from msgspec import Struct

from journey.domain import calendar
from journey.domain import participant as deciding
from journey.domain.commands import Record
from journey.domain.errors import WrongInput
from journey.domain.events import ENTRY_TYPES, Fact, allowed, keys
from journey.domain.events.participant import Struck
from journey.domain.references import by_in_one_spelling
from journey.engine.entry_problems import printable, problem_with

LONGEST_LINE = 1_000_000
COMMON = ("type", "participant", "on", "by", "entry", "note", "recorded")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_BY = re.compile(r"participant|system|(coach|supervisor):.{1,200}")
_EARLIEST, _LATEST = 1900, 2199
_LONGEST_REFERENCE = 200
_LONGEST_NOTE = LONGEST_LINE

_encoder = msgspec.json.Encoder(order="deterministic")
_fields = cache(msgspec.structs.fields)  # reading annotations anew for every entry was three quarters of an import


class EntryErrors(WrongInput):
    """Everything that is wrong with one entry; `problems` has a line for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Frame(Struct, frozen=True):
    """What is the same for every entry of an import: programme, sender, clock, actor."""

    programme: str
    sender: str
    now: datetime
    actor: str
    correlation: str
    keep_recorded: bool = False
    negative_items: tuple[int, ...] = ()  # of GHQ-12, as the programme's file says
    codes: Mapping[str, Mapping[str, str]] = {}  # of the programme's lists, by key and spelling
    starts: date | None = None  # the programme's first day


def read_line(line: bytes) -> dict[str, Any]:
    """The JSON object a line holds. Raises EntryErrors where it is none."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        raise EntryErrors(["the line: not UTF-8 (Latin-1, perhaps); save the file as UTF-8"]) from None
    if b"\\u0000" in line:
        raise EntryErrors(["the line: holds a NUL character; take it out"])
    try:
        content = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, ValueError):
        raise EntryErrors(["the line: not valid JSON; write one JSON object on each line"]) from None
    if not isinstance(content, dict):
        raise EntryErrors(["the line: not a JSON object; write one JSON object on each line"])
    return {key: value for key, value in content.items() if value is not None}


def canonical(content: dict[str, Any]) -> bytes:
    """The content of an entry as bytes that are equal for equal content."""
    return _encoder.encode(content)


def as_command(content: dict[str, Any], frame: Frame) -> Record:
    """The command an entry stands for, conformed already. Raises EntryErrors with everything that is wrong with it."""
    kind = content.get("type")
    if "type" not in content:
        raise EntryErrors(["type: missing; every entry has a type"])
    if not isinstance(kind, str) or kind not in ENTRY_TYPES:
        raise EntryErrors([f"type: unknown; allowed: {_nearest(kind)}"])
    cls = ENTRY_TYPES[kind]
    problems: list[str] = []
    on, at = _happened(content, frame.now, problems)
    values = {key: value for key, value in content.items() if key not in COMMON}
    fact = _fact(cls, values, problems)
    recorded, unknown = _recorded(content, frame, on, at, problems)
    _common(cls, content, problems)
    if problems or fact is None or on is None:
        raise EntryErrors(problems)
    command = Record(
        programme=frame.programme,
        fact=fact,
        on=on,
        now=frame.now,
        actor=frame.actor,
        correlation=frame.correlation,
        reference=content.get("participant"),
        at=at,
        by=content.get("by"),
        entry=content.get("entry"),
        sender=frame.sender,
        recorded=recorded,
        migrated=frame.keep_recorded,
        record_time_unknown=unknown,
        note=content.get("note"),
        negative_items=frame.negative_items,
        codes=frame.codes,
    )
    try:
        return _conformed(command)
    except WrongInput as error:
        raise EntryErrors([str(error)]) from None


def _conformed(command: Record) -> Record:
    """The command as its event will have it: see `as_event`."""
    fact, by = deciding.conform(command), by_in_one_spelling(command.by)
    if fact is command.fact and by == command.by:  # nearly every line: a copy is half the work
        return command
    return msgspec.structs.replace(command, fact=fact, by=by)


def _nearest(kind: object) -> str:
    near = difflib.get_close_matches(kind, ENTRY_TYPES, n=3) if isinstance(kind, str) else []
    return ", ".join(near or sorted(ENTRY_TYPES))


def _common(cls: type[Fact], content: dict[str, Any], problems: list[str]) -> None:
    person = content.get("participant")
    if cls.of_programme and "participant" in content:
        problems.append(f"participant: not allowed; {cls.type_name()} is the programme's own")
    needs_person = not cls.of_programme and not (cls is Struck and "participant" not in content)
    if needs_person and not _text(person, _LONGEST_REFERENCE):
        problems.append(
            f"participant: {_missing(content, 'participant')}; a text of 1 to {_LONGEST_REFERENCE} characters"
        )
    for key, longest in (("entry", _LONGEST_REFERENCE), ("note", _LONGEST_NOTE)):
        if key in content and not _text(content[key], longest):
            problems.append(f"{key}: not a text of 1 to {longest} characters")
    by = content.get("by")
    if by is not None and not (isinstance(by, str) and _BY.fullmatch(by)):
        problems.append("by: not allowed; write participant, system, coach:REF or supervisor:REF")


def _missing(content: dict[str, Any], key: str) -> str:
    return "wrong" if key in content else "missing"


def _text(value: object, longest: int) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= longest and bool(value.strip())


def _happened(content: dict[str, Any], now: datetime, problems: list[str]) -> tuple[date | None, datetime | None]:
    if "on" not in content:
        problems.append("on: missing; a date (2018-05-31) or a date-time with offset")
        return None, None
    try:
        on, at = moment(content["on"])
    except ValueError as error:
        problems.append(f"on: {error}")
        return None, None
    if (at is not None and at > now) or on > _today(now):
        problems.append("on: lies in the future; allowed: up to now")
        return None, None
    return on, at


@lru_cache(maxsize=16)
def _today(now: datetime) -> date:
    return calendar.local_date(now)  # of one moment, for every line of a file


@lru_cache(maxsize=4096)
def _beginning(day: date) -> datetime:
    return calendar.start_of_day(day).astimezone(UTC)  # compared quickly: a zone must be asked for its offset


def moment(value: object) -> tuple[date, datetime | None]:
    """A date, or a date-time with its local date. ValueError says what is wrong and what is allowed."""
    day, exact = _written(value)
    return (calendar.local_date(exact) if exact else day), exact


def _written(value: object) -> tuple[date, datetime | None]:
    """The date as it is written, which is not the local one where the date-time's offset is another; as `moment`."""
    wanted = "write a date (2018-05-31) or a date-time with offset (2018-05-31T10:00:00+02:00)"
    if not isinstance(value, str):
        raise ValueError(f"not a date; {wanted}")  # noqa: TRY004  # one kind of error for one kind of message
    try:
        if _DAY.match(value):
            day, exact = date.fromisoformat(value), None
        else:
            exact = msgspec.convert(value, datetime)
            day = exact.date()
    except (ValueError, msgspec.ValidationError):
        raise ValueError(f"not a date; {wanted}") from None
    if not _EARLIEST <= day.year <= _LATEST:
        raise ValueError(f"its year is not between {_EARLIEST} and {_LATEST}")
    if exact is not None and exact.tzinfo is None:
        raise ValueError(f"a date-time without offset; {wanted}")
    return day, exact


def _recorded(
    content: dict[str, Any], frame: Frame, on: date | None, at: datetime | None, problems: list[str]
) -> tuple[datetime | None, bool]:
    if "recorded" not in content:
        if not frame.keep_recorded or on is None:
            return None, False
        return at or calendar.start_of_day(on), True
    if not frame.keep_recorded:
        problems.append("recorded: allowed only with --keep-recorded")
        return None, False
    try:
        _, recorded = _written(content["recorded"])
    except ValueError as error:
        problems.append(f"recorded: {error}")
        return None, False
    if recorded is None:
        problems.append("recorded: a date alone; write a date-time with offset")
    elif recorded > frame.now:
        problems.append("recorded: lies in the future; allowed: up to now")
    elif on is not None and recorded < (at or _beginning(on)):
        problems.append("recorded: lies before `on`; allowed: from then on")
    return recorded, False


def _fact(cls: type[Fact], values: dict[str, Any], problems: list[str]) -> Fact | None:
    allowed_keys = keys(cls)
    if "at" in allowed_keys and isinstance(values.get("at"), str) and _DAY.match(values["at"]):
        with contextlib.suppress(ValueError):  # a day without a time of day; one that is no date is told of below
            values["at"] = calendar.start_of_day(date.fromisoformat(values["at"])).isoformat()
    if not values.keys() - allowed_keys.keys():
        try:
            fact = msgspec.convert(values, cls)
        except msgspec.ValidationError:
            pass
        else:
            return _in_range(fact, problems)
    for key in values.keys() - allowed_keys.keys():
        near = difflib.get_close_matches(key, [*allowed_keys, *COMMON], n=1)
        hint = f"did you mean {near[0]}?" if near else "allowed: " + ", ".join([*allowed_keys, *COMMON])
        problems.append(f"{printable(key)}: unknown key of {cls.type_name()}; {hint}")
    for field in _fields(cls):
        if field.encode_name not in allowed_keys:
            continue
        if field.encode_name in values:
            problem = problem_with(field.encode_name, values[field.encode_name], field.type)
            if problem:
                problems.append(problem)
        elif field.required:
            problems.append(f"{field.encode_name}: missing; {cls.type_name()} needs it{_options(field.type)}")
    return None


def _options(kind: Any) -> str:
    words = allowed(kind)
    return f"; allowed: {', '.join(words)}" if words else ""


def _in_range(fact: Fact, problems: list[str]) -> Fact | None:
    """Dates within a fact must be ones a calendar can add to."""
    for name, key in _days(type(fact)):
        value = getattr(fact, name)
        if isinstance(value, date) and not _EARLIEST <= value.year <= _LATEST:
            problems.append(f"{key}: its year is not between {_EARLIEST} and {_LATEST}")
            return None
    return fact


@cache
def _days(cls: type[Fact]) -> tuple[tuple[str, str], ...]:
    """The attributes of a fact that may hold a date, each with its key."""
    return tuple((field.name, field.encode_name) for field in _fields(cls) if _may_hold_a_day(field.type))


def _may_hold_a_day(kind: Any) -> bool:
    return (isinstance(kind, type) and issubclass(kind, date)) or any(map(_may_hold_a_day, get_args(kind)))
