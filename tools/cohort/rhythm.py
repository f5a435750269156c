"""Daily life in a stay: contacts, appointments kept and missed, outreach after a missed one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tools.cohort.diary import JULY, after, clock, is_working, working, working_before

if TYPE_CHECKING:
    from tools.cohort.diary import Diary
    from tools.cohort.plan import Plan

MODES = (("meeting", 58), ("phone", 24), ("message", 14), ("email", 4))
PLACES = {
    "coaching": (("workplace", 60), ("community", 15), ("office", 20), ("home", 5)),
    "follow_along": (("workplace", 60), ("community", 20), ("office", 20)),
    "job_placement": (("office", 40), ("community", 42), ("workplace", 8), ("home", 8), ("care_unit", 2)),
}
EARLY_PLACES = (("office", 48), ("care_unit", 20), ("community", 20), ("home", 12))
ACTIVITIES = {
    "job_placement": (("job_search", 72), ("everyday_support", 10), ("authority", 9), ("benefits", 5), ("other", 4)),
    "coaching": (("workplace", 80), ("authority", 10), ("benefits", 10)),
    "follow_along": (("workplace", 80), ("benefits", 10), ("everyday_support", 10)),
}
EARLY_ACTIVITIES = (("mapping", 62), ("everyday_support", 16), ("benefits", 9), ("authority", 7), ("other", 6))
DECEMBER, CHRISTMAS = 12, 21
PARTNERS = (("psychiatry", 40), ("employment_service", 25), ("social_insurance", 20), ("social_services", 15))
GAPS = {
    "intake": ((3, 7), 100),
    "engagement": ((5, 9), 93),
    "assessment": ((5, 10), 92),
    "job_placement": ((5, 10), 92),
    "coaching": ((4, 6), 96),
    "follow_along": ((17, 27), 96),
}


def talk(  # each is a key of the entry
    diary: Diary,
    on: date | datetime,
    coach: str,
    activity: str,
    *,
    mode: str = "meeting",
    place: str | None = None,
    late: int | None = None,
) -> None:
    """One contact with the person, as long as its mode usually takes."""
    dice = diary.dice
    steps = {"meeting": (5, 15), "phone": (1, 5), "video": (4, 9)}.get(mode)
    minutes = dice.between(*steps) * 5 if steps else dice.pick([5, 5, 10])
    if mode == "meeting" and place is None:
        place = dice.weigh(EARLY_PLACES)
    partners = [dice.weigh(PARTNERS)] if activity == "authority" else None
    diary.write(
        "contact_held",
        on,
        f"coach:{coach}",
        late=late,
        mode=mode,
        place=place,
        activity=activity,
        minutes=minutes,
        **{"with": partners},
    )


def daily_life(diary: Diary, plan: Plan) -> None:
    """Contacts every week or two from enrolment to the last day, with a longer gap now and then."""
    visit = plan.visit
    anchors = [visit.start.start, getattr(visit.start, "ended", None)] if visit.start else []
    day = after(visit.stay.enrolled, diary.dice.between(1, 5))
    while day < plan.quiet_from:
        if any(pause.holds(day) for pause in plan.pauses):
            if diary.dice.chance(0.4):
                talk(diary, day, plan.coach(day), "everyday_support", mode="phone")
            following = after(day, 14)
        else:
            _meet(diary, plan, day)
            following = _following(diary, plan, day)
        passed = [anchor for anchor in anchors if anchor and day <= anchor < following]
        day = after(passed[0], diary.dice.between(1, 2)) if passed else following
    if visit.stay.reason == "no_contact":
        _miss(diary, plan, after(plan.quiet_from, 3), answered=False)


def _following(diary: Diary, plan: Plan, day: date) -> date:
    """The day of the next contact: by phase, now and then after twice as long, more often so in July."""
    phase = plan.phase(day)
    (low, high), steady = GAPS[phase]
    days = diary.dice.between(low, high)
    if not diary.dice.chance((steady - 40 if day.month == JULY else steady) / 100):
        days *= 2
    wished = day + timedelta(days=days)
    if wished.month == DECEMBER and wished.day > CHRISTMAS:
        wished = date(wished.year + 1, 1, diary.dice.between(2, 11))
    if phase != "coaching" and not is_working(wished):
        wished += timedelta(days=diary.dice.between(0, 4))  # not everybody on the first day after a holiday
    return working(wished)


def _meet(diary: Diary, plan: Plan, day: date) -> None:
    """A contact: one in three is an appointment made beforehand, which may be missed or cancelled."""
    dice, phase = diary.dice, plan.phase(day)
    if dice.chance(0.36) and day > after(plan.visit.stay.enrolled, 4):
        fate = dice.weigh([("kept", 82), ("missed", 12), ("cancelled", 6)])
        if fate == "missed":
            _miss(diary, plan, day, answered=dice.chance(0.92))
        else:
            _appointment(diary, plan, day, fate)
        return
    mode = dice.weigh(MODES)
    place = dice.weigh(PLACES.get(phase, EARLY_PLACES)) if mode == "meeting" else None
    on = clock(day, dice.between(17, 31) * 30) if dice.chance(0.35) else day
    talk(diary, on, plan.coach(day), dice.weigh(ACTIVITIES.get(phase, EARLY_ACTIVITIES)), mode=mode, place=place)


def _book(diary: Diary, plan: Plan, day: date) -> tuple[str, datetime]:
    """An appointment on that day, booked up to ten days before."""
    dice, enrolled = diary.dice, plan.visit.stay.enrolled
    booked = max(enrolled, working_before(day - timedelta(days=dice.between(3, 10))))
    at = clock(day, dice.between(18, 30) * 30)
    name = f"{diary.prefix}-a{day:%y%m%d}"
    place = dice.weigh(PLACES.get(plan.phase(day), EARLY_PLACES))
    diary.write("appointment_booked", booked, plan.by(booked), late=0, appointment=name, at=at.isoformat(), place=place)
    return name, at


def _appointment(diary: Diary, plan: Plan, day: date, fate: str) -> None:
    """An appointment that was kept, or called off the day before."""
    name, at = _book(diary, plan, day)
    if fate == "kept":
        minutes = diary.dice.between(6, 15) * 5
        diary.write("appointment_kept", at, plan.by(day), appointment=name, minutes=minutes)
        return
    reason = diary.dice.pick(["ill", "coach ill", "no transport", "another visit"])
    before = max(working_before(day - timedelta(days=1)), plan.visit.stay.enrolled + timedelta(days=1))
    diary.write("appointment_cancelled", before, plan.by(before), late=0, appointment=name, reason=reason)


def _miss(diary: Diary, plan: Plan, day: date, *, answered: bool) -> None:
    """An appointment that was missed; somebody calls within three working days, or later than that."""
    name, at = _book(diary, plan, day)
    missed = diary.write("appointment_missed", at, plan.by(day), late=0, appointment=name)
    dice = diary.dice
    if dice.chance(0.03):
        diary.strike(missed, after(day, 1), plan.by(day), "the visit was kept: wrong button")
        diary.write("appointment_kept", at, plan.by(day), late=1, appointment=name, minutes=45)
        return
    wait = dice.weigh([(0, 34), (1, 44), (2, 12), (7, 10)])
    call = after(day, wait)
    if answered and call < plan.visit.last:
        mode = dice.weigh([("phone", 55), ("message", 30), ("meeting", 15)])
        place = "home" if mode == "meeting" else None
        on = call if wait else at + timedelta(minutes=30)
        diary.write("outreach_attempted", on, plan.by(call), late=0, mode=mode, place=place)
