"""What does not fit in the log, each with its evidence; and what could be known when an alert fired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from journey.domain.events.messages import MessageDecided, MessageExpired, MessageSent, TaskOpened
from journey.engine.decisions import engine_event
from services.sweep import sweep
from tests.site import PROGRAMME, Entry, Site, stream_of, take

Copies = Callable[[], Site]
RULE = "job_search_one_month"
WHEN = ("--as-of", "2018-06-30", "--known-at", "2018-07-01T00:00:00Z")


def entry(person: str, kind: str, on: str, recorded: str | None = None, **keys: Any) -> Entry:
    return {
        "type": kind,
        "participant": person,
        "on": on,
        "entry": f"{person}-{kind}-{on}",
        "recorded": f"{recorded or on}T12:00:00+01:00",
        **keys,
    }


def search(person: str, on: str, recorded: str | None = None, **keys: Any) -> Entry:
    return entry(
        person,
        "employer_contacted",
        on,
        recorded,
        employer="f-1",
        mode="phone",
        who="coach",
        competitive=True,
        **{"follows_preferences": True} | keys,
    )


def background(person: str, **keys: Any) -> Entry:
    known = {"gender": "woman", "birth_year": 1985, "municipality": "Uppsala"}
    return entry(person, "background_recorded", "2018-01-01", **known | keys)


def enrolled(person: str, on: str = "2018-01-01", recorded: str | None = None) -> Entry:
    return entry(person, "enrolled", on, recorded, coach="anna")


BEFORE: list[Entry] = [
    # over before the first sweep: searched late, in time for it
    background("early"),
    enrolled("early"),
    search("early", "2018-03-03"),
    # breached, told, and still so
    background("told"),
    enrolled("told", "2018-02-01"),
    # breached, told; later a contact within the time is entered
    background("late"),
    enrolled("late", "2018-02-01"),
    # breached, told; later a pause that moves the due day is entered
    background("paused"),
    enrolled("paused", "2018-02-01"),
    # breached, told; later the enrolment is struck
    background("struck"),
    enrolled("struck", "2018-02-01"),
]
AFTER: list[Entry] = [
    search("late", "2018-02-20", recorded="2018-04-10"),
    entry("paused", "paused", "2018-02-10", recorded="2018-04-10", reason="hospital"),
    {
        "type": "struck",
        "participant": "struck",
        "on": "2018-04-10",
        "recorded": "2018-04-10T12:00:00+02:00",
        "strikes": "struck-enrolled-2018-02-01",
        "reason": "the wrong person",
        "entry": "struck-again",
    },
    entry("gaps", "enrolled", "2018-06-01"),
    entry("gaps", "background_recorded", "2018-06-01", gender="man"),
    search("gaps", "2018-06-02", follows_preferences=None),
    entry("gaps", "job_started", "2018-06-05", job="j", extent=50, competitive=True),
    entry("gaps", "discharged", "2018-06-20", reason="studies"),
]


def clean(entries: list[Entry]) -> list[Entry]:
    return [{key: value for key, value in one.items() if value is not None} for one in entries]


@pytest.fixture(scope="module")
def told(module_site: Site) -> Site:
    """Two years of a programme in a few entries, swept on the first of March and of April."""
    with module_site.opened() as journey:
        take(journey, clean(BEFORE))
        for month in (3, 4):
            sweep(journey.engine, journey.projector, datetime(2018, month, 5, 12, tzinfo=UTC))
        take(journey, clean(AFTER))
        stream, moment = stream_of(journey, "told"), datetime(2018, 6, 1, 8, tzinfo=UTC)

        def add(*facts: Any) -> None:
            version = len(journey.engine.log.load(stream))
            events = [
                engine_event(stream, version + n, PROGRAMME, fact, moment, "system") for n, fact in enumerate(facts, 1)
            ]
            journey.engine.log.append(events)

        after, expires = moment, datetime(2018, 6, 3, tzinfo=UTC)
        for name in ("gone", "silent", "coming"):
            late = datetime(2018, 9, 1, tzinfo=UTC) if name == "coming" else expires
            add(MessageDecided(message=name, kind="hello", after=after, expires=late))
        add(MessageExpired(message="gone", reason="too_late"), MessageSent(message="silent", channel="email"))
        add(TaskOpened(task="crisis:1", kind="crisis", to=("supervisor",), chat="c"))
        journey.projector.catch_up()
    return module_site


@pytest.fixture(scope="module")
def found(told: Site) -> list[dict[str, Any]]:
    return told.json("audit", "discrepancies", "--programme", PROGRAMME, *WHEN)  # type: ignore[no-any-return]


def of(found: list[dict[str, Any]], kind: str, person: str, rule: str | None = RULE) -> list[dict[str, Any]]:
    return [one for one in found if (one["kind"], one["participant"], one["rule"]) == (kind, person, rule)]


def test_every_discrepancy_says_what_it_is_in_a_sentence_and_shows_its_evidence(found: list[dict[str, Any]]) -> None:
    assert found
    for one in found:
        assert list(one) == ["kind", "participant", "programme", "on", "recorded", "rule", "what", "evidence"]
        assert one["what"]
        assert one["evidence"]


def test_a_breach_that_was_over_before_the_first_sweep_is_before_the_log(found: list[dict[str, Any]]) -> None:
    [one] = of(found, "before_the_log", "early")
    assert (one["on"], one["evidence"]["settled_on"], one["evidence"]["first_sweep"]) == (
        "2018-03-01",
        "2018-03-03",
        "2018-03-05",
    )
    assert not of(found, "breach_without_alert", "early")


def test_a_breach_that_was_told_is_no_discrepancy(found: list[dict[str, Any]]) -> None:
    for kind in ("before_the_log", "breach_without_alert", "alert_without_breach", "late_entry"):
        assert not of(found, kind, "told")


def test_a_breach_after_the_first_sweep_of_which_nobody_was_told_is_one(told: Site) -> None:
    later = told.json("audit", "discrepancies", "--as-of", "2019-01-31", "--kind", "breach_without_alert")
    assert {one["kind"] for one in later} == {"breach_without_alert"}
    assert all(one["on"] >= "2018-04-05" for one in later if one["evidence"]["settled_on"] is None)
    assert any(one["participant"] == "told" for one in later)  # the rhythm of contacts, months after the last sweep


def test_a_contact_entered_late_is_a_late_entry_and_unmakes_the_alert(found: list[dict[str, Any]]) -> None:
    [late] = of(found, "late_entry", "late")
    assert (late["on"], late["recorded"], late["evidence"]["due"]) == ("2018-02-20", "2018-04-10", "2018-04-01")
    [alert] = of(found, "alert_without_breach", "late")
    assert (alert["evidence"]["became"], alert["evidence"]["kinds"]) == ("late_entry", ["breach"])
    [entered] = of(found, "recorded_late", "late", None)
    assert (entered["evidence"]["entry"], entered["evidence"]["days"]) == ("late-employer_contacted-2018-02-20", 49)


def test_a_pause_entered_afterwards_is_backdating_where_it_unmakes_a_breach(found: list[dict[str, Any]]) -> None:
    [one] = [one for one in found if (one["kind"], one["participant"]) == ("backdating", "paused")]
    assert (one["on"], one["recorded"], one["evidence"]["type"]) == ("2018-02-10", "2018-04-10", "paused")
    changed = {item["rule"]: (item["was"], item["became"]) for item in one["evidence"]["deadlines"]}
    assert changed[RULE] == ("breached", "open")
    assert not [one for one in found if one["kind"] == "backdating" and one["participant"] != "paused"]


def test_a_strike_is_a_correction_and_the_alert_stands_without_its_breach(found: list[dict[str, Any]]) -> None:
    [one] = of(found, "correction", "struck", None)
    evidence = one["evidence"]
    assert (evidence["entry"], evidence["strike"]) == ("struck-enrolled-2018-02-01", "struck-again")
    assert (evidence["struck_on"], evidence["first_recorded"]) == ("2018-04-10", "2018-02-01")
    [alert] = of(found, "alert_without_breach", "struck")
    assert alert["evidence"]["became"] == "struck"


def test_what_figures_need_and_is_missing_is_told_once_for_each_person(found: list[dict[str, Any]]) -> None:
    gaps = {one["evidence"]["fact"]: one for one in found if (one["kind"], one["participant"]) == ("gap", "gaps")}
    assert gaps.keys() == {"background", "studies", "industry", "follows_preferences"}
    assert gaps["background"]["evidence"]["missing"] == ["age_band", "municipality"]
    assert gaps["follows_preferences"]["evidence"]["entries"] == ["gaps-employer_contacted-2018-06-02"]
    assert not [one for one in found if (one["kind"], one["participant"]) == ("gap", "told")]


def test_messages_that_did_not_arrive_are_told_and_crises_never(found: list[dict[str, Any]]) -> None:
    messages = [one for one in found if one["kind"] == "undelivered"]
    assert [(one["participant"], one["evidence"]["state"], one["evidence"]["reason"]) for one in messages] == [
        ("told", "expired", "too_late"),
        ("told", "sent", None),
    ]
    assert "crisis" not in str(found)


def test_what_was_not_known_then_is_no_discrepancy_then(told: Site) -> None:
    then = told.json("audit", "discrepancies", "--known-at", "2018-04-01T00:00:00Z")
    assert not [
        one for one in then if one["kind"] in ("late_entry", "correction", "alert_without_breach", "backdating")
    ]


def test_an_evaluator_sees_no_reference_and_no_entry(told: Site) -> None:
    seen = told.run("audit", "discrepancies", *WHEN, "--pseudonyms", "--format", "json").out
    for name in ('"early"', '"told"', '"gaps"', "-enrolled-", "-employer_contacted-", "struck-again"):
        assert name not in seen
    assert '"P-' in seen
    assert "late entry" in told.run("audit", "discrepancies", *WHEN).out


def test_wrong_kinds_dates_and_programmes_are_wrong_use(told: Site) -> None:
    assert "allowed: late_entry" in told.run("audit", "discrepancies", "--kind", "x", code=2).err
    told.run("audit", "discrepancies", "--programme", "x", code=2)
    told.run("audit", "discrepancies", "--as-of", "x", code=2)
    told.run("audit", "alert", "told", "x", code=2)
    told.run("audit", "alert", "x", RULE, code=2)


# -- an alert --------------------------------------------------------------------------------------------------------
def test_an_alert_is_told_with_what_could_be_known_then_and_what_came_later(told: Site) -> None:
    story = told.json("audit", "alert", "late", RULE, *WHEN)
    assert story["participant"] == "late"
    breach = next(alert for alert in story["alerts"] if alert["kind"] == "breach")
    assert [event["type"] for event in breach["known"] if not event["engine"]] == ["background_recorded", "enrolled"]
    assert (breach["then"]["status"], breach["now"]["status"]) == ("breached", "late_entry")
    assert breach["as_the_alert_said"]
    later = [event for event in breach["later"] if not event["engine"]]
    assert [(event["type"], event["on"]) for event in later] == [("employer_contacted", "2018-02-20")]
    assert len(breach["known"]) <= breach["events_seen"]


def test_every_alert_can_be_judged_again_from_what_was_known(told: Site) -> None:
    numbers = count()
    for alert in (alert for alert in told.json("alerts") if alert["participant"]):
        for story in told.json("audit", "alert", alert["participant"], alert["rule"])["alerts"]:
            assert story["as_the_alert_said"], story
            next(numbers)
    assert next(numbers) > 10


def test_the_story_of_an_alert_is_read_by_people_and_noted(told: Site) -> None:
    shown = told.run("audit", "alert", "late", RULE).out
    assert "Judged then: breached. Judged now: late entry (met 2018-02-20, known on 2018-04-10)." in shown
    assert shown.index("Known then") < shown.index("Known only later")
    hidden = told.run("audit", "alert", "late", RULE, "--pseudonyms", "--format", "json").out
    assert "late-employer" not in hidden
    assert '"participant": "P-' in hidden
    with told.opened() as journey, journey.engine.store.read() as connection:
        whys = [why for one in journey.engine.access.readings(connection) for why in one.why]
    assert "journey audit alert" in whys
