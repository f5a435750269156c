"""The receipts of erasures: a file beside the key file, a line for each of the two steps of each.

The first line says that somebody's key and reference are gone from the store, and which wrapping keys still open copies
of it in backups and in the database's files; the second that the last of those keys is destroyed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from journey.engine.people import erased_label


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of one erasure: `keys` open copies, None where an older program did not note them."""

    stream: UUID
    keys: frozenset[str] | None
    for_good: bool

    def opens_with(self, key: str) -> bool:
        """Whether that key may open a copy of what was erased."""
        return not self.for_good and self.keys is not None and key in self.keys


def read(file: Path) -> dict[UUID, Receipt]:
    """Every erasure that the receipts tell of, by stream."""
    receipts = dict[UUID, Receipt]()
    for line in _lines(file):
        try:
            stream = UUID(line["stream"])
            earlier = receipts.get(stream, Receipt(stream, None, for_good=False))
            keys = frozenset(map(str, line["keys"])) if "keys" in line else earlier.keys
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # one damaged line stops one receipt
        receipts[stream] = Receipt(stream, keys, earlier.for_good or "for_good" in line)
    return receipts


def damaged(file: Path) -> int:
    """How many lines are no receipt: whoever they spoke of is not erased again after a restore."""
    lines = file.read_bytes().splitlines() if file.exists() else []
    return sum(1 for line in lines if line.strip() and _stream_of(line) is None)


def _stream_of(line: bytes) -> UUID | None:
    """Whom a line speaks of; None for one that is no receipt: cut off by a power failure, or damaged."""
    try:
        return UUID(json.loads(line)["stream"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if not file.exists():
        return
    for line in file.read_bytes().splitlines():
        try:
            yield json.loads(line)
        except ValueError:  # empty, or cut off by a power failure: it is written again
            continue


def first(stream: UUID, now: datetime, keys: Collection[str]) -> dict[str, Any]:
    """The line of the first step: gone from the store, and these keys open what copies there are."""
    return {"erased": erased_label(stream), "stream": stream.hex, "at": now.isoformat(), "keys": sorted(keys)}


def opened_by(receipt: Receipt, keys: Collection[str]) -> dict[str, Any]:
    """The line that says which keys open copies, where the first one does not."""
    return {"erased": erased_label(receipt.stream), "stream": receipt.stream.hex, "keys": sorted(keys)}


def second(receipt: Receipt, now: datetime) -> dict[str, Any]:
    """The line of the second step: no key is left that opens any copy."""
    return {"erased": erased_label(receipt.stream), "stream": receipt.stream.hex, "for_good": now.isoformat()}


def write(file: Path, line: dict[str, Any]) -> None:
    """Add a line, on the disk before this returns."""
    file.parent.mkdir(parents=True, exist_ok=True)
    cut_off = file.exists() and not file.read_bytes().endswith(b"\n")  # by a power failure: begin a new line
    handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as lines:
        lines.write(("\n" if cut_off else "") + json.dumps(line) + "\n")
        lines.flush()
        os.fsync(lines.fileno())
