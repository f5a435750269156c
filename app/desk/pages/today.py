"""Today: what needs this colleague, meetings and those without an outcome, each with the button that settles it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from urllib.parse import quote, urlencode

from starlette.responses import Response

from app.desk.forms.fields import fields
from app.desk.pages import meeting
from app.desk.pages.drafts import begun
from app.desk.pages.office import rooms
from app.desk.pages.recording import new_draft
from app.desk.visit import Visit
from bots.web.rendering import initials
from journey.domain import calendar
from services import diary, settling, tasks, worklist
from services.assignments import Taken
from services.changes import Stale
from services.diary import Meeting
from services.people import Known, Person
from services.permissions import Permission
from services.worklist import Item

SHORTCUTS = (
    "contact_held",
    "employer_contacted",
    "outreach_attempted",
    "benefits_counselling_offered",
    "profile_completed",
    "sus_registered",
    "questionnaire_answered",
)
"""Which of the types that would settle a deadline is offered first."""


_SOON = 6
"""The rank of what is due within a week."""


@dataclass(frozen=True, slots=True)
class Step:
    """A button: where it leads by GET, or what it posts there."""

    label: str
    path: str
    post: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs somebody, in words: who, what, since or until when, and how to settle it."""

    who: str
    what: str
    when: str
    kind: str
    first: Step | None
    others: tuple[Step, ...] = ()
    initials: str = ""
    person: str | None = None
    """The address of whom it is about; None where they may not be opened, or it is the programme's own."""
    more: int = 0
    """How many alike were left out."""


@dataclass(frozen=True, slots=True)
class Block:
    """Things of one sort, under one heading."""

    name: str
    lines: tuple[Line, ...]


def page(visit: Visit) -> Response:
    """What needs me now, meetings and their outcomes, what comes soon, and the meetings of the week ahead."""
    if visit.actor.role in rooms.OFFICERS:
        return rooms.today(visit)
    items, meetings = worklist.items(visit.office, visit.actor), diary.week(visit.office, visit.actor)
    people: list[Known] = [meeting.person for meeting in meetings]
    people += [item.person for item in items if item.person is not None]
    visit.open_list(list({person.stream: person for person in people}.values()))
    lines = [(item, _line(visit, item)) for item in items if item.turn == 0]
    left = Counter(_alike(item) for item in items if item.turn)
    blocks = [
        Block(name, tuple(replace(line, more=left[_alike(item)]) for item, line in some if _block(item) == name))
        for name, some in (("now", lines), ("meetings", lines), ("soon", sorted(lines, key=_by_day)))
    ]
    blocks.append(Block("week", tuple(_ahead(visit, meeting) for meeting in meetings)))
    return visit.page(
        "today.html",
        blocks=blocks,
        day=visit.day(visit.today),
        seen=visit.t("desk-seen-at", at=visit.moment(visit.now)),
        count=len(lines),
        begun=begun(visit),
        kept="kept" in visit.request.query_params,
        works=visit.actor.coaches or visit.actor.leads,
    )


def _ahead(visit: Visit, meeting: Meeting) -> Line:
    """A meeting of the week ahead."""
    visit.note(meeting.person, "calendar")
    who = visit.name(meeting.person)
    address = f"/desk/p/{meeting.person.stream.hex}"
    return Line(who, "", visit.moment(meeting.at), "week", None, initials=initials(who), person=address)


def _alike(item: Item) -> tuple[object, ...]:
    """What an item is one of several of: the same rule with the same person."""
    return item.person.stream if item.person else None, item.rule


def _by_day(told: tuple[Item, Line]) -> tuple[bool, date]:
    """What comes is read by its day, whether anybody was warned of it or not; what waits for others stands last."""
    item = told[0]
    return item.about == "matter", item.day or date.max


def _block(item: Item) -> str:
    if item.about == "meeting":
        return "meetings"
    if item.about == "matter" or (item.day is not None and item.about == "note" and item.rank == _SOON):
        return "soon"
    return "soon" if item.kind in ("due", "warned", "late_entry") else "now"


