"""Society's economics: who is in the reckoning, what is saved, what comes back, all worked out by hand."""

from typing import Any

import msgspec
import pytest
from hypothesis import given as always
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journey.domain.errors import WrongInput
from journey.domain.history import History
from journey.domain.rates import MEANING, MoneyRate
from journey.domain.settings import Settings
from projections.reports import Report

from . import given as spec
from .given import (
    PROGRAMME,
    RATES,
    Entry,
    Figures,
    background,
    discharged,
    e,
    enrolled,
    job,
    person,
    pick,
    studies,
    team,
    told_outside,
)

COSTING = replace(PROGRAMME, settings=Settings(cost_year=1_000_000))
"""The programme of most of these tests: its file says what it costs."""


def values(kind: str, *people: History, **question: Any) -> dict[str, Any]:
    return spec.values(kind, *people, **{"programme": COSTING, **question})


def figures(kind: str, *people: History, **question: Any) -> Figures:
    return spec.figures(kind, *people, **{"programme": COSTING, **question})


def told(kind: str, *people: History, **question: Any) -> Report:
    return spec.told(kind, *people, **{"programme": COSTING, **question})


FK = {"source": "sickness_benefit", "payer": "FK", "amount": 16000, "tax": 4000}
IFO = {"source": "social_assistance", "payer": "IFO", "amount": 10000, "tax": 0}
AID = {"source": "student_aid", "payer": "CSN", "amount": 10172, "tax": 0}


def before(*incomes: dict[str, Any], on: str = "2018-01-08") -> Entry:
    return background(on, incomes=list(incomes))


def after(on: str, *incomes: dict[str, Any]) -> Entry:
    return e("incomes_recorded", on, incomes=list(incomes))


def housing(on: str, hours: float) -> Entry:
    return e("housing_support_recorded", on, hours_per_week=hours)


ENROLLED = enrolled("2018-01-08")
HIRED = person(ENROLLED, before(FK), job("2018-03-01", wage=20000, subsidy=9000), gender="woman")
ASSISTED = person(
    ENROLLED, before(IFO), job("2018-03-01", wage=30000), housing("2018-01-08", 6), housing("2018-05-01", 2)
)
STUDENT = person(ENROLLED, before(FK), studies("2018-04-01"), after("2018-04-01", AID))
UNKNOWN = person(ENROLLED, job("2018-03-01", wage=18000))
LEFT = person(ENROLLED, before(FK), discharged("2018-02-01"))


def row(*entries: Entry, **question: Any) -> dict[str, Any]:
    """The one person's cells of both tables."""
    found = values("economics", person(*entries), **question)
    return found["people"][0] | found["people_savings"][0]


def test_the_columns_of_one_person() -> None:
    found = values("economics", HIRED)
    assert pick(found, "benefits_before_year", "tax_before_year", "wages_year", "subsidies_year") == {
        "benefits_before_year": 192000,
        "tax_before_year": 48000,
        "wages_year": 240000,
        "subsidies_year": 108000,
    }
    assert found["extra_tax_year"] == 12 * (6600 - 4000)  # 33 % of 20,000 less the tax on the benefit
    assert found["production_year"] == 12 * 28000  # 1.4 x 20,000
    assert found["saved_by_payer_year"] == {"FK": 192000}


def test_society_and_municipality_gain() -> None:
    found = values("economics", HIRED, ASSISTED)
    house = 4 * 52 * 470.86
    assert found["housing_support_saved_year"] == pytest.approx(house)
    assert found["municipality_gain_year"] == pytest.approx(120000 + house)
    # Saved 192,000 + 120,000; extra tax 12 x 2,600 and 12 x 9,900; less a million for the programme.
    result = 312000 + house + 31200 + 118800
    assert found["society_gain_year"] == pytest.approx(result - 1_000_000)
    assert found["counterfactual_low"] == pytest.approx(result * 0.5 - 1_000_000)
    assert found["counterfactual_high"] == pytest.approx(result * 0.75 - 1_000_000)
    assert found["perspectives_year"]["society"] == pytest.approx(result)


