"""The catalogue of everything that can happen: one tagged union with permanent names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

import msgspec

from journey.domain.events import (
    colleagues,
    cooperation,
    documents,
    employers,
    messages,
    oversight,
    participant,
    requests,
    staff,
    steps,
    system,
    team,
    work,
)
from journey.domain.events.base import Event as Event  # the catalogue is the one place to import them from
from journey.domain.events.base import Fact as Fact
from journey.domain.events.base import marked
from journey.domain.events.system import EngineFact
from journey.domain.events.team import TeamFact

_MODULES = (
    participant,
    cooperation,
    steps,
    work,
    documents,
    team,
    employers,
    system,
    messages,
    requests,
    staff,
    oversight,
    colleagues,
)
_BASES = {Fact, TeamFact, EngineFact}


def _facts() -> tuple[type[Fact], ...]:
    types = [
        thing
        for module in _MODULES
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Fact) and thing not in _BASES
    ]
    return tuple(dict.fromkeys(types))


FACTS: tuple[type[Fact], ...] = _facts()
"""Every fact, every stored version of it ever written included."""

TYPE_NAMES: Mapping[type[Fact], str] = {cls: cls.type_name() for cls in FACTS}
"""Every fact's type, such as `enrolled`."""

ENTRY_TYPES: Mapping[str, type[Fact]] = {
    cls.type_name(): cls for cls in FACTS if not issubclass(cls, EngineFact)
}  # a later version of a type takes the name over
PROGRAMME_TYPES: frozenset[str] = frozenset(name for name, cls in ENTRY_TYPES.items() if cls.of_programme)
MOVES: frozenset[str] = frozenset(
    {"referred", "waitlisted", "declined", "enrolled", "phase_moved", "paused", "resumed", "discharged"}
)
WITH_THE_PERSON: frozenset[str] = frozenset(
    {
        "activity_attended",
        "appointment_kept",
        "benefits_counselling_given",
        "benefits_counselling_offered",
        "consent_given",
        "contact_held",
        "interview_held",
        "job_applied",
        "milestone_reached",
        "outreach_attempted",
        "plan_agreed",
        "plan_reviewed",
        "preferences_recorded",
        "profile_completed",
        "questionnaire_answered",
        "questionnaire_sent",
    }
)
"""Facts that nobody can bring about without the person: after a death none of them is expected."""

UPCASTS: dict[type[Fact], Callable[[Any], Fact]] = {}
"""Old stored form to new, pure, for every tag that is written no more. Empty as long as nothing has broken."""

AnyFact = Union[FACTS]  # type: ignore[valid-type]  # noqa: UP007  # a union from a tuple can be said no other way


if TYPE_CHECKING:
    Recorded = Event
else:

    class Recorded(Event, frozen=True, array_like=True):
        """An event as it is decoded from the log."""

        fact: AnyFact


_event_decoder = msgspec.json.Decoder(Recorded)
_batch_decoder = msgspec.json.Decoder(list[Recorded])
_encoder = msgspec.json.Encoder(order="deterministic")


def encode(event: Event) -> bytes:
    """The bytes that the log keeps."""
    return _encoder.encode(event)


def decode(state: bytes) -> Recorded:
    """The event that stored bytes hold, upcast to today's form."""
    return upcast(_event_decoder.decode(state))


def decode_batch(states: Iterable[bytes]) -> list[Recorded]:
    """Many events at once: one decoder call for all of them."""
    events = _batch_decoder.decode(b"[" + b",".join(states) + b"]")
    return [upcast(event) for event in events] if UPCASTS else events


def upcast(event: Recorded) -> Recorded:
    """The event in today's form."""
    while (change := UPCASTS.get(type(event.fact))) is not None:
        event = msgspec.structs.replace(event, fact=change(event.fact))
    return event


@cache
def keys(cls: type[Fact]) -> dict[str, Any]:
    """An entry type's own keys, as users write them, with the type of each; derived keys are left out."""
    derived = marked(cls, "derived")
    return {f.encode_name: f.type for f in msgspec.structs.fields(cls) if f.encode_name not in derived}


@cache
def attributes(cls: type[Fact]) -> dict[str, str]:
    """A fact's attributes by the keys that users write; derived ones are among them."""
    return {field.encode_name: field.name for field in msgspec.structs.fields(cls)}


@cache
def personal_keys(cls: type[Fact]) -> tuple[str, ...]:
    """The keys of a fact that are sealed before they are stored."""
    return marked(cls, "personal")


@cache
def catalogue() -> dict[str, dict[str, tuple[str, ...] | None]]:
    """Entry type to its keys, each with the values it allows (None: any value of its kind)."""
    return {name: {key: allowed(kind) for key, kind in keys(cls).items()} for name, cls in ENTRY_TYPES.items()}


def allowed(annotation: Any) -> tuple[str, ...] | None:
    """The words a key may hold, where its type is a list of words."""
    if get_origin(annotation) is Literal:
        return tuple(get_args(annotation))
    for part in get_args(annotation):
        words = allowed(part)
        if words is not None:
            return words
    return None


def is_person(log: Sequence[Event]) -> bool:
    """Whether a stream is a participant's: its first event states a fact that is not the programme's own."""
    return bool(log) and not log[0].fact.of_programme and not isinstance(log[0].fact, EngineFact)