def _line(visit: Visit, item: Item) -> Line:
    who = visit.name(item.person) if item.person else visit.words.programme.name
    knows = item.person is not None and visit.sees(item.person)
    address = f"/desk/p/{item.person.stream.hex}" if item.person and knows else None
    steps = _steps(visit, item)
    if item.person is not None and not knows and item.person.protected:
        steps += glass(visit, item.person)
    return Line(
        who,
        _what(visit, item),
        _when(visit, item),
        "urgent" if item.kind == "crisis" else item.kind,
        steps[0] if steps else None,
        tuple(steps[1:]),
        initials(who),
        address,
    )


def glass(visit: Visit, person: Person) -> list[Step]:
    """To where somebody in hiding can be seen, with a reason, by who may."""
    may = visit.may(Permission.BREAK_GLASS, person)
    return [Step(visit.t("glass-break"), f"/desk/p/{person.stream.hex}/glass")] if may else []


def _what(visit: Visit, item: Item) -> str:
    if item.about in ("note", "matter"):
        return visit.t(f"desk-today-{item.about}-{item.kind}", what=item.what or "")
    if item.about == "deadline":
        rule = visit.words.referent("rule", item.rule or "") or item.rule or ""
        return f"{rule}: {item.what}" if item.what else rule
    return visit.t(f"desk-today-{item.about}-{item.kind.replace('_', '-')}")


def _when(visit: Visit, item: Item) -> str:
    if item.person is not None and not visit.sees(item.person):
        return ""
    if item.at is not None:
        return visit.moment(item.at)
    if item.day is None:
        return ""
    if item.about == "matter":
        return visit.t("desk-waiting-since", day=visit.day(item.day))
    if item.kind in ("question", "answer"):
        return visit.day(item.day)
    return visit.t("desk-was-due" if item.kind == "breached" else "desk-due", day=visit.day(item.day))


def _steps(visit: Visit, item: Item) -> list[Step]:
    """The buttons, the one that settles it first."""
    match item.about:
        case "task":
            return _of_task(visit, item)
        case "meeting":
            return _of_meeting(visit, item)
        case "note":
            return _of_note(visit, item)
        case "matter":
            return _of_deadline(visit, item)
        case "coach":
            return _of_coach(visit, item)
        case "deadline":
            return [*_of_deadline(visit, item), *_of_alert(visit, item)]
        case _:
            return []


def _of_task(visit: Visit, item: Item) -> list[Step]:
    step = Step(visit.t("desk-take"), f"/desk/tasks/{item.place}", post=True)
    if item.kind == "referral" and item.person is not None:
        return _of_referral(visit, item.person)
    if item.kind == "erasure" and item.person is not None and visit.may(Permission.DECIDE_ERASURE, item.person):
        return [Step(visit.t("erasing-decide"), f"/desk/p/{item.person.stream.hex}/erasure")]
    if item.kind == "enrolment" and item.person is not None and visit.records("enrolled", item.person):
        return [Step(visit.words.what("enrolled"), f"/desk/p/{item.person.stream.hex}/new/enrolled"), step]
    if item.kind in ("message", "crisis"):
        known = item.person is not None and visit.sees(item.person)
        if item.person is not None and known:
            return [Step(visit.t("desk-answer-question"), f"/desk/p/{item.person.stream.hex}/messages"), step]
        return [Step(visit.t("desk-answer"), "/"), step]  # who has sent nothing yet is answered in the chat
    if item.kind == "talk" and item.person is not None and visit.records("contact_held", item.person):
        base = f"/desk/p/{item.person.stream.hex}"
        held = Step(visit.words.what("contact_held"), f"{base}/new/contact_held")
        return [held, Step(visit.t("desk-tab-messages"), f"{base}/messages"), step]
    return [step]


def _of_referral(visit: Visit, person: Person) -> list[Step]:
    """A coach takes the person; a supervisor gives them to somebody, where the waiting list has them."""
    mine = f"/desk/people/waiting/{person.stream.hex}/{new_draft()}/take"
    ways = [Step(visit.t("desk-waiting-take"), mine, post=True)] if visit.may(Permission.TAKE_PERSON, person) else []
    if visit.sees(person) and visit.records("coach_assigned", person):
        ways.append(Step(visit.t("desk-waiting-coach-assigned"), f"/desk/p/{person.stream.hex}/new/coach_assigned"))
    return [*ways, Step(visit.t("desk-menu-waiting"), "/desk/people/waiting")]


