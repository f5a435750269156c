"""How the numbers of releases hang together, as anybody knows who has read the definitions and holds several.

A window that lies inside another one has no more of anything, windows that make up another one add up to it, and who is
there when one closes is there when the next one opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from projections.reports.figures import GENDERS
from projections.reports.publishing.classed import GENDERED
from projections.reports.publishing.integers import ANY
from projections.reports.publishing.release import GENDER, Release
from projections.reports.view import Window

_ADD_UP = ("enrolled", "discharged", "referred", "completed", "mistaken")
"""Counts of what has one day: a window has as many as the windows it consists of."""

_HELD = ("persons", "left", "employed", "students", "placed", "work_or_study", "jobs", "episodes", "left_or_employed")
"""Counts of who or what touches a window: a longer one has no fewer, and no more than its parts together."""

_OF_DAYS = {"discharge_reasons": "discharged", "referrals_by_source": "referred"}
"""Splits of what has one day, and the count that they split."""

_OF_PEOPLE = ("age_band", "municipality", "education", "years_on_support", "income_sources", "income_payers")
"""Splits by what people are: somebody new in a category is somebody new."""

_SEVERAL = ("income_sources", "income_payers")
"""Splits in which one person may be in several categories."""

Places = dict[str, int]


def totals(earlier: Release, later: Release) -> None:
    """What everybody knows of the totals of two releases, of which the earlier one was told first."""
    first, second = earlier.window, later.window
    if _follows(first, second):
        _same(earlier, later, "there_at_end", "there_at_start")
    if first.end == second.end:
        _same(earlier, later, "there_at_end", "there_at_end")
        _same(earlier, later, "waiting", "waiting")
    if first.start == second.start:
        _same(earlier, later, "there_at_start", "there_at_start")
    if is_inside(first, second):
        for count in (*_ADD_UP, *_HELD):
            later.system.row([(earlier.place(count), 1), (later.place(count), -1)], -ANY, 0)


def _same(earlier: Release, later: Release, one: str, other: str) -> None:
    later.system.row([(earlier.place(one), 1), (later.place(other), -1)], 0, 0)


def _follows(first: Window, second: Window) -> bool:
    return first.end + timedelta(days=1) == second.start


def is_inside(inner: Window, outer: Window) -> bool:
    """Whether a window lies within another one, or is it."""
    return outer.start <= inner.start and inner.end <= outer.end


def totals_together(parts: Sequence[Release], whole: Release) -> None:
    """What everybody knows of a window that consists of others, one after the other."""
    for count in (*_ADD_UP, *_HELD):
        least = 0 if count in _ADD_UP else -ANY
        whole.system.row([(whole.place(count), 1), *((part.place(count), -1) for part in parts)], least, 0)
    first, *others = parts
    new = [(part.place("new"), -1) for part in others]
    whole.system.row([(whole.place("persons"), 1), (first.place("persons"), -1), *new], -ANY, 0)


def inside(some: Sequence[Release]) -> Iterator[tuple[Release, Release]]:
    """Of these, every two of which one follows the other or lies inside it, without what a third in between says."""
    for earlier, later in combinations(some, 2):
        between = (one for one in some if one is not earlier and one is not later)
        if not any(is_inside(earlier.window, one.window) and is_inside(one.window, later.window) for one in between):
            yield earlier, later


def together(some: Sequence[Release]) -> Iterator[tuple[tuple[Release, ...], Release]]:
    """Of these, every one with those that it consists of, without what a third that consists of some of them says."""
    for whole in some:
        for parts in consisting(whole.window, some):
            between = (one.window for one in some if one is not whole and is_inside(one.window, whole.window))
            if len(parts) > 1 and not any(sum(is_inside(part.window, one) for part in parts) > 1 for one in between):
                yield parts, whole


def months(window: Window) -> int:
    """How long a window within a year is."""
    return window.end.month - window.start.month + 1


def consisting(window: Window, releases: Sequence[Release]) -> Iterator[tuple[Release, ...]]:
    """Every way to put a window together of shorter ones that are among these."""
    for release in releases:
        if release.window.start == window.start and release.window.end < window.end:
            rest = Window(release.window.end + timedelta(days=1), window.end)
            yield from ((release, *others) for others in consisting(rest, releases))
        elif release.window == window:
            yield (release,)


def by_gender(earlier: Release, later: Release) -> None:
    """What everybody knows of women and men in two releases."""
    if not (earlier.genders and later.genders):
        return
    _people(earlier, later, GENDER, _genders(earlier, "persons"), _genders(later, "persons"))
    if is_inside(earlier.window, later.window):
        for count in GENDERED:
            _no_more(later, _genders(earlier, count), _genders(later, count))


def by_gender_together(parts: Sequence[Release], whole: Release) -> None:
    """What everybody knows of women and men in a window that consists of others."""
    if whole.genders and all(part.genders for part in parts):
        for count in GENDERED:
            _sums([_genders(part, count) for part in parts], whole, _genders(whole, count), least=-ANY)


def by_category(axis: str, earlier: Release, later: Release) -> None:
    """What everybody knows of a split of two releases."""
    before, after = earlier.categories(axis), later.categories(axis)
    if not (before and after):
        return
    if axis in _OF_PEOPLE:
        _people(earlier, later, axis, before, after)
    if is_inside(earlier.window, later.window):
        if axis in (*_OF_PEOPLE, "job_industries", *_OF_DAYS):
            _no_more(later, before, after)
        if (count := _OF_DAYS.get(axis, "jobs" if axis == "job_industries" else "")) != "":
            _grown(earlier, later, before, after, count)


def by_category_together(axis: str, parts: Sequence[Release], whole: Release) -> None:
    """What everybody knows of a split of a window that consists of others."""
    every = [part.categories(axis) for part in parts]
    if all(every) and axis in (*_OF_PEOPLE, "job_industries", *_OF_DAYS):
        _sums(every, whole, whole.categories(axis), least=0 if axis in _OF_DAYS else -ANY)


def _people(earlier: Release, later: Release, axis: str, before: Places, after: Places) -> None:
    """Somebody of a category is there again, or has gone, or is new; in a longer window nobody is missing."""
    if is_inside(earlier.window, later.window):
        _no_more(later, before, after)
        _grown(earlier, later, before, after, "persons")
    elif _follows(earlier.window, later.window) and months(earlier.window) == months(later.window):
        _staying(earlier, later, axis, before, after)


def _staying(earlier: Release, later: Release, axis: str, before: Places, after: Places) -> None:
    """Of each category as many stay as are in both windows at most; all together those there in between."""
    system, there, new, gone = later.system, later.place("there_at_start"), later.place("new"), earlier.place("gone")
    several = axis in _SEVERAL
    truths = _stays(earlier, later, before, after, several=several)
    between = (earlier.window, later.window, axis)
    stays = {name: system.number((*between, name), truth) for name, truth in truths.items()}
    if not stays:
        return
    system.row([(there, -1), *((stay, 1) for stay in stays.values())], 0, ANY if several else 0)
    for name, stay in stays.items():
        system.row([(stay, 1), (before[name], -1)], -ANY, 0)
        system.row([(stay, 1), (after[name], -1)], -ANY, 0)
        system.row([(after[name], 1), (stay, -1), (new, -1)], -ANY, 0)
        system.row([(before[name], 1), (stay, -1), (gone, -1)], -ANY, 0)


def _stays(earlier: Release, later: Release, before: Places, after: Places, *, several: bool) -> dict[str, int]:
    """A number for each category that can be true; none where there is no such, as people have changed category."""
    truth, there = later.system.truth, later.truth("there_at_start")
    came, went = later.truth("new"), earlier.truth("gone")
    pairs = {name: (truth[before[name]], truth[after[name]]) for name in after if name in before}
    most = {name: min(pair) for name, pair in pairs.items()}
    if several:
        return most
    stays = {
        name: max(0, there_after - came, there_before - went) for name, (there_before, there_after) in pairs.items()
    }
    for name, least in stays.items():
        stays[name] = max(least, min(most[name], least + there - sum(stays.values())))
    return stays if sum(stays.values()) == there and all(stays[name] <= most[name] for name in stays) else {}


def _no_more(later: Release, before: Places, after: Places) -> None:
    for name in (name for name in after if name in before):
        later.system.row([(before[name], 1), (after[name], -1)], -ANY, 0)


def _grown(earlier: Release, later: Release, before: Places, after: Places, count: str) -> None:
    """No category grows by more than the whole does."""
    whole = [(earlier.place(count), 1), (later.place(count), -1)]
    for name in (name for name in after if name in before):
        later.system.row([(after[name], 1), (before[name], -1), *whole], -ANY, 0)


def _sums(parts: Sequence[Places], whole_release: Release, whole: Places, *, least: float) -> None:
    for name in (name for name in whole if all(name in part for part in parts)):
        terms = [(whole[name], 1), *((part[name], -1) for part in parts)]
        whole_release.system.row(terms, least, 0)


def _genders(release: Release, count: str) -> Places:
    return {gender: release.place(count, gender) for gender in GENDERS}
