"""Programme-level rules, rules that stand only in a programme's file, and files with mistakes; worked out by hand."""

import pytest

from .conftest import Store
from .hand import Stories, discharged, employer, enrolled, entry, paused, referred, resumed

LATER = "2024-12-31"

# The programme's own clocks start on Monday 1 January 2024, with its first entry.
LAG = """
id = "lag"
name = "Laget"
starts = 2024-01-01
clock_start = "enrolled"
capacity = {per_fte = 20, budgeted_fte = 1.5}

[rules.team_meeting]
off = false
[rules.fidelity_review]
off = false
[rules.monthly_report]
off = false

[rules.work_plan_soon]
name = "Arbetsplanen klar tre veckor efter kartläggningen"
warn = {before = "2 days"}
escalate = "4 days"
pauses = false
tell = {warning = ["coach"], breach = ["supervisor"], escalation = ["supervisor"]}
[[rules.work_plan_soon.legs]]
trigger = [{type = "profile_completed"}]
satisfier = [{type = "plan_agreed", where = {kind = "work_plan"}}]
period = "3 weeks"
lead = "2 weeks"
"""

given = Stories("lag")


@pytest.fixture(scope="module")
def judged(module_store: Store) -> Store:
    module_store.write_programme(LAG)
    module_store.load(given.told["lag"], programme="lag")
    return module_store


def own(judged: Store, rule: str, as_of: str = LATER) -> list[tuple[str, str, str]]:
    return [(row["opened"], row["due"], row["status"]) for row in judged.rows(None, rule, as_of=as_of, programme="lag")]


# -- the programme's own ---------------------------------------------------------------------------------------------
given(
    entry("coach_registered", None, "2024-01-01", coach="anna", fte=1),
    entry("meeting_held", None, "2024-01-05", kind="team"),
    entry("meeting_held", None, "2024-01-09", kind="steering_group"),  # another kind of meeting
    entry("meeting_held", None, "2024-01-15", kind="team"),
)


def test_team_meetings_are_due_a_week_from_the_start_and_from_each_other(judged: Store) -> None:
    assert own(judged, "team_meeting", as_of="2024-01-23") == [
        ("2024-01-01", "2024-01-08", "met"),  # on the 5th
        ("2024-01-05", "2024-01-12", "met_late"),  # on the 15th
        ("2024-01-15", "2024-01-22", "breached"),
    ]


given(
    entry(
        "fidelity_reviewed",
        None,
        "2024-06-20",
        scale="IPS-25",
        rater="self",
        scores={str(item): 3 for item in range(1, 26)},
    )
)


def test_fidelity_is_reviewed_six_months_from_the_start_and_from_the_last_review(judged: Store) -> None:
    assert own(judged, "fidelity_review") == [
        ("2024-01-01", "2024-07-01", "met"),
        ("2024-06-20", "2024-12-20", "breached"),
    ]


given(entry("report_submitted", None, "2024-06-05", kind="monthly", period="2024-05"))


def test_the_monthly_report_is_due_five_working_days_after_the_month(judged: Store) -> None:
    rows = judged.rows(None, "monthly_report", as_of="2025-01-31", programme="lag")
    due = {row["due"]: row["status"] for row in rows}
    # After Fri 31 May: 3, 4, 5, (6 June is free), 7, Mon 10 June.
    assert due["2024-06-10"] == "met"
    # After Sun 31 March: Easter Monday 1 April is free; 2, 3, 4, 5, Mon 8 April.
    assert due["2024-04-08"] == "breached"
    # After Tue 31 December: 1 January is free; Thu 2, Fri 3, (Mon 6 Epiphany), Tue 7, Wed 8, Thu 9 January.
    assert due["2025-01-09"] == "breached"


# -- a rule that stands only in this file ----------------------------------------------------------------------------
# Profile completed Tuesday 2 April: due Tuesday 23 April; the plan counts from 19 March on.
DONE, DUE = "2024-04-02", "2024-04-23"
PLANS = {"in-time": "2024-04-20", "early": "2024-03-20", "too-early": "2024-03-18", "late": "2024-04-24"}
for name, plan in PLANS.items():
    given(
        enrolled(name, "2024-02-01"),
        entry("profile_completed", name, DONE),
        entry("plan_agreed", name, plan, kind="work_plan"),
    )
