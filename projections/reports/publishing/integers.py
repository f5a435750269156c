"""What somebody can find out who knows that numbers are whole and add up: a system of them, and what each can be.

Whether a number can have a value is decided by integer programming (HiGHS), as the smallest departure from the truth in
which it has. The relaxed problem is solved first: what it calls impossible is, and a whole solution of it is one; only
in between are integers branched on. A solution is believed only after it has been put into every row, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import highspy
import numpy as np

Row = tuple[tuple[tuple[int, int], ...], float, float]
"""Numbers with their factors, and the least and the most that their sum may be."""

Solution = dict[int, int]
"""Values that solve the system, of the numbers that are not what they are in truth."""

ANY: float = highspy.kHighsInf
_LEAVES = 8  # of the tree of branches; a question that takes more counts as impossible, which withholds more
_LATER = 16  # times as costly: to depart from the truth in a number that may yet be told
_DUST = 1e-6


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

    truth: list[int] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    touching: list[list[int]] = field(default_factory=list)
    _solver: highspy.Highs = field(default_factory=_solver)
    _branching: highspy.Highs = field(default_factory=_for_integers)

    def number(self, truth: int) -> int:
        """A new number of at least zero, by its place."""
        place = len(self.truth)
        self.truth.append(truth)
        self.lower.append(0)
        self.upper.append(ANY)
        self.touching.append([])
        for most in (ANY, truth):
            self._solver.addCol(1.0, 0.0, float(most), 0, np.array([], dtype=np.int32), np.array([]))
        return place

    def may_be_told(self, numbers: Iterable[int]) -> None:
        """Of these numbers more may be known later: solutions had better not depend on them."""
        for number in numbers:
            self._cost(number, _LATER)

    def row(self, terms: Iterable[tuple[int, int]], least: float, most: float) -> None:
        """A row everybody knows; one that does not hold in truth is known by nobody."""
        summed: dict[int, int] = {}
        for number, factor in terms:
            summed[number] = summed.get(number, 0) + factor
        total = sum(self.truth[number] * factor for number, factor in summed.items())
        if not least <= total <= most:
            return
        for number in summed:
            self.touching[number].append(len(self.rows))
        self.rows.append((tuple(summed.items()), least, most))
        columns = [column for number in summed for column in (2 * number, 2 * number + 1)]
        factors = [float(signed) for factor in summed.values() for signed in (factor, -factor)]
        self._solver.addRow(
            least - total, most - total, len(columns), np.array(columns, dtype=np.int32), np.array(factors)
        )

    def bound(self, number: int, lower: float, upper: float) -> None:
        """What is known of a number by itself."""
        self.lower[number], self.upper[number] = lower, upper
        self._cost(number, 1)
        self._change(number, (0, upper - self.truth[number]), (0, self.truth[number] - lower))

    def _cost(self, number: int, cost: float) -> None:
        for column in (2 * number, 2 * number + 1):
            self._solver.changeColCost(column, float(cost))

    def _change(self, number: int, more: tuple[float, float], less: tuple[float, float]) -> None:
        for column, (least, most) in ((2 * number, more), (2 * number + 1, less)):
            self._solver.changeColBounds(column, float(least), float(most))

    def holds(self, solution: Solution) -> bool:
        """Whether a solution keeps every bound, and every row that its numbers stand in."""
        if any(not self.lower[number] <= value <= self.upper[number] for number, value in solution.items()):
            return False
        rows = {place for number in solution for place in self.touching[number]}
        return all(self._holds(self.rows[place], solution) for place in rows)

    def _holds(self, row: Row, solution: Solution) -> bool:
        terms, least, most = row
        return least <= sum(factor * solution.get(number, self.truth[number]) for number, factor in terms) <= most

    def solution(self, number: int, value: int) -> Solution | None:
        """One solution in which the number has the value; None where there is none."""
        truth = self.truth[number]
        if not self.lower[number] <= value <= self.upper[number]:
            return None
        more, less = max(value - truth, 0), max(truth - value, 0)
        self._change(number, (more, more), (less, less))
        try:
            return self._solved()
        finally:
            self._change(number, (0, self.upper[number] - truth), (0, truth - self.lower[number]))

    def _solved(self) -> Solution | None:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        relaxed = self._read(self._solver)
        return relaxed if relaxed is not None else self._branched()

    def _branched(self) -> Solution | None:
        model = self._solver.getLp()
        model.col_cost_ = np.zeros(model.num_col_)
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
        self._branching.passModel(model)
        self._branching.run()
        has_one = self._branching.getInfo().primal_solution_status == 2  # noqa: PLR2004  # a feasible point
        return self._read(self._branching) if has_one else None

    def _read(self, solver: highspy.Highs) -> Solution | None:
        """The solver's solution, where it is whole and holds."""
        values = np.asarray(solver.getSolution().col_value)
        departures = values[0::2] - values[1::2]
        solution = {
            int(number): self.truth[number] + round(float(departures[number]))
            for number in np.flatnonzero(np.abs(departures) > _DUST)
        }
        return solution if self.holds(solution) else None
