"""Indications on what comes of it: employers met early and by the person's wishes, jobs, support after their start."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction

from journey.domain.fidelity import Scale, exact
from projections.reports.cohort import Cohort
from projections.reports.kinds.fidelity.followed import FollowedJob
from projections.reports.kinds.fidelity.indications import (
    PERCENT,
    Evidence,
    Indication,
    fewest,
    gather,
    number,
    ratio,
    share,
    total,
)

LONG_WAIT = 30
"""Days: who has waited longer for an employer than this is counted apart."""

FEWEST_JOBS = 10
"""Fewer competitive jobs than this are too few to call a programme's jobs permanent."""

_ALL_ALONG, _A_YEAR, _FOUR_MONTHS, _SHORTER, _NONE = 5, 4, 3, 2, 1

Jobs = list[tuple[int, FollowedJob]]
"""Competitive jobs, each with the number of the person who has it."""


def first_contact(cohort: Cohort, _: Scale) -> Indication:
    """Mean days from entry to the first employer met face to face, of the episodes that came to it in the window."""
    contacted, waiting, left = _searches(cohort)
    long = sum(days > LONG_WAIT for days in waiting)
    groups = len(contacted), len(waiting), left
    mean = ratio(sum(contacted), len(contacted))
    return Indication(
        unit="days",
        value=mean,
        events=len(contacted),
        persons=len(contacted),
        evidence=(
            _people("contacted", len(contacted), fewest(*groups)),
            Evidence(
                figure="mean days of those contacted",
                value=number(mean),
                unit="days",
                events=len(contacted),
                persons=len(contacted),
            ),
            _people("still waiting", len(waiting), fewest(*groups)),
            _people(f"still waiting after more than {LONG_WAIT} days", long, fewest(long, len(waiting) - long)),
            _people("left without a contact", left, fewest(*groups)),
        ),
    )


def _searches(cohort: Cohort) -> tuple[list[int], list[int], int]:
    """Days of the episodes that came to an employer in the window, of those that still wait, and how many ended."""
    window = cohort.window
    contacted: list[int] = []
    waiting: list[int] = []
    left = 0
    for person in cohort.people:
        for episode, day in zip(person.episodes, person.details.firsts, strict=True):
            if not window.overlaps(episode) or (day is not None and day < window.start):
                continue
            if day is not None:
                contacted.append((day - episode.start).days)
            elif episode.goes_on(window.end):
                waiting.append(episode.days(window.end))
            else:
                left += 1
    return contacted, waiting, left


def _people(figure: str, count: int, persons: int) -> Evidence:
    return Evidence(figure=figure, value=count, unit="episodes", persons=persons)


def preferences(cohort: Cohort, _: Scale) -> Indication:
    """Employer contacts that follow the person's preferences ÷ those of which that is told."""
    parts = [(person.wished, person.wished + person.unwished) for person in gather(cohort)]
    evidence, value = share("share of the contacts that are tagged", parts)
    return Indication(
        unit="share",
        value=value,
        events=evidence.events or 0,
        persons=evidence.persons,
        evidence=(
            evidence,
            total(cohort, "contacts that follow preferences", "contacts", lambda person: person.wished),
            total(cohort, "contacts that do not", "contacts", lambda person: person.unwished),
            total(cohort, "contacts that are not tagged", "contacts", lambda person: person.untagged),
        ),
    )


def jobs(cohort: Cohort) -> Jobs:
    """The competitive jobs of persons served that overlap the window."""
    return [
        (place, job)
        for place, person in enumerate(cohort.persons)
        for job in person.details.jobs
        if cohort.window.overlaps(job)
    ]


def job_types(cohort: Cohort, _: Scale) -> Indication:
    """Different job types ÷ competitive jobs whose type is told."""
    return _different(jobs(cohort), "job types", lambda job: job.job_type)


def employers(cohort: Cohort, _: Scale) -> Indication:
    """Different employers ÷ competitive jobs whose employer is told."""
    return _different(jobs(cohort), "employers", lambda job: job.employer)


def _different(every_job: Jobs, what: str, kind: Callable[[FollowedJob], Hashable]) -> Indication:
    named = [(who, kind(job)) for who, job in every_job if kind(job) is not None]
    value = ratio(len({name for _, name in named}), len(named))
    persons = _persons(who for who, _ in named)
    return Indication(
        unit="share",
        value=value,
        events=len(named),
        persons=persons,
        evidence=(
            Evidence(
                figure=f"different {what}",
                value=len({name for _, name in named}),
                unit=what,
                events=len(named),
                persons=persons,
            ),
            *_parted(
                (f"competitive jobs with {what} told", [who for who, _ in named]),
                ("competitive jobs without", [who for who, job in every_job if kind(job) is None]),
            ),
        ),
    )


