"""XES: a trace is a stay, whole and in order, also where one ends on the day the next begins."""

import io
from uuid import uuid4
from xml.etree import ElementTree as ET

from projections.exports.coding import Coder
from projections.exports.mining import xes
from projections.exports.population import ExportPerson, lines
from projections.exports.pseudonyms import Pseudonyms
from tests.unit.exports.test_model import walks
from tests.unit.reports.given import Entry, discharged, e, enrolled, person


def traces(*story: Entry, moves_only: bool = True) -> dict[str, list[str]]:
    """The activities of each trace, by the trace's name without the person's."""
    history, coder = person(*story), Coder(Pseudonyms(b""), {})
    file = io.BytesIO()
    xes.write(
        file, "title", [ExportPerson("P-1", uuid4(), history, lines(history, coder))], coder, moves_only=moves_only
    )
    found = {}
    for trace in ET.fromstring(file.getvalue()).iter("trace"):
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


def test_struck_events_and_what_lies_outside_every_stay_are_left_out() -> None:
    story = (
        e("contact_held", "2018-01-01", mode="phone"),
        enrolled("2018-01-10"),
        e("contact_held", "2018-01-11", mode="phone", entry="x"),
        e("contact_held", "2018-01-12", mode="video"),
        e("struck", "2018-01-13", strikes="x", reason="wrong"),
    )
    assert traces(*story, moves_only=False) == {"1": ["enrolled", "contact held"]}


def test_any_text_can_stand_in_a_value() -> None:
    written = xes._attribute("key", chr(0) + '<&"' + chr(11))
    assert ET.fromstring(written).get("value") == '\ufffd<&"\ufffd'
