"""The head that stays in sight on every page of a person: who, how to reach them, where they are, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from starlette.responses import Response

from app.desk.pages.sections import network
from app.desk.visit import Visit
from bots.web.rendering import initials
from journey.domain import calendar, standing
from journey.domain.rules import Deadline
from services import booking, filing, pending, references
from services.people import Identity, Person
from services.permissions import Permission

SHORTCUTS = ("contact_held", "employer_contacted", "appointment_booked", "outreach_attempted", "partner_contacted")
NOW_ONLY = ("messages", "documents", "notes", "who-looked")
"""Pages that show what is, on whatever day the others stand."""
TABS = (
    "story",
    "messages",
    "deadlines",
    "plan",
    "work",
    "network",
    "documents",
    "questionnaires",
    "notes",
    "who-looked",
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stays in sight on every page of a person."""

    address: str
    name: str
    reference: str | None
    state: str
    since: str | None
    coach: str | None
    deadline: str | None
    meeting: str | None
    meeting_page: str | None
    """Where the next meeting has its own page."""
    protected: bool
    identity: Identity
    shortcuts: tuple[tuple[str, str], ...]
    """What is recorded daily, and where."""
    unfiled: int
    """How many entries are not in the municipality's own journal yet."""
    language: str | None
    """In which language they want to be written to, where they have said so."""
    beside: tuple[str, ...]
    """Who has to be thought of before the person is reached: guardian and interpreter, by role and name."""
    consents: tuple[str, ...]
    """With whom the programme may talk about them."""
    asks_erasure: bool
    """Whether they have asked to be erased, and whoever looks decides about it."""

    @property
    def initials(self) -> str:
        """As little of the name as a form that was not sent is known again by."""
        return initials(self.name)


def header(visit: Visit, person: Person) -> Header:
    """The head of a person's pages. What it shows is logged."""
    stay = person.history.current
    state = stay.state if stay else "referred"
    waits = [row for row in pending.still_waiting(visit.office.deadlines(person)) if row.due]
    moment = calendar.end_of_day(person.day) if visit.back else visit.now
    booked = [one for one in standing.appointments(person.history).values() if one.state == "booked"]
    ahead = sorted((one for one in booked if one.at.astimezone(UTC) >= moment), key=lambda one: one.at)
    following = next(iter(ahead), None)
    visit.note(person, "calendar")
    return Header(
        f"/desk/p/{person.stream.hex}",
        visit.name(person),
        visit.reference(person),
        visit.t(f"state-{state.replace('_', '-')}"),
        _since(visit, person),
        visit.words.staff_name(f"coach:{person.coach}") if person.coach else None,
        _nearest(visit, min(waits, key=lambda row: row.due or date.max)) if waits else None,
        visit.moment(following.at) if following else None,
        f"/desk/m/{person.stream.hex}/{following.booked.version}" if following else None,
        person.protected,
        visit.identity(person),
        tuple((visit.words.what(kind), kind) for kind in SHORTCUTS if visit.records(kind, person)),
        len(filing.unfiled(person)),
        _language(visit, person),
        tuple(_beside(visit, person)),
        tuple(visit.words.word("consent_given", "party", one) for one in sorted(_consents(person))),
        _asks_erasure(visit, person),
    )


def _language(visit: Visit, person: Person) -> str | None:
    code = booking.language_of(person)
    return visit.texts.languages.get(code, code) if code else None


def _beside(visit: Visit, person: Person) -> Iterator[str]:
    for event in references.standing(person, "person"):
        if event.fact.party in network.FIRST:
            name = network.last_said(visit, person, str(event.fact.person), "name")
            role = visit.words.word(event.type, "party", event.fact.party)
            yield f"{role}: {name}" if name else role


def _asks_erasure(visit: Visit, person: Person) -> bool:
    asked = visit.back is None and standing.erasure(person.history) == "asked"
    return asked and visit.may(Permission.DECIDE_ERASURE, person)


def _consents(person: Person) -> set[str]:
    return standing.consents(person.history, person.day)


def _since(visit: Visit, person: Person) -> str | None:
    stay = person.history.current
    if stay is None:
        return None
    began = stay.phases[-1][1].on if stay.phases else stay.waiting_since or stay.opened
    return visit.t("desk-since", day=visit.day(began), days=(person.day - began).days)


def _nearest(visit: Visit, row: Deadline) -> str:
    rule = visit.words.referent("rule", row.rule) or row.rule
    assert row.due is not None  # chosen for its day
    return f"{rule}, {visit.due(row.due)}"


def page_of(visit: Visit, person: Person, tab: str, template: str, **values: Any) -> Response:
    """One of a person's pages: the head that stays, the tabs, and what the template is given."""
    query = f"?{visit.back.query}" if visit.back else ""
    shown = [name for name in TABS if not (visit.back and name in NOW_ONLY)]
    tabs = [(name, f"/desk/p/{person.stream.hex}{'' if name == 'story' else '/' + name}{query}") for name in shown]
    return visit.page(template, head=header(visit, person), tab=tab, tabs=tabs, person=person, **values)
