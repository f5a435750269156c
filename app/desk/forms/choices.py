"""What can be chosen where the choice is not the type's own: colleagues, employers, meetings, jobs, matters, lists.

`closed` choices are all there are; the others are suggestions beside a box to write in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

import sqlalchemy as sa

from app.desk.forms.words import DeskWording
from bots.texts.dates import say_moment
from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.events.codes import Partner
from journey.domain.plain import one_line
from projections.live import tables
from services import free_times, references
from services.office import Office
from services.people import Person
from services.permissions import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a question offers."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything a question offers; `new` where something that has no name yet may be meant."""

    offered: tuple[Choice, ...]
    closed: bool = True
    chosen: str | None = None
    """What stands there before anybody has chosen."""


@dataclass(frozen=True)
class Asking:
    """Who fills in a form about whom, so that the choices are theirs."""

    office: Office
    actor: Actor
    person: Person | None
    words: DeskWording
    kind: str

    def of(self, key: str) -> Choices | None:
        """What the question offers; None where its answer is free or the type's own."""
        if key in references.THREADS:
            return self._thread(key)
        make = _BY_KEY.get((self.kind, key)) or _BY_KEY.get(("", key))
        return None if make is None else make(self)

    def usual(self, key: str) -> str:
        """What stands there before anybody has chosen: as this colleague recorded it of the person last time."""
        if (self.kind, key) not in _USUAL:
            return ""
        before = self.person.history.by_type.get(self.kind, ()) if self.person else ()
        mine = [event for event in before if event.by == self.actor.recorded]
        return str(getattr(mine[-1].fact, key)) if mine else _USUAL[self.kind, key]

    # --- what was opened before ----------------------------------------------------------------------------------

    def _thread(self, key: str) -> Choices | None:
        if self.person is None:
            return None
        opens = references.OPENS.get(self.kind) == key
        if opens and self.kind != "job_started":
            return None
        besides = "job_started" if self.kind == "job_started" else None
        events = references.standing(self.person, key, besides=besides)
        events.sort(key=lambda event: event.version, reverse=True)
        offered = tuple(Choice(str(getattr(event.fact, key)), self.described(event)) for event in events)
        return Choices(offered, chosen=offered[0].value if len(offered) == 1 and not opens else None)

    def described(self, event: Event) -> str:
        """What was opened, in a line: its note, or what its fact says of it."""
        note = self.office.reveal(event, "note")
        said = [value for _, value in self.words.details(event, {})][:2]
        head = one_line(note)[:80] if note and not said else " · ".join(said)
        return f"{head or self.words.what(event.type)} ({self.words.day(event.on)})"

    # --- colleagues and employers ----------------------------------------------------------------------------------

    def coaches(self) -> Choices:
        """The team's coaches; the actor stands there already."""
        team = self.office.team(self.actor.programme or "")
        names = [*team.coaches(self.office.today())]
        offered = tuple(Choice(name, self.words.staff_name(f"coach:{name}")) for name in names)
        mine = self.actor.name if self.actor.coaches and self.actor.name in names else None
        return Choices(offered, chosen=mine or (self.person.coach if self.person else None))

    def deputies(self) -> Choices:
        """Who can stand in for a coach: nobody for themselves."""
        own = self.actor.name if self.actor.coaches else None
        return Choices(tuple(one for one in self.coaches().offered if one.value != own))

    def responsible(self) -> Choices:
        """Who can have taken something on: a coach or a partner."""
        coaches = [Choice(f"coach:{one.value}", one.label) for one in self.coaches().offered]
        partners = [Choice(code, self.words.word(self.kind, "party", code)) for code in get_args(Partner)]
        mine = f"coach:{self.actor.name}" if self.actor.coaches else None
        return Choices((*coaches, *partners), chosen=mine)

    def employers(self) -> Choices:
        """The employer bank, and those that the person has had to do with."""
        table = tables.employers
        query = sa.select(table.c.employer, table.c.name).where(table.c.programme == self.actor.programme)
        with self.office.engine.store.read() as connection:
            bank = connection.execute(query.order_by(table.c.last_visit.desc(), table.c.employer).limit(500)).all()
        names = {row.employer: row.name or row.employer for row in bank}
        mine = [
            str(event.fact.employer)
            for event in reversed(self.person.history.events if self.person else [])
            if getattr(event.fact, "employer", None)
        ]
        order = dict.fromkeys([*mine, *names])
        return Choices(tuple(Choice(code, names.get(code, code)) for code in order), closed=False)

    # --- the programme's lists -------------------------------------------------------------------------------------

    def industries(self) -> Choices:
        """The industries that employers of the bank have, and those that reports know."""
        table = tables.employers
        query = sa.select(table.c.industry).where(table.c.programme == self.actor.programme).distinct()
        with self.office.engine.store.read() as connection:
            codes = [code for code in connection.execute(query).scalars() if code]
        known = dict.fromkeys([*sorted(codes), "care_municipal", "trade", "manufacturing", "services", "other"])
        return Choices(tuple(Choice(code, self.words.word("industry", "industry", code)) for code in known))

    def instruments(self) -> Choices:
        """The programme's questionnaires."""
        named = self.office.programme(self.actor.programme or "").settings.questionnaires
        offered = tuple(Choice(code, one.name) for code, one in named.items())
        return Choices(offered, closed=bool(offered), chosen=offered[0].value if len(offered) == 1 else None)

    def municipalities(self) -> Choices | None:
        """The programme's municipalities."""
        return self._listed(self.office.programme(self.actor.programme or "").settings.municipalities, "municipality")

    def care_teams(self) -> Choices | None:
        """The care teams that the programme names."""
        return self._listed(
            self.office.programme(self.actor.programme or "").settings.code_lists.get("care_teams", ()), "care_team"
        )

    def _listed(self, codes: tuple[str, ...], key: str) -> Choices | None:
        offered = tuple(Choice(code, self.words.word(self.kind, key, code)) for code in codes)
        return Choices(offered, closed=False) if offered else None

    def rules(self) -> Choices:
        """The rules whose deadlines wait for something with this person."""
        if self.person is None:
            return Choices(())
        waiting = (row.rule for row in self.office.deadlines(self.person) if row.settled_on is None)
        return Choices(
            tuple(Choice(rule, self.words.referent("rule", rule) or rule) for rule in dict.fromkeys(waiting))
        )

    def languages(self) -> Choices:
        """The languages that the chat speaks."""
        return Choices(tuple(Choice(code, name) for code, name in self.words.texts.languages.items()), closed=False)

    def free_times(self) -> Choices | None:
        """Times at which the person could be met, on different days."""
        if self.person is None:
            return None
        times = free_times.offered(self.office, self.actor, self.person, _FREE)
        return Choices(tuple(Choice(calendar.local_time(at).isoformat(), self._said(at)) for at in times), closed=False)

    def _said(self, at: datetime) -> str:
        return say_moment(self.words.texts, self.words.language, at, self.office.today())


_FREE = 4
"""How many free times are offered."""
_USUAL: Mapping[tuple[str, str], str] = {
    ("contact_held", "mode"): "",
    ("employer_contacted", "mode"): "",
    ("employer_contacted", "who"): "coach",
    ("outreach_attempted", "mode"): "",
    ("partner_contacted", "party"): "",
    ("partner_contacted", "mode"): "",
}
"""What daily forms begin with as it was last time, and what the first time."""

_BY_KEY: Mapping[tuple[str, str], Callable[[Asking], Choices | None]] = {
    ("", "coach"): Asking.coaches,
    ("", "deputy"): Asking.deputies,
    ("", "responsible"): Asking.responsible,
    ("", "employer"): Asking.employers,
    ("", "industry"): Asking.industries,
    ("", "instrument"): Asking.instruments,
    ("", "municipality"): Asking.municipalities,
    ("", "care_team"): Asking.care_teams,
    ("", "team"): Asking.care_teams,
    ("", "rule"): Asking.rules,
    ("", "language"): Asking.languages,
    ("appointment_booked", "at"): Asking.free_times,
}
"""By type (or any) and key."""
