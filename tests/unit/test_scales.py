"""The fidelity scale as data: where each level begins, what a total means, and what is wrong with a file."""

from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

from journey.domain.errors import ConfigError
from journey.domain.fidelity import LADDERS, Measure, scale_of
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.scales import load_scales
from projections.reports.kinds.fidelity.workbook import MEASURES
from tests.cases import every

SHIPPED = (shipped_config() / "fidelity" / "ips-25.toml").read_text(encoding="utf-8")
SCALE = load_scales(None)["ips-25"]
ITEMS = {item.number: item for item in SCALE.items}
COMPUTED = {1, 2, 4, 6, 7, 15, 16, 17, 19, 20, 21, 23, 24}

# For each item the values around every bound, with the points they have: never rounded to the better level.
BOUNDARIES = {
    1: {"0": 5, "20": 5, "20.01": 4, "20.5": 4, "25": 4, "25.01": 3, "30": 3, "30.5": 2, "40": 2, "40.5": 1, "41": 1},
    2: {"59.9": 1, "60": 2, "74.9": 2, "75": 3, "89.9": 3, "90": 4, "95": 4, "95.5": 4, "95.9": 4, "96": 5, "100": 5},
    4: {"0": 2, "49.9": 2, "50": 3, "74.9": 3, "75": 4, "89.5": 4, "89.9": 4, "90": 5, "100": 5},
    15: {"0": 5, "30": 5, "30.01": 4, "60": 4, "60.5": 3, "150": 3, "150.5": 2, "270": 2, "270.5": 1, "271": 1},
    16: {"0": 1, "24.9": 1, "25": 2, "49.9": 2, "50": 3, "74.9": 3, "75": 4, "89.5": 4, "90": 5, "100": 5},
    17: {"0": 1, "1.9": 1, "2": 2, "3": 2, "3.9": 2, "4": 3, "4.9": 3, "5": 4, "5.9": 4, "6": 5, "9": 5},
    19: {"0": 1, "49.9": 1, "50": 2, "59.9": 2, "60": 3, "69.9": 3, "70": 4, "84.9": 4, "85": 5, "100": 5},
    20: {"0": 1, "49.9": 1, "50": 2, "59.9": 2, "60": 3, "69.9": 3, "70": 4, "84.9": 4, "85": 5, "100": 5},
    21: {"0": 1, "64.9": 1, "65": 2, "74.9": 2, "75": 3, "84.9": 3, "85": 4, "94.9": 4, "95": 5, "100": 5},
    24: {"0": 1, "30": 1, "30.1": 2, "39.5": 2, "40": 3, "49.9": 3, "50": 4, "64.9": 4, "65": 5, "100": 5},
}


def scores(given: int, rated: int = 25) -> dict[str, int]:
    """So many points, spread over so many items."""
    each, more = divmod(given, rated)
    return {str(item): each + (item <= more) for item in range(1, rated + 1)}


def config(folder: Path, text: str, name: str = "ips-25.toml") -> Path:
    path = folder / "fidelity" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@every("item, value, points", [(item, value, n) for item, held in BOUNDARIES.items() for value, n in held.items()])
def test_an_item_has_the_points_of_the_best_level_whose_bound_is_met(item: int, value: str, points: int) -> None:
    assert ITEMS[item].score(Fraction(value)) == points


def test_every_computed_item_with_bounds_is_tried_at_its_bounds() -> None:
    assert {item.number for item in SCALE.items if item.computed} == COMPUTED
    assert set(BOUNDARIES) == {n for n in COMPUTED if ITEMS[n].measure not in LADDERS}


def test_the_scale_has_twenty_five_items_each_with_a_measure_of_its_own() -> None:
    assert sorted(ITEMS) == list(range(1, 26))
    assert sorted(item.measure for item in SCALE.items) == sorted(get_args(Measure))
    assert set(MEASURES) == set(get_args(Measure))
    assert {item.number for item in SCALE.items if item.verified} == {1, 2, 3}


