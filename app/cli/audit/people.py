"""What does not fit in the log, and what was known at an alert: `journey audit discrepancies` and `alert`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer

from app import output
from app.cli.names import Names, note_read
from app.cli.options import (
    AsOfOption,
    FormatOption,
    KnownAtOption,
    PersonArgument,
    ProgrammeOption,
    PseudonymsOption,
    ReasonOption,
    SenderOption,
    known_programme,
    view,
)
from app.cli.reading import known_rule
from app.output import Format
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from projections.audit.alerts import stories
from projections.audit.discrepancies import KINDS, OF_COACHES
from projections.audit.discrepancies import discrepancies as find
from projections.live import timeline
from services import readings
from services.opened import Journey
from services.permissions import Permission


def discrepancies(
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only this kind; may be repeated.")] = None,
    programme: ProgrammeOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """What does not fit: late entries, backdating, corrections, breaches without alerts, gaps; each with its evidence.

    Example: journey audit discrepancies --programme hudiksvall --as-of 2018-05-31
    """
    unknown = [one for one in kind or () if one not in KINDS]
    if unknown:
        raise WrongInput(f"--kind: no such kind; allowed: {', '.join(KINDS)}")
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.VERIFY)
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        names = Names(journey, pseudonyms=pseudonyms, why="journey audit discrepancies")
        with journey.engine.store.read() as connection:
            records = find(journey.engine, connection, at, names, names.occurrence, programme)
        for record in records:
            if record["evidence"].get("by"):
                record["evidence"]["by"] = names.colleague(record["evidence"]["by"], record["programme"])
        if kind:
            records = [record for record in records if record["kind"] in kind]
        records = names.narrow(records)
    if pseudonyms:
        records = [record for record in records if record["kind"] not in OF_COACHES]
    if format_ is Format.json:
        output.as_json(records)
        return
    columns = ("kind", "participant", "on", "what")
    rows = [(record["kind"].replace("_", " "), *(record[column] for column in columns[1:])) for record in records]
    output.table(f"Discrepancies on {at.as_of}", columns, rows, empty="Everything fits.", wraps=("what",))


def alert(
    participant: PersonArgument,
    rule: Annotated[str, typer.Argument(help="The rule (its id).")],
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    pseudonyms: PseudonymsOption = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """What could be known when each alert of a person and rule fired, how it was judged, and what came later.

    Example: journey audit alert H-001 job_search_one_month --programme hudiksvall
    """
    with open_for(reason=reason) as journey:
        at = view(as_of, known_at, journey.now)
        known_programme(journey, programme)
        known_rule(journey, rule, "RULE")
        with journey.engine.store.read() as connection:
            stream, where = readings.somebody(journey, connection, participant, programme, sender)
            coder = Names(journey, pseudonyms=True, why="").coder(where) if pseudonyms else None
            alerts = stories(journey.engine, connection, stream, rule, at, coder=coder)
        called = _called(journey, stream, participant, pseudonyms=pseudonyms)
        names = Names(journey, pseudonyms=True, why="") if pseudonyms else None
    for story in alerts:
        story["occurrence"] = names.occurrence(story["occurrence"]) if names else story["occurrence"]
    if format_ is Format.json:
        output.as_json({"participant": called, "programme": where, "alerts": alerts})
        return
    if not alerts:
        output.say(f"{called}: no alert of {rule} has been raised")
    for story in alerts:
        _print(str(called), story)


def _called(journey: Journey, stream: Any, participant: str, *, pseudonyms: bool) -> str | None:
    if pseudonyms:
        return Names(journey, pseudonyms=True, why="")(stream)
    note_read(journey, stream, ("reference", "facts", "words", "calendar"), "journey audit alert")
    return participant


def _print(participant: str, story: dict[str, Any]) -> None:
    columns = ("on", "what", "details", "by", "recorded", "mark")
    title = f"{participant}: {story['kind']} of {story['rule'].replace('_', ' ')}, due {story['due']}"
    output.write(f"{title}, raised {story['raised']} to {', '.join(story['to'])}")
    output.write(f"Judged then: {_judgement(story['then'])}. Judged now: {_judgement(story['now'])}.")
    if not story["as_the_alert_said"]:
        output.write("What the alert said cannot be had again from what was known then.")
    parts = (("Known then", story["known"], "Nothing."), ("Known only later", story["later"], "Nothing."))
    for head, records, empty in parts:
        rows = [timeline.as_row(record) for record in records]
        output.table(head, columns, rows, empty=empty, wraps=("details",))


def _judgement(judged: dict[str, Any] | None) -> str:
    if judged is None:
        return "no such deadline"
    met: date | None = judged["met_on"]
    when_known = f", known on {judged['known_on']}" if met else ""
    status = str(judged["status"]).replace("_", " ")
    return status + (f" (met {met}{when_known})" if met else "")


COMMANDS: dict[str, Callable[..., None]] = {"discrepancies": discrepancies, "alert": alert}
