"""The sweep, worked out by hand: one import tells everybody's story with the days things were recorded, and then the
clock passes over it, sweep by sweep, as it would have in 2024.

Enrolled Friday 15 March: due Monday 15 April, warning 8 April, breach 16 April, escalation 22 April.
Enrolled Friday 10 May: due Monday 10 June, warning 3 June, breach 11 June, escalation 17 June.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.cases import every

from .conftest import Store
from .hand import PROV, Stories, discharged, employer, enrolled, entry, paused, resumed, struck, waived

pytestmark = pytest.mark.every_store
RULE = "job_search_one_month"
START, DUE = "2024-03-15", "2024-04-15"
SECOND_START, SECOND_DUE = "2024-05-10", "2024-06-10"
# The same day twice is the same sweep twice; between 6 May and 12 June the machine stood still.
SWEEPS = [
    "2024-04-07",
    "2024-04-08",
    "2024-04-08",
    "2024-04-15",
    "2024-04-16",
    "2024-04-18",
    "2024-04-20",
    "2024-04-21",
    "2024-04-22",
    "2024-04-26",
    "2024-05-03",
    "2024-05-06",
    "2024-06-12",
    "2024-06-16",
    "2024-06-17",
]

TEAM = (
    PROV
    + """
[rules.team_meeting]
off = false
"""
)

given = Stories()
Raised = list[tuple[str, str]]


def noon(day: str) -> str:
    return f"{day}T12:00:00+02:00"


@pytest.fixture(scope="module")
def swept(module_store: Store) -> Store:
    module_store.write_programme(TEAM)
    module_store.load(given.told["prov"])
    return module_store


@pytest.fixture(scope="module")
def passes(swept: Store) -> list[tuple[str, list[dict[str, Any]]]]:
    """Every sweep's day and what it raised, in order."""
    return [(day, swept.sweep(noon(day))) for day in SWEEPS]


@pytest.fixture(scope="module")
def alerts(swept: Store, passes: list[Any]) -> list[dict[str, Any]]:
    assert passes
    told = swept.json("alerts")
    assert isinstance(told, list)
    return told


Passes = list[tuple[str, list[dict[str, Any]]]]


def raised(passes: Passes, participant: str) -> Raised:
    """(day of the sweep, kind) of all that was raised about the job search of one person."""
    return [
        (day, row["kind"])
        for day, rows in passes
        for row in rows
        if row["participant"] == participant and row["rule"] == RULE
    ]


def one(passes: Passes, participant: str, kind: str) -> dict[str, Any]:
    found = [
        row
        for _, rows in passes
        for row in rows
        if (row["participant"], row["rule"], row["kind"]) == (participant, RULE, kind)
    ]
    assert len(found) == 1, found
    return found[0]


# -- warning, breach, escalation -------------------------------------------------------------------------------------
given(entry("coach_registered", None, "2024-01-02", coach="anna", fte=1.0), enrolled("silent", START, coach="anna"))


def test_a_silent_deadline_is_warned_of_then_breached_then_escalated_each_on_its_day(passes: Passes) -> None:
    assert raised(passes, "silent") == [
        ("2024-04-08", "warning"),
        ("2024-04-16", "breach"),
        ("2024-04-22", "escalation"),
    ]


def test_warning_and_breach_go_to_the_coach_and_the_escalation_to_the_supervisor(passes: Passes) -> None:
    assert one(passes, "silent", "warning")["to"] == ["coach:anna"]
    assert one(passes, "silent", "breach")["to"] == ["coach:anna"]
    assert one(passes, "silent", "escalation")["to"] == ["supervisor"]


def test_an_alert_says_what_it_is_about(passes: Passes, swept: Store) -> None:
    alert = one(passes, "silent", "breach")
    assert {"participant", "episode", "rule", "occurrence", "kind", "due", "to"} <= alert.keys()
    assert (alert["episode"], alert["due"]) == (1, DUE)
    assert alert["occurrence"] == swept.one("silent", RULE, as_of="2024-07-01")["occurrence"]


