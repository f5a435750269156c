"""Short tables of what stands now, each row with the buttons that lead to the form which changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from app.desk.visit import Visit
from journey.domain.events import Event
from services.people import Person


@dataclass(frozen=True, slots=True)
class Step:
    """A button or a link: its words, and where it leads."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that stands: what each column says of it, and what can be done about it."""

    cells: tuple[str | Step, ...]
    steps: tuple[Step, ...] = ()
    mark: str = ""
    """What is to be seen first about it."""
    sends: tuple[tuple[str, str], ...] = ()
    """What a button sends that has it asked in the person's chat; nothing where it cannot be."""


@dataclass(frozen=True, slots=True)
class Table:
    """Things of one sort under one heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A person's page being made, as one colleague may see it."""

    visit: Visit
    person: Person

    def table(self, name: str, columns: Iterable[str], rows: Iterable[Row]) -> Table:
        """A table with its words."""
        t = self.visit.t
        return Table(t(f"desk-table-{name}"), tuple(t(f"desk-cell-{one}") for one in columns), tuple(rows))

    def step(self, kind: str, called: str | None = None, /, **given: str) -> tuple[Step, ...]:
        """The way to a form that begins with this; none where the colleague may not record it, or nothing is so.

        It says what the form is, or what it is `called` here, by the name of a text.
        """
        if not self.visit.records(kind, self.person):
            return ()
        query = f"?{urlencode(given)}" if given else ""
        label = self.visit.t(f"desk-step-{called}") if called else self.visit.words.what(kind)
        return (Step(label, f"/desk/p/{self.person.stream.hex}/new/{kind}{query}"),)

    def day(self, day: date | None) -> str:
        """A day as people say it; nothing where there is none."""
        return self.visit.day(day) if day else ""

    def due(self, day: date | None) -> str:
        """Until when; what is past says so."""
        return self.visit.due(day) if day else ""

    def since(self, event: Event) -> str:
        """Since when, and how many days that is."""
        return self.visit.t("desk-since", day=self.visit.day(event.on), days=(self.visit.today - event.on).days)

    def word(self, event: Event, key: str) -> str:
        """A value of a fact in words; nothing where it has none."""
        value = getattr(event.fact, key, None)
        return "" if value is None else self.visit.words.value(event.type, key, value)

    def latest(self, kinds: Iterable[str], key: str, name: str, field: str) -> Any:
        """What facts about one thing last said of it: what is left out stays as it was."""
        events = [event for kind in kinds for event in self.person.history.by_type.get(kind, ())]
        said = [
            event
            for event in events
            if getattr(event.fact, key) == name and getattr(event.fact, field, None) is not None
        ]
        return max(said, key=lambda one: (one.on, one.version), default=None)