def _of_meeting(visit: Visit, item: Item) -> list[Step]:
    assert item.person is not None  # a meeting is somebody's
    new = f"/desk/p/{item.person.stream.hex}/new"
    day = calendar.local_date(item.at).isoformat() if item.at else ""
    chosen = f"?appointment={quote(item.appointment)}&on={day}" if item.appointment else ""
    kept = Step(visit.t("desk-kept"), f"{new}/appointment_kept{chosen}")
    page = meeting.address(item.person, item.appointment) if item.appointment else None
    own = [Step(visit.t("desk-meeting"), page)] if page else []
    return [kept, Step(visit.t("desk-missed"), f"{new}/appointment_missed{chosen}"), *own]


def _of_deadline(visit: Visit, item: Item) -> list[Step]:
    """A form for each type that settles it; what was agreed before is settled where it stands."""
    base = f"/desk/p/{item.person.stream.hex}/new" if item.person else "/desk/team/new"
    if item.opened is not None and item.ways:
        opened = settling.opened_at(visit.office, visit.actor, item.opened)[1]
        key = opened.type.partition("_")[0]
        name = getattr(opened.fact, key)
        ends = dict.fromkeys(settling.WAYS[opened.type][way](opened.fact).type_name() for way in item.ways)
        return [Step(visit.words.what(kind), f"{base}/{kind}?{key}={quote(name)}") for kind in ends]
    kinds = [kind for kind in item.settles if visit.records(kind, item.person)]
    kinds.sort(key=lambda kind: SHORTCUTS.index(kind) if kind in SHORTCUTS else len(SHORTCUTS))
    return [Step(visit.words.what(kind), f"{base}/{kind}{_asked_for(visit, item, kind)}") for kind in kinds[:3]]


def _asked_for(visit: Visit, item: Item, kind: str) -> str:
    """What the rule asks of such a fact, for the form to begin with: which meeting, which questionnaire, an end."""
    rule = visit.words.programme.rule(item.rule or "")
    legs = [leg for leg in rule.legs if item.leg in (None, "", leg.name)] if rule else []
    patterns = [pattern for leg in legs for pattern in leg.satisfier if pattern.type == kind]
    known = {one.key for one in fields(kind)}
    given = {
        key: _said(value)
        for pattern in patterns[:1]
        for key, value in pattern.where.items()
        if key in known and not isinstance(value, dict)
    }
    return f"?{urlencode(given)}" if given else ""


def _said(value: object) -> str:
    """A value as a form's question has it."""
    one = value[0] if isinstance(value, list | tuple) and value else value
    return ("yes" if one else "no") if isinstance(one, bool) else str(one)


def _of_coach(visit: Visit, item: Item) -> list[Step]:
    """Who has nobody that can be reached is given to somebody else."""
    if item.person is None or not visit.records("coach_assigned", item.person):
        return []
    return [Step(visit.t("desk-waiting-coach-assigned"), f"/desk/p/{item.person.stream.hex}/new/coach_assigned")]


def _of_note(visit: Visit, item: Item) -> list[Step]:
    assert item.person is not None  # a note is about somebody
    page = f"/desk/p/{item.person.stream.hex}/notes"
    if item.kind == "reminder":
        return [Step(visit.t("desk-done"), f"{page}/{item.note}/done", post=True)]
    return [Step(visit.t("desk-answer-question" if item.kind == "question" else "desk-read-answer"), page)]


def _of_alert(visit: Visit, item: Item) -> list[Step]:
    return [] if item.place is None else [Step(visit.t("desk-acknowledge"), f"/desk/alerts/{item.place}", post=True)]


def take(visit: Visit) -> Response:
    """I have it: a task."""
    try:
        tasks.take(visit.office, visit.actor, visit.request.path_params["place"])
    except Taken as error:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="taken", by=visit.words.who(error.by))
    except Stale:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="stale")
    return visit.go("/desk")


def acknowledge(visit: Visit) -> Response:
    """Seen, and why; without a reason yet, it is asked for."""
    place, reason = visit.request.path_params["place"], str(visit.form.get("reason") or "")
    if reason not in tasks.REASONS:
        raised = tasks.alert(visit.office, visit.actor, place)
        rule = visit.words.referent("rule", raised.fact.rule) or raised.fact.rule
        return visit.page("acknowledge.html", place=place, rule=rule, reasons=tasks.REASONS)
    tasks.acknowledge(visit.office, visit.actor, place, reason, "desk")
    return visit.go("/desk")