def test_nothing_is_raised_twice(passes: Passes) -> None:
    assert passes[2] == ("2024-04-08", [])  # the same sweep again
    every = [
        (row["participant"], row["rule"], row["occurrence"], row["kind"], row["due"])
        for _, rows in passes
        for row in rows
        if row["kind"] != "reopened"
    ]
    assert [alert for alert, times in Counter(every).items() if times > 1] == []


given(
    enrolled("in-time", START),
    employer("in-time", "2024-04-03"),
    enrolled("just-in-time", START),
    employer("just-in-time", "2024-04-12"),
)


def test_what_was_done_in_time_raises_nothing_more(passes: Passes) -> None:
    assert raised(passes, "in-time") == []
    assert raised(passes, "just-in-time") == [("2024-04-08", "warning")]


# -- after downtime --------------------------------------------------------------------------------------------------
given(
    enrolled("down", SECOND_START, coach="anna"), enrolled("long-open", "2024-01-10", coach="anna")
)  # due 10 February, open still at the first sweep


def test_after_downtime_only_the_highest_kind_is_raised(passes: Passes) -> None:
    assert raised(passes, "long-open") == [("2024-04-07", "escalation")]
    # Due 10 June; nobody swept between 6 May and 12 June; the escalation is of the 17th.
    assert raised(passes, "down") == [("2024-06-12", "breach"), ("2024-06-17", "escalation")]


# -- before the first sweep ------------------------------------------------------------------------------------------
given(
    enrolled("gone-before", "2024-01-10"),
    discharged("gone-before", "2024-03-01"),
    enrolled("late-before", "2024-01-10"),
    employer("late-before", "2024-02-20"),
    enrolled("waived-before", "2024-01-10"),
    waived("waived-before", "2024-02-20", RULE),
)


@every("participant", ["gone-before", "late-before", "waived-before"])
def test_what_ended_before_the_first_sweep_raises_nothing(passes: Passes, participant: str) -> None:
    assert raised(passes, participant) == []


# -- ended after the breach ------------------------------------------------------------------------------------------
given(
    enrolled("left-after", START),
    discharged("left-after", "2024-04-19"),
    enrolled("waived-after", START),
    waived("waived-after", "2024-04-19", RULE),
    enrolled("met-after", START),
    employer("met-after", "2024-04-19"),
)


@every("participant", ["left-after", "waived-after", "met-after"])
def test_what_ends_after_its_breach_is_not_escalated(passes: Passes, participant: str) -> None:
    assert raised(passes, participant) == [("2024-04-08", "warning"), ("2024-04-16", "breach")]


# -- late entry, reopened --------------------------------------------------------------------------------------------
given(enrolled("entered-late", START), employer("entered-late", "2024-04-10", recorded="2024-04-19T09:00:00+02:00"))


def test_a_raised_breach_becomes_a_late_entry_when_the_contact_is_recorded(passes: Passes) -> None:
    assert raised(passes, "entered-late") == [
        ("2024-04-08", "warning"),
        ("2024-04-16", "breach"),
        ("2024-04-20", "late_entry"),
    ]


# Met on 17 April, after the breach; struck on the 19th: open again, and so escalated on the 22nd.
given(
    enrolled("reopened", START),
    employer("reopened", "2024-04-17", entry="r-1"),
    struck("reopened", "2024-04-19", "r-1", recorded="2024-04-19T09:00:00+02:00"),
)
# Entered late on 19 April, struck on 25 April.
given(
    enrolled("late-reopened", START),
    employer("late-reopened", "2024-04-10", entry="lr-1", recorded="2024-04-19T09:00:00+02:00"),
    struck("late-reopened", "2024-04-25", "lr-1", recorded="2024-04-25T09:00:00+02:00"),
)


def test_a_settled_alert_is_reopened_when_the_clock_passes_over_a_strike_that_the_log_has_already(
    passes: Passes,
) -> None:
    told = raised(passes, "reopened")
    assert told[:3] == [("2024-04-08", "warning"), ("2024-04-16", "breach"), ("2024-04-20", "reopened")]
    assert Counter(kind for _, kind in told) == Counter(warning=1, breach=1, reopened=1, escalation=1)
    assert ("2024-04-22", "escalation") in told


