"""Messages: what a person and colleagues have written to each other, and writing to them, now or later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from starlette.datastructures import FormData
from starlette.responses import Response

from app.desk.forms.reading import Cause, Problem, moment_said, text_of
from app.desk.pages.head import page_of
from app.desk.pages.recording import draft_of, new_draft, sentence_of
from app.desk.visit import Visit
from bots.outbox import answers
from journey.domain.errors import NotAllowed
from journey.engine.chats.chats import Chat
from services import check_ins, conversations, correspondence, later, tasks
from services.assignments import Taken
from services.changes import Stale
from services.conversations import Writer
from services.correspondence import Said
from services.later import NotThen, NotWanted
from services.people import Person
from services.permissions import Permission

PHRASES = ("hello", "call", "time", "place", "missed", "papers", "well-done")
"""Standard phrases, by the name that their words have in the catalogue."""
_ENTRY = "message"
_WEEKS = 8
_NAME = re.compile(r"[A-Za-z0-9_-]{16,40}")


@dataclass(frozen=True, slots=True)
class Line:
    """One message in words: who wrote, when, what, and how far it has come."""

    who: str
    when: str
    words: str
    ours: bool
    state: str = ""
    cancel: str | None = None
    """Where it is called off, while it waits."""


def page(visit: Visit) -> Response:
    """The conversation, and a form to write in it."""
    return _page(visit, visit.person())


def _page(
    visit: Visit,
    person: Person,
    draft: str | None = None,
    wrong: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    written = correspondence.read(visit.office, visit.actor, person, visit.why)
    chats, name = correspondence.chats_of(visit.office, person.stream), visit.name(person)
    address = f"/desk/p/{person.stream.hex}/messages"
    return page_of(
        visit,
        person,
        "messages",
        "messages.html",
        status=status,
        said=[_line(visit, one, name) for one in written.said],
        waiting=[
            Line(one.by, visit.moment(one.at), one.words, ours=True, cancel=f"{address}/{_draft(one.name)}/cancel")
            for one in later.waiting(visit.office, person)
        ],
        raised=written.raised,
        weeks=_weeks(visit, person),
        chat=bool(chats),
        writes=visit.may(Permission.WRITE_FACTS, person),
        quiet=_silence(visit, person),
        phrases=[(one, visit.t(f"phrase-{one}-name")) for one in PHRASES],
        draft=draft or new_draft(),
        crises=_crises(visit, chats),
        form=visit.form if draft else _begun(visit, chats),
        sent=visit.request.query_params.get("sent", ""),
        again=not visit.sure,
        wrong=wrong or {},
        earliest=visit.today.isoformat(),
        longest=correspondence.LONGEST,
    )


def _weeks(visit: Visit, person: Person) -> list[tuple[str, ...]]:
    """What the person has answered about their weeks, the latest first: when, how it went, work, whether to talk."""
    known = {code: visit.t(f"desk-week-{code.replace('_', '-')}") for code in check_ins.HOW}
    return [
        (
            visit.day(one.day),
            known.get(one.went, "–"),
            known.get(one.work, "–"),
            visit.t("desk-week-yes") if one.talk else "–",
        )
        for one in check_ins.weeks(visit.office, visit.actor, person)[:_WEEKS]
    ]


def _draft(name: str) -> str:
    return name.partition(":")[2]


def _begun(visit: Visit, chats: list[Chat]) -> dict[str, str]:
    """What stands in an empty form: a standard phrase, in the language that the person reads."""
    phrase = visit.request.query_params.get("phrase", "")
    if phrase not in PHRASES or not chats:
        return {}
    return {"words": visit.texts(chats[0].language, f"phrase-{phrase}")}


def _line(visit: Visit, one: Said, name: str) -> Line:
    return Line(one.by or name, visit.moment(one.at), one.words, ours=one.by is not None, state=_state(visit, one))


def _state(visit: Visit, one: Said) -> str:
    """How far a colleague's message has come: it stands in the chat, and the person was told so outside it, or not."""
    if one.by is None:
        return ""
    state = one.sent.state if one.sent else "delivered"
    nudged = one.sent is not None and one.sent.channels[-1:] not in ((), ("webchat",))
    if state == "delivered":
        return visit.t("desk-message-told" if nudged else "desk-message-stands")
    known = {"decided": "telling", "sent": "telling", "nudging": "telling"}
    return visit.t(f"desk-message-{known.get(state, 'untold')}")


