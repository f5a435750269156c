"""Colleagues in front of a desk: they come by real HTTP, to a page that says who is there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from app.signin.door import COOKIE, Door
from app.signin.session import Session
from journey.domain.events.team import CoachLeft, CoachRegistered
from services import team
from services.permissions import Role
from services.team import Journey
from tests.chat.browsing import Answer, Browser, serving
from tests.chat.talking import PROGRAMME, Town

STAFF_COOKIE = f"__Host-{COOKIE}"
HERE, LIVE, GRAVE, LED, KEPT = "/desk/t/here", "/desk/t/live", "/desk/t/grave", "/desk/t/led", "/desk/t/kept"
PATHS = (HERE, LIVE, GRAVE, LED, KEPT)


class Probe:
    """Pages that use the door as the desk does, and say whom they see."""

    name = "probe"

    def __init__(self, door: Door) -> None:
        self.door = door

    def routes(self) -> Sequence[BaseRoute]:
        return [
            Route("/desk", self.door.guards(self.who)),
            Route(HERE, self.door.guards(self.who)),
            Route(LIVE, self.live),
            Route(GRAVE, self.door.guards(self.who, grave=True)),
            Route(LED, self.door.guards(self.who, [Role.supervisor])),
            Route(KEPT, self.door.guards(self.keep), methods=["POST"]),
        ]

    async def who(self, _: Request, session: Session) -> Response:
        return PlainTextResponse(f"{session.name} {session.actor.recorded} {session.programme} {session.csrf}")

    async def live(self, request: Request) -> Response:
        session = await self.door.signed_in(request, in_use=False)
        return PlainTextResponse("nobody" if session is None else session.name)

    async def keep(self, request: Request, session: Session) -> Response:
        form = await self.door.form(request)
        return PlainTextResponse("not ours" if form is None else f"kept {form['word']} of {session.name}")


class Colleague(Browser):
    """A browser of a colleague."""

    @property
    def token(self) -> str | None:
        return self.cookies.get(STAFF_COOKIE) or self.cookies.get(COOKIE)

    def csrf(self) -> str:
        return re.findall(r'name="csrf" value="([^"]+)"', self.page.body)[-1]

    def sends(self, path: str, **fields: str) -> Answer:
        """Send a form that stands on the page."""
        return self.post(path, csrf=self.csrf(), **fields)

    def sees(self) -> str:
        """Who the desk says is there; empty where it asks to sign in."""
        answer = self.open(HERE)
        return " ".join(answer.body.split()[:-1]) if "text/plain" in answer.headers["Content-Type"] else ""


class Desk:
    """The desk of a town."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.entrance = town.service.entrance
        self.entrance.ways = [*self.entrance.ways, Probe(self.door)]

    @property
    def door(self) -> Door:
        return self.entrance.door

    @property
    def journey(self) -> Journey:
        object.__setattr__(self.town.journey, "now", self.town.clock())
        return self.town.journey

    def let_in(self, *staff: str, name: str | None = None, email: str | None = None) -> None:
        for one in staff:
            kind, _, reference = one.partition(":")
            if kind == "coach":
                self.town.record(None, CoachRegistered(coach=reference, fte=1.0))
            team.add(self.journey, PROGRAMME, one, name, email, "https://min-vag.example")

    def put_out(self, staff: str) -> None:
        team.disable(self.journey, staff)

    def leaves(self, coach: str) -> None:
        self.town.record(None, CoachLeft(coach=coach))

    @contextmanager
    def open(self) -> Iterator[int]:
        with serving(self.town.service) as port:
            yield port

    def inside(self, port: int, person: str = "anna", **more: Any) -> Colleague:
        """Somebody who has signed in."""
        browser = Colleague(port)
        self.town.clock.forward(seconds=1)
        browser.cookies[STAFF_COOKIE] = self.door.sessions.enter(person, "passkey", self.town.clock(), **more)
        return browser

    def readings(self, reader: str | None = None) -> list[tuple[str, tuple[str, ...], bool]]:
        """The rows of the access log: whose, why, and whether anybody is on them."""
        with self.town.journey.engine.store.read() as connection:
            return [
                (row.reader, row.why, bool(row.people))
                for row in self.town.journey.engine.access.readings(connection, reader=reader)
            ]


def link_on(answer: Answer, path: str) -> str:
    """The address on a page that begins so."""
    return html.unescape(re.findall(rf'(?:href|action)="({re.escape(path)}[^"]*)"', answer.body)[0])


MINUTE = timedelta(minutes=1)
