"""The programme's own page: what it has done lately, and the forms for what the programme itself does."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from app.desk.pages.booking import hits
from app.desk.pages.recording import (
    address_of,
    begun_or_asked,
    carried_out,
    draft_of,
    entry_of,
    filled_in,
    new_draft,
    sentence_of,
    show,
)
from app.desk.visit import Visit
from bots.texts.dates import write_day
from journey.domain.errors import NotAllowed
from journey.domain.events import ENTRY_TYPES, Event
from journey.domain.events.system import EngineFact
from services import drafts, entering
from services.permissions import Permission

_SHOWN = 40


def page(visit: Visit) -> Response:
    """What the programme has done lately, and what this colleague can record of it."""
    history = visit.office.programme_history(visit.actor.programme or "")
    kinds = entering.types_for(visit.office, visit.actor, None)
    shown = [event for event in reversed(history.events) if not isinstance(event.fact, EngineFact)]
    return visit.page(
        "team.html",
        kinds=sorted((visit.words.what(kind), kind) for kind in kinds),
        told=[_told(visit, event) for event in shown[:_SHOWN]],
        left=max(0, len(shown) - _SHOWN),
        sent=visit.request.query_params.get("sent", ""),
        draft=visit.request.query_params.get("form", ""),
        hits=hits(visit, _sent(visit, visit.request.query_params.get("form", ""))),
    )


def _told(visit: Visit, event: Event) -> tuple[str, str, str, str | None]:
    opened = visit.office.engine.log.reveal(event) if visit.may(Permission.READ_WRITTEN) else {}
    shown = {key: value for key, value in opened.items() if key != "note"}
    details = ", ".join(f"{name}: {value}" for name, value in visit.words.details(event, shown))
    note = opened.get("note")
    return (
        write_day(visit.texts, visit.language, event.on),
        visit.words.what(event.type),
        details,
        str(note) if note else None,
    )


def begin(visit: Visit) -> Response:
    """To a form with a name of its own in its address."""
    return visit.go(address_of(None, new_draft(), kind_of(visit), visit.request.url.query))


def form(visit: Visit) -> Response:
    """An empty form for one of the programme's own entries; or, where it has been sent, word of it."""
    kind, draft = kind_of(visit), draft_of(visit)
    kept = drafts.find(visit.office, visit.actor, None, kind, draft)
    if is_sent(visit, draft):
        return _again(visit, kind, draft)
    return show(visit, None, kind, draft=draft, given=begun_or_asked(visit, kind, kept), kept=kept)


def _again(visit: Visit, kind: str, draft: str) -> Response:
    drafts.drop(visit.office, visit.actor, None, kind, draft)
    return visit.go(f"/desk/team?sent=again&form={draft}")


def is_sent(visit: Visit, draft: str) -> bool:
    """Whether what a form was for is recorded."""
    return _sent(visit, draft) is not None


def _sent(visit: Visit, draft: str) -> Event | None:
    history = visit.office.programme_history(visit.actor.programme or "")
    return next((event for event in history.events if draft and event.entry == entry_of(draft)), None)


def kind_of(visit: Visit) -> str:
    """Of which type the form of an address is. Raises NotAllowed where it is not theirs to fill in."""
    kind = str(visit.request.path_params["kind"])
    if kind not in ENTRY_TYPES or not visit.records(kind, None):
        raise NotAllowed("that is not recorded here")
    return kind


def send(visit: Visit) -> Response:
    """Record what was sent, once; or show the form again, with everything as it was written."""
    kind, draft = kind_of(visit), draft_of(visit)
    drafts.find(visit.office, visit.actor, None, kind, draft)
    if is_sent(visit, draft):
        return _again(visit, kind, draft)
    filled, given = filled_in(visit, kind, draft, None)
    if not visit.sure:
        return show(visit, None, kind, draft=draft, given=given, again=True, status=HTTPStatus.CONFLICT)
    problems = {problem.key: sentence_of(visit, kind, problem, None) for problem in filled.problems}
    if problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return show(visit, None, kind, draft=draft, given=given, problems=problems, status=status)

    def record() -> int:
        fact = entering.fact_of(kind, filled.values)
        changed = entering.of_programme(
            visit.office, visit.actor, fact, entry_of(draft), on=filled.on, note=filled.note
        )
        return changed.events[0].version

    return carried_out(visit, None, kind, draft, given, record)
