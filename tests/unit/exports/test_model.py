"""The process model says what the state machine says: its token can walk what the lifecycle allows, and nothing else."""

from collections import defaultdict
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from journey.domain.lifecycle import step
from journey.domain.programme import PHASES
from projections.exports.mining.activities import phase_moved
from projections.exports.mining.model import END, START, pnml, transitions

MOVES = (
    "referred",
    "waitlisted",
    "declined",
    "enrolled",
    "paused",
    "resumed",
    "discharged",
    *(phase_moved(phase) for phase in PHASES[1:]),
)


def walks(labels: list[str]) -> bool:
    """Whether the net fires these activities in this order."""
    places = {START}
    for label in labels:
        places = {arc.target for arc in transitions() if arc.source in places and arc.label == label}
    return bool(places)


def allowed(labels: list[str]) -> bool:
    """Whether the machine does, within one stay."""
    state, rested_in = "unknown", None
    for label in labels:
        if state in ("declined", "discharged"):
            return False
        move = label.replace("phase_moved ", "to_")
        rested_in = state if move == "paused" else rested_in
        after = step(state, move, rested_in)
        if after is None:
            return False
        state = after
    return True


@given(
    st.lists(st.sampled_from(MOVES), max_size=4).flatmap(
        lambda rest: st.sampled_from([["enrolled", *rest], ["referred", *rest], ["enrolled", "paused", *rest], rest])
    )
)
def test_the_net_fires_what_the_machine_allows_and_nothing_else(labels: list[str]) -> None:
    assert walks(labels) is allowed(labels)


def test_a_stay_may_be_under_way_wherever_it_has_begun() -> None:
    silent = {arc.source for arc in transitions() if arc.label is None}
    assert silent == {arc.source for arc in transitions()} - {START}
    assert {arc.target for arc in transitions() if arc.label is None} == {END}


def test_the_file_has_a_place_to_start_and_a_marking_to_end_in() -> None:
    root = ET.fromstring(pnml())
    ids: dict[str, set[str]] = defaultdict(set)
    for element in root.iter():
        if "id" in element.attrib:
            ids[element.tag].add(element.attrib["id"])
    assert [place.get("id") for place in root.iter("place") if place.find("initialMarking") is not None] == [START]
    assert [place.get("idref") for place in root.iter("place") if place.get("idref")] == [END]
    for arc in root.iter("arc"):
        assert {arc.get("source"), arc.get("target")} <= ids["place"] | ids["transition"]
    labels = {text.text for found in root.iter("transition") for text in found.iter("text")}
    assert set(MOVES) <= labels
