"""The effective history: what stands, in the order it happened, and the stays read off it."""

from __future__ import annotations

from datetime import date

from journey.domain.history import History, Pause
from tests.spec import (
    assigned,
    contact,
    declined,
    discharged,
    enrolled,
    given,
    log_of,
    moved,
    named,
    paused,
    referred,
    resumed,
    struck,
    waitlisted,
)


def order(*entries: dict[str, object]) -> list[str | None]:
    return [event.entry for event in given(*entries).history().events]


# --- the order of what happened ---------------------------------------------------------------------------------------


def test_what_happened_first_stands_first_whenever_it_was_recorded() -> None:
    assert order(contact("2018-03-09", entry="b"), contact("2018-03-08", entry="a")) == ["a", "b"]


def test_a_date_counts_as_the_start_of_its_day() -> None:
    assert order(contact("2018-03-08T00:01:00+01:00", entry="b"), contact("2018-03-08", entry="a")) == ["a", "b"]


def test_a_date_and_midnight_are_the_same_moment_and_stand_in_the_order_of_the_log() -> None:
    midnight, day = paused("2018-03-10T00:00:00+01:00"), resumed("2018-03-10")
    given(enrolled("2018-03-01"), midnight).when(day).then(day)
    assert order(midnight, {**day, "entry": "b"}) == ["paused 2018-03-10T00:00:00+01:00", "b"]


def test_long_ago_a_date_was_the_start_of_its_day_too() -> None:
    given(enrolled("1968-03-01")).when(paused("1968-03-01T11:00:00+01:00")).then(paused("1968-03-01T11:00:00+01:00"))


def test_times_of_day_are_compared_across_offsets() -> None:
    assert order(contact("2018-03-08T10:00:00+01:00", entry="b"), contact("2018-03-08T08:30:00+00:00", entry="a")) == [
        "a",
        "b",
    ]


def test_an_hour_that_the_clocks_strike_twice_is_told_apart_by_its_offset() -> None:
    assert order(contact("2018-10-28T02:30:00+01:00", entry="b"), contact("2018-10-28T02:30:00+02:00", entry="a")) == [
        "a",
        "b",
    ]


def test_the_day_of_a_moment_is_the_local_one() -> None:
    (event,) = given(contact("2018-03-08T23:30:00+00:00")).history().events
    assert event.on == date(2018, 3, 9)


# --- strikes ----------------------------------------------------------------------------------------------------------


def test_a_struck_entry_stands_no_more_and_stays_known_as_struck() -> None:
    history = given(contact("2018-03-08", entry="a"), struck("2018-03-09", "a")).history()
    assert history.events == []
    assert [(event.entry, strike.entry) for event, strike in history.struck] == [("a", "struck 2018-03-09")]


def test_a_struck_strike_lets_the_entry_stand_again() -> None:
    told = [
        contact("2018-03-08", entry="a"),
        struck("2018-03-09", "a", entry="b"),
        struck("2018-03-10", "b", entry="c"),
    ]
    assert order(*told) == ["a"]
    assert order(*told, struck("2018-03-11", "c")) == []


def test_of_two_strikes_one_is_enough() -> None:
    told = [
        contact("2018-03-08", entry="a"),
        struck("2018-03-09", "a", entry="b"),
        struck("2018-03-09", "a", entry="c"),
    ]
    assert order(*told, struck("2018-03-10", "b")) == []
    assert order(*told, struck("2018-03-10", "b"), struck("2018-03-10", "c", entry="d")) == ["a"]


def test_the_day_of_a_strike_does_not_matter_only_when_it_was_recorded() -> None:
    log = log_of(named([contact("2018-03-08", entry="a"), struck("2018-06-01", "a")]))
    assert History(log, as_of=date(2018, 3, 31)).events == []
    assert len(History(log, known_at=log[0].recorded).events) == 1


# --- stays ------------------------------------------------------------------------------------------------------------


def test_a_person_of_whom_only_facts_are_known_has_no_stay() -> None:
    history = given(contact("2018-03-08")).history()
    assert history.current is None
    assert history.coach() is None


def test_a_stay_goes_from_referral_to_discharge_and_is_numbered_by_enrolments() -> None:
    stays = (
        given(
            referred("2018-01-01"),
            declined("2018-01-10"),
            referred("2018-02-01"),
            waitlisted("2018-02-05"),
            enrolled("2018-03-01"),
            discharged("2018-04-01"),
            referred("2018-06-01"),
        )
        .history()
        .stays
    )
    assert [(stay.number, str(stay.opened), stay.state) for stay in stays] == [
        (1, "2018-01-01", "declined"),
        (1, "2018-02-01", "discharged"),
        (2, "2018-06-01", "referred"),
    ]
    assert stays[1].waiting_since == date(2018, 2, 5)
    assert stays[1].enrolled_on == date(2018, 3, 1)
    assert stays[1].end == date(2018, 4, 1)


def test_a_returner_can_be_enrolled_without_a_new_referral() -> None:
    stays = given(enrolled("2018-01-01"), discharged("2018-02-01"), enrolled("2018-03-01")).history().stays
    assert [(stay.number, stay.state) for stay in stays] == [(1, "discharged"), (2, "intake")]


