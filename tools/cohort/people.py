"""The people of the cohort: pseudonyms, backgrounds and coaches, dealt so that the published totals come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tools.cohort.diary import FIRST, LAST, Dice, Entry, after, working_before
from tools.cohort.printed import Starter, backgrounds, drawn
from tools.cohort.spine import DECLINED, JOBS, SOCIAL_TRAINING, STUDIES, WAITING, Job, Stay, Studies, stays

YEAR_END = date(2017, 12, 31)
PLACED_IN_SUS = 26  # with three of the ten unregistered: 29 of 68, the count of December 2017
PLACED_UNREGISTERED = 3
PLACED_LATER = 4
# The placements of 2016 and 2017 by industry: 17 of the 29. The others are social training, which has no employer.
INDUSTRIES = ("services",) * 2 + ("trade",) * 8 + ("care_municipal",) * 4 + ("manufacturing",) + ("other",) * 2
ASKED = 60  # by the programme's own survey, of those who were there in spring 2018 or before
ASKED_BY = date(2018, 3, 31)
ANSWERED = {"woman": 8, "man": 8}
CARE_TEAMS = (("adult_psychiatry", 62), ("social_psychiatry", 30), ("primary_care_team", 8))
SOURCES = (
    ("psychiatry", 40),
    ("self", 24),
    ("social_services", 12),
    ("housing_support", 9),
    ("social_insurance", 6),
    ("employment_service", 4),
    ("primary_care", 2),
    ("family", 2),
    ("other", 1),
)
EDUCATION = (("compulsory", 30), ("upper_secondary", 48), ("post_secondary", 8), ("higher", 9), ("unknown", 5))
PAYERS = (("FK", 45), ("FK IFO", 15), ("AF", 15), ("IFO", 25))


@dataclass(frozen=True)
class Visit:
    """A stay with the referral that led to it, the coach who carried it, and whether it held a work placement."""

    stay: Stay
    referred: date
    coach: str
    source: str
    placement: date | None = None  # not before this day
    industry: str | None = None  # of the placement; None: social training

    @property
    def start(self) -> Job | Studies | None:
        """The job or studies that came of the stay."""
        if self.stay.job is not None:
            return JOBS[self.stay.job]
        return STUDIES[self.stay.studies] if self.stay.studies is not None else None

    @property
    def last(self) -> date:
        """The last day of the stay that this file knows."""
        return self.stay.discharged or LAST


@dataclass(frozen=True)
class Person:
    """One person: their visits (none while they wait or were declined) and what the background entry says."""

    visits: tuple[Visit, ...]
    background: Entry
    identity: str = "named"
    referred: date = FIRST
    source: str = "self"
    declined: str = ""
    protected_later: bool = False
    housing: tuple[float, float | None] | None = None
    asked: bool = False
    answered: bool = False

    @property
    def first_day(self) -> date:
        """The day of the first referral."""
        return self.visits[0].referred if self.visits else self.referred

    @property
    def in_sus(self) -> bool:
        """Whether the person's stays are registered in SUS."""
        return bool(self.visits) and not self.visits[0].stay.why_unregistered


def people() -> list[Person]:
    """Everyone, in the order of their first referral."""
    dice = Dice(0)
    groups = _grouped(stays())
    registered = [group for group in groups if not group[0].why_unregistered]
    others = [group for group in groups if group[0].why_unregistered]
    everyone = _registered(_visits(registered, PLACED_IN_SUS, dice), dice)
    everyone += [_unregistered(visits, dice) for visits in _visits(others, PLACED_UNREGISTERED, dice)]
    everyone += _waiting(dice) + _declined()
    return sorted(everyone, key=lambda person: person.first_day)


