"""How numbers that are told outside add up, as anybody knows who has read the definitions.

Within a release people and episodes, women and men, and categories add up. Between releases: who is there when one
window closes is there when the next one opens, and a half-year's new episodes are its two quarters'.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from projections.reports.figures import GENDERS
from projections.reports.publishing.classed import GENDERED, Categories
from projections.reports.publishing.integers import ANY
from projections.reports.publishing.release import ALL, GENDER, Release, parts_of_a_whole

STATUS = "status_exclusive"
REASONS = "discharge_reasons"

_ADD_UP = ("enrolled", "discharged", "referred")
"""Counts of what has one day: a window has as many as the windows it consists of."""

_HELD = ("persons", "left", "employed", "students", "placed", "work_or_study", "jobs", "episodes", "left_or_employed")
"""Counts of who or what touches a window: a longer one has no fewer, and no more than its parts together."""

OF_PEOPLE = (GENDER, "age_band", "municipality", "education", "years_on_support", "income_sources")
"""Splits by what people are: somebody new in a category is somebody new."""


# ------------------------------------------------------------------------------------------------------ the totals


def totals(release: Release) -> None:
    """What everybody knows of a release's totals."""
    _people_and_episodes(release)
    _parts(release, ALL)
    jobs = ({"employed": 1, "jobs": -1}, {"subsidised": 1, "jobs": -1})
    left = (
        {"employed": 1, "left_or_employed": -1},
        {"left": 1, "left_or_employed": -1},
        {"left_or_employed": 1, "left": -1, "employed": -1},
        {"left_or_employed": 1, "persons": -1},
        {"kept_job": 1, "employed": -1},
    )
    _rows(release, (*jobs, *left))


def _rows(release: Release, rows: Iterable[dict[str, int]], *, least: float = -ANY, part: str = ALL) -> None:
    """Sums that are at most zero; with `least` 0, zero."""
    for terms in rows:
        release.system.row([(release.place(count, part), factor) for count, factor in terms.items()], least, 0)


def _people_and_episodes(release: Release) -> None:
    """Every episode began before the window or in it, and ended in it or goes on; nobody has two at a time."""
    people, end = release.truth("persons"), release.truth("there_at_end")
    for name, truth in (
        ("back", end + release.truth("left") - people),
        ("new", people - release.truth("there_at_start")),
        ("gone", people - end),
    ):
        release.numbers[name, ALL] = release.system.number(truth)
    equal = (
        {"episodes": 1, "there_at_start": -1, "enrolled": -1},
        {"episodes": 1, "there_at_end": -1, "discharged": -1},
        {"persons": 1, "there_at_end": -1, "left": -1, "back": 1},
        {"new": 1, "persons": -1, "there_at_start": 1},
        {"gone": 1, "persons": -1, "there_at_end": 1},
    )
    at_most = (
        {"back": 1, "left": -1},
        {"back": 1, "there_at_end": -1},
        {"new": 1, "enrolled": -1},
        {"left": 1, "discharged": -1},
        {"stayed_long": 1, "left": -1},
    )
    _rows(release, equal, least=0)
    _rows(release, at_most)


def _parts(release: Release, part: str) -> None:
    """A job, studies and a placement are had by people who were served; who is missing is a number too."""
    less = (("employed", "work_or_study"), ("students", "work_or_study"), ("work_or_study", "persons"))
    _rows(release, ({one: 1, whole: -1} for one, whole in (*less, ("placed", "persons"))), part=part)
    _rows(release, [{"work_or_study": 1, "employed": -1, "students": -1}], part=part)
    for key, share in parts_of_a_whole():
        if part in release.parts_of(share):
            rest, top = release.missing[key, part], release.place(share.top, part)
            release.system.row([(rest, 1), (top, 1), (release.place(share.bottom, part), -1)], 0, 0)


def totals_between(earlier: Release, later: Release) -> None:
    """What everybody knows of the totals of two releases, of which the earlier one was told first."""
    first, second = earlier.window, later.window
    if first.end + timedelta(days=1) == second.start:
        _same(earlier, later, "there_at_end", "there_at_start")
    if first.end == second.end:
        _same(earlier, later, "there_at_end", "there_at_end")
        _same(earlier, later, "waiting", "waiting")
    if first.start == second.start:
        _same(earlier, later, "there_at_start", "there_at_start")
    if _is_inside(earlier, later):
        for count in (*_ADD_UP, *_HELD):
            later.system.row([(earlier.place(count), 1), (later.place(count), -1)], -ANY, 0)


