"""A person: how to reach them, their story, deadlines with their reasons, and what is known, by subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from itertools import islice
from secrets import token_urlsafe
from typing import Any

from starlette.responses import Response

from app.desk.pages.drawing import Drawing, draw
from app.desk.pages.sections import network, plan, questionnaires, work
from app.desk.pages.sections.tables import Page, Table
from app.desk.visit import Visit
from bots.texts.dates import write_day
from journey.domain import calendar, standing
from journey.domain.events import ENTRY_TYPES, Event, personal_keys
from journey.domain.events.system import EngineFact
from journey.domain.lateness import entered_late
from journey.domain.rules import Deadline
from services import access, filing, minutes, pending
from services.people import Identity, Person

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        "profile_completed",
        "preferences_recorded",
        "plan_agreed",
        "plan_reviewed",
        "milestone_set",
        "milestone_reached",
        "action_agreed",
        "action_done",
        "action_dropped",
        "benefits_counselling_offered",
        "benefits_counselling_given",
    ),
    "work": (
        "job_agreed",
        "job_started",
        "job_changed",
        "job_ended",
        "job_applied",
        "interview_held",
        "employer_contacted",
        "placement_started",
        "placement_ended",
        "studies_started",
        "studies_ended",
        "activity_attended",
        "incomes_recorded",
        "housing_support_recorded",
    ),
    "network": (
        "network_person_recorded",
        "network_person_ended",
        "partner_contacted",
        "matter_opened",
        "matter_decided",
        "consent_given",
        "consent_withdrawn",
        "registered_with",
        "unregistered_from",
        "co_coach_assigned",
        "co_coach_ended",
    ),
    "questionnaires": ("questionnaire_sent", "questionnaire_answered"),
}
"""What a page about one subject shows, and what can be recorded from it."""

TABLES: Mapping[str, Callable[[Page], list[Table]]] = {
    "plan": plan.tables,
    "work": work.tables,
    "network": network.tables,
    "questionnaires": questionnaires.tables,
}
"""What stands now of each subject."""

DAILY = ("contact_held", "employer_contacted", "appointment_booked", "outreach_attempted", "partner_contacted")
SHOWN, _PAGES = 40, 1000


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


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of the story, in words."""

    address: str
    day: str
    what: str
    details: tuple[tuple[str, str], ...]
    note: str | None
    by: str
    struck: bool
    late: str | None
    kind: str
    shared: str | None = None
    """Whether the person was told a note of what was said with them."""


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline in words: what, by when, why, and which forms settle it."""

    rule: str
    status: str
    when: str
    why: str
    steps: tuple[tuple[str, str], ...]


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


def header(visit: Visit, person: Person) -> Header:
    """The head of a person's pages. What it shows is logged."""
    stay = person.history.current
    state = stay.state if stay else "referred"
    waits = [row for row in pending.awaited(visit.office.deadlines(person)) if row.due]
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
        tuple((visit.words.what(kind), kind) for kind in DAILY if visit.records(kind, person)),
        len(filing.unfiled(person)),
    )


def _since(visit: Visit, person: Person) -> str | None:
    stay = person.history.current
    if stay is None:
        return None
    began = stay.phases[-1][1].on if stay.phases else stay.waiting_since or stay.opened
    return visit.t("desk-since", day=visit.day(began), days=(person.day - began).days)


def _nearest(visit: Visit, row: Deadline) -> str:
    rule = visit.words.called("rule", row.rule) or row.rule
    assert row.due is not None  # chosen for its day
    key = "desk-was-due" if row.due < visit.today else "desk-due"
    return f"{rule}, {visit.t(key, day=visit.day(row.due))}"


def page_of(visit: Visit, person: Person, tab: str, template: str, **values: Any) -> Response:
    """One of a person's pages: the head that stays, the tabs, and what the template is given."""
    query = f"?{visit.back.query}" if visit.back else ""
    shown = [name for name in TABS if not (visit.back and name in NOW_ONLY)]
    tabs = [(name, f"/desk/p/{person.stream.hex}{'' if name == 'story' else '/' + name}{query}") for name in shown]
    return visit.page(template, head=header(visit, person), tab=tab, tabs=tabs, person=person, **values)