def _silence(visit: Visit, person: Person) -> str | None:
    """Why the person is not told that something new is in the chat; None where they are."""
    reason = correspondence.silence(person)
    return visit.t(f"desk-silence-{reason.replace('_', '-')}", who=visit.name(person)) if reason else None


def _crises(visit: Visit, chats: list[Chat]) -> list[str]:
    return [place for chat in chats[:1] for place in tasks.crises(visit.office, visit.actor, chat)]


# --- writing ----------------------------------------------------------------------------------------------------------


def send(visit: Visit) -> Response:
    """Put it into the person's chat now, or keep it for its day; sent twice, it is one message."""
    person, draft = visit.person(Permission.WRITE_FACTS), draft_of(visit)
    if not visit.sure:
        return _page(visit, person, draft, status=HTTPStatus.CONFLICT)
    problems = [problem for problem in (_of_words(visit.form), _of_moment(visit)) if problem]
    if problems:
        return _again(visit, person, draft, *problems)
    if visit.form.get("when") == "later":
        return _later(visit, person, draft)
    if not put(visit, person, draft, text_of(visit.form, "words")):
        return _page(visit, person, draft, status=HTTPStatus.CONFLICT)
    return visit.go(f"/desk/p/{person.stream.hex}/messages?sent=now&form={draft}")


def _of_words(form: FormData) -> Problem | None:
    return problem_of(text_of(form, "words"))


def problem_of(words: str) -> Problem | None:
    """What is wrong with a message; None where it can be sent."""
    if words and len(words) <= correspondence.LONGEST:
        return None
    cause: Cause = "too-long" if words else "empty"
    return Problem("words", cause, str(correspondence.LONGEST))


def _of_moment(visit: Visit) -> Problem | None:
    if visit.form.get("when") != "later":
        return None
    _, cause = moment_said(visit.form, "at", visit.today)
    return Problem("at", cause) if cause else None


def _again(visit: Visit, person: Person, draft: str, *problems: Problem) -> Response:
    wrong = {problem.key: sentence_of(visit, _ENTRY, problem, person) for problem in problems}
    return _page(visit, person, draft, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)


def _later(visit: Visit, person: Person, draft: str) -> Response:
    at, _ = moment_said(visit.form, "at", visit.today)
    assert at is not None  # asked before
    try:
        later.plan(visit.office, visit.actor, person, text_of(visit.form, "words"), at, draft)
    except NotThen:
        return _again(visit, person, draft, Problem("at", "not-then"))
    except NotWanted as error:
        wrong = {"at": visit.t(f"desk-silence-{str(error).replace('_', '-')}", who=visit.name(person))}
        return _page(visit, person, draft, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Stale:
        return _page(visit, person, draft, status=HTTPStatus.CONFLICT)
    return visit.go(f"/desk/p/{person.stream.hex}/messages?sent=later&form={draft}")


def put(visit: Visit, person: Person, draft: str, words: str) -> bool:
    """Say it in the person's chat now, and tell them so where they let us; False where they have none."""
    office, chats = visit.office, correspondence.chats_of(visit.office, person.stream)
    if not chats:
        return False
    who, touched = Writer(chats[0], person.programme.id, person), datetime.fromisoformat(chats[0].touched)
    _take_crises(visit)
    once = correspondence.once_of(correspondence.name_of(draft))
    answers.put(office, visit.texts, visit.actor.recorded, who, words, once=once, language=visit.language)
    correspondence.notify(office, visit.actor, person, draft, touched)
    conversations.settle_messages(office, visit.actor, who)
    return True


def _take_crises(visit: Visit) -> None:
    """Whoever writes to somebody in crisis has them: the person learns who it is."""
    for place in visit.form.getlist("crisis"):
        opened = tasks.task(visit.office, visit.actor, str(place))
        try:
            tasks.take(visit.office, visit.actor, str(place))
        except Taken:
            continue  # somebody else was first, and has told the person so; the words are sent all the same
        answers.tell_who_took(visit.office, visit.texts, visit.actor, opened)


def cancel(visit: Visit) -> Response:
    """Do not send it after all."""
    person, draft = visit.person(Permission.WRITE_FACTS), str(visit.request.path_params["draft"])
    if not _NAME.fullmatch(draft):
        raise NotAllowed("no message has that name")
    try:
        later.cancel(visit.office, visit.actor, person, correspondence.name_of(draft))
    except Stale:
        return visit.go(f"/desk/p/{person.stream.hex}/messages?sent=already")
    return visit.go(f"/desk/p/{person.stream.hex}/messages?sent=cancelled")
