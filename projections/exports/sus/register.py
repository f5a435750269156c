"""Goes through the episodes of a SUS export, in an order that says nothing, and decides who of them may be named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain.events import Recorded
from journey.domain.events.participant import Referred
from journey.domain.history import History
from journey.engine.engine import Engine
from projections.exports.population import Request
from projections.exports.sus.registration import AnonymousForm, NamedForm, Refusal, anonymous_form, named_form, refusal
from projections.live.replay import people


@dataclass
class Registrations:
    """What came of it: whom a form names, and how many people are registered without a name, by reason."""

    by_name: set[UUID] = field(default_factory=set)
    without_name: dict[Refusal, set[UUID]] = field(default_factory=dict)

    @property
    def left_out(self) -> dict[Refusal, int]:
        """How many people have a form without their name, by reason."""
        return {reason: len(streams) for reason, streams in self.without_name.items()}


def register(
    engine: Engine, connection: Connection, request: Request, write: Callable[[AnonymousForm | NamedForm], None]
) -> Registrations:
    """Write a form for every episode of the programme at the view. Consent and identity are those of now."""
    registrations = Registrations()
    for stream, version in _episodes(engine, connection, request):
        log = engine.log.load(stream, connection=connection)
        history = History(log, as_of=request.view.as_of, known_at=request.view.known_at)
        stay = next(s for s in history.stays if s.enrolment is not None and s.enrolment.version == version)
        reason = refusal(History(log), log[version - 1], request.today)
        if reason is None:
            registrations.by_name.add(stream)
            write(named_form(history, stay, _who(engine, connection, stream, log)))
        else:
            registrations.without_name.setdefault(reason, set()).add(stream)
            write(anonymous_form(history, stay))
    return registrations


def _episodes(engine: Engine, connection: Connection, request: Request) -> Iterator[tuple[UUID, int]]:
    """Every episode, as stream and version of its enrolment, shuffled: two forms side by side are not one person's."""
    episodes = [
        (person.stream, stay.enrolment.version)
        for person in people(engine, connection, request.view, request.programme)
        for stay in person.history.stays
        if stay.enrolment is not None
    ]
    order = request.coder.pseudonyms.order
    yield from sorted(episodes, key=lambda one: order(one[0].hex, str(one[1])))


def _who(engine: Engine, connection: Connection, stream: UUID, log: list[Recorded]) -> dict[str, Any]:
    """Who the person is, as last told."""
    who: dict[str, Any] = {}
    for event in log:
        if isinstance(event.fact, Referred):
            values = engine.log.reveal(event, connection)
            who |= {key: values[key] for key in ("name", "personal_number") if key in values}
    return who | {"reference": engine.people.references(connection, [stream]).get(stream)}
