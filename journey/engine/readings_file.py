"""Keeps who has read whom in a file, for as long as the store itself can only be read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from journey.domain.errors import StoreError


class ReadingsFile:
    """A file of readings, one JSON object a line, readable by its owner alone; it only grows."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, readings: Iterable[Mapping[str, object]]) -> None:
        """Keep these readings. Raises StoreError where they cannot be: nobody is shown what nobody could know of."""
        text = "".join(json.dumps(dict(reading)) + "\n" for reading in readings)
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else "cannot be written"
            raise StoreError(
                f"{self.path}: {reason}; the store can only be read, so who reads it is written there, and must be: "
                "set JOURNEY_READINGS to a file that may be written"
            ) from None
