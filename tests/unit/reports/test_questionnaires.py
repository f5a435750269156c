"""Questionnaires: totals at each moment, what changed, and what a change of GHQ-12 is worth."""

from datetime import date
from io import StringIO
from typing import Any

import msgspec
import pytest
from hypothesis import given as always
from hypothesis import settings
from hypothesis import strategies as st
from rich.console import Console

from journey.domain.errors import WrongInput
from journey.domain.settings import Questionnaire, Settings
from projections.reports import as_table

from .given import PROGRAMME, Entry, discharged, e, enrolled, figures, job, person, pick, told, told_outside, values

ENROLLED = enrolled("2018-01-01")
NOBODY: dict[str, Any] = {}


def ghq(on: str, moment: str, total: float | None = None, **keys: Any) -> Entry:
    said = {"total": total} if total is not None else {}
    return e("questionnaire_answered", on, instrument="ghq12", moment=moment, **said, **keys)


def mansa(on: str, moment: str, total: float) -> Entry:
    return e("questionnaire_answered", on, instrument="mansa", moment=moment, total=total)


def programme(**questionnaires: Questionnaire) -> Any:
    return msgspec.structs.replace(PROGRAMME, settings=Settings(questionnaires=questionnaires))


BETTER = person(ENROLLED, ghq("2018-01-01", "start", 8), ghq("2018-07-02", "six_months", 4), gender="woman")
WORSE = person(ENROLLED, ghq("2018-01-05", "start", 3), ghq("2018-07-10", "six_months", 5), gender="man")
ONCE = person(ENROLLED, ghq("2018-01-02", "start", 12))


def test_count_and_mean_by_moment() -> None:
    found = figures("questionnaires", BETTER, WORSE, ONCE)
    assert found["n"]["value"] == {"ghq12 (ghq) start": 3, "ghq12 (ghq) six_months": 2}
    assert found["mean"]["value"] == {"ghq12 (ghq) start": (8 + 3 + 12) / 3, "ghq12 (ghq) six_months": (4 + 5) / 2}
    assert found["n"]["by"]["gender=woman"] == {"ghq12 (ghq) start": 1, "ghq12 (ghq) six_months": 1}


def test_a_change_is_of_pairs_only_and_says_of_how_many() -> None:
    found = values("questionnaires", BETTER, WORSE, ONCE)
    assert found["paired_n"] == {"ghq12 (ghq) six_months": 2, "ghq12 (ghq) last": 2}
    assert found["paired_change"] == {"ghq12 (ghq) six_months": (-4 + 2) / 2, "ghq12 (ghq) last": -1}


def test_everything_of_a_moment_stands_on_one_row() -> None:
    rows = values("questionnaires", BETTER, WORSE, ONCE)["moments"]
    common = {"instrument": "ghq12", "scoring": "ghq"}
    assert rows == [
        common | {"moment": "start", "n": 3, "mean": 23 / 3, "pairs": 0, "change": None},
        common | {"moment": "six_months", "n": 2, "mean": 4.5, "pairs": 2, "change": -1},
        common | {"moment": "last", "n": 0, "mean": None, "pairs": 2, "change": -1},
    ]
    with pytest.raises(WrongInput, match="nothing of it is told outside"):
        told_outside("questionnaires", BETTER)


def test_from_8_to_4_over_half_a_year_in_both_tariffs() -> None:
    found = values("questionnaires", BETTER)
    half = 182 / 365.25  # 1 January to 2 July
    assert found["qaly_n"] == {"Swedish six_months": 1, "Swedish last": 1, "UK six_months": 1, "UK last": 1}
    assert found["qaly_gain"]["Swedish six_months"] == pytest.approx((0.84 - 0.78) / 2 * half)
    assert found["qaly_gain"]["UK six_months"] == pytest.approx((0.67 - 0.54) / 2 * half)
    assert found["qaly_gain"]["Swedish last"] == pytest.approx(0.0150, abs=0.0001)
    assert found["qaly_gain"]["UK last"] == pytest.approx(0.0325, abs=0.0002)


