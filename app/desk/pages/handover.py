"""Handing over: whose people, to whom and which; what will happen, said before; then what became of each, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from starlette.responses import Response

from app.desk.forms.reading import text_of
from app.desk.pages.recording import draft_of, new_draft
from app.desk.visit import Visit
from journey.domain.errors import NotAllowed
from services import handover
from services.handover import Load
from services.people import Person
from services.permissions import Permission

LONGEST = 2000
_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def choose(visit: Visit) -> Response:
    """Whose people: every coach with how many they have, who is away, and who has left and still has some."""
    return visit.page(
        "handover.html", loads=[(visit.words.staff_name(f"coach:{one.coach}"), one) for one in _all(visit)]
    )


def _all(visit: Visit) -> list[Load]:
    return handover.loads(visit.office, visit.actor)


def begin(visit: Visit) -> Response:
    """To a form with a name of its own in its address."""
    return visit.go(f"/desk/people/handover/{_source(visit)}/{new_draft()}")


def _source(visit: Visit) -> str:
    """The coach that the address names. Raises NotAllowed where nobody of that name has people."""
    coach = str(visit.request.path_params["coach"])
    if coach not in {one.coach for one in _all(visit)}:
        raise NotAllowed("no coach has that name")
    return coach


def form(visit: Visit) -> Response:
    """Which of them, to whom, and what the new coach should know."""
    people = handover.people_of(visit.office, visit.actor, _source(visit))
    return _ask(visit, people, {person.stream for person in people}, {})


def _ask(
    visit: Visit, people: list[Person], chosen: set[UUID], problems: Mapping[str, str], *, ready: bool = False
) -> Response:
    """The form; `ready` shows what will happen, and the button that does it."""
    source, form_ = _source(visit), visit.form
    visit.open_names(people)
    some = [person for person in people if person.stream in chosen]
    others = [(visit.words.staff_name(f"coach:{one.coach}"), one) for one in _all(visit) if one.works]
    return visit.page(
        "handing_over.html",
        _WRONG if problems else HTTPStatus.OK,
        source=source,
        source_name=visit.words.staff_name(f"coach:{source}"),
        lines=[
            (person.stream.hex, visit.name(person), _state(visit, person), _may_note(visit, person))
            for person in sorted(people, key=lambda one: visit.name(one).casefold())
        ],
        chosen={stream.hex for stream in chosen},
        notes={person.stream.hex: str(form_.get(f"note-{person.stream.hex}") or "") for person in people},
        others=[(name, one) for name, one in others if one.coach != source],
        to=str(form_.get("to") or ""),
        to_name=visit.words.staff_name(f"coach:{form_.get('to')}") if form_.get("to") else "",
        reason=str(form_.get("reason") or ""),
        left=handover.left_behind(some, source, visit.now),
        count=len(some),
        problems=problems,
        ready=ready and not problems,
        draft=draft_of(visit),
    )


def _state(visit: Visit, person: Person) -> str:
    stay = person.history.current
    return visit.t(f"state-{(stay.state if stay else 'referred').replace('_', '-')}")


def _may_note(visit: Visit, person: Person) -> bool:
    return visit.may(Permission.WRITE_FACTS, person)


def send(visit: Visit) -> Response:
    """First what will happen; then, when that was seen, handed over one by one."""
    source = _source(visit)
    people = {person.stream: person for person in handover.people_of(visit.office, visit.actor, source)}
    named = [str(one) for one in visit.form.getlist("person")]
    chosen = [stream for stream in map(_stream, named) if stream is not None]
    coming = sum(handover.takes_a_place(people[stream]) for stream in chosen if stream in people)
    problems = _problems(visit, chosen, source, coming)
    if problems or not visit.sure or visit.form.get("step") != "do":
        return _ask(visit, [*people.values()], set(chosen), problems, ready=visit.sure)
    to, draft = str(visit.form["to"]), draft_of(visit)
    words = {stream: text_of(visit.form, f"note-{stream.hex}") for stream in chosen}
    handed = handover.hand_over(
        visit.office,
        visit.actor,
        chosen,
        source,
        to,
        draft,
        reason=text_of(visit.form, "reason") or None,
        words={stream: text for stream, text in words.items() if text},
    )
    return visit.page(
        "handed_over.html",
        source=source,
        source_name=visit.words.staff_name(f"coach:{source}"),
        to=to,
        to_name=visit.words.staff_name(f"coach:{to}"),
        handed=[(visit.name(one.person), one.outcome) for one in handed],
        back=[one.person.stream.hex for one in handed if one.outcome == "done"],
        works=source in visit.office.team(visit.actor.programme or "").coaches(visit.today),
        draft=new_draft(),
    )


def _problems(visit: Visit, chosen: list[UUID], source: str, coming: int) -> dict[str, str]:
    loads = {one.coach: one for one in _all(visit)}
    to = loads.get(str(visit.form.get("to") or ""))
    reason, problems = text_of(visit.form, "reason"), {}
    if not chosen:
        problems["person"] = visit.t("desk-wrong-handover-nobody")
    if to is None or not to.works or to.coach == source:
        problems["to"] = visit.t("desk-wrong-handover-to")
    elif to.places is not None and coming and to.enrolled + coming > to.places and not reason:
        name = visit.words.staff_name(f"coach:{to.coach}")
        problems["reason"] = visit.t(
            "desk-wrong-handover-full", coach=name, people=to.enrolled + coming, places=to.places
        )
    longest = max([len(reason), *(len(text_of(visit.form, f"note-{one.hex}")) for one in chosen)])
    if longest > LONGEST:
        label = visit.t("desk-handover-reason")
        problems["reason"] = visit.t("desk-wrong-too-long", label=label, bound=str(LONGEST), who="")
    return problems


def _stream(hexed: str) -> UUID | None:
    try:
        return UUID(hexed)
    except ValueError:
        return None