def test_a_return_on_the_day_of_discharge_is_a_new_stay() -> None:
    history = given(enrolled("2018-01-01"), discharged("2018-02-01"), enrolled("2018-02-01")).history()
    assert [stay.number for stay in history.stays] == [1, 2]
    assert history.current is not None
    assert history.current.state == "intake"


def test_a_fact_on_the_day_of_discharge_and_return_belongs_to_the_new_stay() -> None:
    history = given(
        enrolled("2018-01-01"), discharged("2018-02-01"), enrolled("2018-02-01"), contact("2018-02-01")
    ).history()
    stay = history.stay_at(history.by_type["contact_held"][0])
    assert stay is history.stays[1]
    assert history.stay_at(history.by_type["discharged"][0]) is history.stays[0]


def test_a_fact_before_the_referral_belongs_to_no_stay() -> None:
    history = given(contact("2017-12-01"), referred("2018-01-01")).history()
    assert history.stay_at(history.events[0]) is None


def test_a_pause_resumes_at_the_phase_it_began_in() -> None:
    story = [enrolled("2018-01-01"), moved("2018-01-05", "coaching"), paused("2018-02-01")]
    resting = given(*story).history().current
    assert resting is not None
    assert (resting.state, resting.pauses) == ("paused", [Pause(date(2018, 2, 1))])
    back = given(*story, resumed("2018-03-01")).history().current
    assert back is not None
    assert (back.state, back.pauses) == ("coaching", [Pause(date(2018, 2, 1), date(2018, 3, 1), resumed=True)])


def test_a_discharge_ends_the_pause_without_resuming_it() -> None:
    stay = given(enrolled("2018-01-01"), paused("2018-02-01"), discharged("2018-03-01")).history().current
    assert stay is not None
    assert stay.state == "discharged"
    assert stay.pauses == [Pause(date(2018, 2, 1), date(2018, 3, 1), resumed=False)]


def test_a_discharge_leaves_a_pause_alone_that_was_over() -> None:
    stay = (
        given(enrolled("2018-01-01"), paused("2018-02-01"), resumed("2018-02-10"), discharged("2018-03-01"))
        .history()
        .current
    )
    assert stay is not None
    assert stay.pauses == [Pause(date(2018, 2, 1), date(2018, 2, 10), resumed=True)]


def test_a_spell_runs_from_the_move_into_the_phases_to_the_move_out_of_them() -> None:
    stay = (
        given(
            enrolled("2018-01-01"),
            moved("2018-01-05", "engagement"),
            moved("2018-01-10", "assessment"),
            moved("2018-02-01", "coaching"),
            moved("2018-03-01", "job_placement"),
        )
        .history()
        .current
    )
    assert stay is not None
    found = stay.spells(("engagement", "assessment", "job_placement"))
    assert [(str(entry.on), str(left)) for entry, left in found] == [
        ("2018-01-05", "2018-02-01"),
        ("2018-03-01", "None"),
    ]


# --- the coach --------------------------------------------------------------------------------------------------------


def coach(*entries: dict[str, object], as_of: str | None = None) -> str | None:
    return given(*entries).history(as_of).coach()


def test_the_coach_is_the_one_assigned_last() -> None:
    story = [enrolled("2018-01-01", coach="anna"), assigned("2018-02-01", "bo")]
    assert coach(*story) == "bo"
    assert coach(*story, as_of="2018-01-31") == "anna"
    assert coach(assigned("2018-02-01", "bo"), enrolled("2018-01-01", coach="anna")) == "bo"


def test_an_enrolment_without_a_coach_keeps_the_one_assigned_while_waiting() -> None:
    assert coach(referred("2018-01-01"), assigned("2018-01-02", "anna"), enrolled("2018-02-01")) == "anna"


def test_a_coach_of_an_earlier_episode_is_not_the_coach_of_the_next_one() -> None:
    story = [enrolled("2018-01-01", coach="anna"), discharged("2018-02-01"), enrolled("2018-03-01")]
    assert coach(*story) is None
    assert coach(*story, as_of="2018-02-15") == "anna"
    assert coach(*story, assigned("2018-02-15", "bo", entry="between")) == "bo"


def test_a_coach_of_an_earlier_episode_does_not_return_with_a_return_on_the_day_of_discharge() -> None:
    assert coach(enrolled("2018-01-01", coach="anna"), discharged("2018-02-01"), enrolled("2018-02-01")) is None


def test_a_coach_assigned_in_the_morning_of_a_discharge_is_not_the_coach_of_the_return_in_the_afternoon() -> None:
    story = [
        enrolled("2018-01-01", coach="anna"),
        assigned("2018-02-01T08:00:00+01:00", "bo"),
        discharged("2018-02-01T10:00:00+01:00"),
        enrolled("2018-02-01T14:00:00+01:00"),
    ]
    assert coach(*story) is None
    assert coach(*story, assigned("2018-02-01T15:00:00+01:00", "cia")) == "cia"


def test_a_struck_assignment_gives_the_place_back_to_the_coach_before() -> None:
    assert (
        coach(enrolled("2018-01-01", coach="anna"), assigned("2018-02-01", "bo", entry="x"), struck("2018-02-02", "x"))
        == "anna"
    )
