"""One message to several people, one by one: each has it in their own chat, and nobody sees who else was written to."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from app.desk.forms.reading import Problem, text_of
from app.desk.pages.messages import PHRASES, problem_of, put
from app.desk.pages.recording import draft_of, new_draft, sentence_of
from app.desk.visit import Visit
from journey.domain.errors import JourneyError
from services import caseload, correspondence
from services.people import Person
from services.permissions import Permission


@dataclass(frozen=True, slots=True)
class One:
    """Somebody who can be chosen, or has been: by what name, where their page is, and what became of it."""

    code: str
    name: str
    chosen: bool
    result: str = ""


def page(visit: Visit) -> Response:
    """Whom this colleague can write to, and the message."""
    phrase = visit.request.query_params.get("phrase", "")
    words = visit.t(f"phrase-{phrase}") if phrase in PHRASES else ""
    return _page(visit, new_draft(), words)


def _page(visit: Visit, draft: str, words: str, wrong: dict[str, str] | None = None) -> Response:
    chosen = {str(one) for one in visit.form.getlist("to")}
    reachable, others = _people(visit)
    return visit.page(
        "several.html",
        _status(visit, wrong),
        people=[One(one.stream.hex, visit.name(one), one.stream.hex in chosen) for one in reachable],
        others=[One(one.stream.hex, visit.name(one), chosen=False) for one in others],
        phrases=[(one, visit.t(f"phrase-{one}-name")) for one in PHRASES],
        draft=draft,
        words=words,
        wrong=wrong or {},
        again=not visit.sure,
        longest=correspondence.LONGEST,
    )


def _status(visit: Visit, wrong: dict[str, str] | None) -> HTTPStatus:
    if not visit.sure:
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def _people(visit: Visit) -> tuple[list[Person], list[Person]]:
    """The colleague's own people by name: those who have a chat, and those who have none."""
    chats, own = correspondence.with_chats(visit.office), _own(visit)
    visit.open_names(own)
    for one in own:
        visit.note(one, "facts")
    own.sort(key=lambda one: visit.name(one).casefold())
    return [one for one in own if one.stream in chats], [one for one in own if one.stream not in chats]


def _own(visit: Visit) -> list[Person]:
    """Whom the colleague works with; of all whom a supervisor has, those who have a chat."""
    office, actor = visit.office, visit.actor
    if actor.coaches:
        people = caseload.people(office, actor)
    else:
        known = office.people(correspondence.with_chats(office))
        people = [one for one in known if one.programme.id == actor.programme and not one.history.erased]
    return [one for one in people if _may(visit, one)]


def _may(visit: Visit, person: Person) -> bool:
    return visit.sees(person) and visit.may(Permission.WRITE_FACTS, person)


def send(visit: Visit) -> Response:
    """Send it to each who was chosen, and say for each what became of it; sent twice, each has it once."""
    draft, words = draft_of(visit), text_of(visit.form, "words")
    chosen, problem = {str(one) for one in visit.form.getlist("to")}, problem_of(words)
    meant = [one for one in _own(visit) if one.stream.hex in chosen]
    wrong = {} if meant else {"to": visit.t("desk-several-nobody")}
    if problem:
        wrong["words"] = sentence_of(visit, "message", Problem("words", problem.cause, problem.bound), None)
    if wrong or not visit.sure:
        return _page(visit, draft, words, wrong)
    results = [
        One(one.stream.hex, visit.name(one), chosen=True, result=_sent(visit, one, draft, words)) for one in meant
    ]
    return visit.page("several_sent.html", results=results, words=words)


def _sent(visit: Visit, person: Person, draft: str, words: str) -> str:
    """What became of one person's message. What fails for one stops nobody else's."""
    visit.note(person, "messages")
    try:
        return "sent" if put(visit, person, draft, words) else "no-chat"
    except JourneyError:
        return "refused"
