"""Keeps protected numbers protected: whatever is told, each can still be none, and four of the five small values.

For every protected number and each of its values one solution of the system is kept, in which it has that value.
Telling something more asks only whether those solutions still hold, and looks for another where one does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from projections.reports.publishing.integers import Solution, Solutions, System

LEFT_OPEN = 4
"""Of the five values of a small number, as many must stay possible."""

SMALL_VALUES = (0, 4, 1, 3, 2)
"""In the order in which they are tried: whether there is anybody at all comes first."""

Bounds = dict[int, tuple[float, float]]
"""What would be known of numbers: the least and the most that each can be."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is kept of a protected number: so many values, and whether it can be none."""

    values: int = LEFT_OPEN
    none: bool = True

    def is_kept(self, values: Collection[int]) -> bool:
        """Whether it is, by these values."""
        return len(values) >= self.values and (0 in values or not self.none)


PROMISE = Promise()


@dataclass(slots=True)
class Guard:
    """What is protected in a system, and solutions for the values that it can have."""

    system: System
    promises: dict[int, Promise] = field(default_factory=dict)
    solutions: dict[int, dict[int, Solution]] = field(default_factory=dict)
    _used: dict[int, set[int]] = field(default_factory=dict)  # by number: what is protected by solutions with it
    _unsure: set[int] = field(default_factory=set)  # protected, and not looked at since rows were added
    _suspect: int = -1  # what was given away by the last attempt that was not safe

    def learn(self, bounds: Bounds) -> None:
        """What is known whatever is decided."""
        for number, (lower, upper) in bounds.items():
            self.system.bound(number, lower, upper)
        self._unsure |= self._touched(bounds)

    def promise(self, promises: dict[int, Promise]) -> None:
        """What is to be protected from now on, as well as can be."""
        self.promises |= promises
        self._unsure |= promises.keys()

    def doubt(self) -> None:
        """Rows were added: what was shown to be possible has to be shown anew before anything more is told."""
        self._unsure |= self.promises.keys()

    def reuse(self, solutions: Solutions) -> None:
        """Solutions that held in another system, and may in this one; of what is in both."""
        places = self.system.keys
        for key, by_value in solutions.items():
            for value, solution in by_value.items() if places.get(key) in self.promises else ():
                if value not in self.solutions.get(places[key], {}) and solution.keys() <= places.keys():
                    self._keep(places[key], value, {places[other]: moved for other, moved in solution.items()})

    def solutions_by_key(self) -> Solutions:
        """All solutions that are kept, for another system."""
        keys = list(self.system.keys)
        return {
            keys[number]: {
                value: {keys[other]: moved for other, moved in solution.items()} for value, solution in by_value.items()
            }
            for number, by_value in self.solutions.items()
        }

    def settle(self) -> bool:
        """What nobody can protect any more, whatever is told now, is no reason to withhold anything now.

        Whether all that was promised can be kept.
        """
        all_kept = True
        for number in sorted(self._unsure & self.promises.keys()):
            promise = self.promises[number]
            values = self._open(number, promise, every=True)
            if promise.is_kept(values):
                continue
            all_kept = False
            if len(values) > 1:
                self.promises[number] = Promise(min(len(values), LEFT_OPEN), none=0 in values)
            else:
                del self.promises[number]
        self._unsure.clear()
        return all_kept

    def attempt(self, bounds: Bounds, promises: dict[int, Promise]) -> bool:
        """Learn what is known and promise this; where not all can be kept, nothing is changed."""
        before = {number: (self.system.lower[number], self.system.upper[number]) for number in bounds}
        promised = dict(self.promises)
        self.learn(bounds)
        self.promise(promises)
        if self.settle():
            return True
        for number, (lower, upper) in before.items():
            self.system.bound(number, lower, upper)
        self.promises = promised
        self._unsure |= self._touched(bounds) & promised.keys()
        return False

    def allows(self, bounds: Bounds, protect: Collection[int] = (), *, tell: bool = True) -> bool:
        """Tell what these bounds say, and protect these numbers; where that is not safe, nothing is changed.

        Without `tell` nothing is changed where it is safe, either.
        """
        before = {number: (self.system.lower[number], self.system.upper[number]) for number in bounds}
        for number, (lower, upper) in bounds.items():
            self.system.bound(number, lower, upper)
        is_safe = self._is_safe(set(bounds), protect)
        if is_safe and tell:
            self._unsure.clear()
            self.promises |= {number: PROMISE for number in protect if number not in self.promises}
            return True
        for number, (lower, upper) in before.items():
            self.system.bound(number, lower, upper)
        return is_safe

    def _is_safe(self, changed: set[int], protect: Collection[int]) -> bool:
        looked_at = (self._touched(changed) | self._unsure) & self.promises.keys() | set(protect)
        for number in sorted(looked_at, key=lambda number: (number != self._suspect, number)):
            promise = self.promises.get(number, PROMISE)
            if not promise.is_kept(self._open(number, promise)):
                self._suspect = number
                return False
        return True

    def _touched(self, changed: Iterable[int]) -> set[int]:
        return {one for number in changed for one in self._used.get(number, ())}

    def _open(self, number: int, promise: Promise, *, every: bool = False) -> set[int]:
        """Values that a protected number can have: enough for the promise, or as many as say that it cannot be kept."""
        kept = self.solutions.get(number, {})
        values = {self.system.truth[number]} & {*SMALL_VALUES}
        values |= {value for value, solution in kept.items() if self.system.holds(solution)}
        left = [value for value in SMALL_VALUES if value not in values]
        while left and not promise.is_kept(values) and (every or promise.is_kept({*values, *left})):
            value = left.pop(0)
            solution = self.system.solution(number, value, near=kept.get(value))
            if solution is not None:
                values.add(value)
                self._keep(number, value, solution)
        return values

    def _keep(self, number: int, value: int, solution: Solution) -> None:
        self.solutions.setdefault(number, {})[value] = solution
        for other in solution:
            self._used.setdefault(other, set()).add(number)
