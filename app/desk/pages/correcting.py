"""One entry: who recorded it, since when it is known, what it settled; and striking it, to record it rightly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import msgspec
from starlette.responses import Response

from app.desk.forms.fields import fields
from app.desk.forms.reading import text_of
from app.desk.pages import meeting
from app.desk.pages.head import header
from app.desk.pages.reasons import wrong_reason
from app.desk.pages.recording import RIGHTLY, address_of, draft_of, entry_of, new_draft, recorded_fact
from app.desk.pages.telling import tell
from app.desk.visit import Visit
from bots.texts.dates import write_moment
from journey.domain import calendar
from journey.domain.errors import NotAllowed, WrongOrder
from journey.domain.events import Event
from journey.domain.values import SEALED
from services import correcting, drafts, effects, entering, minutes, questions
from services.changes import Stale
from services.effects import Effect, Turn
from services.people import Person

FOLLOWING = {
    "contact_held": ("appointment_booked", "employer_contacted"),
    "employer_contacted": ("employer_contacted", "job_applied"),
    "appointment_kept": ("appointment_booked", "contact_held"),
    "appointment_missed": ("outreach_attempted", "appointment_booked"),
    "job_agreed": ("job_started",),
    "interview_held": ("job_agreed",),
    "enrolled": ("benefits_counselling_offered", "appointment_booked"),
    "discharged": ("sus_registered",),
}
"""What is likely to be recorded next."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is different about one deadline, in words."""

    rule: str
    how: str


def entry(visit: Visit) -> Response:
    """One entry, and what it changed; just after it was sent, what is likely to come next."""
    person, event = _asked(visit)
    struck = {one.version: by for one, by in person.history.struck}
    effect = effects.of_event(visit.office, person, event)
    kinds = FOLLOWING.get(event.type, ("contact_held", "appointment_booked"))
    return visit.page(
        "entry.html",
        head=header(visit, person),
        told=tell(visit, person, event, struck=event.version in struck),
        recorded=write_moment(visit.texts, visit.language, event.logged),
        sent=visit.request.query_params.get("sent", ""),
        draft=(event.entry or "").removeprefix("desk-") if visit.request.query_params.get("sent") else "",
        settled=[_said(visit, turn) for turn in effect.settled],
        opened=[_said(visit, turn) for turn in effect.newly_waiting],
        state=_state(visit, effect),
        meeting=_meeting(person, event),
        share=minutes.may_share(visit.office, visit.actor, person, event),
        shared=visit.request.query_params.get("shared", "") == "now",
        may_strike=correcting.may_strike(visit.office, visit.actor, person, event),
        version=event.version,
        may_ask=bool(questions.colleagues(visit.office.crew(person.programme.id), person, visit.actor)),
        following=[(visit.words.what(kind), kind) for kind in kinds if visit.records(kind, person)],
    )


def _meeting(person: Person, event: Event) -> str | None:
    """The page of the meeting that an entry is about."""
    name = getattr(event.fact, "appointment", None)
    return meeting.address(person, str(name)) if name else None


def _asked(visit: Visit) -> tuple[Person, Event]:
    person = visit.person()
    return person, correcting.entry_at(person, int(visit.request.path_params["version"]))


def _said(visit: Visit, turn: Turn) -> Said:
    row = turn.row
    rule = visit.words.referent("rule", row.rule) or row.rule
    status = visit.t(f"desk-status-{row.status.replace('_', '-')}")
    due = visit.t("desk-due", day=visit.day(row.due)) if row.due and row.settled_on is None else status
    return Said(rule, due)


def _state(visit: Visit, effect: Effect) -> str | None:
    if not effect.moves or effect.state_after is None:
        return None
    return visit.t(f"state-{effect.state_after.replace('_', '-')}")


