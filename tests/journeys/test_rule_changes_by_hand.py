"""Rules that change: an occurrence keeps the version in force on the day it opened. Worked out by hand."""

import pytest

from .conftest import Store
from .hand import PROV, enrolled, entry

pytestmark = pytest.mark.process  # rules are read at the start of a process
LATER = "2024-12-31"


def ruled(period: str, *, valid_from: str = "", extra: str = "") -> str:
    return f"""
id = "ny"
name = "Nya regler"
starts = 2022-01-03
{valid_from}
clock_start = "enrolled"
capacity = {{per_fte = 20, budgeted_fte = 1.5}}
{extra}
[rules.plan_soon]
name = "Plan efter kartläggning"
[[rules.plan_soon.legs]]
trigger = [{{type = "profile_completed"}}]
satisfier = [{{type = "plan_agreed"}}]
period = "{period}"
"""


BRAND_NEW = """
[rules.brand_new]
name = "Önskemål efter kartläggning"
[[rules.brand_new.legs]]
trigger = [{type = "profile_completed"}]
satisfier = [{type = "preferences_recorded"}]
period = "5 days"
[rules.vocational_profile_done]
off = true
"""


@pytest.fixture(scope="module")
def changed(module_store: Store) -> Store:
    """First a month; from 1 June two weeks, one rule new and one removed; last ten days, from the day of the change."""
    module_store.write_programme(ruled("1 month"))
    module_store.load([enrolled("old", "2024-05-01"), entry("profile_completed", "old", "2024-05-20")], programme="ny")
    module_store.write_programme(ruled("2 weeks", valid_from="valid_from = 2024-06-01", extra=BRAND_NEW))
    module_store.load(
        [
            enrolled("between", "2024-05-01"),
            entry("profile_completed", "between", "2024-05-31"),
            enrolled("new", "2024-06-01"),
            entry("profile_completed", "new", "2024-06-01"),
        ],
        programme="ny",
        rejudge=True,  # the first rules hold from the day they were read, long after
    )
    module_store.write_programme(ruled("10 days"))
    module_store.load(
        [enrolled("last", "2024-08-01"), entry("profile_completed", "last", "2024-08-05")], programme="ny"
    )
    return module_store


@pytest.mark.parametrize(
    ("participant", "due"),
    [
        ("old", "2024-06-20"),  # opened 20 May: a month
        ("between", "2024-06-30"),  # opened 31 May, recorded after the change: still a month
        ("new", "2024-06-15"),  # opened on the day the change took force: two weeks
        ("last", "2024-08-19"),  # the third version took force on the day it was first read, long after: two weeks
    ],
)
def test_an_occurrence_keeps_the_version_in_force_when_it_opened(changed: Store, participant: str, due: str) -> None:
    assert changed.one(participant, "plan_soon", as_of=LATER, programme="ny")["due"] == due


def test_a_new_rule_ignores_earlier_triggers(changed: Store) -> None:
    assert changed.rows("old", "brand_new", as_of=LATER, programme="ny") == []
    assert changed.rows("between", "brand_new", as_of=LATER, programme="ny") == []
    assert changed.one("new", "brand_new", as_of=LATER, programme="ny")["due"] == "2024-06-06"


def test_a_removed_rule_keeps_its_earlier_occurrences(changed: Store) -> None:
    # Six weeks from 1 May: 12 June.
    assert changed.one("old", "vocational_profile_done", as_of=LATER, programme="ny")["due"] == "2024-06-12"
    assert changed.rows("new", "vocational_profile_done", as_of=LATER, programme="ny") == []


def test_the_version_in_force_does_not_depend_on_known_at(changed: Store) -> None:
    row = changed.one("new", "plan_soon", programme="ny", known_at="2024-06-05T12:00:00+02:00")
    assert row["due"] == "2024-06-15"


def test_rules_from_before_recorded_ones_are_refused_until_somebody_asks_and_is_told_who_changes(store: Store) -> None:
    # Given somebody who is judged by a month
    store.write_programme(ruled("1 month"))
    store.load([enrolled("P", "2024-05-01"), entry("profile_completed", "P", "2024-05-20")], programme="ny")
    # When the rules are to have been two weeks since May
    store.write_programme(ruled("2 weeks", valid_from="valid_from = 2024-05-01"))
    # Then nothing goes on until somebody says so
    refused = store.run("deadlines", "--as-of", "2024-06-10", code=2)
    assert "valid_from: 2024-05-01 is before" in refused.err
    assert "--rejudge" in refused.err
    # And whoever says so is told whose deadline stands otherwise
    told = store.run("--rejudge", "deadlines", "--as-of", LATER, "--format", "json")
    assert "ny: 1 deadline judged otherwise" not in told.out
    assert store.one("P", "plan_soon", as_of="2024-06-10", programme="ny")["status"] == "breached"


def test_whoever_is_judged_otherwise_is_named(store: Store) -> None:
    store.write_programme(ruled("1 month"))
    story = [enrolled("P", "2024-05-01"), entry("profile_completed", "P", "2024-05-20")]
    store.load([*story, entry("plan_agreed", "P", "2024-06-10", kind="work_plan")], programme="ny")
    store.write_programme(ruled("2 weeks", valid_from="valid_from = 2024-05-01"))
    told = store.run("doctor", "--rejudge", code=(0, 1)).err
    assert "ny: 1 deadline judged otherwise" in told
    assert "P plan_soon 2024-05-20 2024-06-20 met 2024-06-03 met_late" in told


def test_a_programme_that_joins_later_has_its_first_rules_for_all_its_history(store: Store) -> None:
    # Given a store that already knows another programme's rules
    store.write_programme(PROV)
    store.load([enrolled("first", "2024-05-01")], programme="prov")
    # When a second programme joins and brings its history
    store.write_programme(ruled("1 month"))
    store.load([enrolled("second", "2024-05-01"), entry("profile_completed", "second", "2024-05-20")], programme="ny")
    # Then its first version covers all before it
    assert store.one("second", "plan_soon", as_of=LATER, programme="ny")["due"] == "2024-06-20"
    assert store.one("second", "job_search_one_month", as_of=LATER, programme="ny")["due"] == "2024-06-01"
    assert store.one("first", "job_search_one_month", as_of=LATER)["due"] == "2024-06-01"


def test_a_fold_of_the_whole_log_finds_the_same(changed: Store) -> None:
    assert not changed.replayed()
