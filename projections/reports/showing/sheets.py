"""The two sizes that every picture is drawn in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pixels that a picture is wide, how many labels stand side by side, and how many letters a category may have."""

    width: int
    crowd: int
    letters: int


DESK = Sheet(width=880, crowd=12, letters=36)
PHONE = Sheet(width=336, crowd=5, letters=20)
