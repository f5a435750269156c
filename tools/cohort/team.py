"""The programme's own entries: coaches, employers, meetings, the fidelity review, dissemination."""

from __future__ import annotations

from datetime import date, timedelta

from tools.cohort.diary import FIRST, JULY, LAST, Diary, Dice, after, is_working, months_after, working

SUPERVISOR = "supervisor:eva"
PART_TIME = date(2017, 8, 14)  # Bjorn goes from full time to 60 %: 1.6 of the 2.0 budgeted posts are filled
ABSENCES = (
    ("anna", date(2017, 7, 10), date(2017, 8, 4), "bjorn"),
    ("bjorn", date(2017, 12, 18), date(2018, 1, 5), "anna"),
    ("bjorn", date(2018, 2, 26), date(2018, 3, 9), "anna"),
)
# How many employers of each industry and sector the bank holds; the references run on from E-001.
BANK = (
    (7, "care_municipal", "municipal"),
    (9, "trade", "private"),
    (8, "manufacturing", "private"),
    (1, "services", "non_profit"),
    (10, "services", "private"),
    (3, "other", "regional"),
    (2, "other", "state"),
    (2, "other", "non_profit"),
)
HIRED = ("E-001", "E-008", "E-017", "E-025", "E-018", "E-002", "E-003", "E-009", "E-036")  # known early, in this order
# The 25 scores: 11 in the items of staffing (3), 26 in those of organisation (8), 44 in those of services (14): 81.
SCORES = (4, 4, 3, *(2, 3, 3, 2, 3, 4, 5, 4), *(3, 3, 3, 2, 4, 2, 3, 4, 4, 2, 4, 4, 3, 3))
AUDIENCES = (
    ("2016-09-28", "social_services_staff", 20),
    ("2016-10-20", "psychiatry_staff", 24),
    ("2016-11-23", "housing_support_staff", 18),
    ("2016-12-07", "social_insurance_staff", 9),
    ("2017-02-09", "employers", 31),
    ("2017-03-29", "user_organisations", 14),
    ("2017-04-25", "psychiatry_staff", 15),
    ("2017-05-11", "politicians", 22),
    ("2017-09-21", "employers", 27),
    ("2017-10-18", "user_organisations", 11),
    ("2017-11-08", "employment_service_staff", 12),
    ("2018-01-24", "housing_support_staff", 13),
    ("2018-02-15", "primary_care_staff", 16),
    ("2018-03-22", "employers", 26),
    ("2018-04-19", "network_of_programmes", 45),
)


def coach_on(coach: str, day: date) -> str:
    """Who does that coach's work that day: the coach, or the deputy."""
    return next((stand_in for away, start, end, stand_in in ABSENCES if away == coach and start <= day <= end), coach)


def employers() -> dict[str, tuple[str, str, date]]:
    """The employer bank: reference to industry, sector and the day it was entered; it grows by one every 13 days."""
    kinds = [(industry, sector) for count, industry, sector in BANK for _ in range(count)]
    named = {f"E-{number:03d}": kind for number, kind in enumerate(kinds, 1)}
    order = [*HIRED, *(ref for ref in Dice(2).deal(sorted(named)) if ref not in HIRED)]
    return {ref: (*named[ref], after(FIRST, 4 + 13 * place)) for place, ref in enumerate(order)}


EMPLOYERS = employers()


def known_employers(day: date) -> list[str]:
    """The employers that the bank holds that day."""
    return [ref for ref, (_, _, since) in EMPLOYERS.items() if since <= day] or ["E-001"]


def programme_entries() -> Diary:
    """The diary of the programme itself."""
    diary = Diary("P", Dice(1), participant=False)
    _coaches(diary)
    _bank(diary)
    _meetings(diary)
    for day, audience, people in AUDIENCES:
        diary.write("dissemination_held", date.fromisoformat(day), SUPERVISOR, audience=audience, people=people)
    scores = {str(item): score for item, score in enumerate(SCORES, 1)}
    review = date(2018, 5, 16)
    diary.write("fidelity_reviewed", review, SUPERVISOR, late=0, scale="ips-25", rater="external", scores=scores)
    return diary


def _coaches(diary: Diary) -> None:
    for coach in ("anna", "bjorn"):
        diary.write("coach_registered", FIRST, SUPERVISOR, late=0, coach=coach, fte=1.0)
    diary.write("coach_fte_changed", PART_TIME, SUPERVISOR, late=0, coach="bjorn", fte=0.6)
    for coach, start, end, stand_in in ABSENCES:
        diary.write("coach_absent", start, SUPERVISOR, late=0, coach=coach, until=end.isoformat(), deputy=stand_in)


def _bank(diary: Diary) -> None:
    """Each employer is entered, visited every few months, and a few sign an agreement."""
    dice = diary.dice
    for ref, (industry, sector, since) in EMPLOYERS.items():
        coach = coach_on(dice.pick(["anna", "anna", "bjorn"]), since)
        diary.write("employer_registered", since, f"coach:{coach}", employer=ref, industry=industry, sector=sector)
        day = after(since, dice.between(0, 20))
        while day <= LAST:
            _visit(diary, ref, coach_on(coach, day), day)
            day = after(day, dice.between(50, 190))
        signed = after(since, dice.between(40, 120))
        if signed <= LAST and dice.chance(0.14):
            diary.write("employer_agreement_signed", signed, f"coach:{coach}", employer=ref)


def _visit(diary: Diary, ref: str, coach: str, day: date) -> None:
    mode = diary.dice.weigh([("face_to_face", 72), ("phone", 22), ("video", 6)])
    purpose = diary.dice.pick(["lära känna arbetsplatsen", "vad arbetsgivaren behöver", "hålla kontakten"])
    diary.write("employer_visited", day, f"coach:{coach}", employer=ref, coach=coach, mode=mode, purpose=purpose)


def _meetings(diary: Diary) -> None:
    """Psychiatry every second week (not in July), housing support monthly, the steering group each quarter."""
    day = date(2016, 9, 8)
    while day <= LAST:
        if is_working(day) and day.month != JULY:
            _meeting(diary, day, "psychiatry", ["psychiatry"], 60)
        day += timedelta(days=14)
    for month in range(21):
        day = working(months_after(date(2016, 9, 13), month))
        if day.month != JULY:
            _meeting(diary, day, "housing_support", ["housing_support"], 45)
        if month % 3 == 0:
            parties = ["psychiatry", "social_services", "employment_service", "social_insurance"]
            _meeting(diary, after(day, 7), "steering_group", parties, 120)


def _meeting(diary: Diary, day: date, kind: str, parties: list[str], minutes: int) -> None:
    """A meeting that was held; now and then a party stays away."""
    absent = [party for party in parties if len(parties) > 1 and diary.dice.chance(0.12)]
    present = [party for party in parties if party not in absent]
    diary.write("meeting_held", day, SUPERVISOR, kind=kind, parties=present, absent=absent or None, minutes=minutes)
