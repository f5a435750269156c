"""A meeting: when, who, interpreter; and what is to be done about it, each step with the form that does it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import Response

from app.desk.pages.head import header
from app.desk.pages.recording import address_of
from app.desk.pages.sections import network
from app.desk.pages.telling import tell
from app.desk.visit import Visit
from bots.texts.dates import say_day
from journey.domain import calendar, standing
from journey.domain.errors import NotAllowed
from journey.domain.events import Event
from journey.domain.standing import Appointment
from journey.engine.chats.chats import Chat
from services import booking, correcting, documents, drafts, free_times, minutes, references
from services.changes import Stale
from services.people import Person

OUTCOMES = ("appointment_kept", "appointment_missed", "appointment_cancelled")
BOOKING = "appointment_booked"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done about a meeting: how far it is, what came of it, and what does it."""

    name: str
    state: str
    """`todo`, `begun`, `done` or `later`: it waits for the step before it."""
    says: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """What a link says, and where it leads; the first is the likely one."""
    share: str | None = None
    """Where the minutes are shared with the person; None where that cannot be done, or is done."""


def address(person: Person, appointment: str) -> str | None:
    """Where the meeting's own page is; None for one that was never booked."""
    meeting = standing.appointments(person.history).get(appointment)
    return f"/desk/m/{person.stream.hex}/{meeting.booked.version}" if meeting else None


def page(visit: Visit) -> Response:
    """The meeting as it stands, and its steps."""
    person = visit.person()
    meeting = _meant(visit, person)
    outcome = _outcome(person, meeting.id)
    steps = [
        _of_outcome(visit, person, meeting, outcome),
        _of_note(visit, person, outcome),
        _of_documents(visit, person, meeting),
        _of_next(visit, person, meeting, outcome),
    ]
    return visit.page(
        "meeting.html",
        head=header(visit, person),
        when=visit.moment(meeting.at),
        facts=_facts(visit, person, meeting),
        steps=steps,
        told=tell(visit, person, outcome, struck=False) if outcome else None,
        change=_changes(person, meeting) if meeting.state == "booked" and meeting.at >= visit.now else [],
    )


def _meant(visit: Visit, person: Person) -> Appointment:
    event = correcting.entry_at(person, int(visit.request.path_params["version"]))
    name = getattr(event.fact, "appointment", None) if event.type == BOOKING else None
    meeting = standing.appointments(person.history).get(str(name)) if name else None
    if meeting is None:
        raise NotAllowed("no meeting is meant by that")
    return meeting


def _outcome(person: Person, appointment: str) -> Event | None:
    ends = [event for kind in OUTCOMES for event in person.history.by_type.get(kind, [])]
    return max(
        (event for event in ends if event.fact.appointment == appointment), key=lambda one: one.version, default=None
    )


def _facts(visit: Visit, person: Person, meeting: Appointment) -> list[tuple[str, str]]:
    """What is known of the meeting: its name and value."""
    host, place = free_times.host(visit.actor, person), visit.office.reveal(meeting.booked, "place")
    visit.note(person, "calendar", "words")
    said = [
        ("where", place),
        ("with", visit.words.staff_name(f"coach:{host}") if host else None),
        ("interpreter", _interpreter(visit, person)),
        ("answer", visit.t("desk-meeting-asked") if meeting.asked else None),
        ("answer", visit.t("desk-meeting-confirmed") if meeting.confirmed and not meeting.asked else None),
    ]
    return [(visit.t(f"desk-meeting-{name}"), text) for name, text in said if text]


def _interpreter(visit: Visit, person: Person) -> str | None:
    if not booking.needs_interpreter(person):
        return None
    spoken_by = [one for one in references.standing(person, "person") if one.fact.party == "interpreter"]
    said = (network.last_said(visit, person, str(one.fact.person), "name") for one in spoken_by)
    names = [name for name in said if name]
    language = booking.language_of(person)
    spoken = visit.texts.languages.get(language or "", language)
    return ", ".join(names) or visit.t("desk-meeting-interpreter-needed", spoken=spoken or "")


def _changes(person: Person, meeting: Appointment) -> list[tuple[str, str]]:
    new, named = f"/desk/p/{person.stream.hex}/new", f"?appointment={quote(meeting.id)}"
    return [("desk-move-meeting", f"{new}/{BOOKING}{named}"), ("desk-cancel-meeting", f"{new}/{OUTCOMES[2]}{named}")]