def test_who_began_nothing_or_whose_incomes_are_not_known_is_left_out_and_counted() -> None:
    found = values("economics", HIRED, UNKNOWN, LEFT)
    assert pick(found, "starters", "left_out") == {"starters": 1, "left_out": 1}
    assert found["wages_year"] == 240000


def test_only_starts_in_the_window_count() -> None:
    assert values("economics", HIRED, start="2018-03-01", end="2018-03-01")["starters"] == 1
    assert values("economics", HIRED, start="2018-03-02")["starters"] == 0
    assert values("economics", HIRED, end="2018-02-28")["starters"] == 0
    assert (
        values("economics", person(job("2018-01-07", wage=1), ENROLLED, before(FK, on="2018-01-02")))["starters"] == 0
    )
    sheltered = person(ENROLLED, before(FK), job("2018-03-01", competitive=False, wage=9000))
    assert values("economics", sheltered)["starters"] == 0


def test_a_students_aid_is_no_saving_of_anybodys_and_the_tax_on_the_benefit_is_lost() -> None:
    found = values("economics", STUDENT)
    assert found["saved_by_payer_year"] == {"FK": 192000}
    assert (found["wages_year"], found["extra_tax_year"]) == (0, -48000)
    assert found["people_savings"][0]["flags"] == ""
    # The person had 16,000 - 4,000 and has 10,172.
    assert found["perspectives_year"]["participants"] == 12 * (10172 - 12000)


def test_a_later_record_that_still_has_the_benefit_reduces_the_saving() -> None:
    half = {**FK, "amount": 6000, "tax": 1000}
    found = row(ENROLLED, before(FK, IFO), job("2018-03-01", wage=20000), after("2018-06-01", half))
    assert pick(found, "FK", "IFO", "flags") == {"FK": 10000, "IFO": 10000, "flags": "part of the benefits goes on"}
    assert found["extra_tax"] == 6600 - 4000  # the tax on what goes on is not added back
    assert found["net_after"] == 20000 * 0.67 + 6000 - 1000


def test_the_last_record_by_the_end_of_the_window_says_what_is_paid_after() -> None:
    told_twice = (ENROLLED, before(FK), job("2018-03-01", wage=1), after("2018-03-01", FK), after("2018-09-01"))
    assert row(*told_twice)["FK"] == 16000
    assert row(*told_twice, end="2018-08-31")["FK"] == 0


def test_without_a_later_record_the_benefit_counts_as_ended_and_the_row_says_so() -> None:
    assert row(ENROLLED, before(FK), job("2018-03-01", wage=1))["flags"] == "no later income recorded: counted as ended"
    assert row(ENROLLED, before(), job("2018-03-01", wage=1))["flags"] == ""


def test_what_was_paid_before_is_the_last_record_before_the_start() -> None:
    both = (ENROLLED, before(IFO), after("2018-02-01", FK), job("2018-03-01", wage=1))
    assert values("economics", person(*both))["saved_by_payer_year"] == {"FK": 192000}
    same_day = (ENROLLED, before(IFO, on="2018-03-01"), job("2018-03-01", wage=1), after("2018-03-01", FK))
    assert values("economics", person(*same_day))["saved_by_payer_year"] == {"IFO": 120000, "FK": -192000}
    assert values("economics", person(ENROLLED, job("2018-03-01", wage=1), after("2018-03-01", FK)))["starters"] == 0


def test_wages_among_the_incomes_are_no_benefits() -> None:
    shop = {"source": "wage", "payer": "employer", "amount": 5000, "tax": 1000}
    found = row(ENROLLED, before(FK, shop), job("2018-03-01", wage=20000), after("2018-03-01", shop))
    assert pick(found, "benefits_before", "tax_before", "extra_tax", "FK") == {
        "benefits_before": 16000,
        "tax_before": 4000,
        "extra_tax": 2600,
        "FK": 16000,
    }


