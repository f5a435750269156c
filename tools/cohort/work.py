"""Placements, jobs and studies, with the money that the economics report needs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tools.cohort.diary import LAST, after, working_before
from tools.cohort.people import YEAR_END
from tools.cohort.spine import Job, Studies
from tools.cohort.team import EMPLOYERS, known_employers

if TYPE_CHECKING:
    from tools.cohort.diary import Diary
    from tools.cohort.plan import Plan

KINDS = (("work_trial", 45), ("work_training", 35), ("internship", 20))


def placement(diary: Diary, plan: Plan) -> None:
    """A work placement of some weeks, over before any job starts or the stay ends."""
    wished, visit = plan.visit.placement, plan.visit
    start = plan.free(wished) if wished else None
    if wished is None or start is None:
        return
    dice = diary.dice
    if wished <= YEAR_END:
        start = min(start, working_before(YEAR_END - timedelta(days=3)))
    name = f"{diary.prefix}-p1"
    employers = [ref for ref in known_employers(start) if EMPLOYERS[ref][0] == visit.industry]
    diary.write(
        "placement_started",
        start,
        plan.by(start),
        late=0,
        placement=name,
        kind=dice.weigh(KINDS) if visit.industry else "social_training",
        employer=dice.pick(employers) if employers else None,
        industry=visit.industry,
        hours_per_week=dice.pick([6, 8, 10, 12, 16, 20]),
    )
    stop = working_before((visit.start.start if visit.start else visit.last) - timedelta(days=1))
    end = min(after(start, dice.between(20, 84)), stop)
    if end < LAST - timedelta(days=1):
        reason = dice.weigh([("as planned", 70), ("own wish", 15), ("illness", 15)])
        diary.write("placement_ended", end, plan.by(end), late=0, placement=name, reason=reason)


def work_or_study(diary: Diary, plan: Plan) -> None:
    """The job or the studies that came of the stay."""
    start = plan.visit.start
    if isinstance(start, Job):
        _job(diary, plan, start)
    elif isinstance(start, Studies):
        _studies(diary, plan, start)


def _job(diary: Diary, plan: Plan, job: Job) -> None:
    name = f"{diary.prefix}-j1"
    agreed = working_before(job.start - timedelta(days=diary.dice.between(5, 12)))
    met = working_before(agreed - timedelta(days=diary.dice.between(3, 9)))
    if plan.contact and met > plan.contact:
        diary.write(
            "employer_contacted",
            met,
            plan.by(met),
            late=0,
            employer=job.employer,
            industry=job.industry,
            mode="face_to_face",
            who="both",
            competitive=True,
            follows_preferences=True,
            coach=plan.coach(met),
        )
    diary.write("job_agreed", agreed, plan.by(agreed), late=0, job=name, start=job.start.isoformat())
    diary.write(
        "job_started",
        job.start,
        plan.by(job.start),
        late=0,
        job=name,
        employer=job.employer,
        industry=job.industry,
        sector=job.sector,
        job_type=job.job_type,
        extent=job.extent,
        permanent=job.permanent,
        competitive=True,
        subsidised=job.subsidy is not None,
        subsidy=job.subsidy,
        wage=job.wage,
    )
    if job.ended is not None:
        diary.write("job_ended", job.ended, plan.by(job.ended), late=0, job=name, reason="the work ran out")


def _studies(diary: Diary, plan: Plan, studies: Studies) -> None:
    day = studies.start
    name = f"{diary.prefix}-s1"
    diary.write("studies_started", day, plan.by(day), late=0, studies=name, kind=studies.kind, extent=studies.extent)
    if studies.loan is not None:
        loan = {"source": "student_aid", "payer": "CSN", "amount": studies.loan, "tax": 0}
        diary.write("incomes_recorded", day, plan.by(day), late=0, incomes=[loan])