def _of_outcome(visit: Visit, person: Person, meeting: Appointment, outcome: Event | None) -> Step:
    if outcome is not None:
        entry = f"/desk/e/{person.stream.hex}/{outcome.version}"
        return Step("outcome", "done", visit.words.what(outcome.type), ((visit.t("desk-meeting-show"), entry),))
    if meeting.at > visit.now:
        return Step("outcome", "later", visit.t("desk-meeting-ahead"))
    if (begun := _begun(visit, person, OUTCOMES, meeting.id)) is not None:
        return Step("outcome", "begun", links=((visit.t("desk-go-on"), begun),))
    on = calendar.local_date(meeting.at).isoformat()
    new = f"/desk/p/{person.stream.hex}/new"
    named = f"?appointment={quote(meeting.id)}&on={on}"
    kinds = [kind for kind in OUTCOMES if visit.records(kind, person)]
    return Step("outcome", "todo", links=tuple((visit.words.what(kind), f"{new}/{kind}{named}") for kind in kinds))


def _of_note(visit: Visit, person: Person, outcome: Event | None) -> Step:
    if outcome is None:
        return Step("note", "later", visit.t("desk-meeting-note-with"))
    if outcome.type not in minutes.KINDS:
        return Step("note", "done", visit.t("desk-meeting-no-note"))
    entry = f"/desk/e/{person.stream.hex}/{outcome.version}"
    if minutes.note_of(visit.office, outcome) is None:
        return Step("note", "todo", links=((visit.t("desk-meeting-write-note"), f"{entry}/strike"),))
    can = minutes.may_share(visit.office, visit.actor, person, outcome)
    return Step("note", "done", _sharing(visit, person, outcome), share=f"{entry}/share" if can else None)


def _sharing(visit: Visit, person: Person, event: Event) -> str:
    shared = minutes.is_shared(person, event)
    return visit.t("desk-note-shared" if shared else "desk-note-unshared", who=visit.name(person))


def _of_documents(visit: Visit, person: Person, meeting: Appointment) -> Step:
    day = calendar.local_date(meeting.at)
    kept = [one.name for one in documents.in_store(visit.office, person) if one.on >= day]
    there = _has(visit, "/desk/p/{person}/documents")
    page = (visit.t("desk-meeting-documents-link"), f"/desk/p/{person.stream.hex}/documents")
    return Step("documents", "done" if kept else "todo", ", ".join(kept), (page,) if there else ())


def _has(visit: Visit, path: str) -> bool:
    """Whether the desk has that page."""
    return any(getattr(route, "path", "") == path for route in visit.request.app.routes)


def _of_next(visit: Visit, person: Person, meeting: Appointment, outcome: Event | None) -> Step:
    ahead = [
        one
        for one in standing.appointments(person.history).values()
        if one.state == "booked" and one.at > max(meeting.at, visit.now) and one.id != meeting.id
    ]
    if ahead:
        first = min(ahead, key=lambda one: one.at)
        shown = (visit.t("desk-meeting-show"), f"/desk/m/{person.stream.hex}/{first.booked.version}")
        return Step("next", "done", visit.moment(first.at), (shown,))
    if (begun := _begun(visit, person, (BOOKING,))) is not None:
        return Step("next", "begun", links=((visit.t("desk-go-on"), begun),))
    if not visit.records(BOOKING, person):
        return Step("next", "todo")
    book = (visit.words.what(BOOKING), f"/desk/p/{person.stream.hex}/new/{BOOKING}")
    return Step("next", "todo" if outcome else "later", links=(book,))


def _begun(visit: Visit, person: Person, kinds: tuple[str, ...], appointment: str | None = None) -> str | None:
    """The form that this colleague has begun for it."""
    for draft, whom in drafts.mine(visit.office, visit.actor):
        about = whom is not None and whom.stream == person.stream and draft.kind in kinds
        if about and (appointment is None or dict(draft.words).get("appointment") == appointment):
            return address_of(person, draft.name, draft.kind)
    return None


def share(visit: Visit) -> Response:
    """Share the minutes of an entry with the person: they stand in their chat from now on."""
    person = visit.person()
    version = int(visit.request.path_params["version"])

    def words(chat: Chat, note: str) -> str:
        on = say_day(visit.texts, chat.language, correcting.entry_at(person, version).on, visit.today)
        name = visit.words.staff_name(visit.actor.recorded)
        return f"{visit.texts(chat.language, 'desk-note-told', name=name, day=on)}\n\n{note}"

    try:
        minutes.share(visit.office, visit.actor, person.stream, version, words)
    except Stale:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="stale")
    return visit.go(f"/desk/e/{person.stream.hex}/{version}?shared=now")
