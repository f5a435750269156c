"""Several people at one activity in one form: the answers once, a note for each, and what became of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from starlette.responses import Response

from app.desk.forms.choices import Asking
from app.desk.forms.questions import Question, as_written, days, questions
from app.desk.forms.reading import LONGEST_NOTE, Filled, Problem, read, text_of
from app.desk.pages.recording import draft_of, new_draft, sentence_of
from app.desk.visit import Visit
from journey.domain.errors import NotAllowed
from services import entering, references, together
from services.people import Person
from services.roster import Order, Roster

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the people who can be chosen, as the form shows them."""

    hexed: str
    who: str
    chosen: bool
    note: str
    entry: str | None
    """What this form has recorded of them already."""
    why: str | None
    """Why it could not be recorded of them."""


def begin(visit: Visit) -> Response:
    """To a form with a name of its own in its address."""
    return visit.go(_address(visit, new_draft(), _asked(visit)))


def _asked(visit: Visit) -> str:
    kind = str(visit.request.path_params["kind"])
    if kind not in together.KINDS:
        raise NotAllowed("that is not recorded of several at once")
    return kind


def _address(visit: Visit, draft: str, kind: str) -> str:
    coach = _coach(visit)
    whose = f"?coach={coach}" if visit.actor.leads and coach else ""
    return f"/desk/several/{draft}/{kind}{whose}"


def _coach(visit: Visit) -> str | None:
    """Whose people are shown: a coach's own; for a supervisor those of a coach who was chosen, else of the first."""
    if visit.actor.coaches:
        return visit.actor.name
    names = visit.office.team(visit.actor.programme or "").coaches(visit.today)
    asked = visit.request.query_params.get("coach", "")
    return asked if asked in names else next(iter(names), None)


def form(visit: Visit) -> Response:
    """The form; of whom it was sent already, it says so."""
    return _show(visit, _asked(visit), draft_of(visit), dict(visit.request.query_params))


def _show(
    visit: Visit,
    kind: str,
    draft: str,
    given: Mapping[str, Any],
    *,
    problems: Mapping[str, str] | None = None,
    why: Mapping[UUID, str] | None = None,
    chosen: tuple[UUID, ...] = (),
    status: HTTPStatus = HTTPStatus.OK,
    again: bool = False,
) -> Response:
    people = [_line(visit, person, draft, given, chosen, why or {}) for person in _people(visit, kind, chosen)]
    people.sort(key=lambda one: one.who.casefold())
    listed = {one.hexed for one in people}
    team = visit.office.team(visit.actor.programme or "").coaches(visit.today) if visit.actor.leads else []
    return visit.page(
        "together.html",
        status,
        title=visit.words.what(kind),
        kind=kind,
        draft=draft,
        action=_address(visit, draft, kind),
        people=[one for one in people if one.entry is None],
        done=[one for one in people if one.entry is not None],
        questions=_questions(visit, kind, given, problems or {}),
        wrong=list((problems or {}).items()),
        coaches=[(name, visit.words.staff_name(f"coach:{name}"), name == _coach(visit)) for name in team],
        note=given.get("note", ""),
        latest=visit.today.isoformat(),
        again=again,
        failed=bool(why),
        gone=[str(given.get(f"note-{stream.hex}") or "") for stream in why or {} if stream.hex not in listed],
        **days(visit.today, given),
    )


def _questions(visit: Visit, kind: str, given: Mapping[str, Any], wrong: Mapping[str, str]) -> list[Question]:
    """What is common to all: not what each of them has of their own, such as their meeting."""
    asking = Asking(visit.office, visit.actor, None, visit.words, kind)
    return [one for one in questions(asking, given, wrong) if one.name not in references.THREADS]


def _people(visit: Visit, kind: str, chosen: tuple[UUID, ...]) -> list[Person]:
    """Whom this colleague may record it of, among those of the coach; and whoever was chosen and is still theirs."""
    streams = dict.fromkeys([*chosen, *_streams(visit)])
    needed = entering.needs(kind, visit.actor, {})
    people = [one for one in visit.office.people(streams) if visit.sees(one) and visit.may(needed, one)]
    visit.open_names(people)
    return people


def _streams(visit: Visit) -> list[UUID]:
    """A coach's own people and those they stand in for; for a supervisor, those of the coach."""
    whole = Roster(visit.office, visit.actor)
    if visit.actor.leads:
        return [UUID(stream) for stream in whole.of_coach(_coach(visit) or "")[:_SHOWN]]
    return [row.stream for row in whole.page("all", Order("due"), 0, _SHOWN)]


def _line(
    visit: Visit,
    person: Person,
    draft: str,
    given: Mapping[str, Any],
    chosen: tuple[UUID, ...],
    why: Mapping[UUID, str],
) -> Chosen:
    visit.note(person, "facts")
    event = together.recorded(person, draft)
    return Chosen(
        person.stream.hex,
        visit.name(person),
        person.stream in chosen and event is None,
        str(given.get(f"note-{person.stream.hex}") or ""),
        f"/desk/e/{person.stream.hex}/{event.version}" if event else None,
        why.get(person.stream),
    )


def send(visit: Visit) -> Response:
    """Record it of each who was chosen; of whom it could not be, the form says why and keeps what was written."""
    kind, draft = _asked(visit), draft_of(visit)
    chosen = tuple(together.meant(visit.office, visit.actor, (str(name) for name in visit.form.getlist("who"))))
    given, filled = as_written(kind, visit.form), _read(visit, kind)
    if not visit.sure:
        return _show(visit, kind, draft, given, chosen=chosen, again=True, status=HTTPStatus.CONFLICT)
    problems = {one.key: sentence_of(visit, kind, one, None) for one in filled.problems}
    if not chosen:
        problems["who"] = visit.t("desk-together-nobody")
    if problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(visit, kind, draft, given, problems=problems, chosen=chosen, status=status)
    notes = {stream: _note(visit, filled, stream) for stream in chosen}
    outcomes = together.record(visit.office, visit.actor, kind, draft, filled.values, notes, on=filled.on)
    why = {one.person.stream: visit.t(f"desk-together-{one.why}") for one in outcomes if one.why}
    if not why:
        return visit.go(_address(visit, draft, kind))
    return _show(visit, kind, draft, given, why=why, chosen=chosen, status=HTTPStatus.CONFLICT)


def _read(visit: Visit, kind: str) -> Filled:
    """What is common to all; each person's own meeting is no question here."""
    filled = read(kind, visit.form, visit.today)
    own = [problem for problem in filled.problems if problem.key not in references.THREADS]
    long = [
        name for name in visit.form if name.startswith("note-") and len(text_of(visit.form, name)) > LONGEST_NOTE // 2
    ]
    values = {key: value for key, value in filled.values.items() if key not in references.THREADS}
    problems = [*own, *(Problem("note", "too-long", str(LONGEST_NOTE // 2)) for _ in long[:1])]
    return Filled(values, filled.on, filled.note, tuple(problems))


def _note(visit: Visit, filled: Filled, stream: UUID) -> str | None:
    own = text_of(visit.form, f"note-{stream.hex}")
    return "\n\n".join(text for text in (filled.note, own) if text) or None
