"""Writes `journey export model`: the lifecycle as a Petri net (PNML), made from the state machine that decides moves.

Its labels are the activities of the `xes` export's moves. One token walks from `start` to `end`: a trace is a stay.
Where a stay has not ended, a silent step leads to the end: to be still under way is no deviation. The way back from a
discharge begins another trace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from journey.domain.lifecycle import Lifecycle, step
from journey.domain.programme import PHASES
from projections.exports.mining.activities import phase_moved

START, END = "start", "end"
UNKNOWN, PAUSED, ENDED = "unknown", "paused", ("declined", "discharged")
_MOVES = (
    "referred",
    "waitlisted",
    "declined",
    "enrolled",
    "paused",
    "resumed",
    "discharged",
    *(f"to_{phase}" for phase in PHASES[1:]),
)
_STEP = 120  # between places on paper


@dataclass(frozen=True, slots=True)
class Arc:
    """One transition: from a place to a place, under the activity that fires it (None: a silent step)."""

    source: str
    target: str
    label: str | None


def transitions() -> list[Arc]:
    """Every transition of the net: all that the machine allows within one stay."""
    arcs = []
    for place, state, rested_in in _places():
        for move in _MOVES:
            after = step(state, move, rested_in)
            if after is not None:
                label = phase_moved(move.removeprefix("to_")) if move.startswith("to_") else move
                arcs.append(Arc(place, _place(after, state), label))
        if place != START:
            arcs.append(Arc(place, END, None))
    return arcs


def _places() -> Iterator[tuple[str, str, str | None]]:
    """Every place a token can rest in: its name, the machine's state, and for a pause the phase it began in."""
    for state in Lifecycle.states:
        value = str(state.value)
        if value == PAUSED:
            yield from ((_place(PAUSED, phase), PAUSED, phase) for phase in PHASES)
        elif value not in ENDED:
            yield (START if value == UNKNOWN else value, value, None)


def _place(state: str, before: str) -> str:
    if state in ENDED:
        return END
    return f"{PAUSED}_{before}" if state == PAUSED else state


def pnml() -> str:
    """The net as PNML, with the marking it starts from and the one it ends in."""
    names = [place for place, _, _ in _places()] + [END]
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<pnml><net id="ips_lifecycle" type="http://www.pnml.org/version-2009/grammar/pnmlcoremodel">',
        "<name><text>The lifecycle of IPS</text></name>",
        '<page id="page">',
        *(_place_xml(name, at) for at, name in enumerate(names)),
        *(_transition_xml(arc, at) for at, arc in enumerate(transitions())),
        "</page>",
        f'<finalmarkings><marking><place idref="{END}"><text>1</text></place></marking></finalmarkings>',
        "</net></pnml>",
    ]
    return "\n".join(parts) + "\n"


def _place_xml(name: str, at: int) -> str:
    marking = "<initialMarking><text>1</text></initialMarking>" if name == START else ""
    return f'<place id="{name}"><name><text>{name}</text></name>{_at(at * _STEP, 0)}{marking}</place>'


def _transition_xml(arc: Arc, at: int) -> str:
    name = f"t{at}"
    silent = "" if arc.label else '<toolspecific tool="ProM" version="6.4" activity="$invisible$" localNodeID=""/>'
    label = escape(arc.label or f"still under way in {arc.source}")
    return (
        f'<transition id="{name}"><name><text>{label}</text></name>{_at(at * _STEP, _STEP)}{silent}</transition>'
        f'<arc id="{name}_in" source={quoteattr(arc.source)} target="{name}"/>'
        f'<arc id="{name}_out" source="{name}" target={quoteattr(arc.target)}/>'
    )


def _at(x: int, y: int) -> str:
    return f'<graphics><position x="{x}" y="{y}"/><dimension x="30" y="30"/></graphics>'
