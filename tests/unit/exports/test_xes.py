"""XES: a trace is a stay, whole and in order, also where one ends on the day the next begins."""

import io
from datetime import date, datetime, timedelta
from uuid import uuid4
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from projections.exports.coding import Coder
from projections.exports.mining import xes
from projections.exports.population import ExportPerson, lines
from projections.exports.pseudonyms import Pseudonyms
from tests.unit.exports.test_model import MOVES, walks
from tests.unit.reports.given import Entry, discharged, e, enrolled, person


def written(*story: Entry, moves_only: bool = False) -> tuple[ET.Element, xes.Written]:
    """The log of one person, and what came of it."""
    history, coder = person(*story), Coder(Pseudonyms(b""), {})
    file = io.BytesIO()
    people = [ExportPerson("P-1", uuid4(), history, lines(history, coder))]
    done = xes.write(file, "title", people, coder, moves_only=moves_only)
    return ET.fromstring(file.getvalue()), done


def traces(*story: Entry, moves_only: bool = True) -> dict[str, list[str]]:
    """The activities of each trace, by the trace's name without the person's."""
    found = {}
    for trace in written(*story, moves_only=moves_only)[0].iter("trace"):
        name = trace.find("string[@key='concept:name']").get("value")
        labels = [event.find("string[@key='concept:name']").get("value") for event in trace.iter("event")]
        found[name.partition("/")[2]] = labels
    return found


REFERRED = e("referred", "2018-03-01", source="self")


def test_moves_of_a_day_that_ends_one_stay_and_begins_the_next_stay_with_their_own() -> None:
    found = traces(
        enrolled("2018-01-10"),
        e("phase_moved", "2018-03-01", to="coaching"),
        discharged("2018-03-01"),
        REFERRED,
        e("declined", "2018-03-01", reason="own_wish"),
        enrolled("2018-03-01"),
    )
    assert found == {
        "1": ["enrolled", "phase_moved coaching", "discharged"],
        "referral-2": ["referred", "declined"],
        "2": ["enrolled"],
    }
    assert all(walks(labels) for labels in found.values())


def test_struck_events_are_left_out_and_counted() -> None:
    story = (
        enrolled("2018-01-10"),
        e("contact_held", "2018-01-11", mode="phone", entry="x"),
        e("contact_held", "2018-01-12", mode="video"),
        e("struck", "2018-01-13", strikes="x", reason="wrong"),
    )
    log, done = written(*story)
    assert [said(event, "concept:name") for event in log.iter("event")] == ["enrolled", "contact held"]
    assert (done.traces, done.inside) == (1, {"struck as wrong": 1})


def said(event: ET.Element, key: str) -> str | None:
    attribute = next((child for child in event if child.get("key") == key), None)
    return None if attribute is None else attribute.get("value")


AFTERWARDS = (
    e("contact_held", "2018-01-05", mode="phone"),
    enrolled("2018-01-15", coach="anna"),
    discharged("2018-03-01", reason="work"),
    e("questionnaire_answered", "2018-03-08", instrument="own_survey", moment="discharge", total=4),
    e("sus_registered", "2018-03-10", moment="end"),
    e("contact_held", "2018-04-01", mode="phone"),
)


def test_what_happens_before_and_after_a_stay_is_in_its_trace_and_marked() -> None:
    log, done = written(*AFTERWARDS)
    assert [(said(event, "concept:name"), said(event, "stay")) for event in log.iter("event")] == [
        ("contact held", "before"),
        ("enrolled", None),
        ("discharged", None),
        ("questionnaire answered", "after"),
        ("sus registered", "after"),
        ("contact held", "after"),
    ]
    assert done.inside == {}
    assert traces(*AFTERWARDS) == {"1": ["enrolled", "discharged"]}, "moves alone, as the model has them"


def test_what_happens_between_two_stays_follows_the_one_that_ended() -> None:
    log, _ = written(*AFTERWARDS, enrolled("2018-06-01"), e("contact_held", "2018-06-02", mode="video"))
    counts = {said(trace, "concept:name"): len(trace.findall("event")) for trace in log.iter("trace")}
    assert counts == {"P-1/1": 6, "P-1/2": 2}


def test_of_somebody_who_was_neither_referred_nor_enrolled_it_is_said_how_much_stays_inside() -> None:
    log, done = written(e("contact_held", "2018-01-05", mode="phone"), e("contact_held", "2018-01-06", mode="phone"))
    assert not list(log.iter("event"))
    assert done.inside == {"about people who were neither referred nor enrolled": 2}


FIRST = date(2018, 1, 1)
STAYS = (
    e("referred", "2018-02-01", source="self"),
    e("declined", "2018-02-10", reason="own_wish"),
    enrolled("2018-03-01"),
    discharged("2018-05-01"),
    enrolled("2018-05-01"),
    discharged("2018-07-01"),
)


@given(st.lists(st.integers(0, 364), max_size=30))
def test_every_fact_of_a_person_with_a_stay_is_in_one_trace_on_its_day_and_in_order(days: list[int]) -> None:
    facts = sorted((FIRST + timedelta(days=day)).isoformat() for day in days)
    log, done = written(*sorted([*STAYS, *(e("contact_held", day, mode="phone") for day in facts)], key=_on))
    found = [
        said(event, "time:timestamp") for event in log.iter("event") if said(event, "concept:name") == "contact held"
    ]
    assert (sorted(text[:10] for text in found if text), done.inside) == (facts, {})
    for trace in log.iter("trace"):
        told = [datetime.fromisoformat(said(event, "time:timestamp") or "") for event in trace.iter("event")]
        assert told == sorted(told)
        assert walks(
            [said(event, "concept:name") for event in trace.iter("event") if said(event, "concept:name") in MOVES]
        )


def _on(entry: Entry) -> str:
    return str(entry["on"])


def test_days_of_a_fact_are_dates_that_no_zone_moves() -> None:
    story = (enrolled("2018-01-10"), e("action_agreed", "2018-01-11", action="a", at="sip", due="2018-07-01"))
    log, _ = written(*story)
    due = next(child for event in log.iter("event") for child in event if child.get("key") == "due")
    assert (due.tag, due.get("value")) == ("date", "2018-07-01T12:00:00+02:00")


def test_any_text_can_stand_in_a_value() -> None:
    attribute = xes._attribute("key", chr(0) + '<&"' + chr(11))
    assert ET.fromstring(attribute).get("value") == '\ufffd<&"\ufffd'
