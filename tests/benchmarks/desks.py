"""The desk among ten thousand people: its pages against one about nobody, a save against the engine's own, a crowd."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import msgspec
import sqlalchemy as sa

from app.signin.door import COOKIE
from app.wiring.chat import chat_service
from bots.outbox.mail import LogMail
from journey.domain.commands import Record
from journey.domain.events.participant import ContactHeld
from journey.engine.entries import Frame
from projections.live import tables
from services import team
from services.opened import Journey
from tests.benchmarks.measuring import Row, at_most, beside
from tests.benchmarks.sites import NAMES, PROGRAMME, Bench, Opened, analyse
from tests.server import served

PEOPLE = 10_000
CASELOAD = 20
COLLEAGUES = 50
EMPTY = f"/desk/p/{0:032x}"
"""The page that says that nobody is there: it passes the door as every page does, and asks about nobody."""
TIMES, MILLISECONDS = 5, 150
"""How often the empty page may go into another's p95, and how long that may be."""

Entry = dict[str, object]
_LINK = re.compile(r'href="(/desk/p/[0-9a-f]{32})"')
_INPUT = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')
_FORM = re.compile(r'<form method="post" action="([^"]+)" class="record".*?</form>', re.DOTALL)


def desk(bench: Bench) -> Iterator[Row]:
    """Every row of the desk, on each store."""
    for kind in bench.kinds:
        house = _House(bench.empty(kind))
        house.fill()
        with house.serving(bench) as port:
            yield from _pages(house, port, NAMES[kind], bench.size(200, 60))
            yield from _saving(house, port, NAMES[kind], bench.size(100, 40))
            yield from _crowd(house, port, NAMES[kind], bench.size(20, 5))


# -- who is there ------------------------------------------------------------------------------------------------------


@dataclass
class _House:
    """A programme with ten thousand people, each coach with twenty of them; fifty colleagues have signed in."""

    opened: Opened
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    tokens: list[str] = field(default_factory=list)
    leads: str = ""

    @property
    def today(self) -> date:
        return self.now.date()

    def fill(self) -> None:
        encode = msgspec.json.Encoder().encode
        told = [*_coaches(self.today), *(entry for number in range(PEOPLE) for entry in _person(number, self.today))]
        frame = Frame(PROGRAMME, "import", self.now, "import", "import-bench", keep_recorded=True)
        self.opened.engine.import_entries(enumerate(map(encode, told), 1), frame)
        journey = Journey(self.opened.engine, self.opened.projector, self.now)
        for staff in ("supervisor:eva", *(f"coach:{_coach(number * CASELOAD)}" for number in range(COLLEAGUES))):
            team.add(journey, PROGRAMME, staff, staff.title(), None, "")
        self.opened.projector.rebuild()
        analyse(self.opened)
        sessions = chat_service(journey, LogMail(lambda _: None), "").entrance.door.sessions

        def enter(role: str, person: str) -> str:
            return sessions.enter(person, "passkey", self.now, place=(PROGRAMME, role))

        self.leads = enter("supervisor", "eva")
        self.tokens = [enter("coach", _coach(number * CASELOAD)) for number in range(COLLEAGUES)]

    @contextmanager
    def serving(self, bench: Bench) -> Iterator[int]:
        """The port of `journey serve` on this store."""
        url = self.opened.engine.store.url.render_as_string(hide_password=False)
        with served(url, bench.folder / "journey.key") as address:
            yield int(urlsplit(address).port or 80)

    def somebody(self, coach: str) -> UUID:
        table = tables.participants
        query = sa.select(table.c.stream).where(table.c.coach == coach).order_by(table.c.stream).limit(1)
        with self.opened.engine.store.read() as connection:
            return UUID(connection.execute(query).scalar_one())


def _coach(number: int) -> str:
    return f"c{number // CASELOAD:03d}"


def _coaches(today: date) -> Iterator[Entry]:
    for number in range(0, PEOPLE, CASELOAD):
        yield {"type": "coach_registered", "coach": _coach(number), "fte": 1, "on": str(today - timedelta(days=600))}


def _person(number: int, today: date) -> Iterator[Entry]:
    """Somebody who is well looked after: what is due within days is the next contact, not a year of breaches."""
    began = today - timedelta(days=40 + number * 7 % 300)

    def told(kind: str, day: date, /, **keys: object) -> Entry:
        return {"type": kind, "participant": f"D-{number:05d}", "on": str(day), "by": f"coach:{_coach(number)}", **keys}

    yield told("referred", began, source="psychiatry", name=f"Person {number}", email=f"p{number}@example.org")
    yield told("enrolled", began + timedelta(days=5), coach=_coach(number))
    for kind in ("benefits_counselling_offered", "profile_completed"):
        yield told(kind, began + timedelta(days=9))
    yield told("plan_agreed", began + timedelta(days=12), kind="work_plan")
    yield told("sus_registered", began + timedelta(days=6), moment="start")
    for step, phase in enumerate(("engagement", "job_placement")):
        yield told("phase_moved", began + timedelta(days=10 + 10 * step), to=phase)
    for week in range(4):
        day = today - timedelta(days=1 + number % 6 + 7 * week)
        yield told("contact_held", day, mode="meeting", minutes=45, note="Vi talade om veckan.")
        yield told(
            "employer_contacted", day, employer=f"firm-{number % 200}", mode="phone", who="coach", competitive=True
        )
    at = f"{today + timedelta(days=1 + number % 9)}T10:00:00+01:00"
    yield told("appointment_booked", today - timedelta(days=1), appointment="m-1", at=at)