def _grouped(rows: list[Stay]) -> list[list[Stay]]:
    """The stays of each person; a letter ties those of a returner."""
    groups: dict[str, list[Stay]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(row.tie or str(number), []).append(row)
    return list(groups.values())


def _visits(groups: list[list[Stay]], placed: int, dice: Dice) -> list[list[Visit]]:
    """Add referral and coach to each stay; of the 34 who are there at the end, 21 have Anna and 13 Bjorn."""
    still = dice.deal(["anna"] * 21 + ["bjorn"] * 13)
    visits: list[list[Visit]] = []
    for group in groups:
        own: list[Visit] = []
        for stay in group:
            coach = dice.weigh([("anna", 60), ("bjorn", 40)]) if stay.discharged else still.pop()
            earliest = own[-1].last + timedelta(days=14) if own else FIRST
            own.append(Visit(stay, _referral(stay, earliest, dice), coach, dice.weigh(SOURCES)))
        visits.append(own)
    return _with_placements(visits, placed, dice)


def _referral(stay: Stay, earliest: date, dice: Dice) -> date:
    """A working day before enrolment; the wait grows as the programme fills."""
    longest = 21 if stay.enrolled < date(2017, 3, 1) else 60 if stay.enrolled < date(2017, 11, 1) else 100
    days = dice.between(18, longest + 10) if stay.search == "early" else dice.between(2, longest)
    return working_before(max(earliest, stay.enrolled - timedelta(days=days)))


def _with_placements(visits: list[list[Visit]], placed: int, dice: Dice) -> list[list[Visit]]:
    """Give that many people a work placement by the end of 2017, and a few more one in 2018."""
    roomy = [number for number, own in enumerate(visits) if _room(own[0]) >= (34 if _is_early(own[0]) else 75)]
    chosen = dice.deal(roomy)[:placed]
    spare = [n for n, own in enumerate(visits) if n not in chosen and _room(own[0]) > 0 and not own[0].stay.discharged]
    industries = dice.deal([*INDUSTRIES, *([None] * (placed - len(INDUSTRIES)))]) if placed > len(INDUSTRIES) else []
    for number in chosen:
        first = visits[number][0]
        wait = min(dice.between(35, 60), _room(first) // 2)
        industry = industries.pop() if industries else None
        visits[number][0] = replace(first, placement=after(first.stay.enrolled, wait), industry=industry)
    for number in dice.deal(spare)[:PLACED_LATER]:
        late = dice.pick(INDUSTRIES)
        visits[number][0] = replace(visits[number][0], placement=date(2018, 2, 12), industry=late)
    return visits


def _room(visit: Visit) -> int:
    """The days of the stay that a placement might use: until any job, any discharge, the end of 2017."""
    if visit.stay.search in ("never", "stopped"):
        return 0
    end = min(visit.last, YEAR_END, visit.start.start if visit.start else LAST)
    return (end - visit.stay.enrolled).days


def _is_early(visit: Visit) -> bool:
    return visit.stay.why_unregistered == "early"


def _registered(visits: list[list[Visit]], dice: Dice) -> list[Person]:
    """The 70 of SUS: what is printed of them, dealt out; the hours of Table 4; the survey."""
    starters = [_starter(own[0].start) for own in visits]
    said = backgrounds(starters, [own[0].stay.enrolled.year for own in visits], dice)
    for entry in said:
        entry["care_team"] = dice.weigh(CARE_TEAMS)
    genders = [str(entry["gender"]) for entry in said]
    housing = _housing(visits, genders, dice)
    asked, answered = _survey(visits, genders, dice)
    persons = [
        Person(tuple(own), said[place], housing=housing.get(place), asked=place in asked, answered=place in answered)
        for place, own in enumerate(visits)
    ]
    return _protected(persons)


def _starter(start: Job | Studies | None) -> Starter | None:
    return Starter(start.gender, start.band, start.before) if start else None


def _housing(visits: list[list[Visit]], genders: list[str], dice: Dice) -> dict[int, tuple[float, float | None]]:
    """Hours of housing support a week, before and after: Table 4's six; of a few others only the former is known."""
    hours: dict[int, tuple[float, float | None]] = {}
    for place, own in enumerate(visits):
        if own[0].start is not None:
            if own[0].start.housing:
                hours[place] = own[0].start.housing
        elif dice.chance(0.15):
            hours[place] = (float(dice.between(1, 6)), None)
    trained = [n for n, own in enumerate(visits) if own[0].placement and not own[0].industry and not own[0].start]
    for gender, before, after_ in SOCIAL_TRAINING:
        place = next(n for n in trained if genders[n] == gender)
        trained.remove(place)
        hours[place] = (before, after_)
    return hours


def _survey(visits: list[list[Visit]], genders: list[str], dice: Dice) -> tuple[set[int], set[int]]:
    """Whom the programme's own survey asked, and who answered: as many women as men."""
    there = [place for place, own in enumerate(visits) if own[0].stay.enrolled <= ASKED_BY]
    asked = dice.deal(there)[:ASKED]
    answered: set[int] = set()
    for gender, count in ANSWERED.items():
        answered |= set([place for place in asked if genders[place] == gender][:count])
    return set(asked), answered


def _background(gender: str, birth_year: int, town: str, dice: Dice) -> Entry:
    """The background of somebody whom SUS never knew: nothing is printed of them."""
    years = min(dice.between(1, 220), (2016 - birth_year - 17) * 10)
    return {
        "gender": gender,
        "birth_year": birth_year,
        "municipality": town,
        "education": dice.weigh(EDUCATION),
        "years_on_support": years / 10,
        "care_team": dice.weigh(CARE_TEAMS),
    }


def _protected(persons: list[Person]) -> list[Person]:
    """Two people of 2017 live under protected identity: one from the referral on, one since some time in the stay."""
    late = [n for n, p in enumerate(persons) if p.first_day > date(2017, 2, 1) and not p.visits[0].start]
    persons[late[0]] = replace(persons[late[0]], identity="protected")
    persons[late[2]] = replace(persons[late[2]], protected_later=True)
    return persons


def _unregistered(visits: list[Visit], dice: Dice) -> Person:
    """One of the ten: an anonymous person's background holds nothing but the gender."""
    gender = dice.weigh([("woman", 6), ("man", 4)])
    if visits[0].stay.why_unregistered == "anonymous":
        return Person(tuple(visits), {"gender": gender}, identity="anonymous")
    birth_year = dice.between(1960, 1996)
    background = _background(gender, birth_year, dice.pick(["Hudiksvall", "Ljusdal"]), dice)
    return Person(tuple(visits), background | {"incomes": drawn(dice.weigh(PAYERS), 2016 - birth_year, dice)})


def _waiting(dice: Dice) -> list[Person]:
    days = [date.fromisoformat(day) for day in WAITING.split()]
    return [Person((), {}, referred=day, source=dice.weigh(SOURCES)) for day in days]


def _declined() -> list[Person]:
    words = DECLINED.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return [Person((), {}, referred=date.fromisoformat(day), declined=reason) for day, reason in pairs]