def test_wage_and_subsidy_are_those_at_the_end_of_the_window() -> None:
    raised = e("job_changed", "2018-06-01", job="job", wage=25000, subsidised=False)
    story = (ENROLLED, before(FK), job("2018-03-01", wage=20000, subsidy=9000), raised)
    assert pick(row(*story), "wages", "subsidies") == {"wages": 25000, "subsidies": 0}
    assert pick(row(*story, end="2018-05-31"), "wages", "subsidies") == {"wages": 20000, "subsidies": 9000}


def test_two_jobs_at_once_are_added_and_one_that_ended_is_not() -> None:
    first, second = job("2018-03-01", "a", wage=10000), job("2018-05-01", "b", wage=8000)
    over = e("job_ended", "2018-06-01", job="a")
    assert row(ENROLLED, before(FK), first, second)["wages"] == 18000
    assert row(ENROLLED, before(FK), first, second, over)["wages"] == 8000


def test_a_lost_job_counts_as_it_last_was_and_the_row_says_so() -> None:
    lost = row(ENROLLED, before(), job("2018-03-01", wage=10000), e("job_ended", "2018-06-01", job="job"))
    assert pick(lost, "wages", "flags") == {"wages": 10000, "flags": "the job has ended: counted as it last was"}
    assert row(ENROLLED, before(), job("2018-03-01"))["flags"] == "no wage recorded: counted as none"
    over = e("studies_ended", "2018-06-01", studies="studies")
    assert row(ENROLLED, before(), studies("2018-03-01"), over)["flags"] == "the studies have ended"


# -- housing support: of everybody whose hours are on record before and after -----------------------------------------
def hours(*entries: Entry, **question: Any) -> list[tuple[float, float, str]]:
    rows = values("economics", person(*entries), **question)["housing_support"]
    return [(row["before"], row["after"], row["did"]) for row in rows]


def test_housing_support_that_was_not_recorded_again_saves_nothing() -> None:
    once = (ENROLLED, before(), job("2018-03-01", wage=1), housing("2018-01-08", 6))
    assert hours(*once) == []
    assert hours(*once, housing("2018-03-01", 4.5)) == [(6, 4.5, "work")]
    assert hours(*once, housing("2018-04-01", 8)) == [(6, 8, "work")]  # more than before: a saving below nothing


def test_it_counts_everybody_whether_they_began_work_or_not_and_whatever_is_known_of_their_incomes() -> None:
    """The source's Table 4: 16 hours a week, 832 a year."""
    six = [
        person(ENROLLED, studies("2018-02-01"), housing("2018-01-08", 5), housing("2018-06-01", 2.5)),
        person(ENROLLED, social("2018-02-01"), housing("2018-01-08", 6), housing("2018-06-01", 2)),
        person(ENROLLED, before(FK), job("2018-02-01", wage=1), housing("2018-01-08", 2), housing("2018-06-01", 0)),
        person(ENROLLED, job("2018-02-01"), housing("2018-01-08", 4), housing("2018-06-01", 0)),
        person(ENROLLED, social("2018-02-01"), housing("2018-01-08", 2), housing("2018-06-01", 0)),
        person(ENROLLED, social("2018-02-01"), housing("2018-01-08", 1.5), housing("2018-06-01", 0)),
    ]
    found = values("economics", *six, LEFT)
    assert (found["starters"], found["housing_support_persons"]) == (1, 6)
    assert found["housing_support_hours_week"] == 16
    assert found["housing_support_saved_year"] == pytest.approx(391_755.52)
    assert sum(row["hours_year"] for row in found["housing_support"]) == 832
    assert [row["did"] for row in found["housing_support"]].count("social training") == 3
    assert found["municipality_gain_year"] == found["housing_support_saved_year"]
    alone = values("economics", *six[3:])
    assert (alone["starters"], alone["society_gain_year"]) == (0, pytest.approx(7.5 * 52 * 470.86 - 1_000_000))
    assert alone["month"]["housing_support_saved"] == pytest.approx(7.5 * 52 * 470.86 / 12)


