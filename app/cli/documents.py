"""A person's documents at the command line: `journey document keep`, `list`, `save` and `remove`."""

from __future__ import annotations

import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args
from uuid import UUID

import typer

from app import output
from app.cli.options import (
    FormatOption,
    ProgrammeOption,
    ReasonOption,
    SenderOption,
    day,
    participant_argument,
)
from app.cli.saved import saved
from app.output import Format
from app.wiring.office import office_of
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from journey.domain.events.documents import DocumentKind
from journey.engine.document_formats import LARGEST
from journey.engine.whole_files import written_aside
from services import documents, readings
from services.documents import Document, Upload
from services.opened import Journey

Kind = StrEnum("Kind", list(get_args(DocumentKind)))  # type: ignore[misc]  # the words stand in the catalogue, once
Person = Annotated[str, participant_argument("The sender's reference of the person")]
DocumentArgument = Annotated[str, typer.Argument(help="The document's id, as `journey document list` shows it.")]
NoteOption = Annotated[str | None, typer.Option("--note", help="A note with it; sealed.")]


def keep(
    participant: Person,
    file: Annotated[Path, typer.Argument(help="The file: PDF, DOCX, ODT, JPEG or PNG, at most 10 MB.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What it is.")],
    document: Annotated[str | None, typer.Option("--document", help="The id to know it by; else it gets one.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the document; else today.")] = None,
    note: NoteOption = None,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    reason: ReasonOption = None,
) -> None:
    """Keep a file with a person, sealed under their key. The original stays where it is: remove that yourself.

    Example: journey document keep H-001 cv.pdf --kind cv
    """
    content = _bytes(file)
    named = document or f"D-{secrets.token_hex(4)}"
    upload = Upload(document=named, kind=_kind(kind), name=file.name, content=content, on=day("--on", on), note=note)
    with open_for(reason=reason) as journey:
        stream = _somebody(journey, participant, programme, sender)
        documents.keep(office_of(journey), journey.actor, stream, upload, _entry())
    with saved(f"the document {named}"):
        output.write(named)


def list_documents(
    participant: Person,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Which documents are kept of a person.

    Example: journey document list H-001
    """
    with open_for(reason=reason) as journey:
        office = office_of(journey)
        person = office.person(_somebody(journey, participant, programme, sender))
        records = [
            _record(one) for one in documents.documents_of(office, journey.actor, person, "journey document list")
        ]
    columns = ("document", "kind", "on", "file", "format", "size", "by")
    output.show(records, format_, "Documents", empty="No document is kept.", columns=columns, wraps=("file",))


def save(
    participant: Person,
    document: DocumentArgument,
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help="The file to write; it must not exist.")],
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    reason: ReasonOption = None,
) -> None:
    """Write a document into a file that its owner alone may read. The reading is logged.

    Example: journey document save H-001 cv-1 --out cv.pdf
    """
    with open_for(reason=reason) as journey, written_aside(out, "--out") as file:
        office = office_of(journey)
        person = office.person(_somebody(journey, participant, programme, sender))
        kept, content = documents.read(office, journey.actor, person, document, "journey document save")
        file.write(content)
    output.say(f"{kept.document} ({kept.format}, {output.count(kept.size, 'byte')}) is in {out}")


def remove(
    participant: Person,
    document: DocumentArgument,
    note: NoteOption = None,
    programme: ProgrammeOption = None,
    sender: SenderOption = None,
    reason: ReasonOption = None,
) -> None:
    """Destroy a document: the file goes at once; that there was one stays in the log.

    Example: journey document remove H-001 cv-1 --note "a newer one is kept"
    """
    with open_for(reason=reason) as journey:
        stream = _somebody(journey, participant, programme, sender)
        documents.remove(office_of(journey), journey.actor, stream, document, _entry(), note)
    with saved(f"the removal of {document}"):
        output.say(f"{document} is removed")


def _somebody(journey: Journey, participant: str, programme: str | None, sender: str | None) -> UUID:
    with journey.engine.store.read() as connection:
        return readings.somebody(journey, connection, participant, programme, sender)[0]


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(LARGEST + 1)
    except OSError as error:
        raise WrongInput(f"FILE: {file} cannot be read: {error.strerror}") from None


def _kind(word: Any) -> DocumentKind:
    return word.value  # type: ignore[no-any-return]  # made of the same words


def _entry() -> str:
    return f"document-{secrets.token_hex(6)}"


def _record(one: Document) -> dict[str, object]:
    return {
        "document": one.document,
        "kind": one.kind,
        "on": one.on,
        "file": one.name,
        "format": one.format,
        "size": one.size,
        "by": one.by,
    }


_group = typer.Typer(help="The documents of a person, sealed beside the log.", rich_markup_mode=None)
_group.command("keep")(keep)
_group.command("list")(list_documents)
_group.command("save")(save)
_group.command("remove")(remove)
_group.callback()(lambda: None)


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.add_typer(_group, name=name)