# -- looking -----------------------------------------------------------------------------------------------------------


class _Client:
    """A colleague's browser: one connection that stays, one session."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"{COOKIE}={token}", "Accept-Language": "sv", "Sec-Fetch-Site": "same-origin"}

    def ask(self, method: str, path: str, **form: str) -> tuple[int, str, str]:
        """Status, body, and where it leads."""
        sent = self.headers | ({"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {})
        self.connection.request(method, path, urlencode(form) if form else None, sent)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers.get("Location") or ""

    def page(self, path: str, expected: int = 200) -> str:
        status, body, leads = self.ask("GET", path)
        if status in (302, 303):
            return self.page(leads)
        assert status == expected, f"{status} at a page of the bench"
        return body

    def form(self, person: str) -> tuple[str, dict[str, str]]:
        """A form for a contact: where it is sent to, and what the page has put into it."""
        match = _FORM.search(self.page(f"{person}/new/contact_held"))
        assert match is not None, "no form"
        hidden = dict(_INPUT.findall(match.group()))
        return match[1], hidden | {"mode": "phone", "minutes": "20", "on": "today"}

    def save(self, path: str, filled: dict[str, str]) -> str:
        """Send it; where the saved entry is shown."""
        status, _, leads = self.ask("POST", path, **filled)
        assert status == 303, f"{status}: it was not saved"
        return leads


def _pages(house: _House, port: int, where: str, rounds: int) -> Iterator[Row]:
    coach, lead = _Client(port, house.tokens[0]), _Client(port, house.leads)
    people = list(dict.fromkeys(_LINK.findall(coach.page("/desk/people"))))
    assert people, "a coach has nobody"
    turn = count()
    ways: dict[str, Callable[[], str]] = {
        "a page about nobody": lambda: coach.page(EMPTY, 404),
        "Today": lambda: coach.page("/desk"),
        "a person's page": lambda: coach.page(people[next(turn) % len(people)]),
        f"a coach's list of {CASELOAD}": lambda: coach.page("/desk/people"),
        f"a supervisor's list of {PEOPLE:,}": lambda: lead.page("/desk/people"),
    }
    taken = _in_turns(ways, rounds)
    floor = _p95(taken["a page about nobody"])
    for name, seconds in taken.items():
        what = f"desk: {name}, p50 {median(seconds) * 1000:.1f} ms"
        yield at_most(f"{what}, p95", where, _p95(seconds) * 1000, MILLISECONDS, "ms")
        if name != "a page about nobody":
            yield at_most("… against the page about nobody, p95 each", where, _p95(seconds) / floor, TIMES)


def _in_turns(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 5):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            if number >= 5:  # the first ones fill caches
                taken[name].append(time.perf_counter() - began)
    return taken


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[18]


# -- saving ------------------------------------------------------------------------------------------------------------


def _saving(house: _House, port: int, where: str, rounds: int) -> Iterator[Row]:
    """A contact by the form, and the same by the engine alone about somebody else, by turns."""
    client, other = _Client(port, house.tokens[0]), house.somebody(_coach(CASELOAD))
    person = _LINK.findall(client.page("/desk/people"))[0]
    saved, shown, own = list[float](), list[float](), list[float]()
    for _ in range(rounds):
        path, filled = client.form(person)
        began = time.perf_counter()
        leads = client.save(path, filled)
        saved.append(time.perf_counter() - began)
        client.page(leads)
        shown.append(time.perf_counter() - began)
        own.append(_command(house, other))
    what = f"desk: a contact saved ({median(saved) * 1000:.1f} ms), against the engine's own command and catch-up"
    yield at_most(what, where, median(saved) / median(own), 2)
    yield beside("… saved and shown", where, median(shown) * 1000, "ms")


def _command(house: _House, stream: UUID) -> float:
    fact = ContactHeld(mode="phone", minutes=20)
    asked = Record(PROGRAMME, fact, house.today, house.now, "coach:c001", "bench", stream=stream)
    began = time.perf_counter()
    house.opened.engine.execute(asked, lambda _programme, _coach: (0, None))
    house.opened.projector.catch_up()
    return time.perf_counter() - began


# -- many at once ------------------------------------------------------------------------------------------------------


def _crowd(house: _House, port: int, where: str, rounds: int) -> Iterator[Row]:
    """Fifty colleagues, each of whom looks at Today, the list and a person, and records a contact, again and again."""
    failures, taken = list[str](), list[float]()

    def work(token: str) -> None:
        try:
            taken.extend(_works(_Client(port, token), rounds))
        except (AssertionError, OSError, http.client.HTTPException) as error:
            failures.append(f"{type(error).__name__}: {error}")

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(token,)) for token in house.tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    what = f"desk: {COLLEAGUES} colleagues at once, {len(taken) / seconds:.0f} pages and saves a second: errors"
    yield at_most(what, where, len(failures), 0, "errors")
    for problem in failures[:3]:
        yield Row(f"… {problem}", where, "")
    yield beside("… how long each waits, p95", where, _p95(taken), "s")


def _works(client: _Client, rounds: int) -> Iterator[float]:
    people: list[str] = []
    for number in range(rounds):
        began = time.perf_counter()
        client.page("/desk")
        yield time.perf_counter() - began
        began = time.perf_counter()
        people = people or list(dict.fromkeys(_LINK.findall(client.page("/desk/people"))))
        yield time.perf_counter() - began
        person = people[number % len(people)]
        began = time.perf_counter()
        client.page(person)
        yield time.perf_counter() - began
        path, filled = client.form(person)
        began = time.perf_counter()
        client.save(path, filled)
        yield time.perf_counter() - began
