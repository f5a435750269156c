"""Every form there is, over HTTP: filled in it is recorded and shown, in both languages; whatever else is sent, no word is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from itertools import count
from random import Random
from uuid import UUID

import pytest

from app.desk.forms.fields import fields
from journey.domain.events import ENTRY_TYPES, Fact
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachRegistered
from journey.domain.plain import printed
from services import entering
from tests.chat.browsing import Answer, serving
from tests.chat.talking import town_of
from tests.desk.filling import TEXT, anything, form_of, valid
from tests.desk.room import Colleague, Room, at
from tests.site import Site

KINDS = [kind for kind in ENTRY_TYPES if kind not in entering.ELSEWHERE]
OF_PEOPLE = [kind for kind in KINDS if not ENTRY_TYPES[kind].of_programme]
OF_PROGRAMME = [kind for kind in KINDS if ENTRY_TYPES[kind].of_programme]
CODE = re.compile(r"\b[a-z]+_[a-z]+\b|\{ ?\$")


@pytest.fixture(scope="module")
def hall(village_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One room for every form: its people are many."""
    with town_of(village_site.copy(tmp_path_factory.mktemp("forms") / "village")) as town:
        yield Room(town)


@pytest.fixture(scope="module")
def eva(hall: Room) -> Iterator[Colleague]:
    """The supervisor, who records everything there is."""
    with serving(hall.town.service) as port:
        yield hall.seat(port, "supervisor:eva")


def opening(kind: str, /, **values: object) -> Fact:
    """A fact by the name of its type; what it must be said to be it is of the first sort there is."""
    needed = {one.key: one.words[0] for one in fields(kind) if one.words and one.required}
    return entering.fact_of(kind, needed | values)


def everything_open(room: Room) -> list[Fact]:
    """Something of each sort that another fact can speak of."""
    soon, day = room.town.clock() + timedelta(hours=2), room.today
    return [
        facts.AppointmentBooked(appointment="m-1", at=soon),
        opening("matter_opened", matter="a-1"),
        opening("action_agreed", action="å-1"),
        opening("milestone_set", milestone="d-1"),
        opening("network_person_recorded", person="n-1"),
        opening("co_coach_assigned", coach="bo"),
        opening("placement_started", placement="p-1"),
        opening("studies_started", studies="s-1", extent=50),
        opening("job_started", job="j-1", competitive=True, extent=50),
        opening("job_agreed", job="j-2", start=day),
        opening("consent_given"),
    ]


HAVING, NAMES = count(), count()


def coach(room: Room) -> str:
    """A coach who has room: every fifteenth time somebody new."""
    number, person = divmod(next(HAVING), 15)
    if person == 0:
        room.town.record(None, CoachRegistered(coach=f"c-{number}", fte=1.0))
    return f"c-{number}"


def somebody(room: Room, kind: str, number: int = 0) -> UUID:
    """Somebody of whom a fact of that type can be recorded."""
    fresh = kind in ("waitlisted", "declined", "enrolled")
    given = [] if fresh else [*everything_open(room), *([opening("paused")] if kind == "resumed" else [])]
    having = coach(room)
    return room.person(*given, name=f"Maja {number}-{next(NAMES)}", coach=None if fresh else having)


def opened(colleague: Colleague, path: str) -> tuple[str, Answer]:
    """A form that is opened anew: where it is sent, and its page."""
    page = colleague.open(path)
    [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', page.body)
    return action, page


def words_of(answer: Answer) -> str:
    """What stands in the main part of a page."""
    found = re.search(r"<main.*?</main>", answer.body, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0] if found else "")).split())


def in_english(colleague: Colleague, path: str) -> Answer:
    """A page as who reads English sees it."""
    colleague.cookies["sprak"] = "en"
    try:
        return colleague.open(path)
    finally:
        del colleague.cookies["sprak"]


