"""One person's whole story: the referral, the wait, each stay from enrolment to discharge, and SUS."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tools.cohort.diary import LAST, Diary, Dice, after, clock, working, working_before
from tools.cohort.people import YEAR_END
from tools.cohort.plan import Plan, make_plan
from tools.cohort.rhythm import daily_life, talk
from tools.cohort.search import job_search
from tools.cohort.spine import REGISTRATION_BEGAN
from tools.cohort.team import PART_TIME, SUPERVISOR, coach_on
from tools.cohort.work import placement, work_or_study

if TYPE_CHECKING:
    from tools.cohort.people import Person, Visit

OCCUPATIONS = (
    "kitchen",
    "shop",
    "warehouse",
    "cleaning",
    "gardening",
    "animal care",
    "office",
    "care",
    "construction",
    "transport",
    "computers",
    "reception",
    "workshop",
    "cafe",
    "school",
    "laundry",
)
DAY = timedelta(days=1)
SHORT_WAIT = 14  # days from referral to enrolment that need no waiting list
SURVEY = date(2018, 4, 9)
FOLLOWED = 200  # days after discharge in which a coach still calls those who work or study


def history(serial: str, number: int, person: Person) -> Diary:
    """The diary of one person."""
    diary = Diary(serial, Dice(100 + number))
    if not person.visits:
        _waiting_or_declined(diary, person)
    for place, visit in enumerate(person.visits):
        plan = make_plan(visit, diary.dice)
        _referral(diary, person, visit, plan)
        _enrolment(diary, person, plan, first=place == 0)
        _stay(diary, plan)
        if not visit.stay.why_unregistered:
            _sus(diary, plan)
        _discharge(diary, plan)
        _after(diary, person, plan)
    return diary


def _refer(diary: Diary, day: date, source: str, identity: str, coach: str) -> None:
    by = "participant" if source == "self" else f"coach:{coach_on(coach, day)}"
    named = None if identity == "named" else identity
    diary.write("referred", day, by, late=0, source=source, identity=named)


def _first_talk(diary: Diary, day: date, end: date, source: str, coach: str) -> None:
    """A first talk: within five working days for most who referred themselves, later or never for a few."""
    wait = diary.dice.weigh([(diary.dice.between(1, 5), 85), (diary.dice.between(9, 16), 15)])
    first = after(day, wait)
    if first < end and diary.dice.chance(0.9 if source == "self" else 0.6):
        talk(diary, first, coach_on(coach, first), "mapping", late=0)


def _waiting_or_declined(diary: Diary, person: Person) -> None:
    """Referred, and on the waiting list to this day; or declined, with the reason."""
    day, coach, dice = person.referred, diary.dice.pick(["anna", "bjorn"]), diary.dice
    _refer(diary, day, person.source, person.identity, coach)
    if person.declined:
        tries = [after(day, 3), after(day, 8)] if person.declined == "no_contact" else []
        for tried in tries:
            diary.write("outreach_attempted", tried, f"coach:{coach}", late=0, mode="phone")
        end = after(day, dice.between(4, 7) + (8 if tries else 0))
        diary.write("declined", end, SUPERVISOR, late=0, reason=person.declined)
        return
    diary.write("waitlisted", min(after(day, dice.between(1, 4)), LAST), f"coach:{coach}", late=0)
    _first_talk(diary, day, LAST, person.source, coach)
    again = after(day, dice.between(35, 50))
    if again < LAST:
        talk(diary, again, coach, "other", late=0, mode="phone")


def _referral(diary: Diary, person: Person, visit: Visit, plan: Plan) -> None:
    day, enrolled = visit.referred, visit.stay.enrolled
    _refer(diary, day, visit.source, person.identity, plan.first_coach)
    listed = after(day, diary.dice.between(1, 5))
    if (enrolled - day).days > SHORT_WAIT and listed < enrolled:
        diary.write("waitlisted", listed, f"coach:{plan.coach(listed)}", late=0)
    _first_talk(diary, day, enrolled, visit.source, plan.first_coach)


def _enrolment(diary: Diary, person: Person, plan: Plan, *, first: bool) -> None:
    """Enrolment, background, pauses, phases and the change of coach: what frames the stay."""
    day = plan.visit.stay.enrolled
    diary.write("enrolled", day, plan.by(day), late=0, coach=plan.first_coach)
    if first:
        diary.write("background_recorded", day, plan.by(day), late=0, **person.background)
        if person.housing:
            diary.write("housing_support_recorded", day, plan.by(day), late=0, hours_per_week=person.housing[0])
    changed = plan.free(after(day, 60))
    if person.protected_later and changed:
        diary.write("identity_changed", changed, plan.by(changed), late=0, identity="protected")
    if plan.first_coach != plan.visit.coach:
        reason = "the other coach goes down to 60 percent"
        diary.write("coach_assigned", PART_TIME, SUPERVISOR, late=0, coach=plan.visit.coach, reason=reason)
    for pause in plan.pauses:
        diary.write("paused", pause.start, plan.by(pause.start), late=0, reason=pause.reason)
        if pause.end is not None and pause.end < plan.visit.last:
            diary.write("resumed", pause.end, plan.by(pause.end), late=0)
    for moved, phase in plan.phases:
        diary.write("phase_moved", moved, plan.by(moved), late=0, to=phase)
    if person.asked and first:
        _survey(diary, plan, answered=person.answered)


def _stay(diary: Diary, plan: Plan) -> None:
    _paperwork(diary, plan)
    _consents(diary, plan)
    job_search(diary, plan)
    placement(diary, plan)
    work_or_study(diary, plan)
    daily_life(diary, plan)


def _paperwork(diary: Diary, plan: Plan) -> None:
    """Benefits counselling, profile, wishes and plans: for most in time, for some late, for a few never."""
    start, dice = plan.visit.stay.enrolled, diary.dice
    offered = plan.free(start + DAY * dice.weigh([(3, 25), (9, 30), (20, 25), (40, 12), (900, 8)]))
    if offered:
        diary.write("benefits_counselling_offered", offered, plan.by(offered))
        day_given = plan.free(after(offered, dice.between(7, 30)))
        if day_given and dice.chance(0.7):
            diary.write("benefits_counselling_given", day_given, plan.by(day_given), minutes=dice.between(6, 14) * 5)
    profile = plan.free(start + DAY * dice.weigh([(dice.between(14, 36), 80), (dice.between(46, 70), 12), (900, 8)]))
    if profile:
        diary.write("profile_completed", profile, plan.by(profile))
        _wishes(diary, plan, profile)
    agreed = plan.free(start + DAY * dice.between(28, 60))
    if agreed and plan.contact:
        diary.write("plan_agreed", agreed, plan.by(agreed), kind="work_plan")
        _reviews(diary, plan, agreed, "work_plan")
    joint = plan.free(start + DAY * dice.between(50, 90))
    if joint and dice.chance(0.25):
        diary.write("plan_agreed", joint, plan.by(joint), kind="sip")


def _wishes(diary: Diary, plan: Plan, day: date) -> None:
    dice = diary.dice
    wishes = dice.deal(OCCUPATIONS)[: dice.between(1, 3)]
    extent = dice.weigh([(25, 25), (50, 45), (75, 18), (100, 12)])
    disclosure = dice.weigh([("none", 25), ("some", 45), ("full", 30)])
    diary.write("preferences_recorded", day, plan.by(day), occupations=wishes, extent=extent, disclosure=disclosure)


def _reviews(diary: Diary, plan: Plan, agreed: date, kind: str) -> None:
    day = plan.free(after(agreed, diary.dice.between(80, 110)))
    while day:
        diary.write("plan_reviewed", day, plan.by(day), kind=kind)
        day = plan.free(after(day, diary.dice.between(80, 120)))


def _consents(diary: Diary, plan: Plan) -> None:
    """Consents towards partners, each with its purpose; one in twenty is taken back."""
    parties = (
        ("psychiatry", 70),
        ("employment_service", 40),
        ("social_insurance", 35),
        ("social_services", 20),
        ("housing_support", 15),
        ("employer", 10),
    )
    if plan.visit.stay.why_unregistered == "anonymous":
        return
    for party, percent in parties:
        day_given = plan.free(after(plan.visit.stay.enrolled, diary.dice.between(3, 45)))
        if day_given and diary.dice.chance(percent / 100):
            until = working(day_given + 365 * DAY).isoformat()
            purpose = "planning the way to work"
            diary.write("consent_given", day_given, plan.by(day_given), party=party, purpose=purpose, until=until)
            taken_back = plan.free(after(day_given, diary.dice.between(30, 120)))
            if taken_back and diary.dice.chance(0.05):
                diary.write("consent_withdrawn", taken_back, "participant", party=party)


def _survey(diary: Diary, plan: Plan, *, answered: bool) -> None:
    """The programme's own survey of spring 2018: sixty were asked, sixteen answered; the totals are made up."""
    asked = SURVEY
    diary.write("questionnaire_sent", asked, plan.by(asked), late=0, instrument="own_survey", moment="other")
    if answered:
        day = min(LAST, after(asked, diary.dice.between(1, 25)))
        total = diary.dice.between(14, 30)
        diary.write("questionnaire_answered", day, "participant", instrument="own_survey", moment="other", total=total)


