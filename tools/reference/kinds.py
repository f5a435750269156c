"""What a key may hold, in words, from the annotation that the decoder itself obeys."""

from __future__ import annotations

from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from journey.engine.loading.config_values import unwrap
from tools.reference.markdown import code, codes

_LONG = 10_000
_WORDS = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    date: "date",
    datetime: "date-time with offset",
}


def kind(annotation: Any) -> str:
    """The kind of value an annotation stands for: `text, 1 to 200 characters`, `one of a, b`, `list of …`."""
    plain, metas = unwrap(annotation)
    inner = get_args(plain)
    if get_origin(plain) is Literal:
        return "one of " + codes(inner)
    if get_origin(plain) is tuple:
        return f"list{_bounds(metas, 'items')}; each item {kind(inner[0])}"
    if described := next((meta.description for meta in metas if meta.description), None):
        return described
    if get_origin(plain) in (Union, UnionType):
        return " or ".join(kind(one) for one in inner)
    if get_origin(plain) is dict:
        return f"object: each key {kind(inner[0])}, each value {kind(inner[1])}"
    if isinstance(plain, type) and issubclass(plain, Struct):
        return f"object with {codes(field.encode_name for field in msgspec.structs.fields(plain))}"
    return _WORDS[plain] + _bounds(metas, "characters")


def _bounds(metas: tuple[Meta, ...], unit: str) -> str:
    said = ""
    for meta in metas:
        if meta.pattern is not None:
            said += " that matches " + code(meta.pattern)
        if meta.ge is not None and meta.le is not None:
            said += f", {_number(meta.ge)} to {_number(meta.le)}"
        if meta.max_length is not None:
            said += f", {_number(meta.min_length or 0)} to {_number(meta.max_length)} {unit}"
    return said


def _number(value: float) -> str:
    return f"{value:,}" if abs(value) >= _LONG else str(value)  # a year has no comma
