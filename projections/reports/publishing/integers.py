"""What somebody can find out who knows that numbers are whole and add up: a system of them, and what each can be.

Whether a number can have a value is decided by integer programming (HiGHS), as the smallest departure from the truth in
which it has. What is easy is tried first: to move a few others with it, and then the relaxed problem; what that
calls impossible is, and a whole solution of it is one. Only in between are integers branched on. A solution is believed
only after it has been put into every row, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

Row = tuple[tuple[tuple[int, int], ...], float, float]
"""Numbers with their factors, and the least and the most that their sum may be."""

Key = tuple[object, ...]
"""What a number is, in every system that it is in."""

Solution = dict[int, int]
"""Values that solve the system, of the numbers that are not what they are in truth."""

Solutions = dict[Key, dict[int, dict[Key, int]]]
"""By number, by value that it can have: a solution in which it has."""

ANY: float = highspy.kHighsInf
_LEAVES = 8  # of the tree of branches; a question that takes more counts as impossible, which withholds more
_LATER = 16  # times as costly: to depart from the truth in a number that may yet be told
_DUST = 1e-6
_MOVES, _PARTNERS = 16, 8  # so many numbers are moved to make up for one, each chosen of so many


def _solver(**options: float | str) -> highspy.Highs:
    """A solver whose answers depend on the questions alone: one thread, no clock."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # it comes without types
    for option, setting in {"output_flag": False, "threads": 1, "presolve": "off", **options}.items():
        solver.setOptionValue(option, setting)
    return solver


def _for_integers() -> highspy.Highs:
    return _solver(
        presolve="on",
        mip_heuristic_effort=0.0,
        mip_heuristic_run_feasibility_jump=False,
        mip_max_leaves=_LEAVES,
        mip_max_improving_sols=1,
    )


