"""Reads what somebody filled in: values as an entry has them, or for each question which kind of mistake it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

import msgspec
from starlette.datastructures import FormData

from app.desk.forms.fields import Field, fields
from journey.domain import calendar
from journey.domain.events import allowed
from journey.domain.events.work import Income

Cause = Literal[
    "empty",
    "not-a-number",
    "not-whole",
    "too-small",
    "too-large",
    "not-a-day",
    "not-a-time",
    "ahead",
    "past",
    "too-long",
    "not-a-choice",
    "not-taken",
    "unchanged",
    "not-then",
]
"""Which kind of mistake an answer is. Each has words in the catalogue, by question where they differ."""
CAUSES: tuple[str, ...] = get_args(Cause)

LONGEST_NOTE = 10_000
ROWS_OF_INCOMES = 6
_EARLIEST, _LATEST = 1900, 2199
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.-](\d{4}))?")
_PARTS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer: the question's key, which kind of mistake, and the bound it passed."""

    key: str
    cause: Cause
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says, as far as it could be read."""

    values: Mapping[str, Any]
    on: date
    note: str | None = None
    problems: tuple[Problem, ...] = ()


class _NotAnAnswer(Exception):
    def __init__(self, cause: Cause, bound: str = "") -> None:
        super().__init__(cause)
        self.cause: Cause = cause
        self.bound = bound


@dataclass(slots=True)
class _Reader:
    """One form being read: problems gather, so that all are told at once."""

    form: FormData
    today: date
    problems: list[Problem] = field(default_factory=list)

    def value(self, one: Field) -> Any:
        """The answer to one question; None where there is none, or none that can be read."""
        try:
            value = _READERS[one.kind](self.form, one, self.today)
        except _NotAnAnswer as wrong:
            self.problems.append(Problem(one.key, wrong.cause, wrong.bound))
            return None
        if one.required and value in (None, (), [], {}):
            self.problems.append(Problem(one.key, "empty"))
        return value if value not in ((), [], {}) else None

    def on(self) -> date:
        """The day it happened: today, yesterday, or the one that was written."""
        said = text_of(self.form, "on") or "today"
        if said == "today":
            return self.today
        if said == "yesterday":
            return self.today - timedelta(days=1)
        try:
            day = day_of(text_of(self.form, "on-day"), self.today)
        except _NotAnAnswer as wrong:
            self.problems.append(Problem("on", wrong.cause))
            return self.today
        if day > self.today:
            self.problems.append(Problem("on", "ahead"))
        return day

    def note(self) -> str | None:
        """The note, with lines as they were written."""
        text = text_of(self.form, "note")
        if len(text) > LONGEST_NOTE:
            self.problems.append(Problem("note", "too-long", str(LONGEST_NOTE)))
        return text or None


def read(kind: str, form: FormData, today: date) -> Filled:
    """What a form for an entry type says; every mistake in it is among the problems."""
    reader = _Reader(form, today)
    values = {one.key: reader.value(one) for one in fields(kind)}
    on, note = reader.on(), reader.note()
    stated = {key: value for key, value in values.items() if value is not None}
    return Filled(stated, on, note, tuple(reader.problems))


def day_of(text: str, today: date) -> date:
    """A day as people write it: 2026-05-12, 12/5, 12/5 2026. Raises for what is none."""
    if not text:
        raise _NotAnAnswer("empty")
    written = _DAY_AND_MONTH.fullmatch(text.replace(" ", "/"))
    try:
        if written is None:
            day = date.fromisoformat(text)
        else:
            day = date(int(written[3] or today.year), int(written[2]), int(written[1]))
    except ValueError:
        raise _NotAnAnswer("not-a-day") from None
    if not _EARLIEST <= day.year <= _LATEST:
        raise _NotAnAnswer("not-a-day")
    return day


def day_asked(text: str, today: date) -> tuple[date | None, Cause | None]:
    """A day that may be left out, or which kind of mistake it is."""
    try:
        return (day_of(text, today) if text else None), None
    except _NotAnAnswer as wrong:
        return None, wrong.cause


def day_said(form: FormData, name: str, today: date) -> tuple[date | None, Cause | None]:
    """A day that lies ahead or is today, or which kind of mistake it is."""
    try:
        day = day_of(text_of(form, name), today)
    except _NotAnAnswer as wrong:
        return None, wrong.cause
    return (day, None) if day >= today else (None, "past")


def moment_said(form: FormData, name: str, today: date) -> tuple[datetime | None, Cause | None]:
    """A day and a time of day, or which kind of mistake there is in them."""
    try:
        said = _moment(form, Field(name, "moment", required=True), today)
    except _NotAnAnswer as wrong:
        return None, wrong.cause
    return (datetime.fromisoformat(said), None) if said else (None, "empty")


def text_of(form: FormData, name: str) -> str:
    """What was written, with lines as they were written: a browser sends two signs for each end of a line."""
    return str(form.get(name) or "").replace("\r\n", "\n").strip()


def _word(form: FormData, one: Field, _today: date) -> str | None:
    text = text_of(form, one.key)
    if text and text not in one.words:
        raise _NotAnAnswer("not-a-choice")
    return text or None


def _words(form: FormData, one: Field, _today: date) -> list[str]:
    chosen = [str(word) for word in form.getlist(one.key) if word]
    if any(word not in one.words for word in chosen):
        raise _NotAnAnswer("not-a-choice")
    return list(dict.fromkeys(chosen))


def _yes_or_no(form: FormData, one: Field, _today: date) -> bool | None:
    text = text_of(form, one.key)
    if text not in ("", "yes", "no"):
        raise _NotAnAnswer("not-a-choice")
    return text == "yes" if text else None


def _number(form: FormData, one: Field, _today: date) -> float | int | None:
    return number_of(text_of(form, one.key), one)


def number_of(text: str, one: Field) -> float | int | None:
    """A number as people write it, with a comma or a point, and blanks between thousands. Raises for what is none."""
    plain = re.sub(r"\s", "", text).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        raise _NotAnAnswer("not-a-number") from None
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124  # not a number equals nothing
        raise _NotAnAnswer("not-a-number")
    if one.whole and number != int(number):
        raise _NotAnAnswer("not-whole")
    if one.least is not None and number < one.least:
        raise _NotAnAnswer("too-small", f"{one.least:g}")
    if one.most is not None and number > one.most:
        raise _NotAnAnswer("too-large", f"{one.most:g}")
    return int(number) if number == int(number) else number


def _day(form: FormData, one: Field, today: date) -> str | None:
    text = text_of(form, one.key)
    return day_of(text, today).isoformat() if text else None


def _moment(form: FormData, one: Field, today: date) -> str | None:
    day, clock = text_of(form, f"{one.key}-day"), text_of(form, f"{one.key}-time")
    if suggested := text_of(form, f"{one.key}-free"):
        return _suggested(suggested)
    if not day and not clock:
        return None
    at = calendar.local_time(calendar.start_of_day(day_of(day, today)))
    try:
        wall = time.fromisoformat(clock.replace(".", ":").zfill(5))
    except ValueError:
        raise _NotAnAnswer("not-a-time") from None
    return at.replace(hour=wall.hour, minute=wall.minute).isoformat()


def _suggested(text: str) -> str:
    """One of the times that the form suggested: chosen, it holds, whatever was written beside it before."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _NotAnAnswer("not-a-time") from None
    if at.tzinfo is None or not _EARLIEST <= at.year <= _LATEST:
        raise _NotAnAnswer("not-a-time")
    return at.isoformat()


