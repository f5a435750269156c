"""For the steering group: goals against results by the definitions of other reports, and meetings against the plan."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.settings import Goal, MeetingPlan, Settings
from journey.engine.loading.programmes import load_programmes

from .given import PROGRAMME, asked, discharged, e, enrolled, figures, job, person, team, values
from .test_hudiksvall import logs

SHIPPED = load_programmes(None)


def with_goals(*goals: Goal) -> Programme:
    return replace(PROGRAMME, settings=Settings(goals=goals))


def goals(*people: History, programme: Programme, **question: Any) -> dict[str, dict[str, Any]]:
    rows = values("steering", *people, programme=programme, **question)["goals"]
    return {row["goal"]: row for row in rows}


def one(goal: Goal, *people: History, **question: Any) -> dict[str, Any]:
    return goals(*people, programme=with_goals(goal), **question)[goal.id]


def employer(name: str, on: str) -> dict[str, Any]:
    return e("employer_registered", on, employer=name, industry="trade", sector="private")


HIRED = person(enrolled("2018-02-01"), job("2018-03-01"), discharged("2018-06-01", "work"))
LEFT = person(enrolled("2018-02-01"), discharged("2018-05-01"))
NEW = person(enrolled("2018-07-02"))
EVERYBODY = (HIRED, LEFT, NEW)
WORK = Goal(id="work", text="Half work", figure="outcomes.employed_share_discharged", target=0.5)


def test_a_goal_shows_result_target_and_what_the_share_is_made_of() -> None:
    row = one(WORK, *EVERYBODY)
    assert (row["value"], row["numerator"], row["denominator"], row["met"]) == (0.5, 1, 2, True)
    assert row["result"].split() == ["50.0", "%"]
    assert row["aim"].split() == ["at", "least", "50.0", "%"]
    assert row["rule"].startswith("Persons with an episode that ended in the window")
    assert (row["from"], row["to"]) == ("2018-01-01", "2018-12-31")


def test_the_result_is_that_of_the_report_itself() -> None:
    for key in (
        "outcomes.work_or_study_share",
        "flow.enrolled",
        "caseload.programme_per_budgeted_fte",
        "job-search.share_within_one_month",
        "monthly.minutes",
        "employer-bank.employers",
    ):
        report, _, figure = key.partition(".")
        question = {"start": "2018-02-15", "end": "2018-08-31"}
        row = one(Goal(id="g", text="G", figure=key), *EVERYBODY, **question)
        told = figures(report, *EVERYBODY, **question)[figure]
        parts = (row["numerator"], row["denominator"])
        assert (row["value"], *parts) == (told["value"], told.get("numerator"), told.get("denominator"))


@pytest.mark.parametrize(
    ("direction", "target", "met"),
    [
        ("at_least", 3, True),
        ("at_least", 3.5, False),
        ("at_most", 3, True),
        ("at_most", 2, False),
    ],
)
def test_a_goal_is_met_from_its_target_on_in_its_direction(direction: Any, target: float, met: bool) -> None:
    assert (
        one(Goal(id="g", text="G", figure="flow.enrolled", target=target, direction=direction), *EVERYBODY)["met"]
        is met
    )


def test_a_goal_without_figure_target_or_report_says_so_and_is_neither_met_nor_missed() -> None:
    found = goals(
        *EVERYBODY,
        programme=with_goals(
            Goal(id="words", text="Better health"),
            Goal(id="growth", text="Grow", figure="flow.enrolled"),
            Goal(id="unknown", text="U", figure="nothing.total", target=1),
            Goal(id="key", text="K", figure="flow.no"),
            Goal(id="table", text="T", figure="job-search.curve"),
            Goal(id="share", text="S", figure="flow.by_month"),
            Goal(id="counts", text="C", figure="flow.enrolled_by_month", target=1),
        ),
    )
    assert all(row["met"] is None for row in found.values())
    assert (found["growth"]["result"], found["growth"]["why"]) == ("3", None)
    unmeasured = ("words", "unknown", "key", "table", "share", "counts")
    assert {found[goal]["result"] for goal in unmeasured} == {"no figure"}
    assert [found[goal]["why"] for goal in unmeasured] == [
        "The programme's file names no figure for it.",
        "No report has the figure nothing.total.",
        "No report has the figure flow.no.",
        "job-search.curve is a table and no number.",
        "No report has the figure flow.by_month.",
        "flow.enrolled_by_month is told by month, and is no single number.",
    ]


def test_a_goal_of_a_day_is_measured_up_to_that_day_as_things_stood_then() -> None:
    there = Goal(id="there", text="At a time", figure="flow.current_end", target=2)
    assert one(there, *EVERYBODY)["value"] == 1  # NEW
    by_spring = replace(there, reached_by=date(2018, 4, 30))
    row = one(by_spring, *EVERYBODY)
    assert (row["value"], row["met"], row["to"]) == (2, True, "2018-04-30")  # HIRED and LEFT
    assert one(by_spring, *EVERYBODY, end="2018-03-31")["to"] == "2018-03-31"  # the window ends before


def test_what_a_report_gathers_is_gathered_up_to_that_day_too() -> None:
    searching = person(
        enrolled("2018-02-01"),
        e("employer_contacted", "2018-04-10", employer="f", mode="phone", who="coach", competitive=True),
    )
    waiting = Goal(id="waiting", text="W", figure="job-search.waiting", target=0, direction="at_most")
    assert one(waiting, searching)["value"] == 0
    assert one(replace(waiting, reached_by=date(2018, 4, 9)), searching)["value"] == 1
    assert one(replace(waiting, reached_by=date(2018, 4, 10)), searching)["value"] == 0


def test_a_goal_may_have_days_of_its_own_whatever_the_window() -> None:
    goal = Goal(id="g", text="G", figure="flow.enrolled", since=date(2018, 3, 1), reached_by=date(2018, 12, 31))
    assert one(goal, *EVERYBODY)["value"] == 1  # NEW; the others came in February
    row = one(goal, *EVERYBODY, start="2018-11-01")
    assert (row["value"], row["from"], row["to"]) == (1, "2018-03-01", "2018-12-31")
    later = one(replace(goal, since=date(2019, 1, 1), reached_by=None), *EVERYBODY)
    assert (later["result"], later["why"]) == ("no figure", "Its days begin after the window, on 2019-01-01.")


def test_a_goal_of_days_before_the_window_counts_from_the_programmes_first_day() -> None:
    goal = Goal(id="g", text="G", figure="flow.enrolled", reached_by=date(2018, 6, 30))
    row = one(goal, *EVERYBODY, start="2018-11-01")
    assert (row["value"], row["from"], row["to"]) == (2, "2018-01-01", "2018-06-30")


def test_the_growth_of_the_bank_is_that_of_the_window() -> None:
    own = team(employer("a", "2018-01-02"), employer("b", "2018-01-03"), employer("c", "2018-05-01"))
    goal = Goal(id="g", text="G", figure="employer-bank.growth", target=0.4)
    row = one(goal, own=own, start="2018-02-01")
    assert (row["value"], row["numerator"], row["denominator"], row["met"]) == (0.5, 1, 2, True)


def test_the_order_of_people_changes_no_byte() -> None:
    programme = with_goals(WORK, Goal(id="g", text="G", figure="job-search.waiting", reached_by=date(2018, 4, 1)))
    told = {json.dumps(asked("steering", *people, programme=programme)) for people in permutations(EVERYBODY)}
    assert len(told) == 1


# -- the shipped programmes ------------------------------------------------------------------------------------------
@cache
def hudiksvall() -> dict[str, dict[str, Any]]:
    day = date(2018, 5, 31)
    people = [History(log, as_of=day) for who, log in logs().items() if who]
    return goals(
        *people,
        own=History(logs()[None], as_of=day),
        as_of="2018-05-31",
        population="sus",
        programme=SHIPPED["hudiksvall"],
    )


def test_hudiksvalls_goals_are_those_of_the_nine_enrolled_in_2018_and_no_coach_may_be_over_the_cap() -> None:
    found = hudiksvall()
    assert {key: (row["numerator"], row["denominator"]) for key, row in found.items()} == {
        "work": (0, 9),
        "studies": (0, 9),
        "meaningful_occupation": (0, 9),
        "caseload": (34, 1.6),
    }
    assert {key: row["met"] for key, row in found.items()} == {
        "work": False,
        "studies": False,
        "meaningful_occupation": False,
        "caseload": False,
    }
    assert (found["caseload"]["value"], found["caseload"]["why"]) == (21.25, "2 of 2 coaches are over it.")


def test_jonkopings_ten_enrolled_in_2018_are_counted_in_2018() -> None:
    people = [person(enrolled("2017-06-01"), as_of="2018-12-31")] + [person(enrolled("2018-03-01")) for _ in range(9)]
    row = goals(*people, programme=SHIPPED["jonkoping"])["enrolled_2018"]
    assert (row["value"], row["target"], row["met"]) == (9, 10, False)
    assert (row["from"], row["to"]) == ("2018-01-01", "2018-12-31")


# -- meetings --------------------------------------------------------------------------------------------------------
LANDSKRONA = SHIPPED["landskrona"]


def met(on: str, kind: str = "cooperation_group", **keys: Any) -> dict[str, Any]:
    return e("meeting_held", on, kind=kind, entry=f"{kind}-{on}", **keys)


def meetings(*held: dict[str, Any], programme: Programme = LANDSKRONA, **question: Any) -> dict[str, Any]:
    own = team(*held, as_of="2021-06-30")
    asked_for = {"as_of": "2021-06-30", "start": "2021-01-01", "programme": programme} | question
    return values("steering", own=own, **asked_for)


def test_meetings_are_held_against_the_plan_and_its_rule() -> None:
    found = meetings(met("2021-02-10"), met("2021-04-20"), met("2021-03-01", "psychiatry"))["meetings"]
    rows = {row["meeting"]: row for row in found}
    assert list(rows) == ["cooperation_group", "team", "psychiatry"]  # planned ones first
    # Seven weeks from 1 January: due 19 February, met on the 10th; from there 31 March, held on 20 April; from there
    # 8 June, and nothing came.
    group = rows["cooperation_group"]
    assert (group["held"], group["due"], group["on_time"], group["late"], group["missed"]) == (2, 3, 1, 1, 1)
    assert group["last"] == "2021-04-20"
    assert (rows["psychiatry"]["held"], rows["psychiatry"]["due"]) == (1, 0)


def test_absent_parties_are_reported_by_code_or_name() -> None:
    found = meetings(
        met("2021-02-10", absent=["Psykiatrin"]),
        met("2021-03-10", parties=["social_insurance", "psychiatry"]),
        met("2021-04-10", absent=["psychiatry"], parties=["Arbetsförmedlingen", "Försäkringskassan"]),
        met("2021-05-10"),
        met("2021-05-11", "team", absent=["psychiatry"]),
    )["parties"]
    assert [(row["party"], row["meetings"], row["absent"], row["days"]) for row in found] == [
        ("Arbetsförmedlingen", 4, 1, "2021-03-10"),
        ("Försäkringskassan", 4, 0, None),
        ("Psykiatrin", 4, 2, "2021-02-10, 2021-04-10"),
    ]


def test_absence_is_reported_only_where_the_programme_says_so() -> None:
    plan = MeetingPlan(kind="team", parties=("Psykiatrin",))
    silent = replace(LANDSKRONA, settings=replace(LANDSKRONA.settings, meetings=(plan,)))
    assert meetings(met("2021-02-10", "team", absent=["Psykiatrin"]), programme=silent)["parties"] == []


def test_a_rhythm_that_nobody_keeps_is_missed_once_for_each_period_of_the_window() -> None:
    # The first team meeting is due a week after 1 March: on the 8th; then on the 15th, 22nd, 29th, 5 April …
    own = team(e("coach_registered", "2021-03-01", coach="anna", fte=1), as_of="2021-04-30")
    asked = {"as_of": "2021-04-30", "programme": LANDSKRONA, "own": own}
    for start, end, missed in (("2021-03-01", "2021-03-31", 4), ("2021-04-01", "2021-04-30", 4)):
        rows = values("steering", **asked, start=start, end=end)["meetings"]
        [weekly] = [row for row in rows if row["meeting"] == "team"]
        assert (weekly["due"], weekly["missed"], weekly["on_time"], weekly["late"]) == (missed, missed, 0, 0)
