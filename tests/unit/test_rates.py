"""Rate files: dated values, laid over the shipped ones rate by rate, and errors that say where and what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.errors import ConfigError
from journey.domain.rates import MEANING, Rates
from journey.engine.loading.rates import load_rates
from tests.cases import every

TAX = '[[tax_on_wages]]\nvalue = {}\nvalid_from = {}\nsource = "the tax agency"\n'
SHIPPED = load_rates(None)


def written(folder: Path, text: str, name: str = "economics.toml") -> Path:
    (folder / "rates").mkdir(exist_ok=True)
    (folder / "rates" / name).write_text(text, encoding="utf-8")
    return folder


def test_every_rate_is_shipped_with_its_day_and_its_source() -> None:
    for name in Rates.__struct_fields__:
        values = getattr(SHIPPED, name)
        assert values or name == "programme_cost_year"  # what a programme costs stands in its own file
        assert all(value.valid_from and value.source for value in values)
    assert set(MEANING) == set(Rates.__struct_fields__) - {"ghq12_to_eq5d"}


def test_the_shipped_values_are_those_of_the_source() -> None:
    day = date(2018, 5, 31)
    assert {name: SHIPPED.on(name, day, "hudiksvall").value for name in MEANING if getattr(SHIPPED, name)} == {
        "tax_on_wages": 0.33,
        "production_factor": 1.4,
        "housing_support_hour": 470.86,
        "counterfactual_least": 0.25,
        "counterfactual_most": 0.5,
        "benefit_period_years": 5,
        "self_supporting_share": 0.5,
        "sickness_first_year": 0.8,
        "sickness_later_years": 0.75,
        "municipal_share_of_tax": 0.6666666667,
    }
    swedish, uk = SHIPPED.crosswalks(day)
    assert (swedish.tariff, uk.tariff) == ("Swedish", "UK")
    assert swedish.values == (0.93, 0.89, 0.87, 0.85, 0.84, 0.83, 0.82, 0.80, 0.78, 0.77, 0.77, 0.73, 0.69)
    assert uk.values == (0.85, 0.76, 0.71, 0.69, 0.67, 0.63, 0.63, 0.58, 0.54, 0.53, 0.54, 0.44, 0.36)


def test_a_value_holds_from_its_day_and_the_first_one_covers_all_before(tmp_path: Path) -> None:
    text = TAX.format(0.35, "2020-01-01") + TAX.format(0.33, "2017-01-01") + TAX.format(0.3, "2024-01-01")
    rates = load_rates(written(tmp_path, text))
    days = ("1999-01-01", "2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01")
    found = [rates.on("tax_on_wages", date.fromisoformat(day), "p").value for day in days]
    assert found == [0.33, 0.33, 0.35, 0.35, 0.3]


def test_what_a_folder_does_not_name_stays_as_shipped(tmp_path: Path) -> None:
    assert load_rates(tmp_path) == SHIPPED
    own = load_rates(written(tmp_path, TAX.format(0.31, "2024-01-01"), "ours.toml"))
    assert own.tax_on_wages[0].value == 0.31
    assert (own.production_factor, own.ghq12_to_eq5d) == (SHIPPED.production_factor, SHIPPED.ghq12_to_eq5d)


def test_a_programmes_own_value_is_its_own(tmp_path: Path) -> None:
    cost = '[[programme_cost_year]]\nvalue = {}\nvalid_from = 2017-01-01\nsource = "x"\n{}'
    rates = load_rates(written(tmp_path, cost.format(5, "") + cost.format(7, 'programme = "uppsala"\n')))
    assert rates.on("programme_cost_year", date(2018, 1, 1), "uppsala").value == 7
    assert rates.on("programme_cost_year", date(2018, 1, 1), "hudiksvall").value == 5


def test_a_rate_that_is_not_set_is_asked_for_in_vain() -> None:
    with pytest.raises(LookupError):
        Rates().on("tax_on_wages", date(2018, 1, 1), "p")


CROSSWALK = '[[ghq12_to_eq5d]]\ntariff = "X"\nmethod = "m"\nvalues = {}\nvalid_from = 2016-01-01\nsource = "s"\n'


@every(
    "text, message",
    [
        ("tax_on_wage = 1", "tax_on_wage: is unknown (did you mean tax_on_wages?)"),
        ("tax_on_wages = 0.33", "tax_on_wages: is no list of values; write at least one [[tax_on_wages]]"),
        ("tax_on_wages = []", "tax_on_wages: is no list of values"),
        ("tax_on_wages = [0.33]", "tax_on_wages[0]: 0.33 is no table"),
        (TAX.format(1.5, "2017-01-01"), "tax_on_wages[0].value: 1.5 is not allowed; write a fraction from 0 to 1"),
        (TAX.format("true", "2017-01-01"), "tax_on_wages[0].value: true is not allowed"),
        (TAX.format(0.3, '"2017"'), 'tax_on_wages[0].valid_from: "2017" is not allowed; write a date'),
        (TAX.format(0.3, "2017-01-01").replace("source", "from"), "tax_on_wages[0].from: is unknown"),
        ("[[tax_on_wages]]\nvalue = 0.3\nvalid_from = 2017-01-01\n", "tax_on_wages[0].source: is missing"),
        (TAX.format(0.3, "2017-01-01") * 2, "tax_on_wages[0].valid_from: 2017-01-01 stands twice"),
        (TAX.format(0, "2017-01-01").replace("tax_on_wages", "sickness_first_year"), "sickness_first_year[0].value: 0"),
        (CROSSWALK.format([0.5] * 12), "ghq12_to_eq5d[0].values: has 12 numbers; write 13, for the totals 0 to 12"),
        (CROSSWALK.format([0.5] * 12 + [1.5]), "ghq12_to_eq5d[0].values[12]: 1.5 is not allowed"),
        (
            '[[housing_support_hour]]\nvalue = 1\nvalid_from = 2017-01-01\nsource = "x"\nprogramme = "p"\n',
            "housing_support_hour[0].programme: leaves the other programmes without a value",
        ),
        ("[[tax_on_wages]", "is no TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key_and_what_is_allowed(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load_rates(written(tmp_path, text))
    assert str(raised.value).startswith("economics.toml: ")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_rate_stands_in_one_file_of_a_folder(tmp_path: Path) -> None:
    written(tmp_path, TAX.format(0.3, "2017-01-01"), "a.toml")
    with pytest.raises(ConfigError, match=r"^b\.toml: tax_on_wages: stands in another file"):
        load_rates(written(tmp_path, TAX.format(0.3, "2018-01-01"), "b.toml"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere: is no folder"):
        load_rates(tmp_path / "nowhere")
