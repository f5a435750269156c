"""Takes commands: loads what has happened, decides, saves. Every write to the log passes here or through an import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.engine import Connection

from journey.domain import participant as deciding
from journey.domain.commands import Record
from journey.domain.errors import Conflict, NotAllowed, WrongInput
from journey.domain.events import Event, Recorded
from journey.domain.events import participant as facts
from journey.domain.events.documents import DocumentKept, DocumentRemoved
from journey.domain.events.system import CaseloadChanged
from journey.domain.history import History
from journey.domain.programme import Programme
from journey.domain.references import codes_of
from journey.domain.rulebook import RuleBook
from journey.engine import tables
from journey.engine.access_log import AccessLog
from journey.engine.chats.chats import Chats
from journey.engine.decisions import Before, Written, check_fact, coach_of, engine_event, twin_of
from journey.engine.documents import Documents
from journey.engine.entries import Frame
from journey.engine.epochs import Epochs
from journey.engine.form_drafts import FormDrafts
from journey.engine.imports import Files, Import, Imported, mint
from journey.engine.likenesses import Likenesses, Trait, traits
from journey.engine.log import Log
from journey.engine.master_key import MasterKey
from journey.engine.people import People, Reference, coach_stream, programme_stream
from journey.engine.programmes import Programmes
from journey.engine.readings_file import ReadingsFile
from journey.engine.row_seals import RowSeals
from journey.engine.staff.passkeys import StaffPasskeys
from journey.engine.staff.tickets import StaffTickets
from journey.engine.store import CONNECTIONS, Store, metadata
from journey.engine.vault import Vault

ATTEMPTS = 20
"""How often a command is decided anew when somebody else wrote first."""

_MOVES_PLACES = (
    facts.Referred,
    facts.Enrolled,
    facts.CoachAssigned,
    facts.Declined,
    facts.Discharged,
    facts.Struck,
)  # what can change who has whom

_BESIDE_THE_LOG = (DocumentKept, DocumentRemoved)


class CapReached(NotAllowed):
    """The coach is full: past the cap a supervisor's reason is needed."""

    def __init__(self, coach: str, participants: int, places: float) -> None:
        """How many enrolled people the coach has, and for how many there is time."""
        super().__init__(
            f"the coach has {participants} participants and {places:g} places; a supervisor's reason is needed"
        )
        self.coach = coach
        self.participants = participants
        self.places = places


CapCheck = Callable[[str, str], tuple[int, float | None]]
"""Programme and coach to (participants now, places or None): see `Engine.execute`."""