def _written(form: FormData, one: Field, _today: date) -> str | None:
    text = text_of(form, one.key)
    if len(text) > one.longest:
        raise _NotAnAnswer("too-long", str(one.longest))
    return text or None


def _texts(form: FormData, one: Field, _today: date) -> list[str]:
    lines = [line.strip() for text in form.getlist(one.key) for line in re.split(r"[\n,;]", str(text))]
    if any(len(line) > one.longest for line in lines):
        raise _NotAnAnswer("too-long", str(one.longest))
    return list(dict.fromkeys(line for line in lines if line))


def _answers(form: FormData, one: Field, _today: date) -> list[int | str]:
    text = text_of(form, one.key)
    parts = [part for part in _PARTS.split(text) if part]
    if all(re.fullmatch(r"-?\d{1,9}", part, re.ASCII) for part in parts):
        return [int(part) for part in parts]
    return [line.strip() for line in text.splitlines() if line.strip()]


def _incomes(form: FormData, one: Field, _today: date) -> list[dict[str, Any]]:
    payers, rows = allowed(_INCOME["payer"]) or (), []
    amount = Field(one.key, "number", required=True, least=0, most=10_000_000)
    for place in range(ROWS_OF_INCOMES):
        said = {key: text_of(form, f"{one.key}-{place}-{key}") for key in _INCOME}
        if not any(said.values()):
            continue
        if not (said["source"] and said["payer"] and said["amount"]):
            raise _NotAnAnswer("empty")
        if said["payer"] not in payers:
            raise _NotAnAnswer("not-a-choice")
        if len(said["source"]) > one.longest:
            raise _NotAnAnswer("too-long", str(one.longest))
        row = {"source": said["source"], "payer": said["payer"], "amount": number_of(said["amount"], amount)}
        tax = number_of(said["tax"], amount)
        rows.append(row if tax is None else row | {"tax": tax})
    return rows


_INCOME = {one.encode_name: one.type for one in msgspec.structs.fields(Income)}


def _scores(form: FormData, one: Field, _today: date) -> dict[str, int]:
    item = Field(one.key, "number", required=False, least=1, most=5, whole=True)
    points = {str(number): number_of(text_of(form, f"{one.key}-{number}"), item) for number in range(1, 26)}
    return {number: int(point) for number, point in points.items() if point is not None}


_READERS: Mapping[str, Callable[[FormData, Field, date], Any]] = {
    "word": _word,
    "words": _words,
    "yesno": _yes_or_no,
    "number": _number,
    "day": _day,
    "moment": _moment,
    "text": _written,
    "texts": _texts,
    "answers": _answers,
    "incomes": _incomes,
    "scores": _scores,
}