given(
    enrolled("other-plan", "2024-02-01"),
    entry("profile_completed", "other-plan", DONE),
    entry("plan_agreed", "other-plan", "2024-04-10", kind="sip"),
    enrolled("resting", "2024-02-01"),
    entry("profile_completed", "resting", DONE),
    paused("resting", "2024-04-10"),
    resumed("resting", "2024-04-20"),
    enrolled("gone", "2024-02-01"),
    discharged("gone", "2024-03-28"),
    entry("profile_completed", "gone", DONE),
)


@pytest.mark.parametrize(
    ("participant", "expected"),
    [("in-time", "met"), ("early", "met"), ("too-early", "breached"), ("late", "met_late"), ("other-plan", "breached")],
)
def test_a_rule_from_a_file_alone_works_like_the_shipped_ones(judged: Store, participant: str, expected: str) -> None:
    row = judged.one(participant, "work_plan_soon", as_of=LATER, programme="lag")
    assert (row["opened"], row["due"], row["status"]) == (DONE, DUE, expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-04-20", "open"), ("2024-04-21", "warned"), ("2024-04-23", "warned"), ("2024-04-24", "breached")],
)
def test_its_warning_and_due_day_follow_the_file(judged: Store, day: str, expected: str) -> None:
    assert judged.one("other-plan", "work_plan_soon", as_of=day, programme="lag")["status"] == expected


def test_where_pauses_do_not_stop_the_clock_they_do_not_move_it(judged: Store) -> None:
    assert judged.one("resting", "work_plan_soon", as_of=LATER, programme="lag")["due"] == DUE
    assert judged.one("resting", "work_plan_soon", as_of="2024-04-15", programme="lag")["due"] == DUE


def test_a_trigger_outside_an_episode_opens_nothing(judged: Store) -> None:
    assert judged.rows("gone", "work_plan_soon", as_of=LATER, programme="lag") == []


# -- files with mistakes ---------------------------------------------------------------------------------------------
HEAD = LAG.split("[rules.team_meeting]", maxsplit=1)[0]
MISTAKES = {
    "an unknown key of the programme": (HEAD.replace("clock_start", "clock_stort"), "clock_stort"),
    "an unknown key of a rule": (HEAD + '[rules.job_search_one_month]\ncolour = "red"\n', "colour"),
    "a wrong period": (
        HEAD + '[rules.x]\nname = "X"\n[[rules.x.legs]]\ntrigger = [{type = "enrolled"}]\n'
        'satisfier = [{type = "profile_completed"}]\nperiod = "3 fortnights"\n',
        "period",
    ),
    "an unknown entry type": (
        HEAD + '[rules.x]\nname = "X"\n[[rules.x.legs]]\ntrigger = [{type = "enroled"}]\n'
        'satisfier = [{type = "profile_completed"}]\nperiod = "3 days"\n',
        "enroled",
    ),
    "not TOML": (HEAD + "[rules.x\n", "lag.toml"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_programme_file_is_named_with_its_file(store: Store, mistake: str) -> None:
    toml, named = MISTAKES[mistake]
    store.write_programme(toml)
    refused = store.run("deadlines", "--programme", "lag", code=2)
    assert named in refused.err
    assert "lag.toml" in refused.err


# -- the shared rules beside them ------------------------------------------------------------------------------------
given(referred("whole", "2024-09-02"), enrolled("whole", "2024-09-09"), employer("whole", "2024-09-16"))


def test_a_fresh_programme_has_all_the_shared_rules_for_a_person(judged: Store) -> None:
    found = {row["rule"] for row in judged.deadlines(as_of=LATER, programme="lag") if row["participant"] == "whole"}
    assert {
        "referral_answered",
        "job_search_one_month",
        "benefits_counselling_offered",
        "vocational_profile_done",
    } <= found
    assert "work_plan_soon" not in found


def test_a_fold_of_the_whole_log_finds_the_same(judged: Store) -> None:
    assert not judged.replayed()
