"""Events as somebody reads them who may know nobody: figures can be made of them, and no word in them is anybody's own.

Codes on no list become `other`, ids become pseudonyms, and what no treatment speaks of is left out, or is empty where a
fact must say something. What no export tells is not there at all, but for what figures are made by. By which entry
another one speaks stays, as a number: a history ties events by it, and orders by it those of one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

import msgspec

from journey.domain.events import ENTRY_TYPES, Event, Fact
from journey.domain.history import MERGED, name_of
from projections.exports.coding import OTHER, RESPONSIBLE, SHAPED, Coder, ExportColumn, columns
from projections.exports.fact_types import NEVER

COUNTED = frozenset({"struck", "filed_in_journal", "erased", "merged", "rules_changed"})
"""Types that leave in no export and are read all the same: without them a figure, or a rule, would say otherwise."""
TIES = frozenset({"strikes", "entries"})
"""Keys that say which entries are spoken of."""

Names = Mapping[tuple[str | None, str], str]
"""What entries are called instead, in one stream."""
Treatment = ExportColumn | Literal["left out", "empty", "tied"]


def coding(coder: Coder) -> Callable[[Iterable[Event]], Iterator[Event]]:
    """A way to read a log: each event coded."""

    def read(log: Iterable[Event]) -> Iterator[Event]:
        events = [event for event in log if event.type not in NEVER or event.type in COUNTED]
        names = _names(events)
        return (coded(event, coder, names) for event in events)

    return read


def _names(events: Iterable[Event]) -> Names:
    """A number for each entry, in the order of their own names: by that stand what happened at one moment."""
    own = {name_of(event.sender, event.entry) for event in events if event.entry}
    ordered = sorted(own, key=lambda name: (name[1], name[0] or ""))
    return {name: f"{number:06d}" for number, name in enumerate(ordered, 1)}


def coded(event: Event, coder: Coder, names: Names) -> Event:
    """The event, coded. What the engine alone writes says nothing in anybody's words, and its fact stays."""
    return msgspec.structs.replace(
        event,
        fact=_fact(event, coder, names) if event.type in ENTRY_TYPES else event.fact,
        actor=coder.colleague(event.actor, event.programme) or OTHER,
        by=coder.colleague(event.by, event.programme),
        entry=_tie(event.entry, event, names) if event.entry else None,
        sender=None,  # the number of an entry stands for both
        correlation="",
        causation=MERGED if event.causation == MERGED else None,  # what a merge recorded again is known since then
        sealed=None,
        note=None,
    )


def _fact(event: Event, coder: Coder, names: Names) -> Any:
    changes = {
        name: _treat(treatment, value, event, coder, names)
        for name, treatment in treatments(event.fact.__class__)
        if (value := getattr(event.fact, name)) is not None
    }
    return msgspec.structs.replace(event.fact, **changes) if changes else event.fact


def _treat(treatment: Treatment, value: Any, event: Event, coder: Coder, names: Names) -> Any:
    if isinstance(treatment, ExportColumn):
        return _coded(treatment, value, event, coder)
    if treatment == "tied":
        return _tie(value, event, names)
    return None if treatment == "left out" else ""


def _tie(value: Any, event: Event, names: Names) -> Any:
    if isinstance(value, tuple):
        return tuple(_tie(one, event, names) for one in value)
    return names.get(name_of(event.sender, value), OTHER)


def _coded(column: ExportColumn, value: Any, event: Event, coder: Coder) -> Any:
    told = coder.value(column, value, event)
    if column.kind == "incomes":
        return tuple(msgspec.structs.replace(one, source=line["source"]) for one, line in zip(value, told, strict=True))
    return tuple(told) if isinstance(told, list) else told


@cache
def treatments(cls: type[Fact]) -> tuple[tuple[str, Treatment], ...]:
    """The attributes of a fact that are read otherwise than they stand, each with what becomes of it."""
    by_key = {column.key: column for column in columns(cls)}
    fields = ((field, by_key.get(field.encode_name)) for field in msgspec.structs.fields(cls))
    return tuple(
        (field.name, _untreated(field) if column is None else column)
        for field, column in fields
        if column is None or _is_text(column)
    )


def _untreated(field: msgspec.structs.FieldInfo) -> Treatment:
    """What becomes of an attribute that no export tells."""
    if field.encode_name in TIES:
        return "tied"
    return "left out" if field.default is None else "empty"


def _is_text(column: ExportColumn) -> bool:
    """Whether somebody could have written a word of their own there."""
    anybodys = column.key in SHAPED or column.key == RESPONSIBLE
    return anybodys or column.prefix is not None or column.listed is not None
