"""OCEL 2.0: what the standard demands of a log, checked of one that holds everything a programme can record."""

import io
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import msgspec

from journey.domain.events import PROGRAMME_TYPES
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from projections.exports.coding import Coder
from projections.exports.config import code_lists
from projections.exports.fact_types import TYPES
from projections.exports.mining import ocel
from projections.exports.moments import noon
from projections.exports.population import ExportPerson, line, lines
from projections.exports.pseudonyms import Pseudonyms
from tests.docs.test_nothing_missing import stored_events
from tests.unit.reports.given import e, enrolled, events, person

VALUES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def moment(text: str) -> datetime:
    """A date-time of RFC 3339: a day alone is none, nor is a time without an offset."""
    assert "T" in text, text
    read = datetime.fromisoformat(text)
    assert read.tzinfo is not None, text
    return read


def rules_of_ocel(log: dict[str, Any]) -> None:
    """Every rule of OCEL 2.0 for its JSON form."""
    assert set(log) == {"eventTypes", "objectTypes", "events", "objects"}
    declared = {}
    for kinds in ("eventTypes", "objectTypes"):
        names = [kind["name"] for kind in log[kinds]]
        assert len(names) == len(set(names)), "no type twice"
        for kind in log[kinds]:
            assert set(kind) == {"name", "attributes"}
            attributes = [one["name"] for one in kind["attributes"]]
            assert len(attributes) == len(set(attributes)), f"no attribute twice in {kind['name']}"
            declared[kinds, kind["name"]] = {one["name"]: one["type"] for one in kind["attributes"]}
    events_, objects = [one["id"] for one in log["events"]], [one["id"] for one in log["objects"]]
    assert len({*events_, *objects}) == len(events_) + len(objects), "no id twice, of events and objects together"
    for event in log["events"]:
        assert set(event) == {"id", "type", "time", "attributes", "relationships"}
        moment(event["time"])
        assert event["relationships"], f"an event of nothing: {event}"
        names = [one["name"] for one in event["attributes"]]
        assert len(names) == len(set(names)), f"no attribute twice in {event}"
        typed(event, declared["eventTypes", event["type"]], {"name", "value"})
    for thing in log["objects"]:
        assert set(thing) == {"id", "type", "attributes", "relationships"}
        typed(thing, declared["objectTypes", thing["type"]], {"name", "value", "time"})
        for attribute in thing["attributes"]:
            moment(attribute["time"])
    for one in (related for thing in [*log["events"], *log["objects"]] for related in thing["relationships"]):
        assert set(one) == {"objectId", "qualifier"}
        assert one["objectId"] in objects
        assert one["qualifier"]


def typed(thing: dict[str, Any], types: dict[str, str], keys: set[str]) -> None:
    for attribute in thing["attributes"]:
        assert set(attribute) == keys
        kind = types[attribute["name"]]
        (moment if kind == "time" else VALUES[kind])(attribute["value"])


def whole(*, exact_times: bool = False) -> dict[str, Any]:
    """A log with an event of every type, as stored ones are: the person's own, and the programme's."""
    coder = Coder(Pseudonyms(b""), code_lists(None), exact_times=exact_times)
    history, stored = person(enrolled("2018-01-10")), stored_events()
    every = {name: line(event, coder, noon(event.on), history.current) for name, event in stored.items()}
    own = ExportPerson("", uuid4(), history, [every[name] for name in TYPES if name in PROGRAMME_TYPES])
    one = ExportPerson("P-1", uuid4(), history, [every[name] for name in TYPES if name not in PROGRAMME_TYPES])
    file = io.BytesIO()
    ocel.write(file, own, [one], coder)
    return json.loads(file.getvalue())


def test_a_log_of_everything_keeps_every_rule_of_the_standard() -> None:
    for exact_times in (False, True):
        log = whole(exact_times=exact_times)
        assert {event["type"] for event in log["events"]} <= {kind["name"] for kind in log["eventTypes"]}
        assert len(log["events"]) == len(TYPES)
        rules_of_ocel(log)


def test_an_alert_of_the_programmes_own_concerns_the_programme() -> None:
    log = events([e("meeting_held", "2018-01-02", kind="team")])
    alert = AlertRaised(
        rule="team_meeting",
        kind="breach",
        occurrence="o",
        due=date(2018, 1, 9),
        to=("supervisor",),
        seen=1,
        opened=date(2018, 1, 2),
        status="breached",
        raw_days=8,
        paused_days=0,
        rules_version="v",
    )
    raised = msgspec.structs.replace(log[0], fact=alert, version=2, on=date(2018, 1, 10), by=None)
    coder, file = Coder(Pseudonyms(b""), {}), io.BytesIO()
    history = History([*log, raised], as_of=date(2018, 12, 31))
    ocel.write(file, ExportPerson("", uuid4(), history, lines(history, coder)), [], coder)
    written = json.loads(file.getvalue())
    rules_of_ocel(written)
    assert [event["type"] for event in written["events"]] == ["meeting held", "alert raised"]
    assert {one["type"] for one in written["objects"]} == {"programme"}


def test_days_are_date_times_in_the_middle_of_the_day() -> None:
    log = whole()
    times = {
        attribute["value"]
        for thing in [*log["events"], *log["objects"]]
        for attribute in thing["attributes"]
        if attribute["name"] in ("due", "recorded", "booked_for", "until")
    }
    assert times
    assert {moment(text).astimezone(UTC).hour for text in times} <= {10, 11}