def _same(earlier: Release, later: Release, one: str, other: str) -> None:
    later.system.row([(earlier.place(one), 1), (later.place(other), -1)], 0, 0)


def _is_inside(earlier: Release, later: Release) -> bool:
    return later.window.start <= earlier.window.start and earlier.window.end <= later.window.end


def totals_together(first: Release, second: Release, whole: Release) -> None:
    """What everybody knows of a window that consists of two."""
    for count in (*_ADD_UP, *_HELD):
        least = 0 if count in _ADD_UP else -ANY
        terms = [(whole.place(count), 1), (first.place(count), -1), (second.place(count), -1)]
        whole.system.row(terms, least, 0)
    terms = [(whole.place("persons"), 1), (first.place("persons"), -1), (second.place("new"), -1)]
    whole.system.row(terms, -ANY, 0)


# ------------------------------------------------------------------------------------------------------ the splits


def by_gender(release: Release) -> None:
    """Everybody is the sum of the genders; those without a row are fewer than five."""
    system = release.system
    for count in GENDERED:
        genders = [(release.place(count, gender), -1) for gender in GENDERS]
        system.row([(release.place(count), 1), *genders], 0, 0)
        hidden = [(release.place(count, gender), -1) for gender in release.hidden]
        system.row([(release.rest[count], 1), *hidden], 0, 0)
    for gender in GENDERS:
        _parts(release, gender)


def by_category(release: Release, axis: str, split: Categories) -> None:
    """Categories make up the whole; where one person may be in several, they are no fewer than it."""
    places = release.categories(axis).values()
    if not places:
        return
    if axis == STATUS:
        _status(release)
        return
    whole, is_sum = release.place(split.count), split.adds_up == "parts"
    release.system.row([*((place, 1) for place in places), (whole, -1)], 0, 0 if is_sum else ANY)
    for place in () if is_sum else places:
        release.system.row([(place, 1), (whole, -1)], -ANY, 0)


def _status(release: Release) -> None:
    """Who has a status is served, or waits; of those there at the end each is in a phase, or has something better."""
    system, status = release.system, release.categories(STATUS)
    waits = system.number(sum(system.truth[place] for place in status.values()) - release.truth("persons"))
    phases = ("job_search", "paused", "other_phase")
    better = ("job", "studies", "placement")
    at_end, waiting = release.place("there_at_end"), release.place("waiting")
    system.row([*((place, 1) for place in status.values()), (release.place("persons"), -1), (waits, -1)], 0, 0)
    system.row([(waits, 1), *((status[name], -1) for name in ("waiting", *better))], -ANY, 0)
    system.row([*((status[name], 1) for name in phases), (at_end, -1)], -ANY, 0)
    system.row([(at_end, 1), *((status[name], -1) for name in (*phases, *better))], -ANY, 0)
    system.row([(waiting, 1), *((status[name], -1) for name in ("waiting", *better))], -ANY, 0)
    system.row([(status["discharged"], 1), (release.place("gone"), -1)], -ANY, 0)
    for name, count in (("job", "employed"), ("studies", "students"), ("placement", "placed")):
        system.row([(status[name], 1), (release.place(count), -1), (waits, -1)], -ANY, 0)


def people_between(earlier: Release, later: Release) -> None:
    """Of two windows, one right after the other: somebody of a category is there again, or has gone, or is new."""
    if earlier.window.end + timedelta(days=1) != later.window.start:
        return
    for axis in (axis for axis in OF_PEOPLE if axis in earlier.split):
        before, after = _of_axis(earlier, axis), _of_axis(later, axis)
        for name in (name for name in before if name in after):
            here, there = before[name], after[name]
            later.system.row([(there, 1), (here, -1), (later.place("new"), -1)], -ANY, 0)
            later.system.row([(here, 1), (there, -1), (earlier.place("gone"), -1)], -ANY, 0)


def reasons_together(first: Release, second: Release, whole: Release) -> None:
    """A window has as many ends of episodes of each reason as the two that it consists of."""
    one, other, both = (release.categories(REASONS) for release in (first, second, whole))
    for name in (name for name in both if name in one and name in other):
        whole.system.row([(both[name], 1), (one[name], -1), (other[name], -1)], 0, 0)


def _of_axis(release: Release, axis: str) -> dict[str, int]:
    return (
        {gender: release.place("persons", gender) for gender in GENDERS} if axis == GENDER else release.categories(axis)
    )
