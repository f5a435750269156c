"""Takes in a whole file of entries, or nothing of it: one transaction, every error with its line."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import islice
from uuid import UUID, uuid4

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import participant as deciding
from journey.domain.commands import Record
from journey.domain.errors import CheckFailed, JourneyError, WrongInput
from journey.domain.events import MOVES, Event
from journey.domain.events.documents import DocumentKept, DocumentRemoved
from journey.domain.history import MINTED
from journey.domain.lifecycle import ImpossibleMove, step
from journey.domain.order import moment_of
from journey.engine import tables
from journey.engine.coach_spellings import CoachSpellings
from journey.engine.derived_ids import DerivedIds
from journey.engine.documents import drop, put
from journey.engine.entries import EntryErrors, Frame, as_command, canonical, read_line
from journey.engine.likenesses import Likenesses
from journey.engine.log import Log
from journey.engine.people import People, Reference, programme_stream
from journey.engine.remarks import Remarks
from journey.engine.row_seals import RowSeals

CHUNK = 2000
SHOWN = 100
"""Of more errors than this, the first are shown and the rest counted."""

FORGOTTEN = b""
"""In place of the digest of an erased person's entry: its id is known still, and nothing can be tried against it."""

_KEPT = 1000  # of more errors than this only the number is kept: a wrong file can have millions

Files = Callable[[str], bytes]
"""Reads the file that a line names; raises WrongInput, as `file: …`."""

CHANGED = (
    "what the store keeps of entries taken before is not what was written; nothing was imported; "
    "`journey audit verify` says which, a backup restores it"
)
_BEGINNING = (date.min, 0.0)


