"""How sure a figure is: intervals against tables worked out elsewhere, small groups said in words, benchmarks beside."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.benchmarks import in_force
from journey.domain.errors import ConfigError
from journey.engine.loading.benchmarks import load_benchmarks
from projections.reports import KINDS, REGISTRY
from projections.reports.intervals import Z, wilson
from projections.reports.survival import Wait, curve, median_interval, numbers_at_risk
from tests.cases import every

from .given import background, discharged, e, enrolled, figures, job, person, told_outside
from .test_survival import PLACEBO, TREATED, WAITS, waits

# statsmodels 0.15.0, proportion_confint(…, method="wilson")
WILSON = {
    (11, 39): (0.16543492088847672, 0.4377531948302082),
    (0, 10): (0.0, 0.27753279986288926),
    (10, 10): (0.7224672001371106, 1.0),
    (1, 2): (0.09453120573423068, 0.9054687942657693),
    (16, 60): (0.1713264000328055, 0.39008713096683645),
    (3, 4): (0.30064184258240184, 0.9544127391902995),
}
# lifelines 0.30.3, KaplanMeierFitter().confidence_interval_, the data of Freireich et al. 1963
GREENWOOD = {
    TREATED: {
        6: (0.619718, 0.951552),
        7: (0.563147, 0.922809),
        10: (0.5032, 0.889362),
        13: (0.43161, 0.849066),
        16: (0.367511, 0.804912),
        22: (0.267779, 0.746791),
        23: (0.188052, 0.680143),
    },
    PLACEBO: {
        1: (0.670046, 0.975294),
        2: (0.568905, 0.923889),
        3: (0.519391, 0.893257),
        4: (0.42535, 0.825044),
        5: (0.337977, 0.749241),
        8: (0.183067, 0.577789),
        11: (0.116561, 0.48182),
        12: (0.059482, 0.377435),
        15: (0.035657, 0.321162),
        17: (0.016259, 0.26125),
        22: (0.003324, 0.197045),
    },
}


@pytest.mark.parametrize("share", WILSON)
def test_an_interval_of_a_share_is_the_one_statsmodels_gives(share: tuple[int, int]) -> None:
    assert wilson(*share) == pytest.approx(WILSON[share], abs=1e-12)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_bounds_are_the_shares_that_lie_so_many_standard_errors_away(numerator: int, denominator: int) -> None:
    interval = wilson(numerator, denominator)
    if numerator > denominator:
        assert interval is None
        return
    assert interval is not None
    share, square = Fraction(numerator, denominator), Fraction(Z) ** 2
    assert 0 <= interval[0] <= share <= interval[1] <= 1
    for bound in map(Fraction, interval):  # the equation that defines them, in exact numbers
        assert isclose((share - bound) ** 2 * denominator, square * bound * (1 - bound), abs_tol=1e-9)


def test_nobody_makes_no_interval() -> None:
    assert wilson(0, 0) is None


@every("data", GREENWOOD)
def test_an_interval_of_a_curve_is_the_one_lifelines_gives(data: str) -> None:
    points = {point.day: (point.low, point.high) for point in curve(waits(data)) if point.events and point.waiting}
    assert list(points) == list(GREENWOOD[data])
    for day, bounds in GREENWOOD[data].items():
        assert points[day] == pytest.approx(bounds, abs=1e-6)


def test_an_interval_of_a_median_is_the_one_lifelines_gives() -> None:
    assert median_interval(curve(waits(TREATED))) == (13, None)
    assert median_interval(curve(waits(PLACEBO))) == (4, 11)


@given(WAITS)
def test_an_interval_of_a_curve_holds_the_curve(waited: list[Wait]) -> None:
    for point in curve(waited):
        if point.low is not None and point.high is not None:
            assert 0 <= point.low <= point.waiting + Fraction(1, 10**9)
            assert point.waiting - Fraction(1, 10**9) <= point.high <= 1


@given(WAITS)
def test_numbers_at_risk_are_those_who_still_wait(waited: list[Wait]) -> None:
    told = numbers_at_risk(waited)
    assert told["0"] == len(waited)
    assert all(count == sum(wait.days >= int(day) for wait in waited) for day, count in told.items())


def test_every_share_has_numerator_denominator_and_interval_also_by_gender_and_age() -> None:
    old = background("2017-01-01", birth_year=1950)
    people = [
        person(old, enrolled("2018-01-08"), job("2018-02-01"), gender="woman"),
        person(old, enrolled("2018-01-08"), discharged("2018-04-01"), gender="woman"),
        person(enrolled("2018-01-08"), job("2018-02-01"), discharged("2018-05-01"), gender="man"),
    ]
    for kind in KINDS:
        for key, figure in figures(kind, *people).items():
            proportion = next(one for one in REGISTRY[kind].figures if one.key == key).proportion
            if figure["unit"] != "share" or not proportion or isinstance(figure["value"], dict):
                continue
            for part in (figure, *figure.get("parts", {}).values()):
                assert {"numerator", "denominator"} <= set(part)
                expected = wilson(part["numerator"], part["denominator"])
                assert part.get("interval") == expected
    share = figures("outcomes", *people)["employed_share_enrolled"]
    assert set(share["parts"]) == set(share["by"]) == {"gender=woman", "gender=man", "age_band=≥58", "age_band=unknown"}
    assert (share["parts"]["age_band=≥58"]["numerator"], share["parts"]["age_band=≥58"]["denominator"]) == (1, 2)
    quarters = figures("outcomes", *people)["quarterly_employment_rate"]
    assert quarters["categories"]["2018-Q1"]["interval"] == wilson(2, 3)
    assert quarters["parts"]["gender=man"]["categories"]["2018-Q1"]["denominator"] == 1


def test_a_median_wait_has_an_interval_and_the_numbers_at_risk_also_by_gender() -> None:
    people = [
        person(e("referred", "2018-01-01", source="self"), enrolled(f"2018-0{month}-01"), gender="woman")
        for month in (2, 3, 4, 5)
    ]
    waits_still = person(e("referred", "2018-06-01", source="family"), gender="man")
    gave_up = person(e("referred", "2018-01-01", source="self"), e("declined", "2018-01-11", reason="moved"))
    report = figures("flow", *people, waits_still, gave_up)
    found = report["days_referral_to_enrolment"]
    assert (found["value"], found["people"], found["uncertain"]) == (90, 6, True)
    assert found["at_risk"] == {"0": 6, "30": 5, "60": 3, "90": 3, "180": 1}
    assert found["interval"][0] == 31
    assert found["parts"]["gender=woman"]["at_risk"]["0"] == 4
    assert report["referrals_by_source"]["value"] == {"self": 5, "family": 1}


def test_a_figure_that_rests_on_fewer_than_twenty_people_says_so() -> None:
    def share(count: int) -> dict[str, object]:
        return figures("outcomes", *[person(enrolled("2018-01-08"))] * count)["employed_share_enrolled"]

    assert share(19)["uncertain"] is True
    assert "uncertain" not in share(20)


def test_outside_no_interval_no_part_and_no_age_is_told() -> None:
    from projections.reports import as_json

    people = [person(enrolled("2018-01-08"), gender="woman")] * 30
    for figure in as_json(told_outside("outcomes", *people))["figures"]:
        assert not {"interval", "parts", "at_risk", "categories", "people"} & set(figure)
        assert not any(part.startswith("age_band") for part in figure.get("by", {}))


# -- benchmarks --------------------------------------------------------------------------------------------------------


def test_benchmarks_stand_beside_the_figure_they_belong_to() -> None:
    found = figures("outcomes", person(enrolled("2018-01-08")))
    assert [one["value"] for one in found["employed_within_18_months"]["benchmarks"]] == [0.46, 0.11]
    assert [one["value"] for one in found["quarterly_employment_rate"]["benchmarks"]] == [0.31, 0.41, 0.50]
    assert all("(?)" in one["source"] for one in found["quarterly_employment_rate"]["benchmarks"])
    assert "benchmarks" not in found["employed_ever"]


def test_every_shipped_benchmark_belongs_to_a_share_that_exists() -> None:
    for one in load_benchmarks(None):
        report, _, key = one.figure.partition(".")
        [definition] = [figure for figure in REGISTRY[report].figures if figure.key == key]
        assert definition.unit == "share"
        assert "benchmarks" in REGISTRY[report].needs


BENCHMARK = '[[benchmark]]\nfigure = "outcomes.x"\nname = "A"\nvalue = 0.3\nvalid_from = 2020-01-01\nsource = "S"\n'


def test_a_later_benchmark_of_the_same_name_takes_the_place_of_the_earlier_from_its_day_on(tmp_path: Path) -> None:
    later = BENCHMARK.replace("0.3", "0.4").replace("2020", "2024")
    (tmp_path / "benchmarks.toml").write_text(later + BENCHMARK, encoding="utf-8")
    held = load_benchmarks(tmp_path)
    days = [day for day in (held[0].valid_from, held[1].valid_from)]
    assert [[one.value for one in in_force(held, "outcomes.x", day)] for day in days] == [[0.4], [0.3]]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (BENCHMARK * 2, "benchmark[1].valid_from: 2020-01-01 stands twice"),
        (BENCHMARK.replace("0.3", "30"), "benchmark[0].value: 30 is not allowed; write"),
        (BENCHMARK.replace("outcomes.x", "outcomes"), "benchmark[0].figure"),
        ("benchmarks = 1\n", "benchmarks: is unknown"),
    ],
)
def test_a_faulty_file_is_refused_in_one_line(tmp_path: Path, written: str, fault: str) -> None:
    (tmp_path / "benchmarks.toml").write_text(written, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_benchmarks(tmp_path)
    assert str(refused.value).startswith(f"benchmarks.toml: {fault}")
