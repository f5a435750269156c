"""What does not fit in the log, and what was known at an alert: `journey audit discrepancies` and `alert`."""

from __future__ import annotations

from collections.abc import Callable

COMMANDS: dict[str, Callable[..., None]] = {}