@every(
    "total, band",
    [
        (25, "not_ips"),
        (73, "not_ips"),
        (74, "partly"),
        (99, "partly"),
        (100, "well"),
        (114, "well"),
        (115, "very_well"),
        (125, "very_well"),
        (81, "partly"),
        (88, "partly"),
        (103, "well"),  # Hudiksvall, Jönköping, Uppsala
    ],
)
def test_a_total_has_its_band(total: int, band: str) -> None:
    assert SCALE.band(scores(total)) == band


def test_there_is_no_band_unless_every_item_is_rated() -> None:
    assert SCALE.band(scores(115, rated=24)) is None
    assert SCALE.band({}) is None


@every("name", ["ips-25", "IPS-25", " ips-25 ", "ips25"])
def test_a_scale_is_known_by_its_id_and_other_spellings(name: str) -> None:
    assert scale_of(load_scales(None), name) is not None


def test_another_scale_is_not_known() -> None:
    assert scale_of(load_scales(None), "ips-40") is None


def test_a_folder_without_scales_has_the_shipped_ones_and_one_with_a_scale_has_both(tmp_path: Path) -> None:
    assert set(load_scales(tmp_path)) == {"ips-25"}
    own = SHIPPED.replace('id = "ips-25"', 'id = "ips-25-2030"').replace("aliases =", "# aliases =")
    assert set(load_scales(config(tmp_path, own, "ours.toml"))) == {"ips-25", "ips-25-2030"}


def test_a_file_of_the_same_name_or_id_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own = SHIPPED.replace("at_most = 20}", "at_most = 18}")
    for name in ("ips-25.toml", "other.toml"):
        folder = tmp_path / name.removesuffix(".toml")
        folder.mkdir()
        held = load_scales(config(folder, own, name))
        assert list(held) == ["ips-25"]
        assert held["ips-25"].items[0].score(Fraction(20)) == 4


@every(
    "old, new, told",
    [
        ("number = 2\n", "number = 1\n", "items[1].number: 1 is used twice"),
        ("number = 25", "number = 26", "items[24].number: 26 is not allowed; write a whole number from 1 to 25"),
        ("number = 25", "nummer = 25", "items[24].nummer: is unknown (did you mean number?)"),
        (
            'measure = "caseload"',
            'measure = "caselaod"',
            "items[0].measure: 'caselaod' is not allowed (did you mean caseload?)",
        ),
        (", at_most = 20}", "}", "items[0].points[4]: has no bound for 5 points"),
        (
            '{says = "41 people or more"},',
            "",
            "items[0].points: has 4 of them; write what 1, 2, 3, 4 and 5 points stand for",
        ),
        ("at_most = 20}", 'at_most = "20"}', "items[0].points[4].at_most: '20' is not allowed; write a number"),
        ("from = 74", "from = 100", "bands: two of them begin at the same total"),
        ("from = 74", "from = 740", "bands[1].from: 740 is not allowed; write a whole number from 0 to 125"),
        ("most = 50", "most = 0", "most: 0 is not allowed"),
        ('id = "ips-25"', "id = ips-25", "line 10, column 6: is no TOML"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SHIPPED
    with pytest.raises(ConfigError) as wrong:
        load_scales(config(tmp_path, SHIPPED.replace(old, new, 1)))
    message = str(wrong.value).replace('"', "'")
    assert message.startswith("ips-25.toml: " + told), message
    assert "\n" not in message


def test_two_files_with_one_id_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    config(config(tmp_path, SHIPPED, "a.toml"), SHIPPED, "b.toml")
    with pytest.raises(ConfigError, match=r"^b.toml: id: .*is another file's id too"):
        load_scales(tmp_path)
    with pytest.raises(ConfigError, match="is no folder"):
        load_scales(tmp_path / "nowhere")
    (tmp_path / "fidelity" / "b.toml").write_text('id = "x"\nname = "x"\n')
    with pytest.raises(ConfigError, match=r"^b.toml: items: is missing"):
        load_scales(tmp_path)


def test_no_text_of_an_item_is_longer_than_a_paraphrase() -> None:
    """The manual's text is copyrighted: a level is a clause of our own, never a passage."""
    assert all(len(point.says) < 120 for item in SCALE.items for point in item.points)
