"""What an import tells of lines that it takes all the same: what is unlikely, and people who may be known already."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain import plausibility
from journey.domain.events import Event
from journey.engine.entries import Frame
from journey.engine.likenesses import Likenesses, Trait, traits

SHOWN = 100
"""Of more remarks than this, the first are shown and the rest counted."""


class Remarks:
    """The remarks on one file on its way in. Used once, inside the import's transaction."""

    def __init__(self, likenesses: Likenesses, frame: Frame, connection: Connection) -> None:
        self.likenesses, self.frame, self.connection = likenesses, frame, connection
        self.slips: list[tuple[int, str]] = []
        self.count = 0
        self.born: dict[UUID, int] = {}
        self.early: dict[UUID, list[tuple[int, int]]] = {}  # the year of each line that is earlier than any before
        self.said: list[Trait] = []
        self.lines_of: dict[tuple[UUID, str], int] = {}

    def note(self, number: int, event: Event) -> None:
        """Look at the event of a line; its personal values are in the clear still."""
        born = plausibility.birth_year(event)
        if born is not None:
            self.born[event.stream] = born
        for key, text in plausibility.remarks(event, self.frame.starts, None):
            self._tell(number, f"{key}: {text}")
        years = self.early.setdefault(event.stream, [])
        if not years or event.on.year < years[-1][1]:
            years.append((number, event.on.year))
        for trait in traits(event):
            self.said.append(trait)
            self.lines_of.setdefault((trait.stream, trait.kind), number)

    def keep(self) -> None:
        """Keep what people of the lines so far may be alike in: their keys are there now."""
        if self.said:
            self.likenesses.keep(self.connection, self.frame.programme, self.said)
            self.said = []

    def lines(self) -> tuple[tuple[str, ...], int]:
        """The remarks as `line N: KEY: …`, and how many more there are."""
        for stream, years in self.early.items():
            for number, year in years:
                if year < self.born.get(stream, year):
                    self._tell(number, "on: lies before the person's birth")
        for number, text in self._alike():
            self._tell(number, text)
        shown = sorted(self.slips)[:SHOWN]
        return tuple(f"line {number}: {text}" for number, text in shown), self.count - len(shown)

    def _tell(self, number: int, text: str) -> None:
        self.count += 1
        if len(self.slips) < SHOWN:
            self.slips.append((number, text))

    def _alike(self) -> list[tuple[int, str]]:
        """Each line that states what holds of somebody else of the programme, told earlier or known before."""
        streams = {stream for stream, _ in self.lines_of}
        if not streams:
            return []
        told = []
        for one in self.likenesses.alike(self.connection, self.frame.programme, of=streams):
            lines = sorted(line for stream in one.streams if (line := self.lines_of.get((stream, one.kind))))
            first = f"as in line {lines[0]}" if len(lines) == len(one.streams) else "who is known already"
            late = lines[1:] if len(lines) == len(one.streams) else lines
            text = f"{one.kind}: another person of the programme has the same, {first}"
            told += [(line, f"{text}; see journey people duplicates") for line in late]
        return told
