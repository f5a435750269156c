"""`journey cases`: what a meeting of several parties may see of the people in the programme."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import typer
from sqlalchemy.engine import Connection

from app import output
from app.cli.options import AsOfOption, FormatOption, known_programme, view
from app.output import Format
from app.wiring.opening import open_for
from journey.domain import calendar
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from projections.live import cases as projection
from projections.live.cases import CaseList, CasePerson, MeetingAudience, MeetingCase
from projections.live.replay import View, people
from services import readings
from services.opened import Journey
from services.permissions import Permission

COLUMNS = ("case", "phase", "days_in_phase", "waiting_for", "waiting_days")


def cases(
    programme: Annotated[str, typer.Option("--programme", help="The programme (its id).")],
    meeting: Annotated[str, typer.Option("--meeting", help="Which kind of meeting, such as cooperation_group.")],
    party: Annotated[
        str | None, typer.Option("--party", help="For this party alone; the list names people only where it may.")
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """The cases of a meeting, of those who consent now: without names, save towards parties that may have them.

    Example: journey cases --programme landskrona --meeting cooperation_group
    """
    with open_for() as journey:
        readings.permit(journey, Permission.READ_IDENTITY)
        at = view(as_of, None, journey.now)
        known_programme(journey, programme)
        book = journey.engine.books.get(programme) or RuleBook([(at.as_of, journey.engine.programmes[programme])])
        settings = journey.engine.programmes.get(programme, book.latest).settings
        towards = projection.audience(settings, meeting, party)
        with journey.engine.store.read() as connection:
            listed = _listed(journey, connection, programme, at, book, towards)
            named = _named(journey, connection, listed)
        _note(journey, listed, towards)
    ordered = sorted(listed.cases, key=lambda case: _reference(case, named))
    records = [_record(place, case, at, book, towards, named) for place, case in enumerate(ordered, 1)]
    _show(records, listed, programme, at, towards, format_)


def _listed(
    journey: Journey, connection: Connection, programme: str, at: View, book: RuleBook, towards: MeetingAudience
) -> CaseList:
    today = calendar.local_date(journey.now)
    everybody = (
        CasePerson(person.stream, person.history, History(person.log, as_of=today))
        for person in people(journey.engine, connection, at, programme)
    )
    return projection.list_cases(everybody, book, at.as_of, today, towards)


def _named(journey: Journey, connection: Connection, listed: CaseList) -> dict[UUID, dict[str, str | None]]:
    """The reference and name of those whom the list names, and of nobody else."""
    streams = [case.stream for case in listed.cases if case.stream]
    references = journey.engine.people.references(connection, streams)
    return {
        stream: {"participant": references.get(stream), "name": _name(journey, connection, stream)}
        for stream in streams
    }


def _reference(case: MeetingCase, named: dict[UUID, dict[str, str | None]]) -> str:
    """What named cases are sorted by; the others keep the order of what they say, after them."""
    return (named[case.stream]["participant"] if case.stream else None) or "\N{NO-BREAK SPACE}"


def _name(journey: Journey, connection: Connection, stream: UUID) -> str | None:
    events = journey.engine.log.load(stream, connection=connection)
    names = (journey.engine.log.reveal(event, connection).get("name") for event in events if event.type == "referred")
    return next((str(name) for name in reversed(list(names)) if name), None)


def _note(journey: Journey, listed: CaseList, towards: MeetingAudience) -> None:
    """Keep that the list was made, and whose names it told to whom."""
    why = f"journey cases, {towards.meeting}" + (f", {towards.party}" if towards.party else "")
    named = [case.stream for case in listed.cases if case.stream is not None]
    readings.note(journey, named, ("name", "case"), why)


def _record(
    place: int,
    case: MeetingCase,
    at: View,
    book: RuleBook,
    towards: MeetingAudience,
    named: dict[UUID, dict[str, str | None]],
) -> dict[str, Any]:
    rule = book.latest.rule(case.waits_for) if case.waits_for else None
    record: dict[str, Any] = {
        "case": str(place),
        "phase": case.phase,
        "days_in_phase": projection.whole_weeks(case.phase_since, at.as_of),
        "waits_for": case.waits_for,
        "waiting_for": rule.name if rule else projection.WAITS.get(case.waits_for or "", case.waits_for),
        "waiting_days": projection.whole_weeks(case.waits_since, at.as_of) if case.waits_since else None,
    }
    if not towards.identified:
        return record
    if case.stream is None:
        return record | {"participant": None, "name": None}
    exact = {
        "days_in_phase": (at.as_of - case.phase_since).days,
        "waiting_days": (at.as_of - case.waits_since).days if case.waits_since else None,
    }
    return record | exact | named[case.stream]


def _show(
    records: list[dict[str, Any]], listed: CaseList, programme: str, at: View, towards: MeetingAudience, how: Format
) -> None:
    if how is Format.json:
        output.as_json(
            {
                "programme": programme,
                "meeting": towards.meeting,
                "party": towards.party,
                "as_of": at.as_of,
                "identified": towards.identified,
                "cases": records,
                "left_out": listed.left_out,
            }
        )
        return
    columns = ("case", "participant", "name", *COLUMNS[1:]) if towards.identified else COLUMNS
    title = f"Cases on {at.as_of}" + (f", for {towards.party}" if towards.party else "")
    output.show(records, how, title, empty="No case may be raised.", columns=columns)
    output.say(f"left out for want of consent: {output.count(listed.left_out, 'person', 'people')}")


def add(app: typer.Typer, name: str) -> None:
    """Add the command."""
    app.command(name)(cases)