def test_a_late_entry_is_reopened_when_the_clock_passes_over_a_strike_that_the_log_has_already(passes: Passes) -> None:
    told = raised(passes, "late-reopened")
    assert told[:3] == [("2024-04-08", "warning"), ("2024-04-16", "breach"), ("2024-04-20", "late_entry")]
    assert ("2024-04-26", "reopened") in told
    assert [kind for _, kind in told].count("reopened") == 1


# The same two, but told as they happen, between the sweeps.
def test_a_settled_alert_and_a_late_entry_are_reopened_once_when_their_contact_is_struck(store: Store) -> None:
    store.write_programme(PROV)
    store.load([enrolled("late", START), enrolled("noted-late", START)])
    told = {"2024-04-16": store.sweep(noon("2024-04-16"))}
    store.load(
        [
            employer("late", "2024-04-17", entry="r-1"),
            employer("noted-late", "2024-04-10", entry="lr-1", recorded="2024-04-17T09:00:00+02:00"),
        ]
    )
    told["2024-04-18"] = store.sweep(noon("2024-04-18"))
    store.load(
        [
            struck("late", "2024-04-19", "r-1", recorded="2024-04-19T09:00:00+02:00"),
            struck("noted-late", "2024-04-19", "lr-1", recorded="2024-04-19T09:00:00+02:00"),
        ]
    )
    told |= {day: store.sweep(noon(day)) for day in ("2024-04-20", "2024-04-21", "2024-04-22")}
    passes = list(told.items())
    assert raised(passes, "late") == [
        ("2024-04-16", "breach"),
        ("2024-04-20", "reopened"),
        ("2024-04-22", "escalation"),
    ]
    assert raised(passes, "noted-late") == [
        ("2024-04-16", "breach"),
        ("2024-04-18", "late_entry"),
        ("2024-04-20", "reopened"),
        ("2024-04-22", "escalation"),
    ]


# -- a due day that moves --------------------------------------------------------------------------------------------
# Warned on 8 April for 15 April; paused 10 -> 19 April, 9 days: due 24 April, which is warned of from the 17th,
# but the clock stands still until the 19th.
given(enrolled("rests", START), paused("rests", "2024-04-10"), resumed("rests", "2024-04-19"))
# A pause from 12 April to 2 May, told only on 17 April and 2 May: due 15 April + 20 = 5 May, warned of from 28 April.
given(
    enrolled("rested-unseen", START),
    paused("rested-unseen", "2024-04-12", recorded="2024-04-17T09:00:00+02:00"),
    resumed("rested-unseen", "2024-05-02", recorded="2024-05-02T09:00:00+02:00"),
)


def dues(passes: Passes, participant: str) -> list[tuple[str, str, str]]:
    return [
        (day, row["kind"], row["due"])
        for day, rows in passes
        for row in rows
        if row["participant"] == participant and row["rule"] == RULE
    ]


def test_a_new_due_day_after_a_pause_is_warned_of_and_breached_anew(passes: Passes) -> None:
    told = dues(passes, "rests")
    assert told == [
        ("2024-04-08", "warning", DUE),
        ("2024-04-20", "warning", "2024-04-24"),
        ("2024-04-26", "breach", "2024-04-24"),
        ("2024-05-03", "escalation", "2024-04-24"),  # 24 April + 7 = 1 May
    ]


def test_a_breach_undone_by_a_pause_told_later_is_raised_again_for_the_new_due_day(passes: Passes) -> None:
    told = dues(passes, "rested-unseen")
    assert told[:2] == [("2024-04-08", "warning", DUE), ("2024-04-16", "breach", DUE)]
    # Nothing while the clock stands still: no escalation on 22 April.
    assert told[2:4] == [("2024-05-03", "warning", "2024-05-05"), ("2024-05-06", "breach", "2024-05-05")]


# -- who is told -----------------------------------------------------------------------------------------------------
given(
    entry("coach_registered", None, "2024-01-02", coach="bo", fte=1.0),
    entry("coach_registered", None, "2024-01-02", coach="cia", fte=1.0),
    entry("coach_registered", None, "2024-01-02", coach="dan", fte=1.0),
    entry("coach_absent", None, "2024-04-01", coach="bo", until="2024-04-30", deputy="cia"),
    entry("coach_absent", None, "2024-04-01", coach="dan", until="2024-04-10", deputy="cia"),
    enrolled("deputised", START, coach="bo"),
    enrolled("deputised-a-while", START, coach="dan"),
    enrolled("nobodys", START),
    enrolled("handed-over", START, coach="anna"),
    entry("coach_assigned", "handed-over", "2024-04-12", coach="cia"),
)


