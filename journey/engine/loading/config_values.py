"""Reads values out of somebody's TOML file into structs, with errors a person can act on.

The structs say what is allowed (types, `Meta` bounds and descriptions); this module walks a file along them and
stops at the first fault, which it names by its key: `rules.follow_along.legs[0].period`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo

from journey.domain.programme import PeriodText, period
from journey.domain.settings import EachLanguage, Text, Words

T = TypeVar("T", bound=Struct)

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)
_EXACT = 2**53  # beyond it a float no longer holds every whole number, and the log's JSON would change the value
_SHOWN = 60
_WORDS_OF_A_PROGRAMME = (Words, Words | None)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Fault(Exception):  # named as the people who read its message would
    """What is wrong at one key of a file, and what is allowed. The loader adds the file's name."""

    def __init__(self, key: str, text: str) -> None:
        """`key` is the dotted path within the file."""
        self.key = key
        self.text = text
        super().__init__(f"{key}: {text}")


def read_struct(kind: type[T], table: Any, path: str = "") -> T:
    """The struct that a TOML table holds. Raises Fault for the first unknown, missing or wrong key."""
    fields = fields_of(kind)
    check_keys(table, fields, path)
    values = {}
    for key, value in table.items():
        values[fields[key].name] = read(fields[key].type, value, below(path, key))
    for key, field in fields.items():
        if field.required and key not in table:
            raise Fault(below(path, key), f"is missing; write {expected(field.type)}")
    return kind(**values)


def check_keys(table: Any, allowed: Iterable[str], path: str) -> None:
    """Raises Fault where the value is no table, or has a key that is not allowed."""
    if not isinstance(table, dict):
        raise Fault(path, f"{on_one_line(table)} is no table; write keys in curly brackets or under a heading")
    names = tuple(allowed)
    for key in table:
        if key not in names:
            raise Fault(below(path, key), f"is unknown{near(key, names)}; allowed are {', '.join(names)}")


def read(annotation: Any, value: Any, path: str) -> Any:
    """The value as the annotation wants it. Raises Fault where it is something else."""
    if annotation == PeriodText or (annotation == PeriodText | None and value is not None):
        return read_period(value, path)
    if annotation in _WORDS_OF_A_PROGRAMME:
        return read(EachLanguage if isinstance(value, dict) else Text, value, path)
    plain, metas = unwrap(annotation)
    if isinstance(plain, type) and issubclass(plain, Struct):
        return read_struct(plain, value, path)
    origin = get_origin(plain)
    if origin is tuple and isinstance(value, list):
        return tuple(read(get_args(plain)[0], item, f"{path}[{number}]") for number, item in enumerate(value))
    if origin is dict:
        check_keys(value, value if isinstance(value, dict) else (), path)
        kind = get_args(plain)[1]
        return {key: read(kind, item, below(path, key)) for key, item in value.items()}
    if plain is Any:
        return value
    accept: Callable[[Any, Any], Any] = _LEAVES.get(Literal if origin is Literal else plain, _nothing)
    result = accept(value, plain)
    if result is None or not all(_within(result, meta) for meta in metas):
        hint = near(value, get_args(plain)) if origin is Literal else ""
        raise Fault(path, f"{on_one_line(value)} is not allowed{hint}; write {expected(annotation)}")
    return result


def read_period(value: Any, path: str) -> str:
    """A length of time such as `7 days`, checked and kept as text."""
    try:
        period(value)
        msgspec.convert(value, PeriodText)
    except (ValueError, TypeError, AttributeError, msgspec.ValidationError):
        units = "write a number and one of days, working days, weeks, months, years"
        raise Fault(path, f"{on_one_line(value)} is no period; {units}") from None
    return str(value)


@cache
def fields_of(kind: type[Struct]) -> dict[str, FieldInfo]:
    """A struct's fields by the keys that stand for them in a file."""
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