def _sus(diary: Diary, plan: Plan) -> None:
    """Registered at start and end; nothing is put off past the turn of a year or the end of the file."""
    stay, dice = plan.visit.stay, diary.dice
    base = max(stay.enrolled, REGISTRATION_BEGAN)
    slow = date(2017, 1, 1) < stay.enrolled < date(2017, 9, 1) and stay.search == "on_time" and dice.chance(0.2)
    day = after(base, dice.between(36, 50) if slow else dice.between(0, 10))
    if stay.enrolled <= YEAR_END < day:
        day = date(2017, 12, 22)
    day = min(day, LAST if stay.discharged is None else working_before(stay.discharged - DAY))
    if dice.chance(0.9):
        diary.write("consent_given", day, "participant", late=0, party="sus", purpose="form 9443")
    diary.write("sus_registered", day, plan.by(day), late=0, moment="start")
    if stay.discharged is not None:
        end = after(stay.discharged, dice.weigh([(0, 70), (dice.between(2, 20), 30)]))
        if end > LAST or stay.discharged <= YEAR_END < end:
            end = stay.discharged
        diary.write("sus_registered", end, plan.by(end), late=0, moment="end")


def _discharge(diary: Diary, plan: Plan) -> None:
    """The end of the stay. Where contact was lost, two attempts stand before it, in all but one of the cases."""
    stay = plan.visit.stay
    if stay.discharged is None:
        return
    if stay.reason == "no_contact":
        tries = (12, 24) if stay.search != "late" else (12,)
        for days in tries:
            day = after(plan.quiet_from, days)
            diary.write("outreach_attempted", day, plan.by(day), late=0, mode=diary.dice.pick(["phone", "message"]))
    diary.write("discharged", stay.discharged, plan.by(stay.discharged), late=0, reason=stay.reason)


def _after(diary: Diary, person: Person, plan: Plan) -> None:
    """What comes later: waivers for those whom SUS never knew, less housing support, talks after a job start."""
    stay, start = plan.visit.stay, plan.visit.start
    if stay.why_unregistered == "anonymous":
        day = after(stay.enrolled, 10)
        reason = "takes part anonymously and is not registered"
        diary.write("deadline_waived", day, SUPERVISOR, late=0, rule="sus_registration", reason=reason)
    _less_housing_support(diary, person, plan)
    if start is None:
        return
    day = after(plan.visit.last, 28)
    while day <= min(LAST, plan.visit.last + FOLLOWED * DAY) and diary.dice.chance(0.6):
        talk(diary, clock(day, diary.dice.between(9, 15) * 60), plan.coach(day), "workplace", mode="phone")
        day = after(day, 28)


def _less_housing_support(diary: Diary, person: Person, plan: Plan) -> None:
    """Eight weeks into work, studies or social training."""
    start, placed = plan.visit.start, plan.visit.placement
    begun = start.start if start else placed
    if person.housing and person.housing[1] is not None and begun:
        less = after(begun, 56)
        diary.write("housing_support_recorded", less, plan.by(less), hours_per_week=person.housing[1])
