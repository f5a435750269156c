"""Caseload: what each coach carries at the end of the window, against the cap of two a full-time post."""

from msgspec.structs import replace

from journey.domain.programme import Capacity

from .given import PROGRAMME, discharged, e, enrolled, figures, person, team, values

ANNA = e("coach_registered", "2018-01-01", coach="anna", fte=1.0)
BO = e("coach_registered", "2018-01-01", coach="bo", fte=1.0)
BO_LESS = e("coach_fte_changed", "2018-06-01", coach="bo", fte=0.5)
OWN = team(ANNA, BO, BO_LESS)
ANNAS = [person(enrolled("2018-01-08", coach="anna")) for _ in range(2)]
BOS = [
    person(enrolled("2018-01-08", coach="anna"), e("coach_assigned", "2018-02-01", coach="bo")),
    person(enrolled("2018-01-08", coach="bo"), e("paused", "2018-03-01", reason="own_wish")),
]
GONE = person(enrolled("2018-01-08", coach="bo"), discharged("2018-07-01"))
NOBODYS = person(enrolled("2018-01-08"))
EVERYBODY = (*ANNAS, *BOS, GONE, NOBODYS)


def test_each_coach_has_fte_participants_per_post_and_the_cap() -> None:
    found = values("caseload", *EVERYBODY, own=OWN)
    assert found["fte"] == {"anna": 1.0, "bo": 0.5}
    assert found["participants"] == {"anna": 2, "bo": 2}
    assert found["per_fte"] == {"anna": 2.0, "bo": 4.0}
    assert found["over_cap"] == {"anna": False, "bo": True}


def test_the_programme_counts_everybody_over_posts_filled_and_posts_budgeted() -> None:
    found = figures("caseload", *EVERYBODY, own=OWN)
    filled, budgeted = found["programme_per_fte"], found["programme_per_budgeted_fte"]
    assert (filled["value"], filled["numerator"], filled["denominator"]) == (5 / 1.5, 5, 1.5)
    assert (budgeted["value"], budgeted["numerator"], budgeted["denominator"]) == (5 / 2.5, 5, 2.5)
    assert found["unassigned"]["value"] == 1
    assert not any("by" in figure for figure in found.values())


def test_everything_is_as_of_the_end_of_the_window() -> None:
    found = values("caseload", *EVERYBODY, own=OWN, end="2018-01-31")
    assert found["fte"] == {"anna": 1.0, "bo": 1.0}
    assert found["participants"] == {"anna": 3, "bo": 2}  # one was reassigned in February, GONE is still there
    assert found["over_cap"] == {"anna": True, "bo": False}


def test_a_coach_named_and_never_registered_has_participants_and_nothing_else() -> None:
    found = values("caseload", person(enrolled("2018-01-08", coach="cia")), own=OWN)
    assert found["participants"] == {"anna": 0, "bo": 0, "cia": 1}
    assert (found["fte"]["cia"], found["per_fte"]["cia"], found["over_cap"]["cia"]) == (None, None, None)
    assert found["per_fte"]["anna"] == 0


def test_a_coach_who_left_shows_only_while_there_are_participants_left_behind() -> None:
    own = team(ANNA, BO, e("coach_left", "2018-09-01", coach="bo"))
    assert values("caseload", *ANNAS, own=own)["participants"] == {"anna": 2}
    found = values("caseload", *ANNAS, *BOS, own=own)
    assert (found["fte"]["bo"], found["per_fte"]["bo"], found["over_cap"]["bo"]) == (0.0, None, True)
    assert found["programme_per_fte"] == 4 / 1.0


def test_a_part_time_post_at_its_cap_is_not_over_it() -> None:
    own = team(e("coach_registered", "2018-01-01", coach="anna", fte=0.58))
    full = [person(enrolled("2018-01-08", coach="anna")) for _ in range(29)]
    fifty = replace(PROGRAMME, capacity=Capacity(per_fte=50))  # 0.58 * 50 is 28.999999999999996 in binary
    assert values("caseload", *full, own=own, programme=fifty)["over_cap"] == {"anna": False}
    assert values("caseload", *full, NOBODYS, own=own, programme=fifty)["over_cap"] == {"anna": False}
    more = person(enrolled("2018-01-08", coach="anna"))
    assert values("caseload", *full, more, own=own, programme=fifty)["over_cap"] == {"anna": True}


def test_a_programme_without_cap_budget_or_coaches_says_so() -> None:
    unlimited = replace(PROGRAMME, capacity=Capacity())
    found = values("caseload", *ANNAS, own=OWN, programme=unlimited)
    assert found["over_cap"] == {"anna": None, "bo": None}
    assert found["programme_per_budgeted_fte"] is None
    assert values("caseload", NOBODYS)["programme_per_fte"] is None
