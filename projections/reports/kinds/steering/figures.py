"""For the steering group: goals against results, and meetings against the plan."""

from __future__ import annotations

from collections.abc import Iterator

from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.programme import Period, Rule
from journey.domain.rules import Deadline, deadlines
from journey.domain.settings import MeetingPlan
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Column, Definition, Kind, Rows
from projections.reports.kinds.steering import goals, measures
from projections.reports.people import until

GOALS = (
    Column("goal", "Id", detail=True),
    Column("text", "Goal", "text"),
    Column("result", "Result", "text"),
    Column("aim", "Aim", "text"),
    Column("met", "Met", "yes or no"),
    Column("numerator", "Of these", "number"),
    Column("denominator", "Among", "number"),
    Column("why", "Why, or what to know", "text"),
    Column("value", "Value", "number", detail=True),
    Column("target", "Target", "number", detail=True),
    Column("direction", "Direction", detail=True),
    Column("unit", "Unit", detail=True),
    Column("figure", "Figure", "text", detail=True),
    Column("from", "From", "text", detail=True),
    Column("to", "To", "text"),
    Column("cohort", "Whom the goal counts", "text", detail=True),
    Column("min_extent", "Least extent, percent", "number", detail=True),
    Column("rule", "Who is counted, and how", "text", detail=True),
)
MEETINGS = (
    Column("meeting", "Meeting"),
    Column("held", "Held", "number"),
    Column("due", "Due", "number"),
    Column("on_time", "On time", "number"),
    Column("late", "Late", "number"),
    Column("missed", "Missed", "number"),
    Column("last", "Last held", "text"),
)
PARTIES = (
    Column("meeting", "Meeting"),
    Column("party", "Party"),
    Column("meetings", "Meetings", "number"),
    Column("absent", "Absent", "number"),
    Column("days", "Absent on", "text"),
)


def _held(cohort: Cohort) -> dict[str, list[Event]]:
    """The meetings of the window by kind: first those planned, in the plan's order, then the others by alphabet."""
    events = [
        event
        for event in cohort.frame.programme_history.by_type.get("meeting_held", ())
        if cohort.window.holds(event.on)
    ]
    planned = [plan.kind for plan in cohort.programme.settings.meetings]
    others = sorted({event.fact.kind for event in events} - set(planned))
    return {kind: [event for event in events if event.fact.kind == kind] for kind in dict.fromkeys([*planned, *others])}


def _meetings(cohort: Cohort) -> Rows:
    return [_meeting(cohort, kind, events) for kind, events in _held(cohort).items()]


def _meeting(cohort: Cohort, kind: str, events: list[Event]) -> dict[str, Cell]:
    frame = cohort.frame
    book = frame.book.only(*(rule.id for rule in cohort.programme.rules if _is_for(rule, kind)))
    judged = deadlines(until(frame.programme_history, frame.upto), book, frame.upto, "programme")
    statuses = [deadline.status for deadline in judged if cohort.window.holds(deadline.due)]
    empty = sum(_empty_periods(cohort, deadline) for deadline in judged)
    return {
        "meeting": kind,
        "held": len(events),
        "due": len(statuses) + empty,
        "on_time": sum(status in ("met", "late_entry") for status in statuses),
        "late": statuses.count("met_late"),
        "missed": statuses.count("breached") + empty,
        "last": events[-1].on.isoformat() if events else None,
    }


def _empty_periods(cohort: Cohort, deadline: Deadline) -> int:
    """The further periods of a rhythm that ended in the window without a meeting, after the one that was due first."""
    rule = cohort.programme.rule(deadline.rule)
    if rule is None or not rule.repeat or deadline.due is None or deadline.period is None:
        return 0
    count, unit = deadline.period.count, deadline.period.unit
    ends = (calendar.add(deadline.due, Period(count * n, unit)) for n in range(1, deadline.periods_missed + 1))
    return sum(cohort.window.holds(day) for day in ends)


def _is_for(rule: Rule, kind: str) -> bool:
    """Whether a rule of the programme's own expects meetings of that kind."""
    if rule.level != "programme":
        return False
    patterns = [pattern for leg in rule.legs for pattern in leg.satisfier if pattern.type == "meeting_held"]
    return any(kind in _words(pattern.where.get("kind")) for pattern in patterns)


def _words(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ()


def _parties(cohort: Cohort) -> Rows:
    held = _held(cohort)
    plans = [plan for plan in cohort.programme.settings.meetings if plan.report_absent]
    return [row for plan in plans for row in _attendance(cohort, plan, held[plan.kind])]


def _attendance(cohort: Cohort, plan: MeetingPlan, events: list[Event]) -> Iterator[dict[str, Cell]]:
    settings = cohort.programme.settings
    for name in plan.parties:
        called = {name, settings.party(name) or name}
        away = [event.on.isoformat() for event in events if _is_absent(event, called)]
        yield {
            "meeting": plan.kind,
            "party": name,
            "meetings": len(events),
            "absent": len(away),
            "days": ", ".join(away) or None,
        }


def _is_absent(event: Event, called: set[str]) -> bool:
    """Said to be absent; or the meeting tells who came, and this party is not among them."""
    if called.intersection(event.fact.absent or ()):
        return True
    return event.fact.parties is not None and not called.intersection(event.fact.parties)


KIND = Kind(
    name="steering",
    title="For the steering group",
    about="The programme's goals against its results, and its meetings against the plan. Goals, meetings and parties "
    "are those of the programme's file; every result is the figure of another report, on the people that the goal "
    "names.",
    gather=measures.gather,
    needs=("other reports",),
    figures=(
        Definition(
            key="goals",
            name="Goals",
            unit="table",
            split=False,
            personal=True,  # results of few people cannot be weighed here; outside they are read in their own reports
            cohort="Each goal names whom it counts, and through which days.",
            definition="Each goal of the programme's file with its result, its target and whether it is met: `met` is "
            "null where there is no target or no result. A result is measured from the goal's `since`, else the start "
            "of the window, up to its `reached_by`, else its `until`, never later than the window. A goal that names "
            "whom it counts (`cohort`) is worked out on these people alone, who are settled by its `until`; one that "
            "names a least extent (`min_extent`) with no other jobs and studies than those that came to it. `rule` "
            "says who is counted, and how. What cannot be worked out so is `no figure`, and `why` says why: the file "
            "names no figure, no report has it, it is no single number, the cohort stands in words, the figure is not "
            "about people, its days have not begun, nobody is counted. A cap on what coaches carry (`caseload.per_fte`,"
            " `caseload.programme_per_fte` at most, `caseload.over_cap`) is met when no coach is over it.",
            compute=goals.rows,
            columns=GOALS,
        ),
        Definition(
            key="meetings",
            name="Meetings",
            unit="table",
            cohort="Meetings of the programme in the window.",
            split=False,
            definition="For each kind of meeting that is planned or was held: meetings held in the window; and of the "
            "deadlines of its rule that fell due in the window, how many were met on time, late, or not at all. Where "
            "a rhythm is not kept, each whole period that ended in the window without a meeting is one that was due "
            "and missed. A kind without a rule is never due.",
            compute=_meetings,
            columns=MEETINGS,
        ),
        Definition(
            key="parties",
            name="Parties expected",
            unit="table",
            split=False,
            cohort="Meetings in the window of the kinds that the programme reports absence from (`report_absent`).",
            definition="For each party of the plan: meetings held, and those it was absent from: it was told to be "
            "absent, or those who came were told and it was not among them.",
            compute=_parties,
            columns=PARTIES,
        ),
    ),
)