def strike(visit: Visit) -> Response:
    """What striking would change, and the reason; then struck, and the form to record it rightly if that was chosen."""
    person, event = _asked(visit)
    draft = str(visit.form.get("draft", "")) or new_draft()
    visit.request.path_params["draft"] = draft
    reason, again = text_of(visit.form, "reason"), visit.form.get("then") == "again"
    repeated = any(one.entry == entry_of(draft_of(visit)) for one in person.log)
    if not repeated and not correcting.may_strike(visit.office, visit.actor, person, event):
        raise NotAllowed("that entry is not yours to strike")
    if visit.request.method == "GET" or not visit.sure or wrong_reason(visit, person, reason):
        return _before(visit, person, event, draft, reason)
    try:
        correcting.strike(visit.office, visit.actor, person.stream, event.version, reason, entry_of(draft))
    except Stale:
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="stale")
    except WrongOrder:
        return _before(visit, person, event, draft, reason, impossible=True)
    if not again:
        return visit.go(f"/desk/e/{person.stream.hex}/{event.version}?sent=struck&form={draft}")
    return _rightly(visit, visit.office.person(person.stream), event, draft)


def _before(
    visit: Visit, person: Person, event: Event, draft: str, reason: str, *, impossible: bool = False
) -> Response:
    try:
        effect = effects.of_strike(visit.office, person, event, visit.actor, visit.now)
    except WrongOrder:
        effect, impossible = Effect(), True
    sent = visit.request.method == "POST"
    wrong = wrong_reason(visit, person, reason) if sent and not impossible else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    status = status if visit.sure else HTTPStatus.CONFLICT
    return visit.page(
        "strike.html",
        status,
        head=header(visit, person),
        told=tell(visit, person, event, struck=False),
        reopened=[_said(visit, turn) for turn in effect.newly_waiting],
        gone=[_said(visit, turn) for turn in effect.turns if turn.after is None],
        counts=[
            visit.t(f"desk-count-{one.name.replace('_', '-')}", before=one.before, after=one.after)
            for one in effect.counts
        ],
        state=_state(visit, effect),
        impossible=impossible,
        draft=draft,
        reason=reason,
        wrong=wrong,
        unsure=not visit.sure,
        again=_may_record(visit, person, event.type),
    )


def _may_record(visit: Visit, person: Person, kind: str) -> bool:
    """Whether this colleague may record such an entry anew, once the wrong one is struck."""
    return kind not in entering.ELSEWHERE and visit.may(entering.needs(kind, visit.actor, {}), person)


def _rightly(visit: Visit, person: Person, event: Event, struck: str) -> Response:
    """To the same entry as a form that is begun already: whoever leaves it finds it again, and loses no word."""
    draft = f"{struck[:34]}-again"
    kept = drafts.find(visit.office, visit.actor, person, event.type, draft)
    if kept is None and recorded_fact(person, draft) is None:
        drafts.keep(visit.office, visit.actor, person, event.type, draft, tuple(_words(visit, event)))
    return visit.go(address_of(person, draft, event.type, f"{RIGHTLY}&form={struck}"))


def _words(visit: Visit, event: Event) -> Iterator[tuple[str, str]]:
    """What an entry says, as the inputs of its form."""
    opened = visit.office.engine.log.reveal(event)
    values = {key: value for key, value in msgspec.to_builtins(event.fact).items() if value != SEALED} | opened
    yield from {"on": "other", "on-day": event.on.isoformat(), "note": str(opened.get("note", ""))}.items()
    for one in fields(event.type):
        value = values.get(one.key)
        if value is not None:
            for name, said in _as_written(one.key, one.kind, value).items():
                yield from ((name, str(part)) for part in (said if isinstance(said, list | tuple) else [said]))


def _as_written(key: str, kind: str, value: object) -> dict[str, object]:
    """A value as its question shows it."""
    match kind:
        case "yesno":
            return {key: "yes" if value else "no"}
        case "moment":
            text = calendar.local_time(datetime.fromisoformat(str(value))).isoformat()
            return {f"{key}-day": text[:10], f"{key}-time": text[11:16]}
        case "incomes" if isinstance(value, list | tuple):
            return {f"{key}-{place}-{name}": str(said) for place, row in enumerate(value) for name, said in row.items()}
        case "scores" if isinstance(value, dict):
            return {f"{key}-{number}": str(points) for number, points in value.items()}
        case "answers" if isinstance(value, list | tuple):
            return {key: " ".join(str(one) for one in value)}
        case _:
            return {key: value}