def test_qaly_gains_are_added_and_averaged_over_pairs() -> None:
    found = values("questionnaires", BETTER, WORSE, ONCE)
    # 3 -> 5 is .85 -> .83 over 186 days.
    total = 0.03 * 182 / 365.25 - 0.01 * 186 / 365.25
    assert found["qaly_gain_sum"]["Swedish six_months"] == pytest.approx(total)
    assert found["qaly_gain"]["Swedish six_months"] == pytest.approx(total / 2)


def test_tariff_and_method_are_printed() -> None:
    found = values("questionnaires", BETTER)["tariffs"]
    assert [row["tariff"] for row in found] == ["Swedish", "UK"]
    assert all(row["method"] and row["source"] == "Lindkvist & Feldman 2016" for row in found)


def test_a_total_that_the_tariff_does_not_know_has_no_worth() -> None:
    odd = person(ENROLLED, ghq("2018-01-01", "start", 8.5), ghq("2018-07-02", "six_months", 4))
    likert = person(
        ENROLLED,
        ghq("2018-01-01", "start", 20, scoring="likert"),
        ghq("2018-07-02", "six_months", 10, scoring="likert"),
    )
    found = values("questionnaires", odd, likert)
    assert found["qaly_n"] == {}
    assert found["paired_change"]["ghq12 (likert) six_months"] == -10


def test_twelve_answers_give_every_scoring_and_nothing_is_paired_across_scorings() -> None:
    answers = [2, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    given = person(ENROLLED, ghq("2018-01-01", "start", answers=answers), ghq("2018-07-02", "six_months", 5))
    found = values("questionnaires", given)
    # ghq: the 2 and the 3; likert: 2 + 3 + 1 + 1.
    assert found["mean"] == {
        "ghq12 (ghq) start": 2,
        "ghq12 (ghq) six_months": 5,
        "ghq12 (likert) start": 7,
    }
    assert found["paired_change"] == {"ghq12 (ghq) six_months": 3, "ghq12 (ghq) last": 3}


def test_what_was_not_worked_out_is_said_with_its_reason() -> None:
    rows = {row["scoring"]: row for row in values("questionnaires", BETTER)["scorings"]}
    assert pick(rows["ghq"], "persons", "remark") == {"persons": 1, "remark": ""}
    assert rows["c-ghq"]["remark"] == "not worked out: the programme file names no negative_items for ghq12"
    polar = programme(ghq12=Questionnaire(name="GHQ-12", negative_items=(2, 5)))
    rows = {row["scoring"]: row for row in values("questionnaires", BETTER, programme=polar)["scorings"]}
    assert rows["c-ghq"]["remark"] == "nobody has a total in it"


def test_a_total_without_a_scoring_is_in_the_programmes() -> None:
    likert = programme(ghq12=Questionnaire(name="GHQ-12", scoring="likert"))
    assert values("questionnaires", ONCE, programme=likert)["n"] == {"ghq12 (likert) start": 1}


def test_any_instrument_counts_also_without_a_total() -> None:
    own = person(
        ENROLLED,
        mansa("2018-01-01", "start", 4.25),
        mansa("2018-12-01", "discharge", 5.0),
        e("questionnaire_answered", "2018-03-01", instrument="own", moment="other", total=7),
        e("questionnaire_answered", "2018-04-01", instrument="own", moment="other"),
    )
    found = values("questionnaires", own)
    assert found["answered"] == {"mansa start": 1, "mansa discharge": 1, "own other": 2}
    assert found["n"] == {"mansa (mean) start": 1, "mansa (mean) discharge": 1, "own (total) other": 1}
    assert found["paired_change"] == {"mansa (mean) discharge": 0.75, "mansa (mean) last": 0.75}


# --- moments ----------------------------------------------------------------------------------------------------------


def moments(*entries: Entry, **question: Any) -> dict[str, Any]:
    found = values("questionnaires", person(*entries), **question)["mean"]
    return {key.rpartition(" ")[2]: mean for key, mean in found.items()}


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("2018-01-17", "other"),
        ("2018-01-18", "start"),
        ("2018-02-15", "start"),
        ("2018-02-16", "other"),
        ("2018-07-17", "other"),
        ("2018-07-18", "six_months"),
        ("2018-08-15", "six_months"),
        ("2018-08-16", "other"),
        ("2018-10-17", "other"),
        ("2018-10-18", "discharge"),
        ("2018-11-15", "discharge"),
        ("2018-11-16", "other"),
    ],
)
def test_an_answer_marked_other_belongs_to_a_moment_within_two_weeks(day: str, moment: str) -> None:
    # Enrolled on 1 February, six months on 1 August, discharged on 1 November.
    assert moments(enrolled("2018-02-01"), ghq(day, "other", 6), discharged("2018-11-01")) == {moment: 6}


