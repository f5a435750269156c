"""Keeps protected numbers protected: whatever is told, each can still be at least four of the five small values.

For every protected number and each of its values one solution of the system is kept, in which it has that value.
Telling something more asks only whether those solutions still hold, and looks for another where one does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from projections.reports.publishing.integers import ANY, Solution, System

LEFT_OPEN = 4
"""Of the five values of a small number, as many must stay possible."""

_FARTHEST = (0, 4, 1, 3, 2)

Bounds = dict[int, tuple[float, float]]
"""What would be known of numbers: the least and the most that each can be."""


@dataclass(slots=True)
class Guard:
    """What is protected in a system, with a solution for each value that it can have."""

    system: System
    kept: dict[int, dict[int, Solution]] = field(default_factory=dict)
    known: dict[int, tuple[float, float]] = field(default_factory=dict)
    _asleep: dict[int, dict[int, Solution]] = field(default_factory=dict)
    _used: dict[int, set[int]] = field(default_factory=dict)  # by number: what is protected by solutions with it
    _unsure: set[int] = field(default_factory=set)  # protected before rows were added
    _suspect: int = -1  # what was given away by the last attempt that was not safe

    @contextmanager
    def rows_added(self) -> Iterator[None]:
        """Rows that are added meanwhile: what they touch is looked at again when something is told next."""
        since = len(self.system.rows)
        yield
        for number in {number for terms, _, _ in self.system.rows[since:] for number, _ in terms}:
            self._unsure |= self._used.get(number, set())

    def learn(self, number: int, lower: float, upper: float) -> None:
        """What is known of a number though it is printed nowhere."""
        self.known[number] = (lower, upper)
        self.system.bound(number, lower, upper)

    def sleep(self, numbers: Iterable[int]) -> None:
        """These are left out of account: nothing is known of them, and they are not protected, until they wake."""
        for number in numbers:
            if number in self.known:
                self.system.bound(number, 0, ANY)
            if number in self.kept:
                self._asleep[number] = self.kept.pop(number)

    def wake(self, numbers: Iterable[int]) -> None:
        """These are taken into account again."""
        for number in numbers:
            if number in self.known:
                self.system.bound(number, *self.known[number])
            if number in self._asleep:
                self.kept[number] = self._asleep.pop(number)
                self._unsure.add(number)

    def settle(self) -> None:
        """What nobody can protect any more, whatever is told now, is no reason to withhold anything now."""
        for number in sorted(self._unsure & self.kept.keys()):
            answer = self._open(number)
            if len(answer.solutions) < LEFT_OPEN:
                self._asleep[number] = self.kept.pop(number)
            else:
                self._keep(number, answer)
        self._unsure.clear()

    def allows(self, bounds: Bounds, protect: Collection[int] = ()) -> bool:
        """Tell what these bounds say, and protect these numbers; where that is not safe, nothing is changed."""
        before = {number: (self.system.lower[number], self.system.upper[number]) for number in bounds}
        for number, (lower, upper) in bounds.items():
            self.system.bound(number, lower, upper)
        if self._is_safe(set(bounds), protect):
            self._unsure.clear()
            self.known |= bounds
            return True
        for number, (lower, upper) in before.items():
            self.system.bound(number, lower, upper)
        return False

    def _is_safe(self, changed: set[int], protect: Collection[int]) -> bool:
        fresh = [number for number in protect if number not in self.kept]
        old = [number for number in self._touched(changed) if number not in fresh]
        answers: dict[int, Answer] = {}
        for number in sorted((*fresh, *old), key=lambda number: number != self._suspect):
            answer = self._open(number)
            if len(answer.solutions) < LEFT_OPEN:
                self._suspect = number
                return False
            answers[number] = answer
        for number, answer in answers.items():
            self._keep(number, answer)
        return True

    def _keep(self, number: int, answer: Answer) -> None:
        self.kept[number] = answer.solutions
        for solution in answer.solutions.values():
            for other in solution:
                self._used.setdefault(other, set()).add(number)

    def _touched(self, changed: Iterable[int]) -> list[int]:
        touched = set(self._unsure)
        for number in changed:
            touched |= self._used.get(number, set())
        return sorted(touched & self.kept.keys())

    def _open(self, number: int) -> Answer:
        """Solutions for enough values of a protected number, where there are enough."""
        kept = self.kept.get(number, {})
        answer = Answer({self.system.truth[number]: {}})
        answer.solutions |= {value: solution for value, solution in kept.items() if self.system.holds(solution)}
        left = [value for value in _FARTHEST if value not in answer.solutions]
        left.sort(key=lambda value: value not in kept)
        while left and len(answer.solutions) < LEFT_OPEN <= len(answer.solutions) + len(left):
            value = left.pop(0)
            solution = self.system.solution(number, value)
            if solution is None:
                answer.gone.add(value)
            else:
                answer.solutions[value] = solution
        return answer


@dataclass(slots=True)
class Answer:
    """Values that a number can have, each with a solution, and values that it cannot have."""

    solutions: dict[int, Solution]
    gone: set[int] = field(default_factory=set)
