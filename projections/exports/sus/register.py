"""Which episodes a SUS export holds, in an order that says nothing, and who of them may be named."""

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
from projections.exports.sus.registration import Anonymous, Named, Refusal, anonymous, named, refusal
from projections.live.replay import people


@dataclass
class Registered:
    """What came of it: whom a form names, and how many people are registered without a name, by reason."""

    named: set[UUID] = field(default_factory=set)
    anonymous: dict[Refusal, set[UUID]] = field(default_factory=dict)

    @property
    def left_out(self) -> dict[Refusal, int]:
        """How many people have a form without their name, by reason."""
        return {reason: len(streams) for reason, streams in self.anonymous.items()}


def register(
    engine: Engine, connection: Connection, asked: Request, write: Callable[[Anonymous | Named], None]
) -> Registered:
    """Write a form for every episode of the programme at the view. Consent and identity are those of now."""
    done = Registered()
    for stream, version in _episodes(engine, connection, asked):
        log = engine.log.load(stream, connection=connection)
        history = History(log, as_of=asked.view.as_of, known_at=asked.view.known_at)
        stay = next(s for s in history.stays if s.enrolment is not None and s.enrolment.version == version)
        reason = refusal(History(log), log[version - 1], asked.today)
        if reason is None:
            done.named.add(stream)
            write(named(history, stay, _who(engine, connection, stream, log)))
        else:
            done.anonymous.setdefault(reason, set()).add(stream)
            write(anonymous(history, stay))
    return done


def _episodes(engine: Engine, connection: Connection, asked: Request) -> Iterator[tuple[UUID, int]]:
    """Every episode, as stream and version of its enrolment, shuffled: two forms side by side are not one person's."""
    found = [
        (person.stream, stay.enrolment.version)
        for person in people(engine, connection, asked.view, asked.programme)
        for stay in person.history.stays
        if stay.enrolment is not None
    ]
    order = asked.coder.pseudonyms.order
    yield from sorted(found, key=lambda one: order(one[0].hex, str(one[1])))


def _who(engine: Engine, connection: Connection, stream: UUID, log: list[Recorded]) -> dict[str, Any]:
    """Who the person is, as last told."""
    known: dict[str, Any] = {}
    for event in log:
        if isinstance(event.fact, Referred):
            told = engine.log.reveal(event, connection)
            known |= {key: told[key] for key in ("name", "personal_number") if key in told}
    return known | {"reference": engine.people.references(connection, [stream]).get(stream)}
