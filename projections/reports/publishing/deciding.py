"""Decides what of a release is told: totals before splits, what matters most before what matters less.

Every number of fewer than five is printed as `<5` and protected. A larger one is told unless that would give one away;
then it is withheld. A split in which no number could be told is dropped, so that the total can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations, islice

from projections.reports.figures import GENDERS
from projections.reports.kinds.flow.counts import SEVEN_MONTHS
from projections.reports.kinds.outcomes.counts import THIRTEEN_WEEKS
from projections.reports.publishing import relations
from projections.reports.publishing.classed import COUNTS, GENDERED, IN_SHARES
from projections.reports.publishing.guard import Bounds, Guard
from projections.reports.publishing.integers import ANY
from projections.reports.publishing.release import ALL, GENDER, SMALL, TENS, Name, Release, parts_of_a_whole, splits
from projections.reports.view import Window

_TOGETHER = 2
_TRIES = 15
"""At most so many numbers are withheld together, in so many ways; after that numbers are told one by one."""


@dataclass(slots=True)
class Decision:
    """What of a release is told: numbers of five and more, which numbers are said to be fewer, which lengths."""

    release: Release
    told: set[Name] = field(default_factory=set)
    few: set[Name] = field(default_factory=set)
    lengths: set[str] = field(default_factory=set)

    def tells(self, count: str, part: str = ALL) -> bool:
        """Whether the number is told."""
        return (count, part) in self.told


def decide(release: Release, guard: Guard, earlier: Sequence[Release]) -> Decision:
    """What is told of a release, given all that was told before."""
    decision = Decision(release)
    with guard.rows_added():
        relations.totals(release)
        for before in earlier:
            relations.totals_between(before, release)
            relations.people_between(before, release)
        for first, second in _halves(release, earlier):
            relations.totals_together(first, second, release)
            relations.reasons_together(first, second, release)
    guard.settle()
    _totals(decision, guard)
    _lengths(decision, guard)
    _genders(decision, guard)
    for definition, split in splits():
        with guard.rows_added():
            relations.by_category(release, definition.key, split)
        names = [(definition.key, name) for name in release.categories(definition.key)]
        if _split(decision, guard, names, ()):
            release.split.add(definition.key)
    return decision


def _genders(decision: Decision, guard: Guard) -> None:
    release = decision.release
    if not release.genders:
        return
    with guard.rows_added():
        relations.by_gender(release)
    for gender in GENDERS:
        least, most = (SMALL, ANY) if gender in release.genders else (0, SMALL - 1)
        guard.learn(release.place("persons", gender), least, most)
    for count in GENDERED:
        if _split(decision, guard, [(count, gender) for gender in release.genders], _unseen(release, count)):
            release.split |= {count, GENDER}


def _halves(release: Release, earlier: Sequence[Release]) -> Iterator[tuple[Release, Release]]:
    """The two releases that one consists of, where there are such."""
    by_window = {before.window: before for before in earlier}
    for first in earlier:
        second = by_window.get(Window(first.window.end + timedelta(days=1), release.window.end))
        if first.window.start == release.window.start and second is not None:
            yield first, second


def _unseen(release: Release, count: str) -> list[int]:
    """What is printed nowhere and protected all the same, where a count is told by gender.

    Those without a row, together and one by one; and who is missing from a whole.
    """
    alone = [release.place(count, gender) for gender in release.hidden]
    missing = [
        release.missing[key, gender]
        for key, share in parts_of_a_whole()
        if share.top == count
        for gender in release.parts_of(share)
        if gender != ALL
    ]
    return [release.rest[count], *alone, *missing]


def _totals(decision: Decision, guard: Guard) -> None:
    """The totals, as many as can be told together; the first of `COUNTS` before the last, shares after all others."""
    release = decision.release
    names = [(count, ALL) for count in COUNTS if count not in IN_SHARES]
    missing = [release.missing[key, ALL] for key, share in parts_of_a_whole() if share.top not in IN_SHARES]
    large = [name for name in names if release.truth_of(name) >= SMALL]
    if not _best(decision, guard, names, large[::-1], missing):
        small = [name for name in names if name not in large]
        if not _tell(decision, guard, small, (), ()):
            for name in small:
                _tell(decision, guard, [name], (), ())
        for name in large:
            if not _tell(decision, guard, [name], (), missing):
                _tell(decision, guard, [name], [name], ())
    for count in IN_SHARES:
        unseen = [
            *(release.missing[key, ALL] for key, share in parts_of_a_whole() if count in {share.top, share.bottom}),
            release.place(count),
        ]
        if release.truth(count) >= SMALL:
            _tell(decision, guard, [(count, ALL)], (), unseen)
        else:
            guard.allows({}, [release.place(count)])


def _lengths(decision: Decision, guard: Guard) -> None:
    """Means and medians over five people and more, where they do not tell how many stayed long, or kept a job."""
    release = decision.release
    for key, days in release.lengths.items():
        over, long, limit = _LONG[key]
        if not decision.tells(over) or (over == "jobs" and release.truth("employed") < SMALL):
            continue
        number, spare = release.truth(over), 0
        if over == "jobs":
            spare = number - release.truth("employed")
        least, most = _how_many(key, days, number, limit)
        place = release.place(long)
        bounds = (max(least - spare, release.system.lower[place]), min(most, release.system.upper[place]))
        if guard.allows({place: bounds}):
            decision.lengths.add(key)


_LONG = {
    "mean_days_discharged": ("left", "stayed_long", SEVEN_MONTHS),
    "median_days_discharged": ("left", "stayed_long", SEVEN_MONTHS),
    "job_tenure_median": ("jobs", "kept_job", THIRTEEN_WEEKS),
}
"""What a length is over, and the count of those that reach a limit of days: a mean or median says something of it."""


def _how_many(key: str, days: int, number: int, limit: int) -> tuple[int, float]:
    """How many reach the limit, at least and at most, as anybody can tell who knows the mean or median."""
    longest, shortest = days + TENS // 2, days - TENS // 2
    if key.startswith("mean"):
        return int(shortest >= limit), longest * number // limit
    half = -(-number // 2)
    return (half if shortest >= limit else 0), (number - half if longest < limit else ANY)


def _split(decision: Decision, guard: Guard, names: Sequence[Name], unseen: Collection[int]) -> bool:
    """One split: as many of its numbers as can be told, else nothing of it; whether something is."""
    large = sorted((name for name in names if decision.release.truth_of(name) >= SMALL), key=decision.release.truth_of)
    if not large:
        return False
    if _best(decision, guard, names, large, unseen):
        return True
    for name in reversed(large):  # the largest that can be told, and what can be told beside it
        others = [other for other in reversed(large) if other != name]
        if _tell(decision, guard, names, others, unseen):
            _one_by_one(decision, guard, others)
            return True
    return False


def _one_by_one(decision: Decision, guard: Guard, names: Iterable[Name]) -> None:
    for name in names:
        if guard.allows(_known(decision.release, [name], ())):
            decision.told.add(name)


def _best(
    decision: Decision, guard: Guard, names: Sequence[Name], large: Sequence[Name], unseen: Collection[int]
) -> bool:
    """Whether all can be told but a few; the first of the large ones are withheld first."""
    return any(
        _tell(decision, guard, names, withheld, unseen)
        for withheld in islice(_fewest(large), _TRIES)
        if len(withheld) < max(len(large), 1)
    )


def _fewest(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """What to withhold: nothing, then one, then two."""
    for count in range(_TOGETHER + 1):
        yield from combinations(names, count)


def _tell(
    decision: Decision, guard: Guard, names: Sequence[Name], withheld: Collection[Name], unseen: Collection[int]
) -> bool:
    release = decision.release
    protected = [*(release.place(*name) for name in names), *unseen]
    small = [place for place in protected if release.system.truth[place] < SMALL]
    if not guard.allows(_known(release, names, withheld), small):
        return False
    few = {name for name in names if release.truth_of(name) < SMALL}
    decision.few |= few
    decision.told |= {*names} - few - {*withheld}
    return True


def _known(release: Release, names: Iterable[Name], withheld: Collection[Name]) -> Bounds:
    """What is known where these are printed: a small number is one, and what is withheld is none."""
    bounds: Bounds = {}
    for name in names:
        truth = release.truth_of(name)
        if truth < SMALL:
            bounds[release.place(*name)] = (0, SMALL - 1)
        elif name in withheld:
            bounds[release.place(*name)] = (SMALL, ANY)
        else:
            bounds[release.place(*name)] = (truth, truth)
    return bounds