def social(on: str) -> Entry:
    return e("placement_started", on, placement="p", kind="social_training")


def test_before_is_what_was_in_force_at_enrolment_and_after_is_the_last_record_of_the_window() -> None:
    long_ago = (housing("2017-01-01", 9), housing("2017-12-01", 7))
    story = (*long_ago, ENROLLED, housing("2018-03-01", 5), housing("2018-09-01", 1))
    assert hours(*story) == [(7, 1, "neither work, studies nor a placement")]
    assert hours(*story, end="2018-08-31")[0][:2] == (7, 5)
    assert hours(*story, start="2018-04-01")[0][:2] == (5, 1)  # what fell before the window is not saved in it
    assert hours(*story, start="2018-10-01") == []
    assert hours(*long_ago, e("referred", "2018-01-08", source="self"), housing("2018-03-01", 5)) == []


@settings(deadline=None, max_examples=30)
@always(st.lists(st.lists(st.integers(0, 80), max_size=4), max_size=5))
def test_what_is_saved_is_what_everybody_has_less_added_up_in_any_order(lives: list[list[int]]) -> None:
    people = [
        person(ENROLLED, *(housing(f"2018-0{month}-01", quarter / 4) for month, quarter in enumerate(life, 2)))
        for life in lives
    ]
    found = values("economics", *people)
    less = sum((life[0] - life[-1]) / 4 for life in lives if len(life) > 1)
    assert found["housing_support_saved_year"] == pytest.approx(less * 52 * 470.86)
    assert found["housing_support_persons"] == sum(len(life) > 1 for life in lives)
    assert found == values("economics", *reversed(people))


# -- tax, and the years after the first --------------------------------------------------------------------------------
def test_two_thirds_of_the_extra_tax_are_the_municipalitys() -> None:
    assert values("economics", HIRED)["tax_municipal_year"] == pytest.approx(31_200 * 2 / 3)


def test_benefits_and_housing_support_are_saved_together_before_tax() -> None:
    found = values("economics", HIRED, ASSISTED)
    assert found["saved_with_housing_year"] == pytest.approx(312_000 + 4 * 52 * 470.86)


def test_ten_a_year_of_whom_half_stay_are_fifteen_in_the_third_year() -> None:
    ten = [HIRED] * 10
    found = values("economics", *ten)
    first = 10 * (192_000 + 31_200)
    assert found["accumulated"] == {f"year {n}": first * n / 2 for n in (1, 2, 3, 4, 5)}
    third = found["accumulated_parts"][2]
    assert pick(third, "year", "persons", "benefits", "extra_tax", "housing_support", "result") == {
        "year": 3,
        "persons": 15,
        "benefits": 1_920_000 * 1.5,
        "extra_tax": 312_000 * 1.5,
        "housing_support": 0,
        "result": first * 1.5,
    }
    assert values("economics", LEFT)["accumulated"] == {}


def test_a_sixteenth_of_the_sickness_benefit_falls_away_in_the_second_year_before_tax() -> None:
    assert values("economics", HIRED)["sickness_lower_year"] == 192_000 / 16
    assert values("economics", ASSISTED)["sickness_lower_year"] == 0


def test_the_years_of_the_benefit_period_with_and_without_the_fall_of_sickness_benefit() -> None:
    found = values("economics", HIRED)
    first = 192000 + 31200
    assert found["result_by_year"] == {"year 1": first} | {f"year {n}": first / 2 for n in (2, 3, 4, 5)}
    # 75 instead of 80 % of the income: a sixteenth of the benefit after tax, 12,000 a month, would not be saved.
    less = (first - 12 * 12000 / 16) / 2
    assert found["result_by_year_lower_sickness"] == {"year 1": first} | {f"year {n}": less for n in (2, 3, 4, 5)}
    assert found["benefit_period_gain"] == first + 4 * first / 2 - 1_000_000


