"""One request at the desk: who asks, in which language, what they may see; every showing of a person is logged."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property, partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.desk.forms.words import DeskWording
from app.desk.installation import Installation
from app.desk.menus import MENUS
from app.desk.sheets import Sheets
from app.signin.session import Session
from bots.texts.catalogue import Texts
from bots.texts.dates import say_day, say_moment, write_day
from bots.texts.quoting import name_of
from journey.domain import calendar
from journey.domain.events import ENTRY_TYPES, keys
from journey.engine.access_log import noting_in
from journey.engine.reading_rows import Page
from services import entering, pending, references
from services.office import Office
from services.people import Identity, Known, Person
from services.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Back:
    """An earlier day to look at: what had happened by its end, and of that what was known by the end of `known`."""

    day: date
    known: date | None

    @classmethod
    def from_query(cls, query: Mapping[str, str], today: date) -> Back | None:
        """The day that an address asks for; None for one that is none, or that has not been."""
        day, known = (_day(query.get(key, "")) for key in ("day", "known"))
        shown = min(one for one in (day, known, today) if one)
        return None if (day or known) is None or max(day or shown, known or shown) > today else cls(day or shown, known)

    @property
    def known_at(self) -> datetime | None:
        """The last moment at which what is shown was recorded."""
        return calendar.end_of_day(self.known) if self.known else None

    @property
    def query(self) -> str:
        """The same as part of an address."""
        return f"day={self.day}" + (f"&known={self.known}" if self.known else "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass
class Visit:
    """One request of somebody who has signed in."""

    request: Request
    session: Session
    office: Office
    texts: Texts
    templates: Environment
    sheets: Sheets
    installation: Installation
    form: FormData
    language: str
    reads_for: str
    """The sort of page that is shown, in a word."""
    looks_back: bool = False
    """Whether the page can show what held on an earlier day."""
    sure: bool = True
    """Whether what was sent is of this session; where not, it is shown to be looked through, and nothing is done."""
    _names: dict[UUID, str] = field(default_factory=dict)
    _now: dict[UUID, Person] = field(default_factory=dict)
    """Of whom an earlier day is shown, as they stand now: it is now that somebody may see them, or not."""
    _seen: dict[UUID, bool] = field(default_factory=dict)
    _said: dict[tuple[object, ...], str] = field(default_factory=dict)  # a list says the same in many of its lines

    @cached_property
    def actor(self) -> Actor:
        """Who acts."""
        return self.session.actor

    @cached_property
    def words(self) -> DeskWording:
        """Words for entries, questions and codes."""
        office, programme = self.office, self.session.programme
        return DeskWording(
            self.texts,
            self.language,
            office.programme(programme),
            cache(partial(office.staff_name, programme)),
            employers_of(office, self.texts, self.language, programme),
        )

    @cached_property
    def back(self) -> Back | None:
        """The day that is looked back to, where one is asked for that has been."""
        return Back.from_query(self.request.query_params, self.office.today()) if self.looks_back else None

    @cached_property
    def today(self) -> date:
        """The day it is, or that is looked back to."""
        return self.back.day if self.back else self.office.today()

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.office.clock()

    def t(self, key: str, **values: Any) -> str:
        """A text in the reader's language."""
        said = (key, *values.items())
        if said not in self._said:
            self._said[said] = self.texts(self.language, key, **values)
        return self._said[said]

    def day(self, day: date) -> str:
        """A date as people say it."""
        if (day,) not in self._said:
            self._said[day,] = say_day(self.texts, self.language, day, self.today)
        return self._said[day,]

    def due(self, day: date) -> str:
        """By when what still waits is to be done, or should have been."""
        return self.t("desk-was-due" if pending.is_late(day, self.today) else "desk-due", day=self.day(day))

    def written(self, day: date) -> str:
        """A date written out, whatever day it is."""
        if ("written", day) not in self._said:
            self._said["written", day] = write_day(self.texts, self.language, day)
        return self._said["written", day]

    def moment(self, at: datetime) -> str:
        """A date and the time of day as people say them."""
        if (at,) not in self._said:
            self._said[at,] = say_moment(self.texts, self.language, at, self.today)
        return self._said[at,]

    # --- people ------------------------------------------------------------------------------------------------------

    def person(self, permission: Permission = Permission.READ_FACTS) -> Person:
        """Whom the address means, where the actor may know them and has this permission with them. Raises NotAllowed.

        Pages about a person say who it is: whoever reads facts by pseudonym alone has none of them.
        """
        person = entering.somebody(self.office, self.actor, self.request.path_params["person"])
        self.office.check(self.actor, Permission.READ_IDENTITY, person)
        self.office.check(self.actor, permission, person)
        self.note(person, "facts")
        if self.back is None:
            return person
        self._now[person.stream] = person
        return person.as_of(self.back.day, self.back.known_at)

    def may(self, permission: Permission, person: Known | None = None) -> bool:
        """Whether the actor may do this now, with somebody or in the programme."""
        return self.office.may(self.actor, permission, self._now.get(person.stream, person) if person else None)

    def sees(self, person: Known) -> bool:
        """Whether what is known of somebody may be shown to this colleague."""
        seen = self._seen.get(person.stream)
        if seen is not None:
            return seen
        return bool(self.office.permitted(self.actor, [self._now.get(person.stream, person)], *_SHOWN))

    def records(self, kind: str, person: Person | None) -> bool:
        """Whether this colleague may record a fact of that type, about somebody or of the programme."""
        if kind in entering.ELSEWHERE or ENTRY_TYPES[kind].of_programme is not (person is None):
            return False
        if self.back is not None:
            return False  # what is past is read, and not written
        return self.may(entering.needs(kind, self.actor, {}), person) and _has_something(kind, person)

    def note(self, person: Known, *what: str) -> None:
        """Keep in the access log that this page shows that of them."""
        self.shown.add({person.stream: what}, self.why)

    @cached_property
    def shown(self) -> Page:
        """What this page itself shows of people, apart from what services read: it is kept once the page is sent."""
        return Page(self.actor.recorded)

    @property
    def why(self) -> str:
        """For which page something is read, as the access log says it."""
        return f"desk-{self.reads_for}"

    def name(self, person: Known) -> str:
        """What somebody is called for this colleague: by name only for those who may know it. It is logged."""
        if person.stream not in self._names:
            self.open_names([person])
        return self._names[person.stream]

    def open_list(self, people: Sequence[Known]) -> None:
        """Whom of a list this colleague sees, and what they are called: asked and opened for all of them together."""
        seen = self.office.permitted(self.actor, people, *_SHOWN)
        self._seen |= {person.stream: person.stream in seen for person in people}
        self.open_names(people)

    def open_names(self, people: Sequence[Known]) -> None:
        """Open the names of everybody on a page together; what this colleague may know of them is logged."""
        known = self.office.permitted(self.actor, people, Permission.READ_IDENTITY)
        named = [person for person in people if person.stream in known]
        with noting_in(self.shown):
            told = self.office.identities(named, self.actor.recorded, self.why)
        called = {person.stream: name_of(told[person.stream].name or "") for person in named}
        nameless = [stream for stream, name in called.items() if not name]
        with self.office.engine.store.read() as connection:
            references = self.office.engine.people.references(connection, nameless)
        for person in people:
            stream = person.stream
            if stream in called:
                self._names[stream] = called[stream] or references.get(stream) or self.t("somebody")
            else:
                self._names[stream] = self.t("somebody-protected" if person.protected else "somebody-new")

    def reference(self, person: Known) -> str | None:
        """The reference that somebody is known by."""
        with self.office.engine.store.read() as connection:
            return self.office.engine.people.references(connection, [person.stream]).get(person.stream)

    def identity(self, person: Person) -> Identity:
        """How to reach somebody; empty where the colleague may not know it. It is logged."""
        if not self.may(Permission.READ_IDENTITY, person):
            return Identity()
        with noting_in(self.shown):
            return self.office.identity(person, self.actor.recorded, self.why, ("name", "contact"))

    # --- answers -----------------------------------------------------------------------------------------------------

    def page(self, template: str, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
        """A page, with what every page needs."""
        common: dict[str, Any] = {
            "t": self.t,
            "visit": self,
            "csrf": self.session.csrf,
            "path": self.request.url.path,
            "language": self.language,
            "menu": MENUS[self.session.role],
            "device_key": device_key(self.session),
            "whose": whose(self.office, self.session),
            "ends": int(self.session.ends.timestamp()),
            "lasts": int((self.session.ends - self.session.now).total_seconds()),
        }
        return HTMLResponse(self.templates.get_template(template).render(**common | values), status)

    def go(self, path: str) -> Response:
        """Another page, asked for by GET."""
        return RedirectResponse(path, HTTPStatus.SEE_OTHER)


Handler = Callable[[Visit], Response]
_SHOWN = (Permission.READ_FACTS, Permission.READ_IDENTITY)
"""What it takes to be shown what is known of somebody, with their name."""


def _has_something(kind: str, person: Person | None) -> bool:
    """Whether what a type speaks of is there: no meeting takes place that was not booked, no job ends unbegun."""
    return person is None or all(references.standing(person, key) for key in _speaks_of(kind))


@cache  # to read a type's annotations anew at each button took a tenth of a page
def _speaks_of(kind: str) -> tuple[str, ...]:
    speaks = [key for key in keys(ENTRY_TYPES[kind]) if key in references.THREADS and references.OPENS.get(kind) != key]
    needed = {one.encode_name for one in msgspec.structs.fields(ENTRY_TYPES[kind]) if one.required}
    return tuple(key for key in speaks if key in needed)


def device_key(session: Session) -> str:
    """What a browser seals under what it keeps for when there is no network: the session's own, and gone with it."""
    return b64encode(hmac.digest(session.csrf.encode(), b"what the device keeps", "sha256")).decode()


def whose(office: Office, session: Session) -> str:
    """Whose page it is, in signs that tell nobody who: what one colleague left unsent comes back to no other.

    A browser keeps them, and short names are soon guessed: without the key of the store no guess can be tried.
    """
    return office.engine.vault.digest("whose page", session.person)[:16]


def employers_of(office: Office, texts: Texts, language: str, programme: str) -> Mapping[str, str]:
    """What the employers of a programme's bank are called, by reference."""
    registered = office.programme_history(programme).by_type.get("employer_registered", [])
    return {
        event.fact.employer: event.fact.name or texts(language, "employer-numbered", code=event.fact.employer)
        for event in registered
    }
