"""Flow: who came, who is there, who left and after how long."""

from .given import asked, discharged, e, enrolled, figures, job, person, pick, sus, values

STAYED = person(enrolled("2018-02-01"), gender="woman")
LEFT = person(enrolled("2018-01-10"), discharged("2018-03-11"), gender="man")  # 60 days
LONG = person(enrolled("2018-01-01"), discharged("2018-07-30", "work"), gender="woman")  # 210 days
TWICE = person(
    enrolled("2018-03-01"),
    discharged("2018-04-30"),
    enrolled("2018-06-01"),
    discharged("2018-09-09", "moved"),
    gender="man",
)  # 60 days, then 100
BACK = person(enrolled("2018-01-15"), discharged("2018-02-14", "illness"), enrolled("2018-10-01"))  # 30 days


def test_persons_and_episodes_are_counted_apart() -> None:
    found = values("flow", STAYED, LEFT, LONG, TWICE, BACK)
    assert pick(found, "persons", "episodes", "enrolled", "discharged", "discharged_persons", "current_end") == {
        "persons": 5,
        "episodes": 7,
        "enrolled": 7,
        "discharged": 5,
        "discharged_persons": 4,
        "current_end": 2,
    }


def test_lengths_are_per_person_and_of_the_last_ended_episode() -> None:
    found = figures("flow", STAYED, LEFT, LONG, TWICE, BACK)
    mean = found["mean_days_discharged"]
    assert (mean["value"], mean["numerator"], mean["denominator"]) == (100, 60 + 210 + 100 + 30, 4)
    assert found["median_days_discharged"]["value"] == (60 + 100) / 2
    assert found["discharged_7_months_or_longer"]["value"] == 1


def test_seven_months_are_210_days_and_not_209() -> None:
    shorter = person(enrolled("2018-01-01"), discharged("2018-07-29"))
    assert values("flow", shorter)["discharged_7_months_or_longer"] == 0
    assert values("flow", LONG)["discharged_7_months_or_longer"] == 1


def test_months_and_reasons_are_counted_where_there_is_something_to_count() -> None:
    found = values("flow", STAYED, LEFT, LONG, TWICE, BACK)
    assert list(found["enrolled_by_month"].items()) == [
        ("2018-01", 3),
        ("2018-02", 1),
        ("2018-03", 1),
        ("2018-06", 1),
        ("2018-10", 1),
    ]
    assert found["discharged_by_month"] == {"2018-02": 1, "2018-03": 1, "2018-04": 1, "2018-07": 1, "2018-09": 1}
    assert found["discharge_reasons"] == {"illness": 1, "moved": 1, "own_wish": 2, "work": 1}


def test_who_is_there_when_the_window_opens_at_some_time_and_when_it_closes() -> None:
    found = values("flow", STAYED, LEFT, LONG, TWICE, BACK, start="2018-03-01", end="2018-09-09")
    # There before March: STAYED, LEFT, LONG. TWICE comes on the first day and leaves on the last. BACK is away.
    assert pick(found, "current_start", "current_any", "current_end", "persons", "episodes", "enrolled") == {
        "current_start": 3,
        "current_any": 4,
        "current_end": 1,
        "persons": 4,
        "episodes": 5,
        "enrolled": 2,
    }
    assert pick(found, "discharged", "discharged_persons") == {"discharged": 4, "discharged_persons": 3}


def test_somebody_who_left_on_the_first_day_of_the_window_was_still_there_when_it_opened() -> None:
    found = values("flow", LEFT, start="2018-03-11")
    assert pick(found, "current_start", "current_any", "current_end", "discharged") == {
        "current_start": 1,
        "current_any": 1,
        "current_end": 0,
        "discharged": 1,
    }
    assert values("flow", LEFT, start="2018-03-12")["current_any"] == 0


def test_a_later_stay_does_not_stand_in_for_the_one_that_ended_in_the_window() -> None:
    found = figures("flow", TWICE, start="2018-01-01", end="2018-05-31")
    assert found["mean_days_discharged"]["value"] == 60
    assert found["discharge_reasons"]["value"] == {"own_wish": 1}


def test_a_paused_person_is_current() -> None:
    assert (
        values("flow", person(enrolled("2018-01-01"), e("paused", "2018-02-01", reason="hospital")))["current_end"] == 1
    )


def test_referrals_count_whatever_came_of_them_and_the_waiting_are_those_on_the_list_at_the_end() -> None:
    waits = person(e("referred", "2018-03-01", source="self"), e("waitlisted", "2018-03-02"))
    told = person(e("referred", "2018-03-01", source="self"))
    declined = person(e("referred", "2018-03-01", source="self"), e("declined", "2018-03-05", reason="moved"))
    came = person(e("referred", "2018-03-01", source="family"), e("waitlisted", "2018-03-02"), enrolled("2018-05-01"))
    everybody = (waits, told, declined, came)
    assert pick(values("flow", *everybody), "referred", "waiting", "persons") == {
        "referred": 4,
        "waiting": 1,
        "persons": 1,
    }
    spring = values("flow", *everybody, end="2018-03-31")
    assert pick(spring, "referred", "waiting", "persons") == {"referred": 4, "waiting": 2, "persons": 0}
    assert values("flow", *everybody, start="2018-03-02")["referred"] == 0


def test_a_returner_on_the_waiting_list_waits_and_is_discharged() -> None:
    again = (e("referred", "2018-05-01", source="self"), e("waitlisted", "2018-05-02"))
    found = values("flow", person(enrolled("2018-01-01"), discharged("2018-02-01"), *again))
    assert pick(found, "waiting", "discharged_persons", "current_end") == {
        "waiting": 1,
        "discharged_persons": 1,
        "current_end": 0,
    }


def test_women_and_men_are_told_apart_and_those_nobody_asked_are_not_lost() -> None:
    found = figures("flow", STAYED, LEFT, LONG, TWICE, BACK)
    assert found["persons"]["by"] == {"gender=woman": 2, "gender=man": 2, "gender=unknown": 1}
    assert found["mean_days_discharged"]["by"] == {"gender=woman": 210, "gender=man": 80, "gender=unknown": 30}
    assert found["discharge_reasons"]["by"]["gender=man"] == {"moved": 1, "own_wish": 2}


def test_a_strike_takes_a_discharge_back() -> None:
    wrong = e("discharged", "2018-03-01", reason="moved", entry="wrong")
    right = e("struck", "2018-03-02", strikes="wrong", reason="another person")
    found = values("flow", person(enrolled("2018-01-01", entry="a"), wrong, right))
    assert pick(found, "discharged", "current_end") == {"discharged": 0, "current_end": 1}


def test_somebody_of_whom_only_facts_are_known_counts_in_nothing() -> None:
    found = asked("flow", person(job("2018-01-01"), sus("2018-02-01", "start")))
    assert {figure["value"] for figure in found["figures"] if isinstance(figure["value"], int)} == {0}