def test_every_rate_is_printed_with_its_day_and_source() -> None:
    dear = MoneyRate(
        value=500, valid_from=RATES.housing_support_hour[0].valid_from.replace(year=2019), source="a guess"
    )
    changed = msgspec.structs.replace(RATES, housing_support_hour=(*RATES.housing_support_hour, dear))
    printed = {rate["rate"]: rate for rate in values("economics", HIRED, rates=changed)["rates"]}
    assert printed["housing_support_hour"]["value"] == 470.86
    later = {rate["rate"]: rate for rate in values("economics", HIRED, rates=changed, as_of="2019-06-30")["rates"]}
    assert pick(later["housing_support_hour"], "value", "valid_from", "source") == {
        "value": 500,
        "valid_from": "2019-01-01",
        "source": "a guess",
    }
    assert set(printed) == set(MEANING) - {"programme_cost_year"}  # which is set nowhere


# -- what the programme costs ------------------------------------------------------------------------------------------
def cost(period: str, amount: float, on: str = "2018-12-01", **keys: Any) -> Entry:
    return e("cost_recorded", on, period=period, amount=amount, **keys)


def costs(*entries: Entry, **question: Any) -> tuple[float | None, str]:
    found = values("economics", HIRED, own=team(*entries), **question)
    result = 192_000 + 31_200
    year = found["programme_cost_year"]
    assert found["society_gain_year"] == (None if year is None else pytest.approx(result - year))
    (row,) = found["programme_cost"]
    assert row["year"] == year
    return year, row["basis"]


def test_a_programme_whose_cost_nobody_knows_has_no_gain_after_it_and_says_so() -> None:
    why = "none: no costs are recorded, and the programme's file has no cost_year"
    assert costs(programme=PROGRAMME) == (None, why)
    found = values("economics", HIRED, programme=PROGRAMME)
    assert (found["counterfactual_low"], found["benefit_period_gain"]) == (None, None)
    assert found["result_by_year"]["year 1"] == 192_000 + 31_200  # before the cost there is one


def test_the_programmes_own_file_says_it_where_nothing_is_recorded() -> None:
    assert costs() == (1_000_000, "the programme's file (cost_year)")


def test_recorded_costs_go_before_it_by_the_months_they_are_about() -> None:
    ten_months = (cost("2018-H1", 400_000), cost("2018-07", 70_000), cost("2018-T3", 100_000), cost("2018-T3", 110_000))
    # July to December lack one month: 400,000 + 70,000 + 210,000 are of eleven.
    year, basis = costs(*ten_months, start="2018-01-01")
    assert year == pytest.approx(680_000 / 11 * 12)
    assert basis == "costs recorded for months of the window"
    (row,) = values("economics", HIRED, own=team(*ten_months), start="2018-01-01")["programme_cost"]
    assert (row["amount"], row["months"]) == (680_000, 11)
    assert costs(cost("2018", 1_200_000, payer="region"), start="2018-01-01")[0] == 1_200_000
    assert costs(cost("2018", 1_200_000), start="2018-02-15", end="2018-04-15")[0] == 1_200_000  # three months of it
    assert costs(cost("2017", 5), start="2018-01-01")[1] == "the programme's file (cost_year)"  # of other days


def test_a_rate_of_ones_own_counts_too_the_programmes_own_first() -> None:
    day = RATES.tax_on_wages[0].valid_from
    everybodys = MoneyRate(value=3_000_000, valid_from=day, source="all")
    own = MoneyRate(value=2_000_000, valid_from=day, source="x", programme="prov")
    others = msgspec.structs.replace(own, programme="another")

    def rated(*rates: MoneyRate) -> Any:
        return msgspec.structs.replace(RATES, programme_cost_year=rates)

    assert costs(rates=rated(everybodys, own)) == (2_000_000, "a rate of the programme's own: x")
    assert costs(rates=rated(everybodys, others))[0] == 1_000_000  # the file's
    assert costs(rates=rated(everybodys), programme=PROGRAMME) == (3_000_000, "a rate for every programme: all")
    assert costs(rates=rated(others), programme=PROGRAMME)[0] is None


