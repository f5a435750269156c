"""One entry at a time, for tests: an example of each type with some keys changed, and what is said of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from journey.domain.commands import Record
from journey.domain.events import ENTRY_TYPES
from journey.engine.entries import EntryErrors, Frame, as_command
from tools.reference.examples import example

NOW = datetime(2018, 6, 15, 10, 0, tzinfo=UTC)
FRAME = Frame("prov", "import", NOW, "import", "test")
KEEPING = msgspec.structs.replace(FRAME, keep_recorded=True)
ENROLLED = {"type": "enrolled", "participant": "p-1", "on": "2018-03-01"}
WAY_OF_DATES = "write a date (2018-05-31) or a date-time with offset (2018-05-31T10:00:00+02:00)"


def command(content: dict[str, Any], frame: Frame = FRAME, /, **keys: Any) -> Record:
    return as_command({**content, **keys}, frame)


def problems(content: dict[str, Any], frame: Frame = FRAME, /, **keys: Any) -> list[str]:
    with pytest.raises(EntryErrors) as refusal:
        command(content, frame, **keys)
    assert str(refusal.value) == "; ".join(refusal.value.problems)
    return refusal.value.problems


def of_type(kind: str, /, **keys: Any) -> dict[str, Any]:
    """A valid entry of the type with some keys changed; a key given as ... is left out."""
    content = {**example(ENTRY_TYPES[kind]), **keys}
    return {key: value for key, value in content.items() if value is not ...}