class Engine:
    """One store, opened: its log, its keys, and the programmes it serves."""

    def __init__(
        self,
        url: str,
        key_file: Path,
        programmes: Mapping[str, Programme],
        folder: Path | None = None,
        connections: int = CONNECTIONS,
    ) -> None:
        self.store = Store(url, folder=folder, connections=connections)
        self.vault = Vault(self.store, MasterKey(key_file))
        self.epochs = Epochs(self.store, self.vault)
        self.log = Log(self.store, self.vault)
        self.documents = Documents(self.log)
        self.form_drafts = FormDrafts(self.store, self.vault)
        self.people = People(self.vault)
        self.likenesses = Likenesses(self.log)
        self.chats = Chats(self.store, self.vault)
        self.passkeys = StaffPasskeys(self.store, self.vault)
        self.staff_tickets = StaffTickets(self.store, self.vault)
        self.readings = ReadingsFile(key_file.with_name("readings.jsonl"))
        """Where readings are kept while the store can only be read."""
        self.access = AccessLog(self.store, self.vault, self.readings)
        self.rules = Programmes(self.log, programmes)

    def open(self, now: datetime) -> None:
        """Make the store ready and record every programme in use whose file has changed."""
        self.store.open()
        self.vault.open()
        self.epochs.open()
        self.log.create()
        self.access.take_over()
        RowSeals(self.vault).take_over(self.store, metadata)
        if not self.store.read_only:
            self.likenesses.open()
        for programme in self.in_use():
            if programme in self.programmes and not self.store.read_only:
                self.use(programme, now)

    def close(self) -> None:
        """Let go of the database."""
        self.log.close()
        self.store.close()

    # --- programmes and rules -----------------------------------------------------------------------------------

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """The programmes that files describe, by id."""
        return self.rules.described

    @property
    def books(self) -> dict[str, RuleBook]:
        """Every programme's rules through time, by id, from the log."""
        return self.rules.books

    def in_use(self) -> list[str]:
        """The programmes that the log knows, by id."""
        return self.rules.in_use()

    def use(self, programme: str, now: datetime) -> Programme:
        """Take a programme into use: see `Programmes.use`."""
        return self.rules.use(programme, now)

    def forget_books(self) -> None:
        """The rules in the log may have changed: read them again when next asked."""
        self.rules.forget()

    # --- who has read -------------------------------------------------------------------------------------------

    def note_read(self, now: datetime, reader: str, stream: UUID, what: Collection[str], why: str) -> None:
        """Keep who read what of whom, when and why; `what` are words of `journey.domain.reading`."""
        self.access.note(now, reader, {stream: what}, why)

    # --- writing ------------------------------------------------------------------------------------------------

    def import_entries(
        self,
        lines: Iterable[tuple[int, bytes | str]],
        frame: Frame,
        *,
        check_only: bool = False,
        files: Files | None = None,
    ) -> Imported:
        """A whole file in, or nothing of it. Raises ImportRefused with every error.

        `files` reads the documents that lines name; without it no line may name one.
        """
        programme = self.rules.file_of(frame.programme)
        try:
            with self.store.write(keep=not check_only) as connection:
                self.store.lock_keys(connection)
                self.store.lock_log(connection)
                self.rules.record_rules(connection, programme, frame.now)  # refused, the file leaves not even this
                negative, codes = programme.negative_items, codes_of(programme)
                starts = programme.starts
                full_frame = msgspec.structs.replace(frame, negative_items=negative, codes=codes, starts=starts)
                result = Import(self.log, self.people, full_frame, connection, files).run(lines)
        finally:
            self.vault.forget()  # the keys made on the way may be rolled back with the rest
        self.log.saves += not check_only
        self.forget_books()
        return result

    def execute(self, command: Record, cap: CapCheck) -> list[Event]:
        """Decide and save one command: see `execute_together`."""
        return self.execute_together([command], cap)

    def execute_together(self, commands: Sequence[Record], cap: CapCheck) -> list[Event]:
        """Decide and save commands about one participant, all or none: see `change`."""
        prepared = [self._prepared(command) for command in commands]
        return self._change(self._stream_for(prepared[0]), lambda _before: prepared, cap, None).events

    def change(
        self,
        stream: UUID,
        asking: Callable[[Before], Sequence[Record]],
        cap: CapCheck,
        begin: Before | None = None,
    ) -> Written:
        """Decide and save what `asking` wants of a stream, all or none; asked anew where somebody else wrote first.

        `begin` is the stream as the caller has just read it: it is read again only where it has grown since.
        So what it makes of the stream it is given - permissions, rules of a service - holds at the moment of saving.
        A command whose `entry` the stream's log already holds changes nothing: its event is returned again.
        `cap` tells how full a coach is: an assignment past the cap needs a supervisor's reason, else CapReached.
        Raises Conflict where others keep writing, WrongOrder and WrongInput as the decision does, and what `asking`
        raises.
        """
        return self._change(stream, lambda before: [self._prepared(command) for command in asking(before)], cap, begin)

    def _change(
        self, stream: UUID, asking: Callable[[Before], Sequence[Record]], cap: CapCheck, begin: Before | None
    ) -> Written:
        """As `change`; what is asked for is prepared already."""
        written: list[Written] = []

        def deciding_anew(log: list[Recorded]) -> list[Event]:
            before = begin if begin is not None and begin.log is log else Before(stream, log)
            written[:] = [self._decided(before, asking(before), cap)]
            return [*written[0].added, *written[0].guards]

        self.write(stream, deciding_anew, begin.log if begin is not None else None)
        return written[0]

    def _decided(self, before: Before, commands: Sequence[Record], cap: CapCheck) -> Written:
        repeated, added, said = list[Event](), list[Event](), list[Trait]()
        for command in commands:
            twin = twin_of(command, before.log)
            if twin is not None:
                repeated.append(twin)
                continue
            version = len(before.log) + len(added) + 1
            event = deciding.as_event(before.stream, version, command)
            said += traits(event)
            added.append(self.log.as_stored(event))
        if not added:
            return Written(before, repeated, [], [], before.history)
        places = {(event.stream, event.version) for event in added}
        after = deciding.check_timeline([*before.log, *added], places)
        if said:
            with self.store.write() as connection:
                self.likenesses.keep(connection, commands[0].programme, said)
        return Written(before, repeated, added, self._caseload(before, after, added, commands[0], cap), after)

    def _prepared(self, command: Record) -> Record:
        if isinstance(command.fact, _BESIDE_THE_LOG):
            raise WrongInput(f"{command.fact.type_name()}: is recorded together with the file itself; see `Documents`")
        check_fact(command)
        programme = self.programmes.get(command.programme)
        if programme is not None:
            command = msgspec.structs.replace(
                command, negative_items=programme.negative_items, codes=codes_of(programme)
            )
        return msgspec.structs.replace(command, entry=command.entry or mint())

    def write(
        self,
        stream: UUID,
        deciding_anew: Callable[[list[Recorded]], list[Event]],
        log: list[Recorded] | None = None,
    ) -> list[Event]:
        """Append what is decided from a stream's log; decided anew where somebody else wrote first. Else Conflict.

        `log` is the stream as the caller has just read it.
        """
        for attempt in range(ATTEMPTS):
            events = deciding_anew(self.log.load(stream) if log is None or attempt else log)
            try:
                if events:
                    self.log.append(events)
            except Conflict:
                continue
            return events
        raise Conflict("others keep writing about the same participant; nothing was saved; try again")

    def _stream_for(self, command: Record) -> UUID:
        if command.stream is not None:
            return command.stream
        if command.reference is None:
            return programme_stream(command.programme)
        reference = Reference(uuid4(), command.programme, command.sender or "", command.reference)
        with self.store.glance() as connection:
            stream = self._meant(connection, reference)
        return stream or self._welcome(reference)

    def _meant(self, connection: Connection, reference: Reference) -> UUID | None:
        key = self.people.key(reference.programme, reference.sender, reference.text)
        return self.people.streams(connection, reference.programme, [key]).get(key[1])

    def _welcome(self, reference: Reference) -> UUID:
        """The stream of somebody new; of two who meet the same person at once, the second is given the first's."""
        with self.store.write() as connection:
            self.store.lock_keys(connection)
            if stream := self._meant(connection, reference):
                return stream
            self.vault.add(connection, [reference.stream])
            columns = ("programme", "sender", "digest", "stream", "sealed")
            [row] = self.people.rows(connection, [reference])
            connection.execute(tables.references.insert().values(**dict(zip(columns, row, strict=True))))
            return reference.stream

    def _caseload(
        self, before: Before, after: History, added: Sequence[Event], command: Record, cap: CapCheck
    ) -> list[Event]:
        """The guard events of the coaches whose caseload changes: two assignments at once cannot both take a place."""
        if not any(isinstance(event.fact, _MOVES_PLACES) for event in added):
            return []  # most commands: nobody's caseload can change
        earlier, later = coach_of(before.history), coach_of(after)
        if earlier == later:
            return []
        events = []
        if earlier is not None:
            events.append(self._guard(command, earlier, "freed"))
        if later is not None:
            guard = self._guard(command, later, "taken")  # its version is read before the places are counted
            self._check_cap(command, later, cap)
            events.append(guard)
        return events

    def _guard(self, command: Record, coach: str, change: str) -> Event:
        stream = coach_stream(command.programme, coach)
        fact = CaseloadChanged(coach=coach, change=change)  # type: ignore[arg-type]  # taken or freed, see above
        version = self.log.version(stream) + 1
        return engine_event(stream, version, command.programme, fact, command.now, command.actor)

    def _check_cap(self, command: Record, coach: str, cap: CapCheck) -> None:
        participants, places = cap(command.programme, coach)
        reason = getattr(command.fact, "reason", None)
        by_supervisor = (command.by or command.actor).startswith("supervisor")
        if places is not None and participants + 1 > places and not (reason and by_supervisor):
            raise CapReached(coach, participants, places)
