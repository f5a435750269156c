"""Somebody has asked to be erased: a supervisor grants it or refuses, says why, and is told first what that means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from app.desk.forms.reading import text_of
from app.desk.pages.reasons import wrong_reason
from app.desk.pages.recording import entry_of, new_draft
from app.desk.visit import Visit
from bots.outbox import erasures as decisions
from journey.domain import standing
from journey.domain.errors import NotAllowed
from services import entering, erasure
from services.changes import Stale
from services.people import Person
from services.permissions import Permission

_DRAFT = re.compile(r"[A-Za-z0-9_-]{8,40}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was sent: the decision and why, its name in the log, how it stood then, and whether it is sure."""

    decision: str
    reason: str
    draft: str
    stood: str
    sure: bool


def page(visit: Visit) -> Response:
    """How the request stands, and the decision."""
    person = _subject(visit)
    return _ask(visit, person, Answer("", "", new_draft(), standing.erasure(person.history), sure=False))


def send(visit: Visit) -> Response:
    """The decision: first what it means, and on the second press it is recorded, and the person is told."""
    person, answer = _subject(visit), _answer(visit)
    entry, address = entry_of(answer.draft), f"/desk/p/{person.stream.hex}/erasure"
    if erasure.is_decided(person, entry):
        return visit.go(address)
    if answer.stood != standing.erasure(person.history):
        return _ask(visit, person, answer, trouble="meanwhile")
    wrong = _wrong(visit, person, answer)
    if wrong or not visit.sure or not answer.sure:
        return _ask(visit, person, answer, wrong)
    try:
        erasure.decide(visit.office, visit.actor, person, answer.decision, entry, answer.reason)
    except Stale:
        return _ask(visit, _subject(visit), answer, trouble="meanwhile")
    decisions.tell(visit.office, visit.texts, person, answer.decision, entry)
    return visit.go(address)


def _subject(visit: Visit) -> Person:
    """Somebody who has asked to be erased, and about whom this colleague decides. Raises NotAllowed."""
    person = entering.somebody(visit.office, visit.actor, visit.request.path_params["person"])
    visit.office.check(visit.actor, Permission.DECIDE_ERASURE, person)
    if standing.erasure(person.history) == "none":
        raise NotAllowed("nobody has asked for that")
    visit.note(person, "facts")
    return person


def _answer(visit: Visit) -> Answer:
    decision, reason, draft, stood, sure = (
        text_of(visit.form, key) for key in ("decision", "reason", "draft", "stood", "sure")
    )
    return Answer(decision, reason, draft if _DRAFT.fullmatch(draft) else new_draft(), stood, bool(sure))


def _wrong(visit: Visit, person: Person, answer: Answer) -> dict[str, str]:
    wrong = {}
    if answer.decision not in erasure.DECISIONS:
        wrong["decision"] = visit.t("erasing-no-decision")
    if says := wrong_reason(visit, person, answer.reason):
        wrong["reason"] = says
    return wrong


def _ask(
    visit: Visit, person: Person, answer: Answer, wrong: dict[str, str] | None = None, trouble: str | None = None
) -> Response:
    """The form; or, where everything is answered, whether that is meant."""
    asked = visit.request.method == "POST" and visit.sure and not wrong and trouble is None
    status = (
        HTTPStatus.CONFLICT
        if trouble or not visit.sure
        else HTTPStatus.UNPROCESSABLE_ENTITY
        if wrong
        else HTTPStatus.OK
    )
    return visit.page(
        "erasing.html",
        status,
        who=visit.name(person),
        address=f"/desk/p/{person.stream.hex}/erasure",
        answer=answer,
        stands=standing.erasure(person.history),
        read_out=erasure.asked_behind_a_code(person),
        wrong=wrong or {},
        trouble=trouble,
        sure=asked,
        decisions=erasure.DECISIONS,
    )
