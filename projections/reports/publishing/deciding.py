"""Decides what of a release is told: totals before splits, what matters most before what matters less.

Every number of fewer than five is printed as `<5` and protected. A larger one is told unless that would give one away;
then it is withheld. A split in which no number could be told is dropped, so that the total can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from projections.reports.publishing import across, relations
from projections.reports.publishing.classed import COUNTS, GENDERED, IN_SHARES, Categories
from projections.reports.publishing.guard import PROMISE, Bounds, Guard, Promise
from projections.reports.publishing.integers import ANY
from projections.reports.publishing.lengths import limits, reached
from projections.reports.publishing.release import (
    ALL,
    GENDER,
    MISSING,
    ROWLESS,
    SMALL,
    Name,
    Release,
    parts_of_a_whole,
    splits,
)

QUARTER = 3
"""Months of the shortest window that is told."""
_PAIRS = 40
"""So many pairs of totals are tried to be withheld, before totals are told one by one."""


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


def decide(release: Release, near: Sequence[Release], guard: Guard) -> Decision:
    """What is told of a release, given what was told of those that it is held against."""
    decision = Decision(release)
    _enter(release, near, guard)
    if _totals(decision, guard):
        _lengths(decision, guard)
        _genders(decision, guard)
        for definition, split in splits():
            _category(decision, guard, definition.key, split, near)
    _remember(release, guard, near)
    return decision


# ------------------------------------------------------------------------------------------- what is known already


def _enter(release: Release, near: Sequence[Release], guard: Guard) -> None:
    """Everything into one system, with all that is known before anything of the release is decided."""
    every = [*near, release]
    for one in every:
        one.enter(guard.system)
        relations.totals(one)
        if one.genders:
            relations.by_gender(one)
    for earlier, later in across.inside(every):
        across.totals(earlier, later)
    for parts, whole in across.together(every):
        across.totals_together(parts, whole)
    with_genders = [one for one in every if one.genders]
    for earlier, later in across.inside(with_genders):
        across.by_gender(earlier, later)
    for parts, whole in across.together(with_genders):
        across.by_gender_together(parts, whole)
    for definition, split in splits():
        for one in near:
            relations.by_category(one, definition.key, split)
        _across(definition.key, near, near)
    for one in near:
        promised = one.narrowed if one.narrowed and across.is_inside(one.window, release.window) else one.promised
        guard.promise({one.place(*name): promise for name, promise in promised.items()})
    for one in reversed(near):
        guard.reuse(one.solutions)
    guard.settle()


def _across(axis: str, some: Sequence[Release], every: Sequence[Release]) -> None:
    """What is known of a split of some releases, held against those before them."""
    with_it = [one for one in every if one.categories(axis)]
    for earlier, later in across.inside(with_it):
        if later in some:
            across.by_category(axis, earlier, later)
    for parts, whole in across.together(with_it):
        if whole in some:
            across.by_category_together(axis, parts, whole)


def _remember(release: Release, guard: Guard, near: Sequence[Release]) -> None:
    """What is known of its numbers now, and which of them are protected, for those that are decided later."""
    system = guard.system
    bounds = {name: (system.lower[place], system.upper[place]) for name, place in release.places.items()}
    release.known = {name: bound for name, bound in bounds.items() if bound != (0, ANY)}
    release.promised = _promised(release, guard)
    for one in near:
        if across.is_inside(one.window, release.window):
            one.narrowed = _promised(one, guard)
    release.solutions = guard.solutions_by_key()


def _promised(release: Release, guard: Guard) -> dict[Name, Promise]:
    kept = ((name, guard.promises.get(place)) for name, place in release.places.items())
    return {name: promise for name, promise in kept if promise is not None}


# -------------------------------------------------------------------------------------------------------- totals


def _totals(decision: Decision, guard: Guard) -> bool:
    """The totals, as many as can be told together; the first of `COUNTS` before the last, shares after all others.

    Where which totals are fewer than five would by itself narrow one, nothing of a quarter is told, and of a longer
    window what can be, one by one. Whether something is.
    """
    release = decision.release
    names = [(count, ALL) for count in COUNTS if count not in IN_SHARES]
    few = {name for name in names if release.truth_of(name) < SMALL}
    promises = {release.place(*name): PROMISE for name in few}
    if not guard.attempt(_known(release, names, names), promises):
        if across.months(release.window) == QUARTER:
            return False
        _sparsely(decision, guard, names, promises)
        return True
    decision.few = few
    large = [name for name in names if name not in decision.few]
    missing = _small(release, [(MISSING + key, ALL) for key, share in parts_of_a_whole() if share.top not in IN_SHARES])
    chosen = _most(guard, release, large, missing)
    guard.allows(_known(release, chosen, ()))
    for place in missing:
        guard.allows({}, [place])
    decision.told |= set(chosen)
    for count in IN_SHARES:
        _for_shares(decision, guard, count)
    return True


def _sparsely(decision: Decision, guard: Guard, names: Sequence[Name], promises: dict[int, Promise]) -> None:
    """What can be told beside the quarters of a longer window; what is left out may be any number, small ones too."""
    release = decision.release
    guard.promise(promises)
    guard.settle()
    for name in names:
        place, truth = release.place(*name), release.truth_of(name)
        if truth < SMALL and guard.allows({place: (0, SMALL - 1)}, [place]):
            decision.few.add(name)
        elif truth >= SMALL and guard.allows({place: (truth, truth)}):
            decision.told.add(name)
    for count in IN_SHARES:
        _for_shares(decision, guard, count)


def _for_shares(decision: Decision, guard: Guard, count: str) -> None:
    """A number that is printed in shares alone: told where neither it, nor who is missing from a share, is few."""
    release = decision.release
    shares = [(MISSING + key, ALL) for key, share in parts_of_a_whole() if count in {share.top, share.bottom}]
    unseen = _small(release, [*shares, (count, ALL)])
    if release.truth(count) >= SMALL and guard.allows(_known(release, [(count, ALL)], ()), unseen):
        decision.told.add((count, ALL))
    else:
        guard.allows({}, unseen)


def _most(guard: Guard, release: Release, large: Sequence[Name], missing: Collection[int]) -> list[Name]:
    """The most numbers that can be told together; where many sets are as large, the one that matters most."""
    if guard.allows(_known(release, large, ()), missing, tell=False):
        return [*large]
    alone = [name for name in large if guard.allows(_known(release, [name], ()), tell=False)]
    for withheld in _fewest(alone[::-1]):
        chosen = [name for name in alone if name not in withheld]
        if guard.allows(_known(release, chosen, ()), tell=False):
            return chosen
    return max((_in_order(guard, release, names) for names in (alone, alone[::-1])), key=len)


def _fewest(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """What to withhold: nothing, then one, then two."""
    yield ()
    yield from ((name,) for name in names)
    yield from list(combinations(names, 2))[:_PAIRS]


def _in_order(guard: Guard, release: Release, names: Iterable[Name]) -> list[Name]:
    """Each that can be told beside those before it."""
    chosen: list[Name] = []
    for name in names:
        if guard.allows(_known(release, [*chosen, name], ()), tell=False):
            chosen.append(name)
    return chosen


def _small(release: Release, names: Iterable[Name]) -> list[int]:
    return [release.place(*name) for name in names if release.truth_of(name) < SMALL]


def _lengths(decision: Decision, guard: Guard) -> None:
    """Means and medians over five people and more, where they do not tell how many stayed long, or kept a job."""
    release = decision.release
    for key in release.lengths:
        over, long = reached(key)
        if not decision.tells(over) or (over == "jobs" and release.truth("employed") < SMALL):
            continue
        place = release.place(long)
        least, most = release.system.lower[place], release.system.upper[place]
        told = {other for other in decision.lengths if reached(other) == reached(key)}
        fewest, highest = limits(release, {*told, key})
        if guard.allows({place: (max(fewest, least), min(highest, most))}):
            decision.lengths.add(key)


# -------------------------------------------------------------------------------------------------------- splits


def _genders(decision: Decision, guard: Guard) -> None:
    """Who was served by gender, and what came of it; those without a row are fewer than five, and protected."""
    release = decision.release
    if not release.genders:
        return
    for count in GENDERED:
        rows = [(count, gender) for gender in release.genders]
        base: Bounds = {}
        if count == "persons":
            base = {release.place(count, gender): (0, SMALL - 1) for gender in release.hidden}
        if _split(decision, guard, rows, _unseen(release, count), base):
            release.split |= {count, GENDER}


def _unseen(release: Release, count: str) -> list[int]:
    """What is printed nowhere and protected all the same, where a count is told by gender.

    Those without a row, together and one by one; and who is missing from a whole.
    """
    missing = [
        (MISSING + key, gender)
        for key, share in parts_of_a_whole()
        if share.top == count
        for gender in release.parts_of(share)
        if gender != ALL
    ]
    return _small(release, [(ROWLESS + count, ALL), *((count, gender) for gender in release.hidden), *missing])


def _category(decision: Decision, guard: Guard, axis: str, split: Categories, near: Sequence[Release]) -> None:
    """A split by category, held against the same split of others; dropped where nothing of it can be told."""
    release = decision.release
    names = release.axis(axis)
    if not any(release.truth_of(name) >= SMALL for name in names):
        return
    release.enter_split(axis)
    relations.by_category(release, axis, split)
    _across(axis, [release], [*near, release])
    guard.doubt()
    if _split(decision, guard, names, ()):
        release.split.add(axis)
    else:
        release.leave_split(axis)


def _split(
    decision: Decision, guard: Guard, names: Sequence[Name], unseen: Collection[int], base: Bounds | None = None
) -> bool:
    """One split: as many of its numbers as can be told, the largest first; else nothing of it. Whether something is."""
    release = decision.release
    large = sorted((name for name in names if release.truth_of(name) >= SMALL), key=release.truth_of)
    protect = [*_small(release, names), *unseen]
    for chosen in _attempts(guard, release, names, large, protect, base or {}):
        bounds = (base or {}) | _known(release, names, set(names) - set(chosen))
        if chosen and guard.allows(bounds, protect):
            decision.few |= {name for name in names if release.truth_of(name) < SMALL}
            decision.told |= set(chosen)
            return True
    return False


def _attempts(
    guard: Guard,
    release: Release,
    names: Sequence[Name],
    large: Sequence[Name],
    protect: Collection[int],
    base: Bounds,
) -> Iterator[Sequence[Name]]:
    """What might be told of a split: all, all but one, and what can be told one beside the other."""
    yield large
    yield from ([name for name in large if name != withheld] for withheld in large)
    chosen: list[Name] = []
    for name in reversed(large):
        bounds = base | _known(release, names, set(names) - {*chosen, name})
        if guard.allows(bounds, protect, tell=False):
            chosen.append(name)
    yield chosen


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
