"""The phases and the moves between them, as a state machine that is asked before anything is added.

The machine is the single statement of what is allowed; the diagram in the
docs is drawn from it. It is asked once per distinct question: `step` remembers the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from journey.domain.errors import WrongOrder
from journey.domain.events import Event
from journey.domain.programme import PHASES


def _rested_in(phase: str) -> Callable[..., bool]:
    """A guard: the pause began in that phase."""

    def guard(machine: Lifecycle) -> bool:
        return machine.rested_in == phase

    guard.__name__ = f"rested_in_{phase}"
    return guard


class Lifecycle(StateMachine):
    """Where a person can be, and what can come next."""

    unknown = State("unknown", initial=True)
    referred_state = State("referred", value="referred")
    waiting = State("waiting", value="waiting")
    declined_state = State("declined", value="declined")
    intake = State("intake", value="intake")
    engagement = State("engagement", value="engagement")
    assessment = State("assessment", value="assessment")
    job_placement = State("job_placement", value="job_placement")
    coaching = State("coaching", value="coaching")
    follow_along = State("follow_along", value="follow_along")
    paused_state = State("paused", value="paused")
    discharged_state = State("discharged", value="discharged")

    _any = (intake, engagement, assessment, job_placement, coaching, follow_along)

    referred = referred_state.from_(unknown, declined_state, discharged_state)
    waitlisted = waiting.from_(referred_state)
    declined = declined_state.from_(referred_state, waiting)
    enrolled = intake.from_(unknown, referred_state, waiting, declined_state, discharged_state)
    to_engagement = engagement.from_(intake, assessment, job_placement, coaching, follow_along)
    to_assessment = assessment.from_(intake, engagement, job_placement, coaching, follow_along)
    to_job_placement = job_placement.from_(intake, engagement, assessment, coaching, follow_along)
    to_coaching = coaching.from_(intake, engagement, assessment, job_placement, follow_along)
    to_follow_along = follow_along.from_(intake, engagement, assessment, job_placement, coaching)
    paused = paused_state.from_(*_any)
    resumed = (
        paused_state.to(intake, cond=_rested_in("intake"))
        | paused_state.to(engagement, cond=_rested_in("engagement"))
        | paused_state.to(assessment, cond=_rested_in("assessment"))
        | paused_state.to(job_placement, cond=_rested_in("job_placement"))
        | paused_state.to(coaching, cond=_rested_in("coaching"))
        | paused_state.to(follow_along, cond=_rested_in("follow_along"))
    )
    discharged = discharged_state.from_(*_any, paused_state)

    rested_in: str | None = None  # the phase the pause began in: the fact that the guards ask for


_machine: Lifecycle | None = None


def _shared() -> Lifecycle:
    global _machine  # noqa: PLW0603  # building one costs milliseconds; it carries no state between questions
    if _machine is None:
        _machine = Lifecycle()
    return _machine


@lru_cache(maxsize=2048)
def step(state: str, move: str, rested_in: str | None) -> str | None:
    """The state after a move, or None where the move is not allowed. `phase_moved` is asked as `to_PHASE`."""
    machine = _shared()
    machine.current_state_value = state
    machine.rested_in = rested_in
    try:
        machine.send(move)
    except TransitionNotAllowed:
        return None
    return str(machine.current_state_value)


@lru_cache(maxsize=64)
def allowed(state: str) -> tuple[str, ...]:
    """The moves that may come next, as a user writes them."""
    moves = ("referred", "waitlisted", "declined", "enrolled", "paused", "resumed", "discharged")
    simple = [move for move in moves if step(state, move, "intake") is not None]
    phases = [phase for phase in PHASES[1:] if step(state, f"to_{phase}", None) is not None]
    return (*simple, *(["phase_moved to " + ", ".join(phases)] if phases else []))


def move_of(event: Event) -> str:
    """What `step` is asked about a move."""
    return f"to_{event.fact.to}" if event.type == "phase_moved" else event.type


_TARGETS = {"enrolled": "intake", "waitlisted": "waiting"}


def target_of(move: str, rested_in: str) -> str:
    """The state that a move leads to, where it is said to have happened although it was not possible."""
    if move == "resumed":
        return rested_in
    return _TARGETS.get(move) or move.removeprefix("to_")


def check(moves: Sequence[Event], added: Collection[tuple[Any, int]]) -> None:
    """Check a whole timeline of standing moves, in order, some of them just `added` (as stream and version).

    Raises WrongOrder, which says what is allowed, or what to strike first. The exception's `event` is the event that
    the message is about: the added one where there is one, else the existing one that has become impossible.
    """
    state, rested_in = "unknown", None
    for event in moves:
        move = move_of(event)
        if move == "paused":
            rested_in = state
        after = step(state, move, rested_in)
        if after is None:
            raise _impossible(event, state, fresh=(event.stream, event.version) in added)
        state = after


class ImpossibleMove(WrongOrder):
    """A timeline that cannot be; `event` is the move that does not fit."""

    def __init__(self, message: str, event: Event) -> None:
        super().__init__(message)
        self.event = event


def _impossible(event: Event, state: str, *, fresh: bool) -> ImpossibleMove:
    described = f"{event.type} to {event.fact.to}" if event.type == "phase_moved" else event.type
    where = "nothing has happened before" if state == "unknown" else f"the person is then in the state {state}"
    options = "; ".join(allowed(state))
    if fresh:
        return ImpossibleMove(f"{described} on {event.on} is not possible, {where}; allowed: {options}", event)
    return ImpossibleMove(
        f"this would leave {described} on {event.on} (entry {event.entry}) impossible, as {where}; strike that first",
        event,
    )
