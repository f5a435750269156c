"""Events as somebody reads them who may know nobody: figures can be made of them, and no word in them is anybody's own.

Codes on no list become `other`, ids become pseudonyms, and what no treatment speaks of is left out. By which entry
another one speaks stays: a history ties events by it, and no figure prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from journey.domain.events import ENTRY_TYPES, Event, Fact
from projections.exports.coding import RESPONSIBLE, SHAPED, Coder, ExportColumn, columns


def coding(coder: Coder) -> Callable[[Iterable[Event]], Iterator[Event]]:
    """A way to read a log: each event coded."""
    return lambda log: (coded(event, coder) for event in log)


def coded(event: Event, coder: Coder) -> Event:
    """The event, coded. What the engine alone writes says nothing in anybody's words, and stays."""
    if event.type not in ENTRY_TYPES:
        return event
    changes = {
        name: None if column is None else _coded(column, value, event, coder)
        for name, column in _treated(event.fact.__class__)
        if (value := getattr(event.fact, name)) is not None
    }
    fact = msgspec.structs.replace(event.fact, **changes) if changes else event.fact
    by = coder.colleague(event.by, event.programme)
    return msgspec.structs.replace(event, fact=fact, by=by, sealed=None, note=None)


def _coded(column: ExportColumn, value: Any, event: Event, coder: Coder) -> Any:
    told = coder.value(column, value, event)
    if column.kind == "incomes":
        return tuple(msgspec.structs.replace(one, source=line["source"]) for one, line in zip(value, told, strict=True))
    return tuple(told) if isinstance(told, list) else told


@cache
def _treated(cls: type[Fact]) -> tuple[tuple[str, ExportColumn | None], ...]:
    """The attributes of a fact that are read otherwise than they stand; without a column those that are left out."""
    by_key = {column.key: column for column in columns(cls)}
    fields = [(field, by_key.get(field.encode_name)) for field in msgspec.structs.fields(cls)]
    return tuple(
        (field.name, column)
        for field, column in fields
        if (_is_text(column) if column is not None else field.default is None)
    )


def _is_text(column: ExportColumn) -> bool:
    """Whether somebody could have written a word of their own there."""
    anybodys = column.key in SHAPED or column.key == RESPONSIBLE
    return anybodys or column.prefix is not None or column.listed is not None