def test_the_budget_is_held_against_the_cost_quarter_by_quarter() -> None:
    own = team(
        e("budget_set", "2018-01-02", year=2018, amount=900_000),
        e("budget_set", "2018-01-02", year=2018, amount=200_000, payer="region"),
        e("budget_set", "2018-02-02", year=2018, amount=1_000_000),  # set anew
        cost("2018-Q1", 310_000),
        cost("2018-04", 90_000),
        cost("2018-H2", 500_000),
        cost("2019-01", 1),
    )
    rows = values("economics", own=own, start="2018-01-01")["budget"]
    assert [(row["quarter"], row["budget"], row["cost"], row["left"], row["remark"]) for row in rows] == [
        ("2018-Q1", 300_000, 310_000, -10_000, None),
        ("2018-Q2", 300_000, 90_000, 210_000, "recorded for 1 of 3 months"),
        ("2018-Q3", 300_000, 250_000, 50_000, "partly of a longer period, spread evenly"),
        ("2018-Q4", 300_000, 250_000, 50_000, "partly of a longer period, spread evenly"),
    ]
    unbudgeted = values("economics", own=team(cost("2018-05", 7)), start="2018-01-01")["budget"]
    assert [(row["quarter"], row["budget"], row["cost"], row["left"]) for row in unbudgeted] == [
        ("2018-Q2", None, 7, None)
    ]
    only_budget = team(e("budget_set", "2018-01-02", year=2018, amount=4))
    assert values("economics", own=only_budget, start="2018-10-01")["budget"][0]["remark"] == "no cost recorded"


def test_nobody_to_count_has_no_gain_at_all() -> None:
    found = values("economics", LEFT)
    assert (found["society_gain_year"], found["counterfactual_low"], found["benefit_period_gain"]) == (None, None, None)


def test_nothing_of_it_is_told_outside() -> None:
    with pytest.raises(WrongInput, match="nothing of it is told outside; allowed: flow"):
        told_outside("economics", HIRED)


def test_women_and_men_are_told_apart_and_the_cost_is_nobodys() -> None:
    found = figures("economics", HIRED, ASSISTED)
    assert found["wages_year"]["by"] == {"gender=woman": 240000, "gender=man": 0, "gender=unknown": 360000}
    assert "by" not in found["society_gain_year"]


@settings(deadline=None, max_examples=20)
@always(st.lists(st.tuples(st.integers(0, 40000), st.integers(0, 9000)), max_size=5))
def test_the_whole_is_the_sum_of_its_persons_whatever_their_order(pays: list[tuple[int, int]]) -> None:
    people = [
        person(ENROLLED, before({**FK, "amount": benefit}), job("2018-03-01", wage=wage + 0.1))
        for wage, benefit in pays
    ]
    whole = values("economics", *people)
    assert whole == values("economics", *reversed(people))
    alone = [values("economics", one)["extra_tax_year"] for one in people]
    assert whole["extra_tax_year"] == pytest.approx(sum(alone))


def test_where_part_of_the_sickness_benefit_goes_on_the_fall_takes_the_tax_that_extra_tax_took() -> None:
    """Of 12,000 taxed with 3,000, 4,000 go on: 8,000 saved; a wage of 20,000 brings 6,600 - 3,000 in tax."""
    sick = {"source": "sickness_benefit", "payer": "FK", "amount": 12000, "tax": 3000}
    kept = {"source": "sickness_benefit", "payer": "FK", "amount": 4000, "tax": 800}
    one = person(ENROLLED, before(sick), job("2018-03-01", wage=20000), after("2018-03-01", kept))
    found = values("economics", one)
    first = 12 * (8000 + 6600 - 3000)
    assert found["result_by_year"]["year 2"] == first / 2
    # A sixteenth: 500 less saved, 187.50 less tax on the old benefit to set off.
    assert found["result_by_year_lower_sickness"]["year 2"] == (first - 12 * (500 - 187.5)) / 2
