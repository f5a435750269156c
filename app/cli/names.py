"""What participants are called in output: the sender's reference, a pseudonym, or `erased-…`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app import settings
from journey.engine.people import erased_label
from projections.exports.coding import Coder
from projections.exports.config import code_lists
from projections.exports.population import codes_of
from projections.exports.pseudonyms import Pseudonyms
from services import readings
from services.opened import Journey


def note_read(journey: Journey, stream: UUID | None, what: str, command: str) -> None:
    """Keep that the operator who acts has read this, with the command and the reason they gave."""
    readings.note(journey, [stream], what, command)


class Names:
    """The names of everybody in a store, looked up once. Reading references is logged as a read of personal data."""

    def __init__(self, journey: Journey, *, pseudonyms: bool, why: str) -> None:
        self._journey = journey
        self._vault = journey.engine.vault
        self._pseudonyms = pseudonyms
        self._references: dict[UUID, str] = {}
        with journey.engine.store.read() as connection:
            if not pseudonyms:
                self._references = readings.references(journey, connection, why)
            self._hidden = {self(stream) for stream in readings.in_hiding(journey, connection)}

    def narrow(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows with a `participant`; about whoever lives under protected identity no more than that they exist."""
        return readings.narrow(records, self._hidden)

    def occurrence(self, name: str) -> str:
        """An occurrence's name; for evaluators a pseudonym, as it holds the sender's id of an entry."""
        return self._vault.digest("occurrence", name)[:12] if self._pseudonyms else name

    def __call__(self, stream: UUID | None) -> str | None:
        """What this participant is called; None for the programme itself."""
        if stream is None:
            return None
        if self._pseudonyms:
            return "P-" + self._vault.digest("pseudonym", stream.hex)[:8]
        return self._references.get(stream) or erased_label(stream)

    def coder(self, programme: str) -> Coder | None:
        """For evaluators what codes the facts of a programme's people; None where everything may be read."""
        if not self._pseudonyms:
            return None
        book = self._journey.engine.books.get(programme)
        if book is None:
            return None
        codes = codes_of(book, code_lists(settings.config()))
        return Coder(Pseudonyms(b"", self._vault.digest), codes)

    def colleague(self, by: str | None, programme: str) -> str | None:
        """What a coach or supervisor (`coach:REF`) is called."""
        coder = self.coder(programme)
        return coder.colleague(by, programme) if coder else by
