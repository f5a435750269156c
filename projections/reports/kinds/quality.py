"""How good the record itself is: what is missing of each fact, what came late, and when nobody knows when it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.history import History
from projections.reports.cohort import IN_WINDOW, Cohort
from projections.reports.figures import Cell, Column, Definition, Kind, Quotient, Rows
from projections.reports.people import until
from projections.reports.view import ReportFrame

LATE_DAYS = 7
"""An entry recorded more days than that after it happened came late; the audit tells the same ones."""

BACKGROUND = ("gender", "age_band", "municipality", "education", "years_on_support", "care_team", "incomes")
OF_A_PERSON = {
    "first referral": ("referred",),
    "contact": ("contact_held", "appointment_kept"),
    "vocational profile": ("profile_completed",),
    "preferences": ("preferences_recorded",),
    "plan": ("plan_agreed",),
    "benefits counselling": ("benefits_counselling_offered", "benefits_counselling_given"),
}
"""What is expected of everybody served, each with the types of entry that say it."""

OF_AN_ENTRY = {
    "contact_held": ("place", "activity", "minutes"),
    "appointment_kept": ("minutes",),
    "employer_contacted": ("industry", "follows_preferences"),
    "job_started": ("employer", "industry", "sector", "job_type", "permanent", "wage"),
    "placement_started": ("employer", "industry", "hours_per_week"),
}
"""What an entry of a type may say, and is the poorer for not saying."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one fact: how often it was expected, how often it is missing; entries that say it, late, of unknown time."""

    expected: int = 0
    lacking: int = 0
    recorded: int = 0
    late: int = 0
    unknown: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.expected + other.expected,
            self.lacking + other.lacking,
            self.recorded + other.recorded,
            self.late + other.late,
            self.unknown + other.unknown,
        )


Name = tuple[str, str]
"""A fact: what it belongs to (`person`, or a type of entry), and what it is (of a type as a whole: nothing)."""


def gather(history: History, frame: ReportFrame) -> dict[Name, Tally]:
    """What one person's record says and lacks, by the end of the window."""
    then = until(history, frame.upto)
    told = dict(_of_a_person(then))
    for kind, events in then.by_type.items():
        held = [event for event in events if frame.holds(event.on)]
        if held:
            told[kind, ""] = _tally(held)
        for field in OF_AN_ENTRY.get(kind, ()) if held else ():
            missing = sum(_said(event, field, then) is None for event in held)
            told[kind, field] = Tally(expected=len(held), lacking=missing)
    return told


def _of_a_person(history: History) -> Iterator[tuple[Name, Tally]]:
    """What is expected once of everybody, whenever it was recorded."""
    background = history.by_type.get("background_recorded", ())
    for field in BACKGROUND:
        events = [event for event in background if getattr(event.fact, field) is not None]
        if field == "incomes":
            events += history.by_type.get("incomes_recorded", ())
        yield ("person", field), _once(events)
    for name, kinds in OF_A_PERSON.items():
        yield ("person", name), _once([event for kind in kinds for event in history.by_type.get(kind, ())])


def _once(events: Iterable[Event]) -> Tally:
    tally = _tally(list(events))
    return Tally(1, int(tally.recorded == 0), tally.recorded, tally.late, tally.unknown)


def _tally(events: list[Event]) -> Tally:
    unknown = sum(event.record_time_unknown for event in events)
    return Tally(recorded=len(events), late=sum(map(_is_late, events)), unknown=unknown)


def _is_late(event: Event) -> bool:
    if event.record_time_unknown:
        return False
    days = (event.recorded.date() - event.on).days
    if abs(days - LATE_DAYS) > 1:  # whatever the zone: asking for the local day of every event takes long
        return days > LATE_DAYS
    return (calendar.local_date(event.recorded) - event.on).days > LATE_DAYS


def _said(event: Event, field: str, history: History) -> object:
    """What an entry says under a key; of a job also what a later change says."""
    said = getattr(event.fact, field, None)
    if said is None and event.type == "job_started":
        changes = (one for one in history.by_type.get("job_changed", ()) if one.fact.job == event.fact.job)
        said = next((value for one in changes if (value := getattr(one.fact, field, None)) is not None), None)
    return said


def _totals(cohort: Cohort) -> dict[Name, Tally]:
    if "tallies" not in cohort.memo:
        totals: dict[Name, Tally] = {}
        for person in cohort.persons:
            for name, tally in person.details.items():
                totals[name] = totals.get(name, Tally()) + tally
        cohort.memo["tallies"] = totals
    held: dict[Name, Tally] = cohort.memo["tallies"]
    return held