@dataclass(slots=True)
class System:
    """Whole numbers of which somebody knows bounds, and rows that they satisfy; the truth is always a solution.

    The solver has two columns for each number: how much more it is than in truth, and how much less.
    """

    keys: dict[Key, int] = field(default_factory=dict)
    truth: list[int] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _factors: list[dict[int, int]] = field(default_factory=list)  # of each number, by the rows that it is in
    _slack: list[tuple[float, float]] = field(default_factory=list)  # how far each row's sum may move from the truth
    _table: Any = None  # the rows as arrays
    _solver: highspy.Highs = field(default_factory=_solver)
    _branching: highspy.Highs = field(default_factory=_for_integers)

    def number(self, key: Key, truth: int, *, may_be_told: bool = False) -> int:
        """A new number of at least zero, by its place.

        Of those that `may_be_told` later more will be known then: solutions had better not depend on them.
        """
        place = self.keys[key] = len(self.truth)
        self.truth.append(truth)
        self.lower.append(0)
        self.upper.append(ANY)
        self._factors.append({})
        for most in (ANY, truth):
            cost = float(_LATER if may_be_told else 1)
            self._solver.addCol(cost, 0.0, float(most), 0, np.array([], dtype=np.int32), np.array([]))
        return place

    def row(self, terms: Iterable[tuple[int, int]], least: float, most: float) -> None:
        """A row everybody knows; one that does not hold in truth is known by nobody."""
        summed: dict[int, int] = {}
        for number, factor in terms:
            summed[number] = summed.get(number, 0) + factor
        total = sum(self.truth[number] * factor for number, factor in summed.items())
        if not summed or not least <= total <= most:
            return
        for number, factor in summed.items():
            self._factors[number][len(self.rows)] = factor
        self.rows.append((tuple(summed.items()), least, most))
        self._slack.append((least - total, most - total))
        self._table = None
        columns = [column for number in summed for column in (2 * number, 2 * number + 1)]
        factors = [float(signed) for factor in summed.values() for signed in (factor, -factor)]
        self._solver.addRow(
            least - total, most - total, len(columns), np.array(columns, dtype=np.int32), np.array(factors)
        )

    def bound(self, number: int, lower: float, upper: float) -> None:
        """What is known of a number by itself."""
        if (lower, upper) == (self.lower[number], self.upper[number]):
            return
        self.lower[number], self.upper[number] = lower, upper
        for column in (2 * number, 2 * number + 1):
            self._solver.changeColCost(column, 1.0)
        self._change(number, (0, upper - self.truth[number]), (0, self.truth[number] - lower))

    def _change(self, number: int, more: tuple[float, float], less: tuple[float, float]) -> None:
        for column, (least, most) in ((2 * number, more), (2 * number + 1, less)):
            self._solver.changeColBounds(column, float(least), float(most))

    # ------------------------------------------------------------------------------------------- whether one holds

    def holds(self, solution: Solution) -> bool:
        """Whether a solution keeps every bound and every row."""
        if any(not self.lower[number] <= value <= self.upper[number] for number, value in solution.items()):
            return False
        if not self.rows:
            return True
        numbers, factors, starts, least, most = self._arrays()
        departures = np.zeros(len(self.truth), dtype=np.int64)
        for number, value in solution.items():
            departures[number] = value - self.truth[number]
        moved = np.add.reduceat(departures[numbers] * factors, starts)
        return bool(np.all(moved >= least) and np.all(moved <= most))

    def _arrays(self) -> Any:
        """All rows after one another, and how far each sum may move."""
        if self._table is None:
            terms = [term for row, _, _ in self.rows for term in row]
            numbers = np.array([number for number, _ in terms], dtype=np.int64)
            factors = np.array([factor for _, factor in terms], dtype=np.int64)
            starts = np.cumsum([0, *(len(row) for row, _, _ in self.rows[:-1])])
            least, most = np.array(self._slack).T
            self._table = numbers, factors, starts, least, most
        return self._table

    # ------------------------------------------------------------------------------------------ finding a solution

    def solution(self, number: int, value: int, near: Solution | None = None) -> Solution | None:
        """One solution in which the number has the value; None where there is none. One that `near` solves may do."""
        if not self.lower[number] <= value <= self.upper[number]:
            return None
        for start in (near, {}):
            mended = None if start is None else self._mended(start | {number: value}, number)
            if mended is not None:
                return mended
        truth = self.truth[number]
        more, less = max(value - truth, 0), max(truth - value, 0)
        self._change(number, (more, more), (less, less))
        try:
            return self._solved(number)
        finally:
            self._change(number, (0, self.upper[number] - truth), (0, truth - self.lower[number]))

    def _mended(self, start: Solution, kept: int) -> Solution | None:
        """A solution near to values that break some rows: one number after the other is moved, but for one. Or None."""
        by = {
            number: value - self.truth[number]
            for number, value in start.items()
            if number == kept or self.lower[number] <= value <= self.upper[number]
        }
        sums: dict[int, int] = {}
        for number, change in by.items():
            self._move(number, change, sums)
        broken = {place: missing for place, total in sums.items() if (missing := self._missing(place, total))}
        moved = {kept}
        for _ in range(_MOVES):
            if not broken:
                solution = {number: self.truth[number] + change for number, change in by.items() if change}
                return solution if self.holds(solution) else None
            place = min(broken)
            options = self._options(place, broken[place], by, moved)
            ranked = [(self._would_break(other, change, sums, broken), other, change) for other, change in options]
            if not ranked:
                return None
            _, other, change = min(ranked)
            moved.add(other)
            by[other] = by.get(other, 0) + change
            self._move(other, change, sums)
            for at in self._factors[other]:
                broken.pop(at, None)
                if missing := self._missing(at, sums[at]):
                    broken[at] = missing
        return None

    def _options(self, place: int, missing: int, by: dict[int, int], moved: set[int]) -> list[tuple[int, int]]:
        """Numbers of a broken row, with the change that mends it; first those that stand in few rows."""
        options = []
        for other, factor in self.rows[place][0]:
            if other in moved or missing % factor:
                continue
            change = missing // factor
            if self.lower[other] <= self.truth[other] + by.get(other, 0) + change <= self.upper[other]:
                options.append((other in by, len(self._factors[other]), other, change))
        return [(other, change) for _, _, other, change in sorted(options)[:_PARTNERS]]

    def _would_break(self, other: int, change: int, sums: dict[int, int], broken: dict[int, int]) -> int:
        """How many rows are broken more, or fewer, once a number moves."""
        count = 0
        for place, factor in self._factors[other].items():
            count += bool(self._missing(place, sums.get(place, 0) + factor * change)) - (place in broken)
        return count

    def _move(self, number: int, change: int, sums: dict[int, int]) -> None:
        for place, factor in self._factors[number].items():
            sums[place] = sums.get(place, 0) + factor * change

    def _missing(self, place: int, total: int) -> int:
        """By how much a row is broken whose sum moves so far: what another number must add."""
        least, most = self._slack[place]
        return int(least - total if total < least else most - total if total > most else 0)

    def _solved(self, number: int) -> Solution | None:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        relaxed = self._read(self._solver)
        if self.holds(relaxed):
            return relaxed
        return self._mended(relaxed, number) or self._branched(relaxed)

    def _branched(self, relaxed: Solution) -> Solution | None:
        """A whole solution: first among the numbers that stand in a row with those that the relaxed one moves."""
        places = {place for number in relaxed for place in self._factors[number]}
        around = {number for place in places for number, _ in self.rows[place][0]}
        model = self._solver.getLp()
        model.col_cost_ = np.zeros(model.num_col_)
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
        whole = np.array(model.col_lower_), np.array(model.col_upper_)
        still = np.repeat([number not in around for number in range(len(self.truth))], 2)
        for lower, upper in ((np.where(still, 0, whole[0]), np.where(still, 0, whole[1])), whole):
            model.col_lower_, model.col_upper_ = lower, upper
            self._branching.passModel(model)
            self._branching.run()
            if self._branching.getInfo().primal_solution_status == 2:  # noqa: PLR2004  # a feasible point
                solution = self._read(self._branching)
                if self.holds(solution):
                    return solution
        return None

    def _read(self, solver: highspy.Highs) -> Solution:
        """The solver's solution in whole numbers; it may not hold."""
        values = np.asarray(solver.getSolution().col_value)
        departures = values[0::2] - values[1::2]
        return {
            int(number): self.truth[number] + round(float(departures[number]))
            for number in np.flatnonzero(np.abs(departures) > _DUST)
        }