@cache
def unwrap(annotation: Any) -> tuple[Any, tuple[Meta, ...]]:
    """The plain type in an annotation and its bounds.

    TOML has no null: `| None` only says that a key may be left out.
    """
    metas: tuple[Meta, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *extra = get_args(annotation)
            metas += tuple(meta for meta in extra if isinstance(meta, Meta))
        elif get_origin(annotation) in {Union, UnionType} and type(None) in get_args(annotation):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, metas


def expected(annotation: Any) -> str:
    """What may be written for an annotation, in words."""
    if annotation in (PeriodText, PeriodText | None):
        return "a period such as 7 days"
    if annotation in _WORDS_OF_A_PROGRAMME:
        return f"{expected(Text)}, or a table with one for each language"
    plain, metas = unwrap(annotation)
    described = next((meta.description for meta in metas if meta.description), None)
    if described:
        return described
    origin = get_origin(plain)
    if origin is Literal:
        return f"one of {', '.join(map(str, get_args(plain)))}"
    if origin is tuple:
        return f"a list in square brackets, each item {expected(get_args(plain)[0])}"
    if isinstance(plain, type) and issubclass(plain, Struct):
        return f"a table with the keys {', '.join(fields_of(plain))}"
    return _WORDS.get(plain, "a table") + _bounds(metas)


def on_one_line(value: Any) -> str:
    """A value as the file has it, on one line and not too long."""
    if isinstance(value, str):
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in value[:_SHOWN])
        return f'"{text}{"…" if len(value) > _SHOWN else ""}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > _EXACT:
        return "so large a number"
    if isinstance(value, list | tuple):
        return "a list"
    return "a table" if isinstance(value, dict) else str(value)


def near(word: Any, allowed: Iterable[Any]) -> str:
    """` (did you mean period?)` where a word is close to an allowed one, else nothing."""
    names = [name for name in allowed if isinstance(name, str)]
    matches = get_close_matches(word, names, n=1, cutoff=0.6) if isinstance(word, str) and len(word) <= _SHOWN else []
    return f" (did you mean {matches[0]}?)" if matches else ""


def below(path: str, key: str) -> str:
    """The path of a key within a table."""
    name = key if _BARE_KEY.fullmatch(key) and len(key) <= _SHOWN else on_one_line(key)
    return f"{path}.{name}" if path else name


def _word(value: Any, plain: Any) -> Any:
    return value if isinstance(value, str) and value in get_args(plain) else None


def _text(value: Any, _: Any) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: Any, _: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _whole(value: Any, _: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _EXACT else None


def _number(value: Any, plain: Any) -> float | None:
    whole = _whole(value, plain)
    if whole is not None:
        return float(whole)
    return value if isinstance(value, float) and math.isfinite(value) else None


def _day(value: Any, _: Any) -> date | None:
    # A TOML date-time is also a Python date; a day is wanted, and no moment.
    if not isinstance(value, date) or isinstance(value, datetime):
        return None
    return value if FIRST_DAY <= value <= LAST_DAY else None


def _clock(value: Any, _: Any) -> time | None:
    if isinstance(value, str) and re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        return time.fromisoformat(value)
    return value if isinstance(value, time) else None


def _nothing(_: Any, __: Any) -> None:
    return None


def _within(value: Any, meta: Meta) -> bool:
    tests: tuple[tuple[Any, Callable[[Any], bool]], ...] = (
        (meta.ge, lambda bound: value >= bound),
        (meta.gt, lambda bound: value > bound),
        (meta.le, lambda bound: value <= bound),
        (meta.min_length, lambda bound: len(value) >= bound),
        (meta.max_length, lambda bound: len(value) <= bound),
        (meta.pattern, lambda bound: re.fullmatch(bound, value) is not None),
    )
    return all(test(bound) for bound, test in tests if bound is not None)


def _bounds(metas: tuple[Meta, ...]) -> str:
    for meta in metas:
        if meta.ge is not None and meta.le is not None:
            return f" from {meta.ge} to {meta.le}"
        if meta.gt is not None:
            return f" above {meta.gt}"
    return ""


_LEAVES: Mapping[Any, Callable[[Any, Any], Any]] = {
    Literal: _word,
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    date: _day,
    time: _clock,
}
_WORDS: Mapping[Any, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date from 1900 to 2200 such as 2017-01-01",
    time: "a time such as 08:00",
}
