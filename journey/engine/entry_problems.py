"""Tells what is wrong with one key of an entry, and what may stand there. No value is repeated, unless it is a code."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_origin

import msgspec

from journey.domain.events import allowed
from journey.domain.events.work import Income
from journey.engine.loading.config_values import unwrap

_NAMED_KEY = re.compile(r"(missing)?(?: required| contains unknown) field `(.*)`")
_LIMIT = re.compile(r"^Expected (\w+)( of length)? (>=|<=) ([\d.]+)$")
_LONGEST_WORD = 40
_CODE = re.compile(r"[a-zåäöéü]{2,}([_-][a-zåäöéü]+)*")
_STEP = re.compile(r"\[(\d+)\]|\.(\w+)")
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "date": "a date (2018-05-31)",
    "datetime": "a date-time with offset",
    "null": "nothing",
}


def problem_with(key: str, value: Any, kind: Any) -> str | None:
    """What is wrong with a key's value, as `KEY: what is wrong; what is allowed`.

    A code that another system sends where one of ours belongs is named, so that somebody can map it; no other value is.
    """
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text, _, path = str(error).replace(" - at key in `$", " - at `$[...]").partition(" - at `$")
        where = key + path.rstrip("`")
        named = _NAMED_KEY.search(text)
        if named:
            return f"{where}.{printable(named[2])}: {'missing' if named[1] else 'unknown key'}"
        if dict in (get_origin(kind), kind) and path.rstrip("`"):
            return f"{key}: not allowed; allowed: items 1 to 25, each with 1 to 5 points"
        words = _words_at(kind, path)
        if words:
            return f"{where}: {_code(_value_at(value, path))}not one of the allowed words; allowed: {', '.join(words)}"
        described = _described(kind)
        if described and isinstance(value, str):
            return f"{where}: {_code(value)}not allowed; allowed: {described}"
        return f"{where}: {_plain(text)}"
    return None


def _words_at(kind: Any, path: str) -> tuple[str, ...] | None:
    """The words allowed where the path leads; within a list of incomes, at the key of one income."""
    _, dot, inner = path.rstrip("`").rpartition(".")
    if dot:
        return _words_of_income().get(inner)
    return allowed(kind)


def _value_at(value: Any, path: str) -> Any:
    """What stands where the path of an error leads, such as `[1].payer`."""
    for place, key in _STEP.findall(path):
        value = value[int(place)] if place else value[key]
    return value


def _code(value: Any) -> str:
    """A code as the beginning of a message; nothing for what could be a name, a number or a sentence."""
    is_code = isinstance(value, str) and len(value) <= _LONGEST_WORD and _CODE.fullmatch(value)
    return f"{value} is " if is_code else ""


def _described(kind: Any) -> str | None:
    """What a text of a certain shape may be, as its annotation says."""
    _, metas = unwrap(kind)
    return next((meta.description for meta in metas if meta.description), None)


@cache
def _words_of_income() -> dict[str, tuple[str, ...] | None]:
    return {field.encode_name: allowed(field.type) for field in msgspec.structs.fields(Income)}


def _plain(message: str) -> str:
    """The library's message in our words, without any value it may hold."""
    expected, _, got = message.replace("`", "").partition(", got ")
    if got:
        return f"is {_kind(got)}; allowed: {_kind(expected.removeprefix('Expected '))}"
    limit = _LIMIT.match(expected)
    if limit:
        kind, length, sign, number = limit.groups()
        bound = f"{'at least' if sign == '>=' else 'at most'} {float(number):g}"
        return f"not allowed; allowed: {_kind(kind)} of {bound}{' in length' if length else ''}"
    if "datetime" in expected:
        return "not allowed; allowed: a date-time with offset (2018-05-31T10:00:00+02:00)"
    return f"not allowed; allowed: {'a date (2018-05-31)' if 'date' in expected else 'see the reference of entries'}"


@cache
def _kind(name: str) -> str:
    parts = [_KINDS.get(part.strip(), "another kind of value") for part in name.split("|")]
    return " or ".join(part for part in parts if part != "nothing")


def printable(key: str) -> str:
    """A key as it may be shown. One that is no short word is not: it may be about a person, or act on a terminal."""
    return key if len(key) <= _LONGEST_WORD and key.replace("-", "_").isidentifier() else "a key that is no word"
