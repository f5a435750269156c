"""Reading commands: deadlines, alerts, participants, one person's timeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from app import output
from app.cli.names import Names, note_read
from app.cli.options import (
    AsOfOption,
    FormatOption,
    KnownAtOption,
    ProgrammeOption,
    PseudonymsOption,
    ReasonOption,
    SenderOption,
    known_programme,
    participant_argument,
    view,
)
from app.output import Format
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from journey.domain.rules import STATUSES
from journey.engine.people import programme_stream
from projections.live import lists, timeline
from projections.live.replay import View
from services import readings, written
from services.opened import Journey
from services.permissions import Permission

Status = StrEnum("Status", list(STATUSES))  # type: ignore[misc]  # the words stand in the rules, once
RuleOption = Annotated[str | None, typer.Option("--rule", help="Only this rule (its id).")]


def deadlines(
    programme: ProgrammeOption = None,
    rule: RuleOption = None,
    status: Annotated[list[Status] | None, typer.Option("--status", help="Only this status; may be repeated.")] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Every deadline that has opened, and how it stands.

    Example: journey deadlines --programme hudiksvall --rule job_search_one_month --as-of 2018-05-31
    """
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.READ_FACTS)
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        known_rule(journey, rule)
        names = Names(journey, pseudonyms=pseudonyms, why="journey deadlines")
        with journey.engine.store.read() as connection:
            records = lists.deadlines(journey.engine, connection, at, names, programme, rule)
        if status:
            records = [record for record in records if record["status"] in status]
        for record in records:
            record["occurrence"] = names.occurrence(record["occurrence"])
        records = names.narrow(records)
    columns = ("participant", "rule", "opened", "due", "status", "met_on", "adjusted_days")
    output.show(records, format_, f"Deadlines on {at.as_of}", empty="No deadline has opened.", columns=columns)


def alerts(
    programme: ProgrammeOption = None,
    rule: RuleOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Every alert raised, with what was known when it fired and what became of it.

    Example: journey alerts --programme hudiksvall --format json
    """
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.SEE_ALERTS)
        at = view(as_of, known_at, journey.now)
        cut = as_of is not None or known_at is not None
        known_programme(journey, programme)
        known_rule(journey, rule)
        names = Names(journey, pseudonyms=pseudonyms, why="journey alerts")
        with journey.engine.store.read() as connection:
            records = lists.alerts(journey.engine, connection, at, names, programme, rule, cut=cut)
        for record in records:
            where = record["programme"]
            record["occurrence"] = names.occurrence(record["occurrence"])
            record["to"] = [names.colleague(to, where) for to in record["to"]]
            if record["acknowledged"]:
                record["acknowledged"]["by"] = names.colleague(record["acknowledged"]["by"], where)
        records = names.narrow(records)
    columns = ("participant", "rule", "kind", "due", "raised", "to", "became")
    output.show(records, format_, "Alerts", empty="No alert has been raised.", columns=columns)


def participants(
    programme: ProgrammeOption = None,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="The waiting list, in order, and whose turn it is.")
    ] = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Who is where, with whom, and what comes next.

    Example: journey participants --programme hudiksvall --waiting
    """
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.READ_FACTS)
        at = view(as_of, known_at, journey.now) if as_of or known_at else None
        known_programme(journey, programme)
        names = Names(journey, pseudonyms=pseudonyms, why="journey participants")
        with journey.engine.store.read() as connection:
            if waiting:
                records = lists.waiting(journey.engine, connection, at, journey.now, names, programme)
            else:
                records = lists.participants(journey.engine, connection, at, names, programme)
        for record in records:
            if record.get("coach"):
                called = names.colleague(f"coach:{record['coach']}", record["programme"]) or ""
                record["coach"] = called.partition(":")[2]
        records = names.narrow(records)
    if waiting:
        columns: tuple[str, ...] = ("place", "participant", "programme", "waiting_since", "turn")
        output.show(records, format_, "Waiting list", empty="Nobody is waiting.", columns=columns)
        return
    if format_ is Format.table:
        records = [record | {"next": _next(record)} for record in records]
    columns = ("participant", "programme", "state", "episode", "coach", "next")
    output.show(records, format_, "Participants", empty="Nobody is known yet.", columns=columns)


def _next(record: dict[str, Any]) -> str | None:
    following = record["next_deadline"]
    return f"{following['due']}  {following['rule']}" if following else None


def show_timeline(
    participant: Annotated[
        str | None,
        participant_argument("The sender's reference of the person, or erased-…; without it the programme's own"),
    ] = None,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """One person's story, in the order it happened; or the programme's own: meetings with minutes, incidents, reviews.

    Example: journey timeline H-001 --programme hudiksvall
    """
    with open_for(reason=reason) as journey:
        at = view(as_of, known_at, journey.now) if as_of or known_at else View(date.max)
        if participant is None:
            name, where, story = _of_programme(journey, programme, at, pseudonyms=pseudonyms)
        else:
            name, where, story = _of_person(journey, participant, programme, sender, at, pseudonyms=pseudonyms)
    if format_ is Format.json:
        output.as_json({"participant": None if participant is None else name, "programme": where, "events": story})
        return
    columns = ("on", "what", "details", "by", "recorded", "mark")
    rows = [timeline.as_row(event) for event in story]
    output.table(f"Timeline of {name}", columns, rows, empty="Nothing has happened yet.", wraps=("details",))


Story = list[dict[str, Any]]


def _of_person(
    journey: Journey, participant: str, programme: str | None, sender: str | None, at: View, *, pseudonyms: bool
) -> tuple[str | None, str, Story]:
    with journey.engine.store.read() as connection:
        stream, where = readings.somebody(journey, connection, participant, programme, sender)
        names = Names(journey, pseudonyms=True, why="") if pseudonyms else None
        story = timeline.story(journey.engine, connection, stream, at, coder=names.coder(where) if names else None)
    if not pseudonyms:
        note_read(journey, stream, ("reference", "facts", "words", "calendar"), "journey timeline")
    return names(stream) if names else participant, where, story


def _of_programme(
    journey: Journey, programme: str | None, at: View, *, pseudonyms: bool
) -> tuple[str | None, str, Story]:
    if programme is None:
        raise WrongInput("PARTICIPANT: missing; name somebody, or with --programme alone the programme itself")
    known_programme(journey, programme)
    names = Names(journey, pseudonyms=True, why="") if pseudonyms else None
    with journey.engine.store.read() as connection:
        story = written.story(journey, connection, programme, at, names.coder(programme) if names else None)
    if not pseudonyms:
        note_read(journey, programme_stream(programme), ("words",), "journey timeline")
    return programme, programme, story


def known_rule(journey: Journey, rule: str | None, what: str = "--rule") -> None:
    """Raise WrongInput for a rule that no programme in use has, or has had."""
    rules = {name for names in lists.rules(journey.engine).values() for name in names}
    if rule is not None and rule not in rules:
        raise WrongInput(
            f"{what}: no programme in use has such a rule; allowed: {', '.join(sorted(rules)) or 'none yet'}"
        )


_COMMANDS: dict[str, Callable[..., None]] = {
    "deadlines": deadlines,
    "alerts": alerts,
    "participants": participants,
    "timeline": show_timeline,
}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(_COMMANDS[name])
