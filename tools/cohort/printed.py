"""What the source prints of the 70 people in SUS, dealt out to them: ages, education, years on support, incomes.

Nothing here knows what our reports say of it. Each table adds up to what is printed; who has what is drawn by dice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.cohort.diary import Dice, Entry

# The largest band is 26-33, about half are under 34, about ten over 50. Ages lie so far inside a band that they are in
# it from enrolment to the end of the file.
AGES = {"-25": (19, 23), "26-33": (26, 31), "34-41": (34, 39), "42-49": (42, 47), "50-57": (50, 55), "58-": (58, 62)}
BANDS = {"-25": 14, "26-33": 21, "34-41": 13, "42-49": 12, "50-57": 8, "58-": 2}
YOUNG = ("-25", "26-33")

# Eight have a higher education, about ten another one after upper secondary school; the rest is not printed.
SCHOOLED = {"higher": 8, "post_secondary": 10, "compulsory": 12, "upper_secondary": 23, "unknown": 3}
YOUNGEST_SCHOOLED = {"compulsory": 8, "upper_secondary": 6}

# One to three years nearly 60 percent, more than nine years 10 persons (14 percent), the rest evenly from four to nine.
FEW_YEARS, MANY_YEARS = 41, 10
SOME_YEARS = (4, 4, 4, 4, *(years for years in range(5, 10) for _ in range(3)))

# Incomes at enrolment: 75 percent come from FK (49 of 65), 8 persons have social assistance, a handful has none. The
# ten of Table 3 have theirs; of the five others who began work or studies they are not known. Here are the other 55.
INCOMES = {"FK": 37, "FK IFO": 4, "IFO": 2, "AF": 7, "": 5}
ACTIVITY_COMPENSATION = 30  # for those younger


@dataclass(frozen=True)
class Starter:
    """What is given of somebody who began work or studies: gender, age band, and incomes where they are known."""

    gender: str
    band: str
    incomes: tuple[Entry, ...]


def backgrounds(people: Sequence[Starter | None], years: Sequence[int], dice: Dice) -> list[Entry]:
    """The background entry of each of the 70, enrolled in those years: what is printed, and the towns and genders."""
    bands = _dealt(BANDS, [one.band if one else None for one in people], dice)
    genders = _dealt({"woman": 42, "man": 28}, [one.gender if one else None for one in people], dice)
    towns = dice.deal(["Hudiksvall"] * 49 + ["Ljusdal"] * 14 + ["Nordanstig"] * 7)
    schools, support = _schools(bands, dice), _support(bands, dice)
    ages = [dice.between(*AGES[band]) for band in bands]
    incomes = _incomes(people, ages, dice)
    entries: list[Entry] = []
    for place, gender in enumerate(genders):
        entry: Entry = {"gender": gender, "birth_year": years[place] - ages[place], "municipality": towns[place]}
        entry |= {"education": schools[place], "years_on_support": support[place]}
        said = incomes[place]
        entries.append(entry if said is None else entry | {"incomes": said})
    return entries


def _dealt(totals: dict[str, int], given: Sequence[str | None], dice: Dice) -> list[str]:
    """A word for each person, so that each occurs as often as it is printed; who has one already keeps it."""
    left = [word for word, count in totals.items() for _ in range(count - list(given).count(word))]
    cards = dice.deal(left)
    return [word or cards.pop() for word in given]


def _schools(bands: Sequence[str], dice: Dice) -> list[str]:
    """The education of each: who is 25 or younger has no more than upper secondary school yet."""
    young = dice.deal([word for word, count in YOUNGEST_SCHOOLED.items() for _ in range(count)])
    older = dice.deal([word for word, count in SCHOOLED.items() for _ in range(count)])
    return [young.pop() if band == "-25" else older.pop() for band in bands]


def _support(bands: Sequence[str], dice: Dice) -> list[float]:
    """Years on public support of each: many years for those who are old enough, few for the youngest."""
    places = dice.deal(range(len(bands)))
    many = [place for place in places if bands[place] not in YOUNG][:MANY_YEARS]
    some = [place for place in places if bands[place] != "-25" and place not in many][: len(SOME_YEARS)]
    years = {place: float(dice.between(11, 17)) for place in many}
    years |= dict(zip(some, map(float, SOME_YEARS), strict=True))
    return [years[place] if place in years else dice.between(10, 39) / 10 for place in range(len(bands))]


def _incomes(people: Sequence[Starter | None], ages: Sequence[int], dice: Dice) -> list[list[Entry] | None]:
    """What each lives on at enrolment; None where it is not known."""
    kinds = dice.deal([kind for kind, count in INCOMES.items() for _ in range(count)])
    said: list[list[Entry] | None] = []
    for one, age in zip(people, ages, strict=True):
        known = list(one.incomes) if one else drawn(kinds.pop(), age, dice)
        said.append(known if known or one is None else None)
    return said


def drawn(payers: str, age: int, dice: Dice) -> list[Entry]:
    """Incomes from these payers, SEK a month in whole tens; the social insurance's are taxed, IFO's are not."""
    incomes: list[Entry] = []
    if "FK" in payers and age < ACTIVITY_COMPENSATION:
        incomes.append(taxed("activity_compensation", "FK", dice.between(860, 1120), 25))
    elif "FK" in payers:
        incomes.append(taxed("sickness_benefit", "FK", dice.between(780, 2180), 28))
    if "IFO" in payers:
        incomes.append(taxed("social_assistance", "IFO", dice.between(380, 1040), 0))
    if "AF" in payers:
        incomes.append(taxed("activity_support", "AF", dice.between(820, 1650), 27))
    return incomes


def taxed(source: str, payer: str, tens: int, percent: int) -> Entry:
    """An income of that many tens of SEK, with so many percent of tax on it."""
    return {"source": source, "payer": payer, "amount": tens * 10, "tax": tens * percent // 10}
