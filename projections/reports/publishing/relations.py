"""How numbers that are told outside add up, as anybody knows who has read the definitions.

Within a release people and episodes, women and men, and categories add up. Between releases (`across`): who is there
when one window closes is there when the next one opens, and a half-year's new episodes are its two quarters'.
"""

from __future__ import annotations

from collections.abc import Iterable

from projections.reports.figures import GENDERS
from projections.reports.people import NO_INCOME, UNKNOWN
from projections.reports.publishing.classed import GENDERED, Categories
from projections.reports.publishing.integers import ANY
from projections.reports.publishing.release import ALL, MISSING, ROWLESS, Release, parts_of_a_whole

STATUS = "status_exclusive"
REASONS = "discharge_reasons"
SOURCES, PAYERS = "income_sources", "income_payers"


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
        {"completed": 1, "discharged": -1},
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
            rest, top = release.place(MISSING + key, part), release.place(share.top, part)
            release.system.row([(rest, 1), (top, 1), (release.place(share.bottom, part), -1)], 0, 0)


def by_gender(release: Release) -> None:
    """Everybody is the sum of the genders; those without a row are fewer than five."""
    system = release.system
    for count in GENDERED:
        genders = [(release.place(count, gender), -1) for gender in GENDERS]
        system.row([(release.place(count), 1), *genders], 0, 0)
        hidden = [(release.place(count, gender), -1) for gender in release.hidden]
        system.row([(release.place(ROWLESS + count), 1), *hidden], 0, 0)
    for gender in GENDERS:
        _parts(release, gender)


def by_category(release: Release, axis: str, split: Categories) -> None:
    """Categories make up the whole; where one person may be in several, they are no fewer than it."""
    places = release.categories(axis)
    if not places:
        return
    if axis == STATUS:
        _status(release)
        return
    whole, is_sum = release.place(split.count), split.adds_up == "parts"
    release.system.row([*((place, 1) for place in places.values()), (whole, -1)], 0, 0 if is_sum else ANY)
    for place in () if is_sum else places.values():
        release.system.row([(place, 1), (whole, -1)], -ANY, 0)
    if axis == REASONS:
        ends = [(places[reason], -1) for reason in release.completing if reason in places]
        release.system.row([(release.place("completed"), 1), *ends], 0, 0)
    if axis in {SOURCES, PAYERS}:
        _incomes(release)


def _incomes(release: Release) -> None:
    """Who has no income has no payer, and of whom no income is known no payer is."""
    sources, payers = release.categories(SOURCES), release.categories(PAYERS)
    for name in (name for name in (NO_INCOME, UNKNOWN) if name in sources and name in payers):
        release.system.row([(sources[name], 1), (payers[name], -1)], 0, 0)


def _status(release: Release) -> None:
    """Who has a status is served, or waits; of those there at the end each is in a phase, or has something better."""
    system, status = release.system, release.categories(STATUS)
    waiting_too = sum(system.truth[place] for place in status.values()) - release.truth("persons")
    waits = system.number((release.window, "waits and is not served"), waiting_too)
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
