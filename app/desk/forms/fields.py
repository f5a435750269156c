"""What a form for an entry type asks for, read off the type's own struct. A new type needs nothing here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta

from journey.domain.events import ENTRY_TYPES, Fact, allowed, keys, personal_keys
from journey.domain.events.work import Income
from journey.engine.loading.config_values import unwrap

Kind = Literal["word", "words", "yesno", "number", "day", "moment", "text", "texts", "answers", "incomes", "scores"]
"""How a value is asked for: one of some words, several of them, yes or no, a number, a day, a day and time, a text,
several texts, a row of answers, rows of incomes, points by item."""

LONG = ("reason", "purpose")
"""Keys of free text that is asked for in a box of several lines."""

ORDER: dict[str, tuple[str, ...]] = {
    "contact_held": ("mode", "activity", "minutes", "place", "with", "coach"),
    "employer_contacted": ("employer", "mode", "competitive", "follows_preferences", "who", "industry", "coach"),
    "job_started": ("job", "employer", "competitive", "extent", "permanent", "subsidised", "wage", "subsidy"),
    "partner_contacted": ("party", "mode", "activity", "minutes", "matter", "coach"),
    "referred": ("name", "phone", "email", "source", "identity", "language", "personal_number"),
}
"""In which order a type asks, where that is not the struct's; what is not named comes after, as the struct has it."""

DAILY: dict[str, tuple[str, ...]] = {
    "contact_held": ("mode", "activity", "minutes"),
    "employer_contacted": ("employer", "mode", "competitive", "follows_preferences"),
    "outreach_attempted": ("mode",),
    "partner_contacted": ("party", "mode", "activity"),
    "appointment_kept": ("appointment", "minutes"),
    "appointment_missed": ("appointment", "cause"),
    "appointment_booked": ("at", "place"),
    "referred": ("name", "phone", "email", "source"),
}
"""The keys that a daily form shows at once; the others stand folded below."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    key: str
    kind: Kind
    required: bool
    words: tuple[str, ...] = ()
    """The codes that may be chosen."""
    least: float | None = None
    most: float | None = None
    """Bounds of a number."""
    longest: int = 200
    """Characters of a text."""
    whole: bool = False
    """A number without decimals."""
    folded: bool = False
    """Asked for only by whoever opens the rest of the form."""

    @property
    def long(self) -> bool:
        """Whether it is asked for in a box of several lines."""
        return self.kind == "text" and self.key in LONG


@cache
def fields(kind: str) -> tuple[Field, ...]:
    """The questions of a form for an entry type, in the order they are asked."""
    cls, known = ENTRY_TYPES[kind], keys(ENTRY_TYPES[kind])
    required = {one.encode_name for one in msgspec.structs.fields(cls) if one.required}
    asked = [_field(cls, key, annotation, required=key in required) for key, annotation in known.items()]
    order, daily = ORDER.get(kind, ()), DAILY.get(kind)
    asked.sort(key=lambda one: order.index(one.key) if one.key in order else len(order))
    if daily is None:
        return tuple(asked)
    return tuple(one if one.required or one.key in daily else replace(one, folded=True) for one in asked)


def _field(cls: type[Fact], key: str, annotation: Any, *, required: bool) -> Field:
    kind = _kind(annotation)
    least, most, longest = _bounds(annotation)
    return Field(
        key,
        kind,
        required,
        words=allowed(annotation) or () if kind in ("word", "words") else (),
        least=least,
        most=most,
        longest=min(longest, 10_000 if key in personal_keys(cls) else 200),
        whole=int in set(_kinds(annotation)) and float not in set(_kinds(annotation)),
    )


def _kind(annotation: Any) -> Kind:
    kinds = list(_kinds(annotation))
    if Income in kinds:
        return "incomes"
    if dict in kinds:
        return "scores"
    if tuple in kinds:
        if allowed(annotation):
            return "words"
        return "answers" if int in kinds else "texts"
    if allowed(annotation):
        return "word"
    simple: dict[Any, Kind] = {bool: "yesno", datetime: "moment", date: "day", int: "number", float: "number"}
    return next((name for type_, name in simple.items() if type_ in kinds), "text")


def _kinds(annotation: Any) -> Iterator[Any]:
    """Every plain type that an annotation is made of."""
    inner, _ = unwrap(annotation)
    origin = get_origin(inner)
    if origin is Literal:
        return
    if origin is not None:
        yield origin
        for part in get_args(inner):
            yield from _kinds(part)
    elif inner is not type(None) and inner is not Ellipsis:
        yield inner


def _bounds(annotation: Any) -> tuple[float | None, float | None, int]:
    least: float | None = None
    most: float | None = None
    longest: float = math.inf
    for meta in _metas(annotation):
        least = meta.ge if meta.ge is not None else least
        most = meta.le if meta.le is not None else most
        longest = meta.max_length if meta.max_length is not None else longest
    return least, most, 200 if math.isinf(longest) else int(longest)


def _metas(annotation: Any) -> Iterator[Meta]:
    yield from (meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, Meta))
    for part in get_args(annotation):
        yield from _metas(part)
