"""The spine of the reconstruction: every stay in the programme, written out so that it can be checked by eye.

One row is one episode: enrolled, discharged (`-`: still there on 31 May 2018), the reason, the story of the job search
and what came of it (`job:N`, `studies:N`: rows of `work.py`). A letter ties the two stays of a returner together.

Below it, who started which job or studies. The first ten have the money of the source's Table 3 (SEK a month, 2017).

The job-search stories: `on_time` (first employer contact within a month), `early` (before enrolment), `by_job` (the job
itself came first), `late`, `late_entry` (in time, written down weeks later), `paused` (the clock stood still),
`paused_late`, `struck` (the contact was another person's), `waived`, `never` (discharged without), `stopped`
(discharged before the day), `waiting` (no contact yet), `paused_waiting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.cohort.diary import Entry

# 38 ended episodes registered in SUS. The last one of each of the 37 persons adds up to 7,178 days, a mean of exactly
# 194; 19 of them last 210 days or more.
ENDED = """
2016-10-03 2017-06-02 work on_time job:1
2017-01-17 2017-04-05 work by_job job:2
2016-09-19 2017-06-30 work on_time job:3
2016-11-08 2017-05-12 work on_time job:4
2017-02-06 2017-08-11 work early job:5
2016-10-26 2017-10-13 work late job:6
2017-03-07 2017-11-03 work late_entry job:7
2016-12-05 2017-08-25 work on_time job:8
2017-04-04 2017-12-01 work on_time job:9
2016-11-21 2017-10-20 studies late studies:1
2017-05-16 2018-03-14 studies on_time studies:2
2017-09-11 2018-03-07 studies late_entry studies:3
2016-09-06 2016-12-21 studies on_time studies:4
2016-10-10 2017-02-10 own_wish on_time - A
2017-05-08 2017-11-10 illness early - A
2016-09-27 2017-04-28 illness late_entry - B
2016-09-14 2017-05-05 own_wish on_time
2016-09-21 2016-12-16 own_wish on_time
2016-10-12 2017-06-16 no_contact on_time
2016-10-18 2016-10-31 own_wish stopped
2016-11-15 2017-06-29 own_wish struck
2016-11-29 2017-02-24 illness never
2016-12-13 2017-08-18 moved on_time
2017-01-10 2017-09-08 illness paused_late
2017-01-24 2017-06-21 own_wish on_time
2017-02-14 2017-06-16 moved late_entry
2017-02-21 2017-10-20 other on_time
2017-03-15 2017-10-27 own_wish waived
2017-03-21 2018-01-26 illness paused
2017-03-28 2017-08-17 no_contact never
2017-04-25 2017-12-15 no_contact late
2017-06-12 2018-02-16 own_wish late
2017-06-20 2017-09-15 own_wish on_time
2017-08-16 2017-12-04 illness never
2017-09-05 2017-12-08 own_wish paused
2017-10-18 2018-04-20 moved on_time
2017-11-20 2018-05-11 illness never
2018-01-15 2018-04-13 own_wish on_time
"""

# 34 episodes registered in SUS and open on 31 May 2018; the last eight, with the last row above, are 2018's nine new.
CURRENT = """
2016-11-14 - - on_time
2016-12-14 - - late
2017-01-23 - - on_time
2017-02-15 - - on_time
2017-02-27 - - late_entry
2017-03-13 - - on_time
2017-03-29 - - paused
2017-04-10 - - on_time
2017-04-24 - - early
2017-05-22 - - late
2017-06-05 - - on_time job:10
2017-06-19 - - on_time
2017-07-03 - - paused
2017-08-15 - - on_time
2017-08-28 - - on_time job:11
2017-09-04 - - on_time
2017-09-18 - - late_entry
2017-09-26 - - on_time
2017-10-02 - - late
2017-10-09 - - on_time - B
2017-10-23 - - on_time
2017-11-06 - - on_time
2017-11-14 - - early
2017-11-27 - - late_entry
2017-12-04 - - on_time
2017-12-11 - - on_time
2018-01-22 - - on_time
2018-02-05 - - late
2018-02-26 - - late_entry
2018-03-19 - - waiting
2018-04-16 - - waiting
2018-05-07 - - waiting
2018-05-14 - - paused_waiting
2018-05-22 - - waiting
"""

# Ten people served and never registered in SUS: four left before registration began, six were there anonymously.
UNREGISTERED = """
2016-09-05 2016-10-07 own_wish on_time early
2016-09-07 2016-10-13 moved on_time early
2016-09-08 2016-10-05 own_wish stopped early
2016-09-12 2016-10-14 illness on_time early
2017-02-28 2017-08-25 own_wish on_time anonymous
2017-05-30 2017-10-12 moved late anonymous
2017-10-04 2018-03-16 own_wish on_time anonymous
2018-01-09 2018-04-18 own_wish never anonymous
2018-02-08 2018-04-27 moved on_time anonymous
2018-03-06 2018-05-04 own_wish late_entry anonymous
"""

# Referred and waitlisted, not enrolled by 31 May 2018; then four whose referral was declined: day, reason.
WAITING = """
2018-01-29 2018-02-19 2018-03-02 2018-03-20 2018-04-04 2018-04-12 2018-04-26 2018-05-08 2018-05-17 2018-05-25
"""
DECLINED = "2016-11-03 own_wish 2017-03-16 outside_target 2017-08-30 no_contact 2018-02-13 own_wish"

REGISTRATION_BEGAN = date(2016, 10, 17)


@dataclass(frozen=True)
class Stay:
    """One episode as the spine has it. `why_unregistered` is empty for the stays that SUS knows."""

    enrolled: date
    discharged: date | None
    reason: str
    search: str
    job: int | None = None
    studies: int | None = None
    tie: str = ""
    why_unregistered: str = ""


def _stay(row: str) -> Stay:
    start, end, reason, search, *rest = row.split()
    work, tie = rest + ["-", ""][len(rest) :]
    kind, _, number = work.partition(":")
    return Stay(
        enrolled=date.fromisoformat(start),
        discharged=None if end == "-" else date.fromisoformat(end),
        reason=reason,
        search=search,
        job=int(number) if kind == "job" else None,
        studies=int(number) if kind == "studies" else None,
        tie=tie,
        why_unregistered=kind if kind in ("early", "anonymous") else "",
    )


def stays() -> list[Stay]:
    """Every episode, in the order of enrolment."""
    rows = (ENDED + CURRENT + UNREGISTERED).strip().splitlines()
    return sorted((_stay(row) for row in rows if row), key=lambda stay: stay.enrolled)


def _income(source: str, payer: str, amount: int, tax: int) -> Entry:
    return {"source": source, "payer": payer, "amount": amount, "tax": tax}


def _assistance(amount: int) -> Entry:
    return _income("social_assistance", "IFO", amount, 0)


def _sickness(amount: int, tax: int) -> Entry:
    return _income("sickness_benefit", "FK", amount, tax)


@dataclass(frozen=True)
class Job:
    """A competitive job. `before`: the benefits it replaced (empty: unknown); `housing`: hours a week before, after.

    `band` is the age band of who has it: of the eleven 4 are 18-33, 2 are 42-49 and 5 are 50-57 years old.
    """

    gender: str
    band: str
    start: date
    employer: str
    industry: str
    sector: str
    job_type: str
    extent: int
    wage: int
    subsidy: int | None = None
    before: tuple[Entry, ...] = ()
    housing: tuple[float, float] | None = None
    permanent: bool = False
    ended: date | None = None


@dataclass(frozen=True)
class Studies:
    """A course of study, with the same `band`, `before` and `housing` as a job has."""

    gender: str
    band: str
    start: date
    kind: str
    extent: int
    before: tuple[Entry, ...] = ()
    housing: tuple[float, float] | None = None
    loan: int | None = None


CARE = ("care_municipal", "municipal")
TRADE, MADE, SERVED = ("trade", "private"), ("manufacturing", "private"), ("services", "private")

# Jobs 1 to 9 are rows 1 to 9 of Table 3; the earlier incomes of 10 and 11 are not known: they are not in its cohort.
JOBS = {
    1: Job(
        "woman",
        "42-49",
        date(2017, 4, 3),
        "E-001",
        *CARE,
        "care assistant",
        100,
        15646,
        18000,
        (_assistance(4300), _sickness(7620, 1753)),
    ),
    2: Job(
        "man",
        "26-33",
        date(2017, 2, 6),
        "E-008",
        *TRADE,
        "warehouse worker",
        100,
        26500,
        None,
        (_assistance(10000),),
        permanent=True,
    ),
    3: Job(
        "man",
        "26-33",
        date(2017, 5, 2),
        "E-025",
        "services",
        "non_profit",
        "caretaker",
        75,
        18700,
        25620,
        (_income("activity_support", "AF", 16500, 4620),),
        (4, 0),
    ),
    4: Job(
        "woman", "50-57", date(2017, 3, 13), "E-017", *MADE, "assembler", 100, 24000, None, (_sickness(18960, 5309),)
    ),
    5: Job(
        "man",
        "50-57",
        date(2017, 6, 12),
        "E-018",
        *MADE,
        "machine operator",
        100,
        27000,
        None,
        (_sickness(21750, 6525),),
        permanent=True,
    ),
    6: Job(
        "woman",
        "50-57",
        date(2017, 8, 14),
        "E-002",
        *CARE,
        "kitchen assistant",
        75,
        22000,
        23100,
        (_sickness(8850, 2124),),
    ),
    7: Job(
        "woman",
        "50-57",
        date(2017, 9, 4),
        "E-003",
        *CARE,
        "assistant nurse",
        75,
        23500,
        None,
        (_sickness(14070, 3799),),
    ),
    8: Job(
        "woman",
        "50-57",
        date(2017, 6, 26),
        "E-001",
        *CARE,
        "care assistant",
        80,
        20000,
        None,
        (_sickness(12840, 3467),),
        (2, 0),
    ),
    9: Job(
        "man",
        "42-49",
        date(2017, 10, 2),
        "E-009",
        *TRADE,
        "shop assistant",
        100,
        23000,
        24150,
        (_sickness(21750, 6307),),
    ),
    10: Job("woman", "-25", date(2018, 4, 9), "E-004", *CARE, "cleaner", 75, 17800, 14200),
    11: Job("man", "26-33", date(2018, 4, 3), "E-027", *SERVED, "driver", 50, 13900, ended=date(2018, 4, 27)),
}

# The source names four kinds: SFI, folk high school, komvux (adult education), university. Studies 1 is row 10 of
# Table 3: activity compensation before, a study loan after.
STUDIES = {
    1: Studies(
        "woman",
        "26-33",
        date(2017, 8, 21),
        "university",
        100,
        (_income("activity_compensation", "FK", 11077, 2769),),
        (5, 2.5),
        10172,
    ),
    2: Studies("woman", "-25", date(2018, 1, 15), "folk_high_school", 100),
    3: Studies("man", "26-33", date(2018, 1, 8), "sfi", 75),
    4: Studies("woman", "-25", date(2016, 10, 24), "adult_education", 50),
}

# Table 4, hours of housing support a week before and after: the six are a woman in studies, a woman and a man at work
# (above), and these in social training.
SOCIAL_TRAINING = (("man", 6.0, 2.0), ("woman", 2.0, 0.0), ("woman", 1.5, 0.0))
