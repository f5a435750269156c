"""How data reaches a person or a program: JSON alone on stdout, quiet tables, messages on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from journey.domain.plain import json_with_codes, with_codes


class Format(StrEnum):
    """How data is printed: for people or for programs."""

    table = "table"
    json = "json"


_SECONDS = 3  # between two words on progress


def as_json(data: Any) -> None:
    """Print data as JSON."""
    sys.stdout.write(json_text(data))


def json_text(data: Any) -> str:
    """Data as JSON, readable and the same every time."""
    return json_with_codes(msgspec.json.format(msgspec.json.encode(data, enc_hook=_encode), indent=2).decode()) + "\n"


def _encode(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 entry`, `2 entries`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say(message: str) -> None:
    """A message beside the data; where nobody can be told any more, nothing is."""
    with suppress(OSError, ValueError):  # a full disk, a closed pipe, a stream that is closed
        if sys.stderr is not None:  # else it would stand among the data
            print(with_codes(message), file=sys.stderr)


def flush() -> None:
    """See to it that what was printed has arrived. Raises OSError where it cannot."""
    sys.stdout.flush()


def abandon() -> None:
    """Print nowhere from now on: whoever was to read it is gone, and what is still held back would fail once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(text: str, end: str = "\n") -> None:
    """Data that is text already, on stdout."""
    print(with_codes(text), end=end)


def progress(done: str) -> Callable[[int], None]:
    """Says every few seconds how far a long piece of work has come; on a terminal only."""
    last = time.monotonic()

    def tell(events: int) -> None:
        nonlocal last
        if time.monotonic() - last > _SECONDS and sys.stderr.isatty():
            last = time.monotonic()
            say(f"{events} events {done} …")

    return tell


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str, wraps: Sequence[str] = ()
) -> None:
    """Print rows as a table; `empty` is said where there are none. Only the columns in `wraps` may break, if any do."""
    from rich import box  # rich costs tenths of a second that --help need not pay
    from rich.table import Table
    from rich.text import Text

    cells = [[_drawn(value) for value in row] for row in rows]
    if not cells:
        console().print(f"{with_codes(title)}\n{empty}\n", markup=False)
        return
    drawn = Table(
        title=Text(with_codes(title)),
        box=box.SIMPLE_HEAD,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        show_header=any(columns),
    )
    for column in columns:
        drawn.add_column(column, overflow="fold", no_wrap=bool(wraps) and column not in wraps)
    for row in cells:
        drawn.add_row(*row)
    console().print(drawn)


_STYLES = {
    "breached": "bold red",
    "breach": "bold red",
    "escalation": "bold red",
    "still_open": "bold red",
    "warned": "yellow",
    "warning": "yellow",
    "late_entry": "cyan",
    "met": "green",
    "met_late": "",
}


def _drawn(value: Any) -> Any:
    """A value as a cell. Never as markup: a reference or a note may hold any sign."""
    from rich.text import Text

    if isinstance(value, str) and value in _STYLES:  # what needs somebody's attention stands out
        return Text(value.replace("_", " "), style=_STYLES[value])
    return Text(with_codes(cell(value)))


def cell(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return "–"  # an en dash: nothing here
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


def console() -> Any:
    """Where tables are drawn; as wide as the terminal, 110 columns where there is none."""
    from rich.console import Console
    from rich.segment import Segment

    class Terminal(Console):
        """What is drawn may hold anybody's words: whatever the terminal would obey is written as its code."""

        def render(self, *drawn: Any, **options: Any) -> Iterator[Segment]:
            for segment in super().render(*drawn, **options):
                yield segment if segment.control else segment._replace(text=with_codes(segment.text))

    return Terminal(highlight=False, width=None if sys.stdout.isatty() else 110)


def show(
    data: list[dict[str, Any]],
    how: Format,
    title: str,
    *,
    empty: str,
    columns: Sequence[str],
    wraps: Sequence[str] = (),
) -> None:
    """Print a list of records in the form asked for; a table shows the columns named, `wraps` as in `table`."""
    if how is Format.json:
        as_json(data)
    else:
        heads = [column.replace("_", " ") for column in columns]
        cells = ([record.get(column) for column in columns] for record in data)
        table(title, heads, cells, empty=empty, wraps=wraps)
