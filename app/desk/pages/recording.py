"""Recording: a form for each type that somebody may record about a person, made from the type's own struct.

Opening a form creates nothing. What is sent carries a name that the form was given, so it is recorded once however
often it is sent; and the version of the person that the form was made from: nothing written meanwhile is missed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from app.desk.forms.choices import Asking
from app.desk.forms.fields import fields
from app.desk.forms.questions import as_written, days, questions
from app.desk.forms.reading import Filled, Problem, read
from app.desk.pages import booking, over_cap
from app.desk.pages.booking import Against
from app.desk.pages.head import header
from app.desk.pages.telling import tell
from app.desk.visit import Visit
from bots.web.rendering import initials
from journey.domain.errors import JourneyError, NotAllowed, WrongInput
from journey.domain.events import ENTRY_TYPES, Event, attributes
from journey.engine.engine import CapReached
from journey.engine.entries import EntryErrors
from journey.engine.form_drafts import FormDraft
from services import drafts, entering, references
from services.entering import Overtaken
from services.moves import CoachMissing
from services.people import Person
from services.permissions import Permission

_DRAFT = re.compile(r"[A-Za-z0-9_-]{16,40}")
RIGHTLY = "rightly"
"""What the address of a form says that takes the place of an entry which was struck a moment ago."""
_VERSION = re.compile(r"[0-9]{1,9}")


def begin(visit: Visit) -> Response:
    """To a form with a name of its own in its address: two tabs do two things, and going back finds the same one."""
    person, kind = subject_of(visit)
    return visit.go(address_of(person, new_draft(), kind, visit.request.url.query))


def form(visit: Visit) -> Response:
    """A form as far as it was written, or with what its address says; where it has been sent, what became of it."""
    person, kind = subject_of(visit)
    draft = draft_of(visit)
    kept = drafts.find(visit.office, visit.actor, person, kind, draft)
    already = recorded_fact(person, draft)
    if already is not None:
        return _again(visit, person, already, draft, kind)
    if kept is not None and _has_words(kept):
        visit.note(person, "words")
    return show(visit, person, kind, draft=draft, given=begun_or_asked(visit, kind, kept), kept=kept)


def _has_words(kept: FormDraft) -> bool:
    """Whether there is free text in a form that was begun: a note, or an answer in somebody's own words."""
    texts = {"note", *(one.key for one in fields(kept.kind) if one.kind in ("text", "texts"))}
    return any(key in texts and text.strip() for key, text in kept.words)


def begun_or_asked(visit: Visit, kind: str, kept: FormDraft | None) -> dict[str, Any]:
    """What stands in a form that is opened: what was written there, else what its address says."""
    if kept is not None:
        return as_written(kind, FormData([*kept.words]))
    return {key: value for key, value in visit.request.query_params.items() if key not in ("seen", "form", RIGHTLY)}


def _again(visit: Visit, person: Person, already: Event, draft: str, kind: str) -> Response:
    drafts.drop(visit.office, visit.actor, person, kind, draft)
    return visit.go(f"/desk/e/{person.stream.hex}/{already.version}?sent=again")


def new_draft() -> str:
    """A name for a form that nobody has opened before."""
    return secrets.token_urlsafe(12)


def address_of(person: Person | None, draft: str, kind: str, query: str = "") -> str:
    """Where a form is, and is sent to."""
    base = f"/desk/p/{person.stream.hex}" if person else "/desk/team"
    return f"{base}/d/{draft}/{kind}" + (f"?{query}" if query else "")


def recorded_fact(person: Person, draft: str) -> Event | None:
    """What a form recorded; None where it has not been sent."""
    return next((event for event in person.log if event.entry == entry_of(draft)), None)


def subject_of(visit: Visit) -> tuple[Person, str]:
    """About whom the form of an address is, and of which type. Raises NotAllowed where it is not theirs to fill in."""
    person = visit.person(Permission.READ_FACTS)
    kind = str(visit.request.path_params["kind"])
    if kind not in ENTRY_TYPES or not visit.records(kind, person):
        raise NotAllowed("that is not recorded here")
    return person, kind


