"""Deciding: from what has happened and what is asked, the events that follow, or a refusal. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from uuid import UUID

import msgspec

from journey.domain import lifecycle, values
from journey.domain.commands import Record
from journey.domain.errors import WrongInput
from journey.domain.events import Event, Fact, personal_keys
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachAbsent
from journey.domain.history import History, name_of
from journey.domain.references import by_in_one_spelling, in_one_spelling, same_but_for_case
from journey.domain.team import SUPERVISOR

_SUPERVISOR = f"{SUPERVISOR}:"
INSTRUMENT_SCORINGS = ("ghq", "likert", "c-ghq")


def decide(log: Sequence[Event], stream: UUID, command: Record) -> list[Event]:
    """The events that a command leads to, given a stream's events in log order.

    Raises WrongOrder where the move, or the strike, would leave an impossible history, and WrongInput where the fact
    contradicts itself. Personal values travel in the event's fact; the log seals them.
    """
    event = as_event(stream, len(log) + 1, command)
    check_timeline([*log, event], {(stream, event.version)})
    return [event]


def as_event(stream: UUID, version: int, command: Record, *, conformed: bool = False) -> Event:
    """The event that records a command's fact, with what can be derived from its personal values.

    `conformed` says that the command's fact and author are in one spelling already, its derived values filled in.
    Raises WrongInput as `conform` does, and where a deadline is set aside for anybody but a supervisor.
    """
    if isinstance(command.fact, facts.DeadlineWaived) and not (command.by or command.actor).startswith(_SUPERVISOR):
        raise WrongInput("by: only a supervisor sets a deadline aside; write supervisor:REF")
    return Event(
        stream=stream,
        version=version,
        programme=command.programme,
        on=command.on,
        recorded=command.recorded or command.now,
        logged=command.now,
        actor=command.actor,
        correlation=command.correlation,
        fact=command.fact if conformed else conform(command),
        at=command.at,
        by=command.by if conformed else by_in_one_spelling(command.by),
        entry=command.entry,
        sender=command.sender,
        causation=command.causation,
        migrated=command.migrated,
        record_time_unknown=command.record_time_unknown,
        note=command.note,
    )


def conform(command: Record) -> Fact:
    """The fact with its derived values filled in. Raises WrongInput as `KEY: what is wrong and what is allowed`."""
    fact = in_one_spelling(command.fact, command.codes)
    if isinstance(fact, facts.Referred) and fact.personal_number:
        try:
            values.personal_number(fact.personal_number, command.now.year)
        except ValueError as error:
            raise WrongInput(f"personal_number: not a personal number; {error}") from None
    if isinstance(fact, facts.BackgroundRecorded) and fact.birth_year:
        if not values.EARLIEST_BIRTH <= fact.birth_year <= command.now.year:
            raise WrongInput(f"birth_year: not a year of birth; allowed: {values.EARLIEST_BIRTH} to this year")
        return msgspec.structs.replace(fact, age_band=values.age_band(fact.birth_year, command.on))
    if isinstance(fact, CoachAbsent):
        _check_absence(fact, command)
    if isinstance(fact, facts.QuestionnaireAnswered):
        return _scored(fact, command.negative_items)
    return fact


def _check_absence(fact: CoachAbsent, command: Record) -> None:
    if fact.until < command.on:
        raise WrongInput("until: lies before `on`; allowed: that day or later")
    if same_but_for_case(fact.deputy) == same_but_for_case(fact.coach):
        raise WrongInput("deputy: is the coach who is away; write another coach")


def _scored(fact: facts.QuestionnaireAnswered, negative: tuple[int, ...]) -> facts.QuestionnaireAnswered:
    if fact.instrument == "ghq12" and fact.scoring not in (None, *INSTRUMENT_SCORINGS):
        raise WrongInput(f"scoring: not a scoring of ghq12; allowed: {', '.join(INSTRUMENT_SCORINGS)}")
    if fact.answers is None:
        return fact
    try:
        numbers = values.numbers(fact.instrument, fact.answers)
        if numbers is None:  # words give no total; one that was worked out elsewhere stands
            return fact
        total = values.total(fact.instrument, numbers, fact.scoring, negative)
        totals = values.ghq_totals(numbers, negative) if fact.instrument == "ghq12" else None
    except ValueError as error:
        raise WrongInput(f"answers: {error}") from None
    if total is not None and fact.total is not None and abs(total - fact.total) > 0.01:  # noqa: PLR2004  # rounding
        raise WrongInput("total: differs from what the answers give; leave one of the two out")
    return msgspec.structs.replace(fact, total=fact.total if total is None else total, totals=totals)


def check_timeline(log: Sequence[Event], added: set[tuple[UUID, int]]) -> History:
    """Check a whole stream after something was added. Raises WrongOrder with `event` where that is impossible."""
    for event in log:
        if isinstance(event.fact, facts.Struck) and (event.stream, event.version) in added:
            _check_strike(log, event)
    history = History(log)
    lifecycle.check(history.moves, added)
    return history


def _check_strike(log: Sequence[Event], strike: Event) -> None:
    target = name_of(strike.sender, strike.fact.strikes)
    if any(event.entry and name_of(event.sender, event.entry) == target for event in log[: strike.version - 1]):
        return
    whose = "programme" if any(event.fact.of_programme for event in log[:1]) else "participant"
    raise lifecycle.ImpossibleMove(f"strikes: no earlier entry of this {whose} has that id", strike)


def personal_values(event: Event) -> dict[str, object]:
    """The personal values an event holds in the clear, by key; the note is one of them."""
    cls: type[Fact] = type(event.fact)
    keys = personal_keys(cls)
    if not keys and event.note is None:  # most events
        return {}
    personal = {key: getattr(event.fact, key) for key in keys} | {"note": event.note}
    return {key: value for key, value in personal.items() if value is not None and value != values.SEALED}


def without_personal(event: Event) -> Event:
    """The event as it is stored: personal values taken out."""
    cls: type[Fact] = type(event.fact)
    blank = _sealed(cls)
    fact = msgspec.structs.replace(event.fact, **blank) if blank else event.fact
    return msgspec.structs.replace(event, fact=fact, note=None)


@cache
def _sealed(cls: type[Fact]) -> dict[str, str | None]:
    """What stands in place of each personal value of a fact, by key."""
    required = {field.name for field in msgspec.structs.fields(cls) if field.required}
    return {key: values.SEALED if key in required else None for key in personal_keys(cls)}
