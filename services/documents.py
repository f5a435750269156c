"""Documents of people: kept, listed, read and removed, for whoever may. Every reading is kept in the access log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journey.domain import calendar
from journey.domain.commands import Record
from journey.domain.errors import WrongInput
from journey.domain.events import Event, Fact
from journey.domain.events.documents import DocumentKept, DocumentKind, DocumentRemoved, FileFormat
from journey.domain.values import ERASED
from journey.engine.decisions import Before, check_fact
from journey.engine.documents import Permit
from services.changes import person_of
from services.office import SENDER, Office
from services.people import Person
from services.permissions import Actor, Permission, Role

_LONGEST_ID, _LONGEST_NAME = 200, 255
READ = ("documents",)
"""What the access log says was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it comes in: its bytes, what it is called, what it is, and under which id it is to be known."""

    document: str
    kind: DocumentKind
    name: str
    content: bytes
    on: date | None = None
    """The day of the document, where it is not today."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is kept, as the log tells of it."""

    document: str
    version: int
    """Of the event that says it is kept."""
    kind: DocumentKind
    name: str
    format: FileFormat
    size: int
    """Bytes."""
    on: date
    by: str
    digest: str
    """Of the sealed bytes, by which the log and the store name it."""


def keep(office: Office, actor: Actor, stream: UUID, upload: Upload, entry: str) -> Event:
    """Keep a file; asked twice under one `entry`, it is kept once.

    Raises NotAllowed, and WrongInput (`KEY: …`) where the file is none that is taken, a value is wrong, or the person
    has a document by that id.
    """
    fact = DocumentKept(document=_id(upload.document), kind=upload.kind, file=_name(upload))
    command = _command(office, actor, stream, fact, entry, on=upload.on, note=upload.note)
    event = office.engine.documents.keep(command, stream, fact, upload.content, _permit(office, actor))
    _catch_up(office)
    return event


def remove(office: Office, actor: Actor, stream: UUID, document: str, entry: str, note: str | None = None) -> Event:
    """Destroy a document; that there was one stays in the log. Raises NotAllowed; WrongInput where there is none."""
    fact = DocumentRemoved(document=_id(document))
    command = _command(office, actor, stream, fact, entry, note=note)
    event = office.engine.documents.remove(command, stream, fact, _permit(office, actor))
    _catch_up(office)
    return event


def documents_of(office: Office, actor: Actor, person: Person, why: str) -> list[Document]:
    """The documents of a person, the latest last. The reading is logged. Raises NotAllowed."""
    office.check(actor, Permission.READ_IDENTITY, person)
    office.engine.note_read(office.clock(), actor.recorded, person.stream, READ, why)
    return in_store(office, person)


def read(office: Office, actor: Actor, person: Person, document: str, why: str) -> tuple[Document, bytes]:
    """One document with its file. The reading is logged.

    Raises NotAllowed, WrongInput where the person has none by that id, and CheckFailed where it was tampered with.
    """
    office.check(actor, Permission.READ_IDENTITY, person)
    meant = [one for one in in_store(office, person) if one.document == document]
    if not meant:
        raise WrongInput("DOCUMENT: the person has none by that id; `journey document list` has them all")
    office.engine.note_read(office.clock(), actor.recorded, person.stream, READ, why)
    return meant[-1], office.engine.documents.content(meant[-1].digest)


def in_store(office: Office, person: Person) -> list[Document]:
    """The documents of a person whose files are in the store. The caller has asked whether they may be read."""
    held = office.engine.documents.held(person.stream)
    return [document for document in _told(office, person) if document.digest in held]


def _told(office: Office, person: Person) -> Iterator[Document]:
    for event in person.log:
        fact = event.fact
        if isinstance(fact, DocumentKept) and fact.format and fact.digest:
            yield Document(
                document=fact.document,
                version=event.version,
                kind=fact.kind,
                name=office.reveal(event, "file") or ERASED,
                format=fact.format,
                size=fact.size or 0,
                on=event.on,
                by=event.by or event.actor,
                digest=fact.digest,
            )


def _id(text: str) -> str:
    """An id as it is kept. Raises WrongInput for what is no text of the length that is allowed."""
    if not 1 <= len(text) <= _LONGEST_ID or not text.isprintable() or not text.strip():
        raise WrongInput(f"document: not an id of 1 to {_LONGEST_ID} printable characters")
    return text


def _name(upload: Upload) -> str:
    """What the file is called, without the folders that some browsers send, and without what no text may hold."""
    last = upload.name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(sign if sign.isprintable() else "_" for sign in last).strip()
    return printable[-_LONGEST_NAME:] or upload.document


def _permit(office: Office, actor: Actor) -> Permit:
    """Asks whether the actor may write about the person, as they stand when it is saved."""

    def permit(before: Before) -> None:
        office.check(actor, Permission.WRITE_FACTS, person_of(office, before))

    return permit


def _command(
    office: Office,
    actor: Actor,
    stream: UUID,
    fact: Fact,
    entry: str,
    *,
    on: date | None = None,
    note: str | None = None,
) -> Record:
    now = office.clock()
    today = calendar.local_date(now)
    if on is not None and on > today:
        raise WrongInput("on: lies in the future; allowed: up to now")
    log = office.engine.log.load(stream)
    command = Record(
        programme=log[0].programme if log else "",
        fact=fact,
        on=on or today,
        at=now if on in (None, today) else None,
        now=now,
        actor=actor.signed,
        by=None if actor.role is Role.operator else actor.recorded,
        correlation=entry,
        stream=stream,
        entry=entry,
        sender=SENDER,
        note=note,
    )
    check_fact(command)
    return command


def _catch_up(office: Office) -> None:
    office.projector.follow()
    office.announce()
