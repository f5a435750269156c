"""`journey export`: what leaves the store, whole or not at all, and recorded in the log."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app import output, settings
from app.cli import export_content as content
from app.cli.export_content import How
from app.cli.options import (
    AsOfOption,
    DialectOption,
    FormatOption,
    KnownAtOption,
    ProgrammeOption,
    SenderOption,
    known_programme,
    participant_argument,
    view,
)
from app.output import Format
from app.wiring.office import office_of
from app.wiring.opening import open_for
from journey.domain import calendar
from journey.domain.errors import WrongInput
from journey.domain.events.requests import Exported
from journey.domain.standing import language
from journey.engine.document_formats import ENDINGS
from journey.engine.loading.programmes import shipped_config
from journey.engine.people import programme_stream
from journey.engine.whole_files import folder_aside, written_aside
from projections.exports import recording, starters
from projections.exports.coding import Coder
from projections.exports.config import code_lists, sus_words
from projections.exports.mining.model import pnml
from projections.exports.population import Request, choose, codes_of
from projections.exports.pseudonyms import Pseudonyms
from projections.exports.sus.forms import Forms
from projections.exports.sus.register import register
from projections.live.replay import View
from services import documents, readings
from services.office import Office
from services.opened import Journey
from services.people import Person
from services.permissions import Permission

OUT = "--out"


ExportReasonOption = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why you must read people in hiding, or need exact times; kept."),
]


class Kind(StrEnum):
    """What can be exported."""

    events = "events"
    tables = "tables"
    xes = "xes"
    ocel = "ocel"
    model = "model"
    sus = "sus"
    person = "person"


class Purpose(StrEnum):
    """Whose evaluation an export is for."""

    programme = "programme"
    research = "research"


def export(
    kind: Annotated[Kind, typer.Argument(help="events, tables, xes, ocel, model, sus, or person.")],
    out: Annotated[Path, typer.Option(OUT, metavar="PATH", help="What to write; it must not exist.")],
    participant: Annotated[
        str | None, participant_argument("With `person`: the sender's reference of the person")
    ] = None,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    purpose: Annotated[
        Purpose,
        typer.Option("--for", help="research: only people whose consent to research stands now."),
    ] = Purpose.programme,
    same_pseudonyms: Annotated[
        bool, typer.Option("--same-pseudonyms", help="Those of every list, instead of fresh ones for this export.")
    ] = False,
    moves_only: Annotated[
        bool, typer.Option("--moves-only", help="With `xes`: moves alone, as the process model has them.")
    ] = False,
    exact_times: Annotated[
        bool,
        typer.Option("--exact-times", help="Moments by the clock, where days are told; say with --reason what for."),
    ] = False,
    dialect: DialectOption = None,
    reason: ExportReasonOption = None,
) -> None:
    """What an evaluator, a register or the person themself is given; every export is recorded in the log.

    People under protected identity are in none for others; SUS has sex and start year of them, and no more.

    Example: journey export tables --programme hudiksvall --out hudiksvall-2018
    """
    _check(kind, out, participant, purpose, same=same_pseudonyms)
    how = How(moves_only=moves_only, exact_times=exact_times, dialect=dialect)
    how.check(kind.value, reason)
    if kind is Kind.model:
        _model(out)
        return
    with open_for(reason=reason) as journey:
        readings.permit(journey, Permission.EXPORT)
        known_programme(journey, programme)
        if participant is not None:
            _person(journey, out, participant, programme, sender)
            return
        if programme is None:
            raise WrongInput("--programme: is needed; an export is of one programme")
        if programme not in journey.engine.books:
            raise WrongInput("--programme: the log knows nothing of it yet; there is nothing to export")
        at = view(as_of, known_at, journey.now)
        asked = _request(journey, programme, at, purpose, same=same_pseudonyms, exact_times=exact_times)
        if kind is Kind.sus:
            _sus(journey, out, asked, how)
        else:
            _many(journey, kind, out, asked, how)


def _check(kind: Kind, out: Path, participant: str | None, purpose: Purpose, *, same: bool) -> None:
    """Raise WrongInput for what does not belong together, before anything is read."""
    if kind in (Kind.model, Kind.sus, Kind.person) and (same or purpose is Purpose.research):
        raise WrongInput(f"--for, --same-pseudonyms: {kind.value} has no pseudonyms; leave them out")
    if (participant is not None) is not (kind is Kind.person):
        raise WrongInput("PARTICIPANT: belongs to person, and is needed there")
    if out.exists() or out.is_symlink():
        raise WrongInput(f"{OUT}: something of that name exists; choose another")
    if not out.parent.is_dir():
        raise WrongInput(f"{OUT}: there is no folder to write it in; make that first")


def _request(journey: Journey, programme: str, at: View, purpose: Purpose, *, same: bool, exact_times: bool) -> Request:
    codes = codes_of(journey.engine.books[programme], code_lists(settings.config()))
    names = Pseudonyms(secrets.token_bytes(32), journey.engine.vault.digest if same else None)
    return Request(
        programme, at, calendar.local_date(journey.now), Coder(names, codes, exact_times=exact_times), purpose.value
    )


def _many(journey: Journey, kind: Kind, out: Path, asked: Request, how: How) -> None:
    """An export about many people: written aside, recorded in the log, and only then given its name."""
    aside = folder_aside if kind is Kind.tables else written_aside
    with aside(out, OUT) as place:
        with journey.engine.store.read() as connection:
            chosen = choose(journey.engine, connection, asked)
            wrote = content.write(journey, connection, kind.value, place, asked, chosen, how)
        everybody = [stream for _, stream in chosen.people]
        readings.note(journey, everybody, ("facts",), f"journey export {kind.value}")
        fact = recording.export_of_many(kind.value, asked, chosen)
        recording.record(journey.engine, journey.projector, asked.programme, fact, journey.now, journey.actor.recorded)
    content.tell(out, wrote, asked, chosen)
    if kind is not Kind.tables:
        content.add_starters(out, kind.value)


def _model(out: Path) -> None:
    with written_aside(out, OUT) as file:
        file.write(pnml().encode())
    output.say(f"the process model is in {out}")


def _sus(journey: Journey, out: Path, asked: Request, how: How) -> None:
    """A form for each episode: recorded, and every reading of a name logged, before the folder gets its name."""
    engine, name = journey.engine, journey.engine.books[asked.programme].latest.name
    with folder_aside(out, OUT) as folder:
        words, made = sus_words(settings.config()), asked.view.as_of
        with engine.store.read() as connection, Forms(folder, name, words, made, how.csv) as forms:
            done = register(engine, connection, asked, forms.write)
        starters.within(folder, Kind.sus.value, how.csv)
        fact = Exported(
            kind=Kind.sus.value,
            purpose="register",
            people=len(done.by_name),
            left_out=dict(done.left_out),
            as_of=asked.view.as_of,
            known_at=asked.view.known_at,
        )
        by = journey.actor.recorded
        recording.record(engine, journey.projector, asked.programme, fact, journey.now, by)
        recording.record_about(
            engine,
            journey.projector,
            asked.programme,
            fact.kind,
            journey.now,
            done.by_name,
            actor=by,
            reason=journey.actor.reason,
        )
    output.say(f"{output.count(forms.count, 'form')} written to {out}")
    for reason, count in sorted(done.left_out.items()):
        people = output.count(count, "person", "people")
        output.say(f"registered anonymously: {people} ({reason.replace('_', ' ')})")


def _person(journey: Journey, out: Path, participant: str, programme: str | None, sender: str | None) -> None:
    """Everything about one person, for that person: a page to read, and the same for programs."""
    from bots.texts.catalogue import Texts  # Fluent takes a third of a second to load
    from bots.texts.extract import data, extract

    engine, config = journey.engine, settings.config()
    with engine.store.read() as connection:
        stream, where = readings.somebody(journey, connection, participant, programme, sender)
    texts = Texts([shipped_config() / "locales", *([config / "locales"] if config else [])])
    office = office_of(journey)
    with folder_aside(out, OUT) as folder:
        recording.record_about(
            engine,
            journey.projector,
            where,
            "person",
            journey.now,
            [stream],
            "person",
            journey.actor.recorded,
            journey.actor.reason,
        )
        person = office.person(stream)
        spoken = texts.language(language(person.history))
        files = _papers(office, person, folder)
        page = extract(office, texts, spoken, person, reader=None, files=files)
        (folder / "index.html").write_text(page, encoding="utf-8")
        everything = msgspec.json.encode(data(office, person, files))
        (folder / "data.json").write_bytes(msgspec.json.format(everything, indent=2) + b"\n")
    output.say(f"everything about the person is in {out}; hand it to nobody else")


def _papers(office: Office, person: Person, folder: Path) -> dict[str, str]:
    """The person's documents, each in a file beside the page. Returns where each lies, by its digest."""
    files = dict[str, str]()
    for number, one in enumerate(documents.in_store(office, person), 1):
        kept = folder / "documents" / f"{number:02d}-{one.kind}.{ENDINGS[one.format]}"  # an id may hold any sign
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(office.engine.documents.content(one.digest))
        files[one.digest] = f"documents/{kept.name}"
    return files


