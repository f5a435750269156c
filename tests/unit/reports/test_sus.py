"""The population `sus`: episodes with a start in SUS, ending with the end there or with discharge."""

from .given import discharged, e, enrolled, figures, job, person, pick, sus, values

REFERRED = e("referred", "2018-01-01", source="self")


def flow(*entries: dict[str, object]) -> dict[str, object]:
    found = values("flow", person(*entries), population="sus")
    keys = ("episodes", "discharged", "current_end", "mean_days_discharged", "discharge_reasons")
    return pick(found, *keys)


NOBODY: dict[str, object] = {
    "episodes": 0,
    "discharged": 0,
    "current_end": 0,
    "mean_days_discharged": None,
    "discharge_reasons": {},
}
THERE = NOBODY | {"episodes": 1, "current_end": 1}


def gone(days: int, reason: str = "own_wish", episodes: int = 1) -> dict[str, object]:
    return {
        "episodes": episodes,
        "discharged": 1,
        "current_end": episodes - 1,
        "mean_days_discharged": days,
        "discharge_reasons": {reason: 1},
    }


def test_an_episode_never_registered_does_not_count() -> None:
    assert flow(enrolled("2018-01-10")) == NOBODY


def test_an_episode_counts_from_enrolment_and_not_from_the_registration() -> None:
    stay = (enrolled("2018-01-10"), sus("2018-02-01", "start"), discharged("2018-03-11"))
    assert flow(*stay) == gone(60)


def test_a_registration_while_the_person_waited_belongs_to_the_episode_that_followed() -> None:
    assert flow(REFERRED, sus("2018-01-05", "start"), enrolled("2018-01-10")) == THERE


def test_a_registration_before_anything_else_belongs_to_nothing() -> None:
    assert flow(sus("2017-12-01", "start"), REFERRED, enrolled("2018-01-10")) == NOBODY


def test_a_registration_shortly_after_discharge_belongs_to_the_episode_that_ended() -> None:
    assert flow(enrolled("2018-01-10"), discharged("2018-03-11"), sus("2018-03-15", "start")) == gone(60)


def test_an_end_in_sus_ends_the_episode_without_discharge() -> None:
    stay = (enrolled("2018-01-10"), sus("2018-01-12", "start"), sus("2018-02-09", "end"))
    assert flow(*stay) == gone(30, "sus_end")


def test_an_end_in_sus_before_discharge_sets_the_length_and_discharge_the_reason() -> None:
    stay = (
        enrolled("2018-01-10"),
        sus("2018-01-12", "start"),
        sus("2018-02-09", "end"),
        discharged("2018-05-01", "work"),
    )
    assert flow(*stay) == gone(30, "work")


def test_an_end_in_sus_after_discharge_changes_nothing() -> None:
    stay = (enrolled("2018-01-10"), sus("2018-01-12", "start"), discharged("2018-03-11"), sus("2018-04-01", "end"))
    assert flow(*stay) == gone(60)


FORMER = (enrolled("2018-01-10"), sus("2018-01-12", "start"), discharged("2018-03-11"))


def test_a_late_end_of_the_former_episode_does_not_end_that_of_a_returner() -> None:
    back = (enrolled("2018-05-01"), sus("2018-05-01", "end"), sus("2018-05-10", "start"))
    assert flow(*FORMER, *back) == gone(60, episodes=2)
    later = (enrolled("2018-05-01"), sus("2018-05-09", "end"), sus("2018-05-10", "start"))
    assert flow(*FORMER, *later) == gone(60, episodes=2)


def test_of_a_returner_only_registered_stays_count() -> None:
    assert flow(*FORMER, enrolled("2018-05-01")) == gone(60)
    second = (enrolled("2018-01-10"), discharged("2018-03-11"), enrolled("2018-05-01"), sus("2018-05-02", "start"))
    assert flow(*second) == THERE


def test_a_referral_that_led_nowhere_takes_no_registration_from_the_episode_before() -> None:
    declined = (e("referred", "2018-03-20", source="self"), e("declined", "2018-03-25", reason="own_wish"))
    stay = (enrolled("2018-01-10"), discharged("2018-03-11"), *declined, sus("2018-03-26", "start"))
    assert flow(*stay) == gone(60)


def test_referrals_and_the_waiting_are_those_registered_since() -> None:
    waits = person(REFERRED, e("waitlisted", "2018-01-02"))
    came = person(REFERRED, e("waitlisted", "2018-01-02"), enrolled("2018-03-01"), sus("2018-03-02", "start"))
    found = values("flow", waits, came, population="sus")
    assert pick(found, "referred", "waiting", "persons") == {"referred": 1, "waiting": 0, "persons": 1}


def test_in_sus_somebody_ended_there_has_left_though_the_work_goes_on() -> None:
    stay = person(
        enrolled("2018-01-10", coach="anna"),
        sus("2018-01-12", "start"),
        e("phase_moved", "2018-01-20", to="coaching"),
        sus("2018-02-09", "end"),
    )
    assert values("outcomes", stay, population="sus")["status_exclusive"] == {"discharged": 1}
    assert values("outcomes", stay)["status_exclusive"] == {"other_phase": 1}
    assert values("caseload", stay, population="sus")["participants"] == {}
    assert values("caseload", stay)["participants"] == {"anna": 1}


def test_shares_are_of_those_in_sus() -> None:
    registered = person(enrolled("2018-01-10"), sus("2018-01-12", "start"), job("2018-02-01"))
    other = person(enrolled("2018-01-10"), job("2018-02-01"))
    assert values("outcomes", registered, other, population="sus")["employed_ever"] == 1
    assert values("outcomes", registered, other)["employed_ever"] == 2


def test_in_sus_what_came_before_the_first_registered_enrolment_is_no_outcome() -> None:
    unregistered = (enrolled("2018-01-08"), discharged("2018-03-01"))
    registered = (enrolled("2018-05-07"), sus("2018-05-08", "start"))
    before = person(*unregistered[:1], job("2018-02-01"), *unregistered[1:], *registered)
    after = person(*unregistered, *registered, job("2018-06-01", "b"))
    found = figures("outcomes", before, after, population="sus")["employed_share_enrolled"]
    assert (found["numerator"], found["denominator"]) == (1, 2)
    everybody = figures("outcomes", before, after)["employed_share_enrolled"]
    assert (everybody["numerator"], everybody["denominator"]) == (2, 2)