def _facts(cohort: Cohort) -> Rows:
    """First what is expected of a person, in order; then every type of entry with what it may say."""
    totals = _totals(cohort)
    place = {name: number for number, name in enumerate([*BACKGROUND, *OF_A_PERSON])}
    names = sorted(totals, key=lambda name: (name[0] != "person", name[0], place.get(name[1], -1), name[1]))
    return [_row(name, totals[name]) for name in names]


def _row(name: Name, tally: Tally) -> dict[str, Cell]:
    of, fact = name
    counts_entries = of == "person" or not fact
    return {
        "of": of,
        "fact": fact or "entry",
        "expected": tally.expected if fact else None,
        "lacking": tally.lacking if fact else None,
        "share": tally.lacking / tally.expected if tally.expected else None,
        "recorded": tally.recorded if counts_entries else None,
        "late": tally.late if counts_entries else None,
        "unknown": tally.unknown if counts_entries else None,
    }


def _entries(cohort: Cohort) -> Tally:
    return sum((tally for (of, fact), tally in _totals(cohort).items() if of != "person" and not fact), Tally())


def _recorded(cohort: Cohort) -> int:
    return _entries(cohort).recorded


def _late(cohort: Cohort) -> Quotient:
    entries = _entries(cohort)
    return Quotient(entries.late, entries.recorded - entries.unknown)


def _unknown(cohort: Cohort) -> Quotient:
    entries = _entries(cohort)
    return Quotient(entries.unknown, entries.recorded)


def _lacking(field: str, cohort: Cohort) -> Quotient:
    tally = Counter[str]()
    for person in cohort.persons:
        tally["lacking"] += person.details["person", field].lacking
    return Quotient(tally["lacking"], len(cohort.persons))


ENTRIES = "Entries dated in the window, of persons with an episode that overlaps it."


def _without(field: str, name: str, what: str) -> Definition:
    compute: Callable[[Cohort], Quotient] = partial(_lacking, field)
    return Definition(
        key=f"without_{field}",
        name=name,
        unit="share",
        cohort=IN_WINDOW,
        definition=f"Persons of whom {what} is not on record ÷ persons served.",
        compute=compute,
    )


KIND = Kind(
    name="quality",
    title="Quality of the record",
    about="What is missing of each fact, what was entered late, and of what nobody knows when it was entered. Figures "
    "of other reports are no better than this.",
    gather=gather,
    pooled=True,
    figures=(
        Definition(
            key="entries",
            name="Entries",
            unit="entries",
            cohort=ENTRIES,
            definition="Standing entries; struck ones are left out.",
            compute=_recorded,
        ),
        Definition(
            key="entered_late_share",
            name="Entered late",
            unit="share",
            cohort=ENTRIES,
            definition=f"Entries recorded more than {LATE_DAYS} days after they happened ÷ entries of which it is "
            "known when they were recorded.",
            compute=_late,
        ),
        Definition(
            key="record_time_unknown_share",
            name="Record time unknown",
            unit="share",
            cohort=ENTRIES,
            definition="Entries taken over from an earlier system that did not say when they were recorded ÷ all.",
            compute=_unknown,
        ),
        _without("gender", "Gender unknown", "the gender"),
        _without("age_band", "Age unknown", "the year of birth"),
        _without("incomes", "Incomes unknown", "any income, or that there is none,"),
        Definition(
            key="facts",
            name="Fact by fact",
            unit="table",
            cohort=IN_WINDOW,
            split=False,
            personal=True,  # small counts of people, for the programme's own eyes
            definition="Facts of a person: of how many served each is expected and missing at the end of the window; "
            "entries that say it, of those entered late, and of unknown record time, whenever they are dated. Types of "
            "entry: entries in the window, late and of unknown time; and for what such an entry may say, how many do "
            f"not. Late: more than {LATE_DAYS} days.",
            compute=_facts,
            columns=(
                Column("of", "Of"),
                Column("fact", "Fact"),
                Column("expected", "Expected", "number"),
                Column("lacking", "Missing", "number"),
                Column("share", "Missing", "share"),
                Column("recorded", "Entries", "number"),
                Column("late", "Late", "number"),
                Column("unknown", "Time unknown", "number"),
            ),
        ),
    ),
)