def test_the_stated_moment_counts_wherever_it_lies_and_goes_before_a_nearer_one() -> None:
    stated = (enrolled("2018-02-01"), ghq("2018-09-20", "six_months", 6))
    assert moments(*stated) == {"six_months": 6}
    assert moments(*stated, ghq("2018-08-01", "other", 2)) == {"six_months": 6}


def test_of_several_answers_to_one_moment_the_nearest_counts_once() -> None:
    far, near = ghq("2018-08-10", "six_months", 6), ghq("2018-07-30", "six_months", 2)
    assert moments(enrolled("2018-02-01"), far, near) == {"six_months": 2}
    assert moments(enrolled("2018-02-01"), ghq("2018-07-20", "other", 6), ghq("2018-08-03", "other", 2)) == {
        "six_months": 2
    }


def test_an_answer_between_two_moments_belongs_to_the_nearer_one() -> None:
    short = (enrolled("2018-02-01"), discharged("2018-02-21"))
    assert moments(*short, ghq("2018-02-10", "other", 1)) == {"start": 1}
    assert moments(*short, ghq("2018-02-12", "other", 1)) == {"discharge": 1}


def test_each_episode_has_its_own_moments() -> None:
    back = person(
        enrolled("2018-01-01"),
        ghq("2018-01-01", "start", 10),
        discharged("2018-03-01"),
        ghq("2018-03-02", "discharge", 8),
        ghq("2018-05-25", "start", 9),
        enrolled("2018-06-01"),
        discharged("2018-09-01"),
        ghq("2018-09-01", "discharge", 3),
    )
    found = values("questionnaires", back)
    assert found["n"] == {"ghq12 (ghq) start": 2, "ghq12 (ghq) discharge": 2}
    assert found["paired_change"]["ghq12 (ghq) discharge"] == (-2 - 6) / 2


def test_the_window_counts_answers_in_it_and_keeps_the_start_that_a_change_needs() -> None:
    found = values("questionnaires", BETTER, start="2018-06-01")
    assert found["n"] == {"ghq12 (ghq) six_months": 1}
    assert found["paired_change"] == {"ghq12 (ghq) six_months": -4, "ghq12 (ghq) last": -4}
    assert values("questionnaires", BETTER, end="2018-06-30")["paired_change"] == {}


def test_the_last_answer_of_several_is_the_change_over_the_whole_stay() -> None:
    three = (ENROLLED, ghq("2018-01-01", "start", 9), ghq("2018-07-01", "six_months", 6), discharged("2018-10-01"))
    found = values("questionnaires", person(*three, ghq("2018-10-01", "discharge", 7)))["paired_change"]
    assert found == {"ghq12 (ghq) six_months": -3, "ghq12 (ghq) discharge": -2, "ghq12 (ghq) last": -2}


# --- what the programme says ------------------------------------------------------------------------------------------

DUE = programme(ghq12=Questionnaire(name="GHQ-12", moments=("start", "six_months", "discharge"), cut_off=4))


