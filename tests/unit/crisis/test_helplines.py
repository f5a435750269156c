"""The numbers to call."""

from __future__ import annotations

from datetime import date

import pytest

from bots.crisis.helplines import load_helplines
from journey.domain.errors import WrongInput
from journey.engine.loading.programmes import shipped_config
from tests.cases import every

SHIPPED = (shipped_config() / "helplines.toml").read_text(encoding="utf-8")


def test_the_shipped_numbers_are_three_with_the_day_they_were_checked():
    found = load_helplines(None)
    assert [number.phone for number in found.numbers] == ["112", "1177", "90101"]
    assert found.checked == date(2026, 11, 21)
    assert all(number.purpose(language) for number in found.numbers for language in ("sv", "sv-easy", "en"))


def test_a_folder_without_the_file_has_the_shipped_numbers(tmp_path):
    assert load_helplines(tmp_path) == load_helplines(None)


def test_a_file_of_ones_own_is_taken_instead(tmp_path):
    (tmp_path / "helplines.toml").write_text(SHIPPED.replace("90101", "031-123 45 67"), encoding="utf-8")
    assert load_helplines(tmp_path).numbers[2].phone == "031-123 45 67"


@every(
    "old, new, message",
    [
        ("checked = 2026-11-21", "", "helplines.toml: checked: is missing; write a date"),
        ('phone = "90101"', 'phone = "ring"', 'helplines.toml: numbers[2].phone: "ring" is not allowed; write up to'),
        ('id = "1177"', 'id = "112"', 'helplines.toml: numbers[1].id: "112" is used twice; write another id'),
        ('"24:00"', '"00:00"', "helplines.toml: numbers[0].hours[0]: is never open; write days"),
        ("sv-easy = ", "sv-lätt = ", "helplines.toml: "),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path, old, new, message):
    (tmp_path / "helplines.toml").write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(WrongInput) as error:
        load_helplines(tmp_path)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
