"""Rules whose due day stands in the trigger: an action's own day, a milestone's; and matters that wait for an answer."""

from __future__ import annotations

from journey.domain.alerts import Raised, called_for, recipients
from journey.domain.history import History
from journey.domain.team import Team
from tests.spec import Entry, contact, enrolled, entry, given, log_of, named, paused, resumed

ACTION, MATTER = "action_due", "matter_answer"


def agreed(on: str, due: str | None = "2018-03-20", action: str = "cv", **keys: object) -> Entry:
    return entry("action_agreed", on, action=action, at="team", due=due, **keys)


def done(on: str, action: str = "cv") -> Entry:
    return entry("action_done", on, action=action)


def dropped(on: str, action: str = "cv") -> Entry:
    return entry("action_dropped", on, action=action)


START = enrolled("2018-03-01", coach="anna")
MATTERS = "[rules.matter_answer]\noff = false\n"


def test_an_action_is_due_on_its_own_day() -> None:
    row = given(START, agreed("2018-03-05")).under(ACTION).on("2018-03-10").deadline()
    assert (str(row.opened), str(row.due), str(row.warn_on), row.status) == (
        "2018-03-05",
        "2018-03-20",
        "2018-03-13",
        "open",
    )


def test_an_action_of_a_few_days_is_warned_of_the_day_before() -> None:
    row = given(START, agreed("2018-03-05", "2018-03-09")).under(ACTION).on("2018-03-06").deadline()
    assert str(row.warn_on) == "2018-03-08"


def test_an_action_without_a_day_is_never_due() -> None:
    given(START, agreed("2018-03-05", None)).under(ACTION).opens_nothing()


def test_an_action_that_is_done_in_time_is_met_and_one_that_is_not_is_breached() -> None:
    assert given(START, agreed("2018-03-05"), done("2018-03-20")).under(ACTION).deadline().status == "met"
    late = given(START, agreed("2018-03-05"), done("2018-03-21")).under(ACTION).on("2018-04-01").deadline()
    assert late.status == "met_late"
    assert given(START, agreed("2018-03-05")).under(ACTION).on("2018-03-21").deadline().status == "breached"


def test_each_action_is_done_by_itself_and_a_dropped_one_waits_no_more() -> None:
    told = given(START, agreed("2018-03-05"), agreed("2018-03-05", action="call"), done("2018-03-10", "call"))
    rows = told.under(ACTION).on("2018-03-11").deadlines()
    assert sorted(row.status for row in rows) == ["met", "open"]
    over = given(START, agreed("2018-03-05"), dropped("2018-03-10")).under(ACTION).on("2018-04-01").deadline()
    assert over.status == "stopped"


def test_a_pause_moves_the_day_that_was_agreed_as_every_other() -> None:
    told = given(START, agreed("2018-03-05"), paused("2018-03-10"), resumed("2018-03-15"))
    assert str(told.under(ACTION).on("2018-03-16").deadline().due) == "2018-03-25"


def test_an_action_agreed_for_a_day_that_has_passed_is_late_from_the_first() -> None:
    told = given(START, agreed("2018-03-10", "2018-03-08")).under(ACTION)
    assert (str(told.on("2018-03-10").deadline().due), told.on("2018-03-10").deadline().status) == (
        "2018-03-08",
        "breached",
    )


def test_no_whole_periods_are_counted_where_the_day_stands_in_the_trigger() -> None:
    assert given(START, agreed("2018-03-05")).under(ACTION).on("2019-03-21").deadline().periods_missed == 0


def test_a_programme_may_hold_somebody_to_the_day_of_a_milestone_and_set_one_where_there_is_none() -> None:
    rule = """
    [rules.steps]
    [[rules.steps.legs]]
    trigger = [{type = "milestone_set"}]
    satisfier = [{type = "milestone_reached"}]
    same = "milestone"
    due_key = "due"
    period = "3 months"
    """
    steps = (
        entry("milestone_set", "2018-03-05", milestone="bus", due="2018-03-12"),
        entry("milestone_set", "2018-03-05", milestone="cv", entry="second"),
    )
    rows = given(START, *steps).under(rule).on("2018-03-06").deadlines()
    assert [str(row.due) for row in rows] == ["2018-03-12", "2018-06-05"]


def told_to(story: list[Entry], team: list[Entry], day: str, rules: str = ACTION) -> list[tuple[str, tuple[str, ...]]]:
    """Who is told of what on a day."""
    judged = given(*story).under(rules).on(day)
    history = History(log_of(named(story)), as_of=judged.day)
    crew = Team(History(log_of(named(team), of_programme=True)))
    called = called_for(history, judged.book, Raised([]), judged.day)
    return [(each.kind, recipients(each, history.coach(), crew, judged.day)) for each in called]


ANNA = entry("coach_registered", "2018-01-01", coach="anna", fte=1)
BO = entry("coach_registered", "2018-01-01", coach="bo", fte=1)


def test_who_is_responsible_is_warned_and_the_supervisor_hears_of_the_breach() -> None:
    story = [START, agreed("2018-03-05", responsible="coach:bo")]
    assert told_to(story, [ANNA, BO], "2018-03-14") == [("warning", ("coach:bo",))]
    assert told_to(story, [ANNA, BO], "2018-03-21") == [("breach", ("supervisor",))]


def test_where_a_partner_or_nobody_is_responsible_the_persons_coach_is_warned() -> None:
    for responsible in ("psychiatry", None):
        story = [START, agreed("2018-03-05", responsible=responsible)]
        assert told_to(story, [ANNA, BO], "2018-03-14") == [("warning", ("coach:anna",))]


def test_the_deputy_of_who_is_responsible_is_warned_while_they_are_away() -> None:
    away = entry("coach_absent", "2018-03-10", coach="bo", until="2018-03-30", deputy="cia")
    story = [START, agreed("2018-03-05", responsible="coach:bo")]
    assert told_to(story, [ANNA, BO, away], "2018-03-14") == [("warning", ("coach:cia",))]


def test_a_matter_that_nobody_has_decided_after_four_weeks_is_told_to_the_coach() -> None:
    opened = entry("matter_opened", "2018-03-05", matter="wage", party="employment_service", kind="wage_subsidy")
    assert told_to([START, opened], [ANNA], "2018-04-03", MATTERS) == [("breach", ("coach:anna",))]
    decided = entry("matter_decided", "2018-03-30", matter="wage", outcome="refused")
    assert given(START, opened, decided).under(MATTERS).on("2018-06-01").deadline().status == "met"


def test_a_talk_about_somebody_settles_nothing_of_theirs() -> None:
    spoken = entry("partner_contacted", "2018-03-06", party="psychiatry", mode="phone", coach="anna")
    told = given(START, spoken).under("contact_rhythm", "uppsala").on("2018-03-09")
    assert told.deadline().status == "breached"
    assert given(START, spoken, contact("2018-03-07")).under("contact_rhythm", "uppsala").deadlines()[0].status == "met"
