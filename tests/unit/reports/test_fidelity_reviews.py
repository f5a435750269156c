"""Fidelity reviews: totals and bands, several reviewers, drift, self against external."""

from typing import Any

import pytest

from journey.domain.history import History

from .given import Entry, e, figures, pick, team, told, told_outside, values


def scores(total: int, rated: int = 25, **given: int) -> dict[str, int]:
    """So many points over so many items; `i4=5` sets an item, and the others share the rest."""
    fixed = {name[1:]: points for name, points in given.items()}
    free = [str(item) for item in range(1, rated + 1) if str(item) not in fixed]
    each, more = divmod(total - sum(fixed.values()), len(free))
    return fixed | {item: each + (place < more) for place, item in enumerate(free)}


def review(on: str, held: dict[str, int], rater: str = "external", scale: str = "ips-25", **keys: Any) -> Entry:
    return e("fidelity_reviewed", on, scale=scale, rater=rater, scores=held, **keys)


def summary(*entries: Entry, **question: Any) -> tuple[Any, ...]:
    found = values("fidelity", own=team(*entries), **question)
    return found["total"], found["rated"], found["band"]


def rows(key: str, *entries: Entry, **question: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = values("fidelity", own=team(*entries), **question)[key]
    return found


@pytest.mark.parametrize(
    ("rater", "total", "band"),
    [("external", 81, "partly"), ("external", 88, "partly"), ("self", 103, "well"), ("self", 73, "not_ips")],
)
def test_the_published_totals_have_their_bands(rater: str, total: int, band: str) -> None:
    assert summary(review("2018-05-16", scores(total), rater)) == (total, 25, band)


def test_a_review_with_an_item_left_out_has_no_band_and_is_never_scaled_up() -> None:
    held = review("2018-05-16", scores(96, rated=24))
    assert summary(held) == (96, 24, None)  # 96 of 24 items would scale to 100
    assert rows("reviews", held)[0]["remark"] == "24 of 25 rated"
    assert rows("over_time", held) == []


def test_without_a_review_there_is_no_total() -> None:
    assert summary() == (None, None, None)
    assert rows("reviews") == []
    assert summary(review("2018-05-16", {})) == (None, 0, None)


def test_the_latest_review_by_the_end_of_the_window_is_meant_whoever_made_it() -> None:
    both = (review("2018-03-01", scores(88)), review("2018-06-01", scores(103), "self"))
    assert summary(*both) == (103, 25, "well")
    assert summary(*both, end="2018-05-31") == (88, 25, "partly")
    assert summary(*both, end="2018-02-28") == (None, None, None)
    assert summary(*both, start="2018-07-01") == (103, 25, "well")  # also one from before the window
    found = values("fidelity", own=team(*both))
    assert found["review"] == "2018-06-01, self, ips-25"


def test_the_same_history_asked_through_two_windows_answers_each() -> None:
    own = team(review("2018-03-01", scores(88)), review("2018-06-01", scores(103)))
    assert [values("fidelity", own=own, end=end)["total"] for end in ("2018-06-30", "2018-03-31", "2018-06-30")] == [
        103,
        88,
        103,
    ]


def test_of_one_day_the_external_review_is_meant() -> None:
    assert summary(review("2018-03-01", scores(88)), review("2018-03-01", scores(103), "self"))[0] == 88


def test_an_unknown_scale_is_kept_and_has_no_band() -> None:
    held = review("2018-05-16", scores(110), scale="ips-40")
    assert summary(held) == (110, 25, None)
    (row,) = rows("reviews", held)
    assert (row["scale"], row["remark"]) == ("ips-40", "unknown scale")


def test_a_scale_is_known_by_another_spelling() -> None:
    assert summary(review("2018-05-16", scores(110), scale="IPS-25"))[2] == "well"


def test_a_struck_review_is_gone() -> None:
    held = review("2018-05-16", scores(110), entry="r-1")
    assert summary(held, e("struck", "2018-05-17", strikes="r-1", reason="wrong day")) == (None, None, None)


# -- two reviewers ---------------------------------------------------------------------------------------------------
A = review("2018-05-16", scores(90, i1=4, i2=3, i3=5), reviewer="A")
B = review("2018-05-16", scores(92, i1=4, i2=5, i3=3), reviewer="B")
AGREED = review("2018-05-16", scores(101, i1=4, i2=4, i3=5), consensus=True)


def test_two_reviewers_have_no_total_before_they_agree() -> None:
    assert summary(A, B) == (None, None, None)
    (row,) = rows("reviews", A, B)
    assert (row["reviewers"], row["remark"]) == (2, "no consensus yet")


def test_the_consensus_stands_and_is_never_an_average() -> None:
    assert summary(A, B, AGREED) == (101, 25, "well")
    found = {row["item"]: row for row in rows("consensus", A, B, AGREED)}
    assert pick(found[2], "reviewers", "agree", "consensus") == {
        "reviewers": "A: 3, B: 5",
        "agree": False,
        "consensus": 4,
    }
    assert pick(found[1], "agree", "consensus") == {"agree": True, "consensus": 4}
    before = {row["item"]: row for row in rows("consensus", A, B)}
    assert before[1]["consensus"] is None  # also where both say the same


def test_agreement_is_the_share_of_items_that_both_rated_and_gave_the_same() -> None:
    one = review("2018-05-16", {"1": 4, "2": 3, "3": 5, "4": 2}, reviewer="A")
    other = review("2018-05-16", {"1": 4, "2": 5, "3": 5, "5": 1}, reviewer="B")
    found = figures("fidelity", own=team(one, other))["agreement"]
    assert (found["value"], found["numerator"], found["denominator"]) == (2 / 3, 2, 3)
    assert [row["agree"] for row in rows("consensus", one, other)] == [True, False, True, None, None]
    assert rows("consensus", one, other)[4]["reviewers"] == "A: -, B: 1"


def test_the_order_of_reviewers_and_consensus_changes_nothing() -> None:
    assert values("fidelity", own=team(AGREED, B, A)) == values("fidelity", own=team(A, B, AGREED))


def test_a_single_reviewers_own_scores_stand_and_a_later_entry_takes_their_place() -> None:
    again = review("2018-05-16", scores(95), reviewer="A")
    assert summary(A, again) == (95, 25, "partly")


def test_two_entries_of_one_day_without_a_code_are_two_reviewers() -> None:
    assert summary(review("2018-05-16", scores(90)), review("2018-05-16", scores(91)))[0] is None


def test_a_review_without_consensus_is_in_no_comparison() -> None:
    held = (review("2017-11-01", scores(88)), A, B)
    assert rows("drift", *held) == []
    assert {row["date"] for row in rows("review_items", *held)} == {"2017-11-01"}


# -- over time -------------------------------------------------------------------------------------------------------
def test_drift_is_the_change_between_a_raters_two_latest_reviews() -> None:
    held = (
        review("2017-01-10", scores(60)),
        review("2017-06-10", {"1": 3, "2": 5, "3": 2}),
        review("2017-09-10", scores(100), "self"),
        review("2018-01-10", {"1": 5, "2": 4, "4": 3}),
    )
    found = rows("drift", *held)
    assert {(row["rater"], row["from"], row["to"]) for row in found} == {("external", "2017-06-10", "2018-01-10")}
    changes = {row["item"]: (row["before"], row["after"], row["change"]) for row in found}
    assert changes == {1: (3, 5, 2), 2: (5, 4, -1), 3: (2, None, None), 4: (None, 3, None)}


def test_reviews_on_different_scales_are_not_compared() -> None:
    held = (review("2017-01-10", scores(60), scale="ips-15"), review("2018-01-10", scores(80)))
    assert rows("drift", *held) == []
    assert rows("self_against_external", review("2018-01-10", scores(60), "self", scale="ips-15"), held[1]) == []


def test_self_against_external_is_the_difference_item_by_item() -> None:
    held = (review("2018-01-10", scores(80, i1=3, i2=4)), review("2018-03-10", scores(95, i1=5, i2=3), "self"))
    found = {row["item"]: row for row in rows("self_against_external", *held)}
    assert pick(found[1], "self", "external", "difference") == {"self": 5, "external": 3, "difference": 2}
    assert pick(found[2], "self", "external", "difference") == {"self": 3, "external": 4, "difference": -1}
    assert pick(found[1], "self_on", "external_on") == {"self_on": "2018-03-10", "external_on": "2018-01-10"}


def test_totals_over_time_come_with_the_limits_of_the_bands() -> None:
    held = (review("2017-01-10", scores(60)), review("2018-01-10", scores(88)))
    found = [(row["date"], row["line"], row["points"]) for row in rows("over_time", *held)]
    assert found[:2] == [("2017-01-10", "external", 60), ("2018-01-10", "external", 88)]
    assert ("2017-01-10", "partly from", 74) in found
    assert ("2018-01-10", "very_well from", 115) in found


def test_the_latest_points_stand_beside_what_the_log_indicates() -> None:
    own = team(e("coach_registered", "2018-01-01", coach="anna", fte=1), review("2018-01-10", scores(80, i17=4)))
    found = values("fidelity", own=own)
    (row,) = [row for row in found["items"] if row["item"] == 17]
    assert (row["score"], row["reviewed"]) == (1, 4)
    lines = {(row["line"], row["item"]): row["points"] for row in found["profile"]}
    assert (lines["the log", 17], lines["2018-01-10 external", 17]) == (1, 4)
    assert found["total"] == 80  # an indication is no part of it


@pytest.mark.parametrize("ask", [told, told_outside])
def test_totals_are_the_programmes_own_and_never_withheld(ask: Any) -> None:
    own: History = team(review("2018-05-16", scores(81)))
    (total,) = [f for f in ask("fidelity", own=own).figures if f.definition.key == "total"]
    assert total.value == 81