def _persons(who: Iterable[int]) -> int:
    return len(set(who))


def _jobs(figure: str, who: list[int]) -> Evidence:
    return Evidence(figure=figure, value=len(who), unit="jobs", events=len(who), persons=_persons(who))


def _parted(*parts: tuple[str, list[int]]) -> list[Evidence]:
    """Parts of one whole: where few people are behind one of them, each gives it away."""
    persons = fewest(*(_persons(who) for _, who in parts))
    return [
        Evidence(figure=figure, value=len(who), unit="jobs", events=len(who), persons=persons) for figure, who in parts
    ]


def permanent_jobs(cohort: Cohort, _: Scale) -> Indication:
    """Permanent ÷ competitive jobs of which it is told; fewer than ten jobs give 1 point whatever the share."""
    every_job = jobs(cohort)
    answers = [(who, job.permanent) for who, job in every_job if job.permanent is not None]
    lasting = [who for who, permanent in answers if permanent]
    value = ratio(len(lasting), len(answers))
    few = len(every_job) < FEWEST_JOBS
    persons = fewest(_persons(lasting), _persons(who for who, permanent in answers if not permanent))
    return Indication(
        unit="share",
        value=value,
        points=_NONE if few else None,
        events=len(every_job),
        persons=persons,
        evidence=(
            Evidence(
                figure="share of permanent jobs",
                value=number(value),
                unit="share",
                events=len(answers),
                persons=persons,
            ),
            _jobs("competitive jobs", [who for who, _ in every_job]),
            *_parted(
                ("permanent ones", lasting),
                ("others", [who for who, permanent in answers if not permanent]),
                ("jobs of which it is not told", [who for who, job in every_job if job.permanent is None]),
            ),
        ),
    )


def follow_along(cohort: Cohort, scale: Scale) -> Indication:
    """How long after the start of a competitive job contacts go on, and how close to its turning points they are."""
    every_job = jobs(cohort)
    judged: dict[str, list[bool | None]] = {
        "contact after the first month": [job.later for _, job in every_job],
        "contact in each of the first four months": [job.four_months for _, job in every_job],
        "contact every week of the first month and every month of a year": [job.year for _, job in every_job],
        "contact in the week before the start": [job.before for _, job in every_job],
        "contact within three days after the start": [job.after for _, job in every_job],
        "contact within three days after a loss": [job.lost for _, job in every_job],
    }
    evidence = [_jobs("competitive jobs", [who for who, _ in every_job])]
    for figure, answers in judged.items():
        evidence += _yes_and_no(figure, list(zip((who for who, _ in every_job), answers, strict=True)))
    shares = [_share(answers) for answers in judged.values()]
    return Indication(
        points=_rung(shares, exact(scale.most) / PERCENT),
        events=len(every_job),
        persons=_persons(who for who, _ in every_job),
        evidence=tuple(evidence),
    )


def _yes_and_no(figure: str, answers: list[tuple[int, bool | None]]) -> list[Evidence]:
    kept = [who for who, answer in answers if answer]
    not_kept = [who for who, answer in answers if answer is False]
    value = _share([answer for _, answer in answers])
    persons = fewest(_persons(kept), _persons(not_kept))
    count = len(kept) + len(not_kept)
    return [
        Evidence(figure=f"share with {figure}", value=number(value), unit="share", events=count, persons=persons),
        Evidence(
            figure=f"of jobs that can be judged: {figure}",
            value=count,
            unit="jobs",
            events=count,
            persons=_persons([*kept, *not_kept]),
        ),
    ]


def _share(answers: Iterable[bool | None]) -> Fraction | None:
    """Of the jobs that can be judged."""
    judged = [answer for answer in answers if answer is not None]
    return ratio(sum(judged), len(judged))


def _rung(shares: list[Fraction | None], most: Fraction) -> int | None:
    """The best level whose conditions are met; a loss can be followed only where a job was lost."""
    later, four, year, before, after, lost = shares
    if later is None:
        return None
    if later == 0:
        return _NONE
    if four is None:
        return None
    if four < most:
        return _SHORTER
    if year is None or year < most:
        return _FOUR_MONTHS
    close = all(share is not None and share >= most for share in (before, after)) and (lost is None or lost >= most)
    return _ALL_ALONG if close else _A_YEAR
