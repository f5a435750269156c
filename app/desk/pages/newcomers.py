"""Somebody new: their referral taken at the desk, whom they may be already, and what becomes of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from starlette.responses import Response

from app.desk.forms.choices import Asking
from app.desk.forms.questions import days, questions
from app.desk.pages.recording import draft_of, filled_in, new_draft, refusal, sentence_of
from app.desk.visit import Visit
from journey.domain.errors import JourneyError, NotAllowed
from journey.domain.events.participant import Referred
from journey.engine.engine import CapReached
from services import entering, newcomers
from services.people import Person

_KIND = "referred"


def begin(visit: Visit) -> Response:
    """To a form with a name of its own in its address."""
    return visit.go(f"/desk/people/new/{new_draft()}")


def form(visit: Visit) -> Response:
    """An empty form; or, where it has been sent, who was recorded and what comes next."""
    newcomer = newcomers.of_form(visit.office, visit.actor, draft_of(visit))
    if newcomer is not None:
        return _recorded(visit, newcomer)
    return _show(visit, {"source": "psychiatry", "then": newcomers.ways(visit.office, visit.actor)[0]})


def _recorded(visit: Visit, newcomer: Person) -> Response:
    """Who has it now: whoever registered them reads on only where they may know who it is."""
    sees = visit.sees(newcomer)
    stay = newcomer.history.current
    return visit.page(
        "newcomer_recorded.html",
        number=visit.reference(newcomer),
        address=f"/desk/p/{newcomer.stream.hex}" if sees else None,
        waits=stay is not None and stay.state == "waiting",
        who=visit.name(newcomer) if sees else None,
    )


def _show(
    visit: Visit,
    given: Mapping[str, Any],
    problems: Mapping[str, str] | None = None,
    alike: tuple[tuple[str, str | None], ...] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    wrong = dict(problems or {})
    shown = questions(Asking(visit.office, visit.actor, None, visit.words, _KIND), given, wrong)
    return visit.page(
        "newcomer.html",
        status,
        questions=[one for one in shown if not one.field.folded],
        folded=[one for one in shown if one.field.folded],
        open=any(one.field.folded and one.problem for one in shown),
        wrong=list(wrong.items()),
        alike=alike,
        ways=newcomers.ways(visit.office, visit.actor),
        then=given.get("then", ""),
        **days(visit.today, given),
        latest=visit.today.isoformat(),
        note=given.get("note", ""),
        note_label=visit.words.name(_KIND, "note"),
        draft=draft_of(visit),
        again=not visit.sure,
    )


def send(visit: Visit) -> Response:
    """Record them, once; where somebody here may be the same person, only when that was seen."""
    draft, then = draft_of(visit), str(visit.form.get("then", ""))
    if newcomers.of_form(visit.office, visit.actor, draft) is not None:
        return visit.go(visit.request.url.path)
    filled, given = filled_in(visit, _KIND, draft, None)
    problems = {problem.key: sentence_of(visit, _KIND, problem, None) for problem in filled.problems}
    if then not in newcomers.ways(visit.office, visit.actor):
        problems["then"] = visit.t("desk-wrong-empty", label=visit.t("desk-then"), who="")
    if not visit.sure:
        return _show(visit, given, status=HTTPStatus.CONFLICT)
    if problems:
        return _show(visit, given, problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    referred = cast("Referred", entering.fact_of(_KIND, filled.values))
    alike = newcomers.here_already(visit.office, visit.actor, referred)
    if alike and visit.form.get("another") != "yes":
        return _show(visit, given, alike=tuple(_like(visit, one) for one in alike), status=HTTPStatus.CONFLICT)
    try:
        newcomers.register(
            visit.office, visit.actor, referred, draft, cast("Any", then), on=filled.on, note=filled.note
        )
    except CapReached:
        problems = {"then": visit.t("desk-wrong-then-full")}
    except NotAllowed:
        problems = {"then": visit.t("desk-wrong-then-hidden")}
    except JourneyError as error:
        problems = refusal(visit, _KIND, error)
    else:
        return visit.go(visit.request.url.path)
    return _show(visit, given, problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _like(visit: Visit, person: Person) -> tuple[str, str | None]:
    """Somebody who may be the same: who it is for those who may know, else who has them."""
    if visit.sees(person):
        return visit.name(person), f"/desk/p/{person.stream.hex}"
    if person.coach is None:
        return visit.t("desk-alike-nobodys"), None
    return visit.t("desk-alike-with", coach=visit.words.staff_name(f"coach:{person.coach}")), None