def story(visit: Visit) -> Response:
    """The journey drawn, and everything that has happened, the latest first."""
    person = visit.person()
    chosen = visit.request.query_params.get("kind", "")
    pages = visit.request.query_params.get("page", "")
    count = SHOWN * (int(pages) if pages.isdecimal() and 0 < int(pages) < _PAGES else 1)
    told = list(islice((one for one in _told(visit, person, chosen)), count))
    counts: dict[str, int] = {}
    for event in _facts(person):
        counts[event.type] = counts.get(event.type, 0) + 1
    often = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    kinds = [(visit.words.what(kind), kind, number) for kind, number in often]
    left = (counts.get(chosen, 0) if chosen else sum(counts.values())) - len(told)
    drawing: Drawing = draw(visit, person)
    return page_of(
        visit,
        person,
        "story",
        "story.html",
        told=told,
        kinds=kinds,
        chosen=chosen,
        drawing=drawing,
        left=left,
        more=count // SHOWN + 1,
    )


def section(subject: str, visit: Visit) -> Response:
    """What is known of one subject, the latest first, and the forms that belong to it."""
    person = visit.person()
    told = list(_told(visit, person, *SECTIONS[subject]))
    new = [(visit.words.what(kind), kind) for kind in SECTIONS[subject] if visit.records(kind, person)]
    visit.note(person, "words")
    tables = [table for table in TABLES[subject](Page(visit, person)) if table.rows]
    return page_of(visit, person, subject, "section.html", told=told, new=new, tables=tables, draft=token_urlsafe(12))


def deadlines(visit: Visit) -> Response:
    """Every deadline: those that wait, each with its reason and what would settle it; then those that are over."""
    person = visit.person()
    rows = visit.office.deadlines(person)
    waiting = pending.awaited(rows)
    over = [row for row in rows if row.settled_on is not None]
    shown = [_due(visit, person, row) for row in sorted(waiting, key=lambda row: row.due or date.max)]
    past = [_due(visit, person, row) for row in sorted(over, key=lambda row: row.opened, reverse=True)]
    return page_of(visit, person, "deadlines", "deadlines.html", waiting=shown, over=past)


def _due(visit: Visit, person: Person, row: Deadline) -> Due:
    rule = visit.words.called("rule", row.rule) or row.rule
    status = visit.t(f"desk-status-{row.status.replace('_', '-')}")
    when = visit.day(row.due) if row.due else visit.t("desk-clock-stopped")
    why = visit.t("desk-counted-from", day=write_day(visit.texts, visit.language, row.opened))
    if row.paused_days:
        why = f"{why} {visit.t('desk-paused-days', count=row.paused_days)}"
    kinds = [kind for kind in row.settles if row.settled_on is None and visit.records(kind, person)]
    steps = tuple((visit.words.what(kind), f"/desk/p/{person.stream.hex}/new/{kind}") for kind in kinds[:4])
    return Due(rule, status, when, why, steps)


def who_looked(visit: Visit) -> Response:
    """Who has read about the person, the latest first."""
    person = visit.person()
    seen = [
        (visit.moment(one.at), visit.words.reading(one.reader, one.what, one.why), one.count)
        for one in reversed(access.of_person(visit.office, person))
    ]
    return page_of(visit, person, "who-looked", "who_looked.html", seen=seen[:200], left=max(0, len(seen) - 200))


def _facts(person: Person) -> list[Event]:
    return [event for event in person.log if not isinstance(event.fact, EngineFact)]


def _told(visit: Visit, person: Person, *kinds: str) -> Iterator[Told]:
    """The facts of these types (of all, where none is named), the latest first; struck ones stay and say so."""
    struck = {event.version for event, _ in person.history.struck}
    events = sorted(_facts(person), key=lambda event: (event.on, event.version), reverse=True)
    for event in events:
        if any(kinds) and event.type not in kinds:
            continue
        yield tell(visit, person, event, struck=event.version in struck)


def tell(visit: Visit, person: Person, event: Event, *, struck: bool) -> Told:
    """One fact in words, its personal values opened for whoever may read them."""
    visit.note(person, "words")
    opened, cls = visit.office.engine.log.reveal(event), ENTRY_TYPES.get(event.type, type(event.fact))
    shown = {key: value for key, value in opened.items() if key in personal_keys(cls)}
    late = entered_late(event.on, event.recorded, time_unknown=event.record_time_unknown)
    note = opened.get("note")
    return Told(
        f"/desk/e/{person.stream.hex}/{event.version}",
        write_day(visit.texts, visit.language, event.on),
        visit.words.what(event.type),
        tuple(visit.words.details(event, shown)),
        str(note) if note else None,
        visit.words.who(event.by or event.actor),
        struck,
        visit.t("desk-late", day=visit.day(calendar.local_date(event.recorded))) if late else None,
        event.type,
        _shared(visit, person, event) if note else None,
    )


def _shared(visit: Visit, person: Person, event: Event) -> str | None:
    if event.type not in minutes.KINDS:
        return None
    return visit.t("desk-note-shared-mark" if minutes.is_shared(person, event) else "desk-note-unshared-mark")
