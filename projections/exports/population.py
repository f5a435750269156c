"""Chooses whom an export holds, by consent and identity as they stand now, and reads their histories at the view.

Protected people are in no export. Whoever has withdrawn a consent to research is in none for evaluation either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain import standing
from journey.domain.events import Event, Recorded
from journey.domain.events.participant import ConsentWithdrawn
from journey.domain.history import History, Stay
from journey.domain.rulebook import RuleBook
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.exports.coding import Coder
from projections.exports.fact_types import TYPES
from projections.live.replay import View, people

Purpose = Literal["programme", "research"]
Reason = Literal["protected", "no_consent", "withdrawn", "erased"]


@dataclass(frozen=True)
class Request:
    """What is asked for: of which programme, seen from where, for whom, on which day, under which names."""

    programme: str
    view: View
    today: date
    coder: Coder
    purpose: Purpose = "programme"


@dataclass(frozen=True)
class Population:
    """Who is in an export, in the order of their pseudonyms, and how many are not, by reason."""

    people: tuple[tuple[str, UUID], ...]
    left_out: Mapping[Reason, int]


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One event as it leaves: its coded values, the stay it falls in, and when it was struck, if it was."""

    event: Event
    facts: dict[str, Any]
    stay: Stay | None = None
    struck: datetime | None = None

    @property
    def episode(self) -> int | None:
        """The number of the episode; None outside every one."""
        return self.stay.number if self.stay is not None and self.stay.enrolment is not None else None


@dataclass(frozen=True)
class ExportPerson:
    """One participant at the view."""

    name: str
    stream: UUID
    history: History
    lines: list[ExportLine] = field(default_factory=list)


def choose(engine: Engine, connection: Connection, request: Request) -> Population:
    """Everybody of whom something is known at the view and who may be in the export."""
    members: list[tuple[UUID, bool]] = []
    left_out: dict[Reason, int] = {}
    for one in people(engine, connection, View(date.max), request.programme):
        if not any(_is_in_view(event, request.view) for event in one.log):
            continue
        reason = refusal(one.history, request.purpose, request.today)
        if reason is None:
            members.append((one.stream, one.history.erased))
        else:
            left_out[reason] = left_out.get(reason, 0) + 1
    names = request.coder.pseudonyms.people(members)
    return Population(tuple(sorted((name, stream) for stream, name in names.items())), left_out)


def _is_in_view(event: Recorded, view: View) -> bool:
    in_time = view.known_at is None or event.recorded <= view.known_at
    return in_time and event.on <= view.as_of and event.type in TYPES


def refusal(history: History, purpose: Purpose, today: date) -> Reason | None:
    """Why a person is left out, by what stands in the log now; None where they are not."""
    if standing.identity(history) == "protected":
        return "protected"
    consents = history.by_type.get("consent_given", []) + history.by_type.get("consent_withdrawn", [])
    research = [event for event in consents if event.fact.party == "research"]
    last = max(research, key=lambda event: event.version, default=None)
    if last is not None and isinstance(last.fact, ConsentWithdrawn):
        return "withdrawn"
    if purpose == "programme":
        return None
    if history.erased:
        return "erased"
    return None if "research" in standing.consents(history, today) else "no_consent"


def persons(engine: Engine, connection: Connection, request: Request, population: Population) -> Iterator[ExportPerson]:
    """Their histories one at a time, in the order of their pseudonyms: the order of the log would link two exports."""
    for name, stream in population.people:
        log = engine.log.load(stream, connection=connection)
        history = History(log, as_of=request.view.as_of, known_at=request.view.known_at)
        yield ExportPerson(name, stream, history, lines(history, request.coder))


def programme_itself(engine: Engine, connection: Connection, request: Request) -> ExportPerson:
    """The programme's own history: its team, its employers, its meetings."""
    stream = programme_stream(request.programme)
    log = engine.log.load(stream, connection=connection)
    history = History(log, as_of=request.view.as_of, known_at=request.view.known_at)
    return ExportPerson("", stream, history, lines(history, request.coder))


def lines(history: History, coder: Coder) -> list[ExportLine]:
    """What a history has to tell, in valid-time order; what was struck is marked and stays."""
    struck = {event.version: strike.recorded for event, strike in history.struck}
    events = [*history.events, *history.alerts, *(event for event, _ in history.struck)]
    events.sort(key=lambda event: (*history.place_of(event), event.version))
    stays = _stays_of_moves(history)
    return [
        ExportLine(
            event,
            coder.facts(event),
            stays[event.version] if event.version in stays else history.stay_at(event),
            struck.get(event.version),
        )
        for event in events
        if event.type in TYPES
    ]


def _stays_of_moves(history: History) -> dict[int, Stay | None]:
    """The stay of each standing move, by version: on a day that ends one stay and begins the next, order tells."""
    first = {id(stay.referral or stay.enrolment): stay for stay in history.stays}
    stays: dict[int, Stay | None] = {}
    current = None
    for event in history.moves:
        current = stays[event.version] = first.get(id(event), current)
    return stays


def codes_of(book: RuleBook, shipped: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The codes that may leave: the shipped lists, and those of every version of the programme's own file."""
    lists = {name: set(codes) for name, codes in shipped.items()}
    for version in book.versions:
        settings = version.programme.settings
        for name, codes in settings.code_lists.items():
            lists.setdefault(name, set()).update(codes)
        lists.setdefault("municipalities", set()).update(settings.municipalities)
        lists.setdefault("instruments", set()).update(settings.questionnaires)
        lists.setdefault("rules", set()).update(rule.id for rule in version.programme.rules)
    return {name: frozenset(codes) for name, codes in lists.items()}