def test_an_absent_coachs_deputy_is_told_instead(passes: Passes) -> None:
    assert one(passes, "deputised", "warning")["to"] == ["coach:cia"]
    assert one(passes, "deputised", "breach")["to"] == ["coach:cia"]


def test_the_deputy_is_told_only_while_the_coach_is_away(passes: Passes) -> None:
    assert one(passes, "deputised-a-while", "warning")["to"] == ["coach:cia"]
    assert one(passes, "deputised-a-while", "breach")["to"] == ["coach:dan"]


def test_where_there_is_no_coach_the_supervisor_is_told(passes: Passes) -> None:
    assert one(passes, "nobodys", "warning")["to"] == ["supervisor"]


def test_the_coach_of_the_day_is_told(passes: Passes) -> None:
    assert one(passes, "handed-over", "warning")["to"] == ["coach:anna"]
    assert one(passes, "handed-over", "breach")["to"] == ["coach:cia"]


# Meetings every week, the last on Monday 8 April: due the 15th, breached from the 16th.
given(entry("meeting_held", None, "2024-04-02", kind="team"), entry("meeting_held", None, "2024-04-08", kind="team"))


def test_what_the_programme_owes_is_told_to_the_supervisor(passes: Passes) -> None:
    found = [
        (day, row["kind"], row["to"])
        for day, rows in passes
        for row in rows
        if row["rule"] == "team_meeting" and row["due"] == "2024-04-15"
    ]
    assert ("2024-04-16", "breach", ["supervisor"]) in found
    assert ("2024-04-22", "escalation", ["supervisor"]) in found
    assert all(row["participant"] is None for _, rows in passes for row in rows if row["rule"] == "team_meeting")


# -- half a story ------------------------------------------------------------------------------------------------------
def test_an_end_known_before_its_beginning_stops_neither_the_sweep_nor_the_readers(store: Store) -> None:
    # Given an enrolment that was recorded in May, and a discharge that was recorded on its day in March
    store.write_programme(PROV)
    store.load(
        [
            enrolled("half", START, coach="anna", recorded="2024-05-01T09:00:00+02:00"),
            paused("half", "2024-03-17"),
            resumed("half", "2024-03-18"),
            discharged("half", "2024-03-20"),
            enrolled("whole", START),
        ]
    )
    # When April is looked at with what was known in April, then everybody else is judged as ever
    then = ("--as-of", "2024-04-16", "--known-at", noon("2024-04-16"))
    assert raised([("2024-04-16", store.sweep(noon("2024-04-16")))], "whole") == [("2024-04-16", "breach")]
    store.json("participants", "--programme", "prov", *then)
    store.json("deadlines", "--programme", "prov", *then)
    store.json("timeline", "half", "--programme", "prov", *then)
    for report in ("flow", "structure", "outcomes", "caseload"):
        store.json("report", report, "--programme", "prov", *then)


# -- the list of alerts ----------------------------------------------------------------------------------------------
def test_alerts_lists_everything_that_was_ever_raised(passes: Passes, alerts: list[dict[str, Any]]) -> None:
    every = Counter((str(row["participant"]), row["rule"], row["kind"]) for _, rows in passes for row in rows)
    assert Counter((str(row["participant"]), row["rule"], row["kind"]) for row in alerts) == every


def test_alerts_have_the_day_of_the_sweep_so_that_an_earlier_day_knows_fewer(swept: Store, passes: Passes) -> None:
    early = swept.json("alerts", "--as-of", "2024-04-10")
    expected = sum(len(rows) for day, rows in passes if date.fromisoformat(day) <= date(2024, 4, 10))
    assert len(early) == expected


def test_a_fold_of_the_whole_log_finds_the_same(swept: Store, passes: Passes) -> None:
    assert passes
    assert not swept.replayed()
