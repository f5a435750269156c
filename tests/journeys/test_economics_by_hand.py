"""Hudiksvall's Table 3 and questionnaires, entered and asked for through the command alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Row, Store
from .hand import Entry, discharged, enrolled, entry

PROGRAMME = """
id = "tabell"
name = "Tabell 3"
starts = 2016-01-01
capacity = {per_fte = 20, budgeted_fte = 2.0}
cost_year = 1_000_000

[questionnaires.ghq12]
name = "GHQ-12"
moments = ["start", "six_months"]
cut_off = 4
negative_items = [1, 2]
"""

IFO, FK, AF = (("social_assistance", "IFO"), ("sickness", "FK"), ("activity_support", "AF"))
ACTIVITY = ("activity_compensation", "FK")

# Benefits with the tax on them, sector, extent, wage, subsidy; row 10 studies instead.
TABLE: list[tuple[list[tuple[tuple[str, str], int, int]], str, int, int | None, int | None]] = [
    ([(IFO, 4300, 0), (FK, 7620, 1753)], "municipal", 100, 15646, 18000),
    ([(IFO, 10000, 0)], "private", 100, 26500, None),
    ([(AF, 16500, 4620)], "non_profit", 100, 18700, 25620),
    ([(FK, 18960, 5309)], "private", 100, 24000, None),
    ([(FK, 21750, 6525)], "private", 100, 27000, None),
    ([(FK, 8850, 2124)], "municipal", 75, 22000, 23100),
    ([(FK, 14070, 3799)], "municipal", 75, 23500, None),
    ([(FK, 12840, 3467)], "municipal", 100, 20000, None),
    ([(FK, 21750, 6307)], "private", 100, 23000, 24150),
    ([(ACTIVITY, 11077, 2769)], "", 100, None, None),
]
EXTRA_TAX = [3410.18, 8745, 1551, 2611, 2385, 5136, 3956, 3133, 1283, -2769]


def rows() -> list[Entry]:
    """The ten people, each starting on a day of its own, so that the rows come in the table's order."""
    told: list[Entry] = []
    for number, (benefits, sector, extent, wage, subsidy) in enumerate(TABLE, 1):
        who, day = f"row-{number}", f"2017-{number:02}-06"
        incomes = [{"source": s, "payer": p, "amount": amount, "tax": tax} for (s, p), amount, tax in benefits]
        told += [enrolled(who, "2016-09-01"), entry("background_recorded", who, "2016-09-01", incomes=incomes)]
        if wage is None:
            told.append(entry("studies_started", who, day, studies="s", kind="university", extent=extent))
            aid = [{"source": "student_loan", "payer": "CSN", "amount": 10172}]
            told.append(entry("incomes_recorded", who, day, incomes=aid))
        else:
            told.append(
                entry(
                    "job_started",
                    who,
                    day,
                    job="j",
                    extent=extent,
                    sector=sector,
                    competitive=True,
                    wage=wage,
                    subsidised=subsidy is not None,
                    subsidy=subsidy,
                )
            )
    return told


OTHERS = [
    enrolled("unknown", "2016-09-01"),
    entry("job_started", "unknown", "2017-05-05", job="j", extent=100, competitive=True, wage=30000),
    enrolled("none", "2016-09-01"),
    entry("housing_support_recorded", "row-2", "2016-10-01", hours_per_week=5),
    entry("housing_support_recorded", "row-2", "2017-05-01", hours_per_week=1),
]
SURVEYS = [
    entry(
        "questionnaire_answered",
        "row-1",
        "2016-09-05",
        instrument="ghq12",
        moment="start",
        answers=[1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0],
    ),
    entry(
        "questionnaire_answered",
        "row-1",
        "2017-03-06",
        instrument="ghq12",
        moment="other",
        answers=[1, 0, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0],
    ),
    entry("questionnaire_answered", "row-2", "2016-09-05", instrument="ghq12", moment="start", total=5),
    discharged("row-2", "2017-09-01"),
]


@pytest.fixture(scope="module")
def told(module_store: Store) -> Store:
    module_store.write_programme(PROGRAMME)
    module_store.load(rows() + OTHERS + SURVEYS, programme="tabell")
    return module_store


@pytest.fixture(scope="module")
def found(told: Store) -> dict[str, Row]:
    return told.figures("economics", "tabell", "--as-of", "2017-12-31")


def value(figures: dict[str, Row], key: str) -> Any:
    return figures[key]["value"]


def test_the_totals_of_table_3_come_out(found: dict[str, Row]) -> None:
    assert value(found, "starters") == 10
    assert value(found, "benefits_before_year") == 147_717 * 12 == 1_772_604
    assert value(found, "tax_before_year") == 36_673 * 12 == 440_076
    assert value(found, "subsidies_year") == 90_870 * 12 == 1_090_440
    assert value(found, "wages_year") == 200_346 * 12 == 2_404_152
    assert value(found, "saved_by_payer_year") == {"IFO": 171_600, "FK": 1_403_004, "AF": 198_000}
    assert value(found, "production_year") == pytest.approx(280_484.40 * 12)
    assert value(found, "extra_tax_year") == pytest.approx(353_294.16)
    month = value(found, "month")
    assert (month["wages"], month["IFO"], month["FK"], month["AF"]) == (200_346, 14_300, 116_917, 16_500)
    assert (month["production"], month["extra_tax"]) == (280_484.4, 29_441.18)  # exact: nothing is rounded on the way


