"""Deciding about what is told late, told wrong, or told again: what must be struck first is always said."""

from __future__ import annotations

import pytest

from journey.domain.participant import without_personal
from tests.spec import (
    assigned,
    contact,
    declined,
    discharged,
    employer,
    enrolled,
    entry,
    given,
    moved,
    paused,
    referred,
    resumed,
    struck,
    waitlisted,
)

# --- told late --------------------------------------------------------------------------------------------------------


def test_a_late_pause_that_fits_is_taken() -> None:
    late = paused("2018-04-01")
    given(enrolled("2018-03-01"), moved("2018-03-05", "coaching"), contact("2018-05-01")).when(late).then(late)


def test_a_pause_told_late_needs_its_end_first_where_something_happened_since() -> None:
    message = given(enrolled("2018-03-01"), moved("2018-05-01", "coaching")).when(paused("2018-04-01")).refused()
    assert message == (
        "this would leave phase_moved to coaching on 2018-05-01 (entry phase_moved 2018-05-01) impossible, "
        "as the person is then in the state paused; strike that first"
    )


def test_a_discharge_told_late_names_the_move_that_it_would_make_impossible() -> None:
    given(enrolled("2018-03-01"), paused("2018-05-01", entry="rest"), resumed("2018-06-01")).when(
        discharged("2018-04-01")
    ).refused("paused on 2018-05-01 (entry rest) impossible", "discharged", "strike that first")


def test_a_referral_told_after_the_enrolment_it_led_to_is_taken() -> None:
    history = given(enrolled("2018-03-01")).when(referred("2018-02-01")).then(referred("2018-02-01")).history()
    assert [stay.number for stay in history.stays] == [1]


def test_a_second_referral_told_late_is_refused_with_what_it_collides_with() -> None:
    given(referred("2018-02-01", entry="first"), enrolled("2018-03-01")).when(referred("2018-01-01")).refused(
        "referred on 2018-02-01 (entry first) impossible", "strike that first"
    )


def test_a_late_move_that_does_not_fit_where_it_belongs_names_what_was_allowed_there() -> None:
    given(referred("2018-02-01"), enrolled("2018-03-01")).when(paused("2018-02-10")).refused(
        "paused on 2018-02-10 is not possible", "referred", "allowed: waitlisted; declined; enrolled"
    )


def test_told_one_move_at_a_time_an_earlier_episode_collides_with_the_later_one() -> None:
    # Told in one file it does not: an import judges each person after the whole file.
    given(enrolled("2018-03-01", entry="now")).when(enrolled("2017-01-01")).refused(
        "enrolled on 2018-03-01 (entry now) impossible", "strike that first"
    )
    told = given(enrolled("2018-03-01"), enrolled("2017-01-01"), discharged("2017-06-01")).history()
    assert [(stay.number, str(stay.opened)) for stay in told.stays] == [(1, "2017-01-01"), (2, "2018-03-01")]


# --- on one day -------------------------------------------------------------------------------------------------------


def test_moves_of_one_day_happen_in_the_order_they_were_told() -> None:
    story = given(referred("2018-03-01"), waitlisted("2018-03-01"), enrolled("2018-03-01"), paused("2018-03-01"))
    story.when(resumed("2018-03-01")).then(resumed("2018-03-01"))
    given(referred("2018-03-01")).when(resumed("2018-03-01")).refused("resumed on 2018-03-01 is not possible")


def test_a_time_of_day_puts_a_move_before_one_that_was_told_earlier() -> None:
    story = given(enrolled("2018-03-01"), moved("2018-03-02T15:00:00+01:00", "coaching"))
    given(*story.entries).when(moved("2018-03-02T09:00:00+01:00", "engagement")).then(
        moved("2018-03-02T09:00:00+01:00", "engagement")
    )
    given(*story.entries).when(paused("2018-03-02T09:00:00+01:00")).refused(
        "phase_moved to coaching on 2018-03-02", "strike that first"
    )


def test_the_same_phase_twice_is_no_move() -> None:
    given(enrolled("2018-03-01"), moved("2018-03-02", "coaching")).when(moved("2018-03-03", "coaching")).refused(
        "allowed: paused; discharged; phase_moved to engagement, assessment, job_placement, follow_along"
    )


# --- facts ------------------------------------------------------------------------------------------------------------


def test_facts_may_predate_the_referral() -> None:
    given(referred("2018-03-01")).when(employer("2018-01-15")).then(employer("2018-01-15"))


def test_facts_may_be_all_that_is_known() -> None:
    given().when(contact("2018-01-15")).then(contact("2018-01-15"))


def test_a_coach_can_be_assigned_before_enrolment_and_after_discharge() -> None:
    given(referred("2018-03-01")).when(assigned("2018-03-02", "anna")).then(assigned("2018-03-02", "anna"))
    given(enrolled("2018-03-01"), discharged("2018-04-01")).when(assigned("2018-04-02", "anna")).then(
        assigned("2018-04-02", "anna")
    )


def test_a_returner_begins_a_second_episode_by_referral_or_enrolment() -> None:
    before = (enrolled("2018-01-01"), discharged("2018-02-01"))
    given(*before).when(enrolled("2018-03-01")).then(enrolled("2018-03-01"))
    given(*before).when(referred("2018-03-01")).then(referred("2018-03-01"))
    given(referred("2018-01-01"), declined("2018-01-05")).when(enrolled("2018-03-01")).then(enrolled("2018-03-01"))