def test_answered_of_those_due_where_the_programme_names_moments() -> None:
    left = person(enrolled("2018-03-01"), discharged("2018-05-01"))
    found = figures("questionnaires", BETTER, ONCE, left, programme=DUE)["answered_of_due"]["value"]
    # Three enrolled, two of whom answered; six months came for all three (also for who had left); one was discharged.
    assert found == {"ghq12 start": 2 / 3, "ghq12 six_months": 1 / 3, "ghq12 discharge": 0}
    assert values("questionnaires", BETTER, ONCE, programme=DUE, end="2018-06-30")["answered_of_due"] == {
        "ghq12 start": 1
    }
    assert values("questionnaires", BETTER)["answered_of_due"] == NOBODY


def test_answered_of_those_it_was_sent_to() -> None:
    def sent(on: str, moment: str = "other") -> Entry:
        return e("questionnaire_sent", on, instrument="own", moment=moment)

    def came(on: str, moment: str = "other") -> Entry:
        return e("questionnaire_answered", on, instrument="own", moment=moment)

    people = (
        person(ENROLLED, sent("2018-04-09"), came("2018-04-09")),
        person(ENROLLED, sent("2018-04-09"), sent("2018-04-20"), came("2018-05-01")),  # reminded, and one person still
        person(ENROLLED, sent("2018-04-09"), came("2018-04-01")),  # of an earlier round
        person(ENROLLED, sent("2018-04-09"), came("2018-05-01", "start")),  # another moment's
        person(ENROLLED, came("2018-04-10")),  # was sent none
        person(ENROLLED, sent("2018-06-01", "discharge"), came("2018-06-02", "discharge")),
    )
    assert values("questionnaires", *people)["answered_of_sent"] == {"own discharge": 1, "own other": 2 / 4}
    assert values("questionnaires", *people, end="2018-04-30")["answered_of_sent"] == {"own other": 1 / 4}
    assert values("questionnaires", *people, start="2018-07-01")["answered_of_sent"] == NOBODY


def test_two_months_into_work_is_due_and_matched_where_the_programme_asks_then() -> None:
    survey = programme(survey=Questionnaire(name="Enkät", moments=("work_followup",)))
    told = e("questionnaire_answered", "2018-05-10", instrument="survey", moment="other", total=3)
    hired = person(ENROLLED, job("2018-03-01"), told)  # 1 May
    found = values("questionnaires", hired, ONCE, programme=survey)
    assert found["answered_of_due"] == {"survey work_followup": 1}
    assert found["n"]["survey (total) work_followup"] == 1


def test_the_cut_off_is_the_programmes() -> None:
    assert values("questionnaires", BETTER, WORSE, programme=DUE)["raised"] == {
        "ghq12 (ghq) start": 1 / 2,
        "ghq12 (ghq) six_months": 1,
    }
    assert values("questionnaires", BETTER, WORSE)["raised"] == NOBODY


days = st.dates(min_value=date(2018, 1, 1), max_value=date(2018, 12, 31))
answers = st.tuples(days, st.sampled_from(["start", "six_months", "discharge", "other"]), st.integers(0, 12))


@settings(deadline=None, max_examples=40)
@always(st.lists(answers, max_size=6), st.randoms())
def test_the_order_of_answers_of_a_day_changes_nothing_and_none_counts_twice(given: list[Any], random: Any) -> None:
    told = [ghq(day.isoformat(), moment, total) for day, moment, total in given]
    mixed = random.sample(told, len(told))
    story = (ENROLLED, discharged("2018-09-01"))
    found = values("questionnaires", person(*story, *told))
    assert found == values("questionnaires", person(*story, *mixed))
    assert sum(found["n"].values()) <= len(told)
    assert all(count <= 1 for key, count in found["n"].items() if not key.endswith("other"))


def test_a_change_for_the_worse_and_none_for_the_better_can_be_printed() -> None:
    same = person(ENROLLED, mansa("2018-01-01", "start", 4), mansa("2018-07-01", "six_months", 4), gender="woman")
    console = Console(width=120, record=True, file=StringIO())
    console.print(as_table(told("questionnaires", BETTER, same)))
    [row] = [
        line
        for line in console.export_text().splitlines()
        if line.startswith("ghq12 (ghq) six months") and "-4" in line
    ]
    assert row.split() == ["ghq12", "(ghq)", "six", "months", "-4", "██████████████", "-4", "–"]  # no man, so no mean