class ImportRefused(JourneyError):
    """The file has errors; nothing of it was imported. `lines` are `line N: KEY: …`, `count` how many in all."""

    def __init__(self, problems: list[tuple[int, str]], count: int) -> None:
        self.count = count
        self.lines = [f"line {number}: {text}" for number, text in sorted(problems)[:SHOWN]]
        super().__init__("; ".join(self.lines))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: lines read, facts taken, entries already known, and people they are about."""

    lines: int
    taken: int
    repeated: int
    people: int
    unregistered: tuple[str, ...] = ()
    """Coaches whom the file names and nobody has registered."""
    remarks: tuple[str, ...] = ()
    """What may be a slip, as `line N: KEY: …`: it was taken all the same."""
    unshown: int = 0
    """How many more remarks there are."""


@dataclass(slots=True)
class _Subject:
    """A stream that the file writes to: a participant's, or the programme's own."""

    stream: UUID
    version: int
    before: int = 0
    state: str | None = "unknown"  # None: must be checked from the log, after the whole file
    rested_in: str | None = None
    last: tuple[date, float] = _BEGINNING
    faulty: bool = False
    lines: dict[int, int] = field(default_factory=dict)  # version to line, of moves and strikes


class Import:
    """One file on its way into the log. Used once, inside one transaction."""

    def __init__(
        self, log: Log, people: People, frame: Frame, connection: Connection, files: Files | None = None
    ) -> None:
        self.log, self.people, self.frame, self.connection = log, people, frame, connection
        self.files = files or _no_files
        self.ids = DerivedIds(log.vault, frame, connection)
        self.coaches = CoachSpellings(log, frame.programme, connection)
        self.remarks = Remarks(Likenesses(log), frame, connection)
        self.subjects: dict[str | None, _Subject] = {}
        self.problems: list[tuple[int, str]] = []
        self.read = self.taken = self.repeated = self.wrong = 0
        self.seals = RowSeals(log.vault)

    def run(self, lines: Iterable[tuple[int, bytes | str]]) -> Imported:
        """Take every line (numbered; a text instead of bytes is what is wrong with it). Raises ImportRefused."""
        numbered = iter(lines)
        while chunk := list(islice(numbered, CHUNK)):
            self._take(chunk)
        self._check()
        for number, problem in self.coaches.refused():
            self._fault(number, None, problem)
        self.ids.close()
        if self.problems:
            raise ImportRefused(self.problems, self.wrong)
        people, unregistered = len(self.subjects.keys() - {None}), tuple(self.coaches.unregistered())
        remarks = self.remarks.lines()
        return Imported(self.read, self.taken, self.repeated, people, unregistered, *remarks)

    def _take(self, chunk: list[tuple[int, bytes | str]]) -> None:
        commands = self._named(list(self._commands(chunk)))
        digests = self._digests_of([str(command.entry) for _, command, _ in commands])
        fresh: list[tuple[int, Record, bytes]] = []
        for number, command, digest in commands:
            earlier = digests.get(str(command.entry))
            if earlier is None:
                fresh.append((number, command, digest))
                digests[str(command.entry)] = digest
            elif earlier in (digest, FORGOTTEN):
                self.repeated += 1
            else:
                self._fault(number, command.reference, "entry: this id was used before, with other content")
        self._meet([command for _, command, _ in fresh])
        events = [event for number, command, _ in fresh if (event := self._event(number, command)) is not None]
        self.log.insert(self.connection, events)
        self.remarks.keep()
        rows = [self._taken(str(command.entry), digest) for _, command, digest in fresh]
        types = {"programme": "text", "sender": "text", "entry": "text", "digest": "bytea", "seal": "text"}
        self.log.store.bulk_insert(self.connection, tables.entries.name, types, rows)
        self.taken += len(events)

    def _taken(self, entry: str, digest: bytes) -> tuple[str, str, str, bytes, str]:
        """The row that says that an entry was taken."""
        row = {"programme": self.frame.programme, "sender": self.frame.sender, "entry": entry, "digest": digest}
        return self.frame.programme, self.frame.sender, entry, digest, self.seals.of("entries", row)

    def _commands(self, chunk: list[tuple[int, bytes | str]]) -> Iterator[tuple[int, Record, bytes]]:
        for number, line in chunk:
            self.read += 1
            if isinstance(line, str):
                self._fault(number, None, line)
                continue
            content: dict[str, object] = {}
            try:
                content = read_line(line)
                command = as_command(content, self.frame)
                yield number, command, self._digest(content, command)
            except EntryErrors as error:
                for problem in error.problems:
                    self._fault(number, content.get("participant"), problem)

    def _digest(self, content: dict[str, object], command: Record) -> bytes:
        """What tells a repeated entry from a changed one; of a line that names a file, the file is a part."""
        if isinstance(command.fact, DocumentKept):
            content = content | {"file": [command.fact.file, sha256(self._file(command.fact)).hexdigest()]}
        return self.log.vault.content_digest(canonical(content))

    def _file(self, fact: DocumentKept) -> bytes:
        try:
            return self.files(fact.file)
        except WrongInput as error:
            raise EntryErrors([str(error)]) from None

    def _named(self, commands: list[tuple[int, Record, bytes]]) -> list[tuple[int, Record, bytes]]:
        """The same commands, those without an id under one that is derived from their line."""
        names = iter(self.ids.names([digest for _, command, digest in commands if command.entry is None]))
        return [
            (number, command if command.entry else msgspec.structs.replace(command, entry=next(names)), digest)
            for number, command, digest in commands
        ]

    def _fault(self, number: int, reference: object, problem: str) -> None:
        self.wrong += 1
        if len(self.problems) < _KEPT:
            self.problems.append((number, problem))
        if isinstance(reference, str):  # with a line missing, the person's order cannot be judged
            self.subjects.setdefault(reference, _Subject(UUID(int=0), 0)).faulty = True

    def _digests_of(self, ids: list[str]) -> dict[str, bytes]:
        table = tables.entries
        query = sa.select(table).where(
            table.c.programme == self.frame.programme,
            table.c.sender == self.frame.sender,
            self.log.store.one_of(table.c.entry, ids),
        )
        rows = self.connection.execute(query).all()
        if not all(self.seals.fits(table.name, row) for row in rows):
            raise CheckFailed(CHANGED)
        return {row.entry: bytes(row.digest) for row in rows}

    def _meet(self, commands: list[Record]) -> None:
        """Make every person that these commands speak of known, new or not."""
        unmet = {command.reference: command for command in commands if not self._met(command.reference)}
        if None in unmet:
            self._join(None, programme_stream(self.frame.programme))
            del unmet[None]
        keys = {ref: self.people.key(self.frame.programme, self.frame.sender, ref) for ref in unmet if ref}
        streams = self.people.streams(self.connection, self.frame.programme, keys.values())
        strangers = []
        for reference, (_, digest) in keys.items():
            if digest in streams:
                self._join(reference, streams[digest])
            else:
                strangers.append(Reference(uuid4(), self.frame.programme, self.frame.sender, reference))
        self._welcome(strangers)

    def _met(self, reference: str | None) -> bool:
        subject = self.subjects.get(reference)
        return subject is not None and subject.stream.int != 0

    def _join(self, reference: str | None, stream: UUID) -> None:
        table = self.log.store.events
        query = sa.select(sa.func.max(table.c.originator_version)).where(
            table.c.originator_id == self.log.store.stream_id(stream)
        )
        version = self.connection.execute(query).scalar() or 0
        faulty = reference in self.subjects and self.subjects[reference].faulty
        if reference is None:
            self.log.vault.ensure(self.connection, [stream])
        self.subjects[reference] = _Subject(stream, version, before=version, state=None, faulty=faulty)

    def _welcome(self, strangers: list[Reference]) -> None:
        self.log.vault.add(self.connection, [stranger.stream for stranger in strangers])
        rows = list(self.people.rows(self.connection, strangers))
        types = {"programme": "text", "sender": "text", "digest": "text", "stream": "text", "sealed": "bytea"}
        self.log.store.bulk_insert(self.connection, tables.references.name, types, rows)
        for stranger in strangers:
            faulty = stranger.text in self.subjects and self.subjects[stranger.text].faulty
            self.subjects[stranger.text] = _Subject(stranger.stream, 0, faulty=faulty)

    def _event(self, number: int, command: Record) -> Event | None:
        """The event of a line that is new; None where its fact may not be recorded for whoever it is said to be by."""
        subject = self.subjects[command.reference]
        try:
            command = self._with_document(command, subject.stream)
            event = deciding.as_event(subject.stream, subject.version + 1, command, conformed=True)
        except WrongInput as error:
            self._fault(number, command.reference, str(error))
            return None
        subject.version += 1
        self.coaches.note(number, event)
        self.remarks.note(number, event)
        return self._followed(subject, number, event)

    def _with_document(self, command: Record, stream: UUID) -> Record:
        """The command, once the file that it speaks of is kept, or gone, in this transaction."""
        if isinstance(command.fact, DocumentKept):
            content = self._file(command.fact)
            fact = put(self.connection, self.log.vault, stream, command.fact, content)
            return msgspec.structs.replace(command, fact=fact)
        if isinstance(command.fact, DocumentRemoved):
            drop(self.connection, self.log.vault, stream, command.fact)
        return command

    def _followed(self, subject: _Subject, number: int, event: Event) -> Event:
        kind = event.type
        if kind == "struck":
            subject.state = None
            subject.lines[event.version] = number
        elif kind in MOVES:
            subject.lines[event.version] = number
            self._step(subject, kind, event)
        return event

    def _step(self, subject: _Subject, kind: str, event: Event) -> None:
        """Follow the moves as they come: whoever's come in order needs no second look."""
        moment = moment_of(event)
        if subject.state is None or moment < subject.last:
            subject.state = None
            return
        subject.last = moment
        if kind == "paused":
            subject.rested_in = subject.state
        move = f"to_{event.fact.to}" if kind == "phase_moved" else kind
        subject.state = step(subject.state, move, subject.rested_in)

    def _check(self) -> None:
        """Look at the whole of every person whose moves did not simply follow one another."""
        for subject in self.subjects.values():
            if subject.state is not None or subject.faulty or not subject.lines:
                continue
            events = self.log.load(subject.stream, connection=self.connection)
            added = {(subject.stream, event.version) for event in events if event.version > subject.before}
            try:
                deciding.check_timeline(events, added)
            except ImpossibleMove as error:
                number = subject.lines.get(error.event.version, max(subject.lines.values()))
                self._fault(number, None, _keyed(str(error)))


def _no_files(_: str) -> bytes:
    raise WrongInput(
        "file: no folder of documents is named; name it with --documents, or keep the file by `journey document keep`"
    )


def _keyed(message: str) -> str:
    return message if message.startswith("strikes:") else f"on: {message}"


def mint() -> str:
    """An entry id for a fact that chat, desk or the engine records without a name of its own."""
    return MINTED + secrets.token_hex(6)
