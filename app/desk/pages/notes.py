"""A colleague's own reminders about a person, and the questions that colleagues ask one another about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from app.desk.forms.reading import Problem, day_said, text_of
from app.desk.pages.head import page_of
from app.desk.pages.recording import draft_of, new_draft, sentence_of
from app.desk.visit import Visit
from journey.domain import notes as noted
from journey.domain.errors import NotAllowed
from journey.domain.notes import Question
from services import correcting, own_reminders, questions
from services.people import Person

LONGEST = 2000
_VERSION = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words, with its answers: who wrote, when, what."""

    name: str
    whom: str
    lines: tuple[tuple[str, str, str], ...]
    may_answer: bool
    may_close: bool
    key: str
    """What its form is called where something is wrong with an answer."""
    draft: str
    """What its form goes by in its address."""
    written: str = ""
    """What stands in its form."""
    about: tuple[str, str] | None = None
    """The entry it is about: its address, and what it is."""


def page(visit: Visit) -> Response:
    """The colleague's own reminders, and the open questions."""
    return _page(visit, visit.person())


def _page(visit: Visit, person: Person, wrong: dict[str, str] | None = None, sent: str = "") -> Response:
    """The page; of its forms the one that was sent keeps its name, so that what is sent again is done once."""
    mine = own_reminders.open_of(person, visit.actor.recorded)
    reminders = [
        (one.name, visit.day(one.due), own_reminders.words(visit.office, visit.actor, person, one)) for one in mine
    ]
    crew = visit.office.crew(person.programme.id)
    whom = [(name, visit.words.staff_name(name)) for name in questions.colleagues(crew, person, visit.actor)]
    visit.note(person, "words")
    return page_of(
        visit,
        person,
        "notes",
        "notes.html",
        status=_status(visit, wrong),
        again=not visit.sure,
        reminders=reminders,
        questions=[_asked(visit, person, one, sent) for one in noted.questions(person.history)],
        about=_entry(visit, person, _about(visit, person)),
        whom=whom,
        drafts={key: _draft(visit, key, sent) for key in ("remind", "ask")},
        wrong=wrong or {},
        form=visit.form,
        earliest=visit.today.isoformat(),
    )


def _draft(visit: Visit, key: str, sent: str) -> str:
    return draft_of(visit) if key == sent else new_draft()


def _status(visit: Visit, wrong: dict[str, str] | None) -> HTTPStatus:
    if not visit.sure:
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def _about(visit: Visit, person: Person) -> int | None:
    """The entry that a question is begun about, as the address or the form says; None for one that is none."""
    said = str(visit.form.get("about") or visit.request.query_params.get("about") or "")
    try:
        return correcting.entry_at(person, int(said)).version if _VERSION.fullmatch(said) else None
    except NotAllowed:
        return None


def _entry(visit: Visit, person: Person, version: int | None) -> tuple[str, str, int] | None:
    """An entry by its address, what it is and of which day, and its version."""
    if version is None:
        return None
    event = correcting.entry_at(person, version)
    what = visit.t("desk-asked-about", what=visit.words.what(event.type), day=visit.written(event.on))
    return f"/desk/e/{person.stream.hex}/{version}", what, version


def _asked(visit: Visit, person: Person, one: Question, sent: str) -> Asked:
    me, key = visit.actor.recorded, f"answer-{one.name}"
    lines = tuple(
        (
            visit.words.staff_name(event.by or event.actor),
            visit.moment(event.recorded),
            visit.office.reveal(event, "words") or "",
        )
        for event in (one.asked, *one.answers)
    )
    whom = str(one.asked.fact.whom)
    entry = _entry(visit, person, one.asked.fact.about)
    return Asked(
        one.name,
        visit.words.staff_name(whom),
        lines,
        me in (one.asker, whom),
        me == one.asker,
        key,
        _draft(visit, key, sent),
        str(visit.form.get("answer") or "") if key == sent else "",
        entry[:2] if entry else None,
    )


def remind(visit: Visit) -> Response:
    """Keep a reminder of the colleague's own."""
    person, draft = visit.person(), draft_of(visit)
    problems = dict[str, str]()
    text = _text(visit, person, "words", problems)
    due, wrong = day_said(visit.form, "due", visit.today)
    if wrong:  # in the words of this page, and in its order
        label = visit.t("desk-remind-on")
        problems["due"] = visit.t(f"desk-wrong-{wrong}", label=label, who=visit.name(person))
    if problems or due is None or not visit.sure:
        return _page(visit, person, problems, "remind")
    own_reminders.remind(visit.office, visit.actor, person.stream, due, text, f"desk-{draft}")
    return _back(visit, person, draft)


def finish(visit: Visit) -> Response:
    """A reminder is done."""
    person = visit.person()
    own_reminders.finish(visit.office, visit.actor, person.stream, str(visit.request.path_params["note"]))
    return visit.go("/desk" if "from" not in visit.form else f"/desk/p/{person.stream.hex}/notes")


def ask(visit: Visit) -> Response:
    """Ask a colleague."""
    person, draft, problems = visit.person(), draft_of(visit), dict[str, str]()
    text, whom = _text(visit, person, "question", problems), str(visit.form.get("whom") or "")
    if not whom:
        problems["whom"] = sentence_of(visit, "question_asked", Problem("whom", "empty"), person)
    if problems or not visit.sure:
        return _page(visit, person, problems, "ask")
    questions.ask(visit.office, visit.actor, person.stream, whom, text, f"desk-{draft}", _about(visit, person))
    return _back(visit, person, draft)


def answer(visit: Visit) -> Response:
    """Answer a question, or close it."""
    person, draft, problems = visit.person(), draft_of(visit), dict[str, str]()
    name = str(visit.request.path_params["note"])
    if visit.form.get("then") == "close" and visit.sure:
        questions.close(visit.office, visit.actor, person.stream, name)
        return _back(visit, person, draft)
    text = _text(visit, person, "answer", problems)
    if problems or not visit.sure:
        key = f"answer-{name}"
        return _page(visit, person, {key: problems["answer"]} if problems else None, key)
    questions.answer(visit.office, visit.actor, person.stream, name, text, f"desk-{draft}")
    return _back(visit, person, draft)


def _text(visit: Visit, person: Person, key: str, problems: dict[str, str]) -> str:
    text = text_of(visit.form, key)
    if not text or len(text) > LONGEST:
        problem = Problem(key, "too-long" if text else "empty", str(LONGEST))
        problems[key] = sentence_of(visit, "question_asked", problem, person)
    return text


def _back(visit: Visit, person: Person, draft: str) -> Response:
    return visit.go(f"/desk/p/{person.stream.hex}/notes?sent=now&form={draft}")
