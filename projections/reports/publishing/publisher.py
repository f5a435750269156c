"""Which sums over people can be told without giving secret ones away: linear algebra over a finite field.

Rows are exact: whole numbers or fractions. They are projected at random onto as many columns as there are rows, which
keeps every linear dependence and, but for one chance in tens of millions, makes no new one; the seed is fixed, so that
the same question has the same answer everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

_PRIME = 67_108_859  # the largest below 2**26: products of two residues, summed two thousand times, fit in 63 bits
_BLOCK = 1024
_HALF = 13  # bits

Row = dict[int, int | Fraction]
Matrix = NDArray[np.int64]
Vector = NDArray[np.int64]


class Publisher:
    """Publishes wanted rows one after the other, unless what is public then tells a secret one."""

    def __init__(self, width: int, *, secret: Sequence[Row], wanted: Sequence[Row]) -> None:
        """`width` is the number of people; a row maps a person to a number."""
        self._rows = _projected([*secret, *wanted], width)
        self._secrets = len(secret)
        self._next = len(secret)

    def publish(self, count: int) -> bool:
        """Publish the next `count` wanted rows together, or none of them where that would tell a secret."""
        places = range(self._next, self._next + count)
        self._next += count
        public, secrets = self._rows[list(places)], self._rows[: self._secrets]
        for place in range(count):
            step = _Step.of(public[place])
            if step is not None:
                public, secrets = step.taken_out_of(public), step.taken_out_of(secrets)
        if self._secrets and not secrets.any(axis=1).all():
            return False
        for place in places:
            step = _Step.of(self._rows[place])
            if step is not None:
                self._rows = step.taken_out_of(self._rows)
        return True


@dataclass(frozen=True, slots=True)
class _Step:
    """What one published row tells: the row, scaled to one in its first column that is not zero."""

    row: Vector
    column: int

    @classmethod
    def of(cls, row: Vector) -> _Step | None:
        """None for a row of zeros: it is known already."""
        columns = np.flatnonzero(row)
        if not len(columns):
            return None
        column = int(columns[0])
        return cls(row * pow(int(row[column]), -1, _PRIME) % _PRIME, column)

    def taken_out_of(self, rows: Matrix) -> Matrix:
        """The rows without it; one that is all zeros then can be worked out from what is published."""
        touched = np.flatnonzero(rows[:, self.column])
        rows = rows.copy()
        rows[touched] = (rows[touched] - np.outer(rows[touched, self.column], self.row)) % _PRIME
        return rows


def _projected(rows: Sequence[Row], width: int) -> Matrix:
    """The rows over random columns; over people themselves where there are fewer of those."""
    columns = len(rows) + 8
    if width <= columns:
        return _dense(rows, 0, width)
    generator = np.random.default_rng(20180531)
    projected = np.zeros((len(rows), columns), dtype=np.int64)
    for start in range(0, width, _BLOCK):
        size = min(_BLOCK, width - start)
        directions = generator.integers(0, _PRIME, (size, columns), dtype=np.int64).astype(np.float64)
        projected = (projected + _product(_dense(rows, start, size), directions)) % _PRIME
    return projected


def _product(dense: Matrix, directions: NDArray[np.float64]) -> Matrix:
    """The product of residues, by the fast multiplication of floats: in halves, as sums below 2**53 are exact."""
    high, low = (half.astype(np.float64) for half in (dense >> _HALF, dense & ((1 << _HALF) - 1)))
    upper, lower = ((half @ directions).astype(np.int64) % _PRIME for half in (high, low))
    return ((upper << _HALF) + lower) % _PRIME


def _dense(rows: Sequence[Row], start: int, size: int) -> Matrix:
    dense = np.zeros((len(rows), size), dtype=np.int64)
    for place, row in enumerate(rows):
        for person, value in row.items():
            if start <= person < start + size:
                dense[place, person - start] = value.numerator * pow(value.denominator, -1, _PRIME) % _PRIME
    return dense