@pytest.mark.parametrize("part", range(4))
def test_every_type_is_filled_in_recorded_and_shown_in_both_languages(hall: Room, eva: Colleague, part: int) -> None:
    random, failed = Random(part), []
    for kind in OF_PEOPLE[part::4]:
        person = somebody(hall, kind, part)
        action, page = opened(eva, at(person, f"/new/{kind}"))
        sent = eva.post(action, **valid(kind, form_of(page.body), hall.today, random))
        said = words_of(sent)
        if "Sparat." not in said or TEXT not in said or kind != hall.log(person)[-1].type:
            failed.append((kind, sent.status, said[:400]))
            continue
        entry = at(person, "").replace("/p/", "/e/") + f"/{len(hall.log(person))}"
        english = in_english(eva, entry)
        assert english.status == 200 and TEXT in words_of(english), kind
        assert not CODE.search(said) and not CODE.search(words_of(english)), (kind, said, words_of(english))
    assert failed == []


def test_every_type_of_the_programmes_own_is_recorded_and_shown(hall: Room, eva: Colleague) -> None:
    random, failed = Random(7), []
    for kind in OF_PROGRAMME:
        action, page = opened(eva, f"/desk/team/new/{kind}")
        sent = eva.post(action, **valid(kind, form_of(page.body), hall.today, random))
        if "Sparat." not in words_of(sent) or f"{TEXT} {kind.replace('_', ' ')}" not in words_of(sent):
            failed.append((kind, sent.status, words_of(sent)[:400]))
        assert in_english(eva, "/desk/team").status == 200
    assert failed == []


@pytest.mark.parametrize("part", range(3))
def test_whatever_is_sent_no_form_fails_and_no_word_is_lost(hall: Room, eva: Colleague, part: int) -> None:
    random = Random(100 + part)
    for kind in KINDS[part::3]:
        person, taken = None, True
        for _ in range(3):
            if taken and kind in OF_PEOPLE:
                person = somebody(hall, kind, 10 + part)
            action, page = opened(eva, at(person, f"/new/{kind}") if person else f"/desk/team/new/{kind}")
            sent = anything(form_of(page.body), random)
            answer = eva.post(action, **sent)
            assert answer.status in (200, 409, 422), (kind, answer.status, sent)
            taken = answer.status == 200
            if not taken:
                lost = [name for name, text in sent.items() if not _is_there(kind, name, text, answer.body)]
                assert lost == [], (
                    kind,
                    {name: (sent[name][:80], form_of(answer.body).values.get(name, "")[:80]) for name in lost},
                )


def _is_there(kind: str, name: str, text: str, body: str) -> bool:
    """Whether what was written stands in the form again: in its box, or as the choice that was made."""
    page = form_of(body)
    if not text or name in ("csrf", "whose", "seen", "tab", "after", "on") or name in page.offered:
        return True  # no words: a choice that is none cannot be shown as one
    known = {one.key: one.kind for one in fields(kind)}
    plain = printed(text.replace("\r\n", "\n"))
    kept = page.values.get(name, "").replace("\r\n", "\n")
    return kept.strip() == plain.strip() or known.get(name) == "moment"


@pytest.mark.parametrize("kind", ["contact_held", "enrolled", "job_started", "meeting_held"])
def test_twice_sent_gone_back_to_in_another_session_and_by_another_hand(hall: Room, eva: Colleague, kind: str) -> None:
    person = somebody(hall, kind, 20) if kind in OF_PEOPLE else None
    action, page = opened(eva, at(person, f"/new/{kind}") if person else f"/desk/team/new/{kind}")
    words = valid(kind, form_of(page.body), hall.today, Random(20))
    other = hall.seat(eva.port, "supervisor:eva")
    strange = other.post(action, **words)
    assert strange.status == 409 and TEXT in words_of(strange), "another session's token: looked through, not recorded"
    nowhere = Colleague(eva.port).post(action, **words)
    assert nowhere.status == 401 and TEXT in unescape(nowhere.body), "signed out: it comes back, to be sent again"
    assert "Sparat." in words_of(eva.post(action, **words))
    for again in (eva.post(action, **words), eva.open(action), eva.post(action, **{**words, "note": "ändrat"})):
        assert "Det är redan sparat." in words_of(again), kind
    events = hall.log(person) if person else hall.town.office.programme_history("hudiksvall").events
    entry = "desk-" + action.split("/")[-2]
    assert [event.type for event in events].count(kind) >= 1
    assert len([event for event in events if event.entry == entry]) == 1