def _whole_second(moment: datetime) -> str:
    """A moment as `--known-at` takes it; rounded up, so that what the export has seen was known by then."""
    fraction = timedelta(microseconds=-moment.microsecond % 1_000_000)
    return calendar.local_time(moment + fraction).isoformat()


def exports(programme: ProgrammeOption = None, format_: FormatOption = Format.table) -> None:
    """Every export made: when, what, for whom, of how many people, at which view, and how many were left out and why.

    Example: journey exports --programme hudiksvall
    """
    with open_for() as journey:
        readings.permit(journey, Permission.EXPORT)
        known_programme(journey, programme)
        records = [
            {"at": event.recorded, "programme": name, "by": event.actor, **msgspec.structs.asdict(event.fact)}
            for name in sorted(journey.engine.books)
            if programme in (None, name)
            for event in journey.engine.log.load(programme_stream(name))
            if event.type == "exported"
        ]
    if format_ is Format.table:
        for record in records:
            for moment in ("at", "known_at"):
                record[moment] = record[moment] and _whole_second(record[moment])
            record["kind"] += ", exact times" if record["exact_times"] else ""
            record["left_out"] = [
                f"{count} {why.replace('_', ' ')}" for why, count in (record["left_out"] or {}).items()
            ]
    columns = ("at", "programme", "kind", "purpose", "people", "left_out", "as_of", "known_at")
    folds = tuple(column.replace("_", " ") for column in columns if column not in ("at", "known_at"))
    output.show(records, format_, "Exports", empty="Nothing has been exported.", columns=columns, wraps=folds)


_COMMANDS: dict[str, Callable[..., None]] = {"export": export, "exports": exports}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(_COMMANDS[name])
