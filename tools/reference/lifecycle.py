"""docs/reference/lifecycle.md: the phases and moves, drawn from the state machine that decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from statemachine import State
from statemachine.transition import Transition

from journey.domain import lifecycle
from journey.domain.lifecycle import Lifecycle
from journey.domain.programme import PHASES
from tools.reference.markdown import block, code, codes, page, sentence, table

INTRODUCTION = """\
Only *moves* change where a person is; all other facts are accepted in every state. Within a person moves are ordered
by `on`, those of the same moment by their place in the log. What is checked is the whole timeline after every
addition: a back-dated move or a strike that would leave an impossible history is refused, and the message says what
to strike first."""
PICTURE = """\
The six phases are drawn as one box. An arrow from the box leaves from every phase; an arrow to it says which phase
it leads to; the moves within it are listed beneath. The first move is drawn from the dot."""
ORDER = """\
`phase_moved` names the phase in its key `to`. A pause rests where it was: `resumed` leads back to the phase in which
the pause began, and to no other. Episodes are counted by enrolment: a person who was discharged or declined may be
referred or enrolled again."""


def _value(state: State) -> str:
    return str(state.value)


def _transitions() -> Iterator[tuple[str, str, str, str]]:
    """Every allowed move: from, move, to, guards."""
    for state in Lifecycle.states:
        for transition in state.transitions:
            for event in transition.events:
                yield _value(state), str(event), _value(transition.target), _guards(transition)


def _guards(transition: Transition) -> str:
    return ", ".join(str(spec.attr_name if hasattr(spec, "attr_name") else spec) for spec in transition.cond)


def as_written(move: str) -> str:
    """A move as an entry writes it."""
    return f"phase_moved to {move.removeprefix('to_')}" if move.startswith("to_") else move


def markdown() -> str:
    """The whole page."""
    heads = ("from", "move", "leads to", "only where")
    rows = (
        (_start(source), code(as_written(move)), code(target), guards.replace("_", " ") or "")
        for source, move, target, guards in _transitions()
    )
    parts = [
        sentence(lifecycle),
        INTRODUCTION,
        "## The picture",
        PICTURE,
        _diagram(),
        _within(),
        ORDER,
        "## Every allowed move",
        table(heads, rows),
    ]
    return page("Lifecycle", "journey/domain/lifecycle.py", *parts)


def _start(state: str) -> str:
    return "nothing yet" if state == "unknown" else code(state)


def _diagram() -> str:
    lines = ["stateDiagram-v2", "    direction LR", "    state phases {", "        direction LR"]
    lines += [f"        {phase}" for phase in PHASES]
    lines += ["    }", *(f"    {line}" for line in _arrows())]
    return block("mermaid", *lines)


def _arrows() -> Iterator[str]:
    """Arrows between states; what every phase has is drawn once, from the box."""
    arrows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, move, target, guards in _transitions():
        if source in PHASES and target in PHASES:
            continue
        where = f" ({_into(target, guards)})" if target in PHASES else ""
        arrows[(source, "phases" if target in PHASES else target)].add(move + where)
    shared = {
        target: moves
        for (source, target), moves in arrows.items()
        if source in PHASES and all(arrows.get((phase, target)) == moves for phase in PHASES)
    }
    yield from (f"phases --> {target}: {' or '.join(moves)}" for target, moves in shared.items())
    for (source, target), moves in arrows.items():
        if source not in PHASES or target not in shared:
            yield f"{'[*]' if source == 'unknown' else source} --> {target}: {' or '.join(sorted(moves))}"


def _into(phase: str, guards: str) -> str:
    return "where it rested" if guards == f"rested_in_{phase}" else f"in {phase}"


def _within() -> str:
    """The moves between phases, in as few words as they allow."""
    sources: dict[str, list[str]] = defaultdict(list)
    for source, move, target, _ in _transitions():
        if source in PHASES and target in PHASES and move.startswith("to_"):
            sources[target].append(source)
    never = [phase for phase in PHASES if phase not in sources]
    lines = [
        f"- to {code(target)} from every other phase"
        if set(sources_of) == set(PHASES) - {target}
        else f"- to {code(target)} from {codes(sources_of)}"
        for target, sources_of in sources.items()
    ]
    return "Moves between phases:\n\n" + "\n".join([*lines, f"- to {codes(never)} from no other phase"])