def show(
    visit: Visit,
    person: Person | None,
    kind: str,
    *,
    draft: str,
    given: Mapping[str, Any],
    problems: Mapping[str, str] | None = None,
    others: tuple[Any, ...] = (),
    again: bool = False,
    kept: FormDraft | None = None,
    elsewhere: bool = False,
    against: Against | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """A form, empty or as it was filled in, with what is wrong with it said at each question and above all of them."""
    asking, wrong = Asking(visit.office, visit.actor, person, visit.words, kind), dict(problems or {})
    shown = questions(asking, given, wrong)
    name = _called(visit, person)
    return visit.page(
        "form.html",
        status,
        head=header(visit, person) if person else None,
        title=visit.words.what(kind),
        kind=kind,
        draft=draft,
        action=address_of(person, draft, kind),
        seen=max([_seen(given) or (len(person.log) if person else 0), *(event.version for event in others)]),
        tab=str(visit.form.get("tab") or new_draft()),
        after=kept.tab if kept else str(visit.form.get("after") or ""),
        kept=visit.moment(moment_of(kept.touched)) if kept and not elsewhere else None,
        elsewhere=elsewhere,
        rightly=RIGHTLY in visit.request.query_params,
        against=against,
        anyway=str(given.get("anyway") or ""),
        moves=booking.moved(person, kind, given.get("appointment")),
        questions=[one for one in shown if not one.field.folded],
        folded=[one for one in shown if one.field.folded],
        open=any(one.field.folded and one.problem for one in shown),
        wrong=list(wrong.items()),
        **days(visit.today, given),
        latest=visit.today.isoformat(),
        note=given.get("note", ""),
        note_label=visit.words.name(kind, "note"),
        others=[tell(visit, person, event, struck=False) for event in others] if person else [],
        who=name,
        initials=initials(name),
        again=again,
    )


def _seen(given: Mapping[str, Any]) -> int | None:
    """The version of the person that a form was made from, as it says."""
    text = str(given.get("seen") or "")
    return int(text) if _VERSION.fullmatch(text) else None


def moment_of(text: str) -> datetime:
    """A moment as it is kept."""
    return datetime.fromisoformat(text)


def send(visit: Visit) -> Response:
    """Record what was sent, once; or show the form again, with everything as it was written."""
    person, kind = subject_of(visit)
    draft = draft_of(visit)
    drafts.find(visit.office, visit.actor, person, kind, draft)
    already = recorded_fact(person, draft)
    if already is not None:
        return _again(visit, person, already, draft, kind)
    filled, given = filled_in(visit, kind, draft, person)
    if not visit.sure:
        return show(visit, person, kind, draft=draft, given=given, again=True, status=HTTPStatus.CONFLICT)
    problems = {problem.key: sentence_of(visit, kind, problem, person) for problem in filled.problems}
    if problems:
        return show(visit, person, kind, draft=draft, given=given, problems=problems, status=_WRONG)
    if (speaks := booking.against(visit, person, kind, filled)) is not None:
        return show(visit, person, kind, draft=draft, given=given, against=speaks, status=HTTPStatus.CONFLICT)
    seen = _seen(given)

    def record() -> int:
        changed = entering.about_person(
            visit.office,
            visit.actor,
            person.stream,
            entering.fact_of(kind, filled.values),
            entry_of(draft),
            on=filled.on,
            note=filled.note,
            seen=len(person.log) if seen is None else seen,
            begin=person,
        )
        return changed.events[0].version

    return carried_out(visit, person, kind, draft, given, record)


_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def carried_out(
    visit: Visit,
    person: Person | None,
    kind: str,
    draft: str,
    given: Mapping[str, Any],
    record: Callable[[], int],
) -> Response:
    """Record, and go to the entry; where it is refused, the form again, with the reason in words."""
    try:
        version = record()
    except Overtaken as error:
        return show(visit, person, kind, draft=draft, given=given, others=error.events, status=HTTPStatus.CONFLICT)
    except CapReached as full:
        if person is not None and not visit.may(Permission.PASS_CAP, person):
            return over_cap.page(visit, person, full, draft)
        problems = {"reason": visit.t("desk-wrong-cap")}
    except CoachMissing:
        problems = {
            "coach": visit.t("desk-wrong-empty", label=visit.words.name(kind, "coach"), who=_called(visit, person))
        }
    except NotAllowed:
        raise
    except (EntryErrors, WrongInput) as error:
        problems = refusal(visit, kind, error)
    except JourneyError:
        problems = {"on": visit.t("desk-wrong-order", who=_called(visit, person))}
    else:
        drafts.drop(visit.office, visit.actor, person, kind, draft)
        if person is None:
            return visit.go(f"/desk/team?sent=now&form={draft}")
        return visit.go(f"/desk/e/{person.stream.hex}/{version}?sent=now")
    return show(visit, person, kind, draft=draft, given=given, problems=problems, status=_WRONG)


def refusal(visit: Visit, kind: str, error: JourneyError) -> dict[str, str]:
    """What the engine refuses, at the question it is about, where it names one."""
    key, colon, _ = str(error).partition(":")
    known = colon and key in attributes(ENTRY_TYPES[kind])
    label = visit.words.name(kind, key) if known else visit.words.what(kind)
    return {key if known else "on": visit.t("desk-wrong-not-taken", label=label)}


def draft_of(visit: Visit) -> str:
    """The name that the form was given. Raises NotAllowed for one that no form has."""
    draft = str(visit.request.path_params["draft"])
    if not _DRAFT.fullmatch(draft):
        raise NotAllowed("no form has that name")
    return draft


def entry_of(draft: str) -> str:
    """Under which id the log has what a form recorded."""
    return f"desk-{draft}"


def filled_in(visit: Visit, kind: str, draft: str, person: Person | None) -> tuple[Filled, dict[str, Any]]:
    """What was sent, read; and as it was written, to be shown again."""
    filled = read(kind, visit.form, visit.today)
    values, problems = dict(filled.values), list(filled.problems)
    key = references.OPENS.get(kind)
    if key and not _opened_before(kind, values.get(key), person):
        values[key] = f"D-{draft}"
        problems = [problem for problem in problems if problem.key != key]
    problems += _unoffered(visit, kind, values, person)
    return Filled(values, filled.on, filled.note, tuple(problems)), as_written(kind, visit.form)


def _opened_before(kind: str, name: object, person: Person | None) -> bool:
    """Whether what a form would open is there already, and is meant: a job that was agreed, a meeting to be moved."""
    return bool(name) and (kind == "job_started" or booking.moved(person, kind, name) is not None)


def _unoffered(visit: Visit, kind: str, values: Mapping[str, Any], person: Person | None) -> list[Problem]:
    """Answers that none of the choices of a closed question is: a meeting that is over, a colleague who left."""
    asking = Asking(visit.office, visit.actor, person, visit.words, kind)
    problems = []
    for one in fields(kind):
        if one.key not in values or one.key == references.OPENS.get(kind):
            continue
        choices = asking.of(one.key)
        if choices and choices.closed and values[one.key] not in {choice.value for choice in choices.offered}:
            problems.append(Problem(one.key, "not-a-choice"))
    return problems


def sentence_of(visit: Visit, kind: str, problem: Problem, person: Person | None) -> str:
    """What is wrong, in a sentence that names the question and the person."""
    label = visit.t("desk-on") if problem.key == "on" else visit.words.name(kind, problem.key)
    own = f"desk-wrong-{problem.key.replace('_', '-')}-{problem.cause}"
    key = own if visit.texts.has(visit.language, own) else f"desk-wrong-{problem.cause}"
    return visit.t(key, label=label, bound=problem.bound, who=_called(visit, person))


def _called(visit: Visit, person: Person | None) -> str:
    """Of whom a form is, as its page says it; it is logged."""
    return visit.name(person) if person else visit.words.programme.name