def test_each_row_shows_its_arithmetic(found: dict[str, Row]) -> None:
    people = value(found, "people")
    assert [row["extra_tax"] for row in people] == EXTRA_TAX
    assert people[0] == {
        "person": "1",
        "began": "2017-01",
        "what": "work",
        "before": "4300 social assistance (IFO) + 7620 sickness (FK)",
        "benefits_before": 11_920,
        "tax_before": 1753,
        "wages": 15_646,
        "subsidies": 18_000,
        "extra_tax": 3410.18,
        "production": 21_904.4,
    }
    assert (people[9]["what"], people[9]["wages"], people[9]["production"]) == ("studies", 0, 0)
    flags = [row["flags"] for row in value(found, "people_savings")]
    assert flags == ["no later income recorded: counted as ended"] * 9 + [""]


def test_gains_with_housing_support_and_the_programmes_cost(found: dict[str, Row]) -> None:
    housing = 4 * 52 * 470.86
    assert value(found, "housing_support_saved_year") == pytest.approx(housing)
    assert value(found, "municipality_gain_year") == pytest.approx(171_600 + housing)
    result = 1_772_604 + housing + 353_294.16
    assert value(found, "society_gain_year") == pytest.approx(result - 1_000_000)
    assert value(found, "counterfactual_low") == pytest.approx(result / 2 - 1_000_000)
    assert value(found, "counterfactual_high") == pytest.approx(result * 3 / 4 - 1_000_000)


def test_who_is_left_out_is_counted(found: dict[str, Row]) -> None:
    assert value(found, "left_out") == 1


@pytest.fixture
def own_rates(told: Store) -> Iterator[Path]:
    """A rate file of one's own, to be written."""
    path = told.folder / "config" / "rates" / "economics.toml"
    path.parent.mkdir()
    yield path
    shutil.rmtree(path.parent)
    told._read.clear()


def test_the_rates_are_printed_and_a_folder_of_ones_own_changes_them(
    told: Store, found: dict[str, Row], own_rates: Path
) -> None:
    assert {row["rate"]: row["value"] for row in value(found, "rates")}["tax_on_wages"] == 0.33
    own_rates.write_text('[[tax_on_wages]]\nvalue = 0.3\nvalid_from = 2017-01-01\nsource = "ours"\n', encoding="utf-8")
    told._read.clear()
    changed = told.figures("economics", "tabell", "--as-of", "2017-12-31")
    assert value(changed, "month")["extra_tax"] == pytest.approx(0.3 * 200_346 - 36_673)
    own_rates.write_text("[[tax_on_wages]]\nvalue = 33\n", encoding="utf-8")
    refused = told.run("report", "economics", "--programme", "tabell", code=2)
    assert refused.err.strip() == (
        "journey: economics.toml: tax_on_wages[0].value: 33 is not allowed; write a fraction from 0 to 1, such as 0.33"
    )
    assert "rate files" in told.run("doctor", code=1).out


def test_answers_give_totals_in_every_scoring_and_a_change(told: Store) -> None:
    found = told.figures("questionnaires", "tabell", "--as-of", "2017-12-31")
    # ghq: 8 twos, then 4; likert: 1 + 1 + 16 = 18, then 1 + 8 = 9; C-GHQ: also a 1 in items 1 and 2, so 10 and 5.
    assert value(found, "mean") == {
        "ghq12 (c-ghq) start": 10,
        "ghq12 (c-ghq) six_months": 5,
        "ghq12 (ghq) start": (8 + 5) / 2,
        "ghq12 (ghq) six_months": 4,
        "ghq12 (likert) start": 18,
        "ghq12 (likert) six_months": 9,
    }
    assert value(found, "paired_n")["ghq12 (ghq) six_months"] == 1
    assert value(found, "paired_change")["ghq12 (ghq) six_months"] == -4
    assert value(found, "raised") == {"ghq12 (ghq) start": 1, "ghq12 (ghq) six_months": 1}
    # All twelve enrolled on 1 September 2016; two answered at the start, one at six months.
    assert found["answered_of_due"]["value"] == {"ghq12 start": 2 / 12, "ghq12 six_months": 1 / 12}
    years = 182 / 365.25  # 5 September to 6 March
    assert value(found, "qaly_gain")["Swedish six_months"] == pytest.approx(0.03 * years)
    assert value(found, "qaly_gain")["UK six_months"] == pytest.approx(0.065 * years)


def test_a_fold_of_the_whole_log_finds_the_same(told: Store) -> None:
    assert not told.replayed()
