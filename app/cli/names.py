"""What participants are called in output: the sender's reference, a pseudonym, or `erased-…`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from app import settings
from projections.exports.coding import Coder
from projections.exports.config import code_lists
from projections.exports.population import codes_of
from services import pseudonyms, readings
from services.opened import Journey


def note_read(journey: Journey, stream: UUID, what: Collection[str], command: str) -> None:
    """Keep that the operator who acts has read this, with the command and the reason they gave."""
    readings.note(journey, [stream], what, command)


class Names:
    """The names of everybody in a store, looked up once. Whom a list names is kept as one reading by `narrow`."""

    def __init__(self, journey: Journey, *, pseudonyms: bool, why: str) -> None:
        self._journey = journey
        self._pseudonyms = pseudonyms
        self._why = why
        self._references: dict[UUID, str] = {}
        self._named: set[UUID] = set()
        self._coders: dict[str, Coder | None] = {}
        with journey.engine.store.read() as connection:
            if not pseudonyms:
                self._references = readings.references(journey, connection)
            self._in_hiding = readings.in_hiding(journey, connection)
            self._hidden = {self._called(stream) for stream in self._in_hiding}

    def narrow(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows with a `participant`; about whoever lives under protected identity no more than that they exist.

        Whoever is named in them has been read by the operator who asks, which is kept before anything is shown.
        """
        named = {record.get("participant") for record in records} - self._hidden
        shown = [stream for stream in self._named if self._called(stream) in named]
        if not self._pseudonyms:
            readings.note(self._journey, shown, ("reference", "facts"), self._why)
        return readings.narrow(records, self._hidden)

    def occurrence(self, name: str) -> str:
        """An occurrence's name; for evaluators a pseudonym, as it holds the sender's id of an entry."""
        return pseudonyms.of_entry(self._journey.engine, name) if self._pseudonyms else name

    def __call__(self, stream: UUID | None) -> str | None:
        """What this participant is called; None for the programme itself."""
        if stream is None:
            return None
        self._named.add(stream)
        return self._called(stream)

    def _called(self, stream: UUID) -> str:
        if self._pseudonyms:
            return pseudonyms.of_person(self._journey.engine, stream)
        if stream not in self._references:
            self._references[stream] = readings.reference(self._journey, stream)
        return self._references[stream]

    def coder(self, programme: str) -> Coder | None:
        """For evaluators what codes the facts of a programme's people; None where everything may be read."""
        if not self._pseudonyms:
            return None
        book = self._journey.engine.books.get(programme)
        if book is None:
            return None
        return pseudonyms.coder(self._journey.engine, codes_of(book, code_lists(settings.config())))

    def colleague(self, by: str | None, programme: str) -> str | None:
        """What a coach or supervisor (`coach:REF`) is called."""
        if programme not in self._coders:
            self._coders[programme] = self.coder(programme)
        coder = self._coders[programme]
        return coder.colleague(by, programme) if coder else by