# --- strikes ----------------------------------------------------------------------------------------------------------


def test_a_strike_of_a_fact_is_taken() -> None:
    given(enrolled("2018-03-01"), contact("2018-03-05", entry="x")).when(struck("2018-03-06", "x")).then(
        struck("2018-03-06", "x")
    )


def test_a_strike_of_a_move_that_others_rest_on_says_what_to_strike_first() -> None:
    given(enrolled("2018-03-01", entry="start"), moved("2018-03-05", "coaching", entry="move")).when(
        struck("2018-03-06", "start")
    ).refused(
        "phase_moved to coaching on 2018-03-05 (entry move) impossible",
        "nothing has happened before",
        "strike that first",
    )


def test_what_was_to_be_struck_first_can_be_and_then_the_other() -> None:
    story = (enrolled("2018-03-01", entry="start"), moved("2018-03-05", "coaching", entry="move"))
    given(*story).when(struck("2018-03-06", "move")).then(struck("2018-03-06", "move"))
    given(*story, struck("2018-03-06", "move")).when(struck("2018-03-07", "start")).then(struck("2018-03-07", "start"))


def test_a_strike_of_a_resumption_that_is_rested_on_is_refused() -> None:
    given(
        enrolled("2018-03-01"),
        paused("2018-03-05"),
        resumed("2018-03-10", entry="back"),
        moved("2018-03-12", "coaching"),
    ).when(struck("2018-03-13", "back")).refused("phase_moved to coaching on 2018-03-12", "paused", "strike that first")


def test_a_strike_of_a_strike_is_refused_where_the_old_entry_fits_no_more() -> None:
    story = (
        enrolled("2018-03-01"),
        discharged("2018-04-01", entry="wrong"),
        struck("2018-04-02", "wrong", entry="strike"),
        discharged("2018-05-01", entry="right"),
    )
    given(*story).when(struck("2018-05-02", "strike")).refused(
        "discharged on 2018-05-01 (entry right) impossible", "strike that first"
    )
    given(*story[:3]).when(struck("2018-05-02", "strike")).then(struck("2018-05-02", "strike"))


def test_a_struck_move_frees_its_place_for_the_right_one() -> None:
    given(enrolled("2018-03-01"), discharged("2018-04-01", entry="x"), struck("2018-04-02", "x")).when(
        paused("2018-04-05")
    ).then(paused("2018-04-05"))


@pytest.mark.parametrize("name", ["nothing of the kind", "struck 2018-03-06"])
def test_a_strike_of_an_unknown_entry_or_of_itself_is_refused_without_repeating_the_id(name: str) -> None:
    message = given(enrolled("2018-03-01")).when(struck("2018-03-06", name)).refused("strikes: no earlier entry")
    assert name not in message
    assert "participant" in message


def test_a_second_strike_of_the_same_entry_changes_nothing_and_is_taken() -> None:
    story = given(contact("2018-03-05", entry="x"), struck("2018-03-06", "x"))
    again = struck("2018-03-07", "x", entry="again")
    assert story.when(again).then(again).history().events == []


# --- facts that contradict themselves ---------------------------------------------------------------------------------


def test_a_total_that_differs_from_its_answers_is_refused() -> None:
    asked = entry("questionnaire_answered", "2018-03-05", instrument="ghq12", moment="start", answers=[2] * 12, total=3)
    given().when(asked).refused("total: differs")


def test_a_total_may_be_rounded() -> None:
    asked = entry(
        "questionnaire_answered",
        "2018-03-05",
        instrument="mansa",
        moment="start",
        answers=[3] * 8 + [4] * 4,
        total=3.33,
    )
    given().when(asked).then(asked)
    given().when({**asked, "total": 3.3}).refused("total: differs from what the answers give; leave one of the two out")


def test_twelve_answers_leave_their_total_in_every_scoring_behind_and_are_sealed_themselves() -> None:
    asked = entry("questionnaire_answered", "2018-03-05", instrument="ghq12", moment="start", answers=[0, 1, 2] * 4)
    [event] = given().when(asked).history().events
    stored = without_personal(event).fact
    assert (stored.answers, stored.total, stored.totals) == (None, 4, {"ghq": 4, "likert": 12})
    total = entry("questionnaire_answered", "2018-03-05", instrument="ghq12", moment="start", total=4)
    assert given().when(total).history().events[0].fact.totals is None


def test_a_scoring_that_ghq12_does_not_have_is_refused_with_those_it_has() -> None:
    asked = entry("questionnaire_answered", "2018-03-05", instrument="ghq12", moment="start", total=3, scoring="odd")
    given().when(asked).refused("scoring: not a scoring of ghq12; allowed: ghq, likert, c-ghq")


def test_a_year_of_birth_that_is_still_to_come_is_refused() -> None:
    given().when(entry("background_recorded", "2018-03-05", birth_year=2032)).refused(
        "birth_year:", "1900 to this year"
    )


@pytest.mark.parametrize("year", [1900, 2019, 2031])
def test_a_year_of_birth_that_is_unlikely_is_taken_and_told_elsewhere(year: int) -> None:
    asked = entry("background_recorded", "2018-03-05", birth_year=year)
    given().when(asked).then(asked)


def test_a_year_of_birth_leaves_its_age_band_behind() -> None:
    asked = entry("background_recorded", "2018-03-05", birth_year=1984)
    (event,) = given().when(asked).then(asked).decided
    assert event.fact.age_band == "34–41"
