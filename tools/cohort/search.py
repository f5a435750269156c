"""The job search: the first employer contact as the spine tells it, and those that follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tools.cohort.diary import after
from tools.cohort.team import EMPLOYERS, SUPERVISOR, known_employers

if TYPE_CHECKING:
    from tools.cohort.diary import Diary, Draft
    from tools.cohort.plan import Plan

MODES = (("face_to_face", 36), ("phone", 36), ("email", 26), ("video", 2))
WHO = (("coach", 44), ("both", 22), ("participant", 34))


def job_search(diary: Diary, plan: Plan) -> None:
    """Contact employers from the first contact to a job, the last quiet day or the end."""
    story = plan.visit.stay.search
    if story in ("never", "waiting", "late") and diary.dice.chance(0.4):
        _only_a_placement(diary, plan)
    if story == "struck":
        _mistaken(diary, plan)
    if story == "waived":
        day = after(plan.visit.stay.enrolled, 15)
        reason = "in hospital care part of each week; the search waits for the ward's advice"
        diary.write("deadline_waived", day, SUPERVISOR, late=0, rule="job_search_one_month", reason=reason)
    if plan.contact is None:
        return
    late_by = None
    if story == "late_entry":
        late_by = (plan.due - plan.contact).days + diary.dice.between(8, 35)
    employer_contact(diary, plan, plan.contact, late=late_by or 0)
    _further(diary, plan, plan.due if story == "late_entry" else plan.contact)


def _further(diary: Diary, plan: Plan, day: date) -> None:
    """A contact every week or two while the search is on."""
    end = min(plan.quiet_from, plan.visit.start.start if plan.visit.start else plan.visit.last)
    day = after(day, diary.dice.between(6, 20))
    while day < end:
        if plan.free(day) == day and plan.phase(day) in ("assessment", "job_placement"):
            employer_contact(diary, plan, day)
        day = after(day, diary.dice.between(7, 25))


def employer_contact(
    diary: Diary, plan: Plan, day: date, *, late: int | None = None, competitive: bool | None = None
) -> Draft:
    """One contact with an employer of the bank, by coach, participant or both; the first is about a competitive job."""
    dice = diary.dice
    first = day == plan.contact
    if competitive is None:
        competitive = first or dice.chance(0.86)
    employer = dice.pick(known_employers(day))
    who = dice.weigh(WHO)
    alone = who == "participant"
    return diary.write(
        "employer_contacted",
        day,
        "participant" if alone and dice.chance(0.4) else plan.by(day),
        late=late,
        employer=employer,
        industry=EMPLOYERS[employer][0],
        mode=dice.weigh(MODES),
        who=who,
        competitive=competitive,
        follows_preferences=dice.chance(0.86),
        coach=None if alone else plan.coach(day),
    )


def _only_a_placement(diary: Diary, plan: Plan) -> None:
    """A contact in time that is not about a competitive job, and so does not count."""
    day = plan.free(after(plan.visit.stay.enrolled, diary.dice.between(8, 20)))
    if day:
        employer_contact(diary, plan, day, late=0, competitive=False)


def _mistaken(diary: Diary, plan: Plan) -> None:
    """A contact in time, entered on the wrong person and struck when the month was over."""
    wrong = employer_contact(diary, plan, after(plan.visit.stay.enrolled, 12), late=0, competitive=True)
    noticed = after(plan.due + timedelta(days=1), 10)
    diary.strike(wrong, noticed, plan.by(noticed), "entered on the wrong person")
