"""Every move from every state: what is allowed, and that a refusal names it."""

from __future__ import annotations

from typing import Any

from journey.domain.lifecycle import allowed, step
from tests.cases import every
from tests.spec import declined, discharged, enrolled, entry, given, moved, paused, referred, resumed, waitlisted

PHASES = ("engagement", "assessment", "job_placement", "coaching", "follow_along")
IN_PHASE = {"intake": [enrolled("2018-01-01")]} | {
    phase: [enrolled("2018-01-01"), moved("2018-01-02", phase)] for phase in PHASES
}
STATES: dict[str, list[dict[str, Any]]] = {
    "unknown": [],
    "referred": [referred("2018-01-01")],
    "waiting": [referred("2018-01-01"), waitlisted("2018-01-02")],
    "declined": [referred("2018-01-01"), declined("2018-01-02")],
    "discharged": [enrolled("2018-01-01"), discharged("2018-01-02")],
    "paused": [enrolled("2018-01-01"), paused("2018-01-02")],
    **IN_PHASE,
}
MOVES: dict[str, dict[str, Any]] = {
    "referred": referred("2018-02-01"),
    "waitlisted": waitlisted("2018-02-01"),
    "declined": declined("2018-02-01"),
    "enrolled": enrolled("2018-02-01"),
    "paused": paused("2018-02-01"),
    "resumed": resumed("2018-02-01"),
    "discharged": discharged("2018-02-01"),
    **{f"phase_moved to {phase}": moved("2018-02-01", phase) for phase in PHASES},
}
ALLOWED: dict[str, set[str]] = {
    "unknown": {"referred", "enrolled"},
    "referred": {"waitlisted", "enrolled", "declined"},
    "waiting": {"enrolled", "declined"},
    "declined": {"referred", "enrolled"},
    "discharged": {"referred", "enrolled"},
    "paused": {"resumed", "discharged"},
    **{
        phase: {"paused", "discharged", *(f"phase_moved to {other}" for other in PHASES if other != phase)}
        for phase in IN_PHASE
    },
}


def as_written(moves: set[str]) -> str:
    """The moves in the words and the order of a refusal."""
    plain = [move for move in MOVES if move in moves and " " not in move]
    phases = [move.removeprefix("phase_moved to ") for move in MOVES if move in moves and " " in move]
    return "; ".join([*plain, *([f"phase_moved to {', '.join(phases)}"] if phases else [])])


@every("move", MOVES)
@every("state", STATES)
def test_each_move_is_taken_or_refused_with_the_moves_that_are_allowed(state: str, move: str) -> None:
    asked = given(*STATES[state]).when(MOVES[move])
    if move in ALLOWED[state]:
        asked.then(MOVES[move])
        return
    message = asked.refused(f"{move} on 2018-02-01 is not possible", state if state != "unknown" else "nothing")
    assert message.endswith(f"allowed: {as_written(ALLOWED[state])}")


@every("state", STATES)
def test_the_state_that_a_refusal_names_is_the_one_a_list_shows(state: str) -> None:
    current = given(*STATES[state]).history().current
    assert (current.state if current else "unknown") == state


@every("state", STATES)
def test_facts_are_accepted_in_every_state(state: str) -> None:
    fact = entry("contact_held", "2018-02-01", mode="phone")
    given(*STATES[state]).when(fact).then(fact)


@every("phase", IN_PHASE)
def test_a_pause_ends_in_the_phase_it_began_in(phase: str) -> None:
    story = [*IN_PHASE[phase], paused("2018-02-01"), resumed("2018-02-02")]
    history = given(*story).history()
    assert history.current is not None
    assert history.current.state == phase
    other = "coaching" if phase != "coaching" else "engagement"
    given(*story).when(moved("2018-02-03", other)).then(moved("2018-02-03", other))
    if phase != "intake":
        given(*story).when(moved("2018-02-03", phase)).refused(f"phase_moved to {phase} on 2018-02-03 is not possible")


def test_what_is_asked_of_the_machine_leaves_no_trace_in_it() -> None:
    assert step("paused", "resumed", "coaching") == "coaching"
    assert step("paused", "resumed", "intake") == "intake"
    assert step("intake", "resumed", "coaching") is None
    assert step("intake", "paused", None) == "paused"
    assert step("paused", "resumed", None) is None
    assert allowed("paused") == ("resumed", "discharged")
