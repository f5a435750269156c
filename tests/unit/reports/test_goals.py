"""A goal is worked out on the people, the days and the threshold it names, or not at all."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any, get_args, get_type_hints

from hypothesis import given as always
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journey.domain.events.participant import Discharged
from journey.domain.history import History
from journey.domain.programme import Capacity
from journey.domain.settings import GOAL_COHORTS, Goal, LeavingReason, Settings
from tests.cases import every

from .given import PROGRAMME, discharged, e, enrolled, job, person, placement, studies, team, values
from .test_steering import SHIPPED, goals, one

WORK_OR_STUDY = Goal(id="g", text="G", figure="outcomes.work_or_study_share", target=0.3)


def of(group: str, **keys: Any) -> Goal:
    return replace(WORK_OR_STUDY, cohort=group, **keys)


def share(goal: Goal, *people: History, **question: Any) -> tuple[Any, Any, Any]:
    row = one(goal, *people, **question)
    return row["numerator"], row["denominator"], row["met"]


def small_job(extent: int, on: str = "2018-02-01") -> dict[str, Any]:
    return e("job_started", on, job="j", extent=extent, competitive=True)


def course(extent: int, on: str = "2018-02-01") -> dict[str, Any]:
    return e("studies_started", on, studies="s", kind="other", extent=extent)


# -- Jönköping: 30 percent to work or studies of at least 25 percent, in 2018 ------------------------------------------
FOUR = (
    person(enrolled("2018-01-15"), small_job(10), discharged("2018-03-01", "work")),
    person(enrolled("2018-01-15"), course(10), discharged("2018-03-01", "studies")),
    person(enrolled("2018-01-15"), discharged("2018-03-01", "own_wish")),
    person(enrolled("2018-01-15"), small_job(80), discharged("2018-03-01", "work")),
)


def test_of_four_people_one_comes_to_work_or_studies_of_25_percent_so_the_goal_of_30_percent_is_not_met() -> None:
    row = goals(*FOUR, programme=SHIPPED["jonkoping"], as_of="2018-06-30")["work_or_study"]
    assert (row["numerator"], row["denominator"], row["value"], row["met"]) == (1, 4, 0.25, False)
    assert "25 percent of full time" in row["rule"]


def test_jobs_and_studies_count_from_the_extent_on_by_the_most_they_came_to() -> None:
    grown = person(enrolled("2018-01-15"), small_job(10), e("job_changed", "2018-06-01", job="j", extent=25))
    shrunk = person(enrolled("2018-01-15"), small_job(50), e("job_changed", "2018-06-01", job="j", extent=5))
    goal = of("served", min_extent=25)
    assert share(goal, grown)[:2] == share(goal, shrunk)[:2] == (1, 1)
    assert share(goal, grown, end="2018-05-31")[:2] == (0, 1)
    assert share(replace(goal, min_extent=25.5), grown)[:2] == (0, 1)
    assert share(replace(goal, cohort=None), *FOUR)[:2] == (1, 4)  # also where nobody in particular is named


# -- whom a goal counts ------------------------------------------------------------------------------------------------
BEFORE = person(enrolled("2017-03-01"), job("2017-06-01"), discharged("2017-09-01", "work"), as_of="2019-12-31")
THROUGH = person(enrolled("2017-10-01"), job("2018-02-01"), discharged("2018-06-01", "own_wish"), as_of="2019-12-31")
NEWLY = person(enrolled("2018-05-01"), job("2019-02-01"), as_of="2019-12-31")
PAUSED = person(enrolled("2018-06-01"), e("paused", "2018-07-01", reason="hospital"), as_of="2019-12-31")
DONE = person(enrolled("2018-01-10"), studies("2018-03-01"), discharged("2018-08-01", "studies"), as_of="2019-12-31")
AFTER = person(enrolled("2019-03-01"), as_of="2019-12-31")
ALL = (BEFORE, THROUGH, NEWLY, PAUSED, DONE, AFTER)
IN_2018 = {"since": date(2018, 1, 1), "until": date(2018, 12, 31)}


@every(
    "group, came, among",
    [
        ("served", 2, 4),  # THROUGH, NEWLY, PAUSED, DONE; the job of 2019 is none of 2018
        ("enrolled_in_window", 1, 3),
        ("discharged", 2, 2),
        ("completed", 1, 1),  # THROUGH left by own wish
    ],
)
def test_each_cohort_is_its_own(group: str, came: int, among: int) -> None:
    assert share(of(group, **IN_2018), *ALL, as_of="2019-12-31")[:2] == (came, among)


def test_who_is_counted_is_settled_on_one_day_and_results_may_come_until_another() -> None:
    goal = of("enrolled_in_window", **IN_2018, reached_by=date(2019, 6, 30))
    assert share(goal, *ALL, as_of="2019-12-31")[:2] == (2, 3)  # NEWLY went to work in February 2019
    assert share(replace(goal, reached_by=date(2019, 1, 31)), *ALL, as_of="2019-12-31")[:2] == (1, 3)
    row = one(goal, *ALL, as_of="2019-12-31")
    assert (row["from"], row["to"]) == ("2018-01-01", "2019-06-30")
    assert "Settled on 2018-12-31; results count up to 2019-06-30." in row["rule"]


def test_a_figure_of_later_days_stays_as_it_was_when_the_goals_days_were_over() -> None:
    goal = of("served", **IN_2018)
    assert share(goal, *ALL, as_of="2018-12-31") == share(goal, *ALL, as_of="2019-12-31")


def test_what_began_before_the_enrolment_that_is_counted_is_no_result_of_it() -> None:
    back = person(enrolled("2017-01-10"), job("2017-03-01"), discharged("2017-06-01", "work"), enrolled("2018-03-01"))
    assert share(of("enrolled_in_window", **IN_2018), back)[:2] == (0, 1)
    assert share(of("served", **IN_2018), back)[:2] == (1, 1)  # the job goes on in 2018


def test_every_share_of_the_outcomes_is_of_the_goals_cohort_whatever_its_own_denominator() -> None:
    placed = person(enrolled("2018-01-10"), placement("2018-02-01"), discharged("2018-08-01"))
    people = (*FOUR, placed)
    for figure, came in (
        ("employed_share_discharged", 2),
        ("employed_share_discharged_or_employed", 2),
        ("employed_share_enrolled", 2),
        ("employed_share_completed", 2),
        ("studies_share_discharged", 1),
        ("work_or_study_share_completed", 3),
        ("meaningful_occupation_share", 1),
    ):
        goal = replace(of("discharged"), figure=f"outcomes.{figure}")
        assert share(goal, *people)[:2] == (came, 5)
    assert one(replace(of("discharged"), figure="outcomes.employed_ever"), *people)["value"] == 2


def test_another_figure_about_people_is_worked_out_of_these_people_alone() -> None:
    goal = Goal(id="g", text="G", figure="flow.mean_days_discharged", cohort="completed", target=40)
    row = one(goal, *FOUR, person(enrolled("2018-01-01"), discharged("2018-12-31", "moved")))
    assert (row["value"], row["denominator"]) == (45, 3)
    assert one(replace(goal, figure="flow.enrolled", cohort="enrolled_in_window"), *FOUR)["value"] == 4


def test_a_programme_says_which_reasons_complete_it() -> None:
    own = replace(PROGRAMME, settings=Settings(goals=(of("completed"),), completed=("own_wish",)))
    row = goals(*FOUR, programme=own)["g"]
    assert (row["numerator"], row["denominator"]) == (0, 1)
    assert values("flow", *FOUR, programme=own)["completed"] == 1
    assert values("flow", *FOUR)["completed"] == 3


def test_every_reason_of_discharge_can_complete_but_to_have_been_registered_wrongly() -> None:
    reasons = set(get_args(get_type_hints(Discharged)["reason"]))
    assert set(get_args(LeavingReason)) == reasons - {"wrongly_registered"}


def test_nobody_to_count_is_no_figure_and_says_so() -> None:
    row = one(of("completed"), person(enrolled("2018-01-10")))
    assert (row["result"], row["met"], row["why"]) == ("no figure", None, "Nobody is counted.")


def test_a_figure_without_a_value_says_so() -> None:
    row = one(Goal(id="g", text="G", figure="fidelity.total", target=100), *FOUR)
    assert (row["result"], row["met"], row["why"]) == ("no figure", None, "fidelity.total has no value by 2018-12-31.")


@every(
    "goal, why",
    [
        (
            of("de som har fullföljt"),
            f"Whom it counts stands in words; the programme's file can name {', '.join(GOAL_COHORTS)}.",
        ),
        (
            Goal(id="g", text="G", figure="fidelity.total", target=100, cohort="completed"),
            "fidelity.total is no figure about people, and cannot be worked out on those completed.",
        ),
        (
            Goal(id="g", text="G", figure="outcomes.meaningful_occupation_share", target=0.1, min_extent=25),
            "outcomes.meaningful_occupation_share counts neither jobs nor studies, and has no least extent.",
        ),
        (
            Goal(id="g", text="G", figure="flow.enrolled", target=10, min_extent=25),
            "flow.enrolled counts neither jobs nor studies, and has no least extent.",
        ),
    ],
)
def test_a_goal_that_cannot_be_worked_out_as_it_stands_says_why(goal: Goal, why: str) -> None:
    row = one(goal, *FOUR)
    assert (row["result"], row["value"], row["met"], row["why"]) == ("no figure", None, None, why)


def test_words_about_what_is_no_people_are_only_words() -> None:
    own = team(
        e("employer_registered", "2018-01-02", employer="a", industry="trade", sector="private"),
        e("employer_registered", "2018-05-02", employer="b", industry="trade", sector="private"),
    )
    goal = Goal(id="g", text="G", figure="employer-bank.growth", target=0.5, cohort="Företag i banken")
    assert one(goal, own=own, start="2018-02-01")["met"] is True


# -- caps --------------------------------------------------------------------------------------------------------------
CAP = Goal(id="cap", text="At most two", figure="caseload.programme_per_fte", target=2, direction="at_most")


def carried(*counts: int) -> tuple[History, ...]:
    coaches = zip(("anna", "bo", "cia"), counts, strict=False)
    return tuple(person(enrolled("2018-01-10", coach=coach)) for coach, count in coaches for _ in range(count))


def posts(**fte: float) -> History:
    return team(*(e("coach_registered", "2018-01-02", coach=coach, fte=post) for coach, post in fte.items()))


@every("figure", ["caseload.per_fte", "caseload.programme_per_fte"])
def test_a_cap_is_met_when_no_coach_is_over_it_whatever_the_mean_says(figure: str) -> None:
    cap = replace(CAP, figure=figure)
    both = posts(anna=1, bo=1)
    even, uneven = one(cap, *carried(2, 2), own=both), one(cap, *carried(3, 0), own=both)
    assert (even["met"], even["why"]) == (True, None)
    assert (uneven["met"], uneven["why"]) == (False, "1 of 2 coaches are over it.")
    assert uneven["value"] == (3 if figure == "caseload.per_fte" else 1.5)


def test_a_half_post_carries_half_the_cap() -> None:
    assert one(CAP, *carried(1, 1), own=posts(anna=0.5, bo=1))["met"] is True
    assert one(CAP, *carried(2, 1), own=posts(anna=0.5, bo=1))["met"] is False


def test_people_without_a_coach_are_in_the_mean() -> None:
    alone = tuple(person(enrolled("2018-01-10")) for _ in range(4))
    assert one(CAP, *carried(2), *alone, own=posts(anna=1))["met"] is False


def test_a_coach_whose_post_nobody_knows_leaves_it_open() -> None:
    row = one(replace(CAP, figure="caseload.per_fte"), *carried(1, 1), own=posts(anna=1))
    assert (row["met"], row["why"]) == (None, "The posts of 1 of 2 coaches are not known, or there is no cap.")


def test_the_programmes_own_cap_counts_the_coaches_over_it() -> None:
    goal = Goal(id="cap", text="Nobody over", figure="caseload.over_cap")
    row = one(goal, *carried(3, 2), own=posts(anna=1, bo=1))
    assert (row["value"], row["numerator"], row["denominator"], row["met"]) == (1, 1, 2, False)
    nowhere = replace(PROGRAMME, capacity=Capacity(), settings=Settings(goals=(goal,)))
    assert goals(*carried(3), own=posts(anna=1), programme=nowhere)["cap"]["met"] is None


# -- whatever happens --------------------------------------------------------------------------------------------------
DAYS = st.dates(date(2017, 6, 1), date(2019, 6, 30))


@st.composite
def lives(draw: st.DrawFn) -> History:
    first, second, third = sorted(draw(st.lists(DAYS, min_size=3, max_size=3, unique=True)))
    extent = draw(st.integers(1, 100))
    middle = draw(st.sampled_from([[], [small_job(extent, second.isoformat())], [course(extent, second.isoformat())]]))
    end = draw(st.sampled_from([[], [discharged(third.isoformat(), draw(st.sampled_from(["work", "own_wish"])))]]))
    return person(enrolled(first.isoformat()), *middle, *end, as_of="2019-12-31")


@settings(deadline=None, max_examples=40)
@always(st.lists(lives(), max_size=4), st.sampled_from(["served", "enrolled_in_window", "discharged", "completed"]))
def test_a_share_is_a_part_of_its_cohort_and_no_order_changes_it(people: list[History], group: str) -> None:
    goals_of = [of(group, **IN_2018), of(group, **IN_2018, min_extent=50), of("served", **IN_2018)]
    every_row = [one(goal, *people, as_of="2019-12-31") for goal in goals_of]
    shares = [(row["numerator"], row["denominator"]) for row in every_row]
    assert all(0 <= came <= among <= len(people) for came, among in shares)
    assert shares[1][0] <= shares[0][0]  # a threshold only takes away
    assert shares[1][1] == shares[0][1]  # and never from whom the goal counts
    assert shares[0][1] <= shares[2][1]  # who came or left in the year was there
    told = {str(one(goals_of[0], *order, as_of="2019-12-31")) for order in permutations(people)}
    assert len(told) == 1
