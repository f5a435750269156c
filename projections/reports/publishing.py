"""Which sums over people can be told without giving secret ones away: linear algebra over a finite field.

Rows are exact whole numbers. They are projected at random onto as many columns as there are rows, which keeps every
linear dependence and, but for one chance in tens of millions, makes no new one; the seed is fixed, so that the same
question has the same answer everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_PRIME = 67_108_859  # the largest below 2**26: products of two residues, summed two thousand times, fit in 63 bits
_BLOCK = 1024

Row = dict[int, int]
Matrix = NDArray[np.int64]


class Publisher:
    """Publishes wanted rows one after the other, unless what is public then tells a secret one."""

    def __init__(self, width: int, *, secret: Sequence[Row], wanted: Sequence[Row]) -> None:
        """`width` is the number of people; a row maps a person to a whole number."""
        self._rows = _projected([*secret, *wanted], width)
        self._secrets = len(secret)
        self._next = len(secret)

    def publish(self, count: int) -> bool:
        """Publish the next `count` wanted rows together, or none of them where that would tell a secret."""
        rows = self._rows
        for place in range(self._next, self._next + count):
            rows = _known(rows, place)
        self._next += count
        if self._secrets and not rows[: self._secrets].any(axis=1).all():
            return False
        self._rows = rows
        return True


def _known(rows: Matrix, place: int) -> Matrix:
    """Every row with what the row at `place` tells taken out of it; a row that is all zeros can be worked out."""
    row = rows[place]
    columns = np.flatnonzero(row)
    if not len(columns):
        return rows
    column = int(columns[0])
    scaled = row * pow(int(row[column]), -1, _PRIME) % _PRIME
    return (rows - np.outer(rows[:, column], scaled)) % _PRIME


def _projected(rows: Sequence[Row], width: int) -> Matrix:
    """The rows over random columns; over people themselves where there are fewer of those."""
    columns = len(rows) + 8
    if width <= columns:
        return _dense(rows, 0, width)
    generator = np.random.default_rng(20180531)
    projected = np.zeros((len(rows), columns), dtype=np.int64)
    for start in range(0, width, _BLOCK):
        size = min(_BLOCK, width - start)
        directions = generator.integers(0, _PRIME, (size, columns), dtype=np.int64)
        projected = (projected + _dense(rows, start, size) @ directions) % _PRIME
    return projected


def _dense(rows: Sequence[Row], start: int, size: int) -> Matrix:
    dense = np.zeros((len(rows), size), dtype=np.int64)
    for place, row in enumerate(rows):
        for person, value in row.items():
            if start <= person < start + size:
                dense[place, person - start] = value % _PRIME
    return dense
