"""The reconstructed Hudiksvall cohort as entries: `python -m tools.cohort.cohort > config/demo/hudiksvall.jsonl`.

What is published and what was free to choose: docs/explanation/hudiksvall.md.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from tools.cohort.histories import history
from tools.cohort.people import people
from tools.cohort.team import programme_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.cohort.diary import Entry


def entries() -> Iterator[Entry]:
    """Every entry in the order it happened; a person's are in the order that the lifecycle asks for.

    Entries of the same moment stand the programme's own first, then by serial number.
    """
    diaries = [programme_entries()]
    diaries += [history(f"H-{number:03d}", number, person) for number, person in enumerate(people(), 1)]
    dated = [line for diary in diaries for line in diary.entries()]
    for _, entry in sorted(dated, key=lambda line: line[0]):
        yield entry


def lines() -> Iterator[str]:
    """The entries as lines of JSON, the same bytes on every run."""
    for entry in entries():
        yield json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    sys.stdout.writelines(lines())
