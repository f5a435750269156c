"""What is written in a form is kept as it is written: by a script after each pause, or by a button; and thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from app.desk.forms.questions import as_written
from app.desk.pages import recording, team
from app.desk.visit import Visit
from app.signin.session import ENDS
from bots.web.rendering import initials
from journey.domain.errors import WrongInput
from services import drafts
from services.changes import Stale
from services.people import Person

SILENT = "x-keeps"
"""The header by which a script says that it keeps a form beside the page: it needs no page for an answer."""
_NOT_WORDS = ("csrf", "whose", "tab", "after")


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that was begun, in words: about whom, what, since when; where it goes on, and where it is thrown away."""

    who: str
    what: str
    since: str
    path: str
    initials: str


def begun(visit: Visit) -> list[Begun]:
    """What this colleague has begun and not sent, the last written first."""
    listed = []
    for draft, person in drafts.mine(visit.office, visit.actor):
        if _is_sent(visit, person, draft.name):
            drafts.drop(visit.office, visit.actor, person, draft.kind, draft.name)
            continue
        who = visit.name(person) if person else visit.words.programme.name
        path = recording.address_of(person, draft.name, draft.kind)
        since = visit.moment(recording.moment_of(draft.touched))
        listed.append(Begun(who, visit.words.what(draft.kind), since, path, initials(who)))
    return listed


def _is_sent(visit: Visit, person: Person | None, draft: str) -> bool:
    return recording.recorded_fact(person, draft) is not None if person else team.is_sent(visit, draft)


def keep(visit: Visit) -> Response:
    """Keep a form about somebody."""
    return _keep(visit, *recording.subject_of(visit))


def keep_of_team(visit: Visit) -> Response:
    """Keep a form of the programme's own."""
    return _keep(visit, None, team.kind_of(visit))


def _keep(visit: Visit, person: Person | None, kind: str) -> Response:
    draft, form = recording.draft_of(visit), visit.form
    if not visit.sure:
        return _not_kept(visit, person, kind, draft, again=True)
    words = tuple((key, str(value)) for key, value in form.multi_items() if key not in _NOT_WORDS)
    tab, after = str(form.get("tab") or ""), str(form.get("after") or "")
    if not _is_sent(visit, person, draft):
        try:
            drafts.keep(visit.office, visit.actor, person, kind, draft, words, tab=tab, after=after)
        except Stale:
            kept = drafts.find(visit.office, visit.actor, person, kind, draft)
            return _not_kept(visit, person, kind, draft, elsewhere=True, kept=kept)
        except WrongInput:
            return _not_kept(visit, person, kind, draft, problems={"note": visit.t("desk-draft-too-much")})
    if SILENT in visit.request.headers:
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={ENDS: str(int(visit.session.ends.timestamp()))})
    return visit.go("/desk?kept=1")


def _not_kept(visit: Visit, person: Person | None, kind: str, draft: str, **said: Any) -> Response:
    """The form again, with what stands in it: it can be kept over the other's words, or sent."""
    if SILENT in visit.request.headers:
        return Response(status_code=HTTPStatus.CONFLICT)
    given = as_written(kind, visit.form)
    return recording.show(visit, person, kind, draft=draft, given=given, status=HTTPStatus.CONFLICT, **said)


def drop(visit: Visit) -> Response:
    """Throw a form about somebody away."""
    person, kind = recording.subject_of(visit)
    drafts.drop(visit.office, visit.actor, person, kind, recording.draft_of(visit))
    return visit.go("/desk")


def drop_of_team(visit: Visit) -> Response:
    """Throw a form of the programme's own away."""
    drafts.drop(visit.office, visit.actor, None, team.kind_of(visit), recording.draft_of(visit))
    return visit.go("/desk")
